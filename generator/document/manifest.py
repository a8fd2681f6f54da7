"""What a build is made of: every file with its hash, its owner and the inputs it came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

SCHEMA = 1
SITE = "site"
LIBRARY = "library"
"""Owners that are no agreement: what all agreements share, and what is made from the libraries alone."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a build.

    Attributes:
        path: Below ``build/``, with ``/`` between the parts.
        sha256: Of its bytes, 64 hex.
        size: In bytes.
        owner: Id of the agreement it belongs to, or SITE or LIBRARY.
        inputs: Hash of everything it was made from, by the build that made it.
        carried: Taken over from an earlier build, because its agreement has errors now.
        parts: SHA-256 of each part of a Word or Excel file, by name; empty for other files.
    """

    path: str
    sha256: str
    size: int
    owner: str
    inputs: str
    carried: bool = False
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of a build by path, and the hash of each source file it was made from."""

    outputs: Mapping[str, Output]
    sources: Mapping[str, str] = field(default_factory=dict)

    def of(self, owner: str) -> tuple[Output, ...]:
        """Return the files of *owner*, by path."""
        return tuple(output for output in self.outputs.values() if output.owner == owner)

    @property
    def carried(self) -> frozenset[str]:
        """The agreements whose last good files were taken over."""
        return frozenset(output.owner for output in self.outputs.values() if output.carried)


def manifest_of(outputs: Iterable[Output], sources: Mapping[str, str]) -> Manifest:
    """Return the manifest of *outputs*, sorted by path."""
    by_path = {output.path: output for output in sorted(outputs, key=lambda output: output.path)}
    return Manifest(by_path, dict(sorted(sources.items())))


def manifest_to_json(manifest: Manifest) -> bytes:
    """Return *manifest* as canonical JSON: sorted by path, LF, UTF-8; the same manifest is the same bytes."""
    record = {
        "schema": SCHEMA,
        "files": [_output_record(manifest.outputs[path]) for path in sorted(manifest.outputs)],
        "sources": dict(sorted(manifest.sources.items())),
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _output_record(output: Output) -> dict[str, Any]:
    """Return *output* as a JSON object; what is false or empty is left out."""
    record = {name: getattr(output, name) for name in ("path", "sha256", "size", "owner", "inputs")}
    carried = {"carried": True} if output.carried else {}
    parts = {"parts": dict(sorted(output.parts.items()))} if output.parts else {}
    return record | carried | parts


def manifest_from_json(data: bytes) -> Manifest:
    """Return the manifest that *data* holds.

    Raises:
        ValueError: If *data* is no manifest, is cut short, or follows a schema that this release does not know.
    """
    try:
        record = json.loads(data)
        if record["schema"] != SCHEMA:
            raise ValueError(f"it follows schema {record['schema']}, this release reads schema {SCHEMA}")
        outputs = [_output_from(entry) for entry in record["files"]]
        return manifest_of(outputs, {str(path): _text(value) for path, value in record["sources"].items()})
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it lacks or misplaces a field ({error})") from error


def _output_from(entry: Mapping[str, Any]) -> Output:
    """Return the file that *entry* describes.

    Raises:
        TypeError: If a field is missing, unknown or of another type.
    """
    output = Output(**entry)
    for text in (output.path, output.sha256, output.owner, output.inputs, *output.parts, *output.parts.values()):
        _text(text)
    if type(entry["size"]) is not int or type(entry.get("carried", False)) is not bool:
        raise TypeError("a field of another type")
    return output


def _text(value: Any) -> str:
    """Return *value*.

    Raises:
        TypeError: If it is no text.
    """
    if not isinstance(value, str):
        raise TypeError("a field of another type")
    return value
