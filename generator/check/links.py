"""Ids that rows and clauses name: each leads to a row, or to an entry of the catalogue."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping

from generator.check.passages import finder, passages
from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.document.blocks import Document
from generator.model.agreement import REPLACED
from generator.model.authored import Authored
from generator.model.draft import Draft
from generator.model.library import RowSource, Workspace
from generator.model.rows import LegalClock, ValueRow

UNKNOWN_ROW = kind(
    "unknown-row",
    "A row names a row of another table that is not in this agreement.",
    matters="A matrix would print an id where people look for a name, or a clock would start at nothing.",
    cure="Correct the id, or bring the row in; a row may be out by its conditions or by the agreement's `omit`.",
)
UNKNOWN_REQUIREMENT = kind(
    "unknown-requirement",
    "A clause, row, value or agreement names a requirement that the catalogue does not have.",
    matters="The coverage report would not count it, and the requirement would look like a gap.",
    cure="Correct the id, or add the entry to clauses/requirements.yaml or clauses/regulations.yaml.",
    severity=Severity.WARNING,
)
REPEATED_ENTRY = kind(
    "repeated-entry",
    "A list names the same thing twice.",
    matters="One of the two was meant to be something else, which is now missing; or a signature prints twice.",
    cure="Delete one of the two, or write what was meant.",
    severity=Severity.WARNING,
)

LINKS = (
    ("values", "starts", "events"),
    ("values", "under", "values"),
    ("events", "term", "terms"),
    ("responsibilities", "topic", "chapters"),
    ("changes", "group", "change-groups"),
    ("escalations", "trigger", "events"),
    ("indicators", "group", "scorecard"),
    ("meetings", "keeps", "values"),
    ("triggers", "effect", "monitoring-levels"),
    ("triggers", "escalates", "escalations"),
    ("urgent", "ladder", "escalations"),
    ("urgent", "form", "forms"),
)
"""Which field of which rows names rows of which kind."""

NUMBERED = {
    "ES": "escalations",
    "TR": "triggers",
    "KPI": "indicators",
    "ST": "stakeholders",
    "CM": "changes",
    "RM": "responsibilities",
}
"""How the numbers of rows begin that texts may name, and their tables."""
NUMBER = re.compile(rf"\b({'|'.join(NUMBERED)})-\d+(?:\([a-z]\))?")
FIND_NUMBERS = finder(NUMBER)

Link = tuple[Authored, str, str, Collection[str]]


def unknown_rows(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report ids of rows that are not in this agreement."""
    for record, field, id_, known in row_links(draft):
        if id_ not in known:
            reason = draft.left_out.get(id_)
            hint = f'"{id_}" is left out: {reason}' if reason else by_title(draft, id_, known) or nearest(id_, known)
            yield UNKNOWN_ROW.at(record.place_of(field, id_), f'"{field}" names "{id_}", which is not there', hint=hint)
    yield from unknown_numbers(draft, documents)
    yield from unknown_labels(draft)


def by_title(draft: Draft, words: str, known: Collection[str]) -> str:
    """Return the hint about *words* that are the title of something and not its id."""
    called = words.casefold()
    titled = [*draft.chapters, *(row.record for rows in draft.rows.values() for row in rows)]
    meant = next((one.id for one in titled if str(getattr(one, "title", "")).casefold() == called), "")
    return f'did you mean "{meant}"?' if meant in known else ""


def unknown_everywhere(workspace: Workspace) -> Iterator[Diagnostic]:
    """Report ids of duties and responsibilities that no library and no agreement has; one that is merely out is none.

    An event of the urgent page names the duties of agreements of every kind, and a role the work that it signs for.
    """
    layers = workspace.every_layer
    duties = {
        duty.id
        for layer in layers
        for source in layer.clauses.values()
        for text in source.prose
        for duty in source.duties(text)
    }
    work = {id_ for layer in layers for id_ in layer.rows.get("responsibilities", ())}
    for layer in layers:
        for kind_, field, known in (("urgent", "duties", duties), ("roles", "signs-for", work)):
            for row in layer.rows.get(kind_, {}).values():
                named = row.fields.get(field, ())
                for id_ in (named,) if isinstance(named, str) else named:
                    if id_ not in known:
                        message = f'"{field}" names "{id_}", which is not there'
                        yield UNKNOWN_ROW.at(place_in(row, field, id_), message, hint=nearest(id_, known))


def place_in(row: RowSource, field: str, id_: str) -> Span:
    """Return where *row* names *id_* in a field of one id or of several."""
    place: Span = row.fields.spans[field]  # type: ignore[attr-defined]  # it was read from a file
    named = row.fields[field]
    return place if isinstance(named, str) else named.spans[list(named).index(id_)]


NAMED_RELATED = ("supply-agreement", REPLACED)
"""Entries of ``related`` that documents look for by their name."""


def misspelt_related(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report an entry of ``related`` whose name is nearly one that documents look for, and would not be found."""
    for id_, one in draft.agreement.related.items():
        meant = next(iter(difflib.get_close_matches(id_, NAMED_RELATED, n=1, cutoff=0.85)), "")
        if meant and meant != id_ and meant not in draft.agreement.related:
            message = f'"related" has "{id_}", and documents look for "{meant}"'
            yield UNKNOWN_ROW.at(one.span, message, hint=f'write "{meant}"')


def unknown_numbers(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report numbers of rows typed into texts, such as ES-09, that no table has."""
    known = {row.record.id for name in NUMBERED.values() for row in draft.rows[name]}
    elsewhere = {row.record.place("note") for row in draft.rows["scorecard"]}
    elsewhere |= {row.record.place("when") for row in draft.rows["triggers"]}
    for passage in passages(draft, documents):
        for found in FIND_NUMBERS(passage.text):
            if passage.field not in elsewhere and draft.rows[NUMBERED[found[1]]] and found[0] not in known:
                reason = draft.left_out.get(found[0])
                hint = f'"{found[0]}" is left out: {reason}' if reason else nearest(found[0], known)
                yield UNKNOWN_ROW.at(
                    passage.place(*found.span()), f'the text names "{found[0]}", which is not there', hint=hint
                )


def unknown_labels(draft: Draft) -> Iterator[Diagnostic]:
    """Report numbers of communication layers that no table has."""
    known = {str(getattr(row.record, "number", "")) for row in draft.rows["layers"]}
    for name in ("stakeholders", "meetings", "platforms") if known else ():
        for row in draft.rows[name]:
            for number in getattr(row.record, "layers", ()):
                if str(number) not in known:
                    message = f'"layers" names {number}, which is not there'
                    place = row.record.place_of("layers", str(number))
                    yield UNKNOWN_ROW.at(place, message, hint=f"one of {', '.join(sorted(known))}")


def row_links(draft: Draft) -> Iterator[Link]:
    """Yield every id of a row that is named: the record, the field, the id, the ids that exist."""
    for name, field, target in LINKS:
        known = {row.record.id for row in draft.rows[target]}
        for row in draft.rows[name]:
            id_ = getattr(row.record, field)
            if id_ and not (name == "urgent" and id_ in draft.left_out):  # the urgent page prints a dash for it
                yield row.record, field, str(id_), known


def unknown_requirements(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report ids of requirements and regulations that the catalogue does not have."""
    known = {*draft.catalogue.requirements, *draft.catalogue.regulations}
    for record, field, ids in cover_fields(draft):
        for id_ in ids:
            if id_ not in known:
                message = f'there is no requirement or regulation "{id_}"'
                yield UNKNOWN_REQUIREMENT.at(record.place_of(field, id_), message, hint=nearest(id_, known))


def cover_fields(draft: Draft) -> Iterator[tuple[Authored, str, tuple[str, ...]]]:
    """Yield every field that names entries of the catalogue: the record, the field, the ids."""
    yield draft.agreement, "not-applicable", tuple(draft.agreement.not_applicable)
    for chosen in draft.clauses:
        facts = chosen.source.clause
        for said in (
            facts,
            facts.positions and facts.positions.fallback,
            facts.positions and facts.positions.walk_away,
        ):
            if said and said.covers:
                yield said, "covers", said.covers
    yield from ((row.record, "covers", row.record.covers) for rows in draft.rows.values() for row in rows)
    for row in draft.typed("values", ValueRow):
        yield row.record, "source", row.record.source
        if row.record.legal:
            yield row.record.legal, "source", row.record.legal.source
    yield from ((clock, "rule", (clock.rule,)) for clock in legal_clocks(draft))


def legal_clocks(draft: Draft) -> Iterator[LegalClock]:
    """Yield the reports by law that values and events feed."""
    for name in ("values", "events"):
        for row in draft.rows[name]:
            yield from getattr(row.record, "feeds", ())


def repeated_entries(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report lists of the agreement, its people, clauses and rows that name one thing twice."""
    rows = (row.record for several in draft.rows.values() for row in several)
    clauses = {chosen.id: chosen.source.clause for chosen in draft.clauses}.values()
    for top in (draft.agreement, *draft.contacts, *clauses, *rows):
        for record in records_in(top):
            yield from repeated_in(record)


def records_in(record: Authored) -> Iterator[Authored]:
    """Yield *record* and the records in it."""
    yield record
    for value in vars(record).values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Authored):
                yield from records_in(one)


def repeated_in(record: Authored) -> Iterator[Diagnostic]:
    """Yield a finding for each list of *record* that names one thing twice."""
    for name, value in vars(record).items():
        if not (isinstance(value, tuple) and len(value) > 1):
            continue
        words = [one for one in value if isinstance(one, str)]
        twice = [one for one in dict.fromkeys(words) if words.count(one) > 1]
        if twice:
            field = type(record).model_fields[name].alias or name
            message, again = f'"{field}" names "{twice[0]}" twice', record.place_of(field, twice[0], 1)
            yield REPEATED_ENTRY.at(again, message, hint="delete one of them")
