"""The structure of an agreement: sections, clauses, paragraphs, items and tables, from styles, numbers and weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.foreign.labels import Mark, is_next, printed_mark, typed_mark
from generator.foreign.words import clean, words_of
from generator.read.foreign import Foreign, ForeignLine, ForeignTable

FIELD, SHOWN, ENDED = "\ue000", "\ue001", "\ue002"
"""Signs that keep a computed reference together while a text is taken apart: ``FIELD bookmark SHOWN words ENDED``."""
LONGEST_TITLE = 110
MOST_WORDS = 14
STYLED = re.compile(
    r"(?:heading|überschrift|berschrift|titre|título|titolo|rubrik|kop|nagłówek|otsikko)\s*([1-9])", re.IGNORECASE
)
CONTENTS = re.compile(r"(?:toc|verzeichnis|inhaltsverzeichnis|table of contents|tm)\s*(?:heading|[0-9])", re.IGNORECASE)
CONTENTS_TITLE = re.compile(r"(?:table of )?contents|inhalt(?:sverzeichnis)?|index|sommaire", re.IGNORECASE)
CONTENTS_LINE = re.compile(r"(?:\t|\.{4}|…)\s{0,9}[0-9]{1,3}\s{0,9}$")
MODAL = re.compile(r"\b(?:shall|will|must|may|is|are|has|have|agree[sd]?|soll|muss|wird|ist|sind)\b", re.IGNORECASE)
SIGNING = re.compile(
    r"(?:signatures?|signature page|signed (?:for|by)|in witness whereof|unterschriften|for and on behalf of"
    r"|authori[sz]ed signator(?:y|ies))\b",
    re.IGNORECASE,
)
SIGN_LINE = re.compile(
    r"_{3,}|\.{5,}|(?:name|title|date|signature|by|place|ort|datum|unterschrift|funktion)\s*:", re.IGNORECASE
)


@dataclass(slots=True)
class Words:
    """A paragraph or item: where it stands in the file, its number there, its words, and what stands under it.

    Attributes:
        key: The whole number, as references write it: ``4.2(b)``; empty without number.
        marks: Bookmarks in it.
    """

    at: int
    key: str
    text: str
    marks: tuple[str, ...] = ()
    items: list[Words] = field(default_factory=list)
    bullet: bool = False
    written: str = ""


@dataclass(slots=True)
class Grid:
    """A table."""

    at: int
    table: ForeignTable


Piece: TypeAlias = Words | Grid


@dataclass(slots=True)
class Part:
    """A clause: its title, empty where the source has none, and what stands in it."""

    at: int
    key: str
    title: str
    pieces: list[Piece] = field(default_factory=list)
    marks: tuple[str, ...] = ()
    written: str = ""


@dataclass(slots=True)
class Chapter:
    """A chapter or annex."""

    at: int
    key: str
    title: str
    annex: bool
    parts: list[Part] = field(default_factory=list)
    marks: tuple[str, ...] = ()
    written: str = ""


@dataclass(slots=True)
class Outline:
    """What an agreement is made of.

    Attributes:
        front: What stands before the first chapter.
        signing: The signature page.
        contents: Lines of the contents, which are made anew.
        guesses: What was taken for what, where no style or number says so.
    """

    front: list[Piece] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    signing: list[Piece] = field(default_factory=list)
    contents: list[Words] = field(default_factory=list)
    guesses: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Read:
    """A line with its number told apart, and its level: of a title from 1, 0 where it is none."""

    at: int
    line: ForeignLine
    mark: Mark
    text: str
    title: int = 0
    sure: bool = True


def outline_of(foreign: Foreign) -> Outline:
    """Return the structure of a file."""
    lines = {at: read_line(at, one) for at, one in enumerate(foreign.blocks) if isinstance(one, ForeignLine)}
    titled = titles(list(lines.values()))
    builder = Builder(Outline())
    for at, block in enumerate(foreign.blocks):
        if isinstance(block, ForeignTable):
            builder.table(Grid(at, block))
        elif lines[at].text:
            builder.line(titled[at])
    return builder.made


def read_line(at: int, line: ForeignLine) -> Read:
    """Return a line with its number told apart."""
    text = marked_text(line)
    if text.strip() and (line.label.text or line.label.bullet):
        return Read(at, line, printed_mark(line.label.text, line.label.level, line.label.bullet), clean(text))
    mark, rest = typed_mark(text.strip(), heavy=line.bold)
    if not clean(rest):
        return Read(at, line, mark._replace(written=""), clean(text))
    return Read(at, line, mark, clean(rest))


def marked_text(line: ForeignLine) -> str:
    """Return the words of a line, each computed reference between its signs."""
    text = re.sub(f"[{FIELD}{SHOWN}{ENDED}]", "\ufffd", line.text)
    end = len(text)
    for one in sorted(line.fields, reverse=True):
        if one.end <= end:
            text = f"{text[: one.start]}{FIELD}{one.target}{SHOWN}{text[one.start : one.end]}{ENDED}{text[one.end :]}"
            end = one.start
    return text


def shown(text: str) -> str:
    """Return *text* without the signs of computed references."""
    return re.sub(f"{FIELD}[^{SHOWN}]*{SHOWN}|{ENDED}", "", text)


# Titles


def titles(lines: Sequence[Read]) -> dict[int, Read]:
    """Return the lines, those that are titles with their level."""
    styled = {one.at: level for one in lines if (level := style_level(one.line)) and is_short(one)}
    first = {level for at, level in styled.items()}
    shift = min(first, default=1) - 1
    if len([level for level in styled.values() if level == shift + 1]) == 1 and len(first) > 1:
        head = next(at for at, level in styled.items() if level == shift + 1)
        if not any(at < head for at in styled) and not lines_mark(lines, head).kind:
            styled.pop(head)
            shift += 1
    made = {}
    for one in lines:
        if one.at in styled:
            made[one.at] = with_title(one, deepest(one, styled[one.at] - shift), sure=True)
        else:
            made[one.at] = with_title(one, guessed_level(one, has_styles=bool(styled)), sure=False)
    return made


def lines_mark(lines: Sequence[Read], at: int) -> Mark:
    """Return the number of the line *at*."""
    return next(one.mark for one in lines if one.at == at)


def deepest(one: Read, level: int) -> int:
    """Return the level of a title: its figures say it better than its style does."""
    return one.mark.depth if one.mark.kind in ("number", "chapter", "annex") and one.mark.depth else level


def with_title(one: Read, level: int, *, sure: bool) -> Read:
    """Return a line as a title of *level*."""
    return Read(one.at, one.line, one.mark, one.text, level, sure)


def style_level(line: ForeignLine) -> int:
    """Return the level that the style or outline of a line gives it; 0 for none."""
    named = STYLED.match(line.style)
    return int(named[1]) if named else line.outline


def is_short(one: Read) -> bool:
    """Tell whether a line is short enough for a title; a sentence under a style of headings is a clause."""
    text = shown(one.text)
    if len(text) > LONGEST_TITLE or not text:
        return not text and one.mark.kind in ("annex", "chapter")
    return not (text.endswith((".", ";", ":")) and MODAL.search(text) and len(words_of(text)) > 6)


def guessed_level(one: Read, *, has_styles: bool) -> int:
    """Return the level of a title that only its number and weight show; 0 for a line that is none."""
    text = shown(one.text)
    if not is_short(one) or (text.endswith((".", ";", ":", ",")) and not one.line.bold):
        return 0
    if one.mark.kind in ("chapter", "annex"):
        return 1
    heavy = one.line.bold or (text.isupper() and len(words_of(text)) > 0)
    if one.mark.kind == "number" and one.mark.depth <= 2:
        light = len(words_of(text)) <= MOST_WORDS and not MODAL.search(text)
        return one.mark.depth if heavy or (light and one.mark.depth == 1 and not has_styles) else 0
    return 0


# Building


@dataclass(slots=True)
class Open:
    """A list of items that may still grow."""

    kind: str
    count: int
    items: list[Words]


@dataclass(slots=True)
class Builder:
    """Puts the lines of a file into place, one after the other."""

    made: Outline
    chapter: Chapter | None = None
    part: Part | None = None
    base: Words | None = None
    lists: list[Open] = field(default_factory=list)
    signing: bool = False

    def line(self, one: Read) -> None:
        """Put one line into place."""
        if self.is_contents(one):
            self.made.contents.append(words(one))
        elif one.title == 1 or (one.title == 2 and self.chapter is None):
            self.begin_chapter(one)
        elif self.signing or self.begins_signing(one):
            self.signing = True
            self.made.signing.append(words(one))
        elif self.chapter is None:
            self.front(one)
        elif one.title == 2:
            self.begin_part(one)
        else:
            self.running(one)

    def is_contents(self, one: Read) -> bool:
        """Tell whether a line belongs to the contents."""
        text = shown(one.text)
        typed = bool(self.made.contents) and self.chapter is None and CONTENTS_LINE.search(one.line.text) is not None
        return bool(CONTENTS.match(one.line.style)) or bool(CONTENTS_TITLE.fullmatch(text.strip(" :"))) or typed

    def begins_signing(self, one: Read) -> bool:
        """Tell whether the signature page begins with a line."""
        return self.chapter is not None and not one.mark.kind and bool(SIGNING.match(shown(one.text)))

    def begin_chapter(self, one: Read) -> None:
        """Begin a chapter or annex."""
        annex = one.mark.kind == "annex"
        if SIGNING.match(shown(one.text)) and not annex:
            self.signing = True
            self.made.signing.append(words(one))
            return
        self.signing = False
        self.chapter = Chapter(one.at, one.mark.key, shown(one.text), annex, [], one.line.marks, one.mark.written)
        self.made.chapters.append(self.chapter)
        self.part, self.base, self.lists = None, None, []
        if not one.sure:
            self.made.guesses.append((one.at, f'taken for a chapter: "{shown(one.text)}"'))

    def begin_part(self, one: Read) -> None:
        """Begin a clause with a title."""
        assert self.chapter is not None  # noqa: S101 - the caller has looked
        self.part = Part(one.at, one.mark.key, shown(one.text), [], one.line.marks, one.mark.written)
        self.chapter.parts.append(self.part)
        self.base, self.lists = None, []
        if not one.sure:
            self.made.guesses.append((one.at, f'taken for the title of a clause: "{shown(one.text)}"'))

    def front(self, one: Read) -> None:
        """Put a line before the first chapter."""
        self.made.front.append(words(one))

    def table(self, grid: Grid) -> None:
        """Put a table into place."""
        if self.chapter is None:
            self.made.front.append(grid)
        elif self.signing or is_signing_table(grid.table):
            self.signing = True
            self.made.signing.append(grid)
        else:
            self.here(grid.at).pieces.append(grid)
            self.base, self.lists = None, []

    def here(self, at: int) -> Part:
        """Return the clause that is open; without one, one without a title begins."""
        assert self.chapter is not None  # noqa: S101 - the callers have looked
        if self.part is None:
            self.part = Part(at, "", "")
            self.chapter.parts.append(self.part)
        return self.part

    def running(self, one: Read) -> None:
        """Put running words into place: a paragraph, or an item under it."""
        depth = one.mark.depth if one.mark.kind == "number" else 0
        if depth == 2 and self.part is not None and self.part.key and one.mark.key != self.part.key:
            self.part, self.base = None, None
        part = self.here(one.at)
        top = 3 if part.key and part.title else 2
        if one.mark.kind in ("", "chapter", "annex") or (depth and depth <= top):
            self.paragraph(one, part)
        else:
            self.item(one, part, depth - top if depth else 0)

    def paragraph(self, one: Read, part: Part) -> None:
        """Begin a paragraph."""
        self.base = words(one, one.mark.key)
        part.pieces.append(self.base)
        self.lists = []

    def item(self, one: Read, part: Part, depth: int) -> None:
        """Put an item under the paragraph that leads it in; without one it is a paragraph."""
        if self.base is None and not self.lead(part):
            self.paragraph(one, part)
            return
        kind = one.mark.kind
        at = self.level(one, depth)
        del self.lists[at + 1 :]
        above = self.lists[at - 1].items[-1] if at else self.base
        assert above is not None  # noqa: S101 - the lead was looked for
        if at == len(self.lists):
            self.lists.append(Open(listed(one.mark), 0, above.items))
        own = self.lists[at]
        own.count += 1
        key = one.mark.key if kind == "number" else (above.key + one.mark.key if above.key and one.mark.key else "")
        own.items.append(words(one, key))

    def lead(self, part: Part) -> bool:
        """Take the last paragraph of a clause for the lead of a list, if there is one."""
        last = part.pieces[-1] if part.pieces else None
        self.base = last if isinstance(last, Words) else None
        return self.base is not None

    def level(self, one: Read, depth: int) -> int:
        """Return the level, from 0, on which an item stands."""
        if depth:
            return min(depth - 1, len(self.lists), 3)
        if one.mark.kind == "bullet":
            same = [at for at, open_ in enumerate(self.lists) if open_.kind == "bullet"]
            return same[-1] if same else min(len(self.lists), 3)
        for at in range(len(self.lists) - 1, -1, -1):
            if is_next(one.mark, self.lists[at].kind, self.lists[at].count):
                return at
        same = [at for at, open_ in enumerate(self.lists) if open_.kind == listed(one.mark)]
        begins = is_next(one.mark, listed(one.mark), 0)
        return same[-1] if same and not begins else min(len(self.lists), 3)


def listed(mark: Mark) -> str:
    """Return of which kind the list is that begins with *mark*."""
    if mark.kind == "roman" and mark.key.strip("()") not in ("i", "ii") and len(mark.key) == 3:
        return "letter"
    return mark.kind


def words(one: Read, key: str = "") -> Words:
    """Return a line as words."""
    return Words(one.at, key, one.text, one.line.marks, [], one.mark.kind == "bullet", one.mark.written)


def is_signing_table(table: ForeignTable) -> bool:
    """Tell whether a table is a block of signatures."""
    text = "\n".join(cell.text for row in table.rows for cell in row)
    kinds = {found[0].lower().rstrip(": ") for found in SIGN_LINE.finditer(text)}
    return len(table.rows) <= 12 and len([one for one in kinds if one.isalpha()]) >= 2 and "signature" in text.lower()


def all_words(pieces: Sequence[Piece]) -> Iterator[Words]:
    """Yield the paragraphs and items among *pieces*, in order."""
    for piece in pieces:
        if isinstance(piece, Words):
            yield piece
            yield from all_words(piece.items)
