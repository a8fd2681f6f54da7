"""What a returned file proposes, and what was decided: the records of a round of review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.files import short_digest
from generator.model.authored import Authored, Listed
from generator.model.choices import choice
from generator.model.values import Flag, Plain, Reason


class What(StrEnum):
    """What kind of change is proposed."""

    VALUE = "value"
    POSITION = "position"
    WORDING = "wording"
    TITLE = "title"
    DEFINITION = "definition"
    CELL = "cell"
    ROW_IN = "row in"
    ROW_OUT = "row out"
    ROW_MOVED = "row moved"
    CLAUSE_IN = "clause in"
    CLAUSE_OUT = "clause out"
    CLAUSE_MOVED = "clause moved"
    LINE_IN = "line in"
    LINE_OUT = "line out"
    LINE_MOVED = "line moved"
    MERGED = "merged"
    SPLIT = "split"
    PARTY = "party"
    COMMENT = "comment"
    FORM = "formatting"
    UNPLACED = "cannot place"


class Decision(StrEnum):
    """What a person decided."""

    OPEN = "open"
    ACCEPT = "accept"
    REJECT = "reject"
    COUNTER = "counter"


class Proposal(Authored):
    """One change that a returned file proposes."""

    id: Plain = Field(description="made from what it says: the same change read twice has the same id")
    what: Annotated[What, BeforeValidator(choice(What))] = Field(description="kind of change")
    where: Plain = Field(description="number and title of the place, or what the file calls it")
    path: Plain = Field(default="", description="path id of the place in the document that was sent")
    value: Plain = Field(default="", description="id of the value, of a change of value")
    position: Plain = Field(default="", description="the position of the library that the new words are")
    old: str = Field(default="", description="the words that were sent")
    new: str = Field(default="", description="the words that came back")
    after: Plain = Field(default="", description="path id of the line that new or moved words stand behind now")
    above: str = Field(default="", description="the words of that line")
    levels: Plain = Field(
        default="",
        description="depth of each new or moved line below its clause: 0 for a paragraph, 1 for an item; title for that"
        " of a clause in a new chapter; changed where only the form of a line says that it stands otherwise",
    )
    by: Plain = Field(default="", description="author as the file names them; empty for a change made without tracking")
    on: Plain = Field(default="", description="date as the file has it")
    tracked: Annotated[str, BeforeValidator(str)] = Field(
        default="yes", description="yes; no: found by comparing; or in part"
    )
    approver: Plain = Field(default="", description="role that may agree to it")
    note: Plain = Field(default="", description="what to know before deciding")
    also: Plain = Field(
        default="",
        description="path ids of further places, blanks between them: where the file changed the value alike, or the"
        " lines that stand below a new title now",
    )
    decision: Annotated[Decision, BeforeValidator(choice(Decision))] = Field(
        default=Decision.OPEN, description="open, accept, reject or counter"
    )
    only_here: Flag = Field(
        default=False,
        description="of a value: yes changes this place alone, as a value of its own; no, wherever the value prints",
    )
    counter: str = Field(default="", description="other words that we offer")
    reason: Reason = Field(default="", description="why it was decided so")
    decided_by: Plain = Field(default="", description="name and title of who decided")
    decided_on: Plain = Field(default="", description="day of the decision: 2026-11-20")
    applied: Plain = Field(default="", description="where apply wrote it; empty while it has not")

    @property
    def places(self) -> tuple[str, ...]:
        """The path ids of all places where the file changed it."""
        return (self.path, *self.also.split())


class Round(Authored):
    """A returned file, read."""

    agreement: Plain = Field(description="id of the agreement")
    document: Plain = Field(description="id of the document")
    version: Plain = Field(description="version and draft that was sent: 1.0 draft 3")
    file: Plain = Field(description="name of the file that came back")
    hash: Plain = Field(description="SHA-256 of that file, the first 16 hex")
    against: Plain = Field(description="hash of what was sent, the first 16 hex")
    recognised: Plain = Field(
        default="",
        description="of a file that came without its properties: by what it was known again, or whose word it was",
    )
    proposals: Listed[Proposal] = Field(default=(), description="in the order of the document")


WORKBOOK = "workbook"
"""Stands for the document of a round that was read from a workbook."""


def by_approver(several: Iterable[Proposal]) -> list[tuple[str, list[Proposal]]]:
    """Return proposals by the role that may agree to them, in the order of the document; those of no role last."""
    found: dict[str, list[Proposal]] = {}
    for one in several:
        found.setdefault(one.approver, []).append(one)
    return sorted(found.items(), key=lambda pair: pair[0] == "")


def numbered(found: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals with ids made from what they say; two alike are told apart by their order."""
    seen: Counter[str] = Counter()
    made: list[Proposal] = []
    for one in found:
        said = (one.what, one.path or one.where, one.value, one.old, one.new)
        stem = short_digest("|".join(said))[:8]
        seen[stem] += 1
        made.append(one.model_copy(update={"id": stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"}))
    return made
