"""What ``:: matrix ID`` places: one builder a table, in the order of the domain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.compose.definitions import definitions
from generator.compose.particulars import attachments, chain, further_parties, precedence, sites, vendors
from generator.compose.phrases import phrase_text
from generator.compose.responsibilities import responsibilities
from generator.compose.tables import (
    Field,
    cell,
    grouped,
    numbers,
    owner,
    party_word,
    role,
    roles,
    row_source,
    running,
    short,
    side,
    simple,
    table,
    title_of,
    titles,
)
from generator.compose.text import plain_line, prose_line
from generator.document.blocks import Align, Block, Cell, Column, Row, Table, Tone
from generator.document.figures import PLACED, place_of
from generator.kept import last_kept
from generator.model.choices import ChangeClass, PartyRole
from generator.model.draft import Draft, Merged
from generator.model.governance import Permission
from generator.model.matrices import ChangeType, Escalation, Form, Layer, OwnTable, Rung
from generator.model.party import Contact
from generator.model.rows import Role
from generator.model.values import LEVELS
from generator.prose import Text

CENTRE = Align.CENTRE
NUMBER = Field("id", 1.15, wraps=False, tone=Tone.QUIET)


def changes(draft: Draft) -> Table:
    """Return the change-class matrix: a row a change type, grouped; the class column of the agreement's stage, and a
    column of usual filings for each market that has an authorisation to vary.
    """
    columns = [
        Column("id", "No.", 1.15, wraps=False),
        Column("type", "Change type", 6.6),
        Column("class", "Class", 1.1, align=CENTRE),
        Column("notice", "Notice", 1.3, wraps=False),
        *(column for column in FILINGS if column.id in filed(draft)),
    ]
    names = titles(draft, "change-groups")
    order = list(names)
    rows = sorted(
        draft.typed("changes", ChangeType),
        key=lambda row: order.index(row.record.group) if row.record.group in order else len(order),
    )
    named = ((row.record.group, names.get(row.record.group, row.record.group), change(draft, row)) for row in rows)
    shown = table(draft, "changes", columns, grouped(named))
    said = {row.record.id for row in draft.rows["phrases"]}
    keys = [f"filings-{column.id}" for column in FILINGS if column.id in filed(draft)]
    words = " ".join(phrase_text(draft, key) for key in keys if key in said)
    return replace(shown, note=(*shown.note, *running(draft, words)))


def change(draft: Draft, merged: Merged[ChangeType]) -> Row:
    """Return one change type with the class that holds at the agreement's stage."""
    row, path = merged.record, f"changes/{merged.record.id}"
    holds = row.clinical if draft.agreement.scope.stage == "clinical" else row.commercial
    tone = {
        ChangeClass.TELL_AND_DO: Tone.STRONG,
        ChangeClass.DO_AND_REPORT: Tone.FIRM,
        ChangeClass.DO_AND_RECORD: Tone.PLAIN,
    }[holds]
    kind = [prose_line(row.type), prose_line(row.note) if row.note else ()]
    cells = [
        cell(f"{path}/id", (Text(row.id),), Tone.QUIET),
        cell(f"{path}/type", kind),
        cell(f"{path}/class", (Text(str(holds)),), tone),
        cell(f"{path}/notice", short(draft, row.notice)),
        *(
            cell(f"{path}/{region}", plain_line(filing))
            for region, filing in usual_filings(row)
            if region in filed(draft)
        ),
    ]
    return Row(path, tuple(cells), source=row_source(merged))


FILINGS = (Column("us", "US filing", 2.3), Column("eu", "EU filing", 2.3))
"""A column a region of the library, by the word of the region in lower case."""


@last_kept
def filed(draft: Draft) -> frozenset[str]:
    """Return the regions whose filings print: those in scope for which a row names one, and none before there is a
    marketing authorisation.
    """
    scope = draft.agreement.scope
    rows = draft.typed("changes", ChangeType)
    named = {region for row in rows for region, filing in usual_filings(row.record) if filing}
    return frozenset() if scope.stage == "clinical" else frozenset(region.lower() for region in scope.regions) & named


def usual_filings(row: ChangeType) -> tuple[tuple[str, str], ...]:
    """Return what is usually filed for a change type in each region; nothing where the row says none."""
    return tuple((region, "" if filing == "none" else filing) for region, filing in (("us", row.us), ("eu", row.eu)))


def escalations(draft: Draft) -> Table:
    """Return the ladder: a row a trigger, a column a level; the start reads "Start: 24 h"."""
    names = level_names(draft)
    columns = [
        Column("id", "No.", 1.0, wraps=False),
        Column("title", "What happened", 6.4),
        *(Column(f"level-{level}", names.get(level, ""), 2.2, f"Level {level}") for level in LEVELS),
    ]
    return table(draft, "escalations", columns, (ladder(draft, row) for row in draft.typed("escalations", Escalation)))


def level_names(draft: Draft) -> dict[int, str]:
    """Return who decides at each level: the titles of all roles whose row names the level."""
    found: dict[int, list[str]] = {}
    for row in draft.typed("roles", Role):
        if row.record.level is not None:
            found.setdefault(row.record.level, []).append(row.record.title)
    return {level: ", ".join(several) for level, several in found.items()}


def ladder(draft: Draft, merged: Merged[Escalation]) -> Row:
    """Return one ladder; further roles told at once, and a note, stand below what happened."""
    row, path = merged.record, f"escalations/{merged.record.id}"
    told = (Text("At once also: "), *roles(draft, row.also)) if row.also else ()
    what = [prose_line(row.title), told, prose_line(row.note) if row.note else ()]
    rungs = {rung.level: rung for rung in row.levels}
    cells = [
        cell(f"{path}/id", (Text(row.id),), Tone.QUIET),
        cell(f"{path}/title", what),
        *(rung_cell(f"{path}/level-{level}", rungs.get(level), row) for level in LEVELS),
    ]
    return Row(path, tuple(cells), source=row_source(merged))


def rung_cell(path: str, rung: Rung | None, row: Escalation) -> Cell:
    """Return the cell of one level: in parallel, the deadline, or the start with its deadline."""
    if rung is None:
        return cell(path, ())
    if rung.by is None:
        return cell(path, (Text("in parallel"),), Tone.QUIET)
    late = " late" if row.counted_from == "due date" else ""
    starts = rung.level == row.starts_at
    return cell(
        path, (Text(f"{'Start: ' if starts else ''}{rung.by.short}{late}"),), Tone.STRONG if starts else Tone.PLAIN
    )


def layers(draft: Draft) -> Table:
    """Return the communication stack: a row a layer, its number before its name."""
    fields = [Field("purpose", 3.4), Field("people", 4.2), Field("means", 3.4), Field("rhythm", 3.0)]
    shown = simple(draft, "layers", [Field("title", 2.4), *fields])
    numbers_of = {f"layers/{row.record.id}": row.record.number for row in draft.typed("layers", Layer)}
    return replace(shown, rows=tuple(with_number(row, numbers_of[row.path]) for row in shown.rows))


def with_number(row: Row, number: int) -> Row:
    """Return *row* with a number before the words of its first cell."""
    first = replace(row.cells[0], paragraphs=((Text(f"{number}\u00a0"), *row.cells[0].paragraphs[0]),))
    return replace(row, cells=(first, *row.cells[1:]))


def products(draft: Draft) -> Table:
    """Return the products with their sites and markets."""
    columns = [
        Column("name", "Product", 4.6),
        Column("presentation", "Presentation", 3.4),
        Column("sites", "Sites", 3.2),
        Column("markets", "Markets", 1.8, wraps=False),
        Column("version", "Version", 1.7, wraps=False),
        Column("status", "Status", 2.3, wraps=False),
    ]
    names = {site.id: site.name for site in draft.agreement.sites}
    rows = []
    for product in draft.agreement.products:
        path = f"products/{product.id}"
        texts = [
            product.name,
            product.presentation,
            ", ".join(names.get(id_, id_) for id_ in product.sites),
            ", ".join(product.markets),
            product.version,
            product.status,
        ]
        rows.append(
            Row(
                path,
                tuple(
                    cell(f"{path}/{column.id}", plain_line(text)) for column, text in zip(columns, texts, strict=True)
                ),
            )
        )
    return table(draft, "products", columns, rows)


def contacts(draft: Draft) -> Table:
    """Return the contacts, grouped by party."""
    columns = [
        Column("role", "Role", 3.6),
        Column("name", "Name", 3.4),
        Column("phone", "Telephone", 3.2, wraps=False),
        Column("email", "E-mail", 5.2, wraps=False),
        Column("hours", "Answers", 2.4),
        Column("deputy", "Deputy", 2.8),
    ]
    names = {contact.id: contact.name for contact in draft.contacts}
    ordered = sorted(draft.contacts, key=lambda contact: list(PartyRole).index(contact.party))
    rows = (
        (str(one.party), party_word(draft, str(one.party)), contact_row(draft, one, columns, names)) for one in ordered
    )
    return table(draft, "contacts", columns, grouped(rows))


def contact_row(draft: Draft, contact: Contact, columns: list[Column], names: dict[str, str]) -> Row:
    """Return one contact: the role by which the clauses know it, and below it the job title where it is another."""
    path = f"contacts/{contact.id}"
    hard = contact.phone.replace(" ", "\u00a0")
    known_as, title = role(draft, contact.role), plain_line(contact.title)
    texts = [
        [known_as, title] if title and title != known_as else known_as,
        *map(plain_line, (contact.name, hard, contact.email, contact.hours, names.get(contact.deputy or "", ""))),
    ]
    return Row(path, tuple(cell(f"{path}/{column.id}", text) for column, text in zip(columns, texts, strict=True)))


def permissions(draft: Draft) -> Table:
    """Return what each role may do with each kind of object; an object on which nobody has a right, or whose chapter
    the agreement does not have, has no column.
    """
    records = [row.record for row in draft.typed("permissions", Permission)]
    topics = {chosen.source.clause.topic for chosen in draft.clauses}
    objects = [
        name
        for name in PERMISSION_OBJECTS
        if any(getattr(record, name) != "none" for record in records) and OBJECT_OF.get(name, DG) in {DG, *topics}
    ]
    fields = (Field(name, 1.5, CENTRE, title=object_title(draft, name)) for name in objects)
    return simple(draft, "permissions", [Field("role", 3.2), Field("side", 2.2, read=side), *fields])


def object_title(draft: Draft, name: str) -> str:
    """Return what the agreement calls an object of the permissions: ``object-batch-record`` of phrases.yaml; empty
    where it keeps the usual name.
    """
    phrase = f"object-{name.replace('_', '-')}"
    return phrase_text(draft, phrase) if phrase in {row.record.id for row in draft.rows["phrases"]} else ""


DG = "DG"
OBJECT_OF = {"stability": "STAB"}
"""Which chapter brings an object about; the others are there in each agreement that shares data."""
PERMISSION_OBJECTS = (
    "master_data",
    "batch_record",
    "results",
    "quality_events",
    "changes",
    "stability",
    "indicators",
    "audit_log",
    "integration",
)


def form(draft: Draft, merged: Merged[Form]) -> Table:
    """Return a form: a row a field, with what to enter."""
    row = merged.record
    columns = [Column("label", "Field", 5.0), Column("entry", "Entry", 8.0)]
    rows = []
    for one in row.fields_:
        path = f"{row.id}/{one.id}"
        label = one.label if one.required else f"{one.label} (if known)"
        rows.append(
            Row(
                path,
                (
                    Cell(f"{path}/label", (plain_line(label),)),
                    Cell(f"{path}/entry", (plain_line(one.hint),), Tone.QUIET),
                ),
                source=row_source(merged),
            )
        )
    return table(draft, row.id, columns, rows)


def own_table(merged: Merged[OwnTable]) -> Table:
    """Return a table of the agreement's own; a column is as wide as its longest words ask for."""
    row = merged.record
    columns = tuple(
        Column(str(count), head, share(row, count - 1), wraps=True) for count, head in enumerate(row.columns, 1)
    )
    rows = [own_row(row, count, texts, merged) for count, texts in enumerate(row.rows, 1)]
    heads = ", ".join(filter(None, row.columns))
    return Table(
        row.id, row.id, row.title, columns, tuple(rows), describes=f"Columns: {heads}." if heads else "A table."
    )


def own_row(table_: OwnTable, count: int, texts: tuple[str, ...], merged: Merged[OwnTable]) -> Row:
    """Return one row; a text that stands alone in a table of several columns heads a group."""
    path = f"{table_.id}/{count}"
    if len(texts) == 1 and len(table_.columns) > 1:
        return Row(path, group=texts[0])
    cells = [cell(f"{path}/{at}", (Text(text),) if text else ()) for at, text in enumerate(texts, 1)]
    return Row(path, tuple(cells), source=row_source(merged))


def share(table_: OwnTable, at: int) -> float:
    """Return the share of the width that a column takes: more for longer texts, never the whole."""
    texts = [table_.columns[at], *(row[at] for row in table_.rows if len(row) == len(table_.columns))]
    longest = max(map(len, texts))
    average = sum(map(len, texts)) / len(texts)
    return round(min(max((longest + average) / 20, 1.5), 7.0), 1)


SIMPLE: dict[str, tuple[Field, ...]] = {
    "stakeholders": (
        NUMBER,
        Field("role", 3.0, read=role),
        Field("side", 2.2, read=side),
        Field("information", 4.2),
        Field("timing", 3.2),
        Field("channel", 3.2),
        Field("layers", 1.1, CENTRE, read=numbers),
    ),
    "meetings": (
        Field("title", 2.8),
        Field("layers", 1.1, CENTRE, read=numbers),
        Field("every", 1.8),
        Field("lasts", 1.5, read=short),
        Field("chair", 2.6, read=role),
        Field("input", 3.4),
        Field("record", 2.8),
    ),
    "platforms": (
        Field("name", 2.6),
        Field("purpose", 4.0),
        Field("owner", 2.2, read=side),
        Field("layers", 1.1, CENTRE, read=numbers),
        Field("record", 2.6),
        Field("availability", 1.7, Align.RIGHT, read=short),
        Field("requirements", 3.6),
    ),
    "contingency": (Field("order", 0.9, CENTRE), Field("title", 3.0), Field("when", 4.4), Field("action", 6.2)),
    "indicators": (
        NUMBER,
        Field("title", 2.4),
        Field("formula", 4.4),
        Field("unit", 1.4),
        Field("source", 1.9),
        Field("owner", 1.9, read=role),
        Field("period", 1.2),
        Field("green", 2.2),
        Field("amber", 2.2),
        Field("red", 2.0),
    ),
    "scorecard": (Field("title", 5.0), Field("weight", 1.5, Align.RIGHT), Field("note", 7.0)),
    "grades": (Field("id", 1.2, CENTRE, title="Grade"), Field("from_", 1.6, Align.RIGHT), Field("meaning", 8.0)),
    "tiers": (Field("label", 1.0, CENTRE), Field("title", 2.4), Field("meaning", 7.2), Field("audit_interval", 3.2)),
    "monitoring-levels": (Field("title", 2.2), Field("meaning", 9.0)),
    "triggers": (
        NUMBER,
        Field("when", 4.7),
        Field("tiers", 1.4, read=numbers),
        Field("effect", 2.3, read=title_of("monitoring-levels")),
        Field("actions", 4.6),
        Field("exit", 4.1),
    ),
    "master-data": (Field("entity", 2.8), Field("owner", 2.8, read=owner), Field("rule", 7.2)),
    "quality-rules": (Field("dimension", 2.2), Field("measure", 5.6), Field("green", 2.2), Field("red", 2.2)),
    "classes": (Field("level", 1.9), Field("examples", 4.8), Field("handling", 6.0)),
    "audit-events": (Field("event", 12.0),),
    "interfaces": (
        Field("name", 2.8),
        Field("content", 3.8),
        Field("format", 3.0),
        Field("frequency", 2.4),
        Field("owner", 2.2, read=owner),
    ),
    "analytics": (
        Field("use", 3.6),
        Field("inputs", 3.4),
        Field("trigger", 3.4),
        Field("reaction_owner", 2.6, read=role),
    ),
    "integrity": (Field("principle", 2.8), Field("control", 9.0)),
}
"""Tables with one row a record and one column a field."""

BUILT: dict[str, Callable[[Draft], Table]] = {
    "responsibilities": responsibilities,
    "changes": changes,
    "escalations": escalations,
    "layers": layers,
    "products": products,
    "further-parties": further_parties,
    "vendors": vendors,
    "contract-chain": chain,
    "precedence": precedence,
    "attachments": attachments,
    "contacts": contacts,
    "permissions": permissions,
}
"""Tables that need more than that."""


def place(draft: Draft, used: frozenset[str], matrix: str) -> tuple[Block, ...]:
    """Return the blocks that ``:: matrix`` *matrix* stands for; none for an id that no table has."""
    if matrix == "definitions":
        return tuple(definitions(draft, used))
    if matrix in PLACED:
        return (place_of(matrix),)
    if matrix == "sites":
        return tuple(sites(draft))
    if matrix in BUILT:
        return (BUILT[matrix](draft),)
    if matrix in SIMPLE:
        return (simple(draft, matrix, SIMPLE[matrix]),)
    own = tuple(own_table(row) for row in draft.typed("tables", OwnTable) if row.record.id == matrix)
    return own or tuple(form(draft, row) for row in draft.typed("forms", Form) if row.record.id == matrix)
