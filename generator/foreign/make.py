"""From the parts of an import to its plan and report: which verb follows which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from generator.foreign.beside import beside, with_notes
from generator.foreign.compare import compared, limits_of, names_of, nearest_of
from generator.foreign.match import Library, library_of
from generator.foreign.outline import Chapter, Words
from generator.foreign.plan import (
    Home,
    Making,
    Paper,
    homes,
    kept_passages,
    own_clause,
    place_of,
    targets_of,
)
from generator.foreign.rows import (
    DEFINITIONS,
    HEAD_OF_DOCUMENT,
    MATRIX,
    definitions,
    linked_definitions,
    matrices,
    other_tables,
    party_terms,
    term_passages,
)
from generator.foreign.texts import Context
from generator.foreign.words import clean
from generator.model.clause import STANDARD
from generator.model.draft import Draft
from generator.model.imported import Fate, Guess, ImportReport, Passage, Plan
from generator.model.rows import MAIN

ABSENT = "Not in the imported agreement"
EMPTY = "holds a title and no text"
MOVED = "does not print; its text prints under "
SIGNED = "Signed for the parties named above each signature."
STEP = 10
AGREED = {"by": "? who agreed", "on": "? when it was agreed"}


def made_of(paper: Paper, draft: Draft) -> tuple[Plan, ImportReport]:
    """Return what is to be written, and what became of every passage; *draft* is what the library alone would give."""
    making = Making(paper, guesses=[*paper.facts.guesses])
    topics = topics_of(paper.outline.chapters, draft)
    library = library_of(draft)
    made = compared(making, homes(paper.outline, topics, {one.id for one in draft.clauses}), library, draft)
    party_terms(making, draft)
    forms = definitions(making, draft)
    matrices(making, made, draft)
    other_tables(making, made)
    context = context_of(making, made, forms)
    linked_definitions(making, context)
    clauses(making, made, context, library)
    chapters(making, made, topics, draft)
    as_in_source(making, made)
    choices(making, made)
    beside(making, paper.facts, context)
    parties(making)
    leave_out(making, draft)
    return making.plan, report_of(making, library, draft)


def topics_of(several: Sequence[Chapter], draft: Draft) -> dict[int, str]:
    """Return the chapter here of each chapter there: one of the library where the titles say the same."""
    known = {title_key(chapter.title): chapter.id for chapter in draft.chapters if chapter.document == MAIN}
    made: dict[int, str] = {}
    for count, chapter in enumerate(several, 1):
        found = known.get(title_key(chapter.title), "")
        fits = found and found not in made.values() and found.startswith("AX-") == chapter.annex
        made[chapter.at] = found if fits else f"IMP-{count:02}"
    return made


def title_key(title: str) -> tuple[str, ...]:
    """Return what is equal in two titles that say the same: their words, small, in the singular, in order."""
    return tuple(re.sub(r"s$", "", word) for word in re.findall(r"\w+", title.casefold()) if word not in ("and", "the"))


def context_of(making: Making, made: Sequence[Home], forms: Sequence[str]) -> Context:
    """Return what texts may refer to; the words for parties are terms, a short name of a company is none."""
    numbers, marks = targets_of(made, making.spent)
    making.numbers += sorted(numbers.items())
    gone = not_printed(made)
    numbers, marks = ({key: to for key, was in one.items() if (to := gone.get(was, was))} for one in (numbers, marks))
    names = [one.word for one in making.paper.parties if one.word and not one.bare]
    return Context(numbers, marks, tuple(dict.fromkeys([*forms, *names])))


def topic_of(home: Home) -> str:
    """Return the chapter in which a clause prints; one of the library prints in its own."""
    return home.taken.chosen.source.clause.topic if home.taken else home.topic


def not_printed(made: Sequence[Home]) -> dict[str, str]:
    """Return the chapters that do not print since the library has their clauses in another one; for a chapter of one
    clause that clause, to which its references lead, otherwise "".
    """
    there: dict[str, list[str]] = {}
    for home in made:
        there.setdefault(home.topic, []).append(home.id)
    printed = {topic_of(home) for home in made}
    return {topic: ids[0] if len(ids) == 1 else "" for topic, ids in there.items() if topic not in printed}


def clauses(making: Making, made: Sequence[Home], context: Context, library: Library) -> None:
    """Write the clauses, and say what became of each of their passages."""
    names = names_of(making.paper.parties)
    for count, home in enumerate(made, 1):
        if home.taken:
            making.kept.add(home.id)
            where = f"{home.id} ({home.taken.position})" if home.taken.position != STANDARD else home.id
            making.passages += title_passages(home, Fate.MATCHED)
            making.passages += kept_passages(making, home, Fate.MATCHED, where, near=home.id, alike=100)
            if not home.part.title:
                making.added.append(f'Title of {home.id}: "{home.title}"')
            continue
        own_clause(making, home, STEP * count, context)
        fate = Fate.CLOSE if home.base else Fate.KEPT
        note = f"lies over {home.id} of the library, {home.alike} % alike" if home.base else ""
        making.passages += title_passages(home, fate)
        passages = {one.at: one for one in kept_passages(making, home, fate, home.id, note=note)}
        for piece in home.pieces:
            if isinstance(piece, Words) and piece.at + 1 in passages:
                passages[piece.at + 1] = nearest_of(passages[piece.at + 1], piece, library, names)
        making.passages += passages.values()
    making.passages += term_passages(making, made)


def as_in_source(making: Making, made: Sequence[Home]) -> None:
    """Say behind which clause one stands where those that are taken from the library have another order there."""
    own = {one.id: one.order for one in making.plan.clauses}
    lists: dict[str, list[Home]] = {}
    for home in made:
        if home.taken or home.id in own:
            lists.setdefault(topic_of(home), []).append(home)
    after: dict[str, str] = {}
    for several in lists.values():
        orders = [one.taken.chosen.source.clause.order if one.taken else own[one.id] for one in several]
        if orders != sorted(set(orders)):
            after |= {one.id: above.id for above, one in pairwise(several)}
    making.plan.fields["after"] = after


def title_passages(home: Home, fate: Fate) -> Iterator[Passage]:
    """Yield the title of a clause."""
    if home.part.title:
        number = clean(home.part.written)
        note = "title of the clause"
        yield Passage(home.part.at + 1, place_of(home), home.part.title, fate, home.id, note, number=number)


def chapters(making: Making, made: Sequence[Home], topics: Mapping[int, str], draft: Draft) -> None:
    """Write the chapters in their order; one without text, or whose text prints in other chapters of the library, is
    left for a person, since it would not print.
    """
    written = {one.topic for one in making.plan.clauses} | {topic_of(home) for home in made if home.taken}
    prints = {row.record.id: row.fingerprint for row in draft.rows["chapters"]}
    titles = {chapter.id: chapter.title for chapter in draft.chapters}
    rows: list[dict[str, Any]] = []
    order: list[str] = []
    for chapter in making.paper.outline.chapters:
        id_, number = topics[chapter.at], clean(chapter.written)
        kept = id_ in written
        elsewhere = list(dict.fromkeys(topic_of(home) for home in made if home.chapter is chapter and home.taken))
        moved = MOVED + ", ".join(titles[one] for one in elsewhere) if elsewhere else EMPTY
        where, note = (id_, "title of the chapter") if kept else ("", moved)
        same = Fate.MATCHED if titles.get(id_) == chapter.title else Fate.KEPT
        fate = same if kept else Fate.LEFT
        making.passages.append(Passage(chapter.at + 1, chapter.key, chapter.title, fate, where, note, number=number))
        if kept:
            order.append(id_)
            rows += chapter_rows(id_, chapter, titles.get(id_), prints.get(id_, ""))
        order += [one for one in elsewhere if one not in order and one not in topics.values()]
    groups = making.groups
    making.plan.rows["chapters"] = [*rows, *groups]
    making.plan.fields["chapters"] = [*order, *(row["id"] for row in groups)]


def chapter_rows(id_: str, chapter: Chapter, title: str | None, fingerprint: str) -> Iterator[dict[str, Any]]:
    """Yield the row of a chapter or annex; none where the library has its title."""
    own = chapter.title or chapter.key or "Annex"
    if title is None:
        yield {"id": id_, "title": own, "document": MAIN, "kind": "annex" if chapter.annex else "chapter"}
    elif title != own:
        yield {"id": id_, "amends": fingerprint, "title": own, "reason": "Title of the source"}


def choices(making: Making, made: Sequence[Home]) -> None:
    """Write the positions that the source has word for word, and the values that it sets in clauses of the library."""
    reason = f"Wording of {making.paper.file}"
    making.plan.fields["choices"] = {
        home.id: {"position": home.taken.position, "reason": reason, **AGREED}
        for home in made
        if home.taken and home.taken.position != STANDARD
    }
    making.plan.fields["values"] = {
        id_: {"is": said, "reason": why, **AGREED} for id_, (said, why) in sorted(making.values.items()) if why
    }
    if any(re.fullmatch(r"[0-9]+\.[0-9.]*[0-9]", key) for key, _ in making.numbers):
        making.prints["numbering"] = "decimal"
    making.plan.fields["print"] = dict(sorted(making.prints.items()))


def parties(making: Making) -> None:
    """Add the parties that the answers of a new agreement have no place for, and names that take no article."""
    more = [one for one in making.paper.parties if one.side not in ("giver", "acceptor")]
    making.plan.parties = [
        {
            "role": one.side,
            "printed-as": one.word or one.name,
            "entities": [
                {
                    "name": one.name,
                    "registration": one.registration or f"? number of {one.name} in its register",
                    "address": one.address or f"? registered office of {one.name}",
                    "country": one.country or f"? country of {one.name}, two letters",
                }
            ],
        }
        for one in more
    ]
    making.plan.rows["contacts"] = [
        {
            "id": f"{one.side}-head-of-quality",
            "role": "head-of-quality",
            "party": one.side,
            "name": f"? Head of Quality of the {one.side}",
            "hours": "working hours",
        }
        for one in more
    ]
    making.plan.bare = [one.side for one in making.paper.parties if one.bare]


def leave_out(making: Making, draft: Draft) -> None:
    """Say what is taken from the library, and leave out the documents that the source does not have."""
    origin = {"file": making.paper.file, "hash": making.paper.hash}
    making.plan.fields["origin"] = {**origin, **({"takes": sorted(making.kept)} if making.kept else {})}
    making.plan.rows["documents"] = [
        {"id": row.record.id, "omit": ABSENT} for row in draft.rows["documents"] if row.record.id != MAIN
    ]
    main = next(row for row in draft.rows["documents"] if row.record.id == MAIN)
    making.plan.rows["documents"].append(
        {"id": MAIN, "amends": main.fingerprint, "signing": SIGNED, "reason": "The clause it names is not there"}
    )
    making.added += [*added(making)]


def added(making: Making) -> Iterator[str]:
    """Yield what the draft prints in words of its own."""
    yield f"Above the signatures: {SIGNED}"
    yield "Cover, document control, the lines of the parties and the page of signatures: made from agreement.yaml"
    if any(MATRIX in ids for ids in making.tables.values()):
        yield "Caption, key and note of the matrix of responsibilities: matrices.yaml of the library"
    if any(DEFINITIONS in ids for ids in making.tables.values()):
        yield f"In the definitions, for each word that stands for a party: {HEAD_OF_DOCUMENT}"


def report_of(making: Making, library: Library, draft: Draft) -> ImportReport:
    """Return the report, in the order of the file."""
    passages = sorted(with_notes(making.passages, making), key=lambda one: one.at or 10**9)
    references = [(str(at + 1), said, target, "") for at, said, target in making.notes.linked]
    references += [(str(at + 1), said, "", why) for at, said, why in making.notes.unlinked]
    typed = [one for one in passages if one.fate in (Fate.KEPT, Fate.CLOSE)]
    limits = [limit for one in typed for limit in limits_of(one, library, draft)]
    guesses = [*making.guesses]
    guesses += [Guess("structure", what, "no style says so", at + 1) for at, what in making.paper.outline.guesses]
    if making.paper.foreign.tracked:
        why = "settled as the command said, before anything was read"
        guesses.append(Guess("tracked changes", str(making.paper.foreign.tracked), why))
    paper = making.paper
    return ImportReport(
        paper.file,
        paper.hash,
        paper.agreement,
        tuple(passages),
        tuple(guesses),
        tuple(references),
        tuple(limits),
        tuple(making.added),
        tuple(making.numbers),
    )
