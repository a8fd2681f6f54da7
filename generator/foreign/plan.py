"""What is to be written for an agreement that others wrote: its chapters and clauses, every word with its fate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.foreign.facts import Facts
from generator.foreign.match import Known
from generator.foreign.outline import Chapter, Outline, Part, Piece, Words, all_words, shown
from generator.foreign.parties import FoundParty
from generator.foreign.terms import FoundTerm
from generator.foreign.texts import Context, Notes, blocks, list_kind
from generator.foreign.words import clean
from generator.model.imported import Fate, Guess, OwnClause, Passage, Plan
from generator.prose import Paragraph, Prose, Text, write
from generator.prose.parse import label
from generator.read.foreign import Foreign

LONGEST_SLUG = 40
UNTITLED = "? title of the chapter"


@dataclass(frozen=True, slots=True)
class Paper:
    """What was read of a file: its name and hash, the folder it is for, and what others found in it."""

    file: str
    hash: str
    agreement: str
    foreign: Foreign
    outline: Outline
    parties: tuple[FoundParty, ...]
    facts: Facts


@dataclass(slots=True)
class Home:
    """Where a clause of the source goes: its id and chapter here."""

    id: str
    topic: str
    title: str
    chapter: Chapter
    part: Part
    pieces: list[Piece]
    taken: Known | None = None
    """The clause of the library that says the same word for word, and prints in its place."""
    base: Known | None = None
    """The clause of the library over which this wording lies."""
    alike: int = 0


@dataclass(slots=True)
class Making:
    """The plan while it is made."""

    paper: Paper
    plan: Plan = field(default_factory=Plan)
    passages: list[Passage] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    tables: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """By place in the file, the ids of the tables that stand there here."""
    spent: set[int] = field(default_factory=set)
    """Paragraphs and tables that became something else than wording."""
    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What the source says of a value of the library, with the reason; no reason where it is the standard."""
    terms: list[tuple[FoundTerm, str]] = field(default_factory=list)
    """Definitions that became rows, each with its id."""
    prints: dict[str, str] = field(default_factory=dict)
    groups: list[dict[str, str]] = field(default_factory=list)
    """Rows of chapters that only head groups of the matrix."""
    kept: set[str] = field(default_factory=set)
    """Clauses and rows of the library that the draft uses as they are."""


def slug(text: str) -> str:
    """Return *text* as a part of an id."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:LONGEST_SLUG].strip("-")


def homes(outline: Outline, topics: Mapping[int, str], taken: Collection[str]) -> list[Home]:
    """Return every clause of the source with an id; *topics* gives the chapter here by place of the chapter there."""
    ids: set[str] = set(taken)
    made: list[Home] = []
    for chapter in outline.chapters:
        for part in chapter.parts:
            title = part.title or chapter.title or UNTITLED
            first = f"imp-{slug(part.title or chapter.title) or part.at}"
            id_ = next(
                one for count in range(1, 10_000) if (one := first if count == 1 else f"{first}-{count}") not in ids
            )
            ids.add(id_)
            made.append(Home(id_, topics[chapter.at], clean(title), chapter, part, list(part.pieces)))
    return made


def targets_of(made: Sequence[Home], spent: Collection[int]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what references of the source lead to here, by their number, and by bookmark."""
    numbers: dict[str, str] = {}
    marks: dict[str, str] = {}

    def add(key: str, names: Sequence[str], target: str) -> None:
        numbers.setdefault(key, target)
        marks.update(dict.fromkeys(names, target))

    for home in made:
        add(home.chapter.key, home.chapter.marks, home.topic)
        add(home.part.key, home.part.marks, home.id)
        for words, target in paths(home, spent):
            add(words.key, words.marks, target)
    numbers.pop("", None)
    return numbers, marks


def paths(home: Home, spent: Collection[int]) -> Iterator[tuple[Words, str]]:
    """Yield every paragraph and item of a clause with what an author writes behind ``@`` to refer to it."""

    def under(items: Sequence[Words], path: str, depth: int) -> Iterator[tuple[Words, str]]:
        kind = list_kind(items, depth) if items else ""
        for count, one in enumerate(items, 1):
            own = f"{path}({label(kind, count)})" if kind != "-" else path
            yield one, own
            yield from under(one.items, own, depth + 1)

    paragraphs = [piece for piece in home.pieces if isinstance(piece, Words)]
    for one in paragraphs:
        if one.at in spent:
            yield one, home.id
    for count, one in enumerate([one for one in paragraphs if one.at not in spent], 1):
        yield one, f"{home.id}.{count}"
        yield from under(one.items, f"{home.id}.{count}", 0)


def own_clause(making: Making, home: Home, order: int, context: Context) -> None:
    """Write a clause of the source word for word."""
    text = text_of(making, home.pieces, context)
    if not text:
        return
    place = place_of(home)
    reason = f"Wording of {making.paper.file}" + (f", {place}" if place else "")
    amends = home.base.chosen.source.fingerprint if home.base else ""
    making.plan.clauses.append(OwnClause(home.id, home.topic, home.title, order, text, reason, amends))


def text_of(making: Making, pieces: Sequence[Piece], context: Context) -> str:
    """Return the text of a clause; where the grammar cannot say it with references and terms, it has plain words."""
    kept = [piece for piece in pieces if piece.at not in making.spent or piece.at in making.tables]
    for with_signs in (context, Context({}, {})):
        notes = Notes()
        try:
            made: Prose = tuple(blocks(kept, with_signs, notes, making.tables))
            text = write(made) if made else ""
        except ValueError:
            continue
        making.notes.linked += notes.linked
        making.notes.unlinked += notes.unlinked
        return text
    return write(tuple(Paragraph(((Text(shown(one.text)),),)) for one in all_words(kept)))


def place_of(home: Home) -> str:
    """Return where a reader of the source finds a clause."""
    return home.part.key or home.chapter.key or home.chapter.title


def kept_passages(
    making: Making, home: Home, fate: Fate, where: str, *, note: str = "", near: str = "", alike: int = 0
) -> Iterator[Passage]:
    """Yield what a clause of the source says, passage by passage, with what became of it."""
    for words in all_words(home.pieces):
        if words.at not in making.spent:
            yield passage_of(words, words.key or place_of(home), fate, where=where, note=note, near=near, alike=alike)


def passage_of(
    words: Words, place: str, fate: Fate, *, where: str = "", note: str = "", near: str = "", alike: int = 0
) -> Passage:
    """Return what became of a paragraph or item."""
    number = clean(words.written)
    return Passage(words.at + 1, place, shown(words.text), fate, where, note, near, alike, (), number)
