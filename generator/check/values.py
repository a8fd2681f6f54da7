"""Blanks: each is filled, and what is still open is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.passages import passages
from generator.check.written import written
from generator.diagnostic import Diagnostic, Severity, Span, is_misspelt, kind, nearest
from generator.document.blocks import Document
from generator.model.authored import Authored
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

FACTS = frozenset(
    {
        *("name", "country", "registration", "address", "role", "version", "number", "master", "parties", "agreement"),
        *("effective", "parts", "annex", "amends"),
    }
)
"""Blanks of phrases.yaml: facts of the agreement, filled where they print."""


GIVE_VALUE = "write it into the values.yaml beside the clause or agreement: {id: .., title: .., default: ..}"


def unfilled_blanks(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report every blank whose value does not exist."""
    for inline, span in written(draft, documents):
        if (
            isinstance(inline, Blank)
            and inline.value not in draft.values
            and not (inline.value in FACTS and "/phrases.yaml" in span.path)
        ):
            yield UNFILLED_BLANK.at(span, f'there is no value "{inline.value}"', hint=meant_value(draft, inline.value))


def meant_value(draft: Draft, id_: str) -> str:
    """Return which value may be meant by *id_*; where none is very near, that it may have to be written too."""
    near = nearest(id_, draft.values)
    return near if is_misspelt(id_, draft.values) else f"{near} Or {GIVE_VALUE}" if near else GIVE_VALUE


HALF_BLANK = re.compile(r"(?<![{\\])\{ *([a-z0-9]+(?:-[a-z0-9]+)*) *\}(?!\})")


def half_blanks(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report the id of a value between single braces, which would print as it stands."""
    for passage in passages(draft, documents):
        for found in HALF_BLANK.finditer(passage.text) if "{" in passage.text else ():
            if found[1] in draft.values:
                message = f'"{found[0]}" would print as it stands: a blank has two braces on either side'
                yield UNFILLED_BLANK.at(passage.place(*found.span()), message, hint=f"write {{{{ {found[1]} }}}}")


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
    """Yield the open facts of agreement and contacts, and the open reasons of overlays."""
    yield from open_in(draft.agreement, "")
    for contact in draft.contacts:
        yield from open_in(contact, f"{contact.id}: ")
    overlays = [chosen.source.clause for chosen in draft.clauses] + [
        row.record for rows in draft.rows.values() for row in rows
    ]
    for record in overlays:
        yield from open_words(record.reason, record.place("reason"), f"{record.id}: ")


def open_in(record: Authored, whose: str) -> Iterator[tuple[Span, str]]:
    """Yield the open facts of *record* and of the records in it; the values it sets are listed where they fill a
    blank, and a warning is not accepted by an open record.
    """
    for name, info in type(record).model_fields.items():
        written, value = info.alias or name, getattr(record, name)
        several = value if isinstance(value, tuple) else tuple(value.values()) if isinstance(value, dict) else (value,)
        for one in several if written not in ("values", "accept") else ():
            if isinstance(one, Authored):
                yield from open_in(one, whose or f"{written}: ")
            else:
                yield from open_words(one, record.place(written), whose + (f"{written}: " if written != "name" else ""))


def open_words(value: object, place: Span, whose: str) -> Iterator[tuple[Span, str]]:
    """Yield *value* if it is open."""
    if isinstance(value, Undecided):
        yield place, whose + value.words
    elif isinstance(value, str) and value.startswith("?"):
        yield place, whose + value.removeprefix("?").strip()
