"""Printed numbers: one place computes them, every reference and renderer reads them.

The labels are those of the house style `counsel`, 22. / 22.1 / (a) / (i) / (A), or decimal where an agreement chooses
that: 22 or 22.0 / 22.1 / 22.1.1 / (a) / (i). Word makes the same numbers from its styles.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from generator.document.blocks import NO_NUMBER, Number
from generator.model.choices import Numbering

CHAPTER, CLAUSE, PARAGRAPH, ITEM, SUB_ITEM = 1, 2, 3, 4, 5


def letters(count: int) -> str:
    """Return a, b, ... z, aa, bb, ... as Word counts."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def roman(count: int) -> str:
    """Return *count* in small roman figures."""
    figures = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    written = ""
    for worth, sign in figures:
        times, count = divmod(count, worth)
        written += sign * times
    return written


FIGURES: dict[int, Callable[[int], str]] = {
    PARAGRAPH: letters,
    ITEM: roman,
    SUB_ITEM: lambda count: letters(count).upper(),
}


DECIMAL_FIGURES: dict[int, Callable[[int], str]] = {ITEM: letters, SUB_ITEM: roman}
ZERO = ".0"


def chapter_number(count: int, scheme: Numbering = Numbering.LETTERED) -> Number:
    """Return the number of the *count*-th chapter."""
    match scheme:
        case Numbering.LETTERED:
            return Number(CHAPTER, f"{count}.", str(count))
        case Numbering.DECIMAL:
            return Number(CHAPTER, str(count), str(count))
        case Numbering.DECIMAL_ZERO:
            return Number(CHAPTER, f"{count}{ZERO}", f"{count}{ZERO}")
        case _:
            assert_never(scheme)


def annex_number(count: int, word: str) -> Number:
    """Return the number of the *count*-th annex: label ``Annex 3``."""
    return Number(CHAPTER, f"{word} {count}", str(count))


def clause_number(chapter: Number, count: int) -> Number:
    """Return the number of the *count*-th clause of *chapter*."""
    full = f"{chapter.full.removesuffix(ZERO)}.{count}"
    return Number(CLAUSE, full, full)


def inner_number(above: Number, level: int, count: int, scheme: Numbering = Numbering.LETTERED) -> Number:
    """Return the number of the *count*-th paragraph, item or sub-item under *above*; deeper levels than the style
    has get none.
    """
    figures = FIGURES if scheme is Numbering.LETTERED else DECIMAL_FIGURES
    if level == PARAGRAPH and scheme is not Numbering.LETTERED:
        full = f"{above.full}.{count}"
        return Number(level, full, full)
    if level not in figures:
        return NO_NUMBER
    label = f"({figures[level](count)})"
    return Number(level, label, above.full + label)


def table_number(count: int, word: str) -> Number:
    """Return the number of the *count*-th caption: label ``Table 4``."""
    return Number(0, f"{word} {count}", str(count))
