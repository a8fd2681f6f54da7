"""What Word will count: the outline is followed along, and lists that count for themselves get a list of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.document.blocks import Number

_LAST = re.compile(r"([0-9]+|[A-Za-z]+)\W*$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_LEVEL = 4


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
    """Counts as Word does, and corrects it where Word would count otherwise than the tree: after a gap."""

    def __init__(self, lists: Lists, abstract: str, roman: int = _ROMAN_LEVEL) -> None:
        """Begin to count the list *abstract*, whose level *roman* has roman figures."""
        self._lists = lists
        self._abstract = abstract
        self._roman = roman
        self._counts = [0] * 10

    def follow(self, number: Number) -> str:
        """Return the numbering property of a paragraph: none while Word, counting by styles, agrees."""
        level, counts = number.level, self._counts
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        wanted = ordinal(number.label, level, self._roman)
        if not wanted or wanted == counts[level]:
            return ""
        counts[level] = wanted
        return numbered(level - 1, self._lists.own(self._abstract, {level - 1: wanted}))


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
