"""The words of a document in printed order, paragraph by paragraph: what a reader of any rendering must find again.

Numbers of clauses and items are not among them, since Word makes those from its styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from typing import NamedTuple, assert_never

from generator.document.blocks import (
    Block,
    Clause,
    Column,
    CoverParty,
    Document,
    Figure,
    Heading,
    Item,
    Paragraph,
    Section,
    Signature,
    SignatureBlock,
    Table,
)
from generator.document.walk import plain, row_words

PARTS = ("COVER-PARTIES", "CONTROL", "CONTENTS", "PARTIES", "BODY", "SIGNATURES", "ANNEXES")
"""The parts of a document in printed order, by the names of their markers in a template."""

BEFORE_THE_TEXT = ("COVER-PARTIES", "CONTROL", "CONTENTS")
"""The parts that an internal report or a form prints none of: nobody signs it, and it is read at once."""

ANNEXES_HEADING = "Annexes"
MARKS = {"R/A": "X", "A": "(X)", "R": "x", "C": "o", "I": "i"}
"""What prints for the code of a responsibility where an agreement chooses marks."""
SIGNED_FOR = "Signed for and on behalf of"


class Entry(NamedTuple):
    """A line of the contents: number, title, the path it leads to (empty for a document elsewhere), and what stands
    behind the title of an annex with a version of its own.
    """

    label: str
    title: str
    path: str
    version: str = ""


def printed_texts(document: Document, order: Iterable[str] = PARTS) -> Iterator[str]:
    """Yield the text of each paragraph that is not empty, in printed order.

    Args:
        document: Any document.
        order: The parts as the template has them, if it has them otherwise.
    """
    short = ("CONTENTS",) if document.facts.short else ()
    left_out = BEFORE_THE_TEXT if document.facts.brief else short
    return (text for part in order if part not in left_out for text in _part_texts(document, part) if text)


def _part_texts(document: Document, part: str) -> Iterator[str]:
    match part:
        case "COVER-PARTIES":
            return (text for party in document.parties for text in party_lines(party))
        case "CONTROL":
            return _texts(document.control)
        case "CONTENTS":
            return _contents_texts(document)
        case "PARTIES":
            return _texts(document.opening)
        case "BODY":
            return (text for section in document.chapters for text in _section_texts(section))
        case "SIGNATURES":
            return _signature_texts(document.signatures)
        case _:
            return (text for section in document.annexes for text in _section_texts(section))


def missing_texts(expected: Iterable[str], found: Iterable[str]) -> list[str]:
    """Return the texts of *expected* that do not stand in *found* in their order; empty when each does."""
    rest = iter(found)
    missing = []
    expected = list(expected)
    for at, text in enumerate(expected):
        if text not in rest:
            missing.append(text)
            missing += _absent(expected[at + 1 :], found)
            break
    return missing


def _absent(expected: list[str], found: Iterable[str]) -> list[str]:
    """Return what of *expected* stands nowhere at all."""
    anywhere = set(found)
    return [text for text in expected if text not in anywhere]


# Lines that several renderers print alike


def party_lines(party: CoverParty) -> Iterator[str]:
    """Yield the lines of a party on the cover: number, legal names, role."""
    yield party.number
    yield from party.names
    yield f"as {party.role}" if party.role else ""


def chapter_entries(document: Document) -> list[Entry]:
    """Return the chapters as lines of the contents."""
    return [Entry(section.number.label, section.title, section.path) for section in document.chapters]


def annex_entries(document: Document) -> list[Entry]:
    """Return the annexes as lines of the contents, by number: those here and those that are files themselves."""
    here = [
        Entry(section.number.full, section.title, section.path, version_words(section.version))
        for section in document.annexes
    ]
    files = [(one.label, plain(one.title)) for one in document.relisted] or document.elsewhere
    elsewhere = [Entry(label.removeprefix("Annex").strip(), title, "") for label, title in files]
    if not elsewhere:
        return here  # as they print: an amendment has annexes of several documents
    return sorted([*here, *elsewhere], key=lambda entry: (not entry.label.isdecimal(), entry.label.zfill(4)))


def version_words(version: str) -> str:
    """Return what the contents print behind the title of an annex with a *version* of its own; nothing without one."""
    return f", version {version}" if version else ""


def caption(block: Table | Figure) -> str:
    """Return the line above a table or figure: ``Table 4: Responsibility matrix``; empty when it has none."""
    return f"{block.number.label}: {block.caption}" if block.number.label and block.caption else block.caption


def has_head(table: Table) -> bool:
    """Tell whether *table* has a head row: any column with a title."""
    return any(column.title or column.rank for column in table.columns)


def head_lines(column: Column) -> tuple[str, ...]:
    """Return the lines of the heading of *column*, the rank above the title."""
    return tuple(line for line in (column.rank, column.title) if line) or ("",)


def signature_fields(signature: Signature) -> tuple[tuple[str, str], ...]:
    """Return the lines of a place to sign, each as label and what is known already."""
    return (
        ("Signature", ""),
        ("Name", signature.name),
        ("Title", signature.title),
        ("Date", ""),
        ("Meaning", signature.meaning),
    )


def signature_pairs(signatures: tuple[Signature, ...]) -> Iterator[tuple[Signature, Signature | None]]:
    """Yield the places to sign two by two, as they stand side by side; older and newer ones apart."""
    for _, several in groupby(signatures, lambda one: one.change):
        together = tuple(several)
        yield from zip_longest(together[::2], together[1::2])


# Texts of blocks


def _contents_texts(document: Document) -> Iterator[str]:
    yield from (f"{entry.label}\t{entry.title}" for entry in chapter_entries(document))
    annexes = annex_entries(document)
    if annexes:
        yield ANNEXES_HEADING
    yield from (f"{entry.label}\t{entry.title}{entry.version}" for entry in annexes)


def _section_texts(section: Section) -> Iterator[str]:
    yield section.title
    yield from _texts(section.blocks)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Clause():
            yield block.title
            yield from _texts(block.blocks)
        case Paragraph():
            yield plain(block.inlines)
            yield from _item_texts(block.items)
        case Heading():
            yield block.title
        case Table():
            yield from _table_texts(block)
        case Figure():
            yield caption(block)
        case _:
            assert_never(block)


def _item_texts(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield plain(item.inlines)
        yield from _item_texts(item.items)


def _table_texts(table: Table) -> Iterator[str]:
    yield caption(table)
    yield plain(table.key)
    if has_head(table):
        yield from (line for column in table.columns for line in head_lines(column))
    yield from (text for row in table.rows for text in row_words(row))
    yield plain(table.note)


def _signature_texts(block: SignatureBlock | None) -> Iterator[str]:
    if block is None:
        return
    yield block.title
    yield plain(block.above)
    for left, right in signature_pairs(block.signatures):
        yield from _pair_texts(left, right)
    yield plain(block.below)


def _pair_texts(left: Signature, right: Signature | None) -> Iterator[str]:
    pair = [signature for signature in (left, right) if signature]
    for signature in pair:
        yield from (SIGNED_FOR, signature.entity, signature.role)
    for fields in zip(*(signature_fields(signature) for signature in pair), strict=True):
        yield from (text for label, value in fields for text in (label, value))
