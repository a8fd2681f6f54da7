"""Contradictions between two documents of the sample: agreement, communication plan, data-governance annex, matrix."""

from __future__ import annotations

import pytest

from tests.stories import test_contradictions as one_sample
from tests.stories import test_contradictions_of_samples as other_samples
from tests.stories import test_planted_mistakes as planted
from tests.stories.test_contradictions import Contradiction
from tests.stories.test_planted_mistakes import CORE, edited

read_once = planted.read_once

STAKEHOLDERS, DUTIES = CORE + "stakeholders.yaml", CORE + "responsibilities.yaml"


def swapped(work: str, giver: str, acceptor: str, clause: str = "") -> Contradiction:
    """Return the matrix that gives the work of a clause to the other party; the finding stands in *clause*, or in the
    row where all sentences of the clause speak against it.
    """
    old, new = f"giver: {giver}, acceptor: {acceptor}", f"giver: {acceptor}, acceptor: {giver}"
    return Contradiction(
        "other-actor", DUTIES, f'{work}", {old}', f'{work}", {new}', "", f"{CORE}{clause}.md" if clause else ""
    )


BETWEEN = (
    swapped("and state the regulatory path.", "R/A", "R", "chg/chg-decision")._replace(
        new='and state the regulatory path.", giver: C, acceptor: R/A'
    ),
    swapped("[Disposition] for market or trial.", "R/A", "C", "rel/rel-giver-disposition"),
    swapped("reports that the holder owes.", "R/A", "C", "rcl/rcl-decision"),
    swapped("measure communication and make it better.", "R/A", "R", "cpl/cpl-maintenance")._replace(
        new='measure communication and make it better.", giver: C, acceptor: R/A'
    ),
    swapped("run the [Data Council].", "R/A", "R", "dg/dg-maintenance")._replace(
        new='run the [Data Council].", giver: C, acceptor: R/A'
    ),
    swapped("and retrieve them on request.", "I", "R/A"),
    swapped("to other [Batches], [Products] and [Sites].", "C", "R/A"),
    Contradiction(
        "typed-limit",
        STAKEHOLDERS,
        "in writing within {{ supply-disruption-notice }} after",
        "in writing within 5 business days after",
        "5 business days",
    ),
    Contradiction(
        "typed-limit",
        CORE + "dg-compliance/dg-retention.md",
        "The retention periods of the [Agreement] apply to data together",
        "The retention period of 2 years applies to data together",
        "2 years",
    ),
    Contradiction(
        "precedence-disagrees",
        CORE + "cp-purpose/cp-purpose.md",
        "It is subsidiary to the [Agreement] and carries",
        "It prevails over the [Agreement] and carries",
        "It prevails",
    ),
    Contradiction(
        "precedence-disagrees",
        CORE + "dg-objectives/dg-purpose.md",
        "The order of precedence of the [Agreement] applies to it, and",
        "Where it conflicts with the [Agreement], this [Data-Governance Annex] prevails, and",
        "conflicts with",
    ),
    Contradiction(
        "above-quality-unit",
        CORE + "cp-layers/cp-steering-committee.md",
        "does not decide on release",
        "decides on release",
        "decides on release",
    ),
    Contradiction(
        "interval-disagrees",
        CORE + "cp-cadence/cp-status-report.md",
        "for each calendar month",
        "for each calendar quarter",
        "calendar quarter",
    ),
    Contradiction(
        "interval-disagrees",
        CORE + "cp-layers/cp-layer-strategic.md",
        "an annual partnership review",
        "a half-yearly partnership review",
        "half-yearly",
    ),
    Contradiction(
        "limit-lengthened",
        CORE + "cp-contingency/cp-outage.md",
        "A [Platform Outage] extends no limit.",
        "A [Platform Outage] suspends each limit until its end.",
        "suspends each limit",
    ),
    Contradiction(
        "limit-lengthened",
        CORE + "cp-escalation/cp-escalation-conduct.md",
        "An escalation does not extend a limit",
        "An escalation extends a limit",
        "extends a limit",
    ),
    Contradiction(
        "limit-lengthened",
        CORE + "cp-stakeholders/cp-stakeholder-matrix.md",
        "the shorter limit applies",
        "the longer limit applies",
        "the longer limit",
    ),
    Contradiction(
        "other-clock",
        CORE + "dg-oversight/dg-incidents.md",
        "within {{ security-incident-notice }} after [Awareness]",
        "within {{ security-incident-notice }} after [Discovery]",
        "[Discovery]",
    ),
    Contradiction(
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
    earlier = (*one_sample.CONTRADICTIONS, *other_samples.CONTRADICTIONS)
    assert len([one for one in earlier if one.code in TWO_DOCUMENTS]) >= 40
    assert len(BETWEEN) + len([one for one in earlier if one.code in TWO_DOCUMENTS]) >= 60


@pytest.mark.parametrize("one", BETWEEN, ids=lambda one: f"{one.code}: {one.new[-50:].strip()}")
def test_two_documents_that_contradict_each_other_are_found(one: Contradiction) -> None:
    text, found = edited(one.path, one.old, one.new)
    assert [each.code for each in found] == [one.code], [each.head() for each in found]
    assert found[0].span.path == (one.home or one.path)
    assert found[0].hint
    assert one.home or one.at in text.splitlines()[found[0].span.line - 1]
