"""Words outside the main text that came or went are told, each once."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from generator.read.returned import Returned, read_returned
from generator.read.word import W
from generator.review import proposals
from generator.review.beside import strays
from tests.review import hands


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


@pytest.mark.parametrize(("mark", "words"), [("vanish", "hidden on the page"), ("strike", "struck out by hand")])
def test_a_file_whose_every_word_is_hidden_or_struck_by_form_is_one_finding(case: Any, mark: str, words: str) -> None:
    def hide(root: Any) -> None:
        for run in root.iter(f"{W}r"):
            etree.SubElement(run.find(f"{W}rPr") if run.find(f"{W}rPr") is not None else run, f"{W}{mark}")
            if run.find(f"{W}rPr") is None:
                run.insert(0, etree.Element(f"{W}rPr"))
                run[0].append(run.find(f"{W}{mark}"))

    back, _ = read_returned("a.docx", hands.with_main_part(case.files["communication-plan"], hide))
    assert back is not None
    (one,) = proposals(case.sent["communication-plan"], back)
    assert (one.what, one.where) == ("cannot place", "the whole text")
    assert f"the words of most lines are {words}" in one.note
    assert " lines, the first of them: " in one.new
