"""Names and words of any script, and the signs of markup, come through exactly in every output."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator.prose import Paragraph, Text, write, write_line
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

TEXTS = (
    *(
        "a & b",
        "a < b",
        "a > b",
        "a ]]> b",
        "a &amp; b",
        "&lt;b&gt;",
        "&#x41;",
        "&nbsp;",
        "<![CDATA[x]]>",
        "<!-- x -->",
    ),
    *("{{ 7 * 7 }}", "{% for x in y %}", "{# x #}", "{{ x", "}} x", "${x}", "%(x)s", "@@BODY@@", "--8<-- 'x'"),
    *("</w:t></w:r></w:p><w:p/>", "<w:br/>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</title>x"),
    *("[x](javascript:alert(1))", "[1]: http://x.example", "![x](../../etc/passwd)", "<div>", "javascript:alert(1)"),
    *(
        "3. Three",
        "5. Five",
        "*a* __b__ `c` ~~d~~",
        "| a | b |",
        "> quoted",
        "# 1",
        "- minus",
        "+ plus",
        "==x==",
        "x[^1]",
    ),
    *("=1+1", "@SUM(A1)", "+1", "-1", "'quoted", "_x000D_", "#REF!", "1e3", "010", "TRUE", "2026-11-25", "DDE|x!y"),
    *("“curly” ‘q’", "... -- ---", "(c) (r)", "5 µm ± 2 °C", "≤ ≥ ≠", "a\u00a0b", "Größe naïve", "מעבדה", "المختبر"),
    *("試験所", "👩\u200d🔬 ❤\ufe0f", "q\u0323\u0307", "می\u200cخواهم", "\\\\server\\x", "C:\\x", "a\\n", "w" * 5_000),
)
"""What looks like markup, code, numbers or another script; each is text, and prints as it stands."""


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


@pytest.fixture
def many(small: Path, run: Run) -> Path:
    """Return the build of the small workspace with each text as a paragraph and as an activity of the matrix."""
    core = small / "clauses" / "core"
    front = "---\nid: dev-odd\ntopic: DEV\ntitle: Odd\n---\n"
    prose = tuple(Paragraph(((Text(f"Text {number}: {text} :end"),),)) for number, text in enumerate(TEXTS))
    (core / "dev" / "dev-odd.md").write_text(f"{front}{write(prose)}\n", encoding="utf-8")
    with (core / "responsibilities.yaml").open("a", encoding="utf-8") as file:
        for number, text in enumerate(TEXTS):
            activity = quoted(write_line((Text(f"Text {number}: {text} :end"),)))
            file.write(f"- {{id: RM-{number + 100}, topic: DEV, activity: {activity}, giver: R/A}}\n")
    assert run("build") == 0
    return small / "build"


def test_every_kind_of_odd_text_comes_through_exactly_in_every_output(many: Path) -> None:
    assert len(set(TEXTS)) == len(TEXTS) >= 49
    for ending in PLACED:
        there = "\n".join(texts(many, ending))
        lost = [text for number, text in enumerate(TEXTS) if f"Text {number}: {text} :end" not in there]
        assert lost == [], ending
