"""The libraries of the product copied into a workspace: the same bytes come out, and no file of ours is replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.samples import HOME, ROOT
from tests.stories.test_isolation import agreements
from tests.stories.test_surroundings import hashes


def test_the_documents_are_the_same_bytes_before_and_after(tmp_path: Path) -> None:
    shutil.copytree(ROOT / HOME, tmp_path / HOME)
    shutil.copytree(ROOT / "clauses" / "companies", tmp_path / "clauses" / "companies")
    ours = {path: path.read_bytes() for path in (tmp_path / "clauses").rglob("*") if path.is_file()}
    assert agreements(tmp_path, "build").returncode == 0
    before = hashes(tmp_path)
    copied = agreements(tmp_path, "library", "vendor")
    assert copied.returncode == 0, copied.stderr
    assert (tmp_path / "clauses" / "core" / "library.yaml").is_file()
    assert {path: path.read_bytes() for path in ours} == ours
    assert agreements(tmp_path, "build").returncode == 0
    assert hashes(tmp_path) == before
    again = agreements(tmp_path, "library", "vendor")
    assert again.stderr.startswith("0 files copied into clauses/, 0 kept")
