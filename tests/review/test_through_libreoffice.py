"""Workbooks that were edited and then saved by LibreOffice: each edit is told once at its cell, and nothing else."""

from __future__ import annotations

import random
import shutil
import subprocess
from functools import partial
from typing import Any

import pytest

from generator.author.book import book_of
from generator.render.workbook import render_workbook
from generator.workbooks import import_workbook
from tests.libreoffice import CALC, SYSTEM_PYTHON, libreoffice
from tests.review import sheet_hands

SEEDS = (0, 2)
"""Among their edits are truths, and numbers of a format that LibreOffice gives an id of its own."""


def test_edits_of_a_workbook_that_libreoffice_saved_are_each_told_once(case: Any) -> None:
    if (
        shutil.which("soffice") is None
        or subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode
    ):
        pytest.skip("LibreOffice or python3-uno is not installed")
    (result,) = case.reading.results
    book = book_of(case.reading.workspace, case.reading.workspace.agreements[result.id], result.draft)
    data = render_workbook(book)
    read = partial(import_workbook, case.reading, "back.xlsx")
    with libreoffice(CALC) as through:
        for seed in SEEDS:
            rng = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes again
            made = sheet_hands.opened(data, book)
            assert sheet_hands.told_otherwise(rng, made, lambda sent: read(through(sent)))[0] == []
