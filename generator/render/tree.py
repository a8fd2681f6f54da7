"""A document tree as JSON and back: what a frozen version keeps, and what every later release must read.

Each node is an object whose first field, ``kind``, is the name of its class in kebab-case; all other fields follow in
the order of the class, none left out, so that no default of a later release changes what an old file says.
"""

from __future__ import annotations

import json
import math
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring
from typing import Any, Union, get_args, get_origin, get_type_hints

from generator.document.blocks import Document

SCHEMA = 1
RETIRED = {"signature-block": ("resigned", "gone")}
"""Fields of comparisons that earlier releases wrote, empty in every document that is none."""
NEW_LINE = "\n "
"""Before what stands in the outermost object."""
Reader = Callable[[Any, str], Any]


class NotATree(ValueError):
    """A file that should hold a document tree does not; the message says where and what was expected."""


def document_to_json(document: Document) -> bytes:
    """Return *document* as canonical JSON: one field a line, LF, UTF-8; equal trees are equal bytes."""
    return f'{{\n "schema": {SCHEMA},\n "document": {_written(document, NEW_LINE)}\n}}\n'.encode()


def document_from_json(data: bytes) -> Document:
    """Return the tree that *data* holds, equal to the one that was written, fields that do not compare included.

    A field that a later release added may be missing; it has its default then.

    Raises:
        NotATree: If *data* is no JSON, has a field, kind or type that we do not know, or follows another schema.
    """
    try:
        record = json.loads(data, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except NotATree:
        raise
    except (ValueError, RecursionError) as error:
        raise NotATree(f"no JSON: {error}") from error
    if not isinstance(record, dict) or set(record) != {"schema", "document"}:
        raise NotATree("no document tree: the fields schema and document are expected")
    if type(record["schema"]) is not int or record["schema"] != SCHEMA:
        raise NotATree(f"schema {record['schema']!r}; this release reads schema {SCHEMA}")
    document: Document = _reader(Document)(record["document"], "document")
    return document


def tree_schema() -> dict[str, Any]:
    """Return the JSON Schema of what ``document_to_json`` writes."""
    kinds: list[type[Any]] = sorted(_reachable(Document), key=lambda node: node.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Document tree of a quality agreement",
        "type": "object",
        "properties": {"schema": {"const": SCHEMA}, "document": _type_schema(Document)},
        "required": ["schema", "document"],
        "additionalProperties": False,
        "$defs": {kind_of(node): _node_schema(node) for node in kinds},
    }


def kind_of(node: type[Any]) -> str:
    """Return the kind of a class of nodes: ``signature-block``."""
    return _kebab(node.__name__)


@cache
def _kebab(name: str) -> str:
    """Return ``signature-block`` for ``SignatureBlock``."""
    return re.sub("(?<!^)(?=[A-Z])", "-", name).lower()


def is_node(kind: Any) -> bool:
    """Tell whether *kind* is a class of nodes."""
    return isinstance(kind, type) and is_dataclass(kind)


# Writing


def _written(value: Any, line: str) -> str:
    """Return *value* as JSON: nodes as objects, tuples as lists, each part on a line of its own, one blank further in.

    It writes what ``json.dumps`` with ``indent=1`` does, which is many times slower, being no C.

    Args:
        value: A node, a tuple, or a plain value.
        line: A line break with the blanks that *value* stands in.
    """
    kind: Any = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is bool:
        return "true" if value else "false"
    if isinstance(value, StrEnum):
        return encode_basestring(value.value)
    further = f"{line} "
    if isinstance(value, tuple):
        return f"[{further}{f',{further}'.join([_written(one, further) for one in value])}{line}]" if value else "[]"
    if (names := _head(kind)) is None:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    parts = [f"{key}{_written(getattr(value, name), further)}" for name, key in names]
    begin = f'"kind": "{kind_of(kind)}"'
    return f"{{{further}{f',{further}'.join([begin, *parts])}{line}}}"


@cache
def _head(kind: type) -> tuple[tuple[str, str], ...] | None:
    """Return the fields of a node in their order, each with its name as JSON; None for what is no node."""
    return tuple((field.name, f'"{field.name}": ') for field in fields(kind)) if is_node(kind) else None


# Reading


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return *pairs* as a map.

    Raises:
        NotATree: If a name stands twice: two readers would see two different trees.
    """
    named = dict(pairs)
    if len(named) != len(pairs):
        raise NotATree(f"a field stands twice in an object of kind {named.get('kind')!r}")
    return named


def _refuse_constant(name: str) -> Any:
    """Refuse NaN and the infinities, which are no JSON.

    Raises:
        NotATree: Always.
    """
    raise NotATree(f"{name} is no number")


@cache
def _reader(kind: Any) -> Reader:
    """Return what reads a value of the type *kind*: a class of nodes, a union, a tuple, or a plain type."""
    if is_node(kind):
        return _union_reader((kind,))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda value, at: _read_choice(kind, value, at)
    if get_origin(kind) in {Union, types.UnionType}:
        return _union_reader(get_args(kind))
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    return lambda value, at: _read_plain(kind, value, at)


def _union_reader(kinds: tuple[Any, ...]) -> Reader:
    """Return what reads one of several classes of nodes, or one thing that may be missing."""
    sure = tuple(kind for kind in kinds if kind is not type(None))
    if all(map(is_node, sure)):
        known = {kind_of(kind): kind for kind in sure}
        read: Reader = lambda value, at: _read_node(known, value, at)  # noqa: E731 - two readers of one name
    else:
        read = _reader(sure[0])
    return (lambda value, at: None if value is None else read(value, at)) if len(sure) < len(kinds) else read


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    """Return what reads a list: of any length and one type, or of a type for each place."""

    def read(value: Any, at: str) -> tuple[Any, ...]:
        if type(value) is not list:
            raise NotATree(f"{at}: a list is expected")
        inside = kinds[:1] * len(value) if kinds[-1] is Ellipsis else kinds
        if len(inside) != len(value):
            raise NotATree(f"{at}: {len(inside)} entries are expected")
        return tuple(
            _reader(kind)(one, f"{at}[{place}]") for place, (kind, one) in enumerate(zip(inside, value, strict=True))
        )

    return read


def _read_node(known: Mapping[str, type], value: Any, at: str) -> Any:
    """Return the node that *value* describes, one of the classes *known*.

    Raises:
        NotATree: If it is another, lacks a field or has one too many.
    """
    if type(value) is not dict or value.get("kind") not in known:
        raise NotATree(f"{at}: one of the kinds {', '.join(known)} is expected")
    node = known[value["kind"]]
    readers = _field_readers(node)
    retired = {name for name in RETIRED.get(value["kind"], ()) if not value.get(name)}
    if extra := sorted(value.keys() - readers.keys() - retired - {"kind"}):
        raise NotATree(f"{at}: the fields {', '.join(extra)} are not known")
    if missing := [name for name, (_, optional) in readers.items() if not optional and name not in value]:
        raise NotATree(f"{at}: the fields {', '.join(missing)} are missing")
    return node(**{name: read(value[name], f"{at}.{name}") for name, (read, _) in readers.items() if name in value})


@cache
def _field_readers(node: type) -> dict[str, tuple[Reader, bool]]:
    """Return by name what reads each field of *node*, and whether it may be missing."""
    hints = get_type_hints(node)
    return {field.name: (_reader(hints[field.name]), _is_optional(field)) for field in fields(node)}


def _is_optional(field: Field[Any]) -> bool:
    """Tell whether *field* has a default."""
    return field.default is not MISSING or field.default_factory is not MISSING


def _read_choice(kind: type[StrEnum], value: Any, at: str) -> StrEnum:
    """Return the member of *kind* that *value* names.

    Raises:
        NotATree: If none does.
    """
    try:
        return kind(value)
    except ValueError:
        raise NotATree(f"{at}: one of {', '.join(kind)} is expected, not {value!r}") from None


def _read_plain(kind: type[Any], value: Any, at: str) -> Any:
    """Return *value*, of exactly the type *kind*; a whole number stands for a fraction too.

    Raises:
        NotATree: If it is of another type.
    """
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind or (isinstance(value, float) and not math.isfinite(value)):
        raise NotATree(f"{at}: {PLAIN[kind]} is expected, not {value!r}")
    return value


PLAIN: dict[type, str] = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
JSON_TYPES: dict[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


# Describing


def _reachable(kind: Any) -> set[type]:
    """Return every class of nodes that may stand in *kind*, itself included."""
    found: set[type] = set()
    waiting = [kind]
    while waiting:
        kind = waiting.pop()
        if not is_node(kind):
            waiting.extend(get_args(kind))
        elif kind not in found:
            found.add(kind)
            waiting.extend(get_type_hints(kind).values())
    return found


def _node_schema(node: type) -> dict[str, Any]:
    """Return the schema of one class of nodes."""
    hints = get_type_hints(node)
    properties = {field.name: _type_schema(hints[field.name]) for field in fields(node)}
    return {
        "description": (node.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {"kind": {"const": kind_of(node)}, **properties},
        "required": ["kind", *(field.name for field in fields(node) if not _is_optional(field))],
        "additionalProperties": False,
    }


def _type_schema(kind: Any) -> dict[str, Any]:
    """Return the schema of a field of the type *kind*."""
    if is_node(kind):
        return {"$ref": f"#/$defs/{kind_of(kind)}"}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    if get_origin(kind) in {Union, types.UnionType}:
        return {"anyOf": [_type_schema(one) for one in get_args(kind)]}
    if get_origin(kind) is tuple:
        return _list_schema(get_args(kind))
    return {"type": "null" if kind is type(None) else JSON_TYPES[kind]}


def _list_schema(kinds: tuple[Any, ...]) -> dict[str, Any]:
    """Return the schema of a list of any length, or of a type for each place."""
    if kinds[-1] is Ellipsis:
        return {"type": "array", "items": _type_schema(kinds[0])}
    each = [_type_schema(kind) for kind in kinds]
    return {"type": "array", "prefixItems": each, "minItems": len(each), "maxItems": len(each)}
