"""Sources: the old or the new text, whole, and inside the workspace."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from generator.publish import write_sources
from tests.publish.faulty import CHANGING, Faulty, failing, steps_of
from tests.publish.sample import codes, contents


def test_a_source_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.yaml"
    steps = steps_of(monkeypatch, lambda: write_sources(tmp_path, {"a.yaml": b"x"}, replace=True))
    assert steps == [source.stat().st_ino, "a.yaml", tmp_path.stat().st_ino]


def test_sources_are_written_whole_and_leave_nothing_beside(tmp_path: Path) -> None:
    files = {"agreements/a/agreement.yaml": b"id: a\n", ".gitignore": b"/build/\n"}
    assert write_sources(tmp_path, files, replace=False) == []
    assert contents(tmp_path) == files
    assert write_sources(tmp_path, {".gitignore": b"x"}, replace=True) == []
    assert contents(tmp_path) == {**files, ".gitignore": b"x"}


def test_a_source_that_exists_is_not_overwritten_and_nothing_else_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes(b"mine")
    refused = write_sources(tmp_path, {"a.yaml": b"", "b.yaml": b""}, replace=False)
    assert [(fault.code, str(fault.span)) for fault in refused] == [("source-exists", "b.yaml")]
    assert contents(tmp_path) == {"b.yaml": b"mine"}


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "C:/x", "a\\x", "a//x", "agreements/CON/x", "nul.yaml"])
@pytest.mark.parametrize("replace", [False, True])
def test_a_source_outside_the_workspace_is_refused(path: str, *, replace: bool, tmp_path: Path) -> None:
    root = tmp_path / "deep" / "root"
    root.mkdir(parents=True)
    refused = write_sources(root, {path: b"x", "good.yaml": b"x"}, replace=replace)
    assert codes(refused) == ["unsafe-file-name"]
    assert contents(tmp_path) == {}


def test_a_source_behind_a_link_is_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "agreements").symlink_to(outside)
    assert codes(write_sources(root, {"agreements/a.yaml": b"x"}, replace=True)) == ["linked-build-folder"]
    assert contents(outside) == {}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_source_is_the_old_or_the_new_text_whatever_fails(number: int, tmp_path: Path) -> None:
    names = (*CHANGING, "replace", "close")
    for at in range(1, 30):
        (tmp_path / "a.yaml").write_bytes(b"old text")
        faulty = Faulty(at, failing(number), names)
        with faulty.at_work():
            refused = write_sources(tmp_path, {"a.yaml": b"the new text"}, replace=True)
        there = contents(tmp_path)
        assert there in ({"a.yaml": b"old text"}, {"a.yaml": b"the new text"}), at
        assert codes(refused) == ["cannot-write"] or there == {"a.yaml": b"the new text"}, at
    assert faulty.count < 29, "the loop passed the last call"
