"""Links confirmed: both ends are shown, one name confirms what it names, and nothing is written into the product."""

from __future__ import annotations

from pathlib import Path

from generator.author import confirm
from generator.data import shipped_clauses
from generator.diagnostic import Diagnostic
from generator.load import load
from generator.load.disk import read_workspace
from tests.compose.small import Texts, clause, files, rows
from tests.resolve.test_links import DUTY, NOTICE, RULES, confirmed

ROOT = Path(__file__).resolve().parents[2]


def asked(*texts: Texts, names: tuple[str, ...] = (), by: str = "", own: bool = True) -> tuple[dict[str, bytes], str]:
    data = files(*texts)
    made = confirm(load(data)[0], data if own else {}, names, by, "2026-11-26" if by else "")
    assert isinstance(made, tuple), made
    return made


def refused(*texts: Texts, names: tuple[str, ...], own: bool = True) -> str:
    data = files(*texts)
    made = confirm(load(data)[0], data if own else {}, names, "Niamh Sample", "2026-11-26")
    assert isinstance(made, Diagnostic)
    return f"{made.code}: {made.hint}"


def test_without_a_name_both_ends_are_shown_and_nothing_is_written() -> None:
    made, shown = asked(RULES, NOTICE, DUTY, names=("notice",))
    assert not made
    assert shown.splitlines() == [
        "clauses/notice in core (clauses/core/dev/notice.md:2:1)",
        "  Notice",
        "  ## standard",
        "  Tell all.",
        "  R-1 asks: Tell. (not confirmed yet)",
        "When the words answer the rules, run it again with --by NAME --on DATE.",
    ]
    assert asked(RULES, NOTICE, DUTY)[1].splitlines()[1:3] == [
        "  R-1 (not confirmed yet)",
        "responsibilities/RM-1 in core (clauses/core/responsibilities.yaml:1:3)",
    ]


def test_one_clause_is_confirmed_and_what_was_known_of_others_stays() -> None:
    kept = confirmed(RULES, NOTICE, DUTY)
    words = clause("notice", "Tell some.", covers="[R-1]")
    made, shown = asked(RULES, words, DUTY, kept, names=("clauses/notice",), by="Ole Example")
    lines = made["clauses/core/reviewed/links.txt"].decode().splitlines()
    assert shown == "confirmed: clauses/notice answers R-1"
    assert [(line.split(" ", 6)[0], line.split(" ", 6)[6]) for line in lines] == [
        ("clauses/notice", "Ole Example"),
        ("responsibilities/RM-1", "Niamh Sample"),
    ]
    after = {path: data.decode() for path, data in made.items()}
    assert asked(RULES, words, DUTY, after)[1] == "Nothing is left to confirm."


def test_what_a_sibling_layer_confirmed_is_left_to_confirm_here() -> None:
    """Two profiles that say the same of a row stand in no agreement together."""
    library = "id: {}\ntitle: {}\nversion: '1.0'\n"
    one, two = (
        {
            f"clauses/profiles/{name}/library.yaml": library.format(name, name),
            **rows("responsibilities", "- {id: RM-1, acceptor: I}", f"profiles/{name}"),
        }
        for name in ("one", "two")
    )
    kept = confirmed(RULES, DUTY, one)
    assert asked(RULES, DUTY, one, kept)[1] == "Nothing is left to confirm."
    assert "profiles/two" in asked(RULES, DUTY, one, two, kept)[1]


def test_what_a_layer_of_other_agreements_confirmed_is_left_to_confirm_in_an_agreement() -> None:
    one = {
        "clauses/profiles/one/library.yaml": "id: one\ntitle: One\nversion: '1.0'\n",
        **rows("responsibilities", "- {id: RM-1, acceptor: I}", "profiles/one"),
    }
    own = {"agreements/sample/responsibilities.yaml": "- {id: RM-1, acceptor: I}\n"}
    kept = confirmed(RULES, DUTY, one)
    assert "agreements/sample" in asked(RULES, DUTY, one, own, kept)[1]


def test_a_name_that_answers_nothing_is_refused_with_the_nearest() -> None:
    assert refused(RULES, NOTICE, names=("notise",)) == 'no-such-link: did you mean "notice"?'


def test_nothing_is_confirmed_inside_a_library_of_the_product() -> None:
    assert refused(RULES, NOTICE, names=("notice",), own=False).startswith("shipped-link")


def test_every_link_of_our_own_libraries_is_confirmed() -> None:
    """When it fails: read both ends with `agreements library confirm`, then confirm them by name."""
    workspace, _ = load(read_workspace(ROOT, shipped_clauses())[0])
    made = confirm(workspace, {}, (), "", "")
    assert isinstance(made, tuple)
    assert made[1] == "Nothing is left to confirm."
