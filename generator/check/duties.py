"""Duties at the top of a clause against the sentences that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise

from generator.check.matters import NOTICE, Held, nearest, titles_of
from generator.check.wording import is_weak, stems
from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Document
from generator.kept import kept_with, last_kept
from generator.model.authored import Authored
from generator.model.clause import FALLBACK, STANDARD, WALK_AWAY, ClauseSource, Duty
from generator.model.clock import is_window, limits_said
from generator.model.draft import Draft
from generator.model.lengths import HOURS
from generator.model.rows import Event
from generator.model.values import Quantity
from generator.prose import Blank, Sentence, Text, Use, parse_line, sentences, write_line

MISPLACED_DUTY = kind(
    "misplaced-duty",
    "A duty at the top of a clause names a sentence that does not exist, holds no *shall*, or has a duty already.",
    matters="The register of obligations would show a duty with the wrong words, or without any.",
    cure="Count the sentences of the text from 1, through paragraphs and items, and correct the number.",
)
LIMIT_WITHOUT_DUTY = kind(
    "limit-without-duty",
    "A sentence with *shall* has a time limit, and no duty at the top of the clause names it.",
    matters="The register of obligations and the page for the night would not show this limit.",
    cure="Add a duty to the clause or, for a fallback or walk-away, to the position: id, sentence, activity, evidence.",
    severity=Severity.WARNING,
)
LIMIT_WITHOUT_EVENT = kind(
    "limit-without-event",
    "The value behind the limit of a duty does not say which event starts its clock.",
    matters="The register of obligations shows the limit and not from when, and no clock can run.",
    cure="Write `starts` beside the value in values.yaml, with an event of events.yaml; `ahead: true` where the time "
    "lies before the event.",
    severity=Severity.WARNING,
)
SECOND_LIMIT = kind(
    "second-limit",
    "A sentence with *shall* has two time limits.",
    matters="The register of obligations has one limit a duty: it would show the first, and the other would be lost.",
    cure="Make two sentences of it, each with its duty at the top of the clause.",
    severity=Severity.WARNING,
)
OTHER_CLOCK = kind(
    "other-clock",
    "A limit in a sentence starts at another event than its value says, or is counted the other way.",
    matters="The text would start the clock at one moment and the tables at another.",
    cure="Write the event of the value behind the blank, or correct `starts` in values.yaml; `ahead: true` stands "
    "beside it where the time lies before the event.",
    severity=Severity.WARNING,
)
SAME_DUTY = kind(
    "same-duty",
    "Two duties have the same id.",
    matters="The register of obligations follows ids; one of the two would stand for both.",
    cure="Give one of them an id of its own; ids are permanent, so keep the older one.",
)

Position = tuple[ClauseSource, str, tuple[Sentence, ...], tuple[Duty, ...]]
"""A clause, one of its positions, its sentences, its duties there."""


def texts(draft: Draft) -> Iterator[Position]:
    """Yield every position of the clauses that are in."""
    for chosen in draft.clauses:
        for position, said in said_in(chosen.source):
            yield chosen.source, position, said, chosen.source.duties(position)


@kept_with
def said_in(source: ClauseSource) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """Return the positions of a clause with their sentences."""
    positions = (one for one in (STANDARD, FALLBACK, WALK_AWAY) if one in source.prose)
    return tuple((one, tuple(sentences(source.prose[one]))) for one in positions)


@kept_with
def binding_in(source: ClauseSource) -> dict[str, frozenset[int]]:
    """Return by position the numbers of the sentences that say *shall*."""
    return {
        position: frozenset(number for number, one in enumerate(said, 1) if binds(one))
        for position, said in said_in(source)
    }


@kept_with
def with_blanks(source: ClauseSource) -> dict[str, tuple[tuple[int, Sentence], ...]]:
    """Return by position the sentences that say *shall* and hold a blank, with their numbers."""
    return {
        position: tuple(
            (number, one)
            for number, one in enumerate(said, 1)
            if number in binding_in(source)[position] and any(isinstance(inline, Blank) for inline in one)
        )
        for position, said in said_in(source)
    }


def binds(sentence: Sentence) -> bool:
    """Tell whether *sentence* says *shall*."""
    return any(
        "shall" in one.text and " shall" in f" {one.text}".replace("*", "") for one in sentence if isinstance(one, Text)
    )


def misplaced_duties(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report duties whose sentence does not exist or binds nobody; inherited duties are reported once. A sentence that
    binds by "must" or "will" is reported itself, with the word to write.
    """
    told: list[Duty] = []
    for source, position, said, duties in sorted(texts(draft), key=lambda one: one[1] != STANDARD):
        binding = [*map(str, sorted(binding_in(source)[position]))]
        first: dict[int, Duty] = {}
        for duty in duties:
            other = first.setdefault(duty.sentence, duty)
            if other.id != duty.id and not any(one is duty for one in told):
                told.append(duty)
                rest = ", ".join(free(binding, duties)) or "none"
                yield MISPLACED_DUTY.at(
                    duty.place("sentence"),
                    f'the duty "{duty.id}" names sentence {duty.sentence}, as "{other.id}" does',
                    hint=f"a sentence has one duty; sentences without one: {rest}",
                    seen=((other.place("sentence"), "the other"),),
                )
            if str(duty.sentence) in binding or any(one is duty for one in told):
                continue
            if not (1 <= duty.sentence <= len(said) and is_weak(write_line(said[duty.sentence - 1]))):
                told.append(duty)
                where = "the text" if position == STANDARD else f"the {position}"
                lacks = 'holds no "shall"' if 1 <= duty.sentence <= len(said) else "does not exist"
                yield MISPLACED_DUTY.at(
                    duty.place("sentence"),
                    f'the duty "{duty.id}" names sentence {duty.sentence} of {where}, which {lacks}',
                    hint=f'sentences with "shall": {", ".join(binding)}' if binding else 'no sentence has "shall"',
                    seen=((source.starts[position], where),),
                )


def free(binding: Iterable[str], duties: Iterable[Duty]) -> list[str]:
    """Return the numbers of the sentences with *shall* that no duty names."""
    named = {str(one.sentence) for one in duties}
    return [number for number in binding if number not in named]


def limits_without_duty(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report time limits of sentences with *shall* that no duty names; a misplaced duty may mean one of them."""
    for source, position, _, duties in texts(draft):
        misplaced = any(duty.sentence not in binding_in(source)[position] for duty in duties)
        if misplaced or len({duty.sentence for duty in duties}) < len(duties):
            continue
        named = {duty.sentence for duty in duties}
        for number, sentence in with_blanks(source)[position]:
            blank = limit_of(sentence, draft)
            if blank and number not in named:
                entry = f"{{id: .., sentence: {number}, does: .., evidence: ..}}"
                home = "duties" if position == STANDARD else f"positions, {position}, duties"
                yield LIMIT_WITHOUT_DUTY.at(
                    blank_place(source, position, blank),
                    f'no duty names sentence {number}, which has the limit "{draft.values[blank.value].row.title}"',
                    hint=f"add below {home}, at the top of the clause: {entry}",
                )


def limits_without_event(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report the values that a sentence with *shall* makes a limit and that no event starts, each once."""
    told = set[str]()
    for source, position, _, _ in texts(draft):
        limits = ((sentence, one) for _, sentence in with_blanks(source)[position] for one in limits_said(sentence))
        for sentence, blank in limits:
            filled = draft.values.get(blank.value)
            known = filled is None or filled.row.starts is not None or not is_time(blank, draft)
            if filled and not (known or blank.value in told or is_window(sentence, blank)):
                told.add(blank.value)
                yield LIMIT_WITHOUT_EVENT.at(
                    filled.row.place("id"),
                    f'"{filled.row.title}" is a limit in {source.clause.id}, and no event starts it',
                    hint="write starts: with an event of events.yaml, such as receipt or discovery",
                    seen=((blank_place(source, position, blank), "the sentence"),),
                )


def second_limits(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report the sentences with *shall* that have a second limit, at that one."""
    for source, position, _, _ in texts(draft):
        for _, sentence in with_blanks(source)[position]:
            limits = [one for one in limits_said(sentence) if is_time(one, draft)]
            if len(limits) > 1:
                titles = [draft.values[one.value].row.title for one in limits]
                yield SECOND_LIMIT.at(
                    blank_place(source, position, limits[1]),
                    f'this sentence has the limits "{titles[0]}" and "{titles[1]}"',
                    hint="end the sentence before this limit, and begin another with the party",
                    seen=((blank_place(source, position, limits[0]), "the first"),),
                )


def limit_of(sentence: Sentence, draft: Draft) -> Blank | None:
    """Return the first blank behind *shall* that holds a length of time."""
    bound = False
    for one in sentence:
        bound = bound or binds((one,))
        if bound and isinstance(one, Blank) and is_time(one, draft):
            return one
    return None


def is_time(blank: Blank, draft: Draft) -> bool:
    """Tell whether *blank* holds a length of time."""
    filled = draft.values.get(blank.value)
    return filled is not None and isinstance(filled.value, Quantity) and filled.value.unit in HOURS


def blank_place(source: ClauseSource, position: str, blank: Blank) -> Span:
    """Return where *blank* stands, its braces included."""
    first = source.place(position, blank.at)
    end = source.raw[position].index("}}", blank.at) + 2
    return Span(first.path, first.line, first.column, first.start, first.start + end - blank.at)


def other_clocks(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report limits followed by the term of another event than the one at which their value starts, in clauses and in
    rows.
    """
    events = {row.record.id: row.record for row in draft.typed("events", Event)}
    for source, position, said, _ in texts(draft):
        where = partial(blank_place, source, position)
        for sentence in said:
            if not any(isinstance(one, Blank) for one in sentence):
                continue
            yield from started_elsewhere(draft, events, sentence, where)
            yield from started_by_other_words(draft, events, sentence, where)
            yield from counted_otherwise(draft, sentence, where)
    for name, rows in draft.rows.items():
        for row in rows if name not in ("terms", "values") else ():
            texts_of_row = {field: prose_of(row.record, field) for field in type(row.record).prose_fields()}
            about = " ".join((NOTICE if name == "stakeholders" else "", *texts_of_row.values()))
            for field, text in texts_of_row.items():
                if "{{" in text:
                    where = partial(field_place, row.record, field)
                    sentence = parse_line(text)[0]
                    yield from started_elsewhere(draft, events, sentence, where, about)
                    yield from started_by_other_words(draft, events, sentence, where)
                    yield from counted_otherwise(draft, sentence, where)


def prose_of(record: Authored, field: str) -> str:
    """Return what a prose field of a row says."""
    return str(getattr(record, field.replace("-", "_"), "") or "")


def field_place(record: Authored, field: str, blank: Blank) -> Span:
    """Return where *blank* stands in *field* of a row: the field."""
    return record.place(field)


def started_elsewhere(
    draft: Draft, events: Mapping[str, Event], sentence: Sentence, where: Callable[[Blank], Span], about: str = ""
) -> Iterator[Diagnostic]:
    """Report the limits in *sentence* that start at another event than their value says."""
    by_term = ids_by_term(events)
    for blank, joint, use in zip(sentence, sentence[1:], sentence[2:], strict=False):
        if not (isinstance(blank, Blank) and isinstance(joint, Text) and isinstance(use, Use)):
            continue
        said_event = by_term.get(draft.forms.get(use.form, "")) if joint.text.strip() in AFTER else None
        filled = draft.values.get(blank.value)
        if said_event and filled and filled.row.starts not in (None, said_event):
            event = events.get(str(filled.row.starts))
            if event is None:  # reported where the value stands
                continue
            meant = nearest(titles_of(draft), Held(f"{about} {typed(sentence)}", filled, frozenset({said_event}), 0.0))
            other = f"{{{{ {meant.row.id} }}}}, which starts there, or " if meant else ""
            yield OTHER_CLOCK.at(
                where(blank),
                f'"{filled.row.title}" starts at {event.title}, and this sentence says {use.form}',
                hint=f"write {other}{joint.text.strip()} [{event.title}], or starts: {said_event} in values.yaml",
                seen=(
                    (filled.row.place("starts"), "the value"),
                    *(((meant.row.span, meant.row.title),) if meant else ()),
                ),
            )


@last_kept
def ids_by_term(events: Mapping[str, Event]) -> dict[str, str]:
    """Return the ids of *events* by their terms."""
    return {event.term: id_ for id_, event in events.items() if event.term}


COUNTED = re.compile(r"(?:after|from|before)(?: the)? (?P<what>[^,.;:]{1,200})")
POINTING = re.compile(r"(?:it|its|this|that|then|these|those|they|them|which|such|each|every)\b")
"""Words that mean an event named before."""
PERIOD = re.compile(r"\b(?:month|quarter|half-year|year|week)s?\b")
"""What a period may be called."""
MOST_BEHIND = 24
"""So many words, terms and blanks behind a limit say from when it counts; a hostile sentence has a hundred thousand."""


def started_by_other_words(
    draft: Draft, events: Mapping[str, Event], sentence: Sentence, where: Callable[[Blank], Span]
) -> Iterator[Diagnostic]:
    """Report the limits in *sentence* behind which words stand, and no term of an event, that have nothing in common
    with the event of their value.
    """
    for at, blank in enumerate(sentence):
        filled = draft.values.get(blank.value) if isinstance(blank, Blank) else None
        event = events.get(filled.row.starts or "") if filled else None
        behind = typed(sentence[at + 1 : at + MOST_BEHIND]).lstrip() if event else ""
        said = COUNTED.match(behind)
        if (
            isinstance(blank, Blank)
            and filled
            and event
            and said
            and not names_event(draft, event, said["what"], behind)
        ):
            what = said["what"]
            message = f'"{filled.row.title}" starts at {event.title}, and this sentence counts it from "{what.strip()}"'
            yield OTHER_CLOCK.at(
                where(blank),
                message,
                hint=f"name the event, {event.title}; or set `starts` of the value to the event that is meant",
                seen=((filled.row.place("starts"), "the value"),),
            )


def names_event(draft: Draft, event: Event, what: str, behind: str) -> bool:
    """Tell whether the words *behind* a limit, of which *what* come first, name *event*, or may: by its title or term,
    by a pronoun, or as a term, of which others see to it that it is the right one.
    """
    shown = draft.terms.get(event.term or "")
    names = " ".join((event.title, *((shown.term.term, *shown.term.forms) if shown else ())))
    period = "period" in stems(event.title) and PERIOD.search(behind)
    return bool(what.startswith("[") or POINTING.match(what) or period or stems(behind) & stems(names))


BACK, FORWARD = "before", ("after", "from")
"""The words behind a limit that lies before its event, and behind one that starts there."""


def counted_otherwise(draft: Draft, sentence: Sentence, where: Callable[[Blank], Span]) -> Iterator[Diagnostic]:
    """Report the limits in *sentence* that lie before an event and are counted from it, or the other way round."""
    for blank, joint in pairwise(sentence):
        filled = draft.values.get(blank.value) if isinstance(blank, Blank) else None
        if not (isinstance(blank, Blank) and isinstance(joint, Text) and filled and filled.row.starts):
            continue
        word = joint.text.strip().partition(" ")[0]
        if (word == BACK and not filled.row.ahead) or (word in FORWARD and filled.row.ahead):
            counted, hint = ("from", "ahead: true") if word == BACK else ("before", "ahead: false")
            yield OTHER_CLOCK.at(
                where(blank),
                f'"{filled.row.title}" is counted {counted} its event, and this sentence says "{word}"',
                hint=f"write {hint} beside starts in values.yaml, or another word here",
                seen=((filled.row.place("starts"), "the value"),),
            )


def typed(sentence: Sentence) -> str:
    """Return the words of *sentence* with its terms in brackets; blanks say nothing of the matter."""
    return "".join(
        f"[{one.form}]" if isinstance(one, Use) else one.text if isinstance(one, Text) else " " for one in sentence
    )


AFTER = frozenset({"after", "after the", "of", "from", "from the"})
"""Words between a limit and the event at which it starts."""


def same_duties(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report ids that two duties share, in one list or in two clauses."""
    first: dict[str, tuple[str, Duty]] = {}
    for source, _position, _said, duties in texts(draft):
        for duty in duties:
            clause = source.clause.id
            home, other = first.setdefault(duty.id, (clause, duty))
            if other is not duty and (home != clause or any(one is other for one in duties)):
                yield SAME_DUTY.at(
                    duty.place("id"),
                    f'the duty "{duty.id}" is there already',
                    hint=f'give it an id that begins with "{clause}"',
                    seen=((other.place("id"), "the other"),),
                )
