"""What doctor says of a machine: true, plain, and without leaving a trace."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from generator import machine, packages
from generator.machine import Fact, facts


def named(root: Path) -> dict[str, Fact]:
    return {fact.name: fact for fact in facts(root)}


def test_this_machine_can_build_and_nothing_is_left_behind(tmp_path: Path) -> None:
    found = named(tmp_path)
    assert [fact for fact in found.values() if not fact.sound and fact.name != "locale"] == []
    assert {"Python", "openpyxl", "lxml", "locale", "git", "LibreOffice", "Chromium", "font Arial"} <= set(found)
    assert {"write rights", "free space"} <= set(found)
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_that_cannot_be_written_is_lacking(tmp_path: Path) -> None:
    found = named(tmp_path / "nowhere")
    assert not found["write rights"].sound
    assert not found["free space"].sound


def test_a_full_disk_is_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "ENOUGH_SPACE", 2**80)
    assert not named(tmp_path)["free space"].sound


def test_a_python_too_old_is_lacking_and_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "OLDEST_PYTHON", (9, 0))
    assert not machine.python().sound
    assert "at least 9.0" in machine.python().value


def test_a_package_that_is_too_old_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "version", lambda name: "6.0.9" if name == "lxml" else version(name))
    lacking = [fact for fact in machine.packages() if not fact.sound]
    reason = "releases before 6.1 let a document read files of the machine (CVE-2026-41066)"
    assert lacking == [Fact("lxml", f"6.0.9; lxml>=6.1 is needed: {reason}", sound=False)]


def test_a_project_that_is_not_installed_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "asked_for", lambda: None)
    assert [fact.sound for fact in machine.packages()] == [False]


def test_releases_that_the_tests_did_not_run_with_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.releases() == Fact("lock", "the releases are those tested", sound=True)
    monkeypatch.setattr(packages, "version", lambda name: "6.9" if name == "lxml" else version(name))
    assert machine.releases().value.startswith("tested with other releases: lxml 6.9 (locked: 6.")


def test_programs_that_only_tests_need_are_never_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    found = named(tmp_path)
    assert found["LibreOffice"].sound
    assert "not found" in found["LibreOffice"].value
    assert "cannot be looked up" in found["font Arial"].value


def test_a_program_that_hangs_or_breaks_is_said_to_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(*_args: Any, **_options: Any) -> Any:
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(shutil, "which", os.fspath)
    monkeypatch.setattr(subprocess, "run", hangs)
    assert "does not say its version" in machine.program("git", ("git",), "keeps history").value


@pytest.mark.parametrize(
    ("shown", "words"),
    [("Carlito", "shown in Carlito"), ("DejaVu Sans", "line breaks differ"), ("", "cannot be looked")],
)
def test_a_font_is_named_with_what_stands_in_for_it(shown: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: "fc-match")
    monkeypatch.setattr(machine, "first_line", lambda _command: shown)
    fonts = {fact.name: fact for fact in machine.fonts()}
    assert words in fonts["font Calibri"].value
