"""Open points as a report: what must be settled or known before an agreement can be approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.compose.report import plain_text, report
from generator.compose.tables import cell
from generator.diagnostic import Diagnostic
from generator.document.blocks import Column, Document, Row, Table
from generator.document.registers import Departure
from generator.document.reports import OPEN_POINTS

KINDS = {"open-point": "Open point", "accepted-finding": "Warning that stands", "review-due": "Review due"}
"""Findings that are listed, and what each is called."""
WALK_AWAY = "Walk-away position"
COLUMNS = (
    Column("what", "What is open", 8.0),
    Column("kind", "Kind", 2.4),
    Column("where", "Where it is settled", 4.0),
)


def open_points(documents: Mapping[str, Document], found: Iterable[Diagnostic], left: Sequence[Departure]) -> Document:
    """Return the report of what is open: open points, warnings that were accepted, walk-away positions of *left*."""
    lines = [(one.message.removeprefix("open: "), KINDS[one.code], str(one.span)) for one in found if one.code in KINDS]
    lines += [(f"{one.title}: {one.reason}", WALK_AWAY, f"clause {one.number}") for one in left if one.blocks]
    number = len(lines)
    lead = (
        f"{number} point{'' if number == 1 else 's'} to settle, or to know, before the agreement can be approved."
        if lines
        else "Nothing is open."
    )
    rows = tuple(row(count, line) for count, line in enumerate(lines, 1))
    describes = "What is open, of which kind, where it is settled."
    table = Table("open-points/table", "open-points", "", COLUMNS, rows, describes=describes)
    return report(
        documents, OPEN_POINTS, [plain_text(lead)], [("open-points/list", "Open points", [table])] if rows else []
    )


def row(count: int, line: tuple[str, str, str]) -> Row:
    """Return the row of one point."""
    path = f"open-points/{count}"
    return Row(
        path, tuple(cell(f"{path}/{column.id}", plain_text(text)) for column, text in zip(COLUMNS, line, strict=True))
    )
