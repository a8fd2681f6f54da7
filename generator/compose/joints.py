"""Words that depend on the term after them: no article before a bare name, no "both" for three parties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from generator.model.draft import Draft
from generator.prose import Text, Use

ARTICLE = re.compile(r"\b[Tt]he $")
OF_TWO = re.compile(r"\b(both|either) $", re.IGNORECASE)
OF_MORE = {"both": "all", "either": "any"}
ONE_A_PARTY = frozenset({"party", "quality-unit", "head-of-quality"})
"""Terms of which each party has one: two parties have both, three have all."""

Word = TypeVar("Word")


def settled(draft: Draft, text: Iterable[Word]) -> tuple[Word | Text, ...]:
    """Return a line whose words before terms fit the names and the number of the parties."""
    return tuple(_settled(draft, [*text]))


def _settled(draft: Draft, text: list[Word]) -> Iterator[Word | Text]:
    for word, after in pairwise([*text, None]):
        if isinstance(word, Text) and isinstance(after, Use):
            words = before(draft, word.text, draft.forms.get(after.form, ""))
            yield from [Text(words)] if words else []
        elif word is not None:
            yield word


def before(draft: Draft, words: str, term: str) -> str:
    """Return *words*, which stand before the term with the id *term*."""
    shown = draft.terms.get(term)
    if shown and shown.bare:
        return ARTICLE.sub("", words)
    if term in ONE_A_PARTY and len(draft.agreement.parties) > 2:
        return OF_TWO.sub(of_more, words)
    return words


def of_more(found: re.Match[str]) -> str:
    """Return what takes the place of a word that counts two, with its capital."""
    word = OF_MORE[found[1].lower()]
    return (word.capitalize() if found[1][0].isupper() else word) + " "
