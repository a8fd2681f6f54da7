"""Findings for people and for programs: place, code, message, the line with a caret, places worth a look, a next
step.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from generator.diagnostic import KINDS, Diagnostic, Severity, Span
from generator.files import Files
from generator.render.examples import Example, example_text

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def findings_to_text(found: Iterable[Diagnostic], files: Files, *, colour: bool = False) -> str:
    """Return *found* as lines that a terminal shows and an editor turns into links."""
    several = list(found)
    blank = [one.severity is not Severity.NOTE for one in several]
    return "\n".join(
        line
        for one, apart in zip(several, blank, strict=True)
        for line in (*finding_lines(one, files, colour=colour), *[""] * apart)
    )


def finding_lines(one: Diagnostic, files: Files, *, colour: bool = False) -> Iterator[str]:
    """Yield the lines of one finding; of a note the first only."""
    paint = painter(one.severity if colour else None)
    label = f"{one.severity}[{one.code}]"
    yield visible(one.head()).replace(label, paint(label), 1)
    if one.severity is Severity.NOTE:
        return
    yield from source_lines(one.span, files, paint)
    for span, words in one.seen:
        yield visible(f"    seen: {span} {words}")
        if (span.path, span.line) != (one.span.path, one.span.line):
            yield from source_lines(span, files)
    if one.hint:
        yield visible(f"    hint: {one.hint}")


Paint = Callable[[str], str]


def painter(severity: Severity | None) -> Paint:
    """Return what colours words for a terminal; without *severity* it leaves them as they are."""
    return str if severity is None else lambda words: f"\x1b[1;{COLOURS[severity]}m{words}\x1b[0m"


def source_lines(span: Span, files: Files, paint: Paint = str) -> Iterator[str]:
    """Yield the line of the file with a caret under the place; nothing for a place without line."""
    found = source_line(span, files)
    if found is None:
        return
    text, width = found
    start = max(0, span.column - 61)
    shown, at = text[start : start + 110], max(0, span.column - 1 - start)
    if start:
        shown = f"{CUT}{shown[1:]}"
    rest = CUT if start + 110 < len(text) else ""
    yield f"{span.line:>6} | {visible(shown)}{rest}"
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in shown):
        # Terminals turn such a line each in its own way: a caret would stand under other words.
        yield f"       | {paint(f'here, from character {span.column}:')} {visible(text[span.column - 1 :][:width])}"
        return
    before, marked = visible(shown[:at]), visible(shown[: at + width])
    yield f"       | {' ' * cells(before)}{paint('^' * max(1, cells(marked) - cells(before)))}"


CUT = "\u2026"
"""Stands where a long line goes on."""


def source_line(span: Span, files: Files) -> tuple[str, int] | None:
    """Return the line at *span* and how many of its characters are meant, at least 1; None when there is no line."""
    lines = lines_of(files.get(span.path, b""))
    if span.path not in files or not 0 < span.line <= len(lines):
        return None
    text = lines[span.line - 1].rstrip("\r")
    return text, max(1, min(span.end - span.start, len(text) - span.column + 1))


@lru_cache(maxsize=8)  # a file with thousands of faults is cut into lines once
def lines_of(content: bytes) -> tuple[str, ...]:
    """Return the lines of a file as they are shown, whatever its encoding."""
    return tuple(content.decode("utf-8", "replace").removeprefix("\ufeff").split("\n"))


def visible(text: str) -> str:
    """Return *text* as a terminal may show it: tabs as blanks, signs that command or turn a line by their number."""
    if text.isprintable():
        return text
    shown = ""
    for char in text:
        if char == "\t":
            shown += " " * (4 - cells(shown) % 4)
        elif unicodedata.category(char) in ("Cc", "Zl", "Zp") or unicodedata.bidirectional(char) in TURNING:
            shown += f"<U+{ord(char):04X}>"
        else:
            shown += char
    return shown


TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Signs that turn the direction of what follows: shown, they would reorder the message too."""


def cells(text: str) -> int:
    """Return how many cells of a terminal *text* fills: wide signs two, marks on another sign none."""
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 1 + (unicodedata.east_asian_width(char) in ("W", "F"))
        for char in text
    )


def findings_to_json(found: Iterable[Diagnostic], more: Mapping[str, Any] | None = None) -> str:
    """Return *found* as one JSON object with a schema version; *more* says what else a command has to tell."""
    record = {"schema": 1, "findings": [finding_record(one) for one in found], **(more or {})}
    return json.dumps(record, ensure_ascii=False, indent=1)


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


def explanation(code: str, example: Example | None = None) -> str:
    """Return what the page of a kind of finding says; empty for an unknown code."""
    if code not in KINDS:
        return ""
    one = KINDS[code]
    lines = [f"{one.code} ({one.severity})", "", one.means, f"Why it matters: {one.matters}"]
    lines += [f"What to do: {one.cure}", *(["", *example_text(example)] if example else [])]
    return "\n".join(lines) + "\n"


def explanation_record(code: str, example: Example | None = None) -> dict[str, Any]:
    """Return what the page of a kind of finding says as data."""
    one = KINDS[code]
    facts = {"code": code, "severity": str(one.severity), "means": one.means, "matters": one.matters, "cure": one.cure}
    if example is None:
        return facts
    files = [{"path": part.path, "text": part.text, "added": part.more} for part in example.parts]
    return {**facts, "example": {"sentence": example.sentence, "files": files, "said": example.said}}
