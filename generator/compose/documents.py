"""The documents of an agreement, all at once: each refers to the others by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.compose.annex_lines import annex_list
from generator.compose.front import control, cover_parties, enumerated, facts_of, opening, section_labels, signatures
from generator.compose.link import Linker, Target, citing, figure_targets, link, targets_of
from generator.compose.matrices import place
from generator.compose.numbering import annex_number
from generator.compose.phrases import phrase_or, phrase_text
from generator.compose.sections import Builder
from generator.compose.tables import party_named
from generator.compose.text import phrase, prose_line
from generator.compose.usage import used_terms
from generator.document.blocks import Block, Document, Lead, Paragraph
from generator.document.figures import with_figures
from generator.document.walk import plain
from generator.model.draft import Draft
from generator.model.rows import MAIN, DocumentRow

FIGURE_WORD = "Figure"


def compose(draft: Draft) -> dict[str, Document]:
    """Return the documents of *draft* by id, in the order of documents.yaml: numbered, linked, each block with its
    source.
    """
    used = used_terms(draft)
    rows = [row.record for row in draft.rows["documents"] if isinstance(row.record, DocumentRow)]
    raw = {row.id: build(draft, row, rows, used) for row in rows}
    targets = dict(all_targets(draft, raw))
    called = called_by(draft, rows)
    linked = {id_: link(document, Linker(draft, id_, targets, called).line) for id_, document in raw.items()}
    word, several = figure_word(draft), tuple(linked.values())
    figured = {id_: with_figures(document, word, several) for id_, document in linked.items()}
    figures = dict(target for document in figured.values() for target in figure_targets(document))
    return {
        id_: citing(document, Linker(draft, id_, figures | dict(figure_targets(document)), called))
        for id_, document in figured.items()
    }


def figure_word(draft: Draft) -> str:
    """Return what stands before the number of a figure: the phrase ``reference-figure``, where a library has one."""
    return phrase_or(draft, "reference-figure", FIGURE_WORD)


def build(draft: Draft, row: DocumentRow, rows: list[DocumentRow], used: frozenset[str]) -> Document:
    """Return one document with its numbers, its inlines not yet filled."""
    facts = facts_of(draft, row)
    annex = phrase_text(draft, "reference-annex")
    builder = Builder(draft, lambda matrix: place(draft, used, matrix), annex, phrase_text(draft, "reference-table"))
    chapters, annexes = builder.sections(row.id, "chapter"), builder.sections(row.id, "annex")
    return Document(
        facts=facts,
        parties=cover_parties(draft),
        control=(*control(draft, facts, section_labels((*chapters, *annexes))), *annex_list(draft, annexes)),
        opening=opening(draft) if row.id == MAIN else subsidiary(draft),
        chapters=chapters,
        signatures=signatures(draft, facts, row) if row.signing else None,
        annexes=annexes,
        elsewhere=elsewhere(draft, rows, len(annexes), annex) if row.id == MAIN else (),
        inputs=draft.inputs,
    )


def subsidiary(draft: Draft) -> tuple[Block, ...]:
    """Return the paragraph that opens a document below the agreement."""
    facts = {
        "master": f"Quality Agreement\u00a0{draft.agreement.number}",
        "parties": enumerated([party_named(draft, party) for party in draft.agreement.parties]),
    }
    return (Paragraph("opening/subsidiary", phrase(phrase_text(draft, "subsidiary"), facts), lead=Lead.KEY),)


def elsewhere(draft: Draft, rows: list[DocumentRow], annexes: int, word: str) -> tuple[tuple[str, str], ...]:
    """Return the annexes that are documents of their own: label and title with number."""
    others = [row for row in rows if row.id != MAIN]
    return tuple(
        (annex_number(count, word).full, f"{row.title} ({draft.agreement.number}-{row.suffix})")
        for count, row in enumerate(others, annexes + 1)
    )


def all_targets(draft: Draft, documents: Mapping[str, Document]) -> Iterator[tuple[str, Target]]:
    """Yield everything that a reference may name, in any document."""
    annex, clause = phrase_text(draft, "reference-annex"), phrase_text(draft, "reference-clause")
    for document in documents.values():
        yield from targets_of(document, annex, clause)


def called_by(draft: Draft, rows: list[DocumentRow]) -> dict[str, str]:
    """Return how a text of another document calls each document."""
    linker = Linker(draft, "", {}, {})
    return {row.id: plain(linker.line(prose_line(row.called))) for row in rows}
