"""Texts that no cell of a workbook can hold, each told where it is written and not where it would be cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.diagnostic import Diagnostic, Span
from generator.document.blocks import Document
from generator.document.sheets import sheets_of
from generator.document.walk import clauses, tables
from generator.files import Files
from generator.model.draft import Draft
from generator.read.longest import longest_text

KEPT = ("attachments/", "versions/", "reviews/", "reviewed/", "contacts.yaml")
"""What the folder of an agreement holds that no report prints: supplied, sent, or of people."""


def may_be_overlong(draft: Draft, files: Files) -> bool:
    """Tell whether a file of the agreement, or a clause, is so long that a register may not hold it in one cell."""
    from generator.render.excel import LONGEST_CELL

    own = (len(files[path]) for path in own_files(draft.agreement.id, files))
    texts = (sum(map(len, one.source.raw.values())) for one in draft.clauses)
    return max((*own, *texts), default=0) > LONGEST_CELL // 4


def overlong_cells(id_: str, documents: Mapping[str, Document], files: Files) -> list[Diagnostic]:
    """Return a fault for each text of the documents that no cell of their workbook can hold."""
    from generator.render.excel import workbook_faults

    facts = next(iter(documents.values())).facts if documents else None
    found = workbook_faults(f"agreements/{id_}/agreement.yaml", sheets_of(documents), facts)
    return [at_its_text(one, id_, files) for one in found]


def overlong_registers(
    id_: str, reports: Mapping[str, Document], documents: Mapping[str, Document], files: Files
) -> list[Diagnostic]:
    """Return a fault for each text that no cell of the workbook of registers can hold; the *documents* know where each
    clause and row is written.
    """
    from generator.render.excel import workbook_faults

    places = dict(written_places(documents.values()))
    found = workbook_faults(f"agreements/{id_}/agreement.yaml", sheets_of(reports), places=places)
    return [at_its_text(one, id_, files) for one in found]


def written_places(documents: Iterable[Document]) -> Iterator[tuple[str, Span]]:
    """Yield the path of each clause and row of *documents* with the place where it is written."""
    for document in documents:
        yield from ((one.path, one.source.span) for one in clauses(document))
        rows = (row for table in tables(document) for row in table.rows)
        yield from ((row.path, row.source.span) for row in rows if row.source)


def at_its_text(fault: Diagnostic, id_: str, files: Files) -> Diagnostic:
    """Return *fault*, unless it stands in a row, at the longest text of the clause that it names and of own files."""
    if fault.span.line and fault.span.path.endswith(".yaml"):
        return fault
    span = longest_text(files, [fault.span.path, *own_files(id_, files)])
    return replace(fault, span=span) if span else fault


def own_files(id_: str, files: Files) -> list[str]:
    """Return the files of an agreement that hold what is printed."""
    home = f"agreements/{id_}/"
    return [path for path in files if path.startswith(home) and not path.removeprefix(home).startswith(KEPT)]
