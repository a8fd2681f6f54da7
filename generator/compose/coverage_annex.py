"""The coverage annex: every requirement beside the printed words that meet it; for drafters, never for signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from generator.compose.report import report
from generator.compose.text import Running
from generator.document.blocks import Cell, Column, Document, Row, Table, Tone
from generator.document.registers import Coverage, Met, Place
from generator.document.reports import COVERAGE
from generator.model.choices import Verification
from generator.model.regulation import UNCONFIRMED
from generator.prose import Text

SHOWN, PLACES, ROWS = 160, 2, 6
"""How many characters of how many places, and how many rows of one table, are shown beside a rule; coverage.json has
all of them.
"""
FOUNDING = "founding requirement"
"""Requirements of the house: they are read one by one, so their places print whole."""
MET = {
    Met.COVERED: "Covered",
    Met.POSITION: "Only by a negotiated text",
    Met.NOT_APPLICABLE: "Not applicable",
    Met.OUT_OF_SCOPE: "Out of scope",
    Met.GAP: "Gap",
}
CHAPTERS = {
    FOUNDING: "Founding requirements",
    "law": "Law",
    "binding guideline": "Binding guidelines",
    "guidance": "Guidance",
    "industry": "Industry practice",
}
"""Chapters by how strongly a rule binds; what the catalogue calls otherwise follows under its own word."""
COLUMNS = (
    Column("requirement", "Requirement", 4.0),
    Column("met", "How met", 1.7),
    Column("words", "Printed words", 5.3),
)


def coverage_annex(documents: Mapping[str, Document], coverage: Sequence[Coverage]) -> Document:
    """Return the annex that shows *coverage* beside the words of *documents*, one chapter for each kind of rule."""
    titles = {id_: document.facts.title for id_, document in documents.items()}
    kinds = list(dict.fromkeys((*CHAPTERS, *(one.binding for one in coverage))))
    groups = [(kind, [one for one in coverage if one.binding == kind]) for kind in kinds]
    chapters = [chapter(kind, rows, titles) for kind, rows in groups if rows]
    return report(documents, COVERAGE, [(Text(counts(coverage)),)], chapters)


def counts(coverage: Sequence[Coverage]) -> str:
    """Return how many requirements are met in which way."""
    numbers = {met: sum(1 for one in coverage if one.met is met) for met in Met}
    said = ", ".join(f"{words[:1].lower()}{words[1:]}: {numbers[met]}" for met, words in MET.items())
    suspect = sum(1 for one in coverage if any(place.doubt for place in one.covered_by))
    doubts = f" Links to be confirmed: {suspect}." if suspect else ""
    return f"{len(coverage)} requirements and rules. {said[:1].upper()}{said[1:]}.{doubts}"


def chapter(kind: str, rows: Sequence[Coverage], titles: Mapping[str, str]) -> tuple[str, str, list[Table]]:
    """Return path, title and table of one kind of rule."""
    path = f"coverage/{kind.replace(' ', '-')}"
    title = CHAPTERS.get(kind, kind.capitalize())
    describes = f"{title}, each beside the printed words that meet it."
    return (
        path,
        title,
        [Table(f"{path}/table", "", "", COLUMNS, tuple(row(one, titles) for one in rows), describes=describes)],
    )


def row(one: Coverage, titles: Mapping[str, str]) -> Row:
    """Return the row of one requirement."""
    path = f"coverage/{one.id}"
    doubts = any(place.doubt for place in one.covered_by)
    quiet = one.met in (Met.COVERED, Met.OUT_OF_SCOPE) and not doubts
    met = f"{MET[one.met]}, to be confirmed" if doubts else MET[one.met]
    cells = (
        Cell(f"{path}/requirement", tuple((Text(words),) for words in asked(one))),
        Cell(f"{path}/met", ((Text(met),),), Tone.QUIET if quiet else Tone.STRONG),
        Cell(f"{path}/words", tuple(answer(one, titles)) or ((Text("Nothing that prints answers it."),),)),
    )
    return Row(path, cells)


def asked(one: Coverage) -> Iterator[str]:
    """Yield the id of a requirement, what it says, and whether its place in the law is still to be confirmed."""
    yield one.id
    yield one.says
    if one.verification == Verification.EXPECTED:
        yield f"{UNCONFIRMED}."


def answer(one: Coverage, titles: Mapping[str, str]) -> Iterator[Running]:
    """Yield the places that meet a requirement, or why it needs none."""
    most = None if one.binding == FOUNDING else SHOWN
    places = sorted(one.covered_by, key=lambda place: not place.doubt)
    several = [tuple(group) for _, group in groupby(places, lambda place: (place.document, home(place), place.doubt))]
    yield from ((Text(place_words(joined(group), titles, most)),) for group in several[:PLACES])
    rest = [place for group in several[PLACES:] for place in group]
    if rest:
        yield (Text(f"Also {'; '.join(further(rest, titles))}"),)
    decided = ", ".join(part for part in (one.by, one.on) if part)
    if one.reason:
        yield (Text(f"{one.reason[:1].upper()}{one.reason[1:]}" + (f" ({decided})" if decided else "")),)


def home(place: Place) -> str:
    """Return the table of a row, which has the path of its table before its own; else the place itself."""
    return place.path.partition("/")[0]


def joined(group: Sequence[Place]) -> Place:
    """Return the rows of one table that answer a requirement as one place, at the table when it answers too."""
    words = [place.words for place in group if place.path != home(place)]
    if len(group) == 1 or not words:
        return group[0]
    more = f"; and {len(words) - ROWS} more" if len(words) > ROWS else ""
    names = list(filter(None, dict.fromkeys(place.number for place in group)))
    number = group[0].number if home(group[0]) == group[0].path else ", ".join(names[:ROWS])
    return replace(group[0], number=number, words="; ".join(words[:ROWS]) + more)


def place_words(place: Place, titles: Mapping[str, str], most: int | None) -> str:
    """Return where a place prints and how it begins: ``Quality Agreement 22.1, Notice: The Contract ...``."""
    where = ", ".join(part for part in (f"{titles[place.document]} {place.number}".strip(), place.title) if part)
    negotiated = "" if place.position == "standard" else f" ({place.position})"
    doubt = f" [To be confirmed: {place.doubt}.]" if place.doubt else ""
    return f"{where}{negotiated}: {shortened(place.words, most)}{doubt}"


def further(places: Sequence[Place], titles: Mapping[str, str]) -> Iterator[str]:
    """Yield the numbers of *places*, document by document, and the title of what has none: ``Quality Agreement 22.1,
    22.3, Supplier risk tiers``.
    """
    for document in dict.fromkeys(place.document for place in places):
        names = dict.fromkeys(place.number or place.title for place in places if place.document == document)
        yield f"{titles[document]} {', '.join(filter(None, names))}".strip()


def shortened(words: str, most: int | None) -> str:
    """Return *words*, cut behind a whole word where they are longer than *most* allows."""
    return words if most is None or len(words) <= most else f"{words[:most].rpartition(' ')[0]} …"
