"""Which line is which: marks are trusted as far as the texts agree, texts if they are long enough to be known."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random

import pytest

from generator.document.marks import BLOCK
from generator.read.units import ReadLine, Unit, line_unit, row_unit
from generator.review.align import ALIKE, LONG, MOST, Aligned, align, in_order

TELL = "The acceptor shall tell the giver of each deviation"
KEEP = "Each party shall keep its records for ten years"
SIGN = "The quality unit signs every batch record before release"


def unit(text: str, *marks: str, row: bool = False, style: str = "Body") -> Unit:
    """Return a line, or a row of one cell, with the marks of blocks."""
    line = ReadLine(text, style, tuple(f"{BLOCK}{mark}" for mark in marks), key=text)
    return row_unit(((line,),)) if row else line_unit(line)


def pairs(sent: list[Unit], back: list[Unit]) -> dict[str, str]:
    """Return by the text that came back the text that it was."""
    return {back[new].text: sent[old].text for new, old in align(sent, back).partner.items()}


def test_the_same_lines_are_their_own_partners() -> None:
    several = [unit(TELL, "a"), unit(KEEP, "b"), unit("")]
    assert align(several, several) == Aligned({0: 0, 1: 1, 2: 2})


def test_a_line_keeps_its_partner_by_its_mark_whatever_it_says_now() -> None:
    sent = [unit(TELL, "a"), unit(KEEP, "b"), unit(SIGN, "c")]
    back = [unit("Nothing of that", "b"), unit(SIGN, "c"), unit(TELL, "a")]
    made = align(sent, back)
    assert pairs(sent, back) == {"Nothing of that": KEEP, SIGN: SIGN, TELL: TELL}
    assert (made.moved, made.gone, made.doubtful) == (frozenset({2}), (), frozenset())


def test_a_short_title_that_a_line_passed_is_the_title_that_it_was() -> None:
    title = unit("Change of a platform", style="Heading2")
    sent = [unit(TELL), title, unit(KEEP), unit(SIGN)]
    made = align(sent, [sent[0], sent[2], title, sent[3]])
    assert (made.partner, made.moved, made.gone) == ({0: 0, 1: 2, 2: 1, 3: 3}, frozenset({1}), ())


def test_marks_that_were_swapped_do_not_swap_the_texts() -> None:
    sent, back = [unit(TELL, "a"), unit(KEEP, "b")], [unit(TELL, "b"), unit(KEEP, "a"), unit("x")]
    assert pairs(sent, back) == {TELL: TELL, KEEP: KEEP}
    assert align(sent, back).doubtful == {f"{BLOCK}a", f"{BLOCK}b"}


def test_a_mark_that_stands_twice_is_trusted_at_neither_place() -> None:
    sent = [unit(TELL, "a"), unit(KEEP, "b")]
    back = [unit("Quite another thing that somebody wrote here", "a"), unit(TELL, "a"), unit(KEEP, "b")]
    made = align(sent, back)
    assert (made.partner, made.doubtful) == ({1: 0, 2: 1}, frozenset({f"{BLOCK}a"}))


def test_a_mark_never_makes_a_row_of_a_table_out_of_a_line() -> None:
    sent, back = [unit(TELL, "a"), unit(SIGN, "s")], [unit("Now a row", "a", row=True), unit(SIGN, "s")]
    made = align(sent, back)
    assert (made.partner, made.gone) == ({1: 1}, (0,))


def test_a_row_of_a_table_never_becomes_a_line() -> None:
    sent, back = [unit(SIGN, "s"), unit(TELL, "a", row=True)], [unit(SIGN, "s"), unit("Now a line", "a")]
    assert align(sent, back).gone == (1,)


def test_a_table_made_into_lines_is_seen_although_every_word_stays() -> None:
    rows = [unit(f"{TELL}\t{KEEP}", row=True), unit(SIGN, row=True)]
    made = align(rows, [unit(f"{TELL}\t{KEEP}"), unit(SIGN)])
    assert (made.partner, made.gone) == ({}, (0, 1))
    assert align([*rows, unit("end", "e")], [unit("end", "e"), unit(SIGN)]).gone == (0, 1)


def test_a_mark_that_we_never_set_is_no_mark() -> None:
    sent, back = [unit(TELL, "a")], [unit("Something new by another hand", "z"), unit(TELL, "a")]
    assert align(sent, back).partner == {1: 0}


def test_a_bookmark_of_words_own_pairs_nothing() -> None:
    sent, back = (
        [line_unit(ReadLine(text, style, ("_Toc12",), key=text)) for text, style in several]
        for several in ([("x", "One"), ("y", "Two")], [("something else", "Three")])
    )
    assert align(sent, back).partner == {}


def test_a_new_line_without_a_mark_does_not_hide_the_marks_below_it() -> None:
    sent = [unit(TELL, "a"), unit(KEEP, "b", style="Other")]
    back = [unit("Something new by another hand"), unit("Nothing of that", "b"), unit("Nor of that", "a")]
    assert align(sent, back).partner == {1: 1, 2: 0}


@pytest.mark.parametrize("first", [True, False])
def test_a_line_that_changed_at_either_end_is_the_line_that_stood_there(first: bool) -> None:
    sent, back = [unit(KEEP), unit(TELL, "a")], [unit(KEEP.replace("ten", "five")), unit(TELL, "a")]
    if not first:
        sent.reverse()
        back.reverse()
    assert align(sent, back).partner == {0: 0, 1: 1}


def test_lines_of_other_styles_in_one_stretch_are_not_taken_in_order() -> None:
    sent = [unit(TELL, "a"), unit("one"), unit("two", style="List"), unit(KEEP, "b")]
    back = [unit(TELL, "a"), unit("uno", style="List"), unit("due"), unit(KEEP, "b")]
    assert align(sent, back).gone == (1, 2)


@pytest.mark.parametrize(("length", "same"), [(60, True), (61, False)])
def test_letters_are_compared_in_texts_of_at_most_60(length: int, same: bool) -> None:
    sent = [unit(TELL, "a"), unit("a" * length), unit("x", style="Other"), unit(KEEP, "b")]
    back = [unit(TELL, "a"), unit("a" * (length - 1) + "b"), unit(KEEP, "b")]
    assert (1 in align(sent, back).partner) is same


def test_whatever_comes_back_no_line_is_counted_twice_and_order_is_kept() -> None:
    chance = Random(7)  # noqa: S311 - examples
    for _ in range(300):
        sent = [drawn(chance) for _ in range(chance.randint(0, 7))]
        back = [chance.choice([*sent, drawn(chance)]) for _ in range(chance.randint(0, 7))]
        made = align(sent, back)
        partners = list(made.partner.values())
        assert len(partners) == len(set(partners))
        assert sorted([*partners, *made.gone]) == list(range(len(sent)))
        stayed = [made.partner[new] for new in sorted(made.partner) if new not in made.moved]
        assert stayed == sorted(stayed)
        assert all(sent[old].is_row == back[new].is_row for new, old in made.partner.items())


def drawn(chance: Random) -> Unit:
    """Return a line or row of a few texts, with a few marks."""
    marks = chance.sample("abcd", chance.choice((0, 1, 1, 2)))
    text = chance.choice((TELL, KEEP, SIGN, "", "24 hours", f"{TELL} and more"))
    return unit(text, *marks, row=chance.choice((False, False, True)), style=chance.choice(("Body", "List")))


def test_as_many_as_can_stay_in_order() -> None:
    for count in range(6):
        for order in permutations(range(count)):
            kept = in_order(dict(enumerate(order)))
            best = max(
                len(some)
                for size in range(count + 1)
                for some in combinations(order, size)
                if list(some) == sorted(some)
            )
            assert len(kept) == best
            assert [kept[new] for new in sorted(kept)] == sorted(kept.values())


@pytest.mark.parametrize(("length", "known"), [(LONG - 1, False), (LONG, True)])
def test_a_text_without_a_mark_is_found_again_elsewhere_when_it_is_long_enough(length: int, known: bool) -> None:
    text = "q" * length
    sent = [unit(text), unit(TELL, "a"), unit(KEEP, "b")]
    made = align(sent, [unit(TELL, "a"), unit(KEEP, "b"), unit(text)])
    assert (made.partner.get(2), made.moved, made.gone) == ((0, {2}, ()) if known else (None, frozenset(), (0,)))


def test_a_text_that_stands_twice_is_not_found_again_elsewhere() -> None:
    sent = [unit(SIGN), unit(TELL, "a"), unit(KEEP, "b"), unit(SIGN)]
    made = align(sent, [unit(TELL, "a"), unit(SIGN), unit(SIGN), unit(KEEP, "b")])
    assert made.moved == frozenset()


def words(shared: int, mark: str) -> str:
    """Return a text of twelve long words, the first of them *shared*, the rest its own."""
    return " ".join([f"common{at}" for at in range(shared)] + [f"{mark * 9}{at}" for at in range(12 - shared)])


@pytest.mark.parametrize(("shared", "same"), [(5, False), (6, True), (12, True)])
def test_two_texts_are_one_that_changed_from_half_of_their_words_on(shared: int, same: bool) -> None:
    assert ALIKE == 0.5
    sent = [
        unit(TELL, "a"),
        unit(words(shared, "x")),
        unit("Something else altogether", style="Other"),
        unit(KEEP, "b"),
    ]
    back = [unit(TELL, "a"), unit(words(shared, "y")), unit(KEEP, "b")]
    assert (align(sent, back).partner.get(1) == 1) is same


def test_a_stretch_too_long_to_compare_is_said_to_be_gone_and_new() -> None:
    side = int(MOST**0.5) + 1
    sent = [unit(TELL, "a"), *(unit(words(6, f"x{at}x")) for at in range(side + 1)), unit(KEEP, "b")]
    back = [unit(TELL, "a"), *(unit(words(6, f"y{at}y")) for at in range(side)), unit(KEEP, "b")]
    assert set(align(sent, back).partner.values()) == {0, side + 2}


def test_lines_of_the_same_shape_between_two_known_ones_are_taken_in_order() -> None:
    sent = [unit(TELL, "a"), unit("one"), unit("two", style="List"), unit(KEEP, "b")]
    back = [unit(TELL, "a"), unit("uno"), unit("due", style="List"), unit(KEEP, "b")]
    assert pairs(sent, back) == {TELL: TELL, "uno": "one", "due": "two", KEEP: KEEP}


def test_of_short_texts_the_letters_are_compared() -> None:
    sent = [unit(TELL, "a"), unit("24 hours"), unit("x", style="Other"), unit(KEEP, "b")]
    back = [unit(TELL, "a"), unit("48 hours"), unit(KEEP, "b")]
    assert pairs(sent, back)["48 hours"] == "24 hours"
