"""What stands today at the place of a proposal: the round may be written in parts, and our own texts move on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Printed
from generator.document.walk import plain
from generator.model.proposal import Decision, Proposal, What
from generator.review.arranged import MOVES, clauses_of, cut_clause
from generator.review.places import Kind, Place, cell_words, clause_at, in_clause

MOVED_MEANWHILE = kind(
    "moved-meanwhile",
    "What a proposal would change says something else today than in the file that was sent.",
    matters="Applying it would undo a change of our own that they never saw.",
    cure="Compare the two texts, and write what shall stand by hand or as a counter-proposal.",
)
CHECKED = (
    *(What.WORDING, What.TITLE, What.DEFINITION, What.CELL),
    *(What.LINE_OUT, What.LINE_MOVED, What.SPLIT, What.MERGED),
)
LINES = (What.WORDING, What.LINE_OUT, What.LINE_MOVED, What.SPLIT, What.MERGED)
"""What is about one line, or about two that stand together, in the words of *old*."""
Places = Mapping[str, Place]


def moved_meanwhile(places: Places, one: Proposal) -> Diagnostic | None:
    """Return what keeps a proposal from being written: its place, or the line above it, says something else today."""
    if not places:
        return None
    now = words_now(places, one)
    if now is not None and one.old not in ("", now) and one.what in CHECKED:
        message = f'{one.id}, {one.where}: today it says "{now[:120]}"'
        return MOVED_MEANWHILE.at(Span(one.path), message, hint=f'sent was "{one.old[:120]}"')
    above = places.get(one.after)
    said = "" if above is None else plain(above.inlines) or above.title
    if one.after and (above is None or (one.above and said != one.above)):
        message = f'{one.id}, {one.where}: the line above it says "{said[:120]}" today'
        return MOVED_MEANWHILE.at(Span(one.after), message, hint=f'sent was "{one.above[:120]}"')
    if one.also and cut_clause(one) and below(places, one.after) != one.also.split():
        message = f"{one.id}, {one.where}: below the line where the new title stands are other lines today"
        return MOVED_MEANWHILE.at(Span(one.after), message)
    return None


def words_now(places: Places, one: Proposal) -> str | None:
    """Return what the place of a proposal prints today; None when that cannot be said of one line."""
    if one.what is What.TITLE and one.path in places:
        return places[one.path].title
    inlines = inlines_at(places, one.path)
    if one.what is What.MERGED and inlines:
        return "\n".join(plain(place.inlines) for place in [places[one.path], *next_lines(places, one.path)[:1]])
    return plain(inlines) if inlines else None


def inlines_at(places: Places, path: str) -> tuple[Printed, ...]:
    """Return what a line or a cell of one line is made of."""
    if path in places:
        return places[path].inlines
    row, _, column = path.rpartition("/")
    place = places.get(row)
    if place is None or place.row is None or column not in place.columns:
        return ()
    paragraphs = place.row.cells[place.columns.index(column)].paragraphs
    return paragraphs[0] if len(paragraphs) == 1 else ()


def lines_of(places: Places, clause: str) -> list[Place]:
    """Return the lines of a clause, or the recitals, in order."""
    return [place for place in places.values() if place.inlines and in_clause(place, clause)]


def next_lines(places: Places, path: str) -> list[Place]:
    """Return the lines of its clause that stand behind a line."""
    several = lines_of(places, clause_at(path))
    at = next((at for at, place in enumerate(several) if place.path == path), len(several) if "." in path else -1)
    return several[at + 1 :]


def below(places: Places, path: str) -> list[str]:
    """Return the paths of the lines of its clause that stand behind a line."""
    return [place.path for place in next_lines(places, path)]


# A round that is written in parts


def as_today(places: Places, made: Sequence[Proposal], one: Proposal) -> Proposal | Diagnostic:
    """Return a proposal with the paths of today, where an earlier part of its round moved the lines of its clause.

    Lines are counted, so that the path of one is that of another once a line came, went or moved above it. Then a
    line is known by its words, if they stand once in its clause.

    Args:
        places: What prints today, by path.
        made: All proposals of the round, in the order of the document.
        one: One of them that waits.
    """
    if not places:
        return one
    earlier = [known for known in made if known.applied and known.decision in (Decision.ACCEPT, Decision.COUNTER)]
    moved = {clause for known in earlier if known.what in MOVES for clause in clauses_of(known)}
    moved |= {clause for known in earlier for clause in cut_clause(known)}
    found: dict[str, str] = {}
    if one.what in LINES and clause_at(one.path) in moved:
        said = {one.old, *spoken(earlier, one.path)}
        found["path"] = path_of(places, {clause_at(one.path), *homes(earlier, one.path)}, said, one.what)
    if one.what is What.VALUE and one.only_here and any(clause_at(path) in moved for path in one.places):
        found["path"] = ""
    if one.above and clause_at(one.after) in moved and "." in one.after:
        found["after"] = path_of(places, {clause_at(one.after)}, {one.above, *spoken(earlier, one.after)}, What.WORDING)
    if "" in found.values():
        message = (
            f"{one.id}, {one.where}: lines of its clause were written before, and which one is meant now is not plain"
        )
        return MOVED_MEANWHILE.at(Span(one.path), message, hint=f'sent was "{(one.old or one.above)[:120]}"')
    settled = one.model_copy(update=found)
    return behind_earlier(places, earlier_in(made, earlier, one), one, settled)


def spoken(earlier: Iterable[Proposal], path: str) -> Iterator[str]:
    """Yield the words that a line has since an earlier part of its round was written."""
    yield from (decided_words(one) for one in earlier if one.path == path and one.what is What.WORDING)


def homes(earlier: Iterable[Proposal], path: str) -> Iterator[str]:
    """Yield the clause into which an earlier part of its round moved a line."""
    yield from (clause_at(one.after) for one in earlier if one.path == path and one.what is What.LINE_MOVED)


def decided_words(one: Proposal) -> str:
    """Return the words that were decided."""
    return one.counter if one.decision is Decision.COUNTER else one.new


def path_of(places: Places, clauses: Iterable[str], said: set[str], what: What) -> str:
    """Return the path of the one line of *clauses* that says one of *said*; empty when none does, or several."""
    first = {words.partition("\n")[0] for words in said} if what is What.MERGED else said
    found = [place.path for name in clauses for place in lines_of(places, name) if plain(place.inlines) in first]
    return found[0] if len(found) == 1 else ""


def earlier_in(made: Sequence[Proposal], earlier: Sequence[Proposal], one: Proposal) -> list[Proposal]:
    """Return what was written before and came or moved to the same place, ahead of a proposal in the document."""
    sort = (What.LINE_IN, What.LINE_MOVED) if one.what in (What.LINE_IN, What.LINE_MOVED) else (one.what,)
    ahead = made[: next(at for at, known in enumerate(made) if known.id == one.id)]
    mine = {known.id for known in earlier}
    alike = [known for known in ahead if known.id in mine and known.what in sort]
    return [known for known in alike if (known.after or known.path) == (one.after or one.path)]


def behind_earlier(places: Places, ahead: Sequence[Proposal], one: Proposal, settled: Proposal) -> Proposal:
    """Return a line, clause or row that came or moved behind those that were written before at the same place."""
    if one.what in (What.LINE_IN, What.LINE_MOVED):
        return behind_lines(places, ahead, settled)
    if one.what is What.CLAUSE_IN and ahead:
        id_ = ahead[-1].applied.rpartition("/")[2].removesuffix(".md")
        last = lines_of(places, id_)[-1:]
        return settled.model_copy(update={"after": last[0].path, "above": plain(last[0].inlines)}) if last else settled
    if one.what is What.ROW_IN:
        cells = {decided_words(known).partition(" | ")[2] for known in ahead}
        rows = [place.path for place in places.values() if is_among(place, cells, one.path)]
        return settled.model_copy(update={"path": rows[-1]}) if rows else settled
    return settled


def behind_lines(places: Places, ahead: Sequence[Proposal], settled: Proposal) -> Proposal:
    """Return a line that goes behind those of *ahead* which stand below the same line now."""
    said = {decided_words(known) for known in ahead}
    last = None
    for place in next_lines(places, settled.after):
        if plain(place.inlines) not in said:
            break
        last = place
    return settled.model_copy(update={"after": last.path, "above": plain(last.inlines)}) if last else settled


def is_among(place: Place, cells: set[str], beside: str) -> bool:
    """Tell whether a row of the same table as *beside* says what one that came says, its id apart."""
    if place.kind is not Kind.ROW or place.row is None or place.path.partition("/")[0] != beside.partition("/")[0]:
        return False
    return " | ".join(cell_words(place.row)[1:]) in cells
