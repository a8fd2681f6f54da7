"""A sheet of a workbook that came back, its cells as places, and how a proposal about one is put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostic import Span
from generator.model.book import BookSheet
from generator.model.proposal import Proposal, What
from generator.read.text import writable


@dataclass(frozen=True, slots=True)
class Comparison:
    """One sheet that came back, against what was exported and what holds now.

    Attributes:
        path: Name of the file.
        name: Of the sheet in it.
        sheet: As it would be exported now.
        before: The text of each cell as exported.
        head: The row of headings, from 0.
    """

    path: str
    name: str
    sheet: BookSheet
    before: Mapping[tuple[str, str], str]
    head: int

    def span(self, address: str) -> Span:
        """Return a place in the sheet."""
        return Span(f"{self.path}:{self.name}!{address}")


def letter(at: int) -> str:
    """Return the letters of a column, from 0."""
    head = letter(at // 26 - 1) if at >= 26 else ""
    return head + chr(ord("A") + at % 26)


def proposal(  # noqa: PLR0917 - the fields of a proposal in their order
    what: What, where: str, path: str, old: str, new: str, note: str
) -> Proposal:
    """Return a proposal; cells have no author. Where it is and the note, which may quote a cell, have one line."""
    lines = {"where": where, "path": path, "note": note}
    facts = {"id": "new", "what": what, "old": old, "new": new}
    facts |= {name: " ".join(text.split()) for name, text in lines.items()}
    said = {name: text if name == "what" else writable(text) for name, text in facts.items() if text}
    return Proposal.model_validate({**said, "tracked": "no"})
