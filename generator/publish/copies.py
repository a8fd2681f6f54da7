"""Copies and redlines, which no build has: written with a record of their hashes beside them, and read with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostic import Diagnostic
from generator.files import Files, digest
from generator.publish.disk import contents, folders, read_if_there, there
from generator.publish.names import BUILD
from generator.publish.sources import write_below, write_sources

COPIES = ("copies", "redlines")
"""Folders of the workspace with files that no build and no frozen version has."""
PUBLISHED = "published"
"""The folder with the builds for readers outside, each in a folder of its own."""
RECORD = "made.json"
SCHEMA = 1

Made = Mapping[str, tuple[str, ...]]
"""SHA-256 of everything that was ever made under a name, the newest last, by path below the folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of copies.

    Attributes:
        path: From the workspace: ``copies/my-agreement``.
        files: What stands in it, by path below it.
        made: What was made there; None when the record is missing or no longer as it was written.
        damaged: Why the record cannot be read; empty when it can, or is not there.
    """

    path: str
    files: Files
    made: Made | None = None
    damaged: str = ""

    @property
    def known(self) -> Made:
        """What was made there, as far as it is known."""
        return self.made or {}


def write_copies(root: Path, folder: str, files: Files, to: Path | None = None) -> list[Diagnostic]:
    """Write copies into a *folder* of the workspace and add them to its record; return what was refused.

    Earlier files of the same name leave their hash in the record: what was sent once is known ever after.

    Args:
        root: The workspace.
        folder: ``copies/my-agreement``.
        files: By path below the folder.
        to: Another place for the files; the record stays in the workspace.
    """
    before = read_record(root / folder)[0] or {}
    made = {**before, **{path: with_newest(before.get(path, ()), data) for path, data in files.items()}}
    record = {RECORD: record_to_json(made)}
    if to is None:
        return write_below(root, folder, {**files, **record})
    return write_sources(to.resolve(), files, replace=True) or write_below(root, folder, record)


def with_newest(hashes: tuple[str, ...], data: bytes) -> tuple[str, ...]:
    """Return *hashes* with that of *data* as the last."""
    now = digest(data)
    return (*(one for one in hashes if one != now), now)


def read_copies(root: Path) -> list[Folder]:
    """Return the folders of copies and redlines that stand in the workspace."""
    homes = [root / name for name in COPIES]
    return [read_folder(root, f"{home.name}/{one.name}") for home in homes for one in folders(home)]


def shown_homes(root: Path) -> list[Path]:
    """Return the folders that hold a build for readers outside."""
    return [one for one in folders(root / PUBLISHED) if there(one / BUILD)]


def read_folder(root: Path, path: str) -> Folder:
    """Return one folder of copies; links and devices in it are passed over."""
    read = {name: get() for name, get in contents(root / path) if name != RECORD}
    return Folder(path, {name: data for name, data in read.items() if data is not None}, *read_record(root / path))


# The record


def read_record(folder: Path) -> tuple[Made | None, str]:
    """Return what was made in *folder*, or why its record cannot be read; neither where there is none."""
    data = read_if_there(folder / RECORD)
    if data is None:
        return None, ""
    try:
        return record_from_json(data), ""
    except ValueError as error:
        return None, str(error)


def record_to_json(made: Made) -> bytes:
    """Return the record: canonical JSON with a seal over everything in it."""
    record = {"schema": SCHEMA, "files": {path: list(made[path]) for path in sorted(made)}}
    return _written({**record, "seal": digest(_written(record))})


def record_from_json(data: bytes) -> Made:
    """Return what the record *data* says.

    Raises:
        ValueError: If it is no record, was changed by hand, or follows a schema that this release does not know.
    """
    try:
        record = json.loads(data)
        seal = record.pop("seal")
        if record["schema"] != SCHEMA:
            raise ValueError(f"it follows schema {record['schema']}, this release reads schema {SCHEMA}")
        if seal != digest(_written(record)):
            raise ValueError("it is not as it was written")
        return {path: tuple(hashes) for path, hashes in record["files"].items()}
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it lacks or misplaces a field ({error})") from error


def _written(record: Mapping[str, object]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
