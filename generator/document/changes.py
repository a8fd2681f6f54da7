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
        return f"{self.where}: {self.what}" + (f": {words}" if words else "")


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page before a document: a title, a note, and groups of rows under one head.

    Attributes:
        heads: Of the columns.
        groups: Heading and rows of each; a row has as many cells as there are heads.
    """

    title: str
    note: str
    heads: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def changes_page(entries: Sequence[Entry]) -> FrontPage | None:
    """Return the page that lists what has changed; None when nothing has."""
    groups = tuple((group, tuple(map(_cells, several))) for group, several in groupby(entries, lambda one: one.group))
    note = "This page is no part of the agreement. It lists what the marks in the text show."
    return FrontPage("What has changed", note, ("Where", "Before", "Now"), groups) if groups else None


def _cells(entry: Entry) -> tuple[str, str, str]:
    """Return the cells of an entry."""
    what = "" if entry.group != TEXT or entry.what == "changed" else f" ({entry.what})"
    return entry.where + what + (f"\n{entry.why}" if entry.why else ""), entry.before or "–", entry.after or "–"


def open_points_page(points: Sequence[tuple[str, str]]) -> FrontPage | None:
    """Return the page that lists what is open, each with the place where it is settled; None when nothing is."""
    note = "This page is no part of the agreement. It lists what has to be settled before the text can be signed."
    return FrontPage("Open points", note, ("What", "Where"), (("", tuple(points)),)) if points else None
