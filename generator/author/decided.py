"""Decided proposals of a review written into the files of an agreement: each where a person would write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator import prose
from generator.author.amend import amend
from generator.author.bases import layers_by_name
from generator.author.rewrite import rewritten, sentences_at, with_sentences
from generator.author.splice import editable, set_field
from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Printed
from generator.document.walk import words
from generator.files import Files
from generator.model.authored import Authored
from generator.model.draft import Chosen, Draft
from generator.model.fields import Several, fields_of
from generator.model.kinds import ROWS, kind_of
from generator.model.library import Workspace
from generator.model.proposal import Decision, Proposal, What
from generator.read.front_matter import split
from generator.read.yaml import MarkedList, read_yaml

BY_HAND = kind(
    "by-hand",
    "A proposal was accepted that no program should write into the files.",
    matters="Writing it by guess could change more than was agreed.",
    cure="Change the file as the message says and write behind applied where you did it; or take the decision back.",
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a proposal is about, in the documents of today.

    Attributes:
        inlines: What the line is made of.
        terms: What each term prints, to the form that authors write.
    """

    inlines: tuple[Printed, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """What apply writes on: the workspace as it was read, and the files as they are so far."""

    workspace: Workspace
    draft: Draft
    files: Files

    @property
    def home(self) -> str:
        """The folder of the agreement."""
        return f"agreements/{self.draft.agreement.id}"

    def chosen(self, clause: str) -> Chosen | None:
        """Return a clause of the agreement."""
        return next((one for one in self.draft.clauses if one.id == clause), None)


Written = dict[str, bytes] | Diagnostic


def wanted(one: Proposal) -> bool:
    """Tell whether a proposal is decided and waits to be written."""
    return one.decision in (Decision.ACCEPT, Decision.COUNTER) and not one.applied


def outcome(one: Proposal) -> str:
    """Return the words that were decided: theirs, or those that we offer."""
    return one.counter if one.decision is Decision.COUNTER else one.new


def write_decided(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the files that a decided proposal changes, or why it is for a person to do."""
    match one.what:
        case What.VALUE:
            return record(desk, one, "values", one.value, {"is": outcome(one)})
        case What.POSITION if one.decision is Decision.ACCEPT and one.position != "standard":
            return record(desk, one, "choices", one.path, {"position": one.position})
        case What.CLAUSE_OUT:
            return left_out(desk, one, one.path)
        case What.ROW_OUT if one.path.startswith("responsibilities/"):
            return left_out(desk, one, one.path.partition("/")[2])
        case What.WORDING if desk.chosen(one.path.partition(".")[0]):
            return reworded(desk, one, target)
        case What.TITLE if desk.chosen(one.path):
            return retitled(desk, one)
        case What.CELL | What.DEFINITION:
            return row_field(desk, one, target)
        case _:
            return by_hand(one)


def by_hand(one: Proposal, why: str = "") -> Diagnostic:
    """Return the finding that a person must write this."""
    return BY_HAND.at(
        Span(one.path or one.where),
        f"{one.id}, {one.what} at {one.where}: {why or 'this kind of change is written by hand'}",
        hint=f"to write: {outcome(one)[:200]}" if outcome(one) else "take it out of the file by hand",
    )


# agreement.yaml


def card(one: Proposal) -> dict[str, str]:
    """Return who agreed, when and why."""
    facts = {"reason": one.reason, "by": one.decided_by, "on": one.decided_on}
    return {name: words for name, words in facts.items() if words}


def record(desk: Desk, one: Proposal, table: str, id_: str, facts: Mapping[str, str]) -> Written:
    """Return agreement.yaml with an entry of one of its tables."""
    return entry(desk, table, id_, {**facts, **card(one)})


def left_out(desk: Desk, one: Proposal, id_: str) -> Written:
    """Return agreement.yaml with a clause or row left out."""
    if not one.reason:
        return by_hand(one, "leaving it out needs a reason; write one behind reason")
    return entry(desk, "omit", id_, one.reason)


def entry(desk: Desk, table: str, id_: str, value: str | dict[str, str]) -> Written:
    """Return agreement.yaml with an entry of the map *table*, which is made if there is none."""
    path = f"{desk.home}/agreement.yaml"
    text = editable(path, desk.files[path])
    if isinstance(text, Diagnostic):
        return text
    there = bool(getattr(desk.draft.agreement, table)) or f"\n{table}:" in text
    made = set_field(path, text, (table,), id_, value=value) if there else None
    if made is None or isinstance(made, Diagnostic):
        made = set_field(path, text, (), table, value={id_: value}, after="risk")
    return made if isinstance(made, Diagnostic) else {path: made.encode()}


# Clauses


def overlay(desk: Desk, one: Proposal, clause: str) -> tuple[str, str, dict[str, bytes]] | Diagnostic:
    """Return the path and text of the agreement's own file of a clause, and the files that make it, if it is new."""
    own = layers_by_name(desk.workspace)[desk.home].clauses.get(clause)
    if own is not None:
        text = editable(own.path, desk.files[own.path])
        return text if isinstance(text, Diagnostic) else (own.path, text, {})
    path = f"{desk.home}/clauses/{clause}.md"
    if path in desk.files:
        return path, desk.files[path].decode(), {}
    made = amend(desk.workspace, desk.files, clause, desk.home, {"reason": one.reason or f"Agreed in review: {one.id}"})
    return made if isinstance(made, Diagnostic) else (path, made[path].decode(), made)


def reworded(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the agreement's own file of a clause with one line said anew."""
    clause = one.path.partition(".")[0]
    chosen = desk.chosen(clause)
    file = overlay(desk, one, clause)
    if isinstance(file, Diagnostic) or chosen is None:
        return file if isinstance(file, Diagnostic) else by_hand(one)
    path, text, made = file
    section = section_of(path, text, chosen.position)
    tree = prose.parse(section[1])[0] if section else ()
    lines = sentences_at(tree, one.path)
    new = rewritten(lines, target.inlines, outcome(one), target.terms) if lines else None
    if section is None or new is None:
        return by_hand(one, "the line cannot be found again in the clause file")
    try:
        said = prose.write(with_sentences(tree, one.path, new))
    except ValueError as trouble:
        return by_hand(one, str(trouble))
    start, old = section
    return {**made, path: (text[:start] + old.replace(old.strip("\n"), said) + text[start + len(old) :]).encode()}


def section_of(path: str, text: str, position: str) -> tuple[int, str] | None:
    """Return where the text of a position begins in a clause file, and the text."""
    parts, _ = split(path, text.encode())
    name = "" if position == "standard" else position
    found = next((one for one in parts.sections if one.name == name), None) if parts else None
    return (found.offset, found.text) if found else None


def retitled(desk: Desk, one: Proposal) -> Written:
    """Return the agreement's own file of a clause under another title."""
    file = overlay(desk, one, one.path)
    if isinstance(file, Diagnostic):
        return file
    path, text, made = file
    changed = set_field(path, text, (), "title", value=outcome(one))
    return changed if isinstance(changed, Diagnostic) else {**made, path: changed.encode()}


# Rows


def row_field(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the agreement's own rows with one field changed, where the page prints the field as it is written."""
    table, id_, name = field_of(one)
    row = next((row.record for row in desk.draft.rows.get(table, ()) if row.record.id == id_), None)
    if row is None and table == "terms":
        row = desk.draft.terms[id_].term if id_ in desk.draft.terms else None
    if row is None or kind_of(table) not in {kind_of(known) for known in ROWS}:
        return by_hand(one, "the words are made from something else than one field of a row")
    written = next((str(getattr(row, known) or "") for known in type(row).model_fields if known == name), "")
    new = field_words(row, name, written, one, target)
    if new is None:
        return by_hand(one, "the words are made from more than one field")
    reason = one.reason or f"Agreed in review: {one.id}"
    if own_row(desk, table, id_) is not None:
        return own_field(desk, table, id_, name, new)
    return amend(desk.workspace, desk.files, f"{kind_of(table)}/{id_}", desk.home, {name: new, "reason": reason})


def field_of(one: Proposal) -> tuple[str, str, str]:
    """Return the table, the row and the field that a cell or a definition is about."""
    if one.what is What.DEFINITION:
        return "terms", one.path.partition(":")[2], "definition"
    table, _, rest = one.path.partition("/")
    id_, _, name = rest.rpartition("/")
    return table, id_, name


def field_words(row: Authored, name: str, written: str, one: Proposal, target: Target) -> str | None:
    """Return what the field shall say; None when the page prints something else than the field."""
    if name not in row.prose_fields():
        return outcome(one) if written == one.old or (one.old == "\u2013" and not written) else None
    printed, new = target.inlines, outcome(one)
    if one.what is What.DEFINITION:
        head, printed = "".join(map(words, target.inlines[:2])), target.inlines[2:]
        if not new.startswith(head):
            return None
        new = new.removeprefix(head)
    made = rewritten((prose.parse_line(written)[0],), printed, new, target.terms)
    try:
        return " ".join(map(prose.write_line, made)) if made else None
    except ValueError:
        return None


def own_row(desk: Desk, table: str, id_: str) -> int | None:
    """Return which row of the agreement's own file has the id; None when none has."""
    path = f"{desk.home}/{table}.yaml"
    rows = read_yaml(path, desk.files[path])[0] if path in desk.files else None
    several = rows if isinstance(rows, MarkedList) else []
    return next((at for at, row in enumerate(several) if isinstance(row, dict) and row.get("id") == id_), None)


def own_field(desk: Desk, table: str, id_: str, name: str, value: str | list[str]) -> Written:
    """Return the agreement's own rows with one field changed."""
    path, at = f"{desk.home}/{table}.yaml", own_row(desk, table, id_)
    text = editable(path, desk.files[path])
    made = text if isinstance(text, Diagnostic) or at is None else set_field(path, text, (at,), name, value=value)
    return made if isinstance(made, Diagnostic) else {path: made.encode()}


# What a workbook proposed: the cells are those of the files


def write_from_sheet(desk: Desk, one: Proposal) -> Written:
    """Return the files that a decided proposal of a workbook changes, or why it is for a person to do."""
    table, id_, name = field_of(one)
    match one.what:
        case What.CELL if table == "values":
            return value_cell(desk, one, id_, name)
        case What.CELL if table == "contacts":
            return contact_cell(desk, id_, name, outcome(one))
        case What.CELL:
            return sheet_cell(desk, one, table, id_, name)
        case What.ROW_OUT if table not in ("values", "contacts"):
            return left_out(desk, one, one.path.partition("/")[2])
        case _:
            return by_hand(one)


def value_cell(desk: Desk, one: Proposal, id_: str, name: str) -> Written:
    """Return agreement.yaml with one cell of the sheet of values: the value, or who agreed to it and why."""
    chosen = desk.draft.agreement.values.get(id_)
    path = f"{desk.home}/agreement.yaml"
    rows = read_yaml(path, desk.files[path])[0]
    table = rows.get("values", {}) if isinstance(rows, dict) else {}
    there = table.get(id_) if isinstance(table, dict) else None
    facts = dict(there) if isinstance(there, dict) else {"is": there} if isinstance(there, str) else {}
    if name == "is":
        facts = {**facts, "is": outcome(one), **({} if chosen and facts.get("reason") else card(one))}
    elif not facts:
        return by_hand(one, "the value is the standard one; change it first, or leave the reason away")
    return entry(desk, "values", id_, {**facts, **({} if name == "is" else {name: outcome(one)})})


def contact_cell(desk: Desk, id_: str, name: str, value: str) -> Written:
    """Return contacts.yaml with one cell changed."""
    return own_field(desk, "contacts", id_, name, value)


def sheet_cell(desk: Desk, one: Proposal, kind_: str, id_: str, name: str) -> Written:
    """Return the agreement's own rows with one field as the cell has it; several lines are a list."""
    table = next((known for known in ROWS if kind_of(known) == kind_), "")
    facts = next((fact for fact in fields_of(ROWS[table]) if fact.name == name), None) if table else None
    if facts is None:
        return by_hand(one, "there is no such field")
    listed = isinstance(facts.shape, Several)
    value: str | list[str] = [line for line in outcome(one).split("\n") if line] if listed else outcome(one)
    if not value:
        return by_hand(one, "an empty cell takes a field away, which an overlay cannot say")
    if own_row(desk, table, id_) is not None:
        return own_field(desk, table, id_, name, value)
    reason = one.reason or f"Agreed in review: {one.id}"
    made = amend(desk.workspace, desk.files, f"{kind_}/{id_}", desk.home, {"reason": reason})
    if isinstance(made, Diagnostic):
        return made
    files = {**desk.files, **made}
    done = own_field(Desk(desk.workspace, desk.draft, files), table, id_, name, value)
    return done if isinstance(done, Diagnostic) else {**made, **done}
