"""Rows of the responsibility matrix whose work the sentences of their clause give to another party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.check.actors import Bound, acting, alike, astray, sentences_of_one, words_of, worked, works
from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Document
from generator.kept import kept_with
from generator.model.clause import ClauseSource
from generator.model.draft import Draft, Merged
from generator.model.matrices import Responsibility
from generator.prose import sentences

OTHER_ACTOR = kind(
    "other-actor",
    "A duty binds a party that does not do the work in the responsibility row of the same clause.",
    matters="The text would bind one party and the matrix name the other; each could point at the place that suits it.",
    cure="Put the right party into the sentence, or give the party of the sentence R or R/A in the row. Where a "
    "chapter binds a further party as well, name the chapter in `bound-by` of that party.",
    severity=Severity.WARNING,
)

HAS = re.compile(r"(?P<form>[A-Z][\w -]{0,80}?) (?:has|have) (?!to\b)(?P<did>[^.;]{0,400})")
"""What a party has done before something else may happen: "before the Contract Giver has approved it"."""
DOES = re.compile(r"\A\s?(?:(?:The|Each) )?(?P<form>[A-Z][\w -]{0,80}?) (?P<did>[a-z].*)")
"""What a party does, told without *shall*: "The Contract Giver contracts with the central laboratory"."""
BESIDE = re.compile(
    r" shall (?P<did>[^.;]{0,400}?), and (?:the )?(?P<form>[A-Z][\w -]{0,80}?) (?P<rest>[a-z][^.;]{0,400})"
)
"""What a second party does of the same work: "the Contract Acceptor shall lead the first, and the Contract Giver the
second".
"""
CLEAR, NEAR = (3, 3), (4, 2)
"""Words that the sentence of another party shares with a row, and how many more these are than for the party of the
row, before the row is taken to be wrong.
"""
ALONE = 2
"""Words that are enough where no sentence of the clause has the party of the row do anything of it."""


class Nearest(NamedTuple):
    """How near the sentences of a clause come to a row: those of its own party, those of others, and the best of
    these.

    Attributes:
        several: Whether two sentences of others come near, so that the row stands alone.
    """

    own: int
    others: int
    best: Bound | None
    several: bool

    def astray(self) -> bool:
        """Tell whether the others come so much nearer that the row must be wrong, or they."""
        ahead = self.others - self.own
        clear = any(self.others >= words and ahead >= more for words, more in (CLEAR, NEAR))
        return clear or (self.own == 0 and self.others >= ALONE)


def other_actors(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report duties of a party that does no work in the row of the same work, once for each row."""
    bounds = tuple(sentences_of_one(draft))
    found = astray(draft, bounds)
    told: dict[str, list[Bound]] = {}
    for one in (*bounds, *told_without_shall(draft)):
        told.setdefault(one.clause.id, []).append(one)
    for row in draft.typed("responsibilities", Responsibility):
        near = nearest(draft, row.record, told.get(row.record.clause or "", ()))
        if row.record.id not in found and near.best and near.astray() and worked(row.record):
            yield swapped(draft, row, [near.best], at_row=True)
        elif row.record.id in found and not (found[row.record.id][1][0].duty is None and near.own >= near.others - 1):
            at_row = row.standard is not None or (near.own == 0 and near.several)
            yield swapped(draft, *found[row.record.id], at_row=at_row)


def told_without_shall(draft: Draft) -> Iterator[Bound]:
    """Yield what sentences say that one party does or has done, without binding it."""
    roles = {form: draft.terms[id_].term.role for form, id_ in draft.forms.items() if id_ in draft.terms}
    for chosen in draft.clauses:
        for number, form_said, did in said_without_shall(chosen.source)[chosen.position]:
            role = next((roles[form] for form in endings(form_said) if roles.get(form)), None)
            if role:
                yield Bound(chosen, number, None, role, did)


@kept_with
def said_without_shall(source: ClauseSource) -> dict[str, tuple[tuple[int, str, str], ...]]:
    """Return by position what the sentences of a clause say that somebody does or has done, without binding anybody:
    number of the sentence, who, what; agreements share most of their clauses.
    """
    return {
        position: tuple(
            (number, found["form"], " ".join((found["did"], found.groupdict().get("rest", ""))))
            for number, sentence in enumerate(sentences(prose), 1)
            for found in without_shall(words_of(sentence))
        )
        for position, prose in source.prose.items()
    }


def without_shall(text: str) -> Iterator[re.Match[str]]:
    """Yield where *text* says that somebody does or has done something, without binding anybody."""
    yield from HAS.finditer(text)
    yield from () if " shall" in text else DOES.finditer(text)
    yield from BESIDE.finditer(text)


def endings(words: str) -> Iterator[str]:
    """Yield *words* with fewer and fewer of the first ones: a name may stand behind another word with a capital."""
    several = words.split(" ")
    yield from (" ".join(several[start:]) for start in range(len(several)))


def nearest(draft: Draft, row: Responsibility, told: Sequence[Bound]) -> Nearest:
    """Return how near what is *told* of the parties comes to *row*."""
    several = [(alike(one, row), one, works(row, acting(draft, one))) for one in told]
    own = [near for near, _, doing in several if doing]
    others = [(near, one) for near, one, doing in several if not doing]
    most, best = max(others, key=lambda one: one[0], default=(0, None))
    return Nearest(max(own, default=0), most, best, sum(1 for near, _ in others if near >= ALONE) > 1)


def place_of(bound: Bound) -> Span:
    """Return where the number of the sentence stands in the facts of its duty; without one, where its clause begins."""
    return bound.duty.place("sentence") if bound.duty else bound.clause.source.clause.place("title")


def swapped(draft: Draft, row: Merged[Responsibility], several: Sequence[Bound], *, at_row: bool) -> Diagnostic:
    """Return the finding: at the row where it stands alone or the agreement changed it, else at the first duty.

    It names sides, as the columns of the matrix do: a fault of the library is then one for all agreements.
    """
    bound, record = several[0], row.record
    codes = ", ".join(f"{role} {code}" for role, code in record.written.items())
    doers = [str(role) for role, code in record.written.items() if code.responsible]
    duties = tuple((one.duty.place("id"), f"the duty {one.duty.id}") for one in several if one.duty)
    its_row = (record.place("activity"), f"{record.id}: {codes}")
    return OTHER_ACTOR.at(
        record.place(str(bound.role)) if at_row else place_of(bound),
        f"{bound.called} binds the {bound.role}, and {record.id} gives this work to the "
        f"{' and the '.join(doers) or 'others'}",
        hint=f"begin the sentence with the party that does the work, or write {bound.role}: R/A in {record.id}",
        seen=(duties or ((place_of(bound), "the clause"),)) if at_row else (its_row, *duties[1:]),
    )
