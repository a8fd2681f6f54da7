"""Switch a filled ``build.new`` in by two renames, and find the way back after a crash.

Between two commands ``build`` stands alone, or nothing does. While one is switched in, there are ``build`` and
``build.new``; then ``build.old`` and ``build.new``; then ``build`` and ``build.old``. ``build.new`` counts once it
holds a complete manifest, which is written last, after every file has reached the disk and was read back.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostic import Diagnostic, Severity, order
from generator.document.manifest import Manifest, manifest_from_json
from generator.publish.disk import bring_to_disk, disk_fault, is_empty, is_folder, read, remove, rename, there
from generator.publish.faults import BUILD_RUNNING, MISSING_OUTPUT, Halt
from generator.publish.fill import Request, fill
from generator.publish.lock import locked
from generator.publish.names import BUILD, LOCK, MANIFEST, NEW, OLD, name_faults, reserved_names
from generator.publish.verify import differences, manifest_of_build, read_manifest, refuse_links


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing came to: the *manifest* of the new build, None when the earlier one (or none) still stands."""

    manifest: Manifest | None
    found: tuple[Diagnostic, ...] = ()


def publish(root: Path, request: Request) -> Outcome:
    """Make *request* the build of the workspace *root*, or leave the build that stands and say why.

    First finishes or undoes an interrupted switch. Nothing is published unless every file reads back as it was to be.
    Whatever *request.write_site* raises passes through, after the half-made build is swept.
    """
    if faults := [*name_faults(request.made), *reserved_names(request.made)]:
        return Outcome(None, tuple(faults))
    manifest: Manifest | None = None
    try:
        with locked(root):
            _settle(root)
            previous = _replaceable(root)
            try:
                manifest, found = fill(root, request, previous)
                _switch(root)
            finally:
                _settle_quietly(root)
        return Outcome(manifest, tuple(order(found)))
    except Halt as halt:
        return Outcome(None, tuple(order(halt.found)))
    except OSError as error:
        stands = manifest is not None and _stands(root, manifest)
        return Outcome(manifest if stands else None, (disk_fault(root, error, "new" if stands else "earlier"),))


def recover(root: Path) -> list[Diagnostic]:
    """Finish or undo an interrupted switch in the workspace *root*, sweep its litter; every command calls this first.

    While another command holds the build, nothing is done: there is nothing interrupted.
    """
    try:
        if any(map(there, (root / NEW, root / OLD, root / LOCK))):
            with locked(root):
                _settle(root)
    except Halt as halt:
        return [fault for fault in halt.found if fault.code != BUILD_RUNNING.code]
    except OSError as error:
        return [disk_fault(root, error, "earlier")]
    return []


def _replaceable(root: Path) -> Manifest:
    """Return the manifest of the build that stands, empty when there is none.

    Raises:
        Halt: If the folder was not made by us or was changed since: it would be lost.
    """
    build = root / BUILD
    if not there(build) or (is_folder(build) and is_empty(build)):
        return Manifest({})
    manifest = manifest_of_build(root)
    lost = [fault for fault in differences(build, manifest) if fault.code != MISSING_OUTPUT.code]
    if lost:
        raise Halt(*(replace(fault, severity=Severity.ERROR) for fault in lost))
    return manifest


def _switch(root: Path) -> None:
    """Put ``build.new`` in the place of ``build``; on a fault put the old one back."""
    earlier = there(root / BUILD)
    if earlier:
        rename(root / BUILD, root / OLD)
    try:
        rename(root / NEW, root / BUILD)
    except OSError:
        if earlier:
            rename(root / OLD, root / BUILD)
        raise
    bring_to_disk(root)
    remove(root / OLD)


def _settle(root: Path) -> None:
    """Leave ``build`` alone or nothing, whatever an interrupted command left.

    A build that stands, stands. Where none does, a complete ``build.new`` takes the place, else ``build.old``.
    """
    refuse_links(root)
    if not there(root / BUILD):
        heir = NEW if _complete(root / NEW) else OLD if there(root / OLD / MANIFEST) else ""
        if heir:
            rename(root / heir, root / BUILD)
            bring_to_disk(root)
    remove(root / NEW)
    remove(root / OLD)


def _settle_quietly(root: Path) -> None:
    """Settle what can be; what the disk refuses is left to the next command, since the reason is on its way already."""
    with suppress(OSError):
        _settle(root)


def _complete(folder: Path) -> bool:
    """Tell whether *folder* holds a manifest and exactly the files that it lists."""
    try:
        manifest = manifest_from_json(read(folder / MANIFEST))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
        return False
    return not any(differences(folder, manifest))


def _stands(root: Path, manifest: Manifest) -> bool:
    """Tell whether *manifest* is that of the build that stands."""
    return read_manifest(root)[0] == manifest
