"""Freezing: a version is stored whole, its status moves by rule, and it stays what it is."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import office
from generator.cli import agreements
from generator.freezing import move_faults
from generator.making import frozen_files
from generator.model.version import Kept, Status, Step, Version
from generator.pipeline import read

ROOT = Path(__file__).resolve().parent.parent
HOME = Path("agreements") / "sample"
FIRST = HOME / "versions" / "1.0-draft-1"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the small workspace of the cases."""
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", tmp_path / "w")
    shutil.copytree(ROOT / "clauses" / "templates", tmp_path / "w" / "clauses" / "templates")
    monkeypatch.chdir(tmp_path / "w")
    monkeypatch.setattr(office, "office", lambda: "")
    return tmp_path / "w"


def freeze(version: str, status: str, on: str = "2026-11-20", *, reason: str = "First round", more: str = "") -> Result:
    """Freeze a version of the sample, or move its status."""
    who = ["--by", "Ann Sample, Head of Quality", "--on", on, "--reason", reason]
    return CliRunner().invoke(agreements, ["freeze", "sample", version, "--status", status, *who, *more.split()])


def stored(root: Path) -> dict[str, bytes]:
    """Return every file of the first version by its path."""
    folder = root / FIRST
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace words of a file of the workspace."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def codes(root: Path) -> list[str]:
    """Return the codes of what `check` finds."""
    return [one.code for one in read(root).found]


def words(data: bytes) -> str:
    """Return the parts of a Word file that print, as one text."""
    shown = ("word/document", "word/header", "word/footer")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.startswith(shown))


def test_an_agreement_that_cannot_be_read_is_not_frozen(root: Path) -> None:
    edit(root, "agreements/sample/agreement.yaml", "number:", "nunber:")
    done = freeze("1.0-draft-1", "sent")
    assert done.exit_code == 1
    assert "unknown-field" in done.output
    assert not (root / FIRST).exists()


def test_a_version_keeps_files_trees_values_and_who_sent_it(root: Path) -> None:
    done = freeze("1.0-draft-1", "sent")
    assert done.exit_code == 0, done.output
    files = stored(root)
    assert {Path(path).suffix for path in files} == {".docx", ".xlsx", ".json"}
    record = json.loads(files["version.json"])
    assert record["steps"] == [
        {"status": "sent", "by": "Ann Sample, Head of Quality", "on": "2026-11-20", "reason": "First round"}
    ]
    assert record["values"]["notice"] == ["Notice", "1\u00a0Business\u00a0Day"]
    assert record["libraries"]["core"]
    assert codes(root) == []


def test_a_frozen_version_stays_when_library_and_draft_move_on(root: Path) -> None:
    freeze("1.0-draft-1", "sent")
    before = stored(root)
    edit(root, "clauses/core/values.yaml", "1 business day", "2 business days")
    edit(root, "agreements/sample/agreement.yaml", "draft: 1", "draft: 2")
    assert freeze("1.0-draft-2", "sent", "2026-11-25").exit_code == 0
    assert stored(root) == before
    copies = frozen_files(read(root), "sample")
    kept = {path: data for path, data in before.items() if not path.endswith(".json")}
    assert {path.rpartition("/")[2]: data for path, data in copies.items() if "/1.0-draft-1/" in path} == {
        path.rpartition("/")[2]: data for path, data in kept.items()
    }


@pytest.mark.parametrize("what", ["changed", "gone", "added"])
def test_whoever_touches_a_frozen_version_is_found(root: Path, what: str) -> None:
    freeze("1.0-draft-1", "sent")
    path = next((root / FIRST / "word").iterdir())
    if what == "changed":
        path.write_bytes(path.read_bytes() + b" ")
    elif what == "gone":
        path.unlink()
    else:
        path.with_name("another.docx").write_bytes(b"")
    assert codes(root) == ["touched-version"]
    assert not read(root).results[0].sound


def test_a_record_that_was_edited_is_found(root: Path) -> None:
    freeze("1.0-draft-1", "sent")
    edit(root, f"{FIRST}/version.json", "Ann Sample", "Another")
    assert codes(root) == ["broken-version"]


def test_a_status_moves_by_rule_and_the_files_stay(root: Path) -> None:
    assert freeze("1.0", "sent").exit_code == 0
    folder = root / HOME / "versions" / "1.0" / "word"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert freeze("1.0", "approved", "2026-12-01").exit_code == 0
    assert freeze("1.0", "retired", "2027-12-01").exit_code == 0
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    steps = json.loads((folder.parent / "version.json").read_bytes())["steps"]
    assert [step["status"] for step in steps] == ["sent", "approved", "retired"]
    assert codes(root) == []
    shown = CliRunner().invoke(agreements, ["status"]).stdout
    assert "1.0 retired 2027-12-01" in shown


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ((("2.0", "sent", "2026-11-20"),), "cannot-freeze"),
        ((("2.0", "sent", "2026-11-20"),), "the working draft is version 1.0, draft 1"),
        ((("1.0", "retired", "2026-11-20"),), "there is no frozen version"),
        ((("1.0-draft-1", "approved", "2026-11-20"),), "is a draft; a draft is sent"),
        ((("1.0", "sent", "2026-11-20"), ("1.0", "sent", "2026-11-21")), "cannot become sent"),
        ((("1.0-draft-1", "sent", "2026-11-20"), ("1.0-draft-1", "approved", "2026-11-21")), "is a draft"),
        ((("1.0", "sent", "2026-11-20"), ("1.0", "approved", "2026-11-19")), "is before 2026-11-20"),
        ((("1.0", "sent", "2026-11-20"), ("1.0-draft-1", "sent", "2026-11-21")), "is frozen already"),
        ((("1.0-draft-1", "sent", "2026-11-20"), ("1.0", "sent", "2026-11-19")), "when the version before it"),
        ((("1.0", "sent", "soon"),), "is not a date"),
    ],
)
def test_a_move_against_the_rules_is_refused(root: Path, moves: tuple[tuple[str, str, str], ...], said: str) -> None:
    *before, last = moves
    assert all(freeze(*move).exit_code == 0 for move in before)
    files = sorted(root.rglob("*"))
    done = freeze(*last)
    assert done.exit_code != 0
    assert said in done.output
    assert sorted(root.rglob("*")) == files


@pytest.mark.parametrize("was", list(Status))
@pytest.mark.parametrize("becomes", list(Status))
def test_no_status_moves_but_by_rule(was: Status, becomes: Status) -> None:
    """A version that was sent may be approved or retired, an approved one retired; nothing goes back."""
    kept = Kept("Quality Agreement", "QA-1", "1.0", "", "json/quality-agreement.json", "word/x.docx")
    version = Version("1.0", (Step(was, "Ann", "2026-11-20", "Round"),), {"quality-agreement": kept})
    refused = list(move_faults(version, Step(becomes, "Ann", "2026-11-21", "Round")))
    allowed = {("sent", "approved"), ("sent", "retired"), ("approved", "retired")}
    assert bool(refused) == ((str(was), str(becomes)) not in allowed), refused


def test_an_open_point_may_be_sent_in_a_draft_and_never_issued(root: Path) -> None:
    edit(root, "agreements/sample/agreement.yaml", "effective: 2027-01-04", 'effective: "? to be agreed"')
    refused = freeze("1.0", "approved")
    assert refused.exit_code == 1
    assert "not-ready" in refused.output
    text = (root / "agreements/sample/agreement.yaml").read_text("utf-8").split("\n")
    at = 1 + next(number for number, line in enumerate(text) if line.startswith("effective:"))
    assert f"agreements/sample/agreement.yaml:{at}:" in refused.output
    assert "to be agreed" in refused.output
    sent = freeze("1.0-draft-1", "sent")
    assert sent.exit_code == 0
    assert "The files to send: agreements/sample/versions/1.0-draft-1/word" in sent.output
    assert "Next: raise draft:" in sent.output


def test_an_issued_version_carries_no_mark_of_a_draft(root: Path) -> None:
    freeze("1.0", "approved")
    for path in (root / HOME / "versions" / "1.0" / "word").iterdir():
        assert "Approved" in words(path.read_bytes())
        assert "raft" not in words(path.read_bytes())
        assert "draft" not in path.name
    assert "draft" not in next((root / HOME / "versions" / "1.0" / "excel").iterdir()).name


def test_nothing_is_written_on_a_dry_run(root: Path) -> None:
    assert freeze("1.0", "sent", more="--dry-run").exit_code == 0
    assert not (root / HOME / "versions").exists()


def test_a_draft_that_is_sent_records_changes_and_an_issued_version_does_not(root: Path) -> None:
    freeze("1.0-draft-1", "sent")
    freeze("1.0", "approved", "2026-12-01")
    for name, recorded in (("1.0-draft-1", True), ("1.0", False)):
        for path in (root / HOME / "versions" / name / "word").iterdir():
            with zipfile.ZipFile(path) as package:
                assert (b"trackRevisions" in package.read("word/settings.xml")) is recorded


def test_an_issued_version_keeps_its_pdf(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "to_pdf", lambda _: b"%PDF-1.6")
    freeze("1.0", "approved")
    assert [path.read_bytes() for path in (root / HOME / "versions" / "1.0" / "pdf").iterdir()] == [b"%PDF-1.6"]
    assert "pdf/" in str([*json.loads((root / HOME / "versions" / "1.0" / "version.json").read_bytes())["files"]])
    assert codes(root) == []


def test_a_text_that_goes_on_under_the_number_of_a_frozen_one_is_found(root: Path) -> None:
    freeze("1.0-draft-1", "sent")
    edit(root, "clauses/core/values.yaml", "default: 1 business day", "default: 2 business days")
    assert codes(root) == ["version-taken"]
    edit(root, "agreements/sample/agreement.yaml", "draft: 1", "draft: 2")
    assert codes(root) == []
    freeze("1.0", "approved", "2026-12-01")
    edit(root, "clauses/core/values.yaml", "default: 2 business days", "default: 3 business days")
    assert codes(root) == ["version-taken"]


def test_a_document_counts_its_versions_by_itself(root: Path) -> None:
    own = "{version: '1.3', draft: 4, revisions: [{version: '1.3', on: 2026-11-19, by: Quality, what: Own line}]}"
    path = root / "agreements" / "sample" / "agreement.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"documents: {{quality-agreement: {own}}}\n")
    assert codes(root) == []
    freeze("1.0-draft-1", "sent")
    record = json.loads(stored(root)["version.json"])["documents"]["quality-agreement"]
    assert (record["version"], record["draft"]) == ("1.3", "4")
    assert record["word"].endswith("v1.3 draft 4.docx")


OTHER = '- {id: communication-plan, title: Communication Plan, suffix: CP, called: "the [Plan]"}\n'
PLAN = {
    "clauses/core/chapters.yaml": "- {id: CP-CALLS, title: Calls, document: communication-plan}\n",
    "clauses/core/terms.yaml": "- {id: plan, term: Plan, definition: the plan of that title.}\n",
}
CALLS = """---
id: calls
topic: CP-CALLS
title: Calls
---
The [Contract Giver] may call the [Contract Acceptor] under this [Plan].
"""
OWN = "{version: 'NOW', draft: 1, revisions: [{version: 'NOW', on: 2026-11-19, by: Quality, what: Own line}]}"


def with_own_line(root: Path, document: str, version: str) -> None:
    """Give a document of the sample a version of its own, or raise or lower it."""
    path = root / HOME / "agreement.yaml"
    text = path.read_text(encoding="utf-8").partition("documents:")[0]
    path.write_text(f"{text}documents: {{{document}: {OWN.replace('NOW', version)}}}\n", encoding="utf-8")


def with_plan(root: Path) -> None:
    """Give the sample a second document."""
    for file, text in {"clauses/core/documents.yaml": OTHER, **PLAN}.items():
        with (root / file).open("a", encoding="utf-8") as open_:
            open_.write(text)
    (root / "clauses/core/cp-calls").mkdir()
    (root / "clauses/core/cp-calls/calls.md").write_text(CALLS, encoding="utf-8")


def raise_version(root: Path) -> None:
    """Give the agreement the number that follows an issued one."""
    edit(root, f"{HOME}/agreement.yaml", 'version: "1.0"\ndraft', 'version: "1.1"\ndraft')
    again = '{version: "1.1", on: 2026-12-02, by: Quality, what: Again}]\n'
    edit(root, f"{HOME}/agreement.yaml", "what: First version}]\n", f"what: First version}}, {again}")


def told(root: Path) -> list[tuple[str, str]]:
    """Return code and message of what `check` finds."""
    return [(one.code, one.message) for one in read(root).found]


def test_a_document_whose_own_version_stayed_while_its_text_moved_on_is_found(root: Path) -> None:
    with_own_line(root, "quality-agreement", "1.3")
    freeze("1.0", "approved", "2026-12-01")
    raise_version(root)
    assert codes(root) == []
    edit(root, "clauses/core/dev/dev-notice.md", "tell the [Contract Giver] of", "inform the [Contract Giver] of")
    same = '2. Deviations is another text than in "1.0", and both are version 1.3'
    assert told(root) == [("version-taken", same)]
    with_own_line(root, "quality-agreement", "1.4")
    assert codes(root) == []


@pytest.mark.parametrize("document", ["communication-plan", "quality-agreement"])
def test_a_version_of_a_document_only_rises(root: Path, document: str) -> None:
    with_plan(root)
    with_own_line(root, document, "1.3")
    freeze("1.0", "approved", "2026-12-01")
    raise_version(root)
    with_own_line(root, document, "1.2")
    assert told(root) == [("version-disagrees", f'{document} is version 1.2; it was version 1.3 in "1.0"')]


def test_an_agreement_that_falls_behind_the_version_last_issued_is_found(root: Path) -> None:
    text = (root / HOME / "agreement.yaml").read_text(encoding="utf-8")
    raise_version(root)
    assert freeze("1.1", "approved", "2026-12-03").exit_code == 0
    (root / HOME / "agreement.yaml").write_text(text, encoding="utf-8")
    assert told(root) == [("version-disagrees", 'quality-agreement is version 1.0; it was version 1.1 in "1.1"')]


def test_a_document_that_came_since_has_any_version(root: Path) -> None:
    freeze("1.0", "approved", "2026-12-01")
    raise_version(root)
    with_plan(root)
    with_own_line(root, "communication-plan", "0.1")
    assert told(root) == []


ROUND = """agreement: sample
document: quality-agreement
version: 1.0 draft 1
file: came-back.docx
hash: 0123456789abcdef
against: 0123456789abcdef
proposals:
- {id: p1, what: wording, where: "1.1 Notice", old: one, new: two, decision: DECISION}
"""


def came_back(root: Path, decision: str) -> None:
    """Keep a round of review with one proposal."""
    folder = root / HOME / "reviews" / "round-1"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "proposals.yaml").write_text(ROUND.replace("DECISION", decision), encoding="utf-8")


@pytest.mark.parametrize(
    ("decision", "says"), [("open", "1 of 1 proposals of round-1 are undecided"), ("accept", "agreed and not written")]
)
def test_nothing_is_issued_while_a_proposal_of_the_other_side_waits(root: Path, decision: str, says: str) -> None:
    came_back(root, decision)
    assert freeze("1.0-draft-1", "sent").exit_code == 0, "a draft may be open"
    refused = freeze("1.0", "approved")
    assert refused.exit_code == 1
    assert says in refused.output
    came_back(root, "reject")
    assert freeze("1.0", "approved").exit_code == 0


def test_a_version_that_was_sent_is_not_approved_while_a_proposal_waits(root: Path) -> None:
    freeze("1.0", "sent")
    came_back(root, "open")
    assert "are undecided" in freeze("1.0", "approved").output
    came_back(root, "reject")
    assert freeze("1.0", "approved").exit_code == 0


def test_no_copy_to_be_signed_is_made_while_a_proposal_waits(root: Path) -> None:
    came_back(root, "open")
    done = CliRunner().invoke(agreements, ["build", "--copy", "execution", "sample"])
    assert done.exit_code == 1
    assert "are undecided" in done.output
