"""Clauses and rows that a returned file brings get a place, an id and the manner of those beside them, or a person."""

from __future__ import annotations

from functools import cache

import pytest

from generator.author.decided import write_decided, write_from_sheet
from generator.author.desk import Desk, Target, Written
from generator.diagnostic import Diagnostic
from generator.load import load
from generator.read.yaml import read_yaml
from generator.resolve import resolve
from tests.author.test_decided import DUTY, HOME, proposal, refusal
from tests.compose.small import Texts, clause, files, rows

OWN_ROWS = f"{HOME}/responsibilities.yaml"
COLUMNS = ("id", "activity", "giver", "acceptor")


@cache
def desk(own: str = "") -> Desk:
    """Return a desk with three clauses, a row with a number and one without; *own* are rows of the agreement's own."""
    texts: list[Texts] = [
        clause("letter", "Tell.", order="10"),
        clause("answer", "Say so.", order="20"),
        clause("thanks", "Thank.", order="21"),
        rows(
            "indicators",
            "- {id: late, title: Late, formula: Late letters., unit: '%', source: Log, owner: head-of-quality}",
        ),
        DUTY,
        {OWN_ROWS: own} if own else {},
    ]
    made = files(*texts)
    workspace, _ = load(made)
    return Desk(workspace, resolve(workspace, workspace.agreements["sample"])[0], made)


def clause_in(after: str, levels: str, new: str, on: Desk | None = None) -> Written:
    return write_decided(on or desk(), proposal("clause in", "", after=after, levels=levels, new=new), Target())


def row_in(path: str, new: str, columns: tuple[str, ...] = COLUMNS, on: Desk | None = None) -> Written:
    return write_decided(on or desk(), proposal("row in", path, new=new), Target((), {"Party": "Party"}, columns))


def from_sheet(path: str, new: str, on: Desk | None = None) -> Written:
    return write_from_sheet(on or desk(), proposal("row in", path, new=new))


def only(written: Written, path: str) -> str:
    assert isinstance(written, dict), written
    assert list(written) == [path]
    return written[path].decode()


def last_row(written: Written, path: str = OWN_ROWS) -> object:
    text = only(written, path)
    made, faults = read_yaml(path, text)
    assert isinstance(made, list)
    assert not faults
    return made[-1]


def test_a_clause_that_came_stands_right_behind_the_one_above_it() -> None:
    made = only(clause_in("letter.1", "0 1", "A call\nRing:\nat once."), f"{HOME}/clauses/dev-a-call.md")
    assert made.split("---\n")[1:] == [
        "id: dev-a-call\ntopic: DEV\ntitle: A call\norder: 11\nreason: Agreed\n",
        "Ring:\n\n(a) at once.\n",
    ]


def test_two_clauses_of_one_title_get_two_ids() -> None:
    first = clause_in("letter.1", "0", "A call\nRing.")
    assert isinstance(first, dict)
    on = Desk(desk().workspace, desk().draft, {**desk().files, **first})
    only(clause_in("letter.1", "0", "A call\nRing."), f"{HOME}/clauses/dev-a-call.md")
    only(clause_in("letter.1", "0", "A call\nRing.", on), f"{HOME}/clauses/dev-a-call-2.md")


def test_a_clause_without_room_behind_the_one_above_it_is_told_its_place() -> None:
    made = clause_in("answer.1", "0", "A call\nRing.")
    assert isinstance(made, dict)
    assert "after: {dev-a-call: answer}\n" in made[f"{HOME}/agreement.yaml"].decode()


@pytest.mark.parametrize(
    ("after", "levels", "new", "why"),
    [
        ("nowhere.1", "0", "A call\nRing.", "where it belongs"),
        ("letter.1", "0 0", "A call\nRing.", "how its lines belong together"),
        ("letter.1", "", "A call", "a title without a text"),
        ("letter.1", "0 2", "A call\nRing:\nat once.", "too deep"),
        ("letter.1", "0 0", "A call\nRing.\n", "the clause grammar cannot say this text"),
    ],
)
def test_a_clause_that_nobody_can_place_is_for_a_person(after: str, levels: str, new: str, why: str) -> None:
    assert why in refusal(clause_in(after, levels, new))


def test_a_row_that_came_has_the_next_number_the_topic_above_it_and_terms_for_words() -> None:
    made = row_in("responsibilities/RM-1", " | The Party rings. \n \nIt waves. | I | R/A")
    assert last_row(made) == {
        "id": "RM-2",
        "topic": "DEV",
        "activity": "The [Party] rings. It waves.",
        "giver": "I",
        "acceptor": "R/A",
    }


def test_a_row_behind_one_without_a_number_gets_its_name_with_a_number_and_nothing_that_it_lacks() -> None:
    columns = ("title", "formula", "unit", "source", "owner")
    made = row_in("indicators/late", "Calls | Late calls. | % | Log | head-of-quality", columns)
    assert last_row(made, f"{HOME}/indicators.yaml") == {
        "id": "late-2",
        "title": "Calls",
        "formula": "Late calls.",
        "unit": "%",
        "source": "Log",
        "owner": "head-of-quality",
    }


@pytest.mark.parametrize(
    ("path", "new", "columns", "why"),
    [
        ("figures/x", "a | b", ("id", "title"), "which table it belongs to"),
        ("responsibilities/RM-9", "RM-9 | Ring. | I | R/A", COLUMNS, "which table it belongs to"),
        ("responsibilities/RM-1", "RM-9 | Ring. | I", COLUMNS, "which cell is which"),
        (
            "responsibilities/group:DEV",
            "RM-9 | Ring. | I | R/A",
            COLUMNS,
            "it would be the first row under its heading",
        ),
        ("responsibilities/RM-1", "RM-9 | Ring. | 4.1", ("id", "activity", "where"), '"where" is made by the program'),
        ("responsibilities/RM-1", "RM-1 | Ring. | I | R/A", COLUMNS, 'there is a row "RM-1" already'),
    ],
)
def test_a_row_that_nobody_can_place_is_for_a_person(path: str, new: str, columns: tuple[str, ...], why: str) -> None:
    assert why in refusal(row_in(path, new, columns))


def test_a_row_from_a_workbook_keeps_the_lines_of_its_cells() -> None:
    made = from_sheet("responsibilities/", "topic: DEV\nactivity: Ring.\nTwice: at night.\ngiver: I\nacceptor: R/A")
    assert last_row(made) == {
        "id": "RM-2",
        "topic": "DEV",
        "activity": "Ring.\nTwice: at night.",
        "giver": "I",
        "acceptor": "R/A",
    }


def test_a_row_from_a_workbook_that_belongs_nowhere_is_for_a_person() -> None:
    assert "which table it belongs to" in refusal(from_sheet("figures/", "title: A"))
    assert "which table it belongs to" in refusal(from_sheet("stakeholders/", "who: A"))
    scoped = from_sheet("responsibilities/", "activity: Ring.\napplies: testing")
    assert 'the field "applies" holds more than texts' in refusal(scoped)


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ("[{id: RM-5, topic: DEV, activity: Ring., giver: I, acceptor: R/A}]\n", "cannot be added at the end"),
        ("- {id: RM-5, topic: DEV, activity: Ring., giver: I, acceptor: R/A}\r\n", "line ends"),
    ],
)
def test_rows_written_in_another_way_stay_as_they_are_and_the_row_is_given_to_write(own: str, why: str) -> None:
    made = row_in("responsibilities/RM-1", "\u2013 | Wave. | I | R/A", on=desk(own))
    assert isinstance(made, Diagnostic)
    assert why in made.message
    assert made.span.path == OWN_ROWS
    assert "Wave." in made.hint or "agreements fmt" in made.hint


def test_a_row_joins_the_rows_of_the_agreements_own_though_the_last_line_has_no_end() -> None:
    own = "- {id: RM-5, topic: DEV, activity: Ring., giver: I, acceptor: R/A}"
    made = row_in("responsibilities/RM-1", "\u2013 | Wave. | I | R/A", on=desk(own))
    assert isinstance(made, dict)
    assert made[OWN_ROWS].decode().startswith(f"{own}\n- {{id: RM-6, ")
    assert "after: {RM-6: RM-1}\n" in made[f"{HOME}/agreement.yaml"].decode()
