"""The clauses of the house hold together under each scope that an agreement may have, not only under the sample's."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from generator.data import shipped_clauses
from generator.files import Files
from generator.load.disk import read_workspace
from generator.pipeline import read_files

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "agreements/aurelia-northbay/agreement.yaml"
SCOPES = (
    "{stage: clinical, services: [manufacturing, packaging, testing], regions: [EU, US], dosage-forms: [sterile]}",
    "{stage: commercial, services: [manufacturing], regions: [EU, US], dosage-forms: [oral solid]}",
    "{stage: commercial, services: [distribution, storage], regions: [EU], dosage-forms: [oral solid]}",
)


@cache
def sources() -> Files:
    """Return the files of this repository's workspace."""
    return read_workspace(ROOT, shipped_clauses())[0]


@pytest.mark.parametrize("scope", SCOPES)
def test_no_clause_or_row_leads_to_what_another_scope_leaves_out(scope: str) -> None:
    text, changed = re.subn(rb"(?m)^scope: .*$", b"scope: " + scope.encode(), sources()[SAMPLE])
    assert changed == 1
    found = read_files({**sources(), SAMPLE: text}).found
    assert [str(one) for one in found if one.code in ("broken-reference", "unknown-requirement")] == []
