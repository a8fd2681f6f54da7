"""The proof that the lines of a clause stand as they were agreed, told from the printed words alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document.walk import plain
from generator.model.proposal import Decision, Proposal, What
from generator.review.places import Place

MOVES = (What.LINE_IN, What.LINE_OUT, What.LINE_MOVED, What.MERGED, What.SPLIT)
"""What changes the order of the lines of a clause."""
ORDERED = (*MOVES, What.CLAUSE_IN)


def misplaced(
    before: Mapping[str, Place], after: Mapping[str, Place], done: list[Proposal]
) -> Iterator[tuple[str, str]]:
    """Yield the clauses whose lines do not stand as they were agreed, each with what it would say instead."""
    ordered = [one for one in done if one.what in ORDERED]
    for clause in dict.fromkeys(one.path.partition(".")[0] for one in ordered):
        mine = [one for one in done if one.path.partition(".")[0] == clause]
        wanted_ = lines_wanted(lines_in(before, clause), mine)
        now = [words for _, words in lines_in(after, clause)]
        if [squeezed(one) for one in wanted_] != [squeezed(one) for one in now]:
            at = next(
                (
                    at
                    for at, pair in enumerate(zip(wanted_, now, strict=False))
                    if squeezed(pair[0]) != squeezed(pair[1])
                ),
                0,
            )
            said_ = (*now[at : at + 1], "nothing")[0]
            yield clause, (f'line {at + 1} would be "{said_[:100]}" and not as agreed')


def squeezed(text: str) -> str:
    """Return *text* without blanks and figures: numbers of references are computed."""
    return "".join(sign for sign in text if not sign.isspace() and not sign.isdigit())


def lines_in(places: Mapping[str, Place], clause: str) -> list[tuple[str, str]]:
    """Return the lines of a clause with their paths, its title apart."""
    return [(place.path, plain(place.inlines)) for place in places.values() if place.clause == clause and place.inlines]


def lines_wanted(lines: list[tuple[str, str]], ones: list[Proposal]) -> list[str]:
    """Return what the lines of a clause say when everything that was written holds."""
    made: list[tuple[str, str]] = list(lines)
    for one in ones:
        at = next((at for at, (path, _) in enumerate(made) if path == one.path), -1)
        words = one.counter if one.decision is Decision.COUNTER else one.new
        if one.what is What.CLAUSE_IN:
            made = [("", words_) for words_ in words.split("\n")[1:]]
        elif one.what is What.WORDING:
            made[at] = (one.path, words)
        elif one.what is What.SPLIT:
            made[at : at + 1] = [(one.path, words.split("\n")[0]), (f"+{one.path}", words.split("\n")[-1])]
        elif one.what is What.MERGED:
            made[at : at + 2] = [(one.path, words)]
    for one in ones:
        made = rearranged(made, one)
    return [words for path, words in made if path != GONE]


GONE = "-"


def rearranged(lines: list[tuple[str, str]], one: Proposal) -> list[tuple[str, str]]:
    """Return lines with one taken out, put in or moved; one that went keeps its place for what stands behind it."""
    made = list(lines)
    at = next((at for at, (path, _) in enumerate(made) if path == one.path), -1)
    words = one.counter if one.decision is Decision.COUNTER else one.new
    if one.what is What.LINE_OUT:
        made[at] = (GONE, "")
    elif one.what is What.LINE_IN:
        made.insert(place_behind(made, one.after), (f"+{one.after}", words))
    elif one.what is What.LINE_MOVED:
        moved = made[at]
        made[at] = (GONE, "")
        made.insert(place_behind(made, one.after), (f"+{one.after}", moved[1]))
    return made


def place_behind(lines: list[tuple[str, str]], path: str) -> int:
    """Return the place behind a line and what was put behind it before."""
    at = next((at for at, (known, _) in enumerate(lines) if known == path), -1) + 1
    while at < len(lines) and lines[at][0] == f"+{path}":
        at += 1
    return at
