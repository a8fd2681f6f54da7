"""The words over rows of a table when all the rows below them have gone."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from generator import reviewing
from generator.applying import Applied
from generator.model.proposal import Round, What
from generator.pipeline import read_files
from generator.read.word import W
from tests.review import hands
from tests.review.test_applying import MAIN, apply, decide, read_round

TITLE = "Contacts and notices"


def heading_of(root: Any) -> Any:
    """Return the row with the words over the one row about contacts."""
    (found,) = [one for one in root.iter(f"{W}tr") if hands.words(one) == TITLE]
    return found


def only_row_out(root: Any) -> None:
    """Take out the only row below the words."""
    below = heading_of(root).getnext()
    assert len(list(below.iter(f"{W}tc"))) > 1 >= len(list(below.getnext().iter(f"{W}tc")))
    below.getparent().remove(below)


def heading_doubled(root: Any) -> None:
    """Put the words once more at the end of the table, over nothing."""
    row = heading_of(root)
    made = deepcopy(row)
    for mark in [one for one in made.iter() if one.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    row.getparent().append(made)


def test_words_over_rows_that_all_went_out_are_told_no_more(case: Any) -> None:
    data = hands.with_main_part(case.files[MAIN], only_row_out)
    reading, name = read_round(case.reading, data)
    done = apply(decide(reading, name, "accept"), name)
    assert isinstance(done, Applied), done
    assert [one.what for one in done.done] == [What.ROW_OUT]
    again = reviewing.read_review(read_files({**reading.files, **done.files}), "back.docx", data, against="draft")
    assert isinstance(again, Round)
    assert [one for one in again.proposals if one.what is not What.FORM] == []


def test_words_over_rows_that_a_hand_put_in_are_told(case: Any) -> None:
    data = hands.with_main_part(case.files[MAIN], heading_doubled)
    made = reviewing.read_review(case.reading, "back.docx", data)
    assert isinstance(made, Round)
    assert [(one.what, one.new) for one in made.proposals] == [(What.ROW_IN, TITLE)]
