"""The libraries of this repository, read once for all tests of the folder."""

from __future__ import annotations

import pytest

from generator.load import load
from generator.model.library import Workspace
from tests.samples import sample_files


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """Return the files of this repository's workspace."""
    return dict(sample_files())


@pytest.fixture(scope="session")
def workspace(files: dict[str, bytes]) -> Workspace:
    """Return this repository's workspace."""
    return load(files)[0]
