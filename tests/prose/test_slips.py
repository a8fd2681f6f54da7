"""What a fault inside a sentence leads to: its hint, the faults beside it, and the words that stay."""

from __future__ import annotations

import pytest

from generator.prose import Blank, Items, Paragraph, Text, Use, parse, parse_line, write
from generator.prose.inline import MOST_SLIPS


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Within {{ Audit notice }} it pays.", "write {{ audit-notice }}; or "),
        ("Within {{Audit notice}} it pays.", "write {{ audit-notice }}; or "),
        ("Within {{ (Audit) notice! }} it pays.", "write {{ audit-notice }}; or "),
        ("Within {{}} it pays.", "write {{ value-id }}, or {{? what, who, by when }} for an open point; or "),
        ("Within {{?   }} it pays.", "write {{ value-id }}, or {{? what, who, by when }} for an open point; or "),
        ("Within {{ ! }} it pays.", "write {{ value-id }}, or {{? what, who, by when }}"),
        ("Within {{ notice {{ reply }} it pays.", "write {{ value-id }}, or {{? what, who, by when }}"),
        (f"Within {{{{ {'long ' * 39}}}}} it pays.", f"write {{{{ {'long-' * 38}long }}}}; or "),
        ("Within {{ notice it pays.", "write {{ notice }}, with two braces on either side; or "),
        ("Within {{ !", "write {{ value-id }}, with two braces on either side; or "),
    ],
)
def test_braces_without_a_value_are_told_which_one_to_write(text: str, hint: str) -> None:
    _, slips = parse_line(text)
    assert len(slips) == 1
    assert slips[0].hint.startswith(hint)


def test_what_stands_between_braces_in_vain_is_kept_word_for_word() -> None:
    assert parse_line("a {{ Audit notice }} b")[0] == (Text("a {{ Audit notice }} b"),)


def test_a_blank_behind_braces_that_were_not_closed_is_still_read() -> None:
    line, (slip,) = parse_line("a {{ b {{ c }}")
    assert slip.at == 2
    assert line == (Text("a {{ b "), Blank("c", 9))


def test_braces_closed_on_the_next_line_keep_the_signs_between_them_signs() -> None:
    line, slips = parse_line("a {{ two\n[ words }}")
    assert [slip.at for slip in slips] == [2, 9, 17]
    assert line == (Text("a {{ two [ words }}"),)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a **Term** b", [2]),
        ("**One** and **two**", [0, 12]),
        ("**One** and \\** and **two**", [0, 20]),
        ("] **One** b", [0, 2]),
        ("**One\n**two", [0, 6]),
        ("**One**\n**two**", [0, 8]),
    ],
)
def test_a_pair_of_stars_is_told_once_and_each_pair_for_itself(text: str, places: list[int]) -> None:
    tree, slips = parse(text)
    assert [slip.at for slip in slips] == places
    (paragraph,) = tree
    assert isinstance(paragraph, Paragraph)
    assert paragraph.sentences == tuple((Text(line.replace("\\**", "**")),) for line in text.split("\n"))


def test_no_more_than_a_hundred_faults_are_told_of_one_text() -> None:
    assert len(parse("# x\n" * 150)[1]) == MOST_SLIPS
    assert len(parse("# ]\n" * 150)[1]) == MOST_SLIPS


def test_an_empty_line_parts_two_paragraphs() -> None:
    assert parse("a\nb\n\nc") == (
        (Paragraph(((Text("a"),), (Text("b"),)), 0), Paragraph(((Text("c"),),), 5)),
        (),
    )


def test_words_behind_a_list_are_a_paragraph_of_their_own() -> None:
    first, items, last = parse("x:\n\n- y\n\nz")[0]
    assert isinstance(items, Items)
    assert (first, last) == (Paragraph(((Text("x:"),),), 0), Paragraph(((Text("z"),),), 9))


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("x:\n(a) y\n- z\n(c) y", ["- stands in a list of another kind"]),
        ("x:\n- y\n(i) z\n- y", ["(i) stands in a list of another kind"]),
        ("x:\n- y\n(1) z\n- y", ["(1) stands in a list of another kind"]),
        ("x:\n(1) y\n(b) z\n(3) y", ["(b) stands in a list of another kind"]),
    ],
)
def test_a_label_of_another_kind_is_told_once_and_counts_as_an_item(text: str, messages: list[str]) -> None:
    assert [slip.message for slip in parse(text)[1]] == messages


@pytest.mark.parametrize("text", ["a { reply ] b", "a { reply ]", "a ] b"])
def test_a_bracket_that_closes_nothing_is_not_told_of_braces(text: str) -> None:
    _, (slip,) = parse_line(text)
    assert slip.hint == "write \\] when you mean the character itself"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Each [CAPA that is late is told.", "CAPA"),
        ("The [Contract Giver may ask.", "Contract Giver"),
        ("The [Certificate of Analysis shall be signed.", "Certificate of Analysis"),
        ("A [Deviation, each of them, counts.", "Deviation"),
        ("A [critical Deviation counts.", "critical Deviation"),
        ("The [ Quality Unit decides.", "Quality Unit"),
        ("The [R/A Role-Holder's deputy", "R/A Role-Holder's"),
        ("It ends [\nDeviation.", "Contract Giver"),
        ("It ends [", "Contract Giver"),
        ("It ends [. So.", "Contract Giver"),
        (f"A [{'x' * 300}", "x" * 200),
    ],
)
def test_a_bracket_left_open_is_told_with_the_words_that_stand_behind_it(text: str, term: str) -> None:
    _, (slip,) = parse_line(text)
    assert slip.message == "this bracket is not closed"
    assert slip.hint == (
        f"write ] behind the term, on the same line: [{term}]; or write \\[ when you mean the character itself"
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a [[[[[[ b", [2]),
        ("a [ [  [ b", [2]),
        ("a ]]] ] b", [2]),
        ("a [[ b [[ c", [2, 7]),
        ("[[[[", [0]),
        ("[" * 4_000 + "]" * 4_000, [0, 4_000]),
    ],
)
def test_brackets_that_follow_one_another_are_one_fault(text: str, places: list[int]) -> None:
    line, slips = parse_line(text)
    assert [slip.at for slip in slips] == places
    assert line == (Text(text),)


def test_a_term_behind_brackets_too_many_is_still_read() -> None:
    line, slips = parse_line("a [[[Term]]] b [ [Term] c")
    assert line == (Text("a [["), Use("Term", 4), Text("]] b [ "), Use("Term", 17), Text(" c"))
    assert [(slip.at, slip.message) for slip in slips] == [
        (2, "this bracket is not closed"),
        (10, "this sign closes nothing"),
        (15, "this bracket is not closed"),
    ]


def test_an_item_of_two_sentences_is_written_with_the_second_below_the_first() -> None:
    text = "x:\n\n(a) one\n  two\n  (i) three\n    four"
    assert write(parse(text)[0]) == text
