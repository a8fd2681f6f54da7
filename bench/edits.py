"""Random edits of returned Word files: how many are found, at their place, and how long reading takes.

    python bench/edits.py --first 0 --edits 10000 [--stripped]

Each seed is one file of the sample with one to three edits of `tests/review/hands.py`, tracked or not.
A seed that fails is printed with what was done and what was told, so that it can be drawn again by its number.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator import reviewing  # noqa: E402
from generator.load.disk import read_workspace  # noqa: E402
from generator.making import word_files  # noqa: E402
from generator.model.proposal import Proposal, What  # noqa: E402
from generator.pipeline import read_files  # noqa: E402
from generator.read.returned import read_returned  # noqa: E402
from generator.read.word import W  # noqa: E402
from generator.review import Sent, proposals  # noqa: E402
from tests.review import hands  # noqa: E402

SAMPLE = "aurelia-northbay"
KEPT = ("quality-agreement", "communication-plan", "data-governance-annex")


class Outcome(NamedTuple):
    """What a seed gave."""

    done: list[hands.Edit]
    missed: list[hands.Edit]
    found: list[Proposal]
    seconds: float


def main() -> None:
    """Run seeds until so many edits were made; print those that fail, and the sums."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--edits", type=int, default=100)
    options.add_argument("--stripped", action="store_true")
    given = options.parse_args()
    files, sent = sample()
    edits = files_read = unplaced = failed = 0
    seconds = 0.0
    seed = given.first
    while edits < given.edits:
        made = outcome(seed, files, sent, stripped=given.stripped)
        moves = sum(one.what == "line moved" for one in made.done)
        if made.missed or len(made.found) > len(made.done) + moves:
            failed += 1
            told = [(str(one.what), one.path, one.where, one.old[:80], one.new[:80]) for one in made.found]
            print(f"seed {seed}: done {made.done} missed {made.missed} told {told}", flush=True)
        unplaced += sum(one.what is What.UNPLACED for one in made.found)
        edits, files_read, seconds, seed = edits + len(made.done), files_read + 1, seconds + made.seconds, seed + 1
        if files_read % 50 == 0:
            print(f"at seed {seed}: {edits} edits, {failed} failed", flush=True)
    print(
        f"seeds {given.first} to {seed - 1}: {edits} edits in {files_read} files, {failed} failed, "
        f"{unplaced} cannot place, {1000 * seconds / files_read:.0f} ms CPU a file"
    )


def sample() -> tuple[dict[str, bytes], dict[str, Sent]]:
    """Return what the sample sends, by document."""
    everything = read_workspace(ROOT, ROOT / "clauses")[0]
    kept = {
        path: data
        for path, data in everything.items()
        if not path.startswith("agreements/") or path.startswith(f"agreements/{SAMPLE}/")
    }
    reading = read_files(kept)
    (result,) = reading.results
    by_path = word_files(reading.workspace, result)
    files = {}
    for id_, document in result.documents.items():
        start = f"{document.facts.number} "
        (files[id_],) = [data for path, data in by_path.items() if path.rpartition("/")[2].startswith(start)]
    files = {id_: data for id_, data in files.items() if id_ in KEPT}
    return files, {id_: reviewing.sent(reading, result, data, result.documents[id_]) for id_, data in files.items()}


def outcome(seed: int, files: dict[str, bytes], sent: dict[str, Sent], *, stripped: bool) -> Outcome:
    """Return what the file of one seed proposes, beside what was done to it."""
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    document = rng.choice(list(files))
    done: list[hands.Edit] = []

    def change(root: Any) -> None:
        done.extend(one for _ in range(rng.choice((1, 1, 2, 3))) if (one := hands.edit(rng, root)))
        for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")) if stripped else ():
            mark.getparent().remove(mark)

    data = hands.with_main_part(files[document], change)
    start = time.process_time()
    back, faults = read_returned("back.docx", data)
    assert back is not None, faults  # noqa: S101 - a bench
    found = proposals(sent[document], back)
    seconds = time.process_time() - start
    missed = [one for one in done if not hands.is_told(sent[document].places[one.mark], found)]
    return Outcome(done, missed, found, seconds)


if __name__ == "__main__":
    main()
