"""Agreed changes of the order of lines, written into the agreement's own file of a clause; duties follow them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import prose
from generator.author.desk import Desk, Written, by_hand, overlay, section_of
from generator.author.restructure import Line, arranged, cited_among, flat, renumbered, shifted, tree
from generator.author.splice import read_fields, set_field
from generator.diagnostic import Diagnostic
from generator.document.blocks import Printed
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
    chosen, file = desk.chosen(clause), overlay(desk, first, clause)
    if isinstance(file, Diagnostic) or chosen is None:
        return file if isinstance(file, Diagnostic) else by_hand(first)
    path, text, made = file
    section = section_of(path, text, chosen.position)
    lines = flat(clause, prose.parse(section[1])[0]) if section else None
    if section is None or lines is None:
        return by_hand(first, "its lines cannot be found again in the clause file")
    after = arranged(lines, ones, printed, terms)
    if isinstance(after, str):
        return by_hand(first, after)
    new = tree(after)
    if new is None:
        return by_hand(first, "a line would stand too deep for the one above it")
    where = cited_among(shifted(clause, lines, after, new), cited)
    if where:
        return by_hand(first, f"references lead to lines that would get another number: {where}")
    try:
        said = prose.write(new)
    except ValueError as trouble:
        return by_hand(first, str(trouble))
    start, old = section
    whole = text[:start] + old.replace(old.strip("\n"), said) + text[start + len(old) :]
    done = with_duties(path, whole, chosen.position, after)
    return done if isinstance(done, Diagnostic) else {**made, path: done.encode()}


def with_duties(path: str, text: str, position: str, after: Sequence[Line]) -> str | Diagnostic:
    """Return a clause file whose duties name the sentences where they stand now."""
    node: object = read_fields(path, text)[0]
    keys = () if position == "standard" else ("positions", position)
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    duties = node.get("duties") if isinstance(node, dict) else None
    if not isinstance(duties, list) or not duties:
        return text
    now = renumbered(duties, after)
    return text if now == duties else set_field(path, text, keys, "duties", value=now)
