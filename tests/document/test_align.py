"""The pairs that two sides have most in common, in the order of both: held against every other way to pair them."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from generator.document.align import best_pairs

LEAST = 0.5


def total(alike: list[list[float]], pairs: list[tuple[int, int]]) -> float:
    """Return how much *pairs* have in common."""
    return sum(alike[old][new] for old, new in pairs)


def every_way(alike: list[list[float]]) -> float:
    """Return the most that any pairs in order have in common, none of them below the least."""
    olds, news = range(len(alike)), range(len(alike[0]))
    return max(
        total(alike, list(zip(some, others, strict=True)))
        for size in range(min(len(olds), len(news)) + 1)
        for some in combinations(olds, size)
        for others in combinations(news, size)
        if all(alike[old][new] >= LEAST for old, new in zip(some, others, strict=True))
    )


def test_no_other_way_to_pair_them_has_more_in_common() -> None:
    chance = Random(11)  # noqa: S311 - examples
    for _ in range(300):
        news = chance.randint(1, 5)
        alike = [
            [chance.choice((0.0, 0.3, 0.5, 0.7, 0.9, 1.0)) for _ in range(news)] for _ in range(chance.randint(1, 5))
        ]
        pairs = list(best_pairs(alike, LEAST))
        assert all(alike[old][new] >= LEAST for old, new in pairs)
        assert pairs == sorted(pairs)
        assert len({old for old, _ in pairs}) == len({new for _, new in pairs}) == len(pairs)
        assert total(alike, pairs) == pytest.approx(every_way(alike))


def test_nothing_has_no_pairs() -> None:
    assert list(best_pairs([], LEAST)) == list(best_pairs([[]], LEAST)) == []


@pytest.mark.parametrize(("alike", "pairs"), [(0.49, []), (0.5, [(0, 0)])])
def test_two_that_have_less_than_the_least_in_common_are_no_pair(alike: float, pairs: list[tuple[int, int]]) -> None:
    assert list(best_pairs([[alike]], LEAST)) == pairs
