"""The sides of an agreement: two to four parties, each with a name and a part of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostic import Diagnostic, Severity, kind, nearest
from generator.document.blocks import Document
from generator.model.authored import Authored
from generator.model.choices import PartyRole
from generator.model.draft import Draft
from generator.model.matrices import Responsibility, Stakeholder
from generator.model.party import Party
from generator.prose import Use, parse_line

PARTY_ROLES = kind(
    "party-roles",
    "The parties of an agreement lack a giver or an acceptor, two have one role, or a fourth stands without a third.",
    matters="A duty of that role would bind nobody, or nobody could tell which of two.",
    cure="Give each party a role of its own: giver, acceptor, then third, then fourth.",
)
ABSENT_PARTY = kind(
    "absent-party",
    "A row, site or contact names a party that the agreement does not have.",
    matters="The matrix has no column for it: the code, the site or the person would print nowhere.",
    cure="Add the party to agreement.yaml, or give the row to one that is there.",
)
UNNAMED_PARTY = kind(
    "unnamed-party",
    "A party has no term of its own, or the definition of Party leaves it out.",
    matters="No clause could bind it by name, and what binds each Party would not bind this one.",
    cure="Define a term with `role: third` in terms.yaml of the agreement, and name it in the definition of Party.",
)
IDLE_PARTY = kind(
    "idle-party",
    "A party does nothing in the responsibility matrix.",
    matters="Its column is empty; whoever looks for its part finds none and thinks that another has it.",
    cure="Give it a code in the rows that are its part, or take it out of the parties.",
    severity=Severity.WARNING,
)
UNTOLD_PARTY = kind(
    "untold-party",
    "A further party has no row of its own in the stakeholder matrix.",
    matters="The plan says of that party only what each party is told, and not who of it is told what, when and how.",
    cure="Write rows for its roles into stakeholders.yaml beside the agreement.",
    severity=Severity.WARNING,
)

UNKNOWN_CHAPTER = kind(
    "unknown-chapter",
    "A party is bound by a chapter that the agreement does not have, or a side is that is bound by all of them anyway.",
    matters="The duties that you meant to give it would bind nobody.",
    cure="Name chapters that print, by their id in chapters.yaml, and only for a third or fourth party.",
)

EVERYBODY = "party"
"""Id of the term that means each of the parties."""
SIDED = (
    ("stakeholders", "side"),
    ("permissions", "side"),
    ("platforms", "owner"),
    ("master-data", "owner"),
    ("interfaces", "owner"),
)
"""Tables of the plan and of the data-governance annex whose rows belong to a party, and the field that says whose."""
FIRST_TWO = (PartyRole.GIVER, PartyRole.ACCEPTOR)


def party_roles(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report roles that are missing, stand twice or leave a gap."""
    parties = draft.agreement.parties
    roles = [party.role for party in parties]
    for place, party in enumerate(parties):
        if party.role in roles[:place]:
            first = parties[roles.index(party.role)]
            yield PARTY_ROLES.at(
                party.place("role"),
                f'two parties have the role "{party.role}"',
                hint=free_role(roles),
                seen=((first.place("role"), "the other"),),
            )
    missing = next((role for role in (*PartyRole,)[: max(2, len(roles))] if role not in roles), None)
    if missing and len(set(roles)) == len(roles):
        yield PARTY_ROLES.at(
            draft.agreement.place("parties"),
            f"no party is the {missing}",
            hint=f"- {{role: {missing}, entities: [..]}}",
        )


def free_role(roles: list[PartyRole]) -> str:
    """Return the next role that no party has."""
    return next((f"role: {role}" for role in PartyRole if role not in roles), "")


def absent_parties(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report rows, sites and contacts of a party that is not there."""
    known = {str(party.role) for party in draft.agreement.parties}
    for record, field, name in party_fields(draft):
        if name not in known:
            id_ = getattr(record, "id", "")
            message = f'{id_} names the party "{name}", which is not there'
            hint = nearest(name, known) or f"one of: {', '.join(sorted(known))}"
            yield ABSENT_PARTY.at(record.place(field), message, hint=hint)


def party_fields(draft: Draft) -> Iterator[tuple[Authored, str, str]]:
    """Yield every field that names a party: the record, the field, the role."""
    yield from ((site, "party", str(site.party)) for site in draft.agreement.sites)
    yield from ((contact, "party", str(contact.party)) for contact in draft.contacts)
    for row in draft.typed("responsibilities", Responsibility):
        yield from ((row.record, str(role), str(role)) for role in row.record.written)
    yield from ((vendor, "chosen-by", str(vendor.chosen_by)) for vendor in draft.agreement.vendors)
    for name, field in SIDED:
        sided = ((row.record, str(getattr(row.record, field))) for row in draft.rows[name])
        yield from ((record, field, side) for record, side in sided if side in map(str, PartyRole))


def unnamed_parties(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report parties without a term, and those that the definition of Party does not name."""
    terms = {shown.term.role: id_ for id_, shown in draft.terms.items() if shown.term.role}
    everybody = draft.terms.get(EVERYBODY)
    named = named_in(draft, everybody.term.definition) if everybody else frozenset()
    for party in draft.agreement.parties:
        term = terms.get(party.role)
        if term is None:
            yield UNNAMED_PARTY.at(party.place("role"), f"no term has the role {party.role}", hint=term_hint(party))
        elif everybody and term not in named:
            yield UNNAMED_PARTY.at(
                everybody.term.place("definition"),
                f'"{everybody.title}" does not name the [{draft.terms[term].term.term}]',
                hint=f"add [{draft.terms[term].term.term}] to the definition",
                seen=((party.place("role"), "the party"),),
            )


def named_in(draft: Draft, text: str) -> frozenset[str]:
    """Return the ids of the terms that *text* uses."""
    return frozenset(draft.forms.get(one.form, "") for one in parse_line(text)[0] if isinstance(one, Use))


def term_hint(party: Party) -> str:
    """Return the row of terms.yaml that a party lacks."""
    name = party.printed_as or "Laboratory"
    return f"terms.yaml: {{id: .., term: {name}, role: {party.role}, definition: ..}}"


def unknown_chapters(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report chapters in ``bound-by`` that do not print, and those of a party that needs none."""
    printed = [section.path for document in documents.values() for section in document.chapters]
    for party in draft.agreement.parties:
        for id_ in party.bound_by:
            if id_ not in printed:
                message = f'there is no chapter "{id_}" in this agreement'
                yield UNKNOWN_CHAPTER.at(party.place_of("bound-by", id_), message, hint=nearest(id_, printed))
        if party.bound_by and party.role in FIRST_TWO:
            message = f"the {party.role} is bound by every clause that names it"
            yield UNKNOWN_CHAPTER.at(party.place("bound-by"), message, hint="take bound-by out")


def idle_parties(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report parties that no row of the responsibility matrix makes do or answer for anything."""
    rows = [row.record.written for row in draft.typed("responsibilities", Responsibility)]
    working = {role for codes in rows for role, code in codes.items() if code.responsible or code.accountable}
    for party in draft.agreement.parties:
        if working and party.role not in working and party.role not in FIRST_TWO:
            yield IDLE_PARTY.at(
                party.place("role"),
                f"the party {party.role} does nothing in the responsibility matrix",
                hint=f"responsibilities.yaml: {{id: .., {party.role}: R/A}}",
            )


def untold_parties(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report further parties that have no row of their own in the stakeholder matrix."""
    sides = {str(row.record.side) for row in draft.typed("stakeholders", Stakeholder)}
    for party in draft.agreement.parties:
        if sides and party.role not in FIRST_TWO and party.role not in sides:
            row = f"{{id: .., role: .., side: {party.role}, information: .., timing: .., channel: .., layers: [..]}}"
            yield UNTOLD_PARTY.at(
                party.place("role"),
                f"no row of the stakeholder matrix is of the party {party.role}",
                hint=f"write {row}",
            )
