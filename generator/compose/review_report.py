"""What a returned file proposes as a report: grouped by who decides, with the words that went and came marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.compose.report import dated, plain_text, report
from generator.compose.tables import cell
from generator.compose.text import Running
from generator.document.blocks import Cell, Column, Deleted, Document, Inserted, Printed, Row, Table
from generator.document.difference import marked_words
from generator.document.reports import REVIEW
from generator.model.proposal import Decision, Proposal, Round, What, by_approver
from generator.prose import Text

COLUMNS = (
    Column("where", "Where", 2.8),
    Column("words", "What is proposed", 6.4),
    Column("who", "By, and when", 2.2),
    Column("decision", "Decision", 3.0),
)
SAID = {
    Decision.OPEN: "Open",
    Decision.ACCEPT: "Accepted",
    Decision.REJECT: "Rejected",
    Decision.COUNTER: "We offer other words",
}


def review_report(documents: Mapping[str, Document], made: Round, name: str) -> Document:
    """Return the report of a round, one chapter for each role that decides."""
    lead = f"{name}: {made.file}, which was sent as {made.document.replace('-', ' ')} {made.version}."
    chapters = [
        (f"review/{count}", said_of(approver), [table(count, said_of(approver), several)])
        for count, (approver, several) in enumerate(by_approver(made.proposals), 1)
    ]
    known = [plain_text(f"It came without its properties: {made.recognised}.")] if made.recognised else []
    return report(documents, REVIEW, [plain_text(lead), *known, plain_text(counted(made.proposals))], chapters)


def said_of(approver: str) -> str:
    """Return the title of the part for one role."""
    return f"To be decided by the {approver.replace('-', ' ')}" if approver else "To be decided by whoever negotiates"


def counted(several: Sequence[Proposal]) -> str:
    """Return how many proposals there are, and how many are open."""
    if not several:
        return "Nothing differs from what was sent."
    waiting = sum(one.decision is Decision.OPEN for one in several)
    return f"{len(several)} proposal{'' if len(several) == 1 else 's'}, {waiting} open."


def table(count: int, title: str, several: Sequence[Proposal]) -> Table:
    """Return the proposals that one role decides."""
    path = f"review-{count}"
    rows = tuple(row(f"{path}/{one.id}", one) for one in several)
    return Table(f"{path}/table", path, "", COLUMNS, rows, describes=f"{title}. Where, what, by whom, decision.")


def row(path: str, one: Proposal) -> Row:
    """Return one proposal."""
    kind = f"{one.what}: {one.position}" if one.position else str(one.what)
    who = dated(one.by or "no name", one.on[:10]) if one.tracked != "no" else "not tracked"
    who += "; in part not tracked" if one.tracked == "in part" else ""
    cells = (
        cell(f"{path}/where", [plain_text(one.where), plain_text(kind), plain_text(one.id)]),
        Cell(f"{path}/words", tuple(words(one))),
        cell(f"{path}/who", [plain_text(who)]),
        cell(f"{path}/decision", [*decision(one)]),
    )
    return Row(path, cells)


def words(one: Proposal) -> Iterator[tuple[Printed, ...]]:
    """Yield the lines that say what is proposed, and what to know before deciding."""
    if one.what is What.VALUE:
        yield (Text(f"{one.value.replace('-', ' ')}: "), Deleted((Text(one.old),)), Inserted((Text(f" {one.new}"),)))
    elif one.old and one.new and "\n" not in one.old + one.new:
        yield marked_words(one.old, one.new)
    else:
        yield from ((Deleted((Text(line),)),) for line in one.old.split("\n") if line)
        yield from ((Inserted((Text(line),)),) for line in one.new.split("\n") if line)
    if one.note:
        yield plain_text(f"Note: {one.note}.")


def decision(one: Proposal) -> Iterator[Running]:
    """Yield what was decided, why, by whom, and where it was written."""
    yield plain_text(SAID[one.decision])
    for said in (one.counter, one.reason, dated(one.decided_by, one.decided_on)):
        if said:
            yield plain_text(said)
    if one.applied:
        yield plain_text(f"Written: {one.applied}")
