"""Open points as a report: what must be settled or known before an agreement can be approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.compose.report import plain_text, report
from generator.compose.tables import cell
from generator.diagnostic import Diagnostic, Span
from generator.document.blocks import Column, Document, Row, Table
from generator.document.registers import Departure
from generator.document.reports import OPEN_POINTS
from generator.document.walk import clauses, row_words, tables

KINDS = {"open-point": "Open point", "accepted-finding": "Warning that stands", "review-due": "Review due"}
"""Findings that are listed, and what each is called."""
HOLDS = {"agreement": "Facts of the agreement", "values": "Time limits and other values"}
"""What files hold that are not called by it."""
WALK_AWAY = "Walk-away position"
COLUMNS = (
    Column("what", "What is open", 8.0),
    Column("kind", "Kind", 2.4),
    Column("where", "Where it is settled", 4.0),
)


def open_points(documents: Mapping[str, Document], found: Iterable[Diagnostic], left: Sequence[Departure]) -> Document:
    """Return the report of what is open: open points, warnings that were accepted, walk-away positions of *left*."""
    lines = [
        (one.message.removeprefix("open: "), KINDS[one.code], settled_at(one.span, documents), f"({one.span})")
        for one in found
        if one.code in KINDS
    ]
    lines += [(f"{one.title}: {one.reason}", WALK_AWAY, f"clause {one.number}", "") for one in left if one.blocks]
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


def row(count: int, line: tuple[str, str, str, str]) -> Row:
    """Return the row of one point; below where it is settled stands the line of the file."""
    path, (what, kind, where, file) = f"open-points/{count}", line
    texts = [[what], [kind], [where, file]]
    cells = [
        cell(f"{path}/{column.id}", [plain_text(text) for text in lines])
        for column, lines in zip(COLUMNS, texts, strict=True)
    ]
    return Row(path, tuple(cells))


def settled_at(span: Span, documents: Mapping[str, Document]) -> str:
    """Return where something is settled, as people of the trade call it: number and title of the clause, the row of a
    table, or what the file holds.
    """
    for document in documents.values():
        for clause in clauses(document):
            if clause.source.span.path == span.path:
                return f"{document.facts.title}, {f'{clause.number.full} {clause.title}'.strip() or clause.path}"
        for table in tables(document):
            for one in table.rows:
                if one.source and covers(one.source.span, span):
                    said = f"{table.caption or table.describes.partition('.')[0]}, {next(row_words(one), '')}"
                    return f"{document.facts.title}, {said}"
    stem = span.path.rpartition("/")[2].partition(".")[0]
    return HOLDS.get(stem) or stem.replace("-", " ").capitalize()


def covers(whole: Span, part: Span) -> bool:
    """Tell whether a place lies in another one."""
    return whole.path == part.path and whole.start <= part.start < whole.end
