"""The promises that conftest.py keeps for all other tests."""

from __future__ import annotations

import gc
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
SKIPPING = {
    "a test": "import pytest\n\ndef test_a():\n    pytest.skip('no soffice')\n",
    "a module": "import pytest\n\npytest.importorskip('no_such_module')\n\ndef test_a(): pass\n",
}


def run_pytest(folder: Path, text: str, ci: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(CONFTEST, folder / "conftest.py")
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    environment = {"CI": ci, "PATH": ""}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("text", SKIPPING.values(), ids=SKIPPING)
def test_a_skip_fails_in_ci(text: str, tmp_path: Path) -> None:
    done = run_pytest(tmp_path, text, ci="1")
    assert done.returncode in {1, 2}, done.stdout
    assert "skipped, which CI does not allow" in done.stdout


@pytest.mark.parametrize("text", SKIPPING.values(), ids=SKIPPING)
def test_a_skip_is_only_counted_elsewhere(text: str, tmp_path: Path) -> None:
    done = run_pytest(tmp_path, text, ci="")
    assert "1 skipped" in done.stdout
    assert " failed" not in done.stdout


def test_an_address_outside_is_refused() -> None:
    with socket.socket() as connecting, pytest.raises(PermissionError, match=r"192\.0\.2\.1"):
        connecting.connect(("192.0.2.1", 80))


def test_this_machine_may_be_talked_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_what_files_before_have_made_is_not_looked_through_with_the_rubbish() -> None:
    assert gc.get_freeze_count() > 0
