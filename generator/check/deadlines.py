"""One duty, one deadline: the same duty in two clauses, and what rows say beside the clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from generator.check.duties import is_time
from generator.check.notices import BLANK, chosen_lines
from generator.check.passages import Passage, field_passages
from generator.check.wording import LIMIT, event_behind, quantity_of, stems, texts_in
from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Document
from generator.kept import last_kept
from generator.model.draft import Draft, Filled
from generator.model.lengths import compared
from generator.model.matrices import Escalation, Form, Responsibility, Stakeholder, Urgent
from generator.model.rows import Event, Row
from generator.model.values import Quantity
from generator.prose import Blank, sentences

DEADLINE_DISAGREES = kind(
    "deadline-disagrees",
    "The same duty or event has two time limits: in two clauses, in a row and a clause, or in two ladders.",
    matters="Each reader would trust the page at hand; at night that is the one that is wrong.",
    cure="Write the same blank in both places. Where the two are meant to differ, say in the sentence what makes the "
    "case another one.",
    severity=Severity.WARNING,
)

BINDS = re.compile(r"\[([^\[\]]+)\][^.\[\]]{0,60}\bshall (?:also |in addition )?(?P<verb>[a-z]+)")
TERM = re.compile(r"\[([^\[\]]+)\]")
SAME_ACT = {
    **dict.fromkeys(("notify", "tell", "inform", "announce", "alert", "report"), "tell"),
    **dict.fromkeys(("send", "submit", "provide", "deliver", "give", "issue"), "send"),
}
"""Verbs that mean one act when a duty is told twice."""
GENERAL = frozenset(
    {"party", "product", "site", "batch", "services", "designated-platform", "agreement", "quality-unit"}
)
"""Terms that stand in duties of every kind."""
COMMON = frozenset(
    {"within", "after", "before", "each", "other", "than", "later", "least", "that", "which", "such", "with"}
)
EVERYWHERE = frozenset({"qualit", "notice", "record", "report", "produc", "batch", "relea"})
"""Words of a quality agreement that do not show what a row is about."""
ALIKE = 0.75
"""Share of words that two sentences have in common before they state one duty."""
ENOUGH = 3
"""Words of substance below which a sentence leans on the one before it, as in "shall answer the request"."""
SAME_MATTER = 2
"""Words that a row and a duty share before they are about the same matter."""


class Promise(NamedTuple):
    """A time limit in a sentence that binds somebody.

    Attributes:
        home: Id of the clause.
        act: What the actor does, verbs of one meaning as one.
        clock: The event that starts the clock, and whether the limit runs before it.
        about: Terms behind *shall* that say what the duty is about.
        words: Stems of all words behind the verb.
    """

    home: str
    value: Filled
    place: Span
    actor: str
    act: str
    clock: tuple[str, bool]
    about: frozenset[str]
    words: frozenset[str]


def disagreeing_deadlines(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report duties and events with two time limits, each once."""
    promised = tuple(chain.from_iterable(promises(draft, passage) for passage in chosen_lines(draft)))
    yield from twice_told(promised)
    yield from told_otherwise(draft, promised)
    yield from other_work(draft, promised)
    yield from beside_duties(draft)
    yield from same_trigger(draft)


def promises(draft: Draft, passage: Passage) -> Iterator[Promise]:
    """Yield the time limits of a sentence, each with who does what about which thing."""
    bound = BINDS.search(passage.text)
    if bound is None or passage.source is None:
        return
    behind = passage.text[bound.end() :]
    about = frozenset(term_ids(draft, behind)) - GENERAL - roles_and_events(draft)
    words = stems(BLANK.sub(" ", unnamed(draft, behind))) - COMMON
    actor, act = draft.forms.get(bound[1], bound[1]), SAME_ACT.get(bound["verb"], bound["verb"])
    for filled, found in limits(draft, passage.text):
        clock = (str(filled.row.starts), passage.text[found.end() :].lstrip().startswith("before"))
        if filled.row.starts and found.start() > bound.start():
            place = passage.place(*found.span())
            yield Promise(passage.source[0].clause.id, filled, place, actor, act, clock, about, words)


def limits(draft: Draft, text: str) -> Iterator[tuple[Filled, re.Match[str]]]:
    """Yield the blanks of *text* that hold a length of time."""
    for found in BLANK.finditer(text):
        if is_time(Blank(found[1]), draft):
            yield draft.values[found[1]], found


def term_ids(draft: Draft, text: str) -> Iterator[str]:
    """Yield the ids of the terms in *text*."""
    yield from (draft.forms[form] for form in TERM.findall(text) if form in draft.forms)


@last_kept
def roles_and_events(draft: Draft) -> frozenset[str]:
    """Return the terms that say who or since when, and not what."""
    events = {event.record.term for event in draft.typed("events", Event) if event.record.term}
    return frozenset(events | {id_ for id_, shown in draft.terms.items() if shown.term.role})


def unnamed(draft: Draft, text: str) -> str:
    """Return *text* without the terms that say who or since when."""
    apart = roles_and_events(draft) | {"party"}
    return TERM.sub(lambda found: " " if draft.forms.get(found[1]) in apart else found[0], text)


def lengths_differ(one: Filled, other: Filled) -> bool:
    """Tell whether two values are not the same length of time."""
    return (
        isinstance(one.value, Quantity) and isinstance(other.value, Quantity) and compared(one.value, other.value) != 0
    )


def twice_told(promised: Sequence[Promise]) -> Iterator[Diagnostic]:
    """Report duties that two clauses state with two limits."""
    alike: dict[object, list[Promise]] = {}
    for one in promised:
        alike.setdefault((one.act, one.clock), []).append(one)
    for first, second in chain.from_iterable(combinations(several, 2) for several in alike.values()):
        if first.home != second.home and lengths_differ(first.value, second.value) and one_duty(first, second):
            yield DEADLINE_DISAGREES.at(
                second.place,
                f'"{second.home}" gives {second.value.value} for a duty to which "{first.home}" gives '
                f"{first.value.value}",
                hint=f"write {{{{ {first.value.row.id} }}}} in both, or say here what makes this another case",
                seen=((first.place, "the same duty"),),
            )


def one_duty(first: Promise, second: Promise) -> bool:
    """Tell whether two sentences bind the same party to the same act about the same thing, from the same event."""
    parties = {first.actor, second.actor}
    if (first.act, first.clock) != (second.act, second.clock) or (len(parties) > 1 and "party" not in parties):
        return False
    if first.about or second.about:
        return first.about == second.about
    shared, both = first.words & second.words, first.words | second.words
    return len(shared) >= ENOUGH and len(shared) >= ALIKE * len(both)


def told_otherwise(draft: Draft, promised: Sequence[Promise]) -> Iterator[Diagnostic]:
    """Report rows of the stakeholder matrix with a limit that no clause on the same matter has."""
    telling = [one for one in promised if one.act == "tell" or "notice" in one.words]
    for row in draft.typed("stakeholders", Stakeholder):
        record = row.record
        about = frozenset(meant(draft, record.information)) - GENERAL - roles_and_events(draft)
        words = stems(unnamed(draft, f"{record.information} {record.timing}")) - COMMON
        same = [one for one in telling if not one.clock[1] and akin(one, about, words - EVERYWHERE)]
        yield from against(draft, record, "timing", same)


def meant(draft: Draft, text: str) -> Iterator[str]:
    """Yield the ids of the terms in *text* and in their definitions: a critical event may be a critical deviation."""
    for id_ in term_ids(draft, text):
        yield id_
        yield from term_ids(draft, draft.terms[id_].term.definition)


def akin(promise: Promise, about: frozenset[str], words: frozenset[str]) -> bool:
    """Tell whether a duty is about the matter of a row."""
    return bool(promise.about & about) or len(promise.words & words) >= SAME_MATTER


def other_work(draft: Draft, promised: Sequence[Promise]) -> Iterator[Diagnostic]:
    """Report responsibility rows with a limit that the clause they name does not have."""
    for row in draft.typed("responsibilities", Responsibility):
        same = [one for one in promised if one.home == row.record.clause]
        yield from against(draft, row.record, "activity", same)


def against(draft: Draft, record: Row, field: str, clauses: Sequence[Promise]) -> Iterator[Diagnostic]:
    """Report the first limit in *field* of a row where *clauses*, on the same matter, have none of its limits."""
    text = str(getattr(record, field))
    own = [
        filled
        for filled, found in limits(draft, text)
        if event_behind(draft, text, found.end()) in (None, filled.row.starts)  # else it is reported as another clock
    ]
    pairs = [(one, said) for one in own for said in clauses if one.row.starts and said.clock[0] == one.row.starts]
    if pairs and all(lengths_differ(one, said.value) for one, said in pairs):
        filled, first = pairs[0]
        yield DEADLINE_DISAGREES.at(
            record.place(field),
            f'{record.id} gives {filled.value} for a duty to which "{first.home}" gives {first.value.value}',
            hint=f"write {{{{ {first.value.row.id} }}}} here, or correct the clause",
            seen=((first.place, "the clause"),),
        )


def beside_duties(draft: Draft) -> Iterator[Diagnostic]:
    """Report times in the words of forms and of the urgent page that none of the duties beside them has."""
    by_duty = duty_limits(draft)
    named = [
        *((row.record, row.record.duties) for row in draft.typed("forms", Form)),
        *((row.record, row.record.duties) for row in draft.typed("urgent", Urgent)),
    ]
    for record, duties in named:
        own = [one for id_ in duties for one in by_duty.get(id_, ())]
        for place, length in times_of(draft, record):
            if own and all(compared(length, one) != 0 for one in own):
                several = " and ".join(dict.fromkeys(map(str, own)))
                yield DEADLINE_DISAGREES.at(
                    place,
                    f'"{record.id}" gives {length}, and its duties give {several}',
                    hint="leave the time out here: it prints from the duty; or correct it",
                )


def duty_limits(draft: Draft) -> dict[str, list[Quantity]]:
    """Return the time limits in the sentence of each duty."""
    found: dict[str, list[Quantity]] = {}
    for chosen in draft.clauses:
        said = tuple(sentences(chosen.prose))
        for duty in chosen.source.duties(chosen.position):
            sentence = said[duty.sentence - 1] if 1 <= duty.sentence <= len(said) else ()
            blanks = [one for one in sentence if isinstance(one, Blank) and is_time(one, draft)]
            several = (draft.values[one.value].value for one in blanks)
            found.setdefault(duty.id, []).extend(one for one in several if isinstance(one, Quantity))
    return found


def times_of(draft: Draft, record: Row) -> Iterator[tuple[Span, Quantity]]:
    """Yield the lengths of time in the words of a row: typed into plain fields, as blanks in prose."""
    prose = frozenset(type(record).prose_fields())
    for place, text in texts_in(record):
        typed = LIMIT.finditer(text) if not any(place == record.place(field) for field in prose) else ()
        yield from ((place, quantity_of(found)) for found in typed)
    for passage in field_passages(record):
        several = (filled.value for filled, _ in limits(draft, passage.text))
        yield from ((passage.field, one) for one in several if isinstance(one, Quantity))


def same_trigger(draft: Draft) -> Iterator[Diagnostic]:
    """Report ladders that start at the same event and differ in a deadline."""
    first: dict[str, Escalation] = {}
    for row in draft.typed("escalations", Escalation):
        ladder = row.record
        other = first.setdefault(ladder.trigger, ladder)
        if other is not ladder and deadlines(other) != deadlines(ladder):
            yield DEADLINE_DISAGREES.at(
                ladder.place("trigger"),
                f'{ladder.id} and {other.id} start at the same event, "{ladder.trigger}", with other deadlines',
                hint=f"keep one of them, or name in trigger what starts {ladder.id} alone",
                seen=((other.place("levels"), other.id),),
            )


def deadlines(ladder: Escalation) -> Iterable[tuple[int, str]]:
    """Return the deadline of each level."""
    return [(rung.level, str(rung.by)) for rung in ladder.levels if rung.by]
