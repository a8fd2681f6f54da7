"""The register of coverage: which requirement is met by which printed words, which is not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from generator.compose.phrases import phrase_text
from generator.compose.tables import row_source
from generator.document.blocks import Clause, Document, Figure, Heading, Paragraph, Row, Source, Table
from generator.document.registers import Coverage, Met, Place
from generator.document.walk import clauses, items, plain, row_words, tables
from generator.model.agreement import Agreement, scope_facts
from generator.model.clause import STANDARD, Conditions
from generator.model.draft import Draft
from generator.model.regulation import MARKETS, Regulation, Requirement

PROFILES = "profiles/"


def coverage(draft: Draft, documents: Mapping[str, Document]) -> tuple[Coverage, ...]:
    """Return, for each founding requirement and catalogue row, how it is met and the printed places that meet it."""
    places: dict[str, list[Place]] = {}
    for document in documents.values():
        for source, place in covering(draft, document):
            for id_ in source.covers:
                places.setdefault(id_, []).append(linked(draft, source, place, id_))
    rows: list[Requirement | Regulation] = [*draft.catalogue.requirements.values()]
    rows += draft.catalogue.regulations.values()
    return tuple(entry(draft, row, tuple(places.get(row.id, ()))) for row in rows)


def linked(draft: Draft, source: Source, place: Place, rule: str) -> Place:
    """Return *place* with what is known of its link to *rule*."""
    known = draft.link(source.clause, source.fingerprint, rule)
    return replace(place, link=known.standing.value, doubt=known.doubt)


def entry(draft: Draft, row: Requirement | Regulation, places: tuple[Place, ...]) -> Coverage:
    """Return the entry of one row: met by *places*, else set aside by a person or by scope, else a gap."""
    rule = row if isinstance(row, Regulation) else None
    kind, binding = ("regulation", rule.binding) if rule else ("requirement", "founding requirement")
    gap = Coverage(row.id, kind, row.says, binding, Met.GAP, verification=rule.verification if rule else "")
    if places:
        standard = any(place.position == STANDARD for place in places)
        return replace(gap, met=Met.COVERED if standard else Met.POSITION, covered_by=places)
    waived = draft.agreement.not_applicable.get(row.id)
    if waived:
        return replace(gap, met=Met.NOT_APPLICABLE, reason=waived.reason, by=waived.by, on=str(waived.on))
    outside = outside_scope(draft, row)
    return replace(gap, met=Met.OUT_OF_SCOPE, reason=outside) if outside else gap


def outside_scope(draft: Draft, row: Requirement | Regulation) -> str:
    """Return why *row* does not concern the agreement, by market, profile or condition; empty when it does."""
    foreign = outside_catalogue(draft, row) if isinstance(row, Regulation) else ""
    return foreign or (next(unmet(row.applies, draft.agreement), "") if row.applies else "")


def outside_catalogue(draft: Draft, rule: Regulation) -> str:
    """Return why *rule* of the catalogue does not concern the agreement, by market or profile; empty when it does."""
    regions = draft.agreement.scope.regions
    if rule.region in MARKETS and rule.region not in regions:
        return f"a rule of {rule.region}; the markets are {' and '.join(regions)}"
    profiles = {name.removeprefix(PROFILES) for name in draft.agreement.layers if name.startswith(PROFILES)}
    fits = rule.profiles == "all" or not profiles or profiles & set(rule.profiles)
    return "" if fits else f"a rule for {' and '.join(rule.profiles).replace('-', ' ')}"


def unmet(conditions: Conditions, agreement: Agreement) -> Iterator[str]:
    """Yield, for each of *conditions* that does not hold for *agreement*, what it asks for."""
    for name, has in scope_facts(agreement).items():
        wanted: tuple[str, ...] = getattr(conditions, name)
        if wanted and not has & set(wanted):
            yield f"a rule for {' or '.join(wanted)} ({name.replace('_', ' ')})"


def covering(draft: Draft, document: Document) -> Iterator[tuple[Source, Place]]:
    """Yield the clauses, tables and rows of *document*, each with its place."""
    name = document.facts.document
    for clause in clauses(document):
        words, source = " ".join(clause_words(clause)), clause.source
        place = Place(name, clause.path, clause.number.full, clause.title, words, source.position)
        yield source, place
    word = phrase_text(draft, "reference-table")
    heads = {row.record.id: row for several in ("matrices", "forms") for row in draft.rows[several]}
    for table in tables(document):
        head = heads.get(table.matrix)
        caption = table.caption or str(getattr(head.record, "title", "") if head else table.describes)
        if head and head in draft.rows["matrices"]:
            called = f"{word} {table.number.full}" if table.number.full else ""
            yield row_source(head), Place(name, table.path, called, caption, caption)
        yield from ((row.source, row_place(name, caption, row)) for row in table.rows if row.source is not None)


def row_place(document: str, caption: str, row: Row) -> Place:
    """Return the place of a row: its number where that prints, else the table in which a reader finds its words."""
    words, id_ = [*row_words(row)], row.path.rpartition("/")[2]
    number, title = (id_, "") if id_ in words[:1] else ("", caption)
    return Place(document, row.path, number, title, " | ".join(words))


def clause_words(clause: Clause) -> Iterator[str]:
    """Yield the words of a clause, paragraph by paragraph; of a table or a picture its caption, in brackets."""
    for block in clause.blocks:
        match block:
            case Paragraph():
                yield plain(block.inlines)
                yield from (f"{item.number.label} {plain(item.inlines)}".strip() for item in items(block))
            case Table():
                yield f"[{block.caption}]" if block.caption else ""
            case Clause():
                yield from clause_words(block)
            case Heading():
                yield block.title
            case Figure():
                yield f"[{block.caption}]"
            case _:
                assert_never(block)
