"""What tests of Word files share: the sample rendered on both papers, and LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.render.word import render_word
from tests.render.word.sample import sample
from tests.render.word.stress import strained

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "clauses" / "templates"
PAPERS = ("counsel", "counsel-letter", "corporate")


@pytest.fixture(scope="session", params=PAPERS)
def template(request: pytest.FixtureRequest) -> bytes:
    """Return each shipped template in turn."""
    return (TEMPLATES / f"{request.param}.docx").read_bytes()


@pytest.fixture(scope="session")
def a4() -> bytes:
    """Return the template on A4."""
    return (TEMPLATES / "counsel.docx").read_bytes()


@pytest.fixture(scope="session")
def rendered(template: bytes) -> bytes:
    """Return the sample on each paper in turn."""
    return render_word(sample(), template)


@pytest.fixture(scope="session")
def made(a4: bytes) -> bytes:
    """Return the sample on A4."""
    return render_word(sample(), a4)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the argument that gives LibreOffice a profile of its own, or skip where there is no LibreOffice."""
    for program in ("soffice", "pdftotext", "pdfinfo", "pdffonts"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    return f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"


@pytest.fixture(scope="session")
def pdfs(office: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sample as LibreOffice lays it out, on each paper, and the strained agreement."""
    folder = tmp_path_factory.mktemp("pdf")
    template = (TEMPLATES / "counsel.docx").read_bytes()
    (folder / "strained.docx").write_bytes(render_word(strained(), template))
    for paper in PAPERS:
        (folder / f"{paper}.docx").write_bytes(render_word(sample(), (TEMPLATES / f"{paper}.docx").read_bytes()))
    convert(office, "pdf", folder, *(folder / f"{name}.docx" for name in (*PAPERS, "strained")))
    return {name: folder / f"{name}.pdf" for name in (*PAPERS, "strained")}


def convert(office: str, kind: str, folder: Path, *files: Path) -> None:
    """Let LibreOffice convert *files* into *folder*."""
    command = ["soffice", office, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
