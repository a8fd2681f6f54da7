"""An annex that the parties replace by itself has a version of its own, on every page that names it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from generator.cli import agreements
from generator.compare import story
from generator.document.annexes import ANNEX_LIST, approvals_path, control_path
from generator.document.blocks import Document, Paragraph, Section, Table
from generator.document.printed import annex_entries
from generator.document.walk import plain, row_words
from generator.pipeline import read
from generator.timeline import NO_TRADE
from tests.test_amendments import RECORD, amend
from tests.test_amendments import result as now
from tests.test_freezing import HOME, codes, edit, freeze, root, words
from tests.test_timeline import site

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
