"""Which of the old belongs to which of the new: by id where there is one, by likeness where there is none."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from generator.document.align import best_pairs

Node = TypeVar("Node")
Pair = tuple[Node | None, Node | None]
"""An old node and the new one that it became; None for one that is gone, or for one that came."""

ALIKE = 0.45
"""From which share of common words on two lines are one line that was changed."""

MOST = 400
"""Beyond so many comparisons likeness is not asked for: whoever rewrote so much wrote anew."""


def by_key(old: Sequence[Node], new: Sequence[Node], key: Callable[[Node], Hashable]) -> Iterator[Pair[Node]]:
    """Yield the pairs of two lists in an order in which both can be read; what changed its place is gone and came."""
    for olds, news, same in stretches(old, new, key):
        if same:
            yield from zip(olds, news, strict=True)
        else:
            yield from ((one, None) for one in olds)
            yield from ((None, one) for one in news)


def by_likeness(
    old: Sequence[Node],
    new: Sequence[Node],
    key: Callable[[Node], Hashable],
    likeness: Callable[[Node, Node], float],
) -> Iterator[Pair[Node]]:
    """Yield the pairs of two lists; between those with one key, the pairs that are most alike, in order."""
    for olds, news, same in stretches(old, new, key):
        if same:
            yield from zip(olds, news, strict=True)
        else:
            yield from likest(olds, news, likeness)


def stretches(
    old: Sequence[Node], new: Sequence[Node], key: Callable[[Node], Hashable]
) -> Iterator[tuple[Sequence[Node], Sequence[Node], bool]]:
    """Yield parts of both lists that follow one another, and whether their keys are the same."""
    before, after = [key(one) for one in old], [key(one) for one in new]
    if before == after:
        yield old, new, True
        return
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield old[a:b], new[c:d], what == "equal"


def likest(old: Sequence[Node], new: Sequence[Node], likeness: Callable[[Node, Node], float]) -> list[Pair[Node]]:
    """Return the pairs with the greatest likeness in all whose order is that of both lists."""
    if not old or not new or len(old) * len(new) > MOST:
        return [*((one, None) for one in old), *((None, one) for one in new)]
    made: list[Pair[Node]] = []
    a = b = 0
    ends = len(old), len(new)
    for at, to in (*best_pairs([[likeness(one, other) for other in new] for one in old], ALIKE), ends):
        made += [*((one, None) for one in old[a:at]), *((None, one) for one in new[b:to])]
        made += [(old[at], new[to])] if (at, to) != ends else []
        a, b = at + 1, to + 1
    return made
