"""Escalation ladders: deadlines rise with the levels, the start has one, and each level has its own people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.diagnostic import Diagnostic, kind
from generator.document.blocks import Document
from generator.model.choices import Counting
from generator.model.draft import Draft
from generator.model.lengths import span_of
from generator.model.matrices import Escalation, Rung
from generator.model.rows import Role
from generator.model.values import Quantity, Unit

LADDER_NOT_RISING = kind(
    "ladder-not-rising",
    "A level of an escalation ladder has no more time than the level below it.",
    matters="The higher level would have to settle what the lower one is still working on.",
    cure="Give the higher level a longer deadline, or the lower one a shorter; both count from the trigger.",
)
LADDER_START = kind(
    "ladder-start",
    "The deadlines of an escalation ladder do not fit the level at which it starts.",
    matters="Nobody could tell who must have a plan first, and by when.",
    cure="The level under `starts-at` and each above it has a deadline (`by`); the levels below are told in parallel.",
)
LADDER_CLOCK = kind(
    "ladder-clock",
    "A ladder for something that is late counts from the trigger, and not from the due date.",
    matters="A week could pass between the due date and the record that something is late; the clock must not wait.",
    cure="Write `counted-from: due date`.",
)
WRONG_LEVEL = kind(
    "wrong-level",
    "A role stands on another level of a ladder than roles.yaml gives it.",
    matters="The contact list and the ladder would tell two stories about who decides at which level.",
    cure="Move the role to its level of the ladder, or correct `level` in roles.yaml.",
)


LATE = re.compile(
    r"\bpast (?:its|their|the) due dates?\b|\bnot [^.;]{0,40}within (?:its|their|the) limits?\b|\boverdue\b"
)


def ladders_out_of_order(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report deadlines that do not rise, and those that do not fit the start."""
    for row in draft.typed("escalations", Escalation):
        ladder = row.record
        unfit = next((rung for rung in ladder.levels if rung.in_parallel is not (rung.level < ladder.starts_at)), None)
        if unfit:
            yield LADDER_START.at(
                unfit.span,
                f"{ladder.id} starts at level {ladder.starts_at}, and level {unfit.level} "
                f"{'has no deadline' if unfit.in_parallel else f'has one ({unfit.by})'}",
                hint="by: 24 hours" if unfit.in_parallel else "in-parallel: true, or correct starts-at",
                seen=((ladder.place("starts-at"), "start"),),
            )
        else:
            yield from not_rising(ladder)


def wrong_clocks(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report ladders for what is late that count from the trigger."""
    for row in draft.typed("escalations", Escalation):
        ladder = row.record
        if LATE.search(ladder.title) and ladder.counted_from is not Counting.DUE_DATE:
            yield LADDER_CLOCK.at(
                ladder.place("counted-from") if "counted_from" in ladder.model_fields_set else ladder.place("title"),
                f"{ladder.id} is about something late, and counts from the trigger",
                hint="counted-from: due date",
            )


def not_rising(ladder: Escalation) -> Iterator[Diagnostic]:
    """Report the first level of *ladder* that certainly has no more time than the one below it."""
    timed = [rung for rung in ladder.levels if rung.by]
    for lower, upper in pairwise(timed):
        if lower.by and upper.by and not_longer(upper.by, lower.by):
            yield LADDER_NOT_RISING.at(
                upper.place("by"),
                f"{ladder.id}: level {upper.level} has {upper.by}, and level {lower.level} below it {lower.by}",
                hint=f"give level {upper.level} more than {lower.by}, or level {lower.level} less than {upper.by}",
                seen=((lower.place("by"), f"level {lower.level}"),),
            )
            return


def not_longer(one: Quantity, other: Quantity) -> bool:
    """Tell whether *one* is for certain no longer than *other*; n Business Days take n - 1 whole days at least."""
    if one.unit is other.unit:
        return one.number <= other.number
    return span_of(one)[1] <= at_least(other)


def at_least(quantity: Quantity) -> float:
    """Return the hours that *quantity* takes at least, wherever the clock starts."""
    nights = (float(quantity.number) - 1) * 24 if quantity.unit is Unit.BUSINESS_DAYS else 0.0
    return max(span_of(quantity)[0], nights)


def roles_on_wrong_levels(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report roles on another level than their own: once at the role when every ladder says so, else at the rung."""
    for row in draft.typed("roles", Role):
        if not row.record.level:
            continue
        rungs = [*rungs_of(draft, row.record.id)]
        unfit = [(ladder, rung) for ladder, rung in rungs if rung.level != row.record.level]
        if len(unfit) == len(rungs) > 1:
            yield WRONG_LEVEL.at(
                row.record.place("level"),
                f"{row.record.title} has level {row.record.level}, and no ladder has it there",
                hint=f"level: {unfit[0][1].level}",
                seen=((unfit[0][1].place("roles"), f"{unfit[0][0].id}, level {unfit[0][1].level}"),),
            )
            continue
        for ladder, rung in unfit:
            yield WRONG_LEVEL.at(
                rung.place("roles"),
                f"{ladder.id} has {row.record.title} on level {rung.level}; the role has level {row.record.level}",
                hint=f"move {row.record.id} to level {row.record.level}",
                seen=((row.record.place("level"), "its level"),),
            )


def rungs_of(draft: Draft, role: str) -> Iterator[tuple[Escalation, Rung]]:
    """Yield the rungs on which *role* stands, with their ladders."""
    for row in draft.typed("escalations", Escalation):
        yield from ((row.record, rung) for rung in row.record.levels if role in rung.roles)
