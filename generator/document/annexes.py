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
