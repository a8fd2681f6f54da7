"""One value, one finding: what the law says of a value goes before what is usual, and that before its kind of day."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostic import Diagnostic, Span

BY_WEIGHT = (
    "beyond-legal-limit",
    "slower-than-law",
    "out-of-range",
    "unordered-value",
    "mixed-days",
)
"""Codes of findings that another value mends, the gravest first."""


def gravest(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return *found* with the gravest finding alone about each value: who mends it writes another value anyway."""
    several, best = [*found], dict[Span, int]()
    for one in several:
        if one.code in BY_WEIGHT:
            best[one.span] = min(BY_WEIGHT.index(one.code), best.get(one.span, len(BY_WEIGHT)))
    return [one for one in several if one.code not in BY_WEIGHT or BY_WEIGHT.index(one.code) == best[one.span]]
