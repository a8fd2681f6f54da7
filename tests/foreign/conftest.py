"""A workspace with the libraries and no agreement, read once."""

from __future__ import annotations

from functools import cache

import pytest

from generator.files import Files
from generator.importing import Imported, import_agreement
from generator.load.disk import read_workspace
from generator.pipeline import Reading, read_files
from tests.foreign.papers import PAPERS
from tests.samples import ROOT


@cache
def libraries() -> Reading:
    """Return the libraries of this repository, read."""
    files: Files = {
        path: data
        for path, data in read_workspace(ROOT, ROOT / "clauses")[0].items()
        if not path.startswith("agreements/")
    }
    return read_files(files)


@cache
def imported(name: str) -> Imported:
    """Return the import of one of the six agreements."""
    made = import_agreement(libraries(), name, f"{name}.docx", PAPERS[name]())
    assert isinstance(made, Imported), made
    return made


@pytest.fixture
def reading() -> Reading:
    """The libraries, read."""
    return libraries()
