"""The urgent page: what has happened, what to do by when, whom to call, who decides; every word from the agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.compose.link import printed_quantity
from generator.compose.obligation_register import place_of, suffix
from generator.compose.phrases import phrase_text
from generator.compose.report import plain_text, report
from generator.compose.tables import cell, party_word
from generator.compose.text import Running, plain_line, prose_line
from generator.compose.traceability import linkers_of
from generator.document.blocks import Block, Column, Document, Lead, Paragraph, Row, Table
from generator.document.registers import Obligation
from generator.document.reports import URGENT, URGENT_EVENTS, URGENT_FIRST, URGENT_GLANCE, URGENT_PEOPLE
from generator.document.walk import plain
from generator.model.choices import PartyRole
from generator.model.clock import counted
from generator.model.draft import Draft, in_front
from generator.model.matrices import Escalation, Fallback, Form, Rung, Urgent
from generator.model.party import Contact, Party
from generator.model.rows import Event, Role
from generator.prose import Definition, Text

GLANCE_COLUMNS = (
    Column("event", "What has happened", 4.2),
    Column("call", "Call first", 4.2),
    Column("within", "Within", 5.0),
    Column("decides", "Who agrees a plan", 3.2),
)
EVENT_COLUMNS = (
    Column("event", "What has happened", 2.2),
    Column("do", "What to do, and by when", 6.9),
    Column("call", "Call", 3.7),
    Column("decides", "Who agrees a plan", 2.7),
)
PEOPLE_COLUMNS = (
    Column("level", "When", 1.4, wraps=False),
    Column("role", "Role", 3.8),
    Column("name", "Name", 3.0),
    Column("phone", "Telephone", 2.6, wraps=False),
    Column("hours", "Answers", 2.0),
    Column("deputy", "If nobody answers", 3.6),
)

NEAREST = 2
"""So many levels of a ladder are named: nobody calls further up in one night, and the ladder itself is named."""


def urgent_page(draft: Draft, documents: Mapping[str, Document], duties: Sequence[Obligation]) -> Document:
    """Return the urgent page of an agreement; without an event that prints it has the people only."""
    writer = Writer(draft, documents, {duty.id: duty for duty in reversed(duties)})
    happened = [urgent.record for urgent in draft.typed("urgent", Urgent) if writer.printing(urgent.record)]
    events = [writer.event(one) for one in happened]
    people = list(writer.people())
    parts: list[tuple[str, str, Sequence[Block]]] = []
    if events:
        describes = "Events, whom to call first, within which time, who decides."
        glance = tuple(map(writer.glance, happened))
        table = Table(URGENT_GLANCE, URGENT_GLANCE, "", GLANCE_COLUMNS, glance, describes=describes)
        parts.append(("urgent/glance", "At a glance", [table, *writer.fallbacks()]))
    if people:
        describes = "Whom to call, level by level."
        table = Table(URGENT_PEOPLE, URGENT_PEOPLE, "", PEOPLE_COLUMNS, tuple(people), describes=describes)
        parts.append(("urgent/people", "Whom to call next", [table]))
    if events:
        describes = "Events, what to do by when, whom to call, who decides."
        table = Table(URGENT_EVENTS, URGENT_EVENTS, "", EVENT_COLUMNS, tuple(events), describes=describes)
        parts.append(("urgent/events", "What has happened?", [table]))
    return report(documents, URGENT, [plain_text(lead(draft))], parts)


def lead(draft: Draft) -> str:
    """Return the line under the title."""
    return f"{draft.agreement.title} ({draft.agreement.number}). Make it safe first, then call."


class Writer:
    """Writes the urgent page of one agreement.

    Attributes:
        duties: By id.
        events: Titles of what starts a clock.
        roles: By id.
        people: Contacts by role, in the order of contacts.yaml.
    """

    def __init__(self, draft: Draft, documents: Mapping[str, Document], duties: Mapping[str, Obligation]) -> None:
        self.draft = draft
        self.duties = duties
        self.documents = documents
        self.events = {row.record.id: row.record.title for row in draft.typed("events", Event)}
        self.roles = {row.record.id: row.record for row in draft.typed("roles", Role)}
        self.ladders = {row.record.id: row.record for row in draft.typed("escalations", Escalation)}
        self.clause = phrase_text(draft, "reference-clause")
        self.forms = {row.record.id: row.record.title for row in draft.typed("forms", Form)}
        self.contacts = {contact.id: contact for contact in draft.contacts}
        self.short = {
            party.role: party.entities[0].short or party.entities[0].name for party in draft.agreement.parties
        }

    def printing(self, urgent: Urgent) -> list[Obligation]:
        """Return the duties of an event that this agreement has; an event without any does not print."""
        return [self.duties[id_] for id_ in urgent.duties if id_ in self.duties]

    def event(self, urgent: Urgent) -> Row:
        """Return the row of an event step by step."""
        duties = self.printing(urgent)
        path = f"{URGENT_EVENTS}/{urgent.id}"
        ladder = self.ladders.get(urgent.ladder or "")
        form = self.forms.get(urgent.form or "", "")
        return Row(
            path,
            (
                cell(f"{path}/event", [(Definition(urgent.title),), plain_text(urgent.signs)]),
                cell(f"{path}/do", [*map(self.duty, duties), plain_text(f"Form: {form}." if form else "")]),
                cell(
                    f"{path}/call",
                    list(self.calls(duties, (*urgent.also, *(ladder.also if ladder else ())), urgent.first)),
                ),
                cell(f"{path}/decides", list(self.decides(ladder)) if ladder else ()),
            ),
        )

    def glance(self, urgent: Urgent) -> Row:
        """Return the row of an event in few words: the first call, each time limit with its clauses, who decides."""
        duties = self.printing(urgent)
        path = f"{URGENT_GLANCE}/{urgent.id}"
        ladder = self.ladders.get(urgent.ladder or "")
        first = next(iter(self.rungs(ladder)), None) if ladder else None
        limits: dict[str, list[Running]] = {}
        for duty in duties:
            if duty.limit:
                limits.setdefault(self.limit(duty), []).append(self.place(duty))
        return Row(
            path,
            (
                cell(f"{path}/event", [(Definition(urgent.title),)]),
                cell(f"{path}/call", list(self.calls(duties, (), urgent.first))),
                cell(f"{path}/within", [within(limit, places) for limit, places in limits.items()]),
                cell(f"{path}/decides", [plain_text(first)] if first else ()),
            ),
        )

    def duty(self, duty: Obligation) -> Running:
        """Return a duty: its limit and the start of its clock in bold, its words, its clause."""
        before = (Definition(self.limit(duty)), Text(": ")) if duty.limit else ()
        place = self.place(duty)
        others = [party_word(self.draft, str(one.role)) for one in self.shared(duty)]
        also = f"; also {' and '.join(others)}" if others else ""
        return (*before, Text(duty.sentence), *((Text(" ("), *place, Text(f"{also})")) if place else ()))

    def shared(self, duty: Obligation) -> list[Party]:
        """Return the further parties that have a *duty* of the acceptor too, since its chapter binds them as well."""
        return [party for party in self.draft.agreement.parties if f"{duty.id}/{party.role}" in self.duties]

    def limit(self, duty: Obligation) -> str:
        """Return the time limit of a duty and what starts its clock: ``4 hours from discovery``."""
        start = counted(self.events.get(duty.starts, ""), ahead=duty.ahead)
        return f"{duty.limit} {start}" if start else duty.limit

    def place(self, duty: Obligation) -> Running:
        """Return the number of the clause of a duty, leading there."""
        where = suffix(self.documents[duty.document])
        number = f"{where or self.clause}\u00a0{duty.number}"
        return place_of(duty.path, number) if duty.number else ()

    def calls(self, duties: Sequence[Obligation], roles: Iterable[str], first: Iterable[str] = ()) -> Iterator[Running]:
        """Yield each number to call with whose it is: the roles of *first* with who stands in for them and
        answers when an emergency contact does, or else those whom the duties tell; then *roles*, who are told besides.
        """
        acting = {duty.party for duty in duties}
        nightly = self.draft.called_first()
        told = [one for one in nightly if "each" in acting or acting != {str(one.party)}]
        told = [one for one in told if self.concerns(one.party, duties)]
        early = in_front(one for role in first for one in self.holders(role))
        told = [one for one in map(self.stand_in, early) if one] or [one for one in told if one not in early]
        also = [one for role in roles for one in self.holders(role) if one not in (*early, *told)]
        yield from (self.call(contact) for contact in early)
        yield from (self.call(contact, then=bool(early), named=contact not in nightly) for contact in told)
        yield from (self.call(contact, then=True) for contact in also)

    def concerns(self, party: PartyRole | None, duties: Iterable[Obligation]) -> bool:
        """Tell whether *duties* concern a party: giver and acceptor always; a third or fourth if one names it or binds
        each of them.
        """
        if party in (None, PartyRole.GIVER, PartyRole.ACCEPTOR):
            return True
        name = party_word(self.draft, str(party))
        return any(duty.party == "each" or name in duty.sentence for duty in duties)

    def stand_in(self, contact: Contact) -> Contact | None:
        """Return the deputy of a contact who answers at the hours of an emergency contact, if there is one."""
        deputy = self.contacts.get(contact.deputy or "")
        hours = {one.hours for one in self.draft.called_first()}
        return deputy if deputy and deputy.hours in hours else None

    def holders(self, role: str) -> list[Contact]:
        """Return who holds a role, on any side."""
        return [contact for contact in self.draft.contacts if contact.role == role]

    def call(self, contact: Contact, *, then: bool = False, named: bool = True) -> Running:
        """Return a number in bold and whose it is, *named* with its role: ``+353 20 910 0199 Aurelia``."""
        role = self.title(contact.role) if named else ""
        whose = ", ".join(part for part in (self.short.get(contact.party, ""), role, contact.hours) if part)
        phone = contact.known_phone or "no number yet"
        return (*plain_text("then " if then else ""), Definition(on_one_line(phone)), Text(f" {whose}"))

    def title(self, role: str) -> str:
        """Return how a role prints."""
        return self.roles[role].title if role in self.roles else role

    def decides(self, ladder: Escalation) -> Iterator[Running]:
        """Yield who decides, from the level that is told at once, each with its time for an agreed plan."""
        rungs = self.rungs(ladder)
        above = [f"{ladder.id}, next level"] if len(rungs) > NEAREST else []
        yield plain_text("; then ".join([*rungs[:NEAREST], *above]))

    def rungs(self, ladder: Escalation) -> list[str]:
        """Return who decides at each level, the one that is told at once first."""
        rungs = [rung for rung in ladder.levels if rung.by is not None]
        rungs.sort(key=lambda rung: (rung.level != ladder.starts_at, rung.level))
        late = " after the due date" if ladder.counted_from == "due date" else ""
        return [f"{self.rung(rung)}{late}" for rung in rungs]

    def rung(self, rung: Rung) -> str:
        """Return who decides at one level, and by when: ``Head of Quality within 24 hours``."""
        by = printed_quantity(self.draft, rung.by) if rung.by else ""
        return f"{', '.join(map(self.title, rung.roles))} within {by}"

    def fallbacks(self) -> Iterator[Paragraph]:
        """Yield what to do when nobody answers, from the contingency plan."""
        linkers = linkers_of(self.draft, self.documents)
        linker = next(iter(linkers.values()))
        for row in self.draft.typed("contingency", Fallback):
            if row.record.urgent:
                when, action = (plain(linker.line(prose_line(text))) for text in (row.record.when, row.record.action))
                yield Paragraph(f"urgent/{row.record.id}", (Definition(f"{when}:"), Text(f" {action}")), lead=Lead.NOTE)

    def people(self) -> Iterator[Row]:
        """Yield who answers first, then who answers level by level."""
        yield from (self.person(URGENT_FIRST, contact) for contact in self.draft.called_first())
        for level in sorted({role.level for role in self.roles.values() if role.level is not None}):
            holders = in_front(one for one in self.draft.contacts if self.level_of(one) == level)
            yield from (self.person(f"Level\u00a0{level}", contact) for contact in holders)
            yield from (
                self.body(f"Level\u00a0{level}", role)
                for role in self.roles.values()
                if role.level == level and role.through
            )

    def body(self, level: str, role: Role) -> Row:
        """Return the row of a joint body, which has no number: whom to call for it."""
        path = f"{URGENT_PEOPLE}/{role.id}"
        called = " and ".join(map(self.title, role.through))
        texts = {"level": level, "role": role.title, "name": f"through {called} on each side"}
        cells = (cell(f"{path}/{column.id}", plain_text(texts.get(column.id, ""))) for column in PEOPLE_COLUMNS)
        return Row(path, tuple(cells))

    def level_of(self, contact: Contact) -> int | None:
        """Return the level at which a contact decides."""
        return self.roles[contact.role].level if contact.role in self.roles else None

    def person(self, level: str, contact: Contact) -> Row:
        """Return the row of one contact, with the deputy's number."""
        path = f"{URGENT_PEOPLE}/{contact.id}"
        deputy = self.contacts.get(contact.deputy or "")
        stands_in = deputy.answers_at(on_one_line) if deputy else ""
        side = self.short.get(contact.party, "") or party_word(self.draft, str(contact.party))
        texts = (level, f"{side}, {self.title(contact.role)}", contact.name, contact.phone, contact.hours, stands_in)
        return Row(
            path,
            tuple(
                cell(f"{path}/{column.id}", plain_line(text))
                for column, text in zip(PEOPLE_COLUMNS, texts, strict=True)
            ),
        )


def within(limit: str, places: Sequence[Running]) -> Running:
    """Return a time limit with the clauses that set it: ``4 hours from discovery (clause 23.6, clause 23.4)``."""
    known = list(dict.fromkeys(place for place in places if place))
    between = [part for place in known for part in (Text(", "), *place)][1:]
    return (Definition(limit), *((Text(" ("), *between, Text(")")) if between else ()))


def on_one_line(phone: str) -> str:
    """Return a telephone number that no line end parts."""
    return phone.replace(" ", "\u00a0")
