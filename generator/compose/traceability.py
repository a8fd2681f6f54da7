"""The register of duties beside the documents, read from their sentences."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from generator.compose.documents import all_targets, called_by
from generator.compose.link import Linker, printed
from generator.compose.tables import party_word
from generator.document.blocks import Clause, Document
from generator.document.registers import Obligation
from generator.document.walk import clauses, plain
from generator.model.choices import PartyRole
from generator.model.clause import Duty
from generator.model.clock import intervals_said, limits_said, times_to_wait
from generator.model.draft import Chosen, Draft, Filled
from generator.model.lengths import HOURS
from generator.model.rows import DocumentRow
from generator.model.values import Quantity
from generator.prose import Blank, Sentence, Text, Use, listed_behind, sentences

SHALL = " shall "


def obligations(draft: Draft, documents: Mapping[str, Document]) -> tuple[Obligation, ...]:
    """Return one obligation a sentence in which a party *shall* do something, in printed order."""
    printed_clauses = {
        clause.path: (id_, clause) for id_, document in documents.items() for clause in clauses(document)
    }
    linkers = linkers_of(draft, documents)
    return tuple(
        obligation
        for chosen in draft.clauses
        if chosen.id in printed_clauses
        for document, clause in [printed_clauses[chosen.id]]
        for own in clause_obligations(draft, chosen, linkers[document], clause)
        for obligation in (own, *extended(draft, chosen, own))
    )


def extended(draft: Draft, chosen: Chosen, own: Obligation) -> Iterator[Obligation]:
    """Yield a duty of the acceptor once more for each further party that its chapter binds as well.

    A clause that names that party gives it its own duties; those of the acceptor there are the acceptor's alone.
    """
    for party in draft.agreement.parties:
        bound = own.party == PartyRole.ACCEPTOR and chosen.source.clause.topic in party.bound_by
        if bound and not names(draft, chosen, party.role):
            actor = party_word(draft, str(party.role))
            yield replace(own, id=f"{own.id}/{party.role}", party=str(party.role), actor=actor)


def names(draft: Draft, chosen: Chosen, role: PartyRole) -> bool:
    """Tell whether a clause names the party *role*."""
    uses = (one for sentence in sentences(chosen.prose) for one in sentence if isinstance(one, Use))
    terms = (draft.terms.get(draft.forms.get(use.form, "")) for use in uses)
    return any(term is not None and term.term.role == role for term in terms)


def linkers_of(draft: Draft, documents: Mapping[str, Document]) -> Mapping[str, Linker]:
    """Return for each document what fills a sentence as that document prints it."""
    targets = dict(all_targets(draft, documents))
    called = called_by(draft, [row.record for row in draft.typed("documents", DocumentRow)])
    return {id_: Linker(draft, id_, targets, called) for id_ in documents}


def clause_obligations(draft: Draft, chosen: Chosen, linker: Linker, clause: Clause) -> Iterator[Obligation]:
    """Yield the obligations of one clause; its front matter adds what a sentence cannot say."""
    declared = {duty.sentence: duty for duty in chosen.source.duties(chosen.position)}
    lists = listed_behind(chosen.prose)
    for count, sentence in enumerate(sentences(chosen.prose), 1):
        actor = actor_of(draft, sentence)
        if actor is not None:
            own = obligation(draft, clause, linker, count, sentence, actor=actor, duty=declared.get(count))
            items = [plain(linker.line(one)) for one in lists.get(count, ())]
            yield replace(own, sentence=" ".join((own.sentence, *items)))


def actor_of(draft: Draft, sentence: Sentence) -> Use | None:
    """Return the party before *shall*: the last role term or "Party" before it; None for a sentence without duty."""
    last: Use | None = None
    for inline in sentence:
        if isinstance(inline, Text) and SHALL in inline.text:
            return last
        if isinstance(inline, Use) and is_party(draft, inline):
            last = inline
    return None


def is_party(draft: Draft, use: Use) -> bool:
    """Tell whether a term names a party."""
    term = draft.forms.get(use.form, "")
    return term == "party" or (term in draft.terms and draft.terms[term].term.role is not None)


def obligation(
    draft: Draft, clause: Clause, linker: Linker, count: int, sentence: Sentence, *, actor: Use, duty: Duty | None
) -> Obligation:
    """Return the obligation of one sentence: actor before *shall*, limit in the blank, clock start in the value."""
    said = frozenset(limits_said(sentence))
    waits = frozenset(times_to_wait(sentence))
    blanks = (one for one in sentence if isinstance(one, Blank) and one not in waits and is_limit(draft, one, said))
    limit = next((draft.values[one.value] for one in blanks), None)
    again = (one for one in intervals_said(sentence) if is_limit(draft, one, {one}))
    term = draft.terms[draft.forms[actor.form]]
    return Obligation(
        id=duty.id if duty else f"{clause.path}/{count}",
        agreement=draft.agreement.id,
        document=linker.document,
        path=clause.path,
        number=clause.number.full,
        party=str(term.term.role or "each"),
        actor=term.words[actor.form],
        does=duty.does if duty else "",
        limit=printed(draft, limit) if limit else "",
        value=limit.row.id if limit else "",
        starts=(limit.row.starts or "") if limit else "",
        sentence=plain(linker.line(sentence)),
        evidence=duty.evidence if duty else "",
        ahead=limit is not None and limit.row.ahead,
        every=next((printed(draft, draft.values[one.value]) for one in again), ""),
    )


def is_limit(draft: Draft, blank: Blank, said: Container[Blank]) -> bool:
    """Tell whether a blank holds a quantity whose clock an event starts, or one that the words make a limit."""
    filled: Filled | None = draft.values.get(blank.value)
    if filled is None or not isinstance(filled.value, Quantity):
        return False
    return filled.row.starts is not None or (blank in said and filled.value.unit in HOURS)
