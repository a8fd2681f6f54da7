"""Where the version of an annex stands: the paths that composing writes, and checks and comparisons know again."""

from __future__ import annotations

ANNEX_LIST = "control/annexes"
"""The list of the annexes with versions of their own, on the control page."""
APPROVALS = "control/approvals"
"""The reviews and approvals on a control page; those of an annex stand below this path, by the id of the annex."""
LINE = "/version"
"""Ends the path of the line under the title of an annex that names its version."""


def control_path(annex: str) -> str:
    """Return the path of the line under the title of *annex* that names its version."""
    return f"{annex}{LINE}"


def is_annex_line(path: str) -> bool:
    """Tell whether *path* is that of the line under the title of an annex that names its version."""
    return path.endswith(LINE)


def approvals_path(annex: str) -> str:
    """Return the path of the table that names who approved the version of *annex*."""
    return f"{APPROVALS}/{annex}"


def is_approval(path: str) -> bool:
    """Tell whether *path* is that of a table that names who approved the version of an annex, or lies in it."""
    return path.startswith(f"{APPROVALS}/")


def annex_of(path: str) -> str:
    """Return the annex whose version, date or approval stands at *path*; empty where none does."""
    if is_annex_line(path):
        return path.removesuffix(LINE)
    return path.removeprefix(f"{APPROVALS}/").partition("/")[0] if is_approval(path) else ""
