"""Where a bookmark leads in the document that was sent, and what kind of text stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from generator.document.annexes import annex_of
from generator.document.blocks import (
    Block,
    Clause,
    Document,
    Figure,
    Heading,
    Item,
    Lead,
    Paragraph,
    Printed,
    Row,
    Section,
    SignatureBlock,
    Source,
    Table,
)
from generator.document.marks import block_mark, value_mark
from generator.document.walk import plain, sections
from generator.prose import Blank


class Kind(StrEnum):
    """What a place holds."""

    CHAPTER = "chapter"
    CLAUSE = "clause"
    TEXT = "text"
    DEFINITION = "definition"
    RECITAL = "recital"
    PARTY = "party"
    HEADING = "heading"
    CAPTION = "caption"
    FIGURE = "figure"
    ROW = "row"
    GROUP = "group"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the document that was sent.

    Attributes:
        path: Its path id.
        kind: What it holds.
        number: As printed: ``9.4(a)``; the id of a row.
        title: Of the clause, chapter or table that it stands in.
        clause: Id of the clause; empty outside clauses.
        inlines: What it is made of, for a line of text.
        row: The row; *columns* are the ids of its columns, *matrix* that of its table.
        values: Ids of values by the name of the bookmark round each.
        source: Where the clause or row comes from.
    """

    path: str
    kind: Kind
    number: str = ""
    title: str = ""
    clause: str = ""
    inlines: tuple[Printed, ...] = ()
    row: Row | None = None
    columns: tuple[str, ...] = ()
    matrix: str = ""
    values: tuple[tuple[str, str], ...] = ()
    source: Source | None = None

    @property
    def where(self) -> str:
        """How a person finds it: ``9.4(a) Notification of deviations``."""
        return f"{self.number} {self.title}".strip()


RECITALS = "recitals"
"""Stands for the clause of the recitals, which stand in none."""


def clause_at(path: str) -> str:
    """Return the clause in which a line stands; of a recital, what stands for that."""
    return RECITALS if path.startswith("recital:") else path.partition(".")[0]


def in_clause(place: Place, clause: str) -> bool:
    """Tell whether a line stands in a clause, or is a recital where these are meant."""
    return place.kind is Kind.RECITAL if clause == RECITALS else place.clause == clause


def places_of(document: Document) -> dict[str, Place]:
    """Return every place of *document* by the bookmark that it has in a Word file."""
    return {block_mark(place.path): place for place in _places(document)}


def _places(document: Document) -> Iterator[Place]:
    for part, blocks in (("Document control", document.control), ("Parties", document.opening)):
        yield from _blocks(blocks, part, None)
    for section in sections(document):
        yield _section(section)
        for block in section.blocks:
            yield from _blocks([block], _title(section, block), None)
    if document.signatures:
        yield from _signatures(document.signatures)


def _title(section: Section, block: Block) -> str:
    """Return what a chapter or annex is called at *block*: with its number where that speaks of its version."""
    return f"{section.number.label} {section.title}" if annex_of(block.path) == section.path else section.title


def _section(section: Section) -> Place:
    number = section.number.label.rstrip(".")
    return Place(section.path, Kind.CHAPTER, number, section.title)


def _signatures(block: SignatureBlock) -> Iterator[Place]:
    yield Place(block.path, Kind.HEADING, "", block.title)
    for one in block.signatures:
        yield Place(one.path, Kind.SIGNATURE, "", f"Signature of {one.title} for {one.entity}")


def _blocks(blocks: Iterable[Block], title: str, clause: Clause | None) -> Iterator[Place]:
    for block in blocks:
        match block:
            case Clause():
                yield Place(block.path, Kind.CLAUSE, block.number.full, block.title, block.path, source=block.source)
                yield from _blocks(block.blocks, block.title or title, block)
            case Paragraph():
                yield from _lines(block, title, clause, _KINDS.get(block.lead, Kind.TEXT))
            case Heading():
                yield Place(block.path, Kind.HEADING, "", block.title)
            case Figure():
                yield Place(block.path, Kind.FIGURE, block.number.label, block.caption)
            case Table():
                yield Place(block.path, Kind.CAPTION, block.number.label, block.caption or title, matrix=block.matrix)
                yield from _rows(block, title)
            case _:
                assert_never(block)


_KINDS = {Lead.DEFINITION: Kind.DEFINITION, Lead.RECITAL: Kind.RECITAL, Lead.PARTY: Kind.PARTY}


def _lines(line: Paragraph | Item, title: str, clause: Clause | None, kind: Kind) -> Iterator[Place]:
    number = line.number.full or (clause.number.full if clause else "")
    id_, source = (clause.path, clause.source) if clause else ("", None)
    yield Place(
        line.path, kind, number, title, id_, line.inlines, values=_values(line.path, line.inlines), source=source
    )
    for item in line.items:
        yield from _lines(item, title, clause, kind)


def _rows(table: Table, title: str) -> Iterator[Place]:
    columns = tuple(column.id for column in table.columns)
    for row in table.rows:
        id_ = row.path.rpartition("/")[2]
        if row.group:
            yield Place(row.path, Kind.GROUP, "", row.group, matrix=table.matrix)
            continue
        values = tuple(one for cell in row.cells for one in _values(cell.path, _joined(cell.paragraphs)))
        yield Place(
            row.path, Kind.ROW, id_, table.caption or title, "", (), row, columns, table.matrix, values, row.source
        )


def _joined(paragraphs: tuple[tuple[Printed, ...], ...]) -> tuple[Printed, ...]:
    return tuple(inline for paragraph in paragraphs for inline in paragraph)


def _values(path: str, inlines: tuple[Printed, ...]) -> tuple[tuple[str, str], ...]:
    """Return the values that stand in a line, by the bookmark round each."""
    filled = [inline for inline in inlines if isinstance(inline, Blank) and inline.words]
    return tuple((value_mark(path, nth), blank.value) for nth, blank in enumerate(filled, 1))


def cell_words(row: Row) -> tuple[str, ...]:
    """Return what each cell of *row* prints, its lines joined."""
    return tuple("\n".join(plain(paragraph) for paragraph in cell.paragraphs) for cell in row.cells)
