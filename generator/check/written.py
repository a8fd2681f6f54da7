"""What authors wrote and this agreement uses: each inline with the place where its author mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial, wraps
from typing import TypeVar

from generator.diagnostic import Span
from generator.document.blocks import Document
from generator.document.walk import inlines
from generator.kept import kept_with, last_kept
from generator.model.clause import ClauseSource
from generator.model.draft import Draft
from generator.prose import Definition, Inline, Text, parse_line, sentences

Written = tuple[Inline, Span]
Documents = Mapping[str, Document]
Found = TypeVar("Found")


def once(function: Callable[[Draft, Documents], Iterator[Found]]) -> Callable[[Draft, Documents], tuple[Found, ...]]:
    """Return *function* with its last answer kept: a dozen checks ask the same of one draft, one after another."""

    @last_kept
    @wraps(function)
    def ask(draft: Draft, documents: Documents) -> tuple[Found, ...]:
        return tuple(function(draft, documents))

    return ask


@once
def written(draft: Draft, documents: Documents) -> Iterator[Written]:
    """Yield the inlines of clauses that are in, of printed definitions, of rows and of recitals, each with its
    place.
    """
    yield from in_clauses(draft)
    yield from in_definitions(draft, documents)
    yield from in_rows(draft)
    for text in draft.agreement.recitals:
        yield from ((inline, draft.agreement.place("recitals")) for inline in parse_line(text)[0])


def in_clauses(draft: Draft) -> Iterator[Written]:
    """Yield the inlines of clauses with their exact places."""
    for chosen in draft.clauses:
        yield from inlines_of(chosen.source)[chosen.position]


@kept_with
def inlines_of(source: ClauseSource) -> dict[str, tuple[Written, ...]]:
    """Return the inlines of a clause with their exact places, by position; agreements share most of their clauses."""
    return {
        position: tuple((inline, place_of(inline, where)) for sentence in sentences(prose) for inline in sentence)
        for position, prose in source.prose.items()
        for where in [cache(partial(source.place, position))]
    }


def place_of(inline: Inline, where: Callable[[int], Span]) -> Span:
    """Return where *inline* stands; literal words have no place of their own and need none."""
    return where(0) if isinstance(inline, Text | Definition) else where(inline.at)


def in_definitions(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Written]:
    """Yield the inlines of the definitions that print."""
    for id_ in sorted(defined(documents)):
        term = draft.terms[id_].term
        yield from ((inline, term.place("definition")) for inline in parse_line(term.definition)[0])


@last_kept
def defined(documents: Documents) -> frozenset[str]:
    """Return the ids of the terms that the documents define."""
    return frozenset(
        node.term
        for document in documents.values()
        for _, node in inlines(document)
        if isinstance(node, Definition) and node.term
    )


def in_rows(draft: Draft) -> Iterator[Written]:
    """Yield the inlines of the prose fields of every row that is in, terms and values apart."""
    for name, rows in draft.rows.items():
        if name in ("terms", "values"):
            continue
        for row in rows:
            for field in type(row.record).prose_fields():
                text = str(getattr(row.record, field.replace("-", "_"), "") or "")
                yield from ((inline, row.record.place(field)) for inline in parse_line(text)[0])
