"""Where the shipped data are; the installed wheel is tested in test_packaging.py."""

from __future__ import annotations

from pathlib import Path

from mkdocs.utils import get_theme_dir
from properdocs.utils import get_theme_dir as get_properdocs_theme_dir

from generator.data import shipped_cases, shipped_clauses, shipped_lock, shipped_theme

ROOT = Path(__file__).resolve().parent.parent


def test_a_checkout_uses_its_own_sources() -> None:
    assert shipped_cases() == ROOT / "tests" / "cases" / "check"
    assert shipped_clauses() == ROOT / "clauses"
    assert shipped_theme() == ROOT / "site" / "theme"
    assert shipped_lock() == (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_a_wheel_uses_what_it_carries(tmp_path: Path) -> None:
    (tmp_path / "_data").mkdir()
    assert shipped_cases(tmp_path) == tmp_path / "_data" / "cases"
    assert shipped_clauses(tmp_path) == tmp_path / "_data" / "clauses"
    assert shipped_theme(tmp_path) == tmp_path / "_data" / "theme"
    assert shipped_lock(tmp_path).startswith("annotated-types==")


def test_both_site_generators_find_the_theme() -> None:
    found = {Path(find("quality-agreements")) for find in (get_theme_dir, get_properdocs_theme_dir)}
    assert found == {shipped_theme()}
