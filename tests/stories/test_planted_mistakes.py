"""One mistake at a time in the sample: one finding, at its line, with a hint; harmless edits stay without one."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from generator.diagnostic import Diagnostic, Severity
from generator.pipeline import read_files
from tests.samples import HOME, ROOT

AGREEMENT = "agreements/aurelia-northbay/agreement.yaml"
CONTACTS = "agreements/aurelia-northbay/contacts.yaml"
CORE = "clauses/core/"
EXPECTED = ("library-moved",)
"""What any edit of a library brings with it, and rightly: the agreement was reviewed with another one."""


class Mistake(NamedTuple):
    """One edit and what is found: *old* becomes *new* in *path*; *at* is the words on the line of the finding."""

    code: str
    path: str
    old: str
    new: str
    at: str = ""


MISTAKES = (
    Mistake(
        "missing-signatory", AGREEMENT, "giver-qualified-person, acceptor-head-of-quality]", "giver-qualified-person]"
    ),
    Mistake("missing-signatory", AGREEMENT, "acceptor-head-of-quality]", "acceptor-qualified-person]"),
    Mistake("unknown-contact", AGREEMENT, "acceptor-head-of-quality]", "acceptor-head-of-qualty]"),
    Mistake("unknown-role", AGREEMENT, "owner: client-qa-manager", "owner: client-qa-manger"),
    Mistake("unknown-place", AGREEMENT, "calendar: ie-dublin", "calendar: ie-dubln"),
    Mistake("unknown-place", AGREEMENT, "country: DE", "country: DX"),
    Mistake("version-disagrees", AGREEMENT, '{version: "1.0", on', '{version: "0.9", on'),
    Mistake("dates-disagree", AGREEMENT, 'effective: "? date', 'effective: 2026-11-15 # "? date', "Ruth Muster"),
    Mistake("unknown-value", AGREEMENT, "  contact-review:", "  contact-reviw:"),
    Mistake("out-of-range", AGREEMENT, "contact-review: 3 months", "contact-review: 30 months"),
    Mistake("unknown-position", AGREEMENT, "position: fallback", "position: fallbak"),
    Mistake("unknown-layer", AGREEMENT, "regions/us,", "regions/usa,"),
    Mistake("unknown-template", AGREEMENT, "template: counsel", "template: counsell"),
    Mistake("unknown-field", AGREEMENT, "confidentiality:", "confidentialty:"),
    Mistake("wrong-value", AGREEMENT, "draft: 1", "draft: one"),
    Mistake("wrong-value", AGREEMENT, "on: 2026-11-20", "on: 20.11.2026"),
    Mistake("wrong-side", CONTACTS, "party: acceptor, site: northbay-2", "party: acceptor, site: aurelia-dublin"),
    Mistake("wrong-side", CONTACTS, "deputy: acceptor-deviation-help", "deputy: giver-deviation-help"),
    Mistake("same-person", CONTACTS, "deputy: giver-data-steward}", "deputy: giver-it-manager}"),
    Mistake("same-person", CONTACTS, "Una Specimen", "Orla Sample"),
    Mistake("unknown-contact", CONTACTS, "deputy: giver-data-steward", "deputy: giver-data-stewrd"),
    Mistake("unknown-role", CONTACTS, "role: auditor", "role: auditr"),
    Mistake("no-deputy", CONTACTS, ", deputy: giver-regulatory-cmc}", "}", "giver-technical-lead"),
    Mistake("no-deputy", CONTACTS, ", deputy: acceptor-head-of-quality}", "}", "acceptor-qc-manager"),
    Mistake("unreachable-contact", CONTACTS, 'phone: "+353 20 910 0103", ', "", "giver-external-quality-manager"),
    Mistake("unreachable-contact", CONTACTS, 'phone: "+49 40 66969 199", ', "", "acceptor-emergency"),
    Mistake("unstaffed-role", CONTACTS, "role: qc-manager", "role: change-control-coordinator", "Persons"),
    Mistake("unstaffed-role", CONTACTS, "role: pharmacovigilance", "role: auditor", "Persons"),
    Mistake(
        "ladder-not-rising",
        CORE + "escalations.yaml",
        'by: 4 hours}\n    - {level: "3"',
        'by: 48 hours}\n    - {level: "3"',
        "by: 24 hours",
    ),
    Mistake("ladder-not-rising", CORE + "escalations.yaml", "by: 60 business days", "by: 6 business days"),
    Mistake(
        "ladder-not-rising",
        CORE + "escalations.yaml",
        "by: 30 business days}\n  covers",
        "by: 20 business days}\n  covers",
    ),
    Mistake(
        "ladder-start",
        CORE + "escalations.yaml",
        'starts-at: "2"\n  also: [pharmacovigilance]',
        'starts-at: "1"\n  also: [pharmacovigilance]',
    ),
    Mistake(
        "wrong-level",
        CORE + "roles.yaml",
        "title: Joint Steering Committee, side: joint, level: 3",
        "title: Joint Steering Committee, side: joint, level: 4",
    ),
    Mistake("unknown-row", CORE + "escalations.yaml", "trigger: supply-disruption", "trigger: supply-disrupton"),
    Mistake("unknown-role", CORE + "escalations.yaml", "also: [data-steward]", "also: [data-stewrd]"),
    Mistake("scorecard-sum", CORE + "scorecard.yaml", 'weight: "15"\n  note: KPI-06', 'weight: "10"\n  note: KPI-06'),
    Mistake("scorecard-list", CORE + "scorecard.yaml", "note: KPI-17", "note: KPI-17, KPI-71"),
    Mistake("half-threshold", CORE + "indicators.yaml", "  red: Below 95\n  group: change\n", "  group: change\n"),
    Mistake(
        "weak-class",
        CORE + "changes.yaml",
        "Primary container and closure, commercial: TD",
        "Primary container and closure, commercial: DR",
    ),
    Mistake(
        "weak-class",
        CORE + "changes.yaml",
        "Shelf life or storage statement, commercial: TD, clinical: TD",
        "Shelf life or storage statement, commercial: TD, clinical: DC",
    ),
    Mistake(
        "idle-notice",
        CORE + "changes.yaml",
        "commercial: DR, clinical: DR, notice: 5 business days",
        "commercial: DC, clinical: DC, notice: 5 business days",
    ),
    Mistake("unknown-row", CORE + "changes.yaml", 'group: facility, type: "New', 'group: facilty, type: "New'),
    Mistake(
        "unaccountable-row",
        CORE + "responsibilities.yaml",
        "giver: R/A, acceptor: C, clause: term-review",
        "giver: R/A, acceptor: A, clause: term-review",
    ),
    Mistake("broken-reference", CORE + "responsibilities.yaml", "clause: term-review", "clause: term-reviw"),
    Mistake("unknown-row", CORE + "triggers.yaml", "effect: restricted", "effect: restrictd"),
    Mistake("unknown-row", CORE + "triggers.yaml", "escalates: ES-10", "escalates: ES-99"),
    Mistake("unknown-row", CORE + "indicators.yaml", "group: data-quality", "group: data-qualty"),
    Mistake("unknown-role", CORE + "stakeholders.yaml", "role: legal-counsel", "role: legal-councel"),
    Mistake("unfilled-blank", CORE + "stakeholders.yaml", "{{ batch-package }}", "{{ batch-pakage }}"),
    Mistake("undefined-term", CORE + "stakeholders.yaml", "Per [Batch]", "Per [Bach]"),
)

HARMLESS = (
    (AGREEMENT, "draft: 1", "draft: 2"),
    (AGREEMENT, "contact-review: 3 months", "contact-review: 6 months"),
    (AGREEMENT, "presentation: 2 ml glass vial, carton of 5", "presentation: 2 ml glass vial, carton of 10"),
    (AGREEMENT, "confidentiality: Confidential", "confidentiality: Strictly confidential"),
    (AGREEMENT, "template: counsel", "template: counsel-letter"),
    (AGREEMENT, "next: 2028-11-01", "next: 2028-10-01"),
    (AGREEMENT, 'effective: "? date', 'effective: 2027-01-11 # "? date'),
    (AGREEMENT, "giver-qualified-person, acceptor-head-of-quality", "acceptor-head-of-quality, giver-qualified-person"),
    (
        AGREEMENT,
        "name: Ruth Muster, decision: Agreed, on: 2026-11-16",
        "name: Ruth Muster, decision: Agreed, on: 2026-11-17",
    ),
    (AGREEMENT, "what: First version", "what: First issue"),
    (CONTACTS, "Una Specimen", "Una O'Specimen"),
    (CONTACTS, "title: Commercial Director, ", ""),
    (CONTACTS, "deputy: acceptor-head-of-quality}", "deputy: acceptor-production-manager-2}"),
    (CONTACTS, "hours: at all hours, deputy: giver-emergency", "hours: working hours, deputy: giver-emergency"),
    (CONTACTS, 'name: Quality Duty Officer, phone: "+49', 'name: Night Desk, phone: "+49'),
)


@cache
def sample() -> dict[str, bytes]:
    """Return the files of the sample and of the libraries."""
    homes = (ROOT / HOME, ROOT / "clauses")
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for home in homes
        for path in home.rglob("*")
        if path.is_file()
    }


def edited(path: str, old: str, new: str) -> tuple[str, list[Diagnostic]]:
    """Return the text of *path* with its first *old* as *new*, and what is then found above open points."""
    before = sample()[path].decode()
    assert old in before, f"{path} no longer says {old}"
    after = before.replace(old, new, 1)
    found = read_files({**sample(), path: after.encode()}).found
    return after, [one for one in found if one.severity is not Severity.NOTE and one.code not in EXPECTED]


def test_the_sample_itself_has_none() -> None:
    assert edited(AGREEMENT, "draft: 1", "draft: 1")[1] == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: f"{one.code}: {one.old[:40]} -> {one.new[:40]}")
def test_a_planted_mistake_is_found_once_at_its_line_with_a_hint(mistake: Mistake) -> None:
    text, found = edited(mistake.path, mistake.old, mistake.new)
    assert [one.code for one in found] == [mistake.code], [one.head() for one in found]
    assert found[0].span.path == mistake.path
    assert found[0].hint
    if mistake.at:
        assert mistake.at in text.splitlines()[found[0].span.line - 1]
    elif mistake.new and "\n" not in mistake.new:
        assert mistake.new in text.splitlines()[found[0].span.line - 1]


@pytest.mark.parametrize(("path", "old", "new"), HARMLESS)
def test_a_harmless_edit_stays_without_a_finding(path: str, old: str, new: str) -> None:
    assert [one.head() for one in edited(path, old, new)[1]] == []
