"""Write sources: what new, amend, adopt and fmt make."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostic import Diagnostic, Span
from generator.files import Files
from generator.publish.disk import there, through_link, write_whole
from generator.publish.faults import CANNOT_WRITE, LINKED_BUILD, SOURCE_EXISTS, UNSAFE_NAME, reason_of
from generator.publish.names import is_plain_step


def write_sources(root: Path, files: Files, *, replace: bool) -> list[Diagnostic]:
    """Write files of the workspace *root*, each whole or not at all; return what was refused, and then write nothing.

    Args:
        root: The workspace.
        files: By path inside it.
        replace: Whether a file that exists may be replaced.
    """
    climbing = [path for path in sorted(files) if not all(map(is_plain_step, path.split("/")))]
    if climbing:
        reason = "leads outside the workspace, or has a name that Windows cannot keep; nothing was written"
        return [UNSAFE_NAME.at(Span(path), reason) for path in climbing]
    path = next(iter(sorted(files)), "")
    try:
        refused = _standing(root, sorted(files), replace=replace)
        for path in () if refused else sorted(files):
            write_whole(root / path, files[path])
    except OSError as error:
        return [CANNOT_WRITE.at(Span(path), reason_of(error))]
    return refused


def write_below(root: Path, folder: str, files: Files) -> list[Diagnostic]:
    """Write what was made from sources into *folder* of the workspace, over what was there; never behind a link.

    Args:
        root: The workspace.
        folder: By its path inside it.
        files: By path inside *folder*.
    """
    return write_sources(root, {f"{folder}/{path}": data for path, data in files.items()}, replace=True)


def _standing(root: Path, paths: list[str], *, replace: bool) -> list[Diagnostic]:
    """Return what stands in the way of *paths*: files that may not be replaced, and links."""
    taken = [path for path in paths if not replace and there(root / path)]
    if taken:
        return [SOURCE_EXISTS.at(Span(path), "is there already; nothing was written") for path in taken]
    return [fault for path in paths for fault in links_on(root, path)]


def links_on(root: Path, path: str) -> list[Diagnostic]:
    """Return that *path* or a folder on the way to it is a link: what is written there would land elsewhere."""
    words = "lies behind a link; nothing was written"
    return [LINKED_BUILD.at(Span(path), words)] if through_link(root, path) else []
