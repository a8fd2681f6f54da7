"""Each standard form as a document of its own: whom it reaches, by when, and a clear cell for every field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.compose.numbering import chapter_number
from generator.compose.report import leads, plain_text
from generator.compose.tables import party_word
from generator.compose.text import prose_line
from generator.compose.traceability import linkers_of
from generator.document.blocks import FORM, Cell, Column, Document, Row, Section, Table, Tone
from generator.document.registers import Obligation
from generator.document.walk import plain
from generator.model.clock import counted
from generator.model.draft import Draft
from generator.model.matrices import Form, FormField
from generator.model.party import Contact
from generator.model.rows import MAIN, Event, Role

REACH = (
    Column("who", "Who", 3.5),
    Column("name", "Name", 2.5),
    Column("phone", "Telephone", 3.0, wraps=False),
    Column("email", "E-mail", 6.6),
    Column("hours", "Answers", 2.0),
)
WHOLE_ADDRESS = 33
"""How many letters of an e-mail address stand on one line of its column."""
CLOCKS = (Column("within", "Within", 2.7), Column("starts", "Counted", 3.1), Column("duty", "What is due", 8.8))
FIELDS = (Column("label", "Field", 4.6), Column("hint", "What to enter", 6.7), Column("entry", "Entry", 5.1))
IF_KNOWN = "if known"
TWO = 2
"""Parties of which the one that sends a form knows its own people."""
CLEAR_ROWS = 12
"""Rows for items on a form; whoever has more adds rows in Word."""
Part = tuple[str, str, tuple[Column, ...], list[Row]]
"""A part of a form: its name, its title, its columns and rows."""
OF_AGREEMENT = {"agreement-number"}
"""Fields whose entry the agreement itself gives."""


def form_documents(
    draft: Draft, documents: Mapping[str, Document], duties: Sequence[Obligation]
) -> tuple[Document, ...]:
    """Return a document for each standard form of the agreement, filled in as far as the agreement knows."""
    forms = [row.record for row in draft.typed("forms", Form)]
    return tuple(one_form(draft, documents, duties, form, count) for count, form in enumerate(forms, 1))


def one_form(
    draft: Draft, documents: Mapping[str, Document], duties: Sequence[Obligation], form: Form, count: int
) -> Document:
    """Return one form: its use, whom it reaches, by when, its fields."""
    main = documents.get(MAIN) or next(iter(documents.values()))
    facts = replace(
        main.facts,
        document=form.id,
        title=form.title,
        number=f"{main.facts.number}-F{count}",
        status=FORM,
        dated=FORM,
    )
    use = plain(linkers_of(draft, documents)[main.facts.document].line(prose_line(form.use)))
    parts: list[Part] = [
        ("reach", "Whom it reaches", REACH, [*reach(draft, form)]),
        ("clocks", "By when", CLOCKS, [*clocks(draft, form, documents, duties)]),
        ("fields", "What is to be said", FIELDS, [*fields(draft, form)]),
        ("items", "Item by item", tuple(Column(one.id, one.label, 1.0) for one in form.items), [*items(form)]),
    ]
    there = [part for part in parts if part[3]]
    return Document(
        facts=facts,
        parties=main.parties,
        control=(),
        opening=tuple(leads(form.id, [plain_text(between(draft)), plain_text(use)])),
        chapters=tuple(chapter(form, number, part) for number, part in enumerate(there, 1)),
        signatures=None,
        annexes=(),
        inputs=main.inputs,
    )


def between(draft: Draft) -> str:
    """Return the agreement that the form belongs to, with the legal entities of each party."""
    sides = (
        f"{' and '.join(entity.name for entity in party.entities)} ({party_word(draft, party.role)})"
        for party in draft.agreement.parties
    )
    return f"Under {draft.agreement.number}, {draft.agreement.title}: {'; '.join(sides)}."


def chapter(form: Form, number: int, part: Part) -> Section:
    """Return one part of a form as a chapter with its table."""
    name, title, columns, rows = part
    path = f"{form.id}/{name}"
    table = Table(f"{path}/table", path, "", tuple(columns), tuple(rows), describes=f"{form.title}: {title}.")
    return Section(path, chapter_number(number), title, (table,))


def reach(draft: Draft, form: Form) -> Iterator[Row]:
    """Yield whom *form* reaches, the numbers that answer at all hours first; of two parties not the one that sends."""
    sends = form.sender if len(draft.agreement.parties) == TWO else None
    roles = {row.record.id: row.record for row in draft.typed("roles", Role)}
    for contact in sorted(draft.contacts, key=lambda one: not first(roles, one)):
        role = roles.get(contact.role)
        if role and contact.party != sends and reached(form, role):
            who = f"{party_word(draft, contact.party)}, {role.title}"
            path = f"{form.id}/reach/{contact.id}"
            words = (who, contact.known_name, contact.known_phone, address(known(contact.email)), contact.hours)
            yield row_of(path, REACH, words)


def reached(form: Form, role: Role) -> bool:
    """Tell whether *form* reaches who has *role*."""
    return role.id in form.reaches if form.reaches else bool(role.first_call or role.level == 1)


def address(words: str) -> str:
    """Return an e-mail address as the lines of its cell: a long one breaks before its sign, and nowhere else."""
    name, sign, host = words.partition("@")
    return f"{name}\n{sign}{host}" if sign and len(words) > WHOLE_ADDRESS else words


def first(roles: Mapping[str, Role], contact: Contact) -> bool:
    """Tell whether *contact* is called first."""
    role = roles.get(contact.role)
    return bool(role and role.first_call)


def known(words: str) -> str:
    """Return *words*; nothing for an open point, so that the cell can be filled in by hand."""
    return "" if words.startswith("?") else words


def clocks(draft: Draft, form: Form, documents: Mapping[str, Document], duties: Sequence[Obligation]) -> Iterator[Row]:
    """Yield each duty that the form serves, with its limit, as the agreement prints them."""
    events = {row.record.id: row.record.title for row in draft.typed("events", Event)}
    by_id = {duty.id: duty for duty in reversed(duties)}
    for duty in (by_id[id_] for id_ in form.duties if id_ in by_id):
        path = f"{form.id}/clocks/{duty.id}"
        said = f"{duty.sentence} ({documents[duty.document].facts.title} {duty.number})"
        yield row_of(path, CLOCKS, (duty.limit, counted(events.get(duty.starts, ""), ahead=duty.ahead), said))


def fields(draft: Draft, form: Form) -> Iterator[Row]:
    """Yield each field with what to enter and a clear cell, or what the agreement gives."""
    for field in form.fields_:
        path = f"{form.id}/fields/{field.id}"
        entry = draft.agreement.number if field.id in OF_AGREEMENT else ""
        cells = (
            Cell(f"{path}/label", (plain_text(field.label),), Tone.STRONG),
            Cell(f"{path}/hint", (plain_text(hint(field)),), Tone.QUIET),
            Cell(f"{path}/entry", (plain_text(entry),)),
        )
        yield Row(path, cells)


def items(form: Form) -> Iterator[Row]:
    """Yield what to enter of each item, and below it a clear row for each; nothing for a form without items."""
    if not form.items:
        return
    for number in range(CLEAR_ROWS + 1):
        path = f"{form.id}/items/{number or 'hint'}"
        cells = (
            Cell(f"{path}/{one.id}", (plain_text("" if number else hint(one)),), Tone.PLAIN if number else Tone.QUIET)
            for one in form.items
        )
        yield Row(path, tuple(cells))


def hint(field: FormField) -> str:
    """Return what to enter, and whether the form is complete without it."""
    return "; ".join(part for part in (field.hint, "" if field.required else IF_KNOWN) if part)


def row_of(path: str, columns: Sequence[Column], words: Sequence[str]) -> Row:
    """Return a row of plain *words*, each line a paragraph."""
    cells = (
        Cell(f"{path}/{column.id}", tuple(plain_text(line) for line in said.split("\n")))
        for column, said in zip(columns, words, strict=True)
    )
    return Row(path, tuple(cells))
