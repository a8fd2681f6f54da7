"""Decided proposals of a review written into the files of an agreement: each where a person would write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator import prose
from generator.author.amend import amend
from generator.author.cell_texts import misread
from generator.author.clause_lines import said_anew
from generator.author.clauses_in import clause_in
from generator.author.desk import (
    Desk,
    Target,
    Written,
    by_hand,
    card,
    entry,
    outcome,
    overlay,
    own_field,
    own_row,
    own_text,
    wording,
)
from generator.author.elsewhere import clause_moved, row_moved
from generator.author.newcomers import row_from_sheet, row_in
from generator.author.only_here import only_here
from generator.author.party_data import party_data
from generator.author.recitals import RECITAL, recital_reworded
from generator.author.restructure import cited_among, flat, reworded_line
from generator.author.rewrite import rewritten, stretches, with_sentences
from generator.author.sites_and_products import LISTS, listed_change
from generator.author.splice import set_field
from generator.diagnostic import Diagnostic
from generator.document.annexes import annex_of, is_approval
from generator.document.walk import words
from generator.model.authored import Authored
from generator.model.fields import Several, fields_of
from generator.model.kinds import ROWS, kind_of
from generator.model.proposal import Decision, Proposal, What
from generator.read.yaml import read_yaml


def write_decided(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the files that a decided proposal changes, or why it is for a person to do."""
    annex = annex_of(one.path)
    if annex in desk.draft.agreement.annexes and one.what not in (What.FORM, What.COMMENT):
        return annex_record(desk, one, annex)
    return write_wording(desk, one, target)


def write_wording(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the files that other words, values or positions change."""
    match one.what:
        case What.VALUE:
            facts = {"is": outcome(one)}
            return only_here(desk, one) if one.only_here else record(desk, one, "values", one.value, facts)
        case What.POSITION if one.decision is Decision.ACCEPT and one.position != "standard":
            return record(desk, one, "choices", one.path, {"position": one.position})
        case What.ROW_OUT if one.path.partition("/")[0] in map(kind_of, ROWS):
            return left_out(desk, one, one.path.partition("/")[2])
        case What.WORDING if one.also:
            reference = (
                f"write @{one.also} in the place of the reference" if one.also != "?" else "say where it shall lead"
            )
            return by_hand(one, f"{one.note}; {reference}, in the file of the line")
        case What.WORDING if desk.chosen(one.path.partition(".")[0]):
            return reworded(desk, one, target)
        case What.TITLE if desk.chosen(one.path):
            return retitled(desk, one)
        case What.CELL | What.DEFINITION:
            return row_field(desk, one, target)
        case _:
            return write_other(desk, one, target)


def write_other(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the files that a newcomer or the data of a party change; form and comments change none."""
    match one.what:
        case What.WORDING if one.path.startswith(RECITAL):
            return recital_reworded(desk, one, target)
        case What.FORM | What.COMMENT:
            return by_hand(one, f"{one.note}; write the line so in its file") if one.levels else {}
        case What.TITLE:
            return titled_row(desk, one)
        case What.PARTY:
            return party_data(desk, one)
        case _:
            return write_place(desk, one, target)


def write_place(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the files that clauses and rows change which came, went or moved."""
    match one.what:
        case What.CLAUSE_OUT:
            return clause_out(desk, one, target)
        case What.ROW_IN:
            return row_in(desk, one, target)
        case What.ROW_MOVED:
            return row_moved(desk, one)
        case What.CLAUSE_MOVED:
            return clause_moved(desk, one, target)
        case What.CLAUSE_IN:
            return clause_in(desk, one, target)
        case _:
            return by_hand(one)


# agreement.yaml


def record(desk: Desk, one: Proposal, table: str, id_: str, facts: Mapping[str, str]) -> Written:
    """Return agreement.yaml with an entry of one of its tables."""
    return entry(desk, table, id_, {**facts, **card(one)})


def left_out(desk: Desk, one: Proposal, id_: str) -> Written:
    """Return agreement.yaml with a clause or row left out."""
    if not one.reason:
        return by_hand(one, "leaving it out needs a reason; write one behind reason")
    return entry(desk, "omit", id_, one.reason)


def annex_record(desk: Desk, one: Proposal, annex: str) -> Written:
    """Return that a person writes the version, date or approval of an annex: its history says the same."""
    line = desk.draft.agreement.annexes[annex]
    what = "approvals" if is_approval(one.path) else "version, effective and revisions"
    return by_hand(one, f"correct {what} of {annex} below annexes:", line.span)


# Clauses


def clause_out(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return agreement.yaml with a clause left out to which no reference leads any more."""
    leading = [path for path in target.cited if re.split(r"[.(]", path)[0] == one.path]
    where = cited_among(leading, target.cited)
    return (
        by_hand(one, f"references lead to it; word them anew first: {where}")
        if where
        else left_out(desk, one, one.path)
    )


def reworded(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the agreement's own file of a clause with one line said anew."""
    clause = one.path.partition(".")[0]
    own = own_text(desk, one, clause)
    if isinstance(own, Diagnostic):
        return own
    after = reworded_line(flat(clause, own.tree), one.path, target.inlines, wording(one), target.terms)
    if after is None:
        return by_hand(one, "the line cannot be found again in the clause file")
    new = next(line.sentences for line in after if line.path == one.path)
    return said_anew(one, own, with_sentences(own.tree, one.path, new), after)


def retitled(desk: Desk, one: Proposal) -> Written:
    """Return the agreement's own file of a clause under another title."""
    file = overlay(desk, one, one.path)
    if isinstance(file, Diagnostic):
        return file
    path, text, made = file
    changed = set_field(path, text, (), "title", value=wording(one))
    return changed if isinstance(changed, Diagnostic) else {**made, path: changed.encode()}


# Rows


TITLED = ("chapters", "matrices")


def titled_row(desk: Desk, one: Proposal) -> Written:
    """Return the agreement's own rows with a chapter or a table under another title."""
    name = next((name for name in TITLED if any(row.record.id == one.path for row in desk.draft.rows[name])), "")
    if not name:
        return by_hand(one, "this title is made from the words of a library; change the phrase or row that gives it")
    if own_row(desk, name, one.path) is not None:
        return own_field(desk, name, one.path, "title", outcome(one))
    facts = {"title": outcome(one), "reason": one.reason or f"Agreed in review: {one.id}"}
    return amend(desk.workspace, desk.files, f"{name}/{one.path}", desk.home, facts)


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
    printed, new = target.inlines, wording(one)
    lines = (prose.parse_line(written)[0],)
    if one.what is What.DEFINITION:
        starts = (at for at in range(len(printed)) if stretches(lines, printed[at:]) is not None)
        start = next(starts, len(printed))
        head, printed = "".join(map(words, printed[:start])), printed[start:]
        if not new.startswith(head):
            return None
        new = new.removeprefix(head)
    made = rewritten(lines, printed, new, target.terms)
    try:
        return " ".join(map(prose.write_line, made)) if made else None
    except ValueError:
        return None


# What a workbook proposed: the cells are those of the files


def write_from_sheet(desk: Desk, one: Proposal) -> Written:
    """Return the files that a decided proposal of a workbook changes, or why it is for a person to do."""
    table, id_, name = field_of(one)
    why = not_understood(desk, one) if one.what is What.CELL else ""
    if why or one.what in (What.COMMENT, What.UNPLACED):
        return {} if one.what is What.COMMENT else by_hand(one, why)
    match one.what:
        case _ if table in LISTS:
            return listed_change(desk, one, table, id_, name)
        case What.CELL if table == "values":
            return value_cell(desk, one, id_, name)
        case What.CELL if table == "contacts":
            return own_field(desk, "contacts", id_, name, outcome(one))
        case What.CELL:
            return sheet_cell(desk, one, table, id_, name)
        case What.ROW_OUT if table not in ("values", "contacts"):
            return left_out(desk, one, one.path.partition("/")[2])
        case What.ROW_IN if table not in ("values", "contacts"):
            return row_from_sheet(desk, one)
        case _:
            return by_hand(one)


def not_understood(desk: Desk, one: Proposal) -> str:
    """Return why the field of a cell cannot say what was decided; empty when it can."""
    kind_, id_, name = field_of(one)
    table = next((known for known in ROWS if kind_of(known) == kind_), kind_)
    filled = desk.draft.values.get(id_) if table == "values" else None
    why = misread(table, name, outcome(one), str(filled.standard or filled.row.default) if filled else "")
    return f"{why}; decide it again with --counter and the words that shall stand" if why else ""


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
