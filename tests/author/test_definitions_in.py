"""A definition that a returned file brings becomes a term of the agreement's own, or waits for a person."""

from __future__ import annotations

from functools import cache

import pytest

from generator.applying import write_group
from generator.author.desk import Desk, Target, Written
from generator.load import load
from generator.prose import Definition, Text
from generator.resolve import resolve
from generator.review.places import Kind, Place
from tests.author.test_decided import HOME, proposal, refusal
from tests.compose.small import agreement, clause, files

PATH = "definition:deviation"
PLACES = {
    PATH: Place(
        PATH,
        Kind.DEFINITION,
        inlines=(Definition("Deviation"), Text(" means "), Text("a departure from what was agreed.")),
    )
}


@cache
def desk() -> Desk:
    """Return a desk with an agreement that prints the definition of a deviation."""
    made = files(clause("letter", "The [Party] tells each [Deviation]."), agreement())
    workspace, _ = load(made)
    return Desk(workspace, resolve(workspace, workspace.agreements["sample"])[0], made)


def defined(new: str, path: str = PATH, spoken: str = "") -> Written:
    one = proposal("line in", path, new=new, after=path)
    return write_group(desk(), [one], PLACES, Target(terms={"Party": "Party"}, spoken=spoken))


def test_it_is_written_with_the_plural_that_the_other_words_use() -> None:
    made = defined("Event means a thing that a Party sees.", spoken="The Events of a year.")
    assert isinstance(made, dict)
    text = made[f"{HOME}/terms.yaml"].decode()
    assert "id: event, term: Event, forms: [Events], " in text
    assert 'definition: "a thing that a [Party] sees."' in text or "definition: a thing that a [Party] sees." in text


@pytest.mark.parametrize(
    ("new", "path", "why"),
    [
        pytest.param("\u0394 means a difference.", PATH, "no id can be made for it", id="no letter of an id"),
        pytest.param("Business-Day means a day.", PATH, "no id can be made for it", id="an id that is taken"),
        pytest.param("Party means a side.", PATH, '"Party" is a defined term already', id="a term already"),
        pytest.param("An event is seen.", PATH, 'does not read "Term means ..."', id="no definition"),
        pytest.param("Event means a thing.", "definition:event", "write it into", id="behind one that went"),
    ],
)
def test_one_that_no_term_can_be_made_of_is_for_a_person(new: str, path: str, why: str) -> None:
    assert why in (left := refusal(defined(new, path)))
    assert "taken" in left or "already" in left or left.endswith(f"{HOME}/terms.yaml")
