"""In which order the tests are run, and which of them one core runs together, when there are several."""

from __future__ import annotations

TOGETHER = ("tests/browser/",)
"""Folders whose files share what takes long to prepare: the site of all agreements, and a browser."""
FIRST = (
    *TOGETHER,
    "tests/test_mkdocs_plugin.py",
    "tests/stories/",
    "tests/test_standing.py",
    "tests/review/",
    "tests/author/",
    "tests/compare/",
    "tests/test_run.py",
    "tests/hostile/",
    "tests/cli/",
)
"""What takes longest; begun last, it would leave the other cores nothing to do."""


def turn(test: str) -> int:
    """Return the turn of a test, by its id."""
    return next((at for at, start in enumerate(FIRST) if test.startswith(start)), len(FIRST))


def unit(test: str) -> str:
    """Return what a test is run together with: the folder or the file."""
    return next((folder for folder in TOGETHER if test.startswith(folder)), test.partition("::")[0])
