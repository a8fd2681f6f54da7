"""What a redline shows, as a list: one entry a change, where it stands and what it says before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from generator.compare.blocks import GONE
from generator.document.blocks import (
    Block,
    Change,
    Clause,
    CoverParty,
    Deleted,
    Document,
    Figure,
    Heading,
    Inserted,
    Item,
    Listing,
    Paragraph,
    Printed,
    Row,
    Section,
    SignatureBlock,
    Table,
)
from generator.document.changes import Entry
from generator.document.printed import MARKS, caption
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
SENTENCE = re.compile(r"\S.*?(?:[.!?;](?=\s)|$)", re.DOTALL)
STOPS = " \u00a0.,;:"
"""What a mark may begin with that belongs to the sentence before."""
SHORT = 60
"""Letters of a cell that is told whole, as it was and as it is."""
NO_REASONS: Mapping[str, str] = {}


def summary(document: Document, reasons: Mapping[str, str] = NO_REASONS) -> list[Entry]:
    """Return every change of a compared document, in printed order; what moved is told at its new place.

    Args:
        document: The comparison.
        reasons: In a line each, by the id of the clause or row; a reason stands at the first change it explains.
    """
    moved, told = frozenset(_moved(document)), set[str]()
    made: list[Entry] = []
    for entry, path in _entries(document):
        if entry.what == "removed" and path.endswith(GONE) and path.removesuffix(GONE) in moved:
            continue
        id_ = path.rstrip(GONE).rpartition("/")[2]
        why = "" if id_ in told else reasons.get(id_, "")
        told.add(id_)
        made.append(replace(entry, why=why) if why else entry)
    return made


Told = tuple[Entry, str]
"""An entry, and the path of what it is about: the clause or the row, where it is inside one."""


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
    yield from _headed("Control page", document.control)
    for one in document.relisted:
        yield from _listed(one)
    yield from _headed("Parties", document.opening)
    for section in sections(document):
        yield from _section(section)
    if document.signatures:
        yield from _signatures(document.signatures)


def _party(party: CoverParty) -> Iterator[Told]:
    if party.change:
        yield from _whole("Cover", "", party.change, " ".join((party.number, ", ".join(party.names))))
    for line in party.restated:
        yield from _line(f"Cover, party {party.number}", "", line)


def _listed(one: Listing) -> Iterator[Told]:
    if one.change:
        yield from _whole("Contents", "", one.change, plain(one.title))
    else:
        yield from _line("Contents", "", one.title)


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
    return "".join(words for words, _ in _pieces(line, Inserted))


def _now(line: tuple[Printed, ...]) -> str:
    """Return what a line prints in the newer text."""
    return "".join(words for words, _ in _pieces(line, Deleted))


def _pieces(line: tuple[Printed, ...], other: type) -> Iterator[tuple[str, bool]]:
    """Yield the words of one of the two texts of a line, without what only the *other* has, and whether they differ."""
    for one in line:
        if not isinstance(one, other):
            marked = isinstance(one, Inserted | Deleted)
            yield plain(one.inlines if isinstance(one, Inserted | Deleted) else (one,)), marked


def _headed(where: str, several: tuple[Block, ...]) -> Iterator[Told]:
    """Yield the changes of the pages before the chapters, each called by the heading that it stands under."""
    for nth, block in enumerate(several):
        yield from _block(where, block)
        where = block.title if isinstance(block, Heading) and nth else where


def _blocks(where: str, blocks: tuple[Block, ...], home: str = "") -> Iterator[Told]:
    """Yield the changes of blocks in a row, where they stand or, tables apart, at *home*."""
    redrawn = {block.path for block in blocks if isinstance(block, Figure) and block.change is Change.INSERTED}
    redrawn &= {block.path.rstrip("~") for block in blocks if block.change is Change.DELETED}
    for block in blocks:
        if isinstance(block, Figure) and block.path in redrawn:
            yield Entry(where, "drawn anew", "", caption(block)), home or block.path
        elif not isinstance(block, Figure) or block.path.rstrip("~") not in redrawn:
            told = _block(where, block)
            yield from told if isinstance(block, Table) or not home else ((entry, home) for entry, _ in told)


def _block(where: str, block: Block) -> Iterator[Told]:
    match block:
        case Clause():
            yield from _clause(where, block)
        case Paragraph():
            yield from _paragraph(where, block)
        case Heading():
            yield from _whole(where, block.path, block.change, block.title)
            yield from _line(where, block.path, block.retitled)
        case Figure():
            yield from _whole(where, block.path, block.change, caption(block))
        case Table():
            yield from _table(where, block)
        case _:
            assert_never(block)


def _clause(home: str, clause: Clause) -> Iterator[Told]:
    """Yield the changes of a clause; one of an annex that has neither number nor title is called as the annex is."""
    where = _named(clause.number.full, clause.title) or home
    if clause.change:
        yield Entry(where, WHAT[clause.change], "", ""), clause.path
        return
    if clause.removed and clause.retitled:
        yield Entry(_named(clause.number.full, _was(clause.retitled)), "removed", "", ""), clause.path
        return
    yield from _line(where, clause.path, clause.retitled)
    yield from _blocks(where, clause.blocks, clause.path)


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
    home = table.caption or where
    seen = Counter({one.path.removesuffix(GONE): _label(one) for one in table.rows}.values())
    gone = {one.path.removesuffix(GONE): one for one in table.rows if one.change is Change.DELETED}
    moved = {one.path for one in table.rows if one.change is Change.MOVED}
    group = ""
    for row in table.rows:
        group = row.group or group
        among = f"{home}, {group}" if group and not row.group and seen[_label(row)] > 1 else home
        if row.change is Change.MOVED and row.path in gone:
            yield from _moved_row(_place(table, among, row), gone[row.path], row)
        elif row.change is not Change.DELETED or row.path.removesuffix(GONE) not in moved:
            yield from _row(table, _place(table, among, row), row)


def _moved_row(where: str, was: Row, now: Row) -> Iterator[Told]:
    """Yield that a row moved and, where it says something else there, what."""
    before, after = _words(was), _words(now)
    yield Entry(where, "moved", "", after if before == after else ""), now.path
    if before != after:
        yield Entry(where, "changed", before, after), now.path


def _place(table: Table, home: str, row: Row) -> str:
    """Return how a row is called: by the number of its own, or by its first words in the table *home*."""
    label, id_ = row.group or _label(row), row.path.rstrip(GONE).rpartition("/")[2]
    return label if label == id_ or table.path == "control/facts" else f"{home}, {label}"


def _row(table: Table, where: str, row: Row) -> Iterator[Told]:
    """Yield the changes of a row."""
    if row.change:
        yield from _whole(where, row.path, row.change, _words(row))
        return
    yield from _line(where, row.path, row.retitled)
    for head, cell in zip((column.title for column in table.columns), row.cells, strict=False):
        for line in cell.paragraphs:
            for entry, path in _cell(f"{where}, {head}" if head else where, row.path, line):
                yield (_with_parts(entry) if table.matrix == "responsibilities" else entry), path


def _cell(where: str, path: str, line: tuple[Printed, ...]) -> Iterator[Told]:
    """Yield one entry for all changes of a line of a cell; a short one is told whole."""
    was, now = _was(line).strip(), _now(line).strip()
    if was != now and was and now and max(len(was), len(now)) <= SHORT:
        yield Entry(where, "changed", was, now), path
    else:
        yield from _line(where, path, line)


def _words(row: Row) -> str:
    """Return the words of a row, cell by cell."""
    return " | ".join(words for words in row_words(row) if words)


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
    """Yield one entry for all changes of a line: the words, or the sentences that have them where they stand apart or
    are figures, which say nothing alone.
    """
    marks = [one for one in line if isinstance(one, Inserted | Deleted)]
    before, after = (
        "".join(_bare(plain(one.inlines)) for one in marks if isinstance(one, kind)) for kind in (Deleted, Inserted)
    )
    apart = sum(marked for marked, _ in groupby(line, _is_marked)) > 1
    if apart or (before + after and not any(map(str.isalpha, before + after))):
        before, after = (_sentences(_pieces(line, other)) for other in (Inserted, Deleted))
    if before or after:
        yield Entry(where, "changed", before, after), path


def _is_marked(inline: Printed) -> bool:
    return isinstance(inline, Inserted | Deleted)


def _sentences(pieces: Iterable[tuple[str, bool]]) -> str:
    """Return the sentences of one of the two texts of a line in which something differs."""
    text, marks = "", list[tuple[int, int]]()
    for words, marked in pieces:
        bare = words.lstrip(STOPS) if marked else ""
        marks += [(len(text) + len(words) - len(bare), len(text) + len(words.rstrip()))] if bare.strip() else []
        text += words
    told = [one for one in SENTENCE.finditer(text) if any(a < one.end() and b > one.start() for a, b in marks)]
    return " … ".join(one[0] for one in told)


def _bare(words: str) -> str:
    """Return *words* without the signs that part them from the rest of their line, unless they are nothing else."""
    bare = words.strip(" \u00a0,;:").removeprefix(". ")
    return bare if bare.strip(".") else words.strip()


def _named(number: str, title: str) -> str:
    return f"{number} {title}".strip()


def _numbered(where: str, line: Paragraph | Item) -> str:
    """Return the place of a line: the number of its own, before the title of its clause or behind that of its page."""
    if not line.number.full:
        return where
    number, _, title = where.partition(" ")
    return _named(line.number.full, title) if number[:1].isdigit() else f"{where} {line.number.full}"
