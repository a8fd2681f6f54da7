"""The reader of Word files that we wrote, and how each part of a file is parsed: no entities, from nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.read.word import DOCUMENT, ReadParagraph, main_part, parse_part, read_texts, whole_number
from tests.fuzz.office import SPACES, line, with_body, word_file, words


def test_every_paragraph_comes_with_its_style_and_bookmarks_and_those_of_tables_too() -> None:
    marks = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkStart w:id="2" w:name="b"/>'
    signs = '<w:r><w:t/><w:tab/><w:noBreakHyphen/><w:br/><w:br w:type="page"/><w:br w:type="column"/></w:r>'
    styled = '<w:pStyle w:val="Clause"/><w:tabs><w:tab w:val="left"/></w:tabs>'
    body = line(marks + words("one ") + words("two") + signs, styled) + line("")
    found = read_texts(
        "a.docx", with_body(f"{body}<w:tbl><w:tr><w:tc>{line(words('ce') + words('ll'))}</w:tc></w:tr></w:tbl>")
    )
    assert found == (
        [
            ReadParagraph("one two\t\u2011\n", "Clause", ("a", "b")),
            ReadParagraph("", "", ()),
            ReadParagraph("cell", "", ()),
        ],
        [],
    )


@pytest.mark.parametrize(("data", "code"), [(b"x", "not-a-package"), (word_file(document="<broken"), "damaged-part")])
def test_a_file_that_cannot_be_read_has_no_texts_and_says_why(data: bytes, code: str) -> None:
    texts, (fault,) = read_texts("a.docx", data)
    assert (texts, fault.code) == ([], code)


def parsed(text: str) -> object:
    """Return the names of the children of a part, and its words; None for one that is not read."""
    root = parse_part({"a.xml": text.encode()}, "a.xml")
    return root if root is None else ([str(one.tag) for one in root], "".join(root.itertext()))


def test_what_a_part_is_made_of_is_read_without_comments_and_instructions() -> None:
    assert parsed("<a><b>1</b><!-- c --><?d e?><b>2</b></a>") == (["b", "b"], "12")
    assert parsed("<a>") is None
    assert parse_part({}, "a.xml") is None


def test_no_entity_is_read_neither_from_the_part_nor_from_another_file(tmp_path: Path) -> None:
    other = tmp_path / "other.dtd"
    other.write_text('<!ENTITY e "words"><!ATTLIST a given CDATA "words">')
    inside = parse_part({"a.xml": b'<!DOCTYPE a [<!ENTITY e "words">]><a>&e;</a>'}, "a.xml")
    assert inside is not None
    assert "words" not in "".join(inside.itertext(tag="a"))
    outside = parse_part({"a.xml": f'<!DOCTYPE a SYSTEM "{other.as_uri()}"><a/>'.encode()}, "a.xml")
    assert outside is None or outside.get("given") is None


def test_a_part_deeper_than_any_text_is_not_read() -> None:
    assert parsed("<a>" * 100 + "</a>" * 100) is not None
    assert parsed("<a>" * 300 + "</a>" * 300) is None


def test_a_main_part_is_one_document_with_one_body() -> None:
    for text, known in (("<w:body/>", True), ("", False), ("<w:body/><w:body/>", False)):
        part = f"<w:document {SPACES}>{text}</w:document>".encode()
        assert (main_part({DOCUMENT: part}) is not None) is known
    assert main_part({DOCUMENT: f"<w:p {SPACES}><w:body/></w:p>".encode()}) is None


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("12", 12), ("999999", 999_999), ("1000000", None), ("-1", None), ("٣", None), ("²", None), ("", None)],
)
def test_a_whole_number_is_one_of_those_that_office_programs_write(written: str, number: int | None) -> None:
    assert whole_number(written) == number
    assert whole_number(None) is None
