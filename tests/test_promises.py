"""What every file of this repository keeps: plain text, no path of one machine, a lock for anywhere, no empty claim."""

from __future__ import annotations

import re
import subprocess
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
BINARY = {".docx", ".xlsx", ".pdf", ".png", ".ico", ".woff2"}
KEPT_AS_SUPPLIED = re.compile(r"agreements/[^/]+/(versions|attachments)/")

MACHINE_PATH = re.compile(r"(?:^|[\s\"'`(=:])/(?:work|home|root|farm|tmp|opt|Users)/[\w.]", re.MULTILINE)
ADDRESS = re.compile(
    r"https?:|--(?:extra-)?index-url|--find-links|--trusted-host|file:| @ |[\w-]+\.(?:org|com|io|net)\b"
)
LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|\blorem ipsum\b", re.IGNORECASE)
EMPTY_CLAIM = re.compile(
    r"\b(?:is|are|makes? you|fully|100 ?%) (?:Part 11|Annex 11|GxP|GMP)[- ](?:compliant|certified|validated)\b",
    re.IGNORECASE,
)


@cache
def files() -> tuple[Path, ...]:
    """Return every file that git keeps or would add; what is ignored is made, not written."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(path for path in (ROOT / name for name in names if name) if path.is_file())


def texts() -> Iterator[tuple[str, str]]:
    """Yield each text file as its path in the repository and its content; bytes that are no UTF-8 show as U+FFFD."""
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in BINARY and not KEPT_AS_SUPPLIED.match(name):
            yield name, path.read_bytes().decode("utf-8", "replace")


def places(pattern: re.Pattern[str], but_not: tuple[str, ...] = ()) -> list[str]:
    """Return where *pattern* stands in the text files, as file:line: text."""
    return [
        f"{name}:{text.count(chr(10), 0, found.end()) + 1}: {found.group().strip()}"
        for name, text in texts()
        if name not in but_not
        for found in pattern.finditer(text)
    ]


def locked() -> dict[str, Version]:
    """Return the version of each package in the lock."""
    pins = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in pins}


def wanted() -> list[Requirement]:
    """Return what pyproject.toml asks for, tests included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in [*project["dependencies"], *project["optional-dependencies"]["test"]]]


def test_text_is_lf_utf8_and_nfc() -> None:
    faults = [
        f"{name}: {fault}"
        for name, text in texts()
        for fault, present in {
            "a carriage return": "\r" in text,
            "no UTF-8": "\ufffd" in text,
            "a byte order mark": text.startswith("\ufeff"),
            "not in NFC": not unicodedata.is_normalized("NFC", text),
        }.items()
        if present
    ]
    assert not faults, "\n".join(faults)


def test_no_file_names_a_path_of_one_machine() -> None:
    assert not places(MACHINE_PATH)


def test_lock_files_hold_no_address() -> None:
    locks = [path for path in files() if path.suffix == ".lock" or path.name.endswith("lock.json")]
    assert ROOT / "requirements.lock" in locks
    found = [f"{path.name}: {hit}" for path in locks for hit in ADDRESS.findall(path.read_text(encoding="utf-8"))]
    assert not found


def test_every_locked_package_has_hashes() -> None:
    blocks = re.split(r"^(?=[\w.-]+==)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE)[
        1:
    ]
    assert len(blocks) == len(locked())
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_the_lock_answers_what_the_project_asks(requirement: Requirement) -> None:
    assert locked()[canonicalize_name(requirement.name)] in requirement.specifier


@pytest.mark.parametrize("known_bad", ["lxml==6.0.2", "jinja2==3.1.5", "click==8.2.2", "click==8.3.1", "mkdocs==2.0"])
def test_known_bad_versions_are_refused(known_bad: str) -> None:
    name, _, version = known_bad.partition("==")
    specifier = next(line.specifier for line in wanted() if canonicalize_name(line.name) == name)
    assert Version(version) not in specifier


def test_nothing_is_left_to_be_done() -> None:
    assert not places(LEFT_OVER, but_not=("tests/test_promises.py",))


def test_nothing_claims_what_only_a_person_can() -> None:
    assert not places(EMPTY_CLAIM, but_not=("tests/test_promises.py",))
