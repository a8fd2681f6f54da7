"""Faults of shape: what a record's own fields say is wrong, at the place where its author mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostic import Diagnostic, Span, closest, kind, nearest
from generator.model.authored import Authored
from generator.model.values import EMPTY, Running
from generator.prose import parse_line
from generator.read.yaml import MarkedList, MarkedMap, place

UNKNOWN_FIELD = kind(
    "unknown-field",
    "A field has a name that this record does not have.",
    matters="A misspelt field would be passed over, and the document would say something else than you wrote.",
    cure="Correct the name; the reference page of the file lists every field.",
)
MISSING_FIELD = kind(
    "missing-field",
    "A record lacks a field that it cannot do without.",
    matters="The document would have a hole where this fact prints.",
    cure="Add the field; the reference page of the file shows an example.",
)
WRONG_VALUE = kind(
    "wrong-value",
    "A field holds something that its type does not read.",
    matters="A value that is guessed at would print as if it were agreed.",
    cure="Write the value as the message says.",
)
GRAMMAR = kind(
    "clause-grammar",
    "A text breaks the small grammar of clauses.",
    matters="A sign that opens or closes nothing would print as it stands, or swallow words.",
    cure="Close the sign, or put a backslash before it when you mean the character itself.",
)

Record = TypeVar("Record", bound=Authored)

IN_WORDS = dict.fromkeys(("int_parsing", "int_type", "int_from_float"), "a whole number is expected here, such as 40")
"""What pydantic says in a programmer's words, by the type of its error."""


def read_record(model: type[Record], written: object, span: Span) -> tuple[Record | None, list[Diagnostic]]:
    """Return the record that *written* holds, or what is wrong with it."""
    if not isinstance(written, MarkedMap):
        return None, [WRONG_VALUE.at(span, "a map of fields is expected here: name, colon, value, one a line")]
    found = [*grammar_faults(model, written)]
    try:
        record = model.model_validate(written)
    except ValidationError as faults:
        return None, [*shape_faults(model, written, faults), *found]
    return record, found


def row_faults(model: type[Authored], written: MarkedMap, *, partial: bool) -> list[Diagnostic]:
    """Return what is wrong with a row; a *partial* one, of an overlay, may lack fields."""
    found = [*grammar_faults(model, written)]
    try:
        model.model_validate(written)
    except ValidationError as faults:
        shape = shape_faults(model, written, faults)
        found += [fault for fault in shape if not (partial and fault.code == MISSING_FIELD.code)]
    return found


def shape_faults(model: type[Authored], written: MarkedMap, faults: ValidationError) -> list[Diagnostic]:
    """Return the faults that pydantic found in *written*, placed."""
    errors = faults.errors(include_url=False)
    misspelt = {meant for error in errors if (meant := meant_field(model, error))}
    return [placed(model, written, one) for one in errors if one["type"] != "missing" or one["loc"] not in misspelt]


def meant_field(model: type[Authored], error: ErrorDetails) -> tuple[str | int, ...] | None:
    """Return where the field that an unknown name stands for would be: one mistake is one finding."""
    if error["type"] != "extra_forbidden":
        return None
    close = closest(str(error["loc"][-1]), field_names(model_at(model, error["loc"][:-1])))
    return (*error["loc"][:-1], close) if close else None


def model_at(model: type[Authored], steps: Sequence[str | int]) -> type[Authored]:
    """Return the model of the record that stands at *steps* inside a record of *model*."""
    for step in steps:
        fields = (info for name, info in model.model_fields.items() if (info.alias or name) == step)
        model = next((inner for info in fields for inner in models_in(info.annotation)), model)
    return model


def models_in(annotation: Any) -> Iterator[type[Authored]]:
    """Yield the models that a field of the type *annotation* holds."""
    if isinstance(annotation, type) and issubclass(annotation, Authored):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def placed(model: type[Authored], written: MarkedMap, error: ErrorDetails) -> Diagnostic:
    """Return one fault at its key, its value, or the record that lacks it."""
    span, key_span = find(written, error["loc"])
    name = str(error["loc"][-1]) if error["loc"] else ""
    model = model_at(model, error["loc"][:-1])
    match error["type"]:
        case "missing":
            return MISSING_FIELD.at(span, f'the field "{name}" is missing', hint=f"{name}: {describe(model, name)}")
        case "extra_forbidden":
            fields = field_names(model)
            return UNKNOWN_FIELD.at(
                key_span,
                f'there is no field "{name}" here',
                hint=nearest(name, fields)
                or deeper(model, name)
                or f"{inside(model, written, error['loc'])}fields: {', '.join(fields)}",
            )
        case "model_type" | "model_attributes_type":
            inner = model_at(model, error["loc"][-1:])
            hint = example(inner, error["input"]) or f"fields: {', '.join(field_names(inner))}"
            return WRONG_VALUE.at(span, "several fields are expected here, a line each", hint=hint)
    said = in_words(error)
    if said == EMPTY and needed(model, name):
        said = "this field is empty, and the record cannot do without it"
    above = str(error["loc"][-2]) if len(error["loc"]) > 1 else ""
    field, means = (name, describe(model, name)) if describe(model, name) else (above, describe(model, above))
    return WRONG_VALUE.at(span, said, hint=f"{field}: {means}" if means else "")


def deeper(model: type[Authored], name: str) -> str:
    """Return in which fields of *model* the field *name* belongs, where these are few; empty when in none."""
    homes = [
        info.alias or field
        for field, info in model.model_fields.items()
        if any(name in field_names(inner) for inner in models_in(info.annotation))
    ]
    return f"it is a field inside {' or '.join(homes)}" if 0 < len(homes) <= MOST_HOMES else ""


MOST_HOMES = 2
"""In so many fields at most another one belongs, if its name is to say where."""


def inside(model: type[Authored], written: MarkedMap, steps: Sequence[str | int]) -> str:
    """Return how an entry is moved that stands at the margin of the record at *steps*, right behind the field of
    entries to which it may belong; empty when it stands elsewhere.
    """
    if len(steps) != 1 or not isinstance(steps[0], str):
        return ""
    names = [*written]
    at = names.index(steps[0])
    above = written[names[at - 1]] if at else None
    info = next((one for name, one in model.model_fields.items() if (one.alias or name) == names[at - 1]), None)
    if not isinstance(above, MarkedMap) or info is None or get_origin(info.annotation) is not dict or not above:
        return ""
    last = [*above.key_spans.values()][-1]
    if last.line == written.key_spans[names[at - 1]].line:
        return ""
    return f"begin this line in column {last.column}, as line {last.line} does, if it belongs to {names[at - 1]}; "


def example(model: type[Authored], written: object) -> str:
    """Return how one text, *written* where a record belongs, would be the first field of it."""
    wanted = [info.alias or name for name, info in model.model_fields.items() if info.is_required()]
    if not isinstance(written, str) or not wanted:
        return ""
    said = written.removeprefix(f"{wanted[0]} ")
    return f"write {{{wanted[0]}: {said}{''.join(f', {name}: ..' for name in wanted[1:])}}}"


def needed(model: type[Authored], name: str) -> bool:
    """Tell whether the field *name* has to be there."""
    return any(info.is_required() for field, info in model.model_fields.items() if (info.alias or field) == name)


def in_words(error: ErrorDetails) -> str:
    """Return what pydantic says, in the words of the parser when one of ours spoke."""
    if error["type"] in IN_WORDS:
        return IN_WORDS[error["type"]]
    return error["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")


@cache
def field_names(model: type[Authored]) -> tuple[str, ...]:
    """Return the field names of *model* as files write them."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def describe(model: type[Authored], name: str) -> str:
    """Return the description of the field *name*, or nothing."""
    found = (info.description for field, info in model.model_fields.items() if (info.alias or field) == name)
    return next(found, None) or ""


def find(written: MarkedMap, steps: Sequence[str | int]) -> tuple[Span, Span]:
    """Return the places of the value at *steps* and of its key; where a step leads nowhere, the parent's."""
    node: object = written
    span = key = written.span
    for step in steps:
        if isinstance(node, MarkedMap) and step in node:
            span, key = node.spans[str(step)], node.key_spans[str(step)]
            node = node[str(step)]
        elif isinstance(node, MarkedList) and isinstance(step, int) and step < len(node):
            span = key = node.spans[step]
            node = node[step]
    return span, key


def grammar_faults(model: type[Authored], written: MarkedMap) -> Iterator[Diagnostic]:
    """Yield the faults of grammar in the prose fields of *written*, and in the entries of its lists of prose."""
    for name in prose_names(model):
        value = written.get(name)
        yield from cut_off(written, name, value)
        if isinstance(value, MarkedList):
            for at, entry in enumerate(value):
                yield from cut_off(value, at, entry)


def cut_off(container: MarkedMap | MarkedList, key: str | int, text: object) -> Iterator[Diagnostic]:
    """Yield the faults of grammar in the *text* at *key*, and that YAML takes its end for a comment."""
    if not isinstance(text, str) or not text.strip():  # that it is empty, its type says
        return
    yield from slips(text, lambda index: place(container, key, index))
    if key in container.comments:
        hint = "put the text behind | or between quotation marks; a comment stands on a line of its own"
        yield GRAMMAR.at(container.comments[key], "YAML cuts the sentence off here", hint=hint)  # type: ignore[index]


def slips(text: str, where: Any) -> Iterator[Diagnostic]:
    """Yield each slip in *text*, at the place that *where* gives for its index."""
    _, found = parse_line(text)
    for slip in found:
        yield GRAMMAR.at(where(slip.at), slip.message, hint=slip.hint)


@cache
def prose_names(model: type[Authored]) -> tuple[str, ...]:
    """Return the names of the fields of *model* that follow the clause grammar."""
    return tuple(
        info.alias or name for name, info in model.model_fields.items() if is_prose(info.annotation, info.metadata)
    )


def is_prose(annotation: Any, metadata: Sequence[Any] = ()) -> bool:
    """Tell whether a field, or the entries of its list, follow the clause grammar."""
    marks = [*metadata, *getattr(annotation, "__metadata__", ())]
    return any(isinstance(mark, Running) for mark in marks) or any(
        is_prose(inner) for inner in get_args(annotation) if inner is not annotation
    )
