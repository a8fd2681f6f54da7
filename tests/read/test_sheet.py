"""The reader of workbooks: every text at its place, and a word about all that hides, computes or cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from generator.diagnostic import Diagnostic
from generator.read.sheet import Sheets, read_sheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELL = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def workbook(change: Callable[[Worksheet], Any] = lambda _sheet: None) -> bytes:
    """Return a workbook that openpyxl made: two texts, then what *change* does."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Changes"
    sheet.append(["No.", "Type"])
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_parts(data: bytes, **changed: str | bytes) -> bytes:
    """Return the package *data* with parts replaced, named by their last part without ending."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            stem = name.rpartition("/")[2].partition(".")[0]
            if stem not in changed:
                new.writestr(name, old.read(name))
            elif changed[stem]:
                new.writestr(name, changed[stem])
    return stream.getvalue()


def with_cells(cells: str, more: str = "") -> bytes:
    """Return a workbook whose one sheet holds the XML *cells* in its first row, and *more* behind its rows."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData>{more}</worksheet>'
    return with_parts(workbook(), sheet1=sheet)


def read(data: bytes) -> tuple[Sheets, list[tuple[str, str]]]:
    """Return the sheets of *data* and what was found, as codes and places."""
    sheets, found = read_sheets("in.xlsx", data)
    return sheets, [(fault.code, str(fault.span)) for fault in found]


def test_texts_come_row_by_row_with_gaps_left_empty() -> None:
    def gaps(sheet: Worksheet) -> None:
        sheet["C3"], sheet["A4"] = "far", 1.5

    sheets, found = read(workbook(gaps))
    assert sheets == {"Changes": [["No.", "Type"], [], ["", "", "far"], ["1.5"]]}
    assert found == []


def test_runs_of_rich_text_are_joined_and_reading_aids_left_out() -> None:
    def rich(sheet: Worksheet) -> None:
        sheet["A2"] = CellRichText("shall ", TextBlock(InlineFont(strike=True), "not "), "release")

    assert read(workbook(rich))[0]["Changes"][1] == ["shall not release"]
    aided = '<c r="A1" t="inlineStr"><is><r><t>契約</t></r><rPh sb="0" eb="2"><t>けいやく</t></rPh></is></c>'
    assert read(with_cells(aided))[0]["Changes"] == [["契約"]]


def test_a_text_that_cells_share_is_read_as_excel_saves_it() -> None:
    runs = "<si><r><t>shall </t></r><r><t>not</t></r></si>"
    shared = f'<sst xmlns="{MAIN}"><!-- two --><si><t>No.</t></si><extLst/>{runs}</sst>'
    cells = '<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>'
    stream = io.BytesIO(with_cells(cells))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/sharedStrings.xml", shared)
    assert read(stream.getvalue()) == ({"Changes": [["shall not", "No."]]}, [])


@pytest.mark.parametrize(("address", "column"), [("Z1", 25), ("AA1", 26), ("BC1", 54)])
def test_columns_are_counted_on_behind_the_letter_z(address: str, column: int) -> None:
    assert read(with_cells(CELL.format(address, "far")))[0]["Changes"] == [[""] * column + ["far"]]


def test_comments_inside_a_text_lose_nothing() -> None:
    assert read(with_cells(CELL.format("A1", "no<!-- x --> release")))[0]["Changes"] == [["no release"]]


def test_escapes_are_undone_once() -> None:
    assert read(with_cells(CELL.format("A1", "_x005F_x0041_ _x0041_ _xZZZZ_")))[0]["Changes"] == [["_x0041_ A _xZZZZ_"]]


def test_numbers_are_the_text_that_the_file_holds_and_truths_what_shows() -> None:
    cells = '<c r="A1"><v>1.10</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="str"><v>x</v></c><c r="D1"/>'
    assert read(with_cells(cells))[0]["Changes"] == [["1.10", "TRUE", "x", ""]]


def formula(sheet: Worksheet) -> None:
    sheet["B2"] = "=1+1"


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells("A2:B2")


def hidden_row(sheet: Worksheet) -> None:
    sheet["A2"] = "secret"
    sheet.row_dimensions[2].hidden = True


def hidden_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["B"].hidden = True


def hidden_sheet(sheet: Worksheet) -> None:
    other: Any = sheet.parent.create_sheet("Draft") if sheet.parent else None
    other.sheet_state = "veryHidden"


def far(sheet: Worksheet) -> None:
    sheet["XFD1048576"] = "stray"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (formula, ("formula-in-cell", "in.xlsx:Changes!B2")),
        (merged, ("merged-cells", "in.xlsx:Changes!A2:B2")),
        (hidden_row, ("hidden-cells", "in.xlsx:Changes!2:2")),
        (hidden_column, ("hidden-cells", "in.xlsx:Changes")),
        (hidden_sheet, ("hidden-cells", "in.xlsx:Draft")),
        (far, ("stray-cell", "in.xlsx:Changes!XFD1048576")),
    ],
)
def test_what_hides_or_computes_is_reported_and_the_rest_is_read(
    change: Callable[[Worksheet], None], fault: tuple[str, str]
) -> None:
    sheets, found = read(workbook(change))
    assert found == [fault]
    assert sheets["Changes"][0] == ["No.", "Type"]


def test_a_truth_that_libreoffice_writes_as_a_formula_is_read_and_one_that_belies_its_result_is_not() -> None:
    typed = '<c r="{}" t="n"><f aca="false">{}()</f><v>{}</v></c>'
    cells = [("A1", "TRUE", 1), ("B1", "FALSE", 0), ("C1", "TRUE", 0), ("D1", "NOW", 1)]
    sheets, found = read(with_cells("".join(typed.format(*one) for one in cells)))
    assert sheets["Changes"] == [["TRUE", "FALSE", "", ""]]
    assert found == [("formula-in-cell", "in.xlsx:Changes!C1"), ("formula-in-cell", "in.xlsx:Changes!D1")]


def test_a_formula_is_never_read_as_the_value_that_it_stored() -> None:
    sheets, found = read(with_cells('<c r="A1" t="str"><f>1+1</f><v>3</v></c><c r="B1" t="e"><v>#REF!</v></c>'))
    assert sheets["Changes"] == [["", "#REF!"]]
    assert found == [("formula-in-cell", "in.xlsx:Changes!A1"), ("formula-in-cell", "in.xlsx:Changes!B1")]


@pytest.mark.parametrize("address", ["A1", "A0", "1A", "", "A20001", "ZZ1", "a1"])
def test_a_cell_twice_at_one_place_or_at_none_is_reported(address: str) -> None:
    sheets, found = read(with_cells(CELL.format("A1", "first") + CELL.format(address, "second")))
    assert sheets["Changes"] == [["first"]]
    assert [code for code, _ in found] == ["stray-cell"]


@pytest.mark.parametrize("value", ["9" * 5_000, "99", "-1", "x", ""])
def test_a_shared_text_that_does_not_exist_is_reported(value: str) -> None:
    assert read(with_cells(f'<c r="A1" t="s"><v>{value}</v></c>'))[1] == [("damaged-part", "in.xlsx:Changes!A1")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged-package"),
        (b"No.,Type\n", "not-a-package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old-format"),
        (workbook()[:-40], "damaged-package"),
        (with_parts(workbook(), workbook=""), "damaged-part"),
        (with_parts(workbook(), sheet1=""), "damaged-part"),
        (with_parts(workbook(), sheet1="<worksheet>"), "damaged-part"),
        (with_parts(workbook(), sheet1="<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "document-type-declaration"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, code: str) -> None:
    sheets, found = read(data)
    assert sheets == {}
    assert [fault for fault, _ in found] == [code]


def test_a_link_to_another_workbook_is_reported() -> None:
    relation = '<Relationship Id="rId9" Type="x/externalLinkPath" Target="file:other.xlsx" TargetMode="External"/>'
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", f"<Relationships>{relation}</Relationships>")
    assert [code for code, _ in read(stream.getvalue())[1]] == ["external-link"]


def test_a_hidden_thing_is_a_warning_and_a_formula_an_error() -> None:
    def both(sheet: Worksheet) -> None:
        formula(sheet)
        hidden_column(sheet)

    found: list[Diagnostic] = read_sheets("in.xlsx", workbook(both))[1]
    assert [str(fault.severity) for fault in found] == ["error", "warning"]


def test_a_column_that_shows_is_not_reported_and_a_hidden_one_is() -> None:
    def wide(sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].width = 30
        sheet.column_dimensions["D"].hidden = True

    _, (fault,) = read_sheets("in.xlsx", workbook(wide))
    assert fault.message == "column D is hidden"
