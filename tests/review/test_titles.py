"""Titles of chapters, which print over rows of the responsibility matrix too: one question, wherever they changed."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.proposal import Proposal
from generator.read.word import W
from tests.review import hands
from tests.review.test_applying import MAIN, SAMPLE, apply, decide, read_round

TITLE, OTHER = "Contacts and notices", "Contacts, notices and language"


def retitled(case: Any, *places: str) -> bytes:
    """Return the file with the title changed at the places with these paths."""
    names = {mark for mark, place in case.sent[MAIN].places.items() if place.path in places}

    def change(root: Any) -> None:
        for mark in root.iter(f"{W}bookmarkStart"):
            if mark.get(f"{W}name") in names:
                (text,) = (one for one in mark.getparent().iter(f"{W}t") if one.text == TITLE)
                text.text = OTHER

    return hands.with_main_part(case.files[MAIN], change)


@pytest.mark.parametrize(
    ("places", "where", "note"),
    [
        (["CONT"], "6 Contacts and notices", "also prints over rows of Responsibilities"),
        (
            ["responsibilities/group:CONT"],
            "Contacts and notices, over rows of Responsibilities",
            "is the title of chapter 6 Contacts and notices, which changes with it",
        ),
        (
            ["CONT", "responsibilities/group:CONT"],
            "6 Contacts and notices",
            f"also prints over rows of Responsibilities; changed in {TITLE}, over rows of Responsibilities too",
        ),
    ],
)
def test_the_title_of_a_chapter_is_one_question_and_says_where_it_prints(
    case: Any, places: list[str], where: str, note: str
) -> None:
    reading, name = read_round(case.reading, retitled(case, *places))
    done = apply(decide(reading, name, "accept"), name)
    (one,) = done.done
    assert isinstance(one, Proposal)
    assert (one.what, one.where, one.path, one.old, one.new, one.note) == ("title", where, "CONT", TITLE, OTHER, note)
    assert f"title: {OTHER}" in done.files[f"agreements/{SAMPLE}/chapters.yaml"].decode().replace('"', "")


def test_other_words_over_rows_that_are_no_chapter_say_over_which_rows(case: Any) -> None:
    (mark,) = (mark for mark, place in case.sent[MAIN].places.items() if place.path == "changes/group:process")

    def change(root: Any) -> None:
        (place,) = (one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == mark)
        (text,) = (one for one in place.getparent().iter(f"{W}t") if one.text == "Process")
        text.text = "Way of making"

    reading, name = read_round(case.reading, hands.with_main_part(case.files[MAIN], change))
    done = apply(decide(reading, name, "accept"), name)
    (left,) = done.left
    assert (left.code, done.files) == ("by-hand", {})
    assert "title at Process, over rows of Classes of changes: this title is made from the words of a" in left.message
    assert left.hint == "to write: Way of making"
