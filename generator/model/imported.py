"""An agreement that others wrote on its way to a folder of ours: what became of each of its words, and what is to be
written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Fate(StrEnum):
    """What became of a passage of the source."""

    MATCHED = "matched"
    CLOSE = "close"
    KEPT = "kept"
    FACT = "fact"
    LEFT = "left"


FATES: Mapping[Fate, str] = {
    Fate.MATCHED: "Says what the library says, word for word; the draft uses the clause or row of the library.",
    Fate.CLOSE: "Kept word for word, in the place of a clause or row of the library that says something alike.",
    Fate.KEPT: "Kept word for word, as wording of this agreement.",
    Fate.FACT: "Read as a fact, a definition or a number; the draft prints it in its own form.",
    Fate.LEFT: "Not in the draft: a person decides.",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the source and what became of it.

    Attributes:
        at: Which paragraph or table of the main text it is, from 1; 0 for what stands beside the text.
        place: Where a reader finds it: its number, or header, footnote.
        text: All its words, the number before them apart.
        number: The number before them, as typed or counted in the source; of a line of the matrix, its marks.
        where: What it became: an id of the draft.
        note: What a person should know: why, or what was guessed.
        near: Id of the library's clause or row that says something alike.
        alike: How much of the words, in per cent.
        pieces: The words compared with those of the library: kept, only in the library, only in the source.
    """

    at: int
    place: str
    text: str
    fate: Fate
    where: str = ""
    note: str = ""
    near: str = ""
    alike: int = 0
    pieces: tuple[tuple[str, str], ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """Something that the source does not say in so many words, and what was assumed."""

    subject: str
    taken: str
    why: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file: every passage, every guess, every reference, every time limit.

    Attributes:
        references: Place, words, and where they lead now; nothing for those that stay typed, with the reason.
        limits: Place, words in the source, value of the library that may be meant, with its standard.
        added: What the draft prints and the source does not say.
        numbers: Each number of the source beside the one that the draft prints.
    """

    file: str
    hash: str
    agreement: str
    passages: tuple[Passage, ...]
    guesses: tuple[Guess, ...] = ()
    references: tuple[tuple[str, str, str, str], ...] = ()
    limits: tuple[tuple[str, str, str, str], ...] = ()
    added: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class OwnClause:
    """A clause file to be written."""

    id: str
    topic: str
    title: str
    order: int
    text: str
    reason: str
    amends: str = ""


@dataclass(slots=True)
class Plan:
    """What is to be written into the folder of the agreement, beside the answers that every new agreement gives."""

    clauses: list[OwnClause] = field(default_factory=list)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    parties: list[dict[str, Any]] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    """Sides whose name takes no article."""
