"""The small workspace of the cases on disk, and the commands run in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., int]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the workspace of the cases, with all that a build needs."""
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "clauses" / "templates", tmp_path / "clauses" / "templates")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site" / "pages", tmp_path / "site" / "pages")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    """Return what runs a command to its end, as the program does, and gives its exit code."""

    def run(*arguments: str) -> int:
        with pytest.raises(SystemExit) as end:
            cli.main([*arguments])
        assert isinstance(end.value.code, int)
        return end.value.code

    return run
