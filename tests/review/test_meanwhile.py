"""A round that is written in parts: what waits is written where it belongs today, or not at all."""

from __future__ import annotations

import pytest

from generator.diagnostic import Diagnostic
from generator.document.blocks import Cell, Row
from generator.model.proposal import Proposal
from generator.prose import Text
from generator.review.meanwhile import as_today, moved_meanwhile
from generator.review.places import Kind, Place

DONE = {"decision": "accept", "applied": "agreements/a/clauses/x.md"}


def one(id_: str, what: str, path: str, **facts: str) -> Proposal:
    """Return a proposal that somebody agreed to."""
    return Proposal.model_validate(
        {"id": id_, "what": what, "where": "here", "path": path, "decision": "accept"} | facts
    )


def today(**clauses: list[str]) -> dict[str, Place]:
    """Return the lines of clauses as they print today."""
    return {
        f"{name}.1({'abcdef'[at]})": Place(
            f"{name}.1({'abcdef'[at]})", Kind.TEXT, title=name, clause=name, inlines=(Text(words),)
        )
        for name, lines in clauses.items()
        for at, words in enumerate(lines)
    }


def settled(places: dict[str, Place], *several: Proposal) -> tuple[str, str] | str:
    """Return where the last of several proposals is written today, its own line and the one above; or why nowhere."""
    made = as_today(places, several, several[-1])
    found = made if isinstance(made, Diagnostic) else moved_meanwhile(places, made)
    if found is not None:
        return found.code
    assert isinstance(made, Proposal)
    return made.path, made.after


CAME = one("1", "line in", "x.1(a)", after="x.1(a)", above="A", new="N", **DONE)


@pytest.mark.parametrize(
    "facts",
    [
        {"what": "wording", "path": "x.1(b)", "old": "B"},
        {"what": "line out", "path": "x.1(b)", "old": "B"},
        {"what": "split", "path": "x.1(b)", "old": "B"},
        {"what": "merged", "path": "x.1(b)", "old": "B\nC"},
    ],
)
def test_a_line_is_found_again_by_its_words_where_one_came_above_it(facts: dict[str, str]) -> None:
    assert settled(today(x=["A", "N", "B", "C"]), CAME, one("2", **facts)) == ("x.1(c)", "")
    assert settled(today(x=["A", "N", "B", "B"]), CAME, one("2", **facts)) == "moved-meanwhile", "which of the two?"
    assert settled(today(x=["A", "N", "Q", "C"]), CAME, one("2", **facts)) == "moved-meanwhile", "it is ours now"


def test_a_line_that_moves_into_another_clause_is_the_one_that_was_meant() -> None:
    """Its old path is that of the line that came; neither clause would have told the difference."""
    moved = one("2", "line moved", "x.1(b)", old="B", new="B", after="y.1(a)", above="Y")
    assert settled(today(x=["A", "N", "B"], y=["Y"]), CAME, moved) == ("x.1(c)", "y.1(a)")
    assert settled(today(x=["A", "N", "Q"], y=["Y"]), CAME, moved) == "moved-meanwhile"
    assert settled(today(x=["A", "Q"], y=["Y"]), moved) == "moved-meanwhile", "also where nothing was written before"


def test_what_comes_at_one_place_keeps_its_order_in_whichever_part_it_is_written() -> None:
    second = one("2", "line in", "x.1(a)", after="x.1(a)", above="A", new="M")
    assert settled(today(x=["A", "N", "B"]), CAME, second) == ("x.1(a)", "x.1(b)")
    third = one("0", "line in", "x.1(a)", after="x.1(a)", above="A", new="L")
    assert as_today(today(x=["A", "N"]), (third, CAME), third) == third, "it stood above the one that was written"
    below = one("2", "line in", "x.1(b)", after="x.1(b)", above="B", new="M")
    assert settled(today(x=["A", "N", "B"]), CAME, below) == ("x.1(b)", "x.1(c)")


def test_two_merged_lines_that_we_changed_meanwhile_are_not_joined() -> None:
    merged = one("2", "merged", "x.1(a)", old="A\nB", new="A B")
    assert settled(today(x=["A", "B"]), merged) == ("x.1(a)", "")
    assert settled(today(x=["A", "Q"]), merged) == "moved-meanwhile"


def test_a_line_that_was_reworded_or_moved_before_is_known_by_its_words_of_today() -> None:
    worded = one("1", "wording", "x.1(b)", old="B", new="Better", **DONE)
    gone = one("3", "line out", "x.1(b)", old="B")
    moved = one("2", "line moved", "x.1(b)", old="B", new="B", after="y.1(a)", above="Y", **DONE)
    assert settled(today(x=["A", "C"], y=["Y", "B"]), moved, one("3", "wording", "x.1(b)", old="B")) == ("y.1(b)", "")
    assert settled(today(x=["N", "A", "Better"]), worded, CAME, gone) == "moved-meanwhile", "what went says other words"


def test_a_clause_and_a_row_stand_behind_what_came_at_their_place_before() -> None:
    places = today(x=["A"], new=["N", "O"])
    first = one("1", "clause in", "x.1(a)", after="x.1(a)", **{**DONE, "applied": "agreements/a/clauses/new.md"})
    second = one("2", "clause in", "x.1(a)", after="x.1(a)", above="A", new="M")
    assert settled(places, first, second) == ("x.1(a)", "new.1(b)")
    cells = ("RM-2", "Keep a list.", "R")
    row = Row("rows/RM-2", tuple(Cell(f"rows/RM-2/{at}", ((Text(words),),)) for at, words in enumerate(cells)))
    rows = {path: Place(path, Kind.ROW, row=row if path == row.path else None) for path in ("rows/RM-1", row.path)}
    came = one("1", "row in", "rows/RM-1", new=" | Keep a list. | R", **DONE)
    assert settled(rows, came, one("2", "row in", "rows/RM-1", new=" | Keep two. | R")) == ("rows/RM-2", "")


def test_a_title_takes_no_line_along_that_came_since_and_one_place_alone_is_not_guessed() -> None:
    cut = one("2", "clause in", "x.1(a)", after="x.1(a)", above="A", also="x.1(b)")
    assert settled(today(x=["A", "B"]), cut) == ("x.1(a)", "x.1(a)")
    assert settled(today(x=["A", "B", "N"]), cut) == "moved-meanwhile"
    here = one("2", "value", "x.1(b)", old="1 hour", new="2 hours", **{"only-here": "yes"})
    assert settled(today(x=["A", "N", "B"]), CAME, here) == "moved-meanwhile"
