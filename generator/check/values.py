"""Blanks: each is filled, and what is still open is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.written import written
from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.document.blocks import Document
from generator.model.draft import Draft
from generator.model.values import Undecided
from generator.prose import Blank, OpenPoint

UNFILLED_BLANK = kind(
    "unfilled-blank",
    "A text leaves a blank for a value that no values.yaml has.",
    matters="The document would print a hole where a limit stands.",
    cure="Correct the id between {{ and }}, or add the value to values.yaml.",
)
OPEN_POINT = kind(
    "open-point",
    "Something is still open.",
    matters="Drafts show it; a version that is approved may not have any.",
    cure="Settle it and replace the text that begins with a question mark.",
    severity=Severity.NOTE,
)

FACTS = frozenset({"name", "country", "registration", "address", "role", "version", "number", "master", "parties"})
"""Blanks of phrases.yaml: facts of the agreement, filled where they print."""


def unfilled_blanks(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report every blank whose value does not exist."""
    for inline, span in written(draft, documents):
        if isinstance(inline, Blank) and inline.value not in draft.values and not (inline.value in FACTS and "/phrases.yaml" in span.path):
            yield UNFILLED_BLANK.at(span, f'there is no value "{inline.value}"', hint=nearest(inline.value, draft.values))


def open_points(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """List what is open: values in use, texts, dates and names that begin with a question mark."""
    used: set[str] = set()
    for inline, span in written(draft, documents):
        if isinstance(inline, OpenPoint):
            yield OPEN_POINT.at(span, f"open: {inline.words}")
        elif isinstance(inline, Blank):
            used.add(inline.value)
    for id_ in sorted(used & set(draft.values)):
        filled = draft.values[id_]
        if isinstance(filled.value, Undecided):
            yield OPEN_POINT.at(filled.span, f"open: {filled.row.title}: {filled.value.words}")
    for span, what in open_facts(draft):
        yield OPEN_POINT.at(span, f"open: {what}")


def open_facts(draft: Draft) -> Iterator[tuple[Span, str]]:
    """Yield the open dates and names of agreement and contacts."""
    agreement = draft.agreement
    for field, day in (("effective", agreement.effective), ("review", agreement.review.next)):
        if isinstance(day, Undecided):
            yield agreement.place(field), f"{field}: {day.words}"
    for contact in draft.contacts:
        if contact.name.startswith("?"):
            yield contact.place("name"), f"{contact.id}: {contact.name.removeprefix('?').strip()}"
