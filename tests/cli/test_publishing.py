"""Building and redlining by command: options that do not go together, agreements with errors, and others' readers."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_negotiating import AGREEMENT, edit, freeze
from tests.test_cli import Answer, Run, add, root, run

__all__ = ["root", "run"]

OTHER = "agreements/other/agreement.yaml"


def second(root: Path) -> None:
    """Put a second agreement beside the sample, with another time limit."""
    home = root / "agreements"
    (home / "other").mkdir()
    for file in (home / "sample").iterdir():
        (home / "other" / file.name).write_bytes(file.read_bytes())
    edit(root, OTHER, "id: sample", "id: other")
    edit(root, OTHER, "QA-1", "QA-2")
    add(root, OTHER, "values: {notice: 2 business days}\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("sample --version 1.0", "--version goes with --audience"),
        ("--copy clean --audience inspector --version 1.0", "--version is one of one agreement"),
        ("sample --enforce", "--enforce and --on belong to --copy"),
    ],
)
def test_options_that_do_not_go_together_are_told(root: Path, run: Run, options: str, said: str) -> None:
    second(root)
    refused = run("build", *options.split())
    assert (refused.code, said in refused.err) == (2, True), refused


def test_an_agreement_is_compared_with_another_one(root: Path, run: Run) -> None:
    second(root)
    done = run("redline", "sample", "--against", "other")
    assert (done.code, "2 Business Days" in done.out.replace("\u00a0", " ")) == (0, True)


def test_who_changes_and_why_stand_in_a_redline_whatever_was_typed(root: Path, run: Run) -> None:
    second(root)
    who = ("--by", "Zoe\u0308 Example", "--on", "2026-11-21", "--reason", "Nobody\x07 at night")
    assert run("redline", "sample", "--against", "other", "--to", "red", *who).code == 0
    (file,) = (one for one in (root / "red").rglob("*.docx") if "Quality Agreement" in one.name)
    with zipfile.ZipFile(file) as package:
        text = "".join(package.read(name).decode() for name in ("word/document.xml", "word/comments.xml"))
    assert 'w:author="Zo\u00eb Example"' in text
    assert "Nobody[" in text


def test_a_redline_against_an_agreement_with_errors_names_them(root: Path, run: Run) -> None:
    second(root)
    edit(root, OTHER, "draft: 1", "draft: one")
    refused = run("redline", "sample", "--against", "other")
    assert (refused.code, f"{OTHER}:5:8: error[wrong-value]" in refused.err) == (1, True)
    assert not (root / "redlines").exists()


def test_the_last_redline_of_an_agreement_with_errors_is_not_made(root: Path, run: Run) -> None:
    second(root)
    edit(root, OTHER, "draft: 1", "draft: one")
    unread = run("build", "other", "--copy", "redline")
    add(root, AGREEMENT, "values: {notise: 2 business days}\n")
    wrong = run("build", "sample", "--copy", "redline")
    assert [one.code for one in (unread, wrong)] == [1, 1]
    assert "error[wrong-value]" in unread.err
    assert "error[unknown-value]" in wrong.err
    assert "Redline against" not in wrong.err
    assert not (root / "copies").exists()


def test_the_last_redline_is_against_what_was_sent(root: Path, run: Run) -> None:
    freeze(run, "1.0-draft-1")
    edit(root, AGREEMENT, "draft: 1", "draft: 2")
    made = run("build", "sample", "--copy", "redline")
    assert (made.code, "Redline against 1.0-draft-1" in made.err) == (0, True)


def test_readers_outside_get_the_sound_agreements_and_the_builder_is_told_which_is_not(root: Path, run: Run) -> None:
    second(root)
    edit(root, OTHER, "notice: 2", "notise: 2")
    made = run("build", "--audience", "inspector")
    assert (made.code, '"other" has errors and is not among them.' in made.err) == (1, True)
    assert (root / "published/inspector/build/site/index.html").is_file()


def test_an_agreement_with_errors_has_no_copies_for_readers_outside(root: Path, run: Run) -> None:
    edit(root, AGREEMENT, "draft: 1", "draft: one")
    for options in ("--copy clean --audience inspector", "--copy clean"):
        refused = run("build", "sample", *options.split())
        assert (refused.code, "error[wrong-value]" in refused.err) == (1, True)
    assert not (root / "copies").exists()


def stand_at(root: Path, position: str) -> None:
    """Let the clause of the sample stand at a position, and give it the last one that a party would accept."""
    clause = "clauses/core/dev/dev-notice.md"
    edit(root, clause, "positions: {", "positions: {walk-away: {approver: head-of-quality, when: Never}, ")
    add(root, clause, "\n## walk-away\nThe [Contract Acceptor] shall tell the [Contract Giver] in the end.\n")
    add(
        root,
        AGREEMENT,
        f"choices: {{dev-notice: {{position: {position}, reason: No cover, by: Ann, on: 2026-11-20}}}}\n",
    )


def issue(run: Run, version: str, status: str) -> Answer:
    """Freeze a version of the sample, or move its status."""
    who = ("--by", "Ann Sample", "--on", "2026-12-01", "--reason", "All parties agree")
    return run("freeze", "sample", version, "--status", status, *who)


def test_a_clause_at_its_walk_away_position_is_not_issued(root: Path, run: Run) -> None:
    stand_at(root, "walk-away")
    for refused in (
        run("build", "sample", "--copy", "execution"),
        issue(run, "1.0", "approved"),
        issue(run, "1.0", "sent"),
    ):
        assert refused.code == 1
        assert 'error[not-ready] the clause "dev-notice" stands at its walk-away position' in refused.err
    assert not (root / "agreements/sample/versions").exists()
    assert issue(run, "1.0-draft-1", "sent").code == 0  # it may be shown to the other side


def test_a_clause_at_its_fallback_is_issued_and_stands_in_the_departures_report(root: Path, run: Run) -> None:
    stand_at(root, "fallback")
    assert issue(run, "1.0", "approved").code == 0
    assert run("build", "sample").code == 0
    (departure,) = json.loads((root / "build/json/sample/departures-register.json").read_text())["departures"]
    assert (departure["title"], departure["kind"], departure["here"]) == ("Notice", "position", "fallback")
    assert (departure["reason"], departure["by"], departure["blocks"]) == ("No cover", "Ann", False)
    assert [*(root / "build/word/sample").glob("*Departures*.docx")]


def test_a_document_that_came_with_the_library_or_went_is_told_beside_the_redlines(root: Path, run: Run) -> None:
    documents = root / "clauses/core/documents.yaml"
    before = documents.read_text(encoding="utf-8")
    freeze(run, "1.0-draft-1")
    add(root, "clauses/core/documents.yaml", "- {id: plan, title: Escalation Plan, suffix: EP, called: the plan}\n")
    edit(root, AGREEMENT, "draft: 1", "draft: 2")
    came = run("redline", "sample", "--against", "1.0-draft-1")
    assert 'Escalation Plan: 1 change\n  Text\n    The whole document: added: "Escalation Plan"' in came.out
    page = next((root / "redlines/sample").glob("*.html")).read_text(encoding="utf-8")
    assert "Escalation Plan" in page
    freeze(run, "1.0-draft-2")
    edit(root, AGREEMENT, "draft: 2", "draft: 3")
    documents.write_text(before, encoding="utf-8")
    went = run("redline", "sample", "--against", "1.0-draft-2")
    assert 'The whole document: removed: "Escalation Plan"' in went.out
