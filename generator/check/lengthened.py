"""Sentences of a subsidiary document that lengthen a limit of the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.passages import lines
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.draft import Draft
from generator.model.rows import MAIN

LIMIT_LENGTHENED = kind(
    "limit-lengthened",
    "A document below the agreement says that something extends, suspends or stops its limits, or that the longer one "
    "counts.",
    matters="A limit of the agreement runs whatever the plan says; whoever trusts the plan would notify too late.",
    cure="Say that it extends no limit, or change the limit in the agreement itself.",
    severity=Severity.WARNING,
)

LENGTHENS = re.compile(
    r"\b(?:extends?|suspends?|lengthens?|stops?|pauses?|interrupts?) (?:a|an|the|each|every|any|all)"
    r"(?: \w+)? limits?\b|\bthe (?:longer|later|longest|latest) limit (?:applies|governs|counts|prevails)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|never|no|neither|nor)\b[^,;:.]*\Z", re.IGNORECASE)


def lengthened_limits(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report sentences of the plan and the data-governance annex that lengthen limits."""
    subsidiary = {chapter.id for chapter in draft.chapters if chapter.document != MAIN}
    for chosen in draft.clauses:
        if chosen.source.clause.topic not in subsidiary:
            continue
        for passage in lines(chosen.source, chosen.position):
            for found in LENGTHENS.finditer(passage.text):
                if not NEGATED.search(passage.text[: found.start()]):
                    yield LIMIT_LENGTHENED.at(
                        passage.place(*found.span()),
                        f'"{found[0]}" lengthens a limit of the agreement',
                        hint="write that it extends no limit, or that the shorter limit applies",
                    )
