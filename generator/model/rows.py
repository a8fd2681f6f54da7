"""What every row shares, and the general tables: values, terms, events, roles, chapters, matrices."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from generator.model.authored import Authored, Listed, Some
from generator.model.choices import ChapterKind, Combining, PartyRole, ScopeField, Side, ValueKind, choice
from generator.model.clause import SEEN_BY, Conditions, ReadersOf
from generator.model.values import (
    Bound,
    Count,
    Flag,
    Id,
    Level,
    Line,
    Period,
    Plain,
    Reason,
    Value,
    parse_bound,
    parse_text,
    parse_value_or_words,
)


class Row(Authored):
    """A row of a matrix: a permanent id, and what every table may say of a row."""

    id: Id = Field(description="permanent id")
    covers: Listed[Id] = Field(default=(), description="ids of requirements.yaml and regulations.yaml")
    applies: Conditions | None = Field(default=None, description="when the row is in; absent: always")
    unless: Conditions | None = Field(default=None, description="when the row is out")
    amends: Plain = Field(
        default="", description="fingerprint of the row this overlay was written against; `agreements adopt` writes it"
    )
    reason: Reason = Field(default="", description="why this overlay differs, for the departures report")
    omit: Reason = Field(default="", description="in an overlay: why the row is left out")


class Classified(Row):
    """A row that prints, so that a copy for readers outside may lack it."""

    seen_by: ReadersOf | None = Field(default=None, description=SEEN_BY)


def as_value(written: Any) -> Any:
    """Return the value written in a field; see ``parse_value``."""
    return parse_value_or_words(written)


Written = Annotated[Value, BeforeValidator(as_value)]


class Legal(Authored):
    """What the law allows of a value in the markets of its source: nothing beyond it, whatever the reason."""

    at_most: Period | None = Field(default=None, description="longest that the law allows: 7 calendar days")
    at_least: Period | None = Field(default=None, description="shortest that the law allows: 5 years")
    source: Some[Id] = Field(description="ids of regulations.yaml")

    @model_validator(mode="after")
    def has_a_limit(self) -> Legal:
        """Refuse a limit that limits nothing."""
        if self.at_most is None and self.at_least is None:
            raise ValueError("write `at-most`, `at-least` or both, each a number with its unit")
        return self


class LegalClock(Authored):
    """The time that the law gives one party for a report of its own; what feeds that report takes only a part of it."""

    rule: Id = Field(description="id of regulations.yaml that sets the time")
    within: Period = Field(description="the time it gives: 3 business days")


class ValueRow(Classified):
    """A value that clauses leave blank: its default, what is usual, and the event at which its clock starts."""

    title: Plain = Field(title="Value", description="what it is, as lists show it")
    default: Written = Field(
        title="Standard", description="a number with its unit; or `longest of:`, `by:`, words, an open point"
    )
    range: Listed[Annotated[Bound, BeforeValidator(lambda text: parse_bound(parse_text(text)))]] = Field(
        default=(),
        title="Usual range",
        description="what is usual: [4 hours to 24 hours]; in days and hours: [4 hours to 24 hours, 1 business day]",
    )
    legal: Legal | None = Field(
        default=None,
        description="what the law allows, with its source: {at-least: 5 years, source: [EU-DIR-2017/1572:9]}",
    )
    starts: Id | None = Field(default=None, title="Starts", description="id of the event at which the clock starts")
    ahead: Flag = Field(default=False, description="true when the time lies before that event and ends with it")
    source: Listed[Id] = Field(default=(), title="Source", description="ids of the requirement it comes from")
    feeds: Listed[LegalClock] = Field(
        default=(),
        description="reports by law of the other party that wait for it: [{rule: id, within: 3 business days}]",
    )
    parameter: Plain = Field(default="", title="Parameter", description="number in the catalogue of parameters")
    kind: Annotated[ValueKind, BeforeValidator(choice(ValueKind))] | None = Field(
        default=None, description="`words` when the value is text and not a number"
    )
    combine: Annotated[Combining, BeforeValidator(choice(Combining))] | None = Field(
        default=None, description="`shortest` or `longest`: what holds when two layers of one rank differ"
    )
    clock: Count | None = Field(
        default=None, description="place among the time limits on an agreement's first screen; absent: not there"
    )
    under: Id | None = Field(default=None, description="id of the value below which that screen shows it, indented")


class Term(Classified):
    """A defined term: the only home of its definition."""

    term: Plain = Field(title="Term", description="the term as it prints")
    forms: Listed[Plain] = Field(default=(), description="other forms, such as the plural")
    definition: Line = Field(
        title="Definition", description="what it means: a fragment in lower case that ends with a full stop"
    )
    role: Annotated[PartyRole, BeforeValidator(choice(PartyRole))] | None = Field(
        default=None,
        description="giver, acceptor, third or fourth, for the names of the parties; the agreement says how they print",
    )
    abbreviation: Plain = Field(default="", description="abbreviation, when texts use one")
    prints: Plain = Field(
        default="", description="the name under which a profile or agreement prints the term, in place of its own"
    )


class Event(Row):
    """What starts a clock or a ladder."""

    title: Plain = Field(title="Event", description="the event as lists show it")
    term: Id | None = Field(default=None, description="id of the term that names it in a sentence")
    feeds: Listed[LegalClock] = Field(
        default=(), description="reports by law that wait for it; a ladder that it starts is faster"
    )


class Role(Row):
    """A function on one side, on each, or a body of both."""

    title: Plain = Field(title="Role", description="the role as it prints")
    side: Annotated[Side, BeforeValidator(choice(Side))] = Field(
        title="Side", description="giver, acceptor, third, fourth, each or joint"
    )
    level: Level | None = Field(default=None, title="Level", description="escalation level at which it decides")
    quality_unit: Flag = Field(
        default=False, description="whether this role decides for the quality unit on release, rejection and recall"
    )
    signs_for: Id | None = Field(
        default=None,
        description="row of the responsibility matrix: whoever has that work, signs the agreement in this role too",
    )
    first_call: Flag = Field(
        default=False, description="whether the site shows the number of this role as the one to call now"
    )
    through: Listed[Id] = Field(
        default=(), description="ids of the roles that are called where this body is to decide: it has no number itself"
    )


class Chapter(Classified):
    """A topic in printed order: a chapter, or an annex, of one document."""

    title: Plain = Field(description="printed title")
    document: Plain = Field(description="quality-agreement, communication-plan or data-governance-annex")
    kind: Annotated[ChapterKind, BeforeValidator(choice(ChapterKind))] = Field(
        default=ChapterKind.CHAPTER, description="chapter or annex"
    )
    landscape: Flag = Field(default=False, description="whether the annex lies on its side")


class Matrix(Classified):
    """The words round a printed table."""

    title: Plain = Field(description="caption")
    key: Line = Field(default="", description="one line above the table that explains its letters")
    note: Line = Field(default="", description="words below the table")


MAIN = "quality-agreement"
"""Id of the document that every agreement has."""


class DocumentRow(Classified):
    """A document that every agreement has: its title and how its number is made."""

    title: Plain = Field(description="printed title")
    suffix: Plain = Field(default="", description="what is added to the agreement's number for this document: CP")
    called: Line = Field(description="how a text of another document calls it: the [Communication Plan]")
    signing: Line = Field(default="", description="words above the signatures; absent: no signature page")
    signers: Listed[Id] = Field(
        default=(), description="roles of the signatories that sign this document; absent: every signatory"
    )


class Phrase(Row):
    """A sentence or word that documents print outside clauses: the parties, the signature page, the word before a
    number.
    """

    text: Line = Field(description="the words; blanks are filled with facts of the agreement")


class ScopeWord(Row):
    """A word that a scope or a condition may name: a service, a market without a library of its own, a dosage form."""

    of: Annotated[ScopeField, BeforeValidator(choice(ScopeField))] = Field(
        description="field that takes the word: services, regions, dosage-forms or phases"
    )
    word: Plain = Field(description="the word as scopes and conditions write it: oral solid")
    meaning: Line = Field(description="what it stands for")


class Capital(Row):
    """A name that clauses write with capitals though it is no defined term: a law, a body, a system."""

    word: Plain = Field(description="the name as clauses write it")


class Country(Row):
    """A country by its two letters."""

    title: Plain = Field(description="its name as printed")
