"""The questionnaire: every answer is read or asked for again, with a sentence that helps."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.author import QUESTIONS, Answers, Question, ask, new_agreement
from generator.author.questions import parse_answer
from generator.model.library import Workspace

BY_ID = {question.id: question for question in QUESTIONS}


def script(
    *extra: tuple[str, str], **answers: str
) -> tuple[Callable[[Question], str], Callable[[str], None], list[str]]:
    """Return a person who answers: first what *extra* says of a question, in order, then its example or *answers*."""
    queue = [*extra]
    said: list[str] = []

    def prompt(question: Question) -> str:
        for place, (id_, text) in enumerate(queue):
            if id_ == question.id:
                del queue[place]
                return text
        return answers.get(question.id.replace("-", "_"), question.example)

    return prompt, said.append, said


def asked(*extra: tuple[str, str], **answers: str) -> tuple[Answers, list[str]]:
    """Return the answers of that person, and what was said to them."""
    prompt, say, said = script(*extra, **answers)
    return ask(prompt, say), said


def test_the_example_of_each_question_is_a_good_answer() -> None:
    answers, said = asked()
    assert not said
    assert (answers.number, answers.stage, answers.tier) == ("QA-00123", "commercial", "1")
    assert [(site.name, site.services) for site in answers.sites] == [
        ("Hall 1", ("manufacturing", "packaging")),
        ("Hall 2", ("testing",)),
    ]
    assert answers.giver.printed_as == "Contract Giver"
    assert answers.giver.address == "1 Example Quay, Dublin"
    assert answers.signatories is not None
    assert answers.signatories.giver is not None
    assert answers.signatories.giver.title == "Vice President Quality"


def test_the_examples_make_an_agreement(workspace: Workspace) -> None:
    assert isinstance(new_agreement("from-examples", asked()[0], workspace), dict)


def test_only_what_decides_the_clauses_is_needed() -> None:
    needed = {question.id: question.example for question in QUESTIONS if question.needed}
    assert set(needed) == {"number", "title", "giver", "acceptor", "sites", "regions", "stage"}
    answers = ask(lambda question: needed.get(question.id, ""), pytest.fail)
    assert answers.products == ()


@pytest.mark.parametrize(
    ("id_", "typed", "said"),
    [
        ("number", "  ", "An answer is needed here"),
        ("stage", "comercial", '"comercial" is neither commercial nor clinical'),
        ("sites", "Hall 1", 'say in brackets what is done at "Hall 1"'),
        ("sites", "Hall 1 (testing", 'a bracket is missing in "Hall 1 (testing"'),
        ("sites", "Hall 1 (testing);", 'something is missing before or after a ";"'),
        ("sites", "Hall 1 (testing,)", 'something is missing before or after a ","'),
        ("giver", "Aurelia; ; ; ; Ireland", '"Ireland" is not a country by its two letters'),
        ("giver", "a; b; c; d; IE; f", "up to 5 facts are expected"),
        ("acceptor", "; short", "up to 5 facts are expected"),
        ("printed-as", "Owner", "two names are expected"),
        ("regions", "EU,,US", 'something is missing before or after a ","'),
        ("tier", "high; sterile", '"high" is no supplier risk tier'),
        ("supply-agreement", "SA-1; 1 May 2026", '"1 May 2026" is not a date'),
        ("signatories", "a; b; c", "two persons are expected"),
        ("signatories", ", Head of Quality", "this field is empty"),
        ("title", "a\ttab", "a tab cannot stand in an answer"),
    ],
)
def test_an_answer_that_cannot_be_read_is_asked_for_again(id_: str, typed: str, said: str) -> None:
    answers, told = asked((id_, typed))
    assert len(told) == 1
    assert said in told[0]
    assert answers == asked()[0]


def test_answers_may_leave_facts_out() -> None:
    answers, said = asked(
        giver="Aurelia Example Ltd;;;;ie",
        tier="Tier 2.5",
        supply_agreement="; 2026-05-01",
        signatories="; Jens Beispiel",
    )
    assert not said
    assert (answers.giver.short, answers.giver.country) == ("", "IE")
    assert (answers.tier, answers.tier_reason) == ("2.5", "")
    assert answers.supply_agreement is not None
    assert answers.supply_agreement.number == ""
    assert answers.signatories is not None
    assert answers.signatories.giver is None


def test_only_the_last_brackets_of_a_product_hold_its_container() -> None:
    answers, _ = asked(products="Foline (as salt) 5 mg (blister); Bareline")
    assert [(one.name, one.presentation) for one in answers.products] == [
        ("Foline (as salt) 5 mg", "blister"),
        ("Bareline", ""),
    ]


@given(st.sampled_from(QUESTIONS), st.text(max_size=40))
def test_no_answer_breaks_the_questionnaire(question: Question, typed: str) -> None:
    with contextlib.suppress(ValueError):
        parse_answer(question, typed)


def test_every_question_has_a_kind_and_an_example() -> None:
    assert len(BY_ID) == len(QUESTIONS)
    assert all(question.asks and question.example for question in QUESTIONS)
