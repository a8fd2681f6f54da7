"""The reader of workbooks: the text of every cell of every sheet, and a word about each thing that hides or computes.

Nothing is computed and nothing is guessed: what a cell shows only through a formula, a merge or a format is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.read.book_package import AGAIN, STRINGS, WORKBOOK, linked, open_book, sheet_parts
from generator.read.package import EXTERNAL_LINK, Parts, external_links
from generator.read.word import DAMAGED_PART, parse_part, whole_number

MOST_ROWS, MOST_COLUMNS = 20_000, 200

FORMULA = kind(
    "formula-in-cell",
    "A cell holds a formula or the error of one, where text was expected.",
    matters="What it shows can change with the machine, the day and other files.",
    cure="Copy the cell and paste it as a value.",
)
MERGED = kind(
    "merged-cells",
    "Cells of a sheet are merged.",
    matters="Only the first of them keeps its text; to which rows it belongs is a guess.",
    cure="Undo the merge and write the text into each row that it belongs to.",
)
HIDDEN = kind(
    "hidden-cells",
    "Rows, columns or sheets of the workbook are hidden.",
    matters="They are read all the same; whoever looked at the file may not have seen them.",
    cure="Show them, look at them, and save the file again.",
    severity=Severity.WARNING,
)
STRAY = kind(
    "stray-cell",
    "A cell stands far outside any table, or twice at one place.",
    matters="Programs disagree about which of them count.",
    cure="Copy the table into a new workbook and use that.",
)

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ESCAPED = re.compile("_x([Dd][89ABab][0-9A-Fa-f]{2})__x([Dd][C-Fc-f][0-9A-Fa-f]{2})_|_x([0-9A-Fa-f]{4})_")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TRUTHS = {"1": "TRUE", "0": "FALSE"}
MOST_STRAYS = 20
"""So many are told one by one."""

Sheets = dict[str, list[list[str]]]


class Place(NamedTuple):
    """A sheet of a file, for the spans of its cells."""

    path: str
    sheet: str

    def span(self, address: str = "") -> Span:
        """Return the place of the cell at *address*, or of the sheet."""
        return Span(f"{self.path}:{self.sheet}!{address}" if address else f"{self.path}:{self.sheet}")


def read_sheets(path: str, data: bytes) -> tuple[Sheets, list[Diagnostic]]:
    """Return the rows of each sheet of the workbook *data*, as texts, by the sheet's name, and what was found in it.

    A row begins at column A and ends with its last cell; missing cells and rows between others are empty.

    Args:
        path: Where the file came from, for the faults.
        data: The .xlsx file.
    """
    parts, found = open_book(path, data)
    if found:
        return {}, found
    book = parse_part(parts, WORKBOOK)
    strings = parse_part(parts, STRINGS) if STRINGS in parts else ()
    if book is None or strings is None:
        said = f'the part "{WORKBOOK}" or "{STRINGS}" is missing or damaged'
        return {}, [DAMAGED_PART.at(Span(path), said, hint=AGAIN)]
    if S not in str(book.tag):
        return {}, [DAMAGED_PART.at(Span(path), "is saved as Strict Open XML", hint="in Excel: Excel Workbook (.xlsx)")]
    shared = [text_of(entry) for entry in strings if entry.tag == f"{S}si"]
    sheets: Sheets = {}
    found += external_links(path, parts)
    found += [EXTERNAL_LINK.at(Span(path), f'"{name}" {FETCHES}', hint=CUT_OFF) for name in fetching(parts)]
    several = list(sheets_of(parts, book))
    titles = Counter(name.casefold() for name, _, _, _ in several)
    for name, times in titles.items():
        if times > 1 or not name:
            said = f'{times} sheets are called "{name}"' if name else "a sheet has no name"
            return {}, [*found, DAMAGED_PART.at(Span(path), said, hint="give each sheet a name of its own in Excel")]
    for name, _, sheet, hidden in several:
        place = Place(path, name)
        if sheet is None:
            found.append(DAMAGED_PART.at(place.span(), "the sheet is missing or damaged", hint=AGAIN))
            continue
        if sheet.tag != f"{S}worksheet":
            found.append(DAMAGED_PART.at(place.span(), NO_CELLS, hint="write into cells what it is to say"))
        sheets[name] = _rows(place, sheet, shared, found)
        found += _notices(place, sheet, hidden=hidden)
    return sheets, found


NO_CELLS = "the sheet has no cells, such as one that is a chart; nothing of it is read"
FETCHES = "asks a database, another file or a page for data"
CUT_OFF = "in Excel: Data, Queries & Connections, delete each; what they fetched stays as values"


def fetching(parts: Parts) -> list[str]:
    """Return the parts by which a workbook fetches data."""
    asked = [name for kind_, name in linked(parts, WORKBOOK) if kind_ == "connections" and name in parts]
    return sorted({*asked, *(name for name in parts if name.startswith(("xl/connections", "xl/queryTables/query")))})


def text_of(element: Any) -> str:
    """Return the text of a shared or inline string: its runs in order, without the reading aids of East Asian text."""
    texts = [
        words for text in element.iter(f"{S}t") if text.getparent().tag != f"{S}rPh" for words in text.xpath("text()")
    ]
    return ESCAPED.sub(unescaped, "".join(texts))


def unescaped(found: re.Match[str]) -> str:
    """Return the character that an escape stands for; the escape itself where no file may hold the character."""
    if found[1]:
        return bytes.fromhex(found[1] + found[2]).decode("utf-16-be")
    sign = chr(int(found[3], 16))
    return found[0] if UNWRITABLE.match(sign) else sign


def sheets_of(parts: Parts, book: Any) -> Iterator[tuple[str, str, Any | None, bool]]:
    """Yield each sheet in the order of its tabs: name, name of its part, root, whether it is hidden."""
    places = sheet_parts(parts)
    for sheet in book.iter(f"{S}sheet"):
        part = places.get(sheet.get(RELATION, ""), "")
        yield sheet.get("name", ""), part, parse_part(parts, part), sheet.get("state", "visible") != "visible"


def _rows(place: Place, sheet: Any, shared: list[str], found: list[Diagnostic]) -> list[list[str]]:
    """Return the rows of *sheet*; faults of its cells go to *found*."""
    cells: dict[tuple[int, int], str] = {}
    strays = 0
    for cell in sheet.iter(f"{S}c"):
        address = cell.get("r", "")
        at = _index(address)
        if at is None or at in cells:
            strays += 1
            if strays <= MOST_STRAYS:
                found.append(STRAY.at(place.span(address), "stands outside any table, or twice"))
            continue
        text = _cell_text(cell, shared)
        if text is None:
            found.append(DAMAGED_PART.at(place.span(address), "names a shared text that does not exist"))
        cells[at] = text or ""
        if computes(cell) or cell.get("t") == "e":
            found.append(FORMULA.at(place.span(address), "holds a formula or an error"))
    if strays > MOST_STRAYS:
        found.append(STRAY.at(place.span(), f"{strays - MOST_STRAYS} more cells stand outside any table, or twice"))
    rows: list[list[str]] = [[] for _ in range(max((row for row, _ in cells), default=-1) + 1)]
    for (row, column), text in sorted(cells.items()):
        rows[row] += [""] * (column - len(rows[row])) + [text]
    return rows


def computes(cell: Any) -> bool:
    """Tell whether *cell* holds a formula that is not only a truth that was typed."""
    return cell.find(f"{S}f") is not None and not typed_truth(cell)


def typed_truth(cell: Any) -> str:
    """Return ``TRUE`` or ``FALSE`` where that is the whole formula and its result; LibreOffice writes them so."""
    formula, value = cell.find(f"{S}f"), cell.findtext(f"{S}v")
    word = "" if formula is None or formula.attrib.get("t") else (formula.text or "").removesuffix("()")
    return word if cell.get("t", "n") in {"b", "n"} and TRUTHS.get(value) == word else ""


def _index(address: str) -> tuple[int, int] | None:
    """Return row and column of *address*, from 0; None when it is none or lies far out."""
    found = ADDRESS.fullmatch(address)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row - 1, column - 1) if row <= MOST_ROWS and column <= MOST_COLUMNS else None


def _cell_text(cell: Any, shared: list[str]) -> str | None:
    """Return what *cell* holds, as text; None when it names a text that is missing.

    Of a formula that computes nothing is returned, since its stored value proves nothing.
    """
    value = cell.findtext(f"{S}v") or ""
    if cell.find(f"{S}f") is not None:
        return typed_truth(cell)
    if cell.get("t") == "inlineStr":
        inside = cell.find(f"{S}is")
        return "" if inside is None else text_of(inside)
    if cell.get("t") == "b":
        return TRUTHS.get(value, value)
    if cell.get("t") == "s":
        at = whole_number(value)
        return shared[at] if at is not None and at < len(shared) else None
    return value


def _notices(place: Place, sheet: Any, *, hidden: bool) -> Iterator[Diagnostic]:
    """Report what of *sheet* is merged or hidden."""
    if hidden:
        yield HIDDEN.at(place.span(), "the sheet is hidden")
    for merge in sheet.iter(f"{S}mergeCell"):
        yield MERGED.at(place.span(merge.get("ref", "")), "these cells are merged")
    for row in sheet.iter(f"{S}row"):
        if row.get("hidden") in {"1", "true"}:
            yield HIDDEN.at(place.span(f"{row.get('r')}:{row.get('r')}"), "the row is hidden")
    for column in sheet.iter(f"{S}col"):
        if column.get("hidden") in {"1", "true"}:
            yield HIDDEN.at(place.span(), hidden_columns(column))


def hidden_columns(column: Any) -> str:
    """Return in words which columns are hidden, by their letters: ``columns C to D are hidden``."""
    first, last = (letters_of(whole_number(column.get(end, "")) or 0) for end in ("min", "max"))
    return f"column {first} is hidden" if first == last else f"columns {first} to {last} are hidden"


def letters_of(number: int) -> str:
    """Return the letters of a column, counted from 1: A, Z, AA."""
    return f"{letters_of((number - 1) // 26)}{chr((number - 1) % 26 + ord('A'))}" if number > 0 else ""
