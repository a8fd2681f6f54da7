"""Escalation beside what sets it off: the ladder is fast enough, and it leaves release to the quality unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.check.deadlines import GENERAL, term_ids
from generator.check.law import in_scope
from generator.check.passages import Passage, passages
from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Document
from generator.model.draft import Draft
from generator.model.lengths import HOURS, surely_longer, surely_shorter, weekly_span
from generator.model.matrices import Escalation, Rung, Trigger
from generator.model.rows import Event, Role
from generator.model.values import Quantity
from generator.prose import Blank, parse_line

SLOW_LADDER = kind(
    "slow-ladder",
    "The first deadline of an escalation ladder comes later than what sets it off allows.",
    matters="The limit that the ladder is to save would have passed before anybody has a plan.",
    cure="Give the first level a shorter deadline, or correct the limit that the trigger states.",
)
ABOVE_QUALITY_UNIT = kind(
    "above-quality-unit",
    "A ladder or a text lets a decision on release, rejection or recall be taken past the quality unit.",
    matters="Release belongs to the quality unit by law; an inspector will not accept a decision taken above it.",
    cure="Put a role of the quality unit on the ladder, at its start or next to it; let higher levels clear "
    "resources and commercial obstacles only.",
)

OTHER_LADDER = kind(
    "other-ladder",
    "A trigger rule climbs a ladder for another event, and a ladder names the event of the rule.",
    matters="At night the rule would lead to the wrong people and deadlines.",
    cure="Let `escalates` name the ladder of the event, or the one for rules without a ladder of their own.",
)

CATCH_ALL = re.compile(r"\btrigger rules?\b", re.IGNORECASE)
"""The ladder of rules that have none of their own."""
RELEASE = re.compile(
    r"\[Dispositions?\]|\[Certifications?\]|\[Release Packages?\]|\b(?:releas|reject|recall|certif)\w*", re.IGNORECASE
)
ABOVE = re.compile(
    r"\[?Joint Steering Committee\]?|\b(?:executive sponsors?|level [34]|layer 3|(?:senior|executive) management)\b",
    re.IGNORECASE,
)
DECIDES = re.compile(r"\b(?:decides?|overrules?|approves?|releases?|rejects?|authoris(?:e|es)|takes? the decision)\b")


def slow_ladders(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report ladders whose first deadline comes after a limit of the law, of a trigger rule or of their own title."""
    for row in draft.typed("escalations", Escalation):
        first = next((rung for rung in row.record.levels if rung.by), None)
        late = next(too_late(draft, row.record, first), None) if first else None
        if first and late:
            words, limit, place = late
            yield SLOW_LADDER.at(
                first.place("by"),
                f"{row.record.id} has its first plan by {first.by}, and {words}",
                hint=f"less than {limit}, counted from the trigger",
                seen=((place, "what sets it off"),),
            )


def too_late(draft: Draft, ladder: Escalation, first: Rung) -> Iterator[tuple[str, Quantity, Span]]:
    """Yield each limit that is over before the *first* level of *ladder* has a plan: words, limit, place."""
    by = first.by
    if by is None:
        return
    for event in [one.record for one in draft.typed("events", Event) if one.record.id == ladder.trigger]:
        for clock in event.feeds:
            if in_scope(draft, clock) and not surely_shorter(by, clock.within):
                yield f"{clock.rule} wants a report within {clock.within}", clock.within, event.place("feeds")
    for limit in times(draft, ladder.title) if " before " in ladder.title else ():
        if surely_longer(by, limit):
            yield f"it is set off {limit} before the end of a limit", limit, ladder.place("title")
    for rule in draft.typed("triggers", Trigger):
        for limit in times(draft, rule.record.actions) if rule.record.escalates == ladder.id else ():
            if surely_longer(by, limit):
                yield f"{rule.record.id} wants action within {limit}", limit, rule.record.place("actions")


def times(draft: Draft, text: str) -> Iterator[Quantity]:
    """Yield the lengths of time in the blanks of *text*: what the agreement says, or the standard where it is longer;
    an agreement that acts sooner than the rule need not change the ladder.
    """
    for inline in parse_line(text)[0]:
        filled = draft.values.get(inline.value) if isinstance(inline, Blank) else None
        several = (filled.value, filled.standard) if filled else ()
        lengths = [one for one in several if isinstance(one, Quantity) and one.unit in HOURS]
        if lengths:
            yield max(lengths, key=lambda one: weekly_span(one)[0])


def other_ladders(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report rules whose ladder names none of their terms, while another ladder begins with one of them."""
    ladders = {row.record.id: row.record for row in draft.typed("escalations", Escalation)}
    for row in draft.typed("triggers", Trigger):
        rule = row.record
        climbed = ladders.get(rule.escalates or "")
        terms = frozenset(terms_of(draft, rule.when))
        meant = next((one for one in ladders.values() if terms & {*list(terms_of(draft, one.title))[:1]}), None)
        if climbed and meant and not terms & {*terms_of(draft, climbed.title)} and not CATCH_ALL.search(climbed.title):
            yield OTHER_LADDER.at(
                rule.place("escalates"),
                f"{rule.id} climbs {climbed.id}, which is about something else, and {meant.id} names its event",
                hint=f"escalates: {meant.id}",
                seen=((meant.place("title"), meant.id), (climbed.place("title"), climbed.id)),
            )


def terms_of(draft: Draft, text: str) -> Iterator[str]:
    """Yield the ids of the terms in *text*, general ones left out."""
    yield from (id_ for id_ in term_ids(draft, text) if id_ not in GENERAL)


def past_the_quality_unit(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report ladders on release that leave the quality unit out or below, and texts that let others decide."""
    roles = {row.record.id for row in draft.typed("roles", Role) if row.record.quality_unit}
    for row in draft.typed("escalations", Escalation) if roles else ():
        ladder = row.record
        own = [rung for rung in ladder.levels if rung.by and roles & {*rung.roles}]
        if RELEASE.search(ladder.title) and not (own and ladder.starts_at <= own[0].level):
            what = "has no level with a deadline for the quality unit" if not own else "starts above the quality unit"
            yield ABOVE_QUALITY_UNIT.at(
                ladder.place("levels"),
                f"{ladder.id} is about release, rejection or recall, and {what}",
                hint=f"give a level to {', '.join(sorted(roles))}",
                seen=((ladder.place("title"), "what happened"),),
            )
    for passage in passages(draft, documents):
        yield from decided_above(passage)


@lru_cache(maxsize=8_192)
def first_above(text: str) -> re.Match[str] | None:
    """Return the first body above the quality unit that *text* names; agreements share most of their texts."""
    return ABOVE.search(text)


def decided_above(passage: Passage) -> Iterator[Diagnostic]:
    """Report a sentence in which a body above the quality unit decides on release, rejection or recall."""
    above = first_above(passage.text)
    decides = DECIDES.search(passage.text, above.end()) if above else None
    if above and decides and RELEASE.search(passage.text, decides.start()) and " not " not in passage.text:
        yield ABOVE_QUALITY_UNIT.at(
            passage.place(above.start(), decides.end()),
            f'"{above[0].strip("[]")}" would decide on release, rejection or recall',
            hint="let the [Quality Unit] decide; a higher level may clear resources and commercial obstacles",
        )
