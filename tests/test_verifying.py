"""A file that came back: untouched, packed again, or changed, and in which clause."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import agreements
from generator.files import digest
from tests.cli.test_keeping import sealed
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


# What was made and lies outside the build


def copy_of(root: Path) -> Path:
    """Make clean copies and return that of the agreement."""
    done = CliRunner().invoke(agreements, ["build", "sample", "--copy", "clean"])
    assert done.exit_code == 0, done.output
    return next(path for path in (root / "copies" / "sample").iterdir() if "Agreement" in path.name)


def all_verified() -> Result:
    """Verify all that was made."""
    assert CliRunner().invoke(agreements, ["build"]).exit_code == 0
    return CliRunner().invoke(agreements, ["verify"])


def test_a_copy_that_was_touched_later_is_told_by_name(root: Path) -> None:
    kept = copy_of(root)
    assert all_verified().exit_code == 0
    kept.write_bytes(repacked(kept.read_bytes(), b"shall tell", b"may tell"))
    told = all_verified()
    assert told.exit_code == 1
    assert f"copies/sample/{kept.name}: error[altered-copy] was changed after it was made" in told.output
    itself = verify(kept)
    assert itself.exit_code == 1, "a file that was changed in its place does not vouch for itself"
    assert "untouched" not in itself.stdout


def test_what_was_sent_is_known_after_the_copy_was_made_anew_or_touched(root: Path) -> None:
    kept = copy_of(root)
    sent = root / "came back" / kept.name
    sent.parent.mkdir()
    sent.write_bytes(kept.read_bytes())
    path = root / "agreements" / "sample" / "agreement.yaml"
    path.write_text(path.read_text().replace("title: ", "title: Another "))
    assert copy_of(root).read_bytes() != sent.read_bytes()
    assert "untouched, the copy of sample in copies/sample, which was made anew since" in verify(sent).stdout
    kept.unlink()
    assert verify(sent).exit_code == 0


def test_a_changed_copy_is_told_as_such_when_what_was_made_is_gone(root: Path) -> None:
    kept = copy_of(root)
    sent = root / "came back" / kept.name
    sent.parent.mkdir()
    sent.write_bytes(repacked(kept.read_bytes(), b"shall tell", b"may tell"))
    kept.unlink()
    told = verify(sent)
    assert told.exit_code == 1
    assert "error[altered-copy] is not as it was made" in told.output
    assert "the copy of sample in copies/sample" in told.output


def test_a_file_that_somebody_laid_among_the_copies_is_told(root: Path) -> None:
    (copy_of(root).parent / "mine.docx").write_bytes(b"PK")
    told = all_verified()
    assert told.exit_code == 0
    assert "copies/sample/mine.docx: warning[unknown-copy]" in told.output


@pytest.mark.parametrize("edit", ["changed", "gone"])
def test_a_record_of_copies_that_is_not_as_it_was_written_is_told(root: Path, edit: str) -> None:
    record = copy_of(root).with_name("made.json")
    if edit == "gone":
        record.unlink()
    else:
        record.write_text(re.sub("[0-9a-f]{64}", "0" * 64, record.read_text(), count=1))
    told = all_verified()
    assert ("unknown-copy" if edit == "gone" else "altered-copy") in told.output
    assert ("nothing is recorded of what was made here" in told.output) is (edit == "gone")
    assert told.exit_code == (0 if edit == "gone" else 1)


def test_a_record_that_was_made_to_vouch_for_a_changed_copy_is_not_believed(root: Path) -> None:
    kept = copy_of(root)
    record, before = kept.with_name("made.json"), digest(kept.read_bytes())
    kept.write_bytes(repacked(kept.read_bytes(), b"shall tell", b"may tell"))
    assert before in record.read_text()
    record.write_text(record.read_text().replace(before, digest(kept.read_bytes())))
    told = all_verified()
    assert told.exit_code == 1
    said = "error[altered-copy] the record of what was made here: it is not as it was written"
    assert f"copies/sample/made.json: {said}" in told.output


def test_a_record_of_copies_without_a_seal_is_not_believed(root: Path) -> None:
    record = copy_of(root).with_name("made.json")
    record.write_text(json.dumps({"schema": 1, "files": {}}))
    told = all_verified()
    assert told.exit_code == 1
    assert "it lacks or misplaces a field ('seal')" in told.output


def test_a_copy_whose_record_is_gone_is_known_by_the_folder_it_lies_in(root: Path) -> None:
    kept = copy_of(root)
    kept.with_name("made.json").unlink()
    (root / "mine.docx").write_bytes(kept.read_bytes())
    told = verify(root / "mine.docx")
    assert told.exit_code == 0
    assert "untouched, the copy of sample in copies/sample, of which no other record is kept" in told.output


def test_a_record_of_copies_of_a_later_release_is_not_read_as_one_of_ours(root: Path) -> None:
    record = copy_of(root).with_name("made.json")
    record.write_text(sealed({**json.loads(record.read_text()), "schema": 2}))
    told = all_verified()
    assert told.exit_code == 1
    assert "it follows schema 2, this release reads schema 1" in told.output


def test_a_redline_that_was_written_elsewhere_is_known(root: Path) -> None:
    done = CliRunner().invoke(agreements, ["redline", "sample", "--to", str(root / "elsewhere")])
    assert done.exit_code == 0, done.output
    several = list((root / "elsewhere").glob("*.docx"))
    assert several
    assert all("untouched, the copy of sample in redlines/sample" in verify(path).stdout for path in several)


def test_what_readers_outside_get_is_known_and_a_change_in_it_is_told(root: Path) -> None:
    assert CliRunner().invoke(agreements, ["build", "sample", "--audience", "outside"]).exit_code == 0
    home = root / "published" / "outside" / "build" / "word" / "sample"
    kept = next(path for path in home.iterdir() if "Agreement" in path.name)
    assert "untouched, what outside readers get of sample" in verify(kept).stdout
    kept.write_bytes(repacked(kept.read_bytes(), b"shall tell", b"may tell"))
    told = all_verified()
    assert told.exit_code == 1
    assert f"published/outside/build/word/sample/{kept.name}: error[altered-output]" in told.output
