"""Sentences of the background that came, went, moved or changed, written into agreement.yaml or left to a person."""

from __future__ import annotations

from functools import cache

import pytest

from generator.author.decided import write_decided
from generator.author.desk import Desk, Target, Written
from generator.author.recitals import recitals_anew
from generator.diagnostic import Diagnostic
from generator.load import load
from generator.model.proposal import Proposal
from generator.prose import Reference, Text
from generator.resolve import resolve
from tests.author.test_decided import HOME, proposal, refusal
from tests.compose.small import agreement, files

FILE = f"{HOME}/agreement.yaml"
BLOCK = '\n  - The site makes drugs.\n  - "It tests them."\n  - It keeps them.'


@cache
def desk(recitals: str = BLOCK) -> Desk:
    """Return a desk with an agreement that has these recitals."""
    made = files(agreement(recitals=recitals))
    workspace, _ = load(made)
    return Desk(workspace, resolve(workspace, workspace.agreements["sample"])[0], made)


def arranged(*ones: Proposal, on: Desk | None = None) -> Written:
    return recitals_anew(on or desk(), ones, {"Party": "Party"})


def came(after: str, new: str) -> Proposal:
    return proposal("line in", "", after=after, new=new)


def moved(path: str, after: str) -> Proposal:
    return proposal("line moved", path, after=after)


def out(path: str) -> Proposal:
    return proposal("line out", path)


def reworded(new: str, on: Desk) -> Written:
    target = Target((Text("It tests them."),), {"Party": "Party"})
    return write_decided(on, proposal("wording", "recital:2", old="It tests them.", new=new), target)


def sentences(written: Written) -> list[str]:
    """Return the recitals after what was written, as the loader reads them."""
    assert isinstance(written, dict), written
    workspace, found = load({**desk().files, **written})
    assert not found
    return [*workspace.agreements["sample"].agreement.recitals]


def test_sentences_of_the_background_come_go_and_move() -> None:
    ones = (moved("recital:1", "recital:3"), out("recital:2"), came("recital:3", "Each Party: early."))
    assert sentences(arranged(*ones)) == ["It keeps them.", "The site makes drugs.", "Each [Party]: early."]


@pytest.mark.parametrize(
    "ones",
    [
        pytest.param([out("recital:4")], id="one that there is not"),
        pytest.param([came("recital:4", "It ends.")], id="behind one that there is not"),
        pytest.param([came("AX-1", "It ends.")], id="behind another line"),
        pytest.param([proposal("split", "recital:1", new="The site\nmakes drugs.")], id="one that became two"),
        pytest.param([out("recital:1"), out("recital:2"), out("recital:3")], id="all go"),
    ],
)
def test_an_order_that_cannot_be_told_is_for_a_person(ones: list[Proposal]) -> None:
    assert "stands below recitals: in agreement.yaml; write it there" in refusal(arranged(*ones))


@pytest.mark.parametrize(
    "recitals", ["[The site makes drugs., It tests them.]", "[The site makes drugs.,\n  It tests.]"]
)
def test_sentences_that_do_not_begin_lines_of_their_own_are_arranged_by_a_person(recitals: str) -> None:
    left = arranged(moved("recital:1", "recital:2"), on=desk(recitals))
    assert "stands below recitals: in agreement.yaml; write it there" in refusal(left)


def test_a_file_with_other_line_ends_stays_and_is_said_to_be_formatted_first() -> None:
    on = desk()
    other = Desk(on.workspace, on.draft, {**on.files, FILE: on.files[FILE].replace(b"\n", b"\r\n")})
    for left in (arranged(out("recital:1"), on=other), reworded("It looks.", other)):
        assert isinstance(left, Diagnostic)
        assert (left.span.path, left.hint) == (FILE, f"agreements fmt {FILE}")


def test_words_that_would_hide_a_reference_are_written_by_a_person() -> None:
    on = desk('["It keeps what @letter says."]')
    leads = Reference("letter", path="letter", words="clause ", number="1.1")
    printed = (Text("It keeps what "), leads, Text(" says."))
    one = proposal("wording", "recital:1", old="", new="It keeps what letter\\clause 1.1 says.")
    left = refusal(write_decided(on, one, Target(printed)))
    assert "the clause grammar cannot say this sentence" in left
