"""What the site shows of an agreement: its values in words, and of one that was never built nothing."""

from __future__ import annotations

import pytest

from generator.model.values import Quantity, Undecided, Words, parse_quantity
from generator.render.site.gather import carried_page, written_value
from tests.compose.small import clause, draft_of


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (parse_quantity("2 business days"), "2 Business Days"),
        (parse_quantity("24 hours"), "24 hours"),
        (Words("in English"), "in English"),
        (Undecided("the Giver names a place"), "open: the Giver names a place"),
        (None, ""),
    ],
)
def test_a_value_is_shown_in_words_and_a_unit_that_is_a_term_as_the_text_has_it(
    value: Quantity | Words | Undecided | None, shown: str
) -> None:
    draft = draft_of(clause("letter", "Tell within {{ notice }}, a [Business Day]."))
    assert written_value(draft, value) == shown


def test_an_agreement_that_was_never_built_and_cannot_be_read_has_no_page() -> None:
    assert carried_page("sample", {}, (), "It is of an earlier build.") is None
