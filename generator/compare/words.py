"""Words inside a line: what stands in the older text only, in the newer only, or in both."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple, TypeVar, assert_never

from generator.compare.matcher import matcher_of
from generator.document.blocks import Deleted, Inserted, Printed
from generator.prose import Blank, Definition, Inline, OpenPoint, Reference, Text, Use

MONTHS = "January February March April May June July August September October November December"
PIECE = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an address
    r"|\+\d[\d \u00a0()/-]*\d"  # a telephone number
    rf"|\d{{1,2}}[ \u00a0](?:{MONTHS.replace(' ', '|')})[ \u00a0]\d{{4}}"  # a day
    r"|(?=[\w./-]{0,60}\d)\w+(?:[-./]\w+)+"  # the number of a document, a version, a share
    r"|\w+(?:[-\u00ad\u2011'\u2019]\w+)*|\s+|[^\w\s]"  # a word, joined or not, a blank, a sign
)
"""What is read as one, and so is struck out and written anew as one."""
FEW = 0.25
"""Below this share of common words a line reads better as a whole struck out and written anew."""


class Token(NamedTuple):
    """A word, a sign, a blank or one of the larger pieces; two with one key are the same to a reader."""

    key: Hashable
    inline: Inline


NONE: Mapping[str, str] = {}
NOWHERE = "~"
"""Stands for the path of a place that a document does not have; no author has it."""
Opcode = tuple[str, int, int, int, int]
Node = TypeVar("Node", bound=Printed)


def compared(
    old: Sequence[Printed], new: Sequence[Printed], moved: Mapping[str, str], astray: Mapping[str, str] = NONE
) -> tuple[Printed, ...]:
    """Return one line with the changes from *old* to *new*.

    A reference is the same while it leads to the same place, whatever its number.

    Args:
        old: The older line.
        new: The newer line.
        moved: The path that each old place has now; NOWHERE for one that is not in the older document.
        astray: Paths of the newer line that are not in the newer document, each with NOWHERE.
    """
    if old == new and not (moved or astray):
        return tuple(new)
    before, after = tokens(old, moved), tokens(new, astray)
    keys, others = [one.key for one in before], [one.key for one in after]
    if keys == others:
        return tuple(new)
    made: list[Printed] = []
    for what, a, b, c, d in readable(keys, others):
        if what == "equal":
            made += inlines_of(after[c:d])
            continue
        if a < b:
            made.append(Deleted(inlines_of(before[a:b])))
        if c < d:
            made.append(Inserted(inlines_of(after[c:d])))
    return tuple(made)


def likeness(old: Sequence[Printed], new: Sequence[Printed]) -> float:
    """Return how much two lines have in common, from 0 to 1; numbers of references and their places do not count."""
    matcher = SequenceMatcher(None, words_of(old), words_of(new), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= FEW and matcher.quick_ratio() >= FEW else 0.0


def words_of(line: Sequence[Printed]) -> list[Hashable]:
    """Return what a reader compares two lines by."""
    made: list[Hashable] = []
    for inline in line:
        if isinstance(inline, Text):
            made += keys_in(inline.text)
        elif isinstance(inline, Reference):
            made.append(("reference",))
        elif not isinstance(inline, Inserted | Deleted):
            made += [one.key for one in pieces(inline, {})]
    return made


def tokens(line: Sequence[Printed], moved: Mapping[str, str]) -> list[Token]:
    """Return the tokens of *line*."""
    return [token for inline in line if not isinstance(inline, Inserted | Deleted) for token in pieces(inline, moved)]


def pieces(inline: Inline, moved: Mapping[str, str]) -> Iterable[Token]:
    """Return the tokens of one inline."""
    match inline:
        case Text(text=text):
            return words_in(text)
        case Use():
            return (Token(("use", inline.term or inline.form, inline.words or inline.form), inline),)
        case Definition():
            return (Token(("definition", inline.term, inline.words), inline),)
        case Blank():
            return (Token(("value", inline.value, inline.words), inline),)
        case OpenPoint():
            return (Token(("open", inline.words), inline),)
        case Reference():
            there = located(inline, moved)
            leads = (there.path, there.target) if there.path == NOWHERE else there.path or there.target
            return (Token(("reference", leads, there.words, there.bare), there),)
        case _:
            assert_never(inline)


def located(inline: Node, moved: Mapping[str, str]) -> Node:
    """Return *inline*; a reference leads to where its target stands in a comparison."""
    if isinstance(inline, Reference) and inline.path in moved:
        return replace(inline, path=moved[inline.path])
    return inline


@lru_cache(maxsize=4096)
def words_in(text: str) -> tuple[Token, ...]:
    """Return the words, signs and blanks of *text*; every character is in one of them."""
    return tuple(Token(("text", piece), Text(piece)) for piece in PIECE.findall(text))


@lru_cache(maxsize=4096)
def keys_in(text: str) -> tuple[Hashable, ...]:
    """Return the keys of the words and signs of *text*, without white space."""
    return tuple(("text", piece) for piece in PIECE.findall(text) if not piece.isspace())


def inlines_of(several: Iterable[Token]) -> tuple[Inline, ...]:
    """Return the inlines of tokens, neighbouring words joined."""
    made: list[Inline] = []
    words: list[str] = []
    for inline in [*[token.inline for token in several], None]:
        if isinstance(inline, Text):
            words.append(inline.text)
            continue
        made += [Text("".join(words))] if words else []
        made += [inline] if inline else []
        words.clear()
    return tuple(made)


def readable(old: list[Hashable], new: list[Hashable]) -> Iterator[Opcode]:
    """Yield the steps from *old* to *new*, without islands of a single short word between two changes."""
    matcher = matcher_of(old, new)
    steps = matcher.get_opcodes()
    if matcher.ratio() < FEW:
        yield ("replace", 0, len(old), 0, len(new))
        return
    yield from joined(steps, lambda a, b: island(old[a:b]))


def joined(steps: Sequence[Opcode], is_island: Callable[[int, int], bool]) -> Iterator[Opcode]:
    """Yield *steps* with each change and island that follow one another as one change."""
    pending: Opcode | None = None
    for at, step in enumerate(steps):
        what, a, b, c, d = step
        inside = pending is not None and at + 1 < len(steps)
        if what != "equal" or (inside and is_island(a, b)):
            pending = ("replace", pending[1], b, pending[3], d) if pending else ("replace", a, b, c, d)
            continue
        if pending:
            yield pending
        pending = None
        yield step
    if pending:
        yield pending


def island(keys: list[Hashable]) -> bool:
    """Tell whether what two texts share between two changes is too little to read: blanks, a sign, a short word."""
    words = [key[1] for key in keys if isinstance(key, tuple) and not (key[0] == "text" and str(key[1]).isspace())]
    return (
        len(words) <= 1 and all(isinstance(key, tuple) and key[0] == "text" for key in keys) and len("".join(words)) < 4
    )
