"""Fill ``build.new``: write what was made, carry over what stays, read all of it back, the manifest last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostic import Diagnostic, Severity
from generator.document.manifest import LIBRARY, SITE, Manifest, Output, manifest_of, manifest_to_json
from generator.files import Files, digest
from generator.publish.disk import bring_to_disk, contents, each, make_folder, read, rename, there, write
from generator.publish.faults import MISSING_OUTPUT, NAME_TWINS, READBACK_DIFFERS, Halt
from generator.publish.names import BUILD, MANIFEST, NEW, name_faults, prefixes, span_of
from generator.publish.verify import part_hashes


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
        prove: Reads one file made now back, as it is on disk, those of the site too, and reports what is wrong with it.
    """

    made: Files
    owners: Mapping[str, str]
    inputs: Mapping[str, str]
    sources: Mapping[str, str]
    keep: AbstractSet[str] = frozenset()
    untouched: AbstractSet[str] = frozenset()
    write_site: Callable[[Path], None] | None = None
    prove: Callable[[str, bytes], Iterable[Diagnostic]] = lambda _path, _data: ()


def owner_of(path: str, owners: Mapping[str, str]) -> str:
    """Return who *path* belongs to: by the longest of its prefixes in *owners*; else the site or the library."""
    found = [owners[prefix] for prefix in prefixes(path) if prefix in owners]
    return found[-1] if found else SITE if path.startswith(f"{SITE}/") else LIBRARY


def fill(root: Path, request: Request, previous: Manifest) -> tuple[Manifest, list[Diagnostic]]:
    """Write the new build with its manifest; return that and the warnings. From here on it is complete.

    Raises:
        Halt: If a file cannot be carried over, read back, or kept by every machine.
    """
    new = root / NEW
    make_folder(new)
    for path in sorted(request.made):
        write(new / path, request.made[path])
    if request.write_site:
        make_folder(new / SITE)
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
        Halt: If the new build gives the path to another owner.
    """
    carried: dict[str, Output] = {}
    missing: list[Diagnostic] = []
    for path, output in previous.outputs.items():
        if output.owner not in request.keep | request.untouched:
            continue
        if there(root / NEW / path):
            _same_owner(request, output)
        elif not there(root / BUILD / path):
            missing.append(MISSING_OUTPUT.at(span_of(path), "cannot be carried over", severity=Severity.WARNING))
        else:
            write(root / NEW / path, read(root / BUILD / path))
            carried[path] = replace(output, carried=output.carried or output.owner in request.keep)
    return carried, missing


def _same_owner(request: Request, output: Output) -> None:
    """Stop when the new file in the place of *output* belongs to someone else."""
    owner = owner_of(output.path, request.owners)
    if owner != output.owner:
        message = f"is of {output.owner}, whose last good files stay, and now of {owner} as well"
        raise Halt(NAME_TWINS.at(span_of(output.path), message))


def _read_back(new: Path, request: Request, carried: Mapping[str, Output]) -> tuple[list[Output], list[Diagnostic]]:
    """Bring every file and folder below *new* to the disk; return what it holds, and warnings.

    Raises:
        Halt: If a file is not what it was to be.
    """
    held = dict(contents(new))
    faults = list(name_faults(held))
    outputs = []
    for path in sorted({*held, *request.made, *carried}):
        data = held[path]() if path in held else None
        faults += _lost(path, data, request, carried)
        outputs.append(carried.get(path) or _output(path, data or b"", request))
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise Halt(*faults)
    folders = {prefix for path in held for prefix in prefixes(path)[:-1]}
    each(bring_to_disk, [new / path for path in (*held, *sorted(folders), ".")])
    return outputs, faults


def _lost(path: str, data: bytes | None, request: Request, carried: Mapping[str, Output]) -> Iterable[Diagnostic]:
    """Return how the file *path*, read back as *data*, is not what it was to be; None stands for no plain file."""
    if data is None:
        return [READBACK_DIFFERS.at(span_of(path), "was written and is no plain file now")]
    wanted = carried[path].sha256 if path in carried else digest(request.made.get(path, data))
    if digest(data) != wanted:
        return [READBACK_DIFFERS.at(span_of(path), "reads back other than it was written")]
    return () if path in carried else request.prove(path, data)


def _output(path: str, data: bytes, request: Request) -> Output:
    """Return the manifest's entry of a file made now."""
    owner = owner_of(path, request.owners)
    return Output(path, digest(data), len(data), owner, request.inputs.get(owner, ""), parts=part_hashes(path, data))


def _write_manifest(new: Path, manifest: Manifest) -> None:
    """Write the manifest under another name and rename it: it is there in full or not at all."""
    draft = new / f"{MANIFEST}.new"
    write(draft, manifest_to_json(manifest))
    bring_to_disk(draft)
    rename(draft, new / MANIFEST)
    bring_to_disk(new)
