"""Contradictions planted in the other samples, most of them between two files or two documents: each is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.diagnostic import Diagnostic, Severity
from generator.pipeline import read_files
from tests.stories import test_planted_mistakes as planted
from tests.stories.together import Planted, Together

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = planted.EXPECTED
read_once = planted.read_once

SAID = "reason: asked for, by: Head of Quality, on: 2026-10-02"
LABORATORY, PACKAGER, WAREHOUSE = "corran-analitica", "dunmore-packwerk", "glenarm-hansekai"
TRIAL, THREE, SUBSTANCE = "elmira-feldspar", "marwick-tolden-fennlab", "aurelia-kestrel"
RECORD, PEOPLE, DUTIES = "agreement.yaml", "contacts.yaml", "responsibilities.yaml"


class InSample(NamedTuple):
    """An edit of a file of the workspace, looked at through one agreement."""

    agreement: str
    edit: Planted


def planted_in(agreement: str, code: str, path: str, *words: str, **more: Any) -> InSample:
    """Return the edit of a file of an agreement, from words to words; the third are the home of its finding."""
    old, new, home = (*words, "")[:3]
    return InSample(agreement, Planted(code, f"agreements/{agreement}/{path}", old, new, **({"home": home} | more)))


def value(agreement: str, code: str, id_: str, written: str, home: str = "", **more: Any) -> InSample:
    """Return the contradiction of a value that the agreement sets, with a reason."""
    line = f"\nvalues:\n  {id_}: {{is: {written}, {SAID}}}\n"
    return planted_in(agreement, code, RECORD, "\nvalues:\n", line, home, **more)


def night(agreement: str, row: str) -> InSample:
    """Return the contradiction of a number that answers at all hours in the plan, and in working hours here."""
    return planted_in(
        agreement, "closed-at-night", PEOPLE, f"{row}, hours: at all hours", f"{row}, hours: working hours"
    )


CONTRADICTIONS = (
    value(LABORATORY, "slower-than-law", "oos-first-result", "4 business days"),
    value(LABORATORY, "slower-than-law", "defect-notice", "72 hours"),
    value(LABORATORY, "slower-than-law", "critical-deviation-notice", "3 business days"),
    value(LABORATORY, "mixed-days", "investigation-review", "7 calendar days"),
    planted_in(LABORATORY, "interval-disagrees", RECORD, "every: 2 years", "every: 3 years"),
    planted_in(
        LABORATORY,
        "broken-reference",
        RECORD,
        "  RM-015: The clause on a person in plant is left out\n",
        "",
        "responsibilities.yaml",
    ),
    night(LABORATORY, "quality.duty@corran.example"),
    planted_in(LABORATORY, "other-clock", "clauses/labc-split-tests.md", "after [Receipt]", "after [Discovery]"),
    planted_in(LABORATORY, "unknown-place", RECORD, "analitica-microbiology]\n", "analitica-north]\n"),
    planted_in(
        LABORATORY, "outside-scope", RECORD, "    services: [microbial testing]", "    services: [manufacturing]"
    ),
    planted_in(
        LABORATORY,
        "service-without-site",
        RECORD,
        "services: [testing, receipt and division of samples], regions",
        "services: [testing, receipt and division of samples, packaging], regions",
        widely=True,
    ),
    planted_in(
        LABORATORY, "outside-scope", RECORD, "regions: [EU, US], dosage", "regions: [EU], dosage", widely=True, at=": "
    ),
    planted_in(LABORATORY, "outside-scope", RECORD, "    status: commercial", "    status: clinical"),
    planted_in(LABORATORY, "missing-signatory", RECORD, "giver-head-of-quality, giver-qualified-person, acc", "acc"),
    planted_in(
        LABORATORY,
        "wrong-side",
        PEOPLE,
        "role: qc-manager, party: acceptor",
        "role: qc-manager, party: giver",
        widely=True,
    ),
    planted_in(PACKAGER, "dates-disagree", RECORD, "next: 2028-02-01", "next: 2026-02-01"),
    planted_in(
        PACKAGER, "no-lead", DUTIES, "giver: I, acceptor: R/A, clause: pack", "giver: R, acceptor: R, clause: pack"
    ),
    planted_in(PACKAGER, "outside-scope", RECORD, "    status: clinical", "    status: commercial"),
    planted_in(PACKAGER, "outside-scope", RECORD, "stage: clinical", "stage: commercial", widely=True, at=": "),
    planted_in(PACKAGER, "outside-scope", RECORD, "    markets: [EU]", "    markets: [US]"),
    planted_in(
        PACKAGER,
        "out-of-range",
        "values.yaml",
        "default: 2 business days, range: [1 business day to 3",
        "default: 5 business days, range: [1 business day to 3",
    ),
    night(PACKAGER, "quality.duty@dunmore.example"),
    planted_in(PACKAGER, "version-disagrees", RECORD, '- {version: "1.0"', '- {version: "1.1"'),
    planted_in(PACKAGER, "interval-disagrees", RECORD, "{every: 1 year", "{every: 2 years"),
    planted_in(
        PACKAGER,
        "unaccountable-row",
        DUTIES,
        "giver: R/A, acceptor: I, clause: pack",
        "giver: R/A, acceptor: R/A, clause: pack",
    ),
    planted_in(WAREHOUSE, "dates-disagree", RECORD, "effective: 2027-01-15", "effective: 2029-06-15", at=": "),
    planted_in(WAREHOUSE, "broken-reference", DUTIES, "clause: stor-cold-chain", "clause: stor-cold"),
    planted_in(
        WAREHOUSE, "typed-limit", "clauses/stor-cold-chain.md", "{{ cold-handover }}", "45 minutes", widely=True
    ),
    planted_in(WAREHOUSE, "product-without-site", RECORD, "[hansekai-cold-store, kaltfracht-hub, retourenhaus]", "[]"),
    value(WAREHOUSE, "uneven-steps", "audit-interval-tier-2", "48 months", "tiers.yaml"),
    planted_in(WAREHOUSE, "unfit-layer", RECORD, "profiles/distribution", "profiles/laboratory", widely=True),
    night(WAREHOUSE, "quality.duty@glenarm.example"),
    planted_in(WAREHOUSE, "interval-disagrees", RECORD, "{every: 2 years", "{every: 4 years"),
    value(TRIAL, "beyond-legal-limit", "essential-record-retention", "20 years"),
    planted_in(
        TRIAL, "other-clock", "values.yaml", "starts: awareness", "starts: discovery", "subc-central-vendors.md"
    ),
    planted_in(TRIAL, "missing-signatory", RECORD, ", acceptor-head-of-quality]", "]"),
    planted_in(TRIAL, "interval-disagrees", RECORD, "agreement-review: 1 year", "agreement-review: 2 years", at=": "),
    value(TRIAL, "slower-than-law", "serious-breach-notice", "5 business days", widely=True),
    planted_in(TRIAL, "idle-row", DUTIES, "giver: R/A, acceptor: C", "giver: A, acceptor: C"),
    planted_in(
        TRIAL, "party-name", "clauses/subc-central-vendors.md", "The [Contract Acceptor] shall", "Feldspar shall"
    ),
    planted_in(TRIAL, "unfit-layer", RECORD, "profiles/cro", "profiles/packaging", widely=True),
    planted_in(THREE, "broken-chain", RECORD, "under: supply-agreement", "under: packaging-order"),
    planted_in(THREE, "unknown-import", RECORD, "  master: [rework]", "  licence: [rework]"),
    planted_in(THREE, "other-attachment", RECORD, "hash: f11f547831dde", "hash: 011f547831dde"),
    planted_in(THREE, "unknown-chapter", RECORD, "bound-by: [TERM, DISP,", "bound-by: [TRM, DISP,"),
    planted_in(THREE, "missing-signatory", RECORD, ", third-head-of-quality]", "]"),
    planted_in(THREE, "precedence-subjects", RECORD, "by-subject", "quality-agreement-first", at=": "),
    planted_in(THREE, "precedence-subjects", RECORD, "first: master", "first: framework"),
    planted_in(THREE, "dates-disagree", RECORD, "next: 2028-12-01", "next: 2027-01-01"),
    value(SUBSTANCE, "slower-than-law", "critical-deviation-notice", "3 business days"),
    value(SUBSTANCE, "mixed-days", "investigation-review", "7 calendar days"),
    value(SUBSTANCE, "beyond-legal-limit", "record-retention-substance", "1 year"),
    planted_in(SUBSTANCE, "interval-disagrees", RECORD, "{every: 2 years", "{every: 3 years"),
    planted_in(
        SUBSTANCE, "unknown-position", RECORD, "km-exchange: {position: fallback", "km-exchange: {position: walk"
    ),
)


@cache
def files_of(agreement: str) -> dict[str, bytes]:
    """Return the files of one agreement and of the libraries."""
    homes = (ROOT / "agreements" / agreement, ROOT / "clauses")
    found = (path for home in homes for path in home.rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in found}


def faults(agreement: str, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Return what is found in *files* above open points."""
    found = read_files(files, only=agreement).found
    return [one for one in found if one.severity is not Severity.NOTE and one.code not in EXPECTED]


def test_there_are_fifty_contradictions_in_six_samples() -> None:
    assert len(CONTRADICTIONS) >= 50
    assert len({one.agreement for one in CONTRADICTIONS}) == 6


def together(cases: Iterable[InSample]) -> dict[str, Together]:
    """Return for each agreement the answers on its edits."""
    edits: defaultdict[str, list[Planted]] = defaultdict(list)
    for agreement, edit in cases:
        edits[agreement].append(edit)
    return {one: Together(its, partial(files_of, one), partial(faults, one)) for one, its in edits.items()}


TOGETHER = together(CONTRADICTIONS)


@pytest.mark.parametrize("one", CONTRADICTIONS, ids=lambda one: f"{one.agreement}: {one.edit.label}")
def test_a_contradiction_is_found_once_where_it_can_be_mended(one: InSample) -> None:
    assert TOGETHER[one.agreement].amiss(one.edit) == []
