"""Who acts in a sentence, and which responsibility row states the same work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.check.wording import stems
from generator.kept import last_kept
from generator.model.choices import PartyRole
from generator.model.clause import Duty
from generator.model.draft import Chosen, Draft, Merged
from generator.model.matrices import Responsibility
from generator.model.party import Party
from generator.prose import Sentence, Text, Use, sentences

SAME_WORK = 2
"""Words that a duty and a row share before they are taken to state the same work."""
COMMON = frozenset({"within", "after", "before", "each", "other", "contra", "party", "partie"})
"""Beginnings of words that say nothing of the work."""


class Bound(NamedTuple):
    """What a sentence of a clause, counted from 1, has one party do, and its duty where it has a record of one."""

    clause: Chosen
    sentence: int
    duty: Duty | None
    role: PartyRole
    words: str

    @property
    def does(self) -> str:
        """The activity in one word: that of the duty, or the verb behind *shall*."""
        first, _, _ = self.words.strip().removeprefix("not ").partition(" ")
        return self.duty.does if self.duty else first

    @property
    def called(self) -> str:
        """What a finding calls it."""
        return f'the duty "{self.duty.id}"' if self.duty else f"sentence {self.sentence} of {self.clause.id}"


Astray = dict[str, tuple[Merged[Responsibility], list[Bound]]]
"""Rows whose work the sentences of their clause give to another party, by id."""


def astray(draft: Draft, bounds: Sequence[Bound]) -> Astray:
    """Return the rows that state the work of a sentence and give no work to the party that it binds."""
    rows: dict[str, list[Merged[Responsibility]]] = {}
    for row in draft.typed("responsibilities", Responsibility):
        rows.setdefault(row.record.clause or "", []).append(row)
    found: Astray = {}
    by_clause: dict[str, list[Bound]] = {}
    for bound in bounds:
        by_clause.setdefault(bound.clause.id, []).append(bound)
    for bound in bounds:
        other = row_of(bound, rows.get(bound.clause.id, ()), acting(draft, bound))
        if (
            other is not None
            and worked(other.record)
            and not (bound.duty is None and said_by_doer(draft, bound, other.record, by_clause[bound.clause.id]))
        ):
            found.setdefault(other.record.id, (other, []))[1].append(bound)
    return found


def sentences_of_one(draft: Draft) -> Iterator[Bound]:
    """Yield the sentences of the clauses, as they are chosen, that bind one party by name, with their duties."""
    for chosen in draft.clauses:
        duties = {duty.sentence: duty for duty in chosen.source.duties(chosen.position)}
        for number, sentence in enumerate(sentences(chosen.prose), 1):
            role = role_before_shall(draft, sentence)
            if (role and number in duties) or (
                role and not words_of(sentence).partition(" shall")[2].startswith(" not ")
            ):
                words = words_of(sentence).partition(" shall")[2]
                yield Bound(chosen, number, duties.get(number), role, words)


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
    by_name = named_in_clauses(draft)[bound.clause.id] if others else frozenset()
    return frozenset({bound.role, *(one.role for one in others if one.role not in by_name)})


@last_kept
def named_in_clauses(draft: Draft) -> dict[str, frozenset[PartyRole]]:
    """Return by clause the parties that it names; one that it names is not meant where it names another."""
    return {clause.id: named_in(draft, clause) for clause in draft.clauses}


def named_in(draft: Draft, clause: Chosen) -> frozenset[PartyRole]:
    """Return the parties that a clause names."""
    uses = (one for sentence in sentences(clause.prose) for one in sentence if isinstance(one, Use))
    shown = (draft.terms.get(draft.forms.get(one.form, "")) for one in uses)
    return frozenset(one.term.role for one in shown if one and one.term.role)


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
    elif bound.duty:
        clear = best >= SAME_WORK or named(bound, rows[number].record)
    else:
        clear = best > SAME_WORK and named(bound, rows[number].record)
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
    shared = (stems(bound.words) | stems(bound.does)) & stems(row.activity)
    return len(shared - COMMON) + named(bound, row)


def named(bound: Bound, row: Responsibility) -> bool:
    """Tell whether the row says the activity of the sentence: *notify* and "Notify" or "notifies"."""
    return re.search(rf"\b{re.escape(bound.does[:4])}", row.activity, re.IGNORECASE) is not None


def said_by_doer(draft: Draft, bound: Bound, row: Responsibility, others: Sequence[Bound]) -> bool:
    """Tell whether another sentence of the clause binds a party that does the work of *row*, and says it as nearly."""
    near = alike(bound, row)
    return any(works(row, acting(draft, one)) and alike(one, row) >= near - 1 for one in others if one is not bound)
