"""Registers made beside the documents: duties and coverage, each entry with the place where it prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty read from its sentence.

    Attributes:
        id: Permanent id of the duty, or ``clause/sentence`` when the clause gives it none.
        document: Id of the document, *path* and *number* the clause in it.
        party: giver, acceptor, or each.
        actor: The party as printed.
        does: The activity in one word; empty when the clause does not say.
        limit: The time limit as printed, *value* its id, *starts* the id of the event that starts its clock; empty
            without limit.
        sentence: The words as printed.
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where something prints: document, path, number of the clause or id of the row, and its words."""

    document: str
    path: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A requirement (*kind* requirement or regulation) and the places that cover it; none is a gap."""

    id: str
    kind: str
    says: str
    covered_by: tuple[Place, ...]
