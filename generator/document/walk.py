"""Ways through a document tree, in printed order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from generator.document.blocks import (
    Block,
    Cell,
    Clause,
    Deleted,
    Document,
    Figure,
    Heading,
    Inserted,
    Item,
    Paragraph,
    Printed,
    Row,
    Section,
    SignatureBlock,
    Table,
)
from generator.prose import Blank, Definition, OpenPoint, Reference, Text, Use


def sections(document: Document) -> Iterator[Section]:
    """Yield chapters, then annexes."""
    yield from document.chapters
    yield from document.annexes


def top_blocks(document: Document) -> Iterator[Block]:
    """Yield every block that stands directly in a part of *document*, in printed order; signatures apart."""
    yield from document.control
    yield from document.opening
    for section in sections(document):
        yield from section.blocks


def blocks(document: Document) -> Iterator[Block]:
    """Yield every block, a clause before the blocks inside it."""
    for block in top_blocks(document):
        yield block
        if isinstance(block, Clause):
            yield from block.blocks


def clauses(document: Document) -> Iterator[Clause]:
    """Yield every clause."""
    return (block for block in top_blocks(document) if isinstance(block, Clause))


def tables(document: Document) -> Iterator[Table]:
    """Yield every table, also those inside clauses."""
    return (block for block in blocks(document) if isinstance(block, Table))


def items(parent: Paragraph | Item) -> Iterator[Item]:
    """Yield the items under *parent*, each before those inside it."""
    for item in parent.items:
        yield item
        yield from items(item)


def lines_in(paragraph: Paragraph) -> list[tuple[Printed, ...]]:
    """Return the running text of *paragraph* and of each of its items."""
    return [paragraph.inlines, *[item.inlines for item in items(paragraph)]] if paragraph.items else [paragraph.inlines]


def block_lines(block: Block) -> list[tuple[Printed, ...]]:
    """Return the running text of each line of one block; of a clause nothing, its blocks come by themselves."""
    match block:
        case Clause() | Heading() | Figure():
            return []
        case Paragraph():
            return lines_in(block)
        case Table():
            cells = [cell for row in block.rows for cell in row.cells]
            return [block.key, *[line for cell in cells for line in cell.paragraphs], block.note]
        case _:
            assert_never(block)


def block_inlines(block: Block) -> Iterator[tuple[str, Printed]]:
    """Yield each inline of one block (of a clause: nothing, its blocks come by themselves) with the path it stands
    in.
    """
    match block:
        case Clause() | Heading() | Figure():
            return
        case Paragraph():
            for inline in block.inlines:
                yield block.path, inline
            for item in items(block):
                for inline in item.inlines:
                    yield item.path, inline
        case Table():
            yield from table_inlines(block)
        case _:
            assert_never(block)


def table_inlines(table: Table) -> Iterator[tuple[str, Printed]]:
    """Yield the inlines of *table*: its key, its cells, its note."""
    for inline in table.key:
        yield table.path, inline
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:  # most of a document stands in cells: no generator for each of them
                for inline in paragraph:
                    yield cell.path, inline
    for inline in table.note:
        yield table.path, inline


def cell_inlines(cell: Cell) -> Iterator[Printed]:
    """Yield the inlines of *cell*, paragraph by paragraph."""
    return (inline for paragraph in cell.paragraphs for inline in paragraph)


def inlines(document: Document) -> Iterator[tuple[str, Printed]]:
    """Yield every inline of the body with the path of its paragraph, item or cell."""
    for block in blocks(document):
        yield from block_inlines(block)
    if document.signatures:
        yield from signature_inlines(document.signatures)


def signature_inlines(block: SignatureBlock) -> Iterator[tuple[str, Printed]]:
    """Yield the inlines above and below the places to sign."""
    yield from ((block.path, inline) for inline in (*block.above, *block.below))


def words(inline: Printed) -> str:
    """Return what *inline* prints; of a comparison, what the newer text prints."""
    match inline:
        case Text(text=text):
            return text
        case Use():
            return inline.words or inline.form
        case Definition():
            return inline.words
        case Reference():
            return inline.words + inline.number if inline.path else f"[reference to {inline.target}]"
        case Blank():
            return inline.words or f"[● {inline.value.replace('-', ' ')}]"
        case OpenPoint():
            return f"[● {inline.words}]"
        case Inserted():
            return plain(inline.inlines)
        case Deleted():
            return ""
        case _:
            assert_never(inline)


def plain(text: tuple[Printed, ...]) -> str:
    """Return the words of *text* in a row."""
    if len(text) == 1:  # most texts of a table, and no list is made for them
        (inline,) = text
        return inline.text if type(inline) is Text else words(inline)
    return "".join([inline.text if type(inline) is Text else words(inline) for inline in text])


def row_words(row: Row) -> Iterator[str]:
    """Yield the printed words of each paragraph of *row*, cell by cell; of a group row its title."""
    words_ = [plain(paragraph) for cell in row.cells for paragraph in cell.paragraphs]
    return iter([row.group, *words_] if row.group else words_)
