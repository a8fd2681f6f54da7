"""The proof of places: what stands elsewhere than was agreed is named, before anything is written."""

from __future__ import annotations

import pytest

from generator.model.proposal import Proposal
from generator.prose import Text
from generator.review.arranged import misplaced, out_of_order
from generator.review.places import Kind, Place


def places(*paths: str) -> dict[str, Place]:
    """Return places by their paths: chapters in capitals, clauses, lines ``a.1`` of them that say their path, rows."""
    made = []
    for path in paths:
        clause = path.partition(".")[0] if "." in path else ""
        kind = Kind.TEXT if clause else Kind.ROW if "/" in path else Kind.CHAPTER if path.isupper() else Kind.CLAUSE
        words = (Text(f"Words of {path.translate({ord(sign): None for sign in '.1234567890'})}"),) if clause else ()
        made.append(
            Place(
                path, kind, title=f"Title {path}", clause=clause or (path if kind is Kind.CLAUSE else ""), inlines=words
            )
        )
    return {place.path: place for place in made}


def agreed(what: str, path: str, after: str = "", **facts: str) -> Proposal:
    """Return a proposal that was written."""
    place = {"after": after} if after else {}
    return Proposal.model_validate({"id": "p", "what": what, "where": "here", "path": path, **place, **facts})


BEFORE = ("A", "a", "a.1", "b", "b.1", "C", "c", "c.1", "t/r1", "t/r2", "t/r3")


@pytest.mark.parametrize(
    ("now", "one", "holds"),
    [
        (("A", "b", "a", "C", "c"), agreed("clause moved", "a", "b.1"), True),
        (("A", "a", "b", "C", "c"), agreed("clause moved", "a", "b.1"), False),
        (("A", "b", "C", "c", "a"), agreed("clause moved", "a", "c.1"), True),
        (("A", "a", "new", "b", "C", "c"), agreed("clause in", "new", "a.1", new="New\nWords.", levels="0"), True),
        (("A", "a", "b", "new", "C", "c"), agreed("clause in", "new", "a.1", new="New\nWords.", levels="0"), False),
        (("A", "new", "a", "b", "C", "c"), agreed("clause in", "new", "A", new="New\nWords.", levels="0"), True),
        (("t/r1", "t/r3", "t/r2"), agreed("row moved", "t/r3", "t/r1"), True),
        (("t/r1", "t/r2", "t/r3"), agreed("row moved", "t/r3", "t/r1"), False),
        (("t/r1", "t/r4", "t/r2", "t/r3"), agreed("row in", "t/r1", new="x"), True),
        (("t/r1", "t/r2", "t/r3", "t/r4"), agreed("row in", "t/r1", new="x"), False),
    ],
)
def test_a_clause_or_row_stands_where_it_was_agreed(now: tuple[str, ...], one: Proposal, holds: bool) -> None:
    assert (list(out_of_order(places(*BEFORE), places(*now), [one])) == []) is holds


def test_a_line_that_moves_leaves_one_clause_and_stands_in_the_other() -> None:
    one = agreed("line moved", "a.1", "b.1", levels="0")
    before, left = places("A", "a", "a.1", "b", "b.1"), places("A", "a", "a.1", "b", "b.1")
    assert [clause for clause, _ in misplaced(before, left, [one])] == ["a", "b"]
    moved = {**places("A", "a", "b", "b.1"), "b.2": Place("b.2", Kind.TEXT, clause="b", inlines=(Text("Words of a"),))}
    assert list(misplaced(before, moved, [one])) == []
