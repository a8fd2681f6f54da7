"""The command for redlines: what it lists, what it writes, and how it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import redlining
from generator.cli import agreements
from generator.diagnostic import Span

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the small workspace of the cases."""
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", tmp_path / "w")
    (tmp_path / "w" / "clauses" / "templates").mkdir()
    shutil.copy(ROOT / "clauses" / "templates" / "counsel.docx", tmp_path / "w" / "clauses" / "templates")
    monkeypatch.chdir(tmp_path / "w")
    return tmp_path / "w"


def test_another_time_limit_is_listed_and_marked_in_word(root: Path) -> None:
    done = CliRunner().invoke(
        agreements, ["redline", "sample", "--with", "notice=8 hours", "--by", "Legal", "--on", "2026-11-20"]
    )
    assert done.exit_code == 0, done.output
    assert '"8 hours"' in done.stdout.replace("\u00a0", " ")
    assert {path.suffix for path in (root / "redlines" / "sample").iterdir()} == {".docx"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--with", "notic=8 hours"), 'did you mean "notice"?'),
        (("--with", "notice"), "has no value"),
        (("--on", "soon"), "is not a date"),
        (("--against", "nobody"), 'there is no agreement "nobody"'),
    ],
)
def test_what_cannot_be_compared_is_refused_and_nothing_is_written(
    root: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = CliRunner().invoke(agreements, ["redline", "sample", *arguments])
    assert done.exit_code != 0
    assert said in done.output
    assert not (root / "redlines").exists()


def test_a_redline_that_proves_wrong_is_not_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = redlining.UNPROVEN.at(Span("x"), "accepting all changes does not give the newer text")
    monkeypatch.setattr(redlining, "proof", lambda *_: [wrong])
    done = CliRunner().invoke(agreements, ["redline", "sample", "--with", "notice=8 hours"])
    assert done.exit_code == 4
    assert "unproven-redline" in done.output
    assert not (root / "redlines").exists()
