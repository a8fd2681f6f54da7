"""Documents for readers who may not see all of them: what is cut leaves its number and says that it is cut.

Nothing that is cut stays anywhere in the trees: not in a table, not as a value in another clause, not in a margin note.
Neither does what only the own side reads: from which library a clause comes, at which position it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, takewhile
from typing import assert_never

from generator.diagnostic import Span
from generator.document.blocks import (
    Block,
    Cell,
    Clause,
    Column,
    Document,
    Figure,
    Heading,
    Item,
    Margin,
    Paragraph,
    Printed,
    Row,
    Section,
    Source,
    Table,
)
from generator.document.figures import redrawn
from generator.document.walk import blocks, sections
from generator.prose import Blank, Reference, Text

NOT_PART = "[not part of this copy]"
TITLE = "[Not part of this copy]"
TABLE_NOTE = "[This table is not part of this copy.]"
NO_SOURCE = Source(Span(""))

Documents = Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Cut:
    """One thing that a copy does not have.

    Attributes:
        id: Of the document, chapter, annex, clause, definition, row or value.
        kind: ``document``, ``section``, ``clause``, ``definition``, ``table``, ``row`` or ``value``.
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
    """What is hidden, the paths that no reference leads to any more, and what has been cut so far."""

    hidden: frozenset[str]
    gone: frozenset[str]
    cuts: dict[tuple[str, str], Cut] = field(default_factory=dict)

    def note(self, id_: str, kind: str, number: str = "", title: str = "") -> None:
        """Remember a cut; the same again is counted."""
        before = self.cuts.get((kind, id_))
        self.cuts[kind, id_] = replace(before, times=before.times + 1) if before else Cut(id_, kind, number, title)


def for_readers(documents: Documents, hidden: Iterable[str]) -> tuple[dict[str, Document], dict[str, tuple[Cut, ...]]]:
    """Return the documents of an agreement without what is hidden, and by document what was cut.

    A document that is hidden itself is not there, and its title stands in no list of annexes.

    Args:
        documents: Documents that show no changes.
        hidden: Ids of documents, chapters, annexes, clauses, definitions, tables, rows and values.
    """
    wanted = frozenset(hidden)
    whole = {id_: one for id_, one in documents.items() if id_ in wanted}
    gone = frozenset(chain.from_iterable(_gone(one, wanted) for one in documents.values()))
    cuts: dict[str, tuple[Cut, ...]] = {
        id_: (Cut(id_, "document", one.facts.number, one.facts.title),) for id_, one in whole.items()
    }
    made: dict[str, Document] = {}
    for id_, document in documents.items():
        if id_ not in whole:
            made[id_], cuts[id_] = _cut(document, _Knife(wanted, gone), whole)
    return {id_: redrawn(one, made.values(), TITLE) for id_, one in made.items()}, cuts


def _cut(document: Document, knife: _Knife, whole: Documents) -> tuple[Document, tuple[Cut, ...]]:
    """Return one document cut; of the documents in *whole* nothing is left but the number of an annex."""
    signatures = document.signatures
    numbers = [one.facts.number for one in whole.values()]
    made = replace(
        document,
        control=_blocks(knife, document.control),
        opening=_blocks(knife, document.opening),
        chapters=tuple(_section(knife, one) for one in document.chapters),
        annexes=tuple(_section(knife, one) for one in document.annexes),
        signatures=signatures
        and replace(signatures, above=_line(knife, signatures.above), below=_line(knife, signatures.below)),
        elsewhere=tuple(
            (label, TITLE if any(number in title for number in numbers) else title)
            for label, title in document.elsewhere
        ),
    )
    return made, tuple(knife.cuts.values())


DEFINITION = "definition:"


def own_id(path: str) -> str:
    """Return the id of the row with *path*: ``indicators/KPI-05``, or ``definition:batch`` in a table of terms."""
    return path.rpartition("/")[2].removeprefix(DEFINITION)


def _block_id(block: Block) -> str:
    """Return the id by which a block is hidden; of a paragraph only a definition has one."""
    if isinstance(block, Paragraph):
        return block.path.removeprefix(DEFINITION) if block.path.startswith(DEFINITION) else ""
    return block.path


def _gone(document: Document, hidden: frozenset[str]) -> Iterator[str]:
    """Yield the path of everything that a reference may lead to and that is not there any more."""
    whole = document.facts.document in hidden
    for section in sections(document):
        if whole or section.path in hidden:
            yield from (section.path, *(path for one in section.blocks for path in _paths(one)))
    for block in blocks(document):
        if _block_id(block) in hidden:
            yield from _paths(block)
        elif isinstance(block, Table):
            yield from (row.path for row in block.rows if own_id(row.path) in hidden)


def _paths(block: Block) -> Iterator[str]:
    yield block.path
    for inner in block.blocks if isinstance(block, Clause) else ():
        yield from _paths(inner)
    for row in block.rows if isinstance(block, Table) else ():
        yield row.path
    for item in block.items if isinstance(block, Paragraph) else ():
        yield from _item_paths(item)


def _item_paths(item: Item) -> Iterator[str]:
    yield item.path
    for inner in item.items:
        yield from _item_paths(inner)


def _section(knife: _Knife, section: Section) -> Section:
    if section.path in knife.hidden:
        knife.note(section.path, "section", section.number.label, section.title)
        return replace(section, title=TITLE, blocks=(), removed=True, version="")
    return replace(section, blocks=_blocks(knife, section.blocks))


def _blocks(knife: _Knife, several: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_block(knife, block) for block in several)


def _block(knife: _Knife, block: Block) -> Block:
    match block:
        case Clause():
            return _clause(knife, block)
        case Paragraph():
            if _block_id(block) in knife.hidden:
                knife.note(_block_id(block), "definition")
                return replace(block, inlines=(Text(NOT_PART),), items=())
            return replace(block, inlines=_line(knife, block.inlines), items=_items(knife, block.items))
        case Table():
            return _table(knife, block)
        case Heading() | Figure():
            return block
        case _:
            assert_never(block)


def _clause(knife: _Knife, clause: Clause) -> Clause:
    if clause.path in knife.hidden:
        knife.note(clause.path, "clause", clause.number.full, clause.title)
        return replace(clause, title=TITLE, blocks=(), source=NO_SOURCE, margin=None, removed=True)
    margin = clause.margin and _margin(knife, clause, clause.margin)
    return replace(clause, blocks=_blocks(knife, clause.blocks), source=NO_SOURCE, margin=margin)


def _margin(knife: _Knife, clause: Clause, margin: Margin) -> Margin:
    # "In short" repeats the text in other words, and no mark in it says which value it names.
    touched = any(isinstance(one, Blank) and one.value in knife.hidden for one in _spoken(clause))
    rows, ladders, indicators = (
        tuple(id_ for id_ in several if id_ not in knife.hidden)
        for several in (margin.rows, margin.ladders, margin.indicators)
    )
    return Margin("" if touched else margin.in_short, rows, ladders, indicators)


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
    """Return a table without its hidden rows, or nothing but its number if it is hidden itself."""
    if table.path in knife.hidden:
        return _no_table(knife, table)
    lost = [row for row in table.rows if own_id(row.path) in knife.hidden]
    for row in lost:
        knife.note(own_id(row.path), "row", table.number.label)
    note = _counted(_line(knife, table.note), len(lost))
    rows = tuple(_row(knife, row) for row in _kept(table.rows, frozenset(row.path for row in lost)))
    return replace(table, rows=rows, key=_line(knife, table.key), note=note)


def _no_table(knife: _Knife, table: Table) -> Table:
    """Return what is left of a hidden table: its number, and words that say so."""
    knife.note(table.path, "table", table.number.label, table.caption)
    caption = TITLE if table.caption else ""
    columns = (Column("cut", "", 1.0),)
    rows = (Row(f"{table.path}/cut", (Cell(f"{table.path}/cut/cut", ((Text(TABLE_NOTE),),)),)),)
    return Table(table.path, "", caption, columns, rows, table.number, describes=TABLE_NOTE)


def _counted(note: tuple[Printed, ...], missing: int) -> tuple[Printed, ...]:
    """Return the words below a table, and behind them how many of its rows are missing."""
    words = "1 row is" if missing == 1 else f"{missing} rows are"
    return (*note, Text(f"{' ' if note else ''}[{words} not part of this copy.]")) if missing else note


def _kept(rows: Sequence[Row], lost: frozenset[str]) -> Iterator[Row]:
    """Yield the rows whose paths are not *lost*; the title of a group goes with the last of its rows."""
    for at, row in enumerate(rows):
        members = [one.path for one in takewhile(lambda one: not one.group, rows[at + 1 :])] if row.group else []
        if row.path not in lost and not (members and lost.issuperset(members)):
            yield row


def _row(knife: _Knife, row: Row) -> Row:
    return replace(row, cells=tuple(_cell(knife, cell) for cell in row.cells), source=None)


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


def unseen(documents: Documents, hidden: Iterable[str]) -> list[str]:
    """Return the ids that are hidden and stand in none of *documents*: a slip would let something through."""
    missing = frozenset(hidden)
    while missing:
        cuts = {cut.id for several in for_readers(documents, missing)[1].values() for cut in several}
        if not cuts:
            break
        missing -= cuts  # what stood inside something else that is hidden shows only when that is there
    return sorted(missing)
