"""The blocks of a clause: paragraphs, items, placements; one pass over the lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.prose.inline import ID, Slips, scan
from generator.prose.nodes import Block, Item, Items, Paragraph, Placement, Prose, Sentence, Slip

DEEPEST = 4
"""Levels of items inside one another; printed numbering goes no deeper."""

STEP = 2
"""Blanks of indent for each level."""

MARK = re.compile(r"(?:\(([A-Za-z]|[ivxlcdm]{2,9}|[0-9]{1,3})\)|(-))(?: +|$)")
PLACEMENT = re.compile(rf":: *matrix +({ID})")
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
LETTERS = 26


def roman(number: int) -> str:
    """Return *number* in lower-case Roman figures."""
    figures = ""
    for value, sign in ROMAN:
        figures += sign * (number // value)
        number %= value
    return figures


def label(kind: str, number: int) -> str:
    """Return the label of the item *number*, from 1, of a list of *kind*; empty when the kind has no more labels."""
    match kind:
        case "a":
            return chr(ord("a") + number - 1) if number <= LETTERS else ""
        case "i":
            return roman(number)
        case "1":
            return str(number)
        case _:
            return "-"


def number_of(kind: str, written: str) -> int:
    """Return which item of a list of *kind* the label *written* names; 0 when it is no label of that kind."""
    if kind == "a":
        return ord(written) - ord("a") + 1 if re.fullmatch("[a-z]", written) else 0
    if kind == "1":
        return int(written) if written.isdecimal() else 0
    if kind == "-":
        return int(written == "-")
    return roman_number(written)


def roman_number(written: str) -> int:
    """Return the number that *written* is in lower-case Roman figures, or 0."""
    number, rest = 0, written
    for value, sign in ROMAN:
        while rest.startswith(sign):
            number, rest = number + value, rest[len(sign) :]
    return number if roman(number) == written else 0


def guess(written: str) -> str:
    """Return the kind of a list whose first label is *written*, which may be wrong."""
    if written in ("-", "i"):
        return written
    if written.isdecimal():
        return "1"
    return "a" if len(written) == 1 else "i"


@dataclass(slots=True)
class OpenItem:
    """An item that may still grow."""

    label: str
    at: int
    sentences: list[Sentence]
    inner: Level | None = None

    def close(self) -> Item:
        """Return the finished item."""
        return Item(self.label, tuple(self.sentences), self.inner.close() if self.inner else None, self.at)


@dataclass(slots=True)
class Level:
    """A list that may still grow; *count* is the number of its last item."""

    kind: str
    count: int = 0
    items: list[OpenItem] = field(default_factory=list)

    def close(self) -> Items:
        """Return the finished list."""
        return Items(self.kind, tuple(item.close() for item in self.items))


@dataclass(slots=True)
class Reader:
    """What has been read so far: finished blocks, the open paragraph, the open levels of items from outside in."""

    text: str
    slips: Slips = field(default_factory=Slips)
    blocks: list[Block] = field(default_factory=list)
    paragraph: list[Sentence] = field(default_factory=list)
    begins: int = 0
    levels: list[Level] = field(default_factory=list)
    gap: bool = True

    def line(self, start: int, end: int) -> None:
        """Read the line between *start* and *end*."""
        text = self.text[start:end].rstrip(" ")
        at = start + len(text) - len(text.lstrip(" "))
        end = start + len(text)
        if at >= end:
            self.gap = True
            return
        if mark := MARK.match(self.text, at, end):
            self.item(at - start, at, mark[1] or mark[2], mark.end(), end)
        elif self.text.startswith("::", at):
            self.placement(at - start, at, end)
        else:
            self.words(at - start, at, end)
        self.gap = False

    def sentence(self, at: int, end: int) -> Sentence:
        """Return the sentence between *at* and *end*, which may not begin like a block."""
        opening = begins_block(self.text, at, end)
        if opening:
            self.slips.add(at, *opening)
        return scan(self.text, at, end, self.slips)

    def words(self, indent: int, at: int, end: int) -> None:
        """Read a line of words: of a paragraph, or one more sentence of the last item."""
        if self.levels and indent:
            self.continuation(indent, at, end)
            return
        if indent:
            self.slips.add(at, "this line is indented, and no item stands above it", "begin it at the left margin")
        elif self.levels and not self.gap:
            self.slips.add(at, "a line at the margin follows an item", self.after_item())
        if self.gap or self.levels or not self.paragraph:
            self.close()
            self.begins = at
        self.paragraph.append(self.sentence(at, end))

    def continuation(self, indent: int, at: int, end: int) -> None:
        """Read one more sentence of the last item."""
        if self.gap:
            self.slips.add(
                at, "an empty line stands inside an item", "an item is one paragraph: take the empty line out"
            )
        elif indent != STEP * len(self.levels):
            self.slips.add(
                at,
                f"this line is indented by {indent}; {self.innermost()} goes on at {STEP * len(self.levels)}",
                self.after_item(),
            )
        self.levels[-1].items[-1].sentences.append(self.sentence(at, end))

    def innermost(self) -> str:
        """Return what to call the item that was read last."""
        last = self.levels[-1].items[-1].label
        return "the item -" if last == "-" else f"item ({last})"

    def after_item(self) -> str:
        """Return how words may follow an item."""
        return (
            f"indent it by {STEP * len(self.levels)} blanks to go on with {self.innermost()}, "
            "or put an empty line before a new paragraph; words after inner items have no place"
        )

    def item(self, indent: int, at: int, written: str, begins: int, end: int) -> None:
        """Read the first line of an item."""
        depth = self.depth(indent, at)
        if depth == len(self.levels):
            self.open_level(written, at)
        del self.levels[depth + 1 :]
        level = self.levels[depth]
        self.count(level, written, at)
        if begins >= end:
            self.slips.add(at, "this item has no words", "write them behind the label, on the same line")
        level.items.append(OpenItem(written, at, [self.sentence(begins, end)] if begins < end else []))

    def depth(self, indent: int, at: int) -> int:
        """Return the level that *indent* means, 0 outside; report an indent that means none."""
        depth = min(indent // STEP, len(self.levels), DEEPEST - 1)
        if depth == DEEPEST - 1 and indent > STEP * depth:
            self.slips.add(
                at, f"items stand more than {DEEPEST} levels deep", "say it in sentences, or in a clause of its own"
            )
        elif indent != STEP * depth:
            self.slips.add(
                at,
                f"this item is indented by {indent}",
                f"each level is indented by {STEP} blanks more than the one around it",
            )
        return depth

    def open_level(self, written: str, at: int) -> None:
        """Open a list inside the last item, or after the paragraph that leads in."""
        level = Level(guess(written))
        if self.levels:
            self.levels[-1].items[-1].inner = level
        else:
            self.close()
            if not self.blocks or not isinstance(self.blocks[-1], Paragraph):
                self.slips.add(
                    at,
                    "this list has no sentence that leads into it",
                    "write one before it, ending in a colon, or escape the first sign: \\( or \\-",
                )
        self.levels.append(level)

    def count(self, level: Level, written: str, at: int) -> None:
        """Count an item; report a label of another kind, or out of order."""
        expected = label(level.kind, level.count + 1)
        number = number_of(level.kind, written)
        level.count = number or level.count + 1
        if written != expected:
            self.slips.add(at, *misplaced(level, written, expected, number))

    def placement(self, indent: int, at: int, end: int) -> None:
        """Read ``:: matrix ID``."""
        found = PLACEMENT.fullmatch(self.text, at, end)
        if found is None or indent:
            self.slips.add(
                at,
                "this line places no table",
                "write :: matrix and its id, alone on a line at the margin; or \\: for the character itself",
            )
        self.close()
        self.blocks.append(Placement(found[1] if found else self.text[at + 2 : end].strip(" "), at))

    def close(self) -> None:
        """Finish what is open."""
        if self.paragraph:
            self.blocks.append(Paragraph(tuple(self.paragraph), self.begins))
        if self.levels:
            self.blocks.append(self.levels[0].close())
        self.paragraph, self.levels = [], []


def begins_block(text: str, at: int, end: int) -> tuple[str, str] | None:
    """Return the fault, if any, of a sentence whose first characters would begin a block."""
    if text.startswith("#", at, end):
        headings = "headings are ## fallback, ## walk-away and ## guidance, at the margin"
        return "this sign opens a heading", f"{headings}; or write \\# when you mean the character itself"
    if text.startswith("::", at, end):
        return "this line places no table", "write \\: when you mean the character itself"
    if MARK.match(text, at, end):
        return (
            "two labels stand on one line",
            "give each item a line of its own; or write \\( or \\- when you mean the character itself",
        )
    return None


def misplaced(level: Level, written: str, expected: str, number: int) -> tuple[str, str]:
    """Return message and cure for a label that is not the *expected* one."""
    shown = "-" if written == "-" else f"({written})"
    if not level.items:
        return (
            f"a list begins with {shown}",
            "begin it with (a), (i), (1) or -; or write \\( when these are words and no item",
        )
    if not expected:
        return "a list of letters ends with (z)", "split it, or count it (1), (2), (3)"
    if not number:
        return (
            f"{shown} stands in a list of another kind",
            f"here ({expected}) is next" if expected != "-" else "here each item begins with -",
        )
    return f"{shown} is out of order", f"here ({expected}) is next"


def parse(text: str) -> tuple[Prose, tuple[Slip, ...]]:
    """Return the blocks of *text*, and what is wrong with it; with faults, the tree is the nearest reading."""
    reader = Reader(text)
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        reader.line(start, end)
        start = end + 1
    reader.close()
    if not reader.blocks:
        reader.slips.add(0, "nothing is written here", "write the text")
    return tuple(reader.blocks), tuple(reader.slips)
