"""Whether a Word file of ours holds together: what no validator finds, and Word repairs without a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Diagnostic, Span, kind
from generator.read.package import Parts, open_package
from generator.read.things import pictures_of
from generator.read.word import DAMAGED_PART, DOCUMENT, W, main_part, parse_part, whole_number

UNSOUND_FILE = kind(
    "unsound-file",
    "A Word file contradicts itself: a bookmark stands twice, a field does not end, a reference leads nowhere.",
    matters="Word would repair it, drop a reference, or print an error in its place.",
    cure="Build the file again; if it stays, the renderer is at fault: report it with the agreement.",
)
_REFERENCE = re.compile(r"^\s*(?:REF|PAGEREF)\s+(\S+)")
_LONGEST_NAME = 40
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def faults_of_word_file(path: str, data: bytes) -> list[Diagnostic]:
    """Return all that does not hold together in the Word file *data*."""
    parts, faults = open_package(path, data)
    root = main_part(parts)
    if faults or root is None:
        return faults or [DAMAGED_PART.at(Span(path), f'the part "{DOCUMENT}" is missing or damaged')]
    return [UNSOUND_FILE.at(Span(path), message) for message in _messages(root, parts)]


def _messages(root: Any, parts: Parts) -> Iterator[str]:
    yield from _bookmark_faults(root)
    yield from _field_faults(root)
    yield from _link_faults(root)
    yield from _name_faults(root, parts)
    yield from _shape_faults(root)
    yield from _picture_faults(root, parts)


def _bookmark_faults(root: Any) -> Iterator[str]:
    """Yield bookmarks whose name or id is not unique, and those that do not start and end in one paragraph."""
    starts = list(root.iter(f"{W}bookmarkStart"))
    ends = {end.get(f"{W}id"): end for end in root.iter(f"{W}bookmarkEnd")}
    yield from (f'the bookmark "{name}" stands twice' for name in _doubled(start.get(f"{W}name") for start in starts))
    yield from (f"the bookmark id {id_} stands twice" for id_ in _doubled(start.get(f"{W}id") for start in starts))
    for start in starts:
        name = start.get(f"{W}name", "")
        end = ends.get(start.get(f"{W}id"))
        if end is None or end.getparent() is not start.getparent() or start.getparent().tag != f"{W}p":
            yield f'the bookmark "{name}" does not start and end in one paragraph'
        if len(name) > _LONGEST_NAME:
            yield f'the bookmark name "{name}" is too long'


def _field_faults(root: Any) -> Iterator[str]:
    """Yield fields that begin and do not end, or end without a beginning."""
    depth = 0
    for mark in root.iter(f"{W}fldChar"):
        kind_of = mark.get(f"{W}fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind_of, 0)
        if depth < 0 or (kind_of == "separate" and not depth):
            yield "a field ends that did not begin"
            return
    if depth:
        yield "a field begins that does not end"


def _link_faults(root: Any) -> Iterator[str]:
    """Yield references and links to bookmarks that are not there."""
    names = {start.get(f"{W}name") for start in root.iter(f"{W}bookmarkStart")}
    wanted = [found[1] for text in root.iter(f"{W}instrText") if (found := _REFERENCE.match(text.text or ""))]
    wanted += [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    yield from (f'a reference leads to "{name}", which is not there' for name in sorted(set(wanted) - names))


_NO_LIST = "0"
"""Of a paragraph that has no number, though its style has one."""


def _name_faults(root: Any, parts: Parts) -> Iterator[str]:
    """Yield styles and lists that are used and not defined."""
    for part, defined, used in (
        ("word/styles.xml", ("style", "styleId"), ("pStyle", "rStyle", "tblStyle")),
        ("word/numbering.xml", ("num", "numId"), ("numId",)),
    ):
        known = parse_part(parts, part)
        names = set() if known is None else {node.get(f"{W}{defined[1]}") for node in known.iter(f"{W}{defined[0]}")}
        asked = {node.get(f"{W}val") for tag in used for node in root.iter(f"{W}{tag}")}
        asked -= {_NO_LIST} if defined[0] == "num" else set()
        yield from (f'"{name}" is used and not defined in {part}' for name in sorted(asked - names))


def _shape_faults(root: Any) -> Iterator[str]:
    """Yield cells that do not end in a paragraph, tables that would merge, and rows as wide as no table is."""
    for cell in root.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield "a cell does not end in a paragraph"
    for table in root.iter(f"{W}tbl"):
        after = table.getnext()
        if after is None or after.tag == f"{W}tbl":
            yield "a table is followed by no paragraph"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if any(_span(row) != columns for row in table.iterfind(f"{W}tr")):
            yield "a row is wider or narrower than its table"


def _picture_faults(root: Any, parts: Parts) -> Iterator[str]:
    """Yield pictures that are not in the file, and those that say nothing to readers who cannot see them."""
    there = pictures_of(parts)
    for drawing in root.iter(f"{W}drawing"):
        inner = list(drawing.iter())
        wanted = {one.get(_EMBED) for one in inner if one.get(_EMBED)}
        yield from (f'the picture "{id_}" is not in the file' for id_ in sorted(wanted - there.keys()))
        if not any(one.get("descr") for one in inner):
            yield "a picture has no words for readers who cannot see it"


def _span(row: Any) -> int:
    spans = row.findall(f"{W}tc/{W}tcPr/{W}gridSpan")
    return len(row.findall(f"{W}tc")) + sum((whole_number(span.get(f"{W}val")) or 1) - 1 for span in spans)


def _doubled(names: Iterator[str | None]) -> list[str]:
    return sorted(str(name) for name, times in Counter(names).items() if times > 1)
