"""One broken agreement beside a good one: the good one is published, the broken one's last good files stay."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from generator import cli
from tests.samples import HOME, ROOT

WITHOUT_PAGES = (HOME, "clauses")
GOOD, BROKEN = "sample", "twin"


def agreements(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in *folder*, in this process: one of its own would read all our modules anew."""
    said, told = io.StringIO(), io.StringIO()
    with chdir(folder), redirect_stdout(said), redirect_stderr(told), pytest.raises(SystemExit) as end:
        cli.main([*arguments])
    assert isinstance(end.value.code, int)
    return subprocess.CompletedProcess(arguments, end.value.code, said.getvalue(), told.getvalue())


def two(folder: Path) -> Path:
    """Return the small workspace of the cases, with a twin of its agreement."""
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", folder)
    shutil.copytree(ROOT / "clauses" / "templates", folder / "clauses" / "templates")
    home = folder / "agreements"
    shutil.copytree(home / GOOD, home / BROKEN)
    record = home / BROKEN / "agreement.yaml"
    edit(record, f"id: {GOOD}\n", f"id: {BROKEN}\n")
    edit(record, "number: QA-1\n", "number: QA-2\n")
    return folder


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workspace of two, built."""
    folder = two(tmp_path_factory.mktemp("once") / "w")
    done = agreements(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def both(once: Path, tmp_path: Path) -> Path:
    """Return a copy of the workspace of two and of its build."""
    return Path(shutil.copytree(once, tmp_path / "w"))


def files_of(folder: Path, id_: str) -> dict[str, bytes]:
    """Return the Word, Excel and JSON files of an agreement."""
    found = [path for kind in ("word", "excel", "json") for path in (folder / "build" / kind / id_).iterdir()]
    return {path.name: path.read_bytes() for path in found}


def edit(path: Path, old: str, new: str) -> None:
    """Replace *old* by *new* in a file that has it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_good_one_is_published_and_the_broken_ones_last_good_files_stay(both: Path) -> None:
    folder = both
    before = {id_: files_of(folder, id_) for id_ in (GOOD, BROKEN)}
    edit(folder / "agreements" / GOOD / "agreement.yaml", "draft: 1\n", "draft: 2\n")
    edit(folder / "agreements" / BROKEN / "agreement.yaml", "revisions:", "revisoins:")
    second = agreements(folder, "build")
    assert second.returncode == 1
    assert 'did you mean "revisions"?' in second.stderr
    assert files_of(folder, BROKEN) == before[BROKEN]
    assert "QA-1 Quality Agreement v1.0 draft 2.docx" in files_of(folder, GOOD)
    manifest = json.loads((folder / "build" / "manifest.json").read_bytes())
    carried = {entry["owner"] for entry in manifest["files"] if entry.get("carried")}
    assert carried == {BROKEN}
    page = (folder / "build" / "site" / "agreements" / BROKEN / "index.html").read_text(encoding="utf-8")
    assert "This agreement has errors now" in page
    assert agreements(folder, "verify").returncode == 0


OWN = "companies/own"
BREAKS = {
    f"agreements/{BROKEN}/clauses/dev-own.md": "---\nid: dev-own\ntopic: DEV\ntitle: Own\n---\nSee @nowhere.\n",
    f"clauses/{OWN}/values.yaml": "- {id: own-limit, title: Own limit, defalt: 1 week}\n",
}


@pytest.fixture(scope="module")
def apart(once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built workspace whose twin uses a library that the sample does not."""
    folder = Path(shutil.copytree(once, tmp_path_factory.mktemp("apart") / "w"))
    card = folder / "clauses" / OWN / "library.yaml"
    card.parent.mkdir()
    card.write_text('id: own\ntitle: Own\nversion: "1.0"\n', encoding="utf-8")
    record = folder / "agreements" / BROKEN / "agreement.yaml"
    edit(record, "number: ", f"layers: [{OWN}]\nnumber: ")
    first = agreements(folder, "build")
    assert first.returncode == 0, first.stderr
    return folder


@pytest.mark.parametrize("path", BREAKS)
def test_a_fault_in_what_one_uses_stops_that_one_only(apart: Path, path: str) -> None:
    before = {id_: files_of(apart, id_) for id_ in (GOOD, BROKEN)}
    spoilt = apart / path
    spoilt.parent.mkdir(exist_ok=True)
    spoilt.write_text(BREAKS[path], encoding="utf-8")
    edit(apart / "agreements" / GOOD / "agreement.yaml", "title: ", "title: Once more ")
    done = agreements(apart, "build", "--format", "json")
    spoilt.unlink()
    assert done.returncode == 1, done.stderr
    errors = [one for one in json.loads(done.stdout)["findings"] if one["severity"] == "error"]
    assert {one["path"] for one in errors} == {path}
    assert files_of(apart, BROKEN) == before[BROKEN]
    renewed = files_of(apart, GOOD)
    assert [name for name in renewed if name.endswith(".docx") and renewed[name] == before[GOOD][name]] == []
    manifest = json.loads((apart / "build" / "manifest.json").read_bytes())
    assert {entry["owner"] for entry in manifest["files"] if entry.get("carried")} == {BROKEN}


def test_building_one_agreement_leaves_the_other_as_it_is(both: Path) -> None:
    folder = both
    before = files_of(folder, GOOD)
    for id_ in (GOOD, BROKEN):
        edit(folder / "agreements" / id_ / "agreement.yaml", "draft: 1\n", "draft: 2\n")
    assert agreements(folder, "build", BROKEN).returncode == 0
    assert files_of(folder, GOOD) == before
    assert "QA-2 Quality Agreement v1.0 draft 2.docx" in files_of(folder, BROKEN)
    assert "changed since the last build" in agreements(folder, "status").stdout
