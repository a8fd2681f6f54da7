"""Findings for people and for programs: place, code, message, the line with a caret, places worth a look, a next
step.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from generator.diagnostic import KINDS, Diagnostic, Severity, Span
from generator.files import Files


def findings_to_text(found: Iterable[Diagnostic], files: Files) -> str:
    """Return *found* as lines that a terminal shows and an editor turns into links."""
    several = list(found)
    blank = [one.severity is not Severity.NOTE for one in several]
    return "\n".join(
        line for one, apart in zip(several, blank, strict=True) for line in (*finding_lines(one, files), *[""] * apart)
    )


def finding_lines(one: Diagnostic, files: Files) -> Iterator[str]:
    """Yield the lines of one finding; of a note the first only."""
    yield one.head()
    if one.severity is Severity.NOTE:
        return
    yield from source_lines(one.span, files)
    yield from (f"    seen: {span} {words}" for span, words in one.seen)
    if one.hint:
        yield f"    hint: {one.hint}"


def source_lines(span: Span, files: Files) -> Iterator[str]:
    """Yield the line of the file with a caret under the place; nothing for a place without line."""
    lines = files.get(span.path, b"").decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    if not 0 < span.line <= len(lines):
        return
    text = lines[span.line - 1].rstrip("\r")
    start = max(0, span.column - 61)
    shown = text[start : start + 110]
    width = max(1, min(span.end - span.start, len(shown) - (span.column - 1 - start)))
    yield f"{span.line:>6} | {shown}"
    yield f"       | {' ' * (span.column - 1 - start)}{'^' * width}"


def findings_to_json(found: Iterable[Diagnostic]) -> str:
    """Return *found* as one JSON object with a schema version."""
    return json.dumps({"schema": 1, "findings": [finding_record(one) for one in found]}, ensure_ascii=False, indent=1)


def finding_record(one: Diagnostic) -> dict[str, Any]:
    """Return one finding as JSON data."""
    return {
        "code": one.code,
        "severity": str(one.severity),
        "agreement": one.agreement,
        **span_record(one.span),
        "message": one.message,
        "hint": one.hint,
        "seen": [{**span_record(span), "words": words} for span, words in one.seen],
    }


def span_record(span: Span) -> dict[str, Any]:
    """Return a place as JSON data; line and column count from 1, 0 means the whole file."""
    return {"path": span.path, "line": span.line, "column": span.column}


def summary(found: Iterable[Diagnostic]) -> str:
    """Return the counts: "2 errors, 1 warning, 3 notes", or "nothing found"."""
    several = list(found)
    counts = [(sum(one.severity is severity for one in several), severity) for severity in Severity]
    return (
        ", ".join(f"{count} {severity}{'s' if count != 1 else ''}" for count, severity in counts if count)
        or "nothing found"
    )


def explanation(code: str) -> str:
    """Return what the page of a kind of finding says; empty for an unknown code."""
    if code not in KINDS:
        return ""
    one = KINDS[code]
    return f"{one.code} ({one.severity})\n\n{one.means}\nWhy it matters: {one.matters}\nWhat to do: {one.cure}\n"
