"""Findings as text: the caret stands right under any script. As SARIF and as commands: by the book, and unbreakable."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from generator.diagnostic import KINDS, Diagnostic, Kind, Severity, Span
from generator.render.findings import cells, findings_to_text, source_lines, visible
from generator.render.sarif import findings_to_github, findings_to_sarif

KIND = Kind("made-up-for-tests", Severity.ERROR, "Made up.", "It does not.", "Leave it.")
PATH = "agreements/a b/ü.yaml"


def at(text: str, words: str) -> tuple[Span, dict[str, bytes]]:
    """Return where *words* stand in a file of one line, *text*, and the file."""
    start = text.index(words)
    return Span(PATH, 1, start + 1, start, start + len(words)), {PATH: text.encode()}


def marked(text: str, words: str) -> tuple[str, str]:
    """Return the shown line and the line with the caret, both without the gutter."""
    shown, caret = (line[9:] for line in source_lines(*at(text, words)))
    return shown, caret


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("values: {notise: 1}", "notise"),
        ("\tvalues:\t{notise: 1}", "notise"),
        ("名前: 通知 notise", "notise"),
        ("名前: 通知 notise", "通知"),
        ("name: Jose\u0301 notise", "notise"),
        ("name: Jose\u0301 notise", "Jose\u0301"),
        ("word \U0001f600 notise", "notise"),
        ("x" * 200 + " notise", "notise"),
        ("a\x1b[31m notise", "notise"),
        ("a\u202e notise", "notise"),
    ],
)
def test_the_caret_stands_under_the_words(text: str, words: str) -> None:
    shown, caret = marked(text, words)
    before, under = caret.count(" "), caret.count("^")
    assert cells(shown.partition(visible(words))[0]) == before
    assert cells(visible(words)) == under


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("notise", "notise"),
        ("x" * 200 + "notise", "\u2026" + "x" * 59 + "notise"),
        ("notise" + "x" * 200, "notise" + "x" * 104 + "\u2026"),
        ("x" * 104 + "notise", "\u2026" + "x" * 59 + "notise"),
        ("x" * 60 + "notise" + "x" * 44, "x" * 60 + "notise" + "x" * 44),
    ],
)
def test_a_long_line_says_where_it_goes_on(text: str, shown: str) -> None:
    assert marked(text, "notise")[0] == shown


def test_a_line_of_an_alphabet_from_right_to_left_quotes_the_words() -> None:
    _, words = marked("name: מנהל notise", "notise")
    assert words == "here, from character 12: notise"


def test_a_place_at_the_end_of_a_line_has_a_caret() -> None:
    lines = [*source_lines(Span(PATH, 1, 4, 3, 3), {PATH: b"abc\n"})]
    assert lines == ["     1 | abc", "       |    ^"]


@pytest.mark.parametrize("span", [Span(PATH), Span(PATH, 9, 1), Span("gone.yaml", 1, 1)])
def test_a_place_without_a_line_shows_none(span: Span) -> None:
    assert not [*source_lines(span, {PATH: b"abc\n"})]


def test_a_message_cannot_command_the_terminal() -> None:
    span, files = at("\x1b]0;gone\x07", "gone")
    shown = findings_to_text([KIND.at(span, "odd \x1b[2J\nword", hint="\u202eback")], files)
    assert not set("\x1b\x07\u202e") & set(shown)
    assert "odd <U+001B>[2J<U+000A>word" in shown


def test_another_place_shows_its_line() -> None:
    span, files = at("first: second", "second")
    other = Span("clauses/x.yaml", 1, 1, 0, 1)
    shown = findings_to_text([KIND.at(span, "odd", seen=((other, "first said here"),))], files | {other.path: b"x: y"})
    assert "    seen: clauses/x.yaml:1:1 first said here\n     1 | x: y\n       | ^" in shown


def test_colour_marks_the_weight_and_the_caret_and_nothing_else() -> None:
    span, files = at("first: second", "second")
    plain = findings_to_text([KIND.at(span, "odd")], files)
    coloured = findings_to_text([KIND.at(span, "odd")], files, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "\x1b[1;31merror[made-up-for-tests]\x1b[0m" in coloured
    assert "\x1b[1;31m^^^^^^\x1b[0m" in coloured


# SARIF


def log(found: list[Diagnostic], files: dict[str, bytes]) -> dict[str, Any]:
    """Return the log of *found* after it was held against what the standard demands."""
    made: dict[str, Any] = json.loads(findings_to_sarif(found, files))
    assert_sarif(made)
    return made


def assert_sarif(made: dict[str, Any]) -> None:
    """Hold a log against SARIF 2.1.0, sections 3.13, 3.14, 3.19, 3.20, 3.27, 3.28, 3.30 and 3.49."""
    assert made["version"] == "2.1.0"
    for run in made["runs"]:
        rules = run["tool"]["driver"]["rules"]
        assert run["tool"]["driver"]["name"]
        assert len({one["id"] for one in rules}) == len(rules)
        assert run["columnKind"] in ("unicodeCodePoints", "utf16CodeUnits")
        assert all(isinstance(one["executionSuccessful"], bool) for one in run["invocations"])
        for one in run["results"]:
            assert_result(one, rules)


def assert_result(one: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    """Hold one result against the standard."""
    assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
    assert one["level"] in ("none", "note", "warning", "error")
    assert one["message"]["text"]
    numbers = [place["id"] for place in one.get("relatedLocations", [])]
    assert len(set(numbers)) == len(numbers)
    for place in (*one["locations"], *one.get("relatedLocations", [])):
        where = place["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", where["artifactLocation"]["uri"])
        assert not where["artifactLocation"]["uri"].startswith("/")
        region = where.get("region")
        assert region is None or (region["startLine"] >= 1 and 1 <= region["startColumn"] <= region["endColumn"])


def test_a_log_without_findings_is_a_log() -> None:
    assert log([], {})["runs"][0]["results"] == []


def test_a_place_counts_signs_as_the_log_says() -> None:
    span, files = at("名 \U0001f600 notise: 1", "notise")
    one = log([KIND.at(span, "odd", hint="mend it")], files)["runs"][0]["results"][0]
    assert one["message"]["text"] == "odd (mend it)"
    place = one["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "agreements/a%20b/%C3%BC.yaml"
    assert place["region"] == {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 11}


def test_a_file_as_a_whole_has_no_region_and_other_places_are_related() -> None:
    found = [KIND.at(Span(PATH), "odd", seen=((Span(PATH, 2, 1), "see"), (Span(PATH), "and here")))]
    one = log(found, {})["runs"][0]["results"][0]
    assert "region" not in one["locations"][0]["physicalLocation"]
    assert [place["message"]["text"] for place in one["relatedLocations"]] == ["see", "and here"]


def test_each_rule_tells_what_to_do_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, KIND.code, KIND)
    other = Diagnostic("x", Severity.NOTE, Span(PATH), "y")
    found = [KIND.at(Span(PATH), "odd"), KIND.at(Span(PATH, 1, 1), "odd"), other]
    rules = log(found, {})["runs"][0]["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == ["made-up-for-tests", "x"]
    assert "What to do: Leave it." in rules[0]["help"]["text"]


# Commands of workflows


def test_a_text_cannot_end_its_command() -> None:
    span = Span("a,b:c%/x\n.yaml", 3, 0)
    made = findings_to_github([KIND.at(span, "50 %\r\n::error::x, y: z")])
    place = "file=a%2Cb%3Ac%25/x%0A.yaml,line=3,col=1,title=made-up-for-tests"
    assert made == f"::error {place}::50 %25%0D%0A::error::x, y: z (Leave it.)"


def test_a_note_is_a_notice_and_a_whole_file_has_no_line() -> None:
    made = findings_to_github([KIND.at(Span("x.yaml"), "odd", severity=Severity.NOTE)])
    assert made == "::notice file=x.yaml,title=made-up-for-tests::odd (Leave it.)"
