"""Open Word files in LibreOffice, accept or reject all changes, and save them; run by the system's own Python.

python3 office_settle.py PROFILE [accept|reject IN OUT]...
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.office_desktop import Office, opened, running, saved

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def settle(office: Office, how: str, source: str, target: str) -> None:
    """Accept or reject every change of *source*, and save it as *target*."""
    document = opened(office, source)
    helper = office.context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", office.context
    )
    helper.executeDispatch(document.CurrentController.Frame, COMMANDS[how], "", 0, ())
    saved(document, target)


def main(profile: str, *jobs: str) -> None:
    """Do each of *jobs*."""
    with running(profile) as office:
        for at in range(0, len(jobs), 3):
            settle(office, *jobs[at : at + 3])


if __name__ == "__main__":
    main(*sys.argv[1:])
