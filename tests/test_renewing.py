"""The site after an edit, made from what was kept, is the site made afresh; what cannot have changed is kept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.building import site_for
from generator.files import Files
from generator.load import load
from generator.load.disk import read_workspace
from generator.model.library import Layer
from generator.renewing import ANYWHERE, Renewal, made_from
from generator.resolve import missing_files, resolve
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
        "clauses/profiles/drug-product/changes.yaml",
        "clauses/profiles/cro/scopes.yaml",
        "clauses/profiles/cro/library.yaml",
        "clauses/companies/nobody/letter.docx",
        f"{SITE}/scopes.yaml",
    ],
)
def test_an_edit_of_what_an_agreement_may_be_made_from_makes_it_anew(before: object, path: str) -> None:
    files = {**sample_files(), **OTHER}
    assert key({**files, path: files.get(path, b"") + b"\n# edited\n"}) != before


def test_an_edit_of_another_agreement_leaves_it_alone(before: object) -> None:
    assert key({**sample_files(), **OTHER, f"{SITE}/terms.yaml": b"# edited\n"}) == before


def test_an_edit_of_a_library_that_an_agreement_does_not_stand_on_leaves_it_alone(before: object) -> None:
    files = {**sample_files(), **OTHER}
    for path in ("clauses/profiles/cro/values.yaml", "clauses/profiles/cro/def/def-law-trials.md"):
        assert key({**files, path: files[path].replace(b" trial", b" Trial")}) == before


def test_an_id_that_is_new_in_any_library_makes_it_anew(before: object) -> None:
    """The card of another library may leave it out, and a hint may offer it."""
    path = "clauses/profiles/cro/events.yaml"
    row = b"\n- {id: some-new-event, title: some new event}\n"
    files = {**sample_files(), **OTHER}
    assert key({**files, path: files.get(path, b"") + row}) != before


class Untouchable:
    """A clause or row that nobody may look at."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"{name} of a clause or row in a library that the agreement does not stand on was read")


def hollow(layer: Layer) -> Layer:
    """Return *layer* with nothing in its clauses and rows but their ids, the words of scopes apart."""
    nobodys: Any = Untouchable()
    rows = {
        name: several if f"{name}.yaml" in ANYWHERE else dict.fromkeys(several, nobodys)
        for name, several in layer.rows.items()
    }
    return replace(layer, rows=rows, clauses=dict.fromkeys(layer.clauses, nobodys), places={}, links=())


@pytest.mark.parametrize("id_", sorted(path.parent.name for path in ROOT.glob("agreements/*/agreement.yaml")))
def test_an_agreement_reads_nothing_of_other_libraries_but_ids_and_words_of_scopes(id_: str) -> None:
    """What ``made_from`` leaves out must be what the line never looks at."""
    workspace, _ = load(read_workspace(ROOT, ROOT / "clauses")[0])
    source = workspace.agreements[id_]
    used = ("core", *source.agreement.layers)
    layers = {name: layer if name in used else hollow(layer) for name, layer in workspace.layers.items()}
    assert any(name not in used for name in layers)
    bare = replace(workspace, layers=layers, agreements={id_: source})
    draft, found = resolve(bare, source)
    assert (draft, found) == resolve(workspace, source)
    assert [*missing_files(draft, bare)] == []


def test_a_fault_in_what_an_agreement_is_made_from_makes_it_anew() -> None:
    workspace, _ = load(sample_files())
    broken, found = load({**sample_files(), "clauses/core/terms.yaml": b"- id: {"})
    source = workspace.agreements[SAMPLE]
    assert made_from(replace(broken, hashes=workspace.hashes), source, found) != made_from(workspace, source, [])
