"""Hostile names and links: nothing is read from outside, nothing is written outside, two names never become one file.

Each case has a name that begins with its number in the list of threats.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli
from generator.load.disk import read_workspace
from generator.pipeline import Reading, read_files

Put = Callable[[str, bytes], Reading]
BASE = Path(__file__).resolve().parents[1] / "cases" / "check" / "base"
AGREEMENT, CLAUSE, VALUES = (
    "agreements/sample/agreement.yaml",
    "clauses/core/dev/dev-notice.md",
    "clauses/core/values.yaml",
)
ANSWERS = """\
number: QA-9
title: Filling
giver: {name: Aurelia Example Ltd, country: IE}
acceptor: {name: Northbay Example GmbH, country: DE}
services: [manufacturing]
regions: [EU]
stage: commercial
tier: "1"
tier-reason: Sterile
sites: [{id: hall, name: Hall, services: [manufacturing], calendar: de-hamburg}]
products: [{id: drug, name: Drug, sites: [hall]}]
"""

IDS = {
    "107-climbing": "../../x",
    "107-absolute": "/etc/x",
    "107-drive": "C:\\x",
    "107-stream": "C:x",
    "107-backslash": "a\\b",
    "107-device": "con",
    "107-device-in-capitals": "NUL",
    "107-device-with-ending": "COM1.x",
    "107-trailing-dot": "RM-076.",
    "107-dots": "..",
    "107-long": "a" * 300,
    "107-option": "--help-me",
    "107-nul": "a\0b",
    "107-line-end": "a\nb",
    "107-blank": "a b",
    "107-twin-of-the-sample": "SAMPLE",
    "107-full-width": "ａ",
    "107-hidden": ".git",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the small workspace of the cases, a folder below the one that tests may look at."""
    shutil.copytree(BASE, tmp_path / "w" / "x")
    monkeypatch.chdir(tmp_path / "w" / "x")
    return tmp_path / "w" / "x"


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file at or below *folder*."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def code_of(*arguments: str) -> object:
    """Run a command and return its exit code."""
    with pytest.raises(SystemExit) as end:
        cli.main([*arguments])
    return end.value.code


@pytest.mark.parametrize("case", IDS)
def test_no_command_writes_anything_under_a_hostile_id(
    root: Path, case: str, capfd: pytest.CaptureFixture[str]
) -> None:
    id_ = IDS[case]
    answers = root.parent / "answers.yaml"
    answers.write_text(ANSWERS, encoding="utf-8")
    before = everything(root.parent.parent)
    makers = [["new", "--answers", str(answers), "--", id_], ["amend", "--in", f"agreements/{id_}", "--", "dev-notice"]]
    others = [[*one, "--", id_] for one in (["amend", "--in", "agreements/sample"], ["adopt"], ["build"], ["redline"])]
    for command in makers + (others if case == "107-climbing" else []):
        assert code_of(*command) in (1, 2, 3), command
    assert everything(root.parent.parent) == before
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("case", IDS)
def test_a_hostile_id_in_a_file_is_refused_at_its_place(base: dict[str, bytes], put: Put, case: str) -> None:
    quoted = '"' + IDS[case].replace("\\", "\\\\").replace("\0", "\\0").replace("\n", "\\n") + '"'
    for path in (AGREEMENT, CLAUSE):
        old = b"id: sample" if path == AGREEMENT else b"id: dev-notice"
        reading = put(path, base[path].replace(old, b"id: " + quoted.encode(), 1))
        assert not reading.results[0].sound
        assert [fault for fault in reading.found if fault.span.path == path]


@pytest.mark.parametrize("name", ["con", "A:b", "NUL"])
def test_a_folder_that_windows_cannot_keep_is_refused_also_when_its_record_agrees(
    base: dict[str, bytes], name: str
) -> None:
    moved = {path.replace("agreements/sample", f"agreements/{name}"): data for path, data in base.items()}
    record = f"agreements/{name}/agreement.yaml"
    found = read_files({**moved, record: moved[record].replace(b"id: sample", f"id: {name}".encode())}).found
    assert [(fault.code, fault.span.path) for fault in found] == [("wrong-value", record)]
    assert "on every machine" in found[0].message


# Links


@pytest.mark.parametrize("where", ["agreements", "clauses", "agreements/sample", "agreements/sample/agreement.yaml"])
def test_a_link_is_refused_wherever_it_stands(tmp_path: Path, where: str) -> None:
    """108: the folder at the top, too."""
    shutil.copytree(BASE, tmp_path / "w")
    (tmp_path / "w" / where).rename(tmp_path / "outside")
    (tmp_path / "w" / where).symlink_to(tmp_path / "outside")
    files, found = read_workspace(tmp_path / "w", BASE / "clauses")
    assert [(fault.code, fault.span.path) for fault in found] == [("foreign-file", where)]
    assert not [path for path in files if path.startswith(f"{where}/") and where != "clauses"]


# Names that differ in nothing but capitals


def test_two_agreements_that_would_be_one_folder_are_refused(base: dict[str, bytes]) -> None:
    """109."""
    twin = {
        path.replace("agreements/sample", "agreements/Sample"): data.replace(b"id: sample", b"id: Sample")
        for path, data in base.items()
        if path.startswith("agreements/")
    }
    found = [fault for fault in read_files({**base, **twin}).found if fault.code == "path-twins"]
    assert found[0].message == '"agreements/sample" and "agreements/Sample" would be one on some machines'


@pytest.mark.parametrize(
    ("path", "text", "twin"),
    [
        ("clauses/core/dev/DEV-NOTICE.md", "---\nid: DEV-NOTICE\ntopic: DEV\ntitle: Twin\n---\nText.\n", "path-twins"),
        ("clauses/core/Values.yaml", "[]\n", "path-twins"),
        ("clauses/Core/values.yaml", "[]\n", "path-twins"),
    ],
)
def test_two_files_that_would_be_one_are_refused(put: Put, path: str, text: str, twin: str) -> None:
    """42, 109."""
    reading = put(path, text.encode())
    assert [fault.code for fault in reading.found if fault.severity.value == "error"][:1] == [twin]
    assert not reading.results[0].sound


def test_two_rows_whose_ids_differ_in_capitals_are_refused(base: dict[str, bytes], put: Put) -> None:
    """42: an id in capitals is a catalogue code, and no row has both."""
    rows = base[VALUES].decode()
    more = "- {id: R-1, title: One, default: 1 hour}\n- {id: r-1, title: Two, default: 2 hours}\n"
    found = [fault for fault in put(VALUES, (rows + more).encode()).found if fault.span.path == VALUES]
    assert [fault.message for fault in found if fault.code == "same-id"] == [
        'the id "r-1" stands twice, once in other letters, in this layer'
    ]


def test_ids_that_are_numbers_stay_what_they_are(base: dict[str, bytes], put: Put) -> None:
    """42: 1 and 01 are two ids, since neither was ever a number."""
    rows = base[VALUES].decode()
    more = "- {id: 1, title: One, default: 1 hour}\n- {id: 01, title: Two, default: 2 hours}\n"
    assert not [fault for fault in put(VALUES, (rows + more).encode()).found if fault.severity.value == "error"]


def test_a_workspace_may_stand_deep_and_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """110."""
    deep = tmp_path / "ein Ordner, größer – ω" / ("long " * 40).strip() / ("契" * 60)
    shutil.copytree(BASE, deep)
    monkeypatch.chdir(deep)
    assert code_of("check") == 1  # the Word template is not there, and nothing else is wrong
    assert code_of("fmt") == 0
    assert code_of("fmt", "--check") == 0
