"""What stands before the chapters and after them: facts, control page, parties, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from generator.compose.numbering import letters
from generator.compose.phrases import phrase_text
from generator.compose.tables import party_word, role
from generator.compose.text import Running, day_line, phrase, plain_line, prose_line
from generator.document.annexes import APPROVALS
from generator.document.blocks import (
    Block,
    Cell,
    Column,
    CoverParty,
    Facts,
    Heading,
    Lead,
    Number,
    Paragraph,
    Row,
    Section,
    Signature,
    SignatureBlock,
    Table,
)
from generator.document.walk import plain
from generator.model.agreement import Approval, DocumentLine, Related, Review, Revision
from generator.model.draft import Draft
from generator.model.party import Contact, Entity, Party
from generator.model.rows import DocumentRow
from generator.model.values import Undecided, print_date
from generator.model.version import Status
from generator.prose import Text

LANGUAGES = {"en": "en-GB"}
OPEN = "[● open]"
ARTICLE_OF_ROLE = re.compile(r"\bthe (?=\{\{ role \}\})")
"""What a bare name of a party does not have before it."""
"""A date that is not settled yet, in the strip of a cover, a header or a list of facts."""
AMERICAN = frozenset({"counsel-letter", "corporate"})
"""Templates on the paper of the United States, whose spelling Word then checks."""


def facts_of(draft: Draft, document: DocumentRow) -> Facts:
    """Return what cover, header, footer and file name say."""
    agreement = draft.agreement
    own = agreement.line_of(document.id)
    return Facts(
        agreement=agreement.id,
        document=document.id,
        title=document.title,
        subject=agreement.subject or agreement.title,
        number="-".join(filter(None, [agreement.number, document.suffix])),
        version=own.version,
        draft="" if draft.issue else str(own.draft),
        status=status_words(draft, own),
        dated=dated(draft, own),
        effective=day_words(agreement.effective),
        review=day_words(agreement.review.next_of(document.id)),
        confidentiality=agreement.confidentiality,
        short_parties=enumerated(
            [entity.short or entity.name for party in agreement.parties for entity in party.entities[:1]]
        ),
        language="en-US" if agreement.template in AMERICAN else LANGUAGES.get(agreement.language, agreement.language),
        master=master_number(draft),
        numbering=str(agreement.print_.numbering),
    )


def enumerated(words: Sequence[str]) -> str:
    """Return *words* as a sentence lists them: ``one``, ``one and two``, ``one, two and three``."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def status_words(draft: Draft, own: DocumentLine) -> str:
    """Return the word in the header."""
    if draft.issue is None:
        return f"Draft {own.draft}, not for signature"
    return "Approved" if draft.issue.status is Status.APPROVED else "For signature"


def dated(draft: Draft, own: DocumentLine) -> str:
    """Return the line above the parties: the draft and the date of its last revision, or the day of an issue."""
    if draft.issue:
        day = draft.issue.on
        return f"Version {own.version}" + (f" of {print_date(day)}" if day else "")
    last = own.revisions[-1].on if own.revisions else None
    return f"Draft {own.draft}" + ("" if last is None or isinstance(last, Undecided) else f" of {print_date(last)}")


def day_words(day: date | Undecided | None) -> str:
    """Return a date for places that have room for no more; what an open one waits for stands on the control page."""
    return OPEN if isinstance(day, Undecided) else plain(day_line(day))


def master_number(draft: Draft) -> str:
    """Return the number of the supply agreement, if the agreement names one."""
    supply = draft.agreement.related.get("supply-agreement")
    return (supply.number or supply.title).removeprefix("?").strip() if supply else ""


def cover_parties(draft: Draft) -> tuple[CoverParty, ...]:
    """Return the parties as the cover names them."""
    return tuple(
        CoverParty(f"({count})", tuple(entity.name for entity in party.entities), party_word(draft, str(party.role)))
        for count, party in enumerate(draft.agreement.parties, 1)
    )


def control(draft: Draft, facts: Facts, labels: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the control page: facts, revision history, review and approval before signature.

    Args:
        draft: The agreement.
        facts: Of the document.
        labels: How its history calls each chapter and annex that it has, by id: ``22``, ``Annex 2``.
    """
    line = facts.document if facts.document in draft.agreement.documents else ""
    tables: list[Block] = [
        control_facts(draft, facts, draft.agreement.effective),
        Heading("control/history", "Revision history"),
        revisions(draft.agreement.line_of(facts.document).revisions, draft.amended.get(line, {}), labels),
    ]
    if draft.agreement.approvals:
        tables.append(Heading("control/review", "Review and approval before signature"))
        tables.append(approvals(draft.agreement.approvals, APPROVALS, "Who reviewed this document before signature."))
    return tuple(tables)


def control_facts(draft: Draft, facts: Facts, effective: date | Undecided) -> Table:
    """Return the facts in two columns, without a head; *effective* is the date of this document."""
    agreement = draft.agreement
    lines: list[tuple[str, Running]] = [
        ("Document number", plain_line(facts.number)),
        ("Version and status", plain_line(f"{facts.version}, {facts.status[:1].lower()}{facts.status[1:]}")),
        ("Effective date", day_line(effective)),
        ("Next review", review_line(agreement.review, facts.document)),
        *((party_word(draft, str(party.role)), owner_line(draft, party)) for party in agreement.parties),
        *(
            (related_word(id_, related), related_line(related.number, day_line(related.date)))
            for id_, related in agreement.related.items()
        ),
        (
            "Supplier risk tier",
            (*plain_line(agreement.risk.tier), Text(" ("), *plain_line(agreement.risk.reason), Text(")")),
        ),
    ]
    columns = (Column("fact", "", 3.2), Column("value", "", 6.8))
    rows = [
        control_row("control/facts", str(count), (plain_line(label), text))
        for count, (label, text) in enumerate(lines, 1)
    ]
    return Table("control/facts", "", "", columns, tuple(rows), describes="Facts that identify this document.")


def review_line(review: Review, document: str) -> Running:
    """Return the next review of *document*, with the interval unless the document has a review of its own."""
    own = document in review.documents
    return (*day_line(review.next_of(document)), *([] if own else [Text(f" (every {review.every.again})")]))


def related_word(id_: str, related: Related) -> str:
    """Return what a related document is called on the control page; one that is replaced is said to be."""
    return f"Replaces: {related.title}" if id_ == "replaces" else related.title


def related_line(number: str, day: Running) -> Running:
    """Return number and date of a related document."""
    return (*plain_line(number), *([Text(" of ")] if number and day else []), *day)


def owner_line(draft: Draft, party: Party) -> Running:
    """Return the legal entities of a party and the role that owns the agreement there."""
    names = ", ".join(entity.name for entity in party.entities)
    return (Text(f"{names}; owner: "), *role(draft, party.owner)) if party.owner else (Text(names),)


def control_row(table: str, id_: str, texts: Sequence[Running]) -> Row:
    """Return a row of the control page; an empty cell prints a dash."""
    path = f"{table}/{id_}"
    return Row(path, tuple(Cell(f"{path}/{place}", (text or (Text("–"),),)) for place, text in enumerate(texts)))


def section_labels(several: Iterable[Section]) -> dict[str, str]:
    """Return how a history calls chapters and annexes, by id: ``22``, ``Annex 2``."""
    return {one.path: one.number.label if one.annex else one.number.full for one in several}


def concerned(one: Revision, amended: Mapping[str, Sequence[str]], labels: Mapping[str, str]) -> str:
    """Return which clauses a line of a history concerns: as written, else what the amendment of that version replaces
    of the document.
    """
    replaced = amended.get(one.version, ())
    if "clauses" in one.model_fields_set or not replaced:
        return one.clauses
    return ", ".join(label for id_, label in labels.items() if id_ in replaced) or "None"


def revisions(
    several: Sequence[Revision],
    amended: Mapping[str, Sequence[str]] = MappingProxyType({}),
    labels: Mapping[str, str] = MappingProxyType({}),
) -> Table:
    """Return the revision history of a document, newest first.

    Args:
        several: Its lines, the oldest first.
        amended: What each version that an amendment brought about replaced: ids of chapters and annexes.
        labels: How the history calls each of those, by id.
    """
    columns = (
        Column("version", "Version", 1.1, wraps=False),
        Column("date", "Date", 2.0, wraps=False),
        Column("author", "Author", 1.9),
        Column("what", "What changed, and why", 4.6),
        Column("clauses", "Clauses", 1.4),
    )
    rows = [
        control_row(
            "control/revisions",
            f"{one.version}-{count}",
            (
                plain_line(one.version),
                day_line(one.on),
                plain_line(one.by),
                plain_line(one.what),
                plain_line(concerned(one, amended, labels)),
            ),
        )
        for count, one in reversed(list(enumerate(several, 1)))
    ]
    return Table(
        "control/revisions", "", "", columns, tuple(rows), describes="Versions of this document, newest first."
    )


def approvals(several: Iterable[Approval], path: str, describes: str) -> Table:
    """Return reviews before signature, or approvals of an annex."""
    columns = (
        Column("role", "Role", 4.0),
        Column("name", "Name", 3.0),
        Column("decision", "Decision", 2.0),
        Column("date", "Date", 2.2, wraps=False),
    )
    rows = [
        control_row(
            path,
            str(count),
            (plain_line(one.role), plain_line(one.name), plain_line(one.decision), day_line(one.on)),
        )
        for count, one in enumerate(several, 1)
    ]
    return Table(path, "", "", columns, tuple(rows), describes=describes)


def opening(draft: Draft) -> tuple[Block, ...]:
    """Return the parties and the background, up to "Agreed terms"."""
    blocks: list[Block] = [Heading("opening/parties", phrase_text(draft, "made-between")), *all_parties(draft)]
    if draft.agreement.recitals:
        blocks.append(Heading("opening/background", phrase_text(draft, "background")))
        blocks += [recital(count, text) for count, text in enumerate(draft.agreement.recitals, 1)]
    return (*blocks, Heading("opening/terms", phrase_text(draft, "agreed-terms")))


def all_parties(draft: Draft) -> list[Paragraph]:
    """Return the paragraphs of the parties, each with its number."""
    return [
        paragraph
        for count, party in enumerate(draft.agreement.parties, 1)
        for paragraph in party_lines(draft, party, count)
    ]


def recital(count: int, text: str) -> Paragraph:
    """Return one recital."""
    letter = letters(count).upper()
    return Paragraph(f"recital:{count}", prose_line(text), Number(1, f"({letter})", f"({letter})"), (), Lead.RECITAL)


def party_lines(draft: Draft, party: Party, count: int) -> Iterator[Paragraph]:
    """Yield the paragraph of a party: "and" before the last, a full stop after it."""
    after = len(draft.agreement.parties) - count
    named = "party-together" if len(party.entities) > 1 else "party"
    lines = [
        party_text(draft, party, entity, named if entity is party.entities[-1] else "party-entity")
        for entity in party.entities
    ]
    yield Paragraph(
        f"party:{party.role}",
        (*joined(lines), *affiliates(draft, party), Text({0: ".", 1: "; and"}.get(after, ";"))),
        Number(1, f"({count})", f"({count})"),
        (),
        Lead.PARTY,
    )


def joined(lines: Sequence[Running]) -> Running:
    """Return *lines* as one, "and" between them."""
    parts: list[Running] = [(*line, Text(", and ")) for line in lines[:-1]]
    return tuple(inline for line in [*parts, *lines[-1:]] for inline in line)


def affiliates(draft: Draft, party: Party) -> Running:
    """Return for which companies of its group a party acts too; nothing when there are none."""
    if not party.affiliates:
        return ()
    lines = [party_text(draft, party, entity, "party-entity") for entity in party.affiliates]
    named = "party-affiliates" if len(lines) > 1 else "party-affiliate"
    return (*prose_line(phrase_text(draft, named)), Text(" "), *joined(lines))


def party_text(draft: Draft, party: Party, entity: Entity, id_: str) -> Running:
    """Return how a legal entity is introduced."""
    facts: Mapping[str, str] = {
        "name": entity.name,
        "country": country(draft, entity.country),
        "registration": entity.registration.replace(" ", "\u00a0"),
        "address": entity.address,
        "role": party_word(draft, str(party.role)),
    }
    text = phrase_text(draft, id_)
    return phrase(text if party.article else ARTICLE_OF_ROLE.sub("", text), facts, bold=("name", "role"))


def country(draft: Draft, code: str) -> str:
    """Return the name of a country; its code when countries.yaml lacks it."""
    return next(
        (str(getattr(row.record, "title", code)) for row in draft.rows["countries"] if row.record.id == code), code
    )


def signatures(draft: Draft, facts: Facts, document: DocumentRow) -> SignatureBlock:
    """Return the signature page: one place for each signatory of agreement.yaml whose role signs this document."""
    contacts = {contact.id: contact for contact in draft.contacts}
    people = [contacts[id_] for id_ in draft.agreement.signatories if id_ in contacts]
    places = tuple(signature(draft, one) for one in people if not document.signers or one.role in document.signers)
    below = phrase(phrase_text(draft, "signature-below"), {"version": facts.version, "number": facts.number})
    return SignatureBlock("signatures", "Signatures", prose_line(document.signing), places, below)


def signature(draft: Draft, contact: Contact) -> Signature:
    """Return the place at which *contact* signs."""
    entity = next((signs_for(one, contact).name for one in draft.agreement.parties if one.role is contact.party), "")
    title = contact.title or plain(role(draft, contact.role))
    name = contact.known_name
    return Signature(
        f"signature:{contact.id}", entity, party_word(draft, str(contact.party)), name, title, contact.meaning
    )


def signs_for(party: Party, contact: Contact) -> Entity:
    """Return the legal entity that *contact* signs for: the one that the contact names, else the first."""
    return next((one for one in party.entities if contact.entity in (one.name, one.short)), party.entities[0])
