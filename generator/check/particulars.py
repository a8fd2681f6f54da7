"""Other agreements, entities and files that agreement.yaml names: each is there, and is the one meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.check.matters import words_of
from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.document.blocks import Document
from generator.model.agreement import Attachment, Related, Subject
from generator.model.choices import Precedence
from generator.model.draft import Draft
from generator.model.rows import MAIN

UNKNOWN_IMPORT = kind(
    "unknown-import",
    "The agreement takes terms from an agreement that it does not list, or terms that nobody has defined.",
    matters="The definition would point to nothing.",
    cure="List the other agreement below `related`, and the term in terms.yaml of this agreement.",
)
BROKEN_CHAIN = kind(
    "broken-chain",
    "A contract stands under one that is not listed, or under itself.",
    matters="Nobody could tell which contract passes its terms down to which.",
    cure="Name an entry of `related` under `under`; the highest contract has none.",
)
PRECEDENCE_SUBJECTS = kind(
    "precedence-subjects",
    "The agreement sets precedence by subject and lists none, lists subjects and sets another precedence, or names an "
    "agreement that it does not list.",
    matters="Two agreements would say different things, and no clause would say which one holds.",
    cure="Write `precedence: by-subject` and the subjects, each with the agreement that goes first.",
)
UNKNOWN_ENTITY = kind(
    "unknown-entity",
    "A contact signs for a legal entity that is not on its side.",
    matters="The signature page would name another company than the one that is meant.",
    cure="Write the legal or the short name of an entity of that party, as it stands in agreement.yaml.",
)
MISSING_ATTACHMENT = kind(
    "missing-attachment",
    "An attachment names a file that is not in the folder of attachments.",
    matters="The annex would list a document that nobody has.",
    cure="Put the file into the folder `attachments` of the agreement, or correct its name.",
)
OTHER_ATTACHMENT = kind(
    "other-attachment",
    "The file of an attachment is another one than the hash says, or has no hash.",
    matters="Somebody has exchanged the file since it was agreed, and the annex would still list the old version.",
    cure="Compare the file with the one that was agreed. If it is right, write its hash and its version.",
)
UNLISTED_ATTACHMENT = kind(
    "unlisted-attachment",
    "A file in the folder of attachments is in no list.",
    matters="It belongs to the agreement or it does not; no document says so.",
    cure="List it below `attachments` of agreement.yaml, or take it out of the folder.",
    severity=Severity.WARNING,
)


def unknown_imports(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report terms that are taken from nowhere, and those that no file has."""
    for home, terms in draft.agreement.imports.items():
        place = draft.agreement.place_of("imports", home)
        if home not in draft.agreement.related:
            message = f'no entry of related is named "{home}"'
            yield UNKNOWN_IMPORT.at(place, message, hint=one_of(home, draft.agreement.related))
        for id_ in terms:
            if id_ not in draft.terms:
                yield UNKNOWN_IMPORT.at(place, f'there is no term "{id_}"', hint=nearest(id_, draft.terms))


def broken_chains(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report contracts under one that is not there, and rings."""
    related = draft.agreement.related
    for id_, one in related.items():
        if one.under and one.under not in related:
            message = f'"{id_}" stands under "{one.under}", which is not there'
            yield BROKEN_CHAIN.at(one.place("under"), message, hint=nearest(one.under, related))
        elif one.under and in_ring(related, id_):
            yield BROKEN_CHAIN.at(one.place("under"), f'"{id_}" stands under itself', hint="take one `under` out")


def in_ring(related: Mapping[str, Related], id_: str) -> bool:
    """Tell whether the way up from *id_* leads back to it."""
    above, seen = related[id_].under, set[str]()
    while above and above != id_ and above in related and above not in seen:
        seen.add(above)
        above = related[above].under
    return above == id_


def precedence_subjects(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report subjects that are missing, idle, or lead to no agreement."""
    agreement = draft.agreement
    by_subject = agreement.precedence is Precedence.BY_SUBJECT
    if by_subject and not agreement.subjects:
        hint = "subjects: [{id: release, subject: Release of each [Batch], first: quality-agreement}]"
        yield PRECEDENCE_SUBJECTS.at(agreement.place("precedence"), "no subject is listed", hint=hint)
    if agreement.subjects and not by_subject:
        message = f"subjects are listed, and precedence is {agreement.precedence}"
        yield PRECEDENCE_SUBJECTS.at(agreement.place("subjects"), message, hint="precedence: by-subject")
    known = [MAIN, *agreement.related]
    for number, later in enumerate(agreement.subjects):
        twin = next((one for one in agreement.subjects[:number] if same_subject(one, later)), None)
        if twin and twin.first != later.first:
            message = f'"{later.subject}" is listed twice, with {twin.first} first and with {later.first} first'
            hint = "keep one of the two lines, or say in each which part of the subject it means"
            yield PRECEDENCE_SUBJECTS.at(later.place("subject"), message, hint=hint, seen=((twin.span, "the other"),))
    for one in agreement.subjects:
        if one.first not in known:
            message = f'no entry of related is named "{one.first}"'
            yield PRECEDENCE_SUBJECTS.at(one.place("first"), message, hint=one_of(one.first, known))


def same_subject(one: Subject, other: Subject) -> bool:
    """Tell whether two lines name one subject, whatever the order and the ends of their words."""
    words = words_of(one.subject)
    return bool(words) and words == words_of(other.subject)


def one_of(word: str, known: Collection[str]) -> str:
    """Return what may have been meant by *word*, else what there is."""
    return nearest(word, known) or (f"there are: {', '.join(known)}" if known else "")


def unknown_entities(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report contacts that sign for an entity of another side, or of none."""
    names = {
        party.role: [name for entity in party.entities for name in (entity.short, entity.name) if name]
        for party in draft.agreement.parties
    }
    for contact in draft.contacts:
        known = names.get(contact.party, [])
        if contact.entity and contact.entity not in known:
            message = f'the {contact.party} has no entity "{contact.entity}"'
            yield UNKNOWN_ENTITY.at(contact.place("entity"), message, hint=nearest(contact.entity, known))


def attachments_at_hand(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report attachments whose file is missing or another one, and files that no attachment names."""
    listed = draft.agreement.attachments
    for one in listed:
        if one.file:
            yield from attachment_faults(draft, one)
    named = {one.file for one in listed}
    for name in sorted({*draft.attachments} - named):
        place = Span(f"agreements/{draft.agreement.id}/attachments/{name}")
        yield UNLISTED_ATTACHMENT.at(place, "is listed nowhere", hint=f"{{id: .., title: .., file: {name}, hash: ..}}")


def attachment_faults(draft: Draft, one: Attachment) -> Iterator[Diagnostic]:
    """Report what is wrong with the file of *one*."""
    found = draft.attachments.get(one.file)
    if found is None:
        message = f'there is no file "{one.file}" in attachments'
        yield MISSING_ATTACHMENT.at(one.place("file"), message, hint=nearest(one.file, draft.attachments))
    elif one.hash.lower() != found:
        message = f'"{one.file}" is another file than its hash says' if one.hash else f'"{one.file}" has no hash'
        yield OTHER_ATTACHMENT.at(one.place("hash"), message, hint=f"hash: {found}")
