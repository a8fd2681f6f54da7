"""The numbers of the outline in another scheme than that of the template: decimal, with or without ".0"."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lxml import etree

from generator.render.word.styles import mm

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN_LEVEL = {"lettered": 4}
DECIMAL = 5
"""Level of the outline that counts in roman figures where the scheme is decimal."""
WIDER = mm(6)
"""What a number such as 22.1.13 needs more than ``(a)``."""
PATTERNS = {
    "decimal": ("%1", "%1.%2", "%1.%2.%3", "(%4)", "(%5)"),
    "decimal-zero": ("%1.0", "%1.%2", "%1.%2.%3", "(%4)", "(%5)"),
}
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
        scheme: ``lettered`` leaves it as the template has it.
    """
    if scheme not in PATTERNS:
        return numbering
    root = etree.fromstring(f"{numbering}</w:numbering>".encode())
    for found in root.iter(f"{W}abstractNum"):
        if found.get(f"{W}abstractNumId") == abstract:
            for at, level in enumerate(found.findall(f"{W}lvl")[: len(FORMATS)]):
                _level(level, at, PATTERNS[scheme][at])
    return etree.tostring(root, encoding="unicode").rpartition("</w:numbering>")[0]


def _level(level: Any, at: int, pattern: str) -> None:
    """Give a level its number, and room for it from the paragraphs on."""
    level.find(f"{W}numFmt").set(f"{W}val", FORMATS[at])
    level.find(f"{W}lvlText").set(f"{W}val", pattern)
    if at < FIRST_MOVED:
        return
    indent, stops = level.find(f"{W}pPr/{W}ind"), level.findall(f"{W}pPr/{W}tabs/{W}tab")
    for stop in stops:
        stop.set(f"{W}pos", str(int(stop.get(f"{W}pos", "0")) + WIDER))
    if indent is not None:
        indent.set(f"{W}left", str(int(indent.get(f"{W}left", "0")) + WIDER))
        hanging = int(indent.get(f"{W}hanging", "0"))
        indent.set(f"{W}hanging", str(hanging + (WIDER if at == FIRST_MOVED else 0)))
