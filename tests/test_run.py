"""run.py: what it makes, when it makes it again, and what it says when it cannot."""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).resolve().parent

BACKEND = """
import pathlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("tiny.pth", str(pathlib.Path.cwd()))
        wheel.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n")
        wheel.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tiny-1.dist-info/entry_points.txt", "[console_scripts]\\nagreements = tiny:main\\n")
        wheel.writestr("tiny-1.dist-info/RECORD", "")
    return name
"""
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
TINY = """
import os, sys

def main():
    print("agreements", sys.argv[1:], os.path.basename(os.getcwd()))
"""


def write_wheel(folder: Path, name: str, version: int = 1, more: str = "") -> str:
    """Write the wheel of a package of one module, with *more* in its metadata, and return its line of the lock."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    made = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(f"{made}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{more}")
        wheel.writestr(f"{made}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{made}/RECORD", "")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment as it is before anything is installed in it."""
    folder = tmp_path_factory.mktemp("bare")
    run.make_environment(run.Home(folder))
    return run.Home(folder).venv


@pytest.fixture
def checkout(untouched: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return such a checkout, whose environments are copies of a bare one: making one anew takes seconds."""

    def make_environment(home: run.Home) -> None:
        run.remove(home.venv)
        shutil.copytree(bare, home.venv, symlinks=True)

    monkeypatch.setattr(run, "make_environment", make_environment)
    return untouched


@pytest.fixture
def untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a checkout of a tiny project with a tiny lock, whose packages come from a folder instead of an index."""
    root = tmp_path / "a checkout"
    root.mkdir()
    index = tmp_path / "index"
    (root / "requirements.lock").write_text(write_wheel(index, "leaf"), encoding="utf-8")
    for name, text in {"pyproject.toml": PROJECT, "backend.py": BACKEND, "tiny.py": TINY}.items():
        (root / name).write_text(text, encoding="utf-8")
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in {"CONFIG_FILE": os.devnull, "NO_INDEX": "1", "FIND_LINKS": str(index)}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    return root


def stamps(root: Path) -> dict[str, int]:
    """Return when each step was last finished."""
    return {path.name: path.stat().st_mtime_ns for path in (root / ".venv").glob("*.stamp")}


def test_setup_does_only_what_is_missing(
    untouched: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    checkout = untouched
    monkeypatch.chdir(tmp_path)
    assert run.main(["agreements", "check", "a b"], checkout) == 0
    first, said = stamps(checkout), capfd.readouterr()
    assert said.out.strip() == f"agreements ['check', 'a b'] {tmp_path.name}", "it runs where the caller stands"
    assert "Fetching" in said.err

    assert run.main(["agreements"], checkout) == 0
    assert stamps(checkout) == first
    assert capfd.readouterr().err == "", "a second run has nothing to do"

    with (checkout / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert run.main(["agreements"], checkout) == 0
    second = stamps(checkout)
    assert second["packages.stamp"] == first["packages.stamp"], "the packages are as they were"
    assert second["project.stamp"] > first["project.stamp"]


def test_a_changed_lock_fetches_and_installs_anew(
    checkout: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run.main(["agreements"], checkout)
    (checkout / "requirements.lock").write_text(write_wheel(tmp_path / "index", "other"), encoding="utf-8")
    assert run.main(["agreements"], checkout) == 0
    assert "Fetching" in capfd.readouterr().err
    assert {path.name for path in (checkout / ".wheels").glob("*.whl")} == {"other-1-py3-none-any.whl"}
    installed = next((checkout / ".venv").glob("[lL]ib/**/site-packages"))
    assert (installed / "other.py").exists()
    assert not (installed / "leaf.py").exists()


def test_an_interrupted_setup_is_done_again(untouched: Path) -> None:
    checkout = untouched
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").write_text("half", encoding="utf-8")
    (checkout / ".wheels.new").mkdir()
    (checkout / ".wheels").mkdir()
    assert run.main(["agreements"], checkout) == 0
    assert set(stamps(checkout)) == {"packages.stamp", "project.stamp"}
    assert not (checkout / ".wheels.new").exists()


def test_a_newer_release_of_a_package_that_another_asks_for_is_left_alone(checkout: Path) -> None:
    lock, index = checkout / "requirements.lock", checkout.parent / "index"
    asking = write_wheel(index, "branch", more="Requires-Dist: leaf[extra]>=1\n")
    write_wheel(index, "leaf", version=2, more="Provides-Extra: extra\n")
    lock.write_text(lock.read_text(encoding="utf-8") + asking, encoding="utf-8")
    assert run.main(["agreements"], checkout) == 0
    assert {path.name for path in (checkout / ".wheels").glob("*.whl")} == {
        "branch-1-py3-none-any.whl",
        "leaf-1-py3-none-any.whl",
    }


def test_a_wheel_that_is_not_the_locked_one_is_refused(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lock = checkout / "requirements.lock"
    lock.write_text(f"leaf==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    assert run.main(["agreements"], checkout) == run.SETUP_FAILED
    assert "could not be fetched" in capfd.readouterr().err
    assert not (checkout / ".wheels").exists()
    assert not stamps(checkout)


def test_a_package_that_would_run_code_to_install_itself_is_refused(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An archive of sources runs its ``setup.py``; only wheels are taken, however well their hash fits."""
    archive = checkout.parent / "index" / "leaf-1.tar.gz"
    (checkout.parent / "index" / "leaf-1-py3-none-any.whl").unlink()
    (checkout.parent / "leaf-1").mkdir()
    ran = checkout.parent / "ran"
    (checkout.parent / "leaf-1" / "setup.py").write_text(f"open({str(ran)!r}, 'w')\n", encoding="utf-8")
    (checkout.parent / "leaf-1" / "PKG-INFO").write_text(
        "Metadata-Version: 2.1\nName: leaf\nVersion: 1\n", encoding="utf-8"
    )
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(checkout.parent / "leaf-1", "leaf-1")
    lock = f"leaf==1 --hash=sha256:{hashlib.sha256(archive.read_bytes()).hexdigest()}\n"
    (checkout / "requirements.lock").write_text(lock, encoding="utf-8")
    assert run.main(["agreements"], checkout) == run.SETUP_FAILED
    assert "could not be fetched" in capfd.readouterr().err
    assert not ran.exists()


def test_without_a_network_one_sentence_says_so(
    checkout: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"INDEX_URL": "http://127.0.0.1:9/", "RETRIES": "0"}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    for name in ("NO_INDEX", "FIND_LINKS"):
        monkeypatch.delenv(f"PIP_{name}")
    assert run.main(["agreements"], checkout) == run.SETUP_FAILED
    told = capfd.readouterr().err.strip().splitlines()[-1]
    assert told.startswith("The packages could not be fetched (no network, or a proxy?): ERROR: ")
    assert "leaf" in told


def test_results_are_named_after_a_build(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (checkout / "build" / "word").mkdir(parents=True)
    assert run.main(["build", "demo"], checkout) == 0
    said = capfd.readouterr().out.splitlines()
    assert said == ["agreements ['build', 'demo'] a checkout", f"Word   {checkout / 'build' / 'word'}"]


def test_the_stamps_depend_on_where_the_checkout_is() -> None:
    assert run.fingerprint(b"lock", b"here") != run.fingerprint(b"lock", b"there")
    assert run.fingerprint(b"a", b"b") != run.fingerprint(b"ab")


def test_an_old_python_gets_one_sentence() -> None:
    with pytest.raises(run.Refusal, match=r"^Python 3\.11 or newer is needed, and this is 3\.9: [^.]+\.py [^.]+\.$"):
        run.refuse_old_python((3, 9))


def test_an_old_python_can_read_run_py() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_run_py_needs_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_a_python_without_venv_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(
        run.Refusal, match=r"no venv module: install it \(Debian, Ubuntu: apt install python3\.\d+-venv\)"
    ):
        run.refuse_without_venv()


@pytest.mark.parametrize(
    "output", ["OSError: [Errno 28] No space left on device", "There is not enough space on the disk"]
)
def test_a_full_disk_gets_one_sentence(output: str) -> None:
    with pytest.raises(run.Refusal, match="The disk is full"):
        run.refuse_full_disk(f"ERROR: Could not install packages due to an {output}: 'x'\n")


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["biuld"], 2), (["--help"], 0)])
def test_anything_else_shows_the_commands(arguments: list[str], code: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert "python3 run.py build" in done.stderr


def test_the_last_line_counts(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="1"/></testsuites>', encoding="utf-8"
    )
    assert run.counts(report) == (5, 3, 1)
    assert run.counts(tmp_path / "none.xml") == (0, 0, 0)


def test_the_count_comes_last_and_a_failed_checker_is_a_failure(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["test"], checkout) == 1, "the tiny environment has neither ruff nor mypy nor pytest"
    assert capfd.readouterr().out.splitlines()[-1] == "0 passed, 3 failed, 0 skipped"


def test_programs_have_other_places_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    home = run.Home(Path("checkout"))
    assert home.program("python") == Path("checkout/.venv/bin/python")
    monkeypatch.setattr(run, "WINDOWS", True)
    assert home.program("python") == Path("checkout/.venv/Scripts/python.exe")
