"""One cause, one finding: what merely follows from a broken or missing file is not reported beside it."""

from __future__ import annotations

import pytest

from generator.diagnostic import Diagnostic, Severity, Span
from generator.resolve import without_echoes

VALUES = "clauses/core/values.yaml"


def fault(code: str, path: str, message: str = "") -> Diagnostic:
    """Return an error at *path*."""
    return Diagnostic(code, Severity.ERROR, Span(path, 1, 1), message)


@pytest.mark.parametrize(
    ("broken", "echo"),
    [
        (VALUES, fault("unknown-value", "agreements/a/agreement.yaml")),
        (VALUES, fault("library-moved", "agreements/a/agreement.yaml")),
        (VALUES, fault("incomplete-row", "clauses/companies/acme/values.yaml")),
        (VALUES, fault("missing-file", VALUES)),
        ("clauses/core/dev/dev-x.md", fault("unknown-id", "agreements/a/agreement.yaml", 'no clause "dev-x"')),
    ],
)
def test_what_follows_from_a_broken_file_is_left_out(broken: str, echo: Diagnostic) -> None:
    assert without_echoes([echo], [fault("yaml-fault", broken)]) == []
    assert without_echoes([echo], []) == [echo]


@pytest.mark.parametrize(
    "other",
    [
        fault("unknown-id", "agreements/a/agreement.yaml", 'no clause "dev-y"'),
        fault("incomplete-row", "clauses/companies/acme/roles.yaml"),
        fault("out-of-range", "agreements/a/agreement.yaml"),
    ],
)
def test_another_mistake_is_reported_beside_it(other: Diagnostic) -> None:
    assert without_echoes([other], [fault("yaml-fault", VALUES)]) == [other]


def test_a_warning_about_a_file_hides_nothing() -> None:
    odd = Diagnostic("unknown-file", Severity.WARNING, Span("clauses/core/values.txt"), "")
    moved = fault("library-moved", "agreements/a/agreement.yaml")
    assert without_echoes([moved], [odd]) == [moved]


def test_a_misspelt_setting_is_reported_beside_a_values_file_that_does_not_name_it() -> None:
    files = {VALUES: b"- {id: notice, title: Notice, default: 1 weak}\n- {id: call-again, title: Call}\n"}
    real, echo = (
        fault("unknown-value", "agreements/a/agreement.yaml", f'no value "{id_}"') for id_ in ("call", "notice")
    )
    assert without_echoes([real, echo], [fault("wrong-value", VALUES)], files) == [real]


def test_a_library_that_is_not_there_under_its_name_is_no_library_that_moved() -> None:
    moved, lost = (fault(code, "agreements/a/agreement.yaml") for code in ("library-moved", "unknown-layer"))
    assert without_echoes([lost, moved], []) == [lost]
