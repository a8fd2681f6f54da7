"""Rounds of review as files: what a person wrote is read or named, and what still waits is said in words."""

from __future__ import annotations

import pytest

from generator.review.rounds import in_part, read_round, round_path, rounds_in, waiting

HEAD = """\
agreement: sample
document: quality-agreement
version: 1.0 draft 1
file: back.docx
hash: 1206d7f688fe1900
against: 50150d4a5f13db3f
proposals:
"""
FIRST, SECOND = round_path("sample", "round-1"), round_path("sample", "round-2")


def proposal(id_: str, **facts: str) -> str:
    said = {"id": id_, "what": "wording", "where": "3.1", "path": "letter.1", **facts}
    return "  - {" + ", ".join(f"{name}: {words}" for name, words in said.items()) + "}\n"


SIGNED = {"decided-by": "Jo Example", "decided-on": "2026-11-20"}
OPEN = proposal("a1")
AGREED = proposal("a2", decision="accept", **SIGNED)
OFFERED = proposal("a3", decision="counter", counter="Ours.", **SIGNED)
WRITTEN = proposal("a4", decision="accept", applied="agreement.yaml", **SIGNED)
REFUSED = proposal("a5", decision="reject", reason="Too short a time", **SIGNED)


@pytest.mark.parametrize(
    ("proposals", "said"),
    [
        (WRITTEN + REFUSED, []),
        (OPEN + WRITTEN, ["1 of 2 proposals of round-1 are undecided"]),
        (AGREED + OFFERED, ["2 proposals of round-1 are agreed and not written into the agreement yet"]),
        (
            OPEN + AGREED,
            [
                "1 of 2 proposals of round-1 are undecided",
                "1 proposal of round-1 is agreed and not written into the agreement yet",
            ],
        ),
        (proposal("a6", decision="perhaps"), ["the proposals of round-1 cannot be read"]),
    ],
)
def test_what_waits_in_a_round_is_said_and_what_is_done_is_not(proposals: str, said: list[str]) -> None:
    assert list(waiting({FIRST: (HEAD + proposals).encode()}, "sample")) == [f"{FIRST}: {one}" for one in said]


@pytest.mark.parametrize(
    ("counter", "part"),
    [("at night", True), ("They answer at night.", False), ("at night;", False)],
)
def test_words_that_would_be_all_that_is_left_of_a_line_are_known(counter: str, part: bool) -> None:
    line = proposal("a1", old="They answer.", new="They answer by day.", decision="counter", counter=counter)
    made, _ = read_round(FIRST, (HEAD + line).encode())
    assert made is not None
    assert in_part(made.proposals[0]) is part


def test_the_rounds_of_an_agreement_are_found_in_order_and_no_others() -> None:
    other = round_path("other", "round-1")
    files = {SECOND: b"", FIRST: b"", other: b"", "agreements/sample/reviews/import/import-report.json": b""}
    assert rounds_in(files, "sample") == ["round-1", "round-2"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (HEAD + OPEN.replace("what: wording", "what: [wording"), "yaml-fault", 8),
        (HEAD + OPEN.replace("what: wording", "what: wordng"), "wrong-value", 8),
        (HEAD.replace("hash: 1206d7f688fe1900\n", "") + OPEN, "missing-field", 1),
    ],
)
def test_a_round_that_a_person_broke_is_named_with_its_line(text: str, code: str, line: int) -> None:
    made, found = read_round(FIRST, text.encode())
    assert made is None
    assert [(one.code, one.span.path, one.span.line) for one in found] == [(code, FIRST, line)]
