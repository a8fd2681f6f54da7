"""What stands in a Word file and is no text: pictures, drawings, equations, and what Word would fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname
from typing import Any

from generator.files import digest, short_digest
from generator.read.package import Parts, place, relationships
from generator.read.word import DOCUMENT, W

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
_EQUATION, _SIGN = f"{_MATH}oMath", f"{_MATH}t"
_NAMES = ("docPr", "shape", "rect", "line")
_FETCHED = (f"{W}altChunk", f"{W}subDoc")
_FETCHING = re.compile(
    r"\A\s*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD|EMBED)\b", re.IGNORECASE
)
_MARK = f"{W}fldChar"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip",
)
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_PLAIN = re.compile(
    r"(?:(?:PAGE|NOTE|STYLE)?REF|TOC|TC|SEQ|PAGE|NUMPAGES|SECTION|SECTIONPAGES|HYPERLINK|XE|INDEX|LISTNUM|DOCPROPERTY|"
    r"TITLE|SUBJECT|AUTHOR|FILENAME|FORM(?:TEXT|CHECKBOX|DROPDOWN)|CITATION|BIBLIOGRAPHY|TA|TOA)?(?:[\s\\].*)?",
    re.IGNORECASE | re.DOTALL,
)
"""Fields that number, refer, or show what else is read; all others hold words that no reader of the page sees."""
_ELSEWHERE = re.compile(r"(?:https?|ftp):|file:(?:///?\\\\|//(?!/))|\\\\|//", re.IGNORECASE)
"""A web address or another machine; the template on somebody's own disk fetches nothing."""
BOXED = "{urn:quality-agreements:reading}box"
"""Stands at a drawing whose text box was taken out, so that its words are not told twice."""


def pictures_of(parts: Parts, name: str = DOCUMENT) -> dict[str, str]:
    """Return by what each embedded picture of a part is known again, by the id of its relationship."""
    several = embedded(parts, name)
    return {id_: short_digest(data.hex())[:8] for id_, kind, data in several if kind.endswith("/image")}


def pictures_by_content(root: Any, parts: Parts) -> Any:
    """Return *root*, the main part, after each picture in it got the hash of its part for the id that led to it.

    Ids are the business of the program that wrote the file; that two files show one picture says what is in it.
    """
    held = {id_: digest(data) for id_, _, data in embedded(parts, DOCUMENT)}
    for picture in root.iter(*_PICTURES):
        picture.set(_EMBED, held.get(picture.get(_EMBED) or "", "nothing"))
    return root


def embedded(parts: Parts, name: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield the parts to which a part leads, each with id and type of its relationship; some programs name them from
    the root of the package.
    """
    home = dirname(name)
    for link in relationships(parts.get(f"{home}/_rels/{basename(name)}.rels", b"")) or ():
        data = parts.get(place(home, link.get("Target", "")))
        if data is not None:
            yield link.get("Id", ""), link.get("Type", ""), data


def things_of(root: Any, pictures: Mapping[str, str]) -> dict[Any, tuple[str, ...]]:
    """Return the pictures, drawings and equations in each paragraph that holds any."""
    found: dict[Any, tuple[str, ...]] = {}
    for element in root.iter(*_DRAWN, _EQUATION):
        paragraph = next(element.iterancestors(f"{W}p"), None)
        if paragraph is not None and (said := in_words(element, pictures)):
            found[paragraph] = (*found.get(paragraph, ()), said)
    return found


def in_words(element: Any, pictures: Mapping[str, str]) -> str:
    """Return what a picture, drawing or equation is called; empty for a text box, whose words are read elsewhere."""
    if element.tag == _EQUATION:
        return f"equation: {''.join(one.text or '' for one in element.iter(_SIGN))}"
    if element.get(BOXED):
        return ""
    inner = list(element.iter())
    names = (one.get("descr") or one.get("alt") or one.get("name") or "" for one in inner if tail(one) in _NAMES)
    called = next(filter(None, names), "without a name")
    shown = [pictures[key] for one in inner for key in one.attrib.values() if key in pictures]
    return f'picture "{called}"{"".join(f", {one}" for one in shown)}'


def tail(element: Any) -> str:
    """Return the name of an element without its namespace; of a comment in the XML nothing."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def unread(root: Any) -> Iterator[tuple[str, str]]:
    """Yield what Word would fetch or compute when it shows the text, and cells that are to go; nothing is fetched."""
    for element in root.iter(*_FETCHED):
        yield "text from another file", f"{tail(element)} {' '.join(element.attrib.values())}"
    for element in root.iter(f"{W}cellDel", f"{W}cellIns", f"{W}cellMerge"):
        cell = next(element.iterancestors(f"{W}tc"), element)
        words = "".join(one.text or "" for one in cell.iter(f"{W}t", f"{W}delText"))
        yield "tracked change of a cell", f"{tail(element)} {element.get(f'{W}author') or ''}: {words}"
    for instruction in instructions(root):
        if _FETCHING.match(instruction):
            yield "field that fetches text", instruction
        elif not _PLAIN.fullmatch(instruction):
            yield "field that computes text", instruction


def instructions(root: Any) -> Iterator[str]:
    """Yield what each field is told to do; one inside the instruction of another stands in braces."""
    open_: list[str | None] = []
    for element in root.iter(_MARK, f"{W}instrText", f"{W}fldSimple"):
        name = element.get(f"{W}fldCharType") if element.tag == _MARK else tail(element)
        if name == "fldSimple":
            yield (element.get(f"{W}instr") or "").strip()
        elif name == "begin":
            open_.append("")
        elif name == "instrText" and open_ and open_[-1] is not None:
            open_[-1] += element.text or ""
        elif name == "instrText":
            yield (element.text or "").strip()
        elif open_ and (said := open_[-1]) is not None:
            open_[-1] = None
            yield said.strip()
            if len(open_) > 1 and (above := open_[-2]) is not None:
                open_[-2] = f"{above}{{{said.strip()}}}"
        if name == "end" and open_:
            open_.pop()
    yield from (said.strip() for said in open_ if said)


def fetched(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield what Word would fetch from another machine when it opens the file: templates, pictures; no plain links."""
    for name in sorted(one for one in parts if one.endswith(".rels")):
        for link in relationships(parts[name]) or ():
            kind, target = link.get("Type", "").rpartition("/")[2], link.get("Target", "").strip()
            outside = link.get("TargetMode", "").lower() == "external" and kind != "hyperlink"
            if outside and _ELSEWHERE.match(target):
                yield "link to the outside", f"{kind} {target}"
