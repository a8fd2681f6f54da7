"""What is asked of the disk, and what is said when it refuses."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.publish import publish, read_manifest, recover, verify
from generator.publish.disk import contents as files_in
from generator.publish.disk import disk_fault, folders, read, read_if_there, write, write_whole
from tests.publish.faulty import Faulty, failing
from tests.publish.sample import built, codes, contents, package, request_of


def test_a_disk_that_writes_a_little_at_a_time_is_asked_until_all_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
    there = built(tmp_path, "new")
    assert there["build/word/QA-1 Quality Agreement v1.0.docx"] == package("new")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "no rights"),
        (errno.EIO, "fault of its own"),
        (errno.EBUSY, "busy"),
    ],
)
def test_a_disk_that_refuses_is_told_in_plain_words(number: int, words: str, tmp_path: Path) -> None:
    built(tmp_path)
    with Faulty(1, failing(number), ("rename",)).at_work():
        outcome = publish(tmp_path, request_of("new"))
    assert words in outcome.found[0].message.lower()
    assert "the earlier build stands" in outcome.found[0].message


def test_a_first_build_that_cannot_be_switched_in_gives_the_disks_own_reason(tmp_path: Path) -> None:
    with Faulty(2, failing(errno.ENOSPC), ("rename",), lasting=True).at_work():  # the first rename is the manifest's
        outcome = publish(tmp_path, request_of("new"))
    assert outcome.manifest is None
    assert outcome.found[0].message == "the disk is full; no build stands; the next command looks again"


def test_a_file_open_in_word_is_told_as_such(tmp_path: Path) -> None:
    old = built(tmp_path)

    def sharing_violation(_name: str) -> None:
        error = PermissionError(errno.EACCES, "denied", str(tmp_path / "build"))
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    with Faulty(2, sharing_violation, ("rename",), lasting=True).at_work():  # the first rename is the manifest's
        outcome = publish(tmp_path, request_of("new"))
    assert [(fault.code, str(fault.span)) for fault in outcome.found] == [("open-elsewhere", "build")]
    assert contents(tmp_path) == old


@pytest.mark.parametrize("command", [recover, verify, read_manifest])
def test_a_disk_that_cannot_be_read_is_told_by_every_command(command: Callable[[Path], Any], tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "build.new").mkdir()
    with Faulty(1, failing(errno.EIO), ("open",), lasting=True).at_work():
        told = command(tmp_path)
    found = told if isinstance(told, list) else told[1]
    assert codes(found) == ["cannot-write"]


# One file, one folder


def test_folders_are_those_of_a_folder_itself_and_of_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "home/b").mkdir(parents=True)
    (tmp_path / "home/a").mkdir()
    (tmp_path / "home/file").write_bytes(b"")
    (tmp_path / "home/linked").symlink_to(tmp_path / "home/a")
    (tmp_path / "link").symlink_to(tmp_path / "home")
    assert [one.name for one in folders(tmp_path / "home")] == ["a", "b"]
    assert [folders(tmp_path / name) for name in ("link", "nowhere", "home/file", "home/a")] == [[], [], [], []]


def test_a_file_is_read_whole_and_never_through_a_link(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    write(tmp_path / "new/folders/file", data)
    (tmp_path / "new/link").symlink_to(tmp_path / "new/folders/file")
    assert read(tmp_path / "new/folders/file") == read_if_there(tmp_path / "new/folders/file") == data
    assert read_if_there(tmp_path / "new/link") is None
    found = {name: look() for name, look in files_in(tmp_path / "new")}
    assert found == {"folders/file": data, "link": None}


@pytest.mark.skipif(os.name == "nt", reason="rights of this kind are not Windows'")
def test_others_may_read_a_file_that_was_made_as_the_machine_lets_them(tmp_path: Path) -> None:
    earlier = os.umask(0o022)
    try:
        write(tmp_path / "file", b"")
    finally:
        os.umask(earlier)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o644


def test_a_file_is_replaced_whole_or_stays_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "folder/file.yaml"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    with Faulty(1, failing(errno.ENOSPC), ("write",)).at_work(), pytest.raises(OSError, match="space"):
        write_whole(path, b"newer")
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["file.yaml"]


def test_what_the_disk_refused_is_named_where_it_stands_in_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    for name, place in (
        (f"{tmp_path}/build.new/word/a.docx", "build.new/word/a.docx"),
        (f"{tmp_path}-elsewhere/a.docx", "build"),
        (None, "build"),
    ):
        fault = disk_fault(tmp_path, OSError(errno.EACCES, "denied", name), "new")
        assert str(fault.span) == place
        assert fault.message == "there are no rights to write here; the new build stands"
