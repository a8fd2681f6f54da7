"""The libraries of this repository, read once for all tests of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load import load
from generator.load.disk import read_workspace
from generator.model.library import Workspace

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """Return the files of this repository's workspace."""
    return read_workspace(ROOT, ROOT / "clauses")[0]


@pytest.fixture(scope="session")
def workspace(files: dict[str, bytes]) -> Workspace:
    """Return this repository's workspace."""
    return load(files)[0]
