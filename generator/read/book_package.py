"""The door for workbooks of others: the parts that Excel would show, under the names that we read, none unread."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname, join

from generator.diagnostic import Diagnostic, Span
from generator.read.package import (
    DAMAGED_PACKAGE,
    NOT_A_PACKAGE,
    OVERSIZED_PACKAGE,
    UNSAFE_PART,
    Parts,
    from_root,
    open_package,
    place,
    relationships,
)
from generator.read.word import DAMAGED_PART, parse_part
from generator.read.word_package import LONGEST_STRETCH, longest_stretch

WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
MOST_SIGNS = 1_250_000
"""Signs ``<`` in all parts, five times those of our largest workbook, most of them in its hidden sheet."""

_USUAL = {"officeDocument": WORKBOOK, "sharedStrings": STRINGS, "styles": STYLES}
_BESIDE, CHARTS = ("comments", "threadedComment", "drawing"), ("chart", "chartEx")
"""Kinds of parts that stand beside a sheet and hold words."""
AGAIN = "open it in Excel, look whether all is there, and save it again as .xlsx"


def open_book(path: str, data: bytes) -> tuple[Parts, list[Diagnostic]]:
    """Return the parts of a workbook under the names by which they are read, and what is wrong with it.

    With any fault there are no parts.

    Args:
        path: Where the file came from, for the faults.
        data: The .xlsx file.
    """
    parts, faults = open_package(path, data)
    if not faults:
        parts = _named(parts)
        faults = list(_faults(path, parts))
    return ({} if faults else parts), faults


def linked(parts: Parts, name: str) -> list[tuple[str, str]]:
    """Return the kind and the name of each part to which a part refers."""
    found = relationships(parts.get(_rels(name), b"")) or []
    inside = [link for link in found if link.get("TargetMode", "").lower() != "external"]
    return [(link.get("Type", "").rpartition("/")[2], place(dirname(name), link.get("Target", ""))) for link in inside]


def _rels(name: str) -> str:
    """Return the name of the part that holds the relationships of a part."""
    return join(dirname(name), "_rels", f"{basename(name)}.rels")


def sheet_parts(parts: Parts) -> dict[str, str]:
    """Return the names of the parts of the sheets, each by the id that the workbook calls it by."""
    links = relationships(parts.get(_rels(WORKBOOK), b"")) or []
    sheets = [link for link in links if link.get("Type", "").endswith("sheet")]
    return {link.get("Id", ""): place(dirname(WORKBOOK), link.get("Target", "")) for link in sheets}


def _named(parts: Parts) -> Parts:
    """Return the parts with workbook, texts and styles under their usual names, wherever Excel finds them."""
    made = dict(parts)
    books = [target for kind, target in linked(parts, "") if kind == "officeDocument"]
    book = books[0] if books else WORKBOOK
    for kind, target in (("officeDocument", book), *linked(parts, book)):
        name = _USUAL.get(kind, target)
        if name != target:
            made.pop(name, None)
            made |= {name: parts[target]} if target in parts else {}
    if book != WORKBOOK:
        made.pop(_rels(WORKBOOK), None)
        made |= {_rels(WORKBOOK): from_root(parts[_rels(book)], dirname(book))} if _rels(book) in parts else {}
    return made


def _faults(path: str, parts: Parts) -> Iterator[Diagnostic]:
    """Report what cannot be read as a workbook, is too large for one, or would be missing from it without a word."""
    span = Span(path)
    usual = {name for name in parts if name.startswith("xl/") and name.endswith(".xml")}
    sheets = [parts[name] for name in sorted(usual | _read(parts) & parts.keys())]
    if WORKBOOK not in parts and any(name.startswith("word/") for name in parts):
        yield NOT_A_PACKAGE.at(span, "is a Word file, no workbook", hint="agreements review read FILE.docx")
    elif WORKBOOK not in parts and "xl/workbook.bin" in parts:
        yield NOT_A_PACKAGE.at(span, "is a binary workbook (.xlsb)", hint="save it in Excel as .xlsx")
    elif sum(part.count(b"<") for part in sheets) > MOST_SIGNS:
        yield OVERSIZED_PACKAGE.at(
            span, "holds many times what a workbook of ours holds", hint="copy the tables into the workbook as exported"
        )
    elif any(longest_stretch(part) > LONGEST_STRETCH for part in sheets):
        yield OVERSIZED_PACKAGE.at(span, f"holds a text of more than {LONGEST_STRETCH:,} letters", hint="shorten it")
    elif sum(kind == "officeDocument" for kind, _ in linked(parts, "")) > 1:
        yield UNSAFE_PART.at(span, "names several workbooks in one", hint=AGAIN)
    else:
        yield from _broken(path, parts)


def _broken(path: str, parts: Parts) -> Iterator[Diagnostic]:
    """Report parts that Excel would show and that cannot be read."""
    for name in sorted(parts):
        if name.endswith(".rels") and relationships(parts[name]) is None:
            yield DAMAGED_PACKAGE.at(Span(path), f'the part "{name}" cannot be read', hint=AGAIN)
    sheets = {*sheet_parts(parts).values()}  # one that is missing is told with its name
    usual = {_USUAL[kind] for kind, _ in linked(parts, WORKBOOK) if kind in _USUAL}
    for name in sorted(usual | _read(parts) - sheets):
        if parse_part(parts, name) is None:
            yield DAMAGED_PART.at(Span(path), f'the part "{name}" is missing or damaged', hint=AGAIN)


def _read(parts: Parts) -> set[str]:
    """Return the names of the parts that are read wherever they are: sheets, what stands beside them, charts in it."""
    sheets = {*sheet_parts(parts).values()}
    beside = {name for sheet in sheets for kind, name in linked(parts, sheet) if kind in _BESIDE}
    return sheets | beside | {name for one in beside for kind, name in linked(parts, one) if kind in CHARTS}
