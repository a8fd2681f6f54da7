"""What was loaded: layers of clauses and rows as they stand in files, before any of them speaks over another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from generator.diagnostic import Span
from generator.model.agreement import Agreement
from generator.model.authored import Authored, Listed
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


class GivesWay(Authored):
    """Where a library made for one kind of work adds and no longer changes, since the agreement has another too."""

    to: Conditions | None = Field(
        default=None, description="scope in which its changes are not meant: {services: [manufacturing]}"
    )
    beside: Listed[Plain] = Field(
        default=(), description="libraries beside which its changes are not meant: profiles/drug-product"
    )
    keeps: Listed[Id] = Field(default=(), description="clauses and rows that it changes all the same")
    defines: Listed[Id] = Field(
        default=(), description="terms that it defines all the same; they print under the name of lower layers"
    )

    @model_validator(mode="after")
    def says_to_whom(self) -> GivesWay:
        """Refuse one that would never hold."""
        if not (self.to or self.beside):
            raise ValueError("say to which scope it gives way (to), or beside which libraries (beside)")
        return self

    def holds(self, names: Collection[str], facts: Mapping[str, Collection[str]]) -> bool:
        """Tell whether it gives way in an agreement with libraries of these *names* and with these *facts*."""
        return not set(self.beside).isdisjoint(names) or bool(self.to and has(facts, self.to))


class LibraryCard(Authored):
    """A layer's library.yaml."""

    id: Id = Field(description="name of the layer")
    title: Plain = Field(description="what it is")
    version: Plain = Field(description="version, as text: 1.0")
    fits: Conditions | None = Field(
        default=None, description="what it is meant for: {services: [testing]}, {regions: [EU]}; absent: anything"
    )
    gives_way: GivesWay | None = Field(
        default=None, description="where what it changes or omits of lower layers does not count; what it adds stays"
    )
    omit: Annotated[dict[str, Reason], BeforeValidator(as_map)] = Field(
        default_factory=dict, description="clauses of lower layers left out, by id, each with its reason"
    )
    seen_by: Annotated[dict[str, ReadersOf], BeforeValidator(as_map)] = Field(
        default_factory=dict,
        description="clauses, chapters, tables, rows and values of this and lower layers that not every reader may"
        " see, by id: parties, inspector or everybody",
    )


@dataclass(frozen=True, slots=True, weakref_slot=True)
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

    def unnamed(self) -> RowSource:
        """Return the row of a term without the name under which it would print."""
        fields = copy(self.fields)  # a plain map would forget the places
        if isinstance(fields, dict):
            fields.pop(NAMING, None)
        return replace(self, fields=fields)


@dataclass(frozen=True, slots=True, weakref_slot=True)
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

    def adding(self, keeps: Collection[str], defines: Collection[str] = ()) -> Layer:
        """Return the layer with what it adds to others, and of what it changes or omits only *keeps*; of the terms that
        it *defines*, without the name that it gives them.
        """
        said = {
            name: {id_: row.unnamed() if id_ in defines else row for id_, row in several.items()}
            for name, several in self.rows.items()
        }
        stays = {*keeps, *defines}
        rows = {
            name: {id_: row for id_, row in several.items() if id_ in stays or not row.fields.keys() & CHANGING}
            for name, several in said.items()
        }
        clauses = {id_: one for id_, one in self.clauses.items() if id_ in keeps or not one.clause.amends}
        card = self.card and self.card.model_copy(
            update={"omit": {id_: why for id_, why in self.card.omit.items() if id_ in keeps}}
        )
        return replace(self, rows=rows, clauses=clauses, card=card)


NAMING = "prints"
"""Field of a term under which name it prints."""
CHANGING = frozenset({"amends", "omit"})
"""Fields of a row that speaks over one of a lower layer."""


def heard(layers: Iterable[Layer], facts: Mapping[str, Collection[str]]) -> list[Layer]:
    """Return *layers* as they speak for an agreement that has *facts*, by the names of the conditions."""
    stack = list(layers)
    names = {layer.name for layer in stack}
    return [
        layer.adding(way.keeps, way.defines)
        if (way := layer.card and layer.card.gives_way) and way.holds(names, facts)
        else layer
        for layer in stack
    ]


def has(facts: Mapping[str, Collection[str]], conditions: Conditions) -> bool:
    """Tell whether *facts* have one of what each of *conditions* asks for."""
    asked = {name: set(getattr(conditions, name)) for name in type(conditions).model_fields}
    return all(wanted & set(facts.get(name, ())) for name, wanted in asked.items() if wanted)


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
