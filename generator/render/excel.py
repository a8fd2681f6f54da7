"""Matrices as a workbook: one plain sheet each, every cell text, same input same bytes; a first sheet says what it is.

openpyxl lays the sheets out; its zip file is taken apart and packed by our own writer, undated. Excel sees formulas and
escapes where we have words: a text that begins like a formula is marked as text, ``_x0041_`` is written so as to stay.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache
from itertools import zip_longest
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Align, Cell, Facts, Row, Table, Tone
from generator.document.printed import caption, head_lines
from generator.document.sheets import Sheet
from generator.document.walk import plain
from generator.prose import Reference
from generator.read.sheet import read_sheets
from generator.render.word.package import pack, write_package

LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
"""What Excel takes, in UTF-16 units; it cuts the rest off without a word."""

TOO_LONG = kind(
    "text-too-long-for-excel",
    "A text of a matrix is longer than a cell of Excel can be.",
    matters="Excel would cut the rest off without a word.",
    cure="Shorten it, or divide it: two sentences or two rows in place of one. Long wording belongs into a clause.",
)

WORKBOOK_DIFFERS = kind(
    "workbook-differs",
    "A workbook read back does not say what the matrices say.",
    matters="Somebody would work by a table that was never agreed; nothing was published.",
    cure="This is a fault of ours: report it with the row that the message names.",
)

ABOUT = "About"
WIDTH = 150
"""Of a sheet, in characters; fits A4 on its side at 10 points without getting small."""
NARROWEST, WIDEST = 7, 80
LINE, GAP, TALLEST_ROW = 13.0, 5.0, 409.0
"""Of a row, in points: a line of text, the space below the last, what Excel allows."""
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
LIKE_A_FORMULA = ("=", "+", "-", "@")
LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
INK, GREY, RULE, FILL = "1A1A1A", "595959", "BFBFBF", "E4E4E4"

Line = list[tuple[str, Tone, Align]]
Look = tuple[Tone, Align, bool, bool]
"""How a cell looks: tone, align, whether it is a heading, whether its text begins like a formula."""
Looks = dict[Look, Any]
"""The looks of one workbook, as openpyxl keeps them."""
CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>\
<dc:language>{language}</dc:language><cp:contentStatus>{status}</cp:contentStatus>\
<cp:version>{version}</cp:version></cp:coreProperties>
"""


def render_excel(facts: Facts, sheets: Sequence[Sheet]) -> bytes:
    """Return the workbook of one agreement: the sheet About, then one sheet for each of *sheets*, a title and a table.

    Raises:
        ValueError: If a text is longer than a cell; ``workbook_faults`` reports that beforehand.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    names = sheet_names([ABOUT, *(one.title for one in sheets)])
    looks: Looks = {}
    _about_sheet(book.create_sheet(names[0]), facts, sheets, names[1:], looks)
    for name, one in zip(names[1:], sheets, strict=True):
        _matrix_sheet(book.create_sheet(name), facts, one, looks)
    return _packed(book, facts)


def workbook_faults(
    path: str, sheets: Sequence[Sheet], facts: Facts | None = None, places: Mapping[str, Span] | None = None
) -> list[Diagnostic]:
    """Return a fault for each text of *sheets*, and each of *facts*, that no cell can hold.

    Args:
        path: Where a text stands that no row and no place tells.
        facts: As for ``render_excel``.
        sheets: As for ``render_excel``.
        places: Where a clause or row is written, by its path: a row without source stands where it leads.
    """
    about = _about_lines(facts, sheets, [""] * len(sheets)) if facts else []
    cells = [(Span(path), ABOUT, text) for line in about for text in line]
    cells += [
        (_row_place(row, Span(path), places or {}), one.title, cell_text(cell))
        for one in sheets
        for row in one.table.rows
        for cell in row.cells
    ]
    return [
        TOO_LONG.at(
            span,
            f'the table "{title}" of the workbook has a text of {_units(text):,} characters, "{text[:40]}…"; a cell '
            f"holds {LONGEST_CELL:,}",
        )
        for span, title, text in cells
        if _units(text) > LONGEST_CELL
    ]


def _row_place(row: Row, otherwise: Span, places: Mapping[str, Span]) -> Span:
    """Return where *row* is written: its source, else what it leads to."""
    led = (one.path for cell in row.cells for text in cell.paragraphs for one in text if isinstance(one, Reference))
    return row.source.span if row.source else next((places[path] for path in led if path in places), otherwise)


def workbook_differences(path: str, data: bytes, sheets: Sequence[Sheet]) -> list[Diagnostic]:
    """Return how the workbook *data*, read back by an independent reader, differs from *sheets*.

    Args:
        path: Names the workbook, for the faults.
        data: The file as it is on disk.
        sheets: As for ``render_excel``.
    """
    read, found = read_sheets(path, data)
    names = sheet_names([ABOUT, *(one.title for one in sheets)])
    if not found and list(read) != names:
        found.append(WORKBOOK_DIFFERS.at(Span(path), f"has the sheets {', '.join(read)}, not {', '.join(names)}"))
    for name, one in zip(names[1:], sheets, strict=True):
        lines = zip_longest(sheet_rows(one.table), read.get(name, ()))
        wrong = [number for number, (written, there) in enumerate(lines, start=1) if written != there]
        found += [
            WORKBOOK_DIFFERS.at(Span(f"{path}:{name}!A{number}"), "this row reads back otherwise") for number in wrong
        ]
    return found


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return a name for the tab of each of *titles*: what Excel allows, at most 31 characters, no two alike."""
    names: list[str] = []
    for title in titles:
        plain_title = " ".join(FORBIDDEN_IN_NAMES.sub(" ", title).split()).strip("'") or "Sheet"
        taken = {name.casefold() for name in names} | {"history"}  # Excel keeps that one for itself
        tries = (_shortened(plain_title, f" ({count})" if count > 1 else "") for count in range(1, len(names) + 3))
        names.append(next(name for name in tries if name.casefold() not in taken))
    return names


def sheet_rows(table: Table) -> list[list[str]]:
    """Return the texts of the sheet of *table*, headings first: the id leads each row, its group has a column."""
    return [_headings(table), *([text for text, _, _ in line] for line in _lines(table))]


def cell_text(cell: Cell) -> str:
    """Return the words of *cell*, its paragraphs on lines of their own."""
    return "\n".join(map(plain, cell.paragraphs))


# What stands in a sheet


def _headings(table: Table) -> list[str]:
    """Return the headings: those of the table, ``Id`` where it prints none, ``Group`` where it has groups."""
    printed = ["\n".join(head_lines(column)) for column in table.columns]
    leading, rest = (printed[:1], printed[1:]) if _prints_ids(table) else (["Id"], printed)
    return [*leading, *(["Group"] if _has_groups(table) else []), *rest]


def _lines(table: Table) -> Iterator[Line]:
    """Yield the cells of each row with tone and place; a group row names the group of those after it."""
    group, grouped = "", _has_groups(table)
    for row in table.rows:
        group = row.group or group
        if not row.group:
            cells = [
                (cell_text(cell), cell.tone, column.align)
                for column, cell in zip(table.columns, row.cells, strict=True)
            ]
            leading = [] if _prints_ids(table) else [(_row_id(row), Tone.QUIET, Align.LEFT)]
            line = [*leading, *cells]
            yield [line[0], *([(group, Tone.QUIET, Align.LEFT)] if grouped else []), *line[1:]]


def _prints_ids(table: Table) -> bool:
    """Tell whether the first column of *table* holds the ids of its rows."""
    return bool(table.columns) and table.columns[0].id == "id"


def _has_groups(table: Table) -> bool:
    """Tell whether *table* has group rows."""
    return any(row.group for row in table.rows)


def _row_id(row: Row) -> str:
    """Return the permanent id of *row*: the last part of its path."""
    return row.path.rpartition("/")[2]


def _widths(table: Table) -> list[float]:
    """Return the width of each column of the sheet, in characters: its share, or what it cannot do with less."""
    total = sum(column.share for column in table.columns) or 1
    shares = [max(WIDTH * column.share / total, _least(table, place)) for place, column in enumerate(table.columns)]
    leading, rest = (shares[:1], shares[1:]) if _prints_ids(table) else ([_id_width(table)], shares)
    widths = [*leading, *([24.0] if _has_groups(table) else []), *rest]
    return [min(max(width, NARROWEST), WIDEST) for width in widths]


def _id_width(table: Table) -> float:
    """Return the width of a column of ids that the table itself does not print."""
    return min(max((len(_row_id(row)) for row in table.rows), default=0) * 1.1 + 2, 36)


def _least(table: Table, place: int) -> float:
    """Return the width that a column needs: for a word of its heading and the filter, for a line that never wraps."""
    column = table.columns[place]
    heading = [len(word) * 1.1 + 4 for line in head_lines(column) for word in line.split()]
    lines = (
        []
        if column.wraps
        else [line for row in table.rows if row.cells for line in cell_text(row.cells[place]).split("\n")]
    )
    return max([*heading, *(len(line) * 1.1 + 1 for line in lines)], default=0)


# Laying out


def _matrix_sheet(sheet: Worksheet, facts: Facts, one: Sheet, looks: Looks) -> None:
    """Lay a table out: headings that stay, a filter, wrapped text, ready to print on its side."""
    table = one.table
    headings = _headings(table)
    aligns = [Align.LEFT] * (len(headings) - len(table.columns)) + [column.align for column in table.columns]
    heads = [(text, Tone.STRONG, align) for text, align in zip(headings, aligns, strict=True)]
    _write_line(sheet, 1, heads, looks, head=True)
    count = 1
    for count, line in enumerate(_lines(table), start=2):
        _write_line(sheet, count, line, looks)
    _fit(sheet, _widths(table))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(headings), 1))}{count}"
    sheet.print_title_rows = "1:1"
    _page(sheet, one.facts or facts, caption(table) or one.title, one.annex)


def _about_sheet(sheet: Worksheet, facts: Facts, sheets: Sequence[Sheet], names: Sequence[str], looks: Looks) -> None:
    """Say what the workbook is, and what each sheet holds, with the keys to its letters."""
    lines = _about_lines(facts, sheets, names)
    heads = {1, len(lines) - len(sheets)}
    for number, line in enumerate(lines, start=1):
        label, *rest = ((text, Tone.PLAIN, Align.LEFT) for text in line)
        _write_line(sheet, number, [(label[0], Tone.FIRM, Align.LEFT), *rest], looks, head=number in heads)
    _fit(sheet, (34, 40, 44, 54))
    _page(sheet, facts, ABOUT)


def _about_lines(facts: Facts, sheets: Sequence[Sheet], names: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """Return what the first sheet says, a row of four cells a line."""
    lines = [(label, value, "", "") for label, value in _about(facts) if value]
    lines += [("", "", "", ""), ("Sheet", "Holds", "From", "Key and note")]
    for name, one in zip(names, sheets, strict=True):
        words = "\n".join(text for text in (plain(one.table.key), plain(one.table.note)) if text)
        lines.append((name, caption(one.table) or one.title, _origin(one, facts), words))
    return lines


def _origin(one: Sheet, facts: Facts) -> str:
    """Return the document that prints a sheet with its version, and the annex with that of its own."""
    home = one.facts or facts
    return f"{home.title} {home.number}, {one.annex or f'version {home.version}'}"


def _about(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield what is known of the agreement, each with its label."""
    yield facts.title, facts.number
    yield "Subject", facts.subject
    yield "Parties", facts.short_parties
    yield "Version", facts.version
    yield "Draft", facts.draft
    yield "Status", facts.status
    yield "Dated", facts.dated
    yield "Effective", facts.effective
    yield "Next review", facts.review
    yield "Supply agreement", facts.master
    yield "Confidentiality", facts.confidentiality


def _fit(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Give columns their *widths* and rows the height of their longest text: not every program measures them itself."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = round(width, 1)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        lines = max(count_lines(str(cell.value or ""), width) for cell, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(lines * LINE + GAP, TALLEST_ROW)


def count_lines(text: str, width: float) -> int:
    """Return on how many lines *text* stands in a column of *width*; letters of East Asia are twice as wide."""
    spaced = re.sub("([\u1100-\u11ff\u2e80-\uffdc])", r"\1 ", text)
    most = max(int(width), 1)
    fits = most if "\t" not in spaced else 0
    return sum(1 if len(line) <= fits else max(len(wrap(line, most)), 1) for line in spaced.split("\n"))


def _write_line(
    sheet: Worksheet, number: int, line: Sequence[tuple[str, Tone, Align]], looks: Looks, *, head: bool = False
) -> None:
    """Write one row of texts."""
    for column, (text, tone, align) in enumerate(line, start=1):
        cell = sheet.cell(number, column)
        _set_text(cell, text)
        _dress(cell, (tone, align, head, text.startswith(LIKE_A_FORMULA)), looks)


def _set_text(cell: Any, text: str) -> None:
    """Make *text* the text of *cell*, whatever it looks like to Excel.

    Raises:
        ValueError: If it is longer than a cell, or holds what no XML file may hold; the door keeps that out.
    """
    if UNPRINTABLE.search(text):
        raise ValueError(f"a control character in {text!r}")
    if _units(text) > LONGEST_CELL:
        raise ValueError(f"a text of {_units(text):,} characters does not fit into a cell")
    cell.value = LIKE_AN_ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"


def _dress(cell: Any, look: Look, looks: Looks) -> None:
    """Give *cell* its *look*; openpyxl registers font, fill, border and alignment once a workbook, not once a cell,
    which took two thirds of the time.
    """
    if look not in looks:
        tone, align, head, quoted = look
        cell.number_format, cell.quotePrefix = "@", quoted
        cell.font, cell.fill, cell.border = _font(tone, head=head), _fill(tone, head=head), _border(head=head)
        cell.alignment = _alignment(align, head=head)
        looks[look] = cell._style  # noqa: SLF001 - as openpyxl's own manual copies a style
    cell._style = copy(looks[look])  # noqa: SLF001 - the same


def _page(sheet: Worksheet, facts: Facts, title: str, annex: str = "") -> None:
    """Set *sheet* up to be printed: A4 on its side, as wide as the page; number, version and status below, the version
    of the *annex* where it has one of its own.
    """
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    footer = " ".join(text for text in (facts.number, title, annex or f"v{facts.version}", facts.status) if text)
    left, right = _HeaderFooterPart(footer.replace("&", "&&")[:200]), _HeaderFooterPart("&P / &N")
    sheet.HeaderFooter = HeaderFooter(oddFooter=HeaderFooterItem(left=left, right=right))


# Looks: shared objects, so that the workbook holds each once


@cache
def _font(tone: Tone, *, head: bool) -> Font:
    """Return the font of a cell."""
    return Font("Calibri", 10, bold=head or tone in {Tone.STRONG, Tone.FIRM}, color=GREY if tone is Tone.QUIET else INK)


@cache
def _fill(tone: Tone, *, head: bool) -> PatternFill:
    """Return the ground of a cell: grey where it speaks strongest."""
    return PatternFill("solid", fgColor=FILL) if tone is Tone.STRONG and not head else PatternFill()


@cache
def _border(*, head: bool) -> Border:
    """Return the rule below a cell."""
    return Border(bottom=Side("medium", INK) if head else Side("hair", RULE))


@cache
def _alignment(align: Align, *, head: bool) -> Alignment:
    """Return how the text of a cell stands: wrapped, in the middle of its row; headings at the bottom."""
    horizontal = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}[align]
    return Alignment(horizontal, "bottom" if head else "center", wrap_text=True)


# Packing


def _packed(book: Workbook, facts: Facts) -> bytes:
    """Return *book* as the same bytes each time: no dates, no computer, parts in order."""
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    words = {name: escape(getattr(facts, name)) for name in ("subject", "language", "status", "version")}
    parts["docProps/core.xml"] = CORE.format(title=escape(f"{facts.number} {facts.title}"), **words).encode()
    return write_package({name: pack(part) for name, part in parts.items()})


def _units(text: str) -> int:
    """Return the length of *text* as Excel counts: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _shortened(title: str, ending: str) -> str:
    """Return *title* with *ending*, cut to the length of a tab."""
    while _units(title + ending) > LONGEST_SHEET_NAME:
        title = title[:-1].rstrip(" '")
    return title + ending
