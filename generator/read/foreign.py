"""The reader of agreements that others wrote: every paragraph and table with what a reader sees of it.

It knows no agreement. What stands outside the main text (headers, notes, text boxes, comments) is handed on as a
stray, so that nothing is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.diagnostic import Diagnostic, Span, kind
from generator.read.counting import NO_LABEL, Counting, Label, counting_of, is_on
from generator.read.package import Parts
from generator.read.paragraphs import HIDDEN, PLAIN_FACES, STRUCK, faces_of_styles, style_of, words_of
from generator.read.returned import STYLES, comments_of, facts_of, other_parts, taken_boxes
from generator.read.revisions import accepted, rejected
from generator.read.units import Hand
from generator.read.word import DAMAGED_PART, DOCUMENT, W, main_part, parse_part, whole_number
from generator.read.word_package import open_word

TRACKED_CHANGES = kind(
    "undecided-changes",
    "A Word file that is to be imported holds tracked changes.",
    matters="It holds two texts, and which of them is meant would be a guess.",
    cure="Accept or reject the changes in Word, or say which text you mean: --changes accepted, --changes rejected.",
)
NO_WORDS = kind(
    "no-words-in-file",
    "A Word file that is to be imported holds no text.",
    matters="A scanned agreement is a picture: a person can read it, a program cannot.",
    cure="Ask for the file from which it was printed, or have the text recognised and read through first.",
)

_P, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_TRACKED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_COMMENTS = (f"{W}commentRangeStart", f"{W}commentReference")
_UNSEEN = ("vanish", "specVanish")
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_SYMBOLS = {
    **dict.fromkeys(("f0fc", "f050", "f052"), "\u2713"),
    **dict.fromkeys(("f0fe", "f053", "f078", "f0fd", "f054", "f0fb", "f04f"), "X"),
    **dict.fromkeys(("f0a8", "f06f", "f071", "f072", "f0a3"), "\u2610"),
    **dict.fromkeys(("f0b7", "f0a7", "f0d8", "f06c", "f06e"), "\u2022"),
}
"""Signs of the symbol fonts that agreements use: ticks, crosses, empty boxes, bullets."""


class Field(NamedTuple):
    """A reference that Word computes: where it stands in the text, and the bookmark that it leads to."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class ForeignLine:
    """A paragraph.

    Attributes:
        text: What shows, without the automatic number.
        style: Name of its style.
        outline: Level of the outline, from 1; 0 for none.
        label: The automatic number; an empty line has one too.
        bold: Whether all its words are bold.
        fields: References that Word computes.
        marks: Bookmarks that begin in it.
        notes: Footnotes and endnotes that it refers to, by kind and id.
        hidden: Words that do not show on a page; they are not in *text*.
        pictures: How many pictures and embedded objects stand in it.
        comments: Ids of the comments that begin in it.
        struck: Words of *text* that are struck out by form.
    """

    text: str
    style: str = ""
    outline: int = 0
    label: Label = NO_LABEL
    bold: bool = False
    fields: tuple[Field, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    hidden: str = ""
    pictures: int = 0
    comments: tuple[str, ...] = ()
    struck: str = ""


@dataclass(frozen=True, slots=True)
class ForeignCell:
    """A cell of a table: its lines, how many columns it takes, and whether it goes on from the cell above."""

    lines: tuple[ForeignLine, ...]
    columns: int = 1
    goes_on: bool = False

    @property
    def text(self) -> str:
        """Its words, line by line; an automatic number stands before its line."""
        shown = (f"{line.label.text} {line.text}".strip() for line in self.lines)
        return "\n".join(one for one in shown if one)


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """A table, row by row."""

    rows: tuple[tuple[ForeignCell, ...], ...]


ForeignBlock = ForeignLine | ForeignTable


class Stray(NamedTuple):
    """Words outside the main text: where they stand, the words, the id that the text refers by, and whose they are."""

    place: str
    text: str
    id: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A Word file that others wrote.

    Attributes:
        blocks: Paragraphs and tables of the main text, in order.
        strays: Words elsewhere.
        tracked: How many tracked changes were settled while reading.
        facts: What the file says of itself, when a program of this kind made it.
        embedded: Documents inside the file whose words are not read.
    """

    blocks: tuple[ForeignBlock, ...]
    strays: tuple[Stray, ...] = ()
    tracked: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    embedded: int = 0


def read_foreign(path: str, data: bytes, changes: str = "") -> tuple[Foreign | None, list[Diagnostic]]:
    """Return what stands in a Word file, or why it cannot be read.

    Args:
        path: Where the file came from, for the faults.
        data: The .docx file.
        changes: ``accepted`` or ``rejected``: which text is meant where changes are tracked; empty refuses them.
    """
    parts, faults = open_word(path, data)
    if faults:
        return None, faults
    root = main_part(parts)
    if root is None:
        return None, [DAMAGED_PART.at(Span(path), f'the part "{DOCUMENT}" is missing or damaged')]
    tracked = sum(1 for _ in root.iter(*_TRACKED))
    if tracked and not changes:
        return None, [TRACKED_CHANGES.at(Span(path), f"holds {tracked} tracked changes", hint="--changes accepted")]
    if tracked:
        root = rejected(root) if changes == "rejected" else accepted(root)
    made = _foreign(parts, root, tracked)
    if not any(_has_words(block) for block in made.blocks):
        return None, [NO_WORDS.at(Span(path), "holds no text; it may be a scan")]
    return made, []


def _has_words(block: ForeignBlock) -> bool:
    """Tell whether a block has any words."""
    if isinstance(block, ForeignLine):
        return bool(block.text.strip())
    return any(line.text.strip() for row in block.rows for cell in row for line in cell.lines)


def _foreign(parts: Parts, root: Any, tracked: int) -> Foreign:
    """Return what stands in the parts of a file whose tracked changes are settled."""
    boxes = [Stray("text box", text) for text in taken_boxes(root)]
    counting = counting_of(parts)
    counting.faces = faces_of_styles(parse_part(parts, STYLES), PLAIN_FACES)
    blocks = tuple(_blocks(root.find(f"{W}body"), counting))
    notes = [stray for what in ("footnote", "endnote") for stray in _notes(parts, what)]
    told = "\n".join(one.text for one in notes)
    pages = [
        Stray(place, text)
        for place, text in other_parts(parts)
        if place in ("header", "footer") or not all(line in told for line in text.split("\n"))
    ]
    comments = [Stray("comment", one.text, one.id, signed(one.hand)) for one in comments_of(parts)]
    embedded = sum(1 for _ in root.iter(f"{W}altChunk", f"{W}subDoc"))
    facts = tuple(sorted(facts_of(parts).items()))
    return Foreign(blocks, (*boxes, *notes, *dict.fromkeys(pages), *comments), tracked, facts, embedded)


def signed(hand: Hand) -> str:
    """Return who wrote a comment, and on which day."""
    return ", ".join(filter(None, [hand.author, hand.date[:10]]))


def _notes(parts: Parts, what: str) -> Iterator[Stray]:
    """Yield the footnotes or endnotes of a file; those that only draw a line have no words."""
    root = parse_part(parts, f"word/{what}s.xml")
    for note in () if root is None else accepted(root).iterfind(f"{W}{what}"):
        text = "\n".join(one for paragraph in note.iter(_P) if (one := words_of(paragraph).text.strip()))
        if text:
            yield Stray(what, text, note.get(f"{W}id") or "")


def _blocks(parent: Any, counting: Counting) -> Iterator[ForeignBlock]:
    """Yield paragraphs and tables; what only wraps them is passed through."""
    for child in parent:
        if child.tag == _P:
            yield read_line(child, counting)
        elif child.tag == _TABLE:
            yield ForeignTable(tuple(_row(row, counting) for row in child.iter(_ROW) if _table_of(row) is child))
        elif child.tag != f"{W}sectPr":
            yield from _blocks(child, counting)


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(_TABLE), None)


def _row(row: Any, counting: Counting) -> tuple[ForeignCell, ...]:
    return tuple(_cell(cell, counting) for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)


def _cell(cell: Any, counting: Counting) -> ForeignCell:
    """Return a cell; a table inside it is read as lines."""
    span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    width = None if span is None else whole_number(span.get(f"{W}val"))
    goes_on = merge is not None and merge.get(f"{W}val") != "restart"
    lines = tuple(read_line(one, counting, goes_on) for one in cell.iter(_P))
    return ForeignCell(lines, 1 if width is None else min(width, 60), goes_on)


@dataclass(slots=True)
class _Reading:
    """A paragraph while it is read."""

    text: list[str]
    hidden: list[str]
    fields: list[Field]
    open: list[tuple[str, int]]
    notes: list[tuple[str, str]]
    weights: list[bool]
    struck: list[str]
    faces: Mapping[str, str]
    around: str
    length: int = 0

    def word(self, word: str, run: Any) -> None:
        """Take words in, the hidden ones apart."""
        face = None if run is None else run.find(f"{W}rPr")
        if self.shows_as(face, HIDDEN, _UNSEEN):
            self.hidden.append(word)
            return
        self.text.append(word)
        self.length += len(word)
        if self.shows_as(face, STRUCK, ("strike", "dstrike")):
            self.struck.append(word)
        if word.strip():
            self.weights.append(face is not None and bool(is_on(face.find(f"{W}b"))))

    def shows_as(self, face: Any, how: str, names: tuple[str, ...]) -> bool:
        """Tell whether words are hidden, or struck out: by their own form, else by their style or that round them."""
        own = [is_on(face.find(f"{W}{name}")) for name in names] if face is not None else []
        if any(one is not None for one in own):
            return any(own)
        style = None if face is None or not self.faces else face.find(f"{W}rStyle")
        return how in (self.faces.get(style.get(f"{W}val") or "") if style is not None else "", self.around)

    def field(self, what: str) -> None:
        """Begin or end a field that Word computes."""
        if what == "begin":
            self.open.append(("", self.length))
        elif what == "end" and self.open:
            instruction, start = self.open.pop()
            self.refer(instruction, start)

    def refer(self, instruction: str, start: int) -> None:
        """Remember a reference."""
        name, *rest = instruction.split() or [""]
        if name == "REF" and rest and self.length > start:
            self.fields.append(Field(start, self.length, rest[0]))


def read_line(paragraph: Any, counting: Counting, covered: bool = False) -> ForeignLine:
    """Return one paragraph, and count it as Word does: also when it is empty, but not when nothing of it shows, as in a
    cell that is *covered* by the one above.
    """
    style = style_of(paragraph)
    reading = _Reading([], [], [], [], [], [], [], counting.faces, counting.faces.get(style, ""))
    _walk(paragraph, None, reading)
    weights = reading.weights
    text = "".join(reading.text)
    gone = not text.strip() and (covered or reading.shows_as(paragraph.find(f"{W}pPr/{W}rPr"), HIDDEN, _UNSEEN))
    return ForeignLine(
        text,
        counting.name(style),
        counting.outline(paragraph, style),
        NO_LABEL if gone else counting.label(paragraph, style),
        bool(weights) and (all(weights) or (not any(weights) and counting.bold(style))),
        tuple(reading.fields),
        tuple(mark.get(f"{W}name") or "" for mark in paragraph.iter(f"{W}bookmarkStart")),
        tuple(reading.notes),
        "".join(reading.hidden).strip(),
        sum(1 for _ in paragraph.iter(*_PICTURES)),
        tuple(dict.fromkeys(one.get(f"{W}id") or "" for one in paragraph.iter(*_COMMENTS))),
        "".join(reading.struck).strip(),
    )


def _chosen(form: Any) -> str:
    """Return what a field of an older form shows without any words of its own: a box, or the line that is chosen."""
    if form is None:
        return ""
    box, several = form.find(f"{W}checkBox"), form.find(f"{W}ddList")
    if box is not None:
        said = box.find(f"{W}checked")
        return _BOXES[bool(is_on(box.find(f"{W}default") if said is None else said))]
    lines = [] if several is None else [one.get(f"{W}val") or "" for one in several.iterfind(f"{W}listEntry")]
    result = None if several is None else several.find(f"{W}result")
    at = 0 if result is None else whole_number(result.get(f"{W}val")) or 0
    return lines[at] if 0 <= at < len(lines) else ""


_BOXES = {True: "\u2612", False: "\u2610"}


def _walk(parent: Any, run: Any, reading: _Reading) -> None:
    """Read what stands below *parent*, in order; properties, and paragraphs inside it, are none of its words."""
    for child in parent:
        tag = child.tag
        if tag in (f"{W}t", _MATH):
            reading.word(child.text or "", run)
        elif tag in _SIGNS:
            reading.word("" if child.get(f"{W}type") in ("page", "column") else _SIGNS[tag], run)
        elif tag == f"{W}sym":
            reading.word(_SYMBOLS.get((child.get(f"{W}char") or "").lower(), "\ufffd"), run)
        elif tag in _NOTES:
            reading.notes.append((_NOTES[tag], child.get(f"{W}id") or ""))
        elif tag == f"{W}fldChar":
            reading.field(child.get(f"{W}fldCharType") or "")
            reading.word(_chosen(child.find(f"{W}ffData")), run)
        elif tag == f"{W}instrText" and reading.open:
            instruction, start = reading.open[-1]
            reading.open[-1] = (instruction + (child.text or ""), start)
        elif tag == f"{W}fldSimple":
            start = reading.length
            _walk(child, run, reading)
            reading.refer(child.get(f"{W}instr") or "", start)
        elif tag not in (f"{W}pPr", f"{W}rPr", _P, *_PICTURES):
            _walk(child, child if tag == f"{W}r" else run, reading)
