"""Matrices as workbooks: every text comes back as it was, nothing is a formula, the same tables are the same bytes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.diagnostic import Span
from generator.document.blocks import Align, Cell, Column, Facts, Number, Row, Source, Table, Tone
from generator.document.sheets import Sheet
from generator.prose import Blank, Text
from generator.read.sheet import read_sheets
from generator.read.text import FORBIDDEN
from generator.render.excel import (
    LONGEST_CELL,
    cell_text,
    render_excel,
    sheet_names,
    sheet_rows,
    workbook_differences,
    workbook_faults,
)

FACTS = Facts(
    "aurelia-northbay",
    "quality-agreement",
    "Quality Agreement",
    "for the fill and finish of R&D <batches>",
    "QA-00123",
    "1.0",
    "3",
    "Draft 3, not for signature",
    "Draft 3",
    "",
    "",
    "Confidential",
    "Aurelia Example & Northbay Example",
    "en-GB",
)
HOSTILE = [
    *("=1+1", "+49 40 5550100", "-5 days", "@sum", "=HYPERLINK(1)", "#REF!", "TRUE", "007", "1.10", "22:30", "1e3"),
    *("2026-11-22", "if A<B then R&D and ]]> x", "_x0041_", "_x000D_", "_x005F_x0041_", "x005F_", "__x0041__"),
    *(" leading and trailing ", "two\nlines", "\n", "a  b", "1\u00a0Business\u00a0Day", "Größe", "契約", "שלום", "😀"),
    *("'quoted", "null", "None", "[Term] {{ x }}", "%s %d", "\u200b", "~!@#$%^&*()", "&amp; &#65;", "<b>x</b>"),
]


def cell(*texts: str, tone: Tone = Tone.PLAIN) -> Cell:
    return Cell("x", tuple((Text(text),) for text in texts), tone)


def row(id_: str, *texts: str) -> Row:
    return Row(f"m/{id_}", tuple(cell(text) for text in texts))


def table_of(rows: list[Row], columns: int, first: str = "id") -> Table:
    named = [Column(first, "No.", 1.0), *(Column(f"c{at}", f"Column {at}", 2.0) for at in range(1, columns))]
    return Table("m", "m", "A matrix", tuple(named), tuple(rows))


def sheets_of(data: bytes) -> dict[str, list[list[str]]]:
    sheets, found = read_sheets("a.xlsx", data)
    assert not found
    return sheets


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(lambda text: FORBIDDEN.sub("", text))
texts = words | st.sampled_from(HOSTILE)


@given(st.lists(st.lists(texts, min_size=3, max_size=3), max_size=4), st.sampled_from(["id", "name"]))
def test_every_text_of_a_table_comes_back_from_the_workbook(written: list[list[str]], first: str) -> None:
    table = table_of([row(f"R-{at}", *line) for at, line in enumerate(written)], 3, first)
    read = sheets_of(render_excel(FACTS, [Sheet("Matrix", table)]))["Matrix"]
    ids = [] if first == "id" else ["Id"]
    headings = [*ids, "No.", "Column 1", "Column 2"]
    expected = [[*([f"R-{at}"] if ids else []), *line] for at, line in enumerate(written)]
    assert read == [headings, *expected]
    assert read == sheet_rows(table)


def test_hostile_texts_come_back_in_a_second_reader_too() -> None:
    """Those with an escape of an escape are left to our own reader: openpyxl does not undo it."""
    plain = [text for text in HOSTILE if "_x" not in text]
    table = table_of([row(f"R-{at}", f"R-{at}", text) for at, text in enumerate(plain)], 2)
    sheet = openpyxl.load_workbook(io.BytesIO(render_excel(FACTS, [Sheet("Matrix", table)])))["Matrix"]
    assert [line[1].value for line in sheet.iter_rows(min_row=2)] == plain
    assert {line[1].data_type for line in sheet.iter_rows(min_row=2)} == {"s"}


def test_a_text_like_a_formula_is_marked_as_text() -> None:
    table = table_of([row(f"R-{at}", f"R-{at}", text) for at, text in enumerate(HOSTILE)], 2)
    data = render_excel(FACTS, [Sheet("Matrix", table)])
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Matrix"]
    marked = [line[1].value for line in sheet.iter_rows(min_row=2) if line[1].quotePrefix]
    assert marked == [text for text in HOSTILE if text[0] in "=+-@"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet2.xml")


def test_paragraphs_of_a_cell_are_lines_and_blanks_print_their_words() -> None:
    several = Cell("x", ((Text("Notify within "), Blank("notice", words="1 Business Day")), (Text("at night too"),)))
    assert cell_text(several) == "Notify within 1 Business Day\nat night too"


def test_groups_become_a_column_so_that_filters_work() -> None:
    rows = [Row("m/group:dev", group="Deviations"), row("R-1", "R-1", "a"), row("R-2", "R-2", "b")]
    rows += [Row("m/group:chg", group="Changes"), row("R-3", "R-3", "c")]
    assert sheet_rows(table_of(rows, 2)) == [
        ["No.", "Group", "Column 1"],
        ["R-1", "Deviations", "a"],
        ["R-2", "Deviations", "b"],
        ["R-3", "Changes", "c"],
    ]


def test_two_lines_of_a_heading_stay_together() -> None:
    columns = (Column("id", "No.", 1.0), Column("giver", "Contract Giver", 2.0, "Aurelia"))
    assert sheet_rows(Table("m", "m", "", columns, ()))[0] == ["No.", "Aurelia\nContract Giver"]


def test_a_sheet_can_be_filtered_printed_and_read_at_once() -> None:
    columns = (
        Column("id", "No.", 1.0, wraps=False),
        Column("text", "Text", 6.0),
        Column("code", "Code", 1.0, align=Align.CENTRE),
    )
    rows = (Row("m/R-1", (cell("R-1"), cell("word " * 60), cell("R/A", tone=Tone.STRONG))),)
    data = render_excel(FACTS, [Sheet("Matrix", Table("m", "m", "A matrix", columns, rows))])
    sheet: Any = openpyxl.load_workbook(io.BytesIO(data))["Matrix"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet["A1"].font.b
    assert sheet["A1"].border.bottom.style == "medium"
    assert sheet["B2"].alignment.wrap_text
    assert sheet["C2"].alignment.horizontal == "center"
    assert sheet["C2"].font.b
    assert sheet.column_dimensions["B"].width > 4 * sheet.column_dimensions["A"].width
    assert sheet.row_dimensions[2].height > 4 * 13


def test_the_first_sheet_says_what_the_workbook_is() -> None:
    table = replace(
        table_of([row("R-1", "R-1", "a")], 2), number=Number(0, "Table 4", "4"), key=(Text("R does, A answers."),)
    )
    about = sheets_of(render_excel(FACTS, [Sheet("Matrix", table)]))["About"]
    assert about[0] == ["Quality Agreement", "QA-00123", "", ""]
    assert ["Version", "1.0", "", ""] in about
    assert ["Draft", "3", "", ""] in about
    assert ["Status", "Draft 3, not for signature", "", ""] in about
    origin = "Quality Agreement QA-00123, version 1.0"
    assert about[-1] == ["Matrix", "Table 4: A matrix", origin, "R does, A answers."]
    assert not any(line[0] == "Effective" for line in about), "what is not known is not listed"


def test_the_same_tables_are_the_same_bytes_and_hold_no_date() -> None:
    table = table_of([row("R-1", "R-1", "a")], 2)
    data = render_excel(FACTS, [Sheet("Matrix", table)])
    assert data == render_excel(FACTS, [Sheet("Matrix", table)])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml")
        assert b"dcterms" not in core
        assert etree.fromstring(core).findtext("{*}subject") == FACTS.subject


@pytest.mark.parametrize("length", [LONGEST_CELL, LONGEST_CELL + 1])
@pytest.mark.parametrize("sign", ["x", "\n"])
def test_a_text_longer_than_a_cell_is_refused_before_it_could_be_cut(length: int, sign: str) -> None:
    span = Span("clauses/core/responsibilities.yaml", 3, 1)
    table = table_of([Row("m/R-1", (cell("R-1"), cell(sign * length)), source=Source(span))], 2)
    faults = workbook_faults("excel/a.xlsx", [Sheet("Matrix", table)])
    if length == LONGEST_CELL:
        assert faults == []
        assert sheets_of(render_excel(FACTS, [Sheet("Matrix", table)]))["Matrix"][1][1] == sign * length
    else:
        assert [(fault.code, fault.span) for fault in faults] == [("text-too-long-for-excel", span)]
        with pytest.raises(ValueError, match="does not fit"):
            render_excel(FACTS, [Sheet("Matrix", table)])


def test_signs_outside_the_first_plane_count_twice_as_in_excel() -> None:
    table = table_of([row("R-1", "R-1", "😀" * (LONGEST_CELL // 2 + 1))], 2)
    assert [str(fault.span) for fault in workbook_faults("excel/a.xlsx", [Sheet("Matrix", table)])] == ["excel/a.xlsx"]


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\rb", "a\ufffeb", "a\ud800b"])
def test_a_control_character_never_gets_into_a_workbook(text: str) -> None:
    with pytest.raises(ValueError, match="a control character"):
        render_excel(FACTS, [Sheet("Matrix", table_of([row("R-1", "R-1", text)], 2))])


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["Changes", "changes", "Changes"], ["Changes", "changes (2)", "Changes (3)"]),
        (["A/B: [C]*?\\"], ["A B C"]),
        (["'quoted'", "", "History"], ["quoted", "Sheet", "History (2)"]),
        (["Stakeholders and communication layers"], ["Stakeholders and communication"]),
        (["x" * 31, "x" * 32], ["x" * 31, "x" * 27 + " (2)"]),
        (["😀" * 16], ["😀" * 15]),
    ],
)
def test_a_tab_has_a_name_that_excel_takes(titles: list[str], names: list[str]) -> None:
    assert sheet_names(titles) == names


@given(st.lists(st.text(max_size=40), max_size=6))
def test_tabs_never_share_a_name(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < len(name.encode("utf-16-le", "surrogatepass")) // 2 <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)


def test_an_empty_matrix_has_its_headings() -> None:
    assert sheets_of(render_excel(FACTS, [Sheet("Matrix", table_of([], 2))]))["Matrix"] == [["No.", "Column 1"]]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_texts(tmp_path: Path) -> None:
    """A second program: each sheet as tab-separated text, line breaks and all."""
    lines = [text for text in HOSTILE if "\n" not in text and text.strip() == text]
    table = table_of([row(f"R-{at}", f"R-{at}", text) for at, text in enumerate(lines)], 2)
    book = tmp_path / "a.xlsx"
    book.write_bytes(render_excel(FACTS, [Sheet("Matrix", table)]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    as_csv = "csv:Text - txt - csv (StarCalc):9,0,76,1,,0,false,true,false,false,false,2"
    command = ["soffice", profile, "--headless", "--convert-to", as_csv, "--outdir", str(tmp_path), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = next(tmp_path.glob("*.csv")).read_text(encoding="utf-8").splitlines()
    assert made == ["No.\tColumn 1", *(f"R-{at}\t{text}" for at, text in enumerate(lines))]


def test_a_workbook_that_reads_back_otherwise_is_reported_by_sheet_and_row() -> None:
    table = table_of([row("R-1", "R-1", "a"), row("R-2", "R-2", "b")], 2)
    other = table_of([row("R-1", "R-1", "a"), row("R-2", "R-2", "B"), row("R-3", "R-3", "c")], 2)
    data = render_excel(FACTS, [Sheet("Matrix", table)])
    assert workbook_differences("a.xlsx", data, [Sheet("Matrix", table)]) == []
    found = workbook_differences("a.xlsx", data, [Sheet("Matrix", other)])
    assert [str(fault.span) for fault in found] == ["a.xlsx:Matrix!A3", "a.xlsx:Matrix!A4"]
    assert {fault.code for fault in found} == {"workbook-differs"}
    assert workbook_differences("a.xlsx", data, [Sheet("Matrices", table)])
    assert workbook_differences("a.xlsx", data[:-30], [Sheet("Matrix", table)])[0].code == "damaged-package"


def test_a_group_row_has_no_text_that_could_be_too_long() -> None:
    table = Table("t", "t", "T", (Column("a", "A", 1.0), Column("b", "B", 1.0)), (Row("t/group:x", group="Group"),))
    assert workbook_faults("made.xlsx", [Sheet("T", table)]) == []
