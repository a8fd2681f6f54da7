"""What two lists share, just as the standard library finds it, in less time: blanks stand in every line many times."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import Match, SequenceMatcher

ROOM = 10_000_000
"""So many signs may be held at a time."""


def matcher_of(old: Sequence[Hashable], new: Sequence[Hashable]) -> SequenceMatcher[str]:
    """Return what compares two lists."""
    signs: dict[Hashable, str] = {}
    before, after = ("".join([signs.setdefault(one, chr(len(signs))) for one in several]) for several in (old, new))
    return _Matcher(None, before, after, autojunk=False)


class _Matcher(SequenceMatcher[str]):
    """Compares texts; its base goes through each pair of places that hold the same sign."""

    a: str
    b: str

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """Return the longest stretch that both share; of several the first in the older text, then in the newer."""
        old, new = self.a[alo:ahi], self.b[blo:bhi]
        length = longest_shared(old, new)
        at = next(at for at in range(len(old) + 1) if old[at : at + length] in new)
        return Match(alo + at, blo + new.index(old[at : at + length]), length)


def longest_shared(old: str, new: str) -> int:
    """Return how long the longest stretch is that both texts hold: mostly it is what they begin or end with."""
    least, most = max(alike(old, new), alike(old[::-1], new[::-1])), min(len(old), len(new))
    step = 1
    while least < most:
        tried = min(least + step, most)
        if is_shared(old, new, tried):
            least, step = tried, step * 2
        else:
            most, step = tried - 1, 1
    return least


def is_shared(old: str, new: str, length: int) -> bool:
    """Tell whether both texts hold a stretch that is so long, in bounded room."""
    if max(len(old), len(new)) * length > ROOM:
        return any(old[at : at + length] in new for at in range(len(old) - length + 1))
    return not stretches(old, length).isdisjoint(stretches(new, length))


def alike(old: str, new: str) -> int:
    """Return how many signs two texts begin with in common."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def stretches(text: str, length: int) -> set[str]:
    """Return every stretch of *text* that is so long."""
    return {text[at : at + length] for at in range(len(text) - length + 1)}
