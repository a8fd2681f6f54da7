"""Changes of files are heard of at once from the system, where it tells of them, and else by looking."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

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

CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""That a file was opened or closed is no change: a build reads them all."""

Facts = tuple[int, int, int] | None


class Once(FileSystemEventHandler):
    """Passes on each change of a file once, whoever tells of it first.

    Attributes:
        listener: Who wants to know.
        last: Time, size and number of each file when something of it was last passed on; shared by all listeners.
    """

    def __init__(self, listener: FileSystemEventHandler, last: dict[str, Facts]) -> None:
        self.listener = listener
        self.last = last

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass on *event* unless the files it names are still as they were when they were last told of."""
        now = {path: facts_of(path) for path in map(os.fsdecode, (event.src_path, event.dest_path)) if path}
        if any(self.last.get(path, ()) != facts for path, facts in now.items()):
            self.last.update(now)
            self.listener.dispatch(event)


class Watching:
    """Stands in the place of mkdocs' observer, with what of it mkdocs calls.

    mkdocs looks at all files twice a second, which sees also what another machine or a container has written; half a
    second is long for somebody who waits, and what the system tells of comes at once.
    """

    def __init__(self, looking: BaseObserver) -> None:
        self.looking = looking
        self.told = Observer()
        self.last: dict[str, Facts] = {}

    def schedule(self, listener: FileSystemEventHandler, path: str, *, recursive: bool = False) -> ObservedWatch:
        """Watch *path* for *listener*."""
        once = Once(listener, self.last)
        with suppress(OSError):  # more than the system watches for one user; looking remains
            self.told.schedule(once, path, recursive=recursive, event_filter=CHANGES)
        return self.looking.schedule(once, path, recursive=recursive, event_filter=CHANGES)

    def unschedule(self, watch: ObservedWatch) -> None:
        """Watch no longer."""
        with suppress(KeyError, OSError):
            self.told.unschedule(watch)
        self.looking.unschedule(watch)

    def start(self) -> None:
        """Begin."""
        self.looking.start()
        with suppress(OSError):
            self.told.start()

    def is_alive(self) -> bool:
        """Tell whether anybody watches."""
        return self.looking.is_alive()

    def stop(self) -> None:
        """End."""
        self.looking.stop()
        self.told.stop()

    def join(self, *args: Any) -> None:
        """Wait for the end."""
        self.looking.join(*args)
        if self.told.is_alive():
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
    """Return time, size and number of the file *path*; None when there is none."""
    try:
        facts = os.lstat(path)
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino
