"""Names with signs of HTML, of any script, or that YAML would take for something else, come through exactly."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from generator.building import site_model
from generator.document.printed import printed_texts
from generator.making import made_files
from generator.mkdocs_plugin import write_site
from generator.pipeline import read_files
from generator.read.sheet import read_sheets
from generator.read.word import read_texts
from generator.render.tree import document_from_json
from tests.samples import sample_files

RECORD = "agreements/aurelia-northbay/agreement.yaml"
BRIGHT, ACCENTED, HEBREW, DIGITS = (
    'R&D "Bright" <Sons> Ltd',
    "Łódź Crème Brûlée à l’œuf S.A.",
    "מעבדות לדוגמה בע״מ",
    "0012",
)
SHEETS = {BRIGHT, ACCENTED, HEBREW, DIGITS}
PAPERS = SHEETS | {"Norway"}
NAMES = {
    "name: Aurelia Example Ltd, short: Aurelia,": f"name: '{BRIGHT}', short: '{BRIGHT}',",
    'registration: "000001"': f"registration: {DIGITS}",
    "country: IE": "country: NO",
    "name: Northbay Example GmbH, short: Northbay,": f"name: '{HEBREW}', short: '{HEBREW}',",
    "name: Northbay Hall 1,": f"name: {ACCENTED},",
    "presentation: 2 ml glass vial, carton of 5": f"presentation: {DIGITS}",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the texts of the sample under other names, by kind of output, each read by an independent reader."""
    files = sample_files()
    record = files[RECORD].decode()
    for old, new in NAMES.items():
        assert old in record
        record = record.replace(old, new)
    reading = read_files({**files, RECORD: record.encode()})
    (result,) = reading.results
    assert result.sound, result.found
    made = made_files(reading.workspace, result)
    site = tmp_path_factory.mktemp("any name")
    write_site(site / "mkdocs.yml", site / "site", *site_model(site, reading, made))
    agreement = {path: data for path, data in made.items() if "CP" not in path and "DG" not in path}
    return {
        "docx": [one.text for path in agreement if path.endswith("docx") for one in read_texts(path, made[path])[0]],
        "xlsx": sheet_texts(agreement),
        "json": list(printed_texts(document_from_json(made["json/aurelia-northbay/quality-agreement.json"]))),
        "site": page_texts(site / "site" / "agreements" / "aurelia-northbay" / "quality-agreement.html"),
    }


def sheet_texts(made: dict[str, bytes]) -> list[str]:
    """Return the texts of every cell of the workbook of matrices."""
    (path,) = [path for path in made if path.endswith("xlsx") and "Matrices" in path]
    return [cell for rows in read_sheets(path, made[path])[0].values() for row in rows for cell in row]


def page_texts(page: Path) -> list[str]:
    """Return what a reader sees between the marks of a page."""
    return [html.unescape(text) for text in re.split(r"<[^>]*>", page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("kind", "expected"), [("docx", PAPERS), ("xlsx", SHEETS), ("json", PAPERS), ("site", PAPERS)])
def test_every_name_comes_through_exactly(printed: dict[str, list[str]], kind: str, expected: set[str]) -> None:
    words = "\n".join(printed[kind])
    assert {name for name in expected if name not in words} == set()
    assert not re.search(r"&(amp|lt|gt|quot|#\d+);|\bFalse\b", words)
    assert "Aurelia Example Ltd" not in words


@pytest.mark.parametrize("kind", ["docx", "json"])
def test_a_party_is_introduced_under_its_name_number_and_country(printed: dict[str, list[str]], kind: str) -> None:
    (party,) = [text for text in printed[kind] if BRIGHT in text and "Norway" in text]
    assert re.search(rf"\b{DIGITS}\b", party)
