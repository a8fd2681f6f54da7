"""Where a line that came or moved belongs in its clause: behind which line, and how deep."""

from __future__ import annotations

import re

from generator.model.proposal import Proposal
from generator.read.returned import Unit
from generator.review.comparison import Comparison, nearest_above
from generator.review.places import Kind, Place

STEP = re.compile(r"\(|-\d")


def placed(review: Comparison, new: int, one: Proposal, inner: tuple[int, ...] = ()) -> Proposal:
    """Return a proposal that says where its line belongs, if that can be told.

    Args:
        review: The comparison.
        new: The line that came back; of a clause its title.
        one: What is proposed.
        inner: The lines of a clause that came.
    """
    above = nearest_above(review, new)
    place = review.place(above) if above is not None else None
    if place is None or not place.clause:
        return one
    levels = inner_levels([review.back.now[at] for at in inner]) if inner else level(review, new, place)
    said = review.sent.read.now[above].text if above is not None else ""
    return one.model_copy(update={"after": place.path, "above": said, "levels": levels})


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


def inner_levels(units: list[Unit]) -> str:
    """Return how deep each line of a new clause stands: a style not met before goes one deeper."""
    seen: dict[str, int] = {}
    found: list[int] = []
    for unit in units:
        found.append(seen.setdefault(style_of(unit), found[-1] + 1 if found else 0))
    return " ".join(map(str, found))


def style_of(unit: Unit) -> str:
    """Return the style of the first line of a unit."""
    return unit.lines[0].style if unit.lines else ""
