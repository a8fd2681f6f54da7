"""What is told of faults that several agreements meet."""

from __future__ import annotations

from generator.diagnostic import Diagnostic, Severity, Span, order


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
