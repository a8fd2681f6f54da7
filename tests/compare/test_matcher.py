"""What two lists share: just what the standard library finds, however often their parts stand in them."""

from __future__ import annotations

import tracemalloc
from difflib import SequenceMatcher
from random import Random

import pytest

from generator.compare import matcher
from generator.compare.matcher import matcher_of


@pytest.mark.parametrize("room", [0, matcher.ROOM])
@pytest.mark.parametrize("kinds", [1, 2, 3, 9, 60])
def test_the_steps_are_those_of_the_standard_library(monkeypatch: pytest.MonkeyPatch, kinds: int, room: int) -> None:
    monkeypatch.setattr(matcher, "ROOM", room)
    chance = Random(kinds)  # noqa: S311 - examples
    for nth in range(120):
        old = [("text", chance.randrange(kinds)) for _ in range(chance.randrange(25))]
        new = list(old)
        for _ in range(nth % 4):
            at = chance.randrange(len(new) + 1)
            new[at : at + chance.randrange(4)] = [("text", chance.randrange(kinds)) for _ in range(chance.randrange(4))]
        theirs, ours = SequenceMatcher(None, old, new, autojunk=False), matcher_of(old, new)
        assert (ours.get_opcodes(), ours.ratio()) == (theirs.get_opcodes(), theirs.ratio())


def test_a_sentence_that_went_is_struck_out_whole_where_the_next_begins_alike() -> None:
    old = ["The", "site", "tells.", "The", "site", "acts."]
    assert matcher_of(old, old[3:]).get_opcodes()[0] == ("delete", 0, 3, 0, 0)


def test_a_very_long_line_takes_memory_by_its_length() -> None:
    old = [str(nth) for nth in range(12_000)]
    new = [*old[:6_000], "not", *old[6_000:11_000], "and", *old[11_000:]]
    tracemalloc.start()
    shared = matcher_of(old, new).ratio()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert shared > 0.99
    assert peak < 50_000_000
