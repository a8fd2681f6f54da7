"""Measure what the site costs as it grows: CPU, memory, bytes.

    python bench/site.py                        # 1,000 and 5,000 pages
    python bench/site.py --pages 200 --keep made
    python bench/site.py --pages 1000 --peer ../material/bin/mkdocs

A site of n pages is this repository's own (its agreement with all documents, and a page for each clause of its
libraries), repeated with seeded names, numbers and time limits until there are n pages; pages across agreements, of
values, activities, rules, stand once and grow with the agreements; downloads are left out, since
they are copied as they are. Each size is one process of its own: CPU seconds of making pages, mkdocs and the search;
highest memory; bytes written. Reading the workspace is not counted.

`--peer` names an mkdocs that stands with Material in an environment of its own. Right after ours it builds the words of
the same pages: headings and paragraphs, no table, no link, no mark, which is less work than our pages are.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator.building import site_for  # noqa: E402
from generator.mkdocs_plugin import write_site  # noqa: E402 - the folder above must be known first
from generator.render.site.model import AgreementPage, LibraryClause, SiteModel  # noqa: E402
from generator.render.site.pages import pages  # noqa: E402

NAMES = ("Alder", "Birch", "Cedar", "Elder", "Ginkgo", "Hazel", "Juniper", "Linden", "Maple", "Rowan", "Willow")


def repeated(model: SiteModel, count: int) -> SiteModel:
    """Return *model* repeated until it has about *count* pages."""
    made = [page.path for page in pages(model)]
    one = sum(1 for path in made if path.startswith(("agreements/", "clauses/")))
    copies = range(max(1, round((count - len(made) + one) / one)))
    agreements = [other for nth in copies for other in several(model.agreements, nth)]
    clauses = [other for nth in copies for other in again(model.clauses, nth)]
    return replace(model, agreements=tuple(agreements), clauses=tuple(clauses))


def again(clauses: tuple[LibraryClause, ...], nth: int) -> Iterator[LibraryClause]:
    """Yield the *nth* copy of *clauses*, with ids and titles of its own."""
    for clause in clauses:
        yield replace(clause, id=f"{clause.id}-{nth}", title=f"{clause.title} {nth}")


def several(agreements: tuple[AgreementPage, ...], nth: int) -> Iterator[AgreementPage]:
    """Yield the *nth* copy of *agreements*, with names, numbers and time limits of its own."""
    chance = random.Random(nth)  # noqa: S311 - names for a measurement
    for agreement in agreements:
        giver, acceptor = chance.sample(NAMES, 2)
        number = f"QA-{nth:05}"
        clocks = tuple(replace(clock, words=f"{chance.randint(1, 90)} Calendar Days") for clock in agreement.clocks)
        documents = tuple(
            replace(document, facts=replace(document.facts, number=number)) for document in agreement.documents
        )
        yield replace(
            agreement,
            id=f"{agreement.id}-{nth}",
            number=number,
            title=f"{agreement.title} for {giver}",
            parties=f"{giver} Example Ltd with {acceptor} Example GmbH",
            companies=(f"{giver} Example Ltd", f"{acceptor} Example GmbH"),
            clocks=clocks,
            documents=documents,
            downloads=(),
        )


MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
HEADING = re.compile(r"<h([1-6])\b[^>]*>")
ENDS = re.compile(r"</?(?:h[1-6]|p|li|td|th|tr|div|section|dt|dd|summary|figcaption|caption|text)\b[^>]*>")
MARKS = re.compile(r"<[^>]*>")


def in_words(page: str) -> str:
    """Return what the HTML *page* says as Markdown: headings and paragraphs."""
    found = MAIN.search(page)
    marked = HEADING.sub(lambda heading: "\n" + "#" * int(heading[1]) + " ", found[1] if found else "")
    lines = (" ".join(line.split()) for line in MARKS.sub("", ENDS.sub("\0", marked)).split("\0"))
    return "\n\n".join(line for line in lines if line.strip("# "))


def of_peer(peer: str, folder: Path, html: list[Path]) -> dict[str, float]:
    """Return what *peer* takes for the words of the pages *html* below *folder*, with Material as it comes."""
    size = 0
    for path in html:
        said = in_words(path.read_text(encoding="utf-8"))
        target = folder / "peer" / "docs" / path.relative_to(folder / "site").with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        size += target.write_text(said, encoding="utf-8")
    settings = folder / "peer" / "mkdocs.yml"
    settings.write_text("site_name: The same words\ntheme: material\n", encoding="utf-8")
    subprocess.run([peer, "build", "-q", "-f", str(settings)], check=True, stdout=sys.stderr)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    built = sum(1 for path in (folder / "peer" / "site").rglob("*.html") if path.name != "404.html")
    return {
        "peer pages": built,
        "peer cpu": used.ru_utime + used.ru_stime,
        "words": size / 2**20,
    }


def measured(count: int, folder: Path, peer: str) -> dict[str, float]:
    """Return what a site of *count* pages costs, ours and that of *peer*; for a process of its own."""
    gc.set_threshold(50_000, 20, 100)  # as the command does
    model = repeated(site_for(ROOT)[0], count)
    before = time.process_time()
    write_site(folder / "mkdocs.yml", folder / "site", model, {})
    spent = time.process_time() - before
    written = [path for path in (folder / "site").rglob("*") if path.is_file()]
    html = [path for path in written if path.suffix == ".html"]
    index = [path for path in written if path.parent.name == "search"]
    ours = {
        "pages": len(html),
        "cpu": spent,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "html": sum(path.stat().st_size for path in html) / 2**20,
        "search": sum(path.stat().st_size for path in index) / 2**20,
        "largest": max(path.stat().st_size for path in index) / 1024,
    }
    return ours | (of_peer(peer, folder, html) if peer else {})


def apart(count: int, keep: str, peer: str) -> dict[str, float]:
    """Return what a site of *count* pages costs, measured in a process of its own."""
    with tempfile.TemporaryDirectory() as spare:
        command = [sys.executable, __file__, "--one", str(count), "--keep", keep or spare, "--peer", peer]
        told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    measures: dict[str, float] = json.loads(told)
    return measures


def main() -> None:
    """Print a table, a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", default="1000,5000", help="sizes, with commas between")
    parser.add_argument("--keep", default="", help="folder in which the last site stays")
    parser.add_argument("--peer", default="", help="an mkdocs with Material beside it, to build the same words")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        folder = Path(asked.keep)
        folder.mkdir(parents=True, exist_ok=True)
        print(json.dumps(measured(asked.one, folder, asked.peer)))
        return
    print("| pages | CPU s | pages/CPU s | memory MiB | HTML MiB | kB a page | search MiB | largest part kB |")
    print("|---|---|---|---|---|---|---|---|")
    for count in map(int, asked.pages.split(",")):
        one = apart(count, asked.keep, asked.peer)
        print(
            f"| {one['pages']:,.0f} | {one['cpu']:.1f} | {one['pages'] / one['cpu']:.0f} | {one['memory']:.0f} "
            f"| {one['html']:.0f} | {one['html'] * 1024 / one['pages']:.0f} | {one['search']:.1f} "
            f"| {one['largest']:.0f} |"
        )
        if asked.peer:
            print(f"\nMaterial: {one['peer pages']:,.0f} pages, {one['words']:.1f} MiB of words, ", end="")
            print(f"{one['peer cpu']:.1f} CPU s, {one['peer cpu'] / one['cpu']:.1f} times ours.\n")


if __name__ == "__main__":
    main()
