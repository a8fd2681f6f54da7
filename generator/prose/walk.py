"""Ways through an authored text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.prose.nodes import Items, Paragraph, Prose, Sentence


def sentences(text: Prose) -> Iterator[Sentence]:
    """Yield the sentences of *text* in the order in which front matter counts them: through paragraphs and items."""
    for block in text:
        match block:
            case Paragraph():
                yield from block.sentences
            case Items():
                yield from _item_sentences(block)


def listed_behind(text: Prose) -> dict[int, tuple[Sentence, ...]]:
    """Return the sentences of the items that a sentence leads to, by its number among all; most lead to none."""
    found: dict[int, tuple[Sentence, ...]] = {}
    number = 0
    for block, behind in pairwise((*text, None)):
        number += len(tuple(sentences((block,)))) if block else 0
        if isinstance(block, Paragraph) and isinstance(behind, Items):
            found[number] = tuple(_item_sentences(behind))
    return found


def _item_sentences(items: Items) -> Iterator[Sentence]:
    """Yield the sentences of a list, each item before those inside it."""
    for item in items.items:
        yield from item.sentences
        if item.inner:
            yield from _item_sentences(item.inner)
