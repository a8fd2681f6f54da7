"""Annexes with versions of their own: what stands under the title of each, and the list of them on the control page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.compose.front import approvals
from generator.compose.phrases import phrase_or
from generator.compose.text import Running, day_line, phrase, plain_line, prose_line
from generator.document.annexes import ANNEX_LIST, approvals_path, control_path
from generator.document.blocks import Block, Cell, Column, Heading, Lead, Paragraph, Row, Section, Table
from generator.model.agreement import AnnexLine, Revision
from generator.model.draft import Draft
from generator.model.values import Undecided, print_date
from generator.prose import Text

LINE = "Version {{ version }}, effective {{ effective }}."
OTHERS = (
    "Any other annex of this document has the version and the effective date of this document. An annex that is a "
    "document of its own carries its version itself."
)
WHOLE = "All"


def annex_control(draft: Draft, annex: str) -> Iterator[Block]:
    """Yield what stands under the title of *annex*: its version with the effective date, and who approved it; nothing
    where it has the version of its document.
    """
    own = draft.agreement.annexes.get(annex)
    if own is None:
        return
    facts = {"version": own.version, "effective": effective_fact(own)}
    line = phrase(phrase_or(draft, "annex-version", LINE), facts)
    yield Paragraph(control_path(annex), line, lead=Lead.KEY)
    if own.approvals:
        yield approvals(own.approvals, approvals_path(annex), "Who approved this version of the annex.")


def effective_fact(own: AnnexLine) -> str:
    """Return the effective date of an annex for a phrase; an open one begins with a question mark."""
    return f"?{own.effective.words}" if isinstance(own.effective, Undecided) else print_date(own.effective)


def annex_list(draft: Draft, annexes: Iterable[Section]) -> tuple[Block, ...]:
    """Return the list of the annexes that have versions of their own, for the control page; nothing without one."""
    lines = draft.agreement.annexes
    rows = tuple(annex_row(one, lines[one.path]) for one in annexes if one.version)
    if not rows:
        return ()
    columns = (
        Column("annex", "Annex", 3.0),
        Column("version", "Version", 1.1, wraps=False),
        Column("effective", "Effective date", 2.0, wraps=False),
        Column("history", "What changed, and why", 4.9),
    )
    note = plain_line(phrase_or(draft, "annexes-not-listed", OTHERS))
    describes = "Annexes with versions of their own."
    return (
        Heading("control/annex-versions", "Annexes with versions of their own"),
        Table(ANNEX_LIST, "", "", columns, rows, note=note, describes=describes),
    )


def annex_row(annex: Section, own: AnnexLine) -> Row:
    """Return the line of an *annex*: where it is, version, effective date, and its history, newest first."""
    path = f"{ANNEX_LIST}/{annex.path}"
    named = (*prose_line(f"@{annex.path}"), Text(f" {annex.title}"))
    history = tuple(revision_line(one) for one in reversed(own.revisions))
    cells = ((named,), (plain_line(own.version),), (day_line(own.effective),), history)
    return Row(path, tuple(Cell(f"{path}/{place}", paragraphs) for place, paragraphs in enumerate(cells)))


def revision_line(one: Revision) -> Running:
    """Return a line of the history of an annex: version, date, author, what changed, and where if not all over."""
    where = "" if one.clauses == WHOLE else f" ({one.clauses})"
    return (
        Text(f"{one.version} of "),
        *day_line(one.on),
        Text(", "),
        *plain_line(one.by),
        Text(": "),
        *plain_line(one.what),
        *((Text(where),) if where else ()),
    )
