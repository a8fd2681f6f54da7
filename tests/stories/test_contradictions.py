"""Contradictions between two documents or records of the sample: each found once, where it can be mended; variations
that contradict nothing stay without a finding.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.stories import test_planted_mistakes as planted
from tests.stories.test_planted_mistakes import AGREEMENT, CONTACTS, CORE, edited

read_once = planted.read_once

VALUES = "values:\n"
SAID = "reason: asked for, by: Head of Quality, on: 2026-10-02"
CLAIM = "The [Contract Giver] shall chair the crisis call."
CRISIS = CORE + "cp-escalation/cp-escalation-crisis.md"


class Contradiction(NamedTuple):
    """One edit and what is found: *old* becomes *new* in *path*; *at* is on the line of the finding, in *home*."""

    code: str
    path: str
    old: str
    new: str
    at: str
    home: str = ""


def value(code: str, id_: str, written: str, at: str = "", home: str = "") -> Contradiction:
    """Return the contradiction of a value that the agreement sets, with a reason."""
    return Contradiction(
        code, AGREEMENT, VALUES, f"{VALUES}  {id_}: {{is: {written}, {SAID}}}\n", at or f"{id_}:", home
    )


CONTRADICTIONS = (
    value("slower-than-law", "oos-first-result", "4 business days"),
    value("slower-than-law", "supply-disruption-notice", "5 business days"),
    value("slower-than-law", "critical-deviation-notice", "3 business days"),
    value("slower-than-law", "defect-notice", "72 hours"),
    value("beyond-legal-limit", "sample-retention", "6 months"),
    value("beyond-legal-limit", "record-retention-certification", "4 years"),
    value("mixed-days", "investigation-review", "7 calendar days"),
    value("interval-disagrees", "change-pipeline-extract", "1 week"),
    value("uneven-steps", "audit-interval-tier-2", "48 months", "tier-2-5 }}", CORE + "tiers.yaml"),
    Contradiction("interval-disagrees", AGREEMENT, "every: 2 years", "every: 3 years", "every: 3 years"),
    Contradiction(
        "precedence-disagrees",
        AGREEMENT,
        "choices:\n",
        f"choices:\n  prec-order: {{position: fallback, {SAID}}}\n",
        "precedence:",
    ),
    Contradiction(
        "closed-at-night",
        CONTACTS,
        "quality.duty@aurelia.example, hours: at all hours",
        "quality.duty@aurelia.example, hours: working hours",
        "giver-emergency",
    ),
    Contradiction(
        "slow-ladder",
        CORE + "escalations.yaml",
        'by: 10 business days}\n    - {level: "2", roles: [head-of-quality], by: 15',
        'by: 12 business days}\n    - {level: "2", roles: [head-of-quality], by: 15',
        "by: 12 business days",
    ),
    Contradiction(
        "slow-ladder",
        CORE + "escalations.yaml",
        'by: 5 business days}\n    - {level: "2", roles: [head-of-quality], by: 10 business days}\n    - {level: "3", '
        "roles: [joint-steering-committee], by: 15",
        'by: 6 business days}\n    - {level: "2", roles: [head-of-quality], by: 10 business days}\n    - {level: "3", '
        "roles: [joint-steering-committee], by: 15",
        "by: 6 business days",
    ),
    Contradiction(
        "mixed-days",
        CORE + "escalations.yaml",
        'by: 3 business days}\n    - {level: "4", roles: [executive-sponsor], by: 5',
        'by: 3 calendar days}\n    - {level: "4", roles: [executive-sponsor], by: 5',
        "by: 3 calendar days",
    ),
    Contradiction(
        "above-quality-unit",
        CORE + "escalations.yaml",
        "roles: [head-of-quality], by: 4 hours",
        "roles: [supply-chain-lead], by: 4 hours",
        "parallel: true",
    ),
    Contradiction(
        "above-quality-unit",
        CORE + "disp/disp-release.md",
        "may clear resources and commercial obstacles only.",
        "decide on release where the [Quality Units] disagree.",
        "decide on release",
    ),
    Contradiction("idle-trigger", CORE + "triggers.yaml", "(KPI-09)", "(KPI-19)", "KPI-19"),
    Contradiction("idle-trigger", CORE + "triggers.yaml", "shows grade D in one", "shows grade E in one", "grade E"),
    Contradiction("thresholds-disagree", CORE + "indicators.yaml", "red: Below 80", "red: Below 75", "Below 75"),
    Contradiction(
        "thresholds-disagree",
        CORE + "data-governance/quality-rules.yaml",
        "red: Below 95",
        "red: Below 99",
        "Below 99",
    ),
    Contradiction(
        "wrong-owner", CORE + "indicators.yaml", "owner: data-steward", "owner: technical-lead", "technical-lead"
    ),
    Contradiction(
        "count-disagrees", CORE + "indicators.yaml", "Mean of the seven measures", "Mean of the six measures", "six"
    ),
    Contradiction("uneven-steps", CORE + "grades.yaml", 'from: "75"', 'from: "55"', 'from: "60"'),
    Contradiction(
        "interval-disagrees",
        CORE + "meetings.yaml",
        "every: month\n  lasts: 60",
        "every: quarter\n  lasts: 60",
        "every: quarter",
    ),
    Contradiction(
        "interval-disagrees", CORE + "meetings.yaml", "title: Weekly oper", "title: Monthly oper", "every: week"
    ),
    Contradiction(
        "interval-disagrees",
        CORE + "cp-layers/cp-layer-technical.md",
        "weekly operational review",
        "monthly operational review",
        "monthly operational review",
    ),
    Contradiction(
        "interval-disagrees",
        CORE + "layers.yaml",
        "monthly performance assessment",
        "quarterly performance assessment",
        "quarterly performance assessment",
    ),
    Contradiction(
        "platform-below-floor", CORE + "platforms.yaml", "availability: 99.5 %", "availability: 99 %", "99 %"
    ),
    Contradiction("contingency-order", CORE + "contingency.yaml", 'order: "2"', 'order: "1"', 'order: "1"'),
    Contradiction("unknown-row", CORE + "contingency.yaml", "the ladder ES-09", "the ladder ES-19", "ES-19"),
    Contradiction("unknown-row", CORE + "cp-contingency/cp-outage.md", "ladder ES-08", "ladder ES-18", "ES-18"),
    Contradiction("unknown-row", CORE + "stakeholders.yaml", 'layers: ["2"]', 'layers: ["4"]', '"4"'),
    Contradiction(
        "other-clock", CORE + "stakeholders.yaml", "after [Identification]", "after [Discovery]", "[Discovery]"
    ),
    Contradiction(
        "unsegregated-duties",
        CORE + "data-governance/permissions.yaml",
        "results: C R U A (second person)",
        "results: C R U A",
        "results: C R U A",
    ),
    Contradiction(
        "unsegregated-duties",
        CORE + "data-governance/permissions.yaml",
        "side: each\n  master-data: none",
        "side: each\n  master-data: R U",
        "master-data: R U",
    ),
    Contradiction(
        "class-without-route", CORE + "changes.yaml", "us: PAS, eu: II,", "us: to be seen, eu: II,", "to be seen"
    ),
    Contradiction(
        "weak-class",
        CORE + "changes.yaml",
        'outside the filed range", commercial: TD, clinical: TD, us: "PAS / CBE-30", eu: "IB / II"',
        'outside the filed range", commercial: DR, clinical: TD, us: none, eu: none',
        "commercial: DR",
    ),
    Contradiction(
        "weak-class",
        CORE + "changes.yaml",
        "primary packaging, commercial: TD, clinical: TD",
        "primary packaging, commercial: DR, clinical: DR",
        "commercial: DR",
    ),
    Contradiction(
        "no-lead",
        CORE + "responsibilities.yaml",
        "giver: R/A, acceptor: C, clause: term-review",
        "giver: R, acceptor: R, clause: term-review",
        "acceptor: R, clause: term-review",
    ),
    Contradiction(
        "idle-row",
        CORE + "responsibilities.yaml",
        "giver: R/A, acceptor: C, clause: term-review",
        "giver: A, acceptor: C, clause: term-review",
        "giver: A, acceptor: C",
    ),
    Contradiction(
        "other-clock",
        CORE + "stakeholders.yaml",
        "{{ critical-deviation-notice }} after [Discovery]; papers",
        "{{ critical-deviation-notice }} after [Awareness]; papers",
        "[Awareness]; papers",
    ),
    Contradiction(
        "other-clock",
        CORE + "stakeholders.yaml",
        "{{ supply-disruption-notice }} after [Awareness]",
        "{{ supply-disruption-notice }} after [Identification]",
        "supply-disruption-notice",
    ),
    Contradiction(
        "typed-limit",
        CORE + "indicators.yaml",
        "notified within {{ change-notice }} and",
        "notified within 10 business days and",
        "10 business days",
    ),
    Contradiction("unknown-row", CORE + "dg-oversight/dg-council.md", "ladder ES-05", "ladder ES-15", "ES-15"),
    Contradiction("absent-party", CORE + "platforms.yaml", "owner: acceptor", "owner: third", "owner: third"),
    Contradiction(
        "absent-party",
        CORE + "data-governance/interfaces.yaml",
        "owner: acceptor",
        "owner: third",
        "owner: third",
    ),
    Contradiction(
        "absent-party",
        CORE + "data-governance/master-data.yaml",
        "owner: acceptor",
        "owner: fourth",
        "owner: fourth",
    ),
    Contradiction("party-name", CRISIS, CLAIM, "Aurelia shall chair the crisis call.", "Aurelia shall"),
    Contradiction(
        "capitalised-word", CRISIS, CLAIM, "Together the Supplier and the [Contract Giver] run the call.", "Supplier"
    ),
)

HARMLESS = (
    *[
        (AGREEMENT, VALUES, f"{VALUES}  {id_}: {written}\n")
        for id_, written in (
            ("supply-disruption-notice", "4 business days"),
            ("oos-first-result", "12 hours"),
            ("sample-retention", "2 years"),
            ("record-retention-certification", "10 years"),
            ("improvement-plan", "5 business days"),
            ("notification-process-review", "6 months"),
            ("investigation-review", "10 business days"),
            ("investigation-interim-report", "20 calendar days"),
            ("audit-interval-tier-2", "36 months"),
            ("change-lead-time", "60 calendar days"),
        )
    ],
    (CONTACTS, "quality.duty@aurelia.example, hours: at all hours", "quality.duty@aurelia.example, hours: 24 hours"),
    (CORE + "platforms.yaml", "availability: 99.5 %", "availability: 99.9 %"),
    (CORE + "meetings.yaml", "lasts: 45 minutes", "lasts: 30 minutes"),
    (CORE + "escalations.yaml", "by: 60 business days", "by: 45 business days"),
    (
        CORE + "escalations.yaml",
        'by: 10 business days}\n    - {level: "2", roles: [head-of-quality], by: 15',
        'by: 8 business days}\n    - {level: "2", roles: [head-of-quality], by: 15',
    ),
    (CORE + "indicators.yaml", "green: At least 98", "green: At least 99"),
    (CORE + "indicators.yaml", "amber: At least 90\n  red: Below 90", "amber: At least 92\n  red: Below 92"),
    (CORE + "triggers.yaml", "exit: Three green periods.", "exit: Four green periods."),
    (CORE + "data-governance/permissions.yaml", "indicators: R S", "indicators: R"),
    (CORE + "data-governance/quality-rules.yaml", "green: At least 98", "green: At least 99"),
    (
        CORE + "changes.yaml",
        "one building and one registration, commercial: DR, clinical: DR",
        "one building and one registration, commercial: TD, clinical: TD",
    ),
    (CORE + "stakeholders.yaml", "summary weekly", "summary daily"),
    (CORE + "contingency.yaml", "note the time and the person reached", "note the person reached and the time"),
    (CORE + "disp/disp-release.md", "resources and commercial obstacles only", "commercial obstacles only"),
    (CORE + "grades.yaml", 'from: "75"', 'from: "80"'),
    (CRISIS, CLAIM, "The [Contract Giver] shall chair the crisis call in English."),
)


def test_there_are_forty_contradictions_and_twenty_five_variations() -> None:
    assert len(CONTRADICTIONS) >= 40
    assert len(HARMLESS) >= 25


@pytest.mark.parametrize("one", CONTRADICTIONS, ids=lambda one: f"{one.code}: {one.at[:40]}")
def test_a_contradiction_is_found_once_where_it_can_be_mended(one: Contradiction) -> None:
    text, found = edited(one.path, one.old, one.new)
    assert [each.code for each in found] == [one.code], [each.head() for each in found]
    assert found[0].span.path == (one.home or one.path)
    assert found[0].hint
    lines = planted.sample()[one.home].decode() if one.home else text
    assert one.at in lines.splitlines()[found[0].span.line - 1]


@pytest.mark.parametrize(("path", "old", "new"), HARMLESS)
def test_a_variation_that_contradicts_nothing_stays_without_a_finding(path: str, old: str, new: str) -> None:
    assert [one.head() for one in edited(path, old, new)[1]] == []
