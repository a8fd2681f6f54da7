"""Rounds by command: a file of a frozen version comes back, is decided and written, or is told why it cannot be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.read.word import W
from tests.review.hands import with_main_part, without_properties
from tests.test_cli import Run, add, root, run

__all__ = ["root", "run"]

AGREEMENT = "agreements/sample/agreement.yaml"
ROUND = "agreements/sample/reviews/round-1/proposals.yaml"
SIGNED = ("--by", "Jo Example", "--on", "2026-11-26")
AGAIN = """\
---
id: dev-again
topic: DEV
title: Call
---
The [Contract Giver] may call within {{ notice }} after discovery.
It may write.
"""


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace words of a file of the workspace."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def freeze(run: Run, version: str) -> None:
    """Freeze the draft as it is sent."""
    who = ("--by", "Ann Sample", "--on", "2026-11-20", "--reason", "First round")
    assert run("freeze", "sample", version, "--status", "sent", *who).code == 0


def back(root: Path, version: str, change: Callable[[Any], None] = lambda _main: None) -> str:
    """Return where the Quality Agreement of a frozen version lies as it came back."""
    home = root / "agreements/sample/versions" / version / "word"
    (sent,) = [one for one in home.iterdir() if "Quality Agreement" in one.name]
    file = root.parent / f"back {version}.docx"
    file.write_bytes(with_main_part(sent.read_bytes(), change))
    return str(file)


def with_words(old: str, new: str) -> Callable[[Any], None]:
    """Return what puts other words in the place of those of a text of a Word file, wherever they stand."""

    def change(main: Any) -> None:
        found = [one for one in main.iter(f"{W}t") if old in (one.text or "")]
        assert found
        for one in found:
            one.text = one.text.replace(old, new)

    return change


def first_words(old: str, new: str) -> Callable[[Any], None]:
    """Return what does so at the first place alone."""

    def change(main: Any) -> None:
        found = next(one for one in main.iter(f"{W}t") if old in (one.text or ""))
        found.text = found.text.replace(old, new)

    return change


@pytest.fixture
def two_drafts(root: Path, run: Run) -> Path:
    """Send two drafts, and let the library move on; a value prints in two clauses."""
    (root / "clauses/core/dev/dev-again.md").write_text(AGAIN, encoding="utf-8")
    freeze(run, "1.0-draft-1")
    edit(root, AGREEMENT, "draft: 1", "draft: 2")
    add(root, AGREEMENT, "values: {notice: 2 business days}\n")
    freeze(run, "1.0-draft-2")
    edit(root, AGREEMENT, "draft: 2", "draft: 3")
    edit(root, "clauses/core/values.yaml", "default: 1 business day", "default: 3 business days")
    return root


def test_a_file_is_compared_with_the_version_that_it_was_made_from(two_drafts: Path, run: Run) -> None:
    older = run(
        "review", "read", back(two_drafts, "1.0-draft-1", first_words("1\u00a0Business\u00a0Day", "5 Business Days"))
    )
    assert (older.code, "notice: 1\u00a0Business\u00a0Day -> 5 business days" in older.out) == (0, True)
    assert "accepted, it changes at every place; with --here-only, at this one alone" in older.out
    same = run("review", "read", back(two_drafts, "1.0-draft-2"))
    assert (same.code, "nothing differs from what was sent" in same.out) == (0, True)
    assert same.err == "Next: nothing; no place differs from what was sent.\n"
    today = run("review", "read", back(two_drafts, "1.0-draft-2"), "--against", "draft")
    assert "read before" not in today.out


def stripped(root: Path, version: str, change: Callable[[Any], None] = lambda _main: None) -> str:
    """Return where the file of a version lies that came back without its properties and its list of marks."""
    file = Path(back(root, version, change))
    file.write_bytes(without_properties(file.read_bytes(), "customXml/"))
    return str(file)


def emptied(main: Any) -> None:
    """Put other words in the place of all."""
    for one in main.iter(f"{W}t"):
        one.text = "Other words of another paper altogether"


def test_a_file_without_its_properties_is_known_again_or_a_person_says_what_it_is(two_drafts: Path, run: Run) -> None:
    made = run("review", "read", stripped(two_drafts, "1.0-draft-1", first_words("1\u00a0Business", "5 Business")))
    known = "known again by number and version as they print (QA-1, version 1.0 draft 1); "
    assert (made.code, f"  it came without its properties: {known}" in made.out) == (0, True)
    assert "notice: 1\u00a0Business\u00a0Day -> 5 business days" in made.out
    kept = two_drafts / ROUND
    assert f'recognised: "{known}' in kept.read_text(encoding="utf-8")
    assert known in kept.with_name("report.html").read_text(encoding="utf-8")

    contradicting = stripped(two_drafts, "1.0-draft-1", with_words("1.0, draft 1", "1.0, draft 2"))
    refused = run("review", "read", contradicting)
    asked = 'agreements review read "back 1.0-draft-1.docx" --as sample --against 1.0-draft-1 --by "NAME, TITLE"'
    assert (refused.code, "error[lost-properties]" in refused.err, asked in refused.err) == (1, True, True)
    said = ("--as", "sample", "--against", "1.0-draft-1")
    assert run("review", "read", contradicting, *said).code == 2, "whose word it is must be said"
    assert run("review", "read", contradicting, *said, *SIGNED).code == 0
    word = "by the word of Jo Example, 2026-11-26; it prints QA-1, version 1.0 draft 2; "
    assert word in Path(str(kept).replace("round-1", "round-2")).read_text(encoding="utf-8")

    for other in (stripped(two_drafts, "1.0-draft-1", emptied), back(two_drafts, "1.0-draft-2")):
        wrong = run("review", "read", other, *said, *SIGNED)
        assert (wrong.code, "error[not-that-version]" in wrong.err) == (1, True)

    home = two_drafts / "agreements"
    shutil.copytree(home / "sample", home / "other", ignore=shutil.ignore_patterns("versions", "reviews"))
    edit(two_drafts, "agreements/other/agreement.yaml", "id: sample", "id: other")
    edit(two_drafts, "agreements/other/agreement.yaml", "number: QA-1", "number: QA-2")
    file = stripped(two_drafts, "1.0-draft-1")
    strange = run("review", "read", file, "--as", "other", "--against", "draft", *SIGNED)
    assert (strange.code, "prints the number QA-1, which is that of" in strange.err) == (1, True)

    edit(two_drafts, AGREEMENT, "number:", "nunber:")
    broken = run("review", "read", back(two_drafts, "1.0-draft-1"))
    assert "error[unknown-field]" in broken.err, "an agreement with errors is not said to be absent"


def listed(file: str | Path) -> str:
    """Return where a file lies that lost its properties and kept its list of marks."""
    path = Path(file)
    path.write_bytes(without_properties(path.read_bytes()))
    return str(path)


def copied(root: Path, run: Run) -> str:
    """Return where a copy of the draft of today lies, as a person made it to send it."""
    assert run("build", "sample", "--copy", "clean").code == 0
    (made,) = (one for one in (root / "copies/sample").rglob("*.docx") if "Quality Agreement" in one.name)
    file = root.parent / "back today.docx"
    file.write_bytes(made.read_bytes())
    return str(file)


def test_the_list_of_marks_tells_versions_apart_that_print_one_number(two_drafts: Path, run: Run) -> None:
    frozen = listed(back(two_drafts, "1.0-draft-1", with_words("1.0, draft 1", "1.0, draft 7")))
    known = run("review", "read", frozen)
    assert (known.code, "known again by the list of marks that it still carries (QA-1" in known.out) == (0, True)
    assert "quality-agreement 1.0 draft 1" in known.out
    (two_drafts / "clauses/core/dev/dev-again.md").unlink()
    assert "known again by the list of marks" in run("review", "read", frozen).out, "marks that the draft has no more"
    today = run("review", "read", listed(copied(two_drafts, run)))
    assert (today.code, "known again by the list of marks that it still carries (QA-1" in today.out) == (0, True)
    assert "quality-agreement 1.0 draft 3" in today.out


def test_the_draft_of_today_is_taken_by_the_word_of_a_person_alone(two_drafts: Path, run: Run) -> None:
    file = Path(copied(two_drafts, run))
    file.write_bytes(without_properties(file.read_bytes(), "customXml/"))
    unsure = run("review", "read", str(file))
    assert (unsure.code, "error[lost-properties]" in unsure.err) == (1, True)
    assert "which is not frozen, so that what was sent may have been another state of it" in unsure.err
    said = ("--as", "sample", "--against", "draft", *SIGNED)
    assert run("review", "read", str(file), *said).code == 0


def test_a_draft_that_is_as_it_was_frozen_is_that_version(root: Path, run: Run) -> None:
    freeze(run, "1.0-draft-1")
    read = run("review", "read", stripped(root, "1.0-draft-1"), "--as", "sample", "--against", "draft", *SIGNED)
    assert (read.code, "quality-agreement 1.0 draft 1" in read.out, read.err[:5]) == (0, True, "Next:")


def test_of_an_agreement_with_errors_these_are_told_and_not_that_it_is_another(two_drafts: Path, run: Run) -> None:
    file = stripped(two_drafts, "1.0-draft-1")
    add(two_drafts, AGREEMENT, "choices: {dev-nothing: {position: x, reason: r, by: b, on: 2026-11-20}}")
    for more in ((), ("--as", "sample", "--against", "1.0-draft-1", *SIGNED)):
        refused = run("review", "read", file, *more)
        assert (refused.code, "error[unknown-id]" in refused.err) == (1, True)
        assert "foreign-document" not in refused.err
        assert "keeps no document" not in refused.err


def test_a_line_that_came_and_one_that_went_show_their_words_alone(two_drafts: Path, run: Run) -> None:
    gone = run("review", "read", back(two_drafts, "1.0-draft-1", with_words("It may write.", "")))
    assert "[-It may write.-]" in gone.out


def test_programs_get_json_alone_and_the_same_round(two_drafts: Path, run: Run) -> None:
    file = back(two_drafts, "1.0-draft-2", with_words("may write", "may also write"))
    json_ = ("--format", "json")
    read = run("review", "read", file, *json_)
    assert (read.code, read.findings, read.err) == (0, [], "")
    assert ROUND in json.loads(read.out)["files"]
    listed = run("review", "decide", "sample", "round-1", *json_)
    assert (listed.code, listed.findings) == (0, [])
    unknown = run("review", "decide", "sample", "round-1", "p9", "--accept", *SIGNED, *json_)
    assert (unknown.code, unknown.findings) == (1, ["no-such-proposal"])
    decided = run("review", "decide", "sample", "round-1", "--all", "--accept", *SIGNED, *json_)
    assert (decided.code, decided.findings, decided.err) == (0, [], "")
    applied = run("review", "apply", "sample", "round-1", *json_)
    assert (applied.code, applied.findings) == (0, [])
    assert "Next" not in applied.err
    assert "It may also write." in (two_drafts / "agreements/sample/clauses/dev-again.md").read_text(encoding="utf-8")


def test_a_part_of_a_line_is_not_taken_for_the_line_and_each_step_names_the_next(two_drafts: Path, run: Run) -> None:
    file = back(two_drafts, "1.0-draft-1", with_words("may write", "may also write"))
    run("review", "read", file)
    again = run("review", "read", file)
    assert again.err.endswith("stands in: agreements review decide sample round-1\n")
    part = run("review", "decide", "sample", "round-1", "--all", "--counter", "may write twice", *SIGNED)
    assert (part.code, "part-of-line" in part.err) == (1, True)
    edit(two_drafts, ROUND, "decision: open", "decision: counter\n    counter: may write twice")
    edit(two_drafts, ROUND, "# decided-by:", "decided-by: Jo Example\n    decided-on: 2026-11-26")
    part = run("review", "apply", "sample", "round-1")
    assert (part.code, "part-of-line" in part.err, "Nothing was written." in part.err) == (1, True, True)


def test_what_nobody_decided_is_counted_and_a_draft_is_raised_once(two_drafts: Path, run: Run) -> None:
    file = back(two_drafts, "1.0-draft-1", with_words("may write", "may also write"))
    run("review", "read", file)
    said = run("review", "apply", "sample", "round-1", "--dry-run").err
    assert "0 would be written, 0 wait for a person, 1 nobody has decided yet." in said
    run("review", "decide", "sample", "round-1", "--all", "--accept", *SIGNED)
    applied = run("review", "apply", "sample", "round-1")
    assert "reviewed/" not in applied.out.partition("\nagreements/sample/clauses/dev-again.md\n")[0]
    by_hand = f"write by hand what waits, and below it in {ROUND} applied: with the file"
    assert applied.err.endswith(f"Next: {by_hand}; then agreements redline sample --against 1.0-draft-1\n")


def test_a_round_that_is_damaged_says_where(two_drafts: Path, run: Run) -> None:
    run("review", "read", back(two_drafts, "1.0-draft-1", with_words("may write", "may also write")))
    edit(two_drafts, ROUND, "proposals:", "proposals: [")
    assert run("review", "decide", "sample", "round-1", "--format", "json").code == 1
    again = run("review", "apply", "sample", "round-1")
    assert (again.code, f"{ROUND}:" in again.err) == (1, True)


def test_what_would_break_the_agreement_is_not_written(two_drafts: Path, run: Run) -> None:
    change = first_words("1\u00a0Business\u00a0Day", "90 Business Days")
    run("review", "read", back(two_drafts, "1.0-draft-1", change))
    run("review", "decide", "sample", "round-1", "--all", "--accept", *SIGNED)
    before = (two_drafts / AGREEMENT).read_bytes()
    applied = run("review", "apply", "sample", "round-1")
    assert (applied.code, "Nothing was written." in applied.err) == (1, True)
    assert (two_drafts / AGREEMENT).read_bytes() == before


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--against", "1.0-draft-1"), "--against 1.0-draft-1 needs the agreement: --as ID"),
        (SIGNED, "--by and --on say whose word --as is: write --as ID --against VERSION too"),
        (("--as", "sample", *SIGNED), "--as needs --against and the version that was sent: draft"),
        (("--as", "sample", "--against", "1.0", *SIGNED), "--as needs --against and the version that was sent: draft"),
    ],
)
def test_who_says_what_a_file_is_says_it_whole(root: Path, run: Run, more: tuple[str, ...], said: str) -> None:
    (root / "back.docx").write_bytes(b"PK")
    asked = run("review", "read", "back.docx", *more)
    assert (asked.code, said in asked.err) == (2, True)


# Workbooks


def test_a_workbook_is_read_once_and_refused_when_its_agreement_is_not_here(root: Path, run: Run) -> None:
    sent = run("workbook", "export", "sample").out.strip()
    first = run("workbook", "import", sent)
    assert ("(read before)" not in first.out, first.err) == (
        True,
        "Next: nothing; no place differs from what was sent.\n",
    )
    assert "(read before)" in run("workbook", "import", sent).out
    shutil.rmtree(root / "agreements/sample")
    gone = run("workbook", "import", sent, "--format", "json")
    assert (gone.code, gone.findings) == (1, ["no-such-agreement"])


def typed(sent: str, column: str, words: str) -> str:
    """Return where a workbook lies in which the cell of the one responsibility says something else."""
    book = load_workbook(sent)
    sheet = next(one for one in book.worksheets if "Responsib" in one.title)
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index(column) + 1).value = words
    file = str(Path(sent).with_name("back.xlsx"))
    book.save(file)
    return file


@pytest.mark.usefixtures("root")
def test_a_workbook_is_agreed_to_cell_by_cell_and_needs_no_redline(run: Run) -> None:
    sent = run("workbook", "export", "sample").out.strip()
    file = typed(sent, "Activity", "Keep a record of each deviation.")
    assert "decide sample round-1 PROPOSAL --accept" in run("workbook", "import", file).err
    run("review", "decide", "sample", "round-1", "--all", "--accept", *SIGNED)
    applied = run("review", "apply", "sample", "round-1")
    assert (applied.code, applied.err.endswith("Next: agreements build\n")) == (0, True)


@pytest.mark.usefixtures("root")
def test_cells_that_were_not_understood_are_corrected_in_the_copy_first(run: Run) -> None:
    sent = run("workbook", "export", "sample").out.strip()
    imported = run("workbook", "import", typed(sent, "Giver", "perhaps"))
    copy = "agreements/sample/reviews/round-1/workbook.xlsx"
    assert f"Next: correct the orange cells of {copy} and import that copy; or " in imported.err, imported


def test_an_agreement_with_errors_gives_no_workbook(root: Path, run: Run) -> None:
    edit(root, AGREEMENT, "draft: 1", "draft: one")
    refused = run("workbook", "export", "sample", "--format", "json")
    assert (refused.code, refused.findings) == (1, ["wrong-value"])


def test_a_workbook_that_cannot_be_read_starts_no_agreement(root: Path, run: Run) -> None:
    damaged = root.parent / "answers.xlsx"
    damaged.write_bytes(b"no workbook")
    refused = run("new", "other", "--from", str(damaged), "--format", "json")
    assert (refused.code, refused.findings) == (1, ["not-a-package"])
    assert not (root / "agreements/other").exists()


@pytest.mark.usefixtures("root")
def test_a_workbook_without_a_hidden_sheet_is_no_export(run: Run) -> None:
    sent = run("workbook", "export", "sample").out.strip()
    book = load_workbook(sent)
    del book["export"]
    book.save(sent)
    refused = run("workbook", "import", sent, "--format", "json")
    assert (refused.code, refused.findings) == (1, ["no-export"])


@pytest.mark.parametrize("option", ["--by", "--counter", "--reason"])
def test_a_letter_and_its_accent_typed_apart_are_one_letter_in_the_record(
    two_drafts: Path, run: Run, option: str
) -> None:
    run("review", "read", back(two_drafts, "1.0-draft-1", with_words("may write", "may also write")))
    given = {
        "--by": "Jo Example",
        "--on": "2026-11-26",
        "--counter": "The other side may call.",
        "--reason": "Agreed",
    }
    words = f"{given[option]} Zoe\u0308."
    typed_ = [one for name, said in (given | {option: words}).items() for one in (name, said)]
    done = run("review", "decide", "sample", "round-1", "--all", *typed_)
    assert done.code == 0, done
    assert f"{given[option]} Zo\u00eb." in (two_drafts / ROUND).read_text(encoding="utf-8")
