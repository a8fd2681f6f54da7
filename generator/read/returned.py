"""The reader of Word files that came back: every line with what stands there, what stood there, and who changed it.

It reads what Word, LibreOffice or a gateway may have made of a file of ours. Nothing is guessed: what stands outside
the main text (text boxes, notes, headers) is handed on as a stray, so that nothing is passed over in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, TypeVar

from generator.diagnostic import Diagnostic, Span
from generator.document.marks import comment_mark
from generator.read.package import Parts
from generator.read.paragraphs import LEAD, Pieces, faces_of, pieces_by_paragraph, read_pieces, words_of
from generator.read.revisions import accepted, rejected, without_summary
from generator.read.things import BOXED, fetched, pictures_of, things_of, unread
from generator.read.word import DAMAGED_PART, DOCUMENT, W, main_part, parse_part
from generator.read.word_package import open_word

CUSTOM, STYLES = "docProps/custom.xml", "word/styles.xml"
COMMENTS, THREADS = "word/comments.xml", "word/commentsExtended.xml"
_V = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_W14, _W15 = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}",
    "{http://schemas.microsoft.com/office/word/2012/wordml}",
)
STRICT = "purl.oclc.org/ooxml"
"""Stands in the names of the other form of Word files, which few programs write."""
CELL_SIGN = " | "
"""Stands between the cells of a row in its words."""
_AT = "{urn:quality-agreements:reading}at"
_ID = f"{W}id"
_P, _ROW, _CELL, _TABLE = f"{W}p", f"{W}tr", f"{W}tc", f"{W}tbl"
_PROPERTIES = f"{W}trPr"
_BOX = (f"{W}txbxContent", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_CHANGES = {f"{W}{name}": name for name in ("ins", "del", "moveFrom", "moveTo")}
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


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph outside tables, or a row of a table with its cells.

    Attributes:
        cells: Lines by cell; a paragraph is one cell of one line.
        table: Which table of the file it stands in, counted from 0; -1 outside tables.
        lines: All lines, cell by cell.
        key: What the unit is compared by.
        text: All words.
        marks: All bookmarks.
    """

    cells: tuple[tuple[ReadLine, ...], ...]
    table: int = -1
    lines: tuple[ReadLine, ...] = field(init=False, compare=False, repr=False)
    key: str = field(init=False, compare=False, repr=False)
    text: str = field(init=False, compare=False, repr=False)
    marks: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Join the words once: they are asked for again and again."""
        lines = tuple(line for cell in self.cells for line in cell)
        keep = partial(object.__setattr__, self)
        keep("lines", lines)
        keep("marks", tuple(mark for line in lines for mark in line.marks))
        if len(lines) == 1 == len(self.cells):
            keep("key", lines[0].key)
            keep("text", lines[0].text)
            return
        keep("key", "\t".join("\n".join(line.key for line in cell) for cell in self.cells))
        keep("text", CELL_SIGN.join("\n".join(line.text for line in cell) for cell in self.cells))

    @property
    def things(self) -> tuple[str, ...]:
        """All pictures, drawings and equations."""
        return tuple(thing for line in self.lines for thing in line.things)

    @property
    def hands(self) -> tuple[Hand, ...]:
        """Whose tracked changes touch it."""
        return unique(hand for line in self.lines for hand in line.hands)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its place in the thread."""

    id: str
    hand: Hand
    text: str
    answers: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """A Word file as read.

    Attributes:
        facts: What it says of itself: agreement, document, version, draft, hash of the tree it was made from.
        now: Units with every tracked change accepted.
        before: Units with every tracked change rejected that is not ours: a redline of ours shows what we sent.
        comments: In the order of the file.
        strays: Words outside the main text, each with where they stand.
        tracked: How many tracked changes it holds.
        keys_before: What the units of *before* are compared by.
    """

    facts: dict[str, str]
    now: tuple[Unit, ...]
    before: tuple[Unit, ...]
    comments: tuple[Comment, ...]
    strays: tuple[tuple[str, str], ...]
    tracked: int
    keys_before: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Gather the keys once: each line that came asks for them."""
        object.__setattr__(self, "keys_before", frozenset(unit.key for unit in self.before))


def unique(hands: Iterable[Hand]) -> tuple[Hand, ...]:
    """Return *hands* without repetition, in order."""
    return tuple(dict.fromkeys(hands))


def read_returned(path: str, data: bytes) -> tuple[Returned | None, list[Diagnostic]]:
    """Return what stands in a Word file, or why it cannot be read.

    Args:
        path: Where the file came from, for the faults.
        data: The .docx file.
    """
    parts, faults = open_word(path, data)
    if faults:
        return None, faults
    root = main_part(parts)
    if root is None:
        found = parse_part(parts, DOCUMENT)
        strict = found is not None and STRICT in str(found.tag)
        message = "is saved as Strict Open XML" if strict else f'the part "{DOCUMENT}" is missing or damaged'
        hint = "in Word: Save as, Word Document (.docx)" if strict else ""
        return None, [DAMAGED_PART.at(Span(path), message, hint=hint)]
    return returned(parts, without_summary(root)), []


def returned(parts: Parts, root: Any) -> Returned:
    """Return what stands in the parts of a file."""
    boxes = taken_boxes(root)
    paragraphs = list(root.iter(_P))
    for at, paragraph in enumerate(paragraphs):
        paragraph.set(_AT, str(at))
    facts = facts_of(parts)
    ours = ours_of(facts)
    places = {paragraph: at for at, paragraph in enumerate(paragraphs)}
    notes = Notes(
        hands_by_paragraph(places, root, ours),
        comments_by_paragraph(places, root),
        forms_by_paragraph(places, root, ours),
        pictures_of(parts),
        parse_part(parts, STYLES),
    )
    count = sum(1 for element in root.iter(*_CHANGES))
    strays = (*(("text box", text) for text in boxes), *unread(root), *other_parts(parts), *fetched(parts))
    now = units(accepted(root) if count else root, notes)
    marked = root if ours is None else accepted(root, lambda one: hand(one) == ours)
    before = units(rejected(marked), notes) if notes.hands else now
    return Returned(facts, now, before, without_ours(facts, comments_of(parts)), strays, count)


def ours_of(facts: Mapping[str, str]) -> Hand | None:
    """Return by which hand a redline of ours shows its changes; None when the file was sent without marks."""
    return Hand(facts["Marked by"], facts.get("Marked on", "")) if "Marked by" in facts else None


def without_ours(facts: Mapping[str, str], comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
    """Return the comments but those that we put into the file ourselves."""
    ours = {mark for name, words in facts.items() if name.startswith("Comments ") for mark in words.split()}
    return tuple(one for one in comments if comment_mark(one.hand.author, one.text) not in ours)


def taken_boxes(root: Any) -> list[str]:
    """Take text boxes and what stands for them out of *root*; return their words, each once."""
    found = []
    for box in list(root.iter(*_BOX)):
        if box.tag == _BOX[0] and not any(above.tag == _BOX[1] for above in box.iterancestors()):
            found += [text for paragraph in box.iter(_P) if (text := words_of(paragraph).text.strip())]
    for other in root.iter(_BOX[1]):
        words = words_in(other)
        if words.strip() and words != "".join(map(words_in, other.itersiblings(_CHOICE, preceding=True))):
            found.append(words.strip())  # what other programs than Word show
    for box in list(root.iter(*_BOX)):
        for above in box.iterancestors(f"{W}drawing", f"{W}pict"):
            above.set(BOXED, "yes")
        box.getparent().remove(box)
    return found


def words_in(element: Any) -> str:
    """Return all words below *element* without a sign between them."""
    return "".join("".join(one.itertext()) for one in element.iter(f"{W}t"))


# Hands


def hand(element: Any) -> Hand:
    """Return who made the change *element*."""
    return Hand(element.get(f"{W}author") or "", element.get(f"{W}date") or "")


def hands_by_paragraph(paragraphs: Mapping[Any, int], root: Any, ours: Hand | None) -> dict[int, tuple[Hand, ...]]:
    """Return whose changes but ours touch each paragraph, or the row that it stands in."""
    found: dict[int, list[Hand]] = {}
    for one in root.iter(*_CHANGES):
        above = one.getparent()
        whole = above.getparent() if above.tag == _PROPERTIES else None
        several = whole.iter(_P) if whole is not None else one.iterancestors(_P)
        for paragraph in several:
            found.setdefault(paragraphs[paragraph], []).append(hand(one))
            if whole is None:
                break
    return {at: kept for at, hands in found.items() if (kept := unique(one for one in hands if one != ours))}


def forms_by_paragraph(paragraphs: Mapping[Any, int], root: Any, ours: Hand | None) -> dict[int, tuple[Hand, ...]]:
    """Return whose changes of form but ours touch each paragraph."""
    found: dict[int, list[Hand]] = {}
    for one in root.iter(*_FORMATS):
        for paragraph in one.iterancestors(_P):
            found.setdefault(paragraphs[paragraph], []).append(hand(one))
            break
    return {at: kept for at, hands in found.items() if (kept := unique(one for one in hands if one != ours))}


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


@dataclass(frozen=True, slots=True)
class Notes:
    """What is known of paragraphs before changes are settled, by their place in the file.

    Attributes:
        hands: Whose changes touch each.
        comments: Which comments begin in it.
        forms: Whose changes of form touch it.
        pictures: By what embedded pictures are known again.
        styles: The part of styles.
        lines: Those that were read and that no change touches: they read the same with changes accepted or rejected.
    """

    hands: Mapping[int, tuple[Hand, ...]]
    comments: Mapping[int, tuple[str, ...]]
    forms: Mapping[int, tuple[Hand, ...]]
    pictures: Mapping[str, str]
    styles: Any = None
    lines: dict[int, ReadLine] = field(default_factory=dict)


def units(root: Any, notes: Notes) -> tuple[Unit, ...]:
    """Return the units of a settled main part; what was said of a paragraph that is gone belongs to the next one."""
    reader = _Reader(notes, things_of(root, notes.pictures), pieces_by_paragraph(root, faces_of(root, notes.styles)))
    return tuple(_units(root.find(f"{W}body"), reader, Counter()))


@dataclass(slots=True)
class _Reader:
    notes: Notes
    things: Mapping[Any, tuple[str, ...]]
    pieces: Mapping[Any, Pieces]
    last: int = -1

    def line(self, paragraph: Any) -> ReadLine:
        """Return one paragraph."""
        at = int(paragraph.get(_AT) or self.last)
        notes, alone = self.notes, at == self.last + 1
        if alone and at in notes.lines:
            self.last = at
            return notes.lines[at]
        span = range(min(self.last + 1, at), at + 1)
        self.last = max(at, self.last)
        read = read_pieces(self.pieces[paragraph])
        made = ReadLine(
            read.text,
            read.style,
            read.marks,
            said(notes.hands, span),
            said(notes.comments, span),
            read.hidden,
            notes.forms.get(at, ()),
            read.key,
            read.spans,
            self.things.get(paragraph, ()),
            read.struck,
            read.numbering,
        )
        if alone and at not in notes.hands and at - 1 not in notes.hands and at not in notes.forms:
            notes.lines[at] = made
        return made


Said = TypeVar("Said")


def said(notes: Mapping[int, tuple[Said, ...]], span: Iterable[int]) -> tuple[Said, ...]:
    """Return what is known of the paragraphs of *span*, each once."""
    return tuple(dict.fromkeys(one for at in span for one in notes.get(at, ()))) if notes else ()


def _units(parent: Any, reader: _Reader, tables: Counter[str]) -> Iterator[Unit]:
    for child in parent:
        if child.tag == _P:
            yield Unit(((reader.line(child),),))
        elif child.tag == _TABLE:
            at = tables["seen"]
            tables["seen"] += 1
            yield from (_row(row, reader, at) for row in child.iter(_ROW))
        elif child.tag != f"{W}sectPr":
            yield from _units(child, reader, tables)


def _row(row: Any, reader: _Reader, table: int) -> Unit:
    """Return a row; what stands in a table inside a cell is read as lines of that cell."""
    cells = [cell for cell in row.iter(_CELL) if cell.getparent() is row or next(cell.iterancestors(_ROW)) is row]
    return Unit(tuple(tuple(reader.line(one) for one in cell.iter(_P)) for cell in cells), table)


# What stands beside the main part


def facts_of(parts: Parts) -> dict[str, str]:
    """Return the custom properties by name; none when they are gone."""
    root = parse_part(parts, CUSTOM)
    if root is None:
        return {}
    return {one.get("name") or "": "".join(one.itertext()) for one in root}


def comments_of(parts: Parts) -> tuple[Comment, ...]:
    """Return the comments."""
    root = parse_part(parts, COMMENTS)
    if root is None:
        return ()
    threads = threads_of(parts)
    written = [(one, [p.get(f"{_W14}paraId") or "" for p in one.iter(_P)][-1:]) for one in root.iter(f"{W}comment")]
    ids = {last[0]: one.get(f"{W}id") or "" for one, last in written if last}
    nothing = ("", False)
    states = [threads.get(last[0], nothing) if last else nothing for _, last in written]
    return tuple(
        comment(one, ids.get(above, ""), done) for (one, _), (above, done) in zip(written, states, strict=True)
    )


def comment(element: Any, answers: str, done: bool) -> Comment:
    """Return one comment."""
    text = "\n".join(words_of(paragraph).text for paragraph in element.iter(_P))
    return Comment(element.get(f"{W}id") or "", hand(element), text, answers, done)


def threads_of(parts: Parts) -> dict[str, tuple[str, bool]]:
    """Return by the id of a comment's last paragraph: that of the comment it answers, and whether it is settled."""
    root = parse_part(parts, THREADS)
    if root is None:
        return {}
    return {
        one.get(f"{_W15}paraId") or "": (one.get(f"{_W15}paraIdParent") or "", one.get(f"{_W15}done") == "1")
        for one in root
    }


def other_parts(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield the words of headers, footers and notes, each with where they stand."""
    for name in sorted(parts):
        stem = name.removeprefix("word/").rstrip("0123456789.xml").rstrip("0123456789")
        if stem in ("header", "footer", "footnotes", "endnotes"):
            root = parse_part(parts, name)
            if root is None:
                continue
            settled = accepted(root)
            where = stem.removesuffix("s")
            texts = (LEAD.sub("", words_of(paragraph).key).strip() for paragraph in settled.iter(_P))
            yield from ((where, text) for text in texts if text)
            several = things_of(settled, pictures_of(parts, name)).values()
            yield from ((where, thing) for things in several for thing in things)
            yield from unread(root)
