"""Parties beside giver and acceptor in the samples: their own work is theirs, in the matrix and in the systems."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.compose.traceability import names
from generator.load.disk import read_workspace
from generator.model.choices import PartyRole
from generator.model.draft import Draft
from generator.model.governance import Permission
from generator.model.matrices import Responsibility
from generator.model.party import Party
from generator.pipeline import read_files

ROOT = Path(__file__).resolve().parents[2]
FURTHER = {"glenarm-hansekai": {"third", "fourth"}, "marwick-tolden-fennlab": {"third"}}


@cache
def draft_of(name: str) -> Draft:
    """Return what the agreement *name* has drafted, without the other agreements."""
    files = read_workspace(ROOT, ROOT / "clauses")[0]
    alone = {path: data for path, data in files.items() if path.startswith((f"agreements/{name}/", "clauses/"))}
    (result,) = read_files(alone).results
    assert result.draft is not None
    return result.draft


def further(draft: Draft) -> list[Party]:
    return [party for party in draft.agreement.parties if str(party.role) in {"third", "fourth"}]


@pytest.mark.parametrize("name", FURTHER)
def test_the_staff_of_each_further_party_have_permissions_of_their_own(name: str) -> None:
    draft = draft_of(name)
    assert {str(party.role) for party in further(draft)} == FURTHER[name]
    assert {str(row.record.side) for row in draft.typed("permissions", Permission)} >= FURTHER[name]


def test_no_entry_of_the_four_parties_makes_one_a_helper_of_the_acceptor_in_a_chapter_that_binds_it() -> None:
    """An entry other than a dash takes the place of what the chapter gives: R or C beside R/A would undo it."""
    draft = draft_of("glenarm-hansekai")
    undone = [
        f"{row.record.id}: {party.role} {row.record.code(party.role)}"
        for row in draft.typed("responsibilities", Responsibility)
        for party in further(draft)
        if row.record.topic in party.bound_by and str(row.record.code(PartyRole.ACCEPTOR)) == "R/A"
        if str(row.record.code(party.role)) in {"R", "C"}
    ]
    assert undone == []


@pytest.mark.parametrize("id_", ["rcl-consignees", "stor-consignees"])
def test_what_is_asked_of_the_distributor_about_consignees_is_not_asked_of_the_carrier(id_: str) -> None:
    """A clause that does not name a party binds it through its chapter: nobody else has the list of consignees."""
    draft = draft_of("glenarm-hansekai")
    (chosen,) = [chosen for chosen in draft.clauses if chosen.id == id_]
    assert names(draft, chosen, PartyRole.THIRD)


def test_a_head_of_quality_of_each_party_stands_in_for_the_other_one() -> None:
    draft = draft_of("glenarm-hansekai")
    holders = {contact.id: contact for contact in draft.contacts if contact.role == "head-of-quality"}
    alone = [one.id for one in holders.values() if one.party != PartyRole.GIVER and one.deputy not in holders]
    assert alone == []


@pytest.mark.parametrize("name", FURTHER)
def test_one_of_several_performers_can_leave_and_owes_confidentiality_to_all(name: str) -> None:
    printed = {chosen.id for chosen in draft_of(name).clauses}
    assert {"term-end-one-party", "conf-between-parties"} <= printed
    assert not {"term-end-one-party", "conf-between-parties"} & {one.id for one in draft_of("aurelia-northbay").clauses}
