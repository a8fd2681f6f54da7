"""Kinds of day: the limits of one process count in one kind, or are far enough apart not to be confused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.draft import Draft, Filled
from generator.model.matrices import Escalation
from generator.model.values import Quantity, Unit
from generator.prose import Blank, sentences

MIXED_DAYS = kind(
    "mixed-days",
    "Limits of one process count in Calendar Days and in Business Days, so that nobody sees which ends first.",
    matters="Over a weekend or a holiday the shorter number may be the longer time; a deadline is missed by counting.",
    cure="Use one kind of day for limits of like length: Business Days for short ones, Calendar Days for long ones.",
    severity=Severity.WARNING,
)
UNNAMED_DAYS = kind(
    "unnamed-days",
    "A time limit is in days, and does not say in which.",
    matters="One side counts Calendar Days and the other Business Days.",
    cure="Write business days or calendar days.",
    severity=Severity.WARNING,
)

CALENDAR, BUSINESS = Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS
OTHER = {CALENDAR: BUSINESS, BUSINESS: CALENDAR}


def mixed_days(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report limits in the other kind of day than their process, each once, and limits in days of no kind."""
    reported: set[str] = set()
    for limits in processes(draft):
        for odd, other in misfits(limits):
            if odd.row.id not in reported:
                reported.add(odd.row.id)
                yield MIXED_DAYS.at(
                    odd.span,
                    f'"{odd.row.title}" is {odd.value}, and "{other.row.title}" in the same process {other.value}',
                    hint=f"write it in {OTHER[unit_of(odd)].value}s, as the others",
                    seen=((other.span, other.row.title),),
                )
    yield from mixed_ladders(draft)
    for filled in draft.values.values():
        if filled.row.starts and isinstance(filled.value, Quantity) and filled.value.unit is Unit.DAYS:
            message = f'"{filled.row.title}" is {filled.value}: Calendar Days or Business Days?'
            yield UNNAMED_DAYS.at(filled.span, message, hint=either_kind(filled))


def either_kind(filled: Filled) -> str:
    """Return the hint to name the kind of day, with what the library says where that names it."""
    number = filled.value.number if isinstance(filled.value, Quantity) else ""
    usual = filled.standard if isinstance(filled.standard, Quantity) and filled.standard.unit in OTHER else None
    return f"{number} calendar days or {number} business days" + (f"; the standard is {usual}" if usual else "")


def processes(draft: Draft) -> Iterator[list[Filled]]:
    """Yield the limits that belong together: those of one clause, and those of one parameter of the catalogue."""
    for chosen in draft.clauses:
        ids = [one.value for sentence in sentences(chosen.prose) for one in sentence if isinstance(one, Blank)]
        yield [*limits(draft, dict.fromkeys(ids))]
    parameters: dict[str, list[str]] = defaultdict(list)
    for id_, filled in draft.values.items():
        parameters[filled.row.parameter].append(id_)
    yield from ([*limits(draft, ids)] for name, ids in parameters.items() if name)


def limits(draft: Draft, ids: Iterable[str]) -> Iterator[Filled]:
    """Yield the values among *ids* that run from an event and count in days."""
    for id_ in ids:
        filled = draft.values.get(id_)
        if filled and filled.row.starts and isinstance(filled.value, Quantity) and filled.value.unit in OTHER:
            yield filled


def misfits(limits: list[Filled]) -> Iterator[tuple[Filled, Filled]]:
    """Yield each limit in another kind of day than is usual for it, or a shorter number of calendar than of business
    days, with a limit beside it that counts in the other kind.
    """
    for odd in limits:
        others = [one for one in limits if unit_of(one) is not unit_of(odd)]
        shorter = [one for one in others if unit_of(odd) is CALENDAR and number(odd) < number(one)]
        unusual = {bound.low.unit for bound in odd.row.range} & {*OTHER} == {OTHER[unit_of(odd)]}
        if shorter or (unusual and others):
            yield odd, (shorter or others)[0]


def unit_of(filled: Filled) -> Unit:
    """Return the unit of a value in days."""
    return filled.value.unit if isinstance(filled.value, Quantity) else CALENDAR


def number(filled: Filled) -> float:
    """Return the number of a value in days."""
    return float(filled.value.number) if isinstance(filled.value, Quantity) else 0.0


def mixed_ladders(draft: Draft) -> Iterator[Diagnostic]:
    """Report the first level of a ladder that counts in another kind of day than most; of two, the calendar one."""
    for row in draft.typed("escalations", Escalation):
        timed = [(rung, rung.by) for rung in row.record.levels if rung.by and rung.by.unit in OTHER]
        calendar = [one for one in timed if one[1].unit is CALENDAR]
        business = [one for one in timed if one[1].unit is BUSINESS]
        if calendar and business:
            few, many = (calendar, business) if len(calendar) <= len(business) else (business, calendar)
            (odd, by), (other, usual) = few[0], many[0]
            yield MIXED_DAYS.at(
                odd.place("by"),
                f"{row.record.id} gives level {odd.level} {by}, and level {other.level} {usual}",
                hint=f"write it in {usual.unit.value}s",
                seen=((other.place("by"), f"level {other.level}"),),
            )
