"""What was made and lies outside the build: copies, redlines, what is for readers outside. Is it as it was made?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostic import Diagnostic, Severity, Span
from generator.document.blocks import Document
from generator.files import digest
from generator.pipeline import Reading
from generator.verifying import ALTERED_COPY, UNKNOWN_COPY, Original

if TYPE_CHECKING:
    from generator.publish import Folder

NO_RECORD = "of which no other record is kept"
MADE_ANEW = "which was made anew since"


# The files that a file may be


def copied_originals(root: Path, reading: Reading) -> Iterator[Original]:
    """Yield the copies and redlines that were made in the workspace, and the files for readers outside."""
    from generator.publish import read_copies

    for folder in read_copies(root):
        id_ = folder.path.rpartition("/")[2]
        result = reading.result(id_)
        trees = {one.facts.number: one for one in (result.documents if result else {}).values()}
        yield from folder_originals(folder, f"the copy of {id_} in {folder.path}", trees)
    yield from shown_originals(root, reading)


def folder_originals(folder: Folder, title: str, trees: Mapping[str, Document]) -> Iterator[Original]:
    """Yield what was made in one folder: by its record what it was, as far as it is still there the file itself."""
    for path, hashes in folder.known.items():
        for sha256 in hashes:
            data = folder.files.get(path, b"")
            whole = data if digest(data) == sha256 else b""
            said = title if sha256 == hashes[-1] else f"{title}, {MADE_ANEW}"
            yield Original(said, f"{folder.path}/{path}", sha256, whole, tree_of(path, trees))
    if folder.made is None:
        for path, data in folder.files.items():
            yield Original(f"{title}, {NO_RECORD}", f"{folder.path}/{path}", digest(data), data, tree_of(path, trees))


def tree_of(path: str, trees: Mapping[str, Document]) -> Document | None:
    """Return the document whose number the name of a file begins with."""
    return trees.get(path.rpartition("/")[2].partition(" ")[0])


def shown_originals(root: Path, reading: Reading) -> Iterator[Original]:
    """Yield the files of each agreement that readers outside have."""
    from generator.publish import PUBLISHED, read_outputs, shown_homes

    for home in shown_homes(root):
        for id_ in reading.workspace.agreements:
            for path, data in read_outputs(home, id_).items():
                place = f"{PUBLISHED}/{home.name}/build/{path}"
                yield Original(f"what {home.name} readers get of {id_}", place, digest(data), data)


# What became of them


def copies_verified(root: Path) -> list[Diagnostic]:
    """Report each copy, redline or file for readers outside that is no longer as it was made."""
    from generator.publish import PUBLISHED, read_copies, shown_homes, verify

    found = [one for folder in read_copies(root) for one in folder_faults(folder)]
    for home in shown_homes(root):
        found += [within(one, f"{PUBLISHED}/{home.name}") for one in verify(home)]
    return found


def within(found: Diagnostic, folder: str) -> Diagnostic:
    """Return a finding of the build in *folder* with its whole path."""
    return replace(found, span=replace(found.span, path=f"{folder}/{found.span.path}"))


def folder_faults(folder: Folder) -> Iterator[Diagnostic]:
    """Yield what is not as it was made in one folder of copies."""
    if folder.damaged:
        yield ALTERED_COPY.at(Span(f"{folder.path}/made.json"), f"the record of what was made here: {folder.damaged}")
    elif folder.made is None and folder.files:
        words = "nothing is recorded of what was made here: it was made by an earlier release, or the record is gone"
        yield UNKNOWN_COPY.at(Span(folder.path), words, severity=Severity.WARNING)
    else:
        yield from (fault for path, data in folder.files.items() for fault in file_faults(folder, path, data))


def file_faults(folder: Folder, path: str, data: bytes) -> Iterator[Diagnostic]:
    """Yield why a file is none of those that were made in *folder*."""
    place = Span(f"{folder.path}/{path}")
    if path not in folder.known:
        yield UNKNOWN_COPY.at(place, "is none of the files that were made here", severity=Severity.WARNING)
    elif digest(data) not in folder.known[path]:
        hint = "keep it elsewhere if the change is wanted; make the copy again"
        yield ALTERED_COPY.at(place, "was changed after it was made", hint=hint)
