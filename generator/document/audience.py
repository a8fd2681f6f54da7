"""A document for readers who may not see all of it: what is cut leaves its number and says that it is cut.

Nothing that is cut stays anywhere in the tree: not in a table, not as a value in another clause, not in a margin note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from generator.document.blocks import (
    Block,
    Cell,
    Clause,
    Document,
    Heading,
    Item,
    Paragraph,
    Printed,
    Row,
    Section,
    Table,
)
from generator.document.walk import blocks, sections
from generator.prose import Blank, Reference, Text

NOT_PART = "[not part of this copy]"
TITLE = "[Not part of this copy]"


@dataclass(frozen=True, slots=True)
class Cut:
    """One thing that a copy does not have.

    Attributes:
        id: Of the chapter, annex, clause, row or value.
        kind: ``section``, ``clause``, ``table``, ``row`` or ``value``.
        number: As printed, where it has one.
        title: What it is called; of a row and a value, nothing.
        times: How often it printed.
    """

    id: str
    kind: str
    number: str = ""
    title: str = ""
    times: int = 1


@dataclass(slots=True)
class _Knife:
    """What is hidden, and what has been cut so far."""

    hidden: frozenset[str]
    gone: frozenset[str]
    cuts: dict[tuple[str, str], Cut] = field(default_factory=dict)

    def note(self, id_: str, kind: str, number: str = "", title: str = "") -> None:
        """Remember a cut; the same again is counted."""
        before = self.cuts.get((kind, id_))
        self.cuts[kind, id_] = replace(before, times=before.times + 1) if before else Cut(id_, kind, number, title)


def for_audience(document: Document, hidden: Iterable[str]) -> tuple[Document, tuple[Cut, ...]]:
    """Return *document* without what is hidden, and what was cut.

    Args:
        document: A document that shows no changes.
        hidden: Ids of chapters, annexes, clauses, tables, rows and values.
    """
    wanted = frozenset(hidden)
    if not wanted:
        return document, ()
    knife = _Knife(wanted, frozenset(_gone(document, wanted)))
    signatures = document.signatures
    made = replace(
        document,
        control=_blocks(knife, document.control),
        opening=_blocks(knife, document.opening),
        chapters=tuple(_section(knife, one) for one in document.chapters),
        annexes=tuple(_section(knife, one) for one in document.annexes),
        signatures=signatures
        and replace(signatures, above=_line(knife, signatures.above), below=_line(knife, signatures.below)),
    )
    return made, tuple(knife.cuts.values())


def _gone(document: Document, hidden: frozenset[str]) -> Iterator[str]:
    """Yield the path of everything that a reference may lead to and that is not there any more."""
    for section in sections(document):
        if section.path in hidden:
            yield from (section.path, *(path for one in section.blocks for path in _paths(one)))
    for block in blocks(document):
        if block.path in hidden:
            yield from _paths(block)


def _paths(block: Block) -> Iterator[str]:
    yield block.path
    for inner in block.blocks if isinstance(block, Clause) else ():
        yield from _paths(inner)
    for item in block.items if isinstance(block, Paragraph) else ():
        yield from _item_paths(item)


def _item_paths(item: Item) -> Iterator[str]:
    yield item.path
    for inner in item.items:
        yield from _item_paths(inner)


def _section(knife: _Knife, section: Section) -> Section:
    if section.path in knife.hidden:
        knife.note(section.path, "section", section.number.label, section.title)
        return replace(section, title=TITLE, blocks=(), removed=True)
    return replace(section, blocks=_blocks(knife, section.blocks))


def _blocks(knife: _Knife, several: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_block(knife, block) for block in several)


def _block(knife: _Knife, block: Block) -> Block:
    match block:
        case Clause():
            return _clause(knife, block)
        case Paragraph():
            return replace(block, inlines=_line(knife, block.inlines), items=_items(knife, block.items))
        case Table():
            return _table(knife, block)
        case Heading():
            return block
        case _:
            assert_never(block)


def _clause(knife: _Knife, clause: Clause) -> Clause:
    if clause.path in knife.hidden:
        knife.note(clause.path, "clause", clause.number.full, clause.title)
        return replace(clause, title=TITLE, blocks=(), margin=None, removed=True)
    margin = clause.margin
    if margin is not None:
        # "In short" repeats the text in other words, and no mark in it says which value it names.
        touched = any(isinstance(one, Blank) and one.value in knife.hidden for one in _spoken(clause))
        rows = tuple(row for row in margin.rows if row not in knife.hidden)
        margin = replace(margin, rows=rows, in_short="" if touched else margin.in_short)
    return replace(clause, blocks=_blocks(knife, clause.blocks), margin=margin)


def _spoken(clause: Clause) -> Iterator[Printed]:
    """Yield the inlines of the paragraphs and items of a clause."""
    for block in clause.blocks:
        if isinstance(block, Paragraph):
            yield from block.inlines
            waiting = list(block.items)
            while waiting:
                item = waiting.pop()
                yield from item.inlines
                waiting += item.items


def _items(knife: _Knife, several: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(one, inlines=_line(knife, one.inlines), items=_items(knife, one.items)) for one in several)


def _table(knife: _Knife, table: Table) -> Table:
    """Return a table without its hidden rows, or without any if it is hidden itself; a note counts what is missing."""
    whole = table.path in knife.hidden
    kept = [row for row in table.rows if not whole and row.path.rpartition("/")[2] not in knife.hidden]
    if whole:
        knife.note(table.path, "table", table.number.label, table.caption)
    for row in table.rows:
        if row not in kept and not whole:
            knife.note(row.path.rpartition("/")[2], "row", table.number.label)
    missing = len(table.rows) - len(kept)
    note = _line(knife, table.note)
    if missing:
        words = "1 row is" if missing == 1 else f"{missing} rows are"
        note = (*note, Text(f"{' ' if note else ''}[{words} not part of this copy.]"))
    rows = tuple(_row(knife, row) for row in kept)
    return replace(table, rows=rows, key=_line(knife, table.key), note=note)


def _row(knife: _Knife, row: Row) -> Row:
    return replace(row, cells=tuple(_cell(knife, cell) for cell in row.cells))


def _cell(knife: _Knife, cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(_line(knife, line) for line in cell.paragraphs))


def _line(knife: _Knife, line: tuple[Printed, ...]) -> tuple[Printed, ...]:
    """Return a line without hidden values; a reference to what is cut keeps its number and says so."""
    return tuple(made for inline in line for made in _inline(knife, inline))


def _inline(knife: _Knife, inline: Printed) -> Iterator[Printed]:
    match inline:
        case Blank(value=value) if value in knife.hidden:
            knife.note(value, "value")
            yield Text(NOT_PART)
        case Reference(path=path) if path in knife.gone:
            yield Text(f"{inline.words}{inline.number} {NOT_PART}")
        case _:
            yield inline


def unseen(documents: Mapping[str, Document], hidden: Iterable[str]) -> list[str]:
    """Return the ids that are hidden and stand in none of *documents*: a slip would let something through."""
    found = {cut.id for document in documents.values() for cut in for_audience(document, hidden)[1]}
    return sorted(set(hidden) - found)
