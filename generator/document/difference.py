"""Two texts compared word by word: what went stands between [- and -], what came between {+ and +}."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

WORDS = re.compile(r"\s+|[^\s]+")
COLUMN = 56


def word_difference(old: str, new: str) -> str:
    """Return *new* with what differs from *old* between signs; without a difference, *new* as it is."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return "".join(
        "".join(after[start:end]) if tag == "equal" else marked("".join(before[first:last]), "".join(after[start:end]))
        for tag, first, last, start, end in matcher.get_opcodes()
    )


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
