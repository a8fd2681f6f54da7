"""Cases that authors can read and write: files laid over a small workspace, and what is found in them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import generator
from generator.diagnostic import Diagnostic, Kind
from generator.pipeline import read_files

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "check"
TEMPLATE = "clauses/templates/counsel.docx"
APPROVAL = "clauses/templates/reviewed/templates/counsel.txt"
BLOCK = re.compile(r"^```(?:\w+) ?(more )?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^## ", re.MULTILINE)
ELSEWHERE = {
    "foreign-file": "tests/load/test_disk.py",
    "unreadable-file": "tests/load/test_disk.py",
    "changing-file": "tests/load/test_disk.py",
    "lost-text": "tests/test_pipeline.py",
    "no-such-agreement": "tests/test_pipeline.py",
    "no-workspace": "tests/test_cli.py",
    "unproven-redline": "tests/compare/test_redline.py",
    "review-due": "tests/test_cli.py",
    "cannot-freeze": "tests/test_freezing.py",
    "version-taken": "tests/test_freezing.py",
    "amendment-as-before": "tests/test_amendments.py",
    "outside-amendment": "tests/test_amendments.py",
    "nothing-to-amend": "tests/test_amendments.py",
    "annex-alone": "tests/test_annexes.py",
    "altered-copy": "tests/test_verifying.py",
    "unknown-copy": "tests/test_verifying.py",
    "repacked-copy": "tests/test_verifying.py",
    "not-ready": "tests/test_freezing.py",
    "cut-text-shown": "tests/test_showing.py",
}


@dataclass(frozen=True)
class Case:
    """One case: files laid over the base, and the lines that are expected."""

    code: str
    sentence: str
    blocks: tuple[tuple[bool, str, str], ...]
    expected: tuple[str, ...]

    def files(self) -> dict[str, bytes]:
        """Return the base with the files of the case over it."""
        files = base()
        for more, path, text in self.blocks:
            files[path] = (files[path] if more else b"") + text.encode()
        return files


@cache
def template() -> bytes:
    """Return the Word template that the base asks for."""
    return (ROOT / TEMPLATE).read_bytes()


@cache
def approval() -> bytes:
    """Return the approval of that template."""
    return (ROOT / APPROVAL).read_bytes()


def base() -> dict[str, bytes]:
    """Return the small workspace, which has no findings."""
    folder = CASES / "base"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {**files, TEMPLATE: template(), APPROVAL: approval()}


def parts(text: str) -> Iterator[str]:
    """Yield what stands below each heading of a case file; a heading inside a block belongs to the block."""
    fenced = [range(*block.span()) for block in BLOCK.finditer(text)]
    starts = [found.end() for found in HEADING.finditer(text) if not any(found.start() in block for block in fenced)]
    yield from (text[start:end] for start, end in pairwise([*starts, len(text)]))


def cases() -> Iterator[Case]:
    """Yield every case of every file."""
    for path in sorted(set(CASES.glob("*.md")) - {CASES / "README.md"}):
        for part in parts(path.read_text(encoding="utf-8")):
            above, dot, below = part.partition("\n.\n")
            shown = BLOCK.search(below)
            assert dot, f"{path.name}: a case has a line with a lone dot"
            assert shown, f"{path.name}: the expected findings stand in a block below the dot"
            blocks = tuple((bool(more), name, text) for more, name, text in BLOCK.findall(above))
            yield Case(path.stem, above.partition("\n")[0], blocks, tuple(shown[3].splitlines()))


def lines(found: tuple[Diagnostic, ...], expected: tuple[str, ...]) -> list[str]:
    """Return *found* as lines; hints only where *expected* has one."""
    shown: list[str] = []
    for one in found:
        shown.append(one.head())
        if len(shown) < len(expected) and expected[len(shown)].startswith("hint: "):
            shown.append(f"hint: {one.hint}")
    return shown


def kinds() -> dict[str, str]:
    """Return the code of every kind of fault that the stages up to check can find, with its module."""
    rooms = ["generator.pipeline"] + [
        module.name
        for room in ("load", "resolve", "check")
        for module in pkgutil.walk_packages([str(Path(generator.__path__[0]) / room)], f"generator.{room}.")
    ]
    return {
        kind.code: room
        for room in rooms
        for kind in vars(importlib.import_module(room)).values()
        if isinstance(kind, Kind)
    }


@pytest.mark.parametrize("case", [*cases()], ids=lambda case: f"{case.code}: {case.sentence}")
def test_a_case_finds_what_it_says(case: Case) -> None:
    found = read_files(case.files()).found
    assert lines(found, case.expected) == [*case.expected]
    assert case.code in {one.code for one in found} or not found


def test_the_base_of_the_cases_has_no_findings() -> None:
    assert not read_files(base()).found


def test_every_kind_of_finding_has_a_case() -> None:
    has = {case.code for case in cases() if case.expected}
    lost = {code: module for code, module in kinds().items() if code not in has and code not in ELSEWHERE}
    assert not lost, "write a case below tests/cases/check"


def test_what_has_its_test_elsewhere_has_it_there() -> None:
    for code, path in ELSEWHERE.items():
        assert f'"{code}"' in (ROOT / path).read_text(encoding="utf-8")
