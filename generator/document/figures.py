"""Figures of what tables say: ladder, layers, ways of a change, set of documents; each takes its words from its table.

A figure is made anew whenever its table was: a copy for other readers shows in it no more than in the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.document.blocks import (
    Block,
    Cell,
    Clause,
    Column,
    Document,
    Drawing,
    Figure,
    Number,
    Piece,
    Row,
    Section,
    Shows,
    Table,
    Tone,
)
from generator.document.walk import blocks, plain, tables

FIGURE = "figure:"
"""Begins the path of a figure; the path of its table follows."""
DASH = "– "
"""Begins a line that is one of a list."""
NONE = ("", "–")
DOCUMENT_SET = "document-set"
"""The figure of all documents, which no table is behind."""
KEY = re.compile(r"\b([A-Z]{2,3}): ([^.]+)\.")
CAPTIONS = {
    Shows.LADDERS: "Escalation ladders",
    Shows.LAYERS: "Communication layers",
    Shows.CHANGES: "Ways of a change",
    Shows.DOCUMENTS: "Set of documents",
}
DRAWN = {"escalations": Shows.LADDERS, "layers": Shows.LAYERS, "changes": Shows.CHANGES}
"""What is drawn of a matrix."""
PLACED = {DOCUMENT_SET: Shows.DOCUMENTS} | {f"figure-{matrix}": shows for matrix, shows in DRAWN.items()}
"""Figures by what a clause places as ``:: matrix figure-changes``, and any text cites as ``@figure-changes``."""
NAMES = {shows: name for name, shows in PLACED.items()}


def with_figures(document: Document, word: str, several: Iterable[Document] = ()) -> Document:
    """Return *document* with its figures, numbered in printed order: each where a clause places it, else before its
    table.

    Args:
        document: Without figures, but for the places of some; one that has nothing to draw, or stands already, goes.
        word: What stands before the number of a figure.
        several: All documents of the agreement.
    """
    around = tuple(tables(document))
    drawn = {table.path: drawings_of(table, around) for table in around}
    sources = {DRAWN[table.matrix]: table for table in reversed(around) if drawn[table.path]}
    waiting = {block.shows for block in blocks(document) if isinstance(block, Figure)}
    apart = frozenset(sources[shows].path for shows in waiting if shows in sources)
    return _with_blocks(document, _Placing(word, document_set(several), drawn, sources, apart, waiting).placed)


@dataclass(slots=True)
class _Placing:
    """Puts figures into the blocks of one document.

    Attributes:
        word: What stands before the number of a figure.
        whole: The set of documents, if there are several.
        drawn: What is drawn of each table, by its path.
        sources: The table behind each kind of figure; the first one, where there are several.
        apart: Paths of the tables whose figure a clause places.
        waiting: What clauses place and does not stand yet.
    """

    word: str
    whole: Drawing | None
    drawn: Mapping[str, tuple[Drawing, ...]]
    sources: Mapping[Shows, Table]
    apart: frozenset[str]
    waiting: set[Shows]
    count: int = 0

    def placed(self, several: Iterable[Block]) -> Iterator[Block]:
        """Yield the blocks with their figures."""
        for block in several:
            match block:
                case Clause():
                    yield replace(block, blocks=tuple(self.placed(block.blocks)))
                case Figure():
                    yield from self.here(block)
                case Table() if self.drawn[block.path] and block.path not in self.apart:
                    yield self.numbered(self.of(block))
                    yield block
                case _:
                    yield block

    def here(self, place: Figure) -> Iterator[Figure]:
        """Yield the figure of a place, if it has something to draw and does not stand yet."""
        waits = place.shows in self.waiting
        self.waiting.discard(place.shows)
        if waits and place.shows in self.sources:
            yield self.numbered(self.of(self.sources[place.shows]))
        elif waits and place.shows is Shows.DOCUMENTS and self.whole:
            yield self.numbered(replace(place, drawings=(self.whole,)))

    def of(self, table: Table) -> Figure:
        """Return the figure of a table."""
        shows = DRAWN[table.matrix]
        return Figure(FIGURE + table.path, shows, CAPTIONS[shows], self.drawn[table.path], table.path)

    def numbered(self, figure: Figure) -> Figure:
        """Return a figure with the next number."""
        self.count += 1
        return replace(figure, number=Number(0, f"{self.word} {self.count}", str(self.count)))


def redrawn(document: Document, several: Iterable[Document], gone: str) -> Document:
    """Return *document* with each figure drawn anew from its table as it is now.

    Args:
        document: With figures.
        several: All documents that are left.
        gone: Stands in place of the caption of a figure of which no drawing is left.
    """
    around = tuple(tables(document))
    known = {table.path: drawings_of(table, around) for table in around}
    whole = tuple(filter(None, (document_set(several),)))

    def drawn(blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Clause():
                    yield replace(block, blocks=tuple(drawn(block.blocks)))
                case Figure() if block.of or block.shows is Shows.DOCUMENTS:
                    drawings = known.get(block.of, ()) if block.of else whole
                    yield replace(block, drawings=drawings, caption=block.caption if drawings else gone)
                case _:
                    yield block

    return _with_blocks(document, drawn)


def _with_blocks(document: Document, made: Callable[[Iterable[Block]], Iterator[Block]]) -> Document:
    """Return *document* with the blocks of its sections as *made* makes them."""

    def sections(several: Iterable[Section]) -> tuple[Section, ...]:
        return tuple(replace(one, blocks=tuple(made(one.blocks))) for one in several)

    return replace(document, chapters=sections(document.chapters), annexes=sections(document.annexes))


def drawings_of(table: Table, around: Sequence[Table]) -> tuple[Drawing, ...]:
    """Return the drawings of a table of *around*, the tables of its document; none for a table without any."""
    match DRAWN.get(table.matrix):
        case Shows.LADDERS:
            made = [ladder(row, table.columns) for row in table.rows if not row.group]
        case Shows.LAYERS:
            made = [layers(table, next((one for one in around if one.matrix == "meetings"), None))]
        case Shows.CHANGES:
            made = [ways_of_change(table)]
        case _:
            made = []
    return tuple(one for one in made if one)


def ladder(row: Row, columns: Sequence[Column]) -> Drawing | None:
    """Return the ladder of one trigger: a piece a level, the highest first; nothing where no level has a time."""
    id_, title = (first_line(cell) for cell in row.cells[:2])
    lanes = [(column, first_line(cell), cell.tone) for column, cell in zip(columns[2:], row.cells[2:], strict=False)]
    if not any(words not in NONE and tone is not Tone.QUIET for _, words, tone in lanes):
        return None
    says = "; ".join(f"{column.rank or column.title}, {column.title}: {words}" for column, words, _ in lanes if words)
    pieces = tuple(
        Piece(column.rank or column.title, () if words in NONE else (words.removeprefix("Start:").strip(),), tone)
        for column, words, tone in reversed(lanes)
    )
    return Drawing(
        f"{id_} {title}", f"{says}. Each time is that of an agreed plan, counted from the start of the clock.", pieces
    )


def first_line(cell: Cell) -> str:
    """Return the words of the first paragraph of a cell."""
    return plain(cell.paragraphs[0]) if cell.paragraphs else ""


def layers(table: Table, meetings: Table | None) -> Drawing | None:
    """Return the communication layers, the highest first, each with its rhythm and its meetings."""
    pieces: list[Piece] = []
    told: list[str] = []
    for row in reversed([row for row in table.rows if not row.group]):
        title, rhythm = (first_line(row.cells[nth]) for nth in (0, -1))
        names = held(meetings, title.partition("\u00a0")[0])
        pieces.append(Piece(title, (rhythm, *(DASH + name for name in names))))
        told.append(f"Layer {title}: {rhythm} {'; '.join(names)}".strip())
    return Drawing(CAPTIONS[Shows.LAYERS], ". ".join(told), tuple(pieces)) if told else None


def held(meetings: Table | None, layer: str) -> list[str]:
    """Return the meetings of a layer, each with how often."""
    found: list[str] = []
    for row in meetings.rows if meetings else ():
        if not row.group:
            title, several, often = (first_line(cell) for cell in row.cells[:3])
            every = often if often.startswith(("each", "every")) else f"every {often}"
            found += [f"{title}, {every}"] if layer in re.split(r",\s*", several) else []
    return found


def ways_of_change(table: Table) -> Drawing | None:
    """Return the ways that a change may go: for each class what its letters mean, and how many types go that way."""
    at = next((nth for nth, column in enumerate(table.columns) if column.id == "class"), None)
    means = dict(KEY.findall(plain(table.key)))
    if at is None or not means:
        return None
    codes = [first_line(row.cells[at]) for row in table.rows if not row.group and row.cells[at].paragraphs]
    ways = [(code, words, f"{codes.count(code)} of {len(codes)} types") for code, words in means.items()]
    says = "; ".join(f"{code}, {words}: {number} of change" for code, words, number in ways)
    return Drawing(
        CAPTIONS[Shows.CHANGES],
        f"{says}.",
        (
            Piece("A change is proposed and classed", (), Tone.STRONG),
            *(Piece(f"{code}: {words}", (number,)) for code, words, number in ways),
        ),
    )


def place_of(name: str) -> Figure:
    """Return the figure *name*, one of ``PLACED``, where a clause places it, not drawn yet."""
    shows = PLACED[name]
    return Figure(FIGURE + name, shows, CAPTIONS[shows], ())


def document_set(documents: Iterable[Document]) -> Drawing | None:
    """Return the documents of an agreement, the first above the others, each with its annexes."""
    several = [one for one in documents if not one.facts.internal]
    if len(several) < 2:
        return None
    says = "; ".join(
        f"{one.facts.title}, {one.facts.number}, annexes: {', '.join(annexes(one)) or 'none'}" for one in several
    )
    pieces = tuple(
        Piece(one.facts.title, (one.facts.number, *annexes(one)), Tone.PLAIN if nth else Tone.STRONG)
        for nth, one in enumerate(several)
    )
    return Drawing(CAPTIONS[Shows.DOCUMENTS], f"{says}.", pieces)


def annexes(document: Document) -> list[str]:
    """Return the annexes of a document."""
    return [f"{one.number.label} {one.title}" for one in document.annexes]
