"""More of what the site shows of an agreement: values, roles, dates; and the rules of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.document.blocks import Document, Item, Paragraph, Row
from generator.document.registers import Obligation
from generator.document.walk import clauses, items, row_words, tables
from generator.model.choices import Side
from generator.model.draft import Draft, Filled
from generator.model.library import Catalogue
from generator.model.matrices import Escalation, Indicator, Meeting, Stakeholder
from generator.model.rows import Role
from generator.model.values import print_date
from generator.prose import Blank
from generator.render.site.gather import written_value
from generator.render.site.model import Dated, RolePart, RoleSheet, Rule, ValueSaid

Documents = Mapping[str, Document]
Place = tuple[str, str]
"""A document and a path in it."""
READ = {"V": "read in the text", "S": "taken from a reliable second source", "E": "still to be confirmed in the text"}


def values_said(draft: Draft, documents: Documents) -> tuple[ValueSaid, ...]:
    """Return every value that a document prints, with the first place that prints it."""
    places = dict(reversed([*printed_at(documents)]))
    return tuple(
        ValueSaid(
            filled.row.id,
            filled.row.title,
            written_value(draft, filled.value),
            written_value(draft, filled.standard if filled.standard is not None else filled.value),
            *places[filled.row.id],
            value_source(filled),
        )
        for filled in draft.values.values()
        if filled.row.id in places
    )


def value_source(filled: Filled) -> str:
    """Return who set a value: for the agreement's own, who agreed to it and when; else the layer of the library."""
    if filled.chosen is None:
        return f"from {filled.layer}"
    on = print_date(filled.chosen.on) if isinstance(filled.chosen.on, date) else ""
    agreed = ", ".join(part for part in (filled.chosen.by, on) if part)
    return f"set in this agreement{f' ({agreed})' if agreed else ''}"


def printed_at(documents: Documents) -> Iterator[tuple[str, Place]]:
    """Yield each value that a clause prints, with document and clause, in printed order."""
    for id_, document in documents.items():
        for clause in clauses(document):
            for block in clause.blocks:
                if isinstance(block, Paragraph):
                    several: tuple[Paragraph | Item, ...] = (block, *items(block))
                    for line in several:
                        yield from ((one.value, (id_, clause.path)) for one in line.inlines if isinstance(one, Blank))


def dates(draft: Draft) -> tuple[Dated, ...]:
    """Return the days that an agreement names: when it takes effect, when it is reviewed."""
    agreement = draft.agreement
    named = ((agreement.effective, "takes effect"), (agreement.review.next, "next review"))
    return tuple(Dated(day, title) for day, title in named if isinstance(day, date))


def recurring(draft: Draft, documents: Documents) -> tuple[tuple[str, str], ...]:
    """Return what an agreement asks for again and again: its review and its meetings, each with how often."""
    review = (f"Review of {draft.agreement.number}", f"every {draft.agreement.review.every}")
    meetings = [(row.record.title, often(row.record.every)) for row in draft.typed("meetings", Meeting)]
    return (review, *meetings) if documents else ()


def often(every: str) -> str:
    """Return how often in words: ``every month``, ``each submission, and at least once a year``."""
    return every if every.startswith(("each", "every")) else f"every {every}"


def role_sheets(draft: Draft, documents: Documents, duties: Sequence[Obligation]) -> tuple[RoleSheet, ...]:
    """Return each role with who holds it, what it owes and what it gets; a role with nothing of these is left out."""
    writer = Sheets(draft, documents, duties)
    made = (writer.sheet(row.record) for row in draft.typed("roles", Role))
    return tuple(one for one in made if one.people or one.owes or one.gets)


class Sheets:
    """Writes the sheets of one agreement.

    Attributes:
        rows: Rows of matrices by path, each with its document.
    """

    def __init__(self, draft: Draft, documents: Documents, duties: Sequence[Obligation]) -> None:
        self.draft = draft
        self.duties = duties
        self.rows: dict[str, tuple[str, Row]] = {
            row.path: (id_, row) for id_, one in documents.items() for table in tables(one) for row in table.rows
        }
        self.short = {
            party.role: party.entities[0].short or party.entities[0].name for party in draft.agreement.parties
        }

    def sheet(self, role: Role) -> RoleSheet:
        """Return the sheet of one role."""
        side = self.side(role)
        return RoleSheet(
            role.id, role.title, side, tuple(self.people(role)), tuple(self.owes(role)), tuple(self.gets(role))
        )

    def side(self, role: Role) -> str:
        """Return on which side a role stands, in words."""
        words = {Side.EACH: "On each side", Side.JOINT: "A body of the parties together"}
        return words.get(role.side) or next(
            (f"At {name}" for party, name in self.short.items() if str(party) == str(role.side)), ""
        )

    def people(self, role: Role) -> Iterator[str]:
        """Yield who holds a role: name, side, number."""
        for one in self.draft.contacts:
            if one.role == role.id:
                parts = (one.name.removeprefix("?").strip(), self.short.get(one.party, ""), one.phone, one.hours)
                yield ", ".join(part for part in parts if part)

    def owes(self, role: Role) -> Iterator[RolePart]:
        """Yield what a role owes: decisions, meetings, measures, duties whose sentence names it before *shall*."""
        for ladder in self.draft.typed("escalations", Escalation):
            for rung in ladder.record.levels:
                if role.id in rung.roles and rung.by is not None:
                    yield self.part("Agrees a plan", f"escalations/{ladder.record.id}", f"within {rung.by}: ", 1)
        for meeting in self.draft.typed("meetings", Meeting):
            if role.id in (meeting.record.chair, *meeting.record.members):
                does = "Chairs" if role.id == meeting.record.chair else "Takes part"
                yield self.part(does, f"meetings/{meeting.record.id}", "", 0, often(meeting.record.every))
        for measure in self.draft.typed("indicators", Indicator):
            if role.id == measure.record.owner:
                yield self.part("Delivers", f"indicators/{measure.record.id}", "", 1)
        yield from (self.duty(one) for one in self.duties if role.title in one.sentence.partition(" shall ")[0])

    def gets(self, role: Role) -> Iterator[RolePart]:
        """Yield what a role gets: information, calls at once, duties that name it after *shall*."""
        for row in self.draft.typed("stakeholders", Stakeholder):
            if role.id == row.record.role:
                yield self.part("Is told", f"stakeholders/{row.record.id}", "", 1)
        for ladder in self.draft.typed("escalations", Escalation):
            if role.id in ladder.record.also:
                yield self.part("Is told at once", f"escalations/{ladder.record.id}", "", 1)
        for one in self.duties:
            if role.title in one.sentence.partition(" shall ")[2]:
                yield self.duty(one)

    def part(self, kind: str, path: str, before: str, column: int, after: str = "") -> RolePart:
        """Return one part read from a row: the words of the cell *column*."""
        document, row = self.rows.get(path, ("", None))
        words = list(row_words(row)) if row is not None else []
        said = words[column] if len(words) > column else path.rpartition("/")[2]
        if path.startswith("stakeholders/") and row is not None:
            said = "; ".join(words[2:4]) or said
        text = before + said + (f", {after}" if after else "")
        return RolePart(kind, text, path.rpartition("/")[2], document, path if document else "")

    def duty(self, one: Obligation) -> RolePart:
        """Return one part read from a duty."""
        return RolePart("", one.sentence, f"clause {one.number}" if one.number else "", one.document, one.path)


def rules(catalogue: Catalogue, named: Mapping[str, str]) -> Iterator[Rule]:
    """Yield the founding requirements and the rules of the catalogue; chapters as they are *named*, by id."""

    def titles(topics: Iterable[str]) -> str:
        return "; ".join(dict.fromkeys(named.get(topic, topic) for topic in topics))

    for one in catalogue.requirements.values():
        yield Rule(one.id, one.says, "founding requirement", facts=(("Lands in", titles(one.topics)),))
    for rule in catalogue.regulations.values():
        facts = (
            ("Where it stands", rule.locator),
            ("Edition", rule.edition),
            ("Profiles", rule.profiles if isinstance(rule.profiles, str) else ", ".join(rule.profiles)),
            ("Chapters", titles(rule.topics)),
            ("Locator", READ.get(rule.verification, rule.verification)),
        )
        yield Rule(rule.id, rule.says, rule.binding, rule.region, facts)


__all__ = ["dates", "recurring", "role_sheets", "rules", "values_said"]
