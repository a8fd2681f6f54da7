"""The build as a whole: nothing that others made is lost, and the way back from what a power cut leaves."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from generator.publish import publish, recover, verify
from tests.publish.faulty import Faulty, failing, steps_of
from tests.publish.sample import built, codes, contents, package, request_of, two_builds


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


def test_a_new_build_with_a_folder_in_the_place_of_its_manifest_is_swept_too(tmp_path: Path) -> None:
    root, old, _ = left_behind(tmp_path)
    (root / "build.new/manifest.json").unlink()
    (root / "build.new/manifest.json").mkdir()
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


def test_a_first_build_that_cannot_be_switched_in_leaves_nothing(tmp_path: Path) -> None:
    with Faulty(2, failing(errno.EIO), ("rename",), lasting=True).at_work():
        outcome = publish(tmp_path, request_of("new"))
    assert codes(outcome.found) == ["cannot-write"]
    assert "no build stands" in outcome.found[0].message
    assert recover(tmp_path) == []
    assert verify(tmp_path) == [], "it was complete: the next command switched it in"


def test_a_disk_that_fails_after_the_switch_leaves_the_new_build_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path)
    opened = os.open

    def refused(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path) == tmp_path:
            raise OSError(errno.EIO, "fault", str(path))
        return opened(path, flags, mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refused)
        outcome = publish(tmp_path, request_of("new"))
    assert outcome.manifest is not None
    assert outcome.manifest.sources == {"agreements/one/agreement.yaml": "new"}
    assert [fault.message for fault in outcome.found] == ["the disk reports a fault of its own; the new build stands"]
    assert contents(tmp_path)["build/coverage.json"] == b"new"
    assert verify(tmp_path) == []


def test_an_earlier_build_that_stays_is_not_taken_for_the_new_one(tmp_path: Path) -> None:
    old = built(tmp_path)
    with Faulty(2, failing(errno.EIO), ("rename",)).at_work():  # the first rename is the manifest's
        outcome = publish(tmp_path, request_of("new"))
    assert outcome.manifest is None
    assert "the earlier build stands" in outcome.found[0].message
    assert contents(tmp_path) == old
