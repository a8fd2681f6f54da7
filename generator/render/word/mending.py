"""A template from the defaults of Word or LibreOffice, mended as far as that is safe: styles, lists, markers, tags.

What a person wrote stays: nothing is taken out, no style that is there changes its look. What only a person can decide
(tracked changes, a link to elsewhere, logic in a tag, a marker among other words) stays for the lint to report.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from generator.read.package import Parts, open_package
from generator.read.word import whole_number
from generator.render.word.carried import DOCUMENT, RUNNING, VARIABLES
from generator.render.word.house import HEADER, NAMESPACES, House, NumberedList, mm
from generator.render.word.naming import with_own_ids
from generator.render.word.package import pack, write_package
from generator.render.word.shell import (
    NUMBERING,
    STYLES,
    TAGS,
    W,
    cleaned,
    counting,
    lists_of,
    markers,
)
from generator.render.word.styles import NEEDED_STYLES, numbering_part, styles_part
from generator.render.word.template import MARKERS, cover_lines, marker, page_title, running_parts, settings_part, sheet
from generator.render.word.trees import parse, tree, written

SETTINGS = "word/settings.xml"
_TYPES, _LINKS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MENDED = (DOCUMENT, STYLES, NUMBERING, SETTINGS, _TYPES, _LINKS)
_TITLES = {"CONTROL": "Document control", "CONTENTS": "Contents"}
_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_AROUND = " \t\n\u00a0\u200b\u2009\u202f\"'`“”„‟‘’‚‛«»"
_BEFORE_NUMBER = tuple(
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


_PRINTABLE = mm(6)
_SIDES, _ROOM = {"header": "top", "footer": "bottom"}, mm(14)
"""The margin that a header or footer stands in, and how far from its edge the text begins."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A template after mending, and what was done to it, in words; the file itself where nothing was."""

    data: bytes
    done: tuple[str, ...]


def mend(path: str, data: bytes, house: House) -> Mended:
    """Return the template *data* with what it lacked, taken from *house*."""
    parts, faults = open_package(path, data)
    if faults or not whole(parts):
        return Mended(data, ())
    named, renamed = with_own_ids(parts)
    bench = Bench(dict(named), house)
    bench.done += [f'style "{old}" has the id "{new}" now, which the text names' for old, new in renamed.items()]
    steps = (bench.link, bench.style, bench.number, bench.uncount, bench.mark, bench.run, bench.empty, bench.correct)
    for step in steps:
        step()
    if not bench.done:
        return Mended(data, ())
    return Mended(write_package({name: pack(part) for name, part in bench.parts.items()}), tuple(bench.done))


def whole(parts: Parts) -> bool:
    """Tell whether what is mended can be read; of a damaged part the lint says which it is."""
    read = {name: tree(parts[name]) for name in _MENDED if name in parts}
    main = read.get(DOCUMENT)
    body = main.find(f"{W}body") if main is not None else None
    return body is not None and not {_TYPES, _LINKS} - {*read} and all(one is not None for one in read.values())


class Bench:
    """A template while it is mended.

    Attributes:
        parts: As they are by now.
        house: Where what is missing comes from.
        done: What was done, in words.
    """

    def __init__(self, parts: Parts, house: House) -> None:
        """Begin with the *parts* of a template."""
        self.parts = dict(parts)
        self.house = house
        self.done: list[str] = []

    def link(self) -> None:
        """Add the parts that every document needs."""
        needed = (
            (STYLES, "styles", styles_part(self.house)),
            (NUMBERING, "numbering", f"{HEADER}<w:numbering {NAMESPACES}/>".encode()),
            (SETTINGS, "settings", settings_part(self.house.language)),
        )
        for name, kind, made in needed:
            if name not in self.parts:
                self.add(name, kind, made)
                self.done.append(f"the part of {kind} was missing and is added")

    def add(self, name: str, kind: str, part: bytes) -> str:
        """Add a part with its type and its link; return the id of the link."""
        self.parts[name] = part
        types, links = parse(self.parts[_TYPES]), parse(self.parts[_LINKS])
        etree.SubElement(types, etree.QName(types, "Override"), PartName=f"/{name}", ContentType=f"{_MAIN}.{kind}+xml")
        id_ = f"rIdMended{len(links) + 1}"
        etree.SubElement(
            links,
            etree.QName(links, "Relationship"),
            Id=id_,
            Type=f"{_OFFICE}/{kind}",
            Target=name.removeprefix("word/"),
        )
        self.parts[_TYPES], self.parts[_LINKS] = written(types), written(links)
        return id_

    def style(self) -> None:
        """Add the styles that are missing, on top of the template's own plain text."""
        styles = parse(self.parts[STYLES])
        present = {one.get(f"{W}styleId"): one for one in styles.iter(f"{W}style")}
        missing = [one for one in parse(styles_part(self.house)).iter(f"{W}style") if not self.has(present, one)]
        plain = next((id_ for id_, one in present.items() if is_plain(one)), "Normal")
        for one in missing:
            added = deepcopy(one)
            below = added.find(f"{W}basedOn")
            if below is not None and below.get(f"{W}val") == "Normal":
                below.set(f"{W}val", plain)
            for number in added.findall(f"{W}pPr/{W}numPr"):
                number.getparent().remove(number)  # the template has lists of its own under the same ids
            styles.append(added)
        if missing:
            self.parts[STYLES] = written(styles)
            names = sorted({one.get(f"{W}styleId") for one in missing} & NEEDED_STYLES)
            self.done.append(f"{len(missing)} styles were missing and are added: {', '.join(names)}")

    def has(self, present: dict[Any, Any], style: Any) -> bool:
        """Tell whether a style is there; plain text, plain letters and plain tables are, under whatever name."""
        kind = style.get(f"{W}type")
        default = style.get(f"{W}default") and any(
            one.get(f"{W}type") == kind and one.get(f"{W}default") in ("1", "true") for one in present.values()
        )
        return bool(style.get(f"{W}styleId") in present or default)

    def number(self) -> None:
        """Link the numbered styles with lists, each list as a whole: its levels must count together."""
        styles, numbering = parse(self.parts[STYLES]), parse(self.parts[NUMBERING])
        made = [levels for levels in self.house.lists if not linked(styles, numbering, levels)]
        shipped = parse(numbering_part(self.house))
        for levels in made:
            relink(styles, numbering, shipped, levels)
        if made:
            self.parts[STYLES], self.parts[NUMBERING] = written(styles), written(numbering)
            names = ", ".join(level.style for levels in made for level in levels.levels)
            self.done.append(f"numbered styles are linked with lists: {names}")

    def uncount(self) -> None:
        """Take the number off the template's own headings: they would count as chapters of every agreement."""
        root = parse(self.parts[DOCUMENT])
        lists = lists_of(parse(self.parts[STYLES]), parse(self.parts[NUMBERING]))
        found = [*counting(root, lists)]
        for paragraph in found:
            set_number(paragraph, 0, 0)
        if found:
            self.parts[DOCUMENT] = written(root)
            self.done.append(f"{len(found)} headings of the file itself have no number, so that chapters begin at 1")

    def mark(self) -> None:
        """Add the markers that are missing, each after the one before it, and a cover where there is none."""
        root = parse(self.parts[DOCUMENT])
        body = root.find(f"{W}body")
        there = {name: paragraph for paragraph, name in markers(root)}
        everywhere = "".join(text.text or "" for text in body.iter(f"{W}t"))
        missing = [name for name in MARKERS if f"@@{name}@@" not in everywhere]
        if body.find(f"{W}sectPr") is None:
            body.append(fragment(sheet(self.house, "")))
            self.done.append("the page had no size and margins, and has those of the house style")
        last = body.findall(f"{W}sectPr")[-1].getprevious()
        for name in MARKERS:
            if name in there:
                last = there[name]
            elif name in missing:
                last = self.placed(body, last, name)
        if missing:
            self.parts[DOCUMENT] = written(root)
            self.done.append(f"markers were missing and are added: {', '.join(missing)}")

    def placed(self, body: Any, last: Any, name: str) -> Any:
        """Put a marker and what leads it in after *last*; return it."""
        lines = [page_title(_TITLES[name])] if name in _TITLES else []
        if name == "COVER-PARTIES" and "title" not in tags_in(self.parts[DOCUMENT]):
            lines = list(cover_lines())
            self.done.append("the cover has title, subject and date now")
        for line in (*lines, marker(name)):
            paragraph = fragment(line)
            if last is None:
                body.insert(0, paragraph)
            else:
                last.addnext(paragraph)
            last = paragraph
        return last

    def run(self) -> None:
        """Add a header and a footer to running pages that have none, so that each page says what it belongs to."""
        root = parse(self.parts[DOCUMENT])
        sections = root.findall(f"{W}body/{W}sectPr")
        for kind, part in running_parts(self.house).items():
            if not sections or sections[-1].find(f"{W}{kind}Reference") is not None:
                continue
            name = next(f"word/{kind}{n}.xml" for n in range(1, 99) if f"word/{kind}{n}.xml" not in self.parts)
            id_ = self.add(name, kind, part)
            reference = etree.Element(f"{W}{kind}Reference")
            reference.set(f"{W}type", "default")
            reference.set(f"{{{_OFFICE}}}id", id_)
            sections[-1].insert(0 if kind == "header" else len(sections[-1].findall(f"{W}headerReference")), reference)
            keep_from_edge(sections[-1], kind)
            self.parts[DOCUMENT] = written(root)
            self.done.append(f"running pages had no {kind}, and have one with the facts of the agreement")

    def empty(self) -> None:
        """Take out the variables that add-ins leave in the settings, where Word gives nobody a hand on them."""
        root = parse(self.parts[SETTINGS])
        held = root.findall(f"{W}{VARIABLES}")
        for one in held:
            root.remove(one)
        if held:
            self.parts[SETTINGS] = written(root)
            self.done.append("variables that no page shows are taken out")

    def correct(self) -> None:
        """Write tags as they are read: without the quotes, capitals and hard blanks that Word puts in."""
        for name in sorted(self.parts):
            if name != DOCUMENT and not RUNNING.fullmatch(name):
                continue
            text = cleaned(self.parts[name].decode())
            mended = _TAG.sub(lambda found: corrected(found[0], found[1]), text)
            if mended != text:
                self.parts[name] = mended.encode()
                self.done.append(f'tags in "{name}" are written as they are read')


def fragment(xml: str) -> Any:
    """Return a piece of WordprocessingML as a tree."""
    return parse(f"<w:body {NAMESPACES}>{xml}</w:body>".encode())[0]


def keep_from_edge(section: Any, kind: str) -> None:
    """Keep a header or footer that was added where a printer reaches, and the text clear of it: LibreOffice writes 0
    where there was none, and margins that have no room for one.
    """
    margins = section.find(f"{W}pgMar")
    if margins is None:
        return
    edge = number_of(margins, kind)
    if edge < _PRINTABLE:
        edge = mm(12.5)
        margins.set(f"{W}{kind}", str(edge))
    side, least = _SIDES[kind], edge + _ROOM
    if number_of(margins, side) < least:
        margins.set(f"{W}{side}", str(least))


def is_plain(style: Any) -> bool:
    """Tell whether a style is that of plain paragraphs."""
    name = style.find(f"{W}name")
    default = style.get(f"{W}default") in ("1", "true") or (name is not None and name.get(f"{W}val") == "Normal")
    return bool(style.get(f"{W}type") == "paragraph" and default)


def corrected(tag: str, inside: str) -> str:
    """Return a tag that names a fact, however it is written, as it is read; any other as it is."""
    name = re.sub(r"<[^>]*>|&[a-z#0-9]+;", "", inside).strip(_AROUND).lower().replace(" ", "_").replace("-", "_")
    return f"{{{{ {name} }}}}" if name in TAGS else tag


def number_of(element: Any, name: str) -> int:
    """Return the whole number that an attribute says; 0 where it says none."""
    return whole_number(element.get(f"{W}{name}")) or 0


def tags_in(part: bytes) -> set[str]:
    """Return the facts that the tags of a part name."""
    return {corrected(found[0], found[1]).strip("{} ") for found in _TAG.finditer(cleaned(part.decode()))}


def linked(styles: Any, numbering: Any, levels: NumberedList) -> bool:
    """Tell whether the styles of a list are the levels of one list."""
    found = lists_of(styles, numbering)
    if len({found.get(level.style, "") for level in levels.levels}) > 1 or levels.levels[0].style not in found:
        return False
    return [level_of(styles, level.style) for level in levels.levels] == list(range(len(levels.levels)))


def level_of(styles: Any, id_: str) -> int:
    """Return on which level of its list a style is, from 0; -1 when the style is not there."""
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}styleId") == id_:
            level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            return 0 if level is None else number_of(level, "val")
    return -1


def relink(styles: Any, numbering: Any, shipped: Any, levels: NumberedList) -> None:
    """Give *levels* a new list, and link their styles with it and with no other."""
    named = {level.style: at for at, level in enumerate(levels.levels)}
    for old in numbering.iter(f"{W}pStyle"):
        if old.get(f"{W}val") in named:
            old.getparent().remove(old)
    free = 1 + max(
        (number_of(one, name) for name in ("abstractNumId", "numId") for one in numbering),
        default=0,
    )
    abstract = deepcopy(next(one for one in shipped if one.get(f"{W}abstractNumId") == str(levels.id)))
    abstract.set(f"{W}abstractNumId", str(free))
    first = numbering.find(f"{W}num")
    numbering.append(abstract) if first is None else first.addprevious(abstract)
    number = etree.SubElement(numbering, f"{W}num")
    number.set(f"{W}numId", str(free))
    etree.SubElement(number, f"{W}abstractNumId").set(f"{W}val", str(free))
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}styleId") in named:
            set_number(style, named[style.get(f"{W}styleId")], free)


def set_number(style: Any, level: int, number: int) -> None:
    """Put a style or a paragraph on a level of a list, whose indents then hold; on the list 0 it has no number."""
    shape = style.find(f"{W}pPr")
    if shape is None:
        shape = etree.Element(f"{W}pPr")
        face = style.find(f"{W}rPr")
        style.append(shape) if face is None else face.addprevious(shape)
    for name in ("numPr", "ind"):
        for old in shape.findall(f"{W}{name}"):
            shape.remove(old)
    made = etree.Element(f"{W}numPr")
    etree.SubElement(made, f"{W}ilvl").set(f"{W}val", str(level))
    etree.SubElement(made, f"{W}numId").set(f"{W}val", str(number))
    at = max((shape.index(one) + 1 for one in shape if one.tag in _BEFORE_NUMBER), default=0)
    shape.insert(at, made)
