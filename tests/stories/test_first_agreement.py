"""The first day: an empty folder, three commands, and every output is there."""

from __future__ import annotations

import json
from pathlib import Path

from generator.read.soundness import faults_of_word_file
from tests.stories.test_isolation import agreements

ANSWERS = """
number: QA-0300
title: Release testing of oral solids
giver: {name: Alba Example Ltd, short: Alba, registration: "0007", address: "1 Sample Street, Dublin", country: IE}
acceptor: {name: Laboratorio Ejemplo SL, registration: B-0000000, address: "2 Calle Ejemplo, Madrid", country: ES}
sites:
  - {name: Laboratorio Norte, services: [testing]}
regions: [EU]
stage: commercial
tier: "1"
tier-reason: Release testing
products: [{name: Solidane 5 mg tablets, presentation: Blister of 30}]
"""


def test_from_an_empty_folder_to_every_output(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    home = tmp_path / "our agreements"
    for folder, command in (
        (tmp_path, ["init", str(home)]),
        (home, ["new", "laboratorio", "--answers", "../answers.yaml"]),
        (home, ["check", "--fail-on", "error"]),
        (home, ["build"]),
    ):
        done = agreements(folder, *command)
        assert done.returncode == 0, done.stderr
    build = home / "build"
    papers = sorted((build / "word" / "laboratorio").iterdir())
    assert "QA-0300 Quality Agreement v1.0 draft 1.docx" in [path.name for path in papers]
    assert [fault for path in papers for fault in faults_of_word_file(path.name, path.read_bytes())] == []
    assert sorted(path.name for path in (build / "excel" / "laboratorio").iterdir()) == [
        "QA-0300 Matrices v1.0 draft 1.xlsx",
        "QA-0300 Registers v1.0 draft 1.xlsx",
    ]
    assert (build / "json" / "laboratorio" / "quality-agreement.json").is_file()
    page = (build / "site" / "agreements" / "laboratorio" / "index.html").read_text(encoding="utf-8")
    assert "Release testing of oral solids" in page
    verified = agreements(home, "verify")
    assert (verified.returncode, verified.stderr) == (0, "nothing found\n")
    (row,) = json.loads(agreements(home, "status", "--format", "json").stdout)["agreements"]
    assert (row["id"], row["number"], row["build"]) == ("laboratorio", "QA-0300", "up to date")
    assert "error" not in row["findings"]
