"""Clause files: facts in front, sections behind, every place exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.front_matter import MOST_LINES, split
from generator.read.yaml import MarkedMap, place, read_yaml

FILE = """---
id: dev-notification
title: Über alles
---
The body.
More.

## fallback
Another text.

##  guidance
"""


def test_a_file_comes_apart_at_its_fences_and_headings() -> None:
    parts, found = split("a.md", FILE.encode())
    assert found == []
    assert parts is not None
    assert parts.front == "id: dev-notification\ntitle: Über alles\n"
    assert [(section.name, section.text) for section in parts.sections] == [
        ("", "The body.\nMore.\n\n"),
        ("fallback", "Another text.\n\n"),
        ("guidance", ""),
    ]


def test_each_part_knows_where_it_stands_in_the_file() -> None:
    parts, _ = split("a.md", b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    assert parts is not None
    body, fallback, _ = parts.sections
    assert str(body.place("a.md", 10)) == "a.md:6:1"
    assert body.place("a.md", 10).cut(FILE) == "M"
    assert str(fallback.span) == "a.md:8:1"
    assert fallback.span.cut(FILE) == "## fallback"
    assert fallback.place("a.md", 8).cut(FILE) == "t"
    front, _ = read_yaml("a.md", parts.front, line=parts.front_line, start=parts.front_start)
    assert isinstance(front, MarkedMap)
    assert (str(front.spans["title"]), front.spans["title"].cut(FILE)) == ("a.md:3:8", "Über alles")
    assert str(place(front, "title", 5)) == "a.md:3:13"
    assert place(front, "title", 5).cut(FILE) == "a"


def test_a_fault_in_the_facts_stands_at_its_place_in_the_file() -> None:
    parts, _ = split("a.md", b"---\nid: a\ntitle: b: c\n---\n")
    assert parts is not None
    _, (fault,) = read_yaml("a.md", parts.front, line=parts.front_line, start=parts.front_start)
    assert str(fault.span) == "a.md:3:9"
    assert fault.span.start == 18


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "front-matter"),
        ("The body.", "front-matter"),
        ("---\nid: a\n", "front-matter"),
        (" ---\nid: a\n---\n", "front-matter"),
        ("---\nid: a\n---\n\tbody", "forbidden-character"),
    ],
)
def test_a_file_without_facts_is_refused(text: str, code: str) -> None:
    parts, (fault,) = split("a.md", text.encode())
    assert parts is None
    assert fault.code == code


def test_only_two_number_signs_and_a_blank_head_a_section() -> None:
    parts, _ = split("a.md", b"---\na: b\n--- \n#x\n### y\n ## z\n##w\n---\nlast")
    assert parts is not None
    assert [section.text for section in parts.sections] == ["#x\n### y\n ## z\n##w\n---\nlast"]


@given(st.text(st.sampled_from("-#\n ax"), max_size=40))
def test_the_parts_together_are_the_file(rest: str) -> None:
    file = f"---\na: b\n---\n{rest}"
    parts, _ = split("a.md", file.encode())
    assert parts is not None
    for section in parts.sections:
        assert file[section.offset :].startswith(section.text)
    headings = sum(len(line) for line in rest.splitlines(keepends=True) if line.startswith("## "))
    assert sum(len(section.text) for section in parts.sections) == len(rest) - headings


@given(st.binary(max_size=80), st.sampled_from([b"", b"---\n", b"---\na: b\n---\n"]))
def test_any_bytes_come_apart_or_are_a_fault(data: bytes, start: bytes) -> None:
    parts, found = split("a.md", start + data)
    assert parts is not None or found


@pytest.mark.parametrize(("lines", "refused"), [(MOST_LINES, False), (MOST_LINES + 1, True)])
def test_a_clause_of_more_lines_than_any_clause_has_is_refused(lines: int, refused: bool) -> None:
    front = b"---\na: b\n---\n"
    parts, found = split("a.md", front + b"x\n" * (lines - front.count(b"\n")))
    assert (parts is None, [fault.code for fault in found]) == (refused, ["file-too-large"] * refused)
