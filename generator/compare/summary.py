"""What a redline shows, as a list: one entry a change, where it stands and what it says before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from generator.document.blocks import (
    Block,
    Change,
    Clause,
    CoverParty,
    Deleted,
    Document,
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
from generator.document.changes import Entry
from generator.document.printed import MARKS
from generator.document.walk import plain, row_words, sections

CODE_OF = {mark: code for code, mark in MARKS.items()}
"""The code for each mark, where an agreement prints marks."""
PARTS = {
    "R/A": "does it and answers",
    "A": "answers",
    "R": "does it",
    "C": "is consulted",
    "I": "is informed",
    "–": "no part",
}
"""What a party does that has this code in the responsibility matrix."""
WHAT = {Change.INSERTED: "added", Change.DELETED: "removed", Change.MOVED: "moved"}


def summary(document: Document) -> list[Entry]:
    """Return every change of a compared document, in printed order; what moved is told at its new place."""
    moved = frozenset(_moved(document))
    return [entry for entry, path in _entries(document) if not (entry.what == "removed" and path[:-1] in moved)]


Told = tuple[Entry, str]
"""An entry, and the path of what it is about."""


def _moved(document: Document) -> Iterator[str]:
    for section in sections(document):
        if section.change is Change.MOVED:
            yield section.path
        for block in section.blocks:
            if block.change is Change.MOVED:
                yield block.path


def _entries(document: Document) -> Iterator[Told]:
    for party in document.parties:
        yield from _party(party)
    yield from _blocks("Control page", document.control)
    yield from _blocks("Parties", document.opening)
    for section in sections(document):
        yield from _section(section)
    if document.signatures:
        yield from _signatures(document.signatures)


def _party(party: CoverParty) -> Iterator[Told]:
    if party.change:
        yield from _whole("Cover", "", party.change, " ".join((party.number, ", ".join(party.names))))
    for line in party.restated:
        yield from _line(f"Cover, party {party.number}", "", line)


def _signatures(block: SignatureBlock) -> Iterator[Told]:
    if block.change:
        yield Entry(block.title, WHAT[block.change], "", ""), block.path
        return
    for line in (block.retitled, block.above, block.below):
        yield from _line(block.title, block.path, line)
    for one in block.signatures:
        where = f"{block.title}, {one.title} for {one.entity}"
        yield from _whole(where, "", one.change, one.name or "(no name yet)")
        for field in one.restated:
            yield from _line(f"{where}, {field.name}", "", field.words)


def _section(section: Section) -> Iterator[Told]:
    where = _named(section.number.label.rstrip("."), section.title)
    if section.change:
        yield Entry(where, WHAT[section.change], "", ""), section.path
        return
    if section.removed and section.retitled:
        yield Entry(_named(section.number.label.rstrip("."), _was(section.retitled)), "removed", "", ""), section.path
        return
    yield from _line(where, section.path, section.retitled)
    yield from _blocks(where, section.blocks)


def _was(line: tuple[Printed, ...]) -> str:
    """Return what a line printed in the older text."""
    return plain(
        tuple(inline for one in line if not isinstance(one, Inserted) for inline in getattr(one, "inlines", (one,)))
    )


def _blocks(where: str, blocks: tuple[Block, ...]) -> Iterator[Told]:
    for block in blocks:
        yield from _block(where, block)


def _block(where: str, block: Block) -> Iterator[Told]:
    match block:
        case Clause():
            yield from _clause(block)
        case Paragraph():
            yield from _paragraph(where, block)
        case Heading():
            yield from _whole(where, block.path, block.change, block.title)
            yield from _line(where, block.path, block.retitled)
        case Table():
            yield from _table(where, block)
        case _:
            assert_never(block)


def _clause(clause: Clause) -> Iterator[Told]:
    where = _named(clause.number.full, clause.title)
    if clause.change:
        yield Entry(where, WHAT[clause.change], "", ""), clause.path
        return
    if clause.removed and clause.retitled:
        yield Entry(_named(clause.number.full, _was(clause.retitled)), "removed", "", ""), clause.path
        return
    yield from _line(where, clause.path, clause.retitled)
    yield from _blocks(where, clause.blocks)


def _paragraph(where: str, line: Paragraph | Item) -> Iterator[Told]:
    here = _numbered(where, line)
    if line.change:
        yield from _whole(here, line.path, line.change, plain(line.inlines))
        return
    yield from _line(here, line.path, line.inlines)
    for item in line.items:
        yield from _paragraph(where, item)


def _table(where: str, table: Table) -> Iterator[Told]:
    if table.change:
        yield from _whole(where, table.path, table.change, table.caption or table.describes)
        return
    heads = tuple(line for column in table.columns for line in column.restated)
    for line in (table.retitled, *heads, table.key, table.note):
        yield from _line(table.caption or where, table.path, line)
    for row in table.rows:
        yield from _row(table, table.caption or where, row)


def _row(table: Table, home: str, row: Row) -> Iterator[Told]:
    """Yield the changes of a row, which is called by what it says first: the number of its own, or its first words."""
    heads = [column.title for column in table.columns]
    label, id_ = row.group or _label(row), row.path.rstrip("~").rpartition("/")[2]
    where = label if label == id_ or row.path.startswith("control/facts") else f"{home}, {label}"
    if row.change:
        yield from _whole(where, row.path, row.change, " | ".join(words for words in row_words(row) if words))
        return
    yield from _line(where, row.path, row.retitled)
    for head, cell in zip(heads, row.cells, strict=False):
        for line in cell.paragraphs:
            for entry, path in _line(f"{where}, {head}" if head else where, row.path, line):
                yield (_with_parts(entry) if table.matrix == "responsibilities" else entry), path


def _with_parts(entry: Entry) -> Entry:
    """Return an entry of the responsibility matrix whose letters say what they mean."""
    before, after = (PARTS.get(CODE_OF.get(words, words), "") for words in (entry.before, entry.after))
    if not before or not after:
        return entry
    return replace(entry, before=f"{entry.before} ({before})", after=f"{entry.after} ({after})")


def _label(row: Row) -> str:
    """Return what a row says first."""
    return next((words for words in row_words(row) if words), "")


def _whole(where: str, path: str, change: Change | None, words: str) -> Iterator[Told]:
    if change is Change.DELETED:
        yield Entry(where, "removed", words, ""), path
    elif change:
        yield Entry(where, WHAT[change], "", words), path


def _line(where: str, path: str, line: tuple[Printed, ...]) -> Iterator[Told]:
    """Yield one entry for all changes of a line."""
    before = " … ".join(_bare(plain(one.inlines)) for one in line if isinstance(one, Deleted))
    after = " … ".join(_bare(plain(one.inlines)) for one in line if isinstance(one, Inserted))
    if before or after:
        yield Entry(where, "changed", before, after), path


def _bare(words: str) -> str:
    """Return *words* without the signs that part them from the rest of their line, unless they are nothing else."""
    bare = words.strip(" \u00a0,;:").removeprefix(". ")
    return bare if bare.strip(".") else words.strip()


def _named(number: str, title: str) -> str:
    return f"{number} {title}".strip()


def _numbered(where: str, line: Paragraph | Item) -> str:
    """Return the place of a line: the number of its own, before the title of its clause."""
    if not line.number.full:
        return where
    return _named(line.number.full, where.partition(" ")[2])
