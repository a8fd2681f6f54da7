"""An annex goes through two versions, each from draft to effective, while the agreement's own text stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from click.testing import CliRunner

from generator.cli import agreements
from generator.document.blocks import Document
from generator.pipeline import read, stored_documents
from generator.timeline import frozen
from tests.test_freezing import HOME, codes, edit, freeze, root, words

__all__ = ["root"]
TEXT = "clauses/core/ax-duties/ax-duties.md"
DAYS = {"1.0": "2027-01-04", "1.1": "2027-03-01", "1.2": "2027-06-01"}
"""When each version takes effect; those of the annex bear the same numbers here."""
FROZEN = {"1.0": "2026-11-20", "1.1": "2027-02-20", "1.2": "2027-05-20"}


def issue(root: Path, version: str, base: str, draft: int = 1) -> None:
    """Write a version of the agreement that issues the annex by itself, in place of what the *base* version has."""
    card = root / HOME / "agreement.yaml"
    text = card.read_text(encoding="utf-8").partition("annexes:")[0]
    lines = text.splitlines()
    versions = [one for one in DAYS if one <= version]
    history = ", ".join(f"{{version: '{one}', on: {FROZEN[one]}, by: Q, what: As of {one}}}" for one in versions)
    new = {"version:": f'"{version}"', "draft:": str(draft), "effective:": DAYS[version], "revisions:": f"[{history}]"}
    lines = [f"{line.split()[0]} {new[line.split()[0]]}" if line.split()[0] in new else line for line in lines]
    own = f"{{version: '{version}', effective: {DAYS[version]}, revisions: [{history}]}}"
    record = f"{{amends: '{base}', replaces: [AX-DUTIES], reason: The site answers at night now.}}"
    card.write_text("\n".join([*lines, f"annexes: {{AX-DUTIES: {own}}}", f"amendment: {record}", ""]), encoding="utf-8")


def short(root: Path, name: str) -> str:
    """Return what the Word file of the annex says that went out with a frozen version, its name before it."""
    (path,) = (root / HOME / "versions" / name / "word").glob("QA-1-DUTIES *")
    return f"{path.name}\n{words(path.read_bytes())}".replace("\u00a0", " ")


def agreed(root: Path, name: str) -> Document:
    """Return the agreement as a frozen version has it."""
    reading = read(root)
    source = reading.workspace.agreements["sample"]
    version = next(one for one in source.versions if one.name == name)
    return stored_documents(source, version, reading.files)["quality-agreement"]


def test_an_annex_goes_through_two_versions_while_the_text_of_the_agreement_stays(root: Path) -> None:
    assert freeze("1.0", "approved", FROZEN["1.0"]).exit_code == 0
    issue(root, "1.1", "1.0")
    edit(root, TEXT, "who does what.", "who does what by day.")
    assert codes(root) == []
    assert freeze("1.1-draft-1", "sent", FROZEN["1.1"]).exit_code == 0
    assert "Draft 1, not for signature" in short(root, "1.1-draft-1")

    issue(root, "1.1", "1.0", draft=2)
    edit(root, TEXT, "by day.", "by day and at night.")
    assert freeze("1.1", "approved", FROZEN["1.1"]).exit_code == 0
    issued = short(root, "1.1")
    assert issued.startswith("QA-1-DUTIES Annex 1 Responsibilities v1.1.docx")
    assert "not for signature" not in issued
    assert "Version 1.1, effective 1 March 2027." in issued
    assert "by day and at night." in issued

    edit(root, TEXT, "at night.", "at night and on holidays.")
    assert "version-taken" in codes(root), "another text under the version that was issued"
    issue(root, "1.2", "1.1")
    assert codes(root) == []
    assert freeze("1.2", "approved", FROZEN["1.2"]).exit_code == 0
    assert "Version 1.2, effective 1 June 2027." in short(root, "1.2")
    assert "by day and at night." in short(root, "1.1"), "the replaced version stays on record"

    first, second, third = (agreed(root, name) for name in DAYS)
    assert first.chapters == second.chapters == third.chapters
    assert [one.annexes[0].version for one in (first, second, third)] == ["", "1.1", "1.2"]
    last = [*frozen(read(root).workspace.agreements["sample"].versions)][-1]
    assert (last.name, last.effective, last.follows) == ("1.2", date(2027, 6, 1), ("1.1",))
    assert last.annexes == (("AX-DUTIES", "Responsibilities", "1.2", date(2027, 6, 1)),)
    (sent,) = (root / HOME / "versions" / "1.1" / "word").glob("QA-1-DUTIES *")
    (root / "back.docx").write_bytes(sent.read_bytes())
    told = CliRunner().invoke(agreements, ["verify", "back.docx"])
    assert "untouched, version 1.1 of sample" in told.stdout
