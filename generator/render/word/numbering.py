"""What Word will count: the outline is followed along, and lists that count for themselves get a list of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.document.blocks import Number

_LAST = re.compile(r"([0-9]+|[A-Za-z]+)\W*$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_LEVEL = 4
_ROMAN_LEVELS = (_ROMAN_LEVEL, _ROMAN_LEVEL)
_TITLES = 2
"""Levels that count by their style even where no number is known; a line without one has a style that counts not."""


class Lists:
    """The lists that a document adds to those of its template.

    Attributes:
        made: As they stand in the part of numbering.
    """

    def __init__(self, first: int) -> None:
        """Begin with *first*, the first free id of a list."""
        self.made: list[str] = []
        self._next = first

    def own(self, abstract: str, starts: Mapping[int, int]) -> int:
        """Return the id of a new list on the levels of *abstract* that begins to count at *starts*, by level from 0."""
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in starts.items()
        )
        self.made.append(f'<w:num w:numId="{self._next}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>')
        self._next += 1
        return self._next - 1


class Counter:
    """Counts as Word does, and tells where Word would count otherwise than the tree: after a gap."""

    def __init__(self, roman: int) -> None:
        """Begin to count; the level *roman* has roman figures."""
        self._roman = roman
        self._counts: list[int] = []

    def follow(self, number: Number) -> int:
        """Return at which figure a list of its own must begin for a paragraph; 0 while Word, which counts by styles,
        agrees, and for what is not numbered at all.
        """
        level, counts = number.level, self._counts
        if not level or (level > _TITLES and not number.label):
            return 0
        del counts[level + 1 :]
        counts += [0] * (level + 1 - len(counts))
        counts[level] += 1
        wanted = ordinal(number.label, level, self._roman)
        if not wanted or wanted == counts[level]:
            return 0
        counts[level] = wanted
        return wanted


class Own(NamedTuple):
    """The numbering properties of a paragraph: as it counts *now*, and as it *was* counted in the older text.

    Either is empty where Word counts by the style.
    """

    now: str = ""
    was: str = ""


BY_STYLE = Own()


class Outline:
    """Follows one list through the newer and the older text of a redline; any other document is both."""

    def __init__(
        self, lists: Lists, abstract: str, older: Mapping[str, Number], romans: tuple[int, int] = _ROMAN_LEVELS
    ) -> None:
        """Begin to count the list *abstract*.

        Args:
            lists: Where lists of their own are made.
            abstract: The list.
            older: The numbers that places had, where they were others.
            romans: The level with roman figures, in the older and in the newer text.
        """
        self._lists, self._abstract, self._older = lists, abstract, older
        self._older_count, self._newer_count = map(Counter, romans)

    def follow(self, path: str, number: Number, *, gone: bool, came: bool) -> Own:
        """Return the numbering of the place *path*; what is *gone* or *came* is counted in one of the texts only."""
        before = self._older.get(path, number)
        now = 0 if gone else self._newer_count.follow(number)
        was = 0 if came else self._older_count.follow(before)
        if not now and not was:
            return BY_STYLE
        if gone or came:
            own = self._own(number, was if gone else now)
            return Own(own, own)
        made = self._own(number, now)
        return Own(made, made if now == was and number.level == before.level else self._own(before, was))

    def _own(self, number: Number, start: int) -> str:
        """Return the property of a paragraph whose list begins at *start*; none for 0."""
        level = number.level - 1
        return numbered(level, self._lists.own(self._abstract, {level: start})) if start else ""


def numbered(level: int, list_id: int) -> str:
    """Return the property that puts a paragraph on *level* (from 0) of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


@lru_cache(maxsize=4096)
def ordinal(label: str, level: int, roman: int = _ROMAN_LEVEL) -> int:
    """Return which place *label* says: 2 for ``22.2``, ``2.0``, ``(b)`` or ``(ii)``; 0 when it says none."""
    found = _LAST.search(label.removesuffix(".0") if level == 1 else label)
    if found is None:
        return 0
    sign = found[1].lower()
    if sign.isdecimal():
        return int(sign)
    return _roman(sign) if level == roman else _letters(sign)


def _letters(sign: str) -> int:
    """Return the place of a letter; after z Word goes on with aa, bb, cc."""
    return ord(sign[0]) - ord("a") + 1 + 26 * (len(sign) - 1)


def _roman(sign: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in sign]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
