"""What the internal reports share: a number of their own beside the agreement, and nobody signs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.compose.numbering import chapter_number
from generator.compose.text import Running
from generator.document.blocks import INTERNAL, Block, Document, Lead, Paragraph, Section
from generator.document.reports import Name
from generator.model.rows import MAIN
from generator.prose import Text

Chapters = Sequence[tuple[str, str, Sequence[Block]]]
"""For each chapter its path, its title and its blocks."""


def report(documents: Mapping[str, Document], name: Name, lead: Sequence[Running], chapters: Chapters) -> Document:
    """Return an internal report on *documents*, opened by the paragraphs of *lead*; its chapters lie on their side."""
    main = documents.get(MAIN) or next(iter(documents.values()))
    facts = replace(
        main.facts,
        document=name.id,
        title=name.title,
        number=f"{main.facts.number}-{name.suffix}",
        status=INTERNAL,
        dated=INTERNAL,
        confidentiality="Internal",
    )
    sections = [
        Section(path, chapter_number(count), title, tuple(blocks), landscape=True)
        for count, (path, title, blocks) in enumerate(chapters, 1)
    ]
    return Document(
        facts=facts,
        parties=main.parties,
        control=(),
        opening=tuple(leads(name.id, lead)),
        chapters=tuple(sections),
        signatures=None,
        annexes=(),
        inputs=main.inputs,
    )


def leads(id_: str, texts: Sequence[Running]) -> list[Paragraph]:
    """Return the paragraphs above the first chapter."""
    return [Paragraph(f"{id_}/lead-{count}", text, lead=Lead.KEY) for count, text in enumerate(texts, 1)]


def plain_text(words: str) -> Running:
    """Return *words* as running text; none for none."""
    return (Text(words),) if words else ()


def dated(by: str, on: str) -> str:
    """Return who decided and when: ``Head of Quality, 2 October 2026``."""
    return ", ".join(part for part in (by, on) if part)
