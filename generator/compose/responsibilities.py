"""The responsibility matrix from one record: as letters, as marks, or as sentences in a column a party."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from generator.compose.front import enumerated
from generator.compose.phrases import phrase_or, phrase_text
from generator.compose.tables import (
    DASH,
    cell,
    clause_ref,
    grouped,
    party_named,
    party_word,
    row_source,
    table,
    titles,
)
from generator.compose.text import Running, phrase, prose_line
from generator.document.blocks import Align, Cell, Column, Row, Table, Tone
from generator.document.printed import MARKS
from generator.model.choices import Involvement, Matrices, PartyRole
from generator.model.draft import Draft, Merged
from generator.model.matrices import Responsibility
from generator.model.party import Party
from generator.prose import Text

NAME = "responsibilities"

FURTHER = "scope-further-parties"
DASH_OF_FURTHER = (
    "In the column of {{ parties }} a dash stands for the part of the [Contract Acceptor], for its own work, in the "
    "chapters that @scope-further-parties lists."
)
CROWDED = 3
"""With more parties than this, the names in the heads need room that the activity gives."""


def responsibilities(draft: Draft) -> Table:
    """Return the responsibility matrix: a row an activity, a column a party, grouped by chapter."""
    form = draft.agreement.print_.responsibilities
    order = {chapter.id: place for place, chapter in enumerate(draft.chapters)}
    chapters = titles(draft, "chapters")
    rows = sorted(draft.typed(NAME, Responsibility), key=lambda row: order.get(row.record.topic, len(order)))
    named = (
        (row.record.topic, chapters.get(row.record.topic, row.record.topic), responsibility(draft, row)) for row in rows
    )
    words = NAME if form is Matrices.LETTERS else f"{NAME}-{form}"
    made = table(draft, NAME, [*columns(draft, form)], grouped(named), words=words)
    return replace(made, key=(*made.key, *dash_of_further(draft))) if made.key else made


def dash_of_further(draft: Draft) -> Running:
    """Return what a dash means in the column of a party whom chapters bind as they bind the acceptor; else nothing."""
    bound = [party_named(draft, party) for party in draft.agreement.parties if party.bound_by]
    if not bound or FURTHER not in {chosen.id for chosen in draft.clauses}:
        return ()
    return (Text(" "), *phrase(phrase_or(draft, "dash-of-further", DASH_OF_FURTHER), {"parties": enumerated(bound)}))


def columns(draft: Draft, form: Matrices) -> Iterator[Column]:
    """Yield the columns; sentences need no column for the activity and wide ones for the parties."""
    sentences = form is Matrices.SENTENCES
    crowded = len(draft.agreement.parties) > CROWDED
    yield Column("id", "No.", 1.15, wraps=False)
    if not sentences:
        yield Column("activity", "Activity", 6.6 if crowded else 7.7)
    yield Column("clause", "Clause", 1.5, wraps=False)
    for party in draft.agreement.parties:
        share, align = (5.0, Align.LEFT) if sentences else (2.4 if crowded else 1.9, Align.CENTRE)
        name = party_word(draft, str(party.role))
        short = party.entities[0].short
        yield Column(str(party.role), name, share, short if short != name else "", align)


def responsibility(draft: Draft, merged: Merged[Responsibility]) -> Row:
    """Return one row in the form that the agreement prints."""
    row, path = merged.record, f"{NAME}/{merged.record.id}"
    form = draft.agreement.print_.responsibilities
    cells = [cell(f"{path}/id", (Text(row.id),), Tone.QUIET)]
    if form is not Matrices.SENTENCES:
        cells.append(cell(f"{path}/activity", [prose_line(row.activity), *remarks(row)]))
    cells.append(cell(f"{path}/clause", clause_ref(None, row.clause)))
    cells += [part(draft, f"{path}/{party.role}", row, party, form) for party in draft.agreement.parties]
    return Row(path, tuple(cells), source=row_source(merged))


def remarks(row: Responsibility) -> Iterator[Running]:
    """Yield what stands below an activity: the case in which it holds, the right that goes with it, a note."""
    if row.only_when:
        yield (Text("Only when "), *prose_line(row.only_when))
    if row.right:
        yield (Text("Right: "), *prose_line(row.right))
    if row.note:
        yield prose_line(row.note)


def part(draft: Draft, path: str, row: Responsibility, party: Party, form: Matrices) -> Cell:
    """Return the cell of a party in the form that the agreement prints."""
    code = row.code(party.role)
    match form:
        case Matrices.LETTERS:
            return code_cell(path, code)
        case Matrices.MARKS:
            return code_cell(path, code, MARKS[str(code)] if code else "")
        case Matrices.SENTENCES:
            return cell(path, [*sentences(draft, row, party.role)])
        case _:
            assert_never(form)


def code_cell(path: str, code: Involvement | None, words: str = "") -> Cell:
    """Return the cell of a code, as its letters or as *words*; ink falls with involvement."""
    if code is None:
        return Cell(path, ((Text(DASH),),), Tone.QUIET)
    tone = (
        Tone.STRONG
        if code.accountable
        else {Involvement.RESPONSIBLE: Tone.FIRM, Involvement.INFORMED: Tone.QUIET}.get(code, Tone.PLAIN)
    )
    return Cell(path, ((Text(words or str(code)),),), tone)


def sentences(draft: Draft, row: Responsibility, role: PartyRole) -> Iterator[Running]:
    """Yield what a party does: the activity where it does it, else its part in the work of another."""
    code = row.code(role)
    if code is None:
        return
    if row.each_own or role is doer(row):
        yield prose_line(row.activity)
        yield from remarks(row)
        if code is Involvement.RESPONSIBLE:
            yield prose_line(phrase_text(draft, "part-not-accountable"))
        return
    yield prose_line(phrase_text(draft, PARTS[code]))


PARTS = {
    Involvement.RESPONSIBLE_ACCOUNTABLE: "part-responsible",
    Involvement.RESPONSIBLE: "part-responsible",
    Involvement.ACCOUNTABLE: "part-accountable",
    Involvement.CONSULTED: "part-consulted",
    Involvement.INFORMED: "part-informed",
}
"""The phrase for the part of a party that does not lead the work."""


def doer(row: Responsibility) -> PartyRole | None:
    """Return the party that leads the work: the one that also answers for it, else the first that does it."""
    working = [role for role, code in row.written.items() if code.responsible]
    return next((role for role in working if row.written[role].accountable), next(iter(working), None))
