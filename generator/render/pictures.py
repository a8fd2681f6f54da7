"""Where the pieces of a drawing stand: boxes, words and ways with their places, for every renderer alike.

A drawing is laid out in units of which a letter is 15 high; a renderer says how wide it may be, and how large a unit
prints. On the site it is 320 wide, so that its letters keep their size on a telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple, TypeAlias

from generator.document.blocks import Drawing, Piece, Shows, Tone
from generator.document.figures import DASH

LABEL = 62
"""Where the bars of a ladder begin: left of it stand the levels."""
LETTER = 15
"""Height of the letters."""


class Frame(NamedTuple):
    """How wide a drawing may be, how many letters fit beside one another in it, how high its lanes and lines are."""

    width: int = 320
    letters: int = 40
    lane: int = 36
    line: int = 19


class Box(NamedTuple):
    """A rectangle; its face is ``start``, ``next``, ``along`` (dashed) or ``along whole`` (a strong line round it)."""

    x: int
    y: int
    width: int
    height: int
    face: str


class Words(NamedTuple):
    """Words that begin at a point, on their base line; their face is ``quiet``, ``strong``, ``on`` or empty."""

    x: int
    y: int
    text: str
    face: str = ""


class Way(NamedTuple):
    """An arrow between two points: up, or down and then to the right."""

    x: int
    y: int
    to_x: int
    to_y: int


Shape: TypeAlias = Box | Words | Way


class Laid(NamedTuple):
    """A drawing laid out: its shapes, in the order in which they are drawn, and its size."""

    shapes: tuple[Shape, ...]
    width: int
    height: int


def laid_out(shows: Shows, drawing: Drawing, frame: Frame) -> Laid:
    """Return where the pieces of *drawing* stand in *frame*."""
    match shows:
        case Shows.LADDERS:
            shapes, height = _ladder(drawing.pieces, frame)
        case Shows.LAYERS:
            shapes, height = _stack(drawing.pieces, frame)
        case Shows.CHANGES:
            shapes, height = _ways(drawing.pieces, frame)
        case Shows.DOCUMENTS:
            shapes, height = _set(drawing.pieces, frame)
    return Laid(tuple(shapes), frame.width, height)


def _ladder(pieces: Sequence[Piece], frame: Frame) -> tuple[list[Shape], int]:
    """A lane a level, the highest on top, a bar at each level's turn, and the way from one to the next."""
    lanes = pieces[::-1]
    said = ["".join(one.lines) for one in lanes]
    turns = [nth for nth, one in enumerate(lanes) if one.lines and one.tone is not Tone.QUIET]
    step = (frame.width - LABEL) // max(len(turns), 3)
    wide = max(step - 6, *(8 * len(said[nth]) + 14 for nth in turns))
    lefts = {nth: min(LABEL + at * step, frame.width - wide) for at, nth in enumerate(turns)}
    base = frame.lane // 2 + 4
    drawn: list[Shape] = []
    for nth, one in enumerate(lanes):
        top = (len(lanes) - 1 - nth) * frame.lane
        starts = one.tone is Tone.STRONG
        drawn.append(Words(0, top + base, one.name, "quiet"))
        if nth in lefts:
            drawn.append(Box(lefts[nth], top + 4, wide, frame.lane - 8, "start" if starts else "next"))
            drawn.append(Words(lefts[nth] + 6, top + base, said[nth], "on" if starts else ""))
        elif said[nth]:
            drawn.append(Box(LABEL, top + 4, frame.width - LABEL - 6, frame.lane - 8, "along"))
            drawn.append(Words(LABEL + 6, top + base, said[nth], "quiet"))
    for low, high in pairwise(turns):
        x = lefts[high] + 8 if lefts[high] + 8 < lefts[low] + wide else lefts[high] - 3
        begin, end = (len(lanes) - 1 - low) * frame.lane + 4, (len(lanes) - high) * frame.lane - 4
        drawn.append(Way(x, begin, x, end))
    return drawn, len(lanes) * frame.lane


def _stack(pieces: Sequence[Piece], frame: Frame) -> tuple[list[Shape], int]:
    """A box a layer, the highest on top, with its rhythm and its meetings."""
    drawn: list[Shape] = []
    top = 0
    for one in pieces:
        lines = [line for words in one.lines for line in _wrapped(words, frame.letters)]
        height = 34 + frame.line * len(lines)
        drawn += [Box(0, top, frame.width, height, "next"), Words(10, top + 22, one.name, "strong")]
        drawn += [Words(10, top + 22 + frame.line * nth, words) for nth, words in enumerate(lines, 1)]
        top += height + 8
    return drawn, top - 8


def _wrapped(words: str, letters: int) -> list[str]:
    """Return the lines of a text; of an item of a list those after the first stand below its words."""
    if not words.startswith(DASH):
        return wrap(words, letters)
    return [f"{' ' if nth else '–'} {line}" for nth, line in enumerate(wrap(words.removeprefix(DASH), letters - 2))]


def _ways(pieces: Sequence[Piece], frame: Frame) -> tuple[list[Shape], int]:
    """What comes first on top, and a box for each way that leads on from it."""
    first, *ways = pieces
    drawn: list[Shape] = [Box(0, 0, frame.width, 30, "start"), Words(10, 20, first.name, "on")]
    for nth, one in enumerate(ways):
        top = 44 + nth * 58
        drawn += [Way(16, 30, 44, top + 25), Box(46, top, frame.width - 46, 50, "next")]
        drawn += [Words(56, top + 21, one.name, "strong"), Words(56, top + 41, " ".join(one.lines))]
    return drawn, 44 + 58 * len(ways) - 8


def _set(pieces: Sequence[Piece], frame: Frame) -> tuple[list[Shape], int]:
    """A box a document: the first on top, and a way from it to each of the others."""
    drawn: list[Shape] = []
    top = begin = 0
    for nth, one in enumerate(pieces):
        left = 24 if nth else 0
        lines = [*wrap(one.name, frame.letters - 4), *(_cut(words, frame.letters) for words in one.lines)]
        height = 16 + frame.line * len(lines)
        begin = begin or height
        drawn += [Way(10, begin, 22, top + 18)] if nth else []
        drawn.append(Box(left, top, frame.width - left, height, "next" if nth else "along whole"))
        for at, words in enumerate(lines, 1):
            drawn.append(Words(left + 10, top + 6 + frame.line * at, words, "strong" if at == 1 else ""))
        top += height + 8
    return drawn, top - 8


def _cut(words: str, letters: int) -> str:
    """Return words as far as they fit; the description of the drawing has all of them."""
    return words if len(words) <= letters else f"{words[: letters - 2].rpartition(' ')[0]} …"
