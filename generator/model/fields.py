"""What the fields of a record take, read from their types; the schemas and the reference pages are made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.model.agreement import parse_chosen
from generator.model.authored import Authored
from generator.model.values import Bound, ByTier, Id, LongestOf, Quantity, Running, Undecided, Value, Words


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text; *reads* says in words what its parser reads.

    Attributes:
        choices: All that the parser takes; empty when that is no short list.
        example: A text that the parser takes; empty when any words will do.
        prose: Whether the text follows the clause grammar.
    """

    reads: str
    choices: tuple[str, ...] = ()
    example: str = ""
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """A list of one shape."""

    of: Shape


@dataclass(frozen=True, slots=True)
class ById:
    """A map from ids to one shape."""

    of: Shape


@dataclass(frozen=True, slots=True)
class Nested:
    """A map with the fields of a record."""

    model: type[Authored]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A map with one key, as ``longest of`` and ``by`` are in values."""

    key: str
    of: Shape


@dataclass(frozen=True, slots=True)
class Either:
    """One of several shapes."""

    shapes: tuple[Shape, ...]


Shape: TypeAlias = Scalar | Several | ById | Nested | Keyed | Either

QUANTITY = Scalar("number with a unit", example="5 business days")
WORDS, ANY_ID = Scalar("text"), Scalar("id")
PROSE = Scalar("running text", prose=True)
SCALARS: Mapping[type, Scalar] = {
    str: WORDS,
    bool: Scalar("yes or no", ("true", "false")),
    int: Scalar("whole number", example="1"),
    Decimal: Scalar("number", example="99.5"),
    date: Scalar("date", example="2026-11-20"),
    Bound: Scalar("range", example="4 hours to 24 hours"),
    Quantity: QUANTITY,
    Words: WORDS,
    Undecided: Scalar("open point", example="? who signs, Head of Quality, by 1 March"),
}
MAPS: Mapping[type, Shape] = {LongestOf: Keyed("longest of", Several(QUANTITY)), ByTier: Keyed("by", ById(QUANTITY))}
PARSES_AN_ID = get_args(Id)[1]


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """A field as files write it: name, heading in tables, meaning, what it takes, and whether it must be there."""

    name: str
    title: str
    description: str
    shape: Shape
    needed: bool


def meaning(model: type[Authored]) -> str:
    """Return what a record is: the first paragraph of its docstring, on one line."""
    return " ".join((model.__doc__ or "").partition("\n\n")[0].split())


@cache
def fields_of(model: type[Authored]) -> tuple[FieldFacts, ...]:
    """Return the fields of *model*; those of the record itself first, those that every row shares after them."""
    own = [name for name in model.model_fields if name in model.__annotations__ or name == "id"]
    names = sorted(model.model_fields, key=lambda name: (name != "id", name not in own))
    return tuple(facts(name, model.model_fields[name]) for name in names)


def facts(name: str, info: FieldInfo) -> FieldFacts:
    """Return what is known of the field *name*."""
    shape = shape_of(info.annotation, tuple(info.metadata))
    return FieldFacts(info.alias or name, info.title or "", info.description or "", shape, info.is_required())


def shape_of(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:
    """Return the shape that a type with the *marks* of its ``Annotated`` takes.

    Raises:
        TypeError: If the type is none of those that fields have; no author can cause this.
    """
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return shape_of(inner[0], (*inner[1:], *marks))
    if origin is tuple:
        return Several(shape_of(inner[0]))
    if origin is dict:
        return ById(shape_of(inner[1]))
    if origin in (UnionType, Union):
        return one_of(shape_of(one, marks) for one in inner if one is not NoneType)
    if isinstance(annotation, type):
        return of_type(annotation, marks)
    raise TypeError(f"no field takes {annotation!r}")


def of_type(annotation: type, marks: tuple[Any, ...]) -> Shape:
    """Return the shape of a plain type; raises KeyError for one that no field has."""
    if issubclass(annotation, Authored):
        short = any(getattr(mark, "func", None) is parse_chosen for mark in marks)
        record = Nested(annotation)
        return one_of([*value_shapes(annotation), record]) if short else record
    if issubclass(annotation, StrEnum):
        return Scalar("choice", tuple(annotation))
    if annotation is str:
        return text_shape(marks)
    return MAPS.get(annotation) or SCALARS[annotation]


def text_shape(marks: tuple[Any, ...]) -> Scalar:
    """Return which kind of text a field with *marks* takes."""
    if any(isinstance(mark, Running) for mark in marks):
        return PROSE
    return ANY_ID if PARSES_AN_ID in marks else WORDS


def value_shapes(model: type[Authored]) -> Iterator[Shape]:
    """Yield the shape of the first field of *model*, which stands for the whole record when it is written short."""
    yield shape_of(next(iter(model.model_fields.values())).annotation)


def one_of(shapes: Iterator[Shape] | list[Shape]) -> Shape:
    """Return the shape that is any of *shapes*."""
    flat = [part for shape in shapes for part in (shape.shapes if isinstance(shape, Either) else (shape,))]
    unique = tuple(dict.fromkeys(flat))
    return unique[0] if len(unique) == 1 else Either(unique)


VALUE_SHAPES = frozenset(shape_of(one) for one in get_args(Value))
"""What a value of values.yaml may be."""
