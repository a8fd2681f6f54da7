"""Contradictions between two documents or records of the sample: each found once, where it can be mended; variations
that contradict nothing stay without a finding.
"""

from __future__ import annotations

import pytest

from tests.stories import test_planted_mistakes as planted
from tests.stories.test_planted_mistakes import AGREEMENT, CONTACTS, CORE
from tests.stories.together import Planted, Together

read_once = planted.read_once

VALUES = "values:\n"
SAID = "reason: asked for, by: Head of Quality, on: 2026-10-02"
CLAIM = "The [Contract Giver] shall chair the crisis call."
CRISIS = CORE + "cp-escalation/cp-escalation-crisis.md"


def value(code: str, id_: str, written: str, at: str = "", home: str = "") -> Planted:
    """Return the contradiction of a value that the agreement sets, with a reason."""
    return Planted(code, AGREEMENT, VALUES, f"{VALUES}  {id_}: {{is: {written}, {SAID}}}\n", at or f"{id_}:", home)


CONTRADICTIONS = (
    value("slower-than-law", "oos-first-result", "4 business days"),
    value("slower-than-law", "supply-disruption-notice", "5 business days"),
    value("slower-than-law", "critical-deviation-notice", "3 business days"),
    value("slower-than-law", "defect-notice", "72 hours"),
    Planted(
        "slower-than-law",
        AGREEMENT,
        VALUES,
        f"{VALUES}  critical-deviation-notice: 3 calendar days\n",
        "critical-deviation-notice:",
    ),
    Planted("number-without-country", CONTACTS, 'phone: "+353 20 910 0103"', 'phone: "0103 910"', "0103"),
    value("beyond-legal-limit", "sample-retention", "6 months"),
    value("beyond-legal-limit", "record-retention-certification", "4 years"),
    value("mixed-days", "investigation-review", "7 calendar days"),
    value("interval-disagrees", "change-pipeline-extract", "1 week"),
    value("uneven-steps", "audit-interval-tier-2", "48 months", "tier-2-5 }}", CORE + "tiers.yaml"),
    Planted("interval-disagrees", AGREEMENT, "every: 2 years", "every: 3 years", "every: 3 years"),
    Planted(
        "precedence-disagrees",
        AGREEMENT,
        "choices:\n",
        f"choices:\n  prec-order: {{position: fallback, {SAID}}}\n",
        "precedence:",
    ),
    Planted(
        "closed-at-night",
        CONTACTS,
        "quality.duty@aurelia.example, hours: at all hours",
        "quality.duty@aurelia.example, hours: working hours",
        "giver-emergency",
    ),
    Planted(
        "slow-ladder",
        CORE + "escalations.yaml",
        'by: 10 business days}\n    - {level: "2", roles: [head-of-quality], by: 15',
        'by: 12 business days}\n    - {level: "2", roles: [head-of-quality], by: 15',
        "by: 12 business days",
    ),
    Planted(
        "slow-ladder",
        CORE + "escalations.yaml",
        'by: 5 business days}\n    - {level: "2", roles: [head-of-quality], by: 10 business days}\n    - {level: "3", '
        "roles: [joint-steering-committee], by: 15",
        'by: 6 business days}\n    - {level: "2", roles: [head-of-quality], by: 10 business days}\n    - {level: "3", '
        "roles: [joint-steering-committee], by: 15",
        "by: 6 business days",
    ),
    Planted(
        "mixed-days",
        CORE + "escalations.yaml",
        'by: 3 business days}\n    - {level: "4", roles: [executive-sponsor], by: 5',
        'by: 3 calendar days}\n    - {level: "4", roles: [executive-sponsor], by: 5',
        "by: 3 calendar days",
    ),
    Planted(
        "above-quality-unit",
        CORE + "escalations.yaml",
        "roles: [head-of-quality], by: 4 hours",
        "roles: [supply-chain-lead], by: 4 hours",
        "parallel: true",
    ),
    Planted(
        "above-quality-unit",
        CORE + "disp/disp-release.md",
        "may clear resources and commercial obstacles only.",
        "decide on release where the [Quality Units] disagree.",
        "decide on release",
    ),
    Planted("idle-trigger", CORE + "triggers.yaml", "(KPI-09)", "(KPI-19)", "KPI-19"),
    Planted("idle-trigger", CORE + "triggers.yaml", "shows grade D in one", "shows grade E in one", "grade E"),
    Planted("thresholds-disagree", CORE + "indicators.yaml", "red: Below 80", "red: Below 75", "Below 75"),
    Planted(
        "thresholds-disagree",
        CORE + "data-governance/quality-rules.yaml",
        "red: Below 95",
        "red: Below 99",
        "Below 99",
    ),
    Planted("wrong-owner", CORE + "indicators.yaml", "owner: data-steward", "owner: technical-lead", "technical-lead"),
    Planted(
        "count-disagrees", CORE + "indicators.yaml", "Mean of the seven measures", "Mean of the six measures", "six"
    ),
    Planted("uneven-steps", CORE + "grades.yaml", 'from: "75"', 'from: "55"', 'from: "60"'),
    Planted(
        "interval-disagrees",
        CORE + "meetings.yaml",
        "every: month\n  lasts: 60",
        "every: quarter\n  lasts: 60",
        "every: quarter",
    ),
    Planted("interval-disagrees", CORE + "meetings.yaml", "title: Weekly oper", "title: Monthly oper", "every: week"),
    Planted(
        "interval-disagrees",
        CORE + "cp-layers/cp-layer-technical.md",
        "weekly operational review",
        "monthly operational review",
        "monthly operational review",
    ),
    Planted(
        "interval-disagrees",
        CORE + "layers.yaml",
        "monthly performance assessment",
        "quarterly performance assessment",
        "quarterly performance assessment",
    ),
    Planted("platform-below-floor", CORE + "platforms.yaml", "availability: 99.5 %", "availability: 99 %", "99 %"),
    Planted("contingency-order", CORE + "contingency.yaml", 'order: "2"', 'order: "1"', 'order: "1"'),
    Planted("unknown-row", CORE + "contingency.yaml", "the ladder ES-09", "the ladder ES-19", "ES-19"),
    Planted("unknown-row", CORE + "cp-contingency/cp-outage.md", "ladder ES-08", "ladder ES-18", "ES-18"),
    Planted("unknown-row", CORE + "stakeholders.yaml", 'layers: ["2"]', 'layers: ["4"]', '"4"'),
    Planted("other-clock", CORE + "stakeholders.yaml", "after [Identification]", "after [Discovery]", "[Discovery]"),
    Planted(
        "unsegregated-duties",
        CORE + "data-governance/permissions.yaml",
        "results: C R U A (second person)",
        "results: C R U A",
        "results: C R U A",
    ),
    Planted(
        "unsegregated-duties",
        CORE + "data-governance/permissions.yaml",
        "side: each\n  master-data: none",
        "side: each\n  master-data: R U",
        "master-data: R U",
    ),
    Planted("class-without-route", CORE + "changes.yaml", "us: PAS, eu: II,", "us: to be seen, eu: II,", "to be seen"),
    Planted(
        "weak-class",
        CORE + "changes.yaml",
        'outside the filed range", commercial: TD, clinical: TD, us: "PAS / CBE-30", eu: "IB / II"',
        'outside the filed range", commercial: DR, clinical: TD, us: none, eu: none',
        "commercial: DR",
    ),
    Planted(
        "weak-class",
        CORE + "changes.yaml",
        "primary packaging, commercial: TD, clinical: TD",
        "primary packaging, commercial: DR, clinical: DR",
        "commercial: DR",
    ),
    Planted(
        "no-lead",
        CORE + "responsibilities.yaml",
        "giver: R/A, acceptor: C, clause: term-review",
        "giver: R, acceptor: R, clause: term-review",
        "acceptor: R, clause: term-review",
    ),
    Planted(
        "idle-row",
        CORE + "responsibilities.yaml",
        "giver: R/A, acceptor: C, clause: term-review",
        "giver: A, acceptor: C, clause: term-review",
        "giver: A, acceptor: C",
    ),
    Planted(
        "other-clock",
        CORE + "stakeholders.yaml",
        "{{ critical-deviation-notice }} after [Discovery]; papers",
        "{{ critical-deviation-notice }} after [Awareness]; papers",
        "[Awareness]; papers",
    ),
    Planted(
        "other-clock",
        CORE + "stakeholders.yaml",
        "{{ supply-disruption-notice }} after [Awareness]",
        "{{ supply-disruption-notice }} after [Identification]",
        "supply-disruption-notice",
    ),
    Planted(
        "typed-limit",
        CORE + "indicators.yaml",
        "notified within {{ change-notice }} and",
        "notified within 10 business days and",
        "10 business days",
    ),
    Planted("unknown-row", CORE + "dg-oversight/dg-council.md", "ladder ES-05", "ladder ES-15", "ES-15"),
    Planted("absent-party", CORE + "platforms.yaml", "owner: acceptor", "owner: third", "owner: third"),
    Planted(
        "absent-party",
        CORE + "data-governance/interfaces.yaml",
        "owner: acceptor",
        "owner: third",
        "owner: third",
    ),
    Planted(
        "absent-party",
        CORE + "data-governance/master-data.yaml",
        "owner: acceptor",
        "owner: fourth",
        "owner: fourth",
    ),
    Planted("party-name", CRISIS, CLAIM, "Aurelia shall chair the crisis call.", "Aurelia shall"),
    Planted(
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


TOGETHER = Together((*CONTRADICTIONS, *(Planted("", *one) for one in HARMLESS)), planted.sample, planted.faults)


@pytest.mark.parametrize("one", TOGETHER.edits, ids=lambda one: one.label)
def test_a_contradiction_is_found_once_where_it_can_be_mended_and_a_variation_is_not(one: Planted) -> None:
    assert TOGETHER.amiss(one) == []
