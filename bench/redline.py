"""What a redline costs: two trees compared, rendered with tracked changes, and proven; CPU milliseconds of one core.

Run: python bench/redline.py --count 9
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator.compare import compare  # noqa: E402
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


def drawn(document: Document) -> Document:
    """Return *document* after some edits, the same each time."""
    rng = random.Random(7)  # noqa: S311 - the same edits each time
    for _ in range(EDITS):
        document = edited(rng, document)
    return document


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=9)
    count = parser.parse_args().count
    reading = read(ROOT)
    result = next(one for one in reading.results if one.id == "aurelia-northbay")
    old = result.documents["quality-agreement"]
    new = drawn(old)
    template = reading.workspace.templates["counsel"]
    tree, *compared = timed(lambda: compare(old, new), count)
    data, *rendered = timed(
        lambda: render_word(tree, template, tracking=Tracking("Legal", "2026-11-20T00:00:00Z")), count
    )
    before, after = render_word(old, template), render_word(new, template)
    faults, *proven = timed(lambda: proof("redline.docx", data, before, after), count)
    print("| step | CPU ms least | median |\n|---|---|---|")
    for name, (least, middle) in (("compare", compared), ("render", rendered), ("proof", proven)):
        print(f"| {name} | {least:.1f} | {middle:.1f} |")
    print(f"{EDITS} edits, {len(faults)} faults of proof, {len(data) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
