"""The door to LibreOffice: a Word file in, a PDF file out, in a folder and under a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
PATIENCE = 300
"""Seconds for one file."""
EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'


def office() -> str:
    """Return the program, or nothing when this machine has none."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), "")


def to_pdf(data: bytes) -> bytes | None:
    """Return the Word file *data* as PDF; None without LibreOffice, or when it makes none."""
    program = office()
    if not program:
        return None
    with tempfile.TemporaryDirectory(prefix="agreements-") as made:
        folder = Path(made)
        (folder / "copy.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", EXPORT, "--outdir", made, str(folder / "copy.docx")]
        try:
            subprocess.run(  # noqa: S603 - a program of this machine, on a file that we wrote
                command,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        path = folder / "copy.pdf"
        return path.read_bytes() if path.is_file() else None
