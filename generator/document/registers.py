"""Registers made beside the documents: duties and coverage, each entry with the place where it prints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.document.blocks import Printed


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty read from its sentence.

    Attributes:
        id: Permanent id of the duty, or ``clause/sentence`` when the clause gives it none.
        document: Id of the document, *path* and *number* the clause in it.
        party: giver, acceptor, third, fourth, or each.
        actor: The party as printed.
        does: The activity in one word; empty when the clause does not say.
        limit: The time limit as printed, *value* its id, *starts* the id of the event that starts its clock; empty
            without limit.
        ahead: Whether the limit ends at that event: no later than so long before it.
        every: After how long the duty comes again, as printed; empty when it does not.
        sentence: The words as printed, with the items that they lead to.
        evidence: The record that shows it was done.
    """

    id: str
    agreement: str
    document: str
    path: str
    number: str
    party: str
    actor: str
    does: str
    limit: str
    value: str
    starts: str
    sentence: str
    evidence: str
    ahead: bool = False
    every: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something prints: document, path, number of the clause or id of the row, its title, all its words, and
    the position at which the clause prints.

    Attributes:
        link: Whether a person has confirmed that these words answer the rule: confirmed, suspect, not confirmed.
        doubt: What has changed since, of a suspect link.
    """

    document: str
    path: str
    number: str
    title: str
    words: str
    position: str = "standard"
    link: str = ""
    doubt: str = ""


class Met(StrEnum):
    """How a requirement is met: by the standard text, only by a text that was negotiated, or not."""

    COVERED = "covered"
    POSITION = "position"
    NOT_APPLICABLE = "not-applicable"
    OUT_OF_SCOPE = "out-of-scope"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A requirement and what becomes of it in an agreement.

    Attributes:
        kind: requirement or regulation.
        verification: V, S or E of a regulation; of E the locator is still to be confirmed in the text.
        binding: law, binding guideline, guidance, industry, or founding requirement.
        met: How; *covered_by* the printed places.
        reason: Why it does not apply, *by* whom and *on* which day that was decided; scope alone decides without name.
    """

    id: str
    kind: str
    says: str
    binding: str
    met: Met
    covered_by: tuple[Place, ...] = ()
    reason: str = ""
    by: str = ""
    on: str = ""
    verification: str = ""


POSITION, WORDING, VALUE, ROW, OMITTED = "position", "wording", "value", "row", "left out"
"""Kinds of departures."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the agreement leaves the standard: what, what the standard says, what stands here, why, who agreed, when.

    Attributes:
        path: Of the clause or row in its *document*; *number* is the printed one.
        kind: One of the kinds of departures.
        id: Of the value or row.
        marked: The lines in which it differs, with what came and what went.
        blocks: Whether it keeps the agreement from being approved, as a walk-away does.
    """

    title: str
    standard: str
    here: str
    reason: str = ""
    by: str = ""
    on: str = ""
    path: str = ""
    kind: str = ""
    id: str = ""
    document: str = ""
    number: str = ""
    marked: tuple[tuple[Printed, ...], ...] = ()
    blocks: bool = False
