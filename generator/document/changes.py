"""The entries of a change summary: what a redline means, in groups."""

from __future__ import annotations

from dataclasses import dataclass

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
