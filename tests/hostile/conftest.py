"""The small workspace of the cases, and what the line makes of it with one file replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.making import made_files
from generator.pipeline import Reading, read_files

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "cases" / "check" / "base"
TEMPLATE = "clauses/templates/counsel.docx"
APPROVAL = "clauses/templates/reviewed/templates/counsel.txt"
Put = Callable[[str, bytes], Reading]


@pytest.fixture(scope="session")
def base() -> dict[str, bytes]:
    """Return a workspace without findings, with its Word template."""
    files = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}
    return {**files, **{path: (ROOT / path).read_bytes() for path in (TEMPLATE, APPROVAL)}}


@pytest.fixture
def put(base: dict[str, bytes]) -> Put:
    """Return what takes the workspace down the line with one file put in; what is sound is rendered too."""

    def put(path: str, data: bytes) -> Reading:
        reading = read_files({**base, path: data})
        for result in reading.results:
            if result.sound:
                assert made_files(reading.workspace, result)
        return reading

    return put
