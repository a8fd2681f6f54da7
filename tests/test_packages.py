"""The packages we stand on: unsafe releases are refused at the start, and the bill of materials lists them all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from generator import cli, packages
from generator.mkdocs_plugin import SiteFault
from generator.packages import ALWAYS, bill_of_materials, locked, package, unfit

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
DIRECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]


@pytest.mark.parametrize(
    ("requirement", "installed", "sound"),
    [
        ("lxml>=6.1", "6.1.3", True),
        ("lxml>=6.1", "6.0.9", False),
        ("lxml>=6.1", "6.1rc1", False),
        ("lxml>=6.1", "10.0", True),
        ("Jinja2>=3.1.6", "3.1.5", False),
        ("Jinja2>=3.1.6", "3.1.10", True),
        ("click!=8.2.2,>=8.1.8", "8.2.2", False),
        ("click!=8.3.*,>=8.1.8", "8.3.4", False),
        ("mkdocs<2,>=1.6.1", "2.0", False),
    ],
)
def test_a_release_is_judged_by_its_number(
    requirement: str, installed: str, sound: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "version", lambda _name: installed)
    one = package(requirement)
    assert (one.found, not one.lacking) == (installed, sound)


def missing(name: str) -> Any:
    raise PackageNotFoundError(name)


def test_a_package_that_is_missing_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "version", missing)
    assert package("lxml>=6.1") == ("lxml", "", "missing; lxml>=6.1 is needed")


def test_what_stands_here_may_be_run_with() -> None:
    assert [*unfit()] == []


def test_a_product_that_was_never_installed_still_refuses_unsafe_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "requires", missing)
    assert [*unfit()] == []
    monkeypatch.setattr(packages, "version", lambda _name: "3.1.5")
    assert [sentence.partition(" ")[0] for sentence in unfit()] == ["lxml", "Jinja2"]
    assert set(ALWAYS) <= set(DIRECT)


@pytest.mark.parametrize("command", ["check", "build", "explain", "new"])
@pytest.mark.parametrize(("form", "begin"), [("text", ""), ("json", '{"schema": 1, "machine": "lxml 6.0.2 is')])
def test_every_command_refuses_an_unsafe_package_at_the_start(
    command: str, form: str, begin: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(packages, "version", lambda name: "6.0.2" if name == "lxml" else "3.1.6")
    monkeypatch.setattr(packages, "requires", missing)
    with pytest.raises(SystemExit) as end:
        cli.main([command, "x", "--format", form])
    out, err = capfd.readouterr()
    assert end.value.code == 3
    assert out.startswith(begin)
    assert err == (
        "lxml 6.0.2 is installed, but lxml>=6.1 is needed: releases before 6.1 let a document read files of the "
        "machine (CVE-2026-41066); install it, or start the product through run.py, which brings the right one.\n"
    )


def test_doctor_speaks_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(packages, "version", lambda _name: "0.1")
    with pytest.raises(SystemExit) as end:
        cli.main(["doctor"])
    assert end.value.code == 1
    assert "lack  lxml: 0.1; lxml>=6.1 is needed" in capfd.readouterr().out


def test_a_plain_mkdocs_build_refuses_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "agreements").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [quality-agreements]\n", encoding="utf-8")
    monkeypatch.setattr(packages, "version", lambda _name: "0.1")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    with pytest.raises(SiteFault, match=r"lxml 0\.1 is installed, but"):
        config.plugins.on_startup(command="build", dirty=False)


# The bill of materials


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    """Return the bill of this release."""
    made: dict[str, Any] = json.loads(bill_of_materials(LOCK, "1.0", DIRECT))
    return made


def test_every_line_of_the_lock_is_a_component_with_its_hashes(bill: dict[str, Any]) -> None:
    names = re.findall(r"(?m)^([a-z0-9-]+)==([^ ]+)", LOCK)
    assert [(one["name"], one["version"]) for one in bill["components"]] == sorted(names)
    assert sum(len(one["hashes"]) for one in bill["components"]) == LOCK.count("--hash=sha256:")
    assert all(one["hashes"] and one["purl"] == one["bom-ref"] for one in bill["components"])


def test_what_only_tests_need_is_told_from_what_the_product_needs(bill: dict[str, Any]) -> None:
    scopes = {one["name"]: one["scope"] for one in bill["components"]}
    assert {scopes[name] for name in ("lxml", "jinja2", "pydantic-core", "et-xmlfile")} == {"required"}
    assert {scopes[name] for name in ("pytest", "playwright", "greenlet")} == {"excluded"}


def test_who_asks_for_what_is_listed(bill: dict[str, Any]) -> None:
    asked = {
        one["ref"].partition("@")[0]: [name.partition("@")[0] for name in one["dependsOn"]]
        for one in bill["dependencies"]
    }
    assert asked["pkg:pypi/openpyxl"] == ["pkg:pypi/et-xmlfile"]
    assert {"pkg:pypi/lxml", "pkg:pypi/mkdocs"} <= set(asked["pkg:pypi/quality-agreements"])
    assert len(asked) == len(bill["components"]) + 1


def test_the_bill_has_the_same_bytes_on_every_run_and_no_date(bill: dict[str, Any]) -> None:
    made = [
        subprocess.run(
            [sys.executable, "-m", "generator", "doctor", "--sbom"], cwd=ROOT, check=True, capture_output=True, env=seed
        ).stdout
        for seed in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C"})
    ]
    assert made[0] == made[1]
    assert json.loads(made[0])["components"] == bill["components"]
    assert "timestamp" not in bill["metadata"]


def test_a_lock_with_an_entry_more_has_another_bill() -> None:
    more = LOCK + "zzz==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via lxml\n"
    assert locked(more)[-1] == ("zzz", "1.0", ("0" * 64,), ("lxml",))
    serials = {json.loads(bill_of_materials(text, "1.0", DIRECT))["serialNumber"] for text in (LOCK, more)}
    assert len(serials) == 2
