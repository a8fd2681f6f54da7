"""The matrices of an agreement as a workbook to edit, and what an edited one proposes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest
from typing import Any
from unicodedata import normalize

from generator.author.bases import base_in, stack_of
from generator.author.book_homes import Rows, Wanted, homes_of
from generator.author.book_margins import beside, hidden_notes, same_text
from generator.author.book_place import Comparison, letter, proposal
from generator.author.cell_texts import ODD_CELL, misread
from generator.author.layout import on_one_line
from generator.diagnostic import Diagnostic, Span, kind
from generator.model.book import EXPORT, UNSEALED, Book, BookColumn, BookSheet, seal_of
from generator.model.draft import Draft
from generator.model.fields import FieldFacts, Scalar, Several, fields_of
from generator.model.kinds import ROWS, kind_of
from generator.model.library import AgreementSource, Workspace
from generator.model.party import Contact, Product, Site
from generator.model.proposal import Proposal, What, numbered
from generator.model.rows import Event, ValueRow
from generator.read.sheet_margins import OTHERWISE, Margin

NO_EXPORT = kind(
    "no-export",
    "A workbook is none that we exported, or its hidden sheet is gone.",
    matters="Without it nobody can tell which cells were changed, and by whom.",
    cure="Export a fresh one (agreements workbook export ID) and copy the changes into it.",
)
HOW_TO_EXPORT = "agreements workbook export ID writes the workbook to edit; the ones in build/ are to read"
LOST_SHEET = kind(
    "sheet-not-found",
    "A sheet that was exported is not in the workbook, or its headings are gone.",
    matters="Its rows are not read as deleted: nothing of it is compared.",
    cure="If the sheet was removed on purpose, nothing need be done; else copy it back from the export.",
)
LOST_COLUMN = kind(
    "column-not-found",
    "A column that was exported is not in its sheet under its heading.",
    matters="Its cells are not compared.",
    cure="Write the heading as it was.",
)
ODD_ID = kind(
    "odd-row-id",
    "A row of a workbook has an id that was not exported, or that stands twice.",
    matters="Which record the row is about would be a guess.",
    cure="Leave the id of a new row blank; of two rows with one id keep one.",
)

UNREAD = kind(
    "unread-cell",
    "A cell of the copy that shows how a workbook was read is as it was, and it could not be read then.",
    matters="The copy holds no formula and no merge; what the cell was to say is only in the workbook of theirs.",
    cure="Write into the cell what shall stand there, also where that is what was exported, and import the copy again.",
)

SHEETS = (
    *("responsibilities", "changes", "stakeholders", "escalations", "meetings", "platforms", "contingency"),
    *("indicators", "triggers", "scorecard"),
    *(name for name in ROWS if name.startswith("data-governance/")),
)
SHARED = frozenset({"covers", "applies", "unless", "amends", "reason", "omit", "seen-by"})


# Out


def book_of(workspace: Workspace, source: AgreementSource, draft: Draft) -> Book:
    """Return the workbook of an agreement as its data stand now."""
    agreement = draft.agreement
    sheets = [sheet for name in SHEETS if (sheet := row_sheet(workspace, source, draft, name)).rows]
    name = f"{agreement.number} Working matrices v{agreement.version} draft {agreement.draft}"
    return Book(agreement.id, name, draft.inputs, (values_sheet(draft), *sheets, *plain_sheets(draft)))


def row_sheet(workspace: Workspace, source: AgreementSource, draft: Draft, name: str) -> BookSheet:
    """Return the rows of one kind that the agreement has."""
    stack = stack_of(workspace, source)
    facts = [one for one in fields_of(ROWS[name]) if one.name not in SHARED]
    bases = [base_in(stack, kind_of(name), row.record.id) for row in draft.rows.get(kind_of(name), ())]
    rows = [tuple(text_of(base.fields.get(one.name, "")) for one in facts) for base in bases if base is not None]
    return BookSheet(name, title_of(name), tuple(column(one) for one in facts), tuple(rows))


def title_of(name: str) -> str:
    """Return the name of a tab."""
    return kind_of(name).replace("-", " ").capitalize()


def column(one: FieldFacts) -> BookColumn:
    """Return the column of a field; one that is more than texts is shown and not written."""
    shape = one.shape.of if isinstance(one.shape, Several) else one.shape
    choices = shape.choices if isinstance(shape, Scalar) and not isinstance(one.shape, Several) else ()
    free = isinstance(shape, Scalar) and one.name != "id"
    more = " One a line." if isinstance(one.shape, Several) else ""
    return BookColumn(one.name, one.title or heading(one.name), one.description + more, choices, free, one.needed)


def heading(name: str) -> str:
    """Return the heading of a field that has none of its own."""
    return "Id" if name == "id" else name.replace("-", " ").capitalize()


def text_of(value: Any) -> str:
    """Return the text of a field in a cell: lists of texts one a line, what is deeper as YAML."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    return on_one_line(value) if value else ""


VALUE_COLUMNS = (
    BookColumn("id", "Id", "permanent id", free=False),
    BookColumn("title", "Value", "what it is", free=False),
    BookColumn("is", "This agreement", "a number with its unit: 5 business days", needed=True),
    BookColumn("standard", "Standard", "what the libraries say", free=False),
    BookColumn("range", "Usual", "what needs no reason", free=False),
    BookColumn("starts", "Counted from", "event at which the clock starts, or to which it runs", free=False),
    BookColumn("reason", "Reason", "why this agreement departs"),
    BookColumn("by", "Agreed by", "role or name of who agreed"),
    BookColumn("on", "Agreed on", "day: 2026-11-20"),
)


def values_sheet(draft: Draft) -> BookSheet:
    """Return the values that the agreement prints, with what is usual."""
    rows = []
    events = {event.record.id: event.record.title for event in draft.typed("events", Event)}
    for id_, filled in draft.values.items():
        chosen = filled.chosen
        row = filled.row
        rows.append(
            (
                *(id_, row.title, said(filled.value), said(filled.standard or row.default)),
                *("\n".join(map(str, row.range)), start_of(row, events)),
                *((chosen.reason, chosen.by, said(chosen.on)) if chosen else ("", "", "")),
            )
        )
    return BookSheet("values", "Values", VALUE_COLUMNS, tuple(rows))


def start_of(row: ValueRow, events: Mapping[str, str]) -> str:
    """Return the event from which a value is counted; the heading is that of workbooks sent out before."""
    event = events.get(row.starts or "", row.starts or "")
    return f"{event}, backwards" if event and row.ahead else event


def said(value: object) -> str:
    """Return a value as it is written in a file."""
    words = getattr(value, "words", None)
    if value is None:
        return ""
    if words is not None:
        return f"? {words}" if type(value).__name__ == "Undecided" else str(words)
    return str(value)


def plain_sheets(draft: Draft) -> Iterator[BookSheet]:
    """Yield the sites, the products and the contacts, which stand in the agreement's own files."""
    agreement = draft.agreement
    for kind_, record, rows in (
        ("sites", Site, agreement.sites),
        ("products", Product, agreement.products),
        ("contacts", Contact, draft.contacts),
    ):
        facts = fields_of(record)
        texts = (tuple(cell_of(getattr(row, one.name.replace("-", "_"))) for one in facts) for row in rows)
        yield BookSheet(kind_, kind_.capitalize(), tuple(map(column, facts)), tuple(texts))


def cell_of(value: object) -> str:
    """Return what a field of a record says, in a cell: several things one a line."""
    return "\n".join(map(said, value)) if isinstance(value, tuple) else said(value)


# Back

MOST_ODD = 100
"""So many odd ids of a sheet are told one by one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row of a sheet that came back: where it stands, and its cells by field, each with its address."""

    number: int
    cells: Mapping[str, tuple[str, str]]


def exported_cells(rows: Sequence[Sequence[str]]) -> tuple[dict[str, str], dict[str, dict[tuple[str, str], str]]]:
    """Return what the hidden sheet says: facts of the export, and by kind the text of each cell as exported."""
    facts = {row[1]: row[2] for row in rows if len(row) > 2 and row[0] == "fact"}
    cells: dict[str, dict[tuple[str, str], str]] = {}
    fields = {row[1]: row[2:] for row in rows if row[:1] == ["fields"] and len(row) > 2}
    for row in rows:
        if len(row) > 3 and row[0] == "cell":
            cells.setdefault(row[1], {})[row[2], row[3]] = row[4] if len(row) > 4 else ""
        elif len(row) > 2 and row[0] == "row":
            texts = zip_longest(fields.get(row[1], ()), row[2:], fillvalue="")
            cells.setdefault(row[1], {}).update({(row[2], field): text for field, text in texts if field})
    return facts, cells


def proposals_of(
    path: str, sheets: Mapping[str, Rows], now: Book, margins: Sequence[Margin] = ()
) -> tuple[list[Proposal], list[Diagnostic], dict[str, str]]:
    """Return what an edited workbook proposes, what cannot be read, and what it says of itself.

    Args:
        path: Name of the file.
        sheets: Rows of texts by the name of the sheet, as ``read_sheets`` gives them.
        now: The workbook that would be exported now.
        margins: What stands beside the texts, as ``read_margins`` gives it.
    """
    hidden = next((rows for name, rows in sheets.items() if name.casefold() == EXPORT), None)
    facts, exported = exported_cells(hidden or ())
    if hidden is None or not facts:
        return [], [NO_EXPORT.at(Span(path), "holds no hidden sheet of an export", hint=HOW_TO_EXPORT)], {}
    seal = seal_of(facts.get("agreement", ""), facts.get("inputs", ""))
    if facts.get("format", "1") not in UNSEALED and facts.get("seal") != seal:
        return [], [NO_EXPORT.at(Span(path), "its hidden sheet was changed: it names another agreement or state")], {}
    found: list[Diagnostic] = []
    made: list[Proposal] = []
    homes: dict[str, Comparison] = {}
    wanted = wanted_sheets(now, facts, exported)
    several = homes_of(wanted, sheets)
    for sheet, _, _ in wanted.values():
        home = several.get(sheet.kind)
        if home is None:
            found.append(LOST_SHEET.at(Span(f"{path}:{sheet.title}"), "this sheet is not there, or has no headings"))
            continue
        name, at = home
        homes[name] = Comparison(path, name, sheet, exported.get(sheet.kind, {}), at)
        made += compared(homes[name], sheets[name], found)
    found += unread_cells(path, hidden, sheets)
    made += beside(sheets, homes, not_yet_told(path, margins, found), frozenset(hidden_notes(hidden)))
    return numbered(made), found, facts


def wanted_sheets(now: Book, facts: Mapping[str, str], exported: Mapping[str, Mapping[Any, Any]]) -> dict[str, Wanted]:
    """Return the sheets that were exported, each with the title that it had and the ids of its rows."""
    return {
        sheet.kind: (
            sheet,
            facts.get(f"sheet {sheet.kind}", sheet.title),
            frozenset(id_ for id_, _ in exported.get(sheet.kind, ())),
        )
        for sheet in now.sheets
        if sheet.kind in exported or f"sheet {sheet.kind}" in facts
    }


def unread_cells(path: str, hidden: Rows, sheets: Mapping[str, Rows]) -> Iterator[Diagnostic]:
    """Yield again what an annotated copy says of cells that could not be read, where they still hold the same."""
    for row in hidden:
        if row[:1] == ["unread"] and len(row) > 4:
            _, name, address, text, message = row[:5]
            if same_text(sheets.get(name, ()), address, text):
                yield UNREAD.at(Span(f"{path}:{name}!{address}"), message)


def not_yet_told(path: str, margins: Iterable[Margin], found: Iterable[Diagnostic]) -> list[Margin]:
    """Return *margins* without cells that show otherwise and were found: a day kept as a number is one mistake."""
    told = {one.span.path for one in found}
    return [one for one in margins if one.note != OTHERWISE or f"{path}:{one.sheet}!{one.address}" not in told]


def compared(one: Comparison, rows: Sequence[Sequence[str]], found: list[Diagnostic]) -> Iterator[Proposal]:
    """Yield what the rows of a sheet propose; what cannot be read goes to *found*."""
    places = {text.strip(): at for at, text in enumerate(rows[one.head])}
    lost = [column.title for column in one.sheet.columns if column.title not in places]
    found += [LOST_COLUMN.at(one.span(f"A{one.head + 1}"), f'there is no column "{title}"') for title in lost]
    read = [*read_rows(one, rows, places)]
    ids = Counter(row.cells["id"][0] for row in read if row.cells["id"][0])
    known = dict.fromkeys(id_ for id_, _ in one.before)
    now = one.sheet.cells()
    odd = 0
    for row in read:
        id_, address = row.cells["id"]
        if not id_:
            yield from row_in(one, row, found)
        elif id_ not in known or ids[id_] > 1:
            odd += 1
            if odd <= MOST_ODD:
                close = get_close_matches(id_, known, 1)
                words = "stands twice" if ids[id_] > 1 else "was not exported"
                hint = f'did you mean "{close[0]}"?' if close and ids[id_] == 1 else ""
                found.append(ODD_ID.at(one.span(address), f'the id "{id_}" {words}', hint=hint))
        else:
            yield from changed_cells(one, row, now, found)
    if odd > MOST_ODD:
        found.append(
            ODD_ID.at(
                one.span(f"A{one.head + 1}"), f"{odd - MOST_ODD} more rows have such an id; none of them is compared"
            )
        )
    present = set(ids)
    yield from (row_out(one, id_) for id_ in known if id_ not in present)


def read_rows(one: Comparison, rows: Sequence[Sequence[str]], places: Mapping[str, int]) -> Iterator[Found]:
    """Yield the rows below the headings that hold anything."""
    for number, row in enumerate(rows[one.head + 1 :], one.head + 2):
        texts = [normalize("NFC", text.strip(" \t\r\n\u00a0")) for text in row]
        if not any(texts):
            continue
        cells = {
            column.id: (texts[at] if at < len(texts) else "", f"{letter(at)}{number}")
            for column in one.sheet.columns
            if (at := places.get(column.title, -1)) >= 0
        }
        yield Found(number, {"id": ("", f"A{number}"), **cells})


def changed_cells(
    one: Comparison, row: Found, now: Mapping[tuple[str, str], str], found: list[Diagnostic]
) -> Iterator[Proposal]:
    """Yield the cells of a row that differ from what was exported; those that say nothing go to *found* too.

    *now* is what each cell says today.
    """
    id_ = row.cells["id"][0]
    for column in one.sheet.columns:
        if column.id not in row.cells:
            continue
        text, address = row.cells[column.id]
        before = one.before.get((id_, column.id), "").strip(" \t\r\n\u00a0")
        if text == before:
            continue
        today = now.get((id_, column.id))
        why = misread(one.sheet.kind, column.id, text, now.get((id_, "standard"), "")) if column.free else ""
        if why:
            found.append(ODD_CELL.at(one.span(address), f"{id_}, {column.title}: {why}"))
        notes = [
            "" if column.free else "this column is shown only; change it in the file",
            f"not understood: {why}" if why else "",
            f"today it says: {today}" if today is not None and today.strip() != before else "",
        ]
        yield proposal(
            What.CELL if column.free else What.UNPLACED,
            f"{one.sheet.title} {id_}: {column.title} ({one.name}!{address})",
            f"{kind_of(one.sheet.kind)}/{id_}/{column.id}",
            before,
            text,
            "; ".join(filter(None, notes)),
        )


def row_in(one: Comparison, row: Found, found: list[Diagnostic]) -> Iterator[Proposal]:
    """Yield a row without an id: new, under an id that we propose; cells that say nothing go to *found* too."""
    cells = {name: text for name, (text, _) in row.cells.items() if text and name != "id"}
    wrong = {name: why for name, text in cells.items() if (why := misread(one.sheet.kind, name, text))}
    found += [ODD_CELL.at(one.span(row.cells[name][1]), f"new row, {name}: {why}") for name, why in wrong.items()]
    if cells:
        lines = "\n".join(f"{name}: {text}" for name, text in cells.items())
        where = f"{one.sheet.title}, a new row ({one.name}!A{row.number})"
        note = "; ".join(f"not understood: {why}" for why in wrong.values())
        yield proposal(What.ROW_IN, where, f"{kind_of(one.sheet.kind)}/", "", lines, note)


def row_out(one: Comparison, id_: str) -> Proposal:
    """Return the question whether a row that is not in the sheet any more shall go."""
    cells = {column.id: one.before.get((id_, column.id), "") for column in one.sheet.columns}
    lines = "\n".join(f"{name}: {text}" for name, text in cells.items() if text)
    note = "the row is not in the sheet; accept only if it shall go"
    return proposal(What.ROW_OUT, f"{one.sheet.title} {id_}", f"{kind_of(one.sheet.kind)}/{id_}", lines, "", note)
