"""A decided proposal changes the file that says it, or a person is told where to write it; nothing is guessed."""

from __future__ import annotations

from functools import cache

import pytest

from generator.author.decided import write_decided, write_from_sheet
from generator.author.desk import Desk, Target, Written
from generator.diagnostic import Diagnostic
from generator.load import load
from generator.model.proposal import Proposal
from generator.resolve import resolve
from tests.compose.small import clause, files, rows

HOME = "agreements/sample"
FILE = f"{HOME}/agreement.yaml"
CARD = {"decision": "accept", "reason": "Agreed", "decided-by": "Jo Example", "decided-on": "2026-11-20"}
DUTY = rows("responsibilities", "- {id: RM-1, topic: DEV, activity: Tell., giver: I, acceptor: R/A}")


@cache
def desk() -> Desk:
    made = files(clause("letter", "Tell.\n\nSay so."), DUTY)
    workspace, _ = load(made)
    return Desk(workspace, resolve(workspace, workspace.agreements["sample"])[0], made)


def proposal(what: str, path: str, **facts: str) -> Proposal:
    said = {"id": "P-1", "what": what, "where": "3.1", "path": path, **CARD, **facts}
    return Proposal.model_validate({name: words for name, words in said.items() if words})


def change(written: Written, path: str = FILE) -> str:
    """Return the line or lines of a file that were not in it before."""
    assert isinstance(written, dict), written
    before = desk().files.get(path, b"").decode().split("\n")
    return "\n".join(line for line in written[path].decode().split("\n") if line not in before)


def refusal(written: Written) -> str:
    assert isinstance(written, Diagnostic), written
    assert written.code == "by-hand"
    return written.message


def decided(what: str, path: str, **facts: str) -> Written:
    return write_decided(desk(), proposal(what, path, **facts), Target())


def from_sheet(what: str, path: str, **facts: str) -> Written:
    return write_from_sheet(desk(), proposal(what, path, **facts))


def test_a_position_that_was_agreed_is_a_choice_with_who_agreed_and_why() -> None:
    made = change(decided("position", "letter", position="short"))
    assert "choices:" in made
    assert all(words in made for words in ("position: short", "reason: Agreed", "by: Jo Example", "on: 2026-11-20"))


@pytest.mark.parametrize(
    ("what", "path", "id_"), [("clause out", "letter", "letter"), ("row out", "responsibilities/RM-1", "RM-1")]
)
def test_what_is_left_out_needs_a_reason(what: str, path: str, id_: str) -> None:
    assert f"{id_}: Agreed" in change(decided(what, path))
    assert "needs a reason" in refusal(decided(what, path, reason=""))


@pytest.mark.parametrize("what", ["formatting", "comment"])
def test_form_and_comments_change_no_file(what: str) -> None:
    assert decided(what, "letter") == {}


def test_a_kind_of_change_that_no_program_should_write_is_for_a_person() -> None:
    assert "written by hand" in refusal(decided("row out", "figures/x"))
    assert "cannot be found again" in refusal(decided("wording", "letter.p9", old="Tell.", new="Ask."))


def test_the_title_of_a_clause_is_written_into_the_agreements_own_file() -> None:
    assert "title: A call" in change(decided("title", "letter", new="A call"), f"{HOME}/clauses/letter.md")


def test_data_of_a_party_are_written_where_they_stand_and_other_words_are_not_guessed() -> None:
    old = "Aurelia Example Ltd of 1 Example Quay in Ireland"
    assert "name: Aurora Example Ltd" in change(
        decided("party", "front", old=old, new=old.replace("Aurelia", "Aurora"))
    )
    assert "no name, register number or address" in refusal(decided("party", "front", old=old, new="Nobody"))
    assert "no name, register number or address" in refusal(decided("party", "front", old="Ireland", new="France"))


@pytest.mark.parametrize(
    ("path", "old", "new", "why"),
    [
        ("responsibilities/RM-9/activity", "Tell.", "Ask.", "something else than one field of a row"),
        ("responsibilities/RM-1/topic", "Deviations", "Audits", "more than one field"),
    ],
)
def test_a_cell_that_prints_no_one_field_is_for_a_person(path: str, old: str, new: str, why: str) -> None:
    assert why in refusal(decided("cell", path, old=old, new=new))


def test_a_cell_that_was_empty_is_filled_in_the_agreements_own_row() -> None:
    made = decided("cell", "responsibilities/RM-1/note", old="\u2013", new="At once")
    assert "At once" in change(made, f"{HOME}/responsibilities.yaml")


def test_a_value_from_a_workbook_is_written_with_who_agreed() -> None:
    made = change(from_sheet("cell", "values/notice/is", new="2 business days"))
    assert "is: 2 business days" in made
    assert "by: Jo Example" in made
    assert "it first, or leave" in refusal(from_sheet("cell", "values/notice/reason", new="Because"))


def test_sites_and_products_from_a_workbook_change_the_list_or_a_person_does() -> None:
    assert "Great Hall" in change(from_sheet("cell", "sites/hall/name", new="Great Hall"))
    assert "an empty cell takes a field away" in refusal(from_sheet("cell", "sites/hall/name", new=""))
    assert 'there is no "barn"' in refusal(from_sheet("cell", "sites/barn/name", new="Barn"))
    assert "it has no name" in refusal(from_sheet("row in", "sites/", new="party: acceptor"))
    assert "take it out of sites" in refusal(from_sheet("row out", "sites/hall"))


def test_a_value_or_contact_that_came_or_went_in_a_workbook_is_for_a_person() -> None:
    assert "written by hand" in refusal(from_sheet("row out", "values/notice"))
    assert "written by hand" in refusal(from_sheet("row in", "contacts/", new="name: Jo"))
