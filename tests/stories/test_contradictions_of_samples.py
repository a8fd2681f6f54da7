"""Contradictions planted in the other samples, most of them between two files or two documents: each is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.diagnostic import Diagnostic, Severity
from generator.pipeline import read_files
from tests.stories import test_planted_mistakes as planted

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = planted.EXPECTED
read_once = planted.read_once

SAID = "reason: asked for, by: Head of Quality, on: 2026-10-02"
LABORATORY, PACKAGER, WAREHOUSE = "corran-analitica", "dunmore-packwerk", "glenarm-hansekai"
TRIAL, THREE, SUBSTANCE = "elmira-feldspar", "marwick-tolden-fennlab", "aurelia-kestrel"
RECORD, PEOPLE, DUTIES = "agreement.yaml", "contacts.yaml", "responsibilities.yaml"


class Planted(NamedTuple):
    """One edit of a file of an agreement, and the code that is found; *home* ends the path of the finding's file."""

    agreement: str
    code: str
    path: str
    old: str
    new: str
    home: str = ""


def value(agreement: str, code: str, id_: str, written: str, home: str = "") -> Planted:
    """Return the contradiction of a value that the agreement sets, with a reason."""
    line = f"\nvalues:\n  {id_}: {{is: {written}, {SAID}}}\n"
    return Planted(agreement, code, RECORD, "\nvalues:\n", line, home)


def night(agreement: str, row: str) -> Planted:
    """Return the contradiction of a number that answers at all hours in the plan, and in working hours here."""
    return Planted(agreement, "closed-at-night", PEOPLE, f"{row}, hours: at all hours", f"{row}, hours: working hours")


CONTRADICTIONS = (
    value(LABORATORY, "slower-than-law", "oos-first-result", "4 business days"),
    value(LABORATORY, "slower-than-law", "defect-notice", "72 hours"),
    value(LABORATORY, "slower-than-law", "critical-deviation-notice", "3 business days"),
    value(LABORATORY, "mixed-days", "investigation-review", "7 calendar days"),
    Planted(LABORATORY, "interval-disagrees", RECORD, "every: 2 years", "every: 3 years"),
    Planted(
        LABORATORY,
        "broken-reference",
        RECORD,
        "  RM-015: The clause on a person in plant is left out\n",
        "",
        "responsibilities.yaml",
    ),
    night(LABORATORY, "quality.duty@corran.example"),
    Planted(LABORATORY, "other-clock", "clauses/labc-split-tests.md", "after [Receipt]", "after [Discovery]"),
    Planted(LABORATORY, "unknown-place", RECORD, "[analitica-chemistry]\n", "[analitica-north]\n"),
    Planted(LABORATORY, "outside-scope", RECORD, "    services: [testing]", "    services: [manufacturing]"),
    Planted(
        LABORATORY,
        "service-without-site",
        RECORD,
        "services: [testing], regions",
        "services: [testing, packaging], regions",
    ),
    Planted(LABORATORY, "outside-scope", RECORD, "regions: [EU, US], dosage", "regions: [EU], dosage"),
    Planted(LABORATORY, "outside-scope", RECORD, "    status: commercial", "    status: clinical"),
    Planted(LABORATORY, "missing-signatory", RECORD, "giver-head-of-quality, giver-qualified-person, acc", "acc"),
    Planted(LABORATORY, "wrong-side", PEOPLE, "role: qc-manager, party: acceptor", "role: qc-manager, party: giver"),
    Planted(PACKAGER, "dates-disagree", RECORD, "next: 2028-02-01", "next: 2026-02-01"),
    Planted(
        PACKAGER, "no-lead", DUTIES, "giver: I, acceptor: R/A, clause: pack", "giver: R, acceptor: R, clause: pack"
    ),
    Planted(PACKAGER, "outside-scope", RECORD, "    status: clinical", "    status: commercial"),
    Planted(PACKAGER, "outside-scope", RECORD, "stage: clinical", "stage: commercial"),
    Planted(PACKAGER, "outside-scope", RECORD, "    markets: [EU]", "    markets: [US]"),
    Planted(
        PACKAGER,
        "out-of-range",
        "values.yaml",
        "default: 2 business days, range: [1 business day to 3",
        "default: 5 business days, range: [1 business day to 3",
    ),
    night(PACKAGER, "quality.duty@dunmore.example"),
    Planted(PACKAGER, "version-disagrees", RECORD, '- {version: "1.0"', '- {version: "1.1"'),
    Planted(PACKAGER, "interval-disagrees", RECORD, "{every: 1 year", "{every: 2 years"),
    Planted(
        PACKAGER,
        "unaccountable-row",
        DUTIES,
        "giver: R/A, acceptor: I, clause: pack",
        "giver: R/A, acceptor: R/A, clause: pack",
    ),
    Planted(WAREHOUSE, "dates-disagree", RECORD, "effective: 2027-01-15", "effective: 2029-06-15"),
    Planted(WAREHOUSE, "broken-reference", DUTIES, "clause: stor-cold-chain", "clause: stor-cold"),
    Planted(WAREHOUSE, "typed-limit", "clauses/stor-cold-chain.md", "{{ cold-handover }}", "45 minutes"),
    Planted(WAREHOUSE, "product-without-site", RECORD, "[hansekai-cold-store, kaltfracht-hub, retourenhaus]", "[]"),
    value(WAREHOUSE, "uneven-steps", "audit-interval-tier-2", "48 months", "tiers.yaml"),
    Planted(WAREHOUSE, "unfit-layer", RECORD, "profiles/distribution", "profiles/laboratory"),
    night(WAREHOUSE, "quality.duty@glenarm.example"),
    Planted(WAREHOUSE, "interval-disagrees", RECORD, "{every: 2 years", "{every: 4 years"),
    value(TRIAL, "beyond-legal-limit", "essential-record-retention", "20 years"),
    Planted(TRIAL, "other-clock", "values.yaml", "starts: awareness", "starts: discovery", "subc-central-vendors.md"),
    Planted(TRIAL, "missing-signatory", RECORD, ", acceptor-head-of-quality]", "]"),
    Planted(TRIAL, "interval-disagrees", RECORD, "agreement-review: 1 year", "agreement-review: 2 years"),
    value(TRIAL, "slower-than-law", "serious-breach-notice", "5 business days"),
    Planted(TRIAL, "idle-row", DUTIES, "giver: I, acceptor: R/A", "giver: I, acceptor: C"),
    Planted(TRIAL, "party-name", "clauses/subc-central-vendors.md", "The [Contract Acceptor] shall", "Feldspar shall"),
    Planted(TRIAL, "unfit-layer", RECORD, "profiles/cro", "profiles/packaging"),
    Planted(THREE, "broken-chain", RECORD, "under: supply-agreement", "under: laboratory"),
    Planted(THREE, "unknown-import", RECORD, "  master: [subcontractor]", "  licence: [subcontractor]"),
    Planted(THREE, "other-attachment", RECORD, "hash: f11f547831dde", "hash: 011f547831dde"),
    Planted(THREE, "unknown-chapter", RECORD, "bound-by: [CONT,", "bound-by: [CNT,"),
    Planted(THREE, "missing-signatory", RECORD, ", third-head-of-quality]", "]"),
    Planted(THREE, "precedence-subjects", RECORD, "by-subject", "quality-agreement-first"),
    Planted(THREE, "precedence-subjects", RECORD, "first: master", "first: framework"),
    Planted(THREE, "dates-disagree", RECORD, "next: 2028-12-01", "next: 2027-01-01"),
    value(SUBSTANCE, "slower-than-law", "critical-deviation-notice", "3 business days"),
    value(SUBSTANCE, "mixed-days", "investigation-review", "7 calendar days"),
    value(SUBSTANCE, "beyond-legal-limit", "record-retention-substance", "1 year"),
    Planted(SUBSTANCE, "interval-disagrees", RECORD, "{every: 2 years", "{every: 3 years"),
    Planted(SUBSTANCE, "unknown-position", RECORD, "km-exchange: {position: fallback", "km-exchange: {position: walk"),
)


@cache
def files_of(agreement: str) -> dict[str, bytes]:
    """Return the files of one agreement and of the libraries."""
    homes = (ROOT / "agreements" / agreement, ROOT / "clauses")
    found = (path for home in homes for path in home.rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in found}


def faults(agreement: str, files: dict[str, bytes]) -> list[Diagnostic]:
    """Return what is found in *files* above open points."""
    found = read_files(files, only=agreement).found
    return [one for one in found if one.severity is not Severity.NOTE and one.code not in EXPECTED]


def test_there_are_fifty_contradictions_in_six_samples() -> None:
    assert len(CONTRADICTIONS) >= 50
    assert len({one.agreement for one in CONTRADICTIONS}) == 6


@pytest.mark.parametrize("one", CONTRADICTIONS, ids=lambda one: f"{one.agreement}: {one.code}: {one.new.strip()[:40]}")
def test_a_contradiction_is_found_where_it_can_be_mended(one: Planted) -> None:
    path = f"agreements/{one.agreement}/{one.path}"
    before = files_of(one.agreement)[path].decode()
    assert one.old in before, f"{path} no longer says {one.old}"
    after = before.replace(one.old, one.new, 1).encode()
    found = [each for each in faults(one.agreement, {**files_of(one.agreement), path: after}) if each.code == one.code]
    assert found
    assert found[0].span.path.endswith(one.home or path)
    assert found[0].hint
