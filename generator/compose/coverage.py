"""The register of coverage: which requirement is met by which printed words, which is not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from generator.compose.tables import row_source
from generator.document.blocks import Clause, Document, Heading, Paragraph, Source, Table
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
    gap = Coverage(row.id, kind, row.says, binding, Met.GAP)
    if places:
        standard = any(place.position == STANDARD for place in places)
        return replace(gap, met=Met.COVERED if standard else Met.POSITION, covered_by=places)
    waived = draft.agreement.not_applicable.get(row.id)
    if waived:
        return replace(gap, met=Met.NOT_APPLICABLE, reason=waived.reason, by=waived.by, on=str(waived.on))
    outside = outside_scope(draft, rule) if rule else ""
    return replace(gap, met=Met.OUT_OF_SCOPE, reason=outside) if outside else gap


def outside_scope(draft: Draft, rule: Regulation) -> str:
    """Return why *rule* does not concern the agreement, by market, profile or condition; empty when it does."""
    regions = draft.agreement.scope.regions
    if rule.region in MARKETS and rule.region not in regions:
        return f"a rule of {rule.region}; the markets are {' and '.join(regions)}"
    profiles = {name.removeprefix(PROFILES) for name in draft.agreement.layers if name.startswith(PROFILES)}
    if rule.profiles != "all" and profiles and not profiles & set(rule.profiles):
        return f"a rule for {' and '.join(rule.profiles)}"
    return next(unmet(rule.applies, draft.agreement), "") if rule.applies else ""


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
    captions = {row.record.id: row for row in draft.rows["matrices"]}
    for table in tables(document):
        if table.matrix in captions:
            head = captions[table.matrix]
            caption = table.caption or str(getattr(head.record, "title", ""))
            yield row_source(head), Place(name, table.path, table.number.full, caption, caption)
        for row in table.rows:
            if row.source is not None:
                id_ = row.path.rpartition("/")[2]
                yield row.source, Place(name, row.path, id_, "", " | ".join(row_words(row)))


def clause_words(clause: Clause) -> Iterator[str]:
    """Yield the words of a clause, paragraph by paragraph; of a table its caption."""
    for block in clause.blocks:
        match block:
            case Paragraph():
                yield plain(block.inlines)
                yield from (f"{item.number.label} {plain(item.inlines)}".strip() for item in items(block))
            case Table():
                yield block.caption
            case Clause():
                yield from clause_words(block)
            case Heading():
                yield block.title
            case _:
                assert_never(block)
