"""Where what came or moved belongs: behind which line, clause or row, and how deep."""

from __future__ import annotations

import re

from generator.model.proposal import Proposal
from generator.read.units import Unit
from generator.review.comparison import Comparison, nearest_above
from generator.review.places import Kind, Place

STEP = re.compile(r"\(|-\d")
TITLE = "title"
"""Stands among the depths of the lines of a new chapter for the title of a clause."""


LISTED = (Kind.RECITAL, Kind.DEFINITION)
"""Lines outside clauses that stand in a list of their own."""


def placed(review: Comparison, new: int, one: Proposal, inner: tuple[int, ...] | None = None) -> Proposal:
    """Return a proposal that says where its line belongs, if that can be told.

    Args:
        review: The comparison.
        new: The line that came back; of a clause its title.
        one: What is proposed.
        inner: The lines below a title that came; None for a line.
    """
    above = nearest_above(review, new)
    place = review.place(above) if above is not None else None
    listed = inner is None and place is not None and place.kind in LISTED
    if place is None or not (place.clause or listed or (inner is not None and place.kind is Kind.CHAPTER)):
        return one
    levels = "" if listed else level(review, new, place)
    levels = levels if inner is None else inner_levels(review, [review.back.now[at] for at in inner])
    said = review.sent.read.now[above].text if above is not None else ""
    return one.model_copy(update={"after": place.path, "above": said, "levels": levels})


ANCHORS = (Kind.ROW, Kind.GROUP, Kind.CLAUSE, Kind.TEXT, Kind.DEFINITION, Kind.CHAPTER)
"""What a row or clause that moved can stand behind."""


def anchored(review: Comparison, new: int, one: Proposal) -> Proposal:
    """Return a proposal about a row or clause that says behind which row or line it stands now."""
    above = nearest_above(review, new)
    while above is not None and above > 0 and review.place(above) is None:
        above -= 1
    place = review.place(above) if above is not None else None
    if place is None or place.kind not in ANCHORS:
        return one
    return one.model_copy(update={"after": place.path})


def taken_along(review: Comparison, new: int) -> tuple[str, ...]:
    """Return the paths of the lines that stand below a new title and stood below another one when they were sent.

    Args:
        review: The comparison.
        new: The last of the lines that came with the title.
    """
    above = nearest_above(review, new)
    home = review.place(above) if above is not None else None
    found = []
    for at in range(new + 1, len(review.back.now)):
        place = review.place(review.now.partner[at]) if at in review.now.partner else None
        if place is not None and (home is None or place.clause != home.clause or place.kind is Kind.CLAUSE):
            break
        found += [place.path] if place is not None and at not in review.now.moved else []
    return tuple(found) if home is not None and home.clause else ()


def depth(path: str) -> int:
    """Return how deep a line stands below its clause: 0 for a paragraph, 1 for an item, 2 for an item in it."""
    return len(STEP.findall(path.rpartition(".")[2]))


def level(review: Comparison, new: int, above: Place) -> str:
    """Return how deep a line stands, told by a line of the same clause and style; empty when none tells."""
    if above.kind is Kind.CLAUSE:
        return "0"
    style = style_of(review.back.now[new])
    deepest = depth(above.path) + 1
    before = range(new - 1, -1, -1)
    for several in (before, range(new + 1, len(review.back.now))):
        for at in several:
            place = review.place(review.now.partner[at]) if at in review.now.partner else None
            if place is not None and (place.clause != above.clause or place.kind is Kind.CLAUSE):
                break
            if place is not None and at not in review.now.moved and style_of(review.back.now[at]) == style:
                return str(depth(place.path)) if depth(place.path) <= deepest else ""
    return ""


def inner_levels(review: Comparison, units: list[Unit]) -> str:
    """Return how deep each line of a new clause stands: a style not met before goes one deeper; a title begins anew."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for unit in units:
        if review.style(unit) == "Heading2":
            found.append(TITLE)
            seen = {}
            continue
        deeper = int(found[-1]) + 1 if found and found[-1] != TITLE else 0
        found.append(str(seen.setdefault(style_of(unit), deeper)))
    return " ".join(found)


def style_of(unit: Unit) -> str:
    """Return the style of the first line of a unit."""
    return unit.lines[0].style if unit.lines else ""
