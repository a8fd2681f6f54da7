"""Which of two quantities is longer, whatever the calendar: enough to order what is clearly shorter or longer."""

from __future__ import annotations

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
