"""What a change would print: by document and number, with the words that went and came."""

from __future__ import annotations

from collections.abc import Mapping

from generator.compose import compose
from generator.document.blocks import Document
from generator.render.preview import differences, prints
from tests.compose.small import Texts, clause, resolved, rows

TEXT = clause("tell", "The [Contract Acceptor] shall tell the [Contract Giver] within {{ notice }}.")


def documents(*more: Texts) -> Mapping[str, Document]:
    draft, _ = resolved(TEXT, *more)
    return compose(draft)


def test_a_clause_is_shown_as_it_prints() -> None:
    first, number, words = prints("tell", documents())
    assert first.endswith(":")
    assert "Quality Agreement, " in first
    assert number.startswith("  ")
    assert "within 1\xa0Business\xa0Day" in words


def test_a_value_is_shown_in_each_text_that_prints_it() -> None:
    assert any("within 1\xa0Business\xa0Day" in line for line in prints("notice", documents()))


def test_what_is_not_printed_has_no_lines() -> None:
    assert [*prints("nothing", documents())] == []


def test_two_readings_differ_in_the_words_that_changed_and_nowhere_else() -> None:
    changed = rows("values", "- {id: notice, default: 2 business days}", "agreements/sample")
    lines = [*differences(documents(), documents(changed))]
    assert [line for line in lines if "[-" in line]
    assert all("[-1-]{+2+}\xa0Business" in line for line in lines if "[-" in line)
    assert [*differences(documents(), documents())] == []


def test_a_document_that_is_new_or_gone_differs_as_a_whole() -> None:
    assert any("{+" in line for line in differences({}, documents()))
    assert any("[-" in line for line in differences(documents(), {}))
