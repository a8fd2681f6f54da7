"""What this machine has and lacks: asked of it by ``agreements doctor``, and by nothing else."""

from __future__ import annotations

import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple


class Fact(NamedTuple):
    """One line of the answer: what was asked, what was found, whether it will do."""

    name: str
    value: str
    sound: bool


PACKAGES = {
    "lxml": (6, 1),
    "Jinja2": (3, 1, 6),
    "pydantic": (2, 11),
    "PyYAML": (6,),
    "openpyxl": (3, 1),
    "mkdocs": (1, 6),
}
"""Packages whose older releases are known to be unsafe or to lack what we use."""
PROGRAMS = {
    "soffice": "LibreOffice, for looking at Word files as pages; documents are made without it",
    "git": "git, for keeping the history of a workspace",
}
FONTS = {"Caladea": "Cambria", "Liberation Sans": "Arial"}
"""Fonts that LibreOffice draws in place of those that the documents name."""


def facts(root: Path) -> Iterator[Fact]:
    """Yield what matters to a workspace at *root*."""
    yield Fact("Python", sys.version.partition(" ")[0], sys.version_info >= (3, 11))
    yield from (package(name, least) for name, least in PACKAGES.items())
    yield from (program(name, words) for name, words in PROGRAMS.items())
    yield from fonts()
    yield Fact("write rights", str(root), os.access(root, os.W_OK))
    yield Fact("text encoding", sys.getfilesystemencoding(), sys.getfilesystemencoding() == "utf-8")
    yield Fact("locale", ".".join(filter(None, locale.getlocale())) or "C", sound=True)


def package(name: str, least: tuple[int, ...]) -> Fact:
    """Return which release of a package is installed, and whether it is new enough."""
    try:
        found = version(name)
    except PackageNotFoundError:
        return Fact(name, "missing", sound=False)
    numbers = tuple(int(part) for part in found.split(".")[: len(least)] if part.isdigit())
    return Fact(name, found, numbers >= least)


def program(name: str, words: str) -> Fact:
    """Return whether a program that is useful, not needed, is there."""
    there = shutil.which(name) is not None
    return Fact(name, "found" if there else f"not found ({words})", sound=True)


def fonts() -> Iterator[Fact]:
    """Yield whether the fonts are there that LibreOffice draws our documents with."""
    if shutil.which("fc-list") is None:
        yield Fact("fonts", "cannot be listed here", sound=True)
        return
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout  # noqa: S607 - wherever it is
    for drawn, named in FONTS.items():
        there = drawn in listed
        yield Fact(
            f"font {drawn}",
            f"draws {named}" if there else f"missing; LibreOffice draws {named} with another width",
            sound=True,
        )
