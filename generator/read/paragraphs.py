"""The words of the paragraphs of a Word file: as they show, as they are compared, and those that do not show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

from generator.read.word import W, whole_number

_P, _T, _SYMBOL, _STYLE, _FIELD, _INSTRUCTION, _BEGIN, _END = (
    f"{W}{name}" for name in ("p", "t", "sym", "pStyle", "fldChar", "instrText", "bookmarkStart", "bookmarkEnd")
)
_ID, _NAME, _VALUE, _TYPE, _TABS, _KIND = (
    f"{W}{name}" for name in ("id", "name", "val", "type", "tabs", "fldCharType")
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_MARKS = (_BEGIN, _END)
_LIST, _DEPTH = f"{W}numId", f"{W}ilvl"
_NUMBERS = (_LIST, _DEPTH)
_FORMS = (_STYLE, *_NUMBERS)
_OLDER_FORMS: Any = etree.XPath(
    "//w:pPrChange//*[self::w:pStyle or self::w:numId or self::w:ilvl]", namespaces={"w": W[1:-1]}
)
_NESTING: Any = etree.XPath("//w:p[.//w:p]", namespaces={"w": W[1:-1]})
_READ = (_T, _SYMBOL, _STYLE, *_NUMBERS, _FIELD, _INSTRUCTION, _BEGIN, _END, *_SIGNS)
_SIMPLE = {_T, _STYLE, *_MARKS}
"""What a paragraph is made of whose words all show as they stand, unless a face says otherwise."""
_HOLDERS = {f"{W}{name}" for name in ("body", "tc", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo")}
"""What paragraphs stand in; one that stands in anything else may stand in another one."""
HIDDEN, STRUCK = "hidden", "struck"
_FACES = {
    **dict.fromkeys((f"{W}{name}" for name in ("vanish", "specVanish", "webHidden", "color", "sz")), HIDDEN),
    **dict.fromkeys((f"{W}{name}" for name in ("shd", "highlight", "w", "rFonts", "position", "spacing")), HIDDEN),
    **dict.fromkeys((f"{W}strike", f"{W}dstrike"), STRUCK),
}
_OFF, _PALE = ("0", "false", "off"), re.compile("(?:[EF][0-9A-F]){3}", re.IGNORECASE)
"""Colours that nobody tells from white paper."""
_DARK = re.compile("(?:[0-2][0-9A-F]){3}", re.IGNORECASE)
"""Grounds from which nobody tells ink."""
_TINY, _NARROW = 6, 20
"""Half points, and per cent of the width of a letter; no reader sees letters of that size."""
_SHIFTS, _FAR = {f"{W}position": "-0123456789", f"{W}spacing": "-"}, 100
"""What moves letters off their line, or into one another, with how its number begins then; and from which one on."""
_SIGN_FONTS = re.compile("(?:wingdings|webdings|symbol|zapf ?dingbats|marlett|opensymbol)", re.IGNORECASE)
"""Fonts that show a letter as another sign."""
_HIDDEN_ROW, _SHADE, _TURNED = f"{W}hidden", f"{W}shd", f"{W}bdo"
_AREAS = {(_HIDDEN_ROW, f"{W}trPr"), (_SHADE, f"{W}pPr"), (_SHADE, f"{W}tcPr")}
"""What hides a row, a paragraph or a cell as a whole, each with what it stands in."""

_HIDING = {_TURNED: {"rtl"}, f"{W}highlight": {"black", "darkBlue"}}
"""What hides words with some of its values alone."""

Faces = Mapping[Any, str]
"""How the words of a run show, where it is not as other words do: hidden or white, or struck out."""
NO_FACES: Faces = {}


Piece = tuple[str, str, str]
"""An element that is read: its tag, what it says, its id or how it shows."""
Pieces = list[Piece]
"""What is read of a paragraph, in order."""


class Read(NamedTuple):
    """What is read of a paragraph.

    Attributes:
        text: Its words as they show.
        key: The same, a computed number as the sign of where it leads: a number that only shifts is no change.
        hidden: Those that do not show on a page.
        struck: Those that are struck out by form, which no program takes for a change.
        spans: Where bookmarked stretches begin and end in *key*, by name.
        style: Id of its style.
        marks: Names of the bookmarks that begin in it.
        numbering: The list that it belongs to by itself, and how deep in it; empty where its style says so.
    """

    text: str
    key: str
    hidden: str = ""
    struck: str = ""
    spans: tuple[tuple[str, int, int], ...] = ()
    style: str = ""
    marks: tuple[str, ...] = ()
    numbering: str = ""


_OURS = dict.fromkeys(map(ord, "\ue000\ue001"), "\ufffd")
LEAD = re.compile("\ue000([^\ue001]*)\ue001")


def lead(target: str) -> str:
    """Return what stands in a key for a number that leads to the bookmark *target*."""
    return f"\ue000{target}\ue001"


def read_paragraphs(root: Any, faces: Faces) -> dict[Any, Read]:
    """Return what is read of each paragraph below *root*; in one walk, since each start of a walk takes long."""
    found: dict[Any, Pieces] = {}
    older = set(_OLDER_FORMS(root))
    odd: set[Any] = set()
    now: Any = None
    pieces: Pieces = []
    for element in root.iter(_P, *_READ):
        tag = element.tag
        if tag == _P:
            now, pieces = element, []
            found[element] = pieces
            if element.getparent().tag not in _HOLDERS:
                odd.add(None)
        elif tag == _T:
            pieces.append((tag, plain(element), faces.get(element.getparent(), "") if faces else ""))
        elif tag in _MARKS:
            if element.getparent() is now or stands_in(element, now):
                pieces.append((tag, element.get(_NAME) or "", element.get(_ID) or ""))
        elif element not in older:
            pieces.append(piece(tag, element, faces))
            if tag != _STYLE:
                odd.add(now)
    for outer in _NESTING(root) if None in odd else ():
        found[outer] = pieces_of(outer, faces)
        odd.add(outer)
    return {
        one: read_pieces(several) if faces or one in odd else as_it_shows(several) for one, several in found.items()
    }


def piece(tag: str, element: Any, faces: Faces) -> Piece:
    """Return what one element says."""
    if tag in _FORMS:
        return (tag, element.get(_VALUE) or "", "")
    if tag == _T:
        return (tag, plain(element), faces.get(element.getparent(), "") if faces else "")
    if tag in _MARKS:
        return (tag, element.get(_NAME) or "", element.get(_ID) or "")
    if tag == _FIELD:
        return (tag, element.get(_KIND) or "", "")
    if tag == _INSTRUCTION:
        return (tag, element.text or "", "")
    shown = element.getparent().tag != _TABS and element.get(_TYPE) not in ("page", "column")
    return (_T, _SIGNS.get(tag, "\ufffd") if shown else "", faces.get(element.getparent(), ""))


def plain(element: Any) -> str:
    """Return the words of an element, those of others in it too, none of them a sign that this reader puts itself."""
    said = "".join(element.itertext()) if len(element) else element.text or ""
    return said.translate(_OURS) if "\ue000" in said or "\ue001" in said else said


def stands_in(element: Any, paragraph: Any) -> bool:
    """Tell whether *element* stands somewhere in *paragraph*: bookmarks stand between paragraphs too."""
    return next(element.iterancestors(_P), None) is paragraph


def pieces_of(paragraph: Any, faces: Faces = NO_FACES) -> Pieces:
    """Return what is read of one paragraph."""
    return [piece(element.tag, element, faces) for element in paragraph.iter(_READ)]


def words_of(paragraph: Any, faces: Faces = NO_FACES) -> Read:
    """Return the words of a paragraph, fields with what they show."""
    return read_pieces(pieces_of(paragraph, faces))


def style_of(paragraph: Any) -> str:
    """Return the id of the style of a paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(_VALUE) or ""


def read_pieces(pieces: Pieces) -> Read:
    """Return what the *pieces* of a paragraph say, fields with what they show."""
    if all(tag in _SIMPLE and not (tag == _T and more) for tag, _, more in pieces):
        return as_it_shows(pieces)
    style = next((said for tag, said, _ in pieces if tag == _STYLE), "")
    numbers = {tag: said for tag, said, _ in reversed(pieces) if tag in _NUMBERS}
    if numbers:
        read = read_pieces([one for one in pieces if one[0] not in _NUMBERS])
        own = f"{numbers[_LIST]}/{numbers.get(_DEPTH, '0')}" if _LIST in numbers else ""
        return read._replace(numbering=own)
    words = _Words()
    for tag, said, more in pieces:
        words.take(tag, said, more)
    return words.read(style)


def as_it_shows(pieces: Pieces) -> Read:
    """Return what a paragraph says whose words all show as they stand: most are such, and quickly read."""
    text = style = ""
    marks: list[str] = []
    opened: dict[str, tuple[str, int]] = {}
    spans: list[tuple[str, int, int]] = []
    for tag, said, more in pieces:
        if tag == _T:
            text += said
        elif tag == _STYLE:
            style = style or said
        elif tag == _BEGIN:
            marks.append(said)
            opened[more] = (said, len(text))
        elif more in opened:
            spans.append((*opened.pop(more), len(text)))
    return Read(text, text, "", "", tuple(spans), style, tuple(marks))


@dataclass(slots=True)
class _Words:
    """Words as they are met; inside a field that Word computes, its result is kept out of the key."""

    text: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    unseen: dict[str, list[str]] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    opened: dict[str, tuple[str, int]] = field(default_factory=dict)
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    length: int = 0

    def take(self, tag: str, said: str, more: str) -> None:
        if tag == _T:
            self.word(said, more)
        elif tag == _BEGIN:
            self.marks.append(said)
            self.opened[more] = (said, self.length)
        elif tag == _END and more in self.opened:
            name, start = self.opened.pop(more)
            self.spans.append((name, start, self.length))
        elif tag == _FIELD:
            self.field(said)
        elif tag == _INSTRUCTION and self.fields:
            self.fields[-1] += said

    def add(self, word: str) -> None:
        self.key.append(word)
        self.length += len(word)

    def word(self, word: str, face: str) -> None:
        self.text.append(word)
        if face:
            self.unseen.setdefault(face, []).append(word)
        if not self.computing():
            self.add(word)
        else:
            self.held.append(word)

    def computing(self) -> bool:
        """Tell whether a field is open whose words Word computes."""
        return bool(self.fields) and any(map(computed, self.fields))

    def field(self, what: str) -> None:
        if what == "begin":
            self.fields.append("")
        elif what == "end" and self.fields:
            instruction = self.fields.pop()
            if computed(instruction):
                self.add(lead([*instruction.split(), "", ""][1]))
            if not self.computing():
                self.held.clear()

    def read(self, style: str) -> Read:
        if self.computing():  # a field that does not end computes nothing
            self.add("".join(self.held))
        hidden, struck = ("".join(self.unseen.get(name, ())) for name in (HIDDEN, STRUCK))
        text, key = "".join(self.text), "".join(self.key)
        return Read(text, key, hidden, struck, tuple(self.spans), style, tuple(self.marks))


def computed(instruction: str) -> bool:
    """Tell whether Word computes what a field shows."""
    return instruction.split()[:1] in (["REF"], ["SEQ"], ["PAGEREF"], ["NUMPAGES"], ["PAGE"])


class Hiding(NamedTuple):
    """What the styles of a file hide or strike out.

    Attributes:
        plain: Whether words are hidden that name no style.
        styles: Ids of styles of paragraphs and runs that do it, each with how.
        tables: The same of styles of tables, whatever stands round their words.
    """

    plain: bool
    styles: Mapping[str, str]
    tables: Mapping[str, str]


def hiding_of(styles: Any) -> Hiding:
    """Return what the part of styles hides or strikes out; None when there is none."""
    return Hiding(hidden_by_default(styles), faces_of_styles(styles), faces_of_styles(styles, PLAIN_FACES))


def faces_of(root: Any, hiding: Hiding) -> Faces:
    """Return the runs whose words do not show as written, or are struck out: by form, by style, or by what holds them.

    Args:
        root: The main part.
        hiding: What the styles of the file do.
    """
    found = dict.fromkeys(root.iter(f"{W}r"), HIDDEN) if hiding.plain else {}
    for one in root.iter(f"{W}pStyle", f"{W}rStyle") if hiding.styles else ():
        face = hiding.styles.get(one.get(_VALUE) or "")
        if face:
            found |= dict.fromkeys(runs_of(one.getparent().getparent()), face)
    for one in root.iter(f"{W}tblStyle") if hiding.tables else ():
        if face := hiding.tables.get(one.get(_VALUE) or "", ""):
            found |= dict.fromkeys(runs_of(one.getparent().getparent()), face)
    marked = [one for one in root.iter(_HIDDEN_ROW, _TURNED, *_FACES) if shows_not(one)]
    for area in (area for area in map(area_of, marked) if area is not None):
        found |= dict.fromkeys(runs_of(area), HIDDEN)
    for one in marked:
        face = one.getparent()
        if face.tag == f"{W}rPr" and one.tag in _FACES and face.getparent().tag == f"{W}r":
            found[face.getparent()] = _FACES[one.tag]
    return found


def area_of(mark: Any) -> Any | None:
    """Return the row, paragraph, cell or turned words that an element hides as a whole; None for one of a font."""
    if mark.tag == _TURNED:
        return mark
    above = mark.getparent()
    return above.getparent() if (mark.tag, above.tag) in _AREAS else None


def runs_of(element: Any) -> list[Any]:
    """Return the runs of a paragraph or row; a run itself."""
    return [element] if element.tag == f"{W}r" else list(element.iter(f"{W}r"))


def shows_not(element: Any) -> bool:
    """Tell whether an element of a font hides words or strikes them out."""
    said = element.get(_VALUE)
    if element.tag in _HIDING:
        return said in _HIDING[element.tag]
    if element.tag == f"{W}color":
        return bool(_PALE.fullmatch(said or "")) or is_paper(element)
    if element.tag in _SHIFTS:
        moved = whole_number((said or "").removeprefix("-"))
        return moved is not None and moved >= _FAR and (said or "")[:1] in _SHIFTS[element.tag]
    if element.tag == f"{W}sz":
        size = whole_number(said)
        return size is not None and size <= _TINY
    if element.tag == f"{W}w":
        width = whole_number((said or "").removesuffix("%"))
        return width is not None and width <= _NARROW
    if element.tag == f"{W}rFonts":
        return any(_SIGN_FONTS.match(element.get(f"{W}{name}") or "") for name in ("ascii", "hAnsi"))
    if element.tag == f"{W}shd":
        ink = element.getparent().find(f"{W}color")
        ground = element.get(f"{W}color" if said == "solid" else f"{W}fill") or ""
        same = ink is not None and (ink.get(_VALUE) or "").upper() == ground.upper() != "AUTO"
        return bool(_DARK.fullmatch(ground)) or same or (said == "solid" and ground.lower() in {"", "auto"})
    return said not in _OFF


def is_paper(color: Any) -> bool:
    """Tell whether a colour is the one of the paper by the theme of the file, whatever else it says."""
    return color.get(f"{W}themeColor") in {"background1", "light1"} and color.get(f"{W}themeShade") is None


def hidden_by_default(styles: Any) -> bool:
    """Tell whether words are hidden that name no style: by what holds for all, or by the style of plain text."""
    if styles is None:
        return False
    plain_style = [one for one in styles.iter(f"{W}style") if one.get(f"{W}default") not in {None, *_OFF}]
    holders = [*styles.iter(f"{W}rPrDefault"), *(one for one in plain_style if one.get(_TYPE) != "table")]
    return any(shows_not(mark) for holder in holders for mark in holder.iter(*_PLAIN_HIDDEN))


_PLAIN_HIDDEN = tuple(f"{W}{name}" for name in ("vanish", "specVanish", "sz", "w", "rFonts"))
PLAIN_FACES = tuple(f"{W}{name}" for name in ("vanish", "specVanish", "strike", "dstrike"))
"""What hides words or strikes them out whatever stands round them: white words may stand on a dark ground."""


def faces_of_styles(styles: Any, tags: tuple[str, ...] = tuple(_FACES)) -> dict[str, str]:
    """Return the styles, by id, that hide words or strike them out, those among them that are made from others."""
    several = [] if styles is None else list(styles.iter(f"{W}style"))
    own = {
        one.get(f"{W}styleId") or "": next((_FACES[mark.tag] for mark in one.iter(*tags) if shows_not(mark)), "")
        for one in several
    }
    bases = {one.get(f"{W}styleId") or "": one.find(f"{W}basedOn") for one in several}
    for _ in range(len(several) if any(own.values()) else 0):
        more = {id_: own.get(base.get(_VALUE) or "", "") for id_, base in bases.items() if base is not None}
        grown = {id_: face or more.get(id_, "") for id_, face in own.items()}
        if grown == own:
            break
        own = grown
    return {id_: face for id_, face in own.items() if face}
