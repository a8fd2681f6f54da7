"""A value agreed for one place alone prints there as a value of its own; everywhere else it stays as it is."""

from __future__ import annotations

from functools import cache

import pytest

from generator.author.decided import write_decided
from generator.author.desk import Desk, Target, Written
from generator.diagnostic import Diagnostic
from generator.load import load
from generator.resolve import resolve
from tests.author.test_decided import HOME, proposal, refusal
from tests.compose.small import Texts, clause, files, rows

VALUES, DUTIES, LETTER = f"{HOME}/values.yaml", f"{HOME}/responsibilities.yaml", f"{HOME}/clauses/letter.md"
TEXT = "Tell within {{ notice }}.\n\nSay so within {{ notice }}."
ROWS = rows(
    "responsibilities",
    '- {id: RM-1, topic: DEV, activity: "Tell within {{ notice }}.", giver: I, acceptor: R/A}\n'
    '- {id: RM-2, topic: DEV, activity: "In {{ notice }}.", note: "Or {{ notice }}.", giver: I, acceptor: R/A}',
)
TERM = rows("terms", '- {id: delay, term: Delay, definition: "more than {{ notice }} late."}')
USED = clause("delays", "A [Delay] is told.")


@cache
def desk(own: str = "", values: str = "") -> Desk:
    """Return a desk on which a value prints in a clause, in rows and in a definition."""
    over: Texts = {path: text for path, text in ((DUTIES, own), (VALUES, values)) if text}
    made = files(clause("letter", TEXT), ROWS, TERM, USED, over)
    workspace, _ = load(made)
    return Desk(workspace, resolve(workspace, workspace.agreements["sample"])[0], made)


def agreed(*places: str, value: str = "notice", on: Desk | None = None) -> Written:
    one = proposal("value", places[0], value=value, old="1 business day", new="2 hours")
    here = one.model_copy(update={"only_here": True, "also": " ".join(places[1:])})
    return write_decided(on or desk(), here, Target())


def after(written: Written, on: Desk | None = None) -> dict[str, str]:
    """Return what each value prints after what was written."""
    assert isinstance(written, dict), written
    workspace, _ = load({**(on or desk()).files, **written})
    draft, _ = resolve(workspace, workspace.agreements["sample"])
    return {id_: str(one.value) for id_, one in draft.values.items() if id_.startswith("notice")}


def test_one_line_of_a_clause_prints_a_value_of_its_own_and_the_other_the_shared_one() -> None:
    made = agreed("letter.2")
    assert after(made) == {"notice": "1 business day", "notice-letter": "2 hours"}
    assert isinstance(made, dict)
    assert made[LETTER].decode().endswith("\nTell within {{ notice }}.\n\nSay so within {{ notice-letter }}.\n")
    assert b"starts: discovery, reason: Agreed}" in made[VALUES]


def test_a_row_and_a_definition_print_a_value_of_their_own() -> None:
    made = agreed("responsibilities/RM-1", "definition:delay")
    assert after(made) == {"notice": "1 business day", "notice-rm-1": "2 hours"}
    assert isinstance(made, dict)
    assert "activity: Tell within {{ notice-rm-1 }}." in made[DUTIES].decode().replace('"', "")
    assert "definition: more than {{ notice-rm-1 }} late." in made[f"{HOME}/terms.yaml"].decode().replace('"', "")


def test_a_row_of_the_agreements_own_is_changed_where_it_stands() -> None:
    own = '- {id: RM-7, topic: DEV, activity: "Ring in {{ notice }}.", giver: I, acceptor: R/A}  # ours\n'
    made = agreed("responsibilities/RM-7", on=desk(own))
    assert isinstance(made, dict)
    assert made[DUTIES].decode() == own.replace("{{ notice }}", "{{ notice-rm-7 }}")


def test_a_second_value_for_one_clause_gets_a_name_of_its_own() -> None:
    there = "- {id: notice-letter, title: Other, default: 3 hours}\n"
    made = agreed("letter.1", on=desk(values=there))
    assert after(made, desk(values=there)) == {
        "notice": "1 business day",
        "notice-letter": "3 hours",
        "notice-letter-2": "2 hours",
    }


@pytest.mark.parametrize(
    ("places", "value", "why"),
    [
        (["letter.1"], "nowhere", 'the agreement has no value "nowhere"'),
        (["letter.1"], "call", "the place does not print this value by itself"),
        (["letter.9"], "notice", "the place does not print this value by itself"),
        (["responsibilities/RM-2"], "notice", "the place does not print this value by itself"),
        (["responsibilities/RM-9"], "notice", "the place does not print this value by itself"),
        (["figures/x"], "notice", "the place does not print this value by itself"),
        (["definition:nothing"], "notice", "the place does not print this value by itself"),
        (["letter.1", "letter.9", "letter.2"], "notice", "the place does not print this value by itself"),
    ],
)
def test_a_place_that_does_not_print_the_value_by_itself_is_for_a_person(
    places: list[str], value: str, why: str
) -> None:
    assert why in refusal(agreed(*places, value=value))


def test_values_that_cannot_be_written_into_are_named() -> None:
    odd = "- {id: other, title: Other, default: 3 hours}\r\n"
    made = agreed("letter.1", on=desk(values=odd))
    assert isinstance(made, Diagnostic)
    assert (made.span.path, made.hint) == (VALUES, f"agreements fmt {VALUES}")
