"""The sentence of applying a review: decided proposals, edits of files, everything read again, nothing else moved."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.author import (
    Desk,
    Target,
    by_hand,
    definition_in,
    outcome,
    recitals_anew,
    restructured,
    term_in,
    wanted,
    write_decided,
    write_from_sheet,
)
from generator.author.book import book_of
from generator.author.splice import set_field
from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Printed
from generator.document.walk import inlines, plain
from generator.model.kinds import kind_of
from generator.model.proposal import WORKBOOK, Decision, Proposal, Round, What
from generator.model.values import parse_quantity
from generator.pipeline import Reading, Result, read_files
from generator.prose import Reference
from generator.read.yaml import read_yaml
from generator.review import Place, places_of
from generator.review.arranged import MOVES, arranged_clauses, clauses_of, defines, misplaced, out_of_order, unprinted
from generator.review.as_decided import misprinted, same_value, shown_before, with_names
from generator.review.meanwhile import as_today, inlines_at, moved_meanwhile
from generator.review.places import RECITALS, Kind, clause_at
from generator.review.rounds import UNSIGNED_DECISION, in_part, whole_line

MOVED_TOO = kind(
    "moved-too",
    "Applying a decision would change a place that nobody decided on.",
    matters="A review must change what was agreed, and nothing else.",
    cure="Nothing was written. Make this change by hand, and look at the places that the message names.",
)
NOT_AS_DECIDED = kind(
    "not-as-decided",
    "A place would print something else than the words that were decided.",
    matters="What was agreed in the negotiation would stand in the agreement otherwise, and nobody would see it.",
    cure="Nothing was written. Set decision: of the proposal back to open, apply the others, and write its words by "
    "hand where the message says.",
)


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a round gives.

    Attributes:
        files: Those that change, by path, the round's own among them.
        done: The proposals that are written now.
        left: What a person must do.
    """

    files: dict[str, bytes]
    done: tuple[Proposal, ...]
    left: tuple[Diagnostic, ...]


def apply_round(reading: Reading, made: Round, path: str) -> Applied | list[Diagnostic]:
    """Return the files that the decided proposals of a round change, or why none may be written.

    Args:
        reading: The workspace.
        made: The round, with its decisions.
        path: Of its file.
    """
    result = reading.result(made.agreement)
    from_sheet = made.document == WORKBOOK
    if result is None or result.draft is None or not (from_sheet or made.document in result.documents):
        return list(result.found) if result else []
    waiting = [one for one in made.proposals if wanted(one)]
    unsigned = [signless(path, one) for one in waiting if not (one.decided_by and one.decided_on)]
    unsigned += [whole_line(path, one) for one in waiting if in_part(one)]
    if unsigned:
        return unsigned
    printed = {} if from_sheet else places_of(result.documents[made.document])
    places = {place.path: place for place in printed.values()}
    needed: dict[str, Diagnostic] = {}
    while True:
        now = made.model_copy(update={"proposals": tuple(one for one in made.proposals if one.id not in needed)})
        files, done, left = written(reading, result, now, places)
        left += needed.values()
        if not files:
            return with_round(path, reading, made, {}, done, left)
        after = read_files({**reading.files, **files})
        faults = worse(result, after.result(made.agreement)) or list(moved_too(result, after, made.document, done))
        if not faults:
            return with_round(path, reading, made, files, done, left)
        more = needed_still(faults, done)
        if not more:
            return faults
        needed |= more


def needed_still(faults: list[Diagnostic], done: list[Proposal]) -> dict[str, Diagnostic]:
    """Return the rows and clauses that went although others name them, and the definitions that would not print, each
    with why it is not written, if that explains all *faults*.
    """
    going = {f'"{last_of(one)}"': one for one in done if one.what in (What.ROW_OUT, What.CLAUSE_OUT)}
    going |= {f"{one.id}, {one.what} at {one.where}: {UNUSED}": one for one in done if defines(one)}
    blamed = [next((one for name, one in going.items() if name in fault.message), None) for fault in faults]
    return {
        one.id: by_hand(one, UNUSED if defines(one) else f"{NAMED} {fault.span.path}: {fault.message}")
        for one, fault in zip(blamed, faults, strict=True)
        if one is not None and None not in blamed
    }


NAMED = "it is still named elsewhere, in"
UNUSED = (
    "no text of the agreement uses the term in these words, so its definition would not print; once a text does, write "
    "it into terms.yaml of the agreement"
)


def last_of(one: Proposal) -> str:
    """Return the id of the row or clause that a proposal is about."""
    return one.path.rpartition("/")[2]


def with_round(  # noqa: PLR0917 - what applying a round gives, and where it is kept
    path: str, reading: Reading, made: Round, files: dict[str, bytes], done: list[Proposal], left: list[Diagnostic]
) -> Applied:
    """Return what applying gives, the file of the round with what was written marked in it."""
    marked = {path: with_marks(path, reading.files[path].decode(), made, done)} if done else {}
    return Applied({**files, **marked}, tuple(done), tuple(left))


SIGN = "write decided-by: and decided-on: below it, or decide again with --by and --on"


def signless(path: str, one: Proposal) -> Diagnostic:
    """Return the finding about a decision without a name or a day."""
    span = one.span if one.span.path else Span(path)
    return UNSIGNED_DECISION.at(span, f"{one.id}, {one.where}: the decision names nobody, or no day", hint=SIGN)


def written(
    reading: Reading, result: Result, made: Round, places: Mapping[str, Place]
) -> tuple[dict[str, bytes], list[Proposal], list[Diagnostic]]:
    """Return the files that proposals change, which were written, and which a person must write."""
    assert result.draft is not None  # noqa: S101 - asked before
    files: dict[str, bytes] = {}
    done: list[Proposal] = []
    left: list[Diagnostic] = []
    terms = {words: form for shown in result.draft.terms.values() for form, words in shown.words.items()}
    still = []
    order = [one.id for one in made.proposals]
    for waiting in filter(wanted, made.proposals):
        one = as_today(places, made.proposals, waiting)
        moved = one if isinstance(one, Diagnostic) else moved_meanwhile(places, one)
        still += [] if moved or isinstance(one, Diagnostic) else [one]
        left += [moved] if moved else []
    going = {one.path for one in still if one.what is What.CLAUSE_OUT}
    earlier = came_before(made)
    spoken = "\n".join(map(outcome, still))
    seen = Target(terms=terms, cited=cited_in(result, going), spoken=spoken)
    for several in grouped(still if places else [], still):
        desk = Desk(reading.workspace, result.draft, {**reading.files, **files})
        ahead = [one for one in (*earlier, *done) if order.index(one.id) < order.index(several[0].id)]
        behind = written_behind(several[0], ahead)
        edit = write_group(desk, several, places, replace(seen, behind=behind))
        if isinstance(edit, Diagnostic):
            left += [edit, *(by_hand(one, f"it hangs together with {several[0].id}") for one in several[1:])]
        else:
            new = edit.keys() - desk.files.keys()
            files |= edit
            done += [with_place(one, edit, new) for one in several]
            seen = replace(seen, terms={**seen.terms, **term_of(desk, several[0], places, seen)})
    return files, done, left


def grouped(in_document: list[Proposal], everything: list[Proposal]) -> Iterator[list[Proposal]]:
    """Yield what is written at once: first definitions that came, whose terms the others may use, then each by itself,
    and last those about the order of lines, clause by clause; lines that move between clauses tie these together.
    """
    yield from ([one] for one in in_document if defines(one))
    ordered = [one for one in in_document if one.what in MOVES and not defines(one)]
    everything = [one for one in everything if not (in_document and defines(one))]
    yield from ([one] for one in everything if one not in ordered)
    ties: dict[str, set[str]] = {}
    for one in ordered:
        tied = set(clauses_of(one)).union(*(ties.get(clause, ()) for clause in clauses_of(one)))
        ties |= dict.fromkeys(tied, tied)
    for tied in {id(one): one for one in ties.values()}.values():
        yield [one for one in ordered if clause_at(one.path) in tied]


def written_behind(one: Proposal, done: list[Proposal]) -> str:
    """Return the id of the clause or row that came behind the same place, just before; empty when none did."""
    sort = (What.CLAUSE_IN, What.ROW_IN)
    alike = [known for known in done if one.what in sort and known.what is one.what and anchor(known) == anchor(one)]
    return alike[-1].path.rpartition("/")[2] if alike else ""


def anchor(one: Proposal) -> str:
    """Return what a clause or row that came stands behind."""
    return one.after or one.path


def write_group(
    desk: Desk, several: list[Proposal], places: Mapping[str, Place], seen: Target
) -> dict[str, bytes] | Diagnostic:
    """Return the files that proposals change which are written at once, or why a person must do it."""
    one = several[0]
    if one.only_here and (one.what is not What.VALUE or not places):
        return by_hand(one, "only a value of a Word file can change here only; take only-here out of the decision")
    worded = next((known for known in several if known.what in WORDLESS and known.decision is Decision.COUNTER), None)
    if worded is not None:
        return by_hand(worded, "other words for what goes, moves or takes another form are written by hand")
    if not places:
        return write_from_sheet(desk, one)
    if defines(one):
        above = replace(seen, inlines=inlines_at(places, one.path))
        return definition_in(desk, one, term_in(desk, one, above), seen)
    if one.what in MOVES and RECITALS in {name for known in several for name in clauses_of(known)}:
        return recitals_anew(desk, several, seen.terms)
    if one.what in MOVES:
        why = no_line(desk, one, places)
        if why is not None:
            return by_hand(one, why) if why else {}
        printed = {path: place.inlines for path, place in places.items()}
        return restructured(desk, several, printed, seen.terms, seen.cited)
    row = places.get(one.path)
    columns = row.columns if row else ()
    ends = ends_clause(places, one.after)
    return write_decided(desk, one, replace(seen, inlines=inlines_at(places, one.path), columns=columns, ends=ends))


def term_of(desk: Desk, one: Proposal, places: Mapping[str, Place], seen: Target) -> dict[str, str]:
    """Return the forms of the term that a line defines which came; none of any other proposal."""
    above = replace(seen, inlines=inlines_at(places, one.path)) if defines(one) else None
    term = term_in(desk, one, above) if above else None
    return term.shown() if term else {}


WORDLESS = frozenset(
    {What.LINE_OUT, What.LINE_MOVED, What.CLAUSE_OUT, What.CLAUSE_MOVED, What.ROW_OUT, What.ROW_MOVED, What.FORM}
)
"""What is agreed to without words: those of a counter-proposal have no place in it."""


def no_line(desk: Desk, one: Proposal, places: Mapping[str, Place]) -> str | None:
    """Return why a line that came, went or moved is none of a clause; empty where it goes with its clauses, None where
    it is one.
    """
    place = places.get(one.path)
    kind_ = place.kind if place else None
    if kind_ is Kind.CHAPTER and one.what is What.LINE_OUT:
        left = any(chosen.source.clause.topic == one.path for chosen in desk.draft.clauses)
        return "" if not left or goes_whole(desk, one.path) else "its clauses stay, and would stand below the one above"
    if kind_ is Kind.CLAUSE and one.what is What.LINE_OUT:
        above = clause_above(places, one.path)
        return (
            f"its lines would join the clause above, {above.where}: write them behind its last line (agreements amend "
            f"{above.path} --in {desk.home}), and leave this one out: below omit: of {desk.home}/agreement.yaml write "
            f"{one.path}: with the reason"
            if above
            else "no clause stands above it that could take its lines; refuse it, or offer another title"
        )
    if kind_ is Kind.DEFINITION:
        return "a definition stands in terms.yaml, and prints where a text uses its term; write it there"
    if desk.chosen(one.path.partition(".")[0]) is None:
        return "it stands in no clause; write it where the words round it come from"
    return None


def clause_above(places: Mapping[str, Place], path: str) -> Place | None:
    """Return the clause that prints before another one; None before the first."""
    several = [place for place in places.values() if place.kind is Kind.CLAUSE]
    at = next((at for at, place in enumerate(several) if place.path == path), 0)
    return several[at - 1] if at else None


def goes_whole(desk: Desk, chapter: str) -> bool:
    """Tell whether agreement.yaml, as it is so far, leaves out all clauses of a chapter."""
    rows = read_yaml("", desk.files[f"{desk.home}/agreement.yaml"])[0]
    omit = rows.get("omit") if isinstance(rows, dict) else None
    return isinstance(omit, dict) and all(
        one.id in omit for one in desk.draft.clauses if one.source.clause.topic == chapter
    )


def ends_clause(places: Mapping[str, Place], path: str) -> bool:
    """Tell whether a line is the last one of its clause; a chapter ends none."""
    place = places.get(path)
    last = [one.path for one in places.values() if place and place.clause and one.clause == place.clause]
    return not last or last[-1] == path


def cited_in(result: Result, going: Collection[str]) -> dict[str, str]:
    """Return where a reference stands, by the path that it leads to; those in clauses that go are none."""
    return {
        inline.path: path
        for document in result.documents.values()
        for path, inline in inlines(document)
        if isinstance(inline, Reference) and inline.path and re.split(r"[.(]", path)[0] not in going
    }


def with_place(one: Proposal, edit: Mapping[str, bytes], new: Collection[str]) -> Proposal:
    """Return a proposal with where it was written; a clause that came, with its own path."""
    facts = {"applied": ", ".join(edit) or "nothing to write"}
    made = [path for path in edit if path in new and path.endswith(".md")] if one.what is What.CLAUSE_IN else []
    return one.model_copy(update={**facts, **({"path": clause_of_file(made[-1])} if made else {})})


def clause_of_file(path: str) -> str:
    """Return the id of the clause whose file has a path."""
    return path.rpartition("/")[2].removesuffix(".md")


def came_before(made: Round) -> list[Proposal]:
    """Return the clauses of a round that came and were written in an earlier apply, each with its own path."""
    written_ = [one for one in made.proposals if one.what is What.CLAUSE_IN and one.applied.endswith(".md")]
    return [one.model_copy(update={"path": clause_of_file(one.applied)}) for one in written_]


# Nothing else moved


def worse(before: Result, after: Result | None) -> list[Diagnostic]:
    """Return the errors that there were not before; that nothing prints any more is one, whatever else is found."""
    known = {(one.code, one.message) for one in before.found}
    found = [
        one
        for one in (after.found if after else ())
        if one.severity is Severity.ERROR and (one.code, one.message) not in known
    ]
    if not found and before.documents and not (after and after.documents):
        return [MOVED_TOO.at(Span(f"agreements/{before.id}"), "no document of the agreement would print any more")]
    return found


def moved_too(before: Result, after: Reading, document: str, done: list[Proposal]) -> Iterator[Diagnostic]:
    """Yield the places that changed although no proposal that was written is about them."""
    now = after.result(before.id)
    if now is None or not now.documents:
        return
    names = renamed(before, now) if any(one.what is What.PARTY for one in done) else {}
    if document == WORKBOOK:
        yield from cells_not_as_decided(after, now, done)
    for id_, old in before.documents.items():
        places = places_of(old)
        was, is_ = said(places), said(places_of(now.documents[id_])) if id_ in now.documents else {}
        if id_ == document and id_ in now.documents:
            after_ = places_of(now.documents[id_])
            shown = shown_before(places, done, names)
            for clause, words in (*misplaced(places, after_, done, shown), *out_of_order(places, after_, done)):
                yield MOVED_TOO.at(Span(clause), words)
            for one, words in misprinted(after_, done, shown, arranged_clauses(done)):
                yield not_as_decided(one, words)
            for one in unprinted(places, after_, done, shown):
                message = f"{one.id}, {one.what} at {one.where}: {UNUSED}"
                yield NOT_AS_DECIDED.at(Span(one.path), message, hint=f'decided was "{outcome(one)[:200]}"')
        came = {one.path.partition(".")[0] for one in done if one.what is What.CLAUSE_IN}
        arranged = {*arranged_clauses(done), *came, *(new_titles(was, is_) if came else ())}
        printing = frozenset((value, place.path) for place in places.values() for _, value in place.values)
        for path in sorted({*was, *is_}):
            pair = was.get(path, ""), is_.get(path, "")
            explained = any(about(one, path, pair, home_of(document, id_), printing) for one in done)
            apart = (
                (names and with_names(pair[0], names) == pair[1].replace("\u00a0", " "))
                or (path.startswith("definition:") and "" in pair)
                or clause_at(path) in arranged
            )
            if pair[0] != pair[1] and not explained and not apart:
                yield MOVED_TOO.at(Span(f"{id_}: {path}"), f'"{pair[0][:100]}" would become "{pair[1][:100]}"')


def not_as_decided(one: Proposal, words: str) -> Diagnostic:
    """Return the finding that the place of a proposal would print other words than those that were decided."""
    message = f'{one.id}, {one.what} at {one.where}: it would say "{words[:200]}"'
    return NOT_AS_DECIDED.at(Span(one.path or one.where), message, hint=f'decided was "{outcome(one)[:200]}"')


def cells_not_as_decided(after: Reading, now: Result, done: list[Proposal]) -> Iterator[Diagnostic]:
    """Yield the cells of a workbook that a new export would show otherwise than was decided."""
    cells = [one for one in done if one.what is What.CELL]
    if not cells or now.draft is None:
        return
    book = book_of(after.workspace, after.workspace.agreements[now.id], now.draft)
    sheets = {kind_of(sheet.kind): sheet.cells() for sheet in book.sheets}
    for one in cells:
        table, id_, name = one.path.split("/", 2)
        words = sheets.get(table, {}).get((id_, name), "")
        if not same_value(words, outcome(one)):
            yield not_as_decided(one, words)


def new_titles(was: Mapping[str, str], is_: Mapping[str, str]) -> set[str]:
    """Return the clauses and chapters that were not there before."""
    return {path for path in is_ if path not in was and not re.search(r"[./:(]", path)}


def said(places: Mapping[str, Place]) -> dict[str, str]:
    """Return what each place says, numbers of references apart."""
    return {place.path: words_of(place) for place in places.values()}


def words_of(place: Place) -> str:
    """Return the words of a place without the numbers that Word computes."""
    cells = () if place.row is None else place.row.cells
    lines = [place.inlines, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    shown = "\n".join(plain(tuple(unnumbered(one) for one in line)) for line in lines)
    return shown if place.inlines or cells else place.title


def unnumbered(inline: Printed) -> Printed:
    """Return *inline* without its number."""
    return replace(inline, number=inline.path) if isinstance(inline, Reference) else inline


def home_of(document: str, id_: str) -> str:
    """Return where what came back stands, seen from the document *id_*: there, elsewhere, or in a sheet."""
    return document if document == WORKBOOK else "here" if document == id_ else "elsewhere"


def about(one: Proposal, path: str, pair: tuple[str, str], home: str, printing: frozenset[tuple[str, str]]) -> bool:
    """Tell whether a proposal explains that a place says the second of *pair* and no longer the first.

    Args:
        one: The proposal.
        path: Of the place.
        pair: Before and after.
        home: Where what came back stands; see ``home_of``.
        printing: Which value prints at which path.
    """
    if one.what is What.ROW_IN:
        return path.startswith(f"{one.path.partition('/')[0]}/") and not pair[0]
    if home == WORKBOOK:
        row = [*one.path.split("/"), ""][1]
        values = any(path.startswith(place) for value, place in printing if value == row)
        return bool(row) and (values or row in path or pair[1] in respelled(pair[0], one))
    if one.only_here:
        twin = path.rpartition("/")[2].startswith(f"{one.value}-") and not pair[0]
        return twin or any(path == place or path.startswith(f"{place}/") for place in one.places)
    if one.what is What.VALUE:
        inside = any(path.startswith(home) for value, home in printing if value == one.value)
        return inside or pair[1] in respelled(pair[0], one)
    if one.what in WHOLE:
        inside = path.startswith((f"{one.path}.", f"{one.path}(")) or path in (one.path, f"{one.path}~")
        return inside or (one.what is What.TITLE and pair == (one.old, outcome(one)))
    if one.what in (What.CELL, What.ROW_OUT, What.ROW_MOVED):
        heading = one.what is not What.CELL and path.startswith(f"{one.path.partition('/')[0]}/group:")
        return heading or one.path.startswith(path)
    return home == "here" and path == one.path


WHOLE = (What.POSITION, What.CLAUSE_OUT, What.CLAUSE_MOVED, What.TITLE)
"""What is about all lines of a clause; in a version with numbers that stay, one that went leaves a line of its own."""


def respelled(text: str, one: Proposal) -> set[str]:
    """Return *text* with a value in its new size, written long or short."""
    try:
        old, new = (
            parse_quantity(" ".join(words.replace("\u00a0", " ").split()).lower()) for words in (one.old, one.new)
        )
    except ValueError:
        return set()
    return {text.replace(old.short, new.short), text.replace(str(old), str(new))} - {text}


def renamed(before: Result, after: Result) -> dict[str, str]:
    """Return the facts of parties and contacts that say something else, by what they said."""
    pairs = zip(party_facts(before), party_facts(after), strict=False)
    return {old: new for old, new in pairs if old != new}


def party_facts(result: Result) -> list[str]:
    """Return what is known of the parties and their people, always in one order."""
    assert result.draft is not None  # noqa: S101 - both were read
    entities = [one for party in result.draft.agreement.parties for one in party.entities]
    facts = [fact for one in entities for fact in (one.name, one.registration, one.address)]
    return [*facts, *(str(getattr(one, "name", "")) for one in result.draft.contacts)]


def with_marks(path: str, text: str, made: Round, done: list[Proposal]) -> bytes:
    """Return the file of the round with what was written, and where, marked."""
    places = {one.id: count for count, one in enumerate(made.proposals)}
    for one in done:
        marked = set_field(path, text, ("proposals", places[one.id]), "applied", value=one.applied)
        text = marked if isinstance(marked, str) else text
    return text.encode()
