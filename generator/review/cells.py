"""Rows whose cells changed, and values that changed in a line or a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.model.proposal import Proposal, What
from generator.model.values import parse_quantity
from generator.read.units import ReadLine
from generator.review.comparison import WHAT, Comparison, made
from generator.review.places import Kind, Place


def cells(review: Comparison, old: int, new: int, place: Place) -> Iterator[Proposal]:
    """Yield the cells of a row that changed; a row with another number of cells is one proposal."""
    was, unit = review.sent.read.now[old], review.back.now[new]
    if len(was.cells) != len(unit.cells):
        note = "cells were joined, split, added or removed"
        yield made(review, old, What.UNPLACED, was.text, unit.text, new, note=note)
        return
    for at, (before, after) in enumerate(zip(was.cells, unit.cells, strict=True)):
        if keys(before) == keys(after):
            continue
        column = place.columns[at] if at < len(place.columns) else str(at + 1)
        one_line = len(before) == len(after) == 1
        values = changed_values(before[0], after[0], dict(place.values)) if one_line else {}
        if values:
            yield from value_proposals(review, old, new, values)
            continue
        what = What.CELL if place.kind is Kind.ROW else WHAT[place.kind]
        made_ = made(review, old, what, texts(before), review.shown(after), new)
        yield made_.model_copy(update={"where": f"{made_.where}: {column}", "path": f"{place.path}/{column}"})


def keys(lines: Iterable[ReadLine]) -> list[str]:
    """Return what lines are compared by."""
    return [line.key for line in lines]


def texts(lines: Iterable[ReadLine]) -> str:
    """Return the words of lines."""
    return "\n".join(line.text for line in lines)


def changed_values(was: ReadLine, now: ReadLine, names: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the values that changed, by id, each as old and new words, if nothing else of the line did."""
    spans = sorted((start, end, names[name]) for name, start, end in was.spans if name in names)
    if not spans:
        return {}
    pattern, at = "", 0
    for start, end, _ in spans:
        pattern += re.escape(was.key[at:start]) + "(.+?)"
        at = end
    found = re.fullmatch(pattern + re.escape(was.key[at:]), now.key, re.DOTALL)
    if found is None:
        return {}
    pairs = zip(spans, found.groups(), strict=True)
    changed = [(id_, was.key[start:end], words) for (start, end, id_), words in pairs if words != was.key[start:end]]
    return (
        {id_: (before, after) for id_, before, after in changed}
        if len({one[0] for one in changed}) == len(changed)
        else {}
    )


def value_proposals(
    review: Comparison, old: int, new: int, values: Mapping[str, tuple[str, str]]
) -> Iterator[Proposal]:
    """Yield a proposal for each value; one that no value can be is a change of wording."""
    for id_, (before, after) in values.items():
        written = as_quantity(after)
        note = "" if written else "this is no number with a unit that we know"
        others = [one for one in review.sent.used.get(id_, ()) if one != review.where(old)[0]]
        if others:
            note = "; ".join(filter(None, [note, f"also prints in {', '.join(others[:8])}"]))
        one = made(review, old, What.VALUE if written else What.WORDING, before, written or after, new, note=note)
        yield one.model_copy(update={"value": id_})


def as_quantity(words: str) -> str:
    """Return *words* as a value is written in YAML; empty when they are none."""
    try:
        return str(parse_quantity(" ".join(words.replace("\u00a0", " ").split()).lower()))
    except ValueError:
        return ""


def merged_values(found: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals with one question for each value or title that changed alike in several places."""
    kept: list[Proposal] = []
    asked: dict[tuple[str, str], int] = {}
    for one in found:
        shared = one.value if one.what is What.VALUE else one.path if one.what is What.TITLE else ""
        at = asked.get((shared, one.new)) if shared else None
        if at is not None:
            note = f"{kept[at].note}; changed in {one.where} too".lstrip("; ")
            also = " ".join(dict.fromkeys([*kept[at].also.split(), *([one.path] if one.what is What.VALUE else [])]))
            kept[at] = kept[at].model_copy(update={"note": note, "also": also})
            continue
        if shared:
            asked[shared, one.new] = len(kept)
        kept.append(one)
    return kept
