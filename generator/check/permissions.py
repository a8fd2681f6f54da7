"""Permissions of the data-governance annex: who enters, who approves and who administers are not the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.diagnostic import Diagnostic, kind
from generator.document.blocks import Document
from generator.model.choices import Side
from generator.model.draft import Draft
from generator.model.governance import Permission

UNKNOWN_PERMISSION = kind(
    "unknown-permission",
    "A cell of the permissions says something other than letters and a condition in brackets.",
    matters="Nobody could set up the right in a system.",
    cure="Write letters of C, R, U, A and S, with a condition in brackets where one holds: C R U A (second person); "
    "or none.",
)
SHARED_DUTIES = kind(
    "unsegregated-duties",
    "A role has rights that no one role may have together.",
    matters="Who can both make a record and approve it, or both administer a system and alter its data, can hide a "
    "fault alone.",
    cure="Take one of the rights away, or write the condition that keeps them apart: C R U A (second person).",
)

LETTERS = re.compile(r"(?P<letters>[CRUAS](?: [CRUAS])*)(?: \((?P<condition>[^()]+)\))?\Z")
BUSINESS = ("master-data", "batch-record", "results", "quality-events", "changes", "stability", "indicators")
RECORDS = ("batch-record", "results", "stability")
"""Objects in which one person's entry is approved by another; events and changes are decided by several roles."""
DECIDED = (*RECORDS, "quality-events", "changes")
"""Objects that the quality unit approves, and no function that makes or moves the product."""
MAKES = re.compile(
    r"\A(?:production|manufactur\w+|operations?|engineering|maintenance|supply|logistics|planning|warehouse)",
    re.IGNORECASE,
)
CELLS = (*BUSINESS, "audit-log", "integration")
Rights = Mapping[str, tuple[frozenset[str], str]]


def unsegregated_duties(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report cells that cannot be read, and roles whose rights may not stand together."""
    for row in draft.typed("permissions", Permission):
        unread = [
            name
            for name in CELLS
            if not (written(row.record, name) == "none" or LETTERS.match(written(row.record, name)))
        ]
        for name in unread:
            yield UNKNOWN_PERMISSION.at(
                row.record.place(name),
                f'{row.record.role} has "{written(row.record, name)}" for {name}',
                hint="letters of C, R, U, A, S, a condition in brackets behind them; or none",
            )
        if not unread:
            fault = next(faults(row.record, {name: rights(written(row.record, name)) for name in CELLS}), None)
            if fault:
                name, words, hint = fault
                yield SHARED_DUTIES.at(row.record.place(name), f"{row.record.role} {words}", hint=hint)


def written(record: Permission, name: str) -> str:
    """Return what the cell *name* says."""
    return str(getattr(record, name.replace("-", "_")))


def rights(cell: str) -> tuple[frozenset[str], str]:
    """Return the letters of a cell and its condition."""
    found = LETTERS.match(cell)
    return (frozenset(found["letters"].split()), found["condition"] or "") if found else (frozenset(), "")


def faults(record: Permission, has: Rights) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the rights of one role: the cell, what to say, what to do."""
    if has["audit-log"][0] & {"C", "U", "A"}:
        yield "audit-log", "may write in the audit log, which is only read", "audit-log: R"
    if has["integration"][0] & {"C", "U", "A"}:
        for name in BUSINESS:
            if has[name][0] & {"C", "U", "A", "S"}:
                yield name, f"sets up the systems and has rights of its own to {name}", f"{name}: none"
    if record.side is Side.NONE:
        for name in CELLS:
            if has[name][0] - {"R"}:
                yield name, f"belongs to no party and may do more than read {name}", f"{name}: R"
    yield from approving_makers(record, has)
    for name in RECORDS:
        if has[name][0] >= {"C", "A"} and not has[name][1]:
            letters = " ".join(letter for letter in "CRUAS" if letter in has[name][0])
            yield name, f"may both create and approve {name}", f"{name}: {letters} (second person)"


def approving_makers(record: Permission, has: Rights) -> Iterator[tuple[str, str, str]]:
    """Yield what a function that makes or moves the product may approve."""
    for name in DECIDED if MAKES.search(record.role) else ():
        if "A" in has[name][0]:
            rest = " ".join(letter for letter in "CRUS" if letter in has[name][0])
            yield name, f"makes or moves the product and may approve {name}", f"{name}: {rest or 'none'}"
