"""Clauses as authors write them: facts in front, text behind."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.diagnostic import Span
from generator.model.authored import NOWHERE, Authored, Listed
from generator.model.choices import Part, Precedence, Readers, Stage, choice
from generator.model.values import Count, Id, Plain, Reason
from generator.prose import Prose

StageOf = Annotated[Stage, BeforeValidator(choice(Stage))]
ReadersOf = Annotated[Readers, BeforeValidator(choice(Readers))]
SEEN_BY = "who may see it: parties, inspector or everybody; absent: what a lower layer says, else everybody"
PrecedenceOf = Annotated[Precedence, BeforeValidator(choice(Precedence))]


class Conditions(Authored):
    """When a clause or row is in: a list is "any of", several keys are "all of"."""

    stage: Listed[StageOf] = Field(default=(), description="commercial, clinical")
    services: Listed[Plain] = Field(default=(), description="words of scopes.yaml: manufacturing, packaging, testing")
    regions: Listed[Plain] = Field(default=(), description="markets: EU, US")
    dosage_forms: Listed[Plain] = Field(default=(), description="words of scopes.yaml: sterile, oral solid")
    phases: Listed[Plain] = Field(default=(), description="words of scopes.yaml: transfer, phase 1, phase 3")
    precedence: Listed[PrecedenceOf] = Field(default=(), description="quality-agreement-first, supply-agreement-first")
    tiers: Listed[Plain] = Field(default=(), description="labels of supplier risk tiers: 1, 2, 2.5, 3")
    has: Listed[Annotated[Part, BeforeValidator(choice(Part))]] = Field(
        default=(), description="what not every agreement has: third-party"
    )


class Duty(Authored):
    """What a sentence cannot say of the duty it carries."""

    id: Id = Field(description="permanent id of the duty")
    sentence: Count = Field(description="which sentence of the text, counted through paragraphs and items from 1")
    does: Plain = Field(description="the activity in one word: notify, decide, review")
    evidence: Plain = Field(default="", description="the record that shows it was done")


class Position(Authored):
    """A fallback or walk-away: who may agree to it, and when to offer it."""

    approver: Id = Field(description="id of the role that may agree")
    when: Plain = Field(description="when to offer it")
    duties: Listed[Duty] = Field(
        default=(), description="duties, where they differ from the standard text; an empty list for none"
    )
    covers: Listed[Id] | None = Field(
        default=None, description="what this text covers, where that is less; absent: what the standard text covers"
    )


class PositionTable(Authored):
    """The negotiable texts of a clause."""

    fallback: Position | None = Field(default=None, description="what may be agreed instead")
    walk_away: Position | None = Field(default=None, description="the last text before talks end; blocks approval")


class Clause(Authored):
    """The facts of a clause file; its text stands below them."""

    id: Id = Field(description="permanent id, the name of the file")
    topic: Id = Field(description="chapter or annex, an id of chapters.yaml")
    title: Plain = Field(description="printed title")
    order: Annotated[int, BeforeValidator(lambda text: int(text) if str(text).isdigit() else text)] = Field(
        default=500, description="place inside the chapter, ascending"
    )
    applies: Conditions | None = Field(default=None, description="when the clause is in; absent: always")
    unless: Conditions | None = Field(default=None, description="when the clause is out")
    covers: Listed[Id] = Field(default=(), description="ids of requirements.yaml and regulations.yaml")
    duties: Listed[Duty] = Field(default=(), description="duties whose limit stands in the text")
    positions: PositionTable | None = Field(default=None, description="what may be negotiated")
    in_short: Plain = Field(
        default="", description="one or two plain sentences for the site; nothing that the text does not say"
    )
    seen_by: ReadersOf | None = Field(default=None, description=SEEN_BY)
    amends: Plain = Field(
        default="", description="fingerprint of the text this overlay was written against; `agreements adopt` writes it"
    )
    reason: Reason = Field(default="", description="why this overlay stands, for the departures report")


STANDARD, FALLBACK, WALK_AWAY, GUIDANCE = "standard", "fallback", "walk-away", "guidance"
SECTIONS = (FALLBACK, WALK_AWAY, GUIDANCE)


@lru_cache(maxsize=64)
def line_starts(text: str) -> tuple[int, ...]:
    """Return the index at which each line of *text* begins; asked for each sign of one text."""
    return (0, *(found.end() for found in re.finditer("\n", text)))


@dataclass(frozen=True, slots=True, weakref_slot=True)
class ClauseSource:
    """A clause of one layer: its facts, its texts by section (standard, fallback, walk-away, guidance), and where it
    stands.

    Attributes:
        texts: Canonical text by section; ``prose`` its tree; guidance is kept as text only.
        raw: By section, the text as it stands in the file, in which the trees' ``at`` count.
        starts: By section, the span of its first character in the file.
        fingerprint: 16 hex over the operative content: not guidance, comments or covers.
    """

    clause: Clause
    layer: str
    path: str
    texts: dict[str, str]
    prose: dict[str, Prose]
    raw: dict[str, str] = field(compare=False)
    starts: dict[str, Span] = field(compare=False)
    fingerprint: str = ""

    def covers(self, position: str) -> tuple[str, ...]:
        """Return the ids that the text at *position* covers."""
        table = self.clause.positions
        own = getattr(table, position.replace("-", "_"), None) if table else None
        return self.clause.covers if own is None or own.covers is None else own.covers

    def duties(self, position: str) -> tuple[Duty, ...]:
        """Return the duties of the text at *position*: its own where it has some, else those of the standard text."""
        table = self.clause.positions
        own = getattr(table, position.replace("-", "_"), None) if table else None
        return own.duties if own and "duties" in own.model_fields_set else self.clause.duties

    @property
    def all_covers(self) -> dict[str, None]:
        """The ids that the clause covers at any position, each once."""
        table = self.clause.positions
        own = [one.covers or () for one in (table.fallback, table.walk_away) if one] if table else []
        return dict.fromkeys((*self.clause.covers, *(id_ for several in own for id_ in several)))

    def place(self, section: str, at: int) -> Span:
        """Return where the character *at* of a section stands in the file."""
        start, begins = self.starts[section], line_starts(self.raw[section])
        lines = bisect_right(begins, at) - 1
        column = at - begins[lines] + 1 if lines else start.column + at
        return Span(self.path, start.line + lines, column, start.start + at, start.start + at + 1)

    @property
    def span(self) -> Span:
        """Where the facts begin."""
        return Span(self.path, 1, 1) if self.clause.span is NOWHERE else self.clause.span
