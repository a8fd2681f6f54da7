"""An amendment: a short document of its own with the chapters and annexes that replace those of the same number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.compose.front import all_parties, control, enumerated, section_labels
from generator.compose.phrases import phrase_text
from generator.compose.tables import party_named
from generator.compose.text import phrase, plain_line
from generator.document.blocks import Block, Document, Facts, Heading, Paragraph, Section, SignatureBlock
from generator.document.walk import sections
from generator.model.agreement import Amendment
from generator.model.draft import Draft

AMENDMENT = "amendment"


def amendments(draft: Draft, documents: Mapping[str, Document]) -> dict[str, Document]:
    """Return the amendment that brings the working draft about, by id; nothing for a version that is none."""
    record = draft.agreement.amendment
    if record is None or not documents:
        return {}
    main = next(iter(documents.values()))
    facts = facts_of(main.facts, record)
    replaced = [
        of_document(one, document, main)
        for document in documents.values()
        for one in sections(document)
        if one.path in record.replaces
    ]
    labels: dict[str, str] = {}
    for document in documents.values():
        labels |= labels_in(document, main)
    return {
        AMENDMENT: replace(
            main,
            facts=facts,
            control=control(draft, facts, labels),
            opening=opening(draft, main, record),
            chapters=tuple(one for one in replaced if not one.annex),
            annexes=tuple(one for one in replaced if one.annex),
            signatures=main.signatures and signed(draft, main.signatures, facts),
            elsewhere=(),
        )
    }


def facts_of(main: Facts, record: Amendment) -> Facts:
    """Return what cover, header and footer of the amendment say."""
    return replace(
        main,
        document=AMENDMENT,
        title=f"Amendment No. {record.number}",
        subject=f"to {main.title} {main.number}, version {record.amends}",
        number=f"{main.number}-A{record.number}",
    )


def of_document(section: Section, document: Document, main: Document) -> Section:
    """Return a chapter or annex whose title names its document, unless it is of the agreement itself: each document
    counts its annexes by itself, and "Annex 1" alone would replace that of the agreement.
    """
    if document is main:
        return section
    return replace(section, title=f"{section.title} ({document.facts.title} {document.facts.number})")


def labels_in(document: Document, main: Document) -> dict[str, str]:
    """Return how the history of an amendment calls chapters and annexes, by id; those of another document with its
    number.
    """
    where = "" if document is main else f" of {document.facts.number}"
    return {id_: f"{label}{where}" for id_, label in section_labels(sections(document)).items()}


def signed(draft: Draft, block: SignatureBlock, facts: Facts) -> SignatureBlock:
    """Return the signature page of an amendment: what it signs, and when that takes effect."""
    above = phrase(phrase_text(draft, "amendment-signing"), {"effective": facts.printed("effective")})
    below = phrase(phrase_text(draft, "signature-below"), {"version": facts.version, "number": facts.number})
    return replace(block, above=above, below=below)


def opening(draft: Draft, main: Document, record: Amendment) -> tuple[Block, ...]:
    """Return between whom the amendment is made, what it changes, and why."""
    facts = {
        "master": f"{main.facts.title}\u00a0{main.facts.number}",
        "version": record.amends,
        "parties": enumerated([party_named(draft, party) for party in draft.agreement.parties]),
    }
    return (
        Heading("opening/parties", phrase_text(draft, "amendment-between")),
        *all_parties(draft),
        Heading("opening/terms", phrase_text(draft, "agreed-terms")),
        Paragraph("opening/amendment", phrase(phrase_text(draft, "amendment"), facts)),
        Paragraph("opening/reason", plain_line(record.reason)),
    )
