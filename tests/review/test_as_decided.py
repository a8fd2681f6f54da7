"""The proof of words: a place that would print something else than was decided keeps all of a round from being
written.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from generator import applying, reviewing
from generator.applying import Applied
from generator.author import Desk, Target, write_decided
from generator.document.blocks import Cell, Row
from generator.document.walk import plain
from generator.model.proposal import Proposal, What
from generator.pipeline import read_files
from generator.prose import Blank, Reference, Text
from generator.review.as_decided import Shown, misprinted, shown_before
from generator.review.places import Kind, Place
from tests.review import hands
from tests.review.test_applying import CHANGES, MAIN, SAMPLE, apply, decide, read_round, returned, the_round
from tests.review.test_applying_lines import words_told


def proposal(what: str, path: str, new: str, **facts: str) -> Proposal:
    """Return a proposal that was written."""
    return Proposal.model_validate({"id": "p", "what": what, "where": "here", "path": path, "new": new, **facts})


def printed(number: str, hours: str) -> dict[str, Place]:
    """Return a clause, a line that refers and has a value, a row of a table, and the parties."""
    line = (Text("See "), Reference("b", 0, "b", "clause\u00a0", number), Text(" in "), Blank("reply", 0, hours))
    row = Row("t/r1", (Cell("t/r1/id", ((Text("r1"),),)), Cell("t/r1/note", ((Text("One"),), (Text("Two"),)))))
    several = [
        Place("a", Kind.CLAUSE, title="Title of a"),
        Place("a.1", Kind.TEXT, clause="a", inlines=line),
        Place("t/r1", Kind.ROW, row=row, columns=("id", "note")),
        Place("party:1", Kind.PARTY, inlines=(Text("Aurelia Two Ltd, Dublin"),)),
    ]
    return {one.path: one for one in several}


@pytest.mark.parametrize(
    ("one", "holds"),
    [
        (proposal("wording", "a.1", "See clause 4.1 in 2 hours"), True),
        (proposal("wording", "a.1", "See clause 9.9 in 2 hours"), False),
        (proposal("wording", "a.1", "See clause 4.1 in 3 hours"), False),
        (proposal("wording", "a.1", "See clause 4.1 in 2 hour"), False),
        (proposal("wording", "a.2", "A line that is not there"), False),
        (proposal("wording", "a.1", "not agreed", decision="counter", counter="See clause 4.1 in 2 hours"), True),
        (proposal("title", "a", "Title of a"), True),
        (proposal("title", "a", "Title of b"), False),
        (proposal("cell", "t/r1/note", "One\nTwo"), True),
        (proposal("cell", "t/r1/note", "One"), False),
        (proposal("cell", "t/r1/note", "One\nThree"), False),
        (proposal("value", "a.1", "2 hours", value="reply"), True),
        (proposal("value", "a.1", "3 hours", value="reply"), False),
        (proposal("party", "party:1", "Aurelia Two Ltd, Dublin"), True),
        (proposal("party", "party:1", "Aurelia Ltd, Dublin"), True),
        (proposal("party", "party:1", "Aurelia Two Ltd, Cork"), False),
        (proposal("party", "cover", "Aurelia Two Ltd", old="Aurelia Ltd"), True),
        (proposal("party", "cover", "Aurelia Six Ltd", old="Aurelia Ltd"), False),
    ],
)
def test_a_place_prints_what_was_decided_or_is_named(one: Proposal, holds: bool) -> None:
    """The number of the clause b is another one now, and the party was renamed: neither is a word of the line."""
    names = {"Aurelia Ltd": "Aurelia Two Ltd"}
    shown = shown_before(printed("4.1", "1\u00a0hour"), [one], names)
    assert (list(misprinted(printed("5.2", "2\u00a0hours"), [one], shown, ())) == []) is holds


def test_a_value_that_was_decided_elsewhere_does_not_change_the_words_of_a_line() -> None:
    line = (Text("within "), Blank("reply", 0, "2\u00a0hours"))
    assert not Shown().matches(line, "within 1 hour")
    assert Shown(values={"reply": {"1\u00a0hour"}}).matches(line, "within 1 hour")


def test_nothing_is_written_when_a_place_would_print_other_words(case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, name = read_round(case.reading, returned(case, CHANGES))
    monkeypatch.setattr(applying, "read_files", lambda _: reading)
    found = apply(decide(reading, name, "accept"), name)
    assert [one.code for one in found] == ["not-as-decided"] * len(CHANGES)
    assert 'it would say "to defer the Platform Change' in found[0].message
    assert "to defer, with the consent of the Contract Giver, the Platform Change" in found[0].hint


def test_a_definition_is_written_without_the_word_that_leads_it_in(case: Any) -> None:
    (place,) = [one for one in case.sent[MAIN].places.values() if one.path == "definition:do-and-record-change"]
    (result,) = case.reading.results
    old = plain(place.inlines)
    one = proposal("definition", place.path, old.replace("at an audit", "in an audit"), old=old, decision="accept")
    made = write_decided(
        Desk(case.reading.workspace, result.draft, case.reading.files), one, Target(inlines=place.inlines)
    )
    assert isinstance(made, dict), made
    said = made[f"agreements/{SAMPLE}/terms.yaml"].decode()
    assert 'definition: "a [Change] of the class that is recorded at the [Site] and open to view in an audit."' in said


def test_what_was_accepted_reads_as_returned_and_what_was_not_written_is_told(
    case: Any, rng: random.Random, full: bool
) -> None:
    for _ in range(100 if full else 1):
        document = rng.choice(list(case.files))
        edits: list[hands.Edit] = []

        def change(root: Any, edits: list[hands.Edit] = edits) -> None:
            edits += [one for _ in range(6) if (one := hands.edit(rng, root, (*hands.KINDS, *hands.OPENING)))]

        data = hands.with_main_part(case.files[document], change)
        reading, name = read_round(case.reading, data)
        done = apply(decide(reading, name, "accept"), name)
        assert isinstance(done, Applied) or "not-as-decided" not in {one.code for one in done}, done
        if not isinstance(done, Applied) or not done.files:
            continue
        written = {one.id for one in done.done}
        left = [one for one in the_round(reading, name).proposals if one.id not in written]
        again = reviewing.read_review(read_files({**reading.files, **done.files}), "back.docx", data, against="draft")
        told = [one for one in words_told(again) if one[0] != What.UNPLACED]  # type: ignore[arg-type]  # a round
        shared = {(one.new, one.old) for one in done.done}  # a title prints elsewhere too, and changes there
        kept = {one.where for one in left} | {one.new for one in left if one.new}
        open_ = [one for one in told if not {one[1], one[3]} & kept and one[2:] not in shared]
        assert Counter(one[2] for one in open_ if one[2]) == Counter(one[3] for one in open_ if one[3])  # only marks
