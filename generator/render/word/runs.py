"""Running text as Word runs: what each inline node becomes."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from generator.document.blocks import Change, Deleted, Inserted, Printed
from generator.document.marks import value_mark
from generator.document.walk import words
from generator.prose import Blank, Definition, OpenPoint, Reference, Text, Use
from generator.render.word.fields import reference
from generator.render.word.pen import Pen
from generator.render.word.text import run


def runs(pen: Pen, inlines: tuple[Printed, ...], path: str, style: str = "", nth: int = 0) -> str:
    """Return *inlines* as runs; neighbours that look alike share a run.

    Args:
        pen: Of the document.
        inlines: What to print.
        path: Of the block, whose filled blanks are marked by their place in it.
        style: Character style of all, for a strong or quiet cell.
        nth: How many filled blanks of *path* went before.
    """
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        return run(inlines[0].text, style)
    made: list[str] = []
    alike: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text=text):
                alike.append(text)
            case Use():
                alike.append(inline.words or inline.form)
            case _:
                made += run("".join(alike), style), _special(pen, inline, path, style, nth)
                alike.clear()
                nth += filled((inline,))
    made.append(run("".join(alike), style))
    return "".join(made)


def filled(inlines: tuple[Printed, ...]) -> int:
    """Return how many filled blanks *inlines* hold; what is gone holds none."""
    count = 0
    for inline in inlines:
        if isinstance(inline, Blank):
            count += bool(inline.words)
        elif isinstance(inline, Inserted):
            count += filled(inline.inlines)
    return count


Special: TypeAlias = Definition | Reference | Blank | OpenPoint | Inserted | Deleted


def _special(pen: Pen, inline: Special, path: str, style: str, nth: int) -> str:
    """Return an inline that is more than words."""
    match inline:
        case Definition():
            return run(inline.words, "DefinedTerm")
        case Reference():
            return reference(pen, inline, style)
        case Blank() if inline.words and pen.gone:
            return run(inline.words, style)
        case Blank() if inline.words:
            return pen.bookmark(value_mark(path, nth + 1), run(inline.words, style))
        case Blank() | OpenPoint():
            return run(words(inline), "OpenPoint")
        case Inserted():
            return pen.tracking.words(runs(pen, inline.inlines, path, style, nth), Change.INSERTED)
        case Deleted():
            with pen.within(Change.DELETED):
                return pen.tracking.words(runs(pen, inline.inlines, path, style), Change.DELETED)
        case _:
            assert_never(inline)
