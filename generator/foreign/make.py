"""From the parts of an import to its plan and report: which verb follows which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.foreign.facts import Facts
from generator.foreign.outline import Chapter, Grid, Words, all_words
from generator.foreign.plan import (
    Home,
    Making,
    Paper,
    homes,
    kept_passages,
    own_clause,
    passage_of,
    place_of,
    targets_of,
)
from generator.foreign.texts import Context
from generator.foreign.words import clean
from generator.model.draft import Draft
from generator.model.imported import Fate, Guess, ImportReport, Passage, Plan

ABSENT = "Not in the imported agreement"
MAIN = "quality-agreement"
EMPTY = "holds a title and no text"
SIGNED = "Signed for the parties named above each signature."
ANEW = "the page of signatures is made anew from contacts.yaml"
STEP = 10


def made_of(paper: Paper, draft: Draft) -> tuple[Plan, ImportReport]:
    """Return what is to be written, and what became of every passage; *draft* is what the library alone would give."""
    outline = paper.outline
    making = Making(paper, guesses=[*paper.facts.guesses])
    topics = {chapter.at: f"IMP-{count:02}" for count, chapter in enumerate(outline.chapters, 1)}
    made = homes(outline, topics, {one.id for one in draft.clauses})
    numbers, marks = targets_of(made)
    context = Context(numbers, marks)
    for count, home in enumerate(made, 1):
        own_clause(making, home, STEP * count, context)
        making.passages += title_passages(home)
        making.passages += kept_passages(making, home, Fate.KEPT, home.id)
    chapters(making, made, topics)
    beside(making, paper.facts)
    leave_out(making, draft)
    return making.plan, report_of(making)


def title_passages(home: Home) -> Iterator[Passage]:
    """Yield the title of a clause."""
    if home.part.title:
        number = clean(home.part.written)
        yield Passage(
            home.part.at + 1, place_of(home), home.part.title, Fate.KEPT, home.id, "title of the clause", number=number
        )


def chapters(making: Making, made: Sequence[Home], topics: Mapping[int, str]) -> None:
    """Write the chapters in their order; one without text is left for a person, since it would not print."""
    written = {one.topic for one in making.plan.clauses}
    rows: list[dict[str, Any]] = []
    for chapter in making.paper.outline.chapters:
        id_ = topics[chapter.at]
        number = clean(chapter.written)
        if id_ not in written:
            making.passages.append(
                Passage(chapter.at + 1, chapter.key, chapter.title, Fate.LEFT, "", EMPTY, number=number)
            )
            continue
        rows.append(chapter_row(id_, chapter))
        making.passages.append(
            Passage(chapter.at + 1, chapter.key, chapter.title, Fate.KEPT, id_, "title of the chapter", number=number)
        )
        making.numbers.append((chapter.key, id_))
    making.numbers += [(home.part.key, home.id) for home in made if home.part.key]
    making.plan.rows["chapters"] = rows
    making.plan.fields["chapters"] = [row["id"] for row in rows]


def chapter_row(id_: str, chapter: Chapter) -> dict[str, Any]:
    """Return the row of a chapter or annex."""
    title = chapter.title or chapter.key or "Annex"
    return {"id": id_, "title": title, "document": MAIN, "kind": "annex" if chapter.annex else "chapter"}


def beside(making: Making, facts: Facts) -> None:
    """Say what became of what stands outside the chapters."""
    for piece in making.paper.outline.front:
        if isinstance(piece, Grid):
            making.passages.append(
                Passage(piece.at + 1, "cover", grid_text(piece), Fate.LEFT, "", "table before the first chapter")
            )
            continue
        for words in all_words([piece]):
            making.passages.append(front_passage(words, facts))
    for words in making.paper.outline.contents:
        making.passages.append(passage_of(words, "contents", Fate.LEFT, note="the contents are made anew"))
    for piece in making.paper.outline.signing:
        if isinstance(piece, Grid):
            making.passages.append(Passage(piece.at + 1, "signatures", grid_text(piece), Fate.LEFT, "", ANEW))
        else:
            making.passages.append(passage_of(piece, "signatures", Fate.LEFT, note=ANEW))
    for stray in making.paper.foreign.strays:
        making.passages.append(Passage(0, stray.place, stray.text, Fate.LEFT, "", "stands beside the text"))
    making.passages += left_tables(making)
    making.passages += unseen(making)


def front_passage(words: Words, facts: Facts) -> Passage:
    """Return what became of a line before the first chapter."""
    used = facts.used.get(words.at)
    if used:
        return passage_of(words, "cover", Fate.FACT, where="agreement.yaml", note=used)
    return passage_of(words, "cover", Fate.LEFT, note="stands before the first chapter")


def grid_text(grid: Grid) -> str:
    """Return the words of a table, row by row."""
    rows = (" | ".join(clean(cell.text) for cell in row if not cell.goes_on) for row in grid.table.rows)
    return "\n".join(rows)


def left_tables(making: Making) -> Iterator[Passage]:
    """Yield the tables of chapters that became nothing."""
    for chapter in making.paper.outline.chapters:
        for part in chapter.parts:
            for piece in part.pieces:
                if isinstance(piece, Grid) and piece.at not in making.tables and piece.at not in making.spent:
                    yield Passage(piece.at + 1, part.key or chapter.key, grid_text(piece), Fate.LEFT, "", "table")


def unseen(making: Making) -> Iterator[Passage]:
    """Yield what does not show on a page, or holds no words: hidden text, pictures, documents inside the file."""
    from generator.read.foreign import ForeignLine

    for at, block in enumerate(making.paper.foreign.blocks, 1):
        lines = (
            [block]
            if isinstance(block, ForeignLine)
            else [line for row in block.rows for cell in row for line in cell.lines]
        )
        for line in lines:
            if line.hidden:
                yield Passage(at, "hidden text", line.hidden, Fate.LEFT, "", "does not show on a page")
            if line.pictures:
                yield Passage(
                    at,
                    "picture",
                    "",
                    Fate.LEFT,
                    "",
                    f"{line.pictures} picture or embedded object; its words are not read",
                )
    if making.paper.foreign.embedded:
        yield Passage(
            0,
            "embedded document",
            "",
            Fate.LEFT,
            "",
            f"{making.paper.foreign.embedded} documents inside the file; their words are not read",
        )


def leave_out(making: Making, draft: Draft) -> None:
    """Leave out what the library has and the source has not."""
    origin = {"file": making.paper.file, "hash": making.paper.hash}
    making.plan.fields["origin"] = {**origin, **({"takes": sorted(making.kept)} if making.kept else {})}
    making.plan.rows["documents"] = [
        {"id": row.record.id, "omit": ABSENT} for row in draft.rows["documents"] if row.record.id != MAIN
    ]
    main = next(row for row in draft.rows["documents"] if row.record.id == MAIN)
    making.plan.rows["documents"].append(
        {"id": MAIN, "amends": main.fingerprint, "signing": SIGNED, "reason": "The clause it names is not there"}
    )
    making.added.append(f"Above the signatures: {SIGNED}")


def report_of(making: Making) -> ImportReport:
    """Return the report, in the order of the file."""
    order = {"": 1}
    passages = sorted(making.passages, key=lambda one: (one.at or 10**9, order.get(one.place, 0)))
    references = [(str(at + 1), said, target, "") for at, said, target in making.notes.linked]
    references += [(str(at + 1), said, "", why) for at, said, why in making.notes.unlinked]
    guesses = [
        *making.guesses,
        *(Guess("structure", what, "no style says so", at + 1) for at, what in making.paper.outline.guesses),
    ]
    if making.paper.foreign.tracked:
        guesses.append(
            Guess(
                "tracked changes",
                str(making.paper.foreign.tracked),
                "settled as the command said before anything was read",
            )
        )
    paper = making.paper
    return ImportReport(
        paper.file,
        paper.hash,
        paper.agreement,
        tuple(passages),
        tuple(guesses),
        tuple(references),
        added=tuple(making.added),
        numbers=tuple(making.numbers),
    )
