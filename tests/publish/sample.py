"""Small builds, and what stands in a workspace after them."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.diagnostic import Diagnostic
from generator.document.manifest import LIBRARY, SITE
from generator.publish import Request, publish

ROOT = Path(__file__).resolve().parents[2]


def package(text: str, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a tiny Word file, in parts as the zip door wants them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, part in {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<document>{text}</document>",
        }.items():
            archive.writestr(zipfile.ZipInfo(name), part, compression)
    return stream.getvalue()


def site_of(words: str) -> Callable[[Path], None]:
    """Return a writer of a small site."""

    def write(folder: Path) -> None:
        (folder / "assets").mkdir()
        (folder / "assets" / "style.css").write_text(words)
        (folder / "index.html").write_text(f"<p>{words}</p>")

    return write


def request_of(words: str, **changed: Any) -> Request:
    """Return a small build of two agreements, all of whose files say *words*."""
    made = {
        "word/QA-1 Quality Agreement v1.0.docx": package(words),
        "word/QA-2 Quality Agreement v1.0.docx": package(words + "!"),
        "coverage.json": words.encode(),
    }
    owners = {"word/QA-1 Quality Agreement v1.0.docx": "one", "word/QA-2 Quality Agreement v1.0.docx": "two"}
    inputs = {"one": f"1-{words}", "two": f"2-{words}", SITE: words, LIBRARY: words}
    request = Request(made, owners, inputs, {"agreements/one/agreement.yaml": words}, write_site=site_of(words))
    return replace(request, **changed)


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of the workspace by its path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def codes(found: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[str]:
    return [fault.code for fault in found]


def built(root: Path, words: str = "old", **changed: Any) -> dict[str, bytes]:
    """Publish and return what stands then."""
    outcome = publish(root, request_of(words, **changed))
    assert outcome.manifest
    assert not outcome.found
    return contents(root)


def script(text: str, **names: Any) -> list[str]:
    """Return the command that runs *text* in a Python of its own."""
    return [sys.executable, "-c", text.format(root=str(ROOT), **names)]


def complete(there: Mapping[str, bytes], *builds: Mapping[str, bytes]) -> bool:
    """Tell whether *there* is one of *builds* in full, with nothing beside it."""
    return any(dict(there) == dict(build) for build in builds)


def two_builds(tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return what the old and the new build of the crash tests leave, made apart."""
    found = []
    for words in ("old", "new"):
        folder = tmp_path / f"made-{words}"
        folder.mkdir()
        found.append(built(folder, words))
    return found[0], found[1]


def workspace(folder: Path, name: str) -> Path:
    """Return a new workspace in *folder* in which the old build stands."""
    root = folder / name
    root.mkdir()
    built(root)
    return root
