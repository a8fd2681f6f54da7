"""The period of notice in a row of the change matrix against the clause that gives notice of the same change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.passages import Passage, lines
from generator.check.wording import LIMIT, quantity_of, stems
from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Document
from generator.kept import last_kept
from generator.model.draft import Draft
from generator.model.lengths import compared
from generator.model.matrices import ChangeType
from generator.model.values import Quantity

NOTICE_DISAGREES = kind(
    "notice-disagrees",
    "A row of the change matrix gives another period of notice than the clause about the same change, or none where "
    "the clause says that the matrix states it.",
    matters="The annex and the text would promise two periods; each side would point at its own.",
    cure="Give both the same period; best let the clause refer to the annex, and keep the period in the row alone.",
)

SHALL = re.compile(r"\bshall\b", re.IGNORECASE)
TELLS = re.compile(r"\b(?:notice|notify|notifies|tell|inform|announce)", re.IGNORECASE)
BLANK = re.compile(r"\{\{\s*([a-z0-9-]+)\s*\}\}")
LATER = re.compile(r"\W{0,4}(?:after|from|of)\b")
"""Words behind a limit that does not run before the change."""
ASIDE = re.compile(r",? (?:with|without|whatever|that|in)\b|, (?=not\b)")
"""Words at which the name of a change ends and its conditions begin."""
STATED_THERE = re.compile(r"notice[^.]*@AX-CHANGES\b")


def disagreeing_notices(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report periods of notice of change rows that differ from the clause about the same change, each once."""
    telling = [passage for passage in chosen_lines(draft) if tells(passage.text)]
    words = [stems(passage.text) for passage in telling]
    for row in draft.typed("changes", ChangeType):
        subject = stems(ASIDE.split(row.record.type)[0])
        same = [passage for passage, said in zip(telling, words, strict=True) if len(subject) > 1 and subject <= said]
        yield from [found for passage in same for found in beside(draft, row.record, passage)][:1]


def tells(text: str) -> bool:
    """Tell whether a sentence binds somebody to tell another."""
    bound = SHALL.search(text)
    return bound is not None and TELLS.search(text, bound.end()) is not None


@last_kept
def chosen_lines(draft: Draft) -> tuple[Passage, ...]:
    """Return the sentences of the clauses, each at its chosen position."""
    return tuple(one for chosen in draft.clauses for one in lines(chosen.source, chosen.position))


def beside(draft: Draft, change: ChangeType, passage: Passage) -> Iterator[Diagnostic]:
    """Report the notice of *change* that the sentence gives otherwise or leaves to a row that has none."""
    if change.notice is None:
        if STATED_THERE.search(passage.text):
            yield NOTICE_DISAGREES.at(
                change.span,
                f"{change.id} has no period of notice, and the clause says that this row states it",
                hint="notice: the period, such as 30 calendar days",
                seen=((passage.field, "the clause"),),
            )
        return
    for length, place in limits(draft, passage):
        if compared(change.notice, length) != 0:
            yield NOTICE_DISAGREES.at(
                change.place("notice"),
                f"{change.id} gives a notice of {change.notice}, and the clause says {length}",
                hint=f"notice: {length}, or correct the clause; it may refer to @AX-CHANGES instead of a period",
                seen=((place, "the clause"),),
            )


def limits(draft: Draft, passage: Passage) -> Iterator[tuple[Quantity, Span]]:
    """Yield the lengths of time in a sentence, as blanks or typed, that run before the change."""
    for found in BLANK.finditer(passage.text):
        filled = draft.values.get(found[1])
        if filled and isinstance(filled.value, Quantity) and not LATER.match(passage.text, found.end()):
            yield filled.value, passage.place(*found.span())
    for found in LIMIT.finditer(BLANK.sub(lambda blank: "\0" * len(blank[0]), passage.text)):
        if not LATER.match(passage.text, found.end()):
            yield quantity_of(found), passage.place(*found.span())
