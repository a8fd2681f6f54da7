"""Warnings that an agreement lets stand: each with a reason, a name and a date, and listed among the open points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.diagnostic import KINDS, Diagnostic, Kind, Severity, kind, nearest
from generator.model.agreement import Accepted, Agreement

ACCEPTED_FINDING = kind(
    "accepted-finding",
    "A warning stands because somebody has accepted it.",
    matters="Whoever approves the agreement must know what was let pass, by whom and why.",
    cure="Read the reason. To see the warning itself again, delete its record below `accept:` in agreement.yaml.",
    severity=Severity.NOTE,
)
CANNOT_ACCEPT = kind(
    "cannot-accept",
    "A record below `accept:` names a finding that cannot be accepted, or lacks a reason or a name.",
    matters="An error would print a wrong document, and an open point must be settled; neither goes away by a record.",
    cure="Mend what the finding names and delete the record; only warnings can be accepted, by somebody, for a reason.",
)
UNUSED_ACCEPTANCE = kind(
    "unused-acceptance",
    "A record below `accept:` fits no warning of this agreement.",
    matters="The warning has been mended, or it would pass unread when it comes back.",
    cure="Delete the record, or correct its `code` and its `at`: words that the warning has between quotation marks, an"
    " id in it, or the name before its colon.",
    severity=Severity.WARNING,
)


def accept(agreement: Agreement, found: Iterable[Diagnostic], *, whole: bool) -> list[Diagnostic]:
    """Return *found* with a note in place of each warning that the agreement accepts, and the faults of its records.

    Args:
        agreement: The agreement, with its records.
        found: Everything found in it.
        whole: Whether every check has run; only then is a record that fits nothing unused.
    """
    several = list(found)
    usable = [one for one in agreement.accept if not refusal(one)]
    shown = [accepted(one, record) if (record := fitting(one, usable)) else one for one in several]
    unused = unused_records(usable, several) if whole else ()
    return [*shown, *refused_records(agreement), *unused]


def fitting(one: Diagnostic, records: Sequence[Accepted]) -> Accepted | None:
    """Return the record that accepts *one*."""
    return next((record for record in records if fits(record, one)), None)


def fits(record: Accepted, one: Diagnostic) -> bool:
    """Tell whether *record* means *one*: the code, and an id, a word or a file that the finding names."""
    if record.code != one.code or one.severity is not Severity.WARNING:
        return False
    path = one.span.path
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return record.at in (path, stem) or names(one.message, record.at)


QUOTED = re.compile(r'"([^"]+)"')


def names(message: str, word: str) -> bool:
    """Tell whether *message* names *word*: it quotes it, or the word is one as ids and names are. Words that stand in
    every message, such as "the", would let pass what nobody has read.
    """
    quoted = QUOTED.findall(message)
    looks = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return any(word.lower() == one.lower() or looks.search(one) for one in quoted) or (
        re.search(r"[0-9A-Z-]", word) is not None and looks.search(message) is not None
    )


def accepted(one: Diagnostic, record: Accepted) -> Diagnostic:
    """Return the note that stands in place of *one*."""
    message = f"accepted by {record.by} on {record.on}: {one.message}; reason: {record.reason}"
    return ACCEPTED_FINDING.at(record.span, message, seen=((one.span, f"{one.severity}[{one.code}] {one.message}"),))


def refused_records(agreement: Agreement) -> Iterator[Diagnostic]:
    """Yield a fault for each record that accepts nothing that can be accepted."""
    for record in agreement.accept:
        refused = refusal(record)
        if refused:
            hint = "" if record.code in KINDS else nearest(record.code, acceptable())
            yield CANNOT_ACCEPT.at(record.place(refused[0]), refused[1], hint=hint)


def refusal(record: Accepted) -> tuple[str, str] | None:
    """Return by which of its fields *record* accepts nothing, and why; None when it accepts something."""
    if record.code not in KINDS:
        return "code", f'there is no finding "{record.code}"'
    if not can_stand(KINDS[record.code]):
        return "code", f'the finding "{record.code}" cannot be accepted, only mended'
    lacking = next((name for name in ("at", "reason", "by") if not words_of(record, name)), None)
    words = f'"{lacking}" is empty or still open: a warning stands only for a reason, by somebody'
    return (lacking, words) if lacking else None


def words_of(record: Accepted, name: str) -> str:
    """Return what *record* says in the field *name*; nothing when it is still open."""
    words = str(getattr(record, name)).strip()
    return "" if words.startswith("?") else words


def can_stand(one: Kind) -> bool:
    """Tell whether findings of a kind may be accepted."""
    return one.severity is Severity.WARNING and one is not UNUSED_ACCEPTANCE


def acceptable() -> list[str]:
    """Return the codes of the findings that may be accepted."""
    return [code for code, one in KINDS.items() if can_stand(one)]


def unused_records(records: Sequence[Accepted], found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield a fault for each record that fits nothing in *found*."""
    open_ones = [one for one in found if one.severity is Severity.WARNING and not fitting(one, records)]
    for record in records:
        if not any(fits(record, one) for one in found):
            message = f'no warning "{record.code}" of this agreement names "{record.at}"'
            hint = where_it_is(one for one in open_ones if one.code == record.code)
            yield UNUSED_ACCEPTANCE.at(record.span, message, hint=hint)


def where_it_is(found: Iterable[Diagnostic]) -> str:
    """Return what a record could name so as to fit one of *found*, the first few of them; nothing for none."""
    ways = dict.fromkeys(f"it is found at {one.span}: write at: {word_of(one)}" for one in found)
    return "; ".join([*ways][:MOST_WAYS])


MOST_WAYS = 3
"""So many findings of its code are told to a record that fits none."""
HYPHENED = re.compile(r"\b\w+(?:-\w+)+\b")


def word_of(one: Diagnostic) -> str:
    """Return the word by which a record means *one* and no other finding of its file, if the message has such a word:
    what it quotes, an id, or the name before a colon.
    """
    before, colon, _ = one.message.partition(": ")
    named = [before] if colon else []
    return next(iter((*QUOTED.findall(one.message), *named, *HYPHENED.findall(one.message))), one.span.path)
