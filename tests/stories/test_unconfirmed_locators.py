"""A rule whose place nobody has read yet: drafters see the mark, no document that leaves the house carries it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from generator import office
from generator.model.regulation import UNCONFIRMED
from tests.stories.conftest import Run
from tests.stories.test_every_agreement import AGREEMENTS, agreement, made

RULE = "XR-7.1"
LOCATOR = "Zaunkoenig Code, article 7"
WHO = ("--by", "Ann Sample, Head of Quality", "--on", "2026-11-20", "--reason", "First round")


def shown(data: bytes) -> Iterator[str]:
    """Yield the words of a file, of a package those of each part, without marks that may stand between them."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield from shown(package.read(name))
    elif data[:5] == b"%PDF-":
        if shutil.which("pdftotext"):
            yield subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    else:
        yield unescape(data.decode("utf-8", "replace"))


def marked(folder: Path) -> list[str]:
    """Return the files below *folder* in which the mark, the rule or its place can be read."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and any(word in text for text in shown(path.read_bytes()) for word in (UNCONFIRMED, RULE, LOCATOR))
    )


@pytest.fixture
def with_rule(small: Path) -> Path:
    """Return the small workspace with a clause that answers a rule marked E."""
    facts = "edition: '2020', says: Tell., region: EU, binding: law, topics: [DEV], verification: E"
    (small / "clauses/regulations.yaml").write_text(f'- {{id: {RULE}, locator: "{LOCATOR}", {facts}}}\n')
    clause = small / "clauses/core/dev/dev-notice.md"
    clause.write_text(clause.read_text().replace("title: Notice\n", f"title: Notice\ncovers: [{RULE}]\n"))
    return small


def test_the_mark_is_in_the_copy_to_work_on_and_in_no_copy_that_is_sent_or_signed(with_rule: Path, run: Run) -> None:
    for what in ("clean", "redline", "execution"):
        assert run("build", "sample", "--copy", what) == 0
        files = list((with_rule / "copies").rglob("*.*"))
        assert {path.suffix for path in files} >= {".docx"} | (
            {".pdf"} if what == "execution" and office.office() else set()
        )
        assert marked(with_rule / "copies") == []
    assert run("build", "sample", "--copy", "drafting") == 0
    assert [name.rpartition("/")[2] for name in marked(with_rule / "copies")] == [
        "QA-1 Quality Agreement v1.0 draft 1 drafting.docx"
    ]


def test_no_frozen_version_carries_the_mark(with_rule: Path, run: Run) -> None:
    assert run("freeze", "sample", "1.0", "--status", "sent", *WHO) == 0
    versions = with_rule / "agreements/sample/versions"
    assert {path.suffix for path in versions.rglob("*.*")} >= {".docx", ".xlsx", ".json"}
    assert {Path(path).suffix for path in marked(versions)} <= {".json"}  # registers of the house, never sent


def test_the_site_of_the_house_shows_the_mark_and_that_of_an_inspector_does_not(with_rule: Path, run: Run) -> None:
    assert run("build") == 0
    ours = marked(with_rule / "build")
    assert [name for name in ours if name.startswith("word/") and "Internal Coverage" not in name] == []
    assert [name for name in ours if name.startswith("excel/") and "Registers" not in name] == []
    assert any("Internal Coverage" in name for name in ours)
    assert any(name.startswith("site/") and name.endswith(".html") for name in ours)
    assert run("build", "sample", "--audience", "inspector") == 0
    assert list((with_rule / "published/inspector/build/site").rglob("*.html"))
    assert marked(with_rule / "published/inspector") == []


@pytest.mark.parametrize("id_", AGREEMENTS)
def test_no_document_of_a_sample_carries_the_mark(id_: str) -> None:
    agreed = {document.facts.file_stem for document in agreement(id_).agreed.values()}
    sent = {path: data for path, data in made(id_).items() if Path(path).stem in agreed or "Matrices" in path}
    assert len(sent) > len(agreed)
    assert [path for path, data in sent.items() if UNCONFIRMED in "".join(shown(data))] == []
