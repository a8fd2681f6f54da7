"""The register of obligations as a report: who does what, within which time, with which evidence, by which clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.compose.report import plain_text, report
from generator.compose.tables import cell, each_party
from generator.compose.text import Running
from generator.document.blocks import Column, Document, Row, Table, Tone
from generator.document.registers import Obligation
from generator.document.reports import OBLIGATIONS, OTHER, TIMED
from generator.model.clock import counted
from generator.model.draft import Draft
from generator.model.rows import MAIN, Event
from generator.prose import Reference

COLUMNS = (
    Column("who", "Who", 1.9),
    Column("what", "What", 6.0),
    Column("within", "Within", 1.6),
    Column("when", "Counted", 1.6),
    Column("evidence", "Evidence", 1.6),
    Column("clause", "Clause", 1.2, wraps=False),
)


def obligation_register(draft: Draft, documents: Mapping[str, Document], duties: Sequence[Obligation]) -> Document:
    """Return the register of *duties*: first those with a time limit, then the others, each in printed order."""
    timed = [one for one in duties if one.limit]
    rest = [one for one in duties if not one.limit]
    parts = ((TIMED, "Duties with a time limit", timed), (OTHER, "Other duties", rest))
    marks = dict(zip(map(id, duties), marks_of(duties), strict=True))
    writer = Writer(draft, documents)
    chapters = [
        (name, title, [register(name, title, [writer.row(one, marks[id(one)]) for one in several])])
        for name, title, several in parts
        if several
    ]
    counted = f"{len(duties)} duties, read from their sentences; {len(timed)} of them have a time limit."
    return report(documents, OBLIGATIONS, [plain_text(counted)], chapters)


def register(name: str, title: str, rows: Sequence[Row]) -> Table:
    """Return one table of duties."""
    describes = f"{title}. Columns: {', '.join(column.title for column in COLUMNS)}."
    return Table(f"{name}/table", name, "", COLUMNS, tuple(rows), describes=describes)


def marks_of(duties: Sequence[Obligation]) -> Iterator[str]:
    """Yield a mark for each duty that no other has: its id, with a figure where a clause prints twice."""
    seen: dict[str, int] = {}
    for one in duties:
        seen[one.id] = seen.get(one.id, 0) + 1
        yield one.id if seen[one.id] == 1 else f"{one.id}-{seen[one.id]}"


class Writer:
    """Writes the rows of one agreement.

    Attributes:
        events: Titles of what starts a clock.
        suffixes: What the number of a document adds to that of the agreement, for the column of clauses.
        each: How a duty of every party is called: "Each Party".
        forms: The words of the terms.
    """

    def __init__(self, draft: Draft, documents: Mapping[str, Document]) -> None:
        self.events = {row.record.id: row.record.title for row in draft.typed("events", Event)}
        self.suffixes = {id_: suffix(document) for id_, document in documents.items()}
        self.each = each_party(draft)
        self.forms = draft.forms

    def row(self, duty: Obligation, mark: str) -> Row:
        """Return the row of one duty."""
        path = f"obligations/{mark}"
        cells = (
            cell(f"{path}/who", plain_text(self.who(duty))),
            cell(f"{path}/what", plain_text(duty.sentence)),
            cell(f"{path}/within", plain_text(duty.limit), Tone.FIRM),
            cell(f"{path}/when", plain_text(self.when(duty))),
            cell(f"{path}/evidence", plain_text(self.evidence(duty))),
            cell(f"{path}/clause", self.place(duty)),
        )
        return Row(path, cells)

    def who(self, duty: Obligation) -> str:
        """Return who has a duty; a further party has one whose sentence names the acceptor, for its own work."""
        if duty.party == "each":
            return self.each
        return f"{duty.actor}, for its own work" if duty.id.endswith(f"/{duty.party}") else duty.actor

    def when(self, duty: Obligation) -> str:
        """Return from what the limit of a duty is counted or, without one, how often the duty comes again."""
        start = counted(self.events.get(duty.starts, duty.starts), ahead=duty.ahead)
        return start or (f"every {duty.every}" if duty.every else "")

    def evidence(self, duty: Obligation) -> str:
        """Return what shows that a duty was done, in words; a term of capital letters keeps them: "CAPA record"."""
        first, *rest = (one.upper() if one.upper() in self.forms else one for one in duty.evidence.split("-"))
        return " ".join((first[:1].upper() + first[1:], *rest))

    def place(self, duty: Obligation) -> Running:
        """Return what leads to the clause; of another document than the agreement it says which: ``CP 3.2``."""
        where = self.suffixes[duty.document]
        return place_of(duty.path, f"{where}\u00a0{duty.number}" if where else duty.number)


def suffix(document: Document) -> str:
    """Return what the number of a document adds to that of the agreement: ``CP``; nothing for the agreement itself."""
    return "" if document.facts.document == MAIN else document.facts.number.rpartition("-")[2]


def place_of(path: str, words: str) -> Running:
    """Return *words* that lead to the place with the path id *path*."""
    return (Reference(path, path=path, words=words),) if words else ()
