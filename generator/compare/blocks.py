"""Blocks, rows and lines: what came, what went, what moved, and what was changed inside."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeVar, assert_never

from generator.compare.align import Pair, by_key, by_likeness
from generator.compare.cover import line, parties, places_to_sign, relisted, restated
from generator.compare.words import NOWHERE, compared, likeness, located, words_of
from generator.document.annexes import is_annex_line
from generator.document.blocks import (
    Block,
    Cell,
    Change,
    Clause,
    Column,
    Deleted,
    Document,
    Figure,
    Heading,
    Inserted,
    Item,
    Number,
    Paragraph,
    Printed,
    Row,
    Section,
    SignatureBlock,
    Table,
)
from generator.document.printed import head_lines, version_words
from generator.document.walk import block_lines, blocks, items, row_words, sections
from generator.prose import Inline, Reference

Pathed = TypeVar("Pathed", Section, Row)
Line = TypeVar("Line", Paragraph, Item)
Words = tuple[Printed, ...]
Numbered = Section | Clause | Paragraph | Item

COUNTED = ("control/facts/", "control/approvals/")
"""Begin the paths of rows that only count."""

GONE = "~"
"""Ends the path of what is gone; no path of an author has it."""


def compare(old: Document, new: Document) -> Document:
    """Return *new* with everything in which it differs from *old*: what came, what went, what moved, word by word.

    Facts, contents and sources are those of *new*. Numbers that only shifted are no change; a reference that leads to
    another place is one.
    """
    lost = astray(old), astray(new)
    survey = Survey(*lost)
    survey.document(old, new)
    shifted = {was: now for was, now in survey.paths.items() if was != now}
    return Comparison({**lost[0], **shifted}, lost[1]).document(old, new)


def astray(document: Document) -> dict[str, str]:
    """Return the paths that references of *document* name and that are not in it, each with NOWHERE: an amendment
    prints some chapters only.
    """
    there = {one.path for one in sections(document)}
    for block in blocks(document):
        there.add(block.path)
        there |= {item.path for item in items(block)} if isinstance(block, Paragraph) else set()
    lines = [line for block in blocks(document) for line in block_lines(block)]
    if signed := document.signatures:
        lines += [signed.above, signed.below]
    return {path: NOWHERE for path in referred(lines) if path not in there}


def referred(lines: Iterable[Sequence[Printed]]) -> list[str]:
    """Return the paths that references in *lines* lead to."""
    return [one.path for line in lines for one in line if isinstance(one, Reference)]


class Comparison:
    """One comparison of two documents.

    Attributes:
        moved: The path that each old place has in the comparison, where it is another; NOWHERE for what is none.
        astray: Paths that references of the newer document name and that are not in it.
        paths: The same for every place, as found.
        older: The number that a place had, where it counts otherwise now.
    """

    def __init__(self, moved: dict[str, str], astray_: dict[str, str]) -> None:
        """Begin; *moved* is what a survey of the same documents found."""
        self.moved, self.astray = moved, astray_
        self.paths: dict[str, str] = {}
        self.older: dict[str, Number] = {}

    def document(self, old: Document, new: Document) -> Document:
        """Return the documents as one."""
        made = replace(
            new,
            restated=tuple(restated(old.facts, new.facts)),
            relisted=tuple(relisted(old.elsewhere, new.elsewhere)),
            parties=tuple(parties(old.parties, new.parties)),
            control=self.blocks(old.control, new.control),
            opening=self.blocks(old.opening, new.opening),
            chapters=self.sections(old.chapters, new.chapters),
            signatures=self.signatures(old.signatures, new.signatures),
            annexes=self.sections(old.annexes, new.annexes),
        )
        other = old.facts.numbering if old.facts.numbering != new.facts.numbering else ""
        return replace(made, older=tuple(self.older.items()), counted=other)

    def counted(self, old: Numbered, new: Numbered) -> None:
        """Remember the number of a place in both documents that counted otherwise before."""
        if (old.number.level, old.number.label) != (new.number.level, new.number.label):
            self.older[new.path] = old.number

    # Parts

    def sections(self, old: Sequence[Section], new: Sequence[Section]) -> tuple[Section, ...]:
        """Return chapters or annexes as one list."""
        pairs = by_key(old, new, lambda one: (one.path, one.annex, one.landscape))
        known = {one.path for one in old}
        return tuple(self.section(*pair) if all(pair) else self.alone(pair, known) for pair in pairs)  # type: ignore[arg-type]  # both are there

    def section(self, old: Section, new: Section) -> Section:
        """Return a chapter or annex that is in both."""
        self.counted(old, new)
        return replace(
            new,
            retitled=self.title(old.title, new.title),
            reversioned=self.title(version_words(old.version), version_words(new.version)),
            blocks=self.blocks(old.blocks, new.blocks),
        )

    def alone(self, pair: Pair[Pathed], known: set[str]) -> Pathed:
        """Return a section or row that is in one of the documents only, or moved; *known* are those of the older."""
        gone, came = pair
        if came is not None:
            return replace(came, change=Change.MOVED if place(came) in known else Change.INSERTED)
        assert gone is not None  # noqa: S101 - a pair holds one of the two
        return replace(self.renamed(gone), change=Change.DELETED)

    def title(self, old: str, new: str) -> tuple[Printed, ...]:
        """Return a title as running text, if it changed."""
        return () if old == new else line(old, new)

    def signatures(self, old: SignatureBlock | None, new: SignatureBlock | None) -> SignatureBlock | None:
        """Return the signature pages as one."""
        if new is None:
            return self.unsigned(old) if old else None
        if old is None:
            return replace(new, change=Change.INSERTED)
        return replace(
            new,
            retitled=self.title(old.title, new.title),
            above=self.border(old.above, new.above),
            below=self.border(old.below, new.below),
            signatures=tuple(places_to_sign(old.signatures, new.signatures)),
        )

    def unsigned(self, old: SignatureBlock) -> SignatureBlock:
        """Return a signature page that is gone."""
        return replace(old, above=self.located(old.above), below=self.located(old.below), change=Change.DELETED)

    # Blocks

    def blocks(self, old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
        """Return two runs of blocks as one."""
        if old == new and not any(map(self.touched, old)):
            return tuple(new)
        known = {block_key(one) for one in old if not isinstance(one, Paragraph)}
        pairs = by_likeness(old, new, block_key, block_likeness)
        return tuple(self.pair(gone, came, known) for gone, came in pairs)

    def pair(self, old: Block | None, new: Block | None, known: set[Hashable]) -> Block:
        """Return one block for a pair."""
        if new is None:
            assert old is not None  # noqa: S101 - a pair holds one of the two
            return replace(self.renamed_block(old), change=Change.DELETED)
        if old is None:
            moved = not isinstance(new, Paragraph) and block_key(new) in known
            return replace(new, change=Change.MOVED if moved else Change.INSERTED)
        return self.changed(old, new)

    def changed(self, old: Block, new: Block) -> Block:
        """Return a block that is in both documents."""
        if old == new and not self.touched(old):
            return new
        match old, new:
            case Clause(), Clause():
                self.counted(old, new)
                inner = self.blocks(old.blocks, new.blocks)
                return replace(new, retitled=self.title(old.title, new.title), blocks=inner)
            case Paragraph(), Paragraph():
                return replace(self.lined(old, new), items=self.items(old.items, new.items))
            case Heading(), Heading():
                return replace(new, retitled=self.title(old.title, new.title))
            case Figure(), Figure():
                return new
            case Table(), Table():
                return self.table(old, new)
            case _:
                raise TypeError("two blocks of one key are of one class")

    def touched(self, block: Block) -> bool:
        """Tell whether a reference in *block* leads to a place that has moved or gone."""
        if not (self.moved or self.astray):
            return False
        if isinstance(block, Clause):
            return any(map(self.touched, block.blocks))
        return self.leads_elsewhere(block_lines(block))

    def leads_elsewhere(self, lines: Iterable[Words]) -> bool:
        """Tell whether a reference in *lines* does not lead to one place in both documents."""
        return any(path in self.moved or path in self.astray for path in referred(lines))

    def words(self, old: Words, new: Words) -> Words:
        """Return a line that is in both documents, with the changes of its words."""
        return compared(old, new, self.moved, self.astray)

    def lined(self, old: Line, new: Line) -> Line:
        """Return a line with the changes of its words and of its level."""
        self.paths[old.path] = new.path
        self.counted(old, new)
        was = old.number if shape(old.number) != shape(new.number) else None
        return replace(new, inlines=self.words(old.inlines, new.inlines), was=was)

    def items(self, old: Sequence[Item], new: Sequence[Item]) -> tuple[Item, ...]:
        """Return two lists of items as one."""
        return tuple(self.item(*pair) for pair in by_likeness(old, new, item_key, item_likeness))

    def item(self, old: Item | None, new: Item | None) -> Item:
        """Return one item for a pair."""
        if new is None:
            assert old is not None  # noqa: S101 - a pair holds one of the two
            return replace(self.renamed_item(old), change=Change.DELETED)
        if old is None:
            return replace(new, change=Change.INSERTED)
        return replace(self.lined(old, new), items=self.items(old.items, new.items))

    # Tables

    def table(self, old: Table, new: Table) -> Table:
        """Return a table that is in both documents, row by row."""
        pairs = by_key(old.rows, new.rows, lambda row: (place(row), bool(row.group)))
        known = set(map(place, old.rows))
        rows = tuple(self.row(*pair) if all(pair) else self.alone(pair, known) for pair in pairs)  # type: ignore[arg-type]  # both are there
        columns = tuple(self.column(*pair) for pair in zip(old.columns, new.columns, strict=True))
        return replace(
            new,
            columns=columns,
            rows=rows,
            key=self.border(old.key, new.key),
            note=self.border(old.note, new.note),
            retitled=self.title(old.caption, new.caption),
        )

    def column(self, old: Column, new: Column) -> Column:
        """Return a column that is in both documents."""
        before, after = head_lines(old), head_lines(new)
        if before == after:
            return new
        return replace(new, restated=tuple(line(was, now) for was, now in zip(before, after, strict=True)))

    def border(self, old: tuple[Printed, ...], new: tuple[Printed, ...]) -> tuple[Printed, ...]:
        """Return the line above or below a table, or places to sign; it may have come or gone as a whole."""
        return self.line_of_pair(old or None, new or None) if old or new else ()

    def row(self, old: Row, new: Row) -> Row:
        """Return a row that is in both documents."""
        if old == new and not self.leads_elsewhere([line for cell in old.cells for line in cell.paragraphs]):
            return new
        cells = tuple(self.cell(*pair) for pair in zip(old.cells, new.cells, strict=True))
        return replace(new, cells=cells, retitled=self.title(old.group, new.group))

    def cell(self, old: Cell, new: Cell) -> Cell:
        """Return a cell with the changes of its words, line by line; lines that came or went stand last."""
        if old.paragraphs == new.paragraphs and not self.leads_elsewhere(old.paragraphs):
            return new
        before, after = old.paragraphs or ((),), new.paragraphs or ((),)
        return replace(new, paragraphs=tuple(self.line_of_pair(*pair) for pair in lines_paired(before, after)))

    def line_of_pair(self, old: Words | None, new: Words | None) -> Words:
        """Return a line for a pair; it has come or gone as a whole where one of the two is None."""
        if old is not None and new is not None:
            return self.words(old, new)
        if new is not None:
            return (Inserted(plain_inlines(new), whole=True),)
        return (Deleted(plain_inlines(self.located(old or ())), whole=True),)

    # What is gone keeps its words, but not a path that is taken

    def free(self, path: str) -> str:
        """Return a path that nothing of the newer document has, and remember it: what led there leads there still."""
        self.paths[path] = path + GONE
        return self.paths[path]

    def located(self, line: Sequence[Printed]) -> tuple[Printed, ...]:
        """Return a line that is gone, its references leading where its targets stand now."""
        return tuple(located(one, self.moved) for one in line)

    def renamed(self, node: Pathed) -> Pathed:
        """Return a section or row that is gone."""
        if isinstance(node, Section):
            return replace(node, path=self.free(node.path), blocks=tuple(map(self.renamed_block, node.blocks)))
        return replace(node, path=self.free(node.path), cells=tuple(map(self.renamed_cell, node.cells)))

    def renamed_cell(self, cell: Cell) -> Cell:
        """Return a cell that is gone."""
        if not self.moved:
            return cell
        return replace(cell, paragraphs=tuple(map(self.located, cell.paragraphs)))

    def renamed_block(self, block: Block) -> Block:
        """Return a block that is gone."""
        path = self.free(block.path)
        match block:
            case Clause():
                return replace(block, path=path, blocks=tuple(map(self.renamed_block, block.blocks)))
            case Paragraph():
                inner = tuple(map(self.renamed_item, block.items))
                return replace(block, path=path, inlines=self.located(block.inlines), items=inner)
            case Table():
                rows = tuple(map(self.renamed, block.rows))
                return replace(block, path=path, rows=rows, key=self.located(block.key), note=self.located(block.note))
            case Heading() | Figure():
                return replace(block, path=path)
            case _:
                assert_never(block)

    def renamed_item(self, item: Item) -> Item:
        """Return an item that is gone."""
        inner = tuple(map(self.renamed_item, item.items))
        return replace(item, path=self.free(item.path), inlines=self.located(item.inlines), items=inner)


class Survey(Comparison):
    """A comparison that only finds which place became which: it looks neither at the words of a line that stands in
    both documents nor into rows, where no place is.
    """

    def touched(self, block: Block) -> bool:  # noqa: ARG002 - as the other
        """Tell that no place moves with what a reference leads to."""
        return False

    def row(self, old: Row, new: Row) -> Row:  # noqa: ARG002 - as the other
        """Return the newer row."""
        return new

    def words(self, old: Words, new: Words) -> Words:  # noqa: ARG002 - as the other
        """Return the newer line."""
        return new


def place(one: Section | Row) -> str:
    """Return by what a section or row is known again: its path; a line of the control page, whose path only counts, by
    what it says first.
    """
    if isinstance(one, Row) and one.path.startswith(COUNTED):
        return next(row_words(one), "")
    return one.path


def lines_paired(old: Sequence[Words], new: Sequence[Words]) -> Iterator[Pair[Words]]:
    """Yield the lines of a cell in pairs; of lines that are unlike at one place, as many as can be are a pair too, so
    that never one that went stands beside one that came: a cell has no end of a line after its last.
    """
    gone: list[Words] = []
    came: list[Words] = []
    for before, after in (*by_likeness(old, new, plain_inlines, likeness), (None, None)):
        if (before is None) != (after is None):
            gone += [before] if before is not None else []
            came += [after] if after is not None else []
            continue
        yield from zip_longest(gone, came)
        gone, came = [], []
        if before is not None:
            yield before, after


def plain_inlines(line: Sequence[Printed]) -> tuple[Inline, ...]:
    """Return a line of a document without comparison."""
    return tuple(one for one in line if not isinstance(one, Inserted | Deleted))


def shape(number: Number) -> tuple[int, bool]:
    """Return what of a number the style of its line shows."""
    return number.level, bool(number.label)


def block_key(block: Block) -> Hashable:
    """Return by what a block is known again: its path; a paragraph, whose path only counts, by its words; a
    figure by what it shows, since one that is drawn otherwise takes the place of the older one as a whole.
    """
    match block:
        case Paragraph():
            return ("paragraph", block.lead, shape(block.number), line_key(block))
        case Table():
            columns = tuple((column.id, bool(column.title), bool(column.rank)) for column in block.columns)
            return ("table", block.path, columns, bool(block.caption), block.number.label.rstrip("0123456789"))
        case Clause():
            return ("clause", block.path, block.number.level, bool(block.title))
        case Heading():
            return ("heading", block.path)
        case Figure():
            return ("figure", block.path, block.caption, block.drawings)
        case _:
            assert_never(block)


def line_key(line: Paragraph | Item) -> Hashable:
    """Return the words of a line and of the items under it."""
    return (tuple(words_of(line.inlines)), tuple(item_key(item) for item in line.items))


def item_key(item: Item) -> Hashable:
    """Return by what an item is known again."""
    return (bool(item.number.label), item.number.level, line_key(item))


def block_likeness(old: Block, new: Block) -> float:
    """Return how alike two blocks are; only paragraphs of one kind are. The lines that name the version of an annex are
    the same line, whatever they say.
    """
    if old.path == new.path and is_annex_line(old.path):
        return 1.0
    if isinstance(old, Paragraph) and isinstance(new, Paragraph) and old.lead is new.lead:
        return likeness(old.inlines, new.inlines)
    return 0.0


def item_likeness(old: Item, new: Item) -> float:
    """Return how alike two items are; a letter and a dash never are."""
    return likeness(old.inlines, new.inlines) if bool(old.number.label) is bool(new.number.label) else 0.0
