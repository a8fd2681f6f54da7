"""Blanks that hold the value of another matter: the title of another value says what the sentence is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from generator.check.deadlines import DEADLINE_DISAGREES, term_ids
from generator.check.matters import (
    APART_IN_INDICATOR,
    NOTICE,
    TIER,
    Held,
    Titles,
    nearest,
    tier_of,
    titles_of,
    words_of,
)
from generator.check.notices import BLANK
from generator.check.passages import Passage, clause_passages
from generator.check.reasons import is_another
from generator.check.wording import event_behind
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.draft import Draft, Filled
from generator.model.matrices import Indicator, Stakeholder, Tier, Trigger
from generator.model.rows import Event, Row

BORROWED_VALUE = kind(
    "borrowed-value",
    "A blank holds the value of another matter: the title of another value says what the text is about.",
    matters="The text would promise one limit and the clause on the matter another; an indicator would be green on a "
    "notice that came too late.",
    cure="Write the blank of the value that is meant. Where this one is meant, let its title in values.yaml say what "
    "the text says.",
    severity=Severity.WARNING,
)

ADDED = re.compile(r"\b(?:plus|minus)\s{0,3}\Z")
"""Words before a blank that only widens the limit beside it."""


def borrowed_values(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report blanks of clauses, indicators, stakeholders, triggers and tiers that hold the value of another matter."""
    titles = titles_of(draft)
    for passage in clause_passages(draft):
        yield from beside(draft, titles, passage, passage.text)
    for told in draft.typed("stakeholders", Stakeholder):
        for passage in fields(told.record, "timing"):
            yield from beside(draft, titles, passage, f"{NOTICE} {told.record.information} {passage.text}")
    for row in draft.typed("indicators", Indicator):
        yield from in_indicator(draft, titles, row.record)
    yield from other_tiers(draft)


def fields(record: Row, *names: str) -> Iterator[Passage]:
    """Yield the fields of *record* that are named and say something."""
    for name in names:
        if text := str(getattr(record, name) or ""):
            yield Passage(text, record.place(name.replace("_", "-")))


def beside(draft: Draft, titles: Titles, passage: Passage, about: str) -> Iterator[Diagnostic]:
    """Report the blanks of *passage* that another value of the same start fits much better, by what it is *about*."""
    for found, filled in blanks(draft, passage.text):
        other_clock = event_behind(draft, passage.text, found.end()) not in (None, filled.row.starts)
        better = None if other_clock else nearest(titles, Held(about, filled, frozenset({filled.row.starts})))
        if better and not took_its_id(draft, filled):
            yield borrowed(passage, found, filled, better)


def took_its_id(draft: Draft, filled: Filled) -> bool:
    """Tell whether a value only took the id of another one, which is reported at its row."""
    return any(row.record.id == filled.row.id and is_another(row) for row in draft.rows["values"])


def blanks(draft: Draft, text: str) -> Iterator[tuple[re.Match[str], Filled]]:
    """Yield the blanks of *text* with their values; one that only widens another limit is left out."""
    for found in BLANK.finditer(text):
        if found[1] in draft.values and not ADDED.search(text, max(0, found.start() - 9), found.start()):
            yield found, draft.values[found[1]]


def borrowed(passage: Passage, found: re.Match[str], filled: Filled, better: Filled) -> Diagnostic:
    """Return the finding about a blank that another value fits better."""
    return BORROWED_VALUE.at(
        passage.place(*found.span()),
        f'this speaks of "{better.row.title}", and the blank holds "{filled.row.title}"',
        hint=f"write {{{{ {better.row.id} }}}} here",
        seen=((better.row.span, better.row.title),),
    )


def in_indicator(draft: Draft, titles: Titles, one: Indicator) -> Iterator[Diagnostic]:
    """Report the blanks of an indicator that another value fits better, by its name, its formula and its clock."""
    named = frozenset(events_in(draft, one.formula))
    for passage in fields(one, "formula", "green", "amber", "red"):
        about = f"{one.title} {one.formula} {passage.text}"
        for found, filled in blanks(draft, passage.text):
            elsewhere = filled.row.starts is not None and named and filled.row.starts not in named
            held = Held(about, filled, named or None, 0.0 if elsewhere else APART_IN_INDICATOR)
            better = nearest(titles, held)
            if better and not took_its_id(draft, filled):
                yield borrowed(passage, found, filled, better)


def events_in(draft: Draft, text: str) -> Iterator[str]:
    """Yield the ids of the events that *text* names."""
    terms = {*term_ids(draft, text)}
    words = BLANK.sub(" ", text)
    for row in draft.typed("events", Event):
        if row.record.term in terms if row.record.term else row.record.title in words:
            yield row.record.id


def other_tiers(draft: Draft) -> Iterator[Diagnostic]:
    """Report blanks for one supplier risk tier that hold the value of another."""
    for row in draft.typed("tiers", Tier):
        for passage in fields(row.record, "audit_interval"):
            yield from of_other_tier(draft, passage, partial(own_tier, row.record.label))
    for rule in draft.typed("triggers", Trigger):
        for passage in fields(rule.record, "actions"):
            yield from of_other_tier(draft, passage, tier_behind)


def own_tier(label: str, text: str, end: int) -> str:
    """Return the *label* of the tier whose row a text is."""
    return label


def tier_behind(text: str, end: int) -> str:
    """Return the tier that *text* names directly behind the character *end*."""
    found = TIER.match(text, end + 1)
    return found[1] if found else ""


def of_other_tier(draft: Draft, passage: Passage, tier: Callable[[str, int], str]) -> Iterator[Diagnostic]:
    """Report the blanks of *passage* whose value is, by its title, that of another tier."""
    for found, filled in blanks(draft, passage.text):
        label = tier(passage.text, found.end())
        if label and tier_of(filled.row.title) not in ("", label):
            meant = of_tier(draft, label, filled)
            yield BORROWED_VALUE.at(
                passage.place(*found.span()),
                f'this speaks of tier {label}, and the blank holds "{filled.row.title}"',
                hint=f"write {{{{ {meant.row.id} }}}} here" if meant else f"write the blank of tier {label}",
                seen=((meant.row.span, meant.row.title),) if meant else ((filled.row.span, filled.row.title),),
            )


def of_tier(draft: Draft, label: str, filled: Filled) -> Filled | None:
    """Return the value that says for the tier *label* what *filled* says for another: its title is the nearest."""
    title = words_of(filled.row.title)
    several = [one for one in draft.values.values() if tier_of(one.row.title) == label]
    return max(several, key=lambda one: len(title & words_of(one.row.title)), default=None)


def told_once(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return *found* without the borrowed values of a place whose limit is already told to differ from a clause's."""
    told = {(one.span.path, one.span.line) for one in found if one.code == DEADLINE_DISAGREES.code}
    return [one for one in found if one.code != BORROWED_VALUE.code or (one.span.path, one.span.line) not in told]
