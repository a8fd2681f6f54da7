"""How the lines of two files are formed: which style is which, how deep each stands, and which number a line has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.read.units import Unit

STEPS = re.compile(r"\d+|\([A-Za-z0-9]+\)")


def levels_of_styles(units: Sequence[Unit], numbers: Mapping[int, str]) -> dict[str, int]:
    """Return how deep each style stands, told by the numbers that its lines have: 1 for a chapter, 2 for a clause."""
    seen: dict[str, Counter[int]] = {}
    for at, number in numbers.items():
        if number[:1].isdigit() and not units[at].is_row:
            seen.setdefault(units[at].lines[0].style, Counter())[len(STEPS.findall(number))] += 1
    return {style: count.most_common(1)[0][0] for style, count in seen.items()}


def steps_in(units: Sequence[Unit], levels: Mapping[str, int]) -> list[tuple[int, ...]]:
    """Return for each unit how many of each depth stand before it, itself among them; empty for one without number."""
    now: list[int] = []
    found: list[tuple[int, ...]] = []
    for unit in units:
        level = levels.get(unit.lines[0].style, 0) if not unit.is_row and unit.lines and unit.text.strip() else 0
        if level:
            now = [*now[:level], *[0] * (level - len(now))]
            now[level - 1] += 1
        found.append(tuple(now) if level else ())
    return found


Form = tuple[str, str]
"""The style of a line, and the list that it belongs to by itself with its depth in it: ``("Clause3", "5/2")``."""


def same_forms(pairs: Iterable[tuple[Form, Form]]) -> dict[Form, tuple[Form, int]]:
    """Return which form of the file that came back is which of the one that was sent: the one that most lines have, and
    how many have it.

    LibreOffice gives many styles another id and numbers each line by itself; a line that has another form than its
    likes was given it by hand.
    """
    seen: dict[Form, Counter[Form]] = {}
    for old, new in pairs:
        seen.setdefault(old, Counter())[new] += 1
    return {old: count.most_common(1)[0] for old, count in seen.items()}


def depth_in_list(numbering: str) -> int:
    """Return how deep a line stands in its list, from 0; -1 where its number was taken away or its style says it."""
    number, _, depth = numbering.partition("/")
    return int(depth) if number.isdigit() and int(number) and depth.isdigit() else -1


TITLES = {"Heading1": "a chapter", "Heading2": "a clause"}


def form_changed(old: Form, new: Form, now: Mapping[Form, tuple[Form, int]], levels: Mapping[str, int]) -> str:
    """Return what another form of a line means; empty when its form is that of its likes, or a matter of looks alone.

    Args:
        old: As it was sent.
        new: As it came back.
        now: See ``same_forms``.
        levels: How deep each style stands that was sent.
    """
    likes, count = now[old]
    alike = [(style, seen) for (style, _), (form, seen) in now.items() if form[0] == new[0] and style != old[0]]
    if new == likes and not any(seen > count for _, seen in alike):
        return ""
    if new[0] == likes[0] and new[1] != likes[1]:
        return renumbered(likes[1], new[1], levels.get(old[0], 0))
    meant = next((style for style, _ in alike), "")
    before, after = levels.get(old[0], 0), levels.get(meant, 0)
    if meant in TITLES:
        return f"made the title of {TITLES[meant]}"
    if old[0] in TITLES:
        return f"no longer the title of {TITLES[old[0]]}"
    if before and after:
        return moved_by(after - before) if before != after else "numbered in the manner of other lines"
    if not meant:
        return f'has a style of their own, "{new[0]}"; see whether its number and level are as they were'
    return "its number was taken away" if before else "numbered as the lines of a clause are" if after else ""


def renumbered(likes: str, new: str, level: int) -> str:
    """Return what another numbering of a line means whose style is the same."""
    if new.partition("/")[0] == "0":
        return "its number was taken away"
    was = depth_in_list(likes) if likes else level - 1
    return moved_by(depth_in_list(new) - was) if depth_in_list(new) >= 0 and was >= 0 else "its number is another one"


def moved_by(steps: int) -> str:
    """Return in words how far a line went down or up in its list."""
    if not steps:
        return "its list begins to count anew, or goes on with another one"
    return f"{abs(steps)} {'level' if abs(steps) == 1 else 'levels'} {'deeper' if steps > 0 else 'higher'}"
