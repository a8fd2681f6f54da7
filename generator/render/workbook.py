"""A workbook to edit: lists to choose from, notes on headings, locked ids, and a hidden sheet of what was exported."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.model.book import EXPORT, HELP, READ_ME, Book, BookColumn, BookSheet, seal_of
from generator.render.excel import (
    FORBIDDEN_IN_NAMES,
    GAP,
    LIKE_A_FORMULA,
    LIKE_AN_ESCAPE,
    LINE,
    LONGEST_SHEET_NAME,
    TALLEST_ROW,
    count_lines,
)
from generator.render.word.package import pack, write_package

Looks = dict[tuple[bool, bool], Any]
"""The styles of a workbook: whether the cell is free, and whether its text looks like a formula."""

SPARE = 60
"""Empty rows below the last that a person may fill."""
INK, GREY, FILL, SHOWN, EMPTY = "1A1A1A", "595959", "E4E4E4", "F5F5F5", "FFF2CC"
LONGEST_LIST = 250
WIDEST, NARROWEST = 60, 10


def render_workbook(book: Book) -> bytes:
    """Return the workbook; the same data give the same bytes."""
    made = Workbook()
    made.remove(made.worksheets[0])
    read_me(made.create_sheet(READ_ME), book)
    names = {sheet.kind: tab_name(sheet.title) for sheet in book.sheets}
    looks: Looks = {}
    for sheet in book.sheets:
        fill(made.create_sheet(names[sheet.kind]), sheet, looks)
    export(made.create_sheet(EXPORT), book, names)
    stream = io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as parts:
        kept = {name: parts.read(name) for name in parts.namelist() if name != "docProps/core.xml"}
        kept["docProps/core.xml"] = CORE
    return write_package({name: pack(part) for name, part in kept.items()})


CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


def tab_name(title: str) -> str:
    """Return a name that Excel takes for a tab."""
    return FORBIDDEN_IN_NAMES.sub(" ", title)[:LONGEST_SHEET_NAME]


def read_me(sheet: Worksheet, book: Book) -> None:
    """Say what the workbook is and how to use it."""
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 110
    for number, text in enumerate((book.name, "", *(book.about or HELP)), 1):
        cell = sheet.cell(number, 1, text)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font("Calibri", 14 if number == 1 else 11, bold=number == 1, color=INK)


def fill(sheet: Worksheet, data: BookSheet, looks: Looks) -> None:
    """Lay one matrix out."""
    sheet.freeze_panes = "B2"
    last = len(data.rows) + 1
    widths = [width(column, [row[at] for row in data.rows]) for at, column in enumerate(data.columns)]
    for number, row in enumerate(data.rows, 2):
        lines = max(count_lines(text, wide) for text, wide in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(lines * LINE + GAP, TALLEST_ROW)
    for at, column in enumerate(data.columns, 1):
        head(sheet, at, column)
        texts = [row[at - 1] for row in data.rows]
        sheet.column_dimensions[get_column_letter(at)].width = widths[at - 1]
        for number, text in enumerate([*texts, *[""] * SPARE], 2):
            write(sheet.cell(number, at), text, column, looks)
        rules(sheet, at, column, last)
    own_lists(sheet, data)
    unanswered(sheet, data)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(data.columns))}{last}"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(len(data.columns))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter", "insertRows", "deleteRows"):
        setattr(sheet.protection, allowed, False)


def head(sheet: Worksheet, at: int, column: BookColumn) -> None:
    """Write a heading with its note."""
    cell = sheet.cell(1, at, column.title)
    cell.font, cell.fill = Font("Calibri", 10, bold=True, color=INK), PatternFill("solid", fgColor=FILL)
    cell.border, cell.alignment = Border(bottom=Side("medium", INK)), Alignment(wrap_text=True, vertical="bottom")
    if column.about:
        cell.comment = Comment(column.note, "quality-agreements", height=90, width=260)


def write(cell: Any, text: str, column: BookColumn, looks: Looks) -> None:
    """Write one cell as text, whatever it looks like."""
    look = (column.free, text.startswith(LIKE_A_FORMULA))
    if look not in looks:  # openpyxl takes long to look each font and fill up again
        dress(cell, *look)
        looks[look] = cell._style  # noqa: SLF001 - as openpyxl's own manual copies a style
    cell._style = copy(looks[look])  # noqa: SLF001 - the same
    if text:
        cell.value = as_it_shows(text)
        cell.data_type = "s"


def dress(cell: Any, free: bool, like_a_formula: bool) -> None:
    """Give a cell its look: grey and locked where nobody may write."""
    cell.quotePrefix = like_a_formula
    cell.number_format = "@"
    cell.font = Font("Calibri", 10, color=INK if free else GREY)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = Border(bottom=Side("hair", "BFBFBF"))
    cell.protection = Protection(locked=not free)
    if not free:
        cell.fill = PatternFill("solid", fgColor=SHOWN)


def as_it_shows(text: str) -> str:
    """Return *text* so that Excel shows it: what looks like an escape, ``_x0041_``, would be read as a letter."""
    return LIKE_AN_ESCAPE.sub("_x005F_", text)


def width(column: BookColumn, texts: list[str]) -> float:
    """Return the width of a column, in characters."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest * 0.9 + 2, len(column.title) * 1.1 + 4, NARROWEST, column.width), WIDEST)


def rules(sheet: Worksheet, at: int, column: BookColumn, last: int) -> None:
    """Give a column its list, and colour what a begun row still lacks."""
    letter = get_column_letter(at)
    area = f"{letter}2:{letter}{last + SPARE}"
    listed = ",".join(column.choices)
    if column.free and column.choices and len(listed) <= LONGEST_LIST:
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = column.title, f"One of: {', '.join(column.choices)}"[:LONGEST_LIST]
        sheet.add_data_validation(rule)
        rule.add(area)
    if column.free and column.needed:
        yellow = PatternFill("solid", bgColor=EMPTY)
        begun = f"AND(LEN({letter}2)=0,COUNTA($A2:$Z2)>0)"
        sheet.conditional_formatting.add(area, FormulaRule(formula=[begun], fill=yellow))  # type: ignore[no-untyped-call]  # it has no types


def own_lists(sheet: Worksheet, data: BookSheet) -> None:
    """Give single cells their list."""
    ids, columns = [row[0] for row in data.rows], [column.id for column in data.columns]
    for row, column, choices in data.lists:
        rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True)
        rule.error = f"One of: {', '.join(choices)}"
        sheet.add_data_validation(rule)
        rule.add(f"{get_column_letter(columns.index(column) + 1)}{ids.index(row) + 2}")


def unanswered(sheet: Worksheet, data: BookSheet) -> None:
    """Colour the answers that are needed and empty, on a sheet of questions."""
    columns = {column.id: get_column_letter(at) for at, column in enumerate(data.columns, 1)}
    if {"answer", "needed"} <= columns.keys():
        formula = f"AND(LEN({columns['answer']}2)=0,LEN({columns['needed']}2)>0)"
        area = f"{columns['answer']}2:{columns['answer']}{len(data.rows) + 1}"
        rule = FormulaRule(formula=[formula], fill=PatternFill("solid", bgColor=EMPTY))  # type: ignore[no-untyped-call]  # it has no types
        sheet.conditional_formatting.add(area, rule)


def export(sheet: Worksheet, book: Book, names: dict[str, str]) -> None:
    """Write down what was exported, so that a file that comes back can be compared with it."""
    sheet.sheet_state = "veryHidden"
    facts = [("agreement", book.agreement), ("inputs", book.inputs), ("format", "3")]
    facts.append(("seal", seal_of(book.agreement, book.inputs)))
    facts += [(f"sheet {kind}", name) for kind, name in names.items()]
    lines: Iterator[tuple[str, ...]] = (("fact", *pair) for pair in facts)
    rows = (
        line
        for one in book.sheets
        for line in [
            ("fields", one.kind, *(column.id for column in one.columns)),
            *(("row", one.kind, *row) for row in one.rows),
        ]
    )
    for number, line in enumerate([*lines, *rows], 1):
        for at, text in enumerate(line, 1):
            if text:
                cell = sheet.cell(number, at, as_it_shows(text))
                cell.data_type = "s"
