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


def test_a_tracked_row_and_each_line_in_it_know_the_hand_and_a_row_is_a_row() -> None:
    cells = f"<w:tc>{line('one')}</w:tc><w:tc>{line('two')}{line('three')}</w:tc>"
    found = read(f"<w:tbl><w:tr><w:trPr><w:ins {HAND}/></w:trPr>{cells}</w:tr></w:tbl>{line('last')}")
    row, last = found.now
    assert [[hand.author for hand in one.hands] for one in row.lines] == [["Kim Example"]] * 3
    assert (row.is_row, last.is_row, last.hands) == (True, False, ())
    assert row.key == "one\ttwo\nthree"


def test_a_row_knows_who_changed_the_form_of_each_of_its_lines() -> None:
    form = '<w:rPr><w:b/><w:rPrChange w:author="{}"><w:rPr/></w:rPrChange></w:rPr>'
    lines = "".join(f"<w:p><w:r>{form.format(author)}<w:t>x</w:t></w:r></w:p>" for author in ("Kim", "Pia"))
    (row,) = read(f"<w:tbl><w:tr><w:tc>{lines}</w:tc></w:tr></w:tbl>").now
    assert [hand.author for hand in row.formats] == ["Kim", "Pia"]


@pytest.mark.parametrize("count", [1, 2])
def test_a_line_knows_its_own_hands_and_those_of_lines_before_it_that_are_gone_and_none_of_the_next_one(
    count: int,
) -> None:
    def by(author: str, what: str, words: str) -> str:
        return f'<w:{what} w:id="7" w:author="{author}">{words}</w:{what}>'

    end = f"<w:pPr><w:rPr>{by('Ann', 'del', '')}</w:rPr></w:pPr>"
    gone = f"<w:p>{end}{by('Ann', 'del', '<w:r><w:delText>gone</w:delText></w:r>')}</w:p>"
    came = "<w:r><w:t>came</w:t></w:r>"
    body = gone * count + f"<w:tbl><w:tr><w:tc><w:p>{by('Bea', 'ins', came)}</w:p></w:tc></w:tr></w:tbl>"
    found = read(body + f"<w:p>{by('Cid', 'ins', came)}</w:p>")
    assert [[hand.author for hand in unit.hands] for unit in found.now] == [["Ann", "Bea"], ["Cid"]]


def test_a_comment_that_begins_in_a_line_or_is_only_referred_to_there_is_asked_of_that_line() -> None:
    start, mark = '<w:commentRangeStart w:id="{}"/>'.format, '<w:r><w:commentReference w:id="{}"/></w:r>'.format
    found = read(line("one", more=start(4) + mark(4)) + line("two", more=mark(5)))
    assert [unit.lines[0].comments for unit in found.now] == [("4",), ("5",)]


def test_lines_tables_and_cells_in_content_controls_are_read_like_any_others() -> None:
    def held(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cells = f"<w:tc>{line('one')}</w:tc>" + held(f"<w:tc>{line('two')}</w:tc>")
    found = read(held(line("held") + held(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")) + "<w:sectPr/>")
    assert [(unit.text, len(unit.cells)) for unit in found.now] == [("held", 1), ("one | two", 2)]


def test_a_change_that_nobody_signed_has_neither_an_author_nor_a_day() -> None:
    came = "<w:ins><w:r><w:t>at once</w:t></w:r></w:ins>"
    assert read(line("tell ", more=came)).now[0].hands == (("", ""),)


def test_what_a_redline_of_ours_shows_is_no_change_of_theirs_and_stood_before() -> None:
    theirs = CAME.replace("Kim Example", "Pia").replace("at once", " in writing")
    ours = {"Marked by": "Kim Example", "Marked on": "2026-11-20T10:00:00Z"}
    found, _ = read_returned("back.docx", packed(line("tell ", more=CAME) + line("ask", more=theirs)), ours)
    assert found is not None
    assert both(found) == (["tell at once", "ask in writing"], ["tell at once", "ask"])
    assert [[hand.author for hand in unit.hands] for unit in found.now] == [[], ["Pia"]]
