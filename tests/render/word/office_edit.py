"""Open a Word file in LibreOffice, edit it as a reviewer would, and save it as .docx; run by the system's own Python.

python3 office_edit.py PROFILE IN OUT keep|plain|recorded
"""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]

TRIES = 120


def value(name: str, content: Any) -> Any:
    """Return a named property as LibreOffice wants it."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, content
    return made


def desktop(pipe: str) -> Any:
    """Return the running LibreOffice behind *pipe*, waiting until it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(TRIES):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.5)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice does not answer")


def edit(document: Any) -> None:
    """Change a word, insert one, and delete one, each in another clause."""
    for old, new in (("incomplete", "pending"), ("extension before", "extension in writing before"), ("main ", "")):
        search = document.createReplaceDescriptor()
        search.SearchString, search.ReplaceString = old, new
        document.replaceAll(search)


def main(profile: str, source: str, target: str, how: str) -> None:
    """Start LibreOffice, edit *source* as *how* says, save it as *target*, and end LibreOffice."""
    pipe = f"edit{abs(hash(profile))}"
    command = ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        office = desktop(pipe)
        document = office.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, (value("Hidden", True),))
        document.RecordChanges = how == "recorded"
        if how != "keep":
            edit(document)
        filter_name = value("FilterName", "MS Word 2007 XML")
        document.storeToURL(uno.systemPathToFileUrl(target), (filter_name,))
        document.close(True)
        office.terminate()
    finally:
        running.wait(timeout=60)


if __name__ == "__main__":
    main(*sys.argv[1:])
