"""The public holidays of each calendar are those of its rules: fixed dates, Mondays of a month, days about Easter."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from generator.model.regulation import Calendar
from generator.pipeline import read_files

ROOT = Path(__file__).resolve().parents[2]
YEARS = (2026, 2027, 2028)
MON, THU = 0, 3
DAY = timedelta(days=1)


@cache
def calendars() -> dict[str, Calendar]:
    """Return the calendars of the libraries."""
    path = "clauses/calendars.yaml"
    return {**read_files({path: (ROOT / path).read_bytes()}).workspace.catalogue.calendars}


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the computus of Meeus, Jones and Butcher."""
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leaps - moon + 15) % 30
    to_sunday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth(year: int, month: int, weekday: int, which: int) -> date:
    """Return the *which* such weekday of a month, counted from 1; the last one where *which* is -1."""
    first = date(year, month, 1) if which > 0 else date(year + month // 12, month % 12 + 1, 1)
    ahead = (weekday - first.weekday()) % 7
    return first + (ahead + 7 * (which - (which > 0))) * DAY


def kept(day: date) -> date:
    """Return the day on which federal offices of the United States keep a holiday: not on a weekend."""
    return day + {5: -1, 6: 1}.get(day.weekday(), 0) * DAY


def fixed(year: int, *days: tuple[int, int]) -> set[date]:
    """Return days of a year that are written as month and day."""
    return {date(year, *day) for day in days}


def about_easter(year: int, *days: int) -> set[date]:
    """Return the days that are so many days after Easter Sunday: Good Friday -2, Ascension 39, Whit Monday 50."""
    return {easter(year) + after * DAY for after in days}


def hamburg(year: int) -> set[date]:
    fixed_days = fixed(year, (1, 1), (5, 1), (10, 3), (10, 31), (12, 25), (12, 26))
    return fixed_days | about_easter(year, -2, 1, 39, 50)


def dublin(year: int) -> set[date]:
    """February: its first Monday, or its first day where that is a Friday."""
    first = date(year, 2, 1)
    brigid = first if first.weekday() == MON + 4 else nth(year, 2, MON, 1)
    mondays = {brigid, *(nth(year, month, MON, 1) for month in (5, 6, 8)), nth(year, 10, MON, -1)}
    return fixed(year, (1, 1), (3, 17), (12, 25), (12, 26)) | mondays | about_easter(year, 1)


def rotterdam(year: int) -> set[date]:
    """The days of the general act on time limits: Good Friday and 5 May among them; King's Day is never a Sunday."""
    king = date(year, 4, 27)
    king = king - DAY if king.weekday() == MON + 6 else king
    return fixed(year, (1, 1), (5, 5), (12, 25), (12, 26)) | {king} | about_easter(year, -2, 1, 39, 50)


def ghent(year: int) -> set[date]:
    return fixed(year, (1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)) | about_easter(year, 1, 39, 50)


def boston(year: int) -> set[date]:
    """Federal holidays and Patriots' Day of Massachusetts."""
    own = fixed(year, (1, 1), (6, 19), (7, 4), (11, 11), (12, 25)) | fixed(year + 1, (1, 1))
    mondays = {nth(year, *each) for each in ((1, MON, 3), (2, MON, 3), (4, MON, 3), (5, MON, -1), (9, MON, 1))}
    later = {nth(year, 10, MON, 2), nth(year, 11, THU, 4)}
    return {day for day in map(kept, own) if day.year == year} | mondays | later


RULES = {
    "de-hamburg": hamburg,
    "ie-dublin": dublin,
    "nl-rotterdam": rotterdam,
    "be-ghent": ghent,
    "us-boston": boston,
}


def test_each_calendar_has_its_rule() -> None:
    assert set(calendars()) == set(RULES)


@pytest.mark.parametrize("id_", RULES)
def test_the_holidays_of_a_calendar_are_those_of_its_rule(id_: str) -> None:
    listed = [holiday.on for holiday in calendars()[id_].holidays]
    assert listed == sorted(day for year in YEARS for day in RULES[id_](year))


def test_the_rules_count_as_the_world_does() -> None:
    assert [easter(year) for year in (2019, 2024, 2038)] == [date(2019, 4, 21), date(2024, 3, 31), date(2038, 4, 25)]
    assert nth(2026, 12, MON, -1) == date(2026, 12, 28)
    assert nth(2026, 11, THU, 4) == date(2026, 11, 26)
    assert kept(date(2022, 1, 1)) == date(2021, 12, 31)
