"""A document whose chapters and clauses are counted anew, as composing it again would do, references with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.compose.link import link
from generator.compose.numbering import CLAUSE, chapter_number, clause_number
from generator.document.blocks import NO_NUMBER, Block, Clause, Document, Item, Number, Paragraph, Printed, Section
from generator.document.walk import items
from generator.model.choices import Numbering
from generator.prose import Reference

Line = TypeVar("Line", Paragraph, Item)


def counted_anew(document: Document) -> Document:
    """Return *document* with its chapters and clauses numbered in their order, and references that say so."""
    scheme = Numbering(document.facts.numbering)
    chapters = tuple(
        chapter_anew(chapter, chapter_number(count, scheme) if chapter.number.level else NO_NUMBER)
        for count, chapter in enumerate(document.chapters, 1)
    )
    made = replace(document, chapters=chapters)
    numbers = {path: number.full for path, number in places_of(made) if number.full}

    def other(line: tuple[Printed, ...]) -> tuple[Printed, ...]:
        return tuple(
            replace(one, number=numbers[one.path]) if isinstance(one, Reference) and one.path in numbers else one
            for one in line
        )

    return link(made, other)


def places_of(document: Document) -> Iterator[tuple[str, Number]]:
    """Yield each numbered place of the chapters."""
    for chapter in document.chapters:
        yield chapter.path, chapter.number
        for clause in chapter.blocks:
            if isinstance(clause, Clause):
                yield clause.path, clause.number
                for block in clause.blocks:
                    if isinstance(block, Paragraph):
                        yield block.path, block.number
                        yield from ((item.path, item.number) for item in items(block))


def chapter_anew(chapter: Section, number: Number) -> Section:
    """Return *chapter* under another number, with the clauses in it."""
    blocks: list[Block] = []
    count = 0
    for block in chapter.blocks:
        if isinstance(block, Clause) and block.number.level == CLAUSE and number.level:
            count += 1
            blocks.append(clause_anew(block, clause_number(number, count)))
        else:
            blocks.append(block)
    return replace(chapter, number=number, blocks=tuple(blocks))


def clause_anew(clause: Clause, number: Number) -> Clause:
    """Return *clause* under another number; what is numbered in it follows."""
    was = clause.number.full

    blocks = tuple(
        line_anew(block, was, number.full) if isinstance(block, Paragraph) else block for block in clause.blocks
    )
    return replace(clause, number=number, blocks=blocks)


def lettered_anew(old: Sequence[Item], new: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items of a list that counts for itself, under the numbers of the *old* ones in their order; more go on
    from the last. Those that the outline counts stay as they are, since references name their numbers.
    """
    numbers = [item.number for item in old]
    if any(number.label != number.full or "." in number.label.strip(".") for number in numbers):
        return tuple(new)
    while len(numbers) < len(new):
        numbers.append(next_number(numbers[-1]))
    return tuple(
        replace(line_anew(item, item.number.full, number.full), number=number)
        for item, number in zip(new, numbers, strict=False)
    )


def next_number(number: Number) -> Number:
    """Return the number behind *number* in a list: of letters or figures; after z comes aa."""

    def following(found: re.Match[str]) -> str:
        sign = found[0]
        return str(int(sign) + 1) if sign.isdecimal() else "aa" if sign == "z" else sign[:-1] + chr(ord(sign[-1]) + 1)

    label, full = (re.sub(r"([0-9]+|[a-z]+)(?=[^0-9A-Za-z]*$)", following, one) for one in (number.label, number.full))
    return replace(number, label=label, full=full)


def line_anew(line: Line, was: str, now: str) -> Line:
    """Return a line, and the items under it, of a clause that *was* and is *now* of another number."""
    own = line.number
    full = now + own.full.removeprefix(was) if own.full.startswith(was) else own.full
    label = full if own.label == own.full else own.label
    inner = tuple(line_anew(item, was, now) for item in line.items)
    return replace(line, number=replace(own, label=label, full=full), items=inner)
