"""Random edits of returned Word files: how many are found, at their place, and how long reading takes.

    python bench/edits.py --first 0 --edits 10000 [--stripped]
    python bench/edits.py --workbook --edits 10000
    python bench/edits.py --office --edits 300 [--workbook]     # each file opened and saved by LibreOffice in between
    python bench/edits.py --time 15              # what reading 44 pages costs, the least and the median of so many

Each seed of --workbook is a workbook with 10 to 60 edits of `tests/review/sheet_hands.py`, each proposed exactly once.
Each other seed is one file of the sample with one to three edits of `tests/review/hands.py`, tracked or not.
LibreOffice, one process for all, may add changes of form, which are counted and not judged.
A seed that fails is printed with what was done and what was told, so that it can be drawn again by its number.
"""

from __future__ import annotations

import argparse
import gc
import io
import random
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.word import agreement, template  # noqa: E402
from generator import reviewing  # noqa: E402
from generator.author.book import book_of  # noqa: E402
from generator.load.disk import read_workspace  # noqa: E402
from generator.making import word_files  # noqa: E402
from generator.model.proposal import Proposal, What  # noqa: E402
from generator.pipeline import Reading, read_files  # noqa: E402
from generator.read.returned import read_returned  # noqa: E402
from generator.read.word import W  # noqa: E402
from generator.render.word import render_word  # noqa: E402
from generator.render.workbook import render_workbook  # noqa: E402
from generator.review import Sent, proposals  # noqa: E402
from generator.workbooks import import_workbook  # noqa: E402
from tests.libreoffice import CALC, WRITER, Through, libreoffice  # noqa: E402
from tests.review import hands, sheet_hands  # noqa: E402

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
    options.add_argument("--workbook", action="store_true")
    options.add_argument("--time", type=int, default=0)
    options.add_argument("--office", action="store_true")
    given = options.parse_args()
    if given.time:
        show_times(given.time)
        return
    with libreoffice(CALC if given.workbook else WRITER) if given.office else nullcontext(unchanged) as through:
        if given.workbook:
            show_workbooks(given.first, given.edits, through)
        else:
            show_word(given, through)


def show_word(given: argparse.Namespace, through: Through) -> None:
    """Edit Word files until so many edits were made; print those that are told otherwise, and the sums."""
    files, sent = sample()
    edits = files_read = unplaced = failed = form = 0
    seconds = 0.0
    seed = given.first
    while edits < given.edits:
        made = outcome(seed, files, sent, through, stripped=given.stripped)
        moves = sum(one.what == "line moved" for one in made.done)
        of_form = sum(one.what is What.FORM for one in made.found) if given.office else 0
        form += of_form
        if made.missed or len(made.found) - of_form > len(made.done) + moves:
            failed += 1
            told = [(str(one.what), one.path, one.where, one.old[:80], one.new[:80]) for one in made.found]
            print(f"seed {seed}: done {made.done} missed {made.missed} told {told}", flush=True)
        unplaced += sum(one.what is What.UNPLACED for one in made.found)
        edits, files_read, seconds, seed = edits + len(made.done), files_read + 1, seconds + made.seconds, seed + 1
        if files_read % 50 == 0:
            print(f"at seed {seed}: {edits} edits, {failed} failed", flush=True)
    print(
        f"seeds {given.first} to {seed - 1}: {edits} edits in {files_read} files, {failed} failed, "
        f"{unplaced} cannot place, {form} of form from elsewhere, {1000 * seconds / files_read:.0f} ms CPU a file"
    )


def unchanged(data: bytes) -> bytes:
    """Return *data* as it is: the file goes through no other program."""
    return data


def show_workbooks(first: int, wanted: int, through: Through) -> None:
    """Edit workbooks until so many edits were made; print those that are told otherwise, and the sums."""
    reading = read_sample()
    source, result = reading.workspace.agreements[SAMPLE], reading.result(SAMPLE)
    assert result is not None  # noqa: S101 - a bench
    assert result.draft is not None  # noqa: S101 - a bench
    book = book_of(reading.workspace, source, result.draft)
    data = render_workbook(book)
    edits, failed, seed, seconds = 0, 0, first, 0.0
    while edits < wanted:
        rng = random.Random(seed)  # noqa: S311 - nothing here is secret
        made = sheet_hands.opened(data, book)
        wrong, taken = sheet_hands.told_otherwise(
            rng, made, lambda data: import_workbook(reading, "back.xlsx", through(data))
        )
        if wrong:
            failed += 1
            print(f"seed {seed}:", *wrong, sep="\n    ", flush=True)
        edits, seed, seconds = edits + made.edits, seed + 1, seconds + taken
        if seed % 20 == 0:
            print(f"at seed {seed}: {edits} edits, {failed} failed", flush=True)
    count = seed - first
    print(
        f"seeds {first} to {seed - 1}: {edits} edits in {count} workbooks, {failed} failed, "
        f"{seconds / count:.2f} s CPU each"
    )


def sample() -> tuple[dict[str, bytes], dict[str, Sent]]:
    """Return what the sample sends, by document."""
    reading = read_sample()
    (result,) = reading.results
    by_path = word_files(reading.workspace, result)
    files = {}
    for id_, document in result.documents.items():
        start = f"{document.facts.number} "
        (files[id_],) = [data for path, data in by_path.items() if path.rpartition("/")[2].startswith(start)]
    files = {id_: data for id_, data in files.items() if id_ in KEPT}
    return files, {id_: reviewing.sent(reading, result, data, result.documents[id_]) for id_, data in files.items()}


def read_sample() -> Reading:
    """Return the workspace with the sample alone."""
    everything = read_workspace(ROOT, ROOT / "clauses")[0]
    kept = {
        path: data
        for path, data in everything.items()
        if not path.startswith("agreements/") or path.startswith(f"agreements/{SAMPLE}/")
    }
    return read_files(kept)


def show_times(count: int) -> None:
    """Print what it costs to read 44 pages with twenty words changed into proposals; the XML alone for the scale."""
    gc.set_threshold(50_000, 20, 100)  # as the command does
    document = agreement(1)
    data = render_word(document, template())
    read, _ = read_returned("sent.docx", data)
    assert read is not None  # noqa: S101 - a bench
    places = reviewing.places_of(document)
    sent = Sent(read, places, lambda *_: {}, {}, reviewing.used(places))
    for name, tracked in (("nothing changed", None), ("untracked", False), ("tracked", True)):
        back = hands.with_main_part(data, partial(changed_words, tracked))
        xml = zipfile.ZipFile(io.BytesIO(back)).read("word/document.xml")
        told = len(proposed(sent, back))
        works = {"XML parsed": lambda xml=xml: etree.fromstring(xml), "into proposals": partial(proposed, sent, back)}
        taken = {name: [cost(work) for _ in range(count)] for name, work in works.items()}
        said = ", ".join(f"{key} {min(several):.1f} to {median(several):.1f}" for key, several in taken.items())
        print(f"{name}: {told} proposals, ms CPU from the least to the median: {said}", flush=True)


def changed_words(tracked: bool | None, root: Any) -> None:
    """Change twenty words of a main part; none where *tracked* is None."""
    rng = random.Random(7)  # noqa: S311 - nothing here is secret
    done = 0
    while tracked is not None and done < 20:
        done += hands.replace_word(rng, rng.choice(hands.lines(root)), "EDITED", tracked)


def proposed(sent: Sent, data: bytes) -> list[Proposal]:
    """Return what a file proposes."""
    back, faults = read_returned("back.docx", data)
    assert back is not None, faults  # noqa: S101 - a bench
    return proposals(sent, back)


def cost(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of *work*."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def outcome(seed: int, files: dict[str, bytes], sent: dict[str, Sent], through: Through, *, stripped: bool) -> Outcome:
    """Return what the file of one seed proposes, beside what was done to it."""
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    document = rng.choice(list(files))
    done: list[hands.Edit] = []

    def change(root: Any) -> None:
        done.extend(one for _ in range(rng.choice((1, 1, 2, 3))) if (one := hands.edit(rng, root)))
        for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")) if stripped else ():
            mark.getparent().remove(mark)

    data = through(hands.with_main_part(files[document], change))
    start = time.process_time()
    found = proposed(sent[document], data)
    seconds = time.process_time() - start
    missed = [one for one in done if not hands.is_told(sent[document].places[one.mark], found)]
    return Outcome(done, missed, found, seconds)


if __name__ == "__main__":
    main()
