"""Names and words of any script, and the signs of markup, come through exactly in every output."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator import cli
from generator.prose import Blank, Paragraph, Text, Use, write, write_line
from generator.read.sheet import read_sheets
from generator.read.word import read_texts

ROOT = Path(__file__).resolve().parents[2]
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
    shutil.rmtree(small / "site" / "pages")
    (small / "site" / "pages").mkdir()
    for path, words in (("site/pages/about.md", "# About\n"), ("mkdocs.yml", plain_site())):
        (small / path).write_text(words, encoding="utf-8")
    assert run("build") == 0
    return small / "build"


def plain_site() -> str:
    """Return the settings of a site without written pages: what they say does not matter here."""
    return (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0] + "\n"


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


def test_odd_words_come_through_exactly_in_every_output_escaped_once(build: Path) -> None:
    for ending, wanted in PLACED.items():
        there = [*texts(build, ending)]
        lost = {words for words in wanted if not any(words in text for text in there)}
        assert not lost, ending
        assert not [text for text in there if "R&amp;D" in text or "&lt;b&gt;" in text]
    pages = [path.read_text(encoding="utf-8") for path in (build / "site").rglob("*.html")]
    assert not [page for page in pages if "<b>Søn" in page or "<b>now" in page]


HOSTILE = (
    *("x\u0323\u0302 k\u0308", "e\u0336e\u0336", "שָׁלוֹם עולם", "شركة الأدوية (ش.م.م)", "א-1.2% b", "\u0600١٢", "ـــ"),
    *("𝒳𝓎 𠜎 🜁", "株式会社\u3000例", "ＡＢＣ１", "ﬁn", "ß ſ ı İ ŉ", "Ǆ ǅ", "ᾳ ΐ", "힣 가", "नमस्ते क्ष", "ไทย กำ"),
    *("1\u202f000", "b\u2007c\u2009d\u200ae", "non\u2011break\u2010x\u2212y", "a  b", "²³¹ ½ ∑ √", "—–…", "„x“"),
    *(
        "👨\u200d👩\u200d👧",
        "1\ufe0f\u20e3 ❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "👩🏽\u200d🔬",
    ),
    *("Arznei\u00admittel", "a\u2060b", "a\ue000b"),
    *('=HYPERLINK("http://x","y")', "+49 x", "@home", "-x", "{=SUM(1)}", "'first", '"q"', "#N/A", "~", "null", "12:30"),
    *(
        "&lt;b&gt;",
        "&amp;amp;",
        "&#65;",
        "<b>",
        "]]>",
        "<!-- c -->",
        "<?xml v?>",
        "<w:p/>",
        "</script>",
        "`code`",
        "| a |",
    ),
    *(
        "_x0041_ _x005F_x0041_",
        "a_x000d_b",
        "_x000D_",
        "{{ x }}",
        "{% raw %}",
        "{# c #}",
        "@@COVER-PARTIES@@",
        "[[x]] [y]",
    ),
    *(
        "__x__",
        "**x**",
        "# h",
        "* s",
        "a # b",
        "a: b",
        "\\\\server\\x",
        "\\u0041 %41 %s {0} $1 \\1",
        "http://x.example/?a=1&b=2",
    ),
    "w" * 300,
)
"""Letters that fall apart, turn, hide or mean something to a program; each with a word of its own behind it."""
WORD = " k{}k"


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """Return the hostile texts, and by format the texts of a build that has each of them in every place."""
    root = tmp_path_factory.mktemp("odd")
    texts_ = tuple(f"{text}{WORD.format(number)}" for number, text in enumerate(dict.fromkeys((*HOSTILE, *TEXTS))))
    for path, data in workspace(texts_).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        with pytest.raises(SystemExit) as end:
            cli.main(["build"])
    assert end.value.code == 0
    return texts_, {ending: [*texts(root / "build", ending)] for ending in PLACED}


def workspace(several: tuple[str, ...]) -> dict[str, bytes]:
    """Return a workspace with each text as clause text, title, value, definition, cell, name, address and contact."""
    small = ROOT / "tests" / "cases" / "check" / "base"
    files = {path.relative_to(small).as_posix(): path.read_text() for path in small.rglob("*") if path.is_file()}
    core, home = "clauses/core", "agreements/sample"
    row = "- {{id: {id}, {more}}}\n".format
    for number, text in enumerate(several):
        prose, plain = quoted(write_line((Text(text),))), quoted(text)
        files[f"{core}/terms.yaml"] += row(id=f"odd-{number}", more=f"term: Odd {number}, definition: {prose}")
        value = plain if not re.match("[0-9+-]", text) else quoted(f"n{text}")  # a figure would be no words
        files[f"{core}/values.yaml"] += row(
            id=f"odd-{number}", more=f"title: Odd {number}, kind: words, default: {value}"
        )
        activity = f"topic: DEV, activity: {prose}, giver: R/A"
        files[f"{core}/responsibilities.yaml"] += row(id=f"RM-{number + 100}", more=activity)
        person = f"role: head-of-quality, party: giver, name: {plain}, title: {plain}"
        files[f"{home}/contacts.yaml"] += row(id=f"odd-{number}", more=person)
        front = f"---\nid: dev-odd-{number}\ntopic: DEV\ntitle: {plain}\n---\n"
        words = write((Paragraph(((Text(text),),)), Paragraph(((Blank(f"odd-{number}"), Use(f"Odd {number}")),))))
        files[f"{core}/dev/dev-odd-{number}.md"] = f"{front}{words}\n"
    names = [quoted(text) for text in several]
    cells = "".join(f"    - [{one}, x]\n" for one in names)
    files[f"{home}/tables.yaml"] = f"- id: mine\n  title: Mine\n  columns: [a, b]\n  rows:\n{cells}"
    tables = ("sites", "contacts", "products", "mine")
    front = "---\nid: dev-tables\ntopic: DEV\ntitle: Tables\n---\nThese are the tables.\n"
    files[f"{core}/dev/dev-tables.md"] = front + "".join(f"\n:: matrix {one}\n" for one in tables)
    files[f"{core}/matrices.yaml"] += "".join(row(id=one, more=f"title: {one}") for one in tables[:3])
    entities = "".join(f", {{name: {one}, registration: {one}, address: {one}, country: IE}}" for one in names)
    places = "".join(
        f", {{id: s{at}, party: acceptor, name: {one}, address: {one}, services: [manufacturing]}}"
        for at, one in enumerate(names)
    )
    products = "".join(f", {{id: p{at}, name: {one}, sites: [hall]}}" for at, one in enumerate(names))
    record = files[f"{home}/agreement.yaml"].replace("IE}]", f"IE}}{entities}]", 1)
    record = record.replace("de-hamburg}]", f"de-hamburg}}{places}]").replace(
        "sites: [hall]}]", f"sites: [hall]}}{products}]"
    )
    files[f"{home}/agreement.yaml"] = record
    files["mkdocs.yml"] = plain_site()
    files["site/pages/about.md"] = "# About\n"
    made = {path: text.encode() for path, text in files.items()}
    templates = (ROOT / "clauses" / "templates").rglob("*")
    return made | {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in templates if path.is_file()}


def test_hostile_letters_come_through_exactly_in_every_place_of_every_output(
    everywhere: tuple[tuple[str, ...], dict[str, list[str]]],
) -> None:
    several, found = everywhere
    for ending, there in found.items():
        whole = "\n".join(there)
        for number, text in enumerate(several):
            word = WORD.format(number)
            assert whole.count(word) >= LEAST[ending], (ending, text)
            assert whole.count(text) == whole.count(word), (ending, text)


LEAST = {"docx": 9, "xlsx": 6, "json": 12, "html": 12}
"""In how many places a text stands at least: clause, title, value, definition, cells, names, addresses, people."""
