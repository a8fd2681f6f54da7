"""Docxodus, a program that knows nothing of ours, on the same pair of files: it comes to the same two texts.

Words, tables and references are compared; how lists count is not, since its redlines count otherwise in places.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from generator.read.revisions import accepted, rejected, structure
from generator.redlining import COMPUTED, main_part
from generator.render.word import render_word
from tests.compare.test_redline import drawn, template

HERE = find_spec("python_redlines") is not None and find_spec("python_redlines_docxodus") is not None


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return Docxodus, unpacked into a folder of the tests; 45 MB that only Linux on x86-64 has in the lock."""
    if not HERE:
        if os.environ.get("CI"):
            pytest.fail("python-redlines with Docxodus is missing")
        pytest.skip("python-redlines with Docxodus is not installed")
    engines = import_module("python_redlines")  # no stubs; on other machines it is not there

    return engines.DocxodusEngine(target_path=str(tmp_path_factory.mktemp("docxodus")))


@pytest.mark.parametrize("seed", [3, 9, 14])
def test_docxodus_settles_to_the_same_two_texts(engine: Any, seed: int) -> None:
    old, new = drawn(seed)
    before, after = render_word(old, template()), render_word(new, template())
    theirs, _, _ = engine.run_redline("Legal", before, after)
    marked = main_part("theirs.docx", theirs)
    for settled, wanted in ((accepted(marked), after), (rejected(marked), before)):
        assert structure(settled, COMPUTED) == structure(main_part("clean.docx", wanted), COMPUTED)
