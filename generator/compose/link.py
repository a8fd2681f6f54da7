"""Words for terms, blanks and references: the last step of composing, when every number is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import is_
from typing import TypeGuard, TypeVar, assert_never

from generator.compose.joints import settled
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
from generator.document.figures import NAMES, PLACED
from generator.document.walk import blocks, inlines, sections
from generator.model.draft import Draft, Filled
from generator.model.values import PLURALS, TERMS, Quantity, Undecided, Words
from generator.prose import Blank, Definition, Inline, OpenPoint, Reference, Text, Use

HARD_BLANK = "\u00a0"

Line = TypeVar("Line", Paragraph, Item)


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference can lead to: where it stands, and what prints before its number."""

    document: str
    path: str
    words: str
    number: str
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Linker:
    """Fills the inlines of one document.

    Attributes:
        targets: Of all documents of the agreement, by what authors write after the ``@``.
        called: How another document is called in a text, by its id.
    """

    draft: Draft
    document: str
    targets: Mapping[str, Target]
    called: Mapping[str, str]

    def line(self, text: tuple[Printed, ...]) -> tuple[Printed, ...]:
        """Return a line filled; what a comparison found is filled already."""
        if len(text) == 1 and isinstance(text[0], Text):  # most cells: no blank, and no word before a term
            return text
        return tuple(
            one if isinstance(one, Inserted | Deleted) else self.fill(one) for one in settled(self.draft, text)
        )

    def fill(self, inline: Inline) -> Inline:
        """Return *inline* with its words; what is unknown stays empty, for the checks to find."""
        match inline:
            case Text() | Definition() | OpenPoint():
                return inline
            case Use():
                return self.use(inline)
            case Blank():
                return self.blank(inline)
            case Reference():
                return self.reference(inline)
            case _:
                assert_never(inline)

    def use(self, use: Use) -> Use:
        """Return a term as the agreement prints it."""
        term = self.draft.forms.get(use.form)
        return use if term is None else Use(use.form, use.at, term, self.draft.terms[term].words[use.form])

    def blank(self, blank: Blank) -> Inline:
        """Return a blank with its value, or the open point that stands in its place."""
        filled = self.draft.values.get(blank.value)
        if filled is None or blank.words:
            return blank
        if isinstance(filled.value, Undecided):
            return OpenPoint(f"{filled.row.title}: {filled.value.words}", blank.at)
        return replace(blank, words=printed(self.draft, filled))

    def reference(self, reference: Reference) -> Reference:
        """Return a reference with the number of its target; into another document it says which."""
        target = self.targets.get(reference.target)
        if target is None:
            return reference
        if target.document == self.document and reference.bare and not target.annex:
            return replace(reference, path=target.path, number=target.number)
        if target.document == self.document:
            return replace(reference, path=target.path, words=target.words + HARD_BLANK, number=target.number)
        there = f"{target.words}{HARD_BLANK}{target.number} of {self.called[target.document]}"
        return replace(reference, path=target.path, words=there, number="")


def printed_values(draft: Draft) -> dict[str, str]:
    """Return every value as text prints it, by id; nothing for one that is open."""
    return {id_: printed(draft, filled) for id_, filled in sorted(draft.values.items())}


def printed(draft: Draft, filled: Filled) -> str:
    """Return a value as text prints it: number and unit; a unit that is a term prints as the term."""
    if isinstance(filled.value, Words):
        return filled.value.words
    if isinstance(filled.value, Quantity):
        return printed_quantity(draft, filled.value)
    return ""


def printed_quantity(draft: Draft, quantity: Quantity) -> str:
    """Return ``1 Business Day``, ``24 hours``, ``99.5 %`` with a blank that does not break."""
    one = quantity.number == 1
    unit = quantity.unit.value if one else PLURALS[quantity.unit]
    term = draft.terms.get(TERMS.get(quantity.unit, ""))
    if term is not None:
        titled = unit.title()
        unit = term.words.get(titled, titled)
    return f"{quantity.number}{HARD_BLANK}{unit.replace(' ', HARD_BLANK)}"


def targets_of(document: Document, annex_word: str, clause_word: str) -> Iterator[tuple[str, Target]]:
    """Yield everything in *document* that a reference may name, as authors write it."""
    name = document.facts.document
    for section in sections(document):
        if section.removed:
            continue
        word = annex_word if section.annex else clause_word
        home = Target(name, section.path, word, section.number.full, section.annex)
        yield section.path, home
        for block in section.blocks:
            if isinstance(block, Clause) and not block.removed:
                yield from clause_targets(block, home, name, clause_word)


def clause_targets(clause: Clause, home: Target, name: str, word: str) -> Iterator[tuple[str, Target]]:
    """Yield a clause, its paragraphs, its items and its tables; inside an annex all of them lead to the annex."""

    def at(path: str, number: str) -> Target:
        return Target(name, path, word, number) if clause.number.full and number else home

    yield clause.path, at(clause.path, clause.number.full)
    lists = [block for block in clause.blocks if isinstance(block, Paragraph) and block.items]
    for block in clause.blocks:
        if isinstance(block, Paragraph):
            own = at(block.path, block.number.full or clause.number.full)
            yield block.path, own
            yield from item_targets(block, own, at, short=clause.path if len(lists) == 1 else "")
        elif isinstance(block, Table):
            called = block.number.label.removesuffix(f" {block.number.full}")
            yield block.matrix, Target(name, block.path, called, block.number.full) if block.number.full else home


def figure_targets(document: Document) -> Iterator[tuple[str, Target]]:
    """Yield the figures of *document*, which have their numbers once its tables have their words."""
    for block in blocks(document):
        if isinstance(block, Figure) and block.number.full:
            word = block.number.label.removesuffix(f" {block.number.full}")
            yield NAMES[block.shows], Target(document.facts.document, block.path, word, block.number.full)


def item_targets(
    parent: Paragraph | Item, own: Target, at: Callable[[str, str], Target], short: str
) -> Iterator[tuple[str, Target]]:
    """Yield the items under *parent*; the first list of a clause also by its short name, ``clause(a)``."""
    for item in parent.items:
        target = at(item.path, item.number.full) if item.number.full else own
        label = item.path[len(parent.path) :]
        yield item.path, target
        if short:
            yield short + label, target
        yield from item_targets(item, target, at, short + label if short else "")


def citing(document: Document, linker: Linker) -> Document:
    """Return *document* with the references to figures filled, which wait until figures are numbered."""
    if not any(waits(one) for _, one in inlines(document)):
        return document
    return link(document, lambda line: cited(line, linker))


def cited(line: tuple[Printed, ...], linker: Linker) -> tuple[Printed, ...]:
    """Return *line* with its references to figures filled; the very same line if it has none."""
    return tuple([linker.fill(one) if waits(one) else one for one in line]) if any(map(waits, line)) else line


def waits(inline: Printed) -> TypeGuard[Reference]:
    """Tell whether *inline* leads to a figure."""
    return isinstance(inline, Reference) and inline.target in PLACED


Fill = Callable[[tuple[Printed, ...]], tuple[Printed, ...]]
"""Fills a line; returns the very same one where there is nothing to fill, so that what it stands in stays too."""


def link(document: Document, fill: Fill) -> Document:
    """Return *document* with every line filled."""
    return replace(
        document,
        control=tuple(block_linked(block, fill) for block in document.control),
        opening=tuple(block_linked(block, fill) for block in document.opening),
        chapters=tuple(section_linked(section, fill) for section in document.chapters),
        signatures=signatures_linked(document.signatures, fill) if document.signatures else None,
        annexes=tuple(section_linked(section, fill) for section in document.annexes),
    )


def section_linked(section: Section, fill: Fill) -> Section:
    """Return *section* filled."""
    return replace(section, blocks=tuple(block_linked(block, fill) for block in section.blocks))


def signatures_linked(block: SignatureBlock, fill: Fill) -> SignatureBlock:
    """Return the signature page filled."""
    return replace(block, above=fill(block.above), below=fill(block.below))


def block_linked(block: Block, fill: Fill) -> Block:
    """Return *block* filled."""
    match block:
        case Clause():
            blocks = tuple([block_linked(inner, fill) for inner in block.blocks])
            return block if same(blocks, block.blocks) else replace(block, blocks=blocks)
        case Paragraph():
            return line_linked(block, fill)
        case Table():
            rows = tuple([row_linked(row, fill) for row in block.rows])
            return replace(block, rows=rows, key=fill(block.key), note=fill(block.note))
        case Heading() | Figure():
            return block
        case _:
            assert_never(block)


def line_linked(line: Line, fill: Fill) -> Line:
    """Return a paragraph or an item, and the items inside it, filled."""
    inlines, items = fill(line.inlines), tuple([line_linked(item, fill) for item in line.items])
    kept = inlines is line.inlines and same(items, line.items)
    return line if kept else replace(line, inlines=inlines, items=items)


def row_linked(row: Row, fill: Fill) -> Row:
    """Return *row* filled."""
    cells = tuple([cell_linked(cell, fill) for cell in row.cells])
    return row if same(cells, row.cells) else replace(row, cells=cells)


def cell_linked(cell: Cell, fill: Fill) -> Cell:
    """Return *cell* filled."""
    paragraphs = tuple([fill(text) for text in cell.paragraphs])
    return cell if same(paragraphs, cell.paragraphs) else replace(cell, paragraphs=paragraphs)


def same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Tell whether two rows of as many things hold the very same ones."""
    return all(map(is_, one, other))
