"""A value that shall differ at one place alone: a value of the agreement's own, which that place prints instead."""

from __future__ import annotations

import re
from dataclasses import replace

from generator import prose
from generator.author.amend import amend
from generator.author.bases import layers_by_name
from generator.author.desk import Desk, Written, by_hand, outcome, own_field, own_row, own_text
from generator.author.newcomers import reason_of, with_row
from generator.author.rewrite import sentences_at, with_sentences
from generator.diagnostic import Diagnostic
from generator.model.authored import Authored
from generator.model.draft import Filled
from generator.model.kinds import ROWS, kind_of
from generator.model.proposal import Proposal
from generator.model.values import LONGEST_ID
from generator.prose import Blank, Sentence

KEPT = ("starts", "ahead", "source", "kind")
"""Fields of a value that its twin has too; what is usual and the place on the first screen stay with the shared one."""


def only_here(desk: Desk, one: Proposal) -> Written:
    """Return the files in which one place prints a value of its own, the shared value staying as it is."""
    filled = desk.draft.values.get(one.value)
    if filled is None:
        return by_hand(one, f'the agreement has no value "{one.value}"')
    id_ = twin_id(desk, one)
    made = with_row(desk, "values", twin(filled, id_, one))
    for path in one.places:
        if isinstance(made, Diagnostic):
            return made
        files = {**desk.files, **made}
        placed = replaced(Desk(desk.workspace, desk.draft, files), one, path, id_)
        made = placed if isinstance(placed, Diagnostic) else {**made, **placed}
    return made


def twin(filled: Filled, id_: str, one: Proposal) -> dict[str, str | list[str]]:
    """Return the row of the value that stands at one place alone."""
    row = filled.row
    said = {"id": id_, "title": f"{row.title}, at one place alone", "default": outcome(one)}
    kept = {name: known for name in KEPT if (known := getattr(row, name))}
    texts = {name: written(known) for name, known in kept.items()}
    return {**said, **texts, "reason": reason_of(one)}


def written(known: object) -> str | list[str]:
    """Return a field as a file has it."""
    if isinstance(known, tuple):
        return [str(one) for one in known]
    return "true" if known is True else str(known)


def twin_id(desk: Desk, one: Proposal) -> str:
    """Return an id that no value has: that of the shared value, and of the place."""
    place = re.split(r"[.(]", one.path)[0].rpartition("/")[2].rpartition(":")[2]
    stem = "-".join([one.value, *re.findall(r"[a-z0-9]+", place.lower())])[: LONGEST_ID - 5].rstrip("-")
    taken = {id_ for layer in layers_by_name(desk.workspace).values() for id_ in layer.rows.get("values", {})}
    own = desk.files.get(f"{desk.home}/values.yaml", b"").decode()
    several = (stem, *(f"{stem}-{count}" for count in range(2, 1_000)))
    return next(id_ for id_ in several if id_ not in taken and not re.search(rf"id: {id_}\b(?!-)", own))


def replaced(desk: Desk, one: Proposal, path: str, id_: str) -> Written:
    """Return the files in which the line or row at *path* prints the value *id_*."""
    clause = path.partition(".")[0]
    if desk.chosen(clause):
        return in_clause(desk, one, path, id_)
    if path.startswith("definition:"):
        return in_row(desk, one, "terms", path.partition(":")[2], id_)
    kind_, _, row = path.partition("/")
    table = next((known for known in ROWS if kind_of(known) == kind_), "")
    return in_row(desk, one, table, row, id_)


def in_clause(desk: Desk, one: Proposal, path: str, id_: str) -> Written:
    """Return the agreement's own text of a clause with another value in one line."""
    own = own_text(desk, one, path.partition(".")[0])
    if isinstance(own, Diagnostic):
        return own
    lines = sentences_at(own.tree, path)
    if lines is None or not holds(lines, one.value):
        return by_hand(one, NOT_THERE)
    return own.saying(with_sentences(own.tree, path, tuple(with_value(line, one.value, id_) for line in lines)))


NOT_THERE = (
    "the place does not print this value by itself; agree to it everywhere, or write it there by hand with a value of "
    "your own in values.yaml"
)


def in_row(desk: Desk, one: Proposal, table: str, row: str, id_: str) -> Written:
    """Return the agreement's own rows with another value in the one field that prints it."""
    record = record_of(desk, table, row)
    fields = [name for name, words in proses(record).items() if holds((prose.parse_line(words)[0],), one.value)]
    if record is None or len(fields) != 1:
        return by_hand(one, NOT_THERE)
    (field,) = fields
    said = prose.write_line(with_value(prose.parse_line(proses(record)[field])[0], one.value, id_))
    if own_row(desk, table, row) is not None:
        return own_field(desk, table, row, field, said)
    return amend(
        desk.workspace, desk.files, f"{kind_of(table)}/{row}", desk.home, {field: said, "reason": reason_of(one)}
    )


def record_of(desk: Desk, table: str, row: str) -> Authored | None:
    """Return a row or a term of the agreement."""
    if table == "terms":
        return desk.draft.terms[row].term if row in desk.draft.terms else None
    rows = desk.draft.rows.get(kind_of(table), ()) if table else ()
    return next((known.record for known in rows if known.record.id == row), None)


def proses(record: Authored | None) -> dict[str, str]:
    """Return the fields of a row that hold running text."""
    if record is None:
        return {}
    said = {name: getattr(record, name.replace("-", "_"), "") for name in record.prose_fields()}
    return {name: words for name, words in said.items() if isinstance(words, str) and words}


def holds(lines: tuple[Sentence, ...], value: str) -> bool:
    """Tell whether lines print a value."""
    return any(isinstance(one, Blank) and one.value == value for line in lines for one in line)


def with_value(line: Sentence, old: str, new: str) -> Sentence:
    """Return a line that prints the value *new* where it printed *old*."""
    return tuple(replace(one, value=new) if isinstance(one, Blank) and one.value == old else one for one in line)
