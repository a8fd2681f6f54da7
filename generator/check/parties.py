"""People and places that the agreement names: each exists, so that no signature and no site is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.check.particulars import one_of
from generator.diagnostic import Diagnostic, Span, is_misspelt, kind, nearest
from generator.document.blocks import Document
from generator.model.authored import Authored
from generator.model.choices import PartyRole, Side
from generator.model.countries import country_hint
from generator.model.draft import Draft
from generator.model.governance import Analytics
from generator.model.matrices import Escalation, Form, Indicator, Meeting, Stakeholder, Urgent
from generator.model.party import Contact, Party
from generator.model.rows import Country, DocumentRow, Role

UNKNOWN_CONTACT = kind(
    "unknown-contact",
    "A signatory or deputy is nobody in contacts.yaml.",
    matters="The signature page would lack a signature, or a night call would find nobody.",
    cure="Add the person to contacts.yaml, or correct the id.",
)
UNKNOWN_ROLE = kind(
    "unknown-role",
    "A row names a role that no roles.yaml has.",
    matters="The matrix would print an id where people look for a role.",
    cure="Correct the id, or add the role to roles.yaml.",
)
UNKNOWN_PLACE = kind(
    "unknown-place",
    "A product or contact names a site, or a site or entity names a calendar or country, that does not exist.",
    matters="The annex would print an id in place of a name.",
    cure="Correct the id, or add what it names.",
)


def unknown_people(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report signatories, deputies and roles that nobody has described."""
    people = {contact.id for contact in draft.contacts}
    wanted: dict[str, list[tuple[Span, str]]] = {}
    for id_ in draft.agreement.signatories:
        wanted.setdefault(id_, []).append((draft.agreement.place_of("signatories", id_), "is to sign"))
    for contact in draft.contacts:
        if contact.deputy:
            wanted.setdefault(contact.deputy, []).append((contact.place("deputy"), "is to stand in"))
    for id_, ((span, what), *more) in wanted.items():
        if id_ not in people:
            message = f'no contact has the id "{id_}", which {what}'
            yield UNKNOWN_CONTACT.at(span, message, hint=meant_contact(id_, people), seen=tuple(more))
    yield from unknown_roles(draft)


def meant_contact(id_: str, people: Collection[str]) -> str:
    """Return who was meant by *id_*: never somebody of another party, who would sign in a wrong name; else the row that
    is to be written.
    """
    side = id_.partition("-")[0]
    other = {role for role in PartyRole if role != side} if side in set(PartyRole) else set()
    own = [one for one in people if one.partition("-")[0] not in other]
    write = f"write the contact into contacts.yaml, {{id: {id_}, role: .., party: .., name: ..}}, or name another"
    near = nearest(id_, own)
    return near if is_misspelt(id_, own) else f"{near} Or {write}".strip() if near else write


def unknown_roles(draft: Draft) -> Iterator[Diagnostic]:
    """Report ids of roles that do not exist."""
    known = {row.record.id: row.record for row in draft.typed("roles", Role)}
    for record, field, ids in (*role_fields(draft), *approvers(draft)):
        row = getattr(record, "id", "")
        for id_ in ids:
            if id_ not in known:
                message = f'there is no role "{id_}"' + (f", which the row {row} names" if row else "")
                yield UNKNOWN_ROLE.at(record.place_of(field, id_), message, hint=meant_role(id_, record, known))


def meant_role(id_: str, record: Authored, known: Mapping[str, Role]) -> str:
    """Return which role was meant by *id_*: the one that is spelt alike; else all that the side of *record* has."""
    if is_misspelt(id_, known):
        return nearest(id_, known)
    side = side_named(record)
    listed = [one for one, role in known.items() if side in ("", role.side) or role.side in COMMON]
    near = nearest(id_, listed)
    there = f"the roles are {', '.join(listed)}; write one of these, or" if listed else "write the id of a role, or"
    own = f"{there} add it to roles.yaml beside the agreement: {{id: {id_}, title: .., side: ..}}"
    return f"{near} Or else: {own}" if near else own


COMMON = (Side.EACH, Side.JOINT, Side.NONE)
"""Sides of roles that belong to no party alone."""


def side_named(record: Authored) -> str:
    """Return the side that *record* names; empty when it names none."""
    match record:
        case Contact(party=side) | Stakeholder(side=side) | Party(role=side):
            return side
        case _:
            return ""


def approvers(draft: Draft) -> Iterator[RoleField]:
    """Yield who may agree to each fallback and walk-away of the clauses that are in."""
    for chosen in draft.clauses:
        table = chosen.source.clause.positions
        for position in (table.fallback, table.walk_away) if table else ():
            if position:
                yield position, "approver", (position.approver,)


RoleField = tuple[Authored, str, tuple[str, ...]]


def role_fields(draft: Draft) -> Iterator[RoleField]:
    """Yield every field that names roles: the record, the field, the ids."""
    yield from ((row.record, "role", (row.record.role,)) for row in draft.typed("stakeholders", Stakeholder))
    yield from ((row.record, "chair", (row.record.chair,)) for row in draft.typed("meetings", Meeting))
    yield from ((row.record, "members", row.record.members) for row in draft.typed("meetings", Meeting))
    yield from ((row.record, "owner", (row.record.owner,)) for row in draft.typed("indicators", Indicator))
    yield from ((contact, "role", (contact.role,)) for contact in draft.contacts)
    yield from (
        (row.record, "reaction-owner", (row.record.reaction_owner,)) for row in draft.typed("analytics", Analytics)
    )
    yield from ((party, "owner", (party.owner,)) for party in draft.agreement.parties if party.owner)
    yield from ((row.record, "signers", row.record.signers) for row in draft.typed("documents", DocumentRow))
    yield from ((row.record, "first", row.record.first) for row in draft.typed("urgent", Urgent))
    yield from ((row.record, "also", row.record.also) for row in draft.typed("urgent", Urgent))
    yield from ((row.record, "through", row.record.through) for row in draft.typed("roles", Role))
    yield from ((row.record, "reaches", row.record.reaches) for row in draft.typed("forms", Form))
    for row in draft.typed("escalations", Escalation):
        yield row.record, "also", row.record.also
        yield row.record, "levels", tuple(id_ for rung in row.record.levels for id_ in rung.roles)


def unknown_places(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report sites, calendars and countries that do not exist."""
    countries = {row.record.id: row.record.title for row in draft.typed("countries", Country)}
    known: dict[str, Collection[str]] = {
        "site": {site.id for site in draft.agreement.sites},
        "calendar": draft.catalogue.calendars,
        "country": countries,
    }
    for record, field, what, id_ in place_fields(draft):
        if id_ not in known[what]:
            hint = country_hint(id_, countries) if what == "country" else among(id_, sorted(known[what]))
            yield UNKNOWN_PLACE.at(record.place_of(field, id_), f'there is no {what} "{id_}"', hint=hint)


def among(id_: str, known: list[str]) -> str:
    """Return the hint about an id: the nearest one, and all that there are, since a near one may be another place."""
    near, listed = one_of(id_, known), f"There are {', '.join(known)}"
    return f"{near} {listed}" if near.startswith("did you mean") and 1 < len(known) <= 6 else near


def place_fields(draft: Draft) -> Iterator[tuple[Authored, str, str, str]]:
    """Yield every field that names a place: the record, the field, which kind of place, the id."""
    for product in draft.agreement.products:
        yield from ((product, "sites", "site", id_) for id_ in product.sites)
    yield from ((contact, "site", "site", contact.site) for contact in draft.contacts if contact.site)
    yield from ((site, "calendar", "calendar", site.calendar) for site in draft.agreement.sites if site.calendar)
    for party in draft.agreement.parties:
        for entity in (*party.entities, *party.affiliates):
            if not entity.country.startswith("?"):
                yield entity, "country", "country", entity.country
