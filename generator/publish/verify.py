"""The build that stands: its manifest, its files, and what is no longer as it was built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostic import Diagnostic, Span, order
from generator.document.manifest import Manifest, Output, manifest_from_json
from generator.files import digest
from generator.publish.disk import contents, disk_fault, is_folder, read, read_if_there, there
from generator.publish.faults import (
    ADDED_OUTPUT,
    ALTERED_OUTPUT,
    FOREIGN_BUILD,
    LINKED_BUILD,
    MISSING_OUTPUT,
    NO_BUILD,
    REPACKED_OUTPUT,
    Halt,
)
from generator.publish.lock import locked
from generator.publish.names import BUILD, MANIFEST, NEW, OLD, span_of
from generator.read.package import open_package

PACKAGES = (".docx", ".xlsx")


def verify(root: Path) -> list[Diagnostic]:
    """Report each file of the build of *root* that is missing, altered, packed again or added."""
    try:
        with locked(root, to_read=True):
            return order(differences(root / BUILD, manifest_of_build(root)))
    except Halt as halt:
        return list(halt.found)
    except OSError as error:
        return [disk_fault(root, error, "new")]


def read_manifest(root: Path) -> tuple[Manifest | None, list[Diagnostic]]:
    """Return the manifest of the build of *root*, or why there is none."""
    try:
        return manifest_of_build(root), []
    except Halt as halt:
        return None, list(halt.found)
    except OSError as error:
        return None, [disk_fault(root, error, "earlier")]


def read_outputs(root: Path, owner: str) -> dict[str, bytes]:
    """Return the files of *owner* in the build that stands, by path; those that were altered since are left out."""
    manifest, _ = read_manifest(root)
    outputs = manifest.of(owner) if manifest else ()
    files = {output.path: (output, read_if_there(root / BUILD / output.path)) for output in outputs}
    return {path: data for path, (output, data) in files.items() if data is not None and digest(data) == output.sha256}


def manifest_of_build(root: Path) -> Manifest:
    """Return the manifest of the build of *root*.

    Raises:
        Halt: If there is no build, or none of ours.
    """
    refuse_links(root)
    if not there(root / BUILD):
        raise Halt(NO_BUILD.at(Span(BUILD), "there is no build here"))
    try:
        return manifest_from_json(read(root / BUILD / MANIFEST))
    except FileNotFoundError:
        raise Halt(FOREIGN_BUILD.at(Span(BUILD), "holds no manifest")) from None
    except ValueError as error:
        raise Halt(FOREIGN_BUILD.at(span_of(MANIFEST), f"is damaged: {error}")) from error


def refuse_links(root: Path) -> None:
    """Stop when a build folder is a link or no folder.

    Raises:
        Halt: Naming each.
    """
    odd = [name for name in (BUILD, NEW, OLD) if there(root / name) and not is_folder(root / name)]
    if odd:
        raise Halt(*(LINKED_BUILD.at(Span(name), "is a link or a file, no folder of the workspace") for name in odd))


def differences(folder: Path, manifest: Manifest) -> Iterator[Diagnostic]:
    """Report what in *folder* is not as *manifest* says."""
    held = {path: data for path, data in contents(folder) if path != MANIFEST}
    for path, output in manifest.outputs.items():
        if path not in held:
            yield MISSING_OUTPUT.at(span_of(path), "was built and is not there")
        elif (data := held[path]()) is None:
            yield ALTERED_OUTPUT.at(span_of(path), "is no plain file any more")
        elif digest(data) != output.sha256:
            yield _altered(output, data)
    for path in sorted(held.keys() - manifest.outputs.keys()):
        yield ADDED_OUTPUT.at(span_of(path), "is not from this build")


def _altered(output: Output, data: bytes) -> Diagnostic:
    """Return what became of *output*, now *data*: packed again, or changed and in which parts."""
    parts = part_hashes(output.path, data)
    if not output.parts or not parts:
        return ALTERED_OUTPUT.at(span_of(output.path), "was changed after it was built")
    names = sorted(name for name in {*parts, *output.parts} if parts.get(name) != output.parts.get(name))
    if not names:
        return REPACKED_OUTPUT.at(span_of(output.path), "was packed again; each part is as it was built")
    return ALTERED_OUTPUT.at(span_of(output.path), f"was changed after it was built: {', '.join(names)}")


def part_hashes(path: str, data: bytes) -> dict[str, str]:
    """Return the hash of each part when *path* is a Word or Excel file that opens, else nothing."""
    if not path.endswith(PACKAGES):
        return {}
    return {name: digest(part) for name, part in open_package(path, data)[0].items()}
