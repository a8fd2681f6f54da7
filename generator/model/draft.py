"""An agreement resolved: each clause once, each blank filled or known to be open, every row merged, with where each
came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar, cast

from generator.diagnostic import Span
from generator.model.agreement import Agreement, Choice, ChosenValue
from generator.model.choices import Audience, Readers
from generator.model.clause import ClauseSource
from generator.model.library import Catalogue
from generator.model.link import LinkState
from generator.model.party import Contact
from generator.model.rows import Chapter, Role, Row, Term, ValueRow
from generator.model.values import Quantity, Undecided, Words
from generator.model.version import Part, Status
from generator.prose import Prose

Record_co = TypeVar("Record_co", bound=Row, covariant=True)
Record = TypeVar("Record", bound=Row)


@dataclass(frozen=True, slots=True)
class Merged(Generic[Record_co]):
    """A row with the layers that speak in it.

    Attributes:
        layer: The highest layer that wrote a field.
        layers: By field name, the layer that wrote it last.
        fingerprint: 16 hex over its operative fields.
        standard: The row below the agreement's own layer, when that layer changes it; for the departures report.
    """

    record: Record_co
    layer: str
    span: Span
    layers: Mapping[str, str]
    fingerprint: str
    standard: Record_co | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A clause that is in, at one position.

    Attributes:
        prose: The text of the position.
        standard: The clause of the library that the agreement's own wording replaces, if it does.
        choice: Who agreed to the position and why; None for the standard text.
    """

    source: ClauseSource
    position: str
    prose: Prose
    standard: ClauseSource | None = None
    choice: Choice | None = None

    @property
    def id(self) -> str:
        """Id of the clause."""
        return self.source.clause.id


@dataclass(frozen=True, slots=True)
class Filled:
    """A value of this agreement.

    Attributes:
        row: Its row in values.yaml.
        value: A quantity or words; an open point while it is undecided.
        span: Where it was set.
        chosen: What the agreement says of it, when it departs from the standard.
        standard: What it would be without that.
    """

    row: ValueRow
    value: Quantity | Words | Undecided
    span: Span
    layer: str
    chosen: ChosenValue | None = None
    standard: Quantity | Words | Undecided | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A term as this agreement prints it: *words* by each form that authors may write.

    Attributes:
        bare: Whether it is a name that takes no article.
    """

    term: Term
    span: Span
    layer: str
    words: Mapping[str, str]
    bare: bool = False

    @property
    def title(self) -> str:
        """The term as its definition prints it."""
        return self.words[self.term.term]


@dataclass(frozen=True, slots=True)
class Issue:
    """What a text is printed as when it leaves the house: a version that is no draft any more.

    Attributes:
        status: Sent, so for signature, or approved.
        on: The day; None while it is not known.
    """

    status: Status
    on: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that documents are composed from.

    Attributes:
        chapters: All topics, in printed order.
        clauses: Those that are in, by chapter and order.
        rows: Merged rows that are in, by kind (the name of their file), in printed order.
        values: By id.
        terms: By term id.
        forms: Every form of every term, to the term's id.
        attachments: SHA-256 of each file below attachments/, by its name there.
        left_out: Ids of clauses and rows that the agreement omits, with the reason.
        left_titles: What each of them is called, by id.
        documents_out: Which of them are documents.
        library: Version and hash of the libraries it was resolved with.
        inputs: SHA-256 over everything it was resolved from.
        issue: As what it is printed; None for a draft.
        seen_by: Who may see what not everybody may see, by id.
        links: How each link to a rule stands, by id and fingerprint of the clause or row, and the id of the rule.
        amended: Ids of the chapters and annexes that an amendment replaced, by the version that it brought about, for
            each document with a line of versions of its own; for all others under no document.
        base: What the last frozen version of this edition numbers, by document; empty while drafts renumber freely.
    """

    agreement: Agreement
    contacts: tuple[Contact, ...]
    chapters: tuple[Chapter, ...]
    clauses: tuple[Chosen, ...]
    rows: Mapping[str, tuple[Merged[Row], ...]]
    values: Mapping[str, Filled]
    terms: Mapping[str, Shown]
    forms: Mapping[str, str]
    catalogue: Catalogue
    left_out: Mapping[str, str] = field(default_factory=dict)
    left_titles: Mapping[str, str] = field(default_factory=dict)
    documents_out: frozenset[str] = frozenset()
    attachments: Mapping[str, str] = field(default_factory=dict)
    library: tuple[str, str] = ("", "")
    inputs: str = ""
    issue: Issue | None = None
    base: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    amended: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    seen_by: Mapping[str, Readers] = field(default_factory=dict)
    links: Mapping[tuple[str, str, str], LinkState] = field(default_factory=dict)

    def link(self, id_: str, print_: str, rule: str) -> LinkState:
        """Return how the link of a clause or row, by id and fingerprint, to *rule* stands."""
        return self.links.get((id_, print_, rule), LinkState())

    def hidden_from(self, audience: Audience) -> frozenset[str]:
        """Return the ids of all that *audience* may not see."""
        return frozenset(id_ for id_, readers in self.seen_by.items() if not readers.include(audience))

    def called_first(self) -> tuple[Contact, ...]:
        """Return the contacts whose numbers are called first; who stands in for one of them is not one of them."""
        roles = {row.record.id for row in self.typed("roles", Role) if row.record.first_call}
        return in_front(contact for contact in self.contacts if contact.role in roles)

    def typed(self, name: str, model: type[Record]) -> tuple[Merged[Record], ...]:
        """Return the rows of the kind *name*, which holds records of *model*."""
        rows = [row for row in self.rows[name] if isinstance(row.record, model)]
        return tuple(cast("list[Merged[Record]]", rows))


def in_front(holders: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return *holders* without those who stand in for one before them."""
    all_ = tuple(holders)
    return tuple(one for at, one in enumerate(all_) if one.id not in {other.deputy for other in all_[:at]})
