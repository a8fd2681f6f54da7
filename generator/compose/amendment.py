"""An amendment: a short document of its own with the chapters and annexes that replace those of the same number; or
one annex that is issued by itself, under its own version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.compose.annex_lines import effective_fact
from generator.compose.front import (
    all_parties,
    control,
    control_facts,
    dated,
    day_words,
    enumerated,
    revisions,
    section_labels,
    status_words,
)
from generator.compose.phrases import phrase_or, phrase_text
from generator.compose.tables import party_named
from generator.compose.text import phrase, plain_line
from generator.document.blocks import AMENDMENT, Block, Document, Facts, Heading, Paragraph, Section, SignatureBlock
from generator.document.printed import version_words
from generator.document.walk import sections
from generator.model.agreement import Amendment, AnnexLine, DocumentLine
from generator.model.draft import Draft

PREFIX = "AX-"
"""Before the ids of the library's annexes; in a number of a document it would say nothing."""
REPLACES = "This Amendment replaces {{ parts }}."
SIGNS = (
    "This page signs {{ number }}, version {{ version }}, with every chapter and annex in it. An electronic signature "
    "with printed name, date, time and meaning replaces the handwritten one; its record stays with this page."
)
BETWEEN = "This version of the annex is agreed between"
ISSUE = (
    "Version {{ version }} of {{ annex }} replaces the version before it in {{ master }}, from {{ effective }}. It "
    "changes nothing else: all else stays in force as version {{ amends }} of the agreement has it. Words with capital "
    "letters, and references to clauses and annexes, mean what they mean there."
)
ISSUE_SIGNING = (
    "Each person below signs for the Party named above the signature and confirms the authority to do so. Version "
    "{{ version }} of {{ annex }} takes effect on {{ effective }}."
)
ISSUE_SIGNS = (
    "This page signs version {{ version }} of {{ number }}. An electronic signature with printed name, date, time and "
    "meaning replaces the handwritten one; its record stays with this page."
)


def amendments(draft: Draft, documents: Mapping[str, Document]) -> dict[str, Document]:
    """Return the short document that brings the working draft about, by id; nothing for a version that has none."""
    record = draft.agreement.amendment
    if record is None or not documents:
        return {}
    main = next(iter(documents.values()))
    return annex_alone(draft, documents, record) if record.alone else amendment(draft, documents, main, record)


def amendment(
    draft: Draft, documents: Mapping[str, Document], main: Document, record: Amendment
) -> dict[str, Document]:
    """Return an amendment, with the chapters and annexes of all *documents* that it replaces; *main* is the agreement
    itself.
    """
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
            opening=opening(draft, main, record, replaced),
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
    below = phrase(phrase_or(draft, "amendment-signs", SIGNS), {"version": facts.version, "number": facts.number})
    return replace(block, above=above, below=below)


def opening(draft: Draft, main: Document, record: Amendment, replaced: Iterable[Section]) -> tuple[Block, ...]:
    """Return between whom the amendment is made, what it changes, what it *replaced*, and why."""
    facts = {
        "master": f"{main.facts.title}\u00a0{main.facts.number}",
        "version": record.amends,
        "parties": enumerated([party_named(draft, party) for party in draft.agreement.parties]),
        "parts": enumerated([part_words(one) for one in replaced]),
    }
    return (
        Heading("opening/parties", phrase_text(draft, "amendment-between")),
        *all_parties(draft),
        Heading("opening/terms", phrase_text(draft, "agreed-terms")),
        Paragraph("opening/amendment", phrase(phrase_text(draft, "amendment"), facts)),
        Paragraph("opening/parts", phrase(phrase_or(draft, "amendment-replaces", REPLACES), facts)),
        Paragraph("opening/reason", plain_line(record.reason)),
    )


def part_words(section: Section) -> str:
    """Return how a sentence names a chapter or annex: ``chapter 12 Deviations``, ``Annex 7 Vendors, version 1.1``."""
    label = section.number.label if section.annex else f"chapter\u00a0{section.number.full}"
    return f"{label} {section.title}{version_words(section.version)}"


# An annex by itself


def annex_alone(draft: Draft, documents: Mapping[str, Document], record: Amendment) -> dict[str, Document]:
    """Return the short document that issues one annex by itself; nothing while the record names no such annex."""
    id_, *others = record.replaces
    own = draft.agreement.annexes.get(id_)
    found = next(
        ((document, one) for document in documents.values() for one in document.annexes if one.path == id_), None
    )
    if own is None or found is None or others:
        return {}
    main, (home, annex) = next(iter(documents.values())), found
    facts = facts_alone(draft, home.facts, annex, own)
    said = {
        "annex": f"{annex.number.label} {annex.title}",
        "master": f"{home.facts.title}\u00a0{home.facts.number}",
        "amends": record.amends,
        "version": own.version,
        "number": facts.number,
        "effective": effective_fact(own),
    }
    return {
        facts.document: replace(
            main,
            facts=facts,
            control=(
                control_facts(draft, facts, own.effective),
                Heading("control/history", "Revision history"),
                revisions(own.revisions),
            ),
            opening=(
                Heading("opening/parties", phrase_or(draft, "annex-between", BETWEEN)),
                *all_parties(draft),
                Heading("opening/terms", phrase_text(draft, "agreed-terms")),
                Paragraph("opening/amendment", phrase(phrase_or(draft, "annex-issue", ISSUE), said)),
                Paragraph("opening/reason", plain_line(record.reason)),
            ),
            chapters=(),
            signatures=main.signatures and signed_alone(draft, main.signatures, said),
            annexes=(annex,),
            elsewhere=(),
        )
    }


def facts_alone(draft: Draft, home: Facts, annex: Section, own: AnnexLine) -> Facts:
    """Return what cover, header and footer say of an *annex* issued by itself; *home* is what its document says."""
    line = DocumentLine.model_construct(version=own.version, draft=draft.agreement.draft, revisions=own.revisions)
    return replace(
        home,
        document=f"{AMENDMENT}-{annex.path}",
        title=f"{annex.number.label} {annex.title}".replace("\u00a0", " "),
        subject=f"to {home.title} {home.number}",
        number=f"{home.number}-{annex.path.removeprefix(PREFIX)}",
        version=own.version,
        draft="" if draft.issue else str(line.draft),
        status=status_words(draft, line),
        dated=dated(draft, line),
        effective=day_words(own.effective),
    )


def signed_alone(draft: Draft, block: SignatureBlock, said: Mapping[str, str]) -> SignatureBlock:
    """Return the signature page of an annex that is issued by itself."""
    above = phrase(phrase_or(draft, "annex-signing", ISSUE_SIGNING), said)
    return replace(block, above=above, below=phrase(phrase_or(draft, "annex-signs", ISSUE_SIGNS), said))
