"""Same input, same bytes: whatever the folder, clock zone, locale, seed, rights mask and order of files."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.samples import HOME, ROOT

PARTS = (HOME, "clauses", "site/pages", "mkdocs.yml")


ANOTHER_DAY = """
import socket, time

def refused(*_):
    raise PermissionError("a build wants no network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refused
leap_day = 1_709_164_800 + 86_399
real = time.gmtime, time.localtime, time.strftime
time.time = lambda: leap_day - 3600 * len(str(time.perf_counter()))  # forward and back, as clocks that are set right go
time.gmtime = lambda now=None: real[0](leap_day if now is None else now)
time.localtime = lambda now=None: real[1](leap_day if now is None else now)
time.strftime = lambda form, then=None: real[2](form, then or real[1](leap_day))
"""
"""Run by Python when it starts: no network, and a clock that stands near the end of a leap day and jumps back."""


def workspace(folder: Path, *, parts: Iterable[str] = PARTS, backwards: bool = False) -> Path:
    """Return a copy of the sample's workspace whose files were made in one order or the other."""
    files = [path for part in parts for path in [ROOT / part, *(ROOT / part).rglob("*")] if path.is_file()]
    for path in sorted(files, reverse=backwards):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder


def built(folder: Path, umask: int = 0o022, **surroundings: str) -> dict[str, str]:
    """Return the SHA-256 of every file that a build in *folder* makes."""
    command = [sys.executable, "-m", "generator", "build"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, umask=umask, check=False
    )
    assert done.returncode == 0, done.stderr
    return hashes(folder)


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of the build in *folder*."""
    files = sorted(path for path in (folder / "build").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return a workspace with its first build, and the SHA-256 of every file of it."""
    folder = workspace(tmp_path_factory.mktemp("first") / "a")
    return folder, built(folder, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")


def test_two_builds_in_different_surroundings_are_the_same_bytes(
    first: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "sitecustomize.py").write_text(ANOTHER_DAY, encoding="utf-8")
    one = first[1]
    other = built(
        workspace(tmp_path / "ein Ordner, größer – ω", backwards=True),
        0o077,
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
        LANG="de_DE.UTF-8",
        PYTHONHASHSEED="4242",
        SOURCE_DATE_EPOCH="1",
        PYTHONPATH=os.pathsep.join([str(ROOT), str(tmp_path / "day")]),
    )
    assert len([path for path in one if path.startswith("build/word/")]) == 13
    assert "build/manifest.json" in one
    assert "build/site/index.html" in one
    assert one == other


def test_a_second_build_over_the_first_is_the_same_bytes(first: tuple[Path, dict[str, str]]) -> None:
    folder, files = first
    assert built(folder) == files
