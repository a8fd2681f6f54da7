"""An independent program settles our redlines: LibreOffice accepts and rejects all changes."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.document.blocks import Document
from generator.redlining import Author, redline
from generator.render.word import render_word
from tests.compare.edits import edited
from tests.compare.test_redline import documents, template, words_of

SCRIPT = Path(__file__).with_name("office_settle.py")
SYSTEM_PYTHON = "/usr/bin/python3"


def drawn(seed: int) -> tuple[Document, Document]:
    """Return the shortest document of the sample, and the same after some edits."""
    rng = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes again
    old = documents()["data-governance-annex"]
    new = old
    for _ in range(4):
        new = edited(rng, new)
    return old, new


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_accepts_to_the_newer_text_and_rejects_to_the_older(tmp_path: Path, full: bool) -> None:
    seeds = range(300 if full else 3)
    jobs: list[str] = []
    for seed in seeds:
        old, new = drawn(seed)
        made, faults = redline(old, new, template(), against="x", author=Author("Legal", "2026-11-20"), page=False)
        assert faults == []
        (tmp_path / f"{seed}.docx").write_bytes(made.data)
        for how in ("accept", "reject"):
            jobs += [how, str(tmp_path / f"{seed}.docx"), str(tmp_path / f"{seed}-{how}.docx")]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([SYSTEM_PYTHON, str(SCRIPT), profile, *jobs], check=True, timeout=3_600)
    for seed in seeds:
        old, new = drawn(seed)
        for how, wanted in (("accept", new), ("reject", old)):
            settled = (tmp_path / f"{seed}-{how}.docx").read_bytes()
            assert text_of(settled) == text_of(render_word(wanted, template())), f"seed {seed}, {how}"


def text_of(data: bytes) -> str:
    """Return the words of a file from the parties on: LibreOffice writes the contents before them in its own way."""
    return words_of(data).partition("Thisdocumentissubsidiary")[2]
