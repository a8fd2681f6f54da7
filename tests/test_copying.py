"""Copies: one to send, one to work on, one to sign, each with what it must have and nothing that it must not."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import office
from generator.cli import agreements
from generator.copying import final
from generator.pipeline import read_files
from generator.render.word import render_word
from tests.check.test_cases import base, template
from tests.compare.test_redline import documents

ROOT = Path(__file__).resolve().parent.parent
GUIDANCE = "\n## guidance\nAsk the site & its <board> first.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the small workspace of the cases, on a machine without LibreOffice."""
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", tmp_path / "w")
    shutil.copytree(ROOT / "clauses" / "templates", tmp_path / "w" / "clauses" / "templates")
    monkeypatch.chdir(tmp_path / "w")
    monkeypatch.setattr(office, "office", lambda: "")
    return tmp_path / "w"


def copied(what: str, *more: str) -> Result:
    """Make copies of the sample."""
    return CliRunner().invoke(agreements, ["build", "sample", "--copy", what, *more])


def part(root: Path, name: str) -> str:
    """Return a part of the agreement among the copies; nothing if it has none."""
    path = next(one for one in (root / "copies" / "sample").iterdir() if "Agreement" in one.name)
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode() if name in package.namelist() else ""


def leave_open(root: Path) -> None:
    """Leave a point open, and write guidance."""
    path = root / "agreements" / "sample" / "agreement.yaml"
    path.write_text(path.read_text().replace("effective: 2027-01-04", 'effective: "? to be agreed & signed"'))
    clause = next((root / "clauses" / "core" / "dev").glob("*.md"))
    clause.write_text(clause.read_text().rstrip("\n") + "\n" + GUIDANCE)


def test_a_copy_to_send_records_changes_and_insists_on_it_when_asked(root: Path) -> None:
    assert copied("clean").exit_code == 0
    settings = part(root, "word/settings.xml")
    assert re.search(r"<w:zoom [^>]*/><w:trackRevisions/><w:defaultTabStop", settings)
    copied("clean", "--enforce")
    assert '<w:trackRevisions/><w:documentProtection w:edit="trackedChanges"' in part(root, "word/settings.xml")


def test_a_copy_to_work_on_shows_guidance_and_begins_with_what_is_open(root: Path) -> None:
    leave_open(root)
    assert copied("drafting").exit_code == 0
    text, comments = part(root, "word/document.xml"), part(root, "word/comments.xml")
    assert "Drafting note. Ask the site &amp; its &lt;board&gt; first." in comments
    assert "Facts of the agreement" in text
    assert "(agreements/sample/agreement.yaml)" in text
    assert text.index("Open points") < text.index("to be agreed &amp; signed") < text.index("_qsummary")


def test_a_copy_to_sign_is_refused_while_something_is_open(root: Path) -> None:
    leave_open(root)
    refused = copied("execution")
    assert refused.exit_code == 1
    assert "not-ready" in refused.output
    assert not (root / "copies").exists()


def test_a_copy_to_sign_carries_no_mark_of_a_draft_and_says_what_is_missing(root: Path) -> None:
    done = copied("execution", "--on", "2026-12-10")
    assert done.exit_code == 0, done.output
    assert "LibreOffice was not found" in done.output
    text = part(root, "word/document.xml") + part(root, "word/header1.xml") + part(root, "word/footer2.xml")
    assert "Version 1.0 of 10\u00a0December\u00a02026" in text
    assert "For signature" in text
    assert "Draft" not in text
    assert part(root, "word/comments.xml") == ""
    assert "trackRevisions" not in part(root, "word/settings.xml")


def test_a_redline_is_a_copy_too(root: Path) -> None:
    done = copied("redline")
    assert done.exit_code == 0, done.output
    assert "the library standard" in done.output
    assert {path.suffix for path in (root / "copies" / "sample").iterdir()} == {".docx", ".html", ".json"}


def test_what_belongs_to_a_copy_is_refused_without_one(root: Path) -> None:
    assert "--copy" in CliRunner().invoke(agreements, ["build", "--enforce"]).output
    assert not (root / "build").exists()


def test_a_place_to_sign_stays_on_one_page() -> None:
    data = render_word(documents()["communication-plan"], template())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read("word/document.xml").decode()
    table = text[text.index("Places to sign") :]
    rows = re.findall(r"<w:tr>.*?</w:tr>", table[: table.index("</w:tbl>")])
    sentence = re.findall(r"<w:p>.*?</w:p>", table[table.index("</w:tbl>") :])[0]
    assert all("cantSplit" in row for row in rows)
    assert all(("<w:keepNext/>" in row) or (">Meaning<" in row) for row in rows)
    assert "<w:keepNext/>" in rows[-1], "the sentence below stands on its page"
    assert "This page signs" in sentence
    assert "<w:keepNext/>" not in sentence


@pytest.mark.skipif(not office.office(), reason="LibreOffice is not installed")
def test_the_contents_of_a_copy_to_sign_have_the_pages_of_its_pdf() -> None:
    document = read_files(base()).results[0].documents["quality-agreement"]
    files, notes = final(document, template(), office.to_pdf)
    assert notes == []
    assert sorted(Path(name).suffix for name in files) == [".docx", ".pdf"]
    data = next(data for name, data in files.items() if name.endswith(".docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read("word/document.xml").decode()
    assert len(re.findall(r"PAGEREF", text)) == len(document.chapters) + len(document.annexes)


# For readers who may not see all


def seen_by(root: Path, written: str) -> None:
    """Say who may see what."""
    path = root / "agreements" / "sample" / "agreement.yaml"
    path.write_text(f"{path.read_text()}seen-by: {written}\n")


def words_for(root: Path, audience: str) -> str:
    """Return every part of the copy for an audience, as one text."""
    found = ""
    for path in sorted((root / "copies" / "sample" / audience).glob("*.docx")):
        with zipfile.ZipFile(path) as package:
            found += "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return found


def test_readers_outside_see_less_than_inspectors_and_the_record_says_what_was_cut(root: Path) -> None:
    seen_by(root, "{dev-notice: parties, ax-duties: inspector}")
    assert copied("clean", "--audience", "outside").exit_code == 0
    assert copied("clean", "--audience", "inspector").exit_code == 0
    outside, inspector = words_for(root, "outside"), words_for(root, "inspector")
    assert "after discovery" not in outside + inspector
    assert "The table says who does what" not in outside
    assert "The table says who does what" in inspector
    assert "Draft 1. Copy for inspectors" in inspector  # more does not fit on the line of the header
    record = json.loads((root / "copies/sample/internal/cut for outside.json").read_text())
    assert [cut["id"] for cut in record["documents"]["quality-agreement"]] == ["dev-notice", "ax-duties"]


def test_a_value_that_is_hidden_is_in_no_part_of_the_file(root: Path) -> None:
    seen_by(root, "{notice: parties}")
    assert copied("clean").exit_code == 0
    assert "1\u00a0Business\u00a0Day" in part(root, "word/document.xml")
    assert copied("clean", "--audience", "outside").exit_code == 0
    shown = words_for(root, "outside")
    assert "1\u00a0Business\u00a0Day" not in shown
    assert "[not part of this copy]" in shown


def test_an_id_that_hides_nothing_stops_the_copy(root: Path) -> None:
    seen_by(root, "{dev-notise: parties}")
    refused = copied("clean", "--audience", "outside")
    assert refused.exit_code == 1
    assert '"dev-notise" hides nothing' in refused.output
    assert not (root / "copies").exists()


def test_an_id_that_hides_nothing_stops_the_site_for_readers_outside(root: Path) -> None:
    seen_by(root, "{dev-notise: parties}")
    refused = CliRunner().invoke(agreements, ["build", "sample", "--audience", "outside"])
    assert refused.exit_code == 1
    assert '"dev-notise" hides nothing' in refused.output
    assert not (root / "shown").exists()


def test_an_audience_belongs_to_a_clean_copy(root: Path) -> None:
    assert copied("drafting", "--audience", "outside").exit_code == 2
    assert not (root / "copies").exists()


CONTACTS = """---
id: ax-people
topic: AX-DUTIES
title: People
---
Call these, first Orla Sample.

:: matrix contacts
"""


def with_people(root: Path) -> None:
    """Let the agreement print its people and name one in a clause and in a review."""
    (root / "clauses" / "core" / "ax-duties" / "ax-people.md").write_text(CONTACTS)
    path = root / "agreements" / "sample" / "contacts.yaml"
    path.write_text(path.read_text().replace("Orla Sample}", 'Orla Sample, phone: "+353 20 915 0777"}'))
    path = root / "agreements" / "sample" / "agreement.yaml"
    path.write_text(path.read_text() + "approvals: [{role: Quality, name: Zoe Reviewer, decision: Agreed}]\n")


def test_a_frozen_version_is_cut_as_the_agreement_says_today(root: Path) -> None:
    with_people(root)
    who = ["--by", "Ann", "--on", "2026-11-20", "--reason", "Round"]
    done = CliRunner().invoke(agreements, ["freeze", "sample", "1.0", "--status", "approved", *who])
    assert done.exit_code == 0, done.output
    path = root / "agreements" / "sample" / "contacts.yaml"
    path.write_text(path.read_text().replace("giver-head, ", "giver-new, ").replace("Orla Sample", "Nora Example"))
    path = root / "agreements" / "sample" / "agreement.yaml"
    path.write_text(path.read_text().replace("giver-head", "giver-new").replace("draft: 1", "draft: 2"))
    seen_by(root, "{notice: parties}")
    made = copied("clean", "--audience", "inspector", "--version", "1.0")
    assert made.exit_code == 0, made.output
    shown = words_for(root, "inspector")
    assert "Approved. Copy for inspectors" in shown
    for hidden in ("Orla", "915", "Jens", "Zoe", "1\u00a0Business\u00a0Day"):
        assert hidden not in shown, hidden
    assert "[2 rows are not part of this copy.]" in shown
    assert copied("clean", "--audience", "inspector", "--version", "2.0").exit_code == 2
    path.write_text(path.read_text().replace("{notice:", "{notise: parties, notice:"))
    slip = copied("clean", "--audience", "inspector", "--version", "1.0")
    assert '"notise" hides nothing' in slip.output


def test_the_site_of_a_frozen_version_shows_what_was_frozen_and_nothing_of_today(root: Path) -> None:
    who = ["--by", "Ann", "--on", "2026-11-20", "--reason", "Round"]
    done = CliRunner().invoke(agreements, ["freeze", "sample", "1.0", "--status", "approved", *who])
    assert done.exit_code == 0, done.output
    clause = root / "clauses" / "core" / "dev" / "dev-notice.md"
    clause.write_text(clause.read_text().replace("shall tell", "shall write to"))
    values = root / "clauses" / "core" / "values.yaml"
    values.write_text(values.read_text().replace("default: 1 business day", "default: 3 business days"))
    path = root / "agreements" / "sample" / "agreement.yaml"
    path.write_text(path.read_text().replace('version: "1.0"', 'version: "1.1"'))
    made = CliRunner().invoke(agreements, ["build", "sample", "--audience", "inspector", "--version", "1.0"])
    assert made.exit_code == 0, made.output
    build = root / "published" / "inspector" / "build"
    shown = "\n".join(one.read_text() for one in build.rglob("*") if one.suffix in {".html", ".js", ".json"})
    assert "shall tell" in shown
    assert "1\u00a0Business\u00a0Day" in shown
    assert "shall write to" not in shown
    assert not re.search(r"3.Business.Days", shown)
    home = (build / "site" / "agreements" / "sample" / "index.html").read_text()
    assert "Approved" in home
    assert "Version 1.0" in home
    assert "not in force" not in home
    assert "Copy for inspectors" in home
    assert sorted(one.suffix for one in build.glob("word/sample/*")) == [".docx"]
    refused = CliRunner().invoke(agreements, ["build", "sample", "--version", "1.0"])
    assert refused.exit_code == 2


def test_a_word_copy_that_would_name_a_hidden_person_is_not_made(root: Path) -> None:
    with_people(root)
    refused = copied("clean", "--audience", "inspector")
    assert refused.exit_code == 1
    assert "cut-text-shown" in refused.output
    assert not (root / "copies").exists()
