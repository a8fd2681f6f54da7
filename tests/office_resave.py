"""Open files in LibreOffice and save them anew, as its users do; run by the system's own Python.

python3 office_resave.py PROFILE FILTER      each line of the input is a source, a tab, a target; one is answered each
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.office_desktop import opened, running, saved


def main(profile: str, written_as: str) -> None:
    """Do each job of the input."""
    with running(profile) as office:
        for job in sys.stdin:
            source, target = job.rstrip("\n").split("\t")
            saved(opened(office, source), target, written_as)
            print(target, flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main(*sys.argv[1:])
