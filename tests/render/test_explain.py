"""Explaining: from an id, a printed number or an address to layer, condition, place, cover and other users."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.model.matrices import Rung
from generator.pipeline import Reading, read_files
from generator.render.explain import Answer, answers_record, answers_text, as_said, explain, field_words, name_of, names

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "cases" / "check" / "base"
ITEMS = """---
id: dev-items
topic: DEV
title: Items
applies: {stage: [commercial]}
covers: [R-X-01]
---
The [Contract Giver] does three things, within {{ notice }}:
(a) it looks,
(b) it asks.
"""
CLINICAL = """---
id: dev-clinical
topic: DEV
title: Clinical
applies: {stage: [clinical]}
unless: {regions: [US]}
---
The [Contract Giver] may ask.
"""


@cache
def made() -> Reading:
    """Return the small workspace of the cases with two agreements, a clause with items, and one that is out."""
    files = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}
    files["clauses/templates/counsel.docx"] = (ROOT / "clauses" / "templates" / "counsel.docx").read_bytes()
    for path in [path for path in files if path.startswith("agreements/sample/")]:
        files[path.replace("sample", "other")] = files[path].replace(b"id: sample", b"id: other")
    files["agreements/other/agreement.yaml"] += b"values: {notice: 2 business days}\n"
    files["clauses/core/dev/dev-items.md"] = ITEMS.encode()
    files["agreements/other/values.yaml"] = b"- {id: own-answer, title: Answer, default: 1 week, reason: Asked for}\n"
    files["agreements/other/agreement.yaml"] += b"seen-by: {dev-notice: inspector}\n"
    files["clauses/core/dev/dev-clinical.md"] = CLINICAL.encode()
    files["clauses/requirements.yaml"] = b"- {id: R-X-01, says: It is looked at., topics: [DEV]}\n"
    return read_files(files)


def answers(what: str) -> list[Answer]:
    """Return what is known of *what*."""
    reading = made()
    return explain(what, reading.workspace, [(one.draft, one.documents) for one in reading.results if one.draft])


def told(what: str, agreement: str = "sample") -> str:
    """Return what one agreement tells of *what*."""
    return answers_text([one for one in answers(what) if one.agreement == agreement])


def test_the_workspace_of_these_tests_is_sound() -> None:
    assert not [one for one in made().found if one.severity == "error"]


@pytest.mark.parametrize("what", ["2.1(b)", "Clause 2.1(b)", "2.1 (B)", "dev-items.1(b)"])
def test_an_item_is_found_by_its_number_and_by_its_path(what: str) -> None:
    shown = told(what)
    assert "item dev-items.1(b) of dev-items" in shown
    assert "words: it asks." in shown
    assert "clause: Items (Quality Agreement 2.1)" in shown


@pytest.mark.parametrize("what", ["agreements/sample/quality-agreement.html#dev-items", "2.1", "dev-items"])
def test_a_clause_is_found_by_id_number_and_address(what: str) -> None:
    shown = told(what)
    assert "in because: stage is any of commercial" in shown
    assert "covers: R-X-01" in shown
    assert "layer that spoke: core (clauses/core/dev/dev-items.md:2:1)" in shown
    assert "also in: other: standard, from core" in shown


def test_an_address_of_one_agreement_is_answered_for_it_and_names_the_others() -> None:
    known = answers("agreements/sample/quality-agreement.html#dev-notice")
    assert [one.agreement for one in known] == ["sample"]
    assert ("also in", "other") in known[0].facts
    assert [one.agreement for one in answers("quality-agreement.html#dev-notice")] == ["other", "sample"]


def test_an_address_of_one_document_is_not_looked_up_in_another() -> None:
    assert "printed" not in told("agreements/sample/communication-plan.html#dev-items")


def test_a_clause_that_is_out_says_which_condition_it_has() -> None:
    shown = told("dev-clinical")
    assert "not in this agreement" in shown
    assert "it is in only if stage is any of clinical; not (regions is any of US)" in shown


def test_a_value_says_where_it_was_set_and_what_others_have() -> None:
    shown = told("notice", "other")
    assert "value: Notice: 2 business days" in shown
    assert "set in: agreements/other/agreement.yaml:17:" in shown
    assert "used in: " in shown
    assert "dev-items" in shown
    assert "also in: sample: 1 business day" in shown
    assert "also in" not in told("own-answer", "other")


SETTLED = """
recitals: ["The [Contract Giver] owns the product."]
omit: {dev-items: A supply agreement says it}
values:
  notice: {is: 5 business days, reason: No cover at night, by: Ann Sample, on: 2026-10-02}
  answer: "? who answers"
"""
VALUES = """
- {id: answer, title: Answer, default: 1 week, range: [1 week to 2 weeks], covers: [R-X-02]}
- {id: language, title: Language, default: English, kind: words}
"""
RULE = """
- id: R-X-02
  says: An answer is due.
  locator: Example rule, 2
  edition: January 2020
  region: EU
  binding: guidance
  topics: [DEV]
  verification: E
"""


@cache
def settled() -> Callable[[str], str]:
    """Return what tells of a workspace whose agreement settles and leaves open, leaves out, and has a recital."""
    files = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}
    files["clauses/templates/counsel.docx"] = (ROOT / "clauses" / "templates" / "counsel.docx").read_bytes()
    files["clauses/core/dev/dev-items.md"] = ITEMS.encode()
    files["clauses/core/values.yaml"] += VALUES.encode()
    files["clauses/regulations.yaml"] = RULE.encode()
    files["agreements/sample/agreement.yaml"] += SETTLED.encode()
    reading = read_files(files)
    drafts = [(one.draft, one.documents) for one in reading.results if one.draft]
    return lambda what: answers_text(explain(what, reading.workspace, drafts))


def test_a_value_says_why_it_was_chosen_what_is_open_and_which_rule_it_serves() -> None:
    assert "reason: No cover at night, agreed by Ann Sample" in settled()("notice")
    shown = settled()("answer")
    assert "value: Answer: open: who answers" in shown
    assert "standard: 1 week" in shown
    assert "covers: R-X-02" in shown
    assert "clock starts" not in shown
    words = settled()("language")
    assert "value: Language: English" in words
    assert "usual" not in words


def test_a_clause_that_is_left_out_says_why() -> None:
    assert "left out: dev-items is left out: A supply agreement says it" in settled()("dev-items")


def test_a_rule_says_where_it_stands_how_it_binds_and_what_covers_it() -> None:
    shown = settled()("R-X-02")
    assert "regulation: An answer is due. (Example rule, 2; January 2020; guidance)" in shown
    assert "verification: E" in shown
    assert "set in: clauses/regulations.yaml:2:3" in shown


def test_a_recital_is_found_by_its_address() -> None:
    shown = settled()("agreements/sample/quality-agreement.html#recital:1")
    assert "words: The Contract Giver owns the product." in shown


def test_what_not_everybody_may_see_says_who_may() -> None:
    assert "seen by: the parties and an inspector" in told("dev-notice", "other")
    assert "seen by" not in told("dev-notice")


def test_a_requirement_says_who_covers_it() -> None:
    shown = told("R-X-01", "")
    assert shown.startswith("catalogue:\n  requirement: It is looked at.\n")
    assert "covered in sample: dev-items (Quality Agreement 2.1)" in shown


@pytest.mark.parametrize("what", ["", "2.98", "Annex 77", "no-such-thing", "#", "a.html#", "\x1b[2J"])
def test_what_nobody_knows_has_no_answer(what: str) -> None:
    assert answers(what) == []


def test_every_clause_row_term_and_requirement_has_an_answer() -> None:
    reading = made()
    drafts = [(one.draft, one.documents) for one in reading.results if one.draft]
    known = names(reading.workspace, drafts)
    assert {"dev-items", "dev-clinical", "R-X-01", "notice"} <= known
    assert not [id_ for id_ in sorted(known) if not answers(id_)]


def test_answers_are_data_too() -> None:
    record = json.loads(json.dumps(answers_record("2.1", answers("2.1"))))
    assert [one["agreement"] for one in record["answers"]] == ["other", "sample"]
    assert {"about": "covers", "says": "R-X-01"} in record["answers"][0]["facts"]


def test_numbers_are_known_as_people_say_them() -> None:
    assert as_said(" Clause 9.3 (b). ") == as_said("9.3(b)")
    assert as_said("annex  4") == as_said("Annex 4")
    assert name_of("library/dev-items.html") == "dev-items"


def test_records_inside_a_row_are_told_as_files_have_them() -> None:
    start = {"level": "1", "roles": ["head-of-quality"], "in-parallel": "true"}
    then = {"level": "2", "roles": ["head-of-quality"], "by": "24 hours"}
    assert field_words(tuple(map(Rung.model_validate, (start, then)))) == (
        "{level: 1, roles: [head-of-quality], in-parallel: true}, {level: 2, roles: [head-of-quality], by: 24 hours}"
    )
