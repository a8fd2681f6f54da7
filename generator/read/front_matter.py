"""Files with facts in front and text behind: ``---``, facts, ``---``, text, ``## name``, more text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostic import Diagnostic, Span, kind
from generator.read.text import TOO_LARGE, Source, decode

FRONT = kind(
    "front-matter",
    "A file does not begin with its facts between two lines of three hyphens.",
    matters="Without its facts nobody knows which clause this is.",
    cure="Begin the file with ---, the facts, and --- again; the text follows.",
)

FENCES = "write --- on a line of its own above the first field, and again between the last field and the text"
MOST_LINES = 20_000
"""Lines of one file; the longest clause that people sign has some hundred."""

FENCE = re.compile(r"^--- *(?:\n|\Z)", re.MULTILINE)
HEADING = re.compile(r"^## ([^\n]*)\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text: *name* is that of its heading, empty before the first; *offset* is the index of its start."""

    name: str
    text: str
    offset: int
    span: Span
    source: Source

    def place(self, path: str, index: int) -> Span:
        """Return where the character *index* of the text stands."""
        span = self.source.span(min(self.offset + index, len(self.source.text)))
        return span if span.path == path else Span(path)


@dataclass(frozen=True, slots=True)
class Parts:
    """A file in its parts: the facts, their first line and index, and the sections."""

    front: str
    front_line: int
    front_start: int
    sections: tuple[Section, ...]


def split(path: str, data: bytes) -> tuple[Parts | None, list[Diagnostic]]:
    """Return the parts of the file in *data*, every place exact, and what is wrong with it."""
    text, found = decode(path, data)
    if text is None:
        return None, found
    if (lines := text.count("\n")) > MOST_LINES:
        return None, [*found, TOO_LARGE.at(Span(path), f"{lines:,} lines; the longest clause file has {MOST_LINES:,}")]
    first = FENCE.match(text)
    if first is None:
        return None, [*found, FRONT.at(Span(path, 1, 1), "this file does not begin with ---", hint=FENCES)]
    last = FENCE.search(text, first.end())
    if last is None:
        return None, [*found, FRONT.at(Span(path, 1, 1, 0, 3), "the --- that ends the facts is missing", hint=FENCES)]
    sections = tuple(sections_in(Source(path, text), last.end()))
    return Parts(text[first.end() : last.start()], 2, first.end(), sections), found


def sections_in(source: Source, start: int) -> Iterator[Section]:
    """Yield the text from *start* to the first heading, then what stands below each heading."""
    name, span = "", source.span(start, start)
    for heading in HEADING.finditer(source.text, start):
        yield Section(name, source.text[start : heading.start()], start, span, source)
        name, start = heading[1].strip(" "), heading.end()
        span = source.span(heading.start(), heading.end(1))
    yield Section(name, source.text[start:], start, span, source)
