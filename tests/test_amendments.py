"""Amendments: a version that replaces chapters of an approved one, in a short document of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.compose.amendment import of_document, signed
from generator.document.blocks import Document, Lead, Paragraph, Table
from generator.document.printed import annex_entries
from generator.document.walk import plain, row_words
from generator.making import prove_word
from generator.pipeline import Result, read
from generator.redlining import sides_of
from generator.render.word import render_word
from tests.compare.test_redline import documents
from tests.test_freezing import HOME, codes, edit, freeze, root, words

__all__ = ["root"]
RECORD = 'amendment: {number: 2, amends: "1.0", replaces: [DEV], reason: The site answers at night now.}\n'


def amend(root: Path, record: str = RECORD) -> None:
    """Approve version 1.0, unless something is frozen, then change the notice of a deviation by an amendment."""
    if not (root / HOME / "versions").exists():
        freeze("1.0", "approved")
    path = root / HOME / "agreement.yaml"
    text = path.read_text(encoding="utf-8").replace('version: "1.0"\ndraft', 'version: "1.1"\ndraft')
    text = text.replace(
        "what: First version}", "what: First version}, {version: '1.1', on: 2027-06-01, by: Q, what: Amendment No. 2}"
    )
    text = text.replace("effective: 2027-01-04", "effective: 2027-06-01")
    path.write_text(f"{text}{record}values: {{notice: 2 business days}}\n", encoding="utf-8")


def result(root: Path) -> Result:
    """Return the sample."""
    found = read(root).result("sample")
    assert found is not None
    return found


def test_an_amendment_is_a_short_document_with_the_chapters_it_replaces(root: Path) -> None:
    amend(root)
    assert codes(root) == []
    made = result(root).agreed["amendment"]
    assert made.facts.title == "Amendment No. 2"
    assert made.facts.number == "QA-1-A2"
    assert [one.path for one in (*made.chapters, *made.annexes)] == ["DEV"]
    assert made.chapters == tuple(
        one for one in result(root).documents["quality-agreement"].chapters if one.path == "DEV"
    )
    opening = " ".join(plain(getattr(one, "inlines", ())) for one in made.opening)
    assert "version 1.0" in opening
    assert "answers at night" in opening
    assert all(one.lead in (Lead.BODY, Lead.PARTY) for one in made.opening if isinstance(one, Paragraph))


def test_an_amendment_names_its_parties_and_is_what_its_last_page_signs(root: Path) -> None:
    amend(root)
    made = result(root).agreed["amendment"]
    told = [plain(one.inlines) for one in made.opening if isinstance(one, Paragraph) and one.lead is Lead.PARTY]
    assert len(told) == len(result(root).documents["quality-agreement"].parties)
    draft, block = result(root).draft, documents()["quality-agreement"].signatures
    assert draft is not None
    assert block is not None
    page = signed(draft, block, made.facts)
    assert "QA-1-A2" in plain(page.below)
    assert "QA-1-A2" not in plain(block.below)
    assert plain(page.above).endswith(f"This Amendment takes effect on {made.facts.effective}.")


def test_an_annex_of_another_document_says_which_one_it_replaces() -> None:
    """The communication plan has an Annex 1 too; "Annex 1" alone would replace that of the agreement."""
    main, plan = (documents()[id_] for id_ in ("quality-agreement", "communication-plan"))
    own, other = of_document(main.annexes[0], main, main), of_document(plan.annexes[0], plan, main)
    assert own.title == main.annexes[0].title
    assert other.number == own.number
    assert other.title == f"{plan.annexes[0].title} ({plan.facts.title} {plan.facts.number})"
    entries = annex_entries(replace(main, annexes=(main.annexes[1], other), elsewhere=()))
    assert [one.label for one in entries] == ["2", "1"]  # as they print


def test_an_amendment_says_in_a_sentence_what_it_replaces_and_has_no_page_of_contents(root: Path) -> None:
    amend(root)
    made = result(root).agreed["amendment"]
    told = [plain(getattr(one, "inlines", ())).replace("\u00a0", " ") for one in made.opening]
    assert "This Amendment replaces chapter 2 Deviations." in told
    assert made.signatures is None or "contents" not in plain(made.signatures.below)
    for name, template in read(root).workspace.templates.items():
        text = words(render_word(made, template))
        assert ">Contents<" not in text, name
        assert ">Document control<" in text, name
        assert prove_word(made, "made.docx", render_word(made, template)) == []
    assert ">Contents<" in words(render_word(result(root).documents["quality-agreement"], template))


def test_freezing_keeps_the_amendment_beside_the_consolidated_text(root: Path) -> None:
    amend(root)
    done = freeze("1.1", "approved", "2027-06-01")
    assert done.exit_code == 0, done.output
    folder = root / HOME / "versions" / "1.1"
    files = {path.name: words(path.read_bytes()).replace("\u00a0", " ") for path in (folder / "word").iterdir()}
    assert len(files) == len([*(root / HOME / "versions" / "1.0" / "word").iterdir()]) + 1
    short = next(text for name, text in files.items() if name.startswith("QA-1-A2 Amendment No. 2"))
    assert "2 Business Days" in short
    assert "2 Business Days" in next(text for name, text in files.items() if name.startswith("QA-1 "))
    record = json.loads((folder / "version.json").read_bytes())
    assert (record["amends"], record["replaces"]) == ("1.0", ["DEV"])


@pytest.mark.parametrize(("against", "values"), [("standard", {}), ("", {"notice": "3 business days"})])
def test_an_amended_agreement_is_compared_with_the_standard_and_with_other_values(
    root: Path, against: str, values: dict[str, str]
) -> None:
    amend(root)
    sides = sides_of(read(root), "sample", against, "", values)
    assert sides is not None
    assert [one.message for side in sides for one in side.found] == []
    assert all("quality-agreement" in side.documents for side in sides)


APPROVED = "approvals: [{role: Head of Quality, name: Ann Sample, decision: Agreed, on: 2026-12-01}]\n"


def test_an_amendment_says_when_it_prints_date_and_approvals_of_the_version_before(root: Path) -> None:
    path = root / HOME / "agreement.yaml"
    path.write_text(path.read_text(encoding="utf-8") + APPROVED, encoding="utf-8")
    amend(root)
    edit(root, f"{HOME}/agreement.yaml", "effective: 2027-06-01", "effective: 2027-01-04")
    told = [one.message for one in read(root).found if one.code == "amendment-as-before"]
    assert told == [
        "Amendment No. 2 would take effect on 2027-01-04, as version 1.0 did",
        "Amendment No. 2 would print that Head of Quality approved it, as version 1.0 does",
    ]
    done = freeze("1.1", "approved", "2027-06-01")
    assert "Look at this before you send it: Amendment No. 2 would take effect on 2027-01-04" in done.output
    edit(root, f"{HOME}/agreement.yaml", "effective: 2027-01-04", "effective: 2027-06-01")
    edit(root, f"{HOME}/agreement.yaml", "on: 2026-12-01}]", "on: 2027-05-20}]")
    assert "amendment-as-before" not in codes(root)


def test_an_approval_older_than_the_version_before_is_told_once(root: Path) -> None:
    path = root / HOME / "agreement.yaml"
    path.write_text(path.read_text(encoding="utf-8") + APPROVED.replace("2026-12-01", "2026-11-19"), encoding="utf-8")
    amend(root)
    assert codes(root) == ["earlier-approval"]
    assert "Head of Quality agreed on 19 November 2026" in freeze("1.1", "approved", "2027-06-01").output


def history(made: Document) -> list[str]:
    """Return which clauses each line of the history of a document concerns, the newest first."""
    table = next(one for one in made.control if isinstance(one, Table) and one.path == "control/revisions")
    return [[*row_words(row)][-1] for row in table.rows]


def test_the_history_of_an_amended_agreement_says_which_chapters_it_concerns(root: Path) -> None:
    amend(root)
    made = result(root).agreed
    assert history(made["amendment"]) == ["2", "All"]
    assert history(made["quality-agreement"]) == ["2", "All"]
    freeze("1.1", "approved", "2027-06-01")
    edit(root, f"{HOME}/agreement.yaml", 'version: "1.1"\ndraft', 'version: "1.2"\ndraft')
    edit(root, f"{HOME}/agreement.yaml", RECORD, "")
    edit(
        root,
        f"{HOME}/agreement.yaml",
        "what: Amendment No. 2}",
        "what: Amendment No. 2}, {version: '1.2', on: 2027-07-01, by: Q, what: Anew}",
    )
    assert history(result(root).documents["quality-agreement"]) == ["All", "2", "All"]


def test_what_an_amendment_changes_without_saying_so_is_found(root: Path) -> None:
    amend(root, RECORD.replace("[DEV]", "[DEF]"))
    assert codes(root) == ["outside-amendment"]


@pytest.mark.parametrize(
    ("name", "steps", "told"),
    [
        ("1.0-draft-1", ["sent"], '"1.0-draft-1" was only sent, on 20 November 2026'),
        ("1.0", ["sent"], '"1.0" was only sent, on 20 November 2026'),
        ("1.0", ["approved", "retired"], '"1.0" was retired on 20 November 2026'),
    ],
)
def test_what_nobody_approved_or_what_is_retired_is_not_amended(
    root: Path, name: str, steps: list[str], told: str
) -> None:
    for status in steps:
        assert freeze(name, status).exit_code == 0
    amend(root, RECORD.replace('"1.0"', f'"{name}"'))
    faults = [one for one in read(root).found if one.code == "nothing-to-amend"]
    assert [one.message.partition(";")[0] for one in faults] == [told]
    assert str(faults[0].span).startswith("agreements/sample/agreement.yaml:")
    assert faults[0].hint


def test_an_amendment_of_nothing_is_found(root: Path) -> None:
    amend(root, RECORD.replace('amends: "1.0"', 'amends: "0.9"'))
    assert codes(root) == ["nothing-to-amend"]
    edit(root, f"{HOME}/agreement.yaml", 'amends: "0.9", replaces: [DEV]', 'amends: "1.0", replaces: [DEV, DEW]')
    assert codes(root) == ["nothing-to-amend"]
