"""Open Word files in LibreOffice, accept or reject all changes, and save them; run by the system's own Python.

python3 office_settle.py PROFILE [accept|reject IN OUT]...
"""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]

TRIES = 240
COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def value(name: str, content: Any) -> Any:
    """Return a named property as LibreOffice wants it."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, content
    return made


def connected(pipe: str) -> Any:
    """Return the context of the running LibreOffice behind *pipe*, waiting until it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(TRIES):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def settle(context: Any, desktop: Any, how: str, source: str, target: str) -> None:
    """Accept or reject every change of *source*, and save it as *target*."""
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, (value("Hidden", True),))
    helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    helper.executeDispatch(document.CurrentController.Frame, COMMANDS[how], "", 0, ())
    document.storeToURL(uno.systemPathToFileUrl(target), (value("FilterName", "MS Word 2007 XML"),))
    document.close(True)


def main(profile: str, *jobs: str) -> None:
    """Start LibreOffice, do each of *jobs*, and end LibreOffice."""
    pipe = f"settle{abs(hash(profile))}"
    command = ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        context = connected(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        for at in range(0, len(jobs), 3):
            settle(context, desktop, *jobs[at : at + 3])
        desktop.terminate()
    finally:
        running.wait(timeout=60)


if __name__ == "__main__":
    main(*sys.argv[1:])
