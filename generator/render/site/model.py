"""What the site is made of: plain facts and trees, filled by the pipeline; pages are functions of it and of nothing
else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from generator.document.blocks import Document
from generator.document.changes import Entry as Change
from generator.document.registers import Coverage, Departure
from generator.prose import Prose

__all__ = [
    "AgreementPage",
    "Call",
    "Clock",
    "Dated",
    "Departure",
    "Download",
    "Frozen",
    "LibraryClause",
    "Redlined",
    "RolePart",
    "RoleSheet",
    "Rule",
    "SiteModel",
    "Use",
    "ValueSaid",
    "Which",
]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit for the first screen: what happened, the limit as printed, how it is counted ("from discovery"), and
    where it is agreed.

    *subordinate* marks a limit that belongs to the one above it: "by phone, if product left the site".
    """

    label: str
    words: str
    counted: str = ""
    document: str = ""
    path: str = ""
    subordinate: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A number to call: side and role as printed, person, telephone, when it answers, who stands in at which number."""

    label: str
    name: str
    phone: str
    hours: str = ""
    stands_in: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the build: label, path below ``build/``, kind (Word, Excel, JSON), size in bytes, SHA-256 in 64 hex."""

    label: str
    path: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ValueSaid:
    """A value of an agreement: id, title, words as printed, the standard in words, the place that prints it, and who
    set it: a layer of the libraries, or a person of the agreement.
    """

    id: str
    title: str
    words: str
    standard: str
    document: str = ""
    path: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RolePart:
    """One thing that a role owes or gets: of which kind, in words, and the place that says so under a *label*."""

    kind: str
    words: str
    label: str
    document: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class RoleSheet:
    """A role of an agreement: its side, who holds it, what it owes, what it gets."""

    id: str
    title: str
    side: str
    people: tuple[str, ...]
    owes: tuple[RolePart, ...]
    gets: tuple[RolePart, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of an agreement: its next review, or the day on which it takes effect."""

    on: date
    title: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen version.

    Attributes:
        title: "Version 1.0", "Draft 3 of version 1.0".
        steps: How its status moved: status, day in words, by whom, why.
        documents: Id, title, number and version of each document.
        follows: The name of the version that it supersedes, if any.
        annexes: Id and title of each annex, its version, and the effective date of one that it does not share.
        own_lines: Ids of the annexes that have versions of their own.
    """

    name: str
    title: str
    draft: bool
    effective: date | None
    steps: tuple[tuple[str, str, str, str], ...]
    documents: tuple[tuple[str, str, str, str], ...]
    follows: tuple[str, ...] = ()
    annexes: tuple[tuple[str, str, str, date | None], ...] = ()
    own_lines: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Redlined:
    """What changed between two versions, by name: for each document its title and its changes."""

    old: str
    new: str
    documents: tuple[tuple[str, tuple[Change, ...]], ...]


class Which(NamedTuple):
    """By what a page that is about several agreements calls one of them."""

    id: str
    number: str
    title: str
    parties: str


@dataclass(frozen=True, slots=True, weakref_slot=True)
class AgreementPage:
    """One agreement on the site.

    Attributes:
        status: Word for its state: "Draft 1".
        state: ok, watch, bad or idle; a draft is idle.
        parties: "Aurelia Example Ltd with Northbay Example GmbH".
        notice: Critical deviation notice as printed, for the list.
        documents: In the order of documents.yaml; empty when it has never been built.
        open_points: What is still open, in words.
        companies: Legal name of each party, by which the search knows the agreement.
        carried: Words for the band when its last good files are shown because it has errors now; else empty.
        audience: For whom the page is, when these readers may not see all; else empty.
        making: Whether its files are still being made; only while pages are served.
    """

    id: str
    number: str
    title: str
    parties: str
    version: str
    status: str
    state: str
    tier: str
    review: str
    notice: str
    products: tuple[str, ...]
    sites: tuple[str, ...]
    documents: tuple[Document, ...]
    clocks: tuple[Clock, ...]
    calls: tuple[Call, ...]
    downloads: tuple[Download, ...]
    departures: tuple[Departure, ...] = ()
    open_points: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    carried: str = ""
    inputs: str = ""
    values: tuple[ValueSaid, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    roles: tuple[RoleSheet, ...] = ()
    dates: tuple[Dated, ...] = ()
    recurring: tuple[tuple[str, str], ...] = ()
    frozen: tuple[Frozen, ...] = ()
    redlines: tuple[Redlined, ...] = ()
    audience: str = ""
    making: bool = False

    @property
    def which(self) -> Which:
        """By what other pages call it."""
        return Which(self.id, self.number, self.title, self.parties)


@dataclass(frozen=True, slots=True)
class Use:
    """An agreement that uses a library clause: its id, number and title, the document and path where the clause
    prints.
    """

    agreement: str
    number: str
    title: str
    document: str
    path: str
    position: str


@dataclass(frozen=True, slots=True, weakref_slot=True)
class LibraryClause:
    """A clause of the library: its texts by position (standard first) with who may approve and when, and who uses
    it.
    """

    id: str
    topic: str
    chapter: str
    title: str
    layer: str
    fingerprint: str
    texts: tuple[tuple[str, Prose], ...]
    approvals: tuple[tuple[str, str, str], ...] = ()
    guidance: str = ""
    covers: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    used_in: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue or a founding requirement; *facts* are labels and words, empty ones are left out."""

    id: str
    says: str
    binding: str
    region: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteModel:
    """The whole site: agreements in printed order, library clauses by chapter, rules in the order of the catalogue.

    *named* holds the titles of chapters, annexes, tables and forms, by id. A site for an *audience*, in words, has the
    agreements alone: no library, no rules, no urgent page.
    """

    title: str
    agreements: tuple[AgreementPage, ...]
    clauses: tuple[LibraryClause, ...]
    rules: tuple[Rule, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    audience: str = ""
