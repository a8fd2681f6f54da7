"""Capitalised words: a text writes a defined term in brackets, and nothing else looks like one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from generator.check.passages import Passage, passages
from generator.check.wording import LIMIT, SIGNS, covered
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.draft import Draft
from generator.model.rows import Row
from generator.model.values import MONTHS

CAPITALISED_WORD = kind(
    "capitalised-word",
    "A word of a clause has a capital, as a defined term has, and is neither in brackets nor a name that is known.",
    matters="A reader takes it for a defined term and looks for a definition that is not there.",
    cure="Put a term in brackets, [Batch]; write any other word in lower case; or, if it is the name of a law, a body "
    "or a system, add it to capitals.yaml.",
    severity=Severity.WARNING,
)

CAPITALISED = re.compile(r"(?<![\w\0’'.-])[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*(?![\w-])(?! (?:\d|[A-Z]+(?!\w)))")
"""Words with a capital; one before a number or a letter points somewhere, as in Part 11 or Grade A."""
IN_BRACKETS = re.compile(r"\[[^\]]*\]|@[\w().-]+")
OPENS = re.compile(r"(?:^|[.!?:])(?: *(?:\([a-z0-9]+\)|-))? *[\"“‘(]?\Z")
"""What stands before the first word of a sentence or an item."""
MOST_BEFORE = 60
"""Characters before a word that say whether it is the first of its sentence."""
NAMED = ("title", "name", "word", "term", "level", "label")
"""Fields of rows whose words are names."""

Names = Mapping[str, frozenset[str]]


def loose_capitals(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report capitalised words in clauses that are no term in brackets, no known name and no first word."""
    names = known_names(draft)
    for passage in passages(draft, documents):
        if passage.source is not None:
            yield from capitals_in(passage, names, draft)


def capitals_in(passage: Passage, names: Names, draft: Draft) -> Iterator[Diagnostic]:
    """Yield a finding for each capitalised word or run of words of one sentence."""
    text, runs = capitalised(passage.text)
    for start, end, words in runs:
        if not is_name(words, text, names):
            hint = f"write [{words}]" if words in draft.forms else "write it in lower case, or define it in terms.yaml"
            yield CAPITALISED_WORD.at(
                passage.place(start, end),
                f'"{words}" has a capital and is no term in brackets',
                hint=f"{hint}; a name of a law, a body or a system goes into capitals.yaml",
            )


@lru_cache(maxsize=8_192)
def capitalised(written: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Return a text without terms, references and limits, and its capitalised words that do not begin a sentence: where
    each run of them begins and ends, and the words. Agreements share most of their texts.
    """
    text = IN_BRACKETS.sub(covered, SIGNS.sub(covered, written))
    text = LIMIT.sub(covered, text)  # reported as a typed limit
    runs = []
    for found in CAPITALISED.finditer(text):
        start, words = found.start(), found[0]
        if OPENS.search(behind(text[:start].lstrip())):
            first, _, words = words.partition(" ")
            start += len(first) + 1
        if words:
            runs.append((start, found.end(), words))
    return text, tuple(runs)


def behind(text: str) -> str:
    """Return the end of *text*, behind a sign that opens nothing; the beginning of a long one says nothing here."""
    return text if len(text) <= MOST_BEFORE else f"\0{text[-MOST_BEFORE:]}"


def is_name(words: str, text: str, names: Names) -> bool:
    """Tell whether each of *words* belongs to a known name that *text* holds."""
    return all(any(name in text for name in names.get(word, ())) for word in words.split())


def known_names(draft: Draft) -> Names:
    """Return what may have a capital without being a term, by each word of it: names of records, parties, months."""
    known: dict[str, set[str]] = defaultdict(set)
    for name in (*names_of_rows(draft), *names_of_agreement(draft), *MONTHS):
        for word in CAPITALISED.findall(name):
            for one in word.split():
                known[one].add(name)
    return {word: frozenset(several) for word, several in known.items()}


def names_of_rows(draft: Draft) -> Iterator[str]:
    """Yield the titles of rows, terms apart: their capitals are what brackets are for."""
    for kind_, rows in draft.rows.items():
        for row in rows if kind_ not in ("terms", "values") else ():
            for field in names_in(type(row.record)):
                yield str(getattr(row.record, field)).removeprefix("the ")


@cache
def names_in(model: type[Row]) -> tuple[str, ...]:
    """Return the fields of a kind of rows whose words are names."""
    return tuple(field for field in NAMED if field in model.model_fields or hasattr(model, field))


def names_of_agreement(draft: Draft) -> Iterator[str]:
    """Yield the names of parties, sites, products and people."""
    agreement = draft.agreement
    for party in agreement.parties:
        for entity in party.entities:
            yield from (entity.name, entity.short, entity.address)
    yield from (name for site in agreement.sites for name in (site.name, site.address))
    yield from (product.name for product in agreement.products)
    yield from (name for contact in draft.contacts for name in (contact.name, contact.title))
    yield from (related.title for related in agreement.related.values())
