"""Findings for services that show them beside the lines of a file: SARIF 2.1.0, and commands of GitHub workflows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from generator.diagnostic import KINDS, Diagnostic, Severity, Span
from generator.files import Files
from generator.render.findings import source_line

STANDARD = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def findings_to_sarif(found: Iterable[Diagnostic], files: Files, trouble: str = "", code: int = 0) -> str:
    """Return *found* as one SARIF log with one run.

    Args:
        found: What was found.
        files: The files of the workspace, by which a place gets its end.
        trouble: Why the command came to no end, if it did not.
        code: The exit code that goes with *trouble*.
    """
    several = list(found)
    codes = sorted({one.code for one in several})
    run = {
        "tool": {"driver": {"name": "agreements", "rules": [rule(one, several) for one in codes]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation(trouble, code)],
        "results": [result(one, codes, files) for one in several],
    }
    return json.dumps({"$schema": STANDARD, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def invocation(trouble: str, code: int) -> dict[str, Any]:
    """Return how the command ended."""
    if not trouble:
        return {"executionSuccessful": True}
    notice = {"level": "error", "message": {"text": trouble}}
    return {"executionSuccessful": False, "exitCode": code, "toolExecutionNotifications": [notice]}


def rule(code: str, several: Sequence[Diagnostic]) -> dict[str, Any]:
    """Return what a kind of finding says of itself."""
    one = KINDS.get(code)
    if one is None:
        level = next(fault.severity for fault in several if fault.code == code)
        return {"id": code, "defaultConfiguration": {"level": str(level)}}
    words = f"{one.means}\n\nWhy it matters: {one.matters}\n\nWhat to do: {one.cure}"
    return {
        "id": code,
        "shortDescription": {"text": one.means},
        "fullDescription": {"text": f"{one.means} {one.matters}"},
        "help": {"text": words},
        "defaultConfiguration": {"level": str(one.severity)},
    }


def result(one: Diagnostic, codes: Sequence[str], files: Files) -> dict[str, Any]:
    """Return one finding as a result."""
    made: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": str(one.severity),
        "message": {"text": sentence(one)},
        "locations": [location(one.span, files)],
    }
    if one.seen:
        made["relatedLocations"] = [
            {"id": number, **location(span, files), "message": {"text": words}}
            for number, (span, words) in enumerate(one.seen)
        ]
    return made | ({"properties": {"agreement": one.agreement}} if one.agreement else {})


def sentence(one: Diagnostic) -> str:
    """Return the message with its hint."""
    return f"{one.message} ({one.hint})" if one.hint else one.message


def location(span: Span, files: Files) -> dict[str, Any]:
    """Return a place: its file relative to the workspace, and its line when it has one."""
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(span.path)}}
    return {"physicalLocation": place | ({"region": region(span, files)} if span.line else {})}


def region(span: Span, files: Files) -> dict[str, int]:
    """Return the characters that are meant; the end is the first character that is no longer meant."""
    start = max(1, span.column)
    found = source_line(span, files)
    width = found[1] if found else max(1, span.end - span.start)
    return {"startLine": span.line, "startColumn": start, "endLine": span.line, "endColumn": start + width}


def findings_to_github(found: Iterable[Diagnostic]) -> str:
    """Return *found* as commands that a GitHub workflow shows beside the lines."""
    return "\n".join(github_line(one) for one in found)


def github_line(one: Diagnostic) -> str:
    """Return the command for one finding."""
    facts = {"file": one.span.path}
    facts |= {"line": str(one.span.line), "col": str(max(1, one.span.column))} if one.span.line else {}
    facts["title"] = one.code
    written = ",".join(f"{name}={github_fact(value)}" for name, value in facts.items())
    return f"::{COMMANDS[one.severity]} {written}::{github_text(sentence(one))}"


def github_text(words: str) -> str:
    """Return *words* so that they cannot end the command: a line break would begin another one."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def github_fact(words: str) -> str:
    """Return *words* as one fact of a command."""
    return github_text(words).replace(":", "%3A").replace(",", "%2C")
