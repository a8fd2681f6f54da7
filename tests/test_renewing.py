"""The site after an edit, made from what was kept, is the site made afresh; what cannot have changed is kept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.building import site_for
from generator.files import Files
from generator.load import load
from generator.renewing import Renewal, made_from
from tests.samples import HOME, ROOT, SAMPLE, sample_files

RECORD = f"{HOME}/agreement.yaml"
SITE = "agreements/other"
OTHER = {f"{SITE}/agreement.yaml": b"", f"{SITE}/terms.yaml": b"# of no other\n", f"{SITE}/scopes.yaml": b"# of all\n"}


def test_what_was_kept_and_what_is_new_are_the_site_made_afresh(tmp_path: Path) -> None:
    for folder in (HOME, "clauses"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    renewal = Renewal()
    first = renewal(tmp_path)[0]
    assert renewal(tmp_path)[0].agreements[0] is first.agreements[0], "nothing was edited, and all was made again"
    record = tmp_path / RECORD
    record.write_text(record.read_text(encoding="utf-8").replace("title: Sterile", "title: Renewed"), encoding="utf-8")
    again = renewal(tmp_path)
    assert again[0].agreements[0].title.startswith("Renewed")
    assert again == site_for(tmp_path)


def key(files: Files) -> object:
    """Return what tells whether the sample would come out otherwise."""
    workspace, found = load(files)
    return made_from(workspace, workspace.agreements[SAMPLE], found)


@pytest.fixture(scope="module")
def before() -> object:
    """Return the key of the sample beside another agreement."""
    return key({**sample_files(), **OTHER})


@pytest.mark.parametrize(
    "path",
    [
        RECORD,
        "clauses/core/terms.yaml",
        "clauses/regulations.yaml",
        "clauses/templates/own.docx",
        f"{SITE}/scopes.yaml",
    ],
)
def test_an_edit_of_what_an_agreement_may_be_made_from_makes_it_anew(before: object, path: str) -> None:
    files = {**sample_files(), **OTHER}
    assert key({**files, path: files.get(path, b"") + b"\n# edited\n"}) != before


def test_an_edit_of_another_agreement_leaves_it_alone(before: object) -> None:
    assert key({**sample_files(), **OTHER, f"{SITE}/terms.yaml": b"# edited\n"}) == before


def test_a_fault_in_what_an_agreement_is_made_from_makes_it_anew() -> None:
    workspace, _ = load(sample_files())
    broken, found = load({**sample_files(), "clauses/core/terms.yaml": b"- id: {"})
    source = workspace.agreements[SAMPLE]
    assert made_from(replace(broken, hashes=workspace.hashes), source, found) != made_from(workspace, source, [])
