"""Numbers of sentences, paragraphs and items follow the words that they meant when something is put in before them."""

from __future__ import annotations

import pytest

from generator.author import carried, kept_places, unclear
from generator.check.moved import moved_places
from generator.load import load
from tests.check.test_cases import base

CLAUSE = "clauses/core/dev/dev-notice.md"
PLACES = "clauses/core/reviewed/places.txt"
OWN = "agreements/sample/dev-notice.md"
OTHER = "clauses/core/dev/dev-other.md"
FRONT = (
    "---\nid: dev-notice\ntopic: DEV\ntitle: Notice\nduties:\n  - {id: dev-notice, sentence: 1, does: notify}\n---\n"
)
NOTICE = (
    "The [Contract Acceptor] shall tell the [Contract Giver] of each [Deviation] within {{ notice }} after discovery.\n"
)
RECORD = "The [Contract Acceptor] shall keep a record of each [Deviation].\n"
CALL = "The [Contract Acceptor] shall telephone the [Contract Giver] on the same day.\n"
LETTERS = "The notice names:\n\n(a) the [Deviation];\n(b) its cause; and\n(c) what was done.\n"


def workspace(text: str, citing: str = "It follows @dev-notice.2.\n") -> dict[str, bytes]:
    """Return the small workspace with a clause of the words *text*, and one that cites it."""
    other = f"---\nid: dev-other\ntopic: DEV\ntitle: Other\n---\n{citing}"
    return {**base(), CLAUSE: (FRONT + text).encode(), OTHER: other.encode()}


def formatted(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return *files* as `agreements fmt` leaves their places."""
    here, found = load(files)
    assert found == []
    moved = {**files, **carried(here, files)}
    return {**moved, **kept_places(load(moved)[0], moved, unclear(here))}


def after(first: str, then: str, citing: str = "It follows @dev-notice.2.\n") -> dict[str, bytes]:
    """Return what `fmt` makes of the words *then* where it has seen *first* before."""
    kept = formatted(workspace(first, citing))
    return formatted({**kept, CLAUSE: kept[CLAUSE].replace(first.encode(), then.encode())})


def test_a_duty_follows_its_sentence() -> None:
    assert b"sentence: 2" in after(NOTICE + CALL, RECORD + NOTICE + CALL)[CLAUSE]


def test_a_duty_stays_when_its_sentence_is_edited_or_one_comes_behind_it() -> None:
    edited = NOTICE.replace("shall tell", "shall inform")
    assert b"sentence: 1" in after(NOTICE, edited + CALL)[CLAUSE]


def test_a_duty_follows_a_sentence_that_was_edited_and_moved() -> None:
    assert b"sentence: 2" in after(NOTICE, RECORD + NOTICE.replace("of each", "of every"))[CLAUSE]


def test_a_number_that_somebody_changed_is_what_he_means() -> None:
    kept = formatted(workspace(NOTICE + CALL))
    by_hand = {**kept, CLAUSE: kept[CLAUSE].replace(b"sentence: 1", b"sentence: 2")}
    assert by_hand[CLAUSE] != kept[CLAUSE]
    here, _ = load(by_hand)
    assert [*moved_places(here)] == []
    made = formatted(by_hand)
    assert b"sentence: 2" in made[CLAUSE]
    assert b"dev-notice 2 | The [Contract Acceptor] shall telephone" in made[PLACES]
    assert b"dev-notice 1 |" not in made[PLACES]


def copied_over(text: str) -> dict[str, bytes]:
    """Return the small workspace in which the agreement has written *text* over a clause, and nothing is kept yet."""
    files = workspace(NOTICE + CALL)
    print_ = load(files)[0].layers["core"].clauses["dev-notice"].fingerprint
    front = FRONT.replace("title:", f"amends: {print_}\nreason: the partner keeps a record first\ntitle:")
    return {**files, OWN: (front + text).encode()}


def test_a_duty_copied_from_a_library_means_the_sentence_that_it_meant_there() -> None:
    moved = copied_over(RECORD + NOTICE + CALL)
    found = [*moved_places(load(moved)[0])]
    assert [(one.span.path, one.hint) for one in found] == [
        (OWN, "write 2 in place of 1; agreements fmt does it in every file")
    ]
    made = formatted(moved)
    assert b"sentence: 2" in made[OWN]
    assert [*moved_places(load(made)[0])] == []


@pytest.mark.parametrize("text", [NOTICE + CALL, NOTICE.replace("each", "every") + CALL, RECORD + CALL])
def test_a_copied_duty_stays_where_its_sentence_stands_was_edited_or_was_written_anew(text: str) -> None:
    files = copied_over(text)
    assert [*moved_places(load(files)[0])] == []
    assert b"sentence: 1" in formatted(files)[OWN]


def test_a_reference_follows_its_paragraph_in_another_file() -> None:
    made = after(f"{NOTICE}\n{CALL}", f"{NOTICE}\n{RECORD}\n{CALL}")
    assert b"It follows @dev-notice.3.\n" in made[OTHER]
    assert b"reference dev-notice.3 | The [Contract Acceptor] shall telephone" in made[PLACES]
    assert b"reference dev-notice.2" not in made[PLACES]


def test_references_to_items_change_places_together() -> None:
    more = LETTERS.replace("(c)", "(d)").replace("(b)", "(c)").replace("(a)", "(a) the [Contract Giver];\n(b)")
    made = after(NOTICE + LETTERS, NOTICE + more, "See @dev-notice(a), @dev-notice(b) and @dev-notice(c).\n")
    assert b"See @dev-notice(b), @dev-notice(c) and @dev-notice(d).\n" in made[OTHER]


def test_a_reference_in_a_row_follows_too() -> None:
    rows = "clauses/core/responsibilities.yaml"
    row = "- {id: RM-1, topic: DEV, activity: Work to @dev-notice.2, giver: C, acceptor: R/A}\n"
    first, then = f"{NOTICE}\n{CALL}", f"{NOTICE}\n{RECORD}\n{CALL}"
    kept = formatted({**workspace(first), rows: row.encode()})
    made = formatted({**kept, CLAUSE: kept[CLAUSE].replace(first.encode(), then.encode())})
    assert b"Work to @dev-notice.3, giver" in made[rows]


@pytest.mark.parametrize("then", [f"{NOTICE}\n{RECORD}", f"{NOTICE}\n{RECORD}\n{CALL}\n{CALL}"])
def test_words_that_are_gone_or_stand_twice_are_left_to_a_person(then: str) -> None:
    made = after(f"{NOTICE}\n{CALL}", then)
    assert b"It follows @dev-notice.2.\n" in made[OTHER]
    assert b"reference dev-notice.2 | The [Contract Acceptor] shall telephone" in made[PLACES], "the question stays"


def test_formatting_twice_changes_nothing_more() -> None:
    once = after(NOTICE + CALL, RECORD + NOTICE + CALL)
    assert formatted(once) == once


def test_nothing_is_kept_where_nothing_is_named_by_its_place() -> None:
    files = {path: data for path, data in base().items() if path != CLAUSE}
    assert PLACES not in formatted(files)
