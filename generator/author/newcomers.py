"""Clauses and rows that a returned file brings, written as clauses and rows of the agreement's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from generator import prose
from generator.author.bases import layers_by_name
from generator.author.desk import Desk, Target, Written, by_hand, entry, outcome
from generator.author.layout import field_lines, on_one_line
from generator.author.restructure import Line, kind_of_depth, new_sentences, tree
from generator.author.splice import editable
from generator.diagnostic import Diagnostic, Span
from generator.model.draft import Chosen
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


# Clauses


def clause_in(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the file of a clause that came, behind the clause that it stood behind."""
    above = desk.chosen(one.after.partition(".")[0])
    title, *lines = outcome(one).split("\n")
    levels = one.levels.split()
    if above is None or len(levels) != len(lines) or not lines:
        return by_hand(one, "where it belongs, or how its lines belong together, cannot be told")
    text = tree([line_of(words, int(level), target.terms) for words, level in zip(lines, levels, strict=True)])
    order = order_behind(desk, above)
    if isinstance(text, str) or order is None:
        return by_hand(one, text if isinstance(text, str) else "there is no room for it behind the clause above")
    id_ = new_clause_id(desk, above, title)
    facts = {
        "id": id_,
        "topic": above.source.clause.topic,
        "title": title,
        "order": str(order),
        "reason": reason_of(one),
    }
    head = "\n".join(line for fact in facts.items() for line in field_lines(*fact))
    try:
        made = {f"{desk.home}/clauses/{id_}.md": f"---\n{head}\n---\n{prose.write(text)}\n".encode()}
    except ValueError as trouble:
        return by_hand(one, str(trouble))
    if not desk.workspace.agreements[desk.draft.agreement.id].versions:
        return made
    kept = entry(desk, "after", id_, above.id)
    return kept if isinstance(kept, Diagnostic) else {**made, **kept}


def line_of(words: str, level: int, terms: Mapping[str, str]) -> Line:
    """Return a line of a clause that came."""
    return Line("", level, kind_of_depth(level), new_sentences(words, terms))


def order_behind(desk: Desk, above: Chosen) -> int | None:
    """Return an order that puts a clause right behind another one; None when the next leaves no room."""
    orders = sorted(
        (one.source.clause.order, one.id)
        for one in desk.draft.clauses
        if one.source.clause.topic == above.source.clause.topic
    )
    here = (above.source.clause.order, above.id)
    later = [order for order in orders if order > here]
    return here[0] + 1 if not later or later[0][0] > here[0] + 1 else None


def new_clause_id(desk: Desk, above: Chosen, title: str) -> str:
    """Return an id that no clause has: topic and first words of the title."""
    words = re.findall(r"[a-z0-9]+", title.lower())[:5]
    stem = "-".join([above.source.clause.topic.lower(), *words])
    taken = {id_ for layer in layers_by_name(desk.workspace).values() for id_ in layer.clauses}
    taken |= {path.rpartition("/")[2].removesuffix(".md") for path in desk.files if path.startswith(f"{desk.home}/")}
    return next(id_ for id_ in (stem, *(f"{stem}-{count}" for count in range(2, 10_000))) if id_ not in taken)


# Rows


def row_in(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the agreement's own rows with one more, as the row above has its columns."""
    kind_, _, above = one.path.partition("/")
    name = next((known for known in ROWS if kind_of(known) == kind_), "")
    beside = next((row.record for row in desk.draft.rows.get(kind_, ()) if row.record.id == above), None)
    cells = outcome(one).split(" | ")
    if not name or beside is None or len(cells) != len(target.columns):
        return by_hand(one, "which table it belongs to, or which cell is which, cannot be told")
    fields = {fact.name: fact for fact in fields_of(ROWS[name])}
    written = {column: cell for column, cell in zip(target.columns, cells, strict=True) if cell.strip() not in NOTHING}
    strange = [column for column in written if column not in fields]
    if strange:
        return by_hand(one, f'the column "{strange[0]}" is made by the program')
    kept = {field: str(getattr(beside, field)) for field in FOLLOWED if field in fields and field not in written}
    id_ = written.pop("id", "") or next_id(desk, kind_, above)
    if any(row.record.id == id_ for row in desk.draft.rows.get(kind_, ())):
        return by_hand(one, f'there is a row "{id_}" already')
    proses = ROWS[name].prose_fields()
    try:
        said = {field: as_prose(words, target.terms) if field in proses else words for field, words in written.items()}
    except ValueError as trouble:
        return by_hand(one, str(trouble))
    return with_row(desk, name, {"id": id_, **kept, **said})


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
    return with_row(desk, name, {"id": next_id(desk, kind_, next(reversed([*rows])).record.id), **row})


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
    """Return printed words as an author writes them."""
    return " ".join(prose.write_line(one) for line in words.split("\n") for one in new_sentences(line, terms))


def next_id(desk: Desk, kind_: str, above: str) -> str:
    """Return the next free id in the manner of the row above: RM-085 behind RM-084, or with a figure at its end."""
    stem, digits = re.fullmatch(r"(.*?)(\d*)", above).groups()  # type: ignore[union-attr]  # it always matches
    taken = {row.record.id for row in desk.draft.rows.get(kind_, ())}
    taken |= {id_ for layer in layers_by_name(desk.workspace).values() for id_ in layer.rows.get(kind_, {})}
    numbers = [
        int(id_.removeprefix(stem)) for id_ in taken if id_.startswith(stem) and id_.removeprefix(stem).isdigit()
    ]
    if digits:
        return f"{stem}{max(numbers, default=0) + 1:0{len(digits)}d}"
    return next(id_ for count in range(2, 10_000) if (id_ := f"{above}-{count}") not in taken)


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
