"""Open a Word file in LibreOffice, edit it as a reviewer would, and save it as .docx; run by the system's own Python.

python3 office_edit.py PROFILE IN OUT keep|plain|recorded
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.office_desktop import opened, running, saved


def edit(document: Any) -> None:
    """Change a word, insert one, and delete one, each in another clause."""
    for old, new in (("incomplete", "pending"), ("extension before", "extension in writing before"), ("main ", "")):
        search = document.createReplaceDescriptor()
        search.SearchString, search.ReplaceString = old, new
        document.replaceAll(search)


def main(profile: str, source: str, target: str, how: str) -> None:
    """Edit *source* as *how* says, and save it as *target*."""
    with running(profile) as office:
        document = opened(office, source)
        document.RecordChanges = how == "recorded"
        if how != "keep":
            edit(document)
        saved(document, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
