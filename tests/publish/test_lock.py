"""Two commands at once: one of them builds."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.diagnostic import Diagnostic
from generator.publish import Outcome, lock, publish, recover, verify
from tests.publish.sample import built, codes, contents, request_of, script


def test_a_second_build_is_refused_while_one_is_running(tmp_path: Path) -> None:
    old = built(tmp_path)
    second: list[Outcome] = []
    looked: list[list[Diagnostic]] = []

    def write_site(folder: Path) -> None:
        (folder / "index.html").write_text("first")
        second.append(publish(tmp_path, request_of("second")))
        looked.extend([recover(tmp_path), verify(tmp_path)])

    assert publish(tmp_path, request_of("first", write_site=write_site)).manifest
    assert codes(second[0].found) == ["build-running"]
    assert [codes(found) for found in looked] == [[], ["build-running"]], "a running build is no interrupted one"
    there = contents(tmp_path)
    assert there["build/coverage.json"] == b"first"
    assert not [path for path in there if not path.startswith("build/")]
    assert there != old


BUILDER = """
import sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from generator.publish import publish
from tests.publish.sample import request_of
left = {rounds}
while left:
    outcome = publish(Path({folder!r}), request_of({words!r}))
    left -= outcome.manifest is not None
    assert [fault.code for fault in outcome.found] == ([] if outcome.manifest else ["build-running"]), outcome
    time.sleep(0 if outcome.manifest else 0.001)
"""


def test_two_builders_at_once_leave_one_of_the_two_builds(tmp_path: Path, *, full: bool) -> None:
    rounds = 500 if full else 60
    commands = [script(BUILDER, folder=str(tmp_path), words=words, rounds=rounds) for words in ("left", "right")]
    builders = [subprocess.Popen(command) for command in commands]
    assert [builder.wait(timeout=300) for builder in builders] == [0, 0]
    assert verify(tmp_path) == []
    assert (tmp_path / "build/coverage.json").read_bytes() in {b"left", b"right"}
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_who_waited_on_a_lock_that_was_deleted_takes_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first lock is deleted by its holder between our opening and our locking it."""
    take = lock._lock_or_halt
    taken: list[int] = []

    def late(handle: int) -> None:
        if not taken:
            (tmp_path / "build.lock").unlink()
        taken.append(handle)
        take(handle)

    monkeypatch.setattr(lock, "_lock_or_halt", late)
    built(tmp_path)
    assert len(taken) == 2
