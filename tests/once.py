"""What follows from the same bytes is made once for all tests that ask: homes read, agreements taken down the line.

What is kept is frozen, and a site that is served keeps it too. That the same bytes give the same again is shown by
builds in processes of their own, see ``tests/stories/test_surroundings.py``.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from generator.diagnostic import Diagnostic
from generator.files import Files
from generator.model.library import AgreementSource, Workspace
from generator.pipeline import Result


class Memory:
    """The last few answers by name, each with what was asked."""

    def __init__(self, most: int) -> None:
        self.kept: defaultdict[str, deque[tuple[object, Any]]] = defaultdict(partial(deque, maxlen=most))

    def answer(self, name: str, asked: object, make: Callable[[], Any]) -> Any:
        """Return the answer, made now unless one of those that are kept was asked the same."""
        for known, answer in self.kept[name]:
            if known == asked:
                return answer
        answer = make()
        self.kept[name].appendleft((asked, answer))
        return answer


HOMES, LINES = Memory(3), Memory(4)


def read_once(read_home: Callable[[str, Files], Any]) -> Callable[[str, Files], Any]:
    """Return *read_home* with a memory. In another order files are read anew: some tests ask whether it matters."""

    def once(home: str, files: Files) -> Any:
        return HOMES.answer(home, [*files.items()], partial(read_home, home, files))

    return once


def taken_once(line: Callable[..., Result]) -> Callable[..., Result]:
    """Return *line* with a memory of whole workspaces; where no files are told, nothing is remembered."""

    def once(
        workspace: Workspace,
        source: AgreementSource,
        early: Iterable[Diagnostic],
        standing: Iterable[Diagnostic] = (),
        files: Files | None = None,
    ) -> Result:
        early, standing = [*early], [*standing]
        make = partial(line, workspace, source, early, standing, files)
        asked = (dict(files), workspace.hashes, source, early, standing) if files else None
        answer: Result = LINES.answer(source.agreement.id, asked, make) if asked else make()
        return answer

    return once
