"""Which of the old belongs to which of the new, when only likeness tells: the best pairs in one order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

APART = -1.0
"""What is lost by taking two for one that are too little alike."""


def best_pairs(alike: Sequence[Sequence[float]], least: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs with the greatest likeness in all whose order is that of both sides.

    Args:
        alike: How much each of the old has in common with each of the new, from 0 to 1.
        least: Below so much two are never one.
    """
    olds, news = len(alike), len(alike[0]) if alike else 0
    gains = [[one if one >= least else APART for one in row] for row in alike]
    best = [[0.0] * (news + 1) for _ in range(olds + 1)]
    for a in range(olds - 1, -1, -1):
        for b in range(news - 1, -1, -1):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], gains[a][b] + best[a + 1][b + 1])
    a = b = 0
    while a < olds and b < news:
        if best[a][b] == gains[a][b] + best[a + 1][b + 1]:
            yield a, b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
