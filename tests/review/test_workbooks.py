"""A workbook to edit, out and back: no edit is no proposal, every edit is one, at its cell."""

from __future__ import annotations

import io
import pickle
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font

from generator import reviewing
from generator.applying import apply_round
from generator.author.book import MOST_ODD, book_of, compared, proposals_of
from generator.author.book_place import Comparison, proposal
from generator.diagnostic import Diagnostic
from generator.model.book import BookColumn, BookSheet
from generator.model.proposal import Round, What
from generator.pipeline import Reading, read_files
from generator.read.sheet import read_sheets
from generator.read.sheet_margins import read_margins
from generator.read.text import writable
from generator.review import rounds
from generator.workbooks import annotated, export_workbook, import_workbook
from tests.review import sheet_hands

SAMPLE = "aurelia-northbay"
CARD = {"by": "Jo Example, Head of Quality", "on": "2026-11-26", "reason": "Agreed in the call", "counter": ""}


@pytest.fixture(scope="module")
def exported(case: Any) -> bytes:
    """Return the workbook of the sample."""
    made = export_workbook(case.reading, SAMPLE)
    assert isinstance(made, tuple)
    return made[1]


@lru_cache(maxsize=2)
def loaded(data: bytes) -> bytes:
    """Return the workbook that openpyxl reads, pickled: in half the time it is there again, unchanged."""
    return pickle.dumps(load_workbook(io.BytesIO(data)))


def edited(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    """Return the workbook after *change*."""
    book = pickle.loads(loaded(data))  # noqa: S301 - ours
    change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def back(case: Any, data: bytes) -> tuple[Round, list[str]]:
    """Return what a workbook proposes, and the codes of what was found."""
    made, found = import_workbook(case.reading, "matrices.xlsx", data)
    assert made is not None, found
    return made, [one.code for one in found]


def cell(sheet: Any, id_: str, title: str) -> Any:
    """Return the cell of a row under a heading."""
    (head,) = [one for one in sheet[1] if one.value == title]
    (row,) = [one[0].row for one in sheet.iter_rows(min_row=2) if one[0].value == id_]
    return sheet.cell(row, head.column)


def test_the_same_data_give_the_same_workbook(case: Any, exported: bytes) -> None:
    assert export_workbook(case.reading, SAMPLE)[1] == exported


def test_a_value_says_from_which_event_it_is_counted_under_the_heading_of_older_workbooks(exported: bytes) -> None:
    sheet = load_workbook(io.BytesIO(exported))["Values"]
    said = {id_: cell(sheet, id_, "Counted from").value for id_ in ("audit-notice", "critical-deviation-notice")}
    assert said == {"audit-notice": "first day of the audit, backwards", "critical-deviation-notice": "Discovery"}


def test_no_edit_is_no_proposal_also_after_another_program_saved_it(case: Any, exported: bytes) -> None:
    assert back(case, exported)[0].proposals == ()
    made, found = back(case, edited(exported, lambda _: None))
    assert (made.proposals, found) == ((), [])


def test_a_workbook_of_the_first_format_is_still_read(case: Any, exported: bytes) -> None:
    """Its hidden sheet had a line for each cell."""

    def change(book: Workbook) -> None:
        hidden = book["export"]
        lines = [[one.value for one in row] for row in hidden.iter_rows()]
        fields = {line[1]: line[2:] for line in lines if line[0] == "fields"}
        hidden.delete_rows(1, len(lines))
        for line in lines:
            if line[0] == "row":
                for field, text in zip(fields[line[1]], line[2:], strict=True):
                    if field:
                        hidden.append(["cell", line[1], line[2], field, text])
            elif line[0] == "fact":
                hidden.append(line)
        cell(book["Responsibilities"], "RM-084", "Giver").value = "R/A"

    (one,) = back(case, edited(exported, change))[0].proposals
    assert (one.what, one.path, one.old, one.new) == ("cell", "responsibilities/RM-084/giver", "C", "R/A")


def test_a_changed_cell_is_one_proposal_at_its_address(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        cell(book["Responsibilities"], "RM-084", "Giver").value = "R/A"

    (one,) = back(case, edited(exported, change))[0].proposals
    assert (one.what, one.path, one.old, one.new) == ("cell", "responsibilities/RM-084/giver", "C", "R/A")
    assert "RM-084: Giver (Responsibilities!" in one.where


def test_random_edits_are_each_told_once_at_their_cell(
    case: Any, exported: bytes, rng: random.Random, full: bool
) -> None:
    book = book_of(case.reading.workspace, case.reading.workspace.agreements[SAMPLE], case.reading.results[0].draft)
    for _ in range(300 if full else 1):
        made = sheet_hands.opened(exported, book)
        read = partial(import_workbook, case.reading, "matrices.xlsx")
        assert sheet_hands.told_otherwise(rng, made, read)[0] == []


def test_a_sheet_that_is_gone_is_not_taken_for_another_one_with_its_headings(case: Any, exported: bytes) -> None:
    """The columns of the scorecard are columns of other sheets too."""

    def change(book: Workbook) -> None:
        book.remove(book["Scorecard"])
        book.create_sheet("Weights").append(["Id", "Title", "Weight", "Note"])
        cell(book["Changes"], "CM-67", "Id").comment = Comment("Is this so?", "Kim Example")

    made, found = back(case, edited(exported, change))
    assert [(str(one.what), one.path) for one in made.proposals] == [("cannot place", ""), ("comment", "changes/CM-67")]
    assert found == ["sheet-not-found"]


def test_lines_in_a_cell_that_takes_one_of_a_few_words_are_quoted_on_one_line(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        cell(book["Responsibilities"], "RM-084", "Giver").value = "R\nand A"

    made, found = back(case, edited(exported, change))
    (one,) = made.proposals
    assert (one.new, one.note[:24]) == ("R\nand A", 'not understood: "R and A')
    assert found == ["cell-not-understood"]


def test_moved_and_renamed_sheets_and_columns_change_nothing_and_title_rows_are_quoted(
    case: Any, exported: bytes
) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Stakeholders"]
        sheet.title = "Who is who"
        book.move_sheet(sheet, -2)
        for row in sheet.iter_rows(min_col=2, max_col=3):
            row[0].value, row[1].value = row[1].value, row[0].value
        sheet.insert_rows(1, 2)
        sheet["A1"] = "For our meeting"

    made, found = back(case, edited(exported, change))
    assert [(one.what, one.where, one.new) for one in made.proposals] == [
        (What.UNPLACED, "Stakeholders (Who is who!A1)", "For our meeting")
    ]
    assert found == []


def test_a_new_row_is_proposed_and_a_deleted_one_is_asked_for(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Responsibilities"]
        (row,) = [one[0].row for one in sheet.iter_rows(min_row=2) if one[0].value == "RM-084"]
        sheet.delete_rows(row)
        last = max(one[0].row for one in sheet.iter_rows(min_row=2) if one[0].value)
        sheet.cell(last + 1, 2).value = "DEV"
        sheet.cell(last + 1, 3).value = "Keep the bell rung."

    found = back(case, edited(exported, change))[0].proposals
    assert sorted((str(one.what), one.path) for one in found) == [
        ("row in", "responsibilities/"),
        ("row out", "responsibilities/RM-084"),
    ]
    assert "Keep the bell rung." in found[0].new


def test_a_sheet_that_is_gone_is_said_and_its_rows_are_not(case: Any, exported: bytes) -> None:
    made, found = back(case, edited(exported, lambda book: book.remove(book["Meetings"])))
    assert (made.proposals, found) == ((), ["sheet-not-found"])


def test_ids_that_stand_twice_or_nowhere_are_said_with_the_nearest(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Responsibilities"]
        cell(sheet, "RM-084", "Id").value = "RM-084x"
        cell(sheet, "RM-083", "Id").value = "RM-082"

    _, found = import_workbook(case.reading, "matrices.xlsx", edited(exported, change))
    odd = [one for one in found if one.code == "odd-row-id"]
    assert {one.hint for one in odd} == {
        'did you mean "RM-084"?',
        "Leave the id of a new row blank; of two rows with one id keep one.",
    }
    assert all(one.span.path.startswith("matrices.xlsx:Responsibilities!") for one in odd)


def test_a_formula_is_refused_and_nothing_is_computed(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        cell(book["Responsibilities"], "RM-084", "Giver").value = "=1+1"

    made, found = import_workbook(case.reading, "matrices.xlsx", edited(exported, change))
    assert made is None
    assert "formula-in-cell" in [one.code for one in found]


def test_a_workbook_of_another_origin_is_refused(case: Any) -> None:
    stream = io.BytesIO()
    Workbook().save(stream)
    made, found = import_workbook(case.reading, "other.xlsx", stream.getvalue())
    assert (made, [one.code for one in found]) == (None, ["no-export"])
    assert "workbook export" in (found[0].hint or "")


@pytest.mark.parametrize("fact", ["agreement", "inputs", "seal"])
def test_a_workbook_whose_hidden_sheet_names_another_agreement_is_refused(
    case: Any, exported: bytes, fact: str
) -> None:
    sheets, _ = read_sheets("in.xlsx", exported)
    other = {"agreement": "glenarm-hansekai"}.get(fact, "0" * 16)
    sheets["export"] = [[*row[:2], other] if row[:2] == ["fact", fact] else row for row in sheets["export"]]
    source = case.reading.workspace.agreements[SAMPLE]
    book = book_of(case.reading.workspace, source, case.reading.result(SAMPLE).draft)
    made, found, facts = proposals_of("in.xlsx", sheets, book)
    assert (made, [one.code for one in found], facts) == ([], ["no-export"], {})


def applied(case: Any, data: bytes, **facts: str) -> Any:
    """Return what accepting everything in a workbook, or another decision, writes."""
    made, _ = back(case, data)
    name, files = reviewing.files_of_round(case.reading, made)
    reading: Reading = replace(case.reading, files={**case.reading.files, **files})
    written = reviewing.decided(
        reading.files, made, name, (), every=True, facts={**CARD, "decision": "accept", **facts}
    )
    assert isinstance(written, dict), written
    reading = replace(reading, files={**reading.files, **written})
    path = rounds.round_path(SAMPLE, name)
    decided, faults = rounds.read_round(path, reading.files[path])
    assert decided is not None, faults
    return apply_round(reading, decided, path)


def test_accepted_cells_are_written_and_the_next_export_has_them(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        cell(book["Responsibilities"], "RM-084", "Giver").value = "R/A"
        cell(book["Responsibilities"], "RM-084", "Acceptor").value = "C"
        cell(book["Values"], "emergency-callback", "This agreement").value = "30 minutes"
        cell(book["Stakeholders"], "ST-01", "Timing").value = "at once, by telephone"

    data = edited(exported, change)
    done = applied(case, data)
    assert done.left == ()
    after = read_files({**case.reading.files, **done.files})
    assert after.results[0].sound
    fresh = load_workbook(io.BytesIO(export_workbook(after, SAMPLE)[1]))  # type: ignore[arg-type]  # name and bytes
    assert cell(fresh["Responsibilities"], "RM-084", "Acceptor").value == "C"
    assert cell(fresh["Values"], "emergency-callback", "This agreement").value == "30 minutes"
    assert cell(fresh["Values"], "emergency-callback", "Agreed by").value == CARD["by"]
    assert cell(fresh["Stakeholders"], "ST-01", "Timing").value == "at once, by telephone"


ODD = {
    ("Responsibilities", "RM-084", "Giver"): ("perhaps", "R/A, R, A, C, I"),
    ("Values", "emergency-callback", "This agreement"): ("2 weaks", 'did you mean "2 weeks"?'),
    ("Values", "emergency-callback", "Agreed on"): ("46352", "the day 2026-11-26 as a number"),
}


@pytest.fixture(scope="module")
def odd(exported: bytes) -> bytes:
    """Return the workbook with cells that their columns cannot hold."""

    def change(book: Workbook) -> None:
        for (sheet, id_, title), (text, _) in ODD.items():
            cell(book[sheet], id_, title).value = date(2026, 11, 26) if text == "46352" else text

    return edited(exported, change)


def test_a_cell_that_its_column_cannot_hold_is_named_with_what_would_do(case: Any, odd: bytes) -> None:
    made, found = import_workbook(case.reading, "matrices.xlsx", odd)
    assert made is not None
    assert {one.code for one in found} == {"cell-not-understood"}
    assert len(made.proposals) == len(found) == len(ODD), "one mistake is told once"
    for (sheet, id_, _), (text, wanted) in ODD.items():
        assert any(f":{sheet}!" in one.span.path and id_ in one.message and wanted in one.message for one in found)
        assert any(one.new == text and "not understood" in one.note for one in made.proposals)


def test_a_cell_that_was_not_understood_is_not_written_though_it_was_accepted(case: Any, odd: bytes) -> None:
    done = applied(case, odd)
    assert done.files == {}
    assert {one.code for one in done.left} == {"by-hand"}
    assert any('did you mean "2 weeks"?' in one.message for one in done.left)


def test_other_words_for_a_cell_that_was_not_understood_are_written(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        cell(book["Values"], "emergency-callback", "This agreement").value = "2 weaks"

    done = applied(case, edited(exported, change), decision="", counter="2 hours")
    assert done.left == ()
    assert b"emergency-callback: {is: 2 hours" in done.files[f"agreements/{SAMPLE}/agreement.yaml"]


def test_a_new_row_is_written_under_the_next_id(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Responsibilities"]
        last = max(one[0].row for one in sheet.iter_rows(min_row=2) if one[0].value)
        for title, words in (
            ("Chapter", "DEV"),
            ("Activity", "Keep the log of calls."),
            ("Giver", "I"),
            ("Acceptor", "R/A"),
        ):
            (head,) = [one for one in sheet[1] if one.value == title]
            sheet.cell(last + 1, head.column).value = words

    done = applied(case, edited(exported, change))
    assert not isinstance(done, list), done
    assert done.left == ()
    after = read_files({**case.reading.files, **done.files})
    assert after.results[0].sound
    draft = after.results[0].draft
    assert draft is not None
    made = draft.rows["responsibilities"][-1].record
    assert any(row.record.activity == "Keep the log of calls." for row in draft.rows["responsibilities"])  # type: ignore[attr-defined]  # rows of that table
    assert made.id not in {row.record.id for row in case.reading.results[0].draft.rows["responsibilities"]}


def shown(case: Any, data: bytes) -> Workbook:
    """Return the annotated copy of a workbook."""
    made, found = import_workbook(case.reading, "matrices.xlsx", data)
    copy = annotated("matrices.xlsx", data, made, found)
    assert copy is not None
    assert copy == annotated("matrices.xlsx", data, made, found), "the same bytes"
    return load_workbook(io.BytesIO(copy))


def test_the_copy_colours_proposals_and_findings_and_says_what_they_are(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Responsibilities"]
        sheet.title = "Who (does) it!"
        cell(sheet, "RM-084", "Giver").value = "R/A"
        cell(sheet, "RM-083", "Id").value = "RM-083x"
        book["Meetings"].delete_rows(2)

    book = shown(case, edited(exported, change))
    sheet = book["Who (does) it!"]
    asked, odd = cell(sheet, "RM-084", "Giver"), cell(sheet, "RM-083x", "Id")
    assert "It was: C\nNow: R/A" in asked.comment.text
    assert "was not exported" in odd.comment.text
    assert 'did you mean "RM-083"?' in odd.comment.text
    assert len({asked.fill.fgColor.rgb, odd.fill.fgColor.rgb, cell(sheet, "RM-084", "Activity").fill.fgColor.rgb}) == 3
    said = list(book.worksheets[0].iter_rows(min_row=6, values_only=True))
    assert [row[2] for row in said].count("Finding") == 1
    assert any("row out" in str(row[3]) and "Meetings" in str(row[3]) for row in said)


def test_the_copy_of_a_refused_workbook_shows_the_formula_as_a_finding_and_holds_none(
    case: Any, exported: bytes
) -> None:
    def change(book: Workbook) -> None:
        cell(book["Responsibilities"], "RM-084", "Giver").value = '=HYPERLINK("http://example.com","x")'
        cell(book["Responsibilities"], "RM-084", "Activity").value = "_x0041_ and =1+1"
        cell(book["Responsibilities"], "RM-083", "Activity").hyperlink = "https://example.com/x"
        book["Responsibilities"].merge_cells("C5:D6")

    book = shown(case, edited(exported, change))
    sheet = book["Responsibilities"]
    assert "formula-in-cell" in cell(sheet, "RM-084", "Giver").comment.text
    assert "merged-cells" in sheet["C5"].comment.text
    assert {one.data_type for page in book for row in page.iter_rows() for one in row} <= {"s", "n"}
    assert not [one for page in book for row in page.iter_rows() for one in row if one.hyperlink]
    assert book["export"].sheet_state == "veryHidden"


def test_the_copy_proposes_what_the_workbook_did_and_makes_no_second_round(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Responsibilities"]
        cell(sheet, "RM-084", "Giver").value = "R/A"
        cell(sheet, "RM-084", "Activity").comment = Comment("Who takes the call?", "Kim Example")
        book["Meetings"].delete_rows(2)

    data = edited(exported, change)
    first, found = import_workbook(case.reading, "matrices.xlsx", data)
    assert first is not None
    copy = annotated("matrices.xlsx", data, first, found)
    assert copy is not None
    again, found = import_workbook(case.reading, "copy.xlsx", edited(copy, lambda _: None))
    assert again is not None
    assert [(one.what, one.old, one.new) for one in again.proposals if one.what != "comment"] == [
        (one.what, one.old, one.new) for one in first.proposals if one.what != "comment"
    ]
    name, files = reviewing.files_of_round(case.reading, first)
    reading: Reading = replace(case.reading, files={**case.reading.files, **files})
    plain = edited(exported, lambda book: setattr(cell(book["Responsibilities"], "RM-084", "Giver"), "value", "R/A"))
    made, found = import_workbook(reading, "matrices.xlsx", plain)
    copied, _ = import_workbook(reading, "copy.xlsx", annotated("matrices.xlsx", plain, made, found))  # type: ignore[arg-type]
    assert made is not None
    assert copied is not None
    name, files = reviewing.files_of_round(reading, made)
    reading = replace(reading, files={**reading.files, **files})
    assert reviewing.files_of_round(reading, copied) == (name, {})


def test_a_cell_that_could_not_be_read_must_be_filled_before_the_copy_is_taken(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        cell(book["Responsibilities"], "RM-084", "Giver").value = "=1+1"

    data = edited(exported, change)
    copy = annotated("matrices.xlsx", data, *import_workbook(case.reading, "matrices.xlsx", data))
    assert copy is not None
    made, found = import_workbook(case.reading, "copy.xlsx", copy)
    assert (made, [one.code for one in found]) == (None, ["unread-cell"])

    def fill_in(book: Workbook) -> None:
        cell(book["Responsibilities"], "RM-084", "Giver").value = "R/A"

    (one,) = back(case, edited(copy, fill_in))[0].proposals
    assert (one.path, one.old, one.new) == ("responsibilities/RM-084/giver", "C", "R/A")


def test_what_stands_beside_the_exported_cells_is_quoted(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Responsibilities"]
        cell(sheet, "RM-084", "Activity").comment = Comment("Who takes the call?", "Kim Example")
        cell(sheet, "RM-083", "Activity").font = Font(strike=True)
        target = cell(book["Indicators"], str(book["Indicators"]["A2"].value), "Green")
        target.value, target.number_format = 0.99, "0%"
        sheet.cell(1, sheet.max_column + 1).value = "Our view"
        sheet.cell(3, sheet.max_column).value = "not before May"
        book.create_sheet("Open points")["B2"] = "Who pays?"
        book["Read me"]["C9"] = "please call me"

    found = back(case, edited(exported, change))[0].proposals
    said = {(str(one.what), one.new or one.old[:8], one.note[:12]) for one in found}
    (comment,) = [one for one in found if one.what == "comment"]
    assert (comment.path, comment.by, comment.new) == ("responsibilities/RM-084", "Kim Example", "Who takes the call?")
    (struck,) = [one for one in found if "struck out" in one.note]
    assert (struck.what, struck.path) == ("cannot place", "responsibilities/RM-083")
    assert {words for _, words, _ in said} >= {"Our view", "not before May", "Who pays?", "please call me"}
    (otherwise,) = [one for one in found if "such as a date or a percentage" in one.note]
    assert (otherwise.what, otherwise.old) == ("cannot place", "0.99")
    assert len(found) == 8


def test_a_thread_of_comments_is_read_entry_by_entry_and_its_stand_in_is_not(exported: bytes) -> None:
    def change(book: Workbook) -> None:
        cell(book["Responsibilities"], "RM-084", "Activity").comment = Comment("[Threaded comment] ...", "tc={1}")

    data = edited(exported, change)
    address = next(one.address for one in read_margins("b.xlsx", data) if one.author == "tc={1}")
    thread = f"""<ThreadedComments xmlns="{THREADS}"><threadedComment ref="{address}" personId="{{P}}" id="{{1}}">
        <text>Who takes it?</text></threadedComment></ThreadedComments>"""
    people = f"""<personList xmlns="{THREADS}"><person displayName="Kim Example" id="{{P}}"/></personList>"""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        links = next(name for name in old.namelist() if b"comments" in old.read(name) and "sheets/_rels/sheet3" in name)
        for name in old.namelist():
            part = old.read(name)
            link = b'<Relationship Id="t" Type="x/threadedComment" Target="../threadedComments/threadedComment1.xml"/>'
            new.writestr(name, part.replace(b"</Rel", link + b"</Rel") if name == links else part)
        new.writestr("xl/threadedComments/threadedComment1.xml", thread)
        new.writestr("xl/persons/person.xml", people)
    said = [(one.author, one.text) for one in read_margins("b.xlsx", made.getvalue()) if one.address == address]
    assert ("Kim Example", "Who takes it?") in said
    assert not [text for _, text in said if text.startswith("[Threaded")]


THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def test_a_file_that_is_no_export_has_no_copy() -> None:
    stream = io.BytesIO()
    Workbook().save(stream)
    assert annotated("other.xlsx", stream.getvalue(), None, []) is None


def fill_row(sheet: Any, **cells: str) -> None:
    """Write a new row below the last."""
    last = max(one[0].row for one in sheet.iter_rows() if one[0].value)
    heads = {str(one.value).casefold(): one.column for one in sheet[1]}
    for name, words in cells.items():
        sheet.cell(last + 1, heads[name]).value = words


def test_sites_and_products_are_sheets_and_their_changes_are_written_into_the_agreement(
    case: Any, exported: bytes
) -> None:
    def change(book: Workbook) -> None:
        cell(book["Sites"], "northbay-2", "Services").value = "packaging"
        cell(book["Products"], "veltrazine-10", "Presentation").value = "2 ml glass vial, carton of 10: EU only"
        fill_row(book["Sites"], party="acceptor", name="Northbay Hall 3", address="Hall 3, Hamburg", services="testing")
        fill_row(book["Products"], name="Veltrazine 5 mg/ml", sites="northbay-1", markets="EU\nUS")
        sheet = book["Products"]
        (row,) = [one[0].row for one in sheet.iter_rows() if one[0].value == "veltrazine-20"]
        sheet.delete_rows(row)

    done = applied(case, edited(exported, change))
    assert not isinstance(done, list), done
    (left,) = done.left
    assert "veltrazine-20" in left.message
    assert "take it out of products in agreements/aurelia-northbay/agreement.yaml" in left.message
    after = read_files({**case.reading.files, **done.files})
    assert after.results[0].sound
    draft = after.results[0].draft
    assert draft is not None
    made = draft.agreement
    assert [one.id for one in made.sites] == ["northbay-1", "northbay-2", "aurelia-dublin", "northbay-hall-3"]
    assert made.sites[1].services == ("packaging",)
    assert [one.id for one in made.products] == ["veltrazine-10", "veltrazine-20", "veltrazine-5-mg-ml"]
    assert (made.products[2].markets, made.products[2].sites) == (("EU", "US"), ("northbay-1",))
    assert made.products[0].presentation == "2 ml glass vial, carton of 10: EU only"
    path = "agreements/aurelia-northbay/agreement.yaml"
    before, now = (files[path].decode().splitlines() for files in (case.reading.files, done.files))
    assert len(now) == len(before) + 2
    assert len(set(before) - set(now)) == 2, "every other line stays as it was"


def test_an_emptied_field_of_a_site_is_left_to_a_person(case: Any, exported: bytes) -> None:
    def change(book: Workbook) -> None:
        cell(book["Sites"], "northbay-1", "Address").value = None

    (left,) = applied(case, edited(exported, change)).left
    assert "take address of northbay-1 out of sites" in left.message


def test_a_product_of_an_unknown_site_is_not_written(case: Any, exported: bytes) -> None:
    found = applied(case, edited(exported, lambda book: fill_row(book["Products"], name="Zed", sites="nowhere")))
    assert isinstance(found, list)
    assert "nowhere" in " ".join(one.message for one in found)


def test_signs_that_no_file_may_hold_are_named_and_accents_written_in_two_signs_are_the_same() -> None:
    one = proposal(What.CELL, "Values", "values/a", "caf\u00e9", "cafe\u0301 \u2028\u202e", "")
    assert (one.old, one.new) == ("café", f"café {writable(chr(0x2028))}{writable(chr(0x202E))}")
    sheet = BookSheet("values", "Values", (BookColumn("id", "Id", ""), BookColumn("is", "This agreement", "")), ())
    place = Comparison("in.xlsx", "Values", sheet, {("a", "id"): "a", ("a", "is"): "caf\u00e9"}, 0)
    head = ["Id", "This agreement"]
    assert list(compared(place, [head, ["a", "cafe\u0301"]], [])) == []


def test_thousands_of_odd_ids_are_told_as_one() -> None:
    sheet = BookSheet("values", "Values", (BookColumn("id", "Id", ""), BookColumn("is", "This agreement", "")), ())
    found: list[Diagnostic] = []
    rows = [["Id", "This agreement"], *([f"x{at}", "1"] for at in range(MOST_ODD + 7))]
    assert list(compared(Comparison("in.xlsx", "Values", sheet, {}, 0), rows, found)) == []
    assert len(found) == MOST_ODD + 1
    assert found[-1].message == "7 more rows have such an id; none of them is compared"


def test_a_chart_is_told_with_its_words_and_no_cell_changes(case: Any, exported: bytes) -> None:
    def draw(book: Workbook) -> None:
        chart = BarChart()
        chart.title = "The Acceptor bears all costs"
        chart.add_data(Reference(book["Responsibilities"], min_col=1, min_row=1, max_row=3))
        sheet: Any = book["Responsibilities"]
        sheet.add_chart(chart, "H20")

    made, _ = back(case, edited(exported, draw))
    (one,) = made.proposals
    assert (one.what, one.where) == ("comment", "Responsibilities (Responsibilities!)")
    assert one.new.startswith('chart "The Acceptor bears all costs')
    assert "no text" in one.note
