"""The clauses of the house hold together under each scope that an agreement may have, not only under the sample's."""

from __future__ import annotations

import re

import pytest

from generator.pipeline import read_files
from tests.samples import sample_files

SAMPLE = "agreements/aurelia-northbay/agreement.yaml"
SCOPES = (
    "{stage: clinical, services: [manufacturing, packaging, testing], regions: [EU, US], dosage-forms: [sterile]}",
    "{stage: commercial, services: [manufacturing], regions: [EU, US], dosage-forms: [oral solid]}",
    "{stage: commercial, services: [distribution, storage], regions: [EU], dosage-forms: [oral solid]}",
)


@pytest.mark.parametrize("scope", SCOPES)
def test_no_clause_or_row_leads_to_what_another_scope_leaves_out(scope: str) -> None:
    text, changed = re.subn(rb"(?m)^scope: .*$", b"scope: " + scope.encode(), sample_files()[SAMPLE])
    assert changed == 1
    found = read_files({**sample_files(), SAMPLE: text}).found
    assert [str(one) for one in found if one.code in ("broken-reference", "unknown-requirement")] == []
