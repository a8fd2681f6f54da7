"""Reviews of twenty edits each, made in LibreOffice from a letter: read back, exactly those twenty are proposed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.document.walk import plain
from generator.model.proposal import Proposal
from generator.read.returned import read_returned
from generator.review import Place, proposals
from generator.review.comparison import WHAT

SYSTEM_PYTHON = "/usr/bin/python3"
HERE = Path(__file__).parent
LETTERS = sorted((HERE / "letters").glob("*.yaml"))
MOST_SECONDS = 300


@pytest.fixture(scope="module")
def returned(case: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the file that each letter gives, made in one LibreOffice."""
    if (
        shutil.which("soffice") is None
        or subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode
    ):
        pytest.skip("LibreOffice or python3-uno is not installed")
    folder = tmp_path_factory.mktemp("letters")
    jobs = [job(case, letter, folder) for letter in LETTERS]
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SYSTEM_PYTHON, str(HERE / "office_letter.py"), profile, str(folder / "jobs.json")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=MOST_SECONDS)
    assert done.returncode == 0, done.stderr
    return {letter.stem: (folder / f"{letter.stem}-back.docx").read_bytes() for letter in LETTERS}


def job(case: Any, letter: Path, folder: Path) -> dict[str, Any]:
    """Return what LibreOffice has to do for a letter."""
    said = yaml.safe_load(letter.read_text(encoding="utf-8"))
    source = folder / f"{letter.stem}.docx"
    source.write_bytes(case.files[said["document"]])
    places = {place.path: place for place in case.sent[said["document"]].places.values()}
    return {
        "source": str(source),
        "target": str(folder / f"{letter.stem}-back.docx"),
        "recorded": bool(said["recorded"]),
        "edits": [in_words(one, places) for one in said["edits"]],
    }


def in_words(one: dict[str, Any], places: dict[str, Place]) -> dict[str, Any]:
    """Return an edit with the words of the place that it names."""
    place = places[one["at"]]
    if "cell" in one:
        assert place.row is not None
        cell = place.row.cells[place.columns.index(one["cell"])]
        words = "\n".join(plain(paragraph) for paragraph in cell.paragraphs)
        return {"row": place.number, "cell": words, "new": one["put"]}
    if "row" in one:
        return {"row": place.number, "take": True} if one["row"] == "out" else {"row": place.number, "add": one["row"]}
    text = words_at(place)
    likes: dict[str, Any] = {name: words_at(places[one[name]]) for name in ("behind", "like") if name in one}
    if "clause" in one:
        return {"text": text, "clause": one["clause"], "likes": [words_at(places[path]) for path in one["likes"]]}
    if likes:
        return {"text": text, **likes}
    if "value" in one:
        (blank,) = [inline for inline in place.inlines if getattr(inline, "value", "") == one["value"]]
        return {"text": text, "old": blank.words, "new": one["put"].replace(" ", "\u00a0")}  # type: ignore[union-attr]  # it is a blank
    as_said = ("insert", "delete", "split", "join", "comment", "note")
    if any(name in one for name in as_said):
        return {"text": text, **{name: one[name] for name in as_said if name in one}}
    return {"text": text, "old": one["old"], "new": one["put"]}


def words_at(place: Place) -> str:
    """Return the words of a line, or the title of a clause."""
    return plain(place.inlines) or place.title


@pytest.mark.parametrize("letter", [letter.stem for letter in LETTERS])
def test_exactly_the_twenty_edits_are_proposed(case: Any, returned: dict[str, bytes], letter: str) -> None:
    said = yaml.safe_load((HERE / "letters" / f"{letter}.yaml").read_text(encoding="utf-8"))
    read, faults = read_returned(letter, returned[letter])
    assert read is not None, faults
    found = proposals(case.sent[said["document"]], read)
    places = {place.path: place for place in case.sent[said["document"]].places.values()}
    missed = [one for one in said["edits"] if not any(answers(one, proposal, places) for proposal in found)]
    assert missed == []
    assert len(found) == len(said["edits"]), [(str(one.what), one.path or one.where, one.old, one.new) for one in found]
    assert {one.tracked for one in found if one.what not in UNRECORDED} == {"yes" if said["recorded"] else "no"}


UNRECORDED = ("cell", "row in", "row out", "comment", "cannot place", "formatting")
"""What LibreOffice does not record when a script does it, or at all."""


def answers(one: dict[str, Any], proposal: Proposal, places: dict[str, Place]) -> bool:
    """Tell whether a proposal is about an edit."""
    if one.get("row") == "out":
        return proposal.what == "row out" and proposal.path == one["at"]
    said = next((name for name in BROUGHT if name in one), "")
    if said:
        words = "\n".join(one[said]) if said == "clause" else " | ".join(one[said]) if said == "row" else one[said]
        return proposal.what == BROUGHT[said] and proposal.new == words
    if "value" in one:
        return proposal.what == "value" and proposal.value == one["value"]
    if "cell" in one:
        return proposal.what == "cell" and proposal.path == f"{one['at']}/{one['cell']}" and proposal.new == one["put"]
    kind = next((what for name, what in CHANGED.items() if name in one), str(WHAT[places[one["at"]].kind]))
    return proposal.what == kind and proposal.path == places[one["at"]].path


BROUGHT = {"insert": "line in", "clause": "clause in", "row": "row in", "comment": "comment", "note": "cannot place"}
"""What an edit proposes whose words are new, by what the letter calls it."""
CHANGED = {"delete": "line out", "split": "split", "join": "merged", "behind": "line moved", "like": "formatting"}
"""What an edit proposes at the line that it names."""
