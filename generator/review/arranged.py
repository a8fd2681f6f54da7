"""The proof that the lines of a clause stand as they were agreed, told from the printed words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, zip_longest

from generator.document.blocks import Printed
from generator.document.walk import plain
from generator.model.proposal import Proposal, What
from generator.prose import Text
from generator.review.as_decided import AS_PRINTED, Shown, decided
from generator.review.levels import TITLE
from generator.review.places import Kind, Place, clause_at, in_clause

MOVES = (What.LINE_IN, What.LINE_OUT, What.LINE_MOVED, What.MERGED, What.SPLIT)
"""What changes the order of the lines of a clause."""


def clauses_of(one: Proposal) -> tuple[str, ...]:
    """Return the clauses whose lines a proposal arranges: its own, and the one that its line moves into."""
    own, other = clause_at(one.path), clause_at(one.after)
    return (own, other) if one.what is What.LINE_MOVED and other and other != own else (own,)


def cut_clause(one: Proposal) -> tuple[str, ...]:
    """Return the clause that a new title cuts in two, if it does."""
    return (one.also.partition(".")[0],) if one.what is What.CLAUSE_IN and one.also else ()


def misplaced(
    before: Mapping[str, Place], after: Mapping[str, Place], done: list[Proposal], shown: Shown = AS_PRINTED
) -> Iterator[tuple[str, str]]:
    """Yield the clauses whose lines do not stand as they were agreed, each with what it would say instead.

    *shown* is what references and values showed when that was decided.
    """
    spoken = {place.path: plain(place.inlines) for place in before.values()}
    spoken |= {one.path: decided(one) for one in done if one.what is What.WORDING}
    for clause in arranged_clauses(done):
        mine = [one for one in done if clause in (*clauses_of(one), *cut_clause(one))]
        wanted = lines_wanted(clause, lines_in(before, clause), mine, spoken)
        yield from differing(clause, wanted, printed_in(after, clause), shown)
    known = {place.path for place in before.values()}
    new = [place for place in after.values() if place.kind is Kind.CLAUSE and place.path not in known]
    agreed = [one for came in done if came.what is What.CLAUSE_IN for one in clauses_agreed(came, spoken)]
    for place, (title, lines) in zip(new, agreed, strict=False):
        now = [(Text(place.title),), *printed_in(after, place.path)]
        yield from differing(place.path, [title, *lines], now, shown)


def defines(one: Proposal) -> bool:
    """Tell whether a line came among the definitions, which stand by the alphabet."""
    return one.what is What.LINE_IN and one.path.startswith("definition:")


def unprinted(
    before: Mapping[str, Place], after: Mapping[str, Place], done: list[Proposal], shown: Shown = AS_PRINTED
) -> Iterator[Proposal]:
    """Yield the definitions that came and do not print in the words that were decided: no text uses their term."""
    known = {place.path for place in before.values()}
    new = [place for place in after.values() if place.kind is Kind.DEFINITION and place.path not in known]
    for one in filter(defines, done):
        if not any(shown.matches(place.inlines, decided(one)) for place in new):
            yield one


def arranged_clauses(done: Iterable[Proposal]) -> list[str]:
    """Return the clauses whose lines came, went or moved, each once."""
    moving = (one for one in done if not defines(one))
    names = [name for one in moving for name in (clauses_of(one) if one.what in MOVES else ()) or cut_clause(one)]
    return list(dict.fromkeys(names))


def differing(
    clause: str, wanted: list[str], now: list[tuple[Printed, ...]], shown: Shown
) -> Iterator[tuple[str, str]]:
    """Yield the first line of a clause that says something else than was agreed."""
    pairs = list(zip_longest(wanted, now))
    at = next(
        (at for at, (said, line) in enumerate(pairs) if said is None or line is None or not shown.matches(line, said)),
        None,
    )
    if at is not None:
        said_ = (*map(plain, now[at : at + 1]), "nothing")[0]
        yield clause, f'line {at + 1} would be "{said_[:100]}" and not as agreed'


def clauses_agreed(one: Proposal, spoken: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the clauses that a proposal brings, each with its title and the words of its lines."""
    title, *lines = decided(one).split("\n")
    levels = one.levels.split()
    heads = [at for at, level in enumerate(levels) if level == TITLE]
    for at, end in pairwise([*heads, len(levels)]):
        yield lines[at], lines[at + 1 : end]
    if not heads:
        yield title, [*lines, *(spoken[path] for path in one.also.split())]


def out_of_order(
    before: Mapping[str, Place], after: Mapping[str, Place], done: list[Proposal]
) -> Iterator[tuple[str, str]]:
    """Yield what stands at another place than was agreed: clauses and chapters in a document, rows in a table."""
    for several, ones in sequences(before, done):
        known = set(several)
        homes = {path.partition("/")[0] for path in several if "/" in path}
        now = [path for path in sequence(after, homes) if not path.endswith("~")]
        wanted = several
        for one in ones:
            wanted = stationed(wanted, one)
        gone = {one.path for one in ones if one.what in (What.CLAUSE_OUT, What.ROW_OUT)}
        pairs = zip_longest(
            [NEW if path.startswith(NEW) else path for path in wanted if path not in gone],
            [path if path in known else NEW for path in now if path not in gone],
        )
        wrong = next((pair for pair in pairs if pair[0] != pair[1]), None)
        if wrong:
            yield (wrong[1] or wrong[0] or ""), f'"{wrong[1]}" would stand where "{wrong[0]}" was agreed to stand'


NEW = "+"
"""Begins, in an order, the place of what has no path yet."""
STATIONED = (What.CLAUSE_IN, What.CLAUSE_MOVED, What.ROW_IN, What.ROW_MOVED)


def sequences(before: Mapping[str, Place], done: list[Proposal]) -> Iterator[tuple[list[str], list[Proposal]]]:
    """Yield each order in which something came or moved, and what was agreed about it."""
    if any(one.what in (What.CLAUSE_IN, What.CLAUSE_MOVED) for one in done):
        yield sequence(before, set()), [one for one in done if "/" not in one.path and one.what not in MOVES]
    for table in dict.fromkeys(one.path.partition("/")[0] for one in done if one.what in (What.ROW_IN, What.ROW_MOVED)):
        yield sequence(before, {table}), [one for one in done if one.path.startswith(f"{table}/")]


def sequence(places: Mapping[str, Place], tables: set[str]) -> list[str]:
    """Return the paths of the rows of *tables* in order; without one, of the chapters and clauses."""
    titles = (Kind.CHAPTER, Kind.CLAUSE)
    if not tables:
        return [place.path for place in places.values() if place.kind in titles]
    return [
        place.path for place in places.values() if place.kind is Kind.ROW and place.path.partition("/")[0] in tables
    ]


def stationed(several: list[str], one: Proposal) -> list[str]:
    """Return an order with one clause or row put in or moved."""
    if one.what not in STATIONED:
        return several
    anchor = (one.after or one.path).partition(".")[0]
    moved = one.path if one.what in (What.CLAUSE_MOVED, What.ROW_MOVED) else f"{NEW}{anchor}"
    made = [path for path in several if path != moved or path.startswith(NEW)]
    at = made.index(anchor) + 1 if anchor in made else len(made)
    while at < len(made) and made[at].startswith(f"{NEW}{anchor}"):
        at += 1
    count = 1 + one.levels.split().count(TITLE) if one.what is What.CLAUSE_IN else 1
    made[at:at] = [moved] * count
    return made


def printed_in(places: Mapping[str, Place], clause: str) -> list[tuple[Printed, ...]]:
    """Return what each line of a clause is made of, its title apart."""
    return [place.inlines for place in places.values() if in_clause(place, clause) and place.inlines]


def lines_in(places: Mapping[str, Place], clause: str) -> list[tuple[str, str]]:
    """Return the lines of a clause with their paths, its title apart."""
    inside = (place for place in places.values() if in_clause(place, clause) and place.inlines)
    return [(place.path, plain(place.inlines)) for place in inside]


def lines_wanted(
    clause: str, lines: list[tuple[str, str]], ones: list[Proposal], spoken: Mapping[str, str]
) -> list[str]:
    """Return what the lines of a clause say when everything that was written holds."""
    made: list[tuple[str, str]] = list(lines)
    for one in ones:
        at = next((at for at, (path, _) in enumerate(made) if path == one.path), -1)
        words = decided(one)
        if clause in cut_clause(one):
            made = [(path, words_) for path, words_ in made if path not in one.also.split()]
        elif one.what is What.WORDING:
            made[at] = (one.path, words)
        elif one.what is What.SPLIT:
            made[at : at + 1] = [(one.path, words.split("\n")[0]), (f"+{one.path}", words.split("\n")[-1])]
        elif one.what is What.MERGED:
            made[at : at + 2] = [(one.path, words)]
    for one in ones:
        made = rearranged(clause, made, one, spoken)
    return [words for path, words in made if path != GONE]


GONE = "-"


def rearranged(
    clause: str, lines: list[tuple[str, str]], one: Proposal, spoken: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return lines with one taken out, put in or moved; one that went keeps its place for what stands behind it."""
    made = list(lines)
    at = next((at for at, (path, _) in enumerate(made) if path == one.path), -1)
    words = decided(one)
    if one.what is What.LINE_OUT:
        made[at] = (GONE, "")
    elif one.what is What.LINE_IN:
        made.insert(place_behind(made, one.after), (f"+{one.after}", words))
    elif one.what is What.LINE_MOVED:
        moved = made[at][1] if at >= 0 else spoken[one.path]
        if at >= 0:
            made[at] = (GONE, "")
        if clause == clauses_of(one)[-1]:
            made.insert(place_behind(made, one.after), (f"+{one.after}", moved))
    return made


def place_behind(lines: list[tuple[str, str]], path: str) -> int:
    """Return the place behind a line and what was put behind it before."""
    at = next((at for at, (known, _) in enumerate(lines) if known == path), -1) + 1
    while at < len(lines) and lines[at][0] == f"+{path}":
        at += 1
    return at
