"""The site made again after each edit: what the edit cannot have changed is kept, for as long as the process lives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building import Told, joined, told_of
from generator.data import shipped_clauses
from generator.diagnostic import Diagnostic
from generator.files import Files, digest
from generator.load import Homes
from generator.load.disk import read_workspace
from generator.making import all_files, frozen_files
from generator.model.library import AgreementSource, Workspace
from generator.pipeline import Reading, Result, concerns, homes, line, read_files

if TYPE_CHECKING:
    from generator.render.site.model import LibraryClause, SiteModel

ANYWHERE = ("scopes.yaml", "tiers.yaml", "countries.yaml", "library.yaml")
"""Files of any agreement, and of a library that an agreement does not stand on, whose words it may use all the same."""


@dataclass
class Kept:
    """What was made of an agreement: from what, what came of it, and its page and files once they were asked for.

    Attributes:
        stale: The files of what it was before, as long as nobody has made those of what it is now.
    """

    made_from: object
    result: Result
    told: Told | None = None
    stale: Files | None = None


class Renewal:
    """Returns the site of a workspace as often as it is asked, and makes only what may have changed since.

    The answer is that of ``building.site_for``, which makes all of it. An agreement is taken from what was kept as
    long as its own files, the libraries that it stands on and the faults found in them are the same, byte for byte.

    Attributes:
        owing: Whether the last site was returned before the files of a changed agreement were made.
    """

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}
        self.homes: Homes = {}
        self.clauses: dict[tuple[str, str], LibraryClause] = {}
        self.owing = False

    def __call__(self, root: Path, *, soon: bool = False) -> tuple[SiteModel, Files]:
        """Return the site of the workspace *root* and the files it offers.

        Args:
            root: The workspace.
            soon: Whether what people read is wanted before the Word, Excel and JSON files of an agreement that has
                changed: its page then says so, and the next site has them.
        """
        self.owing = False
        files, unreadable = read_workspace(root, shipped_clauses())
        reading = read_files(files, unreadable, along=self.line, before=self.homes)
        there = {one.id for one in reading.results}
        self.kept = {id_: one for id_, one in self.kept.items() if id_ in there}
        site, downloads = joined(reading, [self.told(root, reading, one, soon=soon) for one in reading.results])
        return replace(site, clauses=self.same(site.clauses)), downloads

    def same(self, clauses: Iterable[LibraryClause]) -> tuple[LibraryClause, ...]:
        """Return *clauses*, each as the very thing it was before where it says the same, so that its page is known."""
        last = self.clauses
        self.clauses = {
            key: last[key] if last.get(key) == one else one for one in clauses for key in [(one.id, one.layer)]
        }
        return tuple(self.clauses.values())

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
            stale = (known.told.files if known.told else known.stale) if known else None
            known = self.kept[id_] = Kept(now, line(workspace, source, early, standing, files), stale=stale)
        return known.result

    def told(self, root: Path, reading: Reading, one: Result, *, soon: bool) -> Told:
        """Return page and files of an agreement; those of one with errors are of its last build and read each time."""
        known = self.kept.get(one.id)
        if known is None or not one.sound:
            return told_of(root, reading, one, {})
        if known.told is None and known.stale is not None and soon:
            self.owing = True
            return told_soon(root, reading, one, known.stale)
        if known.told is None:
            known.told, known.stale = told_of(root, reading, one, all_files(reading, one)), None
        return known.told


def told_soon(root: Path, reading: Reading, one: Result, stale: Files) -> Told:
    """Return the page of an agreement whose files are still to be made; the *stale* ones stay until then, off the
    page.
    """
    told = told_of(root, reading, one, frozen_files(reading, one.id), making=True)
    return replace(told, files={**stale, **told.files})


def made_from(workspace: Workspace, source: AgreementSource, faults: Iterable[Diagnostic]) -> object:
    """Return what tells whether an agreement would come out otherwise: the bytes of its own files, of the libraries
    that it stands on and of what all share, the names of all files, the ids that any library has, and what was found
    in what it is made from.
    """
    own = (*homes(source), "clauses/templates/")
    used = [
        (path, hash_ if path.startswith(own) or path.count("/") == 1 or is_used_anywhere(path) else "")
        for path, hash_ in sorted(workspace.hashes.items())
    ]
    return digest(repr((used, ids_of_libraries(workspace))).encode()), [one for one in faults if concerns(one, source)]


def is_used_anywhere(path: str) -> bool:
    """Tell whether an agreement may use a file that stands in none of its libraries: words of scopes, a template, its
    approval.
    """
    return path.endswith((*ANYWHERE, ".docx")) or "/reviewed/templates/" in path


def ids_of_libraries(workspace: Workspace) -> list[tuple[str, list[str]]]:
    """Return the ids of the clauses and rows of each library: the card of another may name them, a hint offer them."""
    return [
        (name, sorted({*layer.clauses, *chain.from_iterable(layer.rows.values())}))
        for name, layer in workspace.layers.items()
    ]
