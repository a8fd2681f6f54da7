"""What is told of faults that several agreements meet."""

from __future__ import annotations

import pytest

from generator.author.desk import BY_HAND
from generator.diagnostic import KINDS, Diagnostic, Severity, Span, kind, order


def fault(agreement: str, message: str, *, line: int = 1, hint: str = "results: R") -> Diagnostic:
    """Return a fault of the library, as *agreement* tells it."""
    span = Span("clauses/core/permissions.yaml", line, 1)
    return Diagnostic("unsegregated-duties", Severity.ERROR, span, message, hint, (), agreement)


def test_a_fault_of_the_library_is_told_once_though_agreements_call_the_role_otherwise() -> None:
    several = [fault("one", "Data management may both"), fault("two", "Quality may both")]
    assert [found.message for found in order(several)] == ["Data management may both"]


def test_faults_that_other_edits_mend_and_several_of_one_agreement_all_stay() -> None:
    several = [
        fault("one", "A"),
        fault("one", "B"),
        fault("two", "C", line=2),
        fault("two", "D", hint="results: none"),
        fault("two", "E", hint=""),
        fault("one", "F", hint=""),
    ]
    assert [found.message for found in order(several)] == ["A", "B", "D", "E", "F", "C"]


def test_two_kinds_of_fault_never_share_a_code() -> None:
    code = BY_HAND.code
    with pytest.raises(ValueError, match=f"two kinds of fault share the code {code}"):
        kind(code, "Another fault.", matters="Somebody would look up the wrong one.", cure="Take another code.")
    assert KINDS[code] is BY_HAND
