"""The only place that reads a workspace from disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.diagnostic import Diagnostic, Severity, Span, kind

TRIES = 3
"""How often a folder in which files change is read anew."""

ASKING = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How a file is opened: its bytes, itself and no link in its place, and without waiting for the other end of a pipe."""

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
CHANGING = kind(
    "changing-file",
    "A file changed, came or went while the workspace was read, each of three times.",
    matters="Half of the older and half of the newer words would be taken for what you mean.",
    cure="Wait until the program that writes there has ended (a sync, a save), then give the command again.",
)
UNKNOWN_FILE = kind(
    "unknown-file",
    "A file of the workspace has a name that we do not know.",
    matters="Its content is in no document.",
    cure="Rename it as the page on the workspace says, or move it out.",
    severity=Severity.WARNING,
)

Stamps = dict[str, tuple[int, ...]]
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
    passed over. When anything changes meanwhile all is read anew, since files go together; in the end it is refused.
    """
    moved: set[str] = set()
    for _ in range(TRIES):
        before = stamps_below(root, folder)
        files, found = look_through(root, folder)
        after = stamps_below(root, folder)
        moved = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        if not moved:
            return files, found
    told = [CHANGING.at(Span(shown(name)), "changed, came or went while it was read") for name in sorted(moved)]
    kept = {name: data for name, data in files.items() if name not in moved}
    return kept, [*(one for one in found if one.span.path not in moved), *told]


def look_through(root: Path, folder: str) -> Read:
    """Return what stands below *root*/*folder* now, each file read once."""
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    closed: list[OSError] = []
    for path, name in walk(root, folder, closed.append):
        made = nameless(name) or read_plain(path, name)
        if isinstance(made, bytes):
            files[name] = made
        else:
            found.append(made)
    return files, found + [closed_folder(root, one) for one in closed if not isinstance(one, FileNotFoundError)]


def read_plain(path: str | Path, name: str) -> bytes | Diagnostic:
    """Return the bytes of the plain file *path*, or why it is not read.

    It is looked at again once it is open: until then anybody can put a link or a pipe in its place.
    """
    try:
        fault = refusal(os.lstat(path), name)
        if fault:
            return fault
        with os.fdopen(os.open(path, os.O_RDONLY | ASKING), "rb") as file:
            return refusal(os.fstat(file.fileno()), name) or file.read()
    except OSError as trouble:
        return UNREADABLE.at(Span(name), f"cannot be read: {trouble.strerror or trouble}")


def read_given(path: Path) -> bytes | Diagnostic:
    """Return the bytes of a file that somebody named, wherever it lies; a link is followed, as theirs.

    A pipe or a device is refused: the one might never end, the other never begin.
    """
    try:
        facts = path.stat()
        fault = refusal(facts, str(path), LARGEST_ATTACHMENT)
        return replace(fault, hint="give the command a file of a disk") if fault else path.read_bytes()
    except OSError as trouble:
        return UNREADABLE.at(Span(str(path)), f"cannot be read: {trouble.strerror or trouble}")


def stamps(root: Path) -> Stamps:
    """Return time and size of every file of the workspace at *root*, by path: another answer means a change."""
    return {**stamps_below(root, "agreements"), **stamps_below(root, "clauses")}


def stamps_below(root: Path, folder: str) -> Stamps:
    """Return time, size and number of every file below *root*/*folder*, by its path from *root*."""
    found: Stamps = {}
    for path, name in walk(root, folder, id):
        try:
            facts = os.lstat(path)
        except OSError:  # it went away between the list and the look
            continue
        found[name] = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
    return found


def closed_folder(root: Path, trouble: OSError) -> Diagnostic:
    """Return the fault of a folder that cannot be listed."""
    name = Path(trouble.filename or root).relative_to(root).as_posix()
    return UNREADABLE.at(Span(name), f"cannot be listed: {trouble.strerror or trouble}")


def walk(root: Path, folder: str, closed: Callable[[OSError], object]) -> Iterator[tuple[str, str]]:
    """Yield the files below *root*/*folder* in the order of their names, each with its path from *root*, not following
    links to folders; tell *closed* of each folder that cannot be listed. A link in the place of the folder is all that
    is yielded.
    """
    top = root / folder
    if top.is_symlink():
        yield str(top), folder
        return
    left = [(str(top), folder)]  # plain text: of thousands of files, a Path for each took most of the time
    while left:
        path, name = left.pop()
        try:
            with os.scandir(path) as entries:
                inside = sorted(entries, key=lambda one: one.name)
        except OSError as trouble:
            closed(trouble)
            continue
        found = [(one.path, f"{name}/{one.name}", one.name, is_folder(one)) for one in inside]
        yield from ((path, place) for path, place, called, deeper in found if not deeper and not ignored(called))
        left += [(path, place) for path, place, called, deeper in reversed(found) if deeper and called[0] != "."]


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether *entry* is a folder itself, and no link to one."""
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # it went away between the list and the look
        return False


def ignored(name: str) -> bool:
    """Tell whether *name* is a hidden file, an editor's backup or Word's lock file."""
    return name.startswith((".", "~$")) or name.endswith(("~", ".bak", ".swp"))


def nameless(name: str) -> Diagnostic | None:
    """Return the fault of a file whose name holds bytes that are no letters; other machines cannot keep it."""
    words, hint = "has a name with bytes that are no letters", "rename it, in plain letters"
    return FOREIGN.at(Span(shown(name)), words, hint=hint) if shown(name) != name else None


def shown(name: str) -> str:
    """Return *name* with bytes that are no letters spelled out, so that it can be printed."""
    return name.encode("utf-8", "backslashreplace").decode()


def refusal(facts: os.stat_result, name: str, most: int = 0) -> Diagnostic | None:
    """Return why the file *name* is not read, if so; *most* is how many bytes it may have, by its place unless told."""
    if stat.S_ISLNK(facts.st_mode):
        return FOREIGN.at(Span(name), "is a link; links are not followed")
    if not stat.S_ISREG(facts.st_mode):
        return FOREIGN.at(Span(name), "is no plain file")
    attached = "/attachments/" in name
    most = most or (LARGEST_ATTACHMENT if attached else LARGEST)
    if facts.st_size > most:
        hint = "list it below `attachments` by number and version, without `file`" if attached else ""
        return FOREIGN.at(Span(name), f"is larger than {most // 2**20} MB", hint=hint)
    return None
