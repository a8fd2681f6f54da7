"""Plain and prose fields of records as running text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.model.values import Undecided, print_date
from generator.prose import Blank, Definition, Inline, OpenPoint, Text, parse_line

Running = tuple[Inline, ...]


def prose_line(text: str) -> Running:
    """Return a prose field as running text; its grammar was judged when it was loaded."""
    return parse_line(text)[0]


def plain_line(text: str) -> Running:
    """Return a plain field: literal words, or the open point of a text that begins with ``?``."""
    if text.startswith("?"):
        return (OpenPoint(text.removeprefix("?").strip()),)
    return (Text(text),) if text else ()


def day_line(day: date | Undecided | None) -> Running:
    """Return a date as printed, or the open point in its place."""
    match day:
        case None:
            return ()
        case Undecided(words=words):
            return (OpenPoint(words),)
        case _:
            return (Text(print_date(day)),)


def phrase(text: str, facts: Mapping[str, str], bold: tuple[str, ...] = ()) -> Running:
    """Return a phrase whose blanks are filled from *facts*; those named in *bold* print as definitions do."""
    return tuple(with_fact(inline, facts, bold) for inline in prose_line(text))


def with_fact(inline: Inline, facts: Mapping[str, str], bold: tuple[str, ...]) -> Inline:
    """Return a blank of a phrase as its fact; every other inline as it is."""
    if not isinstance(inline, Blank) or inline.value not in facts:
        return inline
    words = facts[inline.value]
    if words.startswith("?"):
        return OpenPoint(words.removeprefix("?").strip())
    return Definition(words) if inline.value in bold else Text(words)
