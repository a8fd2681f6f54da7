"""The sentence of a workbook to edit: out of an agreement's data, and back as a round of proposals."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.author import answers_in, blank_book, new_agreement
from generator.author.book import HOW_TO_EXPORT, NO_EXPORT, book_of, proposals_of
from generator.author.book_margins import split_address
from generator.author.book_place import letter
from generator.author.start_book import MISSING, ODD_ANSWER
from generator.diagnostic import Diagnostic, Severity, Span
from generator.files import Files, digest
from generator.model.book import EXPORT, FRONT, BookNote
from generator.model.proposal import WORKBOOK, Proposal, Round
from generator.pipeline import NO_AGREEMENT, Reading
from generator.read.sheet import ADDRESS, Sheets, read_sheets
from generator.read.sheet_margins import OTHERWISE, read_margins
from generator.review.rounds import too_many

UNREADABLE = ("formula-in-cell", "stray-cell", "unread-cell", "too-many-proposals")
"""Faults with which nothing of a workbook is taken."""


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
        return None, [*hidden, NO_EXPORT.at(Span(name), "holds no hidden sheet of an export", hint=HOW_TO_EXPORT)]
    made, faults, facts = proposals_of(
        name, sheets, book_of(reading.workspace, source, result.draft), read_margins(name, data)
    )
    faults += too_many(name, len(made))
    stopped = [one for one in (*hidden, *faults) if one.severity is Severity.ERROR]
    if not facts or any(one.code in UNREADABLE for one in stopped):
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


def starting_workbook(reading: Reading, id_: str) -> bytes:
    """Return a workbook that starts the agreement *id_*."""
    from generator.render.workbook import render_workbook

    return render_workbook(blank_book(id_, reading.workspace))


def agreement_from(reading: Reading, id_: str, name: str, data: bytes) -> Files | list[Diagnostic]:
    """Return the files of the new agreement *id_* out of a filled workbook, or all that is wrong, each at its cell."""
    sheets, found = read_sheets(name, data)
    hidden = [one for one in found if not (one.code == "hidden-cells" and one.span.path.endswith(":export"))]
    if not sheets:
        return hidden
    answers, faults = answers_in(name, sheets, reading.workspace)
    made = new_agreement(id_, answers, reading.workspace) if answers else []
    odd = [
        ODD_ANSWER.at(Span(f"{name}:{one.sheet}!{one.address}"), one.note)
        for one in read_margins(name, data)
        if one.note
    ]
    numbers = {str(one.span) for one in odd if one.message == OTHERWISE}  # what is read there is no word of theirs
    wrong = [*(one for one in hidden if one.severity is Severity.ERROR), *faults, *odd]
    if isinstance(made, list):
        wrong += [one for one in made if not faults or f'"{MISSING}"' not in one.message]
    kept = [one for one in wrong if one in odd or str(one.span) not in numbers]
    return kept if kept or isinstance(made, list) else made


def annotated(name: str, data: bytes, made: Round | None, found: Iterable[Diagnostic]) -> bytes | None:
    """Return a copy of a workbook with its proposals and findings at their cells; None when it holds no export.

    Args:
        name: Name of the file.
        data: The .xlsx file.
        made: What it proposes; None where it was refused.
        found: What of it cannot be read.
    """
    from generator.render.annotated import render_annotated

    sheets, _ = read_sheets(name, data)
    hidden = next((rows for title, rows in sheets.items() if title.casefold() == EXPORT), None)
    shown = {title: rows for title, rows in sheets.items() if title.casefold() not in {EXPORT, FRONT.casefold()}}
    if hidden is None:
        return None
    notes = [note_of_finding(name, one, shown) for one in found]
    notes += [note_of_proposal(one, shown) for one in (made.proposals if made else ())]
    kept = [row for row in hidden if row[:1] in EXPORTED]
    lost = unread(name, [one for one in found if one.code in UNREAD], shown)
    return render_annotated(name, shown, [note for note in notes if note.sheet.casefold() != EXPORT], kept, lost)


EXPORTED = (["fact"], ["fields"], ["row"], ["cell"])
"""What the lines of the hidden sheet that tell of the export begin with; cell by cell in workbooks of format 1."""
UNREAD = ("formula-in-cell", "merged-cells", "unread-cell")
"""Faults of cells whose text a copy cannot show."""


def unread(name: str, found: Iterable[Diagnostic], sheets: Sheets) -> list[tuple[str, str, str]]:
    """Return the cells whose text could not be read: sheet, address, why; of a range each."""
    cells = []
    for one in found:
        note = note_of_finding(name, one, sheets)
        _, _, area = one.span.path.rpartition("!")
        rows = sheets.get(note.sheet, ())
        bounds = (max(map(len, rows), default=0), len(rows))
        cells += [(note.sheet, address, one.message) for address in cells_in(area, bounds)]
    return list(dict.fromkeys(cells))


def cells_in(area: str, bounds: tuple[int, int]) -> list[str]:
    """Return the addresses of ``B2`` or ``B2:C4`` that lie in the columns and rows of *bounds*."""
    first, last = (ADDRESS.fullmatch(end) for end in (area.partition(":")[0], area.rpartition(":")[2]))
    if first is None or last is None:
        return []
    columns = [letter(at) for at in range(split_address(first[0])[0], min(split_address(last[0])[0] + 1, bounds[0]))]
    return [f"{name}{row}" for row in range(int(first[2]), min(int(last[2]), bounds[1]) + 1) for name in columns]


def note_of_finding(name: str, found: Diagnostic, sheets: Collection[str]) -> BookNote:
    """Return a finding as a note at its cell; of a range, at the first."""
    place = found.span.path.removeprefix(f"{name}:") if found.span.path != name else ""
    sheet = next((one for one in longest_first(sheets) if place == one or place.startswith(f"{one}!")), place)
    words = " ".join(filter(None, [f"{found.message} [{found.code}].", found.hint]))
    return BookNote(sheet, first_cell(place.removeprefix(sheet).removeprefix("!")), words, wrong=True)


def note_of_proposal(one: Proposal, sheets: Collection[str]) -> BookNote:
    """Return a proposal as a note at its cell; without one, at the place that it names."""
    head, _, address = one.where.removesuffix(")").rpartition("!")
    sheet = next((name for name in longest_first(sheets) if head.endswith(f"({name}")), "")
    was = f"It was: {one.old}" if one.old else ""
    now = f"Now: {one.new}" if one.new else ""
    place = "" if sheet else one.where
    words = "\n".join(filter(None, [f"Proposal {one.id}: {one.what}", place, was, now, one.note]))
    return BookNote(sheet, first_cell(address) if sheet else "", words, wrong=False)


def longest_first(names: Iterable[str]) -> list[str]:
    """Return names of sheets so that one which ends like another is met first."""
    return sorted(names, key=len, reverse=True)


def first_cell(address: str) -> str:
    """Return the first cell of ``B2``, ``B2:C4`` or ``5:5``; nothing where there is none."""
    start = address.partition(":")[0].replace("$", "")
    start = f"A{start}" if start.isdigit() else start
    return start if ADDRESS.fullmatch(start) else ""
