"""Which value a text is about: by the words of its title, the event at which it starts and what it measures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.check.notices import BLANK
from generator.model.draft import Draft, Filled
from generator.model.lengths import HOURS
from generator.model.values import Quantity, Unit

WORD = re.compile(r"[A-Za-z]{4,}|\b\d+(?:\.\d+)?\b")
ROLE = re.compile(r"\[(?:Contract \w+|Part(?:y|ies))\]")
TIER = re.compile(r"\bfor tier (\d+(?:\.\d+)?)")
LETTERS = 4
"""Letters by which words of one family are told: *load* and *loading*."""
COMMON = frozenset(
    {"with", "afte", "befo", "each", "othe", "late", "leas", "that", "whic", "such", "from", "this", "thei"}
)
CLASS_OF_CHANGE = re.compile(r"\bTell and Do\b")
SAME = {"appr": "revi", "decl": "deci", "tell": "noti", "told": "noti", "info": "noti", "tele": "call", "phon": "call"}
"""Beginnings of words that mean the same here: who approves or returns a draft reviews it."""
NOTICE = "notice"
"""What each row of the stakeholder matrix is about, besides its own words."""
ENOUGH = 2
"""Words of its title that a text has before a value is what it is about."""
APART, APART_IN_INDICATOR = 0.6, 0.4
"""How much larger the share of these words must be than for the value that stands there."""


class Held(NamedTuple):
    """A text with a blank in it: what it is about, which value stands there, and the events at which it may start.

    Attributes:
        starts: Ids of events; None for an indicator that names none.
        apart: How much nearer another value must be.
    """

    about: str
    filled: Filled
    starts: frozenset[str | None] | None
    apart: float = APART


class Titles(NamedTuple):
    """The values of an agreement by id, in order, and the places of those in whose title a word stands."""

    values: Sequence[tuple[str, Filled]]
    having: Mapping[str, Sequence[int]]

    def near(self, said: frozenset[str]) -> list[tuple[str, Filled]]:
        """Return the values that share enough words with *said*: of thousands, few are looked at for one text."""
        shared = Counter(at for word in said for at in self.having.get(word, ()))
        return [self.values[at] for at in sorted(shared) if shared[at] >= ENOUGH]


def titles_of(draft: Draft) -> Titles:
    """Return the values of an agreement by the words of their titles."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, filled in enumerate(draft.values.values()):
        for word in words_of(filled.row.title):
            having[word].append(at)
    return Titles(tuple(draft.values.items()), having)


def nearest(titles: Titles, held: Held) -> Filled | None:
    """Return the value that fits the text much better than the one that stands there; None where none does."""
    said, there = told_in(held.about)
    own = words_of(held.filled.row.title)
    best: tuple[float, int, Filled] | None = None
    for id_, other in titles.near(said):
        if id_ not in there and comparable(held, other):
            title = words_of(other.row.title)
            if fits_better(said, own, title, held.apart):
                found = (share(said, title), len(title), other)
                best = max(best or found, found, key=lambda one: one[:2])
    return best[2] if best else None


@lru_cache(maxsize=1_024)
def told_in(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of *text* but for the names of parties, and the values that stand in it; once for its blanks."""
    return words_of(ROLE.sub(" ", text)), frozenset(BLANK.findall(text))


def fits_better(said: frozenset[str], own: frozenset[str], other: frozenset[str], apart: float) -> bool:
    """Tell whether the title *other* is what a text with the words *said* is about, and the title *own* is not.

    It has much more of its words there, or all of them, and they are those of the other title and one more.
    """
    if len(said & other) < ENOUGH:
        return False
    return share(said, other) - share(said, own) >= apart or (other <= said and own & said < other)


def comparable(held: Held, other: Filled) -> bool:
    """Tell whether *other* could stand in the place of the value: of one dimension and of a start that fits."""
    start = held.starts is None or other.row.starts in held.starts
    return start and dimension(held.filled) is not None and dimension(other) == dimension(held.filled)


def dimension(filled: Filled) -> Unit | str | None:
    """Return what a value measures: time in every unit of it, or its own unit; None for words and open points."""
    value = filled.value
    if not isinstance(value, Quantity):
        return None
    return "time" if value.unit in HOURS else value.unit


def share(said: frozenset[str], title: frozenset[str]) -> float:
    """Return how many of the words of a title a text says, of all its words."""
    return len(title & said) / max(1, len(title))


@lru_cache(maxsize=8_192)
def words_of(text: str) -> frozenset[str]:
    """Return the beginnings of the words and the numbers of *text*, its blanks left out."""
    short = (word[:LETTERS].lower() for word in WORD.findall(CLASS_OF_CHANGE.sub(" ", BLANK.sub(" ", text))))
    return frozenset(SAME.get(word, word) for word in short) - COMMON


def tier_of(title: str) -> str:
    """Return the label of the supplier risk tier that the title of a value names; empty when it names none."""
    found = TIER.search(title)
    return found[1] if found else ""
