"""The clauses of the house hold together under each scope that an agreement may have, not only under the sample's."""

from __future__ import annotations

import re
from functools import cache

import pytest

from generator.document.registers import Met
from generator.pipeline import Result, read_files
from tests.samples import sample_files

SAMPLE = "agreements/aurelia-northbay/agreement.yaml"
SCOPES = {
    "drug-product, clinical": "{stage: clinical, services: [manufacturing, packaging, testing], "
    "dosage-forms: [sterile]}",
    "drug-product, tablets": "{stage: commercial, services: [manufacturing], dosage-forms: [oral solid]}",
    "drug-product, biological pen": "{stage: commercial, services: [manufacturing, packaging, testing], "
    "dosage-forms: [sterile, biological, combination]}",
    "drug-substance": "{stage: commercial, services: [manufacturing, testing]}",
    "drug-substance, clinical": "{stage: clinical, services: [manufacturing, testing]}",
    "laboratory": "{stage: commercial, services: [testing]}",
    "packaging, clinical": "{stage: clinical, services: [packaging]}",
    "cro": "{stage: clinical, services: [trials]}",
    "distribution": "{stage: commercial, services: [distribution, storage]}",
    "software": "{stage: commercial, services: [software]}",
}
"""By profile, and what sets it apart: its scope. The markets are those of the sample."""
OF_THE_SAMPLE = {"library-moved", "open-point"}
"""What the sample itself reports once its layers change."""


@cache
def under(name: str) -> Result:
    """Return the sample as if it had the profile and the scope of *name*."""
    scope = SCOPES[name].replace("services:", "regions: [EU, US], services:")
    services = re.search(r"services: (\[.*?\])", scope)
    assert services is not None
    text, changed = re.subn(rb"(?m)^scope: .*$", b"scope: " + scope.encode(), sample_files()[SAMPLE])
    text = text.replace(b"    status: commercial", f"    status: {scope[len('{stage: ') :].partition(',')[0]}".encode())
    text, sites = re.subn(rb"services: \[[a-z].*?\], calendar", f"services: {services[1]}, calendar".encode(), text)
    text = text.replace(b"profiles/drug-product", b"profiles/" + name.split(",", maxsplit=1)[0].encode())
    assert (changed, sites) == (1, 2)
    (result,) = read_files({**sample_files(), SAMPLE: text}).results
    return result


@pytest.mark.parametrize("name", SCOPES)
def test_no_clause_or_row_leads_to_what_another_scope_leaves_out(name: str) -> None:
    """Nothing is found, neither error nor warning: no broken reference, no limit without duty, no stale overlay."""
    assert [str(one) for one in under(name).found if one.code not in OF_THE_SAMPLE] == []


@pytest.mark.parametrize("name", SCOPES)
def test_no_rule_and_no_requirement_is_left_without_printed_words(name: str) -> None:
    assert [one.id for one in under(name).coverage if one.met is Met.GAP] == []
