"""The build that stands: what is missing, altered, packed again or added, and what is read of it again."""

from __future__ import annotations

import errno
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.diagnostic import Severity
from generator.document.manifest import Manifest, Output, manifest_from_json, manifest_to_json
from generator.publish import publish, read_manifest, read_outputs, verify
from tests.publish.faulty import Faulty, failing
from tests.publish.sample import built, codes, contents, package, request_of


def test_verify_names_what_is_missing_altered_and_added(tmp_path: Path) -> None:
    built(tmp_path)
    build = tmp_path / "build"
    (build / "coverage.json").unlink()
    (build / "site/index.html").write_bytes(b"<p>oLd</p>")
    (build / "word/QA-1 Quality Agreement v1.0.docx").write_bytes(package("changed"))
    (build / "excel").mkdir()
    (build / "excel/extra.xlsx").write_bytes(b"")
    assert [(fault.code, str(fault.span)) for fault in verify(tmp_path)] == [
        ("missing-output", "build/coverage.json"),
        ("added-output", "build/excel/extra.xlsx"),
        ("altered-output", "build/site/index.html"),
        ("altered-output", "build/word/QA-1 Quality Agreement v1.0.docx"),
    ]
    assert "word/document.xml" in verify(tmp_path)[3].message


def test_a_word_file_that_was_only_packed_again_is_a_warning(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "build/word/QA-1 Quality Agreement v1.0.docx").write_bytes(package("old", zipfile.ZIP_STORED))
    assert [(fault.code, fault.severity) for fault in verify(tmp_path)] == [("repacked-output", Severity.WARNING)]


def test_a_word_file_that_no_longer_opens_is_altered(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "build/word/QA-1 Quality Agreement v1.0.docx").write_bytes(package("old")[:-10])
    assert codes(verify(tmp_path)) == ["altered-output"]


def test_a_link_in_the_place_of_a_file_is_altered(tmp_path: Path) -> None:
    built(tmp_path)
    page = tmp_path / "build/site/index.html"
    (tmp_path / "copy.html").write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(tmp_path / "copy.html")
    assert codes(verify(tmp_path)) == ["altered-output"]


def test_every_byte_of_every_file_counts(tmp_path: Path) -> None:
    built(tmp_path, made={"coverage.json": b"0123456789"})
    for path in ("coverage.json", "site/index.html"):
        original = (tmp_path / "build" / path).read_bytes()
        for place in range(len(original)):
            flipped = bytes([*original[:place], original[place] ^ 1, *original[place + 1 :]])
            (tmp_path / "build" / path).write_bytes(flipped)
            assert codes(verify(tmp_path)) == ["altered-output"]
        (tmp_path / "build" / path).write_bytes(original)


def test_without_a_build_verify_says_so(tmp_path: Path) -> None:
    assert codes(verify(tmp_path)) == ["no-build"]
    assert contents(tmp_path) == {}


def test_the_manifest_reads_back_as_it_was_written(tmp_path: Path) -> None:
    built(tmp_path)
    outcome = publish(tmp_path, request_of("new", made={}, keep={"one"}))
    assert outcome.manifest
    assert manifest_from_json(manifest_to_json(outcome.manifest)) == outcome.manifest
    assert read_manifest(tmp_path) == (outcome.manifest, [])


def mutations(record: Any) -> Iterator[Any]:
    """Yield *record* with one thing in it replaced or left out."""
    if isinstance(record, dict):
        for key in record:
            yield {name: value for name, value in record.items() if name != key}
            yield from ({**record, key: changed} for changed in mutations(record[key]))
    elif isinstance(record, list):
        for place, inside in enumerate(record):
            yield from ([*record[:place], changed, *record[place + 1 :]] for changed in mutations(inside))
    yield from (None, 1.5, ["x"], {"x": 1})


def test_a_manifest_of_another_shape_is_refused_and_never_read_wrongly() -> None:
    output = Output("a.docx", "0" * 64, 3, "one", "i", carried=True, parts={"p": "1"})
    record = json.loads(manifest_to_json(Manifest({"a.docx": output}, {"s": "2"})))
    refused = 0
    for changed in mutations(record):
        try:
            manifest = manifest_from_json(json.dumps(changed).encode())
        except ValueError:
            refused += 1
        else:
            read = json.loads(manifest_to_json(manifest))
            assert read == changed or {**changed, "files": [without_parts(entry) for entry in changed["files"]]} == read
    assert refused > 60


def without_parts(entry: dict[str, Any]) -> dict[str, Any]:
    """Return *entry* as it is written when it lists no parts."""
    return {name: value for name, value in entry.items() if (name, value) != ("parts", {})}


def test_a_build_on_a_read_only_disk_can_be_verified(tmp_path: Path) -> None:
    built(tmp_path)
    with Faulty(1, failing(errno.EROFS), ("open",)).at_work():
        assert verify(tmp_path) == []


def test_the_files_of_one_owner_can_be_listed(tmp_path: Path) -> None:
    built(tmp_path)
    manifest, _ = read_manifest(tmp_path)
    assert manifest
    assert [output.path for output in manifest.of("one")] == ["word/QA-1 Quality Agreement v1.0.docx"]


def test_the_files_of_an_agreement_are_read_again_unless_someone_changed_them(tmp_path: Path) -> None:
    request = request_of("old", owners={"word": "one"})
    assert publish(tmp_path, request).manifest
    first, second = sorted(path for path in request.made if path.startswith("word/"))
    assert read_outputs(tmp_path, "one") == {path: request.made[path] for path in (first, second)}
    (tmp_path / "build" / first).write_bytes(b"changed")
    (tmp_path / "build" / second).unlink()
    assert read_outputs(tmp_path, "one") == {}
    assert read_outputs(tmp_path / "nowhere", "one") == {}
