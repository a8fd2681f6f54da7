"""Numbers typed over inside a reference: Word computes what a reference shows, so nobody would see that it says another
clause than the one it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model.proposal import Proposal, What
from generator.read.paragraphs import LEAD
from generator.read.returned import ReadLine, Unit
from generator.review.comparison import Comparison, made
from generator.review.forms import steps_in


def typed_references(review: Comparison, old: int, new: int) -> Iterator[Proposal]:
    """Yield the references of a unit that show a number which no count of the file gives."""
    was, unit = review.sent.read.now[old], review.back.now[new]
    if was.text == unit.text or "\ue000" not in unit.key:
        return
    before = dict(shown for line in was.lines for shown in references(line))
    for target, number in (shown for line in unit.lines for shown in references(line)):
        if target not in before or plain(number) in {plain(before[target]), *counted(review, target)}:
            continue
        names = {plain(place.number): place for place in review.sent.places.values() if place.number}
        home, meant = review.sent.places.get(target), names.get(plain(number))
        leads = f"{before[target]} {home.title}" if home else before[target]
        note = f"typed inside a reference, which still leads to {leads}"
        if meant is not None:
            note += f"; {plain(number)} was {meant.title}"
        one = made(review, old, What.WORDING, was.text, unit.text, new, note=note)
        tracked = one.tracked if unit.hands else "no"
        yield one.model_copy(update={"also": meant.path if meant else "?", "tracked": tracked})


def references(line: ReadLine) -> list[tuple[str, str]]:
    """Return the bookmark that each reference of a line leads to, with the number that it shows."""
    targets = LEAD.findall(line.key)
    pieces = "(.*?)".join(map(re.escape, LEAD.sub("\ue000", line.key).split("\ue000"))) if targets else ""
    shown = re.fullmatch(pieces, line.text, re.DOTALL) if targets else None
    return list(zip(targets, shown.groups(), strict=True)) if shown else []


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
