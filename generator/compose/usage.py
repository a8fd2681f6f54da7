"""Which terms an agreement uses: chapter DEF prints those and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import prose
from generator.compose.text import prose_line
from generator.model.draft import Draft
from generator.model.kinds import ROWS, kind_of
from generator.model.values import TERMS, Quantity
from generator.prose import Blank, Inline, Use, sentences

NOT_PRINTED = frozenset({"terms", "values", "events", "chapters"})


def used_terms(draft: Draft) -> frozenset[str]:
    """Return the ids of the terms that clauses, printed rows, recitals and values use, and those that their
    definitions use.
    """
    inlines = [
        *clause_inlines(draft),
        *row_inlines(draft),
        *(one for text in draft.agreement.recitals for one in prose_line(text)),
    ]
    used = set(terms_in(draft, inlines))
    waiting = sorted(used)
    while waiting:
        new = set(terms_in(draft, prose_line(defined_here(draft, waiting.pop())))) - used
        used |= new
        waiting += sorted(new)
    return frozenset(used)


def defined_here(draft: Draft, id_: str) -> str:
    """Return the definition of a term; none for one that another agreement defines."""
    elsewhere = any(id_ in terms for terms in draft.agreement.imports.values())
    return "" if elsewhere else draft.terms[id_].term.definition


def terms_in(draft: Draft, inlines: Iterable[Inline]) -> Iterator[str]:
    """Yield the ids of the terms in *inlines*, those of the units of values included."""
    for inline in inlines:
        if isinstance(inline, Use) and inline.form in draft.forms:
            yield draft.forms[inline.form]
        elif isinstance(inline, Blank):
            filled = draft.values.get(inline.value)
            if filled and isinstance(filled.value, Quantity) and TERMS.get(filled.value.unit) in draft.terms:
                yield TERMS[filled.value.unit]


def clause_inlines(draft: Draft) -> Iterator[Inline]:
    """Yield every inline of the clauses that are in."""
    for clause in draft.clauses:
        for sentence in sentences(clause.prose):
            yield from sentence


def row_inlines(draft: Draft) -> Iterator[Inline]:
    """Yield every inline of the prose fields of the rows that print."""
    placed = {block.matrix for clause in draft.clauses for block in clause.prose if isinstance(block, prose.Placement)}
    for name in map(kind_of, ROWS):
        if name in NOT_PRINTED or (name not in placed and name not in ("phrases", "documents", "matrices", "forms")):
            continue
        for row in draft.rows[name]:
            if name in ("matrices", "forms") and row.record.id not in placed:
                continue
            for field in type(row.record).prose_fields():
                yield from prose_line(str(getattr(row.record, field.replace("-", "_"), "") or ""))
