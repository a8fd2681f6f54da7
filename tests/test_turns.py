"""The order of the tests: what takes long begins first, and what shares a site is run by one core."""

from __future__ import annotations

import subprocess
import sys

from tests.samples import ROOT
from tests.turns import FIRST, turn, unit


def test_what_begins_first_is_there() -> None:
    assert [path for path in FIRST if not (ROOT / path).exists()] == []


def test_the_browser_begins_and_its_files_are_one_unit() -> None:
    pages, links = "tests/browser/test_pages.py::test_a[x::y]", "tests/browser/test_links.py::test_b"
    assert unit(pages) == unit(links)
    assert unit("tests/test_run.py::test_c[a::b]") == "tests/test_run.py"
    assert turn(pages) < turn("tests/test_mkdocs_plugin.py::test_d") < turn("tests/test_pages.py::test_e")


def test_workers_take_the_units_in_their_turn() -> None:
    files = [f"tests/test_{name}.py" for name in ("turns", "run", "mkdocs_plugin")]
    chosen = "begins_first_is_there or old_python or folder_in_the_place"
    command = [sys.executable, "-m", "pytest", "-n", "1", "--dist", "loadfile", "-v", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, *files, "-k", chosen], cwd=ROOT, capture_output=True, text=True, check=False)
    ran = [line.partition(" PASSED ")[2] for line in done.stdout.splitlines() if line.startswith("[gw0]")]
    assert [*dict.fromkeys(test.partition("::")[0] for test in ran)] == [files[2], files[1], files[0]], done.stdout
