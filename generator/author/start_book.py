"""A workbook that starts an agreement: the questions with room for answers, sheets for sites, products and contacts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.author.answers import Answers, read_answers
from generator.author.book_place import letter
from generator.author.contacts import roles_in
from generator.author.contacts import rows_of as all_rows
from generator.author.new import SIDES, named_apart
from generator.author.questions import QUESTIONS, STAND_IN, Map, Question, joined, parse_answer
from generator.diagnostic import Diagnostic, Span, kind
from generator.model.book import Book, BookColumn, BookSheet
from generator.model.library import Workspace
from generator.read.text import FORBIDDEN, name_of
from generator.read.yaml import MarkedList, MarkedMap

ODD_ANSWER = kind(
    "odd-answer",
    "A cell of a workbook that starts an agreement cannot be read, or a needed one is empty.",
    matters="The answer decides what the agreement says; nothing is made until all can be read.",
    cure="Change the cell as the message says, save the workbook, and run the command again.",
)
Rows = Sequence[Sequence[str]]
Texts = dict[str, tuple[str, str]]
"""Cells of a row by column: the text and the address."""

MISSING = "-"
"""Stands for an answer whose lack was told, while the others are judged."""
ON_SHEETS = ("sites", "products")
PLAIN_QUESTIONS = tuple(one for one in QUESTIONS if one.id not in ON_SHEETS)
ABOUT = (
    "Change what is white. On the sheet Agreement write each answer beside its question, in the form of the example.",
    "An answer that is not needed may stay empty: it becomes an open point of the agreement.",
    "Several entries of one cell stand on lines of their own (Alt+Enter), in the order in which the example has them.",
    "A yellow cell must be filled: the agreement cannot be made without it.",
    "Give the file back, then: agreements new ID --from FILE. What cannot be read is said with its sheet and cell.",
)
QUESTION_COLUMNS = (
    BookColumn("id", "Id", "permanent id", free=False),
    BookColumn("asks", "Question", free=False),
    BookColumn("answer", "Answer", "in the form of the example", width=48),
    BookColumn("example", "For example", free=False),
    BookColumn("needed", "Needed", "yes: the agreement cannot be made without it", free=False),
)
SIGNS = {"entity": "; ", "roles": "; ", "supply": "; ", "tier": "; ", "signatories": "; ", "list": ", "}
"""What a line end in an answer stands for, by kind of question."""
SERVICES = "manufacturing, packaging, testing, storage, distribution, trials or software. One a line."


def blank_book(id_: str, workspace: Workspace) -> Book:
    """Return the workbook that starts the agreement *id_*."""
    calendars = tuple(sorted(workspace.catalogue.calendars))
    rows = tuple((one.id, one.asks, "", one.example, "yes" if one.needed else "") for one in PLAIN_QUESTIONS)
    sites = (
        BookColumn("name", "Site", "name of a site of the acceptor", needed=True, width=32),
        BookColumn("address", "Address", "as on the licence", width=40),
        BookColumn("services", "Services", SERVICES, needed=True, width=28),
        BookColumn("calendar", "Calendar", "of its business days", calendars, width=18),
    )
    products = (
        BookColumn("name", "Product", "name, strength and form", needed=True, width=36),
        BookColumn("sites", "Made at", "names of sites, one a line; empty: all", width=28),
        BookColumn("presentation", "Presentation", "container and pack", width=32),
        BookColumn("markets", "Markets", "regions, one a line; empty: all", width=20),
    )
    people = (
        BookColumn("party", "Side", "giver or acceptor", SIDES, needed=True),
        BookColumn("role", "Role", "title or id of a role of the libraries", needed=True, width=32),
        BookColumn("name", "Name", "of the person", needed=True, width=28),
        BookColumn("title", "Job title", "when it is not the role", width=28),
        BookColumn("phone", "Telephone", "with country code", width=22),
        BookColumn("email", "E-mail", width=32),
    )
    sheets = (
        BookSheet("agreement", "Agreement", QUESTION_COLUMNS, rows, (("stage", "answer", ("commercial", "clinical")),)),
        BookSheet("sites", "Sites", sites, ()),
        BookSheet("products", "Products", products, ()),
        BookSheet("contacts", "Contacts", people, ()),
    )
    return Book(id_, f"Start of the agreement {id_}", "", sheets, ABOUT)


def answers_in(path: str, sheets: Mapping[str, Rows], workspace: Workspace) -> tuple[Answers | None, list[Diagnostic]]:
    """Return the answers in a filled workbook, or everything that cannot be read, each at its cell."""
    found: list[Diagnostic] = []
    read: dict[str, list[Texts]] = {}
    for sheet in blank_book("", workspace).sheets:
        home = next((name for name, rows in sheets.items() if is_home(sheet, rows)), None)
        if home is None:
            found.append(ODD_ANSWER.at(Span(f"{path}:{sheet.title}"), "this sheet is not there, or lacks a heading"))
        read[sheet.kind] = [*rows_below(sheet, f"{path}:{home}", sheets[home], found)] if home else []
    fields, spans = plain_answers(path, read["agreement"], found)
    by_title = {
        str(row.fields.get("title")).casefold(): row.id for row in all_rows(workspace.layers.values(), "countries")
    }
    for side in SIDES:
        written = str(fields.get(side, {}).get("country", ""))
        if written.casefold() in by_title:
            fields[side]["country"] = by_title[written.casefold()]
    names = [row["name"][0] for row in read["sites"]]
    ids = dict(zip(map(str.casefold, names), named_apart("site", [(None, name) for name in names]), strict=True))
    roles = {one.title.casefold(): one.id for one in roles_in(workspace.layers.values()).values()}
    for table in ("sites", "products", "contacts"):
        entries = [record(row, ids, roles) for row in read[table]]
        if entries:
            spans[table] = entries[0].span
            fields[table] = MarkedList(entries, span=entries[0].span, spans=[one.span for one in entries])
    node = MarkedMap(
        {name: with_places(value, spans[name]) for name, value in fields.items()},
        span=Span(f"{path}:Sites!A2" if "sites" not in fields else f"{path}:Agreement"),
        spans=spans,
        key_spans=spans,
    )
    given = node if not found else filled_up(node, path, "sites")
    answers, faults = read_answers(given, path)
    if answers is None:
        answers = read_answers(filled_up(without(node, {one.span.path for one in faults}), path), path)[0]
    return answers, [*found, *faults]


def filled_up(node: MarkedMap, path: str, *but: str) -> MarkedMap:
    """Return answers with something in the place of needed ones that are missing, so that the others can be judged."""
    lacking = {name: with_places(one, Span(path)) for name, one in STAND_IN.items() if name not in {*node, *but}}
    spans = {**node.spans, **dict.fromkeys(lacking, Span(path))}
    return MarkedMap({**node, **lacking}, span=node.span, spans=spans, key_spans=spans)


def without(node: MarkedMap, cells: Collection[str]) -> MarkedMap:
    """Return answers without what stands in some *cells*; of a site, a product or a person the rest is kept."""
    fields: dict[str, object] = {}
    for name, value in node.items():
        several = isinstance(value, MarkedList) and all(isinstance(one, MarkedMap) for one in value)
        if isinstance(value, MarkedList) and several:
            entries = [entry_without(one, cells) for one in value if isinstance(one, MarkedMap)]
            fields[name] = MarkedList(entries, span=value.span, spans=value.spans)
        elif node.spans[name].path not in cells:
            fields[name] = value
    return MarkedMap(fields, span=node.span, spans=node.spans, key_spans=node.key_spans)


def entry_without(entry: MarkedMap, cells: Collection[str]) -> MarkedMap:
    """Return a site, a product or a person without what stands in some *cells*."""
    kept = {name: value for name, value in entry.items() if entry.spans[name].path not in cells}
    return MarkedMap({"name": MISSING, **kept}, span=entry.span, spans=entry.spans, key_spans=entry.key_spans)


def is_home(sheet: BookSheet, rows: Rows) -> bool:
    """Tell whether *rows* begin with the headings of a sheet, in any order."""
    return bool(rows) and {column.title for column in sheet.columns} <= {text.strip() for text in rows[0]}


def rows_below(sheet: BookSheet, place: str, rows: Rows, found: list[Diagnostic]) -> Iterator[Texts]:
    """Yield the rows below the headings that hold anything; what no answer can hold goes to *found*."""
    heads = [text.strip() for text in rows[0]]
    for number, row in enumerate(rows[1:], 2):
        cells: Texts = {}
        for column in sheet.columns:
            at = heads.index(column.title)
            text = unicodedata.normalize("NFC", row[at] if at < len(row) else "").replace("\r", "").strip()
            address = f"{place}!{letter(at)}{number}"
            if bad := FORBIDDEN.search(text):
                found.append(ODD_ANSWER.at(Span(address), f"{name_of(bad[0])} cannot stand in an answer"))
                text = FORBIDDEN.sub(" ", text)
            cells[column.id] = text, address
        if any(text for text, _ in cells.values()):
            for column in sheet.columns:
                text, address = cells[column.id]
                if column.needed and not text:
                    found.append(ODD_ANSWER.at(Span(address), f"{column.title} is needed in each row: {column.note}"))
                    cells[column.id] = MISSING, address
            yield cells


def plain_answers(path: str, rows: Sequence[Texts], found: list[Diagnostic]) -> tuple[Map, dict[str, Span]]:
    """Return what the sheet of questions answers, and where each answer stands."""
    fields: Map = {}
    spans: dict[str, Span] = {}
    by_id = {row["id"][0]: row["answer"] for row in rows}
    known: dict[str, Question] = {one.id: one for one in PLAIN_QUESTIONS}
    for row in rows:
        if row["id"][0] not in known:
            found.append(ODD_ANSWER.at(Span(row["id"][1]), f'there is no question "{row["id"][0]}"'))
        elif row["answer"] != by_id[row["id"][0]]:
            found.append(ODD_ANSWER.at(Span(row["id"][1]), f'the question "{row["id"][0]}" stands twice'))
    for question in PLAIN_QUESTIONS:
        text, address = by_id.get(question.id, ("", f"{path}:Agreement"))
        try:
            more = parse_answer(question, SIGNS.get(question.kind, " ").join(text.split("\n")))
        except ValueError as trouble:
            found.append(ODD_ANSWER.at(Span(address), str(trouble)))
            if question.kind == "entity":
                fields = joined(fields, {question.id: {"name": "-"}})  # its lack is told already
                spans[question.id] = Span(address)
            continue
        if question.id == "profile":
            more = {name: [one.lower() for one in several] for name, several in more.items()}
        fields = joined(fields, more)
        spans |= dict.fromkeys(more, Span(address))
    return fields, spans


def with_places(value: object, span: Span) -> object:
    """Return maps and lists of an answer that know the cell that they stand in."""
    if isinstance(value, MarkedList | MarkedMap):
        return value
    if isinstance(value, dict):
        inner = {name: with_places(one, span) for name, one in value.items()}
        places = dict.fromkeys(inner, span)
        return MarkedMap(inner, span=span, spans=places, key_spans=places)
    return MarkedList(value, span=span, spans=[span] * len(value)) if isinstance(value, list) else value


def record(row: Texts, sites: Mapping[str, str], roles: Mapping[str, str]) -> MarkedMap:
    """Return a site, a product or a contact; sites and roles may be named by their titles."""
    fields: dict[str, object] = {}
    spans = {name: Span(address) for name, (_, address) in row.items()}
    for name, (text, _) in row.items():
        several = [one.strip() for one in re.split(r"\n" if name == "sites" else r"[\n,]", text) if one.strip()]
        if name in ("services", "markets", "sites"):
            words = [sites.get(one.casefold(), one) for one in several] if name == "sites" else several
            words = [one.lower() for one in words] if name == "services" else words
            value: object = MarkedList(words, span=spans[name], spans=[spans[name]] * len(words))
        else:
            line = " ".join(text.split())
            value = roles.get(line.casefold(), line) if name == "role" else line.lower() if name == "party" else line
        if text:
            fields[name] = value
    return MarkedMap(fields, span=next(iter(spans.values())), spans=spans, key_spans=spans)
