"""The site made again after each edit: what the edit cannot have changed is kept, for as long as the process lives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building import Told, joined, told_of
from generator.data import shipped_clauses
from generator.diagnostic import Diagnostic
from generator.files import Files, digest
from generator.load.disk import read_workspace
from generator.making import all_files
from generator.model.library import AgreementSource, Workspace
from generator.pipeline import Reading, Result, concerns, line, read_files

if TYPE_CHECKING:
    from generator.render.site.model import SiteModel

ANYWHERE = ("scopes.yaml", "tiers.yaml", "library.yaml")
"""Files of any agreement whose words others may use."""


@dataclass
class Kept:
    """What was made of an agreement: from what, what came of it, and its page and files once they were asked for."""

    made_from: object
    result: Result
    told: Told | None = None


class Renewal:
    """Returns the site of a workspace as often as it is asked, and makes only what may have changed since.

    The answer is that of ``building.site_for``, which makes all of it. An agreement is taken from what was kept as
    long as its own files, all libraries and the faults found in them are the same, byte for byte.
    """

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}

    def __call__(self, root: Path) -> tuple[SiteModel, Files]:
        """Return the site of the workspace *root* and the files it offers."""
        reading = read_files(*read_workspace(root, shipped_clauses()), along=self.line)
        there = {one.id for one in reading.results}
        self.kept = {id_: one for id_, one in self.kept.items() if id_ in there}
        return joined(reading, [self.told(root, reading, one) for one in reading.results])

    def line(
        self,
        workspace: Workspace,
        source: AgreementSource,
        early: Iterable[Diagnostic],
        standing: Iterable[Diagnostic],
        files: Files,
    ) -> Result:
        """Take an agreement down the line, unless nothing has changed of what it is made from."""
        id_, early, standing = source.agreement.id, list(early), list(standing)
        now = made_from(workspace, source, [*early, *standing])
        known = self.kept.get(id_)
        if known is None or known.made_from != now:
            known = self.kept[id_] = Kept(now, line(workspace, source, early, standing, files))
        return known.result

    def told(self, root: Path, reading: Reading, one: Result) -> Told:
        """Return page and files of an agreement; those of one with errors are of its last build and read each time."""
        known = self.kept.get(one.id)
        if known is None or not one.sound:
            return told_of(root, reading, one, {})
        if known.told is None:
            known.told = told_of(root, reading, one, all_files(reading, one))
        return known.told


def made_from(workspace: Workspace, source: AgreementSource, faults: Iterable[Diagnostic]) -> object:
    """Return what tells whether an agreement would come out otherwise: the bytes of its own files and of all
    libraries, the names of all files, and what was found in those that it is made from.
    """
    own = f"agreements/{source.agreement.id}/"
    used = [
        (path, hash_ if path.startswith(own) or not path.startswith("agreements/") or path.endswith(ANYWHERE) else "")
        for path, hash_ in sorted(workspace.hashes.items())
    ]
    return digest(repr(used).encode()), [fault for fault in faults if concerns(fault, source)]
