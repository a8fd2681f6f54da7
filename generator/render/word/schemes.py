"""The numbers of the outline in another scheme than that of the template: lettered, decimal, decimal with ".0"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from generator.render.word.house import mm

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN_LEVEL = {"lettered": 4}
DECIMAL = 5
"""Level of the outline that counts in roman figures where the scheme is decimal."""
WIDER = mm(6)
"""What a number such as 22.1.13 needs more than ``(a)``."""
PATTERNS = {
    "lettered": ("%1.", "%1.%2", "(%3)", "(%4)", "(%5)"),
    "decimal": ("%1", "%1.%2", "%1.%2.%3", "(%4)", "(%5)"),
    "decimal-zero": ("%1.0", "%1.%2", "%1.%2.%3", "(%4)", "(%5)"),
}
LETTERED = ("decimal", "decimal", "lowerLetter", "lowerRoman", "upperLetter")
FORMATS = ("decimal", "decimal", "decimal", "lowerLetter", "lowerRoman")
FIRST_MOVED = 2


def roman_level(scheme: str) -> int:
    """Return the level of the outline that has roman figures."""
    return ROMAN_LEVEL.get(scheme, DECIMAL)


@lru_cache(maxsize=16)
def outlined(numbering: str, abstract: str, scheme: str) -> str:
    """Return the part of numbering, open at its end, with the outline *abstract* in *scheme*.

    Args:
        numbering: The part up to its last number.
        abstract: Id of the list that chapters and clauses follow.
        scheme: The scheme of the template leaves the part as it is, and so does one that is not known.
    """
    root = etree.fromstring(f"{numbering}</w:numbering>".encode())
    found = next((one for one in root.iter(f"{W}abstractNum") if one.get(f"{W}abstractNumId") == abstract), None)
    levels: list[Any] = [] if found is None else found.findall(f"{W}lvl")[: len(FORMATS)]
    own = scheme_of(levels)
    if own == scheme or scheme not in PATTERNS:
        return numbering
    formats = LETTERED if scheme == "lettered" else FORMATS
    at: int
    level: Any
    for at, level in enumerate(levels):
        level.find(f"{W}numFmt").set(f"{W}val", formats[at])
        level.find(f"{W}lvlText").set(f"{W}val", PATTERNS[scheme][at])
        if own == "lettered" and at >= FIRST_MOVED:
            _widen(level, WIDER if at == FIRST_MOVED else 0)
    return etree.tostring(root, encoding="unicode").rpartition("</w:numbering>")[0]


def scheme_of(levels: Sequence[Any]) -> str:
    """Return the scheme that *levels* of an outline follow; ``lettered`` for one of its own."""
    written = tuple(level.find(f"{W}lvlText").get(f"{W}val") for level in levels[:3])
    return next((scheme for scheme, patterns in PATTERNS.items() if patterns[:3] == written), "lettered")


def _widen(level: Any, number: int) -> None:
    """Move the text of a level in by what decimal numbers need more, and widen its number column by *number*."""
    indent, stops = level.find(f"{W}pPr/{W}ind"), level.findall(f"{W}pPr/{W}tabs/{W}tab")
    for stop in stops:
        stop.set(f"{W}pos", str(int(stop.get(f"{W}pos", "0")) + WIDER))
    if indent is not None:
        indent.set(f"{W}left", str(int(indent.get(f"{W}left", "0")) + WIDER))
        indent.set(f"{W}hanging", str(int(indent.get(f"{W}hanging", "0")) + number))
