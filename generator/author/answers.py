"""What a person answers about a new agreement, typed or in a file; what is not answered becomes an open point."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from generator.diagnostic import Diagnostic, Span
from generator.model.agreement import DayOrOpen
from generator.model.authored import Authored, Listed
from generator.model.values import Email, Id, Phone, Plain, as_list, parse_text
from generator.read.shape import read_record


def parse_country(written: Any) -> str:
    """Return a country by its two letters, or an open point."""
    text = parse_text(written)
    if text.startswith("?") or re.fullmatch(r"[A-Za-z]{2}", text):
        return text if text.startswith("?") else text.upper()
    raise ValueError(f'"{text}" is not a country by its two letters, such as IE, DE or NO')


def parse_some(written: Any) -> Any:
    """Return a list that has at least one entry."""
    if not written:
        raise ValueError("at least one entry is needed here")
    return written


def parse_words(written: Any) -> Any:
    """Return a list of words; a text is one or several, with commas between them, as in the workbook of questions."""
    return as_list([word.strip() for word in written.split(",")] if isinstance(written, str) else written)


Words = Annotated[tuple[Plain, ...], BeforeValidator(parse_words)]
"""Words such as services or markets."""


class PartyAnswer(Authored):
    """A side: its legal entity, and how its role prints."""

    name: Plain = Field(description="legal name")
    short: Plain = Field(default="", description="short name")
    registration: Plain = Field(default="", description="number in the register")
    address: Plain = Field(default="", description="registered office")
    country: Annotated[str, BeforeValidator(parse_country)] = Field(default="", description="two letters: IE, DE, NO")
    printed_as: Plain = Field(default="", description="how the role prints: Contract Giver, Owner, Sponsor")


class SiteAnswer(Authored):
    """A site of the acceptor and what is done there."""

    name: Plain = Field(description="name")
    id: Id | None = Field(default=None, description="permanent id; made from the name when absent")
    address: Plain = Field(default="", description="address, as on the licence")
    services: Words = Field(
        default=(),
        description="manufacturing, packaging, testing, storage, distribution, trials, software; absent: all",
    )
    calendar: Id | None = Field(default=None, description="id of calendars.yaml")


class ProductAnswer(Authored):
    """A product and where it is made."""

    name: Plain = Field(description="name, strength and form")
    id: Id | None = Field(default=None, description="permanent id; made from the name when absent")
    sites: Listed[Id] = Field(default=(), description="ids of sites; absent: all sites")
    presentation: Plain = Field(default="", description="container and pack")
    markets: Words = Field(default=(), description="regions it is sold in; absent: all regions")


class SupplyAnswer(Authored):
    """The commercial agreement that this one stands beside."""

    title: Plain = Field(default="Supply Agreement", description="its title")
    number: Plain = Field(default="", description="its number")
    date: DayOrOpen | None = Field(default=None, description="its date")


class SignatoryAnswer(Authored):
    """A person who signs."""

    name: Plain = Field(description="name")
    title: Plain = Field(default="", description="job title, when it is not the role")
    phone: Phone = Field(default="", description="number with country code, quoted")
    email: Email = Field(default="", description="address")


class SignatoriesAnswer(Authored):
    """Who signs for each side."""

    giver: SignatoryAnswer | None = Field(default=None, description="who signs for the giver")
    acceptor: SignatoryAnswer | None = Field(default=None, description="who signs for the acceptor")


class PersonAnswer(Authored):
    """A person or number for one role on one side."""

    party: Plain = Field(description="giver or acceptor")
    role: Plain = Field(description="id of roles.yaml")
    name: Plain = Field(description="name")
    title: Plain = Field(default="", description="job title, when it is not the role")
    phone: Phone = Field(default="", description="number with country code, quoted")
    email: Email = Field(default="", description="address")


class Answers(Authored):
    """A file of answers; fields without a default cannot stay open, since they decide which clauses are in."""

    number: Plain = Field(description="document number, as printed")
    title: Plain = Field(description="what the agreement is about")
    subject: Plain = Field(default="", description="line on the cover under the title")
    giver: PartyAnswer = Field(description="who gives the work")
    acceptor: PartyAnswer = Field(description="who does the work")
    sites: Annotated[Listed[SiteAnswer], BeforeValidator(parse_some)] = Field(description="sites of the acceptor")
    services: Words = Field(default=(), description="absent: those of the sites")
    regions: Annotated[Words, BeforeValidator(parse_some)] = Field(description="markets: EU, US")
    stage: Plain = Field(description="commercial or clinical")
    dosage_forms: Words = Field(default=(), description="sterile, ...")
    products: Listed[ProductAnswer] = Field(default=(), description="products and their sites")
    tier: Plain = Field(default="", description="supplier risk tier, a label of tiers.yaml: 1, 2, 2.5, 3")
    tier_reason: Plain = Field(default="", description="why this tier")
    supply_agreement: SupplyAnswer | None = Field(default=None, description="the commercial agreement beside this one")
    signatories: SignatoriesAnswer | None = Field(default=None, description="who signs")
    contacts: Listed[PersonAnswer] = Field(default=(), description="people and numbers; absent: open points")
    profile: Words = Field(
        default=(), description="drug-product, drug-substance, laboratory, ...; absent: chosen by service"
    )
    company: Plain = Field(
        default="", description="a company's library below clauses/companies/; absent: that with the name of a party"
    )
    layers: Words = Field(default=(), description="libraries above core; absent: chosen by region, profile and company")
    template: Plain = Field(
        default="counsel", description="counsel, counsel-letter, corporate, or a path below clauses/"
    )
    calendar: Id | None = Field(default=None, description="id of calendars.yaml, for sites that name none")


def read_answers(node: object, path: str = "answers.yaml") -> tuple[Answers | None, list[Diagnostic]]:
    """Return the answers in *node*, what ``read_yaml`` has read from *path*, or everything that is wrong with them."""
    return read_record(Answers, node, Span(path, 1, 1))
