"""The one text rule: bytes become text here, or are refused with the place and the reason."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.diagnostic import Diagnostic, Severity, Span, kind

LARGEST = 8 * 1024 * 1024
MOST_FAULTS = 20
"""Faults of one kind reported in one file; a file in the wrong encoding has one in every line."""

TOO_LARGE = kind(
    "file-too-large",
    "A text file is larger than any text of an agreement.",
    matters="It is no agreement, or something has been pasted into it that would stop everybody's work.",
    cure="Split it, or remove what does not belong there.",
)
DAMAGED = kind(
    "damaged-file",
    "A file holds nothing but zeros, or bytes that no text has.",
    matters="What it said is lost; a disk that fails or a copy that broke off leaves such files.",
    cure="Fetch the last good copy from the version history.",
)
ENCODING = kind(
    "wrong-encoding",
    "A file that should hold text is not written in UTF-8, or is a file of Word or Excel.",
    matters="Letters beyond plain English would be replaced by others without a word.",
    cure="Save it as UTF-8; most editors offer that under Save As.",
)
CHARACTER = kind(
    "forbidden-character",
    "A text holds a character that cannot be seen or that changes how others are shown.",
    matters="Two readers of the same text would see different words, or different lines.",
    cure="Delete the character; for a tab, write blanks.",
)
NORMAL_FORM = kind(
    "not-normalised",
    "A letter with an accent is written as two characters that only look like one.",
    matters="Two words that look the same would be different to a search and to a comparison.",
    cure="Run `agreements fmt`, which writes each such letter as one character.",
)
UNSEEN = kind(
    "unseen-character",
    "A text holds a character that nobody sees, or that each machine shows in another way.",
    matters="A search for the word does not find it, and a comparison of two texts that look the same shows a change.",
    cure="Delete the character, unless the script of the text needs it; it prints exactly as it stands.",
    severity=Severity.WARNING,
)
MIXED_SCRIPT = kind(
    "mixed-script",
    "A word has letters that only look like its own: of another script, of formulas, or two in one sign.",
    matters="The word is another one than it seems: no search finds it, and no defined term matches it.",
    cure="Type the word again on one keyboard.",
    severity=Severity.WARNING,
)
CONFLICT = kind(
    "merge-conflict",
    "A file still has the marks of two versions that nobody has brought together.",
    matters="Both wordings stand there, and neither has been chosen.",
    cure="Keep the wording that is right, and delete the other and the marks.",
)

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff\ud800-\udfff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""Controls, tabs, line ends that only some programs see, direction overrides, byte-order marks, half characters, the
signs that stand for a letter or picture that was lost, and numbers that are no character.
"""

FORBIDDEN_ASCII = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u1680\u2800\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u3164\uffa0\ue000-\uf8ff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
    "|(?<=[A-Za-z])(?:[\ufe00-\ufe0f]|[\u061c\u200c-\u200f](?=[A-Za-z]))"
)
"""What nobody sees, or what each machine shows otherwise; joiners and marks that scripts and emoji need are part
only between Latin letters, which need none."""

MATHEMATICAL = "\U0001d400-\U0001d7ff"
TWINS = f"\u0370-\u03bb\u03bd-\u052f\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a{MATHEMATICAL}"
MIXED = re.compile(f"[A-Za-z][{TWINS}]|[{TWINS}][A-Za-z]|[{MATHEMATICAL}]{{2}}")
"""Where a word has letters of two scripts that look alike, two in one sign, or letters of formulas; the Greek m of
units may stand beside Latin letters."""
LETTERS = re.compile("[^\\W\\d_]*")
LETTERS_BEFORE = re.compile("[^\\W\\d_]{1,40}\\Z")
LONGEST_SHOWN = 40
FAR = 1_000
"""Characters looked at on either side of a tab, to tell how far its neighbours are indented."""
FLAG = "\U0001f3f4"
LONGEST_FLAG = 10
FLAG_LETTERS = "".join(map(chr, range(0xE0020, 0xE0080)))
"""The flag that begins the flags of England, Scotland and Wales, which are written with signs that nobody sees."""

MARKS = re.compile(r"^(?:<{7}|>{7}) .*$", re.MULTILINE)
PACKED = {b"PK\x03\x04": "Word or Excel", b"\xd0\xcf\x11\xe0": "Word or Excel", b"{\\rt": "a text processor"}
BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
NAMES = {
    "\t": "a tab",
    "\r": "a carriage return",
    "\x85": "a line end that only some programs see",
    "\ufeff": "a byte-order mark",
}


@dataclass(slots=True)
class Source:
    """The text of a file, or a part of it, that can tell where an index stands.

    Attributes:
        path: Path inside the workspace.
        text: The text, its line ends LF, without byte-order mark.
        line: Line of the file on which *text* begins.
        start: Index in the file at which *text* begins; a part begins at the left margin.
    """

    path: str
    text: str
    line: int = 1
    start: int = 0
    _lines: list[int] = field(default_factory=list, repr=False)

    def span(self, start: int, end: int | None = None) -> Span:
        """Return the place of *start* to *end* of the text; without *end*, of one character."""
        if not self._lines:
            self._lines = [0, *(found.end() for found in re.finditer("\n", self.text))]
        line = bisect_right(self._lines, start) - 1
        stop = start + 1 if end is None else end
        return Span(self.path, self.line + line, start - self._lines[line] + 1, self.start + start, self.start + stop)

    def cut(self, span: Span) -> str:
        """Return the text that *span*, a place of this source, covers."""
        return self.text[span.start - self.start : span.end - self.start]


def decode(path: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    """Return the text in *data* and what is wrong with it; None when it cannot be trusted.

    Line ends become LF, and a byte-order mark at the start goes: places count without it.

    Text that is not in normal form C comes back as it is, with its fault, so that ``fmt`` can cure it.
    """
    fault = refusal(path, data)
    if fault:
        return None, [fault]
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as trouble:
        return None, [not_utf_8(path, trouble)]
    found = [*character_faults(path, text), *conflict_faults(path, text)]
    return (None, found) if found else (text, list(form_faults(path, text)))


def refusal(path: str, data: bytes) -> Diagnostic | None:
    """Return why *data* is no text at all, if so."""
    if len(data) > LARGEST:
        return TOO_LARGE.at(Span(path), f"{len(data):,} bytes; the largest text file is {LARGEST // 2**20} MB")
    if data and not data.strip(b"\0"):
        return DAMAGED.at(Span(path), f"{len(data):,} bytes, all of them zero")
    if data[:4] in PACKED:
        hint = "save its text as plain text in UTF-8, with an editor for text files such as Notepad"
        return ENCODING.at(Span(path), f"this is a file of {PACKED[data[:4]]} and no text file", hint=hint)
    name = BYTE_ORDER_MARKS.get(data[:2]) or ("UTF-16" if data[:2].count(0) == 1 else "")
    if name:
        return ENCODING.at(Span(path, 1, 1), f"this file is written in {name}", hint="save it as UTF-8")
    return None


def not_utf_8(path: str, trouble: UnicodeDecodeError) -> Diagnostic:
    """Return the fault of the first byte that is no UTF-8."""
    before = trouble.object[: trouble.start].decode().replace("\r\n", "\n")
    place = Source(path, before + "?").span(len(before))
    guess = trouble.object[trouble.start : trouble.start + 1].decode("cp1252", "replace")
    return ENCODING.at(
        place,
        f"byte {trouble.object[trouble.start]:#04x} is no UTF-8",
        hint=f'in Windows-1252 it would be "{guess}": save the file as UTF-8',
    )


def forbidden(text: str) -> Iterator[re.Match[str]]:
    """Yield the forbidden characters of *text*; in plain English, a short list is faster."""
    return (FORBIDDEN_ASCII if text.isascii() else FORBIDDEN).finditer(text)


def character_faults(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield the forbidden characters of *text*, the first of them; of line ends of another kind, the first alone."""
    source = Source(path, text)
    if (lines := text.count("\r")) > 1:
        place, message = source.span(text.index("\r")), f"{lines:,} lines end in {name_of(chr(13))} alone"
        yield CHARACTER.at(place, message, hint="save the file with line ends of Unix (LF) or Windows (CRLF)")
        text = text.replace("\r", " ")
    for found, _ in zip(forbidden(text), range(MOST_FAULTS), strict=False):
        hint = instead_of(text, found.start())
        yield CHARACTER.at(source.span(found.start()), f"{name_of(found[0])} stands here", hint=hint)


def writable(text: str) -> str:
    """Return *text* of another program as a file of ours may hold it: a sign that none may hold is named instead."""
    return FORBIDDEN.sub(
        lambda sign: " " if sign[0] == "\t" else f"[{name_of(sign[0])}]", unicodedata.normalize("NFC", text)
    )


def instead_of(text: str, at: int) -> str:
    """Return what to do about the forbidden character at *at*; for a tab, how many spaces to type: those with which
    the lines beside it begin.
    """
    if text[at] != "\t":
        return "take it out"
    above, line = text[max(0, at - FAR) : at].rpartition("\n")[::2]
    if line.strip():
        return "take the tab out and type a space in its place"
    if at and "\n" not in text[max(0, at - FAR) : at]:
        return "take the tab out and type spaces in its place"
    below = text[at : at + FAR].partition("\n")[2].lstrip("\n")
    before = above.rstrip("\n").rpartition("\n")[2]
    inner = len(re.match(" *(?:- )*", before)[0]) + (2 if before.rstrip().endswith(":") else 0)  # type: ignore[index]
    beside = len(below) - len(below.lstrip(" "))
    if begun := begun_alike(above, text[at : at + FAR]):
        alike, back = begun
        nth = text.count("\n", 0, at) + 1 - back
        return f"take the tab out and type {alike} spaces in its place, as in line {nth}"
    nth = text.count("\n", 0, at) - (len(above) - len(above.rstrip("\n")))
    entry = re.match(" *(?=- )", before)
    if entry and not before.rstrip().endswith(":") and re.match(r"\t+- ", text[at : at + FAR]):
        spaces = f"type {len(entry[0])} spaces in its place" if entry[0] else "begin the line without a space"
        return f"take the tab out and {spaces}, as in line {nth}"
    if below[:1] != "\t" and before.rstrip().endswith(":"):
        return f'take the tab out and type {inner} spaces in its place, below "{before.strip()}" of line {nth}'
    if below[:1] == "\t" or (below and beside != inner):
        return f"take the tab out and type spaces in its place, {inner} if the line belongs to line {nth}"
    return f"take the tab out and type {inner} spaces in its place" if inner else "take the tab out"


def begun_alike(above: str, line: str) -> tuple[int, int] | None:
    """Return how many spaces stand before the last line *above* that begins an item of a list with the field of *line*,
    and how many lines above it stands.
    """
    if not (begin := re.match(r"\t+(- [a-z-]+:)", line)):
        return None
    found = [*re.finditer(rf"^( +){re.escape(begin[1])}", above, re.MULTILINE)]
    return (len(found[-1][1]), above.count("\n", found[-1].start()) + 1) if found else None


def name_of(character: str) -> str:
    """Return what to call a *character* that cannot be shown."""
    if character == "\t":
        return NAMES[character]
    number = f"U+{ord(character):04X}"
    name = NAMES.get(character) or unicodedata.name(character, "a control character").lower()
    return f"{name} ({number})"


def conflict_faults(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield the marks of an unfinished merge: of each the first, since the last belongs to it."""
    source, opened = Source(path, text), False
    for found, _ in zip(MARKS.finditer(text), range(2 * MOST_FAULTS), strict=False):
        closes, opened = opened and found[0].startswith(">"), found[0].startswith("<")
        if closes:
            continue
        yield CONFLICT.at(
            source.span(found.start(), found.end()), f'"{found[0][:40]}" is the mark of an unfinished merge'
        )


def form_faults(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield the first place where *text* is not in normal form C."""
    formed = unicodedata.normalize("NFC", text)
    if formed != text:
        at = next(
            (at for at, (is_, should) in enumerate(zip(text, formed, strict=False)) if is_ != should), len(formed)
        )
        yield NORMAL_FORM.at(Source(path, text).span(at), "a letter and its accent are two characters here")


def odd_characters(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield a warning for what nobody sees in *text*, and for words whose letters are not what they seem."""
    if text.isascii():
        return
    source = Source(path, text)
    unseen = (found for found in INVISIBLE.finditer(text) if not in_a_flag(text, found.start()))
    for found, _ in zip(unseen, range(MOST_FAULTS), strict=False):
        yield UNSEEN.at(source.span(found.start()), f"{name_of(found[0])} stands here, and nobody sees it")
    for (start, end), _ in zip(mixed_words(text), range(MOST_FAULTS), strict=False):
        stranger = next(sign for sign in text[start:end] if re.match(f"[{TWINS}]", sign))
        shown = text[start : min(end, start + LONGEST_SHOWN)]
        yield MIXED_SCRIPT.at(source.span(start, end), f'in "{shown}", "{stranger}" is {name_of(stranger)}')


def mixed_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word of *text* with letters of two scripts; of a giant, not all that goes before."""
    end = 0
    for pair in MIXED.finditer(text):
        if pair.start() >= end:
            before = LETTERS_BEFORE.search(text, max(end, pair.start() - LONGEST_SHOWN), pair.start())
            after = LETTERS.match(text, pair.end())
            start, end = before.start() if before else pair.start(), after.end() if after else pair.end()
            yield start, end


def in_a_flag(text: str, at: int) -> bool:
    """Tell whether the sign at *at* belongs to the emoji of a flag, which is spelt with signs that nobody sees."""
    return (
        "\U000e0020" <= text[at] <= "\U000e007f"
        and text[max(at - LONGEST_FLAG, 0) : at].rstrip(FLAG_LETTERS)[-1:] == FLAG
    )
