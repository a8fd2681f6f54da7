"""From a folder to every output: the agreements of this repository, and one that a person makes from nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load.disk import read_workspace
from generator.pipeline import read, read_files

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., int]

ANSWERS = """
number: QA-0201
title: Release testing of oral solids
giver: {name: Alba Example Ltd, short: Alba, registration: "0007", address: "1 Sample Street, Dublin", country: IE}
acceptor: {name: Laboratorio Ejemplo SL, registration: B-0000000, address: "2 Calle Ejemplo, Madrid", country: ES}
sites: [{name: Laboratorio Norte, services: [testing]}]
regions: [EU]
stage: commercial
tier: "1"
tier-reason: Release testing
products: [{name: Solidane 5 mg tablets, presentation: Blister of 30}]
signatories: {giver: {name: Ana Sample, title: Head of Quality}, acceptor: {name: Luis Ejemplo}}
"""


@pytest.mark.parametrize("id_", sorted(path.name for path in (ROOT / "agreements").iterdir() if path.is_dir()))
def test_an_agreement_of_this_repository_has_no_errors(id_: str) -> None:
    result = read_files(*read_workspace(ROOT, ROOT / "clauses")).result(id_)
    assert result
    assert result.sound, [one.head() for one in result.found]
    assert not [one.head() for one in result.found if one.severity == "warning"]


def test_a_person_makes_a_workspace_an_agreement_and_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    assert run("init", str(tmp_path / "ours")) == 0
    monkeypatch.chdir(tmp_path / "ours")
    (tmp_path / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    assert run("check") == 0
    assert run("new", "alba", "--answers", str(tmp_path / "answers.yaml")) == 0
    assert run("check", "--fail-on", "warning") == 0
    assert run("build") == 0
    assert run("verify") == 0
    made = {path.relative_to(tmp_path / "ours" / "build").as_posix() for path in Path("build").resolve().rglob("*")}
    assert {
        "word/alba/QA-0201 Quality Agreement v1.0 draft 1.docx",
        "word/alba/QA-0201-CP Communication Plan v1.0 draft 1.docx",
        "word/alba/QA-0201-DG Data-Governance Annex v1.0 draft 1.docx",
        "excel/alba/QA-0201 Matrices v1.0 draft 1.xlsx",
        "json/alba/obligations.json",
        "json/alba/coverage.json",
        "site/index.html",
        "site/agreements/alba/index.html",
        "manifest.json",
    } <= made


def test_what_is_built_says_what_the_record_says(small: Path, run: Run) -> None:
    assert run("build") == 0
    result = read(small).result("sample")
    assert result
    assert [(one.actor, one.limit, one.starts) for one in result.obligations] == [
        ("Contract Acceptor", "1\u00a0Business\u00a0Day", "discovery")
    ]
