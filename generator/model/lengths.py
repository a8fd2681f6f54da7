"""Which of two quantities is longer, whatever the calendar: enough to order what is clearly shorter or longer."""

from __future__ import annotations

from math import ceil
from typing import Any

from generator.model.values import Quantity, Unit, parse_value

HOURS = {
    Unit.MINUTES: (1 / 60, 1 / 60),
    Unit.HOURS: (1, 1),
    Unit.WORKING_HOURS: (1, 120),
    Unit.BUSINESS_DAYS: (8, 120),
    Unit.CALENDAR_DAYS: (24, 24),
    Unit.DAYS: (24, 24),
    Unit.WEEKS: (168, 168),
    Unit.MONTHS: (28 * 24, 31 * 24),
    Unit.YEARS: (365 * 24, 366 * 24),
}
"""Shortest and longest span of one unit in hours."""


def span_of(quantity: Quantity) -> tuple[float, float]:
    """Return the shortest and longest length of *quantity* in hours; of a unit that is no time, its number."""
    shortest, longest = HOURS.get(quantity.unit, (1, 1))
    return float(quantity.number) * shortest, float(quantity.number) * longest


def compared(one: Quantity, other: Quantity) -> int | None:
    """Return -1, 0 or 1 as *one* is shorter, as long or longer than *other*; None when that is not certain."""
    first, second = in_months(one), in_months(other)
    if first.unit is second.unit:
        return (first.number > second.number) - (first.number < second.number)
    if first.unit not in HOURS or second.unit not in HOURS:
        return None
    (low, high), (bottom, top) = span_of(first), span_of(second)
    if low == high == bottom == top:
        return 0
    return -1 if high < bottom else 1 if low > top else None


def in_months(quantity: Quantity) -> Quantity:
    """Return *quantity* with years as months, of which each has twelve."""
    return Quantity(quantity.number * 12, Unit.MONTHS) if quantity.unit is Unit.YEARS else quantity


def weekly_span(quantity: Quantity) -> tuple[float, float]:
    """Return the shortest and longest length of *quantity* in hours in weeks without holidays: weekends count, and a
    working day has eight hours.
    """
    if quantity.unit not in (Unit.BUSINESS_DAYS, Unit.WORKING_HOURS):
        return span_of(quantity)
    days = ceil(quantity.number if quantity.unit is Unit.BUSINESS_DAYS else quantity.number / 8)
    shortest = days * 24 if quantity.unit is Unit.BUSINESS_DAYS else float(quantity.number)
    return shortest, (days + 2 * ceil(days / 5)) * 24


def surely_shorter(one: Quantity, other: Quantity) -> bool:
    """Tell whether *one* is over before *other* in every week without holidays."""
    if one.unit is other.unit:
        return one.number < other.number
    return weekly_span(one)[1] < weekly_span(other)[0]


def surely_longer(one: Quantity, other: Quantity) -> bool:
    """Tell whether *one* lasts longer than *other* in every week without holidays."""
    return surely_shorter(other, one)


def longer(one: Any, other: Any, *, longest: bool) -> Any:
    """Return the longer (or shorter) of two written quantities; None when they cannot be ordered for certain."""
    try:
        first, second = parse_value(one), parse_value(other)
    except ValueError:
        return None
    if not (isinstance(first, Quantity) and isinstance(second, Quantity)):
        return None
    (low, high), (bottom, top) = span_of(first), span_of(second)
    if first.unit is not second.unit and not (high <= bottom or top <= low):
        return None
    return one if (low >= bottom) is longest else other
