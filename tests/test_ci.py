""".ci/run: it installs only what is missing, tries again, and then calls run.py with CI set."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "run"

# Stand-ins for the programs of the machine: each notes how it was called; apt-get update fails the first time.
STAND_INS = {
    "dpkg-query": 'case "$3" in chromium) exit 1 ;; poppler-utils) echo config-files ;; *) echo installed ;; esac',
    "apt-get": 'echo "apt-get $*" >> calls; if [ "$1" = update ] && [ ! -e tried ]; then touch tried; exit 100; fi',
    "python3": 'echo "CI=$CI python3 $*" >> calls; exit 7',
    "sleep": "",
}


@pytest.mark.skipif(os.name == "nt", reason="CI runs on Debian")
def test_ci_installs_what_is_missing_then_tests(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(SCRIPT, tmp_path / ".ci" / "run")
    for name, body in STAND_INS.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(["bash", ".ci/run"], cwd=tmp_path, env={"PATH": path}, capture_output=True, check=False)
    assert done.returncode == 7, "the exit code is that of the tests"
    update = "apt-get update -qq"
    install = "apt-get install -y -qq --no-install-recommends chromium poppler-utils"
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert calls == [update, update, install, "CI=1 python3 run.py test"]
