"""Two texts compared word by word: what went stands between [- and -], what came between {+ and +}."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from generator.document.blocks import Deleted, Inserted, Printed
from generator.prose import Text

WORDS = re.compile(r"\s+|[^\s]+")
COLUMN = 56


Steps = Iterator[tuple[bool, str, str]]


def steps(old: str, new: str) -> Steps:
    """Yield whether words stay, those before and those now; changes with a blank alone between them are one."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    went, came = "", ""
    for at, (tag, first, last, start, end) in enumerate(codes):
        gone, now = "".join(before[first:last]), "".join(after[start:end])
        inside = 0 < at < len(codes) - 1 and not now.strip(" ")
        if tag != "equal" or (inside and went.strip() and came.strip() and both_change(codes[at + 1])):
            went, came = went + gone, came + now
            continue
        if went or came:
            yield False, went, came
            went, came = "", ""
        yield True, gone, now
    if went or came:
        yield False, went, came


def both_change(code: tuple[str, int, int, int, int]) -> bool:
    """Tell whether words went and words came at a step of a comparison."""
    return code[0] == "replace"


def word_difference(old: str, new: str) -> str:
    """Return *new* with what differs from *old* between signs; without a difference, *new* as it is."""
    return "".join(came if same else marked(went, came) for same, went, came in steps(old, new))


def marked_words(old: str, new: str) -> tuple[Printed, ...]:
    """Return *new* as running text in which what went and what came is marked."""
    made: list[Printed] = []
    for same, gone, came in steps(old, new):
        if same:
            made.append(Text(came))
            continue
        made += [Deleted((Text(gone),))] if gone else []
        made += [Inserted((Text(came),))] if came else []
    return tuple(made)


def changed_lines(old: str, new: str) -> Iterator[str]:
    """Yield the lines that differ, word by word; lines that stay are left out."""
    before, after = old.split("\n"), new.split("\n")
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from word_difference("\n".join(before[first:last]), "\n".join(after[start:end])).split("\n")


def marked(gone: str, came: str) -> str:
    """Return what went and what came, each between its signs."""
    return (f"[-{gone}-]" if gone else "") + (f"{{+{came}+}}" if came else "")


def side_by_side(left: str, right: str, heads: tuple[str, str]) -> Iterator[str]:
    """Yield the lines of two texts beside one another, below *heads*; a bar stands where they differ."""
    yield f"{heads[0]:<{COLUMN}}   {heads[1]}".rstrip()
    yield f"{'-' * COLUMN}   {'-' * COLUMN}"
    one, other = left.split("\n"), right.split("\n")
    for tag, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        sign = " " if tag == "equal" else "|"
        for here, there in zip_longest(wrapped(one[first:last]), wrapped(other[start:end]), fillvalue=""):
            yield f"{here:<{COLUMN}} {sign} {there}".rstrip()


def wrapped(lines: list[str]) -> Iterator[str]:
    """Yield *lines* broken to the width of a column."""
    for line in lines:
        yield from textwrap.wrap(line, COLUMN) or [""]


def line_changes(old: str, new: str) -> list[str]:
    """Return the lines that went, behind a minus, and that came, behind a plus, each with its number.

    What no eye sees, such as blanks at the end of a line, is spelt out.
    """
    before, after = old.split("\n"), new.split("\n")
    shown: list[str] = []
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            shown += [f"- {first + count + 1}: {visible(line)}" for count, line in enumerate(before[first:last])]
            shown += [f"+ {start + count + 1}: {visible(line)}" for count, line in enumerate(after[start:end])]
    return shown


def visible(line: str) -> str:
    """Return *line* with blanks at its end as dots and other marks that no eye sees by their code."""
    bare = line.rstrip(" \t\r")
    return bare + line[len(bare) :].replace(" ", "·").replace("\t", "<tab>").replace("\r", "<CR>")
