"""The build on disk: the earlier one or the new one, in full, whatever fails and whenever the process dies."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import subprocess
import sys
import textwrap
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import publish as publishing
from generator.diagnostic import Diagnostic, Severity, Span
from generator.document.manifest import LIBRARY, SITE, Manifest, Output, manifest_from_json, manifest_to_json
from generator.publish import (
    LONGEST_NAME,
    LONGEST_NAME_BYTES,
    READBACK_DIFFERS,
    Outcome,
    Request,
    name_faults,
    owner_of,
    publish,
    read_manifest,
    recover,
    safe_name,
    verify,
)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _the_disk_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk proves nothing here; that and in which order it is asked, is counted."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


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


# Publishing


def test_a_build_is_there_with_a_manifest_of_every_file(tmp_path: Path) -> None:
    there = built(tmp_path)
    manifest, found = read_manifest(tmp_path)
    assert manifest
    assert not found
    assert set(there) == {f"build/{path}" for path in manifest.outputs} | {"build/manifest.json"}
    assert {path: output.owner for path, output in manifest.outputs.items()} == {
        "coverage.json": LIBRARY,
        "site/assets/style.css": SITE,
        "site/index.html": SITE,
        "word/QA-1 Quality Agreement v1.0.docx": "one",
        "word/QA-2 Quality Agreement v1.0.docx": "two",
    }
    assert manifest.outputs["word/QA-1 Quality Agreement v1.0.docx"].inputs == "1-old"
    assert manifest.sources == {"agreements/one/agreement.yaml": "old"}
    assert verify(tmp_path) == []


def test_the_same_build_twice_is_the_same_bytes(tmp_path: Path) -> None:
    assert built(tmp_path) == built(tmp_path)


def test_a_new_build_replaces_the_old_one_as_a_whole(tmp_path: Path) -> None:
    built(tmp_path)
    there = built(tmp_path, "new", made={"coverage.json": b"new"})
    assert set(there) == {
        *("build/coverage.json", "build/manifest.json", "build/site/index.html", "build/site/assets/style.css")
    }


def test_the_last_good_files_of_an_agreement_with_errors_stay_and_are_marked(tmp_path: Path) -> None:
    old = built(tmp_path)
    new = request_of("new")
    path = "word/QA-1 Quality Agreement v1.0.docx"
    made = {name: data for name, data in new.made.items() if name != path}
    outcome = publish(tmp_path, replace(new, made=made, keep={"one"}))
    assert outcome.manifest
    assert not outcome.found
    assert contents(tmp_path)[f"build/{path}"] == old[f"build/{path}"]
    assert outcome.manifest.outputs[path].carried
    assert outcome.manifest.outputs[path].inputs == "1-old", "marked with the inputs of the build that made it"
    assert outcome.manifest.carried == {"one"}
    assert verify(tmp_path) == []


def test_what_is_not_rendered_this_time_is_carried_over_as_it_is(tmp_path: Path) -> None:
    old = built(tmp_path)
    path = "word/QA-2 Quality Agreement v1.0.docx"
    request = request_of("new", made={path: package("new")}, untouched={"one", SITE, LIBRARY}, write_site=None)
    outcome = publish(tmp_path, request)
    assert outcome.manifest
    assert not outcome.found
    assert not outcome.manifest.carried
    there = contents(tmp_path)
    unequal = {name for name in there if there[name] != old[name]}
    assert unequal == {f"build/{path}", "build/manifest.json"}


def test_a_last_good_file_that_someone_deleted_is_missed(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "build/word/QA-1 Quality Agreement v1.0.docx").unlink()
    outcome = publish(tmp_path, request_of("new", made={}, keep={"one"}))
    assert outcome.manifest
    assert codes(outcome.found) == ["missing-output"]


def test_a_carried_file_is_never_overwritten_by_another_agreement(tmp_path: Path) -> None:
    old = built(tmp_path)
    path = "word/QA-1 Quality Agreement v1.0.docx"
    outcome = publish(tmp_path, request_of("new", owners={path: "two"}, keep={"one"}))
    assert outcome.manifest is None
    assert codes(outcome.found) == ["file-name-twins"]
    assert contents(tmp_path) == old


def test_a_page_made_anew_stands_before_the_carried_one(tmp_path: Path) -> None:
    owners = {**request_of("").owners, "site/index.html": "one"}
    built(tmp_path, owners=owners)
    outcome = publish(tmp_path, request_of("new", owners=owners, keep={"one"}))
    assert outcome.manifest
    assert contents(tmp_path)["build/site/index.html"] == b"<p>new</p>"
    assert not outcome.manifest.outputs["site/index.html"].carried


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("word/a.docx", "one"),
        ("site/agreements/one/x/index.html", "one"),
        ("site/agreements/one/x/y.html", "two"),
        ("site/agreements/oneself/index.html", SITE),
        ("coverage.json", LIBRARY),
    ],
)
def test_a_folder_can_have_an_owner_and_the_longest_path_decides(path: str, owner: str) -> None:
    owners = {"word/a.docx": "one", "site/agreements/one": "one", "site/agreements/one/x/y.html": "two"}
    assert owner_of(path, owners) == owner


# Reading back


def test_what_the_proof_reports_is_not_published(tmp_path: Path) -> None:
    old = built(tmp_path)
    fault = Diagnostic("text-lost", Severity.ERROR, Span("clauses/core/a.md", 3), "a sentence is missing")
    seen: list[str] = []

    def prove(path: str, data: bytes) -> list[Diagnostic]:
        assert data == request_of("new").made[path]
        seen.append(path)
        return [fault] if path == "coverage.json" else []

    outcome = publish(tmp_path, request_of("new", prove=prove))
    assert outcome == Outcome(None, (fault,))
    assert seen == sorted(request_of("new").made)
    assert contents(tmp_path) == old


def test_a_warning_of_the_proof_travels_with_the_build(tmp_path: Path) -> None:
    fault = Diagnostic("odd", Severity.WARNING, Span("a"), "odd")
    outcome = publish(tmp_path, request_of("new", made={"coverage.json": b""}, prove=lambda _path, _data: [fault]))
    assert outcome.manifest
    assert outcome.found == (fault,)


def changing(path: str) -> Callable[[Path], None]:
    """Return a writer that changes a file made before it, as a scanner or a synchronising folder might."""

    def write(site: Path) -> None:
        (site.parent / path).write_bytes(b"else")

    return write


def deleting(path: str) -> Callable[[Path], None]:
    return lambda site: (site.parent / path).unlink()


def linking(path: str) -> Callable[[Path], None]:
    return lambda site: (site / "outside.html").symlink_to(site.parent / path)


@pytest.mark.parametrize("harm", [changing, deleting, linking])
def test_a_file_that_reads_back_otherwise_is_not_published(
    harm: Callable[[str], Callable[[Path], None]], tmp_path: Path
) -> None:
    old = built(tmp_path)
    outcome = publish(tmp_path, request_of("new", write_site=harm("coverage.json")))
    assert outcome.manifest is None
    assert codes(outcome.found) == [READBACK_DIFFERS.code]
    assert contents(tmp_path) == old


def test_a_carried_file_is_read_back_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = built(tmp_path)
    path = "word/QA-1 Quality Agreement v1.0.docx"
    write = publishing._write
    monkeypatch.setattr(publishing, "_write", lambda to, data: write(to, b"else" if to.name in path else data))
    outcome = publish(tmp_path, request_of("new", made={}, keep={"one"}))
    assert codes(outcome.found) == [READBACK_DIFFERS.code]
    assert contents(tmp_path) == old


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_what_the_site_raises_passes_through_and_nothing_is_left(error: type[BaseException], tmp_path: Path) -> None:
    old = built(tmp_path)

    def write_site(folder: Path) -> None:
        (folder / "half.html").write_text("half")
        raise error

    with pytest.raises(error):
        publish(tmp_path, request_of("new", write_site=write_site))
    assert contents(tmp_path) == old


# Nothing that others made is lost


def test_a_file_edited_in_the_build_is_not_overwritten(tmp_path: Path) -> None:
    built(tmp_path)
    edited = tmp_path / "build/word/QA-1 Quality Agreement v1.0.docx"
    edited.write_bytes(package("edited in Word"))
    outcome = publish(tmp_path, request_of("new"))
    assert outcome.manifest is None
    assert codes(outcome.found) == ["altered-output"]
    assert edited.read_bytes() == package("edited in Word")


def test_a_file_put_into_the_build_is_not_deleted(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "build/word/notes.docx").write_bytes(b"mine")
    assert codes(publish(tmp_path, request_of("new")).found) == ["added-output"]
    assert (tmp_path / "build/word/notes.docx").read_bytes() == b"mine"


def test_what_desktops_leave_in_folders_disturbs_nobody(tmp_path: Path) -> None:
    built(tmp_path)
    for name in (".DS_Store", "Thumbs.db", "~$QA-1.docx", ".~lock.QA-1.docx#"):
        (tmp_path / "build/word" / name).write_bytes(b"")
    assert verify(tmp_path) == []
    assert publish(tmp_path, request_of("new")).manifest
    assert not (tmp_path / "build/word/Thumbs.db").exists()


def test_a_folder_named_build_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build/thesis.txt").write_bytes(b"years of work")
    assert codes(publish(tmp_path, request_of("new")).found) == ["foreign-build-folder"]
    assert contents(tmp_path) == {"build/thesis.txt": b"years of work"}


def test_an_empty_folder_named_build_is_used(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    assert publish(tmp_path, request_of("new")).manifest


@pytest.mark.parametrize("harm", [b"", b"{", b"[]", b'{"schema": 2}', b'{"schema": 1}', b"\xff"])
def test_a_damaged_manifest_is_said_and_nothing_is_replaced(harm: bytes, tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "build/manifest.json").write_bytes(harm)
    old = contents(tmp_path)
    assert codes(publish(tmp_path, request_of("new")).found) == ["foreign-build-folder"]
    assert codes(verify(tmp_path)) == ["foreign-build-folder"]
    assert contents(tmp_path) == old


@pytest.mark.parametrize("name", ["build", "build.new", "build.old"])
@pytest.mark.parametrize("kind", ["link", "dangling link", "file"])
def test_a_link_or_file_in_the_place_of_a_build_folder_is_refused(name: str, kind: str, tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "thesis.txt").write_bytes(b"years of work")
    if kind == "file":
        (root / name).write_bytes(b"mine")
    else:
        (root / name).symlink_to(outside if kind == "link" else tmp_path / "nowhere")
    assert codes(publish(root, request_of("new")).found) == ["linked-build-folder"]
    if name != "build":
        assert codes(recover(root)) == ["linked-build-folder"]
    assert (outside / "thesis.txt").read_bytes() == b"years of work"
    assert [path.name for path in root.iterdir()] == [name]


# Names


@pytest.mark.parametrize(
    "name",
    [
        *("QA-00123 Quality Agreement v1.2 draft 3", "aurelia-northbay", "RM-076", "Qualitätsvereinbarung", "契約"),
        *("QA-7 (EU), v1.0", "a..b", "_", "CONTENT", "COM10"),
    ],
)
def test_a_plain_name_is_kept(name: str) -> None:
    assert safe_name(name) == name
    assert safe_name(name, ".docx") == f"{name}.docx"


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "../../x", "/etc/passwd", "C:\\x", "C:x", "a/b", "a\\b", "a\0b", "a\nb", "-rf", "--help"),
        *("CON", "con", "nul.txt", "COM1", "lpt9.docx", "AUX ", "CONIN$", "x.", "x ", " x", ".hidden", "~x", "x~1"),
        *("a:b", "a*b", "a?b", 'a"b', "a<b", "a|b", "a\u202eb", "a\u200bb", "COM\u00b9", "a\u0301", "x" * 300),
        *("é" * 110, "R&D", "%2e%2e", "$HOME", "`x`", "x;y", "\u2024\u2024"),
    ],
)
def test_a_name_that_some_machine_cannot_keep_is_changed_and_hashed(name: str) -> None:
    assert safe_name(name) != name
    assert safe_name(safe_name(name)) == safe_name(name)
    assert safe_name(name, ".docx").endswith(".docx")
    assert name == "a/b" or list(name_faults([f"word/{name}"])), "a path of two plain names is fine"
    assert list(name_faults([f"word/{safe_name(name, '.docx')}"])) == []


@given(st.text(max_size=300))
def test_every_text_has_a_safe_name_of_its_own(text: str) -> None:
    for suffix in ("", ".docx"):
        name = safe_name(text, suffix)
        assert name.endswith(suffix)
        assert 0 < len(name) <= LONGEST_NAME
        assert len(name.encode()) <= LONGEST_NAME_BYTES
        assert safe_name(name) == name
        assert not set(name) & set('/\\:*?"<>|$`&;~\0\n')
        assert name[0] not in ".- "
        assert name[-1] not in ". "
        assert not list(name_faults([name]))


@given(st.lists(st.text(max_size=6), unique=True, max_size=8))
def test_different_texts_have_different_names(texts: list[str]) -> None:
    assert len({safe_name(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    "paths",
    [
        *(["word/Site-A.docx", "word/site-a.docx"], ["Word/a.docx", "word/b.docx"], ["a", "a/b"]),
        *(["straße.docx", "STRASSE.docx"], ["ﬁn.docx", "fin.docx"]),
    ],
)
def test_names_that_meet_on_a_case_blind_disk_are_refused(paths: list[str], tmp_path: Path) -> None:
    made = dict.fromkeys(paths, b"")
    outcome = publish(tmp_path, request_of("new", made=made))
    assert codes(outcome.found) == ["file-name-twins"]
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("path", ["../x", "word/../../x", "/x", "word//x", "", "word/CON.docx", "w/" * 80 + "x" * 80])
def test_a_file_that_would_climb_is_refused(path: str, tmp_path: Path) -> None:
    root = tmp_path / "deep" / "root"
    root.mkdir(parents=True)
    outcome = publish(root, request_of("new", made={path: b"x"}))
    assert codes(outcome.found) == ["unsafe-file-name"]
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("path", ["manifest.json", "Manifest.JSON"])
def test_the_name_of_the_manifest_is_taken(path: str, tmp_path: Path) -> None:
    assert codes(publish(tmp_path, request_of("new", made={path: b"x"})).found) == ["unsafe-file-name"]


def test_names_of_the_site_are_looked_at_as_well(tmp_path: Path) -> None:
    outcome = publish(tmp_path, request_of("new", write_site=lambda site: (site / "a:b.html").write_text("x") and None))
    assert codes(outcome.found) == ["unsafe-file-name"]
    assert contents(tmp_path) == {}


# Verifying


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


# Two at once


def test_a_second_build_is_refused_while_one_is_running(tmp_path: Path) -> None:
    old = built(tmp_path)
    second: list[Outcome] = []
    looked: list[list[Diagnostic]] = []

    def write_site(folder: Path) -> None:
        (folder / "index.html").write_text("first")
        second.append(publish(tmp_path, request_of("second")))
        looked.extend([recover(tmp_path), verify(tmp_path)])

    assert publish(tmp_path, request_of("first", write_site=write_site)).manifest
    assert codes(second[0].found) == ["build-running"]
    assert [codes(found) for found in looked] == [[], ["build-running"]], "a running build is no interrupted one"
    there = contents(tmp_path)
    assert there["build/coverage.json"] == b"first"
    assert not [path for path in there if not path.startswith("build/")]
    assert there != old


BUILDER = """
import sys, time
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from test_publish import publish, request_of
left = {rounds}
while left:
    outcome = publish(Path({folder!r}), request_of({words!r}))
    left -= outcome.manifest is not None
    assert [fault.code for fault in outcome.found] == ([] if outcome.manifest else ["build-running"]), outcome
    time.sleep(0 if outcome.manifest else 0.001)
"""


def script(text: str, **names: Any) -> list[str]:
    """Return the command that runs *text* in a Python of its own."""
    return [sys.executable, "-c", text.format(root=str(ROOT), tests=str(ROOT / "tests"), **names)]


def test_two_builders_at_once_leave_one_of_the_two_builds(tmp_path: Path, *, full: bool) -> None:
    rounds = 500 if full else 60
    commands = [script(BUILDER, folder=str(tmp_path), words=words, rounds=rounds) for words in ("left", "right")]
    builders = [subprocess.Popen(command) for command in commands]
    assert [builder.wait(timeout=300) for builder in builders] == [0, 0]
    assert verify(tmp_path) == []
    assert (tmp_path / "build/coverage.json").read_bytes() in {b"left", b"right"}
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


# Every call that fails, every moment the process may die

CALLS = ("open", "write", "fsync", "close", "mkdir", "rename", "unlink", "rmdir", "listdir", "lstat", "read")
CHANGING = ("write", "fsync", "mkdir", "rename", "open", "unlink", "rmdir")
LOOKING = ("read", "listdir", "lstat", "open")
ERRORS = (
    *((CHANGING, number) for number in (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)),
    *((LOOKING, number) for number in (errno.EIO, errno.EACCES)),
)


class Faulty:
    """Stands before calls of ``os``: counts those of *names*, does *harm* at the n-th, or at each from the n-th on."""

    def __init__(self, at: int, harm: Callable[[str], None], names: tuple[str, ...], *, lasting: bool = False) -> None:
        self.at, self.harm, self.names, self.lasting, self.count = at, harm, names, lasting, 0
        self.counting = threading.Lock()

    def guard(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **options: Any) -> Any:
            with self.counting:
                self.count += 1
                now = self.count
            if now == self.at or (self.lasting and now > self.at):
                if name == "write" and len(args[1]) > 1:  # what a full disk does: some of it is written
                    call(args[0], bytes(args[1])[: len(args[1]) // 2])
                self.harm(name)
            return call(*args, **options)

        return guarded

    @contextmanager
    def at_work(self) -> Iterator[None]:
        kept = {name: getattr(os, name) for name in self.names}
        try:
            for name, call in kept.items():
                setattr(os, name, self.guard(name, call))
            yield
        finally:
            for name, call in kept.items():
                setattr(os, name, call)


def failing(number: int) -> Callable[[str], None]:
    """Return the harm of a call that ends with the error *number*."""

    def harm(name: str) -> None:
        raise OSError(number, os.strerror(number), f"somewhere in {name}")

    return harm


def count_calls(root: Path, request: Request, names: tuple[str, ...]) -> int:
    """Return how many calls of *names* the build of *request* makes."""
    counting = Faulty(0, lambda _name: None, names)
    with counting.at_work():
        assert publish(root, request).manifest
    return counting.count


def complete(there: Mapping[str, bytes], *builds: Mapping[str, bytes]) -> bool:
    """Tell whether *there* is one of *builds* in full, with nothing beside it."""
    return any(dict(there) == dict(build) for build in builds)


SMALL = {"made": {"word/a.docx": package("a"), "b.json": b"bb"}}


def two_builds(tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return what the old and the new build of the crash tests leave, made apart."""
    found = []
    for words in ("old", "new"):
        folder = tmp_path / f"made-{words}"
        folder.mkdir()
        found.append(built(folder, words))
    return found[0], found[1]


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize(("names", "number"), ERRORS)
def test_each_call_that_fails_leaves_the_old_or_the_new_build(
    names: tuple[str, ...], number: int, *, lasting: bool, tmp_path: Path
) -> None:
    old, new = two_builds(tmp_path)
    counting = workspace(tmp_path, "counting")
    calls = count_calls(counting, request_of("new"), names)
    assert calls > 50
    for at in range(1, calls + 1):
        root = workspace(tmp_path, f"at-{at}")
        with Faulty(at, failing(number), names, lasting=lasting).at_work():
            outcome = publish(root, request_of("new"))
        assert codes(outcome.found) in (["cannot-write"], []), (at, outcome)
        there = {path: data for path, data in contents(root).items() if path.startswith("build/")}
        assert complete(there, new) if outcome.manifest else outcome.found, (at, "no failure is silent")
        assert recover(root) == [], at
        assert complete(contents(root), old, new), at
        assert complete(contents(root), new) or not outcome.manifest, at
        assert verify(root) == [], at


def workspace(folder: Path, name: str) -> Path:
    """Return a new workspace in *folder* in which the old build stands."""
    root = folder / name
    root.mkdir()
    built(root)
    return root


def many_pages(folder: Path) -> None:
    """Write more pages than are brought to the disk one by one."""
    for number in range(3 * publishing.MANY):
        (folder / f"{number}.html").write_text(f"page {number}")


@pytest.mark.parametrize("names", [("fsync",), ("unlink",)])
def test_a_call_that_fails_among_many_at_once_is_not_lost(names: tuple[str, ...], tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    old, request = built(template, write_site=many_pages), request_of("new", write_site=many_pages)
    shutil.copytree(template, tmp_path / "made-new")
    new = built(tmp_path / "made-new", "new", write_site=many_pages)
    for at in range(1, 3 * publishing.MANY):
        root = tmp_path / f"at-{at}"
        shutil.copytree(template, root)
        with Faulty(at, failing(errno.EIO), names).at_work():
            outcome = publish(root, request)
        assert codes(outcome.found) == ["cannot-write"], at
        assert complete(contents(root), new) if outcome.manifest else complete(contents(root), old), at
        assert recover(root) == [], at
        assert complete(contents(root), new if outcome.manifest else old), at


DYING = """
import os, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from test_publish import *

os.fsync = lambda handle: None
folder = Path({folder!r})
old, new = two_builds(folder)


def dies_at(root, at, names, work):
    child = os.fork()
    if not child:
        with Faulty(at, lambda name: os._exit(9), names).at_work():
            work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def settled(root, first, at):
    assert recover(root) == [], at
    there = contents(root)
    assert complete(there, new, {{}} if first else old), (at, sorted(there))
    assert not there or verify(root) == [], at
    assert publish(root, request_of("new")).manifest, at
    assert complete(contents(root), new), at


deaths = 0
for first in (False, True):
    at = 1
    while True:
        root = folder / f"{{first}}-{{at}}"
        root.mkdir() if first else workspace(folder, root.name)
        if not dies_at(root, at, CALLS, lambda: publish(root, request_of("new"))):
            break
        deaths += 1
        again = 1
        while dies_at(root, again, {again}, lambda: recover(root)):
            deaths += 1
            again += 1
        settled(root, first, at)
        at += 1
print(deaths)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing in a loop needs fork")
def test_a_process_killed_at_any_call_leaves_the_old_or_the_new_build(tmp_path: Path, *, full: bool) -> None:
    """Also when the command that mends is killed again and again, each time one call later.

    The loop runs in a process of its own, since it forks. It mends through every call with --full, else through those
    that change something.
    """
    command = script(textwrap.dedent(DYING), folder=str(tmp_path), again=CALLS if full else CHANGING)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) > 500


# States that only a power cut or a person leaves


def left_behind(tmp_path: Path) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """Return a workspace with build.old and a complete build.new but no build, and what either build holds."""
    old, new = two_builds(tmp_path)
    root = tmp_path / "root"
    (tmp_path / "made-old/build").rename(tmp_path / "made-old/build.old")
    (tmp_path / "made-new/build").rename(tmp_path / "made-old/build.new")
    (tmp_path / "made-old").rename(root)
    return root, old, new


def test_where_no_build_stands_a_complete_new_one_takes_the_place(tmp_path: Path) -> None:
    root, _, new = left_behind(tmp_path)
    assert recover(root) == []
    assert contents(root) == new


@pytest.mark.parametrize("path", ["coverage.json", "site/index.html", "manifest.json"])
def test_a_new_build_of_which_something_is_lost_is_swept_and_the_old_one_comes_back(path: str, tmp_path: Path) -> None:
    root, old, _ = left_behind(tmp_path)
    (root / "build.new" / path).write_bytes(b"")
    assert recover(root) == []
    assert contents(root) == old


def test_an_old_build_half_removed_never_comes_back(tmp_path: Path) -> None:
    root, _, _ = left_behind(tmp_path)
    (root / "build.new/manifest.json").unlink()
    (root / "build.old/manifest.json").unlink()
    assert recover(root) == []
    assert contents(root) == {}


def test_a_build_that_stands_is_never_replaced_by_what_was_left(tmp_path: Path) -> None:
    root, old, _ = left_behind(tmp_path)
    shutil.copytree(root / "build.old", root / "build")
    assert recover(root) == []
    assert contents(root) == old


def test_where_the_new_build_cannot_take_the_place_the_old_one_is_put_back_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a virus scanner may hold a file that was just written."""
    old, rename = built(tmp_path), os.rename

    def scanned(here: Path, there: Path) -> None:
        if Path(here).name == "build.new":
            raise PermissionError(errno.EACCES, "held", str(here))
        rename(here, there)

    monkeypatch.setattr(os, "rename", scanned)
    assert codes(publish(tmp_path, request_of("new")).found) == ["cannot-write"]
    assert contents(tmp_path) == old


def test_a_disk_that_writes_a_little_at_a_time_is_asked_until_all_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
    there = built(tmp_path, "new")
    assert there["build/word/QA-1 Quality Agreement v1.0.docx"] == package("new")


def steps_of(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> list[Any]:
    """Return what *work* asked of the disk: inodes brought to it, names given by renames, what was removed."""
    steps: list[Any] = []

    def noted(name: str, note: Callable[..., Any]) -> None:
        call = getattr(os, name)

        def noting(*args: Any, **options: Any) -> Any:
            steps.append(note(*args))
            return call(*args, **options)

        monkeypatch.setattr(os, name, noting)

    noted("fsync", lambda handle: os.fstat(handle).st_ino)
    noted("rename", lambda _here, there: Path(there).name)
    noted("replace", lambda _here, there: Path(there).name)
    noted("unlink", lambda path: f"unlink {Path(path).name}")
    noted("rmdir", lambda path: f"sweep {Path(path).name}")
    work()
    return steps


def test_all_is_on_the_disk_before_the_manifest_says_so_and_before_the_old_build_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power cut leaves depends on the order: files, folders, manifest, two renames, the workspace, the sweep."""
    built(tmp_path)
    steps = steps_of(monkeypatch, lambda: built(tmp_path, "new"))
    build = tmp_path / "build"
    number = {path.name: path.stat().st_ino for path in (tmp_path, build, *build.rglob("*"))}
    manifest = steps.index("manifest.json")
    others = {ino for name, ino in number.items() if name not in {"manifest.json", tmp_path.name}}
    assert others <= set(steps[:manifest])
    assert steps[manifest - 1 : manifest + 5] == [
        *(number["manifest.json"], "manifest.json", number["build"]),
        *("build.old", "build", number[tmp_path.name]),
    ]
    sweep = [step for step in steps[manifest + 5 :] if step != "unlink build.lock"]
    assert sweep[0] == "unlink manifest.json", "what is half removed never counts as complete"
    assert sweep[-1] == "sweep build.old"


def test_a_source_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.yaml"
    steps = steps_of(monkeypatch, lambda: publishing.write_sources(tmp_path, {"a.yaml": b"x"}, replace=True))
    assert steps == [source.stat().st_ino, "a.yaml", tmp_path.stat().st_ino]


# What the messages say


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "no rights"),
        (errno.EIO, "fault of its own"),
        (errno.EBUSY, "busy"),
    ],
)
def test_a_disk_that_refuses_is_told_in_plain_words(number: int, words: str, tmp_path: Path) -> None:
    built(tmp_path)
    with Faulty(1, failing(number), ("rename",)).at_work():
        outcome = publish(tmp_path, request_of("new"))
    assert words in outcome.found[0].message.lower()
    assert "the earlier build stands" in outcome.found[0].message


def test_a_file_open_in_word_is_told_as_such(tmp_path: Path) -> None:
    old = built(tmp_path)

    def sharing_violation(_name: str) -> None:
        error = PermissionError(errno.EACCES, "denied", str(tmp_path / "build"))
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    with Faulty(2, sharing_violation, ("rename",), lasting=True).at_work():  # the first rename is the manifest's
        outcome = publish(tmp_path, request_of("new"))
    assert [(fault.code, str(fault.span)) for fault in outcome.found] == [("open-elsewhere", "build")]
    assert contents(tmp_path) == old


@pytest.mark.parametrize("command", [recover, verify, read_manifest])
def test_a_disk_that_cannot_be_read_is_told_by_every_command(command: Callable[[Path], Any], tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "build.new").mkdir()
    with Faulty(1, failing(errno.EIO), ("open",), lasting=True).at_work():
        told = command(tmp_path)
    found = told if isinstance(told, list) else told[1]
    assert codes(found) == ["cannot-write"]


def test_a_build_on_a_read_only_disk_can_be_verified(tmp_path: Path) -> None:
    built(tmp_path)
    with Faulty(1, failing(errno.EROFS), ("open",)).at_work():
        assert verify(tmp_path) == []


def test_the_files_of_one_owner_can_be_listed(tmp_path: Path) -> None:
    built(tmp_path)
    manifest, _ = read_manifest(tmp_path)
    assert manifest
    assert [output.path for output in manifest.of("one")] == ["word/QA-1 Quality Agreement v1.0.docx"]


def test_who_waited_on_a_lock_that_was_deleted_takes_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first lock is deleted by its holder between our opening and our locking it."""
    lock = publishing._lock_or_halt
    taken: list[int] = []

    def late(handle: int) -> None:
        if not taken:
            (tmp_path / "build.lock").unlink()
        taken.append(handle)
        lock(handle)

    monkeypatch.setattr(publishing, "_lock_or_halt", late)
    built(tmp_path)
    assert len(taken) == 2


def test_a_first_build_that_cannot_be_switched_in_leaves_nothing(tmp_path: Path) -> None:
    with Faulty(2, failing(errno.EIO), ("rename",), lasting=True).at_work():
        outcome = publish(tmp_path, request_of("new"))
    assert codes(outcome.found) == ["cannot-write"]
    assert "no build stands" in outcome.found[0].message
    assert recover(tmp_path) == []
    assert verify(tmp_path) == [], "it was complete: the next command switched it in"


# Sources, and what of a build is read again


def test_sources_are_written_whole_and_leave_nothing_beside(tmp_path: Path) -> None:
    files = {"agreements/a/agreement.yaml": b"id: a\n", ".gitignore": b"/build/\n"}
    assert publishing.write_sources(tmp_path, files, replace=False) == []
    assert contents(tmp_path) == files
    assert publishing.write_sources(tmp_path, {".gitignore": b"x"}, replace=True) == []
    assert contents(tmp_path) == {**files, ".gitignore": b"x"}


def test_a_source_that_exists_is_not_overwritten_and_nothing_else_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes(b"mine")
    refused = publishing.write_sources(tmp_path, {"a.yaml": b"", "b.yaml": b""}, replace=False)
    assert [(fault.code, str(fault.span)) for fault in refused] == [("source-exists", "b.yaml")]
    assert contents(tmp_path) == {"b.yaml": b"mine"}


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "C:/x", "a\\x", "a//x", "agreements/CON/x", "nul.yaml"])
@pytest.mark.parametrize("replace", [False, True])
def test_a_source_outside_the_workspace_is_refused(path: str, *, replace: bool, tmp_path: Path) -> None:
    root = tmp_path / "deep" / "root"
    root.mkdir(parents=True)
    refused = publishing.write_sources(root, {path: b"x", "good.yaml": b"x"}, replace=replace)
    assert codes(refused) == ["unsafe-file-name"]
    assert contents(tmp_path) == {}


def test_a_source_behind_a_link_is_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "agreements").symlink_to(outside)
    assert codes(publishing.write_sources(root, {"agreements/a.yaml": b"x"}, replace=True)) == ["linked-build-folder"]
    assert contents(outside) == {}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_source_is_the_old_or_the_new_text_whatever_fails(number: int, tmp_path: Path) -> None:
    names = (*CHANGING, "replace", "close")
    for at in range(1, 30):
        (tmp_path / "a.yaml").write_bytes(b"old text")
        faulty = Faulty(at, failing(number), names)
        with faulty.at_work():
            refused = publishing.write_sources(tmp_path, {"a.yaml": b"the new text"}, replace=True)
        there = contents(tmp_path)
        assert there in ({"a.yaml": b"old text"}, {"a.yaml": b"the new text"}), at
        assert codes(refused) == ["cannot-write"] or there == {"a.yaml": b"the new text"}, at
    assert faulty.count < 29, "the loop passed the last call"


def test_the_files_of_an_agreement_are_read_again_unless_someone_changed_them(tmp_path: Path) -> None:
    request = request_of("old", owners={"word": "one"})
    assert publish(tmp_path, request).manifest
    first, second = sorted(path for path in request.made if path.startswith("word/"))
    assert publishing.read_outputs(tmp_path, "one") == {path: request.made[path] for path in (first, second)}
    (tmp_path / "build" / first).write_bytes(b"changed")
    (tmp_path / "build" / second).unlink()
    assert publishing.read_outputs(tmp_path, "one") == {}
    assert publishing.read_outputs(tmp_path / "nowhere", "one") == {}
