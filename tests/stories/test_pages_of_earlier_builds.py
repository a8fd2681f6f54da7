"""A page stands beside files; where those are of an earlier build, the page says so and shows what they say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import cli

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "agreements/sample/agreement.yaml"
CHANGED = "This agreement has changed since. What you see is its last build."
BROKEN = "This agreement has errors now. What you see is its last good build."


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the small workspace of the cases with two agreements, ``sample`` and ``other``."""
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "clauses" / "templates", tmp_path / "clauses" / "templates")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site" / "pages", tmp_path / "site" / "pages")
    shutil.copytree(tmp_path / "agreements" / "sample", tmp_path / "agreements" / "other")
    edit(tmp_path / "agreements" / "other" / "agreement.yaml", "id: sample\nnumber: QA-1", "id: other\nnumber: QA-2")
    values = tmp_path / "clauses" / "core" / "values.yaml"
    edit(values, "starts: discovery}", "starts: discovery, clock: 1}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    """Replace *old* by *new* in a file that has it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(*ids: str) -> int:
    """Build and return the exit code."""
    with pytest.raises(SystemExit) as end:
        cli.main(["build", *ids])
    assert isinstance(end.value.code, int)
    return end.value.code


def page(root: Path, id_: str) -> str:
    """Return the first page of an agreement."""
    return (root / "build" / "site" / "agreements" / id_ / "index.html").read_text(encoding="utf-8")


def words(root: Path, id_: str) -> set[str]:
    """Return which of the words that these tests look for stand on the page."""
    return {one for one in (CHANGED, BROKEN, "1 Business Day", "2 Business Days") if one in page(root, id_)}


def test_a_page_of_today_shows_the_limit_of_today(root: Path) -> None:
    assert build() == 0
    assert words(root, "sample") == {"1 Business Day"}
    (root / SAMPLE).write_text((root / SAMPLE).read_text("utf-8") + "values: {notice: 2 business days}\n", "utf-8")
    assert build("sample") == 0
    assert words(root, "sample") == {"2 Business Days", "1 Business Day"}  # the standard stands beside the departure


def test_a_page_that_was_not_asked_for_shows_no_limit_that_its_files_do_not_have(root: Path) -> None:
    assert build() == 0
    before = page(root, "other")
    (root / SAMPLE).write_text((root / SAMPLE).read_text("utf-8") + "values: {notice: 2 business days}\n", "utf-8")
    assert build("other") == 0
    assert words(root, "sample") == {CHANGED}
    assert page(root, "other") == before


def test_a_page_of_a_broken_agreement_shows_no_limit_that_was_never_published(root: Path) -> None:
    assert build() == 0
    text = (root / SAMPLE).read_text("utf-8") + "values: {notice: 2 business days}\nlayers: [regions/uk]\n"
    (root / SAMPLE).write_text(text, "utf-8")
    assert build() == 1
    assert words(root, "sample") == {BROKEN}


def test_an_agreement_that_was_never_built_says_so(root: Path) -> None:
    assert build("other") == 0
    assert "This agreement has not been built yet." in page(root, "sample")
    assert not (root / "build" / "word" / "sample").exists()
    assert build() == 0
    assert words(root, "sample") == {"1 Business Day"}
