"""Lines and rows of files with tracked changes: what a change touches is settled both ways, all else is read once."""

from __future__ import annotations

import pytest

from generator.read.returned import Returned, read_returned
from tests.read.test_paragraphs import MAIN, packed

HAND = 'w:id="7" w:author="Kim Example" w:date="2026-11-20T10:00:00Z"'
GONE = f"<w:del {HAND}><w:r><w:delText>in 2 days</w:delText></w:r></w:del>"
CAME = f"<w:ins {HAND}><w:r><w:t>at once</w:t></w:r></w:ins>"


def read(body: str) -> Returned:
    """Return what is read of *body*."""
    found, faults = read_returned("back.docx", packed(body))
    assert found is not None, faults
    return found


def line(words: str, mark: str = "", more: str = "") -> str:
    """Return a paragraph, its end perhaps changed."""
    face = f"<w:pPr><w:rPr><w:{mark} {HAND}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{face}<w:r><w:t>{words}</w:t></w:r>{more}</w:p>"


def both(found: Returned) -> tuple[list[str], list[str]]:
    """Return the texts with all changes accepted, and with all rejected."""
    return [unit.text for unit in found.now], [unit.text for unit in found.before]


def test_what_a_change_touches_is_read_both_ways_and_all_else_once() -> None:
    found = read(line("first") + line("tell ", more=GONE + CAME) + line("third") + line("fourth") + line("fifth"))
    assert both(found) == (
        ["first", "tell at once", "third", "fourth", "fifth"],
        ["first", "tell in 2 days", "third", "fourth", "fifth"],
    )
    assert [bool(unit.hands) for unit in found.now] == [False, True, False, False, False]
    once = [now is before for now, before in zip(found.now, found.before, strict=True)]
    assert once == [True, False, False, True, True]


def test_a_line_whose_end_went_runs_on_into_one_that_no_change_touches() -> None:
    found = read(line("tell ", "del") + line("at once") + line("third"))
    assert both(found) == (["tell at once", "third"], ["tell ", "at once", "third"])
    assert found.now[0].hands
    assert not found.now[1].hands


def test_who_took_the_last_lines_before_a_table_out_is_known_at_its_first_row() -> None:
    gone = f"<w:p><w:pPr><w:rPr><w:del {HAND}/></w:rPr></w:pPr>{GONE}</w:p>"
    table = f"<w:tbl><w:tr><w:tc>{line('cell')}</w:tc></w:tr></w:tbl>"
    found = read(line("first") + gone + table + line("last"))
    assert both(found) == (["first", "cell", "last"], ["first", "in 2 days", "cell", "last"])
    assert [len(unit.hands) for unit in found.now] == [0, 1, 0]
    assert [len(unit.hands) for unit in found.before] == [0, 1, 0, 0]


@pytest.mark.parametrize("mark", ["ins", "del"])
def test_a_tracked_row_without_a_paragraph_is_settled(mark: str) -> None:
    row = f"<w:tr><w:trPr><w:{mark} {HAND}/></w:trPr><w:tc/></w:tr><w:tr><w:tc>{line('cell')}</w:tc></w:tr>"
    assert len(read(f"<w:tbl>{row}</w:tbl>").now) == (2 if mark == "ins" else 1)


def test_words_below_another_use_of_the_same_prefix_are_not_lost_where_changes_are_settled() -> None:
    odd = f'<x xmlns="" xmlns:w="urn:other" xmlns:v="{MAIN}"><v:r><v:t>in writing</v:t></v:r></x>'
    assert both(read(line("tell ", more=odd + CAME))) == (["tell in writingat once"], ["tell in writing"])


def test_the_rows_of_a_table_in_a_cell_are_lines_of_that_cell_and_told_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{line('inner')}</w:tc></w:tr></w:tbl>"
    found = read(f"<w:tbl><w:tr><w:tc>{line('outer')}{inner}</w:tc></w:tr></w:tbl>")
    assert [unit.text for unit in found.now] == ["outer\ninner"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z"),
        ("0-00-00T00:00:00Z", ""),
        ("2026-13-40T00:00:00Z", ""),
        ("20261120", ""),
    ],
)
def test_a_change_has_the_day_that_is_written_unless_no_calendar_has_it(written: str, day: str) -> None:
    came = f'<w:ins w:id="7" w:author="Kim Example" w:date="{written}"><w:r><w:t>at once</w:t></w:r></w:ins>'
    (hand,) = read(line("tell ", more=came)).now[0].hands
    assert (hand.author, hand.date) == ("Kim Example", day)


def test_a_row_has_the_words_of_tables_inside_its_cells_and_those_that_stand_in_no_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{line('inner')}</w:tc></w:tr></w:tbl>"
    found = read(f"<w:tbl><w:tr>{line('lost')}<w:tc>{line('one')}{inner}{line('two')}</w:tc></w:tr></w:tbl>")
    (row,) = found.now
    assert [[one.text for one in cell] for cell in row.cells] == [["lost"], ["one", "inner", "two"]]
