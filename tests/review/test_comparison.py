"""The numbers that references showed when they were sent, told from the words between them."""

from __future__ import annotations

import pytest

from generator.review.comparison import between


@pytest.mark.parametrize(
    ("pieces", "text", "found"),
    [
        (["see ", " and ", "."], "see 4.1 and 5.2.", ["4.1", "5.2"]),
        (["", ""], "9", ["9"]),
        (["a", "b"], "ab", [""]),
        (["", "", ""], "12", ["", "12"]),
        (["in ", " (", ")"], "in 3 ((a))", ["3", "(a)"]),
        (["a ", "b"], "x 1b", None),
        (["aa", "a"], "aa", None),
        (["", " to ", ""], "1", None),
    ],
)
def test_what_stands_between_words_is_told_when_these_are_all_there_in_order(
    pieces: list[str], text: str, found: list[str] | None
) -> None:
    assert between(pieces, text) == found
