"""Closed lists: the words from which a field takes one, and the parser that says which words there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from generator.diagnostic import closest


class Audience(StrEnum):
    """Who reads a copy: an inspector of an authority, or somebody outside the parties."""

    INSPECTOR = "inspector"
    OUTSIDE = "outside"


class Readers(StrEnum):
    """Who may see a clause, row, value or person, the fewest first."""

    PARTIES = "parties"
    INSPECTOR = "inspector"
    EVERYBODY = "everybody"

    def include(self, audience: Audience) -> bool:
        """Tell whether *audience* is among these readers."""
        return self is Readers.EVERYBODY or (self is Readers.INSPECTOR and audience is Audience.INSPECTOR)


def fewer(one: Readers, other: Readers) -> Readers:
    """Return the narrower of two circles of readers."""
    order = list(Readers)
    return min(one, other, key=order.index)


class Side(StrEnum):
    """To which side a role belongs."""

    GIVER = "giver"
    ACCEPTOR = "acceptor"
    THIRD = "third"
    FOURTH = "fourth"
    EACH = "each"
    JOINT = "joint"
    NONE = "none"


class PartyRole(StrEnum):
    """What a party is to the agreement; how it prints is the agreement's choice.

    ``third`` and ``fourth`` are places and no names: a term of the agreement or profile says what the party is.
    """

    GIVER = "giver"
    ACCEPTOR = "acceptor"
    THIRD = "third"
    FOURTH = "fourth"


class Stage(StrEnum):
    """Whether the products are on the market or in trials; change classes have a column for each."""

    COMMERCIAL = "commercial"
    CLINICAL = "clinical"


class ScopeField(StrEnum):
    """Fields of a scope whose words stand in ``scopes.yaml``; the others have lists of their own."""

    SERVICES = "services"
    REGIONS = "regions"
    DOSAGE_FORMS = "dosage-forms"
    PHASES = "phases"


class Precedence(StrEnum):
    """Which agreement goes first where two of them say different things on quality."""

    QUALITY_AGREEMENT = "quality-agreement-first"
    SUPPLY_AGREEMENT = "supply-agreement-first"
    BY_SUBJECT = "by-subject"


class Capitals(StrEnum):
    """Which defined terms print in capitals."""

    NONE = "none"
    PARTIES = "parties"
    TERMS = "terms"


class Matrices(StrEnum):
    """How the one record of responsibilities prints: as letters, as marks, or as sentences in a column a party."""

    LETTERS = "raci"
    MARKS = "marks"
    SENTENCES = "sentences"


class ListOrTable(StrEnum):
    """How definitions print."""

    LIST = "list"
    TABLE = "table"


class Services(StrEnum):
    """How the services of sites print: as words in a column, or as a checklist with a column a service."""

    WORDS = "words"
    CHECKLIST = "checklist"


class Numbering(StrEnum):
    """How chapters, clauses and paragraphs are numbered: 22. 22.1 (a), 22 22.1 22.1.1, or 22.0 22.1 22.1.1."""

    LETTERED = "lettered"
    DECIMAL = "decimal"
    DECIMAL_ZERO = "decimal-zero"


class Part(StrEnum):
    """What some agreements have and others do not; clauses and rows may depend on it."""

    THIRD_PARTY = "third-party"
    AFFILIATES = "affiliates"
    REPLACED = "replaced-agreement"
    CHAIN = "contract-chain"
    IMPORTS = "imported-terms"
    VENDORS = "vendors"
    ATTACHMENTS = "attachments"


class Involvement(StrEnum):
    """R does the work, A answers for it, C is consulted before, I is informed."""

    RESPONSIBLE_ACCOUNTABLE = "R/A"
    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    CONSULTED = "C"
    INFORMED = "I"

    @property
    def accountable(self) -> bool:
        """Whether this code answers for the outcome."""
        return self in (Involvement.ACCOUNTABLE, Involvement.RESPONSIBLE_ACCOUNTABLE)

    @property
    def responsible(self) -> bool:
        """Whether this code does the work."""
        return self in (Involvement.RESPONSIBLE, Involvement.RESPONSIBLE_ACCOUNTABLE)


class Counting(StrEnum):
    """What the deadlines of a ladder count from."""

    TRIGGER = "trigger"
    DUE_DATE = "due date"


class ValueKind(StrEnum):
    """Whether a value is text; without it a value is a number with its unit."""

    WORDS = "words"


class Combining(StrEnum):
    """What holds when two layers of one rank give different values."""

    SHORTEST = "shortest"
    LONGEST = "longest"


class ChapterKind(StrEnum):
    """What a topic prints as."""

    CHAPTER = "chapter"
    ANNEX = "annex"


class Judged(StrEnum):
    """How often an indicator is judged."""

    MONTH = "month"
    QUARTER = "quarter"


class Binding(StrEnum):
    """How strongly a rule of the catalogue binds."""

    LAW = "law"
    BINDING_GUIDELINE = "binding guideline"
    GUIDANCE = "guidance"
    INDUSTRY = "industry"


class Verification(StrEnum):
    """How sure we are of a rule: verified in its text, from a secondary source, or expected."""

    VERIFIED = "V"
    SECONDARY = "S"
    EXPECTED = "E"


class ChangeClass(StrEnum):
    """Tell and Do, Do and Report, Do and Record."""

    TELL_AND_DO = "TD"
    DO_AND_REPORT = "DR"
    DO_AND_RECORD = "DC"


Choice = TypeVar("Choice", bound=StrEnum)


def choice(kinds: type[Choice]) -> Callable[[Any], Choice]:
    """Return the parser of a field that takes one of *kinds*."""

    def parse(text: Any) -> Choice:
        try:
            return kinds(text)
        except ValueError:
            same = [one.value for one in kinds if letters(one) == letters(str(text))]
            close = same[0] if same else closest(str(text), [one.value for one in kinds])
            offer = f'; did you mean "{close}"?' if close else ""
            raise ValueError(f'"{text}" is not one of {", ".join(kinds)}{offer}') from None

    return parse


def letters(text: str) -> list[str]:
    """Return the letters of *text*, small and in order: A/R means R/A."""
    return sorted(re.sub(r"[^a-z0-9]", "", text.casefold()))
