"""The people a new agreement needs: every role that its ladder, stakeholder matrix, meetings and indicators name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.author.answers import SignatoryAnswer
from generator.model.library import Layer, RowSource

AT_ALL_HOURS = "emergency-contact"
NAMED_IN_TEXT = frozenset({AT_ALL_HOURS, "deviation-help-point", "head-of-quality"})
"""Roles that clauses of chapter CONT and the signature page name in words, not in a row."""

FOR_CERTIFICATION = "qualified-person"
CERTIFIES = frozenset({"manufacturing", "packaging", "certification", "sterilisation"})
"""Services whose acceptor has a Qualified Person of its own; for others the giver's certifies."""
NO_GOODS = frozenset({"software", "calibration"})
"""Services that touch no batch."""
SIDES = ("giver", "acceptor")
NAMING = {
    "stakeholders": ("role",),
    "escalations": ("also", "levels"),
    "meetings": ("chair", "members"),
    "indicators": ("owner",),
}
"""Fields that name roles, by kind of row."""

COMMENT = """People and numbers, for this agreement only; no clause names a person. A row is one role on one side.
A name that begins with a question mark is open: put the name in its place, and add phone: "+49 ..." and email: ...
The deputies are a proposal; give a row another deputy, or a row of its own to the deputy."""


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """A role as the libraries describe it."""

    id: str
    title: str
    side: str
    level: int | None


def roles_in(layers: Iterable[Layer]) -> dict[str, RoleFacts]:
    """Return the roles of *layers* by id; a profile that gives a role another title changes nothing else of it."""
    found: dict[str, RoleFacts] = {}
    for row in stacked(layers, "roles"):
        id_, level = str(row["id"]), str(row.get("level", ""))
        title, side = str(row.get("title", id_)), str(row.get("side", ""))
        found[id_] = RoleFacts(id_, title, side, int(level) if level.isdigit() else None)
    return found


def rows_of(layers: Iterable[Layer], kind: str) -> Iterator[RowSource]:
    """Yield the rows of one kind in *layers*."""
    for layer in layers:
        yield from layer.rows.get(kind, {}).values()


Facts = Mapping[str, frozenset[str]]
"""What an agreement will have, by the names of the conditions that ask for it."""


def named_roles(layers: Iterable[Layer], facts: Facts, side: str) -> frozenset[str]:
    """Return the ids that rows in scope name as roles of *side*; a row of the other side names none."""
    layers = tuple(layers)
    rows = ((row, fields) for kind, fields in NAMING.items() for row in stacked(layers, kind) if in_scope(row, facts))
    return frozenset(
        id_
        for row, fields in rows
        if row.get("side", side) not in set(SIDES) - {side}
        for field in fields
        for id_ in role_ids(row.get(field))
    )


def stacked(layers: Iterable[Layer], kind: str) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of one kind as the *layers*, lowest first, amount to; those left out are passed over."""
    rows: dict[str, dict[str, Any]] = {}
    for row in rows_of(layers, kind):
        rows.setdefault(row.id, {}).update(row.fields)
    yield from (row for row in rows.values() if "omit" not in row)


def in_scope(row: Mapping[str, Any], facts: Facts) -> bool:
    """Tell whether the conditions of *row*, as written, hold for *facts*."""
    applies, unless = row.get("applies") or {}, row.get("unless")
    return holds(applies, facts) and not (unless and holds(unless, facts))


def holds(conditions: Mapping[str, Any], facts: Facts) -> bool:
    """Tell whether *facts* have one of what each of *conditions* asks for."""
    wanted = {name: {asked} if isinstance(asked, str) else {*asked} for name, asked in conditions.items()}
    return all(facts.get(name, frozenset()) & asked for name, asked in wanted.items())


def role_ids(value: object) -> Iterator[str]:
    """Yield the ids of roles in a field: a role, a list of roles, or rungs that each have such a list."""
    match value:
        case str():
            yield value
        case list():
            for entry in value:
                yield from role_ids(entry.get("roles") if isinstance(entry, dict) else entry)


def contact_rows(
    layers: Iterable[Layer], facts: Facts, signing: Mapping[str, SignatoryAnswer | None]
) -> list[dict[str, str]]:
    """Return the rows of contacts.yaml for a new agreement, giver first.

    Args:
        layers: The libraries of the agreement.
        facts: What decides which rows are in: stage, services, regions.
        signing: By side, who signs; takes the row of the Head of Quality.
    """
    layers = tuple(layers)
    roles = roles_in(layers).values()
    needed = {side: named_roles(layers, facts, side) | NAMED_IN_TEXT | certifying(side, facts) for side in SIDES}
    return [
        row
        for side in SIDES
        for row in side_rows(
            side,
            [one for one in roles if one.side in (side, "each") and one.id in needed[side]],
            signing.get(side),
        )
    ]


def certifying(side: str, facts: Facts) -> frozenset[str]:
    """Return the Qualified Person where *side* has one: for the EU, and for the acceptor by what it does."""
    done = facts["services"]
    has = bool(done & CERTIFIES) if side == "acceptor" else bool(done - NO_GOODS)
    return frozenset({FOR_CERTIFICATION}) if has and "EU" in facts["regions"] else frozenset()


def side_rows(side: str, roles: list[RoleFacts], signatory: SignatoryAnswer | None) -> list[dict[str, str]]:
    """Return the contacts of one side, each with a deputy; whoever decides above the first level has one of the same
    rank, since what went up would else come back down.
    """
    ladder = [role for role in sorted(roles, key=lambda role: role.level or 99) if role.level is not None]
    ranked = {role.id for role in ladder[1:]}
    first, signs = [role.id for role in ladder[:2]], signing_role(roles)
    rows: list[dict[str, str]] = []
    for role in roles:
        stands_in = f"{role.id}{SECOND}" if role.id in ranked else deputy(role.id, first)
        rows.append(contact(side, role, stands_in, signatory if role.id == signs else None))
        rows += [second(side, role)] if role.id in ranked else []
    return rows


SECOND = "-deputy"


def second(side: str, role: RoleFacts) -> dict[str, str]:
    """Return the row of the deputy who has the same role as the person."""
    row = {**contact(side, role, role.id, None), "id": f"{side}-{role.id}{SECOND}"}
    return {**row, "name": f"? Deputy {role.title} of the {side}"}


def signing_role(roles: Iterable[RoleFacts]) -> str:
    """Return the role that signs: the second level of the ladder, which both sides have."""
    return next((role.id for role in roles if role.level == 2), "head-of-quality")


def deputy(role: str, ladder: list[str]) -> str:
    """Return the role that stands in for *role*: the first on the side's own ladder that is another."""
    return next((one for one in ladder if one != role), "")


def contact(side: str, role: RoleFacts, stands_in: str, person: SignatoryAnswer | None) -> dict[str, str]:
    """Return one row of contacts.yaml."""
    row = {
        "id": f"{side}-{role.id}",
        "role": role.id,
        "party": side,
        "name": person.name if person else f"? {role.title} of the {side}",
    }
    if person:
        known = {field: value for field in ("title", "phone", "email") if (value := str(getattr(person, field)))}
        row |= {"phone": f"? telephone number of {person.name}", "email": f"? e-mail address of {person.name}"} | known
    if role.id == AT_ALL_HOURS:
        row["phone"] = "? number that a person with authority answers at all hours"
    row["hours"] = "at all hours" if role.id == AT_ALL_HOURS else "working hours"
    return {**row, **({"deputy": f"{side}-{stands_in}"} if stands_in else {})}
