"""A tree written and read back is the same tree, and a file that is none is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from generator.diagnostic import Span
from generator.document import blocks
from generator.document.blocks import Block, Document
from generator.prose import Blank, Definition, Inline, OpenPoint, Reference, Text, Use
from generator.render.tree import NotATree, document_from_json, document_to_json, kind_of, tree_schema
from tests.render.word.sample import sample

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
index = st.integers(0, 10**6)
number = st.builds(blocks.Number, st.integers(0, 6), words, words)
change = st.none() | st.sampled_from(blocks.Change)
source = st.builds(
    blocks.Source, st.builds(Span, words, index, index, index, index), words, words, words, words, st.tuples(words)
)
inline = st.one_of(
    st.builds(Text, words),
    st.builds(Use, words, index, words, words),
    st.builds(Definition, words, words),
    st.builds(Reference, words, index, words, words, words),
    st.builds(Blank, words, index, words),
    st.builds(OpenPoint, words, index),
)


def several(one: SearchStrategy[Any], most: int = 2) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=most).map(tuple)


inlines = several(inline, 3)
item = st.recursive(
    st.builds(blocks.Item, words, number, inlines, st.just(()), change),
    lambda inner: st.builds(blocks.Item, words, number, inlines, several(inner), change),
    max_leaves=4,
)
paragraph = st.builds(blocks.Paragraph, words, inlines, number, several(item), st.sampled_from(blocks.Lead), change)
heading = st.builds(blocks.Heading, words, words, change)
share = st.floats(allow_nan=False, allow_infinity=False)
column = st.builds(blocks.Column, words, words, share, words, st.sampled_from(blocks.Align), st.booleans())
cell = st.builds(blocks.Cell, words, several(inlines), st.sampled_from(blocks.Tone), change)
row = st.builds(blocks.Row, words, several(cell), words, st.none() | source, change)
table = st.builds(
    blocks.Table, words, words, words, several(column), several(row), number, inlines, inlines, words, change
)
margin = st.none() | st.builds(blocks.Margin, words, several(words), several(words), several(words))
block = st.recursive(
    st.one_of(paragraph, heading, table),
    lambda inner: st.builds(blocks.Clause, words, number, words, several(inner), source, margin, change),
    max_leaves=4,
)
section = st.builds(blocks.Section, words, number, words, several(block), st.booleans(), st.booleans(), change)
signature = st.builds(blocks.Signature, *[words] * 6)
signatures = st.none() | st.builds(blocks.SignatureBlock, words, words, inlines, several(signature), inlines)
party = st.builds(blocks.CoverParty, words, several(words), words)
facts = st.builds(blocks.Facts, *[words] * 15)
documents = st.builds(
    Document,
    facts,
    several(party),
    several(block),
    several(block),
    several(section),
    signatures,
    several(section),
    several(st.tuples(words, words)),
    words,
)


SMALL = Document(
    blocks.Facts("a", "quality-agreement", "Quality Agreement", *[""] * 12),
    (blocks.CoverParty("(1)", ("Aurelia Example Ltd",), "Contract Giver"),),
    (),
    (
        blocks.Paragraph(
            "p",
            (Text("It's R&D, é, \u2028, </script>"), Blank("notice", 3, "1 Business Day")),
            change=blocks.Change.MOVED,
        ),
    ),
    (
        blocks.Section(
            "c",
            blocks.Number(1, "1.", "1"),
            "Scope",
            (
                blocks.Table(
                    "t", "m", "x", (blocks.Column("id", "No.", 0.1),), (blocks.Row("r", (blocks.Cell("k", ()),)),)
                ),
            ),
        ),
    ),
    None,
    (),
    (("Annex 3", "List"),),
)


@given(documents)
def test_a_tree_read_back_is_the_tree_that_was_written(document: Document) -> None:
    read = document_from_json(document_to_json(document))
    assert read == document
    assert repr(read) == repr(document), "fields that do not compare come back as well"


@given(documents)
def test_what_is_written_is_laid_out_as_python_lays_json_out(document: Document) -> None:
    data = document_to_json(document)
    assert data.decode() == json.dumps(json.loads(data), ensure_ascii=False, indent=1) + "\n"


@given(documents)
def test_what_is_written_follows_the_schema(document: Document) -> None:
    schema = tree_schema()
    assert list(faults(json.loads(document_to_json(document)), schema, schema)) == []


def test_equal_trees_are_equal_bytes_in_lf_and_utf8() -> None:
    data = document_to_json(SMALL)
    assert document_to_json(document_from_json(data)) == data
    assert data.endswith(b"\n")
    assert b"\r" not in data
    assert "é" in data.decode()


def test_every_node_has_its_kind() -> None:
    def objects(value: Any) -> Iterator[dict[str, Any]]:
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        yield from (value,) if isinstance(value, dict) else ()
        for one in inside:
            yield from objects(one)

    found = list(objects(json.loads(document_to_json(SMALL))["document"]))
    assert {"document", "facts", "table", "row", "cell", "blank"} <= {node["kind"] for node in found}
    assert all(next(iter(node)) == "kind" for node in found)


def test_no_two_classes_of_nodes_share_a_kind() -> None:
    kinds = [kind_of(node) for node in (*get_args(Block), *get_args(Inline))]
    assert len(set(kinds)) == len(kinds)
    assert kind_of(blocks.SignatureBlock) == "signature-block"


def test_a_field_that_a_later_release_added_may_be_missing() -> None:
    record = json.loads(document_to_json(SMALL))
    del record["document"]["elsewhere"], record["document"]["facts"]["master"]
    read = document_from_json(json.dumps(record).encode())
    assert read.elsewhere == ()
    assert read.facts == SMALL.facts


def test_a_field_that_a_later_release_gave_up_may_stand_empty() -> None:
    """The places to sign of an older text had a list of their own once; no document that is frozen has any."""
    record = json.loads(document_to_json(sample()))
    block = record["document"]["signatures"]
    block |= {"resigned": False, "gone": []}
    assert document_from_json(json.dumps(record).encode()) == sample()
    block["gone"] = [block["signatures"][0]]
    with pytest.raises(NotATree, match="the fields gone are not known"):
        document_from_json(json.dumps(record).encode())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no JSON"),
        (b"\xff", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "schema and document"),
        (b'{"schema": 2, "document": {}}', "schema 2"),
        (b'{"schema": true, "document": {}}', "schema True"),
        (b'{"schema": 1, "document": {}}', "document: one of the kinds document"),
        (b'{"schema": 1, "document": {"kind": "facts"}}', "one of the kinds document"),
        (b'{"schema": 1, "schema": 1, "document": {}}', "twice"),
    ],
)
def test_what_is_no_tree_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(NotATree, match=says):
        document_from_json(data)


CHANGES: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("document", "extra"), 1, "document: the fields extra are not known"),
    (("document", "inputs"), None, "document.inputs: a text is expected"),
    (("document", "parties"), {}, "document.parties: a list is expected"),
    (("document", "opening", 0, "change"), "gone", r"document.opening\[0\].change: one of inserted"),
    (("document", "opening", 0, "inlines", 1, "at"), True, r"inlines\[1\].at: a whole number is expected"),
    (("document", "opening", 0, "inlines", 1, "kind"), "cell", r"inlines\[1\]: one of the kinds text, use"),
    (("document", "chapters", 0, "blocks", 0, "columns", 0, "share"), "1", "share: a number is expected"),
    (("document", "chapters", 0, "landscape"), 0, "landscape: true or false is expected"),
    (("document", "elsewhere", 0), ["x"], r"elsewhere\[0\]: 2 entries are expected"),
]


@pytest.mark.parametrize(("place", "value", "says"), CHANGES, ids=[".".join(map(str, change[0])) for change in CHANGES])
def test_a_changed_tree_is_refused_with_its_place(place: tuple[str | int, ...], value: Any, says: str) -> None:
    record = json.loads(document_to_json(SMALL))
    inside = record
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    with pytest.raises(NotATree, match=says):
        document_from_json(json.dumps(record).encode())


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_refused(constant: str) -> None:
    data = document_to_json(SMALL).replace(b'"share": 0.1', f'"share": {constant}'.encode())
    with pytest.raises(NotATree, match="number"):
        document_from_json(data)


def test_a_whole_number_stands_for_a_fraction() -> None:
    data = document_to_json(SMALL)
    assert document_from_json(data.replace(b'"share": 0.1', b'"share": 1')) == document_from_json(
        data.replace(b'"share": 0.1', b'"share": 1.0')
    )


def test_a_missing_field_is_named() -> None:
    record = json.loads(document_to_json(SMALL))
    del record["document"]["facts"]["number"]
    with pytest.raises(NotATree, match=r"document\.facts: the fields number are missing"):
        document_from_json(json.dumps(record).encode())


def test_the_schema_describes_every_class_of_nodes() -> None:
    described = tree_schema()["$defs"]
    nodes = [node for node in vars(blocks).values() if isinstance(node, type) and is_dataclass(node)]
    for node in (*nodes, *get_args(Inline)):
        assert list(described[kind_of(node)]["properties"]) == ["kind", *(field.name for field in fields(node))]


@pytest.mark.parametrize(("place", "value", "says"), CHANGES, ids=[".".join(map(str, change[0])) for change in CHANGES])
def test_the_schema_refuses_what_the_reader_refuses(place: tuple[str | int, ...], value: Any, says: str) -> None:
    record = json.loads(document_to_json(SMALL))
    inside = record
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    assert list(faults(record, tree_schema(), tree_schema())), says


TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    """Yield how *value* breaks *schema*: a second reader of the few words of JSON Schema that ours uses."""
    if "$ref" in schema:
        yield from faults(value, whole["$defs"][schema["$ref"].removeprefix("#/$defs/")], whole)
    if "anyOf" in schema and not any(not list(faults(value, one, whole)) for one in schema["anyOf"]):
        yield f"{value!r} is none of its kinds"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is not in the list"
    if "const" in schema and value != schema["const"]:
        yield f"{value!r} is not {schema['const']!r}"
    if "type" in schema and type(value) not in TYPES[schema["type"]]:
        yield f"{value!r} is of another type"
    elif schema.get("type") == "object":
        yield from (f"{name} is missing" for name in schema["required"] if name not in value)
        yield from (f"{name} is not known" for name in value if name not in schema["properties"])
        for name in value.keys() & schema["properties"].keys():
            yield from faults(value[name], schema["properties"][name], whole)
    elif schema.get("type") == "array":
        each = schema.get("prefixItems") or [schema["items"]] * len(value)
        yield from () if len(each) == len(value) else ("too many or too few entries",)
        for one, inside in zip(value, each, strict=False):
            yield from faults(one, inside, whole)
