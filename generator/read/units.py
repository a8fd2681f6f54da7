"""The lines and rows of a Word file, with every tracked change accepted, and as they stood before.

Most lines of a file that came back are those that were sent: each is read once. Only what a change touches is copied,
settled both ways, and read again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from lxml import etree

from generator.read.paragraphs import faces_of, hiding_of, read_paragraphs, words_of
from generator.read.revisions import accept, reject
from generator.read.things import things_of
from generator.read.word import W

CELL_SIGN = " | "
"""Stands between the cells of a row in its words."""
CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_AT, _SAME = "at", "same"
"""Signs of our own; a namespace of our own would get a prefix, and lxml can take it for another one in a copy."""
_ID = f"{W}id"
_P, _ROW, _CELL, _TABLE = f"{W}p", f"{W}tr", f"{W}tc", f"{W}tbl"
_PROPERTIES, _SECTION = f"{W}trPr", f"{W}sectPr"
_OLDER = (f"{W}pPrChange", f"{W}sectPrChange")
_FORMATS = tuple(f"{W}{name}" for name in ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange"))


class Hand(NamedTuple):
    """Who changed something, and when, as written in the file."""

    author: str
    date: str


class ReadLine(NamedTuple):
    """A paragraph.

    Attributes:
        text: With every change accepted.
        style: Id of its style.
        marks: Names of the bookmarks in it.
        hands: Whose tracked changes touch it.
        comments: Ids of the comments that begin in it.
        hidden: Words in it that do not show on the page.
        formats: Whose tracked changes of form touch it.
        key: The words, with the place that a computed number leads to instead of the number.
        spans: Where bookmarked stretches begin and end in *key*, by name.
        things: Pictures, drawings and equations in it, each in words.
        struck: Words in it that are struck out by form.
        numbering: The list that it belongs to by itself, and how deep in it; empty where its style says so.
    """

    text: str
    style: str = ""
    marks: tuple[str, ...] = ()
    hands: tuple[Hand, ...] = ()
    comments: tuple[str, ...] = ()
    hidden: str = ""
    formats: tuple[Hand, ...] = ()
    key: str = ""
    spans: tuple[tuple[str, int, int], ...] = ()
    things: tuple[str, ...] = ()
    struck: str = ""
    numbering: str = ""


class Unit(NamedTuple):
    """A paragraph outside tables, or a row of a table with its cells; see ``line_unit`` and ``row_unit``.

    Attributes:
        cells: Lines by cell; a paragraph is one cell of one line.
        is_row: Whether it is a row.
        lines: All lines, cell by cell.
        key: What the unit is compared by.
        text: All words.
        marks: All bookmarks.
    """

    cells: tuple[tuple[ReadLine, ...], ...]
    is_row: bool
    lines: tuple[ReadLine, ...]
    key: str
    text: str
    marks: tuple[str, ...]

    @property
    def things(self) -> tuple[str, ...]:
        """All pictures, drawings and equations."""
        return tuple([thing for line in self.lines for thing in line.things])

    @property
    def hands(self) -> tuple[Hand, ...]:
        """Whose tracked changes touch it."""
        return unique(hand for line in self.lines for hand in line.hands)

    @property
    def formats(self) -> tuple[Hand, ...]:
        """Whose tracked changes of form touch it."""
        return tuple([hand for line in self.lines for hand in line.formats])


def line_unit(line: ReadLine) -> Unit:
    """Return a paragraph outside tables."""
    lines = (line,)
    return Unit((lines,), False, lines, line.key, line.text, line.marks)


def row_unit(cells: tuple[tuple[ReadLine, ...], ...]) -> Unit:
    """Return a row, its words joined once: they are asked for again and again."""
    lines = tuple(chain.from_iterable(cells))
    key = "\t".join(["\n".join([line.key for line in cell]) for cell in cells])
    text = CELL_SIGN.join(["\n".join([line.text for line in cell]) for cell in cells])
    return Unit(cells, True, lines, key, text, tuple([mark for line in lines for mark in line.marks]))


def unique(hands: Iterable[Hand]) -> tuple[Hand, ...]:
    """Return *hands* without repetition, in order."""
    return tuple(dict.fromkeys(hands))


def hand(element: Any) -> Hand:
    """Return who made the change *element*; the day is empty where the file has none, or one of no calendar."""
    return Hand(element.get(f"{W}author") or "", dated(element.get(f"{W}date") or ""))


@cache
def dated(written: str) -> str:
    """Return *written* when a day leads it; LibreOffice writes ``0-00-00T00:00:00Z`` where it knows none."""
    try:
        date.fromisoformat(written[:10])
    except ValueError:
        return ""
    return written if written[4:5] == "-" else ""


# What is known before changes are settled


def hands_by_paragraph(paragraphs: Mapping[Any, int], root: Any) -> dict[int, tuple[Hand, ...]]:
    """Return whose changes touch each paragraph, or the row that it stands in."""
    found: dict[int, list[Hand]] = {}
    for one in root.iter(*CHANGES):
        above = one.getparent()
        whole = above.getparent() if above.tag == _PROPERTIES else None
        several = whole.iter(_P) if whole is not None else one.iterancestors(_P)
        for paragraph in several:
            found.setdefault(paragraphs[paragraph], []).append(hand(one))
            if whole is None:
                break
    return {at: unique(hands) for at, hands in found.items()}


def forms_by_paragraph(paragraphs: Mapping[Any, int], root: Any) -> dict[int, tuple[Hand, ...]]:
    """Return whose changes of form touch each paragraph."""
    found: dict[int, list[Hand]] = {}
    for one in root.iter(*_FORMATS):
        for paragraph in one.iterancestors(_P):
            found.setdefault(paragraphs[paragraph], []).append(hand(one))
            break
    return {at: unique(hands) for at, hands in found.items()}


def but(hands: Mapping[int, tuple[Hand, ...]], ours: Hand | None) -> dict[int, tuple[Hand, ...]]:
    """Return *hands* without ours."""
    return {at: kept for at, several in hands.items() if (kept := tuple([one for one in several if one != ours]))}


def comments_by_paragraph(paragraphs: Mapping[Any, int], root: Any) -> dict[int, tuple[str, ...]]:
    """Return the ids of the comments that begin in each paragraph, or are only referred to there."""
    found: dict[int, list[str]] = {}
    for one in root.iter(f"{W}commentRangeStart", f"{W}commentReference"):
        above = next(one.iterancestors(_P), None)
        place = above if above is not None else next((later for later in one.itersiblings(_P)), None)
        if place is not None:
            found.setdefault(paragraphs[place], []).append(one.get(_ID) or "")
    return {at: tuple(dict.fromkeys(ids)) for at, ids in found.items()}


# Units


def now_and_before(
    root: Any, pictures: Mapping[str, str], styles: Any, ours: Hand | None
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Return the units with every tracked change accepted, and those with every one rejected that is not ours.

    Args:
        root: The main part.
        pictures: By what embedded pictures are known again.
        styles: The part of styles.
        ours: By which hand a redline of ours shows its changes: what we sent shows them accepted.
    """
    body = root.find(f"{W}body")
    reader = _Reader(root, pictures, styles, ours)
    touched = {child_of(body, one) for one in body.iter(*CHANGES, *_OLDER)}
    if not touched:
        now = tuple(_units(body, reader))
        return now, now
    now = reader.units(accept(reader.copied(body, touched)))
    if not reader.hands:
        return now, now
    marked = accept(reader.copied(body, touched), lambda one: hand(one) == ours)
    return now, reader.units(reject(marked))


class _Known(NamedTuple):
    """The units of a stretch that no change touches, and the last paragraph before it and in it."""

    before: int
    units: tuple[Unit, ...]
    last: int


class _Reader:
    """Reads one file: what is known of its paragraphs, by their place in it, and which of them it read last."""

    def __init__(self, root: Any, pictures: Mapping[str, str], styles: Any, ours: Hand | None) -> None:
        self.pictures, self.hiding = pictures, hiding_of(styles)
        self.things = things_of(root, pictures)
        self.faces = faces_of(root, self.hiding)
        found = read_paragraphs(root, self.faces)
        self.reads = list(found.values())
        self.places = {paragraph: at for at, paragraph in enumerate(found)}
        changes, forms = hands_by_paragraph(self.places, root), forms_by_paragraph(self.places, root)
        self.changed = {*changes, *forms}
        self.hands, self.forms = but(changes, ours), but(forms, ours)
        self.comments = comments_by_paragraph(self.places, root)
        self.stretches: list[list[Any]] = []
        self.known: dict[int, _Known] = {}
        self.last = -1

    def copied(self, body: Any, touched: Container[Any]) -> Any:
        """Return a copy of the *touched* children of *body*, with a sign for each stretch between that stays as it is.

        What stands behind a line that a change touches is copied too: where the end of the line goes, it runs on there.
        Each is copied once, since a copy of a copy may take one namespace for another.
        """
        made = etree.Element(body.tag, nsmap=body.nsmap)
        self.stretches = []
        same = False
        for child in body:
            if child in touched or child.getprevious() in touched:
                same = False
                for paragraph in child.iter(_P):
                    paragraph.set(_AT, str(self.places[paragraph]))
                made.append(deepcopy(child))
                continue
            if not same:
                etree.SubElement(made, _SAME, nth=str(len(self.stretches)))
                self.stretches.append([])
            same = True
            self.stretches[-1].append(child)
        return made

    def units(self, settled: Any) -> tuple[Unit, ...]:
        """Return the units of a copy whose changes are settled."""
        self.places |= {one: int(one.get(_AT)) for one in settled.iter(_P)}
        self.things = {**self.things, **things_of(settled, self.pictures)}
        self.faces = {**self.faces, **faces_of(settled, self.hiding)}
        self.last = -1
        return tuple(_units(settled, self))

    def stretch(self, nth: int) -> tuple[Unit, ...]:
        """Return the units of a stretch that no change touches, read once."""
        known = self.known.get(nth)
        if known is None or known.before != self.last:
            before = self.last
            self.known[nth] = known = _Known(before, tuple(_units(self.stretches[nth], self)), self.last)
        self.last = known.last
        return known.units

    def line(self, paragraph: Any) -> ReadLine:
        """Return one paragraph; what was said of those before it that are gone belongs to it."""
        after, at = self.last + 1, self.places[paragraph]
        self.last = max(at, self.last)
        span = (at,) if at == after else range(min(after, at), at + 1)
        same = not self.changed or self.changed.isdisjoint((at - 1, at))
        read = self.reads[at] if same else words_of(paragraph, self.faces)
        return ReadLine(
            read.text,
            read.style,
            read.marks,
            said(self.hands, span),
            said(self.comments, span),
            read.hidden,
            self.forms.get(at, ()),
            read.key,
            read.spans,
            self.things.get(paragraph, ()),
            read.struck,
            read.numbering,
        )


def child_of(body: Any, element: Any) -> Any:
    """Return the child of *body* in which an element stands."""
    above = element.getparent()
    while above is not body:
        element, above = above, above.getparent()
    return element


Said = TypeVar("Said")


def said(notes: Mapping[int, tuple[Said, ...]], span: Sequence[int]) -> tuple[Said, ...]:
    """Return what is known of the paragraphs of *span*, each once."""
    if len(span) == 1:
        return notes.get(span[0], ())
    return tuple(dict.fromkeys([one for at in span for one in notes.get(at, ())]))


def _units(parent: Iterable[Any], reader: _Reader) -> Iterator[Unit]:
    for child in parent:
        tag = child.tag
        if tag == _P:
            yield line_unit(reader.line(child))
        elif tag == _TABLE:
            yield from (_row(row, reader) for row in child.iter(_ROW) if next(row.iterancestors(_TABLE)) is child)
        elif tag == _SAME:
            yield from reader.stretch(int(child.get("nth")))
        elif tag != _SECTION:
            yield from _units(child, reader)


def _row(row: Any, reader: _Reader) -> Unit:
    """Return a row; what stands in a table inside a cell is read as lines of that cell."""
    cells: list[list[ReadLine]] = []
    for element in row.iter(_CELL, _P):
        if element.tag == _P:
            cells = cells or [[]]  # in a damaged file a line may stand before all cells
            cells[-1].append(reader.line(element))
        elif element.getparent() is row or next(element.iterancestors(_ROW)) is row:
            cells.append([])
    return row_unit(tuple(map(tuple, cells)))
