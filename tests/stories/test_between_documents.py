"""Contradictions between two documents of the sample: agreement, communication plan, data-governance annex, matrix."""

from __future__ import annotations

import pytest

from tests.stories import test_contradictions as one_sample
from tests.stories import test_contradictions_of_samples as other_samples
from tests.stories import test_planted_mistakes as planted
from tests.stories.test_planted_mistakes import CORE
from tests.stories.together import Planted, Together

read_once = planted.read_once

STAKEHOLDERS, DUTIES = CORE + "stakeholders.yaml", CORE + "responsibilities.yaml"


def swapped(work: str, giver: str, acceptor: str, clause: str = "") -> Planted:
    """Return the matrix that gives the work of a clause to the other party; the finding stands in *clause*, or in the
    row where all sentences of the clause speak against it.
    """
    old, new = f"giver: {giver}, acceptor: {acceptor}", f"giver: {acceptor}, acceptor: {giver}"
    return Planted(
        "other-actor", DUTIES, f'{work}", {old}', f'{work}", {new}', "", f"{CORE}{clause}.md" if clause else ""
    )


BETWEEN = (
    swapped("and state the regulatory path.", "R/A", "R", "chg/chg-decision")._replace(
        new='and state the regulatory path.", giver: C, acceptor: R/A'
    ),
    swapped("the [Disposition] of each [Batch].", "R/A", "C"),
    swapped("reports that the holder owes.", "R/A", "C", "rcl/rcl-decision"),
    swapped("measure communication and make it better.", "R/A", "R", "cpl/cpl-maintenance")._replace(
        new='measure communication and make it better.", giver: C, acceptor: R/A'
    ),
    swapped("run the [Data Council].", "R/A", "R", "dg/dg-maintenance")._replace(
        new='run the [Data Council].", giver: C, acceptor: R/A'
    ),
    swapped("and retrieve them on request.", "I", "R/A"),
    swapped("to other [Batches], [Products] and [Sites].", "C", "R/A"),
    Planted(
        "typed-limit",
        STAKEHOLDERS,
        "in writing within {{ supply-disruption-notice }} after",
        "in writing within 5 business days after",
        "5 business days",
    ),
    Planted(
        "typed-limit",
        CORE + "dg-compliance/dg-retention.md",
        "The retention periods of the [Agreement] apply to data together",
        "The retention period of 2 years applies to data together",
        "2 years",
    ),
    Planted(
        "precedence-disagrees",
        CORE + "cp-purpose/cp-purpose.md",
        "It is subsidiary to the [Agreement] and carries",
        "It prevails over the [Agreement] and carries",
        "It prevails",
    ),
    Planted(
        "precedence-disagrees",
        CORE + "dg-objectives/dg-purpose.md",
        "The order of precedence of the [Agreement] applies to it, and",
        "Where it conflicts with the [Agreement], this [Data-Governance Annex] prevails, and",
        "conflicts with",
    ),
    Planted(
        "above-quality-unit",
        CORE + "cp-layers/cp-steering-committee.md",
        "does not decide on release",
        "decides on release",
        "decides on release",
    ),
    Planted(
        "interval-disagrees",
        CORE + "cp-cadence/cp-status-report.md",
        "for each calendar month",
        "for each calendar quarter",
        "calendar quarter",
    ),
    Planted(
        "interval-disagrees",
        CORE + "cp-layers/cp-layer-strategic.md",
        "an annual partnership review",
        "a half-yearly partnership review",
        "half-yearly",
    ),
    Planted(
        "limit-lengthened",
        CORE + "cp-contingency/cp-outage.md",
        "A [Platform Outage] extends no limit.",
        "A [Platform Outage] suspends each limit until its end.",
        "suspends each limit",
    ),
    Planted(
        "limit-lengthened",
        CORE + "cp-escalation/cp-escalation-conduct.md",
        "An escalation does not extend a limit",
        "An escalation extends a limit",
        "extends a limit",
    ),
    Planted(
        "limit-lengthened",
        CORE + "cp-stakeholders/cp-stakeholder-matrix.md",
        "the shorter limit applies",
        "the longer limit applies",
        "the longer limit",
    ),
    Planted(
        "other-clock",
        CORE + "dg-oversight/dg-incidents.md",
        "within {{ security-incident-notice }} after [Awareness]",
        "within {{ security-incident-notice }} after [Discovery]",
        "[Discovery]",
    ),
    Planted(
        "unsegregated-duties",
        CORE + "data-governance/permissions.yaml",
        "batch-record: C R U\n",
        "batch-record: C R U A\n",
        "C R U A",
    ),
)

TWO_DOCUMENTS = frozenset(
    {
        *("interval-disagrees", "precedence-disagrees", "precedence-subjects", "closed-at-night", "slow-ladder"),
        *("above-quality-unit", "idle-trigger", "wrong-owner", "platform-below-floor", "typed-limit", "other-clock"),
        *("unknown-row", "version-disagrees", "missing-signatory", "other-attachment", "broken-reference"),
        *("unknown-import", "limit-lengthened", "other-actor"),
    }
)
"""Codes of findings that set one document beside another: agreement, plan, annex, matrix, contact list, attachment."""


def test_half_of_the_mistakes_set_one_document_against_another() -> None:
    earlier = (*one_sample.CONTRADICTIONS, *(one.edit for one in other_samples.CONTRADICTIONS))
    assert len([one for one in earlier if one.code in TWO_DOCUMENTS]) >= 40
    assert len(BETWEEN) + len([one for one in earlier if one.code in TWO_DOCUMENTS]) >= 60


TOGETHER = Together(BETWEEN, planted.sample, planted.faults)


@pytest.mark.parametrize("one", TOGETHER.edits, ids=lambda one: one.label)
def test_two_documents_that_contradict_each_other_are_found(one: Planted) -> None:
    assert TOGETHER.amiss(one) == []
