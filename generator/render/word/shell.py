"""The shell: a corporate template compiled once, then filled in for each document.

docxtpl's cleaning joins tags that Word has split over runs; a sandboxed, autoescaping, strict environment renders them.
Tags name facts and nothing else: no logic, no filter, no loop stands in a template.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2 import Template as Compiled
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Facts
from generator.read.package import Parts, external_links, open_package
from generator.render.word.carried import BROKEN_TEMPLATE, DOCUMENT, DROPPED, RUNNING, carried_faults, targets
from generator.render.word.faces import Faces, faces_of
from generator.render.word.naming import with_own_ids
from generator.render.word.package import Packed, pack
from generator.render.word.styles import NEEDED_STYLES
from generator.render.word.template import MARKERS
from generator.render.word.text import escape
from generator.render.word.trees import parse, tree

TAGS = (
    *("title", "subject", "number", "version", "status", "dated", "effective", "confidentiality", "short_parties"),
    *("master", "review"),
)
"""Fields of Facts that a template may name."""

MISSING_MARKER = kind(
    "missing-marker",
    "The Word template lacks a marker, has it twice, or has it elsewhere than alone in a paragraph of its own.",
    matters="A part of the agreement would have no place, and be lost.",
    cure="Type the marker alone in a paragraph, outside any table; the help page on the Word template lists them.",
)
MISSING_STYLE = kind(
    "missing-style",
    "The Word template lacks a style that the text of an agreement uses, or a numbered style has no number.",
    matters="Numbers and levels of clauses come from these styles.",
    cure="Start from the shipped template and change its styles in Word; do not delete them.",
)
FOREIGN_TAG = kind(
    "foreign-tag",
    "A tag of the Word template names something that is no fact of an agreement, or holds logic.",
    matters="What binds a party is a record, never logic in a template.",
    cure="Use only the tags that the help page on the Word template lists, each as {{ name }}.",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
_LINKED = (DOCUMENT, STYLES, NUMBERING, "word/settings.xml", "_rels/.rels", "word/_rels/document.xml.rels")
NUMBERED = (
    "Heading1",
    "Heading2",
    "Clause3",
    "Clause4",
    "Clause5",
    "Inset1",
    "Flush1",
    "AnnexTitle",
    "Party",
    "Recital",
)
_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_NARROWEST, _WIDEST = 1_440, 31_680
_LIKE_A_MARKER = re.compile(r"@@([A-Z]+(?:-[A-Z]+)*)@@")
_ELEMENT = re.compile(r"<[^>]*>")
_LOGIC = re.compile(r"\{%|\{#|\{\{-?(?:r|p|tr|tc) ")
_MARKED = re.compile(r"<\?marker ([A-Z-]+)\?>")
_LANGUAGE = re.compile(rb'(<w:docDefaults>.*?<w:lang [^>]*?w:val=")[^"]*', re.DOTALL)
_PARAGRAPH_GAP = re.compile(r"\n(?=<w:p[ >])")
_LAST_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>\s*</w:body>\s*</w:document>\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Section properties of upright and lying pages, and the widths of their text in twentieths of a point."""

    upright: str
    lying: str
    upright_width: int
    lying_width: int
    upright_height: int


@dataclass(frozen=True, slots=True)
class Shell:
    """A compiled template.

    Attributes:
        pieces: What stands before each marker, and after the last, as compiled templates.
        order: The markers in the order of the template.
        sheet: Of the running pages.
        running: Headers and footers with tags, by part name.
        static: Parts that no document changes, packed.
        styles: The part of styles, for documents in another language.
        numbering: The part of numbering up to its last number, where lists of their own are added.
        lists: Id of the abstract list that each numbered style belongs to.
        next_number: First free id of a list.
        strong: Fill of a strong cell; empty for none.
        firm: Fill of a firm cell; empty for none.
        faces: What figures are drawn in.
        flush: Whether text of the first column meets the margin: where the head of a table has no fill.
        fingerprint: SHA-256 of the template.
    """

    pieces: tuple[Compiled, ...]
    order: tuple[str, ...]
    sheet: Sheet
    running: Mapping[str, Compiled]
    static: Mapping[str, Packed]
    styles: bytes
    numbering: str
    lists: Mapping[str, str]
    next_number: int
    strong: str
    firm: str
    faces: Faces
    flush: bool
    fingerprint: str
    languages: dict[str, Packed] = field(default_factory=dict, compare=False)

    def language(self, tag: str) -> Packed:
        """Return the part of styles in the language *tag*, packed once."""
        if tag not in self.languages:
            written = escape(tag).encode()
            self.languages[tag] = pack(_LANGUAGE.sub(lambda found: found[1] + written, self.styles, count=1))
        return self.languages[tag]


_COMPILED: dict[str, tuple[Shell | None, tuple[Diagnostic, ...]]] = {}


def compile_template(path: str, data: bytes) -> tuple[Shell | None, tuple[Diagnostic, ...]]:
    """Return the shell of the template *data*, and what is wrong with it; compiled once in the life of the process.

    Args:
        path: Where the template is, for the faults.
        data: The .docx file.
    """
    key = f"{path}:{hashlib.sha256(data).hexdigest()}"
    if key not in _COMPILED:
        _COMPILED[key] = _compile(path, data)
    return _COMPILED[key]


def tags(facts: Facts) -> dict[str, str]:
    """Return what the tags of a template print; a fact that is not known prints a dash."""
    return {name: facts.printed(name) for name in TAGS}


def _compile(path: str, data: bytes) -> tuple[Shell | None, tuple[Diagnostic, ...]]:
    parts, faults = open_package(path, data)
    parts, _ = with_own_ids(parts)
    faults += external_links(path, parts)
    if not faults:
        faults += _part_faults(path, parts)
    if not faults:
        checks = (carried_faults, _style_faults, _count_faults, _marker_faults, _tag_faults)
        faults += [fault for find in checks for fault in find(path, parts)]
    broken = any(fault.severity is Severity.ERROR for fault in faults)
    return (None if broken else _shell(parts, hashlib.sha256(data).hexdigest())), tuple(faults)


# What may be wrong with a template


def _part_faults(path: str, parts: Parts) -> Iterator[Diagnostic]:
    for name in _LINKED:
        if name not in parts:
            yield BROKEN_TEMPLATE.at(Span(path), f'has no part "{name}"')
    for name in sorted(parts):
        if name.endswith((".xml", ".rels")) and tree(parts[name]) is None:
            yield BROKEN_TEMPLATE.at(Span(path), f'the part "{name}" is damaged')
        if name.startswith("_xmlsignatures/"):
            yield BROKEN_TEMPLATE.at(Span(path), "is signed, and no document made from it would match the signature")
    if _MAIN_TYPE not in parts.get("[Content_Types].xml", b""):
        yield BROKEN_TEMPLATE.at(Span(path), "is no Word document, but of another type under its name")
    yield from (BROKEN_TEMPLATE.at(Span(path), fault) for fault in (*_page_faults(parts), *_number_faults(parts)))
    yield from _missing_parts(path, parts)


def _page_faults(parts: Parts) -> Iterator[str]:
    """Yield what is wrong with the size of the page, which every table is measured by."""
    root = tree(parts.get(DOCUMENT, b""))
    last = None if root is None else root.find(f"{W}body/{W}sectPr")
    size, margins = (None, None) if last is None else (last.find(f"{W}pgSz"), last.find(f"{W}pgMar"))
    if size is None or margins is None:
        yield "has no page size and margins"
        return
    width, height = _measure(size, "w"), _measure(size, "h")
    if width - _measure(margins, "left") - _measure(margins, "right") < _NARROWEST or height < _NARROWEST:
        yield "has no room for text between its margins"
    if max(width, height) > _WIDEST:
        yield "has a page wider or longer than Word can print"


def _measure(node: Any, name: str) -> int:
    """Return a measure in twentieths of a point; what is none counts as nothing."""
    written = node.get(f"{W}{name}", "")
    return int(written) if re.fullmatch(r"-?[0-9]{1,6}", written) else 0


def _number_faults(parts: Parts) -> Iterator[str]:
    """Yield the lists of the template that no number could be given to."""
    root = tree(parts.get(NUMBERING, b""))
    for number in () if root is None else root.iter(f"{W}num"):
        if not re.fullmatch(r"[0-9]{1,6}", number.get(f"{W}numId", "")) or number.find(f"{W}abstractNumId") is None:
            yield "has a list without number"


def _missing_parts(path: str, parts: Parts) -> Iterator[Diagnostic]:
    """Report each relationship that leads to a part that is not there; Word would call every document damaged."""
    for name in sorted(parts):
        for target in targets(name, parts) if name.endswith(".rels") else ():
            if target not in (*parts, *_LINKED):
                yield BROKEN_TEMPLATE.at(Span(path), f'"{name}" leads to the part "{target}", which is not there')


def _style_faults(path: str, parts: Parts) -> Iterator[Diagnostic]:
    styles = parse(parts[STYLES])
    present = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    for style in sorted(NEEDED_STYLES - present):
        yield MISSING_STYLE.at(Span(path), f'the style "{style}" is missing')
    numbered = lists_of(styles, parse(parts[NUMBERING]))
    for style in NUMBERED:
        if style in present and style not in numbered:
            yield MISSING_STYLE.at(Span(path), f'the style "{style}" is not linked with a list')


def _count_faults(path: str, parts: Parts) -> Iterator[Diagnostic]:
    """Report each paragraph of the template that Word would count as a chapter or clause of every agreement."""
    root = parse(parts[DOCUMENT])
    counted = lists_of(parse(parts[STYLES]), parse(parts[NUMBERING]))
    for paragraph in counting(root, counted):
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))[:60]
        yield BROKEN_TEMPLATE.at(
            Span(path),
            f'the paragraph "{words}" has the numbered style of clauses, and would count as one',
            hint="give it another style, or take its number off",
        )


def counting(root: Any, counted: Mapping[str, str]) -> Iterator[Any]:
    """Yield the paragraphs of a main part that have a number of the outline by their style."""
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        named = "" if style is None else style.get(f"{W}val", "")
        if named in NUMBERED and named in counted and own is None:
            yield paragraph


def _marker_faults(path: str, parts: Parts) -> Iterator[Diagnostic]:
    found = [name for _, name in markers(parse(parts[DOCUMENT]))]
    for name in MARKERS:
        if found.count(name) != 1:
            where = "is missing" if name not in found else "stands more than once"
            yield MISSING_MARKER.at(Span(path), f"@@{name}@@ {where}")
    for name, word in _marks(parts):
        if name != DOCUMENT or word not in MARKERS:
            yield MISSING_MARKER.at(Span(path), f'@@{word}@@ in "{name}" is no marker of this place')


def _marks(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield what looks like a marker, with its part: every one that is none would be printed."""
    for name in sorted(parts):
        if name == DOCUMENT or RUNNING.fullmatch(name):
            for paragraph in parse(parts[name]).iter(f"{W}p"):
                words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
                yield from ((name, word) for word in _LIKE_A_MARKER.findall(words))


def _tag_faults(path: str, parts: Parts) -> Iterator[Diagnostic]:
    for name in sorted(parts):
        if name == DOCUMENT or RUNNING.fullmatch(name):
            written = etree.tostring(parse(parts[name]), encoding="unicode")  # as it is compiled: signs by number, too
            if found := _LOGIC.search(_ELEMENT.sub("", written)):
                yield FOREIGN_TAG.at(Span(path), f'"{found[0]}" opens no plain name in "{name}"')
                continue
            for fault in _foreign(cleaned(written)):
                yield FOREIGN_TAG.at(Span(path), f'{fault} in "{name}"', hint=f"tags are {', '.join(TAGS)}")


def _foreign(text: str) -> Iterator[str]:
    """Yield what *text* has beside literal words and names of facts."""
    try:
        parsed = _environment().parse(text)
    except TemplateSyntaxError as error:
        yield f"a tag that cannot be read ({error.message})"
        return
    for node in (inner for output in parsed.body for inner in getattr(output, "nodes", [output])):
        if isinstance(node, nodes.Name) and node.name not in TAGS:
            yield f"the tag {{{{ {node.name} }}}} is unknown"
        elif not isinstance(node, nodes.Name | nodes.TemplateData):
            yield "a tag that is no plain name"


# Making the shell


def _shell(parts: Parts, fingerprint: str) -> Shell:
    environment = _environment()
    text, order = _split(parts[DOCUMENT])
    last = _LAST_SECTION.search(text[-1])
    numbering, styles = parse(parts[NUMBERING]), parse(parts[STYLES])
    running = {name: part for name, part in parts.items() if RUNNING.fullmatch(name)}
    made = {DOCUMENT, STYLES, NUMBERING, "docProps/core.xml", "docProps/custom.xml", *running}
    made |= {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"}
    static = {name: part for name, part in parts.items() if name not in made and DROPPED not in name}
    return Shell(
        pieces=tuple(
            environment.from_string(piece) for piece in (*text[:-1], text[-1][: last.start() if last else None])
        ),
        order=order,
        sheet=_sheet(last[0] if last else ""),
        running={name: environment.from_string(cleaned(part.decode())) for name, part in running.items()},
        static={**{name: pack(part) for name, part in static.items()}, **_linked(parts)},
        styles=parts[STYLES],
        numbering=etree.tostring(numbering, encoding="unicode").rpartition("</w:numbering>")[0],
        lists=lists_of(styles, numbering),
        next_number=1 + max(int(number.get(f"{W}numId", "0")) for number in numbering.iter(f"{W}num")),
        strong=(strong := _fill_of(styles, "CellStrong")),
        firm=(firm := _fill_of(styles, "CellFirm")),
        faces=faces_of(styles, strong, firm),
        flush=not _head_fill(styles),
        fingerprint=fingerprint,
    )


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def cleaned(xml: str) -> str:
    """Return *xml* with tags joined that Word has split; docxtpl knows how."""
    from docxtpl import DocxTemplate

    patched: str = DocxTemplate.patch_xml(None, xml)
    return _PARAGRAPH_GAP.sub("", patched)


def _split(document: bytes) -> tuple[list[str], tuple[str, ...]]:
    """Return the text of the main part between the markers, and the markers in order."""
    root = parse(document)
    for paragraph, name in markers(root):
        paragraph.getparent().replace(paragraph, etree.ProcessingInstruction("marker", name))
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    pieces = _MARKED.split(declaration + cleaned(etree.tostring(root, encoding="unicode")))
    return pieces[::2], tuple(pieces[1::2])


def markers(root: Any) -> list[tuple[Any, str]]:
    """Return each marker paragraph that stands directly in the body, with its name."""
    found = []
    for paragraph in root.iterfind(f"{W}body/{W}p"):
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t")).strip()
        if words.startswith("@@") and words.endswith("@@") and words.strip("@") in MARKERS:
            found.append((paragraph, words.strip("@")))
    return found


def _sheet(section: str) -> Sheet:
    """Return upright and lying section properties from the last section of the template."""
    upright = section.partition("</w:body>")[0]
    width, height = _number(upright, "w:w"), _number(upright, "w:h")
    left, right = _number(upright, "w:left"), _number(upright, "w:right")
    lying = re.sub(r"<w:pgSz\b[^>]*/>", f'<w:pgSz w:w="{height}" w:h="{width}" w:orient="landscape"/>', upright)
    for side, size in (("top", 1474), ("bottom", 1134), ("left", 1134), ("right", 1134)):
        lying = re.sub(rf'\bw:{side}="-?\d+"', f'w:{side}="{size}"', lying)
    tall = height - _number(upright, "w:top") - _number(upright, "w:bottom")
    return Sheet(upright, lying, width - left - right, height - 2 * 1134, tall)


def _number(section: str, attribute: str) -> int:
    found = re.search(rf'\b{attribute}="(\d+)', section)
    return int(found[1]) if found else 0


def lists_of(styles: Any, numbering: Any) -> dict[str, str]:
    """Return the abstract list of each style that has a number of its own."""
    abstract = {
        number.get(f"{W}numId"): number.find(f"{W}abstractNumId").get(f"{W}val") for number in numbering.iter(f"{W}num")
    }
    found = {}
    for style in styles.iter(f"{W}style"):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None and number.get(f"{W}val") in abstract:
            found[style.get(f"{W}styleId")] = abstract[number.get(f"{W}val")]
    return found


def _fill_of(styles: Any, id_: str) -> str:
    """Return the fill that the style *id_* of letters names, so that legal changes it there."""
    shade = next(
        (one.find(f"{W}rPr/{W}shd") for one in styles.iter(f"{W}style") if one.get(f"{W}styleId") == id_), None
    )
    return "" if shade is None else str(shade.get(f"{W}fill", ""))


def _head_fill(styles: Any) -> bool:
    """Tell whether the head of a table is filled: a fill needs room around the words, also at the margin."""
    tables = [one for one in styles.iter(f"{W}style") if one.get(f"{W}styleId") == "AgreementTable"]
    return any(shade.get(f"{W}fill", "auto") != "auto" for table in tables for shade in table.iter(f"{W}shd"))


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROPERTY_TYPES = (
    ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ("/customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
)


def _linked(parts: Parts) -> dict[str, Packed]:
    """Return content types and relationships with those of custom properties and the list of marks added."""
    linked = {
        "[Content_Types].xml": _added(
            parts["[Content_Types].xml"],
            "</Types>",
            *(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _PROPERTY_TYPES),
        ),
        "_rels/.rels": _added(
            parts["_rels/.rels"],
            "</Relationships>",
            f'<Relationship Id="rIdCustom" Type="{_OFFICE}/custom-properties" Target="docProps/custom.xml"/>',
        ),
        "word/_rels/document.xml.rels": _added(
            parts["word/_rels/document.xml.rels"],
            "</Relationships>",
            f'<Relationship Id="rIdMarks" Type="{_OFFICE}/customXml" Target="../customXml/item1.xml"/>',
        ),
    }
    return {name: pack(part) for name, part in linked.items()}


def _added(part: bytes, closing: str, *entries: str) -> bytes:
    """Return *part* with *entries* before its closing tag, unless they stand there already."""
    text = re.sub(
        r"<(Override|Relationship)[^>]*(stylesWithEffects|customXml|docProps/custom\.xml)[^>]*/>", "", part.decode()
    )
    return text.replace(closing, "".join(entries) + closing).encode()
