"""What a person does at the edges of a file: cover, line under a title, last page, a row with fewer cells."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from generator.model.proposal import What
from generator.read.word import W
from tests.review import hands
from tests.review.test_proposals import MAIN


def titles(root: Any, style: str) -> list[Any]:
    """Return the titles of clauses or chapters, without those of the contents."""
    return [one for one in hands.lines(root) if one.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None]


def like(paragraph: Any, words: str) -> Any:
    """Return a paragraph of the form of another, with words of its own and no mark."""
    made = deepcopy(paragraph)
    for mark in list(made.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    first, *more = made.iter(f"{W}t")
    first.text = words
    for one in more:
        one.text = ""
    return made


def cover_line(root: Any) -> Any:
    """Return the first line of the cover, which no place of ours names."""
    return next(one for one in root.iter(f"{W}p") if len(hands.words(one)) > 12)


def test_words_of_the_cover_are_told_as_those_of_the_cover(case: Any) -> None:
    def change(root: Any) -> None:
        next(cover_line(root).iter(f"{W}t")).text = "Another line"

    (one,) = case.back(MAIN, change)
    assert (one.what, one.where, one.new) == (What.PARTY, "cover", "Another line")


def test_a_line_of_the_cover_that_is_gone_is_told(case: Any) -> None:
    def change(root: Any) -> None:
        gone = cover_line(root)
        gone.getparent().remove(gone)

    (one,) = case.back(MAIN, change)
    assert (one.what, one.where, one.new) == (What.LINE_OUT, "cover", "")
    assert one.old.startswith("Draft")


def test_a_row_with_fewer_cells_is_told_whole_and_written_by_no_program(case: Any) -> None:
    def change(root: Any) -> None:
        row = next(one for one in hands.rows(root) if "Quality Office" in hands.words(one))
        row.remove(row.findall(f"{W}tc")[-1])

    (one,) = case.back(MAIN, change)
    assert (one.what, one.path) == (What.UNPLACED, "sites/aurelia-dublin")
    assert "cells were joined, split, added or removed" in one.note
    assert one.old.startswith(one.new)
    assert one.old != one.new


def test_a_line_right_below_a_title_begins_its_clause(case: Any) -> None:
    words = "The Parties shall meet once more at the gate of the hall."

    def change(root: Any) -> None:
        title = next(one for one in titles(root, "Heading2") if hands.words(one) == "Applicable law and guidelines")
        title.addnext(like(title.getnext(), words))

    (one,) = case.back(MAIN, change)
    assert (one.what, one.path, one.after, one.levels, one.new) == (What.LINE_IN, "def-law", "def-law", "0", words)


def test_a_title_on_the_last_page_is_a_clause_behind_all_others(case: Any) -> None:
    for document, last in ((MAIN, "Change notice"), ("communication-plan", "")):

        def change(root: Any) -> None:
            end = root.find(f"{W}body/{W}sectPr")
            end.addprevious(like(titles(root, "Heading2")[0], "Put in last of all"))

        (one,) = case.back(document, change)
        assert (one.what, one.new, one.also) == (What.CLAUSE_IN, "Put in last of all", "")
        assert one.where.startswith("after ")
        assert last in one.where


def test_a_change_of_form_alone_is_told_with_who_made_it(case: Any) -> None:
    who = {f"{W}id": "9", f"{W}author": "Kim Example", f"{W}date": "2026-11-20T10:00:00Z"}

    def change(root: Any) -> None:
        one = next(one for one in hands.lines(root) if hands.words(one).startswith("Emergency Change means"))
        etree.SubElement(etree.SubElement(one.find(f"{W}pPr"), f"{W}pPrChange", who), f"{W}pPr")

    (one,) = case.back(MAIN, change)
    assert (one.what, one.path, one.by) == (What.FORM, "definition:emergency-change", "Kim Example")


def test_a_title_of_a_chapter_that_was_moved_alone_says_where_it_stands(case: Any) -> None:
    def change(root: Any) -> None:
        several = titles(root, "Heading1")
        several[6].addnext(several[3])

    (one,) = case.back(MAIN, change)
    assert (one.what, one.path) == (What.LINE_MOVED, "TERM")
    assert one.note.startswith("now stands after 7 ")
