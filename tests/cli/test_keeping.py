"""Files that came back, by command: known by the last build, or told by the place at which their words changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.files import digest
from generator.read.word import W
from tests.cli.test_negotiating import back, freeze
from tests.review.hands import with_main_part
from tests.test_cli import Run, root, run

__all__ = ["root", "run"]


def paragraph(main: Any, words: str) -> Any:
    """Return the paragraph that holds *words*."""
    return next(one for one in main.iter(f"{W}p") if words in "".join(one.itertext()))


def out(main: Any) -> None:
    """Take a line of a clause out."""
    gone = paragraph(main, "shall tell")
    gone.getparent().remove(gone)


def cover(main: Any) -> None:
    """Change a word of the cover."""
    title = next(one for one in main.iter(f"{W}t") if "Filling" in (one.text or ""))
    title.text = "Another title"


def broken(main: Any) -> None:
    """Leave no text at all."""
    main.remove(main.find(f"{W}body"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (out, ["2.1 Notice: ", "is gone"]),
        (cover, ["before the first clause: was changed: "]),
        (broken, ["other parts than were made: word/document.xml"]),
    ],
)
def test_what_became_of_a_line_is_told_where_it_stood(
    root: Path, run: Run, change: Callable[[Any], None], said: list[str]
) -> None:
    freeze(run, "1.0-draft-1")
    told = run("verify", back(root, "1.0-draft-1", change))
    assert told.code == 1
    assert not [one for one in said if one not in told.err], told.err


def test_a_file_of_the_last_build_is_known(root: Path, run: Run) -> None:
    assert run("build").code == 0
    file = next(one for one in (root / "build/word/sample").iterdir() if "Quality Agreement" in one.name)
    known = run("verify", str(file))
    assert (known.code, "untouched, the last build of sample" in known.out) == (0, True)
    sent = root.parent / file.name
    sent.write_bytes(with_main_part(file.read_bytes(), cover))
    assert "before the first clause: was changed: " in run("verify", str(sent)).err


def sealed(record: dict[str, Any]) -> str:
    """Return a record with a seal that fits it."""
    bare = {name: value for name, value in record.items() if name != "seal"}
    written = json.dumps(bare, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return json.dumps({**bare, "seal": digest(written.encode())})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": 2}, "it follows schema 2, this release reads schema 1"),
        ({"steps": []}, "it lacks or misplaces a field (no step or no document)"),
        ({"documents": {}}, "it lacks or misplaces a field (no step or no document)"),
    ],
)
def test_the_record_of_a_later_release_or_without_its_parts_is_refused(
    root: Path, run: Run, change: dict[str, Any], said: str
) -> None:
    freeze(run, "1.0-draft-1")
    (path,) = (root / "agreements/sample/versions/1.0-draft-1").glob("*.json")
    path.write_text(sealed({**json.loads(path.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    told = run("check")
    assert (told.code, said in told.err + told.out) == (1, True)
