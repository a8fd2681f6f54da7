"""The sample as it was sent, read once for all tests of this folder."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import reviewing
from generator.load.disk import read_workspace
from generator.making import word_files
from generator.model.proposal import Proposal
from generator.pipeline import Reading, read_files
from generator.read.returned import read_returned
from generator.review import Sent, proposals
from tests.review import hands

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "aurelia-northbay"


class Case(NamedTuple):
    """A workspace, and the files that it sent, by document."""

    reading: Reading
    files: dict[str, bytes]
    sent: dict[str, Sent]

    def back(self, document: str, change: Callable[[Any], None]) -> list[Proposal]:
        """Return what the file of *document* proposes after *change*."""
        read, faults = read_returned("back.docx", hands.with_main_part(self.files[document], change))
        assert read is not None, faults
        return proposals(self.sent[document], read)


@pytest.fixture(scope="session")
def case() -> Case:
    """Return the sample alone, with what it sends."""
    files = {
        path: data
        for path, data in read_workspace(ROOT, ROOT / "clauses")[0].items()
        if not path.startswith("agreements/") or path.startswith(f"agreements/{SAMPLE}/")
    }
    reading = read_files(files)
    (result,) = reading.results
    by_path = word_files(reading.workspace, result)
    made = {}
    for document in result.documents.values():
        (data,) = [d for path, d in by_path.items() if path.rpartition("/")[2].startswith(f"{document.facts.number} ")]
        made[document.facts.document] = data
    sent = {id_: reviewing.sent(reading, result, data, result.documents[id_]) for id_, data in made.items()}
    return Case(reading, made, sent)


@pytest.fixture
def rng() -> random.Random:
    """Return the same chance each time."""
    return random.Random(20261126)  # noqa: S311 - nothing here is secret
