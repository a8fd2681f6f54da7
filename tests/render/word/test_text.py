"""Words as Word runs: whatever is written comes out as the same words, and never as markup."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.render.word.text import direction, escape, run

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30)


def read(made: str) -> Any:
    """Return the runs *made*, inside a paragraph."""
    return etree.fromstring(f'<w:p xmlns:w="{W}">{made}</w:p>')


def shown(made: str) -> str:
    """Return what Word shows of *made*."""
    assert not set(made) & set("\t\n\r"), "Word has elements for them"
    assert not "".join(one.tail or "" for one in read(made).iter()), "words stand inside of runs only"
    signs = {f"{{{W}}}tab": "\t", f"{{{W}}}br": "\n"}
    return "".join(signs.get(one.tag, one.text or "") for one in read(made).iter() if one.tag != f"{{{W}}}p")


def test_the_signs_of_markup_are_written_out_inside_and_in_attributes() -> None:
    assert escape("""a & b < c > d "e" 'f'""") == """a &amp; b &lt; c &gt; d &quot;e&quot; 'f'"""
    assert escape("&lt;") == "&amp;lt;"


@pytest.mark.parametrize("number", [0, 8, 0x0B, 0x0C, 0x0E, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF], ids=hex)
def test_what_no_xml_file_may_hold_is_refused(number: int) -> None:
    for write in (escape, run):
        with pytest.raises(ValueError, match="a control character in"):
            write(f"a{chr(number)}b")


@pytest.mark.parametrize("text", ["a & b", "<w:br/>", "]]>", "é & ü", "a\tb", "a\nb", "שלום <b> & a", "a & \t < b"])
def test_a_run_shows_what_was_written(text: str) -> None:
    assert shown(run(text)) == text
    assert shown(run(text, "Term")) == text


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_every_line_end_is_one_break(end: str) -> None:
    assert shown(run(f"a{end}b")) == "a\nb"


@given(PRINTABLE)
def test_any_words_come_out_as_themselves(text: str) -> None:
    assert shown(run(text)) == text
    assert etree.fromstring(f'<x a="{escape(text)}">{escape(text)}</x>').text == (text or None)


def test_nothing_makes_no_run() -> None:
    assert run("") == run("", "Term") == ""


def test_blanks_at_the_ends_stay_and_the_style_is_named() -> None:
    for text in (" a ", " ü\t"):
        (face,) = read(run(text, "Term")).iterfind(f".//{{{W}}}rStyle")
        assert face.get(f"{{{W}}}val") == "Term"
    assert run(" a ") == '<w:r><w:t xml:space="preserve"> a </w:t></w:r>'
    assert run("\ta") == '<w:r><w:tab/><w:t xml:space="preserve">a</w:t></w:r>'
    assert run("\ta", "Term") == (
        '<w:r><w:rPr><w:rStyle w:val="Term"/></w:rPr><w:tab/><w:t xml:space="preserve">a</w:t></w:r>'
    )


def turned(text: str) -> list[tuple[str, bool]]:
    """Return the runs of *text*, each with whether it runs from right to left."""
    runs = read(run(text)).iterfind(f"{{{W}}}r")
    return [("".join(one.itertext()), one.find(f".//{{{W}}}rtl") is not None) for one in runs]


def test_words_from_right_to_left_are_runs_of_their_own_with_what_stands_between_them() -> None:
    assert turned("a שלום, עולם b") == [("a ", False), ("שלום, עולם", True), (" b", False)]
    assert turned("שלום!") == [("שלום", True), ("!", False)]


def test_a_paragraph_turns_by_its_first_letter() -> None:
    assert [direction(text) for text in ("abc", "é שלום", "1. שלום", "שלום a", "漢", "")] == [
        "",
        "",
        "<w:bidi/>",
        "<w:bidi/>",
        "",
        "",
    ]
