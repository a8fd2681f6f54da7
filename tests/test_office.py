"""The door to LibreOffice: a program that does not start makes no PDF, and stops nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import office

PROGRAM = """#!/bin/sh
for file; do :; done
if [ -n "$MAKES" ]; then printf '%s' "$MAKES" > "${file%.docx}.pdf"; fi
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a program that stands for LibreOffice, and is the only one that is found."""
    path = tmp_path / "soffice"
    path.write_text(PROGRAM, encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setattr(office, "PROGRAMS", (str(path),))
    return path


@pytest.mark.skipif(os.name != "posix", reason="a script is no program there")
@pytest.mark.parametrize(("makes", "pdf"), [("%PDF-1.7", b"%PDF-1.7"), ("", None)])
def test_the_file_beside_the_copy_is_the_pdf(
    program: Path, monkeypatch: pytest.MonkeyPatch, makes: str, pdf: bytes | None
) -> None:
    monkeypatch.setenv("MAKES", makes)
    assert office.office() == str(program)
    assert office.to_pdf(b"PK") == pdf


@pytest.mark.skipif(os.name != "posix", reason="a script is no program there")
@pytest.mark.parametrize("text", ["#!no-such-program\n", "#!/bin/sh\nexec sleep 5\n"])
def test_a_program_that_does_not_start_or_end_makes_no_pdf(
    program: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(office, "PATIENCE", 0.2)
    program.write_text(text, encoding="utf-8")
    assert office.to_pdf(b"PK") is None
