"""Rows that a returned file or a workbook brings, written as rows of the agreement's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from generator import prose
from generator.author.bases import layers_by_name
from generator.author.desk import Desk, Target, Written, by_hand, entry, outcome
from generator.author.layout import on_one_line
from generator.author.restructure import new_sentences
from generator.author.splice import editable
from generator.diagnostic import Diagnostic, Span
from generator.files import Files
from generator.model.fields import FieldFacts, Scalar, Several, fields_of
from generator.model.kinds import ROWS, kind_of
from generator.model.proposal import Proposal
from generator.read.yaml import read_yaml
from generator.read.yaml.edit import EDIT

NOTHING = ("", "\u2013", "-", "\u2014")
"""What an empty cell of a printed table shows."""
FOLLOWED = ("topic", "group", "side", "party")
"""Fields that a table prints as a heading above its rows: a new row has them from the row above."""


def reason_of(one: Proposal) -> str:
    """Return why it was agreed."""
    return one.reason or f"Agreed in review: {one.id}"


# Rows


def row_in(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the agreement's own rows with one more, as the row above has its columns."""
    kind_, _, above = one.path.partition("/")
    name = next((known for known in ROWS if kind_of(known) == kind_), "")
    beside = next((row.record for row in desk.draft.rows.get(kind_, ()) if row.record.id == above), None)
    cells = outcome(one).split(" | ")
    if name and above.startswith("group:"):
        return by_hand(one, "it would be the first row under its heading, and a new row stands behind another one")
    if kind_.startswith("definition:"):
        return by_hand(one, f"a definition is a term; write it into {desk.home}/terms.yaml, where a text uses it")
    if not name or beside is None or len(cells) != len(target.columns):
        return by_hand(one, "which table it belongs to, or which cell is which, cannot be told")
    fields = {fact.name: fact for fact in fields_of(ROWS[name])}
    said_in = zip(target.columns, map(str.strip, cells), strict=True)
    written = {column: cell for column, cell in said_in if cell not in NOTHING}
    strange = [column for column in written if column not in fields]
    if strange:
        return by_hand(one, f'the column "{strange[0]}" is made by the program')
    above_it = {field: getattr(beside, field) for field in FOLLOWED if field in fields and field not in written}
    kept = {field: str(fact) for field, fact in above_it.items() if fact}
    id_ = written.pop("id", "") or next_id(desk, name, above)
    if any(row.record.id == id_ for row in desk.draft.rows.get(kind_, ())):
        return by_hand(one, f'there is a row "{id_}" already')
    proses = ROWS[name].prose_fields()
    said = {field: as_prose(words, target.terms) if field in proses else words for field, words in written.items()}
    made = with_row(desk, name, {"id": id_, **kept, **said})
    last = list(desk.draft.rows[kind_])[-1].record.id
    if isinstance(made, Diagnostic) or (above == last and not target.behind):
        return made
    placed = entry(desk, "after", id_, target.behind or above)
    return placed if isinstance(placed, Diagnostic) else {**made, **placed}


def row_from_sheet(desk: Desk, one: Proposal) -> Written:
    """Return the agreement's own rows with one that a workbook brings; its cells are fields as they are written."""
    kind_ = one.path.partition("/")[0]
    name = next((known for known in ROWS if kind_of(known) == kind_), "")
    rows = desk.draft.rows.get(kind_, ())
    if not name or not rows:
        return by_hand(one, "which table it belongs to cannot be told")
    facts = {fact.name: fact for fact in fields_of(ROWS[name])}
    cells = cells_of(outcome(one), facts)
    deep = [field for field in cells if field not in facts or not is_text(facts[field])]
    if deep:
        return by_hand(one, f'the field "{deep[0]}" holds more than texts')
    several = {field: isinstance(facts[field].shape, Several) for field in cells}
    row = {field: lines if several[field] else "\n".join(lines) for field, lines in cells.items()}
    return with_row(desk, name, {"id": next_id(desk, name, next(reversed([*rows])).record.id), **row})


def is_text(fact: FieldFacts) -> bool:
    """Tell whether a field holds a text, or a list of texts."""
    return isinstance(fact.shape.of if isinstance(fact.shape, Several) else fact.shape, Scalar)


def cells_of(words: str, known: Collection[str]) -> dict[str, list[str]]:
    """Return the lines of each cell of a proposed row, by field; a line that names no field goes on with its cell."""
    found: dict[str, list[str]] = {}
    now: list[str] = []
    for line in words.split("\n"):
        name, sign, rest = line.partition(": ")
        if sign and name in known and name not in found:
            now = found.setdefault(name, [])
            now.append(rest)
            continue
        now.append(line)
    return found


def as_prose(words: str, terms: Mapping[str, str]) -> str:
    """Return printed words as an author writes them, on one line."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    return " ".join(prose.write_line(one) for line in lines for one in new_sentences(line, terms))


def next_id(desk: Desk, name: str, above: str) -> str:
    """Return the next free id in the manner of the row above: RM-085 behind RM-084, or with a figure at its end."""
    kind_ = kind_of(name)
    stem, digits = re.fullmatch(r"(.*?)(\d*)", above).groups()  # type: ignore[union-attr]  # it always matches
    taken = {row.record.id for row in desk.draft.rows.get(kind_, ())}
    taken |= {id_ for layer in layers_by_name(desk.workspace).values() for id_ in layer.rows.get(kind_, {})}
    taken |= own_ids(desk.files, f"{desk.home}/{name}.yaml")
    numbers = [
        int(id_.removeprefix(stem)) for id_ in taken if id_.startswith(stem) and id_.removeprefix(stem).isdigit()
    ]
    if digits:
        return f"{stem}{max(numbers, default=0) + 1:0{len(digits)}d}"
    return next(id_ for count in range(2, 10_000) if (id_ := f"{above}-{count}") not in taken)


def own_ids(files: Files, path: str) -> set[str]:
    """Return the ids in a file of rows; none when there is no such file."""
    rows = read_yaml(path, files[path])[0] if path in files else None
    return {str(row["id"]) for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict) and "id" in row}


def with_row(desk: Desk, name: str, row: Mapping[str, str | list[str]]) -> Written:
    """Return the agreement's own rows with one more at their end."""
    path = f"{desk.home}/{name}.yaml"
    before = editable(path, desk.files[path]) if path in desk.files else ""
    if isinstance(before, Diagnostic):
        return before
    start = before if not before or before.endswith("\n") else before + "\n"
    made = f"{start}- {on_one_line(row)}\n"
    old = read_yaml(path, before)[0] if before else None
    if read_yaml(path, made)[0] != [*(old if isinstance(old, list) else []), dict(row)]:
        return EDIT.at(Span(path, 1, 1), "a row cannot be added at the end of this file", hint=on_one_line(row))
    return {path: made.encode()}
