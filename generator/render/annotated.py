"""A workbook that came back, written anew from the texts that were read: no formula, link or macro of theirs is in it.

Coloured cells carry comments: what they propose, or what is wrong. The first sheet lists both.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.model.book import EXPORT, FRONT, BookNote
from generator.render.excel import (
    GAP,
    LIKE_A_FORMULA,
    LINE,
    LONGEST_CELL,
    TALLEST_ROW,
    UNPRINTABLE,
    count_lines,
    sheet_names,
)
from generator.render.word.package import pack, write_package
from generator.render.workbook import CORE, as_it_shows

PROPOSED, WRONG, INK = "DDEBF7", "F8CBAD", "1A1A1A"
EDGE = Side("thin", "7F7F7F")
LONGEST_COMMENT = 2_000
LONGEST = LONGEST_CELL - 200
CUT = " … (the rest stands in the list of proposals)"
NARROW, WIDE, LISTED = 12, 40, (24, 12, 14, 100)

ABOUT = (
    "This copy shows how a workbook was read. Correct cells in it and import it again, or decide the proposals.",
    "Blue: a proposal to decide. Orange: what could not be read, or must be looked at. The comment on it says what.",
)


def render_annotated(
    name: str,
    sheets: Mapping[str, Sequence[Sequence[str]]],
    notes: Sequence[BookNote],
    exported: Sequence[Sequence[str]],
    unread: Sequence[tuple[str, str, str]] = (),
) -> bytes:
    """Return the copy of the workbook *name*; the same texts and notes give the same bytes.

    Args:
        name: Of the workbook.
        sheets: The texts that were read, by sheet.
        notes: What is said of them.
        exported: What the hidden sheet says of the export.
        unread: Cells whose texts could not be read: sheet, address, why.
    """
    made = Workbook()
    made.remove(made.worksheets[0])
    tabs = sheet_names([FRONT, *sheets])
    listed(made.create_sheet(tabs[0]), name, notes)
    lines: list[Sequence[str]] = [*exported]
    for tab, (title, rows) in zip(tabs[1:], sheets.items(), strict=True):
        said = by_cell(note for note in notes if note.sheet == title)
        copied(made.create_sheet(tab), rows, said)
        lines += [("note", tab, address, comment(several)) for address, several in said.items() if address]
        lines += [("unread", tab, *lost) for lost in not_shown(rows, [one[1:] for one in unread if one[0] == title])]
    kept_back(made.create_sheet(EXPORT), lines)
    stream = io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as parts:
        kept = {part: parts.read(part) for part in parts.namelist()}
    return write_package({part: pack(data) for part, data in {**kept, "docProps/core.xml": CORE}.items()})


def not_shown(rows: Sequence[Sequence[str]], unread: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the cells whose text the copy does not show as it was: address, what it shows, why."""
    cells = {
        f"{get_column_letter(at)}{number}": text for number, row in enumerate(rows, 1) for at, text in enumerate(row, 1)
    }
    for address, why in unread:
        yield address, cells.get(address, ""), why
    for address, text in cells.items():
        made = shown(text, LONGEST)
        if made != text.replace("\r\n", "\n"):
            yield address, made, "the text is too long for a cell, or holds signs that no cell can hold"


def kept_back(sheet: Worksheet, lines: Iterable[Sequence[str]]) -> None:
    """Write the hidden sheet, so that the copy can be compared with the export too."""
    sheet.sheet_state = "veryHidden"
    for number, line in enumerate(lines, 1):
        for at, text in enumerate(line, 1):
            if text:
                cell = sheet.cell(number, at, as_it_shows(shown(text, LONGEST)))
                cell.data_type = "s"


def by_cell(notes: Iterable[BookNote]) -> dict[str, list[BookNote]]:
    """Return notes by the cell that they are about; a finding leads."""
    found: dict[str, list[BookNote]] = {}
    for note in sorted(notes, key=lambda one: not one.wrong):
        found.setdefault(note.address, []).append(note)
    return found


def listed(sheet: Worksheet, name: str, notes: Sequence[BookNote]) -> None:
    """List every note with its place."""
    for at, width in enumerate(LISTED, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    lines = [(name,), *((text,) for text in ABOUT), (), ("Sheet", "Cell", "Kind", "What")]
    lines += [(one.sheet, one.address, "Finding" if one.wrong else "Proposal", one.text) for one in notes]
    for number, line in enumerate(lines, 1):
        for at, text in enumerate(line, 1):
            written(sheet, number, at, text)
            sheet.cell(number, at).font = Font("Calibri", 10, bold=number in {1, 5}, color=INK)
            sheet.cell(number, at).alignment = Alignment(wrap_text=number > 3, vertical="top")
    for number, one in enumerate(notes, 6):
        sheet.cell(number, 3).fill = colour(one)
        sheet.row_dimensions[number].height = min(count_lines(one.text, LISTED[3]) * LINE + GAP, TALLEST_ROW)
    on_paper(sheet)
    sheet.freeze_panes = "A6"


def copied(sheet: Worksheet, rows: Sequence[Sequence[str]], notes: Mapping[str, Sequence[BookNote]]) -> None:
    """Write the texts of a sheet, and on the cells that have notes a colour and a comment."""
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row, 1):
            if text:
                written(sheet, number, at, text)
    for at in range(1, max(map(len, rows), default=0) + 1):
        longest = max(len(row[at - 1]) for row in rows if len(row) >= at)
        sheet.column_dimensions[get_column_letter(at)].width = min(max(longest + 2, NARROW), WIDE)
    for address, several in notes.items():
        if address:
            cell = sheet[address]
            cell.fill, cell.border = colour(several[0]), Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
            cell.comment = Comment(comment(several), "quality-agreements", height=120, width=320)
    widths = [
        sheet.column_dimensions[get_column_letter(at)].width for at in range(1, max(map(len, rows), default=0) + 1)
    ]
    for number, row in enumerate(rows, 1):
        lines = max((count_lines(text, wide) for text, wide in zip(row, widths, strict=False)), default=1)
        sheet.row_dimensions[number].height = min(lines * LINE + GAP, TALLEST_ROW)
    sheet.freeze_panes = "B2"
    on_paper(sheet)


def on_paper(sheet: Worksheet) -> None:
    """Let a sheet print across one page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def written(sheet: Worksheet, row: int, at: int, text: str) -> None:
    """Write one cell as text, whatever it looks like; what no cell can hold shows as a sign for a lost letter."""
    cell = sheet.cell(row, at)
    cell.value = as_it_shows(shown(text, LONGEST))
    cell.data_type, cell.number_format = "s", "@"
    cell.quotePrefix = text.startswith(LIKE_A_FORMULA)
    cell.font, cell.alignment = Font("Calibri", 10, color=INK), Alignment(wrap_text=True, vertical="top")


def comment(notes: Sequence[BookNote]) -> str:
    """Return the words of a comment."""
    return shown("\n\n".join(one.text for one in notes), LONGEST_COMMENT)


def shown(text: str, most: int) -> str:
    """Return *text* as a cell can hold it."""
    clean = UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n"))
    wide = sum(sign > "\uffff" for sign in clean)
    return clean if len(clean) + wide <= most else clean[: most - len(CUT) - wide] + CUT


def colour(note: BookNote) -> PatternFill:
    """Return the colour of a cell."""
    return PatternFill("solid", fgColor=WRONG if note.wrong else PROPOSED)
