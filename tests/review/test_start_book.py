"""A workbook that starts an agreement: filled in it builds; what cannot be read is said at its cell, all at once."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook

from generator.author import QUESTIONS
from generator.diagnostic import Diagnostic
from generator.files import Files
from generator.pipeline import read_files
from generator.workbooks import agreement_from, starting_workbook

PEOPLE = (
    ("giver", "Head of Quality", "Orla Sample", "", "+353 20 910 0101", "orla@example.com"),
    ("giver", "head-of-quality", "Una Sample", "Deputy", "", ""),
)


def filled(case: Any) -> Workbook:
    """Return the workbook with the example of each question as its answer."""
    book = load_workbook(io.BytesIO(starting_workbook(case.reading, "southport")))
    for row in book["Agreement"].iter_rows(min_row=2):
        row[2].value = row[3].value
    lines(book["Sites"], ("Hall 1", "1 Sample Quay", "manufacturing\npackaging"), ("Hall 2", "", "Testing"))
    lines(book["Products"], ("Solidane 5 mg", "Hall 1", "Vial", "EU"), ("Solidane 10 mg",))
    lines(book["Contacts"], *PEOPLE)
    return book


def lines(sheet: Any, *rows: tuple[str, ...]) -> None:
    """Write rows below the headings."""
    for number, row in enumerate(rows, 2):
        for at, text in enumerate(row, 1):
            sheet.cell(number, at).value = text or None


def made(case: Any, book: Workbook) -> Files | list[Diagnostic]:
    """Return what a workbook makes."""
    stream = io.BytesIO()
    book.save(stream)
    return agreement_from(case.reading, "southport", "start.xlsx", stream.getvalue())


def test_a_filled_workbook_makes_an_agreement_that_builds(case: Any) -> None:
    files = made(case, filled(case))
    assert not isinstance(files, list), files
    result = read_files({**case.reading.files, **files}).result("southport")
    assert result is not None
    assert result.sound
    assert result.draft is not None
    agreement = result.draft.agreement
    assert [(one.id, one.services) for one in agreement.sites] == [
        ("hall-1", ("manufacturing", "packaging")),
        ("hall-2", ("testing",)),
    ]
    assert [one.sites for one in agreement.products] == [("hall-1",), ("hall-1", "hall-2")]
    people = {one.id: one for one in result.draft.contacts}
    assert str(people["giver-head-of-quality"].name) == "Orla Sample"
    assert people["giver-head-of-quality"].phone == "+353 20 910 0101"
    assert str(people["giver-head-of-quality-2"].name) == "Una Sample", "nobody is lost"


def test_every_question_has_a_row_or_a_sheet_and_stage_a_list(case: Any) -> None:
    book = load_workbook(io.BytesIO(starting_workbook(case.reading, "southport")))
    asked = {row[0] for row in book["Agreement"].iter_rows(min_row=2, values_only=True) if row[0]}
    assert asked | {"sites", "products"} == {one.id for one in QUESTIONS}
    lists = [rule.formula1 for rule in book["Agreement"].data_validations.dataValidation]
    assert lists == ['"commercial,clinical"']


def test_all_that_is_wrong_is_said_at_once_at_its_cell(case: Any) -> None:
    book = filled(case)
    rows = {row[0].value: row[2] for row in book["Agreement"].iter_rows(min_row=2)}
    rows["giver"].value = "Alba Example Ltd; Alba; 1; Street; Irland"
    rows["tier"].value = "high"
    book["Products"]["B2"].value = "Hall 9"
    book["Contacts"]["C3"].value = None
    found = made(case, book)
    assert isinstance(found, list)
    places = {one.span.path.partition(":")[2] for one in found}
    assert places == {
        f"Agreement!{rows['giver'].coordinate}",
        f"Agreement!{rows['tier'].coordinate}",
        "Contacts!C3",
        "Products!B2",
    }


def test_mistakes_of_every_sort_are_said_in_one_go_and_once_each(case: Any) -> None:
    book = filled(case)
    rows = {row[0].value: row[2] for row in book["Agreement"].iter_rows(min_row=2)}
    rows["number"].value = None
    rows["regions"].value = "EU, XX"
    rows["supply-agreement"].value = "SA-0042; some day"
    rows["dosage-forms"].value = date(2026, 5, 1)
    book["Sites"]["C3"].value = "testin"
    book["Products"]["B2"].value = "Hall 9"
    book["Contacts"]["B2"].value = "Head of Nothing"
    book["Contacts"]["E2"].value = "none"
    book["Contacts"]["C3"].value = None
    found = made(case, book)
    assert isinstance(found, list)
    plain = [rows[name].coordinate for name in ("number", "regions", "supply-agreement", "dosage-forms")]
    cells = [f"Agreement!{at}" for at in plain] + [
        "Sites!C3",
        "Products!B2",
        "Contacts!B2",
        "Contacts!E2",
        "Contacts!C3",
    ]
    assert sorted(one.span.path.partition(":")[2] for one in found) == sorted(cells)


def test_what_a_person_writes_another_way_is_understood(case: Any) -> None:
    book = filled(case)
    rows = {row[0].value: row[2] for row in book["Agreement"].iter_rows(min_row=2)}
    rows["giver"].value = "Alba Example Ltd\nAlba\n1\n1 Quay, Dublin\nireland"
    rows["signatories"].value = "Orla Sample, Vice President Quality\nJens Beispiel"
    book["Contacts"]["A2"].value = "Giver"
    files = made(case, book)
    assert not isinstance(files, list), files
    text = files["agreements/southport/agreement.yaml"].decode()
    assert 'address: "1 Quay, Dublin", country: IE' in text
    assert "Jens Beispiel" in files["agreements/southport/contacts.yaml"].decode()


def test_facts_behind_commas_a_date_and_an_unknown_market_are_said_at_their_cells(case: Any) -> None:
    book = filled(case)
    rows = {row[0].value: row[2] for row in book["Agreement"].iter_rows(min_row=2)}
    rows["giver"].value = "Alba Example Ltd, Alba, 1, 1 Quay, Dublin, IE"
    rows["supply-agreement"].value = date(2026, 5, 1)
    found = made(case, book)
    assert isinstance(found, list)
    assert {one.span.path.partition("!")[2] for one in found} == {
        rows["giver"].coordinate,
        rows["supply-agreement"].coordinate,
    }


def test_an_answer_has_room_and_is_yellow_while_it_is_needed(case: Any) -> None:
    sheet = load_workbook(io.BytesIO(starting_workbook(case.reading, "southport")))["Agreement"]
    assert sheet.column_dimensions["C"].width >= 48
    formulas = [rule.formula for area in sheet.conditional_formatting for rule in area.rules]
    assert ["AND(LEN(C2)=0,LEN(E2)>0)"] in formulas


def test_names_that_the_libraries_lack_are_said_at_their_cells(case: Any) -> None:
    book = filled(case)
    book["Sites"]["C3"].value = "testin"
    book["Products"]["B2"].value = "hall-9"
    book["Contacts"]["B2"].value = "Head of Nothing"
    found = made(case, book)
    assert isinstance(found, list)
    assert {one.span.path for one in found} == {f"start.xlsx:{at}" for at in ("Sites!C3", "Products!B2", "Contacts!B2")}


def test_a_sheet_that_is_gone_is_said(case: Any) -> None:
    book = filled(case)
    book.remove(book["Contacts"])
    found = made(case, book)
    assert isinstance(found, list)
    assert [one.span.path for one in found] == ["start.xlsx:Contacts"]
