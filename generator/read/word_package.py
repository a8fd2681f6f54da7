"""The door for Word files of others: which parts Word would show, under the names by which we read them, none unread.

Word finds the text, its comments, notes and page heads by relationships, not by names. So do we; and a part that Word
would show and that cannot be read stops the reading, since its words would be missing without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, join
from typing import NamedTuple

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
from generator.read.word import DAMAGED_PART, DOCUMENT, parse_part

MOST_SIGNS, LONGEST_STRETCH = 500_000, 1_000_000
"""Signs ``<`` in all parts that are read, nine times those of our largest agreement; bytes without one of them."""

_HOME = "_rels/.rels"
_MAIN, _CUSTOM = "officeDocument", "custom-properties"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "comments": "comments",
    "commentsExtended": "commentsEx",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
    _CUSTOM: "Properties",
}
"""Kinds of relationship that lead to a part that is read, with the element that it begins with."""
_SEVERAL = ("header", "footer")
AGAIN = "open it in Word, look whether all is there, and save it again"


class _Link(NamedTuple):
    """A relationship to a part that is read: its kind, and the name of the part."""

    kind: str
    target: str


def open_word(path: str, data: bytes) -> tuple[Parts, list[Diagnostic]]:
    """Return the parts of a Word file under the names by which they are read, and what is wrong with it.

    With any fault there are no parts.

    Args:
        path: Where the file came from, for the faults.
        data: The .docx file.
    """
    parts, faults = open_package(path, data)
    if not faults and DOCUMENT not in parts and any(name.startswith("xl/") for name in parts):
        hint = "agreements workbook import FILE.xlsx"
        return {}, [NOT_A_PACKAGE.at(Span(path), "is an Excel workbook, no Word file", hint=hint)]
    if not faults:
        links, faults = _links(path, parts)
        if not faults:
            parts = _named(parts, links)
            faults = [*_sizes(path, parts)] or [*_broken(path, parts, links)]
    return ({} if faults else parts), faults


def _links(path: str, parts: Parts) -> tuple[list[_Link], list[Diagnostic]]:
    """Return the relationships to the parts that are read, those of the main part included."""
    found = list(_links_of(parts, _HOME, ""))
    mains = [link.target for link in found if link.kind == _MAIN]
    texts = mains or [DOCUMENT]  # without a relationship no program opens it; its words are read all the same
    found += _links_of(parts, _rels(texts[0]), dirname(texts[0]))
    several = {link.kind for link in found if sum(one.kind == link.kind for one in found) > 1} - {*_SEVERAL}
    faults = [
        UNSAFE_PART.at(Span(path), f'names several parts of the kind "{one}"', hint=AGAIN) for one in sorted(several)
    ]
    broken = [one for one in (_HOME, *map(_rels, texts)) if one in parts and relationships(parts[one]) is None]
    return found, faults + [
        DAMAGED_PACKAGE.at(Span(path), f'the part "{one}" cannot be read', hint=AGAIN) for one in broken
    ]


def _links_of(parts: Parts, name: str, home: str) -> Iterator[_Link]:
    for link in relationships(parts.get(name, b"")) or ():
        kind = link.get("Type", "").rpartition("/")[2]
        if kind in _ROOTS or (kind == _MAIN and name == _HOME):
            yield _Link(kind, place(home, link.get("Target", "")))


def _rels(name: str) -> str:
    """Return the name of the part that holds the relationships of a part."""
    return join(dirname(name), "_rels", f"{basename(name)}.rels")


def _named(parts: Parts, links: list[_Link]) -> Parts:
    """Return the parts with those that Word shows under the names by which they are read."""
    made = dict(parts)
    for at, (kind, target) in enumerate(dict.fromkeys(links)):
        name = _usual(kind, target, at)
        if name == target:
            continue
        for one in (name, _rels(name)):
            made.pop(one, None)
        made |= {name: parts[target]} if target in parts else {}
        if _rels(target) in parts:
            made[_rels(name)] = from_root(parts[_rels(target)], dirname(target))
    return made


def _usual(kind: str, target: str, at: int) -> str:
    """Return the name under which a part is read; one of several keeps its own where that tells its kind."""
    if kind == _MAIN:
        return DOCUMENT
    if kind == _CUSTOM:
        return "docProps/custom.xml"
    if kind not in _SEVERAL:
        return f"word/{kind}.xml"
    number = basename(target).removeprefix(kind).removesuffix(".xml")
    plain = dirname(target) == "word" and target.startswith(f"word/{kind}") and (number.isdecimal() or not number)
    return target if plain else f"word/{kind}9{at:03}.xml"


def _sizes(path: str, parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Report what would take more memory and time than an agreement is worth, before it is parsed."""
    read = [part for name, part in parts.items() if name.startswith("word/") and name.endswith(".xml")]
    if sum(part.count(b"<") for part in read) > MOST_SIGNS:
        yield OVERSIZED_PACKAGE.at(
            Span(path), "holds many times what an agreement holds", hint="ask the sender what else is in it"
        )
    elif any(longest_stretch(part) > LONGEST_STRETCH for part in read):
        yield OVERSIZED_PACKAGE.at(
            Span(path), f"holds a text of more than {LONGEST_STRETCH:,} letters in one piece", hint="ask the sender"
        )


def longest_stretch(part: bytes) -> int:
    """Return the longest stretch of a part without the sign that begins an element; 0 where none can be too long."""
    return max(map(len, part.split(b"<"))) if len(part) > LONGEST_STRETCH else 0


def _broken(path: str, parts: Parts, links: list[_Link]) -> Iterator[Diagnostic]:
    """Report parts beside the main one that Word would show and that are missing, damaged, or something else."""
    for at, (kind, target) in enumerate(dict.fromkeys(links)):
        root = parse_part(parts, _usual(kind, target, at)) if kind != _MAIN else None
        if kind != _MAIN and (root is None or str(root.tag).rpartition("}")[2] != _ROOTS[kind]):
            yield DAMAGED_PART.at(Span(path), f'the part "{target}" is missing or damaged', hint=AGAIN)
