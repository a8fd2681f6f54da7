"""Why a text differs: what the record of a value, position, omission or row gives as its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.compare.blocks import GONE
from generator.document.blocks import (
    Block,
    Clause,
    Deleted,
    Document,
    Figure,
    Inserted,
    Item,
    Paragraph,
    Printed,
    Row,
    Table,
)
from generator.document.comments import Comment
from generator.document.walk import blocks, items, tables, top_blocks
from generator.model.draft import Draft
from generator.model.version import Reason
from generator.prose import Blank

Reasons = Mapping[str, Reason]


def reasons_of(draft: Draft) -> dict[str, Reason]:
    """Return the reasons that an agreement gives, by id: for values, positions, what is left out, rows of its own."""
    agreement = draft.agreement
    values = {id_: Reason(one.reason, one.by, _day(one.on)) for id_, one in agreement.values.items() if one.reason}
    choices = {id_: Reason(one.reason, one.by, _day(one.on)) for id_, one in agreement.choices.items()}
    omitted = {id_: Reason(words) for id_, words in agreement.omit.items()}
    rows = {
        row.record.id: Reason(row.record.reason)
        for several in draft.rows.values()
        for row in several
        if row.record.reason and row.layer.startswith("agreements/")
    }
    clauses = {
        one.id: Reason(one.source.clause.reason)
        for one in draft.clauses
        if one.source.clause.reason and one.source.layer.startswith("agreements/")
    }
    return {**rows, **clauses, **omitted, **choices, **values}


def _day(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else ""


def reason_comments(compared: Document, reasons: Reasons, author: str) -> list[Comment]:
    """Return a comment beside the first change that each reason explains.

    Args:
        compared: The redline.
        reasons: By id.
        author: Who speaks where a reason names nobody.
    """
    told: dict[str, str] = {}
    for id_, path in explained(compared):
        if id_ in reasons:
            told.setdefault(id_, path)
    return [Comment(path, reasons[id_].by or author, reasons[id_].words, reasons[id_].on) for id_, path in told.items()]


def explained(compared: Document) -> Iterator[tuple[str, str]]:
    """Yield each id that a change may be explained by, with the place of the change, in printed order."""
    for block in blocks(compared):
        if isinstance(block, Paragraph):
            for line in lines_of(block):
                yield from ((value, line.path) for value in changed_values(line.inlines))
    for block in top_blocks(compared):
        if isinstance(block, Clause) and touched(block):
            yield block.path.rstrip(GONE), block.path
    for table in tables(compared):
        yield from ((id_, row.path) for row in table.rows if row_touched(row) for id_ in row_ids(row))


def lines_of(block: Paragraph) -> tuple[Paragraph | Item, ...]:
    """Return a paragraph and the items under it."""
    return (block, *items(block))


def row_ids(row: Row) -> Iterator[str]:
    """Yield the id of a row, and the values that came in it."""
    yield row.path.rstrip(GONE).rpartition("/")[2]
    for cell in row.cells:
        for line in cell.paragraphs:
            yield from changed_values(line)


def changed_values(line: tuple[Printed, ...]) -> Iterator[str]:
    """Yield the ids of the values that came in *line*."""
    for one in line:
        if isinstance(one, Inserted):
            yield from (inline.value for inline in one.inlines if isinstance(inline, Blank))


def touched(block: Block) -> bool:
    """Tell whether anything in *block* changed."""
    if block.change or (not isinstance(block, Paragraph | Figure) and block.retitled):
        return True
    match block:
        case Clause():
            return any(map(touched, block.blocks))
        case Paragraph():
            return any(line.change or marked(line.inlines) for line in lines_of(block))
        case Table():
            return any(map(row_touched, block.rows)) or marked((*block.key, *block.note))
        case _:
            return False


def row_touched(row: Row) -> bool:
    """Tell whether anything in *row* changed."""
    return bool(row.change or row.retitled) or any(marked(line) for cell in row.cells for line in cell.paragraphs)


def marked(line: tuple[Printed, ...]) -> bool:
    """Tell whether words of *line* came or went."""
    return any(isinstance(one, Inserted | Deleted) for one in line)


def first_change(compared: Document) -> str:
    """Return the path of the first clause, row or line that changed; empty when there is none."""
    return next((path for block in blocks(compared) for path in changed_places(block)), "")


def changed_places(block: Block) -> Iterator[str]:
    """Yield the places of *block* that changed; those inside a clause come by themselves."""
    if isinstance(block, Table):
        yield from (row.path for row in block.rows if row_touched(row))
    elif isinstance(block, Clause):
        yield from [block.path] if block.change or block.retitled else []
    elif touched(block):
        yield block.path
