"""Measure how long a document tree takes to become a Word file, and to be read back, against other ways of doing it.

    python bench/word.py                        # ours, docxtpl with loops and pandoc at size 1, 4 and 16
    python bench/word.py --size 1 --count 20 --peers ours,docxtpl
    python bench/word.py --keep made            # keep one file of each, and count pages where LibreOffice is installed

Size 1 is about 44 pages: 15 chapters with 10 clauses each, half of these with two items, nine tables of 12 rows and 4
columns, one matrix of 120 rows and 6 columns; size n has n times the chapters and rows. Each peer gets the words of the
same tree, in the styles of the same template, and must print the same paragraphs. Times are CPU of this process and
those it starts, in milliseconds a document; the tree, the template and one warm-up are not counted.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator.document import blocks, printed, walk  # noqa: E402 - the folder above must be known first
from generator.prose import Blank, Reference, Text, Use  # noqa: E402
from generator.read.word import read_texts  # noqa: E402
from generator.render.word import render_word  # noqa: E402

WORDS = re.split(
    " ",
    "batch record release testing specification review the sample of each shipment and its label to approve "
    "within an audit by written procedure R&D <5% of stability results before transport to storage site under control",
)
TERMS = ("Contract Giver", "Contract Acceptor", "Product", "Batch", "Deviation", "Quality Unit", "Business Day")
TABLES, ROWS, MATRIX_ROWS = 9, 12, 120


def agreement(size: int) -> blocks.Document:
    """Return an agreement of *size* times 44 pages, from seeded words."""
    chance = random.Random(size)  # noqa: S311 - words for a measurement
    chapters = [chapter(chance, number, size) for number in range(1, 15 * size + 1)]
    tables = [table(chance, f"table-{nth}", ROWS * size, 4) for nth in range(TABLES)]
    matrix = table(chance, "matrix", MATRIX_ROWS * size, 6)
    return blocks.Document(
        facts=blocks.Facts(
            *("bench", "quality-agreement", "Quality Agreement", "for a measurement", "QA-09999", "1.0", "1"),
            *("Draft 1, not for signature", "Draft 1", "", "", "Confidential", "Alpha and Beta", "en-GB", "SA-0001"),
        ),
        parties=(blocks.CoverParty("(1)", ("Alpha R&D",), "Contract Giver"),),
        control=(),
        opening=(),
        chapters=tuple(chapters),
        signatures=None,
        annexes=(
            annex(1, "Tables", tuple(tables), wide=False),
            annex(2, "Responsibility matrix", (matrix,), wide=True),
        ),
        inputs="0" * 64,
    )


def annex(number: int, title: str, inside: tuple[blocks.Table, ...], *, wide: bool) -> blocks.Section:
    """Return an annex of tables."""
    label = blocks.Number(1, f"Annex {number}", str(number))
    return blocks.Section(f"annex-{number}", label, title, inside, annex=True, landscape=wide)


def say(chance: random.Random, count: int) -> str:
    """Return a sentence of *count* words."""
    return " ".join(chance.choices(WORDS, k=count)).capitalize() + "."


def chapter(chance: random.Random, number: int, size: int) -> blocks.Section:
    """Return a chapter of ten clauses."""
    inner = tuple(clause(chance, number, nth, size) for nth in range(1, 11))
    return blocks.Section(f"c{number}", blocks.Number(1, f"{number}.", str(number)), say(chance, 4)[:-1], inner)


def clause(chance: random.Random, chapter_number: int, nth: int, size: int) -> blocks.Clause:
    """Return a clause; every other one leads in two items."""
    path, full = f"c{chapter_number}/{nth}", f"{chapter_number}.{nth}"
    other = f"{chance.randint(1, 15 * size)}/{chance.randint(1, 10)}"
    text = (
        Text(say(chance, 20) + " The "),
        Use(chance.choice(TERMS)),
        Text(" shall act within "),
        Blank("notice", 0, f"{chance.randint(1, 30)}\u00a0Calendar\u00a0Days"),
        Text(" under "),
        Reference(f"c{other}", 0, f"c{other}", "clause\u00a0", other.replace("/", ".")),
        Text(". " + say(chance, 18)),
    )
    items = tuple(
        blocks.Item(f"{path}{sign}", blocks.Number(3, f"({sign})", f"{full}({sign})"), (Text(say(chance, 18)),))
        for sign in "ab"[: nth % 2 * 2]
    )
    inner = (blocks.Paragraph(f"{path}.1", text, items=items),)
    return blocks.Clause(path, blocks.Number(2, full, full), say(chance, 3)[:-1], inner)


def table(chance: random.Random, path: str, rows: int, columns: int) -> blocks.Table:
    """Return a table; its second column has the long texts."""
    heads = tuple(blocks.Column(f"col-{at}", f"Column {at}", 4.0 if at == 1 else 1.0) for at in range(columns))
    inner = tuple(
        blocks.Row(
            f"{path}/{row}", tuple(cell(chance, f"{path}/{row}/{at}", 9 if at == 1 else 2) for at in range(columns))
        )
        for row in range(rows)
    )
    return blocks.Table(path, path, say(chance, 5)[:-1], heads, inner, describes="One row for each thing.")


def cell(chance: random.Random, path: str, count: int) -> blocks.Cell:
    """Return a cell."""
    return blocks.Cell(path, ((Text(say(chance, count)),),))


# The peers


def template() -> bytes:
    """Return the shipped template."""
    return (ROOT / "clauses" / "templates" / "counsel.docx").read_bytes()


def ours(document: blocks.Document, shell: bytes) -> bytes:
    """Render by our own renderer, marks, live references and properties included."""
    return render_word(document, shell)


def read_back(made: bytes, document: blocks.Document) -> int:
    """Read a file of ours and compare every text with the tree."""
    found, faults = read_texts("made.docx", made)
    missing = printed.missing_texts(printed.printed_texts(document), [paragraph.text for paragraph in found])
    if faults or missing:
        raise SystemExit(f"not found again: {missing[:3]} {faults[:3]}")
    return len(found)


def docxtpl_template() -> bytes:
    """Return the shipped template with loops instead of markers."""
    body = "".join(docxtpl_paragraphs())
    with zipfile.ZipFile(io.BytesIO(template())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    text = parts["word/document.xml"].decode()
    last = text[text.rindex("<w:sectPr") :]
    parts["word/document.xml"] = (text[: text.index("<w:body>") + len("<w:body>")] + body + last).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return made.getvalue()


def docxtpl_paragraphs() -> Iterator[str]:
    """Yield the body of that template."""
    for style, text in (
        *(
            ("BodyText", "{%p for s in sections %}"),
            ("Heading1", "{{ s.title }}"),
            ("BodyText", "{%p for c in s.clauses %}"),
        ),
        *(("Heading2", "{{ c.title }}"), ("ClauseText", "{{ c.text }}"), ("BodyText", "{%p for i in c.list %}")),
        *(("Clause3", "{{ i }}"), *[("BodyText", "{%p endfor %}")] * 3),
    ):
        yield line(style, text)
    for columns in (4, 6):
        yield line("BodyText", f"{{%p for t in tables if t.columns == {columns} %}}") + line(
            "Caption", "{{ t.caption }}"
        )
        yield docxtpl_table(columns) + line("BodyText", "{%p endfor %}")


def line(style: str, text: str) -> str:
    """Return a paragraph of a template."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docxtpl_table(columns: int) -> str:
    """Return a table of a template, with a loop over its rows."""
    lines = (
        [f"{{{{ t.head[{at}] }}}}" for at in range(columns)],
        ["{%tr for r in t.rows %}", *[""] * (columns - 1)],
        [f"{{{{ r[{at}] }}}}" for at in range(columns)],
        ["{%tr endfor %}", *[""] * (columns - 1)],
    )
    inner = "".join(
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="1400" w:type="dxa"/></w:tcPr>{line("Cell", text)}</w:tc>' for text in row)
        + "</w:tr>"
        for row in lines
    )
    grid = '<w:gridCol w:w="1400"/>' * columns
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="AgreementTable"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>'


def spoken(document: blocks.Document) -> dict[str, Any]:
    """Return the words of *document* as plain lists, for peers that know no tree."""
    facts = {name: getattr(document.facts, name) for name in ("title", "number", "version", "status", "master")}
    facts |= {name: getattr(document.facts, name) for name in ("confidentiality", "short_parties")}
    return {
        **facts,
        "sections": [
            {"title": section.title, "clauses": [spoken_clause(inner) for inner in section.blocks]}
            for section in document.chapters
        ],
        "tables": [spoken_table(inner) for section in document.annexes for inner in section.blocks],
    }


def spoken_clause(inner: Any) -> dict[str, Any]:
    """Return the words of a clause."""
    paragraph = inner.blocks[0]
    return {
        "title": inner.title,
        "text": walk.plain(paragraph.inlines),
        "list": [walk.plain(i.inlines) for i in paragraph.items],
    }


def spoken_table(inner: Any) -> dict[str, Any]:
    """Return the words of a table."""
    rows = [[walk.plain(cell.paragraphs[0]) for cell in row.cells] for row in inner.rows]
    heads = [column.title for column in inner.columns]
    return {"caption": inner.caption, "head": heads, "columns": len(heads), "rows": rows}


def docxtpl_loops(words: dict[str, Any], shell: bytes) -> bytes:
    """Render by loops in a template."""
    from docxtpl import DocxTemplate

    loaded = DocxTemplate(io.BytesIO(shell))
    loaded.render(words, autoescape=True)
    made = io.BytesIO()
    loaded.save(made)
    return made.getvalue()


def markdown(words: dict[str, Any]) -> str:
    """Return the words as Markdown for pandoc."""
    out: list[str] = []
    for section in words["sections"]:
        out.append(f"# {escaped(section['title'])}\n")
        for inner in section["clauses"]:
            out += [f"## {escaped(inner['title'])}\n", f"{escaped(inner['text'])}\n"]
            # As paragraphs: pandoc needs ten times as long to read them as items of a list.
            out += [f"{escaped(text)}\n" for text in inner["list"]]
    for inner in words["tables"]:
        rows = [inner["head"], ["---"] * inner["columns"], *inner["rows"]]
        out += ["| " + " | ".join(escaped(text) if text != "---" else text for text in row) + " |" for row in rows]
        out.append(f"\n: {escaped(inner['caption'])}\n")
    return "\n".join(out)


def escaped(text: str) -> str:
    """Return *text* with the signs of Markdown escaped."""
    return re.sub(r"([&<|*_#])", r"\\\1", text)


def pandoc(words: dict[str, Any], shell: bytes) -> bytes:
    """Render by pandoc, from Markdown, with the template as its reference."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        (at / "reference.docx").write_bytes(shell)
        (at / "in.md").write_text(markdown(words), encoding="utf-8")
        command = ["pandoc", "in.md", "-o", "out.docx", "--reference-doc=reference.docx"]
        subprocess.run(command, cwd=at, check=True)
        return (at / "out.docx").read_bytes()


# Measuring

PEERS = ("ours", "read-back", "docxtpl", "pandoc")


def work(peer: str, size: int) -> Callable[[], Any]:
    """Return what *peer* does for one document, everything prepared."""
    document = agreement(size)
    if peer == "ours":
        shell = template()
        return lambda: ours(document, shell)
    if peer == "read-back":
        made = ours(document, template())
        return lambda: read_back(made, document)
    words = spoken(document)
    shell = docxtpl_template() if peer == "docxtpl" else template()
    return lambda: (docxtpl_loops if peer == "docxtpl" else pandoc)(words, shell)


def used() -> float:
    """Return the CPU seconds of this process and of those it has started."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measure(peer: str, size: int, count: int, keep: str) -> dict[str, Any]:
    """Return the least and the mean CPU milliseconds of *count* documents."""
    do = work(peer, size)
    made = do()
    times = []
    for _ in range(count):
        start = used()
        do()
        times.append(1000 * (used() - start))
    if keep and isinstance(made, bytes):
        Path(keep).mkdir(parents=True, exist_ok=True)
        (Path(keep) / f"{peer}-{size}.docx").write_bytes(made)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size_kb = len(made) / 1000 if isinstance(made, bytes) else 0
    return {"peer": peer, "size": size, "least": min(times), "mean": sum(times) / count, "kb": size_kb, "mb": peak}


def pages(path: Path) -> str:
    """Return pages and words a page as LibreOffice lays them out, or why there are none."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        return "pages not counted: LibreOffice or poppler is missing"
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        text = subprocess.run(
            ["pdftotext", f"{folder}/{path.stem}.pdf", "-"], check=True, capture_output=True
        ).stdout.decode()
    count = text.count("\f")
    return f"{count} pages, {len(text.split()) / count:.0f} words a page"


def main() -> None:
    """Run every peer in a process of its own, and print times and ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--size", default="1,4,16")
    asked.add_argument("--count", type=int, default=9, help="documents a measurement, after a warm-up")
    asked.add_argument("--peers", default=",".join(PEERS))
    asked.add_argument("--keep", default="", help="folder for one file of each peer")
    asked.add_argument("--child", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.child:
        print(json.dumps(measure(options.child, int(options.size), options.count, options.keep)))
        return
    table_of(options)


def table_of(options: argparse.Namespace) -> None:
    """Print a row for each peer and size."""
    print(
        "| way | size | CPU ms least | mean | times ours | growth | kB | peak MB |\n|---|---|---|---|---|---|---|---|"
    )
    least: dict[tuple[str, int], float] = {}
    for size in map(int, options.size.split(",")):
        for peer in options.peers.split(","):
            if peer == "pandoc" and not shutil.which("pandoc"):
                continue
            found = apart(peer, size, options)
            least[peer, size] = found["least"]
            ratio = found["least"] / least.get(("ours", size), found["least"])
            growth = found["least"] / least.get((peer, 1), found["least"])
            print(
                f"| {peer} | {size} | {found['least']:.1f} | {found['mean']:.1f} | {ratio:.1f} | {growth:.1f}"
                f" | {found['kb']:.0f} | {found['mb']:.0f} |",
                flush=True,
            )
    if options.keep:
        print(pages(Path(options.keep) / "ours-1.docx"))


def apart(peer: str, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Measure one peer in a process of its own."""
    count = max(2, options.count // (4 if peer == "pandoc" else 1) // (1 if size == 1 else 2))
    command = [
        sys.executable,
        __file__,
        "--child",
        peer,
        "--size",
        str(size),
        "--count",
        str(count),
        "--keep",
        options.keep,
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
