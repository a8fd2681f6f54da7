"""Words outside the main text that came or went are told, each once."""

from __future__ import annotations

from generator.read.returned import Returned
from generator.review.beside import strays


def with_strays(*said: tuple[str, str]) -> Returned:
    """Return a file that has nothing but words outside its main text."""
    return Returned({}, (), (), (), said, 0)


def test_words_that_came_into_a_header_or_are_gone_from_it_are_told_once() -> None:
    sent = with_strays(("header", "QA-77"), ("header", "Draft 1"), ("header", "Draft 1"))
    back = with_strays(("header", "QA-77"), ("text box", "Prices apply."), ("text box", "Prices apply."))
    assert [(one.old, one.new, one.note) for one in strays(sent, back)] == [
        ("", "Prices apply.", "stands in a text box"),
        ("Draft 1", "", "is gone from a header"),
    ]
