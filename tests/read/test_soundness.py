"""What no validator finds: each fault put into a good file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.marks import block_mark
from generator.read.package import open_package
from generator.read.soundness import faults_of_word_file
from generator.render.word import render_word
from generator.render.word.package import pack, write_package
from tests.fuzz.office import SPACES, field, line, with_body, words
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


def test_a_good_file_has_no_fault(parts: dict[str, bytes]) -> None:
    made = write_package({name: pack(part) for name, part in parts.items()})
    assert faults_of_word_file("x.docx", made) == []


def mark(id_: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/>'


def messages(body: str, **parts: str) -> list[str]:
    """Return the messages about a small file with *body*, which has a style "Clause" and a list "1"."""
    return [fault.message for fault in faults_of_word_file("x.docx", with_body(body, **parts))]


END, SIGN = '<w:bookmarkEnd w:id="{}"/>'.format, '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
CELL = f"<w:tc>{line(words('x'))}</w:tc>"
WIDE = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{line(words("x"))}</w:tc>'


def table(*rows: str, style: str = "Clause") -> str:
    """Return a table of three columns."""
    grid = f'<w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr><w:tblGrid>{"<w:gridCol/>" * 3}</w:tblGrid>'
    return f"<w:tbl>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


LONGEST = "c" * 40
GOOD = (
    line(mark(1, LONGEST) + words("x") + END(1), '<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    + line(words("x", '<w:rStyle w:val="Clause"/>'), '<w:numPr><w:numId w:val="0"/></w:numPr>')
    + line(field(f"REF {LONGEST} \\h", "1") + field("PAGE", "1") + "<w:r><w:instrText/></w:r>")
    + line(f'<w:hyperlink w:anchor="{LONGEST}">{words("x")}</w:hyperlink><w:hyperlink>{words("x")}</w:hyperlink>')
    + table(CELL * 3, WIDE + CELL, WIDE.replace(' w:val="2"', "") + CELL * 2)
    + line("")
)


def test_what_holds_together_in_a_small_file_is_no_fault() -> None:
    assert messages(GOOD) == []


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        (line(SIGN("separate")), "a field ends that did not begin"),
        (line(SIGN("end") + SIGN("begin")), "a field ends that did not begin"),
        (line(field("PAGE", "1") + SIGN("begin") + SIGN("separate")), "a field begins that does not end"),
        (line(mark(7, "a")) + line(END(7)), 'the bookmark "a" does not start and end in one paragraph'),
        (mark(7, "a") + END(7), 'the bookmark "a" does not start and end in one paragraph'),
        (line(mark(7, "c" * 41) + END(7)), f'the bookmark name "{"c" * 41}" is too long'),
        (line(mark(7, LONGEST) + END(7)), f'the bookmark "{LONGEST}" stands twice'),
        (line(field("PAGEREF gone", "1")), 'a reference leads to "gone", which is not there'),
        (line('<w:hyperlink w:anchor="gone"/>'), 'a reference leads to "gone", which is not there'),
        (line("", '<w:pStyle w:val="0"/>'), '"0" is used and not defined in word/styles.xml'),
        (line(words("x", '<w:rStyle w:val="No"/>')), '"No" is used and not defined in word/styles.xml'),
        (table(CELL * 3, style="No") + line(""), '"No" is used and not defined in word/styles.xml'),
        (line("", '<w:numPr><w:numId w:val="5"/></w:numPr>'), '"5" is used and not defined in word/numbering.xml'),
        (table(WIDE + "<w:tc/>") + line(""), "a cell does not end in a paragraph"),
        (table(WIDE + CELL.replace("</w:tc>", "<w:tcPr/></w:tc>")) + line(""), "a cell does not end in a paragraph"),
        (table(CELL * 3), "a table is followed by no paragraph"),
        (table(CELL * 3) + table(CELL * 3) + line(""), "a table is followed by no paragraph"),
        (table(CELL * 3, WIDE + CELL * 2) + line(""), "a row is wider or narrower than its table"),
        (table(CELL * 3, CELL * 2) + line(""), "a row is wider or narrower than its table"),
    ],
)
def test_one_fault_in_a_small_file_is_all_that_is_told_of_it(odd: str, told: str) -> None:
    assert messages(GOOD + odd) == [told]


def test_a_style_or_list_of_a_file_that_defines_none_is_named() -> None:
    used = line("", '<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    assert messages(used, styles=f"<w:styles {SPACES}/>", numbering="<broken") == [
        '"Clause" is used and not defined in word/styles.xml',
        '"1" is used and not defined in word/numbering.xml',
    ]
