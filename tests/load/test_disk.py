"""What is read from a disk, and what is refused there."""

from __future__ import annotations

import ast
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostic import Diagnostic
from generator.load import disk
from generator.load.disk import read_tree, read_workspace, stamps
from generator.pipeline import read_files


def made(root: Path, **files: str) -> Path:
    """Write *files* below *root*, two underscores for a slash, and return it."""
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def heads(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(fault.code, fault.span.path) for fault in found]


def test_a_link_to_a_file_is_refused_and_not_read(tmp_path: Path) -> None:
    made(tmp_path, clauses__a="kept", outside="secret")
    (tmp_path / "clauses" / "b").symlink_to(tmp_path / "outside")
    files, found = read_tree(tmp_path, "clauses")
    assert files == {"clauses/a": b"kept"}
    assert heads(found) == [("foreign-file", "clauses/b")]


def test_a_link_to_a_folder_is_refused_and_not_followed(tmp_path: Path) -> None:
    made(tmp_path, outside__a="secret", clauses__c="kept")
    (tmp_path / "clauses" / "b").symlink_to(tmp_path / "outside")
    files, found = read_tree(tmp_path, "clauses")
    assert [*files] == ["clauses/c"]
    assert heads(found) == [("foreign-file", "clauses/b")]


def test_a_giant_is_refused_unless_it_is_attached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "LARGEST", 3)
    monkeypatch.setattr(disk, "LARGEST_ATTACHMENT", 4)
    made(tmp_path, agreements__x__a="1234", agreements__x__attachments__b="1234", agreements__x__c="123")
    made(tmp_path, agreements__x__attachments__d="12345")
    files, found = read_tree(tmp_path, "agreements")
    assert [*files] == ["agreements/x/c", "agreements/x/attachments/b"]
    assert heads(found) == [("foreign-file", "agreements/x/a"), ("foreign-file", "agreements/x/attachments/d")]


def test_a_name_that_is_no_text_is_refused_and_shown(tmp_path: Path) -> None:
    made(tmp_path, clauses__a="kept")
    try:
        (tmp_path / "clauses" / os.fsdecode(b"b\xff.yaml")).write_text("x", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this system keeps no such names")
    files, found = read_tree(tmp_path, "clauses")
    assert [*files] == ["clauses/a"]
    assert heads(found) == [("foreign-file", "clauses/b\\udcff.yaml")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_record_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    made(tmp_path, agreements__x__contacts="[]")
    os.mkfifo(tmp_path / "agreements" / "x" / "agreement.yaml")
    files, unreadable = read_tree(tmp_path, "agreements")
    found = read_files(files, unreadable).found
    assert ("foreign-file", "agreements/x/agreement.yaml") in heads([*found])
    assert "missing-agreement" not in {one.code for one in found}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    made(tmp_path, clauses__a="kept")
    os.mkfifo(tmp_path / "clauses" / "b")
    files, found = read_tree(tmp_path, "clauses")
    assert [*files] == ["clauses/a"]
    assert heads(found) == [("foreign-file", "clauses/b")]


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, clauses__a="kept", clauses__b="shut")
    opens = os.open

    def shut(path: str, flags: int) -> int:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return opens(path, flags)

    monkeypatch.setattr(os, "open", shut)  # root may read everything, so rights prove nothing here
    files, found = read_tree(tmp_path, "clauses")
    assert files == {"clauses/a": b"kept"}
    assert heads(found) == [("unreadable-file", "clauses/b")]


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, clauses__a="kept", clauses__shut__b="unseen")
    scan = os.scandir

    def shut(folder: str) -> object:
        if str(folder).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", shut)
    files, found = read_tree(tmp_path, "clauses")
    assert [*files] == ["clauses/a"]
    assert heads(found) == [("unreadable-file", "clauses/shut")]


@pytest.mark.skipif(not hasattr(os, "setuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_files_and_folders_that_are_another_users_are_reported_to_whom_may_not_read_them(tmp_path: Path) -> None:
    made(tmp_path, clauses__a="kept", clauses__b="shut", clauses__shut__c="unseen", clauses__named__d="seen by name")
    for path, mode in (("b", 0o600), ("shut", 0o700), ("named", 0o744)):
        (tmp_path / "clauses" / path).chmod(mode)
    tmp_path.chmod(0o755)
    read, write = os.pipe()
    child = os.fork()
    if not child:  # in a process of its own, since nobody comes back from it
        os.chdir(tmp_path)
        os.setgid(65534)
        os.setuid(65534)
        files, found = read_tree(Path(), "clauses")
        os.write(write, repr((files, heads(found), [one.message for one in found])).encode())
        os._exit(0)
    os.waitpid(child, 0)
    files, codes, said = ast.literal_eval(os.read(read, 9_000).decode())
    assert files == {"clauses/a": b"kept"}
    assert codes == [("unreadable-file", f"clauses/{one}") for one in ("b", "named/d", "shut")]
    assert {words.rpartition(": ")[2] for words in said} == {"Permission denied"}


def write_when(monkeypatch: pytest.MonkeyPatch, opened: str, *does: Callable[[], object]) -> None:
    """Do the next of *does* each time that the file *opened* is opened; the last again and again."""
    opens, left = os.open, [*does]

    def opening(path: str, flags: int) -> int:
        handle = opens(path, flags)
        if Path(path).name == opened and left:
            (left.pop(0) if len(left) > 1 else left[0])()
        return handle

    monkeypatch.setattr(os, "open", opening)


def test_a_file_that_is_saved_while_it_is_read_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, clauses__a="old", clauses__b="old")
    write_when(monkeypatch, "b", lambda: made(tmp_path, clauses__a="newer", clauses__b="newer"), lambda: None)
    files, found = read_tree(tmp_path, "clauses")
    assert files == {"clauses/a": b"newer", "clauses/b": b"newer"}  # and never the old one beside the newer
    assert not found


def test_a_file_that_changes_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, clauses__a="kept", clauses__b="grows")
    grown = tmp_path / "clauses" / "b"
    write_when(monkeypatch, "b", lambda: grown.write_bytes(bytes(grown.stat().st_size + 1)))
    files, found = read_tree(tmp_path, "clauses")
    assert files == {"clauses/a": b"kept"}
    assert heads(found) == [("changing-file", "clauses/b")]


def test_a_file_that_came_or_went_meanwhile_is_no_riddle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, clauses__a="kept", clauses__b="goes")

    def goes() -> None:
        (tmp_path / "clauses" / "b").unlink()
        made(tmp_path, clauses__c="came")

    write_when(monkeypatch, "a", goes, lambda: None)
    files, found = read_tree(tmp_path, "clauses")
    assert files == {"clauses/a": b"kept", "clauses/c": b"came"}
    assert not found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_link_put_in_the_place_of_a_file_is_not_opened_and_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, clauses__a="kept", clauses__b="goes", outside="secret")
    looks = disk.refusal

    def swapped(facts: os.stat_result, name: str) -> Diagnostic | None:
        path = tmp_path / "clauses" / "b"
        if name.endswith("b") and stat.S_ISREG(facts.st_mode):
            path.unlink()
            if swaps.pop():
                os.mkfifo(path)
            else:
                path.symlink_to(tmp_path / "outside")
        return looks(facts, name)

    swaps = [False, True]
    monkeypatch.setattr(disk, "refusal", swapped)
    files, found = read_tree(tmp_path, "clauses")
    assert files == {"clauses/a": b"kept"}
    assert heads(found) == [("foreign-file", "clauses/b")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_file_that_is_a_pipe_a_device_or_gone_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "file").write_bytes(b"words")
    assert disk.read_given(tmp_path / "link") == b"words"
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path, tmp_path / "gone"):
        made = disk.read_given(path)
        assert isinstance(made, Diagnostic)
        assert made.span.path == str(path)


def test_hidden_files_and_what_editors_leave_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden", "a.yaml~", "a.bak", ".a.swp", "~$letter.docx", "a.yaml"):
        made(tmp_path, **{f"clauses__{name}": "x"})
    made(tmp_path, **{"clauses__.git__a": "x"})
    files, found = read_tree(tmp_path, "clauses")
    assert [*files] == ["clauses/a.yaml"]
    assert not found


def test_a_workspace_without_core_takes_the_shipped_libraries_and_keeps_its_own(tmp_path: Path) -> None:
    made(tmp_path, ours__clauses__companies__acme__values="ours", ours__clauses__calendars="ours")
    made(tmp_path, shipped__core__values="theirs", shipped__calendars="theirs", shipped__companies__sample__x="no")
    files, found = read_workspace(tmp_path / "ours", tmp_path / "shipped")
    assert not found
    assert files == {
        "clauses/core/values": b"theirs",
        "clauses/calendars": b"ours",
        "clauses/companies/acme/values": b"ours",
    }


def test_a_workspace_with_core_stands_alone(tmp_path: Path) -> None:
    made(tmp_path, ours__clauses__core__values="ours", shipped__regions__eu__values="theirs")
    files, _ = read_workspace(tmp_path / "ours", tmp_path / "shipped")
    assert [*files] == ["clauses/core/values"]


def test_the_codes_are_those_that_pages_explain() -> None:
    assert (disk.FOREIGN.code, disk.UNREADABLE.code) == ("foreign-file", "unreadable-file")


def test_a_changed_new_or_lost_file_changes_the_stamps(tmp_path: Path) -> None:
    (tmp_path / "agreements" / "a").mkdir(parents=True)
    path = tmp_path / "agreements" / "a" / "agreement.yaml"
    seen = [stamps(tmp_path)]
    path.write_text("id: a", encoding="utf-8")
    seen.append(stamps(tmp_path))
    assert stamps(tmp_path) == seen[-1]
    path.write_text("id: ab", encoding="utf-8")
    seen.append(stamps(tmp_path))
    path.unlink()
    assert seen[0] == stamps(tmp_path)
    assert len({repr(one) for one in seen}) == 3
