"""Types of single fields: one parser a type, the same for YAML, Excel, the command line and returned Word files.

Every parser takes the text that a person wrote and raises ``ValueError`` with a sentence for that person.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from generator.diagnostic import closest
from generator.files import DEVICES
from generator.model.zones import meant_zone, zones

KEBAB = re.compile(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z")
CATALOGUE = re.compile(r"\A[A-Z0-9](?:[A-Za-z0-9.()/:,-]*[A-Za-z0-9)])?\Z")
LONGEST_ID = 80


def plain_id(text: str) -> str:
    """Return *text* as an id without accents and unseen signs; empty when a letter of another script would be lost."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if sign.isspace() or sign.isprintable())
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign)).replace("ß", "ss")
    if any(sign.isalnum() and not sign.isascii() for sign in bare):
        return ""
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST_ID].strip("-")


def parse_id(text: str) -> str:
    """Return *text* when it is an id: kebab-case, or a catalogue code such as ``EU-GMP-7.11``."""
    if len(text) <= LONGEST_ID and (KEBAB.match(text) or CATALOGUE.match(text)):
        return text
    meant = plain_id(text)
    if re.match("[A-Z]{2,}", text) and CATALOGUE.match(re.sub(r"[\s_]+", "-", text)):
        meant = re.sub(r"[\s_]+", "-", text)
    if re.search(r"[;,&+|]| and ", text):
        raise ValueError(f'"{text}" is not an id; put a comma between two ids')
    if meant:
        raise ValueError(f'"{text}" is not an id: small letters, digits, hyphens; did you mean "{meant}"?')
    raise ValueError(f'"{text}" is not an id: use small letters, digits and hyphens, such as dev-notification')


def parse_folder(text: str) -> str:
    """Return *text* when it is an id that can be the name of a folder on every machine."""
    id_ = parse_id(text)
    if set(id_) & set("()/:,") or DEVICES.fullmatch(id_):
        raise ValueError(f'"{id_}" cannot be the name of a folder on every machine: use small letters and hyphens')
    return id_


NO_TEXT = "one text is expected here, not a list or a map; quotation marks go round a text that begins with [ or {"
EMPTY = "this field is empty; write something or leave the field out"


def parse_text(text: Any) -> str:
    """Return plain text that is not empty."""
    if not isinstance(text, str):
        raise ValueError(NO_TEXT)
    if text.strip() in NULL:
        raise ValueError(f'"{text.strip()}" says nothing here; write the words, or leave the field out')
    if not text.strip():
        raise ValueError(EMPTY)
    return text.strip()


NULL = frozenset({"~", "null", "Null", "NULL"})
"""What stands for nothing in the files of other programs; here it would print."""


def parse_cell(text: Any) -> str:
    """Return the text of a cell, which may be empty."""
    if not isinstance(text, str):
        raise ValueError(NO_TEXT)
    return text.strip()


def parse_plain(text: Any) -> str:
    """Return plain text of one line; a line end would print as a blank, a break or nothing, as each format has it."""
    words = parse_text(text)
    if "\n" in words:
        before = words.partition("\n")[0][-40:]
        raise ValueError(f'a line ends behind "{before}", and this field holds one line: take the line end out')
    return words


def parse_phone(text: Any) -> str:
    """Return a telephone number, or an open point: the page for the night counts on it."""
    words = parse_plain(text)
    if words.startswith("?"):
        return words
    if sum(one.isdecimal() for one in words) < FEWEST_FIGURES:
        raise ValueError(f'"{words}" is no telephone number; write it with the code of the country: "+49 40 5550100"')
    if letter := LETTER_AMONG_FIGURES.search(words):
        raise ValueError(f'the letter "{letter[0]}" stands among the figures of "{words}"; write the figure')
    return words


LETTER_AMONG_FIGURES = re.compile(r"(?<=[0-9])[OoIl]|[OoIl](?=[0-9])")
"""A letter that looks like a figure, in the place of one: nobody can dial it."""


FEWEST_FIGURES = 2


def parse_email(text: Any) -> str:
    """Return an address of electronic mail, or an open point."""
    words = parse_plain(text)
    if not words.startswith("?") and not re.fullmatch(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>()]+", words):
        raise ValueError(f'"{words}" is no e-mail address; write one address, such as quality.duty@company.example')
    return words


def parse_flag(text: str) -> bool:
    """Return the truth of ``true``, ``yes``, ``false`` or ``no``."""
    known = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in known:
        raise ValueError(f'"{text}" is neither true nor false')
    return known[text.lower()]


def parse_count(text: str) -> int:
    """Return a whole number from 0 to 99 999."""
    if not re.fullmatch(r"[0-9]{1,5}", text):
        raise ValueError(f'"{text}" is not a whole number')
    return int(text)


def parse_ordinal(text: str) -> int:
    """Return a whole number from 1 to 99 999: what counts the first as 1."""
    number = parse_count(text)
    if number == 0:
        raise ValueError('"0" counts nothing here: the first is 1')
    return number


LEVELS = (1, 2, 3, 4)
"""Levels of escalation, from quality managers to executive sponsors; the ladder has a column for each."""


def parse_level(text: str) -> int:
    """Return a level of escalation."""
    if text not in map(str, LEVELS):
        raise ValueError(f'"{text}" is no level: {LEVELS[0]} quality managers to {LEVELS[-1]} executive sponsors')
    return int(text)


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"


def parse_weekday(text: str) -> str:
    """Return a day of the week."""
    if text not in WEEKDAYS:
        meant = next((one for one in WEEKDAYS if text.lower().startswith(one.lower())), "")
        raise ValueError(f'"{text}" is not one of {", ".join(WEEKDAYS)}{f"; write {meant}" if meant else ""}')
    return text


def parse_hours(text: str) -> str:
    """Return working hours that begin before they end."""
    found = re.fullmatch(rf"({CLOCK}) to ({CLOCK})", text)
    if found is None or found[1] >= found[2]:
        raise ValueError(f'"{text}" does not say from when to when; write it so: 08:00 to 17:00')
    return text


def parse_zone(text: str) -> str:
    """Return the name of a time zone as the tables of all computers have it."""
    if text not in zones():
        meant = meant_zone(text)
        cure = f'did you mean "{meant}"?' if meant else "write the nearest city that has one: Europe/Berlin"
        raise ValueError(f'"{text}" is not the name of a time zone; {cure}')
    return text


OFTEN = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "biannually": "half-year",
    "half-yearly": "half-year",
    "yearly": "year",
    "annually": "year",
    "every day": "day",
    "every week": "week",
}


def parse_interval(text: str) -> str:
    """Return how often something is held, in the words that stand behind "every"."""
    words = parse_plain(text)
    if words.lower() in OFTEN:
        raise ValueError(f'"{words}" would print as "every {words}"; write {OFTEN[words.lower()]}')
    return words


LANGUAGES = ("en", "en-GB", "en-US", "en-IE", "en-CA", "en-AU", "en-IN", "en-NZ", "en-SG", "en-ZA")
"""English as the countries write it; dates, numbers and headings have no other words."""


def parse_language(text: str) -> str:
    """Return the tag of a language that agreements print in, as Word and browsers know it."""
    if text not in LANGUAGES:
        raise ValueError(f'"{text}" is no language in which agreements print; write one of {", ".join(LANGUAGES)}')
    return text


def parse_number(text: str) -> Decimal:
    """Return a decimal number of at most 12 digits."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or len(text) > 12 or not re.fullmatch(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", text):
        raise ValueError(f'"{text}" is not a number such as 2 or 99.5{without_comma(text)}')
    return number


def without_comma(text: str) -> str:
    """Return the offer of a number with a point, or without marks between thousands, in place of one with a comma."""
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", text):
        return f"; write {text.replace(',', '')}"
    if re.fullmatch(r"[A-Za-z-]+", text):
        return "; write it in figures"
    if led := re.fullmatch(r"0+([0-9]+)", text):
        return f"; write {led[1]}, without a nought before it"
    return f"; write {text.replace(',', '.')}" if re.fullmatch(r"[0-9]+,[0-9]+", text) else ""


def parse_date(text: str) -> date:
    """Return the day that ``2026-11-20`` names."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = date.min
        if 1900 <= day.year < 2200:
            return day
        if months := re.fullmatch(r"((?:19|2[01])[0-9]{2})-(0[1-9]|1[0-2])-[0-9]{2}", text):
            year, month = int(months[1]), int(months[2])
            days = calendar.monthrange(year, month)[1]
            last = f"{calendar.month_name[month]} {year} has {days} days; write {months[1]}-{months[2]}-{days}"
            raise ValueError(f'"{text}" is not a date: {last}, or the day that was agreed')
    meant = " or ".join(meant_days(text)) or "for example 2026-11-20"
    raise ValueError(f'"{text}" is not a date; write year-month-day, {meant}')


def meant_days(text: str) -> list[str]:
    """Return the days that *text* may mean, as they are written; with points in it the day stands first."""
    for form, order in DAY_FORMS.items():
        if found := re.fullmatch(form, text):
            parts = [*map(int, found.groups())]
            days = ([parts[at] for at in way] for way in order)
            sound = ((y, m, d) for y, m, d in days if 1900 <= y < 2200 and 1 <= m <= 12 and 1 <= d <= 31)
            return list(dict.fromkeys(f"{y}-{m:02}-{d:02}" for y, m, d in sound))
    return []


DAY_FORMS = {
    r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})": ((2, 1, 0),),
    r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})": ((2, 1, 0), (2, 0, 1)),
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})": ((0, 1, 2), (0, 2, 1)),
}
"""Dates as people write them, with the places of year, month and day among their numbers."""


def print_date(day: date) -> str:
    """Return *day* as documents print it: ``20 November 2026``, with blanks that do not break."""
    return f"{day.day}\u00a0{MONTHS[day.month - 1]}\u00a0{day.year}"


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Unit(StrEnum):
    """Units of values; what runs out tells calendar from working time."""

    MINUTES = "minute"
    HOURS = "hour"
    WORKING_HOURS = "working hour"
    BUSINESS_DAYS = "business day"
    CALENDAR_DAYS = "calendar day"
    DAYS = "day"
    WEEKS = "week"
    MONTHS = "month"
    YEARS = "year"
    BATCHES = "batch"
    TIMES = "time"
    PERCENT = "%"
    AUDITORS = "auditor"
    PERIODS = "period"
    SAMPLES = "sample"


PLURALS = {unit: unit.value + "s" for unit in Unit} | {Unit.BATCHES: "batches", Unit.PERCENT: "%"}
UNITS = {name: unit for unit in Unit for name in (unit.value, PLURALS[unit])}
SHORT = {Unit.HOURS: "h", Unit.BUSINESS_DAYS: "BD", Unit.CALENDAR_DAYS: "CD", Unit.MINUTES: "min"}
TERMS = {
    Unit.BUSINESS_DAYS: "business-day",
    Unit.CALENDAR_DAYS: "calendar-day",
    Unit.WORKING_HOURS: "working-hours",
    Unit.BATCHES: "batch",
}
"""Units that are defined terms: they print as the term does, and count as its use."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; never a bare number."""

    number: Decimal
    unit: Unit

    def __str__(self) -> str:
        return f"{self.number} {self.unit.value if self.number == 1 else PLURALS[self.unit]}"

    @property
    def again(self) -> str:
        """How it stands behind "every": ``year``, ``2 years``."""
        return self.unit.value if self.number == 1 else str(self)

    @property
    def short(self) -> str:
        """What matrices print: ``24 h``, ``5 BD``."""
        return f"{self.number}\u00a0{SHORT[self.unit]}" if self.unit in SHORT else str(self).replace(" ", "\u00a0")


def parse_quantity(text: str) -> Quantity:
    """Return the quantity that ``1 business day``, ``24 hours`` or ``99.5 %`` names."""
    number, _, unit = " ".join(text.split()).partition(" ")
    if unit.lower() not in UNITS:
        raise ValueError(no_unit(text, number, unit))
    quantity = Quantity(parse_number(number), UNITS[unit.lower()])
    if quantity.number < 0:
        raise ValueError(f'"{text}" is less than nothing')
    return quantity


def no_unit(text: str, number: str, unit: str) -> str:
    """Return what is wrong with *text*, whose *unit* we do not know, and what it may have meant."""
    if meant := meant_quantity(text):
        lacks = "has no unit that we know" if text[:1].isdigit() else "says more than a number and its unit"
        return f'"{text}" {lacks}; did you mean "{meant}"?'
    if not unit and re.fullmatch(r"[0-9][0-9.,]*", number):
        plural = "" if number == "1" else "s"
        such = " or ".join(f'"{number} {one}{plural}"' for one in ("hour", "business day"))
        return f'"{text}" has no unit; write it behind the number, such as {such}'
    return f'"{text}" is not a number with a unit that we know ({", ".join(one.value for one in Unit)})'


def meant_quantity(text: str) -> str:
    """Return the number with a unit that is in *text*, written short, misspelt or among other words; else nothing."""
    found = re.search(r"([0-9]+(?:\.[0-9]+)?)[ \u00a0-]*([A-Za-z%][A-Za-z ]*)", text)
    if found is None:
        return ""
    words = found[2].lower().split()
    begun = (" ".join(words[:length]) for length in range(min(len(words), 2), 0, -1))
    unit = next((ABBREVIATIONS.get(one, UNITS.get(one)) for one in begun if one in {*ABBREVIATIONS, *UNITS}), None)
    unit = unit or UNITS.get(closest(" ".join(words), UNITS))
    return str(Quantity(Decimal(found[1]), unit)) if unit else ""


ABBREVIATIONS = {
    **dict.fromkeys(
        ("bd", "bds", "b d", "wd", "wds", "workday", "workdays", "working day", "working days"), Unit.BUSINESS_DAYS
    ),
    **dict.fromkeys(("business", "working"), Unit.BUSINESS_DAYS),
    **dict.fromkeys(("cd", "cds", "calendar"), Unit.CALENDAR_DAYS),
    **dict.fromkeys(("h", "hr", "hrs"), Unit.HOURS),
    **dict.fromkeys(("min", "mins"), Unit.MINUTES),
    **dict.fromkeys(("w", "wk", "wks"), Unit.WEEKS),
    **dict.fromkeys(("mo", "mos", "mth", "mths"), Unit.MONTHS),
    **dict.fromkeys(("y", "yr", "yrs"), Unit.YEARS),
    **dict.fromkeys(("d", "ds"), Unit.DAYS),
    **dict.fromkeys(("percent", "pct"), Unit.PERCENT),
}
"""Units as people shorten them: offered, and never read, since one letter may mean two things."""


def parse_duration(text: str) -> Quantity:
    """Return the quantity that *text* names, which is more than nothing and no longer than a century."""
    quantity = parse_quantity(text)
    if not 0 < quantity.number <= 36_525:
        raise ValueError(f'"{text}" is no length of time for an agreement, such as 2 years')
    return quantity


@dataclass(frozen=True, slots=True)
class Bound:
    """What is usual: one quantity, or all from *low* to *high* in one unit."""

    low: Quantity
    high: Quantity

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


def parse_bound(text: str) -> Bound:
    """Return the bound that ``4 hours to 24 hours``, ``4 to 24 hours`` or ``1 business day`` names."""
    low, joined, high = text.partition(" to ")
    if not joined and (meant := meant_bound(text)):
        raise ValueError(f'"{text}" is not a range; write "{meant}"')
    top = parse_quantity(high or low)
    bottom = parse_quantity(low) if " " in low.strip() else Quantity(parse_number(low.strip()), top.unit)
    if bottom.unit is top.unit and bottom.number > top.number:
        raise ValueError(f'"{text}" is not a range: the smaller end stands first; write {top} to {bottom}')
    if bottom.unit is not top.unit or (joined and not high):
        raise ValueError(f'"{text}" is not a range: both ends need one unit')
    return Bound(bottom, top)


def meant_bound(text: str) -> str:
    """Return the range that *text* names with a dash or another word in place of *to*; else nothing."""
    text = re.sub(r"\A(?:between|from) ", "", text.strip())
    ends = re.split(r"\s*[-\u2010-\u2015\u2212]\s*|\s+(?:and|until|till|through|up to|bis)\s+", text)
    if len(ends) != 2 or not re.match("[0-9]", ends[0]):
        return ""
    try:
        return str(parse_bound(" to ".join(ends)))
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Words:
    """A value in words: the language of notices, a place."""

    words: str


@dataclass(frozen=True, slots=True)
class LongestOf:
    """Several quantities of which the longest counts."""

    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class ByTier:
    """A quantity for each supplier risk tier; keys are ids of ``tiers.yaml``."""

    quantities: tuple[tuple[str, Quantity], ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A value that begins with ``?``: what is open, who settles it, by when."""

    words: str


Value = Quantity | Words | LongestOf | ByTier | Undecided


def parse_value(written: Any) -> Value:
    """Return the value of *written*: a quantity, ``longest of: [..]``, ``by: {tier: ..}`` or an open point; words
    stay text.
    """
    match written:
        case str() if written.lstrip().startswith("?"):
            return parse_open(written)
        case str():
            return parse_quantity(written)
        case {"longest of": list() as several, **rest} if not rest and several:
            return LongestOf(tuple(parse_quantity(parse_text(one)) for one in several))
        case {"by": dict() as tiers, **rest} if not rest and tiers:
            return ByTier(tuple((tier, parse_quantity(parse_text(one))) for tier, one in tiers.items()))
    raise ValueError("a value is a number with its unit, `longest of: [..]`, or `by: {tier: ..}`")


def parse_open(text: str) -> Undecided:
    """Return the open point of a text that begins with ``?``."""
    words = text.lstrip().removeprefix("?").strip()
    if not words:
        raise ValueError('an open point says what is open: "? name of the deputy, Head of Quality, by 1 March"')
    return Undecided(parse_plain(words))


def parse_value_or_words(written: Any) -> Value:
    """Return the value of *written*; text that is no quantity is a value in words."""
    try:
        return parse_value(written)
    except ValueError:
        if (
            not isinstance(written, str)
            or written.lstrip().startswith("?")
            or LIKE_A_NUMBER.match(written.strip())
            or unit_of(written) in UNITS
        ):
            raise
        return Words(parse_plain(written))


LIKE_A_NUMBER = re.compile(r"\A[-+−–.,<>≤≥~±]*\s*(?:\d|[½⅓⅔¼¾])")
"""How a number begins, also with the figures of other scripts: no value in words does."""


def unit_of(written: str) -> str:
    """Return what stands behind the first word of *written*, as a unit would: "twenty hours" is to be "20 hours"."""
    return " ".join(written.split()[1:]).lower()


def as_list(written: Any) -> Any:
    """Return a list as the tuple that frozen records keep."""
    if isinstance(written, tuple):
        return written
    if isinstance(written, str):
        raise ValueError(f"a list is expected here; write [{' '.join(written.split())}]")
    if not isinstance(written, list):
        raise ValueError("a list is expected here; put a hyphen before the first field of each entry")
    return tuple(written)


def as_some(written: Any) -> Any:
    """Return a list with at least one entry: without any, the document would have a hole."""
    several = as_list(written)
    if not several:
        raise ValueError("this list is empty; at least one entry belongs here")
    return several


NOTHING_SAID = re.compile(
    r"\A(?:yes|no|y|n|true|false|on|off|none|null|nil|n/?a|n\.a\.|ok|x|reason|because|see above|various|"
    r"as (?:agreed|discussed|needed|required)|[\W_]+)\Z",
    re.IGNORECASE,
)


def parse_reason(text: str) -> str:
    """Return *text* of one line when it can be a reason; "yes" gives none."""
    if NOTHING_SAID.match(text) and not text.startswith("?"):
        raise ValueError(f'"{text}" is no reason; say why, in a few words')
    return text


VERSION = re.compile(r"\A(?:[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}|[A-Z])\Z")


def parse_version(text: str) -> str:
    """Return *text* when it is a version: figures with points between them, or one capital letter."""
    if VERSION.match(text):
        return text
    meant = re.search(r"(?<![0-9.])[0-9]{1,4}(?:[.,][0-9]{1,4}){0,3}(?![0-9.])", text, re.ASCII)
    said = f'; write "{meant[0].replace(",", ".")}"' if meant else ""
    such = "figures with points between them, such as 1.0, or one capital letter"
    raise ValueError(f'"{text}" is no version: {such}{said}')


def as_map(written: Any) -> Any:
    """Return a map of ids to entries; the ids are checked, the entries have a type of their own."""
    if not isinstance(written, dict):
        first = next((one for one in (written if isinstance(written, list) else [written]) if isinstance(one, str)), "")
        such = f", such as {first}: .." if first.strip() else ""
        raise ValueError(f"a map is expected here: id, colon, value, one a line{such}")
    return {parse_id(key): value for key, value in written.items()}


class Running:
    """Marks a field as prose: its text follows the clause grammar."""


Id = Annotated[str, BeforeValidator(lambda text: parse_id(parse_text(text)))]
Plain = Annotated[str, BeforeValidator(parse_plain)]
Line = Annotated[str, BeforeValidator(parse_text), Running()]
CellText = Annotated[str, BeforeValidator(parse_cell)]
Phone = Annotated[str, BeforeValidator(parse_phone)]
Email = Annotated[str, BeforeValidator(parse_email)]
Flag = Annotated[bool, BeforeValidator(lambda text: parse_flag(parse_text(text)))]
Count = Annotated[int, BeforeValidator(lambda text: parse_count(parse_text(text)))]
Ordinal = Annotated[int, BeforeValidator(lambda text: parse_ordinal(parse_text(text)))]
Weekday = Annotated[str, BeforeValidator(lambda text: parse_weekday(parse_text(text)))]
Hours = Annotated[str, BeforeValidator(lambda text: parse_hours(parse_text(text)))]
Zone = Annotated[str, BeforeValidator(lambda text: parse_zone(parse_text(text)))]
Interval = Annotated[str, BeforeValidator(parse_interval)]
Level = Annotated[int, BeforeValidator(lambda text: parse_level(parse_text(text)))]
Reason = Annotated[Plain, AfterValidator(parse_reason)]
VersionName = Annotated[str, BeforeValidator(lambda text: parse_version(parse_text(text)))]
Language = Annotated[str, BeforeValidator(lambda text: parse_language(parse_text(text)))]
Number = Annotated[Decimal, BeforeValidator(lambda text: parse_number(parse_text(text)))]
Day = Annotated[date, BeforeValidator(lambda text: parse_date(parse_text(text)))]
Duration = Annotated[Quantity, BeforeValidator(lambda text: parse_quantity(parse_text(text)))]
Period = Annotated[Quantity, BeforeValidator(lambda text: parse_duration(parse_text(text)))]
