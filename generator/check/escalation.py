"""Escalation beside what sets it off: the ladder is fast enough, and it leaves release to the quality unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

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


def decided_above(passage: Passage) -> Iterator[Diagnostic]:
    """Report a sentence in which a body above the quality unit decides on release, rejection or recall."""
    above = ABOVE.search(passage.text)
    decides = DECIDES.search(passage.text, above.end()) if above else None
    if above and decides and RELEASE.search(passage.text, decides.start()) and " not " not in passage.text:
        yield ABOVE_QUALITY_UNIT.at(
            passage.place(above.start(), decides.end()),
            f'"{above[0].strip("[]")}" would decide on release, rejection or recall',
            hint="let the [Quality Unit] decide; a higher level may clear resources and commercial obstacles",
        )
