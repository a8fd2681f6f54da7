"""What a returned file still tells of itself when its properties are gone: what it prints, and its list of marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.document.blocks import Document
from generator.document.marks import block_mark
from generator.document.printed import printed_texts
from generator.read.returned import Returned
from generator.read.units import Hand, Unit

NEEDED = ("Agreement", "Document", "Version", "Tree")
"""The properties without which a file does not say what it was made from."""
NUMBER_ROW, VERSION_ROW = ("Document number", "control/facts/1"), ("Version and status", "control/facts/2")
"""Two rows of the control page: the words of the first cell, and the path."""
LONG = 24
"""Shorter lines stand in many agreements."""
_VERSION = re.compile(r"([0-9]+(?:\.[0-9]+)*)(?:, draft ([0-9]+))?(?![0-9])", re.IGNORECASE)
_RUNNING = re.compile(r"\bVersion ([0-9]+(?:\.[0-9]+)*)")
_RUNNING_DRAFT = re.compile(r"\bDraft ([0-9]+)")
_REDLINE = re.compile(r"Redline against .+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a file prints of itself; empty where it prints nothing.

    Attributes:
        number: On the control page: ``QA-00123``.
        version: On the control page: ``1.0``; *draft* likewise, ``3``.
        running: The words of headers and footers.
    """

    number: str = ""
    version: str = ""
    draft: str = ""
    running: str = ""

    @property
    def words(self) -> str:
        """What the control page says, for people: ``QA-00123, version 1.0 draft 3``."""
        draft = f" draft {self.draft}" if self.draft else ""
        return ", ".join(filter(None, [self.number, f"version {self.version}{draft}" if self.version else ""]))

    def names(self, number: str) -> bool:
        """Tell whether *number* prints on the control page and nowhere another one, or at least in each header."""
        if self.number:
            return self.number == number
        return bool(re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", self.running))

    def tells(self, version: str, draft: str) -> bool:
        """Tell whether this version and draft print on the control page, else in headers or footers, and no other."""
        versions, drafts = set(_RUNNING.findall(self.running)), set(_RUNNING_DRAFT.findall(self.running))
        if self.version:
            versions, drafts = versions | {self.version}, drafts | {self.draft}
        return versions == {version} and (drafts or {""}) == {draft}


def said_by(back: Returned) -> Said:
    """Return what a returned file prints of itself."""
    number, version = (beside(back.now, *row) for row in (NUMBER_ROW, VERSION_ROW))
    found = _VERSION.match(version)
    running = " ".join(" ".join(text.split()) for where, text in back.strays if where in ("header", "footer"))
    return Said(number, *((found[1], found[2] or "") if found else ("", "")), running)


def beside(units: Iterable[Unit], label: str, path: str) -> str:
    """Return what stands in the second cell of a row of the control page, known by its mark or its first words."""
    rows = [unit for unit in units if unit.is_row and len(unit.cells) == 2]
    mark = block_mark(path)
    found = next((row for row in rows if mark in row.marks), None) or next(
        (row for row in rows if words(row, 0) == label), None
    )
    return words(found, 1) if found and words(found, 0) == label else ""


def words(row: Unit, cell: int) -> str:
    """Return the words of a cell on one line."""
    return " ".join(" ".join(line.text for line in row.cells[cell]).split())


def status_shown(back: Returned) -> str:
    """Return what the pages of a redline show as their status; empty for a file that was no redline."""
    found = (_REDLINE.search(" ".join(text.split())) for where, text in back.strays if where in ("header", "footer"))
    return next((one[0] for one in found if one), "")


# How much of a text is found


def lines_of(back: Returned) -> frozenset[str]:
    """Return the long lines of a returned file, with its changes accepted and with them rejected."""
    units = back.now if back.now is back.before else (*back.now, *back.before)
    return frozenset(long_ones(line.text for unit in units for line in unit.lines))


def lines_found(document: Document, lines: frozenset[str]) -> tuple[int, int]:
    """Return how many of the long lines of a document are among *lines*, and how many there are."""
    sent = frozenset(long_ones(printed_texts(document)))
    return len(sent & lines), len(sent)


def long_ones(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts that are long enough to be known again, blanks apart."""
    plain = (" ".join(text.split()) for text in texts)
    return (text for text in plain if len(text) >= LONG)


# Whose marks are ours


def all_hands(back: Returned) -> list[Hand]:
    """Return whose changes a file holds, those with the most first."""
    count = Counter(one for units in (back.now, back.before) for unit in units for one in unit.hands)
    return [one for one, _ in count.most_common()]


def likeness_before(back: Returned, sent: Returned) -> int:
    """Return how many lines, read with all changes rejected that are not ours, are as they were sent."""
    return (Counter(one.key for one in sent.now) & Counter(one.key for one in back.before)).total()
