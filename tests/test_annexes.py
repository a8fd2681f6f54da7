"""An annex that the parties replace by itself has a version of its own, on every page that names it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from generator.cli import agreements
from generator.compare import story
from generator.compose.amendment import annex_alone
from generator.document.annexes import ANNEX_LIST, approvals_path, control_path
from generator.document.blocks import Document, Paragraph, Section, Table
from generator.document.printed import annex_entries
from generator.document.walk import plain, row_words
from generator.making import excel_files
from generator.pipeline import read
from generator.read.sheet import read_sheets
from generator.timeline import NO_TRADE
from tests.compare.test_redline import documents
from tests.test_amendments import RECORD, amend
from tests.test_amendments import result as now
from tests.test_freezing import HOME, codes, edit, freeze, root, words
from tests.test_timeline import site
from tests.test_verifying import repacked

__all__ = ["root"]
FIRST = '{version: "1.0", on: 2026-11-20, by: Quality, what: First version}'
SECOND = '{version: "1.1", on: 2027-02-01, by: Quality, what: New duties at night, clauses: RM-001}'
WHO = "{role: Head of Quality, name: Ann Sample, decision: Approved, on: 2027-02-15}"
LINE = (
    'annexes: {{AX-DUTIES: {{version: "{version}", effective: {effective}, revisions: [{revisions}], '
    "approvals: [{approvals}]}}}}\n"
)
OWN = LINE.format(version="1.1", effective="2027-03-01", revisions=f"{FIRST}, {SECOND}", approvals=WHO)


def own_line(root: Path, line: str = OWN) -> None:
    """Give the annex of the sample a version of its own."""
    with (root / HOME / "agreement.yaml").open("a", encoding="utf-8") as file:
        file.write(line)


def main(root: Path) -> Document:
    """Return the agreement of the sample."""
    return now(root).documents["quality-agreement"]


def annex(root: Path) -> Section:
    """Return its annex."""
    return main(root).annexes[0]


def test_version_date_and_approvals_stand_under_the_title(root: Path) -> None:
    before = annex(root)
    own_line(root)
    assert codes(root) == []
    line, approved, *rest = annex(root).blocks
    assert isinstance(line, Paragraph)
    assert line.path == control_path("AX-DUTIES")
    assert plain(line.inlines).replace("\u00a0", " ") == "Version 1.1, effective 1 March 2027."
    assert isinstance(approved, Table)
    assert approved.path == approvals_path("AX-DUTIES")
    assert [*row_words(approved.rows[0])][:3] == ["Head of Quality", "Ann Sample", "Approved"]
    assert tuple(rest) == before.blocks


def test_the_control_page_lists_it_with_its_history_and_the_contents_name_its_version(root: Path) -> None:
    assert [one.path for one in main(root).control if isinstance(one, Table)] == ["control/facts", "control/revisions"]
    own_line(root)
    table = next(one for one in main(root).control if one.path == ANNEX_LIST)
    assert isinstance(table, Table)
    assert [word.replace("\u00a0", " ") for word in row_words(table.rows[0])] == [
        "Annex 1 Responsibilities",
        "1.1",
        "1 March 2027",
        "1.1 of 1 February 2027, Quality: New duties at night (RM-001)",
        "1.0 of 20 November 2026, Quality: First version",
    ]
    assert plain(table.note).startswith("Any other annex of this document has the version")
    assert next(one.title + one.version for one in annex_entries(main(root))) == "Responsibilities, version 1.1"


def test_an_open_date_is_an_open_point(root: Path) -> None:
    open_ = LINE.format(version="1.0", effective='"? last signature"', revisions=FIRST, approvals="")
    own_line(root, open_)
    assert codes(root) == ["open-point"]
    assert plain(annex(root).blocks[0].inlines) == "Version 1.0, effective [● last signature]."  # type: ignore[union-attr]


def test_the_sheet_of_its_matrix_shows_its_version_and_not_that_of_the_agreement(root: Path) -> None:
    own_line(root)
    one = now(root)
    (book,) = [data for path, data in excel_files(one).items() if "Matrices" in path]
    about = read_sheets("made.xlsx", book)[0]["About"]
    (name, origin), *_ = ((line[0], line[2].replace("\u00a0", " ")) for line in about if "Annex" in line[2])
    assert origin == "Quality Agreement QA-1, Annex 1: Version 1.1, effective 1 March 2027"
    footers = {each.title: str(each.oddFooter and each.oddFooter.left) for each in load_workbook(io.BytesIO(book))}
    assert "Annex 1: Version 1.1, effective 1 March 2027 Draft 1" in footers[name].replace("\u00a0", " ")
    assert "v1.0" not in footers[name]
    assert "v1.0" in footers["About"]


def test_a_frozen_version_keeps_it_and_the_site_lists_it(root: Path) -> None:
    own_line(root)
    done = freeze("1.0-draft-1", "sent", "2027-02-20")
    assert done.exit_code == 0, done.output
    record = json.loads((root / HOME / "versions" / "1.0-draft-1" / "version.json").read_bytes())
    parts = {one["id"]: one for one in record["documents"]["quality-agreement"]["parts"]}
    assert (parts["AX-DUTIES"]["version"], parts["AX-DUTIES"]["effective"]) == ("1.1", "2027-03-01")
    assert (parts["DEV"]["version"], parts["DEV"]["effective"]) == ("", "")
    page = site(root)["agreements/sample/versions.html"].replace("\u00a0", " ")
    assert "Annex: Responsibilities" in page
    assert "version 1.1, effective 1 March 2027" in page


def test_a_redline_shows_the_line_and_the_summary_tells_it_in_a_line(root: Path) -> None:
    before = main(root)
    first = LINE.format(version="1.0", effective="2027-01-04", revisions=FIRST, approvals="")
    own_line(root, first)
    middle = main(root)
    edit(root, f"{HOME}/agreement.yaml", first, OWN)
    after = main(root)
    assert "Annex 1 Responsibilities, version: 1.0 -> 1.1" in [one.line() for one in story(before, after, NO_TRADE)]
    told = [one.line().replace("\u00a0", " ") for one in story(middle, after, NO_TRADE)]
    assert "Annex 1 Responsibilities, version: 1.0 -> 1.1" in told
    (line,) = [one for one in story(middle, after, NO_TRADE) if one.after.startswith("Version 1.1, eff")]
    assert (line.where, line.what) == ("Annex 1 Responsibilities", "changed")
    assert line.before.replace("\u00a0", " ") == "Version 1.0, effective 4 January 2027."


def test_a_redline_of_it_is_proved(root: Path) -> None:
    freeze("1.0", "approved")
    own_line(root)
    done = CliRunner().invoke(agreements, ["redline", "sample", "--against", "1.0", "--to", "red"])
    assert done.exit_code == 0, done.output
    (made,) = [path for path in (root / "red").rglob("*.docx") if "Quality Agreement" in path.name]
    assert "effective 1 March 2027" in words(made.read_bytes()).replace("\u00a0", " ")


def test_a_text_under_a_number_that_was_issued_is_found(root: Path) -> None:
    own_line(root)
    freeze("1.0", "approved", "2027-02-20")
    edit(root, f"{HOME}/agreement.yaml", 'version: "1.0"\ndraft', 'version: "1.1"\ndraft')
    edit(root, f"{HOME}/agreement.yaml", f"revisions: [{FIRST}]\n", f"revisions: [{FIRST}, {SECOND}]\n")
    assert codes(root) == []
    edit(root, "clauses/core/ax-duties/ax-duties.md", "who does what", "who does what at night")
    (fault,) = [one for one in read(root).found if one.code == "version-taken"]
    assert fault.message == 'Annex 1 Responsibilities is another text than in "1.0", and both are version 1.1'
    higher = OWN.replace('{version: "1.1", effective', '{version: "1.2", effective').replace(
        f"{SECOND}]", f'{SECOND}, {{version: "1.2", on: 2027-02-10, by: Quality, what: Nights}}]'
    )
    edit(root, f"{HOME}/agreement.yaml", OWN, higher)
    assert codes(root) == []


def test_a_version_that_falls_is_found_also_where_the_line_is_gone(root: Path) -> None:
    own_line(root)
    freeze("1.0", "approved", "2027-02-20")
    lower = LINE.format(version="1.0", effective="2027-03-01", revisions=FIRST, approvals="")
    edit(root, f"{HOME}/agreement.yaml", OWN, lower)
    told = [one.message for one in read(root).found if one.code == "version-disagrees"]
    assert told == ['AX-DUTIES is version 1.0; it was version 1.1 in "1.0"']
    edit(root, f"{HOME}/agreement.yaml", lower, "")
    assert [one.message for one in read(root).found if one.code == "version-disagrees"] == told


@pytest.mark.parametrize(
    ("old", "new", "place", "field"),
    [
        (
            "Version 1.1, effective 1\u00a0March",
            "Version 1.1, effective 1\u00a0May",
            "Annex 1 Responsibilities:",
            "version, effective and revisions",
        ),
        (">Ann Sample<", ">Ann Simple<", "Annex 1 Responsibilities, Head of Quality:", "approvals"),
        ("Responsibilities, version 1.1", "Responsibilities, version 1.2", "", ""),
    ],
)
def test_what_a_returned_file_says_of_its_version_is_told_with_the_annex_and_the_record(
    root: Path, old: str, new: str, place: str, field: str
) -> None:
    own_line(root)
    freeze("1.0-draft-1", "sent", "2027-02-20")
    (sent,) = (root / HOME / "versions" / "1.0-draft-1" / "word").glob("* Quality Agreement *")
    (root / "back.docx").write_bytes(repacked(sent.read_bytes(), old.encode(), new.encode()))
    told = CliRunner().invoke(agreements, ["verify", "back.docx"])
    assert told.exit_code == 1
    assert f"error[altered-copy] {place}" in told.output.replace("\u00a0", " ")
    changed = CliRunner().invoke(agreements, ["review", "read", "back.docx"])
    assert "nothing differs" not in changed.output
    record = (root / HOME / "reviews" / "round-1" / "proposals.yaml").read_text(encoding="utf-8")
    if not field:
        assert "it stands below annexes: in agreement.yaml" in record
        return
    one = record.partition("- id: ")[2].split()[0]
    decide = [
        "review",
        "decide",
        "sample",
        "round-1",
        one,
        "--accept",
        "--by",
        "Ann Sample, Head",
        "--on",
        "2027-02-21",
    ]
    assert CliRunner().invoke(agreements, decide).exit_code == 0
    applied = CliRunner().invoke(agreements, ["review", "apply", "sample", "round-1"])
    assert applied.exit_code == 1
    assert f"correct {field} of AX-DUTIES below annexes:" in applied.output
    assert "agreements/sample/agreement.yaml:17:" in applied.output


ALONE = 'amendment: {amends: "1.0", replaces: [AX-DUTIES], reason: The site answers at night now.}\n'


def test_an_annex_is_issued_by_itself_under_its_own_number_and_version(root: Path) -> None:
    amend(root, ALONE + OWN.replace("2027-03-01", "2027-06-01"))
    edit(root, f"{HOME}/agreement.yaml", "values: {notice: 2 business days}\n", "")
    assert codes(root) == []
    assert [*now(root).agreed][-1] == "amendment-AX-DUTIES", "two annexes issued are not compared as one document"
    made = now(root).agreed["amendment-AX-DUTIES"]
    assert made.facts.short
    facts = made.facts
    assert (facts.title, facts.number, facts.version) == ("Annex 1 Responsibilities", "QA-1-DUTIES", "1.1")
    assert facts.effective.replace("\u00a0", " ") == "1 June 2027"
    assert [one.path for one in (*made.chapters, *made.annexes)] == ["AX-DUTIES"]
    history = next(one for one in made.control if one.path == "control/revisions")
    assert isinstance(history, Table)
    assert [[*row_words(row)][3] for row in history.rows] == ["New duties at night", "First version"]
    opening = " ".join(plain(getattr(one, "inlines", ())) for one in made.opening).replace("\u00a0", " ")
    assert "Version 1.1 of Annex 1 Responsibilities replaces the version before it" in opening
    assert "Amendment No" not in opening


def test_the_last_page_of_an_annex_by_itself_signs_this_version_of_it_alone(root: Path) -> None:
    amend(root, ALONE + OWN.replace("2027-03-01", "2027-06-01"))
    one, block = now(root), documents()["quality-agreement"].signatures
    assert one.draft is not None
    assert one.draft.agreement.amendment is not None
    whole = {"quality-agreement": replace(main(root), signatures=block)}
    page = annex_alone(one.draft, whole, one.draft.agreement.amendment)["amendment-AX-DUTIES"].signatures
    assert page is not None
    above, below = (plain(text).replace("\u00a0", " ") for text in (page.above, page.below))
    assert above.endswith("Version 1.1 of Annex 1 Responsibilities takes effect on 1 June 2027.")
    assert below.startswith("This page signs version 1.1 of QA-1-DUTIES. ")


@pytest.mark.parametrize(
    ("record", "own", "told"),
    [
        ("AX-DUTIES, DEV", OWN, "without a number it issues one annex by itself, and it replaces 2"),
        ("AX-DUTIES", "", "without a number it issues an annex by itself, and AX-DUTIES has no version of its own"),
        (
            "AX-DUTIES",
            LINE.format(version="1.0", effective="2027-06-01", revisions=FIRST, approvals=""),
            'AX-DUTIES is version 1.0; it was version 1.0 in "1.0"',
        ),
    ],
)
def test_an_annex_that_cannot_go_out_by_itself_is_found(root: Path, record: str, own: str, told: str) -> None:
    amend(root, ALONE.replace("AX-DUTIES", record) + own)
    made = [id_ for id_ in now(root).agreed if id_.startswith("amendment")]
    assert made == (["amendment-AX-DUTIES"] if own and "," not in record else []), "of one annex with a line alone"
    assert told in [one.message for one in read(root).found if one.code == "annex-alone"]


def test_an_annex_by_itself_takes_effect_with_the_version_that_holds_it(root: Path) -> None:
    amend(root, ALONE + OWN.replace("2027-03-01", "2027-06-02"))
    told = [one.message for one in read(root).found if one.code == "dates-disagree"]
    assert told == ["AX-DUTIES takes effect on 2 June 2027, version 1.1 of the agreement with it on 1 June 2027"]


def test_an_amendment_that_replaces_it_shows_its_version(root: Path) -> None:
    amend(root, RECORD.replace("[DEV]", "[DEV, AX-DUTIES]") + OWN)
    (fault,) = read(root).found
    assert fault.message == "AX-DUTIES takes effect on 1 March 2027, before Amendment No. 2 that replaces it"
    edit(root, f"{HOME}/agreement.yaml", "effective: 2027-03-01", "effective: 2027-06-01")
    assert codes(root) == []
    (made,) = now(root).agreed["amendment"].annexes
    assert made.version == "1.1"
    assert isinstance(made.blocks[0], Paragraph)
    assert [one.title + one.version for one in annex_entries(now(root).agreed["amendment"])] == [
        "Responsibilities, version 1.1"
    ]
