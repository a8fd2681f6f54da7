"""A file that came back: untouched, packed again, or changed, and in which clause."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import agreements
from tests.test_freezing import FIRST, freeze, root

__all__ = ["root"]


@pytest.fixture
def sent(root: Path) -> Path:
    """Return the agreement that was sent, as somebody else has it."""
    freeze("1.0-draft-1", "sent")
    kept = next(path for path in (root / FIRST / "word").iterdir() if "Agreement" in path.name)
    copy = root / "came back.docx"
    copy.write_bytes(kept.read_bytes())
    return copy


def verify(path: Path) -> Result:
    """Verify a file."""
    return CliRunner().invoke(agreements, ["verify", str(path)])


def repacked(data: bytes, old: bytes = b"", new: bytes = b"") -> bytes:
    """Return a Word file packed again, with other words in its text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            assert name != "word/document.xml" or not old or old in part
            after.writestr(name, part.replace(old, new, 1) if name == "word/document.xml" and old else part)
    return made.getvalue()


def test_a_file_that_nobody_touched_is_known_by_its_version(sent: Path) -> None:
    done = verify(sent)
    assert done.exit_code == 0
    assert "untouched, version 1.0-draft-1 of sample, sent 2026-11-20" in done.stdout


def test_a_file_that_was_packed_again_says_so_and_is_no_error(sent: Path) -> None:
    sent.write_bytes(repacked(sent.read_bytes()))
    done = verify(sent)
    assert done.exit_code == 0
    assert "repacked-copy" in done.output


def test_a_changed_word_is_told_with_its_clause(sent: Path) -> None:
    sent.write_bytes(repacked(sent.read_bytes(), b"shall tell", b"may tell"))
    done = verify(sent)
    assert done.exit_code == 1
    assert "altered-copy" in done.output
    assert "2.1 Notice: was changed: " in done.output
    assert "[-shall-]{+may+} tell" in done.output
    assert "word/document.xml" in done.output


def test_a_copy_is_known_and_a_changed_word_in_it_is_told(root: Path) -> None:
    """An execution copy stands in no build and in no frozen version."""
    done = CliRunner().invoke(agreements, ["build", "sample", "--copy", "clean"])
    assert done.exit_code == 0, done.output
    kept = next(path for path in (root / "copies" / "sample").iterdir() if "Agreement" in path.name)
    sent = root / "came back" / kept.name
    sent.parent.mkdir()
    sent.write_bytes(kept.read_bytes())
    assert "untouched, the copy of sample in copies/sample" in verify(sent).stdout
    sent.write_bytes(repacked(kept.read_bytes(), b"shall tell", b"may tell"))
    told = verify(sent)
    assert told.exit_code == 1
    assert "[-shall-]{+may+}" in told.output.replace(" -]", "-]").replace(" +}", "+}")


def test_a_file_of_somebody_else_is_unknown(root: Path) -> None:
    (root / "foreign.docx").write_bytes(b"PK")
    done = verify(root / "foreign.docx")
    assert done.exit_code == 1
    assert "unknown-copy" in done.output
