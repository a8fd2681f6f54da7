"""The command for redlines: what it lists, what it writes, and how it refuses."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import redlining
from generator.cli import agreements
from generator.diagnostic import Span
from generator.document.comments import Comment
from generator.pipeline import read, read_files
from generator.redlining import Author, redlines, sides_of, template_of
from generator.render.word import render_word
from tests.check.test_cases import base, template

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the small workspace of the cases."""
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", tmp_path / "w")
    shutil.copytree(ROOT / "clauses" / "templates", tmp_path / "w" / "clauses" / "templates")
    monkeypatch.chdir(tmp_path / "w")
    return tmp_path / "w"


def test_another_time_limit_is_listed_and_marked_in_word(root: Path) -> None:
    done = CliRunner().invoke(
        agreements, ["redline", "sample", "--with", "notice=8 hours", "--by", "Legal", "--on", "2026-11-20"]
    )
    assert done.exit_code == 0, done.output
    assert '"8 hours"' in done.stdout.replace("\u00a0", " ")
    assert {path.suffix for path in (root / "redlines" / "sample").iterdir()} == {".docx", ".html", ".json"}


def test_a_limit_outside_its_usual_range_is_shown_with_a_warning(root: Path) -> None:
    """What is tried needs no reason yet; whoever decides for it does, and is told so."""
    path = root / "clauses/core/values.yaml"
    text = path.read_text(encoding="utf-8")
    assert "id: notice," in text
    path.write_text(
        re.sub(
            r"(id: notice,[^}]*?)(, range: \[[^]]*\])?(, starts)", r"\1, range: [1 hour to 24 hours]\3", text, count=1
        ),
        encoding="utf-8",
    )
    done = CliRunner().invoke(agreements, ["redline", "sample", "--with", "notice=90 hours"])
    assert done.exit_code == 0, done.output
    assert '"90 hours"' in done.stdout.replace("\u00a0", " ")
    assert "warning[out-of-range]" in done.stderr
    assert "tried here" not in done.output


def test_why_the_present_limit_was_chosen_is_no_reason_for_another(root: Path) -> None:
    path = root / "agreements/sample/agreement.yaml"
    chosen = "values:\n  notice: {is: 8 hours, reason: Agreed at kick-off, by: Head of Quality, on: 2026-10-02}\n"
    path.write_text(path.read_text(encoding="utf-8") + chosen, encoding="utf-8")
    done = CliRunner().invoke(agreements, ["redline", "sample", "--with", "notice=4 hours"])
    assert done.exit_code == 0, done.output
    assert "8 hours -> 4 hours" in done.stdout.replace("\u00a0", " ")
    assert "Agreed at kick-off" not in done.stdout
    word = next((root / "redlines" / "sample").glob("*.docx"))
    with zipfile.ZipFile(word) as package:
        assert not any(b"Agreed at kick-off" in package.read(name) for name in package.namelist())


def test_an_agreement_reviewed_more_often_than_the_standard_is_compared_with_it(root: Path) -> None:
    values, agreement = root / "clauses/core/values.yaml", root / "agreements/sample/agreement.yaml"
    often = "- {id: agreement-review, title: Review, default: 2 years, starts: discovery}\n"
    values.write_text(often + values.read_text(encoding="utf-8"), encoding="utf-8")
    said = agreement.read_text(encoding="utf-8").replace("every: 2 years, next: 2029", "every: 1 year, next: 2028")
    agreement.write_text(f"{said}values: {{agreement-review: 1 year, notice: 8 hours}}\n", encoding="utf-8")
    done = CliRunner().invoke(agreements, ["redline", "sample"])
    assert done.exit_code == 0, done.output
    assert "8 hours" in done.stdout.replace("\u00a0", " ")


@pytest.mark.parametrize("agreement", ["marwick-tolden-fennlab", "dunmore-packwerk"])
def test_an_agreement_with_a_party_or_roles_of_its_own_is_compared_with_the_standard(agreement: str) -> None:
    """Its own names stand on both sides; what they are used for departs, and shows."""
    reading = read(ROOT, agreement)
    sides = sides_of(reading, agreement, "standard", "", {})
    assert sides is not None
    made, faults = redlines(template_of(reading, agreement), *sides, Author("Legal", "2026-11-20"))
    assert faults == []
    assert len(made[0].changes) > 10


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--with", "notic=8 hours"), 'did you mean "notice"?'),
        (("--with", "notice"), "has no value"),
        (("--with", "notice=8 huors"), 'notice: "8 huors" has no unit that we know; did you mean "8 hours"?'),
        (("--on", "soon"), "is not a date"),
        (("--version", "1.0"), 'there is no frozen version "1.0"'),
        (("--against", "nobody"), 'no frozen version and no agreement "nobody"; versions: none yet'),
    ],
)
def test_what_cannot_be_compared_is_refused_and_nothing_is_written(
    root: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = CliRunner().invoke(agreements, ["redline", "sample", *arguments])
    assert done.exit_code != 0
    assert said in done.output
    assert not (root / "redlines").exists()


def test_a_redline_that_proves_wrong_is_not_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = redlining.UNPROVEN.at(Span("x"), "accepting all changes does not give the newer text")
    monkeypatch.setattr(redlining, "proof", lambda *_: [wrong])
    done = CliRunner().invoke(agreements, ["redline", "sample", "--with", "notice=8 hours"])
    assert done.exit_code == 4
    assert "unproven-redline" in done.output
    assert not (root / "redlines").exists()


def freeze(version: str, on: str, reason: str) -> None:
    """Freeze the working draft as it is sent."""
    who = ["--status", "sent", "--by", "Ann Sample, Head of Quality", "--on", on, "--reason", reason]
    done = CliRunner().invoke(agreements, ["freeze", "sample", version, *who])
    assert done.exit_code == 0, done.output


def edit(path: Path, old: str, new: str) -> None:
    """Replace words of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def part(root: Path, name: str) -> str:
    """Return a part of the only redline of the workspace that holds changes, without blanks that do not break."""
    for path in sorted((root / "redlines" / "sample").iterdir()):
        with zipfile.ZipFile(path) as package:
            if name in package.namelist():
                return package.read(name).decode().replace("\u00a0", " ")
    return ""


@pytest.fixture
def two_rounds(root: Path) -> Path:
    """Send a first draft, change a time limit, send a second, and let the library move on."""
    freeze("1.0-draft-1", "2026-11-20", "First round")
    agreement = root / "agreements" / "sample" / "agreement.yaml"
    edit(agreement, "draft: 1", "draft: 2")
    limit = '{is: 2 business days, reason: "No cover at night & 2 < 3 people", by: Bea Muster, on: 2026-11-22}'
    with agreement.open("a", encoding="utf-8") as file:
        file.write(f"values: {{notice: {limit}}}\n")
    freeze("1.0-draft-2", "2026-11-25", "Answer to the first round")
    edit(root / "clauses" / "core" / "values.yaml", "default: 1 business day", "default: 3 business days")
    return root


def test_two_frozen_versions_are_compared_as_they_were_stored(two_rounds: Path) -> None:
    done = CliRunner().invoke(agreements, ["redline", "sample", "--against", "1.0-draft-1", "--version", "1.0-draft-2"])
    assert done.exit_code == 0, done.output
    assert '"1 Business Day" -> "2 Business Days"' in done.stdout.replace("\u00a0", " ")
    assert "3 Business Days" not in part(two_rounds, "word/document.xml")


def test_a_redline_of_versions_says_by_whom_when_and_why(two_rounds: Path) -> None:
    CliRunner().invoke(agreements, ["redline", "sample", "--against", "1.0-draft-1", "--version", "1.0-draft-2"])
    text, comments = part(two_rounds, "word/document.xml"), part(two_rounds, "word/comments.xml")
    assert 'w:author="Ann Sample, Head of Quality" w:date="2026-11-25T00:00:00Z"' in text
    assert "Answer to the first round" in comments
    assert 'w:author="Bea Muster" w:date="2026-11-22T00:00:00Z"' in comments
    assert "No cover at night &amp; 2 &lt; 3 people" in comments
    numbers = re.findall(r'commentReference w:id="(\d+)"', text)
    assert sorted(numbers) == sorted(re.findall(r'<w:comment w:id="(\d+)"', comments))


def test_the_working_draft_is_compared_with_what_was_sent(two_rounds: Path) -> None:
    edit(two_rounds / "agreements" / "sample" / "agreement.yaml", "is: 2 business days", "is: 8 hours")
    done = CliRunner().invoke(agreements, ["redline", "sample", "--against", "1.0-draft-2"])
    assert '"2 Business Days" -> "8 hours"' in done.stdout.replace("\u00a0", " ")


def test_a_version_that_was_touched_is_compared_with_nothing(two_rounds: Path) -> None:
    tree = two_rounds / "agreements" / "sample" / "versions" / "1.0-draft-1" / "json" / "quality-agreement.json"
    tree.write_text("{}", encoding="utf-8")
    done = CliRunner().invoke(agreements, ["redline", "sample", "--against", "1.0-draft-1"])
    assert done.exit_code == 1
    assert "touched-version" in done.output


def test_a_comment_whose_place_does_not_print_stands_at_the_first_that_does() -> None:
    document = next(iter(read_files({**base()}).results)).documents["quality-agreement"]
    comments = [Comment("nowhere", "Ann", "Lost?"), Comment("opening/parties", "Ann", "Here")]
    data = render_word(document, template(), comments=comments)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.read("word/document.xml").decode().count("commentReference w:id") == 2
