"""What a redline costs: two trees compared, rendered with tracked changes, and proven; CPU milliseconds of one core.

Run: python bench/redline.py --count 9
     python bench/redline.py --peer PYTHON     # and Docxodus on the same pair; PYTHON has python-redlines[docxodus]
     python bench/redline.py --size 1          # the made agreement of bench/word.py, 44 pages a size
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.word import agreement  # noqa: E402
from generator.compare import compare  # noqa: E402
from generator.document import walk  # noqa: E402
from generator.document.blocks import Document  # noqa: E402
from generator.pipeline import read  # noqa: E402
from generator.redlining import proof  # noqa: E402
from generator.render.word import Tracking, render_word  # noqa: E402
from tests.compare.edits import edited  # noqa: E402

Made = TypeVar("Made")
EDITS = 12


def timed(work: Callable[[], Made], count: int) -> tuple[Made, float, float]:
    """Return what *work* makes, and the least and the median of its CPU milliseconds."""
    taken: list[float] = []
    made = work()
    for _ in range(count):
        start = time.process_time()
        made = work()
        taken.append((time.process_time() - start) * 1000)
    return made, min(taken), median(taken)


def cells(document: Document) -> int:
    """Return how many cells stand in the tables of *document*: the edits bring whole annexes in, and take some out."""
    return sum(len(row.cells) for table in walk.tables(document) for row in table.rows)


def drawn(document: Document) -> Document:
    """Return *document* after some edits, the same each time."""
    rng = random.Random(7)  # noqa: S311 - the same edits each time
    for _ in range(EDITS):
        document = edited(rng, document)
    return document


PEER = """
import sys
from pathlib import Path
from python_redlines import DocxodusEngine
old, new, made = map(Path, sys.argv[1:])
made.write_bytes(DocxodusEngine().run_redline("Legal", old.read_bytes(), new.read_bytes())[0])
"""


def docxodus(python: str, old: bytes, new: bytes) -> tuple[bytes, float]:
    """Return the redline that Docxodus makes of two files, and its CPU milliseconds, starting it included."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old.docx", "new.docx", "made.docx")]
        for path, data in zip(paths, (old, new), strict=False):
            path.write_bytes(data)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([python, "-c", PEER, *map(str, paths)], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return paths[2].read_bytes(), 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def show_peer(python: str, old: bytes, new: bytes) -> None:
    """Print what Docxodus costs on the same pair, and whether its marks settle to the same two texts."""
    taken = []
    for _ in range(2):  # the first run unpacks it
        data, spent = docxodus(python, old, new)
        taken.append(spent)
    print(f"| Docxodus | {min(taken):.1f} | - |")
    differ = len(proof("peer.docx", data, old, new))
    print(f"Docxodus: {differ} of 2 texts differ after settling, {len(data) / 1000:.0f} kB")


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=9)
    parser.add_argument("--peer", metavar="PYTHON", default="")
    parser.add_argument("--size", type=int, default=0)
    given = parser.parse_args()
    count = given.count
    gc.set_threshold(50_000, 20, 100)  # as the command does
    reading = read(ROOT)
    result = next(one for one in reading.results if one.id == "aurelia-northbay")
    old = agreement(given.size) if given.size else result.documents["quality-agreement"]
    new = drawn(old)
    template = reading.workspace.templates["counsel"]
    tree, *compared = timed(lambda: compare(old, new), count)
    data, *rendered = timed(
        lambda: render_word(tree, template, tracking=Tracking("Legal", "2026-11-20T00:00:00Z")), count
    )
    before, *plain = timed(lambda: render_word(old, template), count)
    after, *newer = timed(lambda: render_word(new, template), count)
    faults, *proven = timed(lambda: proof("redline.docx", data, before, after), count)
    print("| step | CPU ms least | median |\n|---|---|---|")
    steps = {"compare": compared, "render": rendered, "older, plain": plain, "newer, plain": newer, "proof": proven}
    for name, (least, middle) in steps.items():
        print(f"| {name} | {least:.1f} | {middle:.1f} |")
    if given.peer:
        show_peer(given.peer, before, after)
    print(f"{EDITS} edits, {len(faults)} faults of proof, {len(data) / 1000:.0f} kB")
    print(f"cells: {cells(old)} in the older text, {cells(new)} in the newer, {cells(tree)} in the redline")


if __name__ == "__main__":
    main()
