"""What stands on a page before a document and is no part of it: changes of a redline, open points of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

COVER, VALUES, POSITIONS, PEOPLE, DUTIES, TEXT, NUMBERS = GROUPS = (
    "Cover, header and footer",
    "Time limits and other values",
    "Positions",
    "Responsibilities",
    "Duties",
    "Text",
    "Numbers",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change.

    Attributes:
        where: Number and title of the place, or the id of the row: ``9.4 Notification of deviations``, ``RM-084``.
        what: ``added``, ``removed``, ``moved`` or ``changed``; of a number ``renumbered``, of a duty what befell it.
        before: The words that went; empty for what came.
        after: The words that came; empty for what went.
        group: What the change is about.
        why: Who decided it, when and why, where a record says so.
    """

    where: str
    what: str
    before: str
    after: str
    group: str = TEXT
    why: str = ""

    def line(self) -> str:
        """Return the entry as one line, in the words of its group."""
        if self.what == "moves":
            return f"{self.where} moves from {self.before} to {self.after}"
        if self.before and self.after and self.group not in (TEXT, DUTIES):
            return f"{self.where}: {self.before} -> {self.after}" + (f" ({self.why})" if self.why else "")
        words = " -> ".join(f'"{part}"' for part in (self.before, self.after) if part)
        why = f" ({self.why})" if self.why else ""
        return f"{self.where}: {self.kind()}" + (f": {words}" if words else "") + why

    def kind(self) -> str:
        """Return what befell the place, in a word or two: ``reworded``, ``words added``, ``moved``."""
        if self.what != "changed":
            return self.what
        if self.group != TEXT:
            return "value changed" if self.group == VALUES else "changed"
        return "reworded" if self.before and self.after else f"words {'removed' if self.before else 'added'}"


def whole_document(title: str, *, came: bool) -> Entry:
    """Return that a document came or went as a whole: there is nothing to compare it with."""
    return Entry("The whole document", "added" if came else "removed", "" if came else title, title if came else "")


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page before a document: a title, a note, and groups of rows under one head.

    Attributes:
        heads: Of the columns, *shares* the part of the width that each has.
        groups: Heading and rows of each; a row has as many cells as there are heads.
    """

    title: str
    note: str
    heads: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    shares: tuple[int, ...] = (1, 1)


def changes_page(entries: Sequence[Entry], older: str, newer: str) -> FrontPage | None:
    """Return the page that lists what has changed from *older* to *newer*; None when nothing has."""
    groups = tuple((group, tuple(map(_cells, several))) for group, several in groupby(entries, lambda one: one.group))
    note = (
        f"This page is no part of the agreement. It lists what the marks in the text show. To accept all of them gives"
        f" {newer}; to reject all of them gives {older}."
    )
    title, heads = f"Changes from {older} to {newer}", ("Where", "What", "Before", "Now")
    return FrontPage(title, note, heads, groups, (26, 15, 29, 30)) if groups else None


def _cells(entry: Entry) -> tuple[str, ...]:
    """Return the cells of an entry."""
    kind = entry.kind()
    now = "\n".join(filter(None, (entry.after, f"({entry.why})" if entry.why else "")))
    return entry.where, kind[:1].upper() + kind[1:], entry.before or "–", now or "–"


def open_points_page(points: Sequence[tuple[str, str]]) -> FrontPage | None:
    """Return the page that lists what is open, each with the place where it is settled; None when nothing is."""
    note = "This page is no part of the agreement. It lists what has to be settled before the text can be signed."
    return FrontPage("Open points", note, ("What", "Where"), (("", tuple(points)),)) if points else None
