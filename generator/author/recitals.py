"""Recitals that were worded anew, came, went or moved, written into the list in agreement.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import prose
from generator.author.desk import Desk, Target, Written, by_hand, wording
from generator.author.layout import on_one_line
from generator.author.newcomers import as_prose
from generator.author.rewrite import rewritten
from generator.author.splice import editable
from generator.diagnostic import Diagnostic
from generator.model.proposal import Proposal, What
from generator.read.yaml import MarkedList, read_yaml
from generator.read.yaml.edit import replace_value

RECITAL = "recital:"
"""Begins the path of a recital, before its number."""
WHERE = "a recital stands below recitals: in agreement.yaml; write it there"


def recital_reworded(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return agreement.yaml with one sentence of the background said anew."""
    path, at = f"{desk.home}/agreement.yaml", number(one.path)
    text = editable(path, desk.files[path])
    if isinstance(text, Diagnostic):
        return text
    written = desk.draft.agreement.recitals[at] if at is not None else ""
    made = rewritten((prose.parse_line(written)[0],), target.inlines, wording(one), target.terms)
    try:
        said = " ".join(map(prose.write_line, made)) if made else ""
    except ValueError as trouble:
        return by_hand(one, str(trouble))
    if not said or at is None:
        return by_hand(one, "the line cannot be found again in agreement.yaml")
    changed = replace_value(path, text, ("recitals", at), said)
    return changed if isinstance(changed, Diagnostic) else {path: changed.encode()}


def number(path: str) -> int | None:
    """Return the place of a recital in the list, from 0; None for another line."""
    return int(path.removeprefix(RECITAL)) - 1 if path.startswith(RECITAL) else None


def recitals_anew(desk: Desk, ones: Sequence[Proposal], terms: Mapping[str, str]) -> Written:
    """Return agreement.yaml with recitals put in, taken out or moved, or why a person must do it.

    Args:
        desk: The files so far.
        ones: What was agreed about the order of recitals, in the order of the document.
        terms: What each term prints, to the form that an author writes.
    """
    path = f"{desk.home}/agreement.yaml"
    text = editable(path, desk.files[path])
    if isinstance(text, Diagnostic):
        return text
    root, faults = read_yaml(path, text)
    before = root.get("recitals") if isinstance(root, dict) else None
    order = arranged(len(before), ones, terms) if isinstance(before, MarkedList) and not faults else None
    if not order or not isinstance(root, dict) or not isinstance(before, MarkedList):
        return by_hand(ones[0], WHERE)
    made = with_order(text, before, order)
    wanted = {**root, "recitals": [one if isinstance(one, str) else before[one] for one in order]}
    if made is None or read_yaml(path, made) != (wanted, []):
        return by_hand(ones[0], WHERE)
    return {path: made.encode()}


def arranged(count: int, ones: Sequence[Proposal], terms: Mapping[str, str]) -> list[int | str] | None:
    """Return the recitals in their new order: the place that each had, or its words; None where that cannot be told."""
    behind: dict[int, list[int | str]] = {}
    gone: set[int] = set()
    for one in ones:
        at, after = number(one.path), number(one.after)
        if one.what is not What.LINE_IN and (at is None or at >= count):
            return None
        if one.what in (What.LINE_OUT, What.LINE_MOVED) and at is not None:
            gone.add(at)
        if one.what is What.LINE_OUT:
            continue
        if one.what not in (What.LINE_IN, What.LINE_MOVED) or after is None or after >= count:
            return None
        moved = at if one.what is What.LINE_MOVED else None
        behind.setdefault(after, []).append(as_prose(wording(one), terms) if moved is None else moved)
    return [one for at in range(count) for one in ([] if at in gone else [at]) + behind.get(at, [])]


def with_order(text: str, before: MarkedList, order: Sequence[int | str]) -> str | None:
    """Return *text* with the entries of a list in another order; None unless each stands on lines of its own."""
    starts = [text.rfind("\n", 0, span.start) + 1 for span in before.spans]
    end = text.find("\n", before.spans[-1].end) + 1 or len(text)
    lead = text[starts[0] : before.spans[0].start]
    if lead.strip() != "-" or len(set(starts)) < len(starts):
        return None
    lines = [text[start:stop].removesuffix("\n") for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    several = (f"{lead}{on_one_line(one)}" if isinstance(one, str) else lines[one] for one in order)
    return text[: starts[0]] + "".join(f"{one}\n" for one in several) + text[end:]
