"""Duties that once had no limit in the sample have one, and each limit says from when it counts."""

from __future__ import annotations

from tests.stories.test_every_agreement import SAMPLE, agreement

LIMITED = {
    "insp-answer": ("inspection-answer", "receipt"),
    "insp-final": ("inspection-answer-copy", "answer-dispatch"),
    "insp-closing": ("inspection-closing-letter", "receipt"),
    "oos-second-notice": ("oos-second-notice", "first-phase-end"),
    "capa-extension-answer": ("extension-answer", "receipt"),
    "apqr-conclusion": ("apqr-conclusion", "review-approval"),
    "rcl-mock-report": ("mock-recall-report", "mock-recall-end"),
    "substance-report": ("substance-audit-report", "audit-close"),
    "substance-copy": ("substance-declaration", "request"),
    "substance-doubt": ("substance-doubt-notice", "awareness"),
    "nitrosamine-facts": ("nitrosamine-facts", "request"),
    "nitrosamine-result": ("nitrosamine-result", "assessment-completion"),
    "nitrosamine-news": ("nitrosamine-notice", "awareness"),
}
"""By duty, its value and the event at which the clock starts."""


def test_a_duty_that_waits_for_nobody_has_a_limit_and_a_start() -> None:
    duties = {one.id: one for one in agreement(SAMPLE).obligations if one.id in LIMITED}
    assert {id_: (one.value, one.starts) for id_, one in duties.items()} == LIMITED
    assert [id_ for id_, one in duties.items() if not one.limit] == []
