"""One command at a time: the lock of a workspace's build."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.diagnostic import Span
from generator.publish.disk import there
from generator.publish.faults import BUILD_RUNNING, Halt
from generator.publish.names import BUILD, LOCK


@contextmanager
def locked(root: Path, *, to_read: bool = False) -> Iterator[None]:
    """Hold the build of *root* for one command; the lock ends with the process, however it ends.

    Args:
        root: The workspace.
        to_read: Where the workspace cannot be written, nobody can build either: go on without a lock.

    Raises:
        Halt: If another command holds it.
    """
    try:
        handle = _take_lock(root / LOCK)
    except OSError as error:
        if not (to_read and error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}):
            raise
        yield
        return
    try:
        yield
    finally:
        _release_lock(root / LOCK, handle)


def _take_lock(path: Path) -> int:
    """Return the open handle of the locked file *path*.

    The holder deletes the file at the end; who waited on a deleted file takes the new one.
    """
    while True:
        handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            _lock_or_halt(handle)
            if there(path) and os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


if sys.platform == "win32":  # pragma: no cover - not verified: no Windows here
    import msvcrt

    def _lock_or_halt(handle: int) -> None:
        """Lock *handle*, or stop at once when another process holds it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise Halt(BUILD_RUNNING.at(Span(BUILD), "another command holds the build")) from None

else:
    import fcntl

    def _lock_or_halt(handle: int) -> None:
        """Lock *handle*, or stop at once when another process holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Halt(BUILD_RUNNING.at(Span(BUILD), "another command holds the build")) from None


def _release_lock(path: Path, handle: int) -> None:
    """Delete the lock file and let go; where it cannot be deleted (Windows, while open) it stays, and harms nobody."""
    with suppress(OSError):
        path.unlink()
    os.close(handle)
