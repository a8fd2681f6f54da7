"""Two texts word by word and side by side: either text comes back from what is shown."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.document.difference import COLUMN, changed_lines, line_changes, side_by_side, word_difference

TEXTS = st.lists(st.sampled_from(["a", "shall", "within", "2", "days,", "\n", "  "]), max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_both_texts_come_back_from_the_signs(old: str, new: str) -> None:
    shown = word_difference(old, new)
    gone = re.sub(r"\{\+.*?\+\}", "", shown, flags=re.DOTALL)
    came = re.sub(r"\[-.*?-\]", "", shown, flags=re.DOTALL)
    assert re.sub(r"\[-(.*?)-\]", r"\1", gone, flags=re.DOTALL) == old
    assert re.sub(r"\{\+(.*?)\+\}", r"\1", came, flags=re.DOTALL) == new


@given(TEXTS)
def test_a_text_that_stays_has_no_signs(text: str) -> None:
    assert word_difference(text, text) == text


def test_words_that_differ_stand_between_signs() -> None:
    assert word_difference("within 1 day", "within 2 days") == "within [-1 day-]{+2 days+}"
    assert word_difference("answers at all hours.", "answers in time.") == "answers [-at all hours.-]{+in time.+}"
    assert word_difference("a\nb", "c\nd") == "[-a-]{+c+}\n[-b-]{+d+}"
    assert word_difference("at once", "at once and in writing") == "at once{+ and in writing+}"


def test_two_texts_stand_beside_one_another_with_a_bar_where_they_differ() -> None:
    lines = [*side_by_side("same\nold words", "same\nnew words\nmore", ("before", "now"))]
    assert lines[0].split() == ["before", "now"]
    assert lines[2].split() == ["same", "same"]
    assert lines[3].split("|")[0].strip() == "old words"
    assert lines[3].split("|")[1].strip() == "new words"
    assert lines[4] == " " * (COLUMN + 1) + "| more"


@given(TEXTS, TEXTS)
def test_no_word_is_lost_beside_another(left: str, right: str) -> None:
    lines = [*side_by_side(left, right, ("", ""))][2:]
    assert [word for line in lines for word in line[:COLUMN].split()] == left.split()
    assert [word for line in lines for word in line[COLUMN + 3 :].split()] == right.split()


def test_lines_that_stay_are_left_out() -> None:
    assert [*changed_lines("one\ntwo days\nthree", "one\ntwo weeks\nthree")] == ["two [-days-]{+weeks+}"]
    assert [*changed_lines("one", "one")] == []


def test_blanks_that_no_eye_sees_are_spelt_out() -> None:
    assert line_changes("a\nb \t\r\nc", "a\nb\nc") == ["- 2: b·<tab><CR>", "+ 2: b"]
