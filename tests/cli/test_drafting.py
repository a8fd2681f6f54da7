"""Making sources by command: where something stands in the way nothing is written, and programs get JSON alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.test_cli import ANSWERS, Run, add, root, run

__all__ = ["root", "run"]


def test_a_new_agreement_is_not_written_where_a_file_stands(root: Path, run: Run) -> None:
    add(root, "answers.yaml", ANSWERS)
    add(root, "agreements/other", "a file")
    refused = run("new", "other", "--answers", "answers.yaml")
    assert (refused.code, "agreements/other" in refused.err) == (3, True)
    assert "is made" not in refused.err
    assert (root / "agreements/other").read_text(encoding="utf-8") == "a file"


def test_libraries_are_not_copied_where_a_file_stands(root: Path, run: Run) -> None:
    shutil.rmtree(root / "clauses")
    (root / "clauses").mkdir()
    add(root, "clauses/profiles", "a file")
    refused = run("library", "vendor", "core")
    assert (refused.code, "clauses/profiles" in refused.err) == (3, True)


@pytest.mark.usefixtures("root")
def test_programs_get_the_links_to_confirm_as_json_alone(run: Run) -> None:
    told = run("library", "confirm", "--format", "json")
    assert (told.code, json.loads(told.out)["findings"], told.err) == (0, [], "")
