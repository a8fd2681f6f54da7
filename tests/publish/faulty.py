"""A disk that fails, or kills the process, at the n-th call; and the order of what it was asked."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CALLS = ("open", "write", "fsync", "close", "mkdir", "rename", "unlink", "rmdir", "listdir", "lstat", "read")
CHANGING = ("write", "fsync", "mkdir", "rename", "open", "unlink", "rmdir")
LOOKING = ("read", "listdir", "lstat", "open")


class Faulty:
    """Stands before calls of ``os``: counts those of *names*, does *harm* at the n-th, or at each from the n-th on."""

    def __init__(self, at: int, harm: Callable[[str], None], names: tuple[str, ...], *, lasting: bool = False) -> None:
        self.at, self.harm, self.names, self.lasting, self.count = at, harm, names, lasting, 0
        self.counting = threading.Lock()

    def guard(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **options: Any) -> Any:
            with self.counting:
                self.count += 1
                now = self.count
            if now == self.at or (self.lasting and now > self.at):
                if name == "write" and len(args[1]) > 1:  # what a full disk does: some of it is written
                    call(args[0], bytes(args[1])[: len(args[1]) // 2])
                self.harm(name)
            return call(*args, **options)

        return guarded

    @contextmanager
    def at_work(self) -> Iterator[None]:
        kept = {name: getattr(os, name) for name in self.names}
        try:
            for name, call in kept.items():
                setattr(os, name, self.guard(name, call))
            yield
        finally:
            for name, call in kept.items():
                setattr(os, name, call)


def failing(number: int) -> Callable[[str], None]:
    """Return the harm of a call that ends with the error *number*."""

    def harm(name: str) -> None:
        raise OSError(number, os.strerror(number), f"somewhere in {name}")

    return harm


def steps_of(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> list[Any]:
    """Return what *work* asked of the disk: inodes brought to it, names given by renames, what was removed."""
    steps: list[Any] = []

    def noted(name: str, note: Callable[..., Any]) -> None:
        call = getattr(os, name)

        def noting(*args: Any, **options: Any) -> Any:
            steps.append(note(*args))
            return call(*args, **options)

        monkeypatch.setattr(os, name, noting)

    noted("fsync", lambda handle: os.fstat(handle).st_ino)
    noted("rename", lambda _here, there: Path(there).name)
    noted("replace", lambda _here, there: Path(there).name)
    noted("unlink", lambda path: f"unlink {Path(path).name}")
    noted("rmdir", lambda path: f"sweep {Path(path).name}")
    work()
    return steps
