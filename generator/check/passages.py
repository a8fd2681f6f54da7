"""Texts as their authors typed them, sentence by sentence, with the place of each character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.check.written import defined, once
from generator.diagnostic import Span
from generator.document.blocks import Document
from generator.kept import kept_with, last_kept
from generator.model.authored import Authored
from generator.model.clause import GUIDANCE, ClauseSource
from generator.model.draft import Draft


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a clause, or one field of a row.

    Attributes:
        text: The characters as typed, signs of terms and blanks included.
        source: The clause and section it stands in, and the index of its first character there; None for a field.
        field: Where the field stands; for a clause the place of its first character.
    """

    text: str
    field: Span
    source: tuple[ClauseSource, str, int] | None = None

    def place(self, start: int, end: int) -> Span:
        """Return where the characters from *start* to *end* stand; of a field, the field."""
        if self.source is None:
            return self.field
        clause, section, at = self.source
        first = clause.place(section, at + start)
        return replace(first, end=first.start + end - start)


def finder(pattern: re.Pattern[str]) -> Callable[[str], tuple[re.Match[str], ...]]:
    """Return the function that returns all that *pattern* finds in a text, and keeps it: agreements share most of their
    texts, and in most of these there is nothing.
    """

    @lru_cache(maxsize=8_192)
    def find(text: str) -> tuple[re.Match[str], ...]:
        return tuple(pattern.finditer(text))

    return find


@once
def passages(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Passage]:
    """Yield the sentences of every position of the clauses that are in, and the prose fields of definitions and
    rows.
    """
    yield from clause_passages(draft)
    for id_ in sorted(defined(documents)):
        term = draft.terms[id_].term
        yield Passage(term.definition, term.place("definition"))
    for name, rows in draft.rows.items():
        for row in rows if name not in ("terms", "values") else ():
            yield from field_passages(row.record)
    yield from (Passage(one, draft.agreement.place_of("recitals", one)) for one in draft.agreement.recitals)


@last_kept
def clause_passages(draft: Draft) -> tuple[Passage, ...]:
    """Return the lines of every position of the clauses that are in; a line is a sentence."""
    sources = [chosen.source for chosen in draft.clauses]
    return tuple(one for source in sources for section in lines_of(source) for one in lines(source, section))


def lines(source: ClauseSource, section: str) -> Iterator[Passage]:
    """Yield each line of a section that holds words."""
    for text, place, at in lines_of(source)[section]:
        yield Passage(text, place, (source, section, at))


@kept_with
def lines_of(source: ClauseSource) -> dict[str, tuple[tuple[str, Span, int], ...]]:
    """Return by section, guidance apart, each line that holds words, its place, and where it begins; agreements share
    most of their clauses.
    """
    texts = ((section, raw) for section, raw in source.raw.items() if section != GUIDANCE)
    return {section: tuple((text, source.place(section, at), at) for text, at in worded(raw)) for section, raw in texts}


def worded(raw: str) -> Iterator[tuple[str, int]]:
    """Yield each line of *raw* that holds words, and where it begins."""
    at = 0
    for line in raw.splitlines(keepends=True):
        if line.strip() and not line.lstrip().startswith("::"):
            yield line.rstrip(), at
        at += len(line)


def field_passages(record: Authored) -> Iterator[Passage]:
    """Yield the prose fields of *record* that say something."""
    for field in type(record).prose_fields():
        text = getattr(record, field.replace("-", "_"), "")
        if text:
            yield Passage(str(text), record.place(field))
