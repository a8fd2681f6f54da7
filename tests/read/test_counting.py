"""Automatic numbers: what Word prints before a paragraph, from lists and styles that other programs wrote too."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from generator.read.counting import LONGEST_LABEL, MOST, NUMBERING, counting_of, figures, numbers_of
from generator.read.foreign import ForeignLine, ForeignTable, read_foreign
from generator.read.word import DOCUMENT, parse_part
from tests.fuzz.office import SPACES, line, row, with_body, words


def level(at: int | str, form: str, pattern: str, more: str = "", start: int = 1) -> str:
    form = f'<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/>{form}</w:lvl>'


LEGAL = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")


def definition(levels: str, id_: str = "1") -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{levels}</w:abstractNum>'


def list_of(id_: str, more: str = "", definition: str = "1") -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def style(id_: str, properties: str = "", more: str = "") -> str:
    return f'<w:style w:styleId="{id_}"><w:name w:val="Name of {id_}"/>{more}<w:pPr>{properties}</w:pPr></w:style>'


def place(list_id: str | None = None, at: int | str | None = None) -> str:
    level = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    named = "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
    return f"<w:numPr>{level}{named}</w:numPr>"


def styled(id_: str, more: str = "") -> str:
    return line(words("x"), f'<w:pStyle w:val="{id_}"/>{more}')


def read(body: str, lists: str = "", styles: str = "") -> list[ForeignLine]:
    parts = {
        "numbering": f"<w:numbering {SPACES}>{lists}</w:numbering>",
        "styles": f"<w:styles {SPACES}>{styles}</w:styles>",
    }
    made, found = read_foreign("a.docx", with_body(body, **parts))
    assert made is not None, found
    return [block for block in made.blocks if isinstance(block, ForeignLine)]


def labels(body: str, lists: str = "", styles: str = "") -> list[str]:
    return [one.label.text for one in read(body, lists, styles)]


def numbers(levels: str, *wanted: int, more: str = "") -> list[str]:
    """Return what stands before paragraphs on these levels of one list."""
    body = "".join(line(words("x"), place("1", at)) for at in wanted)
    return labels(body, definition(levels) + list_of("1", more))


@pytest.mark.parametrize(
    ("form", "second"),
    [
        ("decimal", "2"),
        ("decimalZero", "02"),
        ("upperLetter", "B"),
        ("lowerRoman", "ii"),
        ("upperRoman", "II"),
        ("bullet", ""),
        ("none", ""),
        ("chicago", "2"),
    ],
)
def test_numbers_are_read_in_the_figures_that_word_prints(form: str, second: str) -> None:
    assert numbers(level(0, form, "%1"), 0, 0)[1] == second


def test_figures_go_as_far_as_word_takes_them() -> None:
    romans = {
        1: "i",
        4: "iv",
        9: "ix",
        14: "xiv",
        49: "xlix",
        94: "xciv",
        449: "cdxlix",
        1999: "mcmxcix",
        3999: "mmmcmxcix",
    }
    assert {number: figures("lowerRoman", number) for number in romans} == romans
    assert [figures("lowerRoman", number) for number in (0, 4000)] == ["0", "4000"]
    letters = {1: "A", 26: "Z", 27: "AA", 52: "ZZ", 53: "AAA", 9 * 26 + 1: "A" * 9, 0: "0"}
    assert {number: figures("upperLetter", number) for number in letters} == letters


def test_a_level_without_figures_prints_its_words_and_nothing_in_the_numbers_below_it() -> None:
    levels = level(0, "none", "Annex %1") + level(1, "decimal", "%1%2)")
    assert numbers(levels, 0, 1, 1) == ["Annex", "1)", "2)"]


def test_each_level_begins_anew_below_the_one_above_and_goes_on_behind_the_one_below() -> None:
    printed = ["1.", "1.1", "(a)", "(b)", "1.2", "(a)", "2.", "2.1", "(a)"]
    assert numbers(LEGAL, 0, 1, 2, 2, 1, 2, 0, 1, 2) == printed


@pytest.mark.parametrize(
    ("below", "fourth", "last"), [("", "1", "1"), ("0", "2", "3"), ("1", "2", "1"), ("9", "1", "1")]
)
def test_a_level_may_say_below_which_one_it_begins_anew(below: str, fourth: str, last: str) -> None:
    told = f'<w:lvlRestart w:val="{below}"/>' if below else ""
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%2") + level(2, "decimal", "%3", told)
    assert numbers(levels, 1, 2, 1, 2, 0, 2) == ["1", "1", "2", fourth, "1", last]


def test_a_number_shows_those_above_it_where_they_would_begin_and_in_decimals_where_the_law_wants_it() -> None:
    top = level(0, "upperRoman", "%1", start=3)
    assert numbers(top + level(1, "lowerLetter", "%1.%2"), 1) == ["III.a"]
    assert numbers(top + level(1, "lowerLetter", "%1.%2", "<w:isLgl/>"), 1) == ["3.1"]


def test_nine_levels_count_and_a_tenth_is_the_ninth() -> None:
    levels = "".join(level(at, "decimal", f"{at + 1}: %{at + 1}") for at in range(9))
    assert numbers(levels, 8, 8, 12) == ["9: 1", "9: 2", "9: 3"]


def test_a_number_that_nobody_reads_is_cut_short() -> None:
    long = "-" * (LONGEST_LABEL - 1)
    assert numbers(level(0, "decimal", f"{long}%1"), 0) == [f"{long}%"]
    assert numbers(level(0, "decimal", "%1", start=MOST), 0, 0) == [str(MOST), str(MOST)]


def begun(override: str) -> list[str]:
    """Return the numbers of two paragraphs of a list, and of one on its second level, with this *override*."""
    return numbers(LEGAL, 0, 0, 1, more=override)


@pytest.mark.parametrize("wrong", ["9", "50", "9" * 5_000, "-1", "x"])
def test_a_list_with_a_level_that_word_does_not_have_counts_on_as_it_would_without(wrong: str) -> None:
    start = '<w:startOverride w:val="7"/>'
    assert begun(f'<w:lvlOverride w:ilvl="{wrong}">{start}</w:lvlOverride>') == ["1.", "2.", "2.1"]
    assert begun(f'<w:lvlOverride w:ilvl="0">{start}</w:lvlOverride>') == ["7.", "8.", "8.1"]
    assert begun(f'<w:lvlOverride w:ilvl="1">{start}</w:lvlOverride>') == ["1.", "2.", "2.7"]
    lists = definition(level(wrong, "decimal", "never", '<w:pStyle w:val="A"/>') + LEGAL) + list_of("1")
    assert labels(styled("A", place("1")), lists, style("A")) == ["1."]


def test_a_level_that_says_little_is_the_first_and_counts_from_one() -> None:
    assert numbers('<w:lvl><w:lvlText w:val="%1"/></w:lvl>', 0, 0) == ["1", "2"]


def test_a_list_may_print_a_level_in_its_own_way() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=2)}</w:lvlOverride>'
    assert begun(own) == ["B)", "C)", "C.1"]


def test_lists_of_one_definition_count_on_unless_one_says_where_it_begins() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = definition(LEGAL) + list_of("1") + list_of("2") + list_of("3", anew)
    body = "".join(line(words("x"), place(*one)) for one in (("1", 0), ("2", 0), ("3", 0), ("3", 0), ("1", 0)))
    assert labels(body, lists) == ["1.", "2.", "1.", "2.", "3."]
    second = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = "".join(line(words("x"), place(*one)) for one in (("1", 0), ("1", 1), ("2", 1), ("2", 1)))
    assert labels(body, definition(LEGAL) + list_of("1") + list_of("2", second)) == ["1.", "1.1", "1.5", "1.6"]


def test_a_definition_that_names_a_style_of_lists_counts_in_the_levels_of_that_style() -> None:
    kept = definition(f'<w:styleLink w:val="Legal"/>{LEGAL}', "1")
    named = definition('<w:numStyleLink w:val="Legal"/>', "2") + definition('<w:numStyleLink w:val="Gone"/>', "3")
    lists = kept + named + list_of("1") + list_of("2", definition="2") + list_of("3", definition="3")
    lists += list_of("4", definition="missing")
    body = "".join(
        line(words("x"), place(*one)) for one in (("2", 0), ("2", 1), ("1", 0), ("3", 0), ("4", 0), ("9", 0))
    )
    assert labels(body, lists) == ["1.", "1.1", "2.", "", "", ""]


class Styled(NamedTuple):
    """A paragraph of style A, and the number before it."""

    properties: str
    own: str
    label: str
    more: str = ""


@pytest.mark.parametrize(
    "case",
    [
        Styled(place("1", 1), "", "1.1"),
        Styled(place("1"), "", "1."),
        Styled(place("1", 1), place("2"), "B1"),
        Styled(place("1", 1), place("2", 2), "D1"),
        Styled(place("1", 1), place(None, 2), "(a)"),
        Styled(place("1", 1), place("0"), ""),
        Styled("", "", ""),
        Styled("", "", "1.1", '<w:basedOn w:val="B"/>'),
        Styled(place("2"), "", "B1", '<w:basedOn w:val="B"/>'),
        Styled(place("3"), "", "by style"),
        Styled("", place("3"), "by style"),
    ],
)
def test_a_paragraph_takes_list_and_level_from_itself_or_from_its_style(case: Styled) -> None:
    other = "".join(level(at, "decimal", f"{'BCD'[at]}%{at + 1}") for at in range(3))
    linked = level(0, "decimal", "no", '<w:pStyle w:val="Z"/>') + level(
        1, "decimal", "by style", '<w:pStyle w:val="A"/>'
    )
    lists = definition(LEGAL) + definition(other, "2") + definition(linked, "3")
    lists += list_of("1") + list_of("2", definition="2") + list_of("3", definition="3")
    styles = style("A", case.properties, case.more) + style("B", place("1", 1))
    assert labels(styled("A", case.own), lists, styles) == [case.label]


def test_what_one_paragraph_says_of_its_list_is_not_said_of_the_next_one_in_its_style() -> None:
    lists, styles = definition(LEGAL) + list_of("1"), style("A", place("1", 1))
    assert labels(styled("A", place(None, 0)) + styled("A") * 2, lists, styles) == ["1.", "1.1", "1.2"]
    assert labels(styled("A", place("0")) + styled("A"), lists, styles) == ["", "1.1"]
    assert labels(styled("A") + styled("A", place("0")), lists, styles) == ["1.1", ""]
    assert labels(styled("A") + styled("A", place(None, 2)) + styled("A"), lists, styles) == ["1.1", "(a)", "1.2"]


def test_a_style_says_name_outline_and_weight_and_so_does_the_one_it_stands_on() -> None:
    heavy = '<w:rPr><w:b w:val="{}"/></w:rPr>'
    styles = style("A", '<w:outlineLvl w:val="1"/>', heavy.format("1")) + style("B", "", '<w:basedOn w:val="A"/>')
    styles += style("C", '<w:outlineLvl w:val="9"/>', '<w:basedOn w:val="B"/>' + heavy.format("0"))
    styles += style("D", "", heavy.format("false")) + style("E", "", heavy.format("off"))
    own = '<w:outlineLvl w:val="0"/>'
    body = "".join(map(styled, "ABCDE")) + styled("B", own) + styled("Gone") + line(words("x"))
    found = [(one.style.removeprefix("Name of "), one.outline, one.bold) for one in read(body, styles=styles)]
    assert found[:3] == [("A", 2, True), ("B", 2, True), ("C", 0, False)]
    assert found[3:] == [("D", 0, False), ("E", 0, False), ("B", 1, True), ("Gone", 0, False), ("", 0, False)]


def test_styles_that_stand_on_one_another_in_a_circle_say_nothing() -> None:
    styles = style("A", "", '<w:basedOn w:val="B"/>') + style("B", "", '<w:basedOn w:val="A"/>')
    assert labels(styled("A"), "", styles) == [""]


def test_an_empty_paragraph_takes_a_number_and_one_that_does_not_show_takes_none() -> None:
    """Word prints 1., 2. and 3.; a number read one too low would lead references astray."""
    lists, numbered = definition(LEGAL) + list_of("1"), place("1", 0)
    unseen = line(words("never", "<w:vanish/>"), f"{numbered}<w:rPr><w:vanish/></w:rPr>")
    body = line(words("x"), numbered) + line("", numbered) + unseen + line(words("x"), numbered)
    assert [(one.label.text, one.text) for one in read(body, lists)] == [("1.", "x"), ("2.", ""), ("", ""), ("3.", "x")]


def test_a_column_of_automatic_numbers_is_read_and_a_cell_that_is_covered_takes_none() -> None:
    def cell(text: str, merge: str = "") -> str:
        properties = f"<w:tcPr><w:vMerge {merge}/></w:tcPr>" if merge else ""
        return f"<w:tc>{properties}{line(words(text) if text else '', place('1', 0))}</w:tc>"

    rows = (cell("", 'w:val="restart"'), cell("", 'w:val="continue"'), cell(""))
    body = "<w:tbl>" + "".join(f"<w:tr>{one}</w:tr>" for one in rows) + f"</w:tbl>{row()}"
    lists = f"<w:numbering {SPACES}>{definition(LEGAL) + list_of('1')}</w:numbering>"
    made, _ = read_foreign("a.docx", with_body(body.replace(row(), line(words("x"))), numbering=lists))
    assert made
    assert isinstance(made.blocks[0], ForeignTable)
    assert [cells[0].text for cells in made.blocks[0].rows] == ["1.", "", "2."]


def test_a_text_is_told_by_level_and_count_of_its_paragraphs_but_for_those_that_are_computed() -> None:
    levels = LEGAL + level(3, "bullet", "-")
    body = line(words("x")) + "".join(line(words("x"), place("1", at)) for at in (0, 1, 1, 3))
    body += styled("Contents", place("1", 0)) + styled("Other", place("1", 0))
    root = parse_part({DOCUMENT: f"<w:document {SPACES}>{body}</w:document>".encode()}, DOCUMENT)
    parts = {NUMBERING: f"<w:numbering {SPACES}>{definition(levels)}{list_of('1')}</w:numbering>".encode()}
    assert numbers_of(root, counting_of(parts), {"Contents"}) == [(-1, 0), (0, 1), (1, 1), (1, 2), (3, 0), (0, 2)]
    assert set(numbers_of(root, counting_of({}), ())) == {(-1, 0)}
