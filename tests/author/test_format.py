"""Canonical form: what a file says stays, and a second time changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.author.format import format_clause, format_file, says
from generator.diagnostic import Diagnostic
from generator.load.clauses import read_clause
from generator.read.yaml import read_yaml

CLAUSE = """---
id: dev-x  # a remark
topic:   DEV
title: X
---

The [Party] shall act within {{critical-deviation-notice}} after [Discovery].
And again.


(a)   first;
(b) second.

## guidance

Free   text,
two lines.


"""
WANTED = """---
id: dev-x  # a remark
topic:   DEV
title: X
---
The [Party] shall act within {{ critical-deviation-notice }} after [Discovery].
And again.

(a) first;
(b) second.

## guidance
Free   text,
two lines.
"""


def formed(path: str, text: str | bytes) -> str:
    """Return the canonical text of a file."""
    made = format_file(path, text.encode() if isinstance(text, str) else text)
    assert isinstance(made, bytes), made
    return made.decode()


def refused(path: str, text: str | bytes) -> Diagnostic:
    """Return why a file has no canonical form."""
    made = format_file(path, text.encode() if isinstance(text, str) else text)
    assert isinstance(made, Diagnostic)
    return made


def test_a_clause_is_written_as_the_grammar_writes_it_and_its_facts_stay() -> None:
    assert formed("x.md", CLAUSE) == WANTED
    assert formed("x.md", WANTED) == WANTED


def test_line_ends_marks_and_accents_are_brought_into_form() -> None:
    text = WANTED.replace("Free", "Fre\u0301e").replace("\n", "\r\n")
    assert formed("x.md", b"\xef\xbb\xbf" + text.encode()) == WANTED.replace("Free", "Fr\u00e9e")
    assert formed("x.yaml", "a: e\u0301\r\nb: 2  \r\n") == "a: \u00e9\nb: 2\n"


CLAUSES = Path(__file__).resolve().parents[2] / "clauses"
SHIPPED = sorted(path for path in CLAUSES.rglob("*") if path.suffix in (".md", ".yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(CLAUSES).as_posix())
def test_what_we_ship_is_in_form(path: Path) -> None:
    assert formed(path.as_posix(), path.read_bytes()) == path.read_text("utf-8")


def test_a_text_with_a_slip_is_refused_at_its_place() -> None:
    fault = refused("x.md", WANTED.replace("[Party]", "[Party"))
    assert (fault.code, fault.span.line) == ("clause-grammar", 6)


@pytest.mark.parametrize("text", ["", "no facts", "---\nid: x\n", "---\nid: x\n---\na\ttab\n"])
def test_what_is_no_clause_file_is_refused(text: str) -> None:
    assert refused("x.md", text).span.path == "x.md"


def test_a_broken_yaml_file_is_refused() -> None:
    assert refused("x.yaml", "a: [b\n").code == "yaml-fault"
    assert refused("x.yaml", "a: \xff".encode("latin-1")).code == "wrong-encoding"


def test_blanks_inside_a_text_of_a_yaml_file_stay() -> None:
    kept = 'a: "one  \n\n  two"   \nb: |\n  three  \n  four\nc: x\n'
    assert formed("x.yaml", kept) == 'a: "one  \n\n  two"\nb: |\n  three  \n  four\nc: x\n'


def test_other_files_stay() -> None:
    assert format_file("x.docx", b"\x00\r\n ") == b"\x00\r\n "


SENTENCE = ["The [Party] shall act.", "See @dev-x for {{ notice }}.", "A  blank.", "Not \\[a\\].", "{{? what }}", "x"]
SENTENCES = st.lists(st.sampled_from(SENTENCE), min_size=1, max_size=4)
OTHERS = [":: matrix changes", "The lead-in:\n\n(a)  one;\n(b) two."]
BLOCKS = st.lists(SENTENCES.map("\n".join) | st.sampled_from(OTHERS), min_size=1, max_size=4)
JOINTS = st.sampled_from(["\n\n", "\n\n\n", "\n \n"])


@given(BLOCKS, JOINTS, BLOCKS, st.sampled_from(["", "\n", "\n\n"]), st.booleans())
def test_form_is_idempotent_and_changes_no_tree(
    blocks: list[str], joint: str, more: list[str], end: str, crlf: bool
) -> None:
    text = f"---\nid: x\ntopic: DEV\ntitle: X\n---\n{joint.join(blocks)}\n## fallback{joint}{joint.join(more)}{end}"
    data = (text.replace("\n", "\r\n") if crlf else text).encode()
    made = format_clause("x.md", data)
    assert isinstance(made, bytes), made
    assert format_clause("x.md", made) == made
    assert says("x.md", made.decode()) == says("x.md", text)
    before, after = read_clause("x.md", text.encode(), "core")[0], read_clause("x.md", made, "core")[0]
    assert before is not None
    assert after is not None
    assert (before.prose, before.fingerprint) == (after.prose, after.fingerprint)


LINE = ["a: 1", "b: x y  ", "# c  ", "", "  ", "d: |\n  one  \n\n  two", 'e: "p  \n  q"', "f: [1,  \n  2]  "]
LINES = st.lists(st.sampled_from(LINE), max_size=8, unique=True)


@given(LINES, st.sampled_from(["", "\n", "\n\n\n", "  "]))
def test_a_yaml_file_in_form_reads_as_before(lines: list[str], end: str) -> None:
    text = "\n".join(["z: 0", *lines]) + end
    before = read_yaml("x.yaml", text)[0]
    made = format_file("x.yaml", text.encode())
    assert before is not None
    assert isinstance(made, bytes), made
    assert read_yaml("x.yaml", made)[0] == before
    assert format_file("x.yaml", made) == made
    assert made.endswith(b"\n") or any(line.startswith("d: |") for line in lines)
