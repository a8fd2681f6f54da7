"""Agreements that say the same stand together, and none of them is lost."""

from __future__ import annotations

from generator.render.site.alike import MANY, alike, name, named
from generator.render.site.model import Which


def test_who_differs_is_seen_before_the_many_who_agree() -> None:
    assert alike(["24 h", "12 h", "24 h", "48 h", "24 h"], str) == [["12 h"], ["48 h"], ["24 h", "24 h", "24 h"]]


def test_one_agreement_is_listed_without_a_count_and_several_with_it() -> None:
    assert named(["<b>A</b>"]) == '<ul class="those"><li><b>A</b></li></ul>'
    assert "2 agreements say the same" in named(["A", "B"])
    assert "2 agreements begin alike" in named(["A", "B"], "begin alike")


def test_a_long_list_stands_in_two_columns() -> None:
    assert 'class="those"' in named(["A"] * MANY)
    assert 'class="those many"' in named(["A"] * (MANY + 1))


def test_an_agreement_is_named_by_its_number_and_title_which_are_never_markup() -> None:
    made = name(Which("one", "QA-<1>", "A & B", ""), 'there.html#"')
    assert made == '<a href="there.html#&quot;" class="whole">QA-&lt;1&gt;</a> A &amp; B'
