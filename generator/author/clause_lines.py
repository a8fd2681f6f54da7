"""Agreed changes of the order of lines, written into the agreement's own files of clauses; duties follow them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import prose
from generator.author.desk import Desk, OwnText, Written, by_hand, own_text
from generator.author.restructure import Line, arranged, cited_among, flat, goes_elsewhere, renumbered, shifted, tree
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
    """Return the agreement's own files of clauses with their lines arranged anew, or why a person must do it.

    Args:
        desk: The files so far.
        ones: Agreed proposals about the order of the lines of one clause, or of clauses between which lines move, in
            the order of the document.
        printed: What each line is made of, by path.
        terms: What each term prints, to the form that an author writes.
        cited: Where a reference stands, by the path that it leads to.
    """
    first = ones[0]
    owns: dict[str, OwnText] = {}
    for name in dict.fromkeys(name for one in ones for name in clauses_of(one)):
        own = own_text(desk, first, name)
        if isinstance(own, Diagnostic):
            return own
        owns[name] = own
    lines = {line.path: line for name, own in owns.items() for line in flat(name, own.tree) if line.table is None}
    files: dict[str, bytes] = {}
    for name, own in owns.items():
        made = arranged_anew(first, name, own, Wanted(ones, printed, terms, cited, lines))
        if isinstance(made, Diagnostic):
            return made
        files |= made
    return files


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was agreed about lines; see ``restructured``; *lines*: those of all clauses between which some move."""

    ones: Sequence[Proposal]
    printed: Mapping[str, tuple[Printed, ...]]
    terms: Mapping[str, str]
    cited: Mapping[str, str]
    lines: Mapping[str, Line]


def arranged_anew(first: Proposal, clause: str, own: OwnText, wanted: Wanted) -> Written:
    """Return the agreement's own file of one clause with its lines arranged anew, or why a person must do it."""
    mine = [one for one in wanted.ones if clause in clauses_of(one)]
    lines = flat(clause, own.tree)
    leaving = [line for line in lines if any(goes_elsewhere(one) and one.path == line.path for one in mine)]
    duty = duty_lost(own, leaving)
    after = duty or arranged(lines, mine, wanted.printed, wanted.terms, wanted.lines)
    new = after if isinstance(after, str) else tree(after)
    if isinstance(after, str) or isinstance(new, str):
        return by_hand(first, str(new))
    where = cited_among(shifted(clause, lines, after, new), wanted.cited)
    if where:
        return by_hand(first, f"references lead to lines that would get another number: {where}")
    return said_anew(first, own, new, after)


def clauses_of(one: Proposal) -> tuple[str, ...]:
    """Return the clauses whose lines a proposal arranges: its own, and the one that its line moves into."""
    own, other = one.path.partition(".")[0], one.after.partition(".")[0]
    return (own, other) if goes_elsewhere(one) else (own,)


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
    keys, duties, bare = duties_of(path, text, position)
    now = renumbered(duties, after)
    if isinstance(now, str):
        return by_hand(one, now)
    edits: list[tuple[Keys, Any]] = [] if now == duties else [(keys, now)]
    if edits and position == STANDARD:
        edits += [(("positions", name), duties) for name in bare]
    for where, value in edits:
        made = set_field(path, text, where, "duties", value=value)
        if isinstance(made, Diagnostic):
            return made
        text = made
    return {**files, path: text.encode()}


def duties_of(path: str, text: str, position: str) -> tuple[Keys, list[Any], list[str]]:
    """Return what leads to the duties of a text in a clause file, the duties, and the positions without their own."""
    root: Any = read_fields(path, text)[0]
    positions, shared = root.get("positions", {}), root.get("duties", [])
    keys: Keys = () if position == STANDARD else ("positions", position)
    duties = shared if position == STANDARD else positions[position].get("duties", shared)
    return keys, duties, [name for name, other in positions.items() if "duties" not in other]


def duty_lost(own: OwnText, lines: Iterable[Line]) -> str:
    """Return why *lines* cannot leave their clause: a duty is read from one of them; empty when none is."""
    gone = {str(number) for line in lines for number, _ in line.was}
    duties = duties_of(own.path, own.file, own.position)[1] if gone else []
    hanging = ", ".join(one["id"] for one in duties if one["sentence"] in gone)
    home, clause = own.path.split("/clauses/")[0], own.path.rpartition("/")[2].removesuffix(".md")
    return (
        f"a duty is read from these words, {hanging}: make {clause} the agreement's own (agreements amend {clause} "
        f"--in {home}), the other clause too, and move the words and the entry below duties: from file to file, with "
        "the number that the sentence has there"
        if hanging
        else ""
    )
