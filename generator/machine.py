"""What this machine has: the facts that ``agreements doctor`` lists; it looks, and leaves nothing behind."""

from __future__ import annotations

import locale
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from packaging.utils import canonicalize_name

from generator.data import shipped_lock
from generator.packages import DISTRIBUTION, asked_for, bill_of_materials, locked, package

OLDEST_PYTHON = (3, 11)
ENOUGH_SPACE = 500 * 2**20
PATIENCE = 20
"""Seconds that a program has to say its version."""

PROGRAMS = {
    "git": (("git",), "keeps the history of your texts"),
    "LibreOffice": (("soffice", "libreoffice"), "makes PDF files and page numbers of copies to be signed"),
    "Chromium": (("chromium", "chromium-browser", "google-chrome", "chrome"), "only for tests: looks at the site"),
}
FONTS = {
    "Cambria": ("Cambria", "Caladea"),
    "Arial": ("Arial", "Liberation Sans"),
    "Calibri": ("Calibri", "Carlito"),
}
"""Fonts of the templates and workbooks, each with the free one of the same widths."""


class Fact(NamedTuple):
    """One thing that was looked at: its name, what was found, and whether building works with it."""

    name: str
    value: str
    sound: bool


def facts(root: Path) -> Iterator[Fact]:
    """Yield what this machine has, with the workspace *root*; what only tests need is never unsound."""
    yield python()
    yield Fact("system", f"{platform.system()} {platform.release()}, {platform.machine()}", sound=True)
    yield from packages()
    yield releases()
    yield encoding()
    yield from (program(name, commands, use) for name, (commands, use) in PROGRAMS.items())
    yield from fonts()
    yield rights(root)
    yield space(root)


def python() -> Fact:
    """Return which Python runs this."""
    needed = ".".join(map(str, OLDEST_PYTHON))
    sound = sys.version_info >= OLDEST_PYTHON
    return Fact("Python", platform.python_version() + ("" if sound else f"; at least {needed} is needed"), sound)


def packages() -> Iterator[Fact]:
    """Yield each package that building needs, as the project itself lists them."""
    wanted = asked_for()
    if wanted is None:
        yield Fact(DISTRIBUTION, "not installed; run: python3 run.py build", sound=False)
    for one in map(package, wanted or ()):
        yield Fact(one.name, "; ".join(filter(None, (one.found, one.lacking))), not one.lacking)


def releases() -> Fact:
    """Return whether the packages are those of the lock, with which the tests of this release ran."""
    lock = {one.name: one.version for one in locked(shipped_lock())}
    here = {canonicalize_name(one.name): one.found for one in map(package, asked_for() or ()) if one.found}
    other = [
        f"{name} {found} (locked: {lock.get(name, 'none')})" for name, found in here.items() if lock.get(name) != found
    ]
    return Fact(
        "lock", f"tested with other releases: {', '.join(other)}" if other else "the releases are those tested", True
    )


def bill() -> str:
    """Return the bill of materials of this release, from the lock that came with it."""
    lock = shipped_lock()
    return bill_of_materials(lock, version(DISTRIBUTION), asked_for() or ())


def encoding() -> Fact:
    """Return the language of this machine, on which no build depends, and whether it can name files in any."""
    language, names = locale.getlocale()[0] or "no language set", sys.getfilesystemencoding()
    return Fact("locale", f"{language}, file names in {names}", names.lower() == "utf-8")


def program(name: str, commands: tuple[str, ...], use: str) -> Fact:
    """Return the version of the first of *commands* that is there; building works without it."""
    found = next(filter(None, map(shutil.which, commands)), None)
    if found is None:
        return Fact(name, f"not found; {use}", sound=True)
    return Fact(name, first_line([found, "--version"]) or "found, but it does not say its version", sound=True)


def first_line(command: list[str]) -> str:
    """Return the first line that *command*, a program of this machine, prints; empty when it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return next(iter(done.stdout.splitlines()), "")


def fonts() -> Iterator[Fact]:
    """Yield for each font whether this machine can show it; Word files name fonts, they do not carry them."""
    lister = shutil.which("fc-match")
    for wanted, stand_ins in FONTS.items():
        shown = first_line([lister, "--format=%{family}\n", wanted]) if lister else ""
        if not shown:
            value = "cannot be looked up here; Word on Windows and macOS brings it"
        elif shown.startswith(stand_ins):
            value = f"shown in {shown}"
        else:
            value = f"would be shown in {shown}: line breaks differ on this machine, not in the files"
        yield Fact(f"font {wanted}", value, sound=True)


def rights(root: Path) -> Fact:
    """Return whether a build folder can be made in *root*, tried with a folder of its own that is removed again."""
    try:
        with tempfile.TemporaryDirectory(prefix=".agreements-", dir=root) as folder:
            tried = Path(folder, "tried")
            tried.mkdir()
            tried.rename(Path(folder, "renamed"))
    except OSError as error:
        return Fact("write rights", f"none in the workspace: {error.strerror or error}", sound=False)
    return Fact("write rights", "the workspace can be written", sound=True)


def space(root: Path) -> Fact:
    """Return how much room the disk of *root* has."""
    try:
        free = shutil.disk_usage(root).free
    except OSError as error:
        return Fact("free space", f"unknown: {error.strerror or error}", sound=False)
    return Fact("free space", f"{free // 2**20:,} MB", sound=free >= ENOUGH_SPACE)
