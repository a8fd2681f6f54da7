"""The reader of Word files that we wrote: each paragraph in order with style and bookmarks, nothing computed."""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml import etree

from generator.diagnostic import Diagnostic, Span, kind
from generator.read.package import Parts, open_package

DAMAGED_PART = kind(
    "damaged-part",
    "A part of the file is no well-formed XML, or is missing.",
    matters="The text in it cannot be read, and must not be guessed.",
    cure="Open the file in Word, let it repair what it can, and compare the text by eye before sending it again.",
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
_P, _T, _TAB, _BREAK = f"{W}p", f"{W}t", f"{W}tab", f"{W}br"
_STYLE, _MARK, _HYPHEN = f"{W}pStyle", f"{W}bookmarkStart", f"{W}noBreakHyphen"
_VALUE, _NAME, _TABS, _TYPE = f"{W}val", f"{W}name", f"{W}tabs", f"{W}type"
_PAGE_BREAKS = ("page", "column")


class ReadParagraph(NamedTuple):
    """A paragraph as it stands in the file: fields with the words they show, numbers of lists not among them."""

    text: str
    style: str
    bookmarks: tuple[str, ...]


def read_texts(path: str, data: bytes) -> tuple[list[ReadParagraph], list[Diagnostic]]:
    """Return every paragraph of the main part in order, those in tables too, and what kept the file from being read.

    Args:
        path: Where the file came from, for the faults.
        data: The .docx file.
    """
    parts, faults = open_package(path, data)
    if faults:
        return [], faults
    root = main_part(parts)
    if root is None:
        return [], [DAMAGED_PART.at(Span(path), f'the part "{DOCUMENT}" is missing or damaged')]
    return _paragraphs(root), []


def parse_part(parts: Parts, name: str) -> Any | None:
    """Return the root of the part *name*, read without entities or network; None if it is missing or damaged."""
    if name not in parts:
        return None
    parser = etree.XMLParser(  # a comment in the XML would cut the words beside it in two
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(parts[name], parser)
    except etree.XMLSyntaxError:
        return None


def main_part(parts: Parts) -> Any | None:
    """Return the root of the main part; None if it is missing, damaged, or not one document with one body."""
    root = parse_part(parts, DOCUMENT)
    return root if root is not None and root.tag == f"{W}document" and len(root.findall(f"{W}body")) == 1 else None


def whole_number(written: str | None) -> int | None:
    """Return the number that an attribute says; None where it says none, or one that no program of offices has."""
    return int(written) if written and written.isascii() and written.isdecimal() and len(written) < 7 else None


def _paragraphs(root: Any) -> list[ReadParagraph]:
    """Return the paragraphs below *root*."""
    found: list[ReadParagraph] = []
    texts: list[str] = []
    style = ""
    marks: list[str] = []
    started = False
    for element in root.iter(_P, _T, _TAB, _BREAK, _HYPHEN, _STYLE, _MARK):
        tag = element.tag
        if tag == _T:
            texts.append(element.text or "")
        elif tag == _P:
            if started:
                found.append(ReadParagraph("".join(texts), style, tuple(marks)))
            texts, style, marks, started = [], "", [], True
        elif tag == _MARK:
            marks.append(element.get(_NAME))
        elif tag == _STYLE:
            style = element.get(_VALUE)
        else:
            texts.append(_sign(element))
    if started:
        found.append(ReadParagraph("".join(texts), style, tuple(marks)))
    return found


def _sign(element: Any) -> str:
    """Return the character that an empty element stands for; a tab stop in the properties and a page break are none."""
    if element.tag == _TAB:
        return "" if element.getparent().tag == _TABS else "\t"
    if element.tag == _HYPHEN:
        return "\u2011"
    return "" if element.get(_TYPE) in _PAGE_BREAKS else "\n"
