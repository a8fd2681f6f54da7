"""Which of the old belongs to which of the new: by id where there is one, by likeness where there is none."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

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
    best: list[list[float]] = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[likeness(one, other) for other in new] for one in old]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], joined(alike[a][b]) + best[a + 1][b + 1])
    return list(traced(old, new, alike, best))


def joined(alike: float) -> float:
    """Return what two lines gain when they are taken for one."""
    return alike if alike >= ALIKE else -1.0


def traced(
    old: Sequence[Node], new: Sequence[Node], alike: list[list[float]], best: list[list[float]]
) -> Iterator[Pair[Node]]:
    """Yield the pairs along the best way; what is gone stands before what came."""
    a = b = 0
    while a < len(old) or b < len(new):
        if a < len(old) and b < len(new) and best[a][b] == joined(alike[a][b]) + best[a + 1][b + 1]:
            yield old[a], new[b]
            a, b = a + 1, b + 1
        elif a < len(old) and best[a][b] == best[a + 1][b]:
            yield old[a], None
            a += 1
        else:
            yield None, new[b]
            b += 1
