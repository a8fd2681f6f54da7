"""The versions page: what was sent or issued, what follows what, and what changed between any two."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import office
from generator.building import site_for
from generator.cli import agreements
from generator.render.site.html import Html
from generator.render.site.pages import pages

ROOT = Path(__file__).resolve().parent.parent
HOME = "agreements/sample"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the small workspace of the cases."""
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", tmp_path / "w")
    shutil.copytree(ROOT / "clauses" / "templates", tmp_path / "w" / "clauses" / "templates")
    monkeypatch.chdir(tmp_path / "w")
    monkeypatch.setattr(office, "office", lambda: "")
    return tmp_path / "w"


def freeze(version: str, status: str, on: str) -> None:
    """Freeze a version of the sample, or move its status."""
    who = ["--by", "Ann <Sample>", "--on", on, "--reason", "First round"]
    done = CliRunner().invoke(agreements, ["freeze", "sample", version, "--status", status, *who])
    assert done.exit_code == 0, done.output


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace words of a file of the workspace."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def site(root: Path) -> Mapping[str, Html]:
    """Return the pages of the workspace by their path."""
    return {page.path: page.html for page in pages(site_for(root)[0])}


def test_an_agreement_without_a_frozen_version_has_no_such_page(root: Path) -> None:
    made = site(root)
    assert f"{HOME}/versions.html" not in made
    assert "versions.html" not in made[f"{HOME}/index.html"]


def test_the_page_names_each_version_and_any_two_can_be_compared(root: Path) -> None:
    freeze("1.0-draft-1", "sent", "2026-11-20")
    edit(root, "clauses/core/values.yaml", "1 business day", "2 business days")
    edit(root, f"{HOME}/agreement.yaml", "draft: 1", "draft: 2")
    freeze("1.0-draft-2", "sent", "2026-11-25")
    edit(root, f"{HOME}/agreement.yaml", "draft: 2", "draft: 3")
    made = site(root)
    page = made[f"{HOME}/versions.html"]
    assert page.index("Draft 2 of version 1.0") < page.index("Draft 1 of version 1.0")
    assert "Sent 20\u00a0November\u00a02026 by Ann &lt;Sample&gt;: First round" in page
    pairs = [path for path in made if path.startswith(f"{HOME}/changes/")]
    assert pairs == [
        f"{HOME}/changes/{pair}.html" for pair in ("1.0-draft-1--1.0-draft-2", "1.0-draft-2--working-draft")
    ]
    changed = made[pairs[0]]
    assert "<del>1\u00a0Business\u00a0Day</del>" in changed
    assert "<ins>2\u00a0Business\u00a0Days</ins>" in changed
    assert "Nothing changed." in made[pairs[1]] or "Draft" in made[pairs[1]]
    assert 'href="versions.html"' in made[f"{HOME}/index.html"]


def test_a_later_approved_version_supersedes_the_one_before_from_its_effective_day(root: Path) -> None:
    freeze("1.0", "approved", "2026-11-20")
    edit(root, f"{HOME}/agreement.yaml", 'version: "1.0"', 'version: "1.1"')
    edit(root, f"{HOME}/agreement.yaml", "effective: 2027-01-04", "effective: 2027-02-01")
    freeze("1.1", "approved", "2026-12-20")
    page = site(root)[f"{HOME}/versions.html"]
    assert 'data-effective="2027-01-04" data-superseded="2027-02-01"' in page
    assert "Superseded by version 1.1 from 1\u00a0February\u00a02027." in page
    assert 'data-effective="2027-02-01">' in page


def test_a_document_that_came_with_the_library_is_one_change_and_so_is_one_that_went(root: Path) -> None:
    plan = "- {id: plan, title: Escalation Plan, suffix: EP, called: the plan}\n"
    documents = root / "clauses/core/documents.yaml"
    before = documents.read_text(encoding="utf-8")
    freeze("1.0-draft-1", "sent", "2026-11-20")
    documents.write_text(before + plan, encoding="utf-8")
    edit(root, f"{HOME}/agreement.yaml", "draft: 1", "draft: 2")
    freeze("1.0-draft-2", "sent", "2026-11-25")
    edit(root, f"{HOME}/agreement.yaml", "draft: 2", "draft: 3")
    documents.write_text(before, encoding="utf-8")
    made = site(root)
    came, went = (
        made[f"{HOME}/changes/{pair}.html"] for pair in ("1.0-draft-1--1.0-draft-2", "1.0-draft-2--working-draft")
    )
    assert "The whole document" in came
    assert "<ins>Escalation Plan</ins>" in came
    assert "<del>Escalation Plan</del>" in went
