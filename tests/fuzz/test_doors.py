"""Every door, with damaged files: a value or a finding comes out, never an exception, and nothing takes long.

The mutations are seeded, so each run draws the same files; ``--full`` draws two hundred times as many. What once broke
a door, or kept it busy, stays in ``corpus/``, one folder a door, and is tried first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import process_time

import pytest

from generator.author.answers import read_answers
from generator.author.format import format_file
from generator.document.manifest import manifest_from_json
from generator.load.clauses import read_clause
from generator.making import made_files
from generator.model import values
from generator.model.version import version_from_json
from generator.pipeline import read_files
from generator.prose import parse, parse_line, write
from generator.publish import name_faults, safe_name
from generator.read.foreign import read_foreign
from generator.read.front_matter import split
from generator.read.returned import read_returned
from generator.read.sheet import read_sheets
from generator.read.soundness import faults_of_word_file
from generator.read.text import decode
from generator.read.word import read_texts
from generator.read.yaml import MarkedList, MarkedMap, place, read_yaml
from generator.render.tree import NotATree, document_from_json
from generator.render.word.shell import _compile
from tests.fuzz.mutate import variants
from tests.fuzz.office import word_file

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "cases" / "check" / "base"
CORPUS = Path(__file__).parent / "corpus"
TEMPLATE = "clauses/templates/counsel.docx"
PATIENCE = 5
"""Seconds of one core for one small file."""
ANSWERS = b"""\
number: QA-9
title: Filling
giver: {name: Aurelia Example Ltd, country: IE}
acceptor: {name: Northbay Example GmbH, country: DE}
services: [manufacturing]
regions: [EU]
stage: commercial
tier: "1"
tier-reason: Sterile
sites: [{id: hall, name: Hall, services: [manufacturing], calendar: de-hamburg}]
products: [{id: drug, name: Drug, sites: [hall]}]
signatories: [{role: head-of-quality, party: giver}]
"""
WRITTEN = b"""\
1 business day
4 hours to 24 hours
? who, Head of Quality, by 1 March
99.5
2026-11-20
RM-076
dev-notification
21CFR-211.22(a)
at least 98
true
QA-00123 Quality Agreement v1.2 draft 3
"""


@cache
def workspace() -> dict[str, bytes]:
    """Return the small workspace of the cases with its Word template."""
    files = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}
    return {**files, TEMPLATE: (ROOT / TEMPLATE).read_bytes()}


@cache
def outputs() -> dict[str, bytes]:
    """Return the files that the small workspace makes."""
    reading = read_files(workspace())
    return made_files(reading.workspace, reading.results[0])


def real(folder: str, ending: str, most: int = 4_000) -> list[bytes]:
    """Return the small files below *folder* of this repository."""
    found = (path.read_bytes() for path in sorted((ROOT / folder).rglob(f"*{ending}")))
    return [data for data in found if len(data) <= most]


def made(ending: str) -> list[bytes]:
    """Return the files of one kind that the small workspace makes."""
    return [data for path, data in sorted(outputs().items()) if path.endswith(ending)]


# What a door is asked, and what must hold of the answer


def at_the_yaml_door(data: bytes) -> None:
    node, found = read_yaml("a.yaml", data)
    assert (node is None) <= bool(found)
    assert all(fault.message and fault.span.path == "a.yaml" for fault in found)
    if node is not None:
        every_place(node)
        format_file("a.yaml", data)


def every_place(node: object) -> None:
    if isinstance(node, MarkedMap | MarkedList):
        for key, value in node.items() if isinstance(node, MarkedMap) else enumerate(node):
            assert place(node, key, 3).path == "a.yaml"
            every_place(value)


def at_the_clause_door(data: bytes) -> None:
    clause, found = read_clause("clauses/core/dev/dev-notice.md", data, "core")
    assert clause is not None or found
    parts, _ = split("clauses/core/dev/dev-notice.md", data)
    assert parts is None or parts.sections
    format_file("clauses/core/dev/dev-notice.md", data)


def at_the_prose_door(data: bytes) -> None:
    text, _ = decode("a.md", data)
    if text:
        tree, slips = parse(text)
        assert all(0 <= slip.at <= len(text) and slip.message for slip in (*slips, *parse_line(text)[1]))
        assert slips or parse(write(tree)) == (tree, ())


def in_the_workspace(path: str) -> Callable[[bytes], None]:
    def ask(data: bytes) -> None:
        reading = read_files({**workspace(), path: data})
        assert all(fault.message for fault in reading.found)
        assert all(result.sound or result.found or reading.found for result in reading.results)

    return ask


def at_the_template_door(data: bytes) -> None:
    shell, found = _compile(TEMPLATE, data)
    assert shell is not None or found


def at_the_word_door(data: bytes) -> None:
    read_texts("a.docx", data)
    back, found = read_returned("a.docx", data)
    assert back is not None or found
    faults_of_word_file("a.docx", data)


def at_the_office_doors(data: bytes) -> None:
    at_the_word_door(data)
    for changes in ("", "accepted", "rejected"):
        paper, found = read_foreign("a.docx", data, changes)
        assert paper is not None or found


def at_the_sheet_door(data: bytes) -> None:
    sheets, found = read_sheets("a.xlsx", data)
    assert sheets or found or sheets == {}
    assert all(isinstance(cell, str) for rows in sheets.values() for row in rows for cell in row)


def at_the_tree_door(data: bytes) -> None:
    with suppress(NotATree):
        document_from_json(data)


def at_the_record_doors(data: bytes) -> None:
    for read in (manifest_from_json, version_from_json):
        with suppress(ValueError):
            read(data)


def at_the_answers_door(data: bytes) -> None:
    node, found = read_yaml("answers.yaml", data)
    answers, faults = read_answers(node) if node is not None else (None, [])
    assert answers is not None or found or faults


PARSERS = [getattr(values, name) for name in dir(values) if name.startswith("parse_") and name != "parse_part"]


def at_the_value_doors(data: bytes) -> None:
    for text in data.decode("utf-8", "replace").split("\n"):
        for parser in PARSERS:
            with suppress(ValueError):
                parser(text)
        assert not list(name_faults([safe_name(text, ".docx")]))


Door = tuple[Callable[[bytes], None], Callable[[], list[bytes]], int, bool]
DOORS: dict[str, Door] = {
    "yaml": (
        at_the_yaml_door,
        lambda: real("tests/cases/check/base", ".yaml") + real("agreements", "contacts.yaml", 9_000),
        900,
        False,
    ),
    "clause": (at_the_clause_door, lambda: real("clauses/core", ".md"), 500, False),
    "prose": (at_the_prose_door, lambda: real("clauses/core", ".md"), 700, False),
    "agreement": (
        in_the_workspace("agreements/sample/agreement.yaml"),
        lambda: real("tests/cases/check/base/agreements", "agreement.yaml"),
        60,
        False,
    ),
    "rows": (
        in_the_workspace("clauses/core/values.yaml"),
        lambda: real("tests/cases/check/base/clauses/core", ".yaml"),
        60,
        False,
    ),
    "body": (
        in_the_workspace("clauses/core/dev/dev-notice.md"),
        lambda: [workspace()["clauses/core/dev/dev-notice.md"], *real("clauses/core/dev", ".md")],
        60,
        False,
    ),
    "template": (at_the_template_door, lambda: [workspace()[TEMPLATE]], 50, True),
    "word": (at_the_word_door, lambda: made(".docx")[:1], 30, True),
    "office": (at_the_office_doors, lambda: [word_file()], 200, True),
    "sheet": (at_the_sheet_door, lambda: made(".xlsx")[:1], 60, True),
    "tree": (at_the_tree_door, lambda: made(".json")[-1:], 150, False),
    "records": (
        at_the_record_doors,
        lambda: real("agreements", "version.json", 90_000) or [b'{"schema": 1}'],
        200,
        False,
    ),
    "answers": (at_the_answers_door, lambda: [ANSWERS], 500, False),
    "values": (at_the_value_doors, lambda: [WRITTEN], 500, False),
}


def kept(door: str) -> Iterator[bytes]:
    """Yield the files that once broke *door*."""
    yield from (path.read_bytes() for path in sorted((CORPUS / door).glob("*")))


@pytest.mark.parametrize("door", DOORS)
def test_no_damaged_file_breaks_a_door(door: str, *, full: bool) -> None:
    ask, corpus, number, package = DOORS[door]
    for data in kept(door):
        ask(data)
    for turn, make in enumerate(variants(corpus(), number * (200 if full else 1), seed=1, package=package)):
        data = make()
        before = process_time()
        try:
            ask(data)
        except Exception as trouble:
            raise AssertionError(f"{door}, turn {turn}: {trouble!r} for {data[:2_000]!r}") from trouble
        assert process_time() - before < PATIENCE, f"{door}, turn {turn} takes long"
