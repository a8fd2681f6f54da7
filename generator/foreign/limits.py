"""Time limits in running text: "within two (2) business days" is two business days."""

from __future__ import annotations

import re
from typing import NamedTuple

NUMBERS = {
    name: count
    for count, name in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        ),
        1,
    )
} | {"thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90, "twenty-four": 24, "forty-eight": 48}
UNITS = {
    "minute": "minute",
    "hour": "hour",
    "working hour": "working hour",
    "business day": "business day",
    "working day": "business day",
    "calendar day": "calendar day",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
PATTERN = (
    rf"(?:\b(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|[0-9]{{1,4}})\b)(?:\s*\([0-9]{{1,4}}\))?[\s\u00a0-]+"
    r"(?:(?:business|working|calendar)[\s\u00a0]+)?(?:minute|hour|day|week|month|year)s?\b"
)
LIMIT = re.compile(PATTERN, re.IGNORECASE)


class Limit(NamedTuple):
    """A length of time in a text: its words, and what they say in figures: ``2 business days``."""

    words: str
    says: str
    start: int


def limits_in(text: str) -> list[Limit]:
    """Return the lengths of time that a text names, in order."""
    return [Limit(found[0], said, found.start()) for found in LIMIT.finditer(text) if (said := figures(found[0]))]


def figures(words: str) -> str:
    """Return a length of time in figures; empty when word and figure contradict each other."""
    plain = re.sub(r"[\s\u00a0]+", " ", words.lower().replace("-", " " if words[:1].isdigit() else "-"))
    found = re.fullmatch(r"([a-z-]+|[0-9]+)(?: ?\(([0-9]+)\))?[ -](.+)", plain)
    if found is None:
        return ""
    number = int(found[1]) if found[1].isdecimal() else NUMBERS.get(found[1], 0)
    if not number or (found[2] and int(found[2]) != number):
        return ""
    unit = UNITS.get(found[3].removesuffix("s"), "")
    return f"{number} {unit}{'' if number == 1 else 's'}" if unit else ""
