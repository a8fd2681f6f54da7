"""JSON Schemas of every kind of file, for editors: they complete names and show what a field means.

A schema is deliberately mild: any scalar may be text, number or boolean, since editors read ``1.10`` as a number where
we read text; whether the text is a good one, ``agreements check`` judges. Only keywords that drafts 7 and 2020-12 share
are used, and no schema names an address.
"""

from __future__ import annotations

import json
from typing import Any, assert_never

from generator.files import Files
from generator.model.authored import Authored
from generator.model.fields import ById, Either, FieldFacts, Keyed, Nested, Scalar, Several, Shape, fields_of, meaning
from generator.model.kinds import CARDS, FILES, ROWS, kind_of

FOLDER = "clauses/schemas"
SCALAR_TYPES = ["string", "number", "boolean"]
PROSE_HELP = "Running text: [Term], {{ value-id }}, @reference."

JsonObject = dict[str, Any]


def schemas() -> dict[str, JsonObject]:
    """Return the schema of each kind of file by its name in ``kinds.FILES``."""
    return {name: file_schema(name) for name in sorted(FILES)}


def schema_files() -> Files:
    """Return the schemas as files, each named after its kind."""
    return {f"{FOLDER}/{kind_of(name)}.schema.json": as_json(schema) for name, schema in schemas().items()}


def as_json(schema: JsonObject) -> bytes:
    """Return *schema* as text that is the same each time."""
    return (json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def file_schema(name: str) -> JsonObject:
    """Return the schema of one kind of file: one map, or a list of rows."""
    model = FILES[name]
    body = record_schema(model, partial=name in ROWS)
    if name in CARDS or name == "clause":
        schema = body
    else:
        schema = {"type": "array", "items": body, "description": body.pop("description")}
    defs = {
        nested.__name__: record_schema(nested) for nested in sorted(nested_models(model), key=lambda one: one.__name__)
    }
    return {"title": name, **schema, **({"$defs": defs} if defs else {})}


def record_schema(model: type[Authored], *, partial: bool = False) -> JsonObject:
    """Return the schema of a record; of a *partial* one, which an overlay may write, only the id must be there."""
    fields = fields_of(model)
    needed = [field.name for field in fields if field.needed and (not partial or field.name == "id")]
    return {
        "type": "object",
        "description": meaning(model),
        "properties": {field.name: field_schema(field) for field in fields},
        "additionalProperties": False,
        **({"required": needed} if needed else {}),
    }


def field_schema(field: FieldFacts) -> JsonObject:
    """Return the schema of one field, with its heading and its meaning."""
    prose = isinstance(field.shape, Scalar) and field.shape.prose
    described = {
        "title": field.title,
        "description": f"{field.description}. {PROSE_HELP}" if prose else field.description,
    }
    return {**{key: text for key, text in described.items() if text}, **shape_schema(field.shape)}


def shape_schema(shape: Shape) -> JsonObject:
    """Return the schema of what a field takes."""
    match shape:
        case Scalar(choices=choices, example=example):
            examples = [*choices] or ([example] if example else [])
            return {"type": SCALAR_TYPES, **({"examples": examples} if examples else {})}
        case Several(of=inner):
            return {"type": "array", "items": shape_schema(inner)}
        case ById(of=inner):
            return {"type": "object", "additionalProperties": shape_schema(inner)}
        case Keyed(key=key, of=inner):
            return {
                "type": "object",
                "properties": {key: shape_schema(inner)},
                "required": [key],
                "additionalProperties": False,
            }
        case Nested(model=model):
            return {"$ref": f"#/$defs/{model.__name__}"}
        case Either(shapes=shapes):
            return either_schema(shapes)
        case _:
            assert_never(shape)


def either_schema(shapes: tuple[Shape, ...]) -> JsonObject:
    """Return the schema of one of *shapes*; scalars are one alternative, since editors do not tell them apart."""
    scalars = [shape for shape in shapes if isinstance(shape, Scalar)]
    others = [shape_schema(shape) for shape in shapes if not isinstance(shape, Scalar)]
    examples = [shape.example for shape in scalars if shape.example]
    scalar = {"type": SCALAR_TYPES, **({"examples": examples} if examples else {})}
    alternatives = [*([scalar] if scalars else []), *others]
    return alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}


def nested_models(model: type[Authored]) -> set[type[Authored]]:
    """Return every record that stands inside *model*, at any depth."""
    inside = {inner for field in fields_of(model) for inner in models_in(field.shape)}
    return inside.union(*(nested_models(inner) for inner in inside))


def models_in(shape: Shape) -> set[type[Authored]]:
    """Return the records that *shape* names."""
    match shape:
        case Nested(model=model):
            return {model}
        case Several(of=inner) | ById(of=inner) | Keyed(of=inner):
            return models_in(inner)
        case Either(shapes=shapes):
            return set().union(*(models_in(inner) for inner in shapes))
        case _:
            return set()
