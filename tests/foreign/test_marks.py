"""What numbers and codes of a paper of others are taken for, and where nothing is guessed."""

from __future__ import annotations

import pytest

from generator.foreign.labels import NO_MARK, printed_mark, typed_mark
from generator.foreign.matrix import crossed, found_matrix, lettered
from generator.foreign.parties import FoundParty, sided
from generator.read.foreign import ForeignCell, ForeignLine, ForeignTable


@pytest.mark.parametrize(
    ("giver", "acceptor", "codes", "guess", "fault"),
    [
        ("R/A", "I", "R/A I", "", ""),
        ("A", "R", "A R", "", ""),
        ("R, A", "-", "R/A", "", ""),
        ("R", "C", "R/A C", "no party has A", ""),
        ("A", "I", "R/A I", "no party has R", ""),
        ("C", "I", "", "", "0 parties do the work and 0 answer"),
        ("R/A", "R/A", "", "", "2 parties do the work and 2 answer"),
        ("A/R", "R", "R/A R", "", ""),
        ("C/I", "R/A", "", "", '"C/I" is more than one part'),
        ("R/A", "see 4", "", "", '"see 4" is none of R, A, C and I'),
    ],
)
def test_letters_are_codes_only_where_one_party_answers(
    giver: str, acceptor: str, codes: str, guess: str, fault: str
) -> None:
    found, own, assumed, wrong = lettered({"giver": giver, "acceptor": acceptor})
    assert (" ".join(found.values()), own) == (codes, False)
    assert assumed.startswith(guess)
    assert wrong.startswith(fault)
    assert bool(wrong) == bool(fault)
    assert bool(assumed) == bool(guess)


@pytest.mark.parametrize(
    ("cells", "codes", "own", "fault"),
    [
        (("x", "", "no"), {"giver": "R/A"}, False, ""),
        (("X", "x", "x"), {}, True, ""),
        (("x", "x", ""), {}, False, "several parties are marked"),
        (("", "-", ""), {}, False, "no party is marked"),
        (("x", "on request", ""), {}, False, '"on request" is neither'),
    ],
)
def test_a_cross_says_who_works_only_where_it_stands_alone(
    cells: tuple[str, ...], codes: dict[str, str], own: bool, fault: str
) -> None:
    found, each, _, wrong = crossed(dict(zip(("giver", "acceptor", "third"), cells, strict=True)))
    assert (found, each) == (codes, own)
    assert wrong.startswith(fault)
    assert bool(wrong) == bool(fault)


PARTIES = [FoundParty("Aurelia Ltd", "Client", 0, "giver"), FoundParty("Northbay GmbH", "Supplier", 1, "acceptor")]


def table(*rows: str) -> ForeignTable:
    return ForeignTable(tuple(tuple(ForeignCell((ForeignLine(cell),)) for cell in row.split("|")) for row in rows))


def test_a_row_of_a_matrix_that_cannot_be_one_of_ours_says_why() -> None:
    found = found_matrix(table("Activity|Client|Supplier", "Release|x|", "Batches", "Odd|x|,|more", "Ship||x"), PARTIES)
    assert found is not None
    assert [(row.activity, dict(row.codes), row.group, row.fault) for row in found.rows] == [
        ("Release", {"giver": "R/A"}, "", ""),
        ("Odd x , more", {}, "Batches", "its cells do not fit the columns"),
        ("Ship", {"acceptor": "R/A"}, "Batches", ""),
    ]


@pytest.mark.parametrize("rows", [("Activity|Client|Supplier",), ("Activity|Client|Supplier", "Release||", "Ship||")])
def test_a_table_that_marks_nothing_is_no_matrix(rows: tuple[str, ...]) -> None:
    assert found_matrix(table(*rows), PARTIES) is None


@pytest.mark.parametrize(
    ("label", "kind", "depth", "key"),
    [("4.2.", "number", 2, "4.2"), ("4.0", "number", 1, "4"), ("(b)", "letter", 0, "(b)"), ("Q-7", "number", 3, "Q-7")],
)
def test_a_number_that_word_prints_is_read_as_one_that_is_typed(label: str, kind: str, depth: int, key: str) -> None:
    made = printed_mark(label, 2, bullet=False)
    assert (made.written, made.kind, made.depth, made.key) == (label, kind, depth, key)


def test_no_number_and_a_bullet_are_told_apart() -> None:
    assert printed_mark("", 0, bullet=False) is NO_MARK
    assert printed_mark("", 0, bullet=True).kind == "bullet"


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("Annex 2 Forms", "annex", "Forms"),
        ("Annex 2 lists the forms", "", "Annex 2 lists the forms"),
        ("Annex holds forms", "", "Annex holds forms"),
        ("(iv) keep records", "roman", "keep records"),
        ("(ic) keep records", "", "(ic) keep records"),
        ("2) keep records", "figure", "keep records"),
    ],
)
def test_what_stands_before_a_text_is_a_number_only_where_it_may_be_one(text: str, kind: str, rest: str) -> None:
    mark, words = typed_mark(text)
    assert (mark.kind, words) == (kind, rest)


def test_a_party_whose_word_says_no_side_takes_the_one_that_is_free_and_is_not_sure() -> None:
    made = sided([FoundParty("Northbay GmbH", "Supplier", 0), FoundParty("Aurelia Ltd", "Aurelia", 1)])
    assert [(one.name, one.side, one.sure) for one in made] == [
        ("Aurelia Ltd", "giver", False),
        ("Northbay GmbH", "acceptor", True),
    ]
