"""Departures from the standard as a report: what a person who approves must know that an agreement does otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.compose.departures import plain_inlines
from generator.compose.obligation_register import place_of, suffix
from generator.compose.report import dated, plain_text, report
from generator.compose.tables import cell
from generator.compose.text import Running
from generator.document.blocks import Column, Deleted, Document, Inserted, Printed, Row, Table, Tone
from generator.document.registers import OMITTED, POSITION, ROW, VALUE, WORDING, Departure
from generator.document.reports import DEPARTURES
from generator.document.walk import plain
from generator.prose import Definition, Text

CHAPTERS = {
    POSITION: "Negotiated positions",
    WORDING: "Wording of this agreement",
    VALUE: "Values",
    ROW: "Rows of matrices",
    OMITTED: "Left out",
}
COLUMNS = (
    Column("what", "What", 2.6),
    Column("standard", "Standard", 4.2),
    Column("here", "In this agreement", 4.2),
    Column("why", "Why, and who agreed", 3.4),
)
BLOCKS = "Blocks approval: a walk-away position."


def departures_report(documents: Mapping[str, Document], found: Sequence[Departure]) -> Document:
    """Return the report of *found*; one without departures says so."""
    writer = Writer(documents)
    parts = [(kind, title, [one for one in found if one.kind == kind]) for kind, title in CHAPTERS.items()]
    chapters = [(f"departures/{kind}", title, [writer.table(kind, title, rows)]) for kind, title, rows in parts if rows]
    return report(documents, DEPARTURES, [plain_text(counted(found)), *warned(found)], chapters)


def counted(found: Sequence[Departure]) -> str:
    """Return how many departures there are, kind by kind."""
    if not found:
        return "Nothing in this agreement departs from the standard."
    numbers = {kind: sum(1 for one in found if one.kind == kind) for kind in CHAPTERS}
    said = ", ".join(f"{CHAPTERS[kind].lower()}: {number}" for kind, number in numbers.items() if number)
    several = f"{len(found)} departure{'' if len(found) == 1 else 's'} from the standard"
    return f"{several}. {said[:1].upper()}{said[1:]}. What differs is bold."


def warned(found: Iterable[Departure]) -> Iterator[Running]:
    """Yield what keeps the agreement from being approved."""
    blocking = [one.title for one in found if one.blocks]
    if blocking:
        yield plain_text(f"Not to be approved as it stands, walk-away position: {', '.join(blocking)}.")


class Writer:
    """Writes the rows of one agreement; *documents* say how each document is called for short."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.suffixes = {id_: suffix(document) for id_, document in documents.items()}

    def table(self, kind: str, title: str, several: Sequence[Departure]) -> Table:
        """Return the table of one kind of departure."""
        name = f"departures-{kind.replace(' ', '-')}"
        rows = tuple(self.row(f"{name}/{count}", one) for count, one in enumerate(several, 1))
        describes = f"{title}. What, standard, here, why and who agreed."
        return Table(f"{name}/table", name, "", COLUMNS, rows, describes=describes)

    def row(self, path: str, one: Departure) -> Row:
        """Return the row of one departure."""
        lines = one.marked or ((Deleted((Text(one.standard),)), Inserted((Text(one.here),))),)
        cells = (
            cell(f"{path}/what", [plain_text(one.title), self.place(one), plain_text(BLOCKS if one.blocks else "")]),
            cell(f"{path}/standard", [*side(lines, Deleted)]),
            cell(f"{path}/here", [*side(lines, Inserted)]),
            cell(f"{path}/why", [plain_text(one.reason), plain_text(dated(one.by, one.on))]),
        )
        return Row(path, (replace(cells[0], tone=Tone.STRONG if one.blocks else Tone.PLAIN), *cells[1:]))

    def place(self, one: Departure) -> Running:
        """Return what leads to the clause or row, with the position that was chosen."""
        where = self.suffixes.get(one.document, "")
        number = f"{where}\u00a0{one.number}" if where else one.number
        words = f"clause {number}" if number else ""
        position = f"{', ' if words else ''}{one.here}" if one.kind == POSITION else ""
        return (*place_of(one.path, words), *plain_text(position))


def side(lines: Iterable[tuple[Printed, ...]], kept: type[Inserted | Deleted]) -> Iterator[Running]:
    """Yield *lines* as one side has them, what differs in bold; a line that this side does not have is left out."""
    for line in lines:
        words: list[Definition | Text] = []
        for one in line:
            if not isinstance(one, Inserted | Deleted):
                words.append(Text(plain((one,))))
            elif isinstance(one, kept):
                words.append(Definition(plain(tuple(plain_inlines((one,))))))
        text = joined(words)
        if "".join(plain((one,)) for one in text).strip():
            yield text


def joined(words: Iterable[Definition | Text]) -> Running:
    """Return *words* with neighbouring plain texts made one."""
    out: list[Definition | Text] = []
    for one in words:
        if isinstance(one, Text) and out and isinstance(last := out[-1], Text):
            out[-1] = Text(last.text + one.text)
        else:
            out.append(one)
    return tuple(out)
