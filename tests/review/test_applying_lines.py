"""Lines, clauses and rows that came, went or moved, and data of parties: agreed, written, they read as returned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from generator import reviewing
from generator.model.proposal import Round
from generator.pipeline import read_files
from generator.read.word import W
from tests.review import hands
from tests.review.test_applying import MAIN, SAMPLE, apply, decide, read_round, the_round

Change = Callable[[Any], None]


def line(root: Any, start: str) -> Any:
    """Return the paragraph that begins with *start*, the last of them: the contents come first."""
    return [one for one in root.iter(f"{W}p") if hands.words(one).startswith(start)][-1]


def like(paragraph: Any, words: str) -> Any:
    """Return a paragraph with the form of another."""
    made = etree.Element(f"{W}p")
    made.append(etree.fromstring(etree.tostring(paragraph.find(f"{W}pPr"))))
    made.append(hands.run_of(words, etree.Element(f"{W}r")))
    return made


def item_in(root: Any) -> None:
    """Put an item behind another, tracked."""
    made = like(line(root, "to build a stock"), "to tell the Contract Giver of each other client of the Site;")
    run = made[-1]
    made.remove(run)
    made.append(hands.come(run, 71))
    hands.end_mark(made, "ins")
    line(root, "to build a stock").addnext(made)


def paragraphs_in(root: Any) -> None:
    """Put two paragraphs behind the last one of a clause."""
    last = line(root, "The Contract Acceptor shall not apply the Change to the Product while")
    last.addnext(like(last, "Each Party shall bear its own cost."))
    last.addnext(like(last, "The Parties shall keep a record of each such Change."))


def item_out(root: Any) -> None:
    """Take an item out."""
    gone = line(root, "to build a stock")
    gone.getparent().remove(gone)


def item_moved(root: Any) -> None:
    """Put the first item behind the second."""
    line(root, "to build a stock").addnext(line(root, "to segregate the Product from"))


def items_joined(root: Any) -> None:
    """Make two items one."""
    first = line(root, "to segregate the Product from the Change")
    second = first.getnext()
    first.append(hands.run_of(" ", etree.Element(f"{W}r")))
    for run in hands.plain_runs(second):
        first.append(run)
    second.getparent().remove(second)


def item_cut(root: Any) -> None:
    """Make one item two."""
    whole = line(root, "to move the Product to another line or")
    run = hands.plain_runs(whole)[-1]
    text = hands.words(run)
    whole.addnext(like(whole, text[text.index("line") :]))
    run.find(f"{W}t").text = text[: text.index(" line")]


def clause_in(root: Any) -> None:
    """Put a clause behind another."""
    text = line(root, "The Contract Acceptor shall not apply the Change to the Product while")
    item = line(root, "to build a stock")
    several = [
        like(line(root, "Disagreement on the plan of a change"), "Notice to other clients"),
        like(text, "The Contract Acceptor shall tell no other client:"),
        like(item, "the name of the Product; or"),
        like(item, "the name of the Contract Giver."),
        like(text, "This clause stays in force after the end of this Agreement."),
    ]
    for one in reversed(several):
        text.addnext(one)


def party_moved(root: Any) -> None:
    """Give a party another registered office, at the head of the agreement only."""
    paragraph = line(root, "Aurelia Example Ltd, a company registered in")
    text = next(one for one in paragraph.iter(f"{W}t") if "1 Example Quay" in (one.text or ""))
    text.text = text.text.replace("1 Example Quay, Dublin", "7 Sample Street, Cork")


def row_in(root: Any) -> None:
    """Put a row into the matrix of responsibilities."""
    (row,) = [one for one in hands.rows(root) if hands.words(one).startswith("RM-084")]
    made = etree.fromstring(etree.tostring(row))
    for mark in list(made.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        above = mark.getparent()
        assert above is not None
        above.remove(mark)
    for cell, words in zip(made.iter(f"{W}tc"), ("", "Keep the list of other clients.", "", "C", "R/A"), strict=True):
        (paragraph,) = cell.iter(f"{W}p")
        for child in [one for one in paragraph if one.tag != f"{W}pPr"]:
            paragraph.remove(child)
        paragraph.append(hands.run_of(words, etree.Element(f"{W}r")))
    row.addnext(made)


CASES: dict[str, tuple[Change, list[str]]] = {
    "item in": (item_in, ["line in"]),
    "paragraphs in": (paragraphs_in, ["line in", "line in"]),
    "item out": (item_out, ["line out"]),
    "item moved": (item_moved, ["line moved"]),
    "items joined": (items_joined, ["merged"]),
    "item cut": (item_cut, ["split"]),
    "clause in": (clause_in, ["clause in"]),
    "party": (party_moved, ["party"]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_was_agreed_reads_as_it_came_back(case: Any, name: str) -> None:
    change, wanted = CASES[name]
    data = hands.with_main_part(case.files[MAIN], change)
    reading, round_ = read_round(case.reading, data)
    assert [str(one.what) for one in the_round(reading, round_).proposals] == wanted
    done = apply(decide(reading, round_, "accept"), round_)
    assert not isinstance(done, list), done
    assert done.left == ()
    after = read_files({**reading.files, **done.files})
    assert after.results[0].sound, after.results[0].found
    again = reviewing.read_review(after, "back.docx", data, against="draft")
    assert isinstance(again, Round)
    assert [(str(one.what), one.where, one.old, one.new) for one in again.proposals] == []


def test_a_row_that_came_gets_the_next_id_and_the_topic_of_the_row_above(case: Any) -> None:
    reading, name = read_round(case.reading, hands.with_main_part(case.files[MAIN], row_in))
    done = apply(decide(reading, name, "accept"), name)
    assert not isinstance(done, list), done
    assert done.left == ()
    text = done.files[f"agreements/{SAMPLE}/responsibilities.yaml"].decode()
    assert 'activity: "Keep the list of other clients."' in text or "activity: Keep the list of other clients." in text
    assert read_files({**reading.files, **done.files}).results[0].sound


def test_a_new_line_in_a_clause_that_moved_on_our_side_is_left_to_a_person(case: Any) -> None:
    reading, name = read_round(case.reading, hands.with_main_part(case.files[MAIN], item_in))
    decided = decide(reading, name, "accept")
    path = "clauses/core/disp/disp-change-plan.md"
    moved = read_files({**decided.files, path: decided.files[path].replace(b"to build a stock", b"to keep a stock")})
    done = apply(moved, name)
    assert (done.files, [one.code for one in done.left]) == ({}, ["moved-meanwhile"])


def test_the_lead_in_of_a_list_is_not_taken_out_alone(case: Any) -> None:
    def change(root: Any) -> None:
        gone = line(root, "The Contract Giver may ask for an alteration of the plan")
        gone.getparent().remove(gone)

    reading, name = read_round(case.reading, hands.with_main_part(case.files[MAIN], change))
    done = apply(decide(reading, name, "accept"), name)
    assert done.files == {}
    assert [one.code for one in done.left] == ["by-hand"]
    assert "without the line that leads them in" in done.left[0].message
