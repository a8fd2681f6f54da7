"""Where an agreement leaves the standard: positions, wording, values, rows, what is left out; who agreed, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from generator.compose.link import Linker, link, printed, printed_quantity
from generator.compose.sections import Builder
from generator.compose.tables import DASH, party_word
from generator.compose.traceability import linkers_of
from generator.document.blocks import Clause, Deleted, Document, Inserted, Item, Paragraph, Printed, Section
from generator.document.registers import OMITTED, POSITION, ROW, VALUE, WORDING, Departure
from generator.document.walk import clauses, items, plain
from generator.model.clause import STANDARD, WALK_AWAY
from generator.model.draft import Chosen, Draft, Filled, Merged
from generator.model.kinds import kind_of
from generator.model.rows import Matrix, Role, Row, ValueRow
from generator.model.values import Quantity, Undecided, Words, print_date
from generator.prose import Blank, Reference, Text, parse_line

OWN = "agreements/"
SILENT = frozenset({"id", "amends", "reason", "seen-by"})
"""Fields of a row by which no text departs."""
Marked = tuple[tuple[Printed, ...], ...]


def departed(chosen: Chosen) -> bool:
    """Tell whether a clause prints at another position than the standard one, or in words of the agreement's own."""
    return chosen.position != STANDARD or chosen.source.layer.startswith(OWN)


def standard_of(chosen: Chosen) -> Chosen | None:
    """Return the clause as the library has it; None when only the agreement has it."""
    source = chosen.standard or (None if chosen.source.layer.startswith(OWN) else chosen.source)
    if source is None:
        return None
    return replace(chosen, source=source, position=STANDARD, prose=source.prose[STANDARD])


def wordings(draft: Draft, documents: Mapping[str, Document]) -> tuple[Document, Document] | None:
    """Return two documents to compare: the departed clauses in standard words, and as they print; None without any.

    Values are those of the agreement in both, so that only the wording differs.
    """
    numbers = {clause.path: (id_, clause.number) for id_, one in documents.items() for clause in clauses(one)}
    several = [one for one in draft.clauses if departed(one) and one.id in numbers]
    if not several:
        return None
    builder, linkers = Builder(draft, lambda _: (), "", ""), linkers_of(draft, documents)
    main = next(iter(documents.values()))

    def written(chosen: Chosen) -> Clause:
        document, number = numbers[chosen.id]
        made = builder.clause(chosen, number, chosen.source.clause.title)
        section = Section("departures", number, "", (made,))
        linked = link(
            replace(main, control=(), opening=(), chapters=(section,), annexes=(), signatures=None),
            linkers[document].line,
        )
        return next(clauses(linked))

    old = [written(standard) for one in several if (standard := standard_of(one))]
    new = [written(one) for one in several if standard_of(one)]
    return of_clauses(main, old), of_clauses(main, new)


def of_clauses(main: Document, several: Iterable[Clause]) -> Document:
    """Return a document of nothing but clauses."""
    section = Section("departures", next(iter(main.chapters)).number, "", tuple(several))
    return replace(main, parties=(), control=(), opening=(), chapters=(section,), annexes=(), signatures=None)


def departures(draft: Draft, documents: Mapping[str, Document], compared: Document | None) -> tuple[Departure, ...]:
    """Return every departure: positions and wording first, then values, rows, what is left out.

    Args:
        draft: Resolved.
        documents: Of the agreement.
        compared: The comparison of both documents of ``wordings``.
    """
    marked = {clause.path: clause for clause in clauses(compared)} if compared else {}
    places = {clause.path: (id_, clause) for id_, one in documents.items() for clause in clauses(one)}
    found = [*wording_departures(draft, marked, places), *value_departures(draft)]
    linker = next(iter(linkers_of(draft, documents).values()))
    found += [
        departure
        for name, rows in draft.rows.items()
        for row in rows
        for departure in row_departures(linker, name, row)
    ]
    found += [left_out(linker, id_, reason) for id_, reason in draft.agreement.omit.items()]
    return tuple(found)


def left_out(linker: Linker, id_: str, reason: str) -> Departure:
    """Return the departure of a clause or row that is left out; it is called by its title, a row by its number too."""
    title = as_printed(linker, linker.draft.left_titles.get(id_, ""))
    number = f"{id_} " if title and id_.isupper() else ""
    return Departure(f"{number}{title or id_}", "in", "left out", reason, kind=OMITTED, id=id_)


Places = Mapping[str, tuple[str, Clause]]


def wording_departures(draft: Draft, marked: Mapping[str, Clause], places: Places) -> Iterator[Departure]:
    """Yield the departures of clauses."""
    for chosen in draft.clauses:
        if departed(chosen) and chosen.id in places:
            document, clause = places[chosen.id]
            lines = lines_of(marked[chosen.id]) if chosen.id in marked else tuple(inserted(lines_of(clause)))
            base = Departure(
                chosen.source.clause.title,
                "",
                "",
                path=chosen.id,
                document=document,
                number=clause.number.full,
                marked=lines,
            )
            yield from clause_departures(chosen, base)


def clause_departures(chosen: Chosen, base: Departure) -> Iterator[Departure]:
    """Yield the departures of one clause: another position, or wording of the agreement's own."""
    if chosen.choice is not None and chosen.position != STANDARD:
        on = day_words(chosen.choice.on)
        yield replace(
            base,
            standard="standard text",
            here=chosen.position,
            reason=chosen.choice.reason,
            by=chosen.choice.by,
            on=on,
            kind=POSITION,
            blocks=chosen.position == WALK_AWAY,
        )
    if chosen.source.layer.startswith(OWN):
        standard = "library text" if chosen.standard else "no such clause"
        yield replace(base, standard=standard, here="own wording", reason=chosen.source.clause.reason, kind=WORDING)


def lines_of(clause: Clause) -> Marked:
    """Return the lines of a clause with their changes, each behind its label; one that went or came is all change."""
    return tuple(line for block in clause.blocks if isinstance(block, Paragraph) for line in paragraph_lines(block))


def paragraph_lines(block: Paragraph) -> Iterator[tuple[Printed, ...]]:
    """Yield the lines of a paragraph and its items."""
    several: tuple[Paragraph | Item, ...] = (block, *items(block))
    for one in several:
        label = (Text(f"{one.number.label}\u00a0"),) if one.number.label else ()
        change = one.change or block.change
        if change == "inserted":
            yield (*label, Inserted(tuple(plain_inlines(one.inlines))))
        elif change == "deleted":
            yield (*label, Deleted(tuple(plain_inlines(one.inlines))))
        else:
            yield (*label, *one.inlines)


def plain_inlines(line: tuple[Printed, ...]) -> Iterator[Any]:
    """Yield the inlines of a line, those inside a change too."""
    for one in line:
        if isinstance(one, Inserted | Deleted):
            yield from one.inlines
        else:
            yield one


def inserted(lines: Marked) -> Iterator[tuple[Printed, ...]]:
    """Yield *lines* as words that only the agreement has."""
    return ((Inserted(tuple(plain_inlines(line))),) for line in lines)


def value_departures(draft: Draft) -> Iterator[Departure]:
    """Yield the values that are not the standard ones."""
    for filled in draft.values.values():
        if filled.chosen is not None and filled.value != filled.standard:
            old, new = written_value(draft, filled.standard), value_words(draft, filled)
            yield Departure(
                filled.row.title,
                old,
                new,
                filled.chosen.reason,
                filled.chosen.by,
                day_words(filled.chosen.on),
                kind=VALUE,
                id=filled.row.id,
                marked=(change(old, new),),
            )


def change(old: str, new: str) -> tuple[Printed, ...]:
    """Return one line in which *new* stands for *old*."""
    gone = (Deleted((Text(old),)),) if old else ()
    return (*gone, Inserted((Text(new),))) if new else gone


def value_words(draft: Draft, filled: Filled) -> str:
    """Return a value as text prints it; an open point says so."""
    return printed(draft, filled) or written_value(draft, filled.value)


def written_value(draft: Draft, value: Quantity | Words | Undecided | None) -> str:
    """Return a value in words; an open point says so."""
    match value:
        case Quantity():
            return printed_quantity(draft, value)
        case Words(words=words):
            return words
        case Undecided(words=words):
            return f"open: {words}"
        case _:
            return ""


def day_words(day: date | Undecided | None) -> str:
    """Return a day as printed; nothing for one that is open."""
    return print_date(day) if isinstance(day, date) else ""


def row_departures(linker: Linker, name: str, row: Merged[Row]) -> Iterator[Departure]:
    """Yield the departure of a row: one that only the agreement has, or the fields that it changes."""
    if row.standard is not None:
        if any(layer.startswith(OWN) for field, layer in row.layers.items() if field not in SILENT):
            yield changed_row(linker, name, row)
    elif row.layer.startswith(OWN):
        words = own_words(linker, row.record)
        path = f"{name}/{row.record.id}"
        yield Departure(
            row_title(linker, name, row.record),
            "no such row",
            words,
            row.record.reason,
            path=path,
            kind=ROW,
            id=row.record.id,
            marked=(change("", words),),
        )


def changed_row(linker: Linker, name: str, row: Merged[Row]) -> Departure:
    """Return the departure of a row of the library: the fields that the agreement changes, each under its title."""
    draft = linker.draft
    model = type(row.record)
    fields = [
        field.replace("-", "_") for field, layer in row.layers.items() if layer.startswith(OWN) and field not in SILENT
    ]
    titles = {field: field_title(draft, model, field) for field in fields}
    pairs = [
        (titles[field], field_words(linker, row.standard, field), field_words(linker, row.record, field))
        for field in fields
    ]
    lines = tuple((Text(f"{title}: "), *change(old, new)) for title, old, new in pairs)
    old, new = (
        "; ".join(f"{title}: {words}" for title, words in side)
        for side in zip(*(((t, o), (t, n)) for t, o, n in pairs), strict=True)
    )
    id_ = row.record.id
    reason = row.record.reason
    what = row_title(linker, name, row.record)
    return Departure(what, old, new, reason, path=f"{name}/{id_}", kind=ROW, id=id_, marked=lines)


NAMES = ("term", "title", "role", "name", "entity", "dimension", "use", "event", "principle", "text")
"""Fields by which a person knows a row that has no number, the first that it has."""
SAID = ("definition", "activity", "information", "type", "when", "rule", *NAMES)
"""Fields that say what a row of the agreement's own is about, the first that it has."""


def row_title(linker: Linker, name: str, record: Row) -> str:
    """Return what the report calls a row: its number, else the name that prints, and the table that it belongs to."""
    kind = kind_of(name)
    captions = {row.record.id: row.record.title for row in linker.draft.typed("matrices", Matrix)}
    caption = captions.get(kind) or kind.replace("-", " ")
    called = record.id if record.id[:1].isupper() else first_words(linker, record, NAMES)
    return f"{called or caption} ({caption[:1].lower()}{caption[1:]})"


def own_words(linker: Linker, record: Row) -> str:
    """Return what a row of the agreement's own says; of a value its title and the length."""
    if isinstance(record, ValueRow) and isinstance(record.default, Quantity | Words | Undecided):
        return f"{record.title}: {written_value(linker.draft, record.default)}"
    return first_words(linker, record, SAID) or "a row of its own"


def first_words(linker: Linker, record: Row, fields: Iterable[str]) -> str:
    """Return the words of the first of *fields* that *record* has; of a role its title."""
    words = next((field_words(linker, record, field) for field in fields if getattr(record, field, None)), "")
    titles = {row.record.id: row.record.title for row in linker.draft.typed("roles", Role)}
    return titles.get(words, words)


def field_title(draft: Draft, model: type[Row], field: str) -> str:
    """Return the heading of a field; of the field of a party, how the agreement calls the party."""
    party = next((term.title for term in draft.terms.values() if term.term.role == field), "")
    known = model.model_fields.get(field)
    return party or (known.title if known and known.title else field.replace("_", " ").capitalize())


WHO = ("side", "owner", "reaction_owner", "chair")
"""Fields that name a side or a role by its id."""


def who(draft: Draft, id_: str) -> str:
    """Return how the agreement calls a side or a role; any other words as they stand."""
    titles = {row.record.id: row.record.title for row in draft.typed("roles", Role)}
    return titles.get(id_) or party_word(draft, id_)


def field_words(linker: Linker, record: Row | None, field: str) -> str:
    """Return the words of a field, prose as it prints; a dash for none."""
    value = getattr(record, field, None)
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or DASH
    if value in (None, ""):
        return DASH
    if field in WHO:
        return who(linker.draft, str(value))
    running = record is not None and field.replace("_", "-") in type(record).prose_fields()
    return as_printed(linker, str(value)) if running else str(value)


def as_printed(linker: Linker, written: str) -> str:
    """Return a text in the words of the agreement; a reference that leads nowhere in it stays as it was written."""
    line = linker.line(parse_line(written)[0])
    lost = any(isinstance(one, Reference | Blank) and not plain((one,)).strip() for one in line)
    return written if lost else plain(line)
