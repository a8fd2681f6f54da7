"""Mistakes that were planted before anybody had looked at the checks, half of them between two documents: each is found
once, at its line, with a hint; harmless edits stay without a finding.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.stories import test_planted_mistakes as planted
from tests.stories.test_contradictions_of_samples import (
    LABORATORY,
    PACKAGER,
    SUBSTANCE,
    THREE,
    TRIAL,
    WAREHOUSE,
    faults,
    files_of,
)

read_once = planted.read_once
STERILE = "aurelia-northbay"
CORE = "clauses/core"
STEPS = (
    "The rows of @AX-RESPONSIBILITIES on deviations show which [Party] does each step and which [Party] answers for it."
)
SYSTEM = f"{CORE}/dev/dev-system.md"


class Slip(NamedTuple):
    """One edit of a file of the workspace and the code of the finding; *at* is on its line, where *new* is not."""

    agreement: str
    code: str
    path: str
    old: str
    new: str
    at: str = ""


def added(agreement: str, code: str, sentence: str) -> Slip:
    """Return the mistake of one sentence too many, behind the last of a clause."""
    return Slip(agreement, code, SYSTEM, STEPS, f"{STEPS}\n{sentence}", sentence)


SLIPS = (
    Slip(
        STERILE,
        "borrowed-value",
        f"{CORE}/indicators.yaml",
        "notified within {{ change-notice }} and in",
        "notified within {{ change-decision }} and in",
    ),
    Slip(
        SUBSTANCE,
        "borrowed-value",
        f"{CORE}/indicators.yaml",
        "green: Percentile of (a) at most {{ batch-package }}",
        "green: Percentile of (a) at most {{ disposition-review }}",
    ),
    Slip(
        LABORATORY,
        "typed-limit",
        f"{CORE}/indicators.yaml",
        "green: Median at most {{ investigation-close }}; on",
        "green: Median at most 45 Calendar Days; on",
    ),
    Slip(
        PACKAGER,
        "interval-disagrees",
        f"agreements/{PACKAGER}/agreement.yaml",
        "next: 2028-02-01}",
        "next: 2028-02-01, documents: {communication-plan: 2029-11-01}}",
    ),
    Slip(
        SUBSTANCE,
        "other-clock",
        f"{CORE}/stakeholders.yaml",
        "Within {{ change-notice }} after [Identification]; overview monthly",
        "Within {{ change-decision }} after [Identification]; overview monthly",
    ),
    Slip(
        THREE,
        "borrowed-value",
        f"{CORE}/stakeholders.yaml",
        "Within {{ safety-signal-notice }} after",
        "Within {{ complaint-forward }} after",
    ),
    Slip(
        STERILE,
        "ladder-clock",
        f"{CORE}/escalations.yaml",
        '  starts-at: "1"\n  counted-from: due date\n',
        '  starts-at: "1"\n',
        "past its due date",
    ),
    Slip(
        SUBSTANCE,
        "other-actor",
        f"{CORE}/responsibilities.yaml",
        'by the agreed rules.", giver: R/A, acceptor: C',
        'by the agreed rules.", giver: C, acceptor: R/A',
    ),
    Slip(
        WAREHOUSE,
        "other-actor",
        f"agreements/{WAREHOUSE}/responsibilities.yaml",
        "giver: I, acceptor: I, third: I, fourth: R/A",
        "giver: I, acceptor: I, third: R/A, fourth: I",
    ),
    Slip(
        STERILE,
        "production-decides",
        f"{CORE}/responsibilities.yaml",
        '"Approve each [Master Batch Record]',
        '"Have production of the [Contract Giver] approve each [Master Batch Record]',
    ),
    Slip(
        THREE,
        "unsegregated-duties",
        f"{CORE}/data-governance/permissions.yaml",
        "  quality-events: C R\n  changes: C R\n  stability: none",
        "  quality-events: C R\n  changes: C R A\n  stability: none",
        "changes: C R A",
    ),
    Slip(
        STERILE,
        "other-indicator",
        f"{CORE}/triggers.yaml",
        "quality notifications (KPI-13)",
        "quality notifications (KPI-12)",
    ),
    Slip(
        THREE,
        "other-ladder",
        f"{CORE}/triggers.yaml",
        "  exit: The suspicion is refuted in writing.\n  escalates: ES-03",
        "  exit: The suspicion is refuted in writing.\n  escalates: ES-08",
        "escalates: ES-08",
    ),
    Slip(
        SUBSTANCE,
        "borrowed-value",
        f"{CORE}/triggers.yaml",
        "up to {{ audit-interval-limit-tier-2 }} for tier 2 and",
        "up to {{ audit-interval-limit-tier-2-5 }} for tier 2 and",
    ),
    Slip(
        STERILE,
        "borrowed-value",
        f"{CORE}/tiers.yaml",
        'audit-interval: "{{ audit-interval-tier-2 }}"',
        'audit-interval: "{{ audit-interval-tier-3 }}"',
    ),
    Slip(
        PACKAGER,
        "class-disagrees",
        f"{CORE}/changes.yaml",
        'under [GMP]", commercial: TD, clinical: TD, us: per activity, eu: per activity',
        'under [GMP]", commercial: DC, clinical: DC, us: none, eu: none',
    ),
    Slip(STERILE, "tier-too-low", f"agreements/{STERILE}/agreement.yaml", "risk: {tier: 1,", "risk: {tier: 3,"),
    Slip(
        LABORATORY,
        "formal-notice-replaced",
        f"{CORE}/cp-purpose/cp-purpose.md",
        "neither replaces a [Formal Notice] nor amends the [Agreement]",
        "replaces a [Formal Notice]",
    ),
    Slip(
        THREE,
        "above-quality-unit",
        f"{CORE}/cp-escalation/cp-escalation-limits.md",
        "Level 3 and level 4 remove obstacles of resources and commerce only.",
        "Level 3 decides on release where the [Quality Units] disagree.",
    ),
    Slip(
        SUBSTANCE,
        "other-clock",
        f"{CORE}/dg-oversight/dg-incidents.md",
        "within {{ security-incident-notice }} after [Awareness]",
        "within {{ incident-report }} after [Awareness]",
    ),
    Slip(
        PACKAGER,
        "borrowed-value",
        f"{CORE}/dev/dev-notification.md",
        "each [Critical Deviation] within {{ critical-deviation-notice }} after",
        "each [Critical Deviation] within {{ major-deviation-notice }} after",
    ),
    Slip(
        STERILE,
        "precedence-disagrees",
        f"{CORE}/cpl/cpl-plan.md",
        "and has the rank that @prec-subsidiary gives it.",
        "and prevails over the body of this [Agreement].",
    ),
    Slip(
        THREE,
        "precedence-subjects",
        f"agreements/{THREE}/agreement.yaml",
        "retention, first: quality-agreement}\n",
        "retention, first: quality-agreement}\n"
        "  - {id: records-too, subject: Retention of records, first: supply-agreement}\n",
        "records-too",
    ),
    Slip(
        STERILE,
        "silence-approves",
        f"{CORE}/cp-escalation/cp-escalation-ladder.md",
        "The issue moves to the next level when a deadline passes without an agreed plan.",
        "A [Tell and Do Change] counts as approved when the deadline of level 4 passes.",
    ),
    Slip(
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
    (STERILE, f"{CORE}/platforms.yaml", "availability: 99.5 %", "availability: 99.9 %"),
    (THREE, f"{CORE}/indicators.yaml", "title: Batch disposition time", "title: Time to disposition of batches"),
    (LABORATORY, f"{CORE}/indicators.yaml", "that the source confirms", "confirmed by the source"),
    (SUBSTANCE, f"{CORE}/meetings.yaml", "lasts: 45 minutes", "lasts: 60 minutes"),
    (WAREHOUSE, SYSTEM, "shall name an owner for each", "shall name one person as owner for each"),
    (
        PACKAGER,
        f"{CORE}/cp-purpose/cp-purpose.md",
        "neither replaces a [Formal Notice] nor amends the [Agreement]",
        "does not replace a [Formal Notice] and does not amend the [Agreement]",
    ),
)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda one: f"{one.agreement}: {one.code}: {(one.at or one.new)[:40]}")
def test_a_slip_is_found_once_at_its_line_with_a_hint(slip: Slip) -> None:
    before = files_of(slip.agreement)[slip.path].decode()
    assert slip.old in before, f"{slip.path} no longer says {slip.old}"
    after = before.replace(slip.old, slip.new, 1)
    found = faults(slip.agreement, {**files_of(slip.agreement), slip.path: after.encode()})
    assert [one.code for one in found] == [slip.code], [one.head() for one in found]
    assert found[0].span.path == slip.path
    assert (slip.at or slip.new) in after.splitlines()[found[0].span.line - 1]
    assert found[0].hint


@pytest.mark.parametrize(("agreement", "path", "old", "new"), HARMLESS)
def test_a_harmless_edit_of_another_sample_stays_without_a_finding(
    agreement: str, path: str, old: str, new: str
) -> None:
    before = files_of(agreement)[path].decode()
    assert old in before
    changed = {**files_of(agreement), path: before.replace(old, new, 1).encode()}
    assert [one.head() for one in faults(agreement, changed)] == []
