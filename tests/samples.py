"""The sample that tests stand on: one agreement and the libraries; stories/test_every_agreement.py builds them all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.files import Files
from generator.load.disk import read_workspace

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "aurelia-northbay"
HOME = f"agreements/{SAMPLE}"


def of_the_sample(path: str) -> bool:
    """Tell whether a file of the workspace belongs to the sample or to no agreement."""
    return path.startswith(f"{HOME}/") or not path.startswith("agreements/")


@cache
def sample_files() -> Files:
    """Return the files of this repository's workspace, with the sample as its only agreement."""
    files = read_workspace(ROOT, ROOT / "clauses")[0]
    return {path: data for path, data in files.items() if of_the_sample(path)}
