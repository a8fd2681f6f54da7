"""The class of a change in the matrix against the clauses that class the same change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.check.notices import ASIDE, chosen_lines
from generator.check.passages import Passage
from generator.check.tables import CLASSES, STRENGTH, asks_first, binding_field
from generator.check.wording import stems
from generator.diagnostic import Diagnostic, kind
from generator.document.blocks import Document
from generator.model.choices import ChangeClass
from generator.model.draft import Draft
from generator.model.matrices import ChangeType

CLASS_DISAGREES = kind(
    "class-disagrees",
    "A row of the change matrix has another class than the clause that classes the same change.",
    matters="One side would ask first and the other would only report; each could point at its own place.",
    cure="Give both the same class; the decision rule holds for what no row names.",
)

CLASSED = re.compile(
    r"\bshall (?:also )?(?:treat|handle|class|notify [^.]{0,80}? of) (?P<what>[^.]{0,300}?)"
    r" as an? \[(?P<class>[^\[\]]+)\]"
)
APPROVED = re.compile(
    r"\bshall not\b[^.]{0,200} before the \[Contract Giver\] has (?:\w+ and )?approved (?:the |each )?"
    r"(?P<what>\[[^\[\]]+\])"
)
"""What may not begin before the giver has approved it: a change that asks first."""
COMMON = frozenset({"change", "each", "such", "altera", "that", "which", "their", "them", "with", "before"})
"""Words that do not say which change is meant."""
SAME_CHANGE = 2
"""Words that a row and a sentence share before they name the same change."""


class Classed(NamedTuple):
    """A sentence that puts a change into a class; *term* is what may not begin before it is approved."""

    passage: Passage
    words: frozenset[str]
    into: ChangeClass
    at: tuple[int, int]
    term: str = ""


def disagreeing_classes(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report rows of the change matrix that a clause puts into another class, each once."""
    several = tuple(classed(draft))
    clinical = str(draft.agreement.scope.stage) == "clinical"
    for row in draft.typed("changes", ChangeType):
        field = "clinical" if clinical else "commercial"
        own = row.record.clinical if clinical else row.record.commercial
        words = stems(ASIDE.split(row.record.type)[0]) - COMMON
        other = next((one for one in several if one.into is not own and same_change(one, row.record.type, words)), None)
        if other and not weak_in_itself(row.record, field):
            yield CLASS_DISAGREES.at(
                row.record.place(field),
                f"{row.record.id} is {own}, and a clause puts the same change into {other.into}",
                hint=f"{field}: {other.into}, or correct the clause",
                seen=((other.passage.place(*other.at), "the clause"),),
            )


def weak_in_itself(change: ChangeType, field: str) -> bool:
    """Tell whether the row is reported already as weaker than its own words allow."""
    by_filing = bool(binding_field(change)) and not asks_first(change, field)
    return by_filing or STRENGTH[change.clinical] < STRENGTH[change.commercial]


def classed(draft: Draft) -> Iterator[Classed]:
    """Yield the sentences that put a change into a class."""
    by_term = {term: class_ for class_, term in CLASSES.items()}
    for passage in chosen_lines(draft):
        found = CLASSED.search(passage.text)
        class_ = by_term.get(draft.forms.get(found["class"], "")) if found else None
        if found and class_:
            yield Classed(passage, stems(found["what"]) - COMMON, class_, found.span("class"))
        approved = APPROVED.search(passage.text)
        if approved and not stems(approved["what"]) <= COMMON:
            what = stems(approved["what"]) - COMMON
            yield Classed(passage, what, ChangeClass.TELL_AND_DO, approved.span("what"), approved["what"])


def same_change(said: Classed, type_: str, row: frozenset[str]) -> bool:
    """Tell whether a sentence and a row name the same change; what waits for approval is what the row begins with."""
    if said.term:
        return type_.startswith(said.term)
    return bool(said.words) and (said.words <= row or len(said.words & row) >= SAME_CHANGE)
