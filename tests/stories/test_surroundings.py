"""Same input, same bytes: whatever the folder, clock zone, locale, seed, rights mask and order of files."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.samples import HOME, ROOT

PARTS = (HOME, "clauses", "site/pages", "mkdocs.yml")


def workspace(folder: Path, *, backwards: bool = False) -> Path:
    """Return a copy of the sample's workspace whose files were made in one order or the other."""
    files = [path for part in PARTS for path in [ROOT / part, *(ROOT / part).rglob("*")] if path.is_file()]
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
    files = sorted(path for path in (folder / "build").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_builds_in_different_surroundings_are_the_same_bytes(tmp_path: Path) -> None:
    one = built(workspace(tmp_path / "a"), TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    other = built(
        workspace(tmp_path / "ein Ordner, größer – ω", backwards=True),
        0o077,
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
        LANG="de_DE.UTF-8",
        PYTHONHASHSEED="4242",
        SOURCE_DATE_EPOCH="1",
    )
    assert len([path for path in one if path.startswith("build/word/")]) == 6
    assert "build/manifest.json" in one
    assert "build/site/index.html" in one
    assert one == other


def test_a_second_build_over_the_first_is_the_same_bytes(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "a")
    assert built(folder) == built(folder)
