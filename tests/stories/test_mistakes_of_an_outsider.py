"""Mistakes that were planted before anybody had looked at the checks, half of them between two documents: each is found
once, at its line, with a hint; harmless edits stay without a finding.
"""

from __future__ import annotations

import pytest

from tests.stories import test_planted_mistakes as planted
from tests.stories.test_contradictions_of_samples import (
    LABORATORY,
    PACKAGER,
    SUBSTANCE,
    THREE,
    TRIAL,
    WAREHOUSE,
    InSample,
    together,
)
from tests.stories.together import Planted

read_once = planted.read_once
STERILE = "aurelia-northbay"
CORE = "clauses/core"
STEPS = (
    "The rows of @AX-RESPONSIBILITIES on deviations show which [Party] does each step and which [Party] answers for it."
)
SYSTEM = f"{CORE}/dev/dev-system.md"


def slip(agreement: str, code: str, path: str, *words: str) -> InSample:
    """Return one edit of a file of the workspace, from words to words; the third stand on the line of its finding."""
    old, new, at = (*words, "")[:3]
    return InSample(agreement, Planted(code, path, old, new, at))


def harmless(agreement: str, path: str, old: str, new: str) -> InSample:
    """Return one edit that nothing must be found of."""
    return slip(agreement, "", path, old, new)


def added(agreement: str, code: str, sentence: str) -> InSample:
    """Return the mistake of one sentence too many, behind the last of a clause."""
    return slip(agreement, code, SYSTEM, STEPS, f"{STEPS}\n{sentence}", sentence)


SLIPS = (
    slip(
        STERILE,
        "borrowed-value",
        f"{CORE}/indicators.yaml",
        "notified within {{ change-notice }} and in",
        "notified within {{ change-decision }} and in",
    ),
    slip(
        SUBSTANCE,
        "borrowed-value",
        f"{CORE}/indicators.yaml",
        "green: Percentile of (a) at most {{ batch-package }}",
        "green: Percentile of (a) at most {{ disposition-review }}",
    ),
    slip(
        LABORATORY,
        "typed-limit",
        f"{CORE}/indicators.yaml",
        "green: Median at most {{ investigation-close }}; on",
        "green: Median at most 45 Calendar Days; on",
    ),
    slip(
        PACKAGER,
        "interval-disagrees",
        f"agreements/{PACKAGER}/agreement.yaml",
        "next: 2028-02-01}",
        "next: 2028-02-01, documents: {communication-plan: 2029-11-01}}",
    ),
    slip(
        SUBSTANCE,
        "other-clock",
        f"{CORE}/stakeholders.yaml",
        "Within {{ change-notice }} after [Identification]; overview monthly",
        "Within {{ change-decision }} after [Identification]; overview monthly",
    ),
    slip(
        THREE,
        "borrowed-value",
        f"{CORE}/stakeholders.yaml",
        "Within {{ safety-signal-notice }} after",
        "Within {{ complaint-forward }} after",
    ),
    slip(
        STERILE,
        "ladder-clock",
        f"{CORE}/escalations.yaml",
        '  starts-at: "1"\n  counted-from: due date\n',
        '  starts-at: "1"\n',
        "past its due date",
    ),
    slip(
        SUBSTANCE,
        "other-actor",
        f"{CORE}/responsibilities.yaml",
        'by the agreed rules.", giver: R/A, acceptor: C',
        'by the agreed rules.", giver: C, acceptor: R/A',
    ),
    slip(
        WAREHOUSE,
        "other-actor",
        f"agreements/{WAREHOUSE}/responsibilities.yaml",
        "giver: I, acceptor: I, third: I, fourth: R/A",
        "giver: I, acceptor: I, third: R/A, fourth: I",
    ),
    slip(
        STERILE,
        "production-decides",
        f"{CORE}/responsibilities.yaml",
        '"Approve each [Master Batch Record]',
        '"Have production of the [Contract Giver] approve each [Master Batch Record]',
    ),
    slip(
        THREE,
        "unsegregated-duties",
        f"{CORE}/data-governance/permissions.yaml",
        "  quality-events: C R\n  changes: C R\n  stability: none",
        "  quality-events: C R\n  changes: C R A\n  stability: none",
        "changes: C R A",
    ),
    slip(
        STERILE,
        "other-indicator",
        f"{CORE}/triggers.yaml",
        "quality notifications (KPI-13)",
        "quality notifications (KPI-12)",
    ),
    slip(
        THREE,
        "other-ladder",
        f"{CORE}/triggers.yaml",
        'so that the next row applies."\n  escalates: ES-03',
        'so that the next row applies."\n  escalates: ES-08',
        "escalates: ES-08",
    ),
    slip(
        SUBSTANCE,
        "borrowed-value",
        f"{CORE}/triggers.yaml",
        "up to {{ audit-interval-limit-tier-2 }} for tier 2 and",
        "up to {{ audit-interval-limit-tier-2-5 }} for tier 2 and",
    ),
    slip(
        STERILE,
        "borrowed-value",
        f"{CORE}/tiers.yaml",
        'audit-interval: "{{ audit-interval-tier-2 }}"',
        'audit-interval: "{{ audit-interval-tier-3 }}"',
    ),
    slip(
        PACKAGER,
        "class-disagrees",
        f"{CORE}/changes.yaml",
        'under [GMP]", commercial: TD, clinical: TD, us: per activity, eu: per activity',
        'under [GMP]", commercial: DC, clinical: DC, us: none, eu: none',
    ),
    slip(STERILE, "tier-too-low", f"agreements/{STERILE}/agreement.yaml", "risk: {tier: 1,", "risk: {tier: 3,"),
    slip(
        LABORATORY,
        "formal-notice-replaced",
        f"{CORE}/cp-purpose/cp-purpose.md",
        "neither replaces a [Formal Notice] nor amends the [Agreement]",
        "replaces a [Formal Notice]",
    ),
    slip(
        THREE,
        "above-quality-unit",
        f"{CORE}/cp-escalation/cp-escalation-limits.md",
        "Level 3 and level 4 remove obstacles of resources and commerce only.",
        "Level 3 decides on release where the [Quality Units] disagree.",
    ),
    slip(
        SUBSTANCE,
        "other-clock",
        f"{CORE}/dg-oversight/dg-incidents.md",
        "within {{ security-incident-notice }} after [Awareness]",
        "within {{ incident-report }} after [Awareness]",
    ),
    slip(
        PACKAGER,
        "borrowed-value",
        f"{CORE}/dev/dev-notification.md",
        "each [Critical Deviation] within {{ critical-deviation-notice }} after",
        "each [Critical Deviation] within {{ major-deviation-notice }} after",
    ),
    slip(
        STERILE,
        "precedence-disagrees",
        f"{CORE}/cpl/cpl-plan.md",
        "and has the rank that @prec-subsidiary gives it.",
        "and prevails over the body of this [Agreement].",
    ),
    slip(
        THREE,
        "precedence-subjects",
        f"agreements/{THREE}/agreement.yaml",
        "retention, first: quality-agreement}\n",
        "retention, first: quality-agreement}\n"
        "  - {id: records-too, subject: Retention of records, first: supply-agreement}\n",
        "records-too",
    ),
    slip(
        STERILE,
        "silence-approves",
        f"{CORE}/cp-escalation/cp-escalation-ladder.md",
        "The issue moves to the next level when a deadline passes without an agreed plan.",
        "A [Tell and Do Change] counts as approved when the deadline of level 4 passes.",
    ),
    slip(
        THREE,
        "wrong-side",
        f"{CORE}/stakeholders.yaml",
        "  role: client-qa-manager\n  side: acceptor",
        "  role: client-qa-manager\n  side: giver",
        "side: giver",
    ),
    added(TRIAL, "commercial-term", "The [Contract Acceptor] shall pay damages for each late notice."),
    added(
        THREE,
        "legal-duty-moved",
        "The [Contract Acceptor] takes over the legal responsibility of the [Contract Giver].",
    ),
    added(PACKAGER, "gendered-word", "The [Contract Acceptor] shall give each trainer his or her materials."),
)

HARMLESS = (
    harmless(STERILE, f"{CORE}/platforms.yaml", "availability: 99.5 %", "availability: 99.9 %"),
    harmless(
        THREE, f"{CORE}/indicators.yaml", "title: Batch disposition time", "title: Time to disposition of batches"
    ),
    harmless(LABORATORY, f"{CORE}/indicators.yaml", "that the source confirms", "confirmed by the source"),
    harmless(SUBSTANCE, f"{CORE}/meetings.yaml", "lasts: 45 minutes", "lasts: 60 minutes"),
    harmless(WAREHOUSE, SYSTEM, "shall name an owner for each", "shall name one person as owner for each"),
    harmless(
        PACKAGER,
        f"{CORE}/cp-purpose/cp-purpose.md",
        "neither replaces a [Formal Notice] nor amends the [Agreement]",
        "does not replace a [Formal Notice] and does not amend the [Agreement]",
    ),
)


TOGETHER = together((*SLIPS, *HARMLESS))


@pytest.mark.parametrize("one", [*SLIPS, *HARMLESS], ids=lambda one: f"{one.agreement}: {one.edit.label}")
def test_a_slip_is_found_once_at_its_line_with_a_hint_and_a_harmless_edit_is_not(one: InSample) -> None:
    assert TOGETHER[one.agreement].amiss(one.edit) == []
