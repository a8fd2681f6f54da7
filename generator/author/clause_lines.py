"""Agreed changes of the order of lines, written into the agreement's own file of a clause; duties follow them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator import prose
from generator.author.desk import Desk, OwnText, Written, by_hand, own_text
from generator.author.restructure import Line, arranged, cited_among, flat, renumbered, shifted, tree
from generator.author.splice import Keys, read_fields, set_field
from generator.diagnostic import Diagnostic
from generator.document.blocks import Printed
from generator.model.clause import STANDARD
from generator.model.proposal import Proposal


def restructured(
    desk: Desk,
    ones: Sequence[Proposal],
    printed: Mapping[str, tuple[Printed, ...]],
    terms: Mapping[str, str],
    cited: Mapping[str, str],
) -> Written:
    """Return the agreement's own file of a clause with its lines arranged anew, or why a person must do it.

    Args:
        desk: The files so far.
        ones: Agreed proposals about the order of the lines of one clause, in the order of the document.
        printed: What each line is made of, by path.
        terms: What each term prints, to the form that an author writes.
        cited: Where a reference stands, by the path that it leads to.
    """
    first = ones[0]
    clause = first.path.partition(".")[0]
    own = own_text(desk, first, clause)
    if isinstance(own, Diagnostic):
        return own
    lines = flat(clause, own.tree)
    after = arranged(lines, ones, printed, terms)
    new = after if isinstance(after, str) else tree(after)
    if isinstance(after, str) or isinstance(new, str):
        return by_hand(first, str(new))
    where = cited_among(shifted(clause, lines, after, new), cited)
    if where:
        return by_hand(first, f"references lead to lines that would get another number: {where}")
    return said_anew(first, own, new, after)


def said_anew(one: Proposal, own: OwnText, new: prose.Prose, after: Sequence[Line]) -> Written:
    """Return the agreement's own file of a clause with the text *new*, whose lines are *after*."""
    try:
        files = own.saying(new)
    except ValueError as trouble:
        return by_hand(one, str(trouble))
    return with_duties(files, one, own.path, own.position, after)


def with_duties(files: dict[str, bytes], one: Proposal, path: str, position: str, after: Sequence[Line]) -> Written:
    """Return *files* with the duties of a clause at the sentences that say them now, or why a person must do it.

    A position without duties of its own has those of the standard text: where the two part, each gets its own.

    Args:
        files: Those that change, the clause file with its new text among them.
        one: What was agreed.
        path: Of the clause file.
        position: The text that changed.
        after: Its lines now.
    """
    text = files[path].decode()
    root: Any = read_fields(path, text)[0]
    positions, shared = root.get("positions", {}), root.get("duties", [])
    keys: Keys = () if position == STANDARD else ("positions", position)
    duties = shared if position == STANDARD else positions[position].get("duties", shared)
    now = renumbered(duties, after)
    if isinstance(now, str):
        return by_hand(one, now)
    edits: list[tuple[Keys, Any]] = [] if now == duties else [(keys, now)]
    if edits and position == STANDARD:
        edits += [(("positions", name), duties) for name, other in positions.items() if "duties" not in other]
    for where, value in edits:
        made = set_field(path, text, where, "duties", value=value)
        if isinstance(made, Diagnostic):
            return made
        text = made
    return {**files, path: text.encode()}
