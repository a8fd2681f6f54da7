"""Schemas for editors: they are as the models make them, every file here follows them, and they find faults."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.model.kinds import FILES
from generator.model.schema import FOLDER, schema_files, schemas
from generator.read.front_matter import split
from generator.read.yaml import read_yaml

ROOT = Path(__file__).resolve().parent.parent.parent
RENEW = "renew them: python3 run.py agreements schema --write"
SCHEMAS = schemas()
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "boolean": bool,
}
KNOWN = {
    "title",
    "description",
    "examples",
    "type",
    "items",
    "properties",
    "additionalProperties",
    "required",
    "anyOf",
    "$ref",
    "$defs",
}

# A small validator: exactly the keywords that our schemas use.


def faults(value: Any, schema: Mapping[str, Any], top: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Yield where *value* breaks *schema*, a part of *top*."""
    assert set(schema) <= KNOWN, "teach the validator this keyword"
    if "$ref" in schema:
        yield from faults(value, top["$defs"][schema["$ref"].removeprefix("#/$defs/")], top, at)
    if "anyOf" in schema and all(any(faults(value, one, top, at)) for one in schema["anyOf"]):
        yield f"{at}: fits no alternative"
    wanted = schema.get("type", [])
    if wanted and not any(isinstance(value, TYPES[name]) for name in ([wanted] if isinstance(wanted, str) else wanted)):
        yield f"{at}: is no {wanted}"
    elif isinstance(value, list) and "items" in schema:
        for index, entry in enumerate(value):
            yield from faults(entry, schema["items"], top, f"{at}[{index}]")
    elif isinstance(value, dict):
        yield from field_faults(value, schema, top, at)


def field_faults(value: Mapping[str, Any], schema: Mapping[str, Any], top: Mapping[str, Any], at: str) -> Iterator[str]:
    """Yield what is wrong with the fields of a map."""
    known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value)
    for name, inner in value.items():
        if name in known or isinstance(other, dict):
            yield from faults(inner, known.get(name, other), top, f"{at}.{name}")
        elif other is False:
            yield f"{at}: has no field {name}"


def kind_of_file(path: Path) -> str:
    """Return the name in ``kinds.FILES`` of what stands in *path*."""
    if path.suffix == ".md":
        return "clause"
    return f"data-governance/{path.stem}" if path.parent.name == "data-governance" else path.stem


def content(path: Path) -> object:
    """Return the lists and maps in *path*; of a clause file its front."""
    name, data = path.relative_to(ROOT).as_posix(), path.read_bytes()
    if path.suffix == ".md":
        parts, _ = split(name, data)
        assert parts
        node, found = read_yaml(name, parts.front, line=parts.front_line, start=parts.front_start)
    else:
        node, found = read_yaml(name, data)
    assert not found
    return node


def authored() -> list[Path]:
    """Return every YAML and clause file of the libraries and sample agreements."""
    paths = [
        path
        for folder in ("clauses", "agreements")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".md", ".yaml"}
    ]
    return sorted(path for path in paths if "versions" not in path.parts)


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    written = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / FOLDER).glob("*")}
    assert written == schema_files(), RENEW


@pytest.mark.parametrize("path", authored(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_the_repository_follows_its_schema(path: Path) -> None:
    schema = SCHEMAS[kind_of_file(path)]
    assert not [*faults(content(path), schema, schema)]


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("terms", [{"id": "batch", "trem": "Batch"}], "[0]: has no field trem"),
        ("terms", [{"term": "Batch"}], "[0]: lacks id"),
        ("terms", {"batch": "Batch"}, ": is no array"),
        ("escalations", [{"id": "ES-01", "levels": [{"rolls": []}]}], "[0].levels[0]: has no field rolls"),
        (
            "agreement",
            {"values": {"change-notice": {"is": "1 year", "why": "kick-off"}}},
            ".values.change-notice: fits no alternative",
        ),
        ("contacts", [{"id": "x", "role": "y", "party": "giver"}], "[0]: lacks name"),
    ],
)
def test_a_fault_is_found(name: str, value: object, fault: str) -> None:
    assert fault in [*faults(value, SCHEMAS[name], SCHEMAS[name])]


@pytest.mark.parametrize("written", ["2.5", 2.5, True, 1])
def test_a_scalar_may_be_text_number_or_boolean(written: object) -> None:
    row = [{"id": "tier-2-5", "label": written}]
    assert not [*faults(row, SCHEMAS["tiers"], SCHEMAS["tiers"])]


@pytest.mark.parametrize(
    "value",
    ["1 year", {"longest of": ["1 year", "1 batch"]}, {"by": {"tier-1": "1 year"}}, {"is": "1 year", "reason": "r"}],
)
def test_a_value_of_an_agreement_may_be_written_short_or_long(value: object) -> None:
    agreement = {"values": {"change-notice": value}}
    assert not [
        fault for fault in faults(agreement, SCHEMAS["agreement"], SCHEMAS["agreement"]) if "lacks" not in fault
    ]


def test_every_kind_of_file_has_a_schema_and_every_field_a_meaning() -> None:
    assert set(SCHEMAS) == set(FILES)
    for schema in SCHEMAS.values():
        records = [schema.get("items", schema), *schema.get("$defs", {}).values()]
        assert all(field["description"] for record in records for field in record["properties"].values())


def test_no_schema_names_an_address() -> None:
    assert "//" not in json.dumps(SCHEMAS)


def test_each_record_says_in_whole_sentences_what_it_is() -> None:
    for schema in SCHEMAS.values():
        records = [schema, *schema.get("$defs", {}).values()]
        assert all(record["description"].endswith(".") for record in records)
