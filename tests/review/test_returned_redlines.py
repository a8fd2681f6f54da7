"""A redline that we sent comes back: its own marks and comments are ours, and only what they did is proposed."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from generator import reviewing
from generator.model.proposal import Round, What
from generator.pipeline import line
from generator.read.word import W
from generator.recognising import Claim
from generator.redlining import Author, redlines, side_of, standard_of, template_of
from tests.review import hands

MAIN, SAMPLE = "quality-agreement", "aurelia-northbay"
OURS = Author("Quality at Aurelia", "2026-11-20", "Third draft")


@pytest.fixture(scope="module")
def redline(case: Any) -> bytes:
    """Return the redline of the sample against the standard of its libraries."""
    reading = case.reading
    source = reading.workspace.agreements[SAMPLE]
    older = side_of(line(reading.workspace, standard_of(source), ()), "the library standard")
    made, faults = redlines(template_of(reading, SAMPLE), older, side_of(reading.results[0], ""), OURS)
    assert faults == []
    return next(one.data for one in made if one.title == reading.results[0].documents[MAIN].facts.title)


def back(case: Any, data: bytes) -> Round:
    """Return what a returned redline proposes."""
    made = reviewing.read_review(case.reading, "back.docx", data)
    assert isinstance(made, Round), made
    return made


def test_a_redline_that_nobody_touched_proposes_nothing(case: Any, redline: bytes) -> None:
    assert back(case, redline).proposals == ()


def test_their_tracked_change_in_a_line_that_we_changed_is_tracked_and_theirs(case: Any, redline: bytes) -> None:
    def change(root: Any) -> None:
        changed = next(
            one
            for one in hands.lines(root)
            if one.find(f"{W}ins") is not None and one.find(f"{W}pPr/{W}rPr/{W}del") is None and hands.plain_runs(one)
        )
        run = hands.run_of(" at its own cost", etree.Element(f"{W}r"))
        changed.append(hands.come(run, 55))

    (one,) = back(case, hands.with_main_part(redline, change)).proposals
    assert (one.tracked, one.by, "at its own cost" in one.new) == ("yes", "Kim Example", True)


def test_a_change_of_ours_that_they_refused_is_proposed(case: Any, redline: bytes) -> None:
    def change(root: Any) -> None:
        gone = next(
            one
            for one in root.iter(f"{W}del")
            if one.find(f"{W}r/{W}delText") is not None and one.getparent().tag == f"{W}p"
        )
        for text in gone.iter(f"{W}delText"):
            text.tag = f"{W}t"
        for run in list(gone):
            gone.addprevious(run)
        gone.getparent().remove(gone)

    found = back(case, hands.with_main_part(redline, change)).proposals
    assert [one.tracked for one in found] == ["no"]


def test_a_comment_of_theirs_is_told_and_ours_is_not(case: Any, redline: bytes) -> None:
    ours: list[Any] = []

    def change(root: Any) -> None:
        ours.extend(root)
        theirs = etree.SubElement(root, f"{W}comment", {f"{W}id": "700", **hands.AUTHOR})
        etree.SubElement(theirs, f"{W}p").append(hands.run_of("Why so short?", etree.Element(f"{W}r")))

    (one,) = back(case, hands.with_main_part(redline, change, "word/comments.xml")).proposals
    assert ours
    assert (one.what, one.new, one.by) == ("comment", "Why so short?", "Kim Example")


def test_a_redline_without_its_properties_is_known_again_with_our_marks(case: Any, redline: bytes) -> None:
    def change(root: Any) -> None:
        run = hands.run_of(" at its own cost", etree.Element(f"{W}r"))
        line_ = next(one for one in hands.lines(root) if one.find(f"{W}ins") is not None and hands.plain_runs(one))
        line_.append(hands.come(run, 55))

    claim = Claim(SAMPLE, "draft", "Jo Example, Head of Quality", "2026-11-26")
    stripped = hands.with_main_part(hands.without_properties(redline), change)
    made = reviewing.read_review(case.reading, "back.docx", stripped, claim=claim)
    assert isinstance(made, Round), made
    told = [one for one in made.proposals if one.what is not What.COMMENT]
    assert [(one.tracked, one.by) for one in told] == [("yes", "Kim Example")]
    assert "by the word of Jo Example, Head of Quality, 2026-11-26" in made.recognised
