"""Which clauses and rows are in: by their conditions, by the agreement's omissions, at the position it chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostic import Diagnostic, Span, closest, kind, nearest
from generator.model.agreement import Agreement, Choice, scope_facts
from generator.model.clause import FALLBACK, STANDARD, WALK_AWAY, ClauseSource, Conditions
from generator.model.draft import Chosen, Merged
from generator.model.library import Layer
from generator.model.order import in_order
from generator.model.rows import MAIN, Row

UNKNOWN_ID = kind(
    "unknown-id",
    "An agreement or a library omits or chooses something that it cannot.",
    matters="The line does nothing: what you meant to leave out would print.",
    cure="Correct the id; `agreements explain ID` tells what an id is.",
)
UNKNOWN_POSITION = kind(
    "unknown-position",
    "The agreement chooses a position that the clause does not have.",
    matters="The standard text would print instead of what was agreed.",
    cure="Choose a position that the clause file has, or write the agreed wording as a clause of the agreement.",
)

NEEDED = frozenset(
    {"documents", "phrases", "countries", "scopes", "chapters", "roles", "events", "terms", "values", "matrices"}
)
"""Kinds of rows on which texts stand; ``omit`` of an agreement means clauses and the rows of printed tables."""
WHOLE = frozenset({"documents", "chapters"})
"""Kinds of rows that ``omit`` of an agreement may name too: all that stands in them goes."""


def applies(conditions: Conditions, agreement: Agreement) -> bool:
    """Tell whether *conditions* hold for *agreement*: a list is any of, several keys are all of."""
    has = scope_facts(agreement)
    return all(has[name] & set(wanted) for name in has if (wanted := getattr(conditions, name)))


def in_scope(record: Row | ClauseSource, agreement: Agreement) -> bool:
    """Tell whether a row or clause is in by its own conditions."""
    facts = record.clause if isinstance(record, ClauseSource) else record
    return (facts.applies is None or applies(facts.applies, agreement)) and not (
        facts.unless is not None and applies(facts.unless, agreement)
    )


def rows_in_scope(rows: Mapping[str, Merged[Row]], agreement: Agreement) -> dict[str, Merged[Row]]:
    """Return the rows whose own conditions hold, in order."""
    return {id_: row for id_, row in rows.items() if in_scope(row.record, agreement)}


def select_rows(name: str, rows: Mapping[str, Merged[Row]], agreement: Agreement) -> tuple[Merged[Row], ...]:
    """Return those of *rows*, of the kind *name*, that the agreement does not leave out, in its order."""
    kept = {id_: row for id_, row in rows.items() if name in NEEDED or id_ not in agreement.omit}
    if name in NEEDED or not agreement.after.keys() & kept.keys():
        return tuple(kept.values())
    return tuple(kept[id_] for id_ in in_order((), kept, agreement.after))


def select_clauses(
    clauses: Mapping[str, tuple[ClauseSource, ClauseSource | None]],
    left_out: Mapping[str, str],
    topics: Mapping[str, int],
    agreement: Agreement,
) -> tuple[tuple[Chosen, ...], list[Diagnostic]]:
    """Return the clauses that are in, by chapter and order, each at its position, and the faults of the choices."""
    chosen: list[Chosen] = []
    found: list[Diagnostic] = []
    for id_, (source, standard) in clauses.items():
        if id_ in left_out or id_ in agreement.omit or not in_scope(source, agreement):
            continue
        choice = agreement.choices.get(id_)
        position, faults = position_of(source, choice)
        found += faults
        chosen.append(Chosen(source, position, source.prose[position], standard, choice))
    key = {
        id(one): (topics.get(one.source.clause.topic, len(topics)), one.source.clause.order, one.id) for one in chosen
    }
    return tuple(sorted(chosen, key=lambda one: key[id(one)])), found


def position_of(source: ClauseSource, choice: Choice | None) -> tuple[str, list[Diagnostic]]:
    """Return the position that prints; the standard one when the chosen one does not exist."""
    if choice is None or choice.position == STANDARD:
        return STANDARD, []
    if choice.position in source.prose and choice.position in (FALLBACK, WALK_AWAY):
        return choice.position, []
    has = ", ".join(name for name in source.prose)
    near = closest(choice.position, source.prose)
    hint = f'did you mean "{near}"? It has: {has}' if near else f"it has: {has}"
    message = f'the clause "{source.clause.id}" has no position "{choice.position}"'
    return STANDARD, [
        UNKNOWN_POSITION.at(choice.place("position"), message, hint=hint, seen=((source.span, "the clause"),))
    ]


CALLED = ("title", "activity", "type", "trigger", "information", "when", "says")
"""Fields of rows that say what a row is about, the first that it has."""


def omitted_titles(
    agreement: Agreement,
    clauses: Mapping[str, tuple[ClauseSource, ClauseSource | None]],
    rows: Mapping[str, Mapping[str, Merged[Row]]],
) -> dict[str, str]:
    """Return what the clauses and rows are called that the agreement leaves out, by id."""
    titles = {id_: source.clause.title for id_, (source, _) in clauses.items() if id_ in agreement.omit}
    for name, kinds in rows.items():
        for id_ in kinds.keys() & agreement.omit.keys() if name not in NEEDED - WHOLE else ():
            titles.setdefault(id_, called(kinds[id_].record))
    return titles


def called(record: Row) -> str:
    """Return what a row is about, in its own words."""
    return next((str(words) for name in CALLED if (words := getattr(record, name, None))), "")


def unknown_ids(
    agreement: Agreement, clauses: Mapping[str, object], rows: Mapping[str, Mapping[str, object]]
) -> Iterator[Diagnostic]:
    """Report ids in ``omit`` that no clause, row of a table, chapter or document has, in ``choices`` that no clause
    has.
    """
    printed = {id_ for name, kinds in rows.items() if name not in NEEDED - WHOLE for id_ in kinds} - {MAIN}
    for field, known in (("omit", {*clauses, *printed}), ("choices", {*clauses})):
        for id_ in getattr(agreement, field):
            if id_ not in known:
                hint = elsewhere(id_, rows) or like(id_, known)
                yield UNKNOWN_ID.at(entry_place(agreement, field, id_), unknown_words(field, id_), hint=hint)


def like(id_: str, known: Iterable[str]) -> str:
    """Return the hint for an unknown id: the nearest one of the same topic, else those of its topic, else the nearest
    of all.
    """
    topic = id_.partition("-")[0] + "-"
    alike = sorted(one for one in known if one.startswith(topic))
    if not alike or closest(id_, alike):
        return nearest(id_, alike or known)
    more = f" and {len(alike) - MOST_LISTED} more" if len(alike) > MOST_LISTED else ""
    return f"there are {', '.join(alike[:MOST_LISTED])}{more}"


MOST_LISTED = 12
"""So many ids are listed in a hint."""


def unknown_documents(agreement: Agreement, rows: Mapping[str, Mapping[str, object]]) -> Iterator[Diagnostic]:
    """Report ids of documents in ``review`` that no documents.yaml has."""
    known = rows.get("documents", {})
    for id_ in agreement.review.documents:
        if id_ not in known:
            place = agreement.review.place_of("documents", id_)
            yield UNKNOWN_ID.at(place, f'there is no document "{id_}"', hint=nearest(id_, known))


def unknown_chapters(agreement: Agreement, rows: Mapping[str, Mapping[str, object]]) -> Iterator[Diagnostic]:
    """Report ids in ``chapters`` that no chapters.yaml has."""
    known = rows.get("chapters", {})
    for id_ in agreement.chapters:
        if id_ not in known:
            place = agreement.place_of("chapters", id_)
            yield UNKNOWN_ID.at(place, f'there is no chapter "{id_}"', hint=nearest(id_, known))


def unknown_words(field: str, id_: str) -> str:
    """Return what is wrong with the entry *id_* of ``omit`` or ``choices``."""
    if id_ == MAIN:
        return f'"{MAIN}" is the document that every agreement has'
    if field == "omit":
        return f'there is no clause, chapter or document "{id_}" and no row of a table of that name'
    return f'there is no clause "{id_}"'


def elsewhere(id_: str, rows: Mapping[str, Mapping[str, object]]) -> str:
    """Return which kind of row has *id_*, if one has."""
    return next((f"it is a row of {name}.yaml" for name, kinds in rows.items() if id_ in kinds), "")


def unknown_omissions(layers: Iterable[Layer], known: Mapping[str, object]) -> Iterator[Diagnostic]:
    """Report ids in ``omit`` of a library that no library's clause has."""
    for layer in layers:
        for id_ in layer.card.omit if layer.card else ():
            if id_ not in known and layer.card:
                yield UNKNOWN_ID.at(
                    layer.card.place_of("omit", id_), f'there is no clause "{id_}"', hint=nearest(id_, known)
                )


def entry_place(agreement: Agreement, field: str, id_: str) -> Span:
    """Return where the entry *id_* of a map in agreement.yaml stands, else the map."""
    entry = getattr(agreement, field).get(id_)
    span = getattr(entry, "span", None)
    return span if isinstance(span, Span) and span.path else agreement.place_of(field, id_)
