"""An agreement that strains the page: long names, many chapters, a list of 30 items, a matrix of 112 rows."""

from __future__ import annotations

from dataclasses import replace

from generator.document.blocks import (
    NO_NUMBER,
    Align,
    Clause,
    CoverParty,
    Document,
    Heading,
    Item,
    Number,
    Paragraph,
    Section,
    Table,
)
from tests.render.word.sample import LETTERS, clause, column, control, facts, rows, sample, say

LONG_NAME = "Beispielhafte Sterilherstellung und Verpackung Musterstadt GmbH & Co. KG"
CHAPTERS, ANNEXES, ITEMS, ACTIVITIES = 38, 6, 30, 112
SENTENCE = "The [Contract Acceptor] shall keep the record of each step complete, and hand it over with the [Batch]."


def label(nth: int) -> str:
    """Return the label of the *nth* item (from 0): after z come aa, bb."""
    return f"({LETTERS[nth % 26] * (1 + nth // 26)})"


def many_items() -> Clause:
    """Return a clause of thirty items."""
    items = tuple(
        Item(f"many({nth})", Number(3, label(nth), f"1.2{label(nth)}"), say(f"the record number {nth + 1};"))
        for nth in range(ITEMS)
    )
    lead = Paragraph("many.1", say("The [Contract Acceptor] shall keep:"), items=items)
    return Clause("many", Number(2, "1.2", "1.2"), "Records", (lead,))


def long_matrix() -> Table:
    """Return a matrix of five roles."""
    roles = ("Head of Quality", "Qualified Person", "Regulatory Affairs", "Supply Chain", "Laboratory")
    lines = [f"~RM-{nth:03}¦{SENTENCE}¦1.1¦*R/A¦C¦~I¦+R¦~–" for nth in range(1, ACTIVITIES + 1)]
    groups = [
        entry
        for at, line in enumerate(lines)
        for entry in ((f"#Group {at // 16 + 1}", line) if at % 16 == 0 else (line,))
    ]
    return Table(
        "long",
        "responsibilities",
        "Responsibility matrix",
        (
            column("No.", 1.05, wraps=False),
            column("Activity", 5.5),
            column("Clause", 1.1, wraps=False),
            *(column(role, 1.6, "Level", Align.CENTRE) for role in roles),
        ),
        rows("long", *groups),
        Number(0, "Table 1", "1"),
    )


def history() -> Table:
    """Return a revision history of twelve lines."""
    lines = [f"0.{nth}¦{nth} Nov 2026¦A. Muster¦{SENTENCE}¦1.1, 2.3" for nth in range(12, 0, -1)]
    heads = (column("Version", 0.8, wraps=False), column("Date", 1.1, wraps=False), column("Author", 1.2))
    return Table(
        "history",
        "",
        "",
        (*heads, column("What changed, and why", 3.6), column("Clauses", 1.2)),
        rows("history", *lines),
    )


def chapter(number: int) -> Section:
    """Return a chapter."""
    inner = clause(f"c{number}.1", f"{number}.1", "Clause", *[SENTENCE] * (1 + number % 4))
    more = (many_items(),) if number == 1 else ()
    return Section(f"c{number}", Number(1, f"{number}.", str(number)), f"Chapter on subject {number}", (inner, *more))


def annex(number: int) -> Section:
    """Return an annex; the first is the long matrix, the others have one line."""
    line = Paragraph(f"a{number}.1", say("One line."))
    inner = (long_matrix() if number == 1 else line,)
    clauses = (Clause(f"a{number}/c", NO_NUMBER, "", inner),)
    title = Number(1, f"Annex {number}", str(number))
    return Section(f"a{number}", title, f"Annex on subject {number}", clauses, annex=True, landscape=number == 1)


def strained() -> Document:
    """Return the agreement."""
    return replace(
        sample(),
        facts=facts(short_parties="Exemple R&D and Beispielhafte Sterilherstellung und Verpackung Musterstadt"),
        parties=(
            CoverParty("(1)", ("Exemple R&D SA", LONG_NAME, LONG_NAME), "Contract Giver"),
            CoverParty("(2)", (LONG_NAME,), "Contract Acceptor"),
        ),
        control=(control()[0], Heading("history/title", "Revision history"), history()),
        chapters=tuple(chapter(number) for number in range(1, CHAPTERS + 1)),
        annexes=tuple(annex(number) for number in range(1, ANNEXES + 1)),
        elsewhere=(),
        opening=(),
    )
