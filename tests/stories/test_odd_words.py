"""Names and words of any script, and the signs of markup, come through exactly in every output."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator.read.sheet import read_sheets
from generator.read.word import read_texts

Run = Callable[..., int]

GIVER = 'R&D "Alba" <b>Søn</b> & Cie'
ACCEPTOR = "מעבדות לדוגמה בע״מ"
SITE = "Größe & Ÿ 'Hall' {{ x }} @home \\ 100 %"
TEXT = "R&D asks “why?” & 'how' <b>now</b>; 1 < 2 > 0; naïve Žluťoučký מעבדה."
ACTIVITY = "Weigh <i>A&amp;B</i> & =1+1 naïvely מעבדה."
PLACED = {
    "docx": {GIVER, ACCEPTOR, SITE, TEXT, ACTIVITY},
    "xlsx": {ACCEPTOR, SITE, ACTIVITY},
    "json": {GIVER, ACCEPTOR, SITE, TEXT, ACTIVITY},
    "html": {GIVER, ACCEPTOR, SITE, TEXT, ACTIVITY},
}


class Words(HTMLParser):
    """The words of a page, without its scripts, in one row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        """Keep what a reader sees."""
        self.found.append(data)


def quoted(text: str) -> str:
    """Return *text* as YAML between quotation marks, which is also JSON."""
    return json.dumps(text, ensure_ascii=False)


def replaced(path: Path, **changes: str) -> None:
    """Replace the name *changes* has as key by its value, quoted, wherever the file has it as a whole."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old.replace("_", " ") in text
        text = text.replace(old.replace("_", " "), quoted(new))
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def build(small: Path, run: Run) -> Path:
    """Return the build of the small workspace with odd words in every place."""
    home, core = small / "agreements" / "sample", small / "clauses" / "core"
    replaced(home / "agreement.yaml", Aurelia_Example_Ltd=GIVER, Northbay_Example_GmbH=ACCEPTOR)
    text = (home / "agreement.yaml").read_text(encoding="utf-8").replace("name: Hall", f"name: {quoted(SITE)}")
    (home / "agreement.yaml").write_text(text, encoding="utf-8")
    replaced(home / "contacts.yaml", Orla_Sample=ACCEPTOR)
    with (core / "responsibilities.yaml").open("a", encoding="utf-8") as file:
        file.write(f"- {{id: RM-002, topic: DEV, activity: {quoted(ACTIVITY)}, giver: R/A}}\n")
    matrices = "".join(f"- {{id: {name}, title: {name}}}\n" for name in ("responsibilities", "sites", "contacts"))
    (core / "matrices.yaml").write_text(matrices, encoding="utf-8")
    front = "---\nid: dev-odd\ntopic: DEV\ntitle: Odd\n---\n"
    body = f"{TEXT}\n\n:: matrix sites\n\n:: matrix contacts\n"
    (core / "dev" / "dev-odd.md").write_text(front + body, encoding="utf-8")
    assert run("build") == 0
    return small / "build"


def texts(build: Path, ending: str) -> Iterator[str]:
    """Yield the texts of all files of one format."""
    for path in sorted(path for path in build.rglob(f"*.{ending}") if path.name != "manifest.json"):
        data = path.read_bytes()
        match ending:
            case "docx":
                yield from (paragraph.text for paragraph in read_texts(path.name, data)[0])
            case "xlsx":
                yield from (text for rows in read_sheets(path.name, data)[0].values() for row in rows for text in row)
            case "json":
                yield from strings(json.loads(data))
            case "html":
                yield "".join(Words(data.decode()).found)


def strings(node: Any) -> Iterator[str]:
    """Yield every text in JSON data."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | dict):
        for one in node.values() if isinstance(node, dict) else node:
            yield from strings(one)


def test_odd_words_come_through_exactly_in_every_output(build: Path) -> None:
    for ending, wanted in PLACED.items():
        there = [*texts(build, ending)]
        lost = {words for words in wanted if not any(words in text for text in there)}
        assert not lost, ending


def test_no_output_escapes_twice_or_not_at_all(build: Path) -> None:
    for ending in PLACED:
        assert not [text for text in texts(build, ending) if "R&amp;D" in text or "&lt;b&gt;" in text]
    pages = [path.read_text(encoding="utf-8") for path in (build / "site").rglob("*.html")]
    assert not [page for page in pages if "<b>Søn" in page or "<b>now" in page]
