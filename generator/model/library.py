"""What was loaded: layers of clauses and rows as they stand in files, before any of them speaks over another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from generator.diagnostic import Span
from generator.model.agreement import Agreement
from generator.model.authored import Authored
from generator.model.clause import ClauseSource, Conditions, ReadersOf
from generator.model.link import Confirmed
from generator.model.party import Contact
from generator.model.regulation import Calendar, Regulation, Requirement
from generator.model.values import Id, Plain, Reason, as_map
from generator.model.version import Version


class Rank(IntEnum):
    """Ranks of layers: a higher one speaks over a lower one."""

    CORE = 0
    REGION = 1
    PROFILE = 2
    COMPANY = 3
    AGREEMENT = 4


class LibraryCard(Authored):
    """A layer's library.yaml."""

    id: Id = Field(description="name of the layer")
    title: Plain = Field(description="what it is")
    version: Plain = Field(description="version, as text: 1.0")
    fits: Conditions | None = Field(
        default=None, description="what it is meant for: {services: [testing]}, {regions: [EU]}; absent: anything"
    )
    omit: Annotated[dict[str, Reason], BeforeValidator(as_map)] = Field(
        default_factory=dict, description="clauses of lower layers left out, by id, each with its reason"
    )
    seen_by: Annotated[dict[str, ReadersOf], BeforeValidator(as_map)] = Field(
        default_factory=dict,
        description="clauses, chapters, tables, rows and values of this and lower layers that not every reader may"
        " see, by id: parties, inspector or everybody",
    )


@dataclass(frozen=True, slots=True)
class RowSource:
    """A row as one layer writes it: all fields, or in an overlay those that it changes.

    Attributes:
        fields: The written map, with ``span``, ``spans`` and ``key_spans`` (see ``model.authored.Marked``).
    """

    kind: str
    id: str
    layer: str
    span: Span
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """One library: its rows by kind and id, its clauses by id, both in written order.

    Attributes:
        places: The words that were meant where it names a sentence, paragraph or item by its place.
        links: What people have confirmed of its links to rules.
    """

    name: str
    rank: Rank
    card: LibraryCard | None
    rows: Mapping[str, Mapping[str, RowSource]]
    clauses: Mapping[str, ClauseSource]
    places: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Confirmed, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementSource:
    """An agreement folder: its record, its people, its own layer, and its frozen versions, the oldest first."""

    agreement: Agreement
    contacts: tuple[Contact, ...]
    layer: Layer
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Regulations, founding requirements and calendars, by id."""

    regulations: Mapping[str, Regulation] = field(default_factory=dict)
    requirements: Mapping[str, Requirement] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)

    @property
    def rules(self) -> dict[str, Regulation | Requirement]:
        """What must be covered, by id: founding requirements, then regulations."""
        return {**self.requirements, **self.regulations}


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything that was read.

    Attributes:
        layers: Libraries by name: ``core``, ``regions/eu``.
        agreements: By id, those whose own files could be read.
        broken: Ids of agreement folders that have errors in files of their own.
        templates: Word templates by the name an agreement gives: ``counsel``.
        hashes: SHA-256 of every file read, by path.
    """

    layers: Mapping[str, Layer]
    agreements: Mapping[str, AgreementSource]
    catalogue: Catalogue
    broken: frozenset[str] = frozenset()
    templates: Mapping[str, bytes] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)

    @property
    def every_layer(self) -> list[Layer]:
        """The libraries, and behind them what each agreement itself writes."""
        return [*self.layers.values(), *(source.layer for source in self.agreements.values())]
