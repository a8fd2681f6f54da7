"""Who acts in a duty against the responsibility row that states the same work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.check.wording import stems
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.choices import PartyRole
from generator.model.clause import Duty
from generator.model.draft import Chosen, Draft, Merged
from generator.model.matrices import Responsibility
from generator.model.party import Party
from generator.prose import Sentence, Text, Use, sentences

OTHER_ACTOR = kind(
    "other-actor",
    "A duty binds a party that does not do the work in the responsibility row of the same clause.",
    matters="The text would bind one party and the matrix name the other; each could point at the place that suits it.",
    cure="Put the right party into the sentence, or give the party of the sentence R or R/A in the row. Where a "
    "chapter binds a further party as well, name the chapter in `bound-by` of that party.",
    severity=Severity.WARNING,
)

SAME_WORK = 2
"""Words that a duty and a row share before they are taken to state the same work."""
COMMON = frozenset({"within", "after", "before", "each", "other", "contra", "party", "partie"})
"""Beginnings of words that say nothing of the work."""


class Bound(NamedTuple):
    """A duty of a clause, the party that it binds, and what that party shall do."""

    clause: Chosen
    duty: Duty
    role: PartyRole
    words: str


def other_actors(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report duties of a party that does no work in the row of the same work, once for each row."""
    rows: dict[str, list[Merged[Responsibility]]] = {}
    for row in draft.typed("responsibilities", Responsibility):
        rows.setdefault(row.record.clause or "", []).append(row)
    astray: dict[str, tuple[Merged[Responsibility], list[Bound]]] = {}
    for bound in duties_of_one(draft):
        other = row_of(bound, rows.get(bound.clause.id, ()), acting(draft, bound))
        if other is not None and worked(other.record):
            astray.setdefault(other.record.id, (other, []))[1].append(bound)
    yield from (swapped(draft, row, several) for row, several in astray.values())


def duties_of_one(draft: Draft) -> Iterator[Bound]:
    """Yield the duties of the clauses, as they are chosen, whose sentence binds one party by name."""
    for chosen in draft.clauses:
        said = tuple(sentences(chosen.prose))
        for duty in chosen.source.duties(chosen.position):
            sentence = said[duty.sentence - 1] if 1 <= duty.sentence <= len(said) else ()
            role = role_before_shall(draft, sentence)
            if role:
                yield Bound(chosen, duty, role, words_of(sentence).partition(" shall")[2])


def role_before_shall(draft: Draft, sentence: Sentence) -> PartyRole | None:
    """Return the party before *shall*; None where no single party is named."""
    role: PartyRole | None = None
    for one in sentence:
        if isinstance(one, Text) and " shall" in f" {one.text}":
            return role
        shown = draft.terms.get(draft.forms.get(one.form, "")) if isinstance(one, Use) else None
        if shown and (shown.term.role or shown.term.id == "party"):
            role = shown.term.role
    return None


def words_of(sentence: Sentence) -> str:
    """Return the words of *sentence*, terms as their authors wrote them."""
    return "".join(one.text if isinstance(one, Text) else one.form if isinstance(one, Use) else "" for one in sentence)


def acting(draft: Draft, bound: Bound) -> frozenset[PartyRole]:
    """Return the parties that a duty binds: of the acceptor, those as well that its chapter binds."""
    chapter = bound.clause.source.clause.topic
    others = [one for one in draft.agreement.parties if bound.role is PartyRole.ACCEPTOR and binds_by(one, chapter)]
    return frozenset({bound.role, *(one.role for one in others)})


def binds_by(party: Party, chapter: str) -> bool:
    """Tell whether *chapter* binds *party* as it binds the acceptor."""
    return chapter in party.bound_by


def row_of(
    bound: Bound, rows: Sequence[Merged[Responsibility]], parties: frozenset[PartyRole]
) -> Merged[Responsibility] | None:
    """Return the row that states the work of a duty and gives it to none of *parties*.

    Of several rows of one clause it has to be much nearer to the sentence than the next, unless none of them gives
    any work to these parties.
    """
    near = sorted(((alike(bound, row.record), number) for number, row in enumerate(rows)), key=lambda one: -one[0])
    if not near or works(rows[near[0][1]].record, parties):
        return None
    best, number = near[0]
    if any(works(row.record, parties) for row in rows):
        clear = best > SAME_WORK and best >= near[1][0] + SAME_WORK
    else:
        clear = best >= SAME_WORK or named(bound.duty, rows[number].record)
    return rows[number] if clear else None


def works(row: Responsibility, parties: frozenset[PartyRole]) -> bool:
    """Tell whether the row gives work to one of *parties*."""
    codes = [row.code(role) for role in parties]
    return any(code is not None and code.responsible for code in codes)


def worked(row: Responsibility) -> bool:
    """Tell whether anybody does the work of a row; one without is reported as such."""
    return any(code.responsible for code in row.written.values())


def alike(bound: Bound, row: Responsibility) -> int:
    """Return how many words the duty and the row share; the activity of the duty counts once more."""
    shared = (stems(bound.words) | stems(bound.duty.does)) & stems(row.activity)
    return len(shared - COMMON) + named(bound.duty, row)


def named(duty: Duty, row: Responsibility) -> bool:
    """Tell whether the row says the activity of the duty: *notify* and "Notify" or "notifies"."""
    return re.search(rf"\b{re.escape(duty.does[:4])}", row.activity, re.IGNORECASE) is not None


def swapped(draft: Draft, row: Merged[Responsibility], several: Sequence[Bound]) -> Diagnostic:
    """Return the finding: at the row where the agreement changed it, else at the first duty."""
    bound, record = several[0], row.record
    codes = ", ".join(f"{role} {code}" for role, code in record.written.items())
    doers = [str(role) for role, code in record.written.items() if code.responsible]
    party = next((one.title for one in draft.terms.values() if one.term.role is bound.role), str(bound.role))
    changed = row.standard is not None
    duties = tuple((one.duty.place("id"), f"the duty {one.duty.id}") for one in several)
    its_row = (record.place("activity"), f"{record.id}: {codes}")
    return OTHER_ACTOR.at(
        record.place(str(bound.role)) if changed else bound.duty.place("sentence"),
        f'the duty "{bound.duty.id}" binds the {party}, and {record.id} gives this work to the '
        f"{' and the '.join(doers) or 'others'}",
        hint=f"begin the sentence with the party that does the work, or write {bound.role}: R/A in {record.id}",
        seen=duties if changed else (its_row, *duties[1:]),
    )
