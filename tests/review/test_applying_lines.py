"""Lines, clauses and rows that came, went or moved, and data of parties: agreed, written, they read as returned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from generator import reviewing
from generator.applying import Applied, needed_still
from generator.author import Desk, Target, write_decided
from generator.diagnostic import Diagnostic, Span
from generator.model.proposal import Proposal, Round, What
from generator.pipeline import Reading, read_files
from generator.read.word import W
from generator.resolve.select import UNKNOWN_ID
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
    last = line(root, "The Contract Acceptor shall not apply a Platform Change in the class of")
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
    first = line(root, "to segregate the Product from the Platform Change")
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
    text = line(root, "The Contract Acceptor shall not apply a Platform Change in the class of")
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


def words_told(again: Round) -> list[tuple[str, str, str, str]]:
    """Return what is told of words when a file is read once more beside what was written; its form is the old one."""
    return [(str(one.what), one.where, one.old, one.new) for one in again.proposals if one.what is not What.FORM]


CASES: dict[str, tuple[Change, list[str]]] = {
    "item in": (item_in, ["line in"]),
    "paragraphs in": (paragraphs_in, ["line in", "line in"]),
    "item out": (item_out, ["line out"]),
    "item moved": (item_moved, ["line moved"]),
    "items joined": (items_joined, ["merged"]),
    "item cut": (item_cut, ["split"]),
}


def accepted_whole(reading: Reading, name: str, data: bytes) -> Applied:
    """Accept a whole round and apply it: nothing is left, and the file that came back then says nothing new."""
    done = apply(decide(reading, name, "accept"), name)
    assert isinstance(done, Applied), done
    assert done.left == ()
    after = read_files({**reading.files, **done.files})
    assert after.results[0].sound, after.results[0].found
    again = reviewing.read_review(after, "back.docx", data, against="draft")
    assert isinstance(again, Round)
    assert words_told(again) == []
    return done


@pytest.mark.parametrize("name", CASES)
def test_what_was_agreed_reads_as_it_came_back(case: Any, name: str) -> None:
    change, wanted = CASES[name]
    data = hands.with_main_part(case.files[MAIN], change)
    reading, round_ = read_round(case.reading, data)
    several = the_round(reading, round_).proposals
    assert [str(one.what) for one in several] == wanted
    if len(several) > 1:  # in two parts: the second stands behind the first, as it came back
        first = apply(decide(reading, round_, "accept", several[0].id), round_)
        reading = read_files({**reading.files, **decide(reading, round_, "accept", several[0].id).files, **first.files})
    accepted_whole(reading, round_, data)


def test_a_row_that_came_gets_the_next_id_and_the_topic_of_the_row_above(case: Any) -> None:
    reading, name = read_round(case.reading, hands.with_main_part(case.files[MAIN], row_in))
    done = apply(decide(reading, name, "accept"), name)
    assert not isinstance(done, list), done
    assert done.left == ()
    text = done.files[f"agreements/{SAMPLE}/responsibilities.yaml"].decode()
    assert 'activity: "Keep the list of other clients."' in text or "activity: Keep the list of other clients." in text
    assert read_files({**reading.files, **done.files}).results[0].sound


def test_a_row_that_became_the_first_of_its_table_is_for_a_person(case: Any) -> None:
    def change(root: Any) -> None:
        rows = {hands.words(one)[:6]: one for one in hands.rows(root)}
        rows["KPI-01"].addprevious(rows["KPI-05"])

    reading, name = read_round(case.reading, hands.with_main_part(case.files[MAIN], change))
    (one,) = the_round(reading, name).proposals
    assert (one.what, one.path, one.after) == ("row moved", "indicators/KPI-05", "")
    done = apply(decide(reading, name, "accept"), name)
    (left,) = done.left
    assert (left.code, done.files) == ("by-hand", {})
    assert "behind which row of its table" in left.message


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


# What stands elsewhere now


def clause_lines(root: Any, title: str) -> list[Any]:
    """Return the paragraphs of a clause, its title first."""
    at = [one for one in root.iter(f"{W}p") if hands.words(one) == title][-1]
    found = [at]
    while not style(found[-1].getnext()).startswith("Heading"):
        found.append(found[-1].getnext())
    return found


def style(paragraph: Any) -> str:
    """Return the style of a paragraph; none of a table."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else str(named.get(f"{W}val"))


def behind(place: Any, *several: Any) -> None:
    """Put paragraphs behind another one, in their order."""
    for one in reversed(several):
        place.addnext(one)


def stands_elsewhere(root: Any) -> None:
    """Move lines, clauses and rows; bring a chapter, and clauses to the front, the middle and the end of others."""
    clause_in(root)
    party_moved(root)
    text, title = line(root, "The law that governs the Supply Agreement"), line(root, "Order of precedence")
    chapter = next(one for one in root.find(f"{W}body") if style(one) == "Heading1" and hands.words(one) == "Knowledge")
    behind(
        line(root, "The Parties shall record the outcome of each"), line(root, "The Parties shall follow the exit plan")
    )
    behind(line(root, "a new Product, Site or Service; or"), line(root, "open Batches, Deviations, CAPAs"))
    rows = {hands.words(one)[:6]: one for one in hands.rows(root)}
    rows["RM-080"].addnext(rows["RM-084"])
    rows["RM-010"].addnext(rows["RM-086"])
    new = [("Waste", "Each Party shall sort its waste."), ("Saving", "Each Party shall save energy.")]
    several = [made for name, said in new for made in (like(title, name), like(text, said))]
    behind(text, like(chapter, "Green work"), *several)
    behind(clause_lines(root, "Reckoning of time")[-1], *map(copied, several))
    behind(chapter, like(title, "Purpose of this chapter"), like(text, "This chapter keeps what was learnt."))
    line(root, "An agreement between the Parties on the exchange of safety").addprevious(like(title, "Safety data"))
    behind(clause_lines(root, "Parties and legal entities")[-1], *clause_lines(root, "Division of responsibilities"))
    behind(clause_lines(root, "Annexes")[-1], *clause_lines(root, "Amendment"))


def copied(element: Any) -> Any:
    """Return an element once more."""
    return etree.fromstring(etree.tostring(element))


def test_what_stands_elsewhere_is_written_there_and_nothing_else_moves(case: Any) -> None:
    data = hands.with_main_part(case.files[MAIN], stands_elsewhere)
    reading, name = read_round(case.reading, data)
    done = accepted_whole(reading, name, data)
    assert sorted(str(one.what) for one in done.done) == [
        *["clause in"] * 6, *["clause moved"] * 2, *["line moved"] * 2, "party", *["row moved"] * 2
    ]  # fmt: skip


def test_what_cannot_stand_where_it_came_back_is_refused_with_what_to_do(case: Any) -> None:
    def change(root: Any) -> None:
        gone = line(root, "Annexes")
        gone.getparent().remove(gone)
        definition = line(root, "Batch means a defined")
        for words in ("Campaign means a series of Batches.", "Batch means a lot.", "A lot is what was made at once."):
            behind(definition, like(definition, words))
        for one in clause_lines(root, "Subsidiary documents"):
            one.getparent().remove(one)
        last = line(root, "The Parties shall record the outcome of each")
        behind(last, line(root, "The Contract Giver shall start a joint review of this"))

    reading, name = read_round(case.reading, hands.with_main_part(case.files[MAIN], change))
    done = apply(decide(reading, name, "accept"), name)
    assert not isinstance(done, list), done
    assert done.files == {}
    said = "\n".join(one.message for one in done.left)
    for why in (
        "its lines would join the clause above",
        "no text of the agreement uses the term in these words",
        '"Batch" is a defined term already',
        'it does not read "Term means ..."',
        "references lead to it; word them anew first",
        "items would be left without the line that leads them in",
    ):
        assert why in said, said


STARTS = (
    "The Contract Giver holds the",
    "The Contract Acceptor fills,",
    "The Parties have signed",
    "Each Quality Unit has",
)


def opening_anew(root: Any) -> None:
    """Bring a definition that a new line uses, and a recital; move one, take one out and word one anew."""
    definition = line(root, "Calendar Day (CD) means each day")
    behind(definition, like(definition, "Campaign (CPG) means a series of Batches made one after another."))
    item_in(root)
    text = line(root, "to segregate the Product from the Platform Change")
    text.addnext(like(text, "to end the Campaigns that have begun, and to tell each Party of it;"))
    holds, fills, signed, took = (line(root, start) for start in STARTS)
    behind(took, like(took, "The Parties want each Campaign planned: early, and in writing."), holds)
    fills.getparent().remove(fills)
    hands.plain_runs(signed)[-1].find(f"{W}t").text += " A first one has ended."


def test_definitions_and_recitals_are_written_where_the_agreement_keeps_them(case: Any) -> None:
    data = hands.with_main_part(case.files[MAIN], opening_anew)
    reading, name = read_round(case.reading, data)
    done = accepted_whole(reading, name, data)
    assert sorted(str(one.what) for one in done.done) == ["line in"] * 4 + ["line moved", "line out", "wording"]
    terms = done.files[f"agreements/{SAMPLE}/terms.yaml"].decode()
    assert 'term: Campaign, forms: [Campaigns], abbreviation: CPG, definition: "a series of [Batches] made' in terms
    text = done.files[f"agreements/{SAMPLE}/clauses/disp-change-plan.md"].decode()
    assert "to end the [Campaigns] that have begun, and to tell each [Party] of it;" in text
    before, now = (
        files[f"agreements/{SAMPLE}/agreement.yaml"].decode().splitlines() for files in (reading.files, done.files)
    )
    assert len(now) == len(before)
    assert len(set(before) - set(now)) == 2
    assert '  - "The [Parties] want each [Campaign] planned: early, and in writing."' in now


def test_clauses_change_places_no_more_once_their_numbers_were_sent(case: Any) -> None:
    (result,) = case.reading.results
    draft = replace(result.draft, base={MAIN: ()})
    one = Proposal.model_validate(
        {"id": "a", "what": "clause moved", "where": "3.3", "path": "prec-annexes", "after": "prec-general.1"}
    )
    made = write_decided(Desk(case.reading.workspace, draft, case.reading.files), one, Target())
    assert isinstance(made, Diagnostic)
    assert "its number was sent and stays" in made.message


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"what": "formatting", "note": "1 level deeper", "levels": "changed"}, "1 level deeper; write the line so"),
        (
            {"what": "wording", "note": "typed", "also": "AUD", "new": "under clause 9"},
            "write @AUD in the place of the reference",
        ),
        ({"what": "wording", "note": "typed", "also": "?", "new": "under clause 99"}, "say where it shall lead"),
    ],
)
def test_what_only_its_form_or_number_says_is_written_by_hand(case: Any, facts: dict[str, str], said: str) -> None:
    (result,) = case.reading.results
    one = Proposal.model_validate({"id": "a", "where": "1.4", "path": "scope-building-blocks.1(a)", **facts})
    made = write_decided(Desk(case.reading.workspace, result.draft, case.reading.files), one, Target())
    assert isinstance(made, Diagnostic)
    assert said in made.message


def test_a_row_that_others_name_is_left_and_keeps_nothing_else_back() -> None:
    row, line_ = (
        Proposal.model_validate({"id": id_, "what": what, "where": "here", "path": path})
        for id_, what, path in (("a", "row out", "escalations/ES-10"), ("b", "wording", "cp-purpose.1"))
    )
    fault = UNKNOWN_ID.at(Span("clauses/core/triggers.yaml"), 'the text names "ES-10", which is not there')
    (left,) = needed_still([fault], [row, line_]).values()
    assert "still named elsewhere, in clauses/core/triggers.yaml" in left.message
    other = UNKNOWN_ID.at(Span("clauses/core/triggers.yaml"), "something else is wrong")
    assert needed_still([fault, other], [row, line_]) == {}


def test_a_clause_whose_id_a_row_has_too_is_the_one_that_changes(case: Any) -> None:
    (result,) = case.reading.results
    facts = {"id": "a", "what": "title", "where": "33.1", "path": "apqr-data", "new": "Data of the review"}
    assert any(row.record.id == "apqr-data" for rows in result.draft.rows.values() for row in rows)
    desk = Desk(case.reading.workspace, result.draft, case.reading.files)
    made = write_decided(desk, Proposal.model_validate({**facts, "decision": "accept"}), Target())
    assert isinstance(made, dict), made
    assert b"title: Data of the review" in made[f"agreements/{SAMPLE}/clauses/apqr-data.md"]
