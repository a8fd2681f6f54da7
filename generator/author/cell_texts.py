"""Whether a cell of a workbook says something that its field can hold, and if not, why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from generator.diagnostic import kind
from generator.model.agreement import ChosenValue
from generator.model.authored import Authored
from generator.model.fields import Several, fields_of, shape_of
from generator.model.kinds import ROWS
from generator.model.party import Contact, Product, Site
from generator.model.values import parse_value

ODD_CELL = kind(
    "cell-not-understood",
    "A cell of a workbook says what its column cannot hold: a misspelt unit, a code that no matrix has, no date.",
    matters="Taken as it stands it would be no time limit, or no duty of anybody; taken by guess it would be ours.",
    cure="Correct the cell and import again, or decide the proposal with --counter and the words that shall stand.",
)
RECORDS: Mapping[str, type[Authored]] = {
    **ROWS,
    "values": ChosenValue,
    "sites": Site,
    "products": Product,
    "contacts": Contact,
}


def misread(sheet: str, field: str, text: str, standard: str = "") -> str:
    """Return why the *field* of a row cannot say *text*; empty when it can.

    Args:
        sheet: The kind of the sheet: ``responsibilities``, ``values``.
        field: Name of the field, as files write it.
        text: Of the cell.
        standard: Of a value, what the libraries say: where that is a number with a unit, so must the cell be.
    """
    if not text or field not in names_of(sheet):
        return ""
    try:
        if (sheet, field) == ("values", "is") and is_number(standard):
            parse_value(text)
        reader, several = reader_of(sheet, field)
        reader.validate_python([line for line in text.split("\n") if line.strip()] if several else text)
    except ValidationError as faults:
        first = faults.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        return kept_day(text) if "is not a date" in first and text.isdecimal() and len(text) == SERIAL else first
    except ValueError as fault:
        return str(fault)
    return ""


SERIAL, ZERO = 5, date(1899, 12, 30)
"""So many figures has the number by which Excel keeps a day of our times, counted from this one."""


def kept_day(text: str) -> str:
    """Return what to write in the place of a day that Excel made a number."""
    day = ZERO + timedelta(days=int(text))
    return f'the cell holds the day {day} as a number, "{text}", and no text; write it with an apostrophe: \'{day}'


def is_number(text: str) -> bool:
    """Tell whether *text* is a number with a unit."""
    try:
        parse_value(text)
    except ValueError:
        return False
    return True


@cache
def names_of(sheet: str) -> frozenset[str]:
    """Return the fields of the rows of a sheet."""
    return frozenset(one.name for one in fields_of(RECORDS[sheet])) if sheet in RECORDS else frozenset()


@cache
def reader_of(sheet: str, field: str) -> tuple[TypeAdapter[Any], bool]:
    """Return what reads the text of a field, and whether it takes several, one a line."""
    infos = RECORDS[sheet].model_fields
    info = next(one for name, one in infos.items() if (one.alias or name) == field)
    shape = shape_of(info.annotation, tuple(info.metadata))
    read: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(read), isinstance(shape, Several)
