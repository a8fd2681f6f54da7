"""Amendments: a version that replaces chapters of an approved one, in a short document of its own."""

from __future__ import annotations

import json
from pathlib import Path

from generator.document.walk import plain
from generator.pipeline import Result, read
from tests.test_freezing import HOME, codes, edit, freeze, root, words

__all__ = ["root"]
RECORD = 'amendment: {number: 2, amends: "1.0", replaces: [DEV], reason: The site answers at night now.}\n'


def amend(root: Path, record: str = RECORD) -> None:
    """Approve version 1.0, then change the notice of a deviation by an amendment."""
    freeze("1.0", "approved")
    path = root / HOME / "agreement.yaml"
    text = path.read_text(encoding="utf-8").replace('version: "1.0"\ndraft', 'version: "1.1"\ndraft')
    text = text.replace(
        "what: First version}", "what: First version}, {version: '1.1', on: 2027-06-01, by: Q, what: Amendment No. 2}"
    )
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


def test_what_an_amendment_changes_without_saying_so_is_found(root: Path) -> None:
    amend(root, RECORD.replace("[DEV]", "[DEF]"))
    assert codes(root) == ["outside-amendment"]


def test_an_amendment_of_nothing_is_found(root: Path) -> None:
    amend(root, RECORD.replace('amends: "1.0"', 'amends: "0.9"'))
    assert codes(root) == ["nothing-to-amend"]
    edit(root, f"{HOME}/agreement.yaml", 'amends: "0.9", replaces: [DEV]', 'amends: "1.0", replaces: [DEV, DEW]')
    assert codes(root) == ["nothing-to-amend"]
