"""Lines of a calendar file: words keep their signs, long lines are folded between letters."""

from __future__ import annotations

from generator.render.site.calendar import escaped, folded


def test_signs_that_part_a_calendar_file_are_marked() -> None:
    assert escaped("a\\b; c, d") == "a\\\\b\\; c\\, d"


def test_line_ends_and_gaps_are_one_blank() -> None:
    assert escaped(" a\n\nb\t c ") == "a b c"


def test_a_line_of_75_bytes_stays_and_a_longer_one_goes_on_behind_a_blank() -> None:
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
    assert folded("x" * 150).split("\r\n") == ["x" * 75, " " + "x" * 74, " x"]


def test_no_letter_is_cut_in_two() -> None:
    made = folded("ü" * 80).split("\r\n ")
    assert [len(line.encode()) for line in made] == [74, 74, 12]
    assert "".join(made) == "ü" * 80
