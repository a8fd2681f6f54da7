"""People: whoever a table calls for is named, can be reached, has a deputy, and is not asked to check themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from generator.check.parties import role_fields
from generator.diagnostic import Diagnostic, Severity, Span, closest, kind
from generator.document.blocks import Document
from generator.model.choices import PartyRole, Side
from generator.model.draft import Draft
from generator.model.matrices import Escalation, Form, Responsibility, Stakeholder, Urgent
from generator.model.party import Contact, Party
from generator.model.rows import DocumentRow, Role

UNSTAFFED_ROLE = kind(
    "unstaffed-role",
    "A table calls for a role, and contacts.yaml names nobody who holds it on that side.",
    matters="At night the ladder would lead to a role without a name and a number.",
    cure="Add a row to contacts.yaml with that role and side. If the name is not known yet, begin it with a question "
    "mark.",
    severity=Severity.WARNING,
)
NO_DEPUTY = kind(
    "no-deputy",
    "A contact that the ladder or the stakeholder matrix calls for has no deputy.",
    matters="Holidays and illness do not stop a clock; with no deputy the notice waits in an empty office.",
    cure="Add `deputy:` with the id of another contact of the same side.",
    severity=Severity.WARNING,
)
UNREACHABLE = kind(
    "unreachable-contact",
    "A contact of the escalation ladder, or one to be called first, has no telephone number; or one of these or of the "
    "stakeholder matrix has no e-mail address.",
    matters="Escalation in hours needs a voice; a mail that nobody reads starts no plan. What is told in writing needs "
    "an address.",
    cure='Add `phone:` with the number, country code first, between quotes: "+49 40 1234"; add `email:` with the '
    "address. If one is not known yet, begin it with a question mark.",
    severity=Severity.WARNING,
)
NATIONAL_NUMBER = kind(
    "number-without-country",
    "A telephone number has no code of a country.",
    matters="Whoever calls from another country at night hears that the number does not exist.",
    cure='Write the number as it is dialled from abroad, between quotes: "+49 40 1234".',
    severity=Severity.WARNING,
)
SAME_PERSON = kind(
    "same-person",
    "One person stands where two are needed: as its own deputy, or on two levels of the escalation ladder.",
    matters="An issue that goes up one level would come back to the person who could not settle it.",
    cure="Name another person for one of the two.",
    severity=Severity.WARNING,
)
DEPUTY_BELOW = kind(
    "deputy-below",
    "The deputy of a level of the escalation ladder decides on a lower level.",
    matters="While the person is away, an issue that goes up comes back to somebody who could not settle it.",
    cure="Name a deputy of the same rank or from outside the ladder; accept the finding with a reason where there is "
    "nobody else.",
    severity=Severity.WARNING,
)
WRONG_SIDE = kind(
    "wrong-side",
    "A contact or stakeholder belongs to one party and has a role, a site or a deputy of the other.",
    matters="Notices would go to the wrong company.",
    cure="Correct the side, or name the role, site or deputy of the contact's own company.",
)
MISSING_SIGNATORY = kind(
    "missing-signatory",
    "A party has nobody who signs the agreement, or nobody in a role that must sign one of its documents.",
    matters="The signature page would have a side without a line, and the document would bind nobody there.",
    cure="Add the id of a contact of that party to `signatories` in agreement.yaml.",
)

UNSIGNED_WORK = kind(
    "unsigned-work",
    "A party has work for which a person in a certain role signs too, and that person is not among the signatories.",
    matters="The clause on signatures asks for that signature; an inspector would find the agreement signed by halves.",
    cure="Add the id of that contact to `signatories` in agreement.yaml, or give the work to the other party.",
    severity=Severity.WARNING,
)

SIDES = {**{Side(role): (role,) for role in PartyRole}, Side.EACH: tuple(PartyRole)}
"""On which sides a role has a holder; a joint body has members instead."""


def unstaffed_roles(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report roles that rows call for and nobody holds; silent while an id in contacts.yaml leads nowhere."""
    if dangling(draft):
        return
    held = {(contact.role, contact.party) for contact in draft.contacts}
    astray = {(role.id, str(row.side)) for row, role in told_on_wrong_side(draft)}
    for (id_, side), (place, row) in called_for(draft).items():
        if (id_, side) not in held and (id_, str(side)) not in astray and not misspelt(draft, id_, side):
            yield UNSTAFFED_ROLE.at(
                people_file(draft),
                f'nobody holds the role "{id_}" on the side of the {side}',
                hint=f"- {{id: {side}-{id_}, role: {id_}, party: {side}, name: ...}}",
                seen=((place, f"{row} calls for it"),),
            )


def misspelt(draft: Draft, role: str, side: PartyRole) -> bool:
    """Tell whether a contact of *side* has a role that is not known and may be *role*: that is reported there."""
    known = [row.record.id for row in draft.typed("roles", Role)]
    unknown = (one.role for one in draft.contacts if one.party is side and one.role not in known)
    return any(closest(one, known) == role for one in unknown)


def people_file(draft: Draft) -> Span:
    """Return the top of contacts.yaml."""
    return Span(f"agreements/{draft.agreement.id}/contacts.yaml", 1, 1)


def dangling(draft: Draft) -> bool:
    """Tell whether a signatory or deputy is nobody: the missing person may be the holder that a row calls for."""
    people = {contact.id for contact in draft.contacts}
    named = {*draft.agreement.signatories, *(contact.deputy for contact in draft.contacts if contact.deputy)}
    return not named <= people


def called_for(draft: Draft) -> dict[tuple[str, PartyRole], tuple[Span, str]]:
    """Return each role and side that rows call for, with the first row that does."""
    roles = {row.record.id: row.record for row in draft.typed("roles", Role)}
    sides = {party.role for party in draft.agreement.parties}
    wanted: dict[tuple[str, PartyRole], tuple[Span, str]] = {}
    for record, field, ids in role_fields(draft):
        if isinstance(record, Contact | DocumentRow | Form | Urgent):
            continue
        for id_ in ids:
            for side in sorted(sides & {*sides_of(roles.get(id_), record)}):
                wanted.setdefault((id_, side), (record.place(field), str(getattr(record, "id", field))))
    return wanted


def sides_of(role: Role | None, record: object) -> tuple[PartyRole, ...]:
    """Return on which sides *record* calls for *role*: a stakeholder row says so itself."""
    if role is None:
        return ()
    if isinstance(record, Stakeholder) and record.side in SIDES:
        return SIDES[record.side]
    return SIDES.get(role.side, ())


def on_call(draft: Draft) -> frozenset[str]:
    """Return the roles of ladders and those that are called first."""
    ladder = {
        id_
        for row in draft.typed("escalations", Escalation)
        for id_ in (*row.record.also, *(role for rung in row.record.levels for role in rung.roles))
    }
    return frozenset(ladder | {row.record.id for row in draft.typed("roles", Role) if row.record.first_call})


LONGEST_SHORT = 3
"""Figures of an emergency number such as 112, which has no code."""


def contacts_at_hand(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report contacts of ladder and stakeholder matrix without deputy or address, and those of the ladder without a
    number.
    """
    calls = on_call(draft)
    told = {row.record.role for row in draft.typed("stakeholders", Stakeholder)}
    for contact in draft.contacts:
        if contact.role in calls | told and not contact.deputy:
            yield NO_DEPUTY.at(
                contact.span, f"{contact.id} has no deputy", hint="deputy: the id of another contact of this side"
            )
        if contact.name.startswith("?"):
            continue
        lacking = {}
        if contact.role in calls and not contact.phone:
            lacking['phone: "+49 40 .."'] = "telephone number"
        if contact.role in calls | told and not contact.email:
            lacking["email: name@company.."] = "e-mail address"
        if lacking:
            message = f"{contact.id} has no {' and no '.join(lacking.values())}"
            hint = f'write {" and ".join(lacking)} into the row, or "? to be named" in its place'
            yield UNREACHABLE.at(contact.span, message, hint=hint)


def national_numbers(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report telephone numbers that cannot be called from another country; a short one is an emergency number."""
    for contact in draft.contacts:
        number = contact.phone
        if sum(sign.isdecimal() for sign in number) > LONGEST_SHORT and not number.startswith(("+", "?")):
            message = f'"{number}" of {contact.id} has no code of a country'
            others = [one.phone for one in draft.contacts if one.party is contact.party and one.phone.startswith("+")]
            hint = f"write it as from abroad: {abroad(number, others)}"
            yield NATIONAL_NUMBER.at(contact.place("phone"), message, hint=hint)


def abroad(number: str, others: Sequence[str]) -> str:
    """Return how *number* is written with the code of the country that the *others* of its party have."""
    if not others:
        return '"+49 40 1234", without the first 0 in most countries'
    code, rest = others[0].split()[0], number.removeprefix("0")
    without = ", where the first 0 falls away" if rest != number else ""
    return f'"{code} {rest}"{without}, if it is in the country of the others of this party'


def same_people(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report deputies who are the person itself, and persons on two levels of the ladder."""
    by_id = {contact.id: contact for contact in draft.contacts}
    for contact in draft.contacts:
        deputy = by_id.get(contact.deputy or "")
        if deputy and same_person(contact, deputy):
            yield SAME_PERSON.at(
                contact.place("deputy"),
                f"{contact.id} is named as its own deputy",
                hint="name another contact of this side",
            )
    yield from same_on_two_levels(draft)


def deputies_below(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report deputies of a level of the escalation ladder who decide on a lower one themselves."""
    level = {row.record.id: row.record.level for row in draft.typed("roles", Role) if row.record.level}
    by_id = {contact.id: contact for contact in draft.contacts}
    for contact in draft.contacts:
        deputy = by_id.get(contact.deputy or "")
        if deputy is None or same_person(contact, deputy):
            continue
        own, below = level.get(contact.role, 0), level.get(deputy.role, 0)
        if 0 < below < own:
            yield DEPUTY_BELOW.at(
                contact.place("deputy"),
                f"{contact.name} decides on level {own}, and the deputy {deputy.name} on level {below}",
                hint="name somebody who stands on no lower level, such as a second holder of the same role",
                seen=((deputy.span, f"level {below}"),),
            )


def same_person(one: Contact, other: Contact) -> bool:
    """Tell whether two contacts are one person: the same row, or the same name on one side."""
    return one is other or (one.party is other.party and one.name == other.name and not one.name.startswith("?"))


def same_on_two_levels(draft: Draft) -> Iterator[Diagnostic]:
    """Report persons who hold roles on two levels of the escalation ladder."""
    level = {row.record.id: row.record.level for row in draft.typed("roles", Role) if row.record.level}
    staff = [contact for contact in draft.contacts if contact.role in level]
    for one, other in combinations(staff, 2):
        if level[one.role] != level[other.role] and same_person(one, other):
            yield SAME_PERSON.at(
                other.place("name"),
                f"{other.name} stands on levels {level[one.role]} and {level[other.role]} of the escalation ladder",
                hint=f"name another person for {one.id} or for {other.id}",
                seen=((one.place("name"), f"level {level[one.role]}"),),
            )


FEW = 6
"""So many ids are listed in a hint."""


def wrong_sides(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report contacts with a role, site or deputy of the other party, and stakeholders on the wrong side."""
    for row, role in told_on_wrong_side(draft):
        yield WRONG_SIDE.at(
            row.place("side"),
            f"{row.id} is on the side of the {row.side}, and {role.title} is a role of the {role.side}",
            hint=f"side: {role.side}, or name a role of the {row.side}",
            seen=((role.place("side"), role.title),),
        )
    roles = {row.record.id: SIDES.get(row.record.side, tuple(PartyRole)) for row in draft.typed("roles", Role)}
    sites = {site.id: (site.party,) for site in draft.agreement.sites}
    people = {contact.id: (contact.party,) for contact in draft.contacts}
    for contact in draft.contacts:
        for field, known in (("role", roles), ("site", sites), ("deputy", people)):
            id_ = getattr(contact, field)
            if contact.party not in known.get(id_ or "", (contact.party,)):
                there = [one for one, parties in known.items() if contact.party in parties and one != contact.id]
                such = f": {', '.join(there[:FEW])}{' ...' if there[FEW:] else ''}" if there else ""
                yield WRONG_SIDE.at(
                    contact.place(field),
                    f'{contact.id} is on the side of the {contact.party}, and the {field} "{id_}" is not',
                    hint=f"name a {field} of the {contact.party}{such}; or correct `party` of {contact.id}",
                )


def told_on_wrong_side(draft: Draft) -> Iterator[tuple[Stakeholder, Role]]:
    """Yield the rows of the stakeholder matrix that tell a role of one party on the side of another."""
    roles = {row.record.id: row.record for row in draft.typed("roles", Role)}
    for row in draft.typed("stakeholders", Stakeholder):
        role = roles.get(row.record.role)
        if role and role.side not in (Side.EACH, Side.JOINT, row.record.side) and row.record.side is not Side.EACH:
            yield row.record, role


def missing_signatories(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report parties without a signature, and documents that nobody of a party may sign."""
    people = {contact.id: contact for contact in draft.contacts}
    if not {*draft.agreement.signatories} <= {*people}:
        return
    signing = [people[id_] for id_ in draft.agreement.signatories]
    if any(person.role not in {row.record.id for row in draft.typed("roles", Role)} for person in signing):
        return
    place = draft.agreement.place("signatories")
    if not signing:
        yield MISSING_SIGNATORY.at(
            place, "nobody signs", hint="signatories: ids of contacts.yaml, at least one a party"
        )
        return
    for party in draft.agreement.parties:
        roles = {contact.role for contact in signing if contact.party is party.role}
        if not roles:
            hint = choices(draft, party.role, ())
            yield MISSING_SIGNATORY.at(place, f"nobody signs for the {party.role}", hint=hint)
            continue
        yield from unsigned_entities(draft, party, signing)
        for row in draft.typed("documents", DocumentRow):
            if row.record.signing and row.record.signers and not roles & {*row.record.signers}:
                hint = choices(draft, party.role, row.record.signers)
                message = f"nobody signs the {row.record.title} for the {party.role}"
                yield MISSING_SIGNATORY.at(place, message, hint=hint, seen=((row.record.place("signers"), "signers"),))
                break


def unsigned_work(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report persons in a role that signs for certain work, whose party has that work, and who do not sign."""
    rows = {row.record.id: row.record for row in draft.typed("responsibilities", Responsibility)}
    roles = {row.record.id: row.record for row in draft.typed("roles", Role)}
    signing = {(one.party, one.role) for one in draft.contacts if one.id in draft.agreement.signatories}
    unknown = {party for party, role in signing if role not in roles}
    sides = {party for party, _ in signing} - unknown  # who signs there, or that nobody does, is told as that
    told: set[tuple[PartyRole, str]] = {*signing}
    for contact in draft.contacts:
        role = roles.get(contact.role)
        row = rows.get(role.signs_for or "") if role else None
        if role is None or row is None or contact.name.startswith("?") or contact.party not in sides:
            continue
        if (contact.party, role.id) not in told and "R" in str(row.code(contact.party) or ""):
            told.add((contact.party, role.id))
            message = f"{contact.id} does not sign, and {row.id} gives the {contact.party} the work for which it does"
            hint = f"add to signatories: {contact.id}"
            yield UNSIGNED_WORK.at(
                draft.agreement.place("signatories"), message, hint=hint, seen=((row.place("id"), row.id),)
            )


def unsigned_entities(draft: Draft, party: Party, signing: Iterable[Contact]) -> Iterator[Diagnostic]:
    """Report legal entities without a signature, on a side where a signatory names the entity it signs for."""
    named = {contact.entity for contact in signing if contact.party is party.role} - {""}
    for entity in party.entities:
        if named and not named & {entity.name, entity.short}:
            yield MISSING_SIGNATORY.at(
                draft.agreement.place("signatories"),
                f"nobody signs for {entity.name}",
                hint=f"add a contact of the {party.role} with entity: {entity.short or entity.name}",
                seen=((entity.span, "the entity"),),
            )


def choices(draft: Draft, side: PartyRole, roles: tuple[str, ...]) -> str:
    """Return who could sign: the first contacts of *side*, in one of *roles* if any are asked for."""
    ids = [one.id for one in draft.contacts if one.party is side and (not roles or one.role in roles)][:3]
    return f"add to signatories: {' or '.join(ids)}" if ids else f"add a contact of the {side} to contacts.yaml first"
