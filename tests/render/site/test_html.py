"""Markup of the site: words of an author are never interpreted, markup of ours is not escaped twice."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.site.html import NOTHING, Html, escaped, joined, link, row, some, tag, words


@pytest.mark.parametrize(
    ("sign", "written"), [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")]
)
def test_each_sign_of_markup_is_written_out_alone_and_among_words(sign: str, written: str) -> None:
    assert escaped(sign) == written
    assert escaped(f"a{sign}b") == f"a{written}b"


@given(st.text(max_size=30))
def test_any_words_show_as_themselves(text: str) -> None:
    made = escaped(text)
    assert unescape(made) == text or "&" not in text
    assert not set(made) & set("<>\"'")


def test_markup_passes_and_words_do_not() -> None:
    made = words("<b>")
    assert (made, words(made)) == ("&lt;b&gt;", made)
    assert joined(["<", Html("<i>"), ">"], " & ") == "&lt; &amp; <i> &amp; &gt;"
    assert isinstance(joined([]), Html)


def test_an_element_escapes_its_words_and_its_attributes() -> None:
    made = tag("p", "a < b", Html("<br>"), class_='x"y', data_kind="<", hidden="", title=None)
    assert made == '<p class="x&quot;y" data-kind="&lt;" hidden="">a &lt; b<br></p>'


def test_one_thing_inside_is_escaped_or_not_as_among_several() -> None:
    assert [tag("p", one) for one in ("a < b", Html("<br>"), "")] == ["<p>a &lt; b</p>", "<p><br></p>", "<p></p>"]
    assert tag("p", class_="a", id="b") == '<p class="a" id="b"></p>'
    assert tag("p", data_a_b="1", for_="x") == '<p data-a-b="1" for="x"></p>'


def test_a_link_with_a_class_or_none() -> None:
    assert link("a?b&c", "x") == '<a href="a?b&amp;c">x</a>'
    assert link("a", "x", class_="y") == '<a href="a" class="y">x</a>'


def test_an_element_that_would_be_empty_is_left_out() -> None:
    assert some("h2", "", NOTHING) == NOTHING
    assert some("h2", "", "x", class_="y") == '<h2 class="y">x</h2>'


def test_the_cells_of_a_row_say_under_which_heading_they_stand() -> None:
    assert row(("a < b", Html("<b>c</b>")), ('"A"', "B")) == (
        '<tr><td data-label="&quot;A&quot;">a &lt; b</td><td data-label="B"><b>c</b></td></tr>'
    )
