"""The workbook to edit: every text shows as it was written, whatever Excel would make of it."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from generator.model.book import EXPORT, Book, BookColumn, BookSheet
from generator.read.sheet import read_sheets
from generator.render.workbook import render_workbook

COLUMNS = (BookColumn("id", "No.", free=False), BookColumn("note", "Note", free=True))


def book(text: str) -> bytes:
    """Return the workbook of one row."""
    return render_workbook(
        Book("sample", "A sample", "0123", (BookSheet("events", "Events", COLUMNS, (("e", text),)),))
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "_x0041_", "_x005F_", "a_x0041_b", "two\nlines", "010", "TRUE", "#N/A"]
)
def test_a_text_comes_back_as_it_was_written(text: str) -> None:
    sheets, found = read_sheets("a.xlsx", book(text))
    assert [one.code for one in found] == ["hidden-cells"], "the sheet of what was exported is hidden"
    assert sheets["Events"][1] == ["e", text]
    assert ["row", "events", "e", text] in sheets[EXPORT]


@pytest.mark.parametrize(("text", "marked"), [("=1+1", True), ("+1", True), ("-1", True), ("@x", True), ("1", False)])
def test_what_looks_like_a_formula_is_marked_as_text(text: str, marked: bool) -> None:
    cell = load_workbook(io.BytesIO(book(text)))["Events"]["B2"]
    assert (cell.data_type, cell.quotePrefix, cell.number_format) == ("s", marked, "@")


def test_what_is_only_shown_is_locked_and_what_a_person_writes_is_not() -> None:
    sheet = load_workbook(io.BytesIO(book("x")))["Events"]
    assert sheet.protection.sheet
    assert (sheet["A2"].protection.locked, sheet["B2"].protection.locked) == (True, False)
    assert sheet["B40"].protection.locked is False, "a row below the last may be filled"
