"""What was read when an overlay was written is kept, so that a base that moved shows both texts; nobody edits it."""

from __future__ import annotations

from generator.author import adopt
from tests.author.test_amend import Files, adopted, amended, read, small

HOME = "clauses/core/dev/dev-x.md"
KEPT = "agreements/one/reviewed/clauses/dev-x.txt"
LIST = "agreements/one/reviewed/libraries.txt"


def moved() -> Files:
    """Return a workspace whose overlay lies over a clause that has changed since."""
    files = amended(small(), "dev-x", "agreements/one")
    return {**files, HOME: files[HOME].replace(b"A sentence.", b"Another sentence.")}


def reviewed(files: Files, hash_: str) -> tuple[Files, str]:
    """Return *files* with the agreement adopted, as if its libraries had the hash *hash_*."""
    made = adopt(read(files), files, "one", {"one": ("1.0", hash_)})
    assert isinstance(made, tuple), made
    return {**files, **made[0]}, made[1]


def test_both_texts_are_shown_when_the_base_has_moved() -> None:
    _, shown = adopted(moved(), "dev-x")
    assert "A sentence." in shown
    assert "Another sentence." in shown
    assert "[-A-]{+Another+} sentence." in shown
    assert "agreements/one says, and goes on saying:" in shown


def test_the_text_that_was_adopted_is_kept_for_the_next_time() -> None:
    files, _ = adopted(moved(), "dev-x")
    assert b"Another sentence." in files[KEPT]
    again, shown = adopted(files, "dev-x")
    assert again == files
    assert "unchanged since it was written" in shown


def test_a_row_is_kept_too() -> None:
    files = amended(small(), "values/notice", "companies/acme")
    files["clauses/core/values.yaml"] = files["clauses/core/values.yaml"].replace(b"5 days", b"4 days")
    _, shown = adopted(files, "values/notice")
    assert "default: [-5-]{+4+} days" in shown


def test_a_kept_text_that_somebody_edited_is_not_shown() -> None:
    files = moved()
    for spoilt in (files[KEPT].replace(b"A sentence", b"A lie"), b"", b"\xff", files[KEPT] + b"\n"):
        _, shown = adopted({**files, KEPT: spoilt}, "dev-x")
        assert "whose text is not kept here" in shown
        assert "[-" not in shown


def test_an_agreement_lists_what_its_libraries_said_and_later_what_changed() -> None:
    files, shown = reviewed(small(), "0" * 16)
    assert "changed" not in shown
    assert [line.split()[1] for line in files[LIST].decode().splitlines()[1:]] == [
        "clauses/dev-x",
        "events/notice",
        "values/notice",
        "values/other",
    ]
    files[HOME] = files[HOME].replace(b"A sentence.", b"Another sentence.")
    files["clauses/core/values.yaml"] = b"- {id: notice, title: Notice, default: 5 days, combine: shortest}\n"
    files["clauses/regions/eu/values.yaml"] = b"- {id: more, title: M, default: 1 day}\n"
    _, shown = reviewed(files, "1" * 16)
    assert shown.splitlines()[1:] == ["  changed: clauses/dev-x", "  new: values/more", "  gone: values/other"]


def test_guidance_and_an_overlay_of_the_agreement_are_no_change_of_its_libraries() -> None:
    files, _ = reviewed(small(), "0" * 16)
    files = amended(files, "dev-x", "agreements/one")
    files[HOME] = files[HOME].replace(b"Words.", b"Other words.")
    _, shown = reviewed(files, "1" * 16)
    assert len(shown.splitlines()) == 1


def test_a_list_of_another_review_is_not_trusted() -> None:
    files, _ = reviewed(small(), "0" * 16)
    record = "agreements/one/agreement.yaml"
    files[record] = files[record].replace(b"0" * 16, b"2" * 16)
    _, shown = reviewed(files, "1" * 16)
    assert "what changed since is not known" in shown


def test_what_is_kept_is_in_no_document_and_no_finding() -> None:
    files, _ = reviewed(amended(small(), "dev-x", "companies/acme"), "0" * 16)
    assert any("/reviewed/" in path for path in files)
    assert read(files).layers["companies/acme"].clauses.keys() == {"dev-x"}
