"""Changes of files are heard of at once from the system, where it tells of them, and else by looking."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog import events
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.livereload import LiveReloadServer
    from watchdog.observers.api import BaseObserver, ObservedWatch

RIGHTS: type[FileSystemEvent] = getattr(events, "FileAttribEvent", FileModifiedEvent)
"""That the rights of a file changed, which older releases of watchdog do not tell apart."""
CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent, RIGHTS]
"""That a file was opened or closed is no change: a build reads them all."""

Facts = tuple[int, int, int, int] | None


class Once(FileSystemEventHandler):
    """Passes on each change of a file once, whoever tells of it first.

    Attributes:
        listener: Who wants to know.
        last: Time, size, number and rights of each file when something of it was last passed on, shared by all
            listeners; by its real path, since one tells of a link and another of what it leads to.
    """

    def __init__(self, listener: FileSystemEventHandler, last: dict[str, Facts]) -> None:
        self.listener = listener
        self.last = last

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass on *event* unless the files it names are still as they were when they were last told of."""
        paths = (os.path.realpath(os.fsdecode(one)) for one in (event.src_path, event.dest_path) if one)
        now = {path: facts_of(path) for path in paths}
        if any(self.last.get(path, ()) != facts for path, facts in now.items()):
            self.last.update(now)
            self.listener.dispatch(event)


class Watching:
    """Stands in the place of mkdocs' observer, with what of it mkdocs calls.

    mkdocs looks at all files twice a second, which sees also what another machine or a container has written; half a
    second is long for somebody who waits, and what the system tells of comes at once. Where it tells of nothing, since
    too much is watched already, or fails in its own way, looking is enough.

    Attributes:
        told: What hears of changes from the system; None where that cannot be had.
    """

    def __init__(self, looking: BaseObserver) -> None:
        self.looking = looking
        self.told: BaseObserver | None = None
        self.last: dict[str, Facts] = {}
        with suppress(Exception):
            self.told = Observer()

    def schedule(self, listener: FileSystemEventHandler, path: str, *, recursive: bool = False) -> ObservedWatch:
        """Watch *path* for *listener*."""
        once = Once(listener, self.last)
        if self.told:
            with suppress(Exception):
                self.told.schedule(once, path, recursive=recursive, event_filter=CHANGES)
        return self.looking.schedule(once, path, recursive=recursive, event_filter=CHANGES)

    def unschedule(self, watch: ObservedWatch) -> None:
        """Watch no longer."""
        if self.told:
            with suppress(Exception):
                self.told.unschedule(watch)
        self.looking.unschedule(watch)

    def start(self) -> None:
        """Begin."""
        self.looking.start()
        if self.told:
            try:
                self.told.start()
            except Exception:  # noqa: BLE001 - each system has its own
                self.told.stop()
                self.told = None

    def is_alive(self) -> bool:
        """Tell whether anybody watches."""
        return self.looking.is_alive()

    def stop(self) -> None:
        """End."""
        self.looking.stop()
        if self.told:
            self.told.stop()

    def join(self, *args: Any) -> None:
        """Wait for the end."""
        self.looking.join(*args)
        if self.told and self.told.is_alive():
            self.told.join(*args)


def hear_at_once(server: LiveReloadServer, watched: Iterable[str]) -> None:
    """Let *server* hear of changes below *watched*, and of all it will watch, from the system too.

    Args:
        server: Of mkdocs, before it serves.
        watched: What it may watch already.
    """
    moved = [path for path in dict.fromkeys(watched) if is_let_go(server, path)]
    server.observer = Watching(server.observer)  # type: ignore[assignment]
    for path in moved:
        server.watch(path)


def is_let_go(server: LiveReloadServer, path: str) -> bool:
    """Tell whether *server* watched *path*, which it no longer does."""
    try:
        server.unwatch(path)
    except KeyError:
        return False
    return True


def facts_of(path: str) -> Facts:
    """Return time, size, number and rights of the file *path*, or of what it leads to; None when there is none."""
    try:
        facts = Path(path).stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino, facts.st_mode
