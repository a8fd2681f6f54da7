"""The only place that reads a workspace from disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.diagnostic import Diagnostic, Severity, Span, kind

LARGEST = 8 * 1024 * 1024
LARGEST_ATTACHMENT = 100 * 1024 * 1024

UNREADABLE = kind(
    "unreadable-file",
    "A file of the workspace cannot be read.",
    matters="What is not read is not in the documents.",
    cure="Give yourself read rights, or remove the file.",
)
FOREIGN = kind(
    "foreign-file",
    "A link in the workspace leads elsewhere, a file is a pipe or device, has a name that is no text, or is too large.",
    matters="Files from outside the workspace would be published unseen; others could not be kept on every machine.",
    cure="Put the file itself into the workspace, under a name of plain letters; keep large files below attachments/.",
)
UNKNOWN_FILE = kind(
    "unknown-file",
    "A file of the workspace has a name that we do not know.",
    matters="Its content is in no document.",
    cure="Rename it as the page on the workspace says, or move it out.",
    severity=Severity.WARNING,
)

Read = tuple[dict[str, bytes], list[Diagnostic]]


def read_workspace(root: Path, shipped: Path) -> Read:
    """Return the files of the workspace at *root*, below ``clauses/`` and ``agreements/``; what core it lacks comes
    from *shipped*.

    A workspace with a ``clauses/core`` folder of its own stands alone; any other takes every layer that it does not
    have itself from
    the libraries in *shipped*, the folder that holds ``core``.
    """
    files, found = read_tree(root, "clauses")
    more, also = read_tree(root, "agreements")
    if not any(path.startswith("clauses/core/") for path in files):
        library, third = read_shipped(shipped)
        files = library | files
        found += third
    return files | more, found + also


def read_shipped(shipped: Path) -> Read:
    """Return the files of the libraries in *shipped*, by their path in a workspace."""
    library, found = read_tree(shipped.parent, shipped.name)
    ours = f"{shipped.name}/companies/"  # the sample's company, in a checkout; no wheel has it
    libraries = {path: data for path, data in library.items() if not path.startswith(ours)}
    return {"clauses" + path[len(shipped.name) :]: data for path, data in libraries.items()}, found


def read_tree(root: Path, folder: str) -> Read:
    """Return every file below *root*/*folder* by its path from *root*; links and giants are refused, hidden files
    passed over.
    """
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    closed: list[OSError] = []
    for path in walk(root / folder, closed.append):
        name = path.relative_to(root).as_posix()
        fault = nameless(name) or refusal(path, name)
        if fault:
            found.append(fault)
            continue
        try:
            files[name] = path.read_bytes()
        except OSError as trouble:
            found.append(UNREADABLE.at(Span(name), f"cannot be read: {trouble.strerror or trouble}"))
    return files, found + [closed_folder(root, one) for one in closed if not isinstance(one, FileNotFoundError)]


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    """Return time and size of every file of the workspace at *root*, by path: another answer means a change."""
    found: dict[str, tuple[int, int]] = {}
    for folder in ("agreements", "clauses"):
        for path in walk(root / folder, id):
            try:
                facts = path.lstat()
            except OSError:  # it went away between the list and the look
                continue
            found[path.relative_to(root).as_posix()] = (facts.st_mtime_ns, facts.st_size)
    return found


def closed_folder(root: Path, trouble: OSError) -> Diagnostic:
    """Return the fault of a folder that cannot be listed."""
    name = Path(trouble.filename or root).relative_to(root).as_posix()
    return UNREADABLE.at(Span(name), f"cannot be listed: {trouble.strerror or trouble}")


def walk(top: Path, closed: Callable[[OSError], object]) -> Iterator[Path]:
    """Yield the files below *top* in the order of their names, not following links to folders; tell *closed* of each
    folder that cannot be listed. A link in the place of *top* is all that is yielded.
    """
    if top.is_symlink():
        yield top
        return
    for folder, folders, names in os.walk(top, onerror=closed, followlinks=False):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
        yield from (Path(folder) / name for name in sorted([*names, *links]) if not ignored(name))


def ignored(name: str) -> bool:
    """Tell whether *name* is a hidden file, an editor's backup or Word's lock file."""
    return name.startswith((".", "~$")) or name.endswith(("~", ".bak", ".swp"))


def nameless(name: str) -> Diagnostic | None:
    """Return the fault of a file whose name holds bytes that are no letters; other machines cannot keep it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "backslashreplace").decode()
        return FOREIGN.at(Span(shown), "has a name with bytes that are no letters", hint="rename it, in plain letters")
    return None


def refusal(path: Path, name: str) -> Diagnostic | None:
    """Return why *path* is not read, if so."""
    if path.is_symlink():
        return FOREIGN.at(Span(name), "is a link; links are not followed")
    if not path.is_file():
        return FOREIGN.at(Span(name), "is no plain file")
    attached = "/attachments/" in name
    most = LARGEST_ATTACHMENT if attached else LARGEST
    if path.stat().st_size > most:
        hint = "list it below `attachments` by number and version, without `file`" if attached else ""
        return FOREIGN.at(Span(name), f"is larger than {most // 2**20} MB", hint=hint)
    return None
