"""The few functions that touch the disk; everything else of publishing is made of them."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from generator.diagnostic import Diagnostic, Span
from generator.publish.faults import CANNOT_WRITE, OPEN_ELSEWHERE, SHARING, reason_of
from generator.publish.names import BUILD, MANIFEST, prefixes

MANY = 16
"""From so many files on, so many at a time are brought to the disk or removed: 20 times faster for 5,000 pages."""

LEFT_BY_DESKTOPS = re.compile(r"~\$.*|\.~lock\..*#|\.DS_Store|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""What file managers and office programs leave beside the files they show: never ours, never missed."""


# Looking


def there(path: Path) -> bool:
    """Tell whether anything stands at *path*, a dangling link included."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def is_folder(path: Path) -> bool:
    """Tell whether *path* is a folder itself: neither a link to one nor a junction."""
    found = path.lstat()
    reparse = getattr(found, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
    return stat.S_ISDIR(found.st_mode) and not reparse


def is_empty(folder: Path) -> bool:
    """Tell whether nothing is in *folder*."""
    return not any(folder.iterdir())


def folders(home: Path) -> list[Path]:
    """Return the folders in *home*, if it is one itself, and no link."""
    return [one for one in sorted(home.iterdir()) if is_folder(one)] if there(home) and is_folder(home) else []


def through_link(root: Path, path: str) -> bool:
    """Tell whether *path* or a folder on the way to it is a symbolic link."""
    return any((root / prefix).is_symlink() for prefix in prefixes(path))


def contents(folder: Path, above: str = "") -> Iterator[tuple[str, Callable[[], bytes | None]]]:
    """Yield each file below *folder*, by name, with a way to read it; what desktops leave is passed over."""
    for path in sorted(folder.iterdir()):
        if is_folder(path):
            yield from contents(path, f"{above}{path.name}/")
        elif not LEFT_BY_DESKTOPS.fullmatch(path.name):
            yield above + path.name, partial(_read_plain, path)


def _read_plain(path: Path) -> bytes | None:
    """Return the bytes of *path*, None when it is a link or a device."""
    return read(path) if stat.S_ISREG(path.lstat().st_mode) else None


def read(path: Path) -> bytes:
    """Return the bytes of the file *path*, never through a link."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    try:
        blocks = []
        while block := os.read(handle, 1 << 20):
            blocks.append(block)
        return b"".join(blocks)
    finally:
        os.close(handle)


def read_if_there(path: Path) -> bytes | None:
    """Return the bytes of the file *path*, None when it cannot be read."""
    try:
        return read(path)
    except OSError:
        return None


# Changing


def make_folder(path: Path) -> None:
    """Make *path* and the folders above it that are missing."""
    if not there(path):
        make_folder(path.parent)
        path.mkdir()


def write(path: Path, data: bytes) -> None:
    """Write *data* to a new file at *path*; ``bring_to_disk`` follows, at the latest before the manifest."""
    make_folder(path.parent)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes) -> None:
    """Write *data* beside *path*, bring it to the disk, then put it in the place of *path*."""
    make_folder(path.parent)
    beside = path.with_name(f".{path.name}.new")
    remove(beside)
    try:
        write(beside, data)
        bring_to_disk(beside)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            remove(beside)
        raise
    bring_to_disk(path.parent)


def rename(path: Path, to: Path) -> None:
    """Give the file or folder *path* the name *to*: as a whole, or not at all."""
    path.rename(to)


def bring_to_disk(path: Path) -> None:
    """Wait until the file or folder *path* is on the disk; Windows has no such call for folders."""
    folder = is_folder(path)
    if folder and sys.platform == "win32":  # pragma: no cover - not verified: no Windows here
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove *path* with all in it, the manifest first: what is half removed never counts as complete."""
    if not there(path):
        return
    if not is_folder(path):
        path.unlink()
        return
    manifest = path / MANIFEST
    if there(manifest) and not is_folder(manifest):
        manifest.unlink()
    files, folders = _everything(path)
    each(Path.unlink, files)
    for folder in reversed(folders):
        folder.rmdir()


def _everything(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return what is in *folder* that is no folder, links among it, and all folders, each before those inside it."""
    files: list[Path] = []
    folders = [folder]
    for above in folders:  # grows on the way
        for inside in sorted(above.iterdir()):
            (folders if is_folder(inside) else files).append(inside)
    return files, folders


def each(work: Callable[[Path], None], paths: Sequence[Path]) -> None:
    """Do *work* on each of *paths*, many at once where they are many: a disk asked one by one waits each time."""
    if len(paths) < MANY:
        for path in paths:
            work(path)
        return
    with ThreadPoolExecutor(MANY) as hands:
        for _ in hands.map(work, paths):
            pass


# What it refused


def disk_fault(root: Path, error: OSError, standing: str) -> Diagnostic:
    """Return *error* as a fault in plain words; *standing* tells which build stands: the ``new`` or the ``earlier``."""
    name = str(error.filename or BUILD)
    place = Path(name).relative_to(root).as_posix() if name.startswith(f"{root}{os.sep}") else BUILD
    if getattr(error, "winerror", None) in SHARING:
        return OPEN_ELSEWHERE.at(Span(place), "is open in another program")
    stands = f"the {standing} build stands"
    with suppress(OSError):
        stands = stands if there(root / BUILD) else "no build stands; the next command looks again"
    return CANNOT_WRITE.at(Span(place), f"{reason_of(error)}; {stands}")
