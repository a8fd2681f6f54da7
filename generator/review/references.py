"""Numbers typed over inside a reference: Word computes what a reference shows, so nobody would see that it says another
clause than the one it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model.proposal import Proposal, What
from generator.read.paragraphs import LEAD
from generator.read.units import ReadLine, Unit
from generator.review.comparison import Comparison, made
from generator.review.forms import steps_in


class Shown(NamedTuple):
    """A reference of a line that came back: where it leads, what it showed and shows, whether Word computes it."""

    target: str
    before: str
    now: str
    computed: bool


def typed_references(review: Comparison, old: int, new: int) -> Iterator[Proposal]:
    """Yield the references of a unit that show a number which no count of the file gives."""
    was, unit = review.sent.read.now[old], review.back.now[new]
    if "\ue000" not in was.key:
        return
    for one in shown_in(was, unit):
        if plain(one.now) in {plain(one.before), *counted(review, one.target)}:
            continue
        if not review.sent.exact:
            review.stale.append(old)
            continue
        names = {plain(place.number): place for place in review.sent.places.values() if place.number}
        home, meant = review.sent.places.get(one.target), names.get(plain(one.now))
        leads = f"{one.before} {home.title}" if home else one.before
        note = f"typed inside a reference, which still leads to {leads}"
        if not one.computed:
            note = f"typed in the place of a reference, which led to {leads}"
        if meant is not None:
            note += f"; {plain(one.now)} was {meant.title}"
        found = made(review, old, What.WORDING, was.text, unit.text, new, note=note)
        tracked = found.tracked if unit.hands else "no"
        yield found.model_copy(update={"also": meant.path if meant else "?", "tracked": tracked})


def shown_in(was: Unit, unit: Unit) -> list[Shown]:
    """Return the references of a unit that came back, as far as they can be told."""
    if len(was.lines) != len(unit.lines):
        return []
    found = []
    for old, new in zip(was.lines, unit.lines, strict=True):
        same = same_but_for_references(old, new)
        before = dict(references(old))
        still = [Shown(target, before[target], now, True) for target, now in references(new) if target in before]
        found += still if same is None else same
    return found


def same_but_for_references(was: ReadLine, now: ReadLine) -> list[Shown] | None:
    """Return the references of a line of which nothing else changed; None where other words did."""
    sent, keys = references(was), in_gaps(was.key, now.key)
    texts = in_gaps(was.key, now.text)
    if keys is None or texts is None or len(sent) != len(keys):
        return None
    linked = [LEAD.fullmatch(key) for key in keys]
    if any(sign is not None and sign[1] != target for sign, (target, _) in zip(linked, sent, strict=True)):
        return None
    return [
        Shown(target, before, text, sign is not None)
        for (target, before), text, sign in zip(sent, texts, linked, strict=True)
    ]


def in_gaps(key: str, words: str) -> tuple[str, ...] | None:
    """Return what *words* have in the places of the numbers of a key; None when the words between them differ."""
    pieces = LEAD.sub("\ue000", key).split("\ue000")
    found = re.fullmatch("(.{0,60}?)".join(map(re.escape, pieces)), words, re.DOTALL)
    return found.groups() if found else None


def came_loose(was: Unit, unit: Unit) -> bool:
    """Tell whether a unit differs only in references that came back as plain words: there is nothing to decide."""
    pairs = list(zip(was.lines, unit.lines, strict=False))
    return (
        "\ue000" in was.key
        and len(was.lines) == len(unit.lines)
        and [len(cell) for cell in was.cells] == [len(cell) for cell in unit.cells]
        and all(old.key == new.key or same_but_for_references(old, new) for old, new in pairs)
    )


def loose(was: Unit, unit: Unit) -> int:
    """Return how many references of a unit came back as plain words, with the number that they had."""
    return sum(not one.computed and plain(one.before) == plain(one.now) for one in shown_in(was, unit))


def references(line: ReadLine) -> list[tuple[str, str]]:
    """Return the bookmark that each reference of a line leads to, with the number that it shows."""
    targets = LEAD.findall(line.key)
    shown = in_gaps(line.key, line.text) if targets else None
    return list(zip(targets, shown, strict=True)) if shown else []


def plain(number: str) -> str:
    """Return a number with plain blanks."""
    return number.replace("\u00a0", " ").strip()


# What Word may count


def counted(review: Comparison, target: str) -> set[str]:
    """Return what Word may show for a target in the file that came back: by its text with all changes, and without.

    Where that cannot be counted, since something came or went, each number is taken as it is: nothing is told by guess.
    """
    if review.same_lines:
        return set()
    sent = next((at for at, unit in enumerate(review.sent.read.now) if target in unit.marks), None)
    now = next((new for new, old in review.now.partner.items() if old == sent), None)
    before = next((at for at, unit in enumerate(review.back.before) if target in unit.marks), None)
    several = ((review.back.now, now), (review.back.before, before))
    labels = [label(review, units, at) for units, at in several if at is not None]
    known = {one for one in labels if one}
    return known if labels and all(labels) else {*known, *shown_for(review, target)}


def label(review: Comparison, units: Sequence[Unit], at: int) -> str:
    """Return the number that a unit has among *units*; empty when nothing that was sent has that place."""
    levels = {
        **review.levels,
        **{new: review.levels[old] for old, new in review.styles.items() if old in review.levels},
    }
    steps = steps_in(units[: at + 1], levels)[at]
    return review.labels.get(steps, "") if steps else ""


def shown_for(review: Comparison, target: str) -> set[str]:
    """Return every number that the file shows for a target."""
    lines = (line for unit in review.back.now for line in unit.lines if target in line.key)
    return {plain(number) for line in lines for known, number in references(line) if known == target}
