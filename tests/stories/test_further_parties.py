"""Parties beside giver and acceptor in the samples: their own work is theirs, in the matrix and in the systems."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

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
