"""From a returned file to decided, applied and rebuilt; and everything that must keep a decision from being written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator import reviewing
from generator.applying import about, apply_round, moved_too, worse
from generator.diagnostic import Diagnostic
from generator.document.printed import printed_texts
from generator.document.walk import plain
from generator.model.proposal import WORKBOOK, Decision, Proposal, Round
from generator.pipeline import Reading, read_files
from generator.prose import Text
from generator.read.word import W
from generator.review import rounds
from generator.review.meanwhile import moved_meanwhile
from generator.review.places import Kind, Place
from tests.review import hands

MAIN, SAMPLE = "quality-agreement", "aurelia-northbay"
CARD = {"by": "Jo Example, Head of Quality", "on": "2026-11-26", "reason": "Agreed in the call", "counter": ""}
CHANGES = {
    "to defer the Platform Change": ("defer the", "defer, with the consent of the Contract Giver, the"),
    "Each Party shall keep a telephone number": ("1\u00a0hour", "30\u00a0minutes"),
    "Contact around the clock": ("Contact around the clock", "Contact at all hours"),
}


def returned(case: Any, changes: dict[str, tuple[str, str]]) -> bytes:
    """Return the file of the sample with words changed, by the beginning of their line."""

    def change(root: Any) -> None:
        for start, (old, new) in changes.items():
            paragraph = [one for one in root.iter(f"{W}p") if hands.words(one).startswith(start)][-1]
            text = next(one for one in paragraph.iter(f"{W}t") if old in (one.text or ""))
            text.text = text.text.replace(old, new)

    return hands.with_main_part(case.files[MAIN], change)


def read_round(reading: Reading, data: bytes) -> tuple[Reading, str]:
    """Return the workspace with a round read from a returned file, and the round's name."""
    made = reviewing.read_review(reading, "back.docx", data)
    assert isinstance(made, Round), made
    name, files = reviewing.files_of_round(reading, made)
    return replace(reading, files={**reading.files, **files}), name


@pytest.fixture(scope="module")
def round_(case: Any) -> tuple[Reading, str]:
    """Return the workspace with a round in which nothing is decided, and its name."""
    return read_round(case.reading, returned(case, CHANGES))


def decide(reading: Reading, name: str, decision: str, *ids: str, **facts: str) -> Reading:
    """Return the workspace with proposals decided, all of them where no ids are given."""
    made = the_round(reading, name)
    written = reviewing.decided(
        reading.files, made, name, ids, every=not ids, facts={**CARD, "decision": decision, **facts}
    )
    assert isinstance(written, dict), written
    return replace(reading, files={**reading.files, **written})


def the_round(reading: Reading, name: str) -> Round:
    """Return a round of the sample."""
    path = rounds.round_path(SAMPLE, name)
    made, faults = rounds.read_round(path, reading.files[path])
    assert made is not None, faults
    return made


def apply(reading: Reading, name: str) -> Any:
    """Return what applying gives."""
    return apply_round(reading, the_round(reading, name), rounds.round_path(SAMPLE, name))


def test_what_was_agreed_prints_as_it_came_back_and_nothing_else_moves(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, CHANGES))
    before = list(printed_texts(reading.results[0].documents[MAIN]))
    done = apply(decide(reading, name, "accept"), name)
    assert [one.what for one in done.done] == ["wording", "title", "value"]
    assert done.left == ()
    after = read_files({**reading.files, **done.files}).results[0]
    assert after.sound
    now = list(printed_texts(after.documents[MAIN]))
    differing = [(old, new) for old, new in zip(before, now, strict=True) if old != new]
    assert len(differing) == len(CHANGES)
    for old, new in CHANGES.values():
        assert any(old in was and was.replace(old, new) == is_ for was, is_ in differing)


def test_terms_and_values_stay_terms_and_values(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, dict(list(CHANGES.items())[:1])))
    done = apply(decide(reading, name, "accept"), name)
    text = done.files[f"agreements/{SAMPLE}/clauses/disp-change-plan.md"].decode()
    assert "(c) to defer, with the consent of the [Contract Giver], the [Platform Change]; and" in text
    assert "{{ change-plan-answer }}" in text


def test_a_value_is_written_with_who_when_and_why(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, dict(list(CHANGES.items())[1:2])))
    done = apply(decide(reading, name, "accept"), name)
    record = done.files[f"agreements/{SAMPLE}/agreement.yaml"].decode()
    assert (
        "emergency-callback: {is: 30 minutes, reason: Agreed in the call, "
        'by: "Jo Example, Head of Quality", on: 2026-11-26}' in record
    )


def test_refusing_everything_moves_no_byte(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, CHANGES))
    assert apply(decide(reading, name, "reject"), name).files == {}


def test_what_nobody_decided_is_not_written(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, CHANGES))
    assert apply(reading, name).files == {}


def test_our_own_words_are_written_for_a_counter(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, dict(list(CHANGES.items())[:1])))
    (one,) = the_round(reading, name).proposals
    decided = decide(reading, name, "", one.id, counter="to defer the Change by one year; and")
    text = apply(decided, name).files[f"agreements/{SAMPLE}/clauses/disp-change-plan.md"].decode()
    assert "(c) to defer the [Change] by one year; and" in text


@pytest.mark.parametrize(("fact", "option"), [("by", "--by"), ("on", "--on")])
@pytest.mark.parametrize("decision", ["accept", "reject", ""])
def test_a_decision_without_a_name_or_a_day_is_refused_at_once(
    round_: tuple[Reading, str], fact: str, option: str, decision: str
) -> None:
    reading, name = round_
    facts = {**CARD, "decision": decision, "counter": "" if decision else "other words", fact: ""}
    (one,) = reviewing.decided(reading.files, the_round(reading, name), name, (), every=True, facts=facts)
    assert one.code == "unsigned-decision"  # type: ignore[union-attr]  # findings, not files
    assert option in one.message  # type: ignore[union-attr]


@pytest.mark.parametrize("field", ["decided-by", "decided-on"])
def test_a_decision_written_by_hand_without_a_name_or_a_day_is_not_applied(
    round_: tuple[Reading, str], field: str
) -> None:
    reading, name = round_
    path = rounds.round_path(SAMPLE, name)
    text = decide(reading, name, "accept").files[path].decode()
    kept = "".join(line for line in text.splitlines(keepends=True) if not line.strip().startswith(f"{field}:"))
    unsigned = replace(reading, files={**reading.files, path: kept.encode()})
    assert {one.code for one in apply(unsigned, name)} == {"unsigned-decision"}


def test_a_refusal_without_a_reason_is_refused(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, CHANGES))
    found = reviewing.decided(
        reading.files,
        the_round(reading, name),
        name,
        (),
        every=True,
        facts={**CARD, "decision": "reject", "reason": ""},
    )
    assert [one.code for one in found] == ["refusal-without-reason"]  # type: ignore[union-attr]  # findings, not files


def test_an_unknown_proposal_is_named_with_what_there_is(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, CHANGES))
    made = the_round(reading, name)
    found = reviewing.decided(
        reading.files, made, name, ("00000000",), every=False, facts={**CARD, "decision": "accept"}
    )
    assert [one.code for one in found] == ["no-such-proposal"]  # type: ignore[union-attr]  # findings, not files


def test_a_second_apply_writes_nothing_more(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, CHANGES))
    decided = decide(reading, name, "accept")
    again = read_files({**decided.files, **apply(decided, name).files})
    assert apply(again, name).files == {}


def test_a_file_that_came_twice_is_one_round(case: Any) -> None:
    data = returned(case, CHANGES)
    reading, name = read_round(case.reading, data)
    made = reviewing.read_review(reading, "the same again.docx", data)
    assert reviewing.files_of_round(reading, made) == (name, {})  # type: ignore[arg-type]  # it was read before


def test_a_text_that_moved_on_our_side_is_left_to_a_person(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, dict(list(CHANGES.items())[:1])))
    decided = decide(reading, name, "accept")
    path = "clauses/core/disp/disp-change-plan.md"
    moved = read_files({**decided.files, path: decided.files[path].replace(b"to defer the", b"to put off the")})
    done = apply(moved, name)
    assert done.files == {}
    assert [one.code for one in done.left] == ["moved-meanwhile"]


def test_what_breaks_a_rule_is_not_written(case: Any) -> None:
    def change(root: Any) -> None:
        (row,) = [one for one in hands.rows(root) if hands.words(one).startswith("RM-084")]
        list(row.iter(f"{W}t"))[-1].text = "R"

    reading, name = read_round(case.reading, hands.with_main_part(case.files[MAIN], change))
    found = apply(decide(reading, name, "accept"), name)
    assert [one.code for one in found] == ["unaccountable-row"]


def test_a_place_that_nobody_decided_on_is_named_when_it_would_move(case: Any) -> None:
    path = "clauses/core/disp/disp-change-plan.md"
    moved = {**case.reading.files, path: case.reading.files[path].replace(b"to defer the", b"to put off the")}
    before, after = case.reading.results[0], read_files(moved)
    (found,) = moved_too(before, after, MAIN, [])
    assert (found.code, found.span.path) == ("moved-too", f"{MAIN}: disp-change-plan.1(c)")
    assert "to put off the" in found.message
    texts = {place.path: plain(place.inlines) for place in case.sent[MAIN].places.values()}
    elsewhere = [wording(path, new=texts[path]) for path in ("disp-change-plan.1(b)", "cont-emergency.1")]
    assert [one.code for one in moved_too(before, after, MAIN, elsewhere)] == ["moved-too"]
    put_off = texts["disp-change-plan.1(c)"].replace("to defer the", "to put off the")
    agreed = wording("disp-change-plan.1(c)", new=put_off)
    assert list(moved_too(before, after, MAIN, [agreed])) == []
    assert {one.code for one in moved_too(before, after, "communication-plan", [agreed])} == {
        "moved-too", "not-as-decided"
    }  # fmt: skip
    other = agreed.model_copy(update={"counter": "to defer by a year", "decision": Decision.COUNTER})
    (found,) = moved_too(before, after, MAIN, [other])
    assert (found.code, found.span.path) == ("not-as-decided", "disp-change-plan.1(c)")
    assert "to put off the" in found.message
    assert "to defer by a year" in found.hint


def test_a_clause_that_would_not_stand_where_it_was_agreed_is_named(case: Any) -> None:
    before = case.reading.results[0]
    (found,) = moved_too(before, case.reading, MAIN, [wording("prec-annexes", what="clause moved", after="def-time.1")])
    assert (found.code, found.span.path) == ("moved-too", "def-law")
    assert found.message == '"def-law" would stand where "prec-annexes" was agreed to stand'


def test_a_cell_that_a_new_workbook_would_show_otherwise_is_named(case: Any) -> None:
    before = case.reading.results[0]
    agreed = wording("meetings/daily-huddle/title", what="cell", old="x", new="Weekly meeting", decision="accept")
    (found,) = moved_too(before, case.reading, WORKBOOK, [agreed])
    assert (found.code, found.span.path) == ("not-as-decided", agreed.path)
    assert found.message.endswith('it would say "Daily meeting while Batches run"')
    assert found.hint == 'decided was "Weekly meeting"'


def wording(path: str, **facts: str) -> Proposal:
    """Return a proposal about a place."""
    return Proposal.model_validate({"id": "1", "what": "wording", "where": "1", "path": path, **facts})


@pytest.mark.parametrize(
    ("one", "path", "explained"),
    [
        (wording("a.1"), "a.1", True),
        (wording("a.1"), "a.2", False),
        (wording("a.1"), "a.1(a)", False),
        (wording("a", what="clause out"), "a.1", True),
        (wording("a", what="clause out"), "a(b)", True),
        (wording("a", what="clause out"), "ab", False),
        (wording("a", what="position"), "a.2(c)", True),
        (wording("a", what="title"), "a", True),
        (wording("table/RM-1/giver", what="cell"), "table/RM-1", True),
        (wording("table/RM-1/giver", what="cell"), "table/RM-2", False),
        (wording("table/RM-1", what="row out"), "table/RM-1", True),
        (wording("a.1", what="value", value="reply", old="1 hour", new="2 hours"), "b.3", True),
        (wording("a.1", what="value", value="other", old="1 day", new="3 days"), "b.3", False),
    ],
)
def test_a_decision_explains_its_own_place_and_no_other(one: Proposal, path: str, explained: bool) -> None:
    printing = frozenset({("reply", "b.3")})
    assert about(one, path, ("in 1 hour", "in 2 hours; or more"), "here", printing) is explained


def test_a_recital_that_another_one_stands_for_today_is_not_moved() -> None:
    """Recitals are counted: after one came, the second of what was sent is the third."""
    places = {f"recital:{at}": Place(f"recital:{at}", Kind.RECITAL, inlines=(Text(f"No. {at}"),)) for at in (1, 2, 3)}
    facts = {"what": "line moved", "after": "recital:3", "above": "No. 3"}
    assert moved_meanwhile(places, wording("recital:1", old="No. 1", **facts)) is None
    found = moved_meanwhile(places, wording("recital:1", old="No. 0", **facts))
    assert found is not None
    assert found.code == "moved-meanwhile"


def test_a_value_explains_the_words_it_has_in_other_places_and_nothing_more() -> None:
    one = wording("a.1", what="value", value="reply", old="1\u00a0hour", new="2 hours")
    assert about(one, "c.9", ("within 1 hour", "within 2 hours"), "here", frozenset())
    assert about(one, "c.9", ("1\u00a0h", "2\u00a0h"), "here", frozenset())
    assert not about(one, "c.9", ("within 1 hour", "within 2 hours or so"), "here", frozenset())
    assert not about(
        wording("a.1", what="value", value="x", old="soon", new="now"), "c", ("soon", "now"), "here", frozenset()
    )


def test_a_cell_of_a_workbook_explains_its_row_and_where_its_value_prints() -> None:
    cell = wording("values/reply/default", what="cell", old="1 hour", new="2 hours")
    printing = frozenset({("reply", "b.3")})
    assert about(cell, "b.3(a)", ("x", "y"), WORKBOOK, printing)
    assert about(cell, "table/reply", ("x", "y"), WORKBOOK, printing)
    assert about(cell, "c.1", ("1 hour", "2 hours"), WORKBOOK, printing)
    assert not about(cell, "c.1", ("x", "y"), WORKBOOK, printing)


def test_a_round_whose_agreement_is_gone_writes_nothing(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, CHANGES))
    made = the_round(decide(reading, name, "accept"), name)
    path = rounds.round_path(SAMPLE, name)
    assert apply_round(reading, made.model_copy(update={"agreement": "another"}), path) == []
    other = apply_round(reading, made.model_copy(update={"document": "annual-review"}), path)
    assert other == list(reading.results[0].found)


def test_a_responsibility_that_moves_is_a_row_of_the_agreement(case: Any) -> None:
    def change(root: Any) -> None:
        (row,) = [one for one in hands.rows(root) if hands.words(one).startswith("RM-084")]
        codes = list(row.iter(f"{W}t"))[-2:]
        codes[0].text, codes[1].text = "R/A", "C"

    reading, name = read_round(case.reading, hands.with_main_part(case.files[MAIN], change))
    done = apply(decide(reading, name, "accept"), name)
    text = done.files[f"agreements/{SAMPLE}/responsibilities.yaml"].decode()
    assert "giver: R/A" in text
    assert "acceptor: C" in text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old-format"),
        (b"{\\rtf1 renamed}", "not-a-package"),
        (b"", "damaged-package"),
    ],
)
def test_what_is_no_word_file_is_named(case: Any, data: bytes, code: str) -> None:
    found = reviewing.read_review(case.reading, "back.docx", data)
    assert [one.code for one in found] == [code]  # type: ignore[union-attr]  # findings, not a round


def test_a_file_of_an_older_round_is_refused(case: Any) -> None:
    path = "clauses/core/disp/disp-change-plan.md"
    moved = read_files(
        {**case.reading.files, path: case.reading.files[path].replace(b"to defer the", b"to put off the")}
    )
    found = reviewing.read_review(moved, "back.docx", case.files[MAIN])
    assert [one.code for one in found] == ["older-round"]  # type: ignore[union-attr]  # findings, not a round
    asked = reviewing.read_review(moved, "back.docx", case.files[MAIN], against="draft")
    assert isinstance(asked, Round)
    assert [one.what for one in asked.proposals] == ["wording"]


def test_a_file_of_another_origin_is_refused(case: Any) -> None:
    template = case.reading.files["clauses/templates/counsel.docx"]
    found = reviewing.read_review(case.reading, "back.docx", template)
    assert [one.code for one in found] == ["foreign-document"]  # type: ignore[union-attr]  # findings, not a round


def test_a_file_of_an_agreement_that_is_not_here_is_named_by_its_number(case: Any) -> None:
    (found,) = reviewing.read_review(replace(case.reading, results=()), "back.docx", case.files[MAIN])
    assert isinstance(found, Diagnostic)
    number = case.reading.results[0].documents[MAIN].facts.number
    assert (found.code, found.message) == (
        "foreign-document",
        f"is of {number} {MAIN}, which is not in this workspace",
    )


# Here only


ALONE = {"cont-list.1": "contact-update", "monitoring-levels/enhanced": "improvement-plan"}


def with_values(case: Any, values: dict[str, str]) -> bytes:
    """Return the returned file with values, by the place that prints them, changed there."""
    places = case.sent[MAIN].places.values()
    names = {name for place in places for name, id_ in place.values if values.get(place.path) == id_}

    def change(root: Any) -> None:
        for mark in root.iter(f"{W}bookmarkStart"):
            if mark.get(f"{W}name") in names:
                next(mark.getnext().iter(f"{W}t")).text = "77\u00a0hours"

    return hands.with_main_part(case.files[MAIN], change)


def test_a_value_agreed_here_only_changes_at_this_place_and_stays_elsewhere(case: Any) -> None:
    reading, name = read_round(case.reading, with_values(case, ALONE))
    assert all("also prints in" in one.note for one in the_round(reading, name).proposals)
    done = apply(decide(reading, name, "accept", only_here="yes"), name)
    assert [one.path for one in done.done] == [*ALONE]
    assert f"agreements/{SAMPLE}/agreement.yaml" not in done.files
    before, after = case.reading.results[0], read_files({**reading.files, **done.files}).results[0]
    assert after.sound
    assert before.draft is not None
    assert after.draft is not None
    for id_, document in before.documents.items():
        pairs = zip(printed_texts(document), printed_texts(after.documents[id_]), strict=True)
        differing = [now for was, now in pairs if was != now]
        assert len(differing) == (len(ALONE) if id_ == MAIN else 0)
        assert all("77\u00a0hours" in one for one in differing)
    own = after.draft.values["contact-update-cont-list"]
    assert (str(own.value), own.row.starts) == ("77 hours", before.draft.values["contact-update"].row.starts)


def test_here_only_is_refused_for_what_no_other_place_shares(round_: tuple[Reading, str]) -> None:
    reading, name = round_
    facts = {**CARD, "decision": "accept", "only_here": "yes"}
    (one,) = reviewing.decided(reading.files, the_round(reading, name), name, (), every=True, facts=facts)
    assert one.code == "not-shared"  # type: ignore[union-attr]  # findings, not files


def test_here_only_written_by_hand_below_other_words_is_left_to_a_person(case: Any) -> None:
    reading, name = read_round(case.reading, returned(case, dict(list(CHANGES.items())[:1])))
    path = rounds.round_path(SAMPLE, name)
    text = decide(reading, name, "accept").files[path].decode()
    reading = replace(
        reading, files={**reading.files, path: text.replace("decision:", "only-here: yes\n    decision:").encode()}
    )
    done = apply(reading, name)
    assert (done.files, [one.code for one in done.left]) == ({}, ["by-hand"])


def test_a_value_changed_alike_at_several_places_names_them_all(case: Any) -> None:
    places = case.sent[MAIN].places.values()
    alike = {place.path: id_ for place in places for _, id_ in place.values if id_ == "contact-update"}
    reading, name = read_round(case.reading, with_values(case, alike))
    (one,) = the_round(reading, name).proposals
    assert one.places == tuple(alike)


def test_decisions_after_which_nothing_prints_are_not_written(case: Any) -> None:
    before = case.reading.result(SAMPLE)
    for after in (None, replace(before, documents={}, found=())):
        assert [one.code for one in worse(before, after)] == ["moved-too"]
        gone = replace(case.reading, results=(after,) if after else ())
        assert not [*moved_too(before, gone, MAIN, [])], "that nothing prints is told once"
    assert not worse(before, before)
