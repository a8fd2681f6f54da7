"""What is asked of the disk, and what is said when it refuses."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.publish import publish, read_manifest, recover, verify
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
