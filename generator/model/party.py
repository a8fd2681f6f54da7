"""Parties, sites, products and the people who answer for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.model.authored import Authored, Listed, Some
from generator.model.choices import PartyRole, choice
from generator.model.clause import ReadersOf
from generator.model.values import Email, Flag, Id, Phone, Plain

RoleOf = Annotated[PartyRole, BeforeValidator(choice(PartyRole))]


class Entity(Authored):
    """A legal entity as it stands in its register."""

    name: Plain = Field(description="legal name")
    short: Plain = Field(default="", description="short name for headings and footers")
    registration: Plain = Field(description="number in the register; quote it when it begins with 0")
    address: Plain = Field(description="registered office")
    country: Plain = Field(description="two letters: IE, DE, NO")


class Party(Authored):
    """A side of the agreement."""

    role: RoleOf = Field(description="giver, acceptor, third or fourth")
    printed_as: Plain = Field(
        default="", description="how the role prints everywhere: Contract Giver, Owner, Sponsor, a short name"
    )
    article: Flag = Field(
        default=True, description="no when the name takes no article, as a company's short name: Aurelia shall ..."
    )
    owner: Id | None = Field(default=None, description="role that owns the agreement on this side, an id of roles.yaml")
    entities: Some[Entity] = Field(description="legal entities on this side")
    affiliates: Listed[Entity] = Field(
        default=(), description="companies of its group for which it acts too; they do not sign"
    )
    bound_by: Listed[Id] = Field(
        default=(),
        description="for a third or fourth party: chapters that bind it, for its own work, as they bind the acceptor",
    )


class Site(Authored):
    """A site and what is done there."""

    id: Id = Field(description="permanent id")
    party: RoleOf = Field(description="`role` of the party it belongs to, as it stands below `parties`")
    name: Plain = Field(description="name")
    address: Plain = Field(default="", description="address, as on the licence")
    services: Listed[Plain] = Field(description="manufacturing, packaging, testing, ...")
    calendar: Id | None = Field(default=None, description="id of calendars.yaml")


class Product(Authored):
    """A product and where it is made."""

    id: Id = Field(description="permanent id")
    name: Plain = Field(description="name, strength and form")
    sites: Listed[Id] = Field(description="ids of the sites")
    version: Plain = Field(default="", description="version of its product annex")
    status: Plain = Field(default="", description="commercial, clinical, in transfer")
    markets: Listed[Plain] = Field(default=(), description="regions it is sold in")
    presentation: Plain = Field(default="", description="container and pack")


class Contact(Authored):
    """A person or a number that answers, for one role on one side."""

    id: Id = Field(description="permanent id")
    role: Id = Field(description="id of roles.yaml")
    party: RoleOf = Field(description="`role` of the party, as it stands below `parties`")
    site: Id | None = Field(default=None, description="id of a site, when it answers for one site only")
    name: Plain = Field(description='name, or an open point: "? to be named"')
    title: Plain = Field(default="", description="job title, when it is not the role")
    phone: Phone = Field(default="", description="number with country code, quoted")
    email: Email = Field(default="", description="address")
    hours: Plain = Field(default="", description="when it answers: working hours, at all hours")
    deputy: Id | None = Field(default=None, description="id of the contact that stands in")
    entity: Plain = Field(
        default="", description="short or legal name of the entity it signs for, on a side with several"
    )
    meaning: Plain = Field(default="", description="what this person's signature means")
    seen_by: ReadersOf | None = Field(
        default=None,
        description="who may see name, numbers and address: parties, inspector or everybody; absent: as"
        " `people-seen-by` of the agreement says",
    )

    @property
    def known_name(self) -> str:
        """The name; empty while it is open."""
        return "" if self.name.startswith("?") else self.name

    @property
    def known_phone(self) -> str:
        """The number; empty while it is open."""
        return "" if self.phone.startswith("?") else self.phone

    def answers_at(self, whole: Callable[[str], str]) -> str:
        """Return name and number, which *whole* keeps on one line, as far as they are known."""
        return ", ".join(part for part in (self.known_name, whole(self.known_phone)) if part) if self.known_name else ""


class Vendor(Authored):
    """A vendor of a material or service, and the party that chooses and answers for it."""

    id: Id = Field(description="permanent id")
    supplies: Plain = Field(title="Supplies", description="material or service")
    name: Plain = Field(title="Vendor", description="its name")
    site: Plain = Field(default="", title="Site", description="town or site")
    chosen_by: RoleOf = Field(
        title="Chosen by", description="the party that chooses it: giver, acceptor, third, fourth"
    )
    qualified_by: RoleOf | None = Field(
        default=None, title="Qualified by", description="the party that qualifies it, when it is another"
    )
    status: Plain = Field(default="", title="Status", description="approved, conditional, until when")
