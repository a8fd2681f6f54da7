"""Titles that print at several places: that of a chapter stands over rows of a matrix too."""

from __future__ import annotations

from generator.model.proposal import Proposal, What
from generator.review.comparison import Comparison, made
from generator.review.places import Kind, Place


def chapter_title(review: Comparison, old: int, new: int, place: Place) -> Proposal:
    """Return the proposal of another title for a chapter, which says over the rows of which tables it prints."""
    was, unit = review.sent.read.now[old], review.back.now[new]
    one = made(review, old, What.TITLE, was.text, review.shown(unit.lines), new)
    tables = ", ".join(dict.fromkeys(table_of(review, over) for over in heads(review, place)))
    return one.model_copy(update={"note": f"also prints over rows of {tables}"}) if tables else one


def group_title(review: Comparison, old: int, new: int, place: Place) -> Proposal:
    """Return the proposal of other words over rows of a table: of another title, where they are that of a chapter."""
    was, unit = review.sent.read.now[old], review.back.now[new]
    one = made(review, old, What.TITLE, was.text, review.shown(unit.lines), new)
    where = f"{place.title}, over rows of {table_of(review, place)}"
    chapter = chapter_of(review, place)
    if chapter is None:
        return one.model_copy(update={"where": where})
    note = f"is the title of chapter {chapter.where}, which changes with it"
    return one.model_copy(update={"where": where, "path": chapter.path, "note": note})


def heads(review: Comparison, chapter: Place) -> list[Place]:
    """Return the places over rows where the title of a chapter prints."""
    return [
        one
        for one in review.sent.places.values()
        if one.kind is Kind.GROUP and one.title == chapter.title and group_of(one) == chapter.path
    ]


def chapter_of(review: Comparison, place: Place) -> Place | None:
    """Return the chapter whose title stands over rows; None where other words do."""
    several = (one for one in review.sent.places.values() if one.kind is Kind.CHAPTER and one.path == group_of(place))
    return next((one for one in several if one.title == place.title), None)


def group_of(place: Place) -> str:
    """Return what rows are grouped by: of a responsibility matrix the id of the chapter."""
    return place.path.partition("/group:")[2]


def table_of(review: Comparison, place: Place) -> str:
    """Return how a person finds the table in which a place stands."""
    table = place.path.partition("/")[0]
    caption = next((one for one in review.sent.places.values() if one.kind is Kind.CAPTION and one.path == table), None)
    return caption.where if caption else table
