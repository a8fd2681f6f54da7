"""A decided proposal changes the file that says it, or a person is told where to write it; nothing is guessed."""

from __future__ import annotations

from functools import cache

import pytest

from generator.author.decided import write_decided, write_from_sheet
from generator.author.desk import Desk, Target, Written
from generator.diagnostic import Diagnostic
from generator.load import load
from generator.model.proposal import Proposal, What
from generator.prose import Text, Use
from generator.resolve import resolve
from tests.compose.small import AGREEMENT, Texts, agreement, clause, files, rows

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


AURELIA, LABS = "Aurelia Example Ltd of 1 Example Quay, number 1", "Aurelia Labs Ltd of 1 Example Quay, number 12"
CONTACTS = """
- {id: ada, role: head-of-quality, party: giver, name: Ada Sample}
- {id: bo, role: head-of-quality, party: acceptor, name: Bo Sample}
"""


@cache
def group() -> Desk:
    """Return a desk on which a side has two companies at one address, and an affiliate there too."""
    labs = '{name: Aurelia Labs Ltd, registration: "12", address: 1 Example Quay, country: IE}'
    kade = "affiliates: [{name: Aurelia Kade BV, registration: '4', address: Kade, country: DE}], "
    parties = AGREEMENT["parties"].replace("country: IE}]", f"country: IE}}, {labs}]")
    parties = parties.replace("role: giver, ", f"role: giver, {kade}")
    made = files(agreement(parties=parties), {f"{HOME}/contacts.yaml": CONTACTS})
    workspace, _ = load(made)
    return Desk(workspace, resolve(workspace, workspace.agreements["sample"])[0], made)


def of_group(old: str, new: str) -> Written:
    return write_decided(group(), proposal("party", "front", old=old, new=new), Target())


def parties_after(old: str, new: str) -> list[list[str]]:
    """Return name, register number and address of each company after a change was agreed."""
    written = of_group(old, new)
    assert isinstance(written, dict), written
    giver = load({**group().files, **written})[0].agreements["sample"].agreement.parties[0]
    return [[one.name, one.registration, one.address] for one in (*giver.entities, *giver.affiliates)]


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        (AURELIA, AURELIA.replace("1 Example Quay", "7 Sample Street"), 0),
        (LABS, LABS.replace("1 Example Quay", "7 Sample Street"), 1),
        ("Aurelia Kade BV of Kade", "Aurelia Kade BV of 7 Sample Street", 2),
    ],
)
def test_an_address_that_two_companies_share_moves_for_the_company_beside_it_alone(old: str, new: str, at: int) -> None:
    before = parties_after(AURELIA, AURELIA.replace("number 1", "number 0"))
    after = parties_after(old, new)
    assert [one[2] == "7 Sample Street" for one in after] == [count == at for count in range(3)]
    assert [one[0] for one in after] == [one[0] for one in before]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (f"{AURELIA}; {LABS}", f"{AURELIA}; {LABS.replace('1 Example Quay', '7 Sample Street')}", "cannot be told"),
        ("At 1 Example Quay", "At 7 Sample Street", "for Aurelia Example Ltd and Aurelia Labs Ltd; change it where"),
        ("Aurelia Example Ltd, 1 Example Quay", "Aurelia Example Ltd, Cork, 1 Example Quay", "cannot be told"),
        ("Page 2 of 10", "Page 2 of 20", "no name, register number or address"),
    ],
)
def test_whose_fact_changes_is_asked_where_the_words_leave_it_open(old: str, new: str, why: str) -> None:
    assert why in refusal(of_group(old, new))


@pytest.mark.parametrize("more", [", acting also for its affiliates Aurelia Kade BV of Kade", " and Aurelia Kade BV"])
def test_a_company_that_came_beside_is_written_by_hand_and_never_into_an_address(more: str) -> None:
    one = proposal("party", "party:giver", old=f"{AURELIA}; and", new=f"{AURELIA}{more}; and")
    said = refusal(write_decided(group(), one, Target()))
    assert (
        "write a further company of the giver below affiliates: of its party in agreements/sample/agreement.yaml"
        in said
    )


def test_a_comma_that_a_name_gains_stays_in_the_name() -> None:
    old = "Aurelia Example Ltd, 1 Example Quay"
    after = parties_after(old, old.replace("Example Ltd", "Example, Inc."))
    assert after[0] == ["Aurelia Example, Inc.", "1", "1 Example Quay"]


def test_the_names_of_two_contacts_that_change_in_one_line_are_both_written() -> None:
    written = of_group("Ada Sample, Bo Sample", "Eve Sample, Jo Sample")
    assert isinstance(written, dict), written
    assert written[f"{HOME}/contacts.yaml"].decode() == CONTACTS.replace("Ada", "Eve").replace("Bo", "Jo")


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
    assert "it first, or leave" in refusal(from_sheet("cell", "values/notice/reason", new="Agreed in the call"))


def test_sites_and_products_from_a_workbook_change_the_list_or_a_person_does() -> None:
    assert "Great Hall" in change(from_sheet("cell", "sites/hall/name", new="Great Hall"))
    assert "an empty cell takes a field away" in refusal(from_sheet("cell", "sites/hall/name", new=""))
    assert 'there is no "barn"' in refusal(from_sheet("cell", "sites/barn/name", new="Barn"))
    assert "it has no name" in refusal(from_sheet("row in", "sites/", new="party: acceptor"))
    assert "take it out of sites" in refusal(from_sheet("row out", "sites/hall"))


def test_a_new_site_or_product_stands_below_the_others_under_an_id_made_from_its_name() -> None:
    listed = desk_with(agreement(products="\n  - {id: drug, name: Drug, sites: [hall]}  # the first"))
    made = write_from_sheet(
        listed, proposal("row in", "products/", new="name: Drug 5 mg\nsites: hall\n\nmarkets: EU\nUS")
    )
    assert isinstance(made, dict), made
    assert made[FILE].decode() == listed.files[FILE].decode().replace(
        "# the first", "# the first\n  - {id: drug-5-mg, name: Drug 5 mg, sites: [hall], markets: [EU, US]}"
    )
    assert "write below sites in agreements/sample/agreement.yaml: {id: barn, party: acceptor, name: Barn" in refusal(
        from_sheet("row in", "sites/", new="party: acceptor\nname: Barn\nservices: testing")
    )


def desk_with(*over: Texts) -> Desk:
    made = files(clause("letter", "Tell.\n\nSay so."), DUTY, *over)
    workspace, _ = load(made)
    return Desk(workspace, resolve(workspace, workspace.agreements["sample"])[0], made)


@pytest.mark.parametrize(
    "one",
    [
        proposal("cell", "sites/hall/name", new="Great Hall"),
        proposal("row in", "sites/", new="name: Barn"),
        proposal("cell", "values/notice/is", new="2 business days"),
        proposal("party", "front", old="Aurelia Example Ltd", new="Aurora Example Ltd"),
    ],
)
def test_a_file_with_other_line_ends_is_not_written_into_but_named_with_the_cure(one: Proposal) -> None:
    odd = {FILE: files()[FILE].decode().replace("\n", "\r\n")}
    written = (write_decided if one.what is What.PARTY else lambda on, one, _: write_from_sheet(on, one))(
        desk_with(odd), one, Target()
    )
    assert isinstance(written, Diagnostic)
    assert (written.span.path, written.hint) == (FILE, f"agreements fmt {FILE}")


def test_a_value_or_contact_that_came_or_went_in_a_workbook_is_for_a_person() -> None:
    assert "written by hand" in refusal(from_sheet("row out", "values/notice"))
    assert "written by hand" in refusal(from_sheet("row in", "contacts/", new="name: Jo"))


@pytest.mark.parametrize(("field", "words"), [("phone", "+49 40 5550100"), ("name", "Jo Example")])
def test_a_contact_that_is_no_longer_there_is_named_with_what_to_write(field: str, words: str) -> None:
    written = from_sheet("cell", f"contacts/gone/{field}", new=words)
    assert isinstance(written, Diagnostic)
    assert (written.span.path, written.hint) == (f"{HOME}/contacts.yaml", f"write it by hand: {field}: {words}")
    made = write_from_sheet(group(), proposal("cell", f"contacts/ada/{field}", new=words))
    assert isinstance(made, dict)
    assert f"{field}: {words}" in made[f"{HOME}/contacts.yaml"].decode().replace('"', "")


def test_cells_of_a_workbook_are_fields_of_the_agreements_own_rows() -> None:
    made = from_sheet("cell", "responsibilities/RM-1/activity", new="Ring.")
    own = change(made, f"{HOME}/responsibilities.yaml")
    assert "activity: Ring." in own
    assert "reason: Agreed" in own
    assert isinstance(made, dict)
    on = Desk(desk().workspace, desk().draft, {**desk().files, **made})
    again = write_from_sheet(on, proposal("cell", "responsibilities/RM-1/giver", new="C"))
    assert isinstance(again, dict)
    assert b"activity: Ring." in again[f"{HOME}/responsibilities.yaml"]
    assert b"giver: C" in again[f"{HOME}/responsibilities.yaml"]
    assert "there is no such field" in refusal(from_sheet("cell", "responsibilities/RM-1/sign", new="X"))
    assert "there is no such field" in refusal(from_sheet("cell", "figures/x/sign", new="X"))
    assert "takes a field away" in refusal(from_sheet("cell", "responsibilities/RM-1/note", new=""))


def test_a_row_that_goes_from_a_workbook_is_left_out_with_its_reason_and_comments_change_nothing() -> None:
    assert "RM-1: Agreed" in change(from_sheet("row out", "responsibilities/RM-1"))
    assert from_sheet("comment", "responsibilities/RM-1", new="Why?") == {}
    assert isinstance(from_sheet("cannot place", "responsibilities/RM-1", new="Why?"), Diagnostic)


def test_the_reason_of_a_value_that_was_chosen_is_a_cell_of_its_own() -> None:
    chosen = desk_with(agreement(values="{notice: {is: 2 business days, reason: Old, by: Jo, on: 2026-11-01}}"))
    made = write_from_sheet(chosen, proposal("cell", "values/notice/reason", new="Both sites rotate"))
    assert isinstance(made, dict)
    assert b"notice: {is: 2 business days, reason: Both sites rotate, by: Jo, on: 2026-11-01}" in made[FILE]
    plain = desk_with(agreement(values="{notice: 2 business days}"))
    made = write_from_sheet(plain, proposal("cell", "values/notice/reason", new="Both sites rotate"))
    assert isinstance(made, dict)
    assert b"notice: {is: 2 business days, reason: Both sites rotate}" in made[FILE]


LETTER = f"{HOME}/clauses/letter.md"


@pytest.mark.parametrize(
    "one",
    [
        proposal("wording", "letter.1", old="Tell.", new="Ask."),
        proposal("title", "letter", new="A call"),
        proposal("clause moved", "letter", after="audit.1"),
        proposal("clause in", "", after="letter.1", also="letter.2", new="A call"),
        proposal("value", "letter.1", value="notice", new="2 hours").model_copy(update={"only_here": True}),
    ],
)
def test_a_clause_with_other_line_ends_is_not_written_into_but_named_with_the_cure(one: Proposal) -> None:
    own = "---\nid: letter\ntopic: DEV\ntitle: Letter\nreason: Ours\n---\nTell.\n\nSay so.\n"
    on = desk_with({LETTER: own.replace("\n", "\r\n")}, clause("audit", "Look.", topic="AUD"))
    written = write_decided(on, one, Target((Text("Tell."),)))
    assert isinstance(written, Diagnostic)
    assert (written.span.path, written.hint) == (LETTER, f"agreements fmt {LETTER}")


MEANS = Target((Text("Deviation"), Text(" means "), Text("a departure from what was agreed.")))


def test_a_definition_is_said_anew_in_terms_of_the_agreements_own() -> None:
    made = write_decided(
        desk(), proposal("definition", "definition:deviation", new="Deviation means a departure from the plan."), MEANS
    )
    assert "definition: a departure from the plan." in change(made, f"{HOME}/terms.yaml")
    assert isinstance(made, dict)
    on = Desk(desk().workspace, desk().draft, {**desk().files, **made})
    again = write_decided(on, proposal("definition", "definition:deviation", new="Deviation means a slip."), MEANS)
    assert isinstance(again, dict)
    assert b"definition: a slip." in again[f"{HOME}/terms.yaml"]


@pytest.mark.parametrize(
    ("path", "new", "why"),
    [
        ("definition:deviation", "Departure means a slip.", "made from more than one field"),
        ("definition:deviation", "Deviation means a slip\nor two.", "made from more than one field"),
        ("definition:nothing", "Nothing means a slip.", "something else than one field of a row"),
    ],
)
def test_a_definition_that_names_another_term_is_for_a_person(path: str, new: str, why: str) -> None:
    assert why in refusal(write_decided(desk(), proposal("definition", path, new=new), MEANS))


def test_a_cell_of_running_text_keeps_its_terms_in_the_agreements_own_row() -> None:
    own = '- {id: RM-5, topic: DEV, activity: "Tell the [Party].", giver: I, acceptor: R/A}\n'
    on = desk_with({f"{HOME}/responsibilities.yaml": own})
    target = Target((Text("Tell the "), Use("Party"), Text(".")), {"Party": "Party"})
    made = write_decided(
        on, proposal("cell", "responsibilities/RM-5/activity", old="Tell the Party.", new="Ask the Party."), target
    )
    assert isinstance(made, dict)
    assert made[f"{HOME}/responsibilities.yaml"].decode() == own.replace("Tell", "Ask")
    lost = Target((Text("Tell the Party."),), {"Party": "Party"})
    one = proposal("cell", "responsibilities/RM-5/activity", old="Tell the Party.", new="Ask the Party.")
    assert "more than one field" in refusal(write_decided(on, one, lost))


def test_an_agreement_without_a_list_of_sites_is_told_what_to_write() -> None:
    bare = desk_with(agreement(sites="[]", products="[]"))
    made = write_from_sheet(bare, proposal("row in", "sites/", new="name: Barn\nparty: acceptor"))
    assert "write below sites in agreements/sample/agreement.yaml: {id: barn, name: Barn" in refusal(made)


def test_rows_with_other_line_ends_are_named_with_the_cure() -> None:
    path = f"{HOME}/responsibilities.yaml"
    on = desk_with({path: "- {id: RM-5, topic: DEV, activity: Ring., giver: I, acceptor: R/A}\r\n"})
    written = write_from_sheet(on, proposal("cell", "responsibilities/RM-1/activity", new="Ring."))
    assert isinstance(written, Diagnostic)
    assert (written.span.path, written.hint) == (path, f"agreements fmt {path}")
