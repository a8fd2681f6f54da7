"""The commands: what goes to which stream, which exit code follows, and how soon help is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("pydantic", "yaml", "lxml", "openpyxl", "docx", "mkdocs", "jinja2")


def agreements(folder: Path, *arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in *folder*, without a terminal; *code* stands for the module."""
    command = [sys.executable, *(["-c", code] if code else ["-m", "generator"]), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a new workspace without agreements."""
    assert agreements(tmp_path, "init", "ours").returncode == 0
    return tmp_path / "ours"


def test_help_and_version_load_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from generator.cli import agreements\n"
        "try: agreements.main(['--help'], standalone_mode=False)\n"
        f"finally: print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = agreements(tmp_path, code=code)
    assert "Commands:" in done.stdout
    assert done.stderr.strip() == "[]"


def test_a_misspelt_command_is_answered_with_the_nearest(tmp_path: Path) -> None:
    done = agreements(tmp_path, "chek")
    assert done.returncode == 2
    assert "check" in done.stderr


def test_outside_a_workspace_the_code_is_3(tmp_path: Path) -> None:
    done = agreements(tmp_path, "check")
    assert done.returncode == 3
    assert "agreements init" in done.stderr


def test_without_a_terminal_nothing_is_asked(workspace: Path) -> None:
    done = agreements(workspace, "new", "first")
    assert done.returncode == 2
    assert "--answers" in done.stderr
    assert not (workspace / "agreements" / "first").exists()


def test_findings_at_or_above_the_limit_make_the_code_1(workspace: Path) -> None:
    (workspace / "agreements" / "first").mkdir(parents=True)
    (workspace / "agreements" / "first" / "agreement.yaml").write_text("id: first\nnumbr: 1\n", encoding="utf-8")
    done = agreements(workspace, "check", "--format", "json")
    assert done.returncode == 1
    codes = {one["code"] for one in json.loads(done.stdout)["findings"]}
    assert {"unknown-field", "missing-field"} <= codes


def test_an_unknown_agreement_is_a_named_thing_that_cannot_be_read(workspace: Path) -> None:
    (workspace / "agreements").mkdir(exist_ok=True)
    done = agreements(workspace, "check", "nobody")
    assert done.returncode == 3
    assert "nobody" in done.stderr


def test_a_crash_is_said_with_code_4_and_as_json_where_json_was_asked_for(workspace: Path) -> None:
    code = (
        "import generator.pipeline, generator.cli\n"
        "def broken(*_): raise RuntimeError('a fault of ours')\n"
        "generator.pipeline.read = broken\n"
        "generator.cli.main(['check', '--format', 'json'])"
    )
    done = agreements(workspace, code=code)
    assert done.returncode == 4
    assert json.loads(done.stdout)["crash"] == "RuntimeError: a fault of ours"
    assert "our fault" in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_answers_for_a_code_and_says_what_it_does_not_know(workspace: Path) -> None:
    done = agreements(workspace, "explain", "undefined-term")
    assert done.returncode == 0
    assert "terms.yaml" in done.stdout
    (workspace / "agreements").mkdir(exist_ok=True)
    unknown = agreements(workspace, "explain", "undefined-tern")
    assert unknown.returncode == 1
    assert 'did you mean "undefined-term"?' in unknown.stderr
