"""The sentence of a workbook to edit: out of an agreement's data, and back as a round of proposals."""

from __future__ import annotations

from generator.author.book import NO_EXPORT, book_of, proposals_of
from generator.diagnostic import Diagnostic, Severity, Span
from generator.files import digest
from generator.model.proposal import WORKBOOK, Round
from generator.pipeline import NO_AGREEMENT, Reading
from generator.read.sheet import read_sheets


def export_workbook(reading: Reading, id_: str) -> tuple[str, bytes] | list[Diagnostic]:
    """Return the name and the bytes of the workbook of an agreement, or why there is none."""
    from generator.render.workbook import render_workbook

    source, result = reading.workspace.agreements.get(id_), reading.result(id_)
    if source is None or result is None or result.draft is None:
        return list(result.found) if result else []
    book = book_of(reading.workspace, source, result.draft)
    return f"{book.name}.xlsx", render_workbook(book)


def import_workbook(reading: Reading, name: str, data: bytes) -> tuple[Round | None, list[Diagnostic]]:
    """Return what an edited workbook proposes, and what of it cannot be read.

    Args:
        reading: The workspace.
        name: Name of the file.
        data: The .xlsx file.
    """
    sheets, found = read_sheets(name, data)
    hidden = [one for one in found if not (one.code == "hidden-cells" and one.span.path.endswith(":export"))]
    if not sheets:
        return None, hidden
    agreement = next((row[2] for row in sheets.get("export", ()) if row[:2] == ["fact", "agreement"]), "")
    source, result = reading.workspace.agreements.get(agreement), reading.result(agreement)
    if agreement and (source is None or result is None or result.draft is None):
        return None, [*hidden, NO_AGREEMENT.at(Span(name), f'is of the agreement "{agreement}", which is not here')]
    if source is None or result is None or result.draft is None:
        return None, [*hidden, NO_EXPORT.at(Span(name), "holds no hidden sheet of an export")]
    made, faults, facts = proposals_of(name, sheets, book_of(reading.workspace, source, result.draft))
    stopped = [one for one in (*hidden, *faults) if one.severity is Severity.ERROR]
    if not facts or any(one.code in ("formula-in-cell", "stray-cell") for one in stopped):
        return None, [*hidden, *faults]
    agreement_ = result.draft.agreement
    return (
        Round(
            agreement=agreement,
            document=WORKBOOK,
            version=f"{agreement_.version} draft {agreement_.draft}",
            file=name.rpartition("/")[2],
            hash=digest(data)[:16],
            against=facts.get("inputs", "")[:16],
            proposals=tuple(made),
        ),
        [*hidden, *faults],
    )
