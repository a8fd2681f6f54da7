"""The catalogue: regulatory rows and founding requirements; and the calendars."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.model.authored import Authored, Listed, Some
from generator.model.choices import Binding, Verification, choice
from generator.model.clause import Conditions
from generator.model.values import Day, Hours, Id, Line, Plain, Weekday, Zone

MARKETS = frozenset({"EU", "US", "UK"})
"""Regions whose rules bind only where a product goes there; what all other regions issue concerns everybody."""

UNCONFIRMED = "Locator still to be confirmed in the text"
"""What a drafter reads of a rule marked E; never in a document that leaves the house."""


class Regulation(Authored):
    """A row of the catalogue; *verification* V read in the text, S in a reliable second source, E to be confirmed."""

    id: Id = Field(description="permanent id")
    edition: Plain = Field(description="edition or date")
    locator: Plain = Field(description="where it stands")
    says: Line = Field(description="paraphrase, never a quotation")
    region: Plain = Field(description="EU, US, ICH, international")
    binding: Annotated[Binding, BeforeValidator(choice(Binding))] = Field(
        description="law, binding guideline, guidance or industry"
    )
    profiles: Listed[Plain] | Plain = Field(default="all", description="profiles it concerns, or all")
    applies: Conditions | None = Field(default=None, description="scope it concerns; absent: each agreement")
    topics: Listed[Id] = Field(description="ids of chapters")
    verification: Annotated[Verification, BeforeValidator(choice(Verification))] = Field(description="V, S or E")


class Requirement(Authored):
    """A founding requirement: what the agreements must say, whatever the regulation."""

    id: Id = Field(description="permanent id")
    says: Line = Field(description="the requirement")
    applies: Conditions | None = Field(default=None, description="scope it concerns; absent: each agreement")
    topics: Listed[Plain] = Field(description="where it lands")


class Holiday(Authored):
    """A day on which nobody works."""

    on: Day = Field(description="the day")
    name: Plain = Field(description="its name")


class Calendar(Authored):
    """Working days and hours of a site, with a frozen list of holidays."""

    id: Id = Field(description="permanent id")
    title: Plain = Field(description="its name")
    zone: Zone = Field(description="time zone: Europe/Berlin")
    working_days: Some[Weekday] = Field(description="Mon to Sun")
    working_hours: Hours = Field(description="08:00 to 17:00")
    holidays: Listed[Holiday] = Field(default=(), description="public holidays")
