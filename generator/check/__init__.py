"""What is wrong with an agreement as a whole: each check is a function here, a case file and a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.check.accepted import accept
from generator.check.links import unknown_requirements, unknown_rows
from generator.check.parties import unknown_people, unknown_places
from generator.check.references import broken_references, unknown_matrices, unknown_topics
from generator.check.responsibility import unaccountable_rows
from generator.check.terms import undefined_terms, unused_terms
from generator.check.values import open_points, unfilled_blanks
from generator.check.wording import loose_words, placeholder_words, typed_limits
from generator.diagnostic import Diagnostic
from generator.document.blocks import Document
from generator.model.draft import Draft

__all__ = ["CHECKS", "Check", "accept", "check"]

Check = Callable[[Draft, Mapping[str, Document]], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    undefined_terms,
    unused_terms,
    broken_references,
    unknown_matrices,
    unknown_topics,
    unfilled_blanks,
    open_points,
    unaccountable_rows,
    unknown_people,
    unknown_places,
    unknown_rows,
    unknown_requirements,
    placeholder_words,
    typed_limits,
    loose_words,
)


def check(draft: Draft, documents: Mapping[str, Document]) -> list[Diagnostic]:
    """Return everything that the checks find in an agreement and its documents."""
    return [found for one in CHECKS for found in one(draft, documents)]
