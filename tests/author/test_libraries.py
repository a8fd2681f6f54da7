"""The libraries shown and copied: every layer that speaks is heard, no file of a person's is replaced."""

from __future__ import annotations

from generator.author import amend, layer_table, show, vendored
from generator.diagnostic import Diagnostic
from generator.model.library import Workspace
from tests.author.test_amend import read, small

SHIPPED = {
    "clauses/calendars.yaml": b"c",
    "clauses/core/library.yaml": b"core",
    "clauses/core/dev/a.md": b"a",
    "clauses/regions/eu/library.yaml": b"eu",
    "clauses/regions/eu/e.md": b"e",
}


def shown(workspace: Workspace, name: str) -> str:
    text = show(workspace, name)
    assert isinstance(text, str), text
    return text


def test_every_layer_stands_in_the_table_with_those_who_use_it() -> None:
    lines = [line.split() for line in layer_table(read(small())).splitlines()]
    assert lines[0] == ["layer", "rank", "version", "hash", "clauses", "rows", "used", "by"]
    assert [(line[0], line[1]) for line in lines[1:3]] == [("core", "core"), ("regions/eu", "region")]
    assert {line[0]: " ".join(line[6:]) for line in lines[1:5]} == {
        "core": "one, two",
        "regions/eu": "one",
        "regions/us": "two",
        "companies/acme": "one, two",
    }


def test_a_layer_that_nobody_names_is_used_by_nobody() -> None:
    files = small(**{"clauses/profiles/p/library.yaml": "id: p\ntitle: T\nversion: '1.0'\n"})
    (line,) = [line for line in layer_table(read(files)).splitlines() if line.startswith("profiles/p")]
    assert line.endswith("nobody")


def test_the_hash_of_a_layer_changes_with_its_words_and_not_with_its_guidance() -> None:
    def core(files: dict[str, bytes]) -> str:
        return next(line for line in layer_table(read(files)).splitlines() if line.startswith("core"))

    home, before = "clauses/core/dev/dev-x.md", small()
    advice = before | {home: before[home].replace(b"Words.", b"Other words.")}
    words = before | {home: before[home].replace(b"A sentence.", b"Another.")}
    assert core(advice) == core(before) != core(words)


def test_every_layer_that_speaks_of_an_id_is_shown_lowest_first() -> None:
    files = small()
    made = amend(read(files), files, "dev-x", "companies/acme")
    assert isinstance(made, dict)
    text = shown(read(files | made), "dev-x")
    assert text.index("clauses: core (core), clauses/core/dev/dev-x.md") < text.index(
        "clauses: companies/acme (company)"
    )
    assert text.count("  A sentence.") == 2
    assert "used by: one, two" in text


def test_a_row_is_shown_as_it_is_written() -> None:
    text = shown(read(small()), "values/notice")
    assert "default: 5 days" in text
    assert "events" not in text


def test_what_a_layer_holds_names_what_lies_below_and_what_it_leaves_out() -> None:
    card = {"clauses/companies/acme/library.yaml": "id: acme\ntitle: T\nversion: '1.0'\nomit: {dev-x: We phone}\n"}
    files = small(**card, **{"clauses/companies/acme/values.yaml": "- {id: notice, title: Word}\n"})
    text = shown(read(files), "companies/acme")
    assert text == "values/notice: Word (over core)\nclauses/dev-x is left out: We phone\n"
    assert "clauses/dev-x: X\n" in shown(read(files), "core")


def test_a_name_that_means_nothing_is_refused_with_the_nearest() -> None:
    fault = show(read(small()), "dev-y")
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.hint) == ("no-such-entry", 'did you mean "dev-x"?')


def test_an_empty_workspace_gets_every_library() -> None:
    assert vendored({}, SHIPPED, ()) == (SHIPPED, [])
    assert vendored({}, SHIPPED, ["core"]) == (SHIPPED, [])


def test_one_layer_is_copied_alone() -> None:
    made = vendored({}, SHIPPED, ["regions/eu"])
    assert isinstance(made, tuple)
    assert sorted(made[0]) == ["clauses/regions/eu/e.md", "clauses/regions/eu/library.yaml"]


def test_the_calendars_are_copied_alone() -> None:
    made = vendored({}, SHIPPED, ["calendars"])
    assert isinstance(made, tuple)
    assert sorted(made[0]) == ["clauses/calendars.yaml"]


def test_a_file_that_somebody_changed_stays_and_is_named() -> None:
    files = {"clauses/regions/eu/e.md": b"ours", "clauses/calendars.yaml": b"c"}
    made = vendored(files, SHIPPED, ())
    assert isinstance(made, tuple)
    assert not made[0].keys() & files.keys()
    assert made[1] == ["clauses/regions/eu/e.md"]


def test_copied_once_there_is_nothing_left_to_copy() -> None:
    assert vendored(SHIPPED, SHIPPED, ()) == ({}, [])
    changed = {**SHIPPED, "clauses/core/dev/a.md": b"ours", "clauses/core/dev/own.md": b"own"}
    assert vendored(changed, SHIPPED, ()) == ({}, ["clauses/core/dev/a.md"])


def test_a_copy_that_broke_off_is_completed_and_a_core_of_ones_own_is_not() -> None:
    half = {"clauses/core/library.yaml": b"core"}
    assert vendored(half, SHIPPED, ()) == ({path: SHIPPED[path] for path in SHIPPED if path not in half}, [])
    fault = vendored({"clauses/core/dev/own.md": b"own"}, SHIPPED, ())
    assert isinstance(fault, Diagnostic)
    assert fault.code == "own-core"


def test_a_library_that_does_not_come_with_the_product_is_refused() -> None:
    fault = vendored({}, SHIPPED, ["regions/ue"])
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.hint) == ("no-such-entry", 'did you mean "regions/eu"?')
