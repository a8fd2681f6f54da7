"""A document as plain text with its numbers: for tests, for a glance in a terminal, for comparing by eye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from generator.document.blocks import (
    Block,
    Clause,
    Document,
    Figure,
    Heading,
    Item,
    Paragraph,
    Row,
    Section,
    SignatureBlock,
    Table,
)
from generator.document.printed import caption, has_head, head_lines, party_lines, signature_fields
from generator.document.walk import plain

STEP = "  "
BETWEEN = " | "


def document_to_plain(document: Document) -> str:
    """Return *document* as text: one line a paragraph, item or row, numbers in front, levels by their indent, LF."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(document))


def block_to_plain(block: Block | Row) -> list[str]:
    """Return the lines of one block, or of one row of a table."""
    return [_row_line(block)] if isinstance(block, Row) else [line.rstrip() for line in _block_lines(block, 0)]


def _lines(document: Document) -> Iterator[str]:
    """Yield the lines of *document* in printed order; an empty line parts what belongs apart."""
    facts = document.facts
    yield f"{facts.number} {facts.title}"
    yield from (line for line in (facts.subject, facts.dated, facts.status) if line)
    for party in document.parties:
        yield " ".join(filter(None, party_lines(party)))
    for block in (*document.control, *document.opening):
        yield from ("", *_block_lines(block, 0))
    for section in document.chapters:
        yield from _section_lines(section)
    yield from _signature_lines(document.signatures)
    for section in document.annexes:
        yield from _section_lines(section)
    yield from ("", *(f"{label} {title}" for label, title in document.elsewhere)) if document.elsewhere else ()


def _section_lines(section: Section) -> Iterator[str]:
    """Yield a chapter or annex."""
    yield from ("", _numbered(section.number.label, section.title))
    for block in section.blocks:
        yield from ("", *_block_lines(block, 0))


def _block_lines(block: Block, depth: int) -> Iterator[str]:
    """Yield one block, *depth* steps in."""
    match block:
        case Clause():
            yield STEP * depth + _numbered(block.number.label, block.title)
            for inside in block.blocks:
                yield from _block_lines(inside, depth + 1)
        case Paragraph():
            yield STEP * depth + _numbered(block.number.label, plain(block.inlines))
            yield from _item_lines(block.items, depth + 1)
        case Heading():
            yield STEP * depth + block.title
        case Figure():
            yield STEP * depth + caption(block)
            for one in block.drawings:
                yield STEP * (depth + 1) + (one.says if one.title == block.caption else f"{one.title}: {one.says}")
        case Table():
            yield from (STEP * depth + line for line in _table_lines(block))
        case _:
            assert_never(block)


def _item_lines(items: Iterable[Item], depth: int) -> Iterator[str]:
    """Yield items and those inside them."""
    for item in items:
        yield STEP * depth + _numbered(item.number.label or "-", plain(item.inlines))
        yield from _item_lines(item.items, depth + 1)


def _table_lines(table: Table) -> Iterator[str]:
    """Yield caption, key, head, rows and note of *table*."""
    yield from (line for line in (caption(table), plain(table.key)) if line)
    if has_head(table):
        yield BETWEEN.join(" ".join(head_lines(column)) for column in table.columns)
    yield from map(_row_line, table.rows)
    yield from (line for line in (plain(table.note),) if line)


def _row_line(row: Row) -> str:
    """Return one row; paragraphs of a cell are parted by a slash."""
    return row.group or BETWEEN.join(" / ".join(map(plain, cell.paragraphs)) for cell in row.cells)


def _signature_lines(block: SignatureBlock | None) -> Iterator[str]:
    """Yield the signature page."""
    if block is None:
        return
    yield from ("", block.title, plain(block.above))
    for signature in block.signatures:
        yield from ("", f"{signature.entity}{BETWEEN}{signature.role}")
        yield from (f"{STEP}{label}: {value}".rstrip() for label, value in signature_fields(signature))
    yield from ("", plain(block.below))


def _numbered(label: str, text: str) -> str:
    """Return *text* behind its *label*, if it has one."""
    return f"{label} {text}" if label else text
