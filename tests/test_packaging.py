"""The wheel: what it carries, and that it works alone, without this checkout and without a network."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WHEELS = ROOT / ".wheels"
PROGRAMS = "Scripts" if os.name == "nt" else "bin"

ANSWERS = """
number: QA-9
title: Sterile fill and finish of Demonstrol
giver: {name: Aurelia Example Ltd, registration: "000001", address: "1 Example Quay, Dublin", country: IE}
acceptor: {name: Northbay Example GmbH, registration: HRB 000002, address: "2 Beispielweg, Hamburg", country: DE}
services: [manufacturing, packaging, testing]
regions: [EU]
stage: commercial
dosage-forms: [sterile]
tier: "1"
tier-reason: Sterile drug product
sites: [{id: hall-1, name: Hall 1, services: [manufacturing, packaging, testing], calendar: de-hamburg}]
products: [{id: demonstrol-10, name: Demonstrol 10 mg/ml, sites: [hall-1]}]
"""


def run(command: list[str | Path], folder: Path) -> str:
    """Run *command* in *folder*, without what this process has set for pip and Python; return what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))}
    environment = {**kept, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build_wheel(folder: Path) -> Path:
    """Build the wheel into *folder* and return it."""
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    """Return the names of the files in the wheel."""
    return zipfile.ZipFile(wheel).namelist()


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an environment that has the wheel and what it needs, and nothing else."""
    if not WHEELS.exists():
        pytest.skip("the locked packages are not here: python3 run.py test fetches them")
    environment = tmp_path_factory.mktemp("installed") / "venv"
    run([sys.executable, "-m", "venv", environment], ROOT)
    offline: list[str | Path] = ["-m", "pip", "install", "--quiet", "--no-index", "--find-links", WHEELS, wheel]
    run([environment / PROGRAMS / "python", *offline], environment)
    return environment / PROGRAMS


def test_the_wheel_carries_the_libraries_and_the_theme(names: list[str]) -> None:
    wanted = (
        "clauses/core/library.yaml",
        "clauses/regulations.yaml",
        "clauses/calendars.yaml",
        "theme/mkdocs_theme.yml",
    )
    assert not {f"generator/_data/{name}" for name in wanted} - set(names)


def test_the_wheel_carries_an_example_of_each_finding(names: list[str]) -> None:
    cases = {path.name for path in (ROOT / "tests" / "cases" / "check").glob("*.md")}
    assert {f"generator/_data/cases/{name}" for name in cases} <= set(names)
    assert not [name for name in names if "/cases/base/" in name]


def test_the_wheel_carries_the_lock_that_the_bill_of_materials_is_made_from(names: list[str]) -> None:
    assert [name.partition("/")[2] for name in names if name.endswith(".lock")] == ["extra_metadata/requirements.lock"]


def test_the_wheel_carries_every_library_file(names: list[str]) -> None:
    sources = [path for path in (ROOT / "clauses").rglob("*") if path.is_file()]
    libraries = {path.relative_to(ROOT).as_posix() for path in sources if "companies" not in path.parts}
    assert {f"generator/_data/{name}" for name in libraries} <= set(names)


def test_the_wheel_carries_nothing_of_a_company_and_no_tests(names: list[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    assert {top.partition("-")[0] for top in tops} == {"generator", "quality_agreements"}
    assert not [name for name in names if "companies" in name or "site/pages/" in name]


def test_the_wheel_has_the_same_bytes_each_time(wheel: Path, tmp_path: Path) -> None:
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_installed_wheel_uses_its_own_data(programs: Path, tmp_path: Path) -> None:
    asked = "from generator import data; from mkdocs.utils import get_theme_dir as find; print(data.shipped_clauses())"
    clauses, theme = run(
        [programs / "python", "-c", asked + "; print(find('quality-agreements'))"], tmp_path
    ).splitlines()
    assert Path(clauses).parts[-3:] == ("generator", "_data", "clauses")
    assert Path(theme).parts[-3:] == ("generator", "_data", "theme")
    assert (Path(theme) / "mkdocs_theme.yml").is_file()


def test_the_installed_wheel_lists_what_it_stands_on(programs: Path, tmp_path: Path) -> None:
    bill = run([programs / "agreements", "doctor", "--sbom"], tmp_path)
    assert bill == run([sys.executable, "-m", "generator", "doctor", "--sbom"], ROOT)
    assert '"name": "lxml"' in bill


def test_the_installed_wheel_makes_everything(programs: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "a workspace"
    run([programs / "agreements", "init", workspace], tmp_path)
    (workspace / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    run([programs / "agreements", "new", "demo", "--answers", "answers.yaml"], workspace)
    run([programs / "agreements", "build"], workspace)
    build = workspace / "build"
    made = {
        suffix: [path.name for path in build.rglob(f"*{suffix}")] for suffix in (".docx", ".xlsx", ".json", ".html")
    }
    assert all(made.values()), made
    assert (build / "site" / "index.html").is_file()
