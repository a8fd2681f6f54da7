"""What no validator finds: each fault put into a good file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.marks import block_mark
from generator.read.package import open_package
from generator.read.soundness import faults_of_word_file
from generator.render.word import render_word
from generator.render.word.package import pack, write_package
from tests.render.word.sample import sample

TEMPLATE = Path(__file__).resolve().parents[2] / "clauses" / "templates" / "counsel.docx"
SCOPE, NOTICE = block_mark("scope"), block_mark("dev-notice")


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    """Return the parts of a good file."""
    opened, _ = open_package("x", render_word(sample(), TEMPLATE.read_bytes()))
    return opened


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (f'w:name="{SCOPE}"', f'w:name="{NOTICE}"', f'the bookmark "{NOTICE}" stands twice'),
        ('<w:bookmarkStart w:id="2"', '<w:bookmarkStart w:id="1"', "the bookmark id 1 stands twice"),
        ('<w:bookmarkEnd w:id="1"/>', "", "does not start and end in one paragraph"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "", "a field begins that does not end"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "", "a field ends that did not begin"),
        (f'w:name="{SCOPE}"', 'w:name="_other"', f'a reference leads to "{SCOPE}", which is not there'),
        ('<w:pStyle w:val="Clause3"/>', '<w:pStyle w:val="Clause33"/>', '"Clause33" is used and not defined'),
        ('<w:numId w:val="8"/>', '<w:numId w:val="88"/>', '"88" is used and not defined in word/numbering.xml'),
        ("</w:tbl>", "</w:tbl><w:tbl><w:tblGrid/></w:tbl>", "a table is followed by no paragraph"),
        ('<w:gridCol w:w="2780"/>', "", "a row is wider or narrower than its table"),
        (f'w:name="{SCOPE}"', f'w:name="{"x" * 41}"', "is too long"),
        ('r:embed="figure-', 'r:embed="none-', "is not in the file"),
        (' descr="ES-2', ' title="ES-2', "a picture has no words for readers who cannot see it"),
    ],
)
def test_a_fault_in_a_good_file_is_named(parts: dict[str, bytes], old: str, new: str, message: str) -> None:
    main = parts["word/document.xml"].decode()
    assert old in main
    broken = {**parts, "word/document.xml": main.replace(old, new, 1).encode()}
    found = faults_of_word_file("x.docx", write_package({name: pack(part) for name, part in broken.items()}))
    assert any(message in fault.message for fault in found), [fault.message for fault in found]


def test_a_cell_without_paragraph_is_named(parts: dict[str, bytes]) -> None:
    main = parts["word/document.xml"].decode()
    start = main.index("<w:p>", main.index("<w:tc>"))
    end = main.index("</w:tc>", start)
    broken = {**parts, "word/document.xml": (main[:start] + main[end:]).encode()}
    found = faults_of_word_file("x.docx", write_package({name: pack(part) for name, part in broken.items()}))
    assert "a cell does not end in a paragraph" in [fault.message for fault in found]


def test_a_damaged_file_is_named(parts: dict[str, bytes]) -> None:
    broken = {**parts, "word/document.xml": b"<w:document>"}
    made = write_package({name: pack(part) for name, part in broken.items()})
    assert [fault.code for fault in faults_of_word_file("x", made)] == ["damaged-part"]
    assert [fault.code for fault in faults_of_word_file("x", b"x")] == ["not-a-package"]
