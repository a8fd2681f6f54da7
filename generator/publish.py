"""Put a whole build on disk: into ``build.new/``, read back, switched in by two renames, mended after a crash.

Between two commands ``build`` stands alone, or nothing does. While one is switched in, there are ``build`` and
``build.new``; then ``build.old`` and ``build.new``; then ``build`` and ``build.old``. ``build.new`` counts once it
holds a complete manifest, which is written last, after every file has reached the disk and was read back.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.diagnostic import Diagnostic, Severity, Span, kind, order
from generator.document.manifest import (
    LIBRARY,
    SITE,
    Manifest,
    Output,
    manifest_from_json,
    manifest_of,
    manifest_to_json,
)
from generator.files import Files, digest, short_digest
from generator.read.package import open_package

BUILD, NEW, OLD, LOCK = "build", "build.new", "build.old", "build.lock"
MANIFEST = "manifest.json"
PACKAGES = (".docx", ".xlsx")

LONGEST_NAME = 120
LONGEST_NAME_BYTES = 200
LONGEST_PATH = 220
"""Of a name in characters and UTF-8 bytes (file systems take 255), of a path below ``build/`` (Windows takes 260)."""

UNSAFE_NAME = kind(
    "unsafe-file-name",
    "A file of the build would have a name that not every machine can keep.",
    matters="It could be lost, renamed or written outside the build on another machine.",
    cure="Shorten or simplify the number or title that the name is made of.",
)
NAME_TWINS = kind(
    "file-name-twins",
    "Two files of the build differ in nothing but capital letters, or one stands where the other needs a folder.",
    matters="On Windows and macOS one would overwrite the other.",
    cure="Give the two agreements numbers or ids that differ in more than capital letters.",
)
BUILD_RUNNING = kind(
    "build-running",
    "Another command is writing or checking the build of this workspace.",
    matters="Two builds at once would leave a mixture of both.",
    cure="Wait until it has ended, then run the command again.",
)
LINKED_BUILD = kind(
    "linked-build-folder",
    "A build folder is a symbolic link, or a file stands in its place.",
    matters="Whatever it leads to would be replaced or deleted.",
    cure="Remove the link or the file; the build needs a folder of its own inside the workspace.",
)
FOREIGN_BUILD = kind(
    "foreign-build-folder",
    "There is a folder named build that our commands did not make, or its manifest is damaged.",
    matters="Publishing replaces the folder as a whole; what is in it would be lost.",
    cure="Move the folder away, or delete it if nothing in it is needed, then build again.",
)
NO_BUILD = kind(
    "no-build",
    "There is no build to look at.",
    matters="Nothing can be verified.",
    cure="Run `agreements build` first.",
)
ALTERED_OUTPUT = kind(
    "altered-output",
    "A file of the build is no longer what the build wrote.",
    matters="Its text may have been changed; the next build would overwrite the change.",
    cure="Move the file out of build/ and take the change over into your texts, or delete the file; then build again.",
)
ADDED_OUTPUT = kind(
    "added-output",
    "There is a file in the build that the build did not write.",
    matters="It could be taken for an approved document; the next build would delete it.",
    cure="Move it out of build/, then build again.",
)
MISSING_OUTPUT = kind(
    "missing-output",
    "A file that the build wrote is not there any more.",
    matters="The set of documents is incomplete.",
    cure="Build again.",
)
REPACKED_OUTPUT = kind(
    "repacked-output",
    "A Word or Excel file was packed again: its bytes differ, each of its parts is the same.",
    matters="No text has changed; mail gateways and archives do this.",
    cure="Build again to have the same bytes, or leave it.",
    severity=Severity.WARNING,
)
READBACK_DIFFERS = kind(
    "readback-differs",
    "A file read back from the disk is not what was to be written.",
    matters="Something between us and the disk changes files; nothing was published.",
    cure="Look at virus scanners and synchronising folders, build into a local folder, and check the disk.",
)
CANNOT_WRITE = kind(
    "cannot-write",
    "The disk refused to write, read or rename.",
    matters="The build could not be published as a whole; there is the old one or the new one, never a mixture.",
    cure="Free space or mend the rights as the message says, then run the command again.",
)
OPEN_ELSEWHERE = kind(
    "open-elsewhere",
    "A file of the build is open in another program, probably Word or Excel.",
    matters="Windows does not let it be replaced; nothing was changed.",
    cure="Close it there, then run the command again.",
)

MANY = 16
"""From so many files on, so many at a time are brought to the disk or removed: 20 times faster for 5,000 pages."""

DEVICES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9]|LPT[0-9])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
PUNCTUATION = frozenset(" -_.,()+")
LEFT_BY_DESKTOPS = re.compile(r"~\$.*|\.~lock\..*#|\.DS_Store|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""What file managers and office programs leave beside the files they show: never ours, never missed."""


class _Halt(Exception):
    """Publishing stops here, for the reasons given."""

    def __init__(self, *found: Diagnostic) -> None:
        super().__init__(*found)
        self.found = found


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing came to: the *manifest* of the new build, None when the earlier one (or none) still stands."""

    manifest: Manifest | None
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be published.

    Attributes:
        made: Files by their path below ``build/``; the site may be among them.
        owners: Agreement id, SITE or LIBRARY by path of a file or of a folder; the longest path decides.
        inputs: Hash of all inputs by owner.
        sources: SHA-256 of each source file, by workspace path.
        keep: Agreements with errors: their last good files are carried over, marked, with the inputs of their build.
        untouched: Owners not rendered this time (``build ID``): carried over as they are.
        write_site: Writes the site into the folder it is handed.
        prove: Reads one made file back, as it is on disk, and reports what it lost.
    """

    made: Files
    owners: Mapping[str, str]
    inputs: Mapping[str, str]
    sources: Mapping[str, str]
    keep: AbstractSet[str] = frozenset()
    untouched: AbstractSet[str] = frozenset()
    write_site: Callable[[Path], None] | None = None
    prove: Callable[[str, bytes], Iterable[Diagnostic]] = lambda _path, _data: ()


# Names


def safe_name(text: str, suffix: str = "") -> str:
    """Return a name for a file or folder that every machine can keep; *text* itself when it is one, else with its hash.

    Letters, digits, blanks and ``- _ . , ( ) +`` pass. Different texts get different names.

    Args:
        text: A number, a title, an id: whatever a person wrote.
        suffix: Ending of the file, ``.docx``; kept whole when the name is shortened.
    """
    if _is_safe(text + suffix):
        return text + suffix
    hashed = "-" + short_digest(text) + suffix
    kept = "".join(sign if _passes(sign) else "-" for sign in unicodedata.normalize("NFC", text))
    stem = re.sub("-{2,}", "-", kept).strip(" .-")
    if not stem or DEVICES.fullmatch(stem):
        stem = f"file {stem}"
    return _cut(stem, hashed).rstrip(" .-") + hashed


def _cut(stem: str, ending: str) -> str:
    """Return as much of *stem* as leaves room for *ending*, in characters and in bytes."""
    room = LONGEST_NAME_BYTES - len(ending.encode())
    return stem[: LONGEST_NAME - len(ending)].encode()[:room].decode(errors="ignore")


def _is_safe(name: str) -> bool:
    """Tell whether *name* can stand as it is: by an allow-list, neither hidden, option-like, a device, nor too long."""
    return (
        0 < len(name) <= LONGEST_NAME
        and all(map(_passes, name))
        and len(name.encode()) <= LONGEST_NAME_BYTES
        and unicodedata.is_normalized("NFC", name)
        and name[0] not in " .-"
        and name[-1] not in " ."
        and not DEVICES.fullmatch(name)
    )


def _passes(sign: str) -> bool:
    """Tell whether *sign* may stand in a name."""
    return sign in PUNCTUATION or unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Nd"


def name_faults(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Report each of *paths* that some machine cannot keep, and each that meets another on a case-blind disk."""
    spelled: dict[str, str] = {}
    files = frozenset(paths)
    for path in sorted(files):
        if len(path) > LONGEST_PATH or not all(_is_safe(name) for name in path.split("/")):
            yield UNSAFE_NAME.at(_span(path), f'"{path}" cannot be a file name everywhere')
        for prefix in _prefixes(path):
            first = spelled.setdefault(_blind(prefix), prefix)
            if first != prefix or (prefix != path and prefix in files):
                message = f'"{path}" and "{first}" would be one file on some machines'
                yield NAME_TWINS.at(_span(path), message, seen=((_span(first), "the other"),))
                break


def _prefixes(path: str) -> list[str]:
    """Return *path* and every folder above it, the topmost first."""
    names = path.split("/")
    return ["/".join(names[:count]) for count in range(1, len(names) + 1)]


def _blind(path: str) -> str:
    """Return *path* as a disk sees it that knows neither capitals nor compositions."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _span(path: str) -> Span:
    """Return the place of *path* below ``build/``."""
    return Span(f"{BUILD}/{path}")


# The build as a whole


def publish(root: Path, request: Request) -> Outcome:
    """Make *request* the build of the workspace *root*, or leave the build that stands and say why.

    First finishes or undoes an interrupted switch. Nothing is published unless every file reads back as it was to be.
    Whatever *request.write_site* raises passes through, after the half-made build is swept.
    """
    if faults := [*name_faults(request.made), *_reserved(request.made)]:
        return Outcome(None, tuple(faults))
    manifest: Manifest | None = None
    try:
        with _locked(root):
            _settle(root)
            previous = _replaceable(root)
            try:
                manifest, found = _fill(root, request, previous)
                _switch(root)
            finally:
                _settle_quietly(root)
        return Outcome(manifest, tuple(order(found)))
    except _Halt as halt:
        return Outcome(None, tuple(order(halt.found)))
    except OSError as error:
        stands = manifest is not None and _stands(root, manifest)
        return Outcome(manifest if stands else None, (_disk_fault(root, error, "new" if stands else "earlier"),))


def recover(root: Path) -> list[Diagnostic]:
    """Finish or undo an interrupted switch in the workspace *root*, sweep its litter; every command calls this first.

    While another command holds the build, nothing is done: there is nothing interrupted.
    """
    try:
        if any(map(_there, (root / NEW, root / OLD, root / LOCK))):
            with _locked(root):
                _settle(root)
    except _Halt as halt:
        return [fault for fault in halt.found if fault.code != BUILD_RUNNING.code]
    except OSError as error:
        return [_disk_fault(root, error, "earlier")]
    return []


def verify(root: Path) -> list[Diagnostic]:
    """Report each file of the build of *root* that is missing, altered, packed again or added."""
    try:
        with _locked(root, to_read=True):
            return order(_differences(root / BUILD, _manifest(root)))
    except _Halt as halt:
        return list(halt.found)
    except OSError as error:
        return [_disk_fault(root, error, "new")]


def read_manifest(root: Path) -> tuple[Manifest | None, list[Diagnostic]]:
    """Return the manifest of the build of *root*, or why there is none."""
    try:
        return _manifest(root), []
    except _Halt as halt:
        return None, list(halt.found)
    except OSError as error:
        return None, [_disk_fault(root, error, "earlier")]


def _manifest(root: Path) -> Manifest:
    """Return the manifest of the build of *root*.

    Raises:
        _Halt: If there is no build, or none of ours.
    """
    _refuse_links(root)
    if not _there(root / BUILD):
        raise _Halt(NO_BUILD.at(Span(BUILD), "there is no build here"))
    try:
        return manifest_from_json(_read(root / BUILD / MANIFEST))
    except FileNotFoundError:
        raise _Halt(FOREIGN_BUILD.at(Span(BUILD), "holds no manifest")) from None
    except ValueError as error:
        raise _Halt(FOREIGN_BUILD.at(_span(MANIFEST), f"is damaged: {error}")) from error


def _reserved(paths: Iterable[str]) -> list[Diagnostic]:
    """Report a file that would take the place of the manifest."""
    return [UNSAFE_NAME.at(_span(path), "this name is the manifest's") for path in paths if _blind(path) == MANIFEST]


def _replaceable(root: Path) -> Manifest:
    """Return the manifest of the build that stands, empty when there is none.

    Raises:
        _Halt: If the folder was not made by us or was changed since: it would be lost.
    """
    build = root / BUILD
    if not _there(build) or (_is_folder(build) and not any(build.iterdir())):
        return Manifest({})
    manifest = _manifest(root)
    lost = [fault for fault in _differences(build, manifest) if fault.code != MISSING_OUTPUT.code]
    if lost:
        raise _Halt(*(replace(fault, severity=Severity.ERROR) for fault in lost))
    return manifest


def _differences(folder: Path, manifest: Manifest) -> Iterator[Diagnostic]:
    """Report what in *folder* is not as *manifest* says."""
    there = {path: data for path, data in _contents(folder) if path != MANIFEST}
    for path, output in manifest.outputs.items():
        if path not in there:
            yield MISSING_OUTPUT.at(_span(path), "was built and is not there")
        elif (data := there[path]()) is None:
            yield ALTERED_OUTPUT.at(_span(path), "is no plain file any more")
        elif digest(data) != output.sha256:
            yield _altered(output, data)
    for path in sorted(there.keys() - manifest.outputs.keys()):
        yield ADDED_OUTPUT.at(_span(path), "is not from this build")


def _altered(output: Output, data: bytes) -> Diagnostic:
    """Return what became of *output*, now *data*: packed again, or changed and in which parts."""
    parts = _part_hashes(output.path, data)
    if not output.parts or not parts:
        return ALTERED_OUTPUT.at(_span(output.path), "was changed after it was built")
    names = sorted(name for name in {*parts, *output.parts} if parts.get(name) != output.parts.get(name))
    if not names:
        return REPACKED_OUTPUT.at(_span(output.path), "was packed again; each part is as it was built")
    return ALTERED_OUTPUT.at(_span(output.path), f"was changed after it was built: {', '.join(names)}")


def _part_hashes(path: str, data: bytes) -> dict[str, str]:
    """Return the hash of each part when *path* is a Word or Excel file that opens, else nothing."""
    if not path.endswith(PACKAGES):
        return {}
    return {name: digest(part) for name, part in open_package(path, data)[0].items()}


# Filling build.new


def _fill(root: Path, request: Request, previous: Manifest) -> tuple[Manifest, list[Diagnostic]]:
    """Write the new build with its manifest; return that and the warnings. From here on it is complete.

    Raises:
        _Halt: If a file cannot be carried over, read back, or kept by every machine.
    """
    new = root / NEW
    _make_folder(new)
    for path in sorted(request.made):
        _write(new / path, request.made[path])
    if request.write_site:
        _make_folder(new / SITE)
        request.write_site(new / SITE)
    carried, missing = _carry(root, request, previous)
    outputs, found = _read_back(new, request, carried)
    manifest = manifest_of(outputs, request.sources)
    _write_manifest(new, manifest)
    return manifest, [*missing, *found]


def _carry(root: Path, request: Request, previous: Manifest) -> tuple[dict[str, Output], list[Diagnostic]]:
    """Copy what is taken over from the earlier build and return it by path, with what was there once and is missing.

    Where the new build has a file of the same owner at the same path, the new one stays.

    Raises:
        _Halt: If the new build gives the path to another owner.
    """
    carried: dict[str, Output] = {}
    missing: list[Diagnostic] = []
    for path, output in previous.outputs.items():
        if output.owner not in request.keep | request.untouched:
            continue
        if _there(root / NEW / path):
            _same_owner(request, output)
        elif not _there(root / BUILD / path):
            missing.append(MISSING_OUTPUT.at(_span(path), "cannot be carried over", severity=Severity.WARNING))
        else:
            _write(root / NEW / path, _read(root / BUILD / path))
            carried[path] = replace(output, carried=output.carried or output.owner in request.keep)
    return carried, missing


def _same_owner(request: Request, output: Output) -> None:
    """Stop when the new file in the place of *output* belongs to someone else."""
    owner = owner_of(output.path, request.owners)
    if owner != output.owner:
        message = f"is of {output.owner}, whose last good files stay, and now of {owner} as well"
        raise _Halt(NAME_TWINS.at(_span(output.path), message))


def owner_of(path: str, owners: Mapping[str, str]) -> str:
    """Return who *path* belongs to: by the longest of its prefixes in *owners*; else the site or the library."""
    found = [owners[prefix] for prefix in _prefixes(path) if prefix in owners]
    return found[-1] if found else SITE if path.startswith(f"{SITE}/") else LIBRARY


def _read_back(new: Path, request: Request, carried: Mapping[str, Output]) -> tuple[list[Output], list[Diagnostic]]:
    """Bring every file and folder below *new* to the disk; return what it holds, and warnings.

    Raises:
        _Halt: If a file is not what it was to be.
    """
    contents = dict(_contents(new))
    faults = list(name_faults(contents))
    outputs = []
    for path in sorted({*contents, *request.made, *carried}):
        data = contents[path]() if path in contents else None
        faults += _lost(path, data, request, carried)
        outputs.append(carried.get(path) or _output(path, data or b"", request))
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise _Halt(*faults)
    folders = {prefix for path in contents for prefix in _prefixes(path)[:-1]}
    _each(_bring_to_disk, [new / path for path in (*contents, *sorted(folders), ".")])
    return outputs, faults


def _lost(path: str, data: bytes | None, request: Request, carried: Mapping[str, Output]) -> Iterable[Diagnostic]:
    """Return how the file *path*, read back as *data*, is not what it was to be; None stands for no plain file."""
    if data is None:
        return [READBACK_DIFFERS.at(_span(path), "was written and is no plain file now")]
    wanted = carried[path].sha256 if path in carried else digest(request.made.get(path, data))
    if digest(data) != wanted:
        return [READBACK_DIFFERS.at(_span(path), "reads back other than it was written")]
    return request.prove(path, data) if path in request.made else ()


def _output(path: str, data: bytes, request: Request) -> Output:
    """Return the manifest's entry of a file made now."""
    owner = owner_of(path, request.owners)
    return Output(path, digest(data), len(data), owner, request.inputs.get(owner, ""), parts=_part_hashes(path, data))


def _write_manifest(new: Path, manifest: Manifest) -> None:
    """Write the manifest under another name and rename it: it is there in full or not at all."""
    draft = new / f"{MANIFEST}.new"
    _write(draft, manifest_to_json(manifest))
    _bring_to_disk(draft)
    draft.rename(new / MANIFEST)
    _bring_to_disk(new)


# Switching, and finding the way back


def _switch(root: Path) -> None:
    """Put ``build.new`` in the place of ``build``; on a fault put the old one back."""
    earlier = _there(root / BUILD)
    if earlier:
        (root / BUILD).rename(root / OLD)
    try:
        (root / NEW).rename(root / BUILD)
    except OSError:
        if earlier:
            (root / OLD).rename(root / BUILD)
        raise
    _bring_to_disk(root)
    _remove(root / OLD)


def _settle(root: Path) -> None:
    """Leave ``build`` alone or nothing, whatever an interrupted command left.

    A build that stands, stands. Where none does, a complete ``build.new`` takes the place, else ``build.old``.
    """
    _refuse_links(root)
    if not _there(root / BUILD):
        heir = NEW if _complete(root / NEW) else OLD if _there(root / OLD / MANIFEST) else ""
        if heir:
            (root / heir).rename(root / BUILD)
            _bring_to_disk(root)
    _remove(root / NEW)
    _remove(root / OLD)


def _settle_quietly(root: Path) -> None:
    """Settle what can be; what the disk refuses is left to the next command, since the reason is on its way already."""
    with suppress(OSError):
        _settle(root)


def _complete(folder: Path) -> bool:
    """Tell whether *folder* holds a manifest and exactly the files that it lists."""
    try:
        manifest = manifest_from_json(_read(folder / MANIFEST))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    return not any(_differences(folder, manifest))


def _stands(root: Path, manifest: Manifest) -> bool:
    """Tell whether *manifest* is that of the build that stands."""
    return read_manifest(root)[0] == manifest


def _refuse_links(root: Path) -> None:
    """Stop when a build folder is a link or no folder.

    Raises:
        _Halt: Naming each.
    """
    odd = [name for name in (BUILD, NEW, OLD) if _there(root / name) and not _is_folder(root / name)]
    if odd:
        raise _Halt(*(LINKED_BUILD.at(Span(name), "is a link or a file, no folder of the workspace") for name in odd))


# The lock


@contextmanager
def _locked(root: Path, *, to_read: bool = False) -> Iterator[None]:
    """Hold the build of *root* for one command; the lock ends with the process, however it ends.

    Args:
        root: The workspace.
        to_read: Where the workspace cannot be written, nobody can build either: go on without a lock.

    Raises:
        _Halt: If another command holds it.
    """
    try:
        handle = _take_lock(root / LOCK)
    except OSError as error:
        if not (to_read and error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}):
            raise
        yield
        return
    try:
        yield
    finally:
        _release_lock(root / LOCK, handle)


def _take_lock(path: Path) -> int:
    """Return the open handle of the locked file *path*.

    The holder deletes the file at the end; who waited on a deleted file takes the new one.
    """
    while True:
        handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            _lock_or_halt(handle)
            if _there(path) and os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


if sys.platform == "win32":  # pragma: no cover - not verified: no Windows here
    import msvcrt

    def _lock_or_halt(handle: int) -> None:
        """Lock *handle*, or stop at once when another process holds it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise _Halt(BUILD_RUNNING.at(Span(BUILD), "another command holds the build")) from None

else:
    import fcntl

    def _lock_or_halt(handle: int) -> None:
        """Lock *handle*, or stop at once when another process holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _Halt(BUILD_RUNNING.at(Span(BUILD), "another command holds the build")) from None


def _release_lock(path: Path, handle: int) -> None:
    """Delete the lock file and let go; where it cannot be deleted (Windows, while open) it stays, and harms nobody."""
    with suppress(OSError):
        path.unlink()
    os.close(handle)


# The disk


def _there(path: Path) -> bool:
    """Tell whether anything stands at *path*, a dangling link included."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _is_folder(path: Path) -> bool:
    """Tell whether *path* is a folder itself: neither a link to one nor a junction."""
    found = path.lstat()
    reparse = getattr(found, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
    return stat.S_ISDIR(found.st_mode) and not reparse


def _make_folder(path: Path) -> None:
    """Make *path* and the folders above it that are missing."""
    if not _there(path):
        _make_folder(path.parent)
        path.mkdir()


def _write(path: Path, data: bytes) -> None:
    """Write *data* to a new file at *path*; ``_bring_to_disk`` follows, at the latest before the manifest."""
    _make_folder(path.parent)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def _read(path: Path) -> bytes:
    """Return the bytes of the file *path*, never through a link."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    try:
        blocks = []
        while block := os.read(handle, 1 << 20):
            blocks.append(block)
        return b"".join(blocks)
    finally:
        os.close(handle)


def _bring_to_disk(path: Path) -> None:
    """Wait until the file or folder *path* is on the disk; Windows has no such call for folders."""
    folder = _is_folder(path)
    if folder and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _contents(folder: Path, above: str = "") -> Iterator[tuple[str, Callable[[], bytes | None]]]:
    """Yield each file below *folder*, by name, with a way to read it; what desktops leave is passed over."""
    for path in sorted(folder.iterdir()):
        if _is_folder(path):
            yield from _contents(path, f"{above}{path.name}/")
        elif not LEFT_BY_DESKTOPS.fullmatch(path.name):
            yield above + path.name, partial(_read_plain, path)


def _read_plain(path: Path) -> bytes | None:
    """Return the bytes of *path*, None when it is a link or a device."""
    return _read(path) if stat.S_ISREG(path.lstat().st_mode) else None


def _remove(path: Path) -> None:
    """Remove *path* with all in it, the manifest first: what is half removed never counts as complete."""
    if not _there(path):
        return
    if not _is_folder(path):
        path.unlink()
        return
    (path / MANIFEST).unlink(missing_ok=True)
    files, folders = _everything(path)
    _each(Path.unlink, files)
    for folder in reversed(folders):
        folder.rmdir()


def _everything(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return what is in *folder* that is no folder, links among it, and all folders, each before those inside it."""
    files: list[Path] = []
    folders = [folder]
    for above in folders:  # grows on the way
        for inside in sorted(above.iterdir()):
            (folders if _is_folder(inside) else files).append(inside)
    return files, folders


def _each(work: Callable[[Path], None], paths: Sequence[Path]) -> None:
    """Do *work* on each of *paths*, many at once where they are many: a disk asked one by one waits each time."""
    if len(paths) < MANY:
        for path in paths:
            work(path)
        return
    with ThreadPoolExecutor(MANY) as hands:
        for _ in hands.map(work, paths):
            pass


REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "there are no rights to write here",
    errno.EPERM: "there are no rights to write here",
    errno.EIO: "the disk reports a fault of its own",
    errno.ENAMETOOLONG: "the path of the workspace is too long",
    getattr(errno, "EDQUOT", errno.ENOSPC): "the quota of the disk is used up",
}
SHARING = {5, 32, 33}
"""What Windows reports for a file that another program holds open."""


def _disk_fault(root: Path, error: OSError, standing: str) -> Diagnostic:
    """Return *error* as a fault in plain words; *standing* tells which build stands: the ``new`` or the ``earlier``."""
    name = str(error.filename or BUILD)
    place = Path(name).relative_to(root).as_posix() if name.startswith(f"{root}{os.sep}") else BUILD
    if getattr(error, "winerror", None) in SHARING:
        return OPEN_ELSEWHERE.at(Span(place), "is open in another program")
    reason = REASONS.get(error.errno or 0) or error.strerror or str(error)
    stands = f"the {standing} build stands"
    with suppress(OSError):
        stands = stands if _there(root / BUILD) else "no build stands; the next command looks again"
    return CANNOT_WRITE.at(Span(place), f"{reason}; {stands}")


# Sources: what new, amend, adopt and fmt write


SOURCE_EXISTS = kind(
    "source-exists",
    "A file that a command would make is there already.",
    matters="Your own text would be overwritten.",
    cure="Choose another name, or move the file away.",
)


def write_sources(root: Path, files: Files, *, replace: bool) -> list[Diagnostic]:
    """Write files of the workspace *root*, each whole or not at all; return what was refused, and then write nothing.

    Args:
        root: The workspace.
        files: By path inside it.
        replace: Whether a file that exists may be replaced.
    """
    climbing = [path for path in sorted(files) if not all(map(_is_plain_step, path.split("/")))]
    if climbing:
        return [UNSAFE_NAME.at(Span(path), "leads outside the workspace; nothing was written") for path in climbing]
    taken = [path for path in sorted(files) if not replace and _there(root / path)]
    if taken:
        return [SOURCE_EXISTS.at(Span(path), "is there already; nothing was written") for path in taken]
    linked = [path for path in sorted(files) if _through_link(root, path)]
    if linked:
        return [LINKED_BUILD.at(Span(path), "lies behind a link; nothing was written") for path in linked]
    try:
        for path in sorted(files):
            _write_source(root / path, files[path])
    except OSError as error:
        return [CANNOT_WRITE.at(Span(path), REASONS.get(error.errno or 0) or error.strerror or str(error))]
    return []


def _is_plain_step(name: str) -> bool:
    """Tell whether *name* is one step down: no way up, no drive, no device."""
    return name not in {"", ".", ".."} and not set(name) & set("\\:\0") and not DEVICES.fullmatch(name)


def _through_link(root: Path, path: str) -> bool:
    """Tell whether *path* or a folder on the way to it is a symbolic link."""
    return any((root / prefix).is_symlink() for prefix in _prefixes(path))


def _write_source(path: Path, data: bytes) -> None:
    """Write *data* beside *path*, bring it to the disk, then put it in the place of *path*."""
    _make_folder(path.parent)
    beside = path.with_name(f".{path.name}.new")
    _remove(beside)
    try:
        _write(beside, data)
        _bring_to_disk(beside)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            _remove(beside)
        raise
    _bring_to_disk(path.parent)


def read_outputs(root: Path, owner: str) -> dict[str, bytes]:
    """Return the files of *owner* in the build that stands, by path; those that were altered since are left out."""
    manifest, _ = read_manifest(root)
    outputs = manifest.of(owner) if manifest else ()
    files = {output.path: (output, _read_if_there(root / BUILD / output.path)) for output in outputs}
    return {path: data for path, (output, data) in files.items() if data is not None and digest(data) == output.sha256}


def _read_if_there(path: Path) -> bytes | None:
    """Return the bytes of the file *path*, None when it cannot be read."""
    try:
        return _read(path)
    except OSError:
        return None
