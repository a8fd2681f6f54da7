"""How a time limit is counted: from an event, or back from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.prose import Blank, Sentence, Text

UNTIL = re.compile(r"\b(?:within|later than)\s*\Z")
"""Words in front of a limit."""
AHEAD = re.compile(r"\A\s*before\b")
"""The word behind a limit that lies before its event."""

LEAST = re.compile(r"\b(?:earlier|sooner|older|less|fewer) than\s*\Z")
"""Words in front of a time that must have passed, or may not have: the opposite of a limit."""

EVERY = re.compile(r"\bevery\s*\Z")
"""The word in front of a time after which a duty comes again."""
WINDOW = re.compile(r"\A\s*of\b")
"""The word behind a time that lies on both sides of a day: within a week of its planned date."""


def limits_said(sentence: Sentence) -> Iterator[Blank]:
    """Yield the blanks of *sentence* that its words make a limit: within one, no later than one, or one before it."""
    for at, one in enumerate(sentence):
        if isinstance(one, Blank):
            before, after = (sentence[at - 1] if at else None, sentence[at + 1] if at + 1 < len(sentence) else None)
            until = isinstance(before, Text) and UNTIL.search(before.text)
            if until or (isinstance(after, Text) and AHEAD.match(after.text)):
                yield one


def times_to_wait(sentence: Sentence) -> Iterator[Blank]:
    """Yield the blanks of *sentence* that are no limit, since something is not to be done earlier than that."""
    for before, one in pairwise(sentence):
        if isinstance(one, Blank) and isinstance(before, Text) and LEAST.search(before.text):
            yield one


def intervals_said(sentence: Sentence) -> Iterator[Blank]:
    """Yield the blanks of *sentence* after whose time a duty comes again: at least every twelve months."""
    for before, one in pairwise(sentence):
        if isinstance(one, Blank) and isinstance(before, Text) and EVERY.search(before.text):
            yield one


def is_window(sentence: Sentence, blank: Blank) -> bool:
    """Tell whether the time in *blank* lies on both sides of a day, so that no event starts it."""
    behind = sentence[sentence.index(blank) + 1 :]
    return bool(behind) and isinstance(behind[0], Text) and WINDOW.match(behind[0].text) is not None


def counted(event: str, *, ahead: bool) -> str:
    """Return how a limit is counted from the *event* with this title; empty without one.

    Args:
        event: Its title: "Discovery". A defined term of several words keeps its capitals.
        ahead: Whether the limit ends at the event.
    """
    words = event if event[1:] != event[1:].lower() else event.lower()
    return f"{'before' if ahead else 'from'} {words}" if event else ""
