"""LibreOffice for scripts that edit a Word file as a person would; run by the Python of the system, which has uno."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import uno  # type: ignore[import-not-found]

TRIES = 240
WORD = "MS Word 2007 XML"


class Office(NamedTuple):
    """LibreOffice while it runs: what makes its services, and what opens files."""

    context: Any
    desktop: Any


@contextmanager
def running(profile: str) -> Iterator[Office]:
    """Start LibreOffice with a *profile* of its own, ``-env:UserInstallation=...``; end it afterwards."""
    pipe = f"test{abs(hash(profile))}"
    command = ["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        context = connected(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        yield Office(context, desktop)
        desktop.terminate()
        started.wait(timeout=60)
    finally:
        started.kill()


def connected(pipe: str) -> Any:
    """Return the context of the LibreOffice behind *pipe*, waiting until it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(TRIES):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def opened(office: Office, path: str | Path) -> Any:
    """Return the file *path*, opened unseen."""
    return office.desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(str(path)), "_blank", 0, (value("Hidden", True),)
    )


def saved(document: Any, path: str | Path, written_as: str = WORD) -> None:
    """Save *document* as the file *path*, a Word file unless told otherwise, and close it."""
    document.storeToURL(uno.systemPathToFileUrl(str(path)), (value("FilterName", written_as),))
    document.close(True)


def value(name: str, content: Any) -> Any:
    """Return a named property as LibreOffice wants it."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, content
    return made
