"""The build on disk: the earlier one or the new one, in full, whatever fails and whenever the process dies."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from generator.publish import MANY, Request, publish, recover, verify
from tests.publish.faulty import CALLS, CHANGING, LOOKING, Faulty, failing
from tests.publish.sample import built, codes, complete, contents, request_of, script, two_builds, workspace

ERRORS = (
    *((CHANGING, number) for number in (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)),
    *((LOOKING, number) for number in (errno.EIO, errno.EACCES)),
)


def count_calls(root: Path, request: Request, names: tuple[str, ...]) -> int:
    """Return how many calls of *names* the build of *request* makes."""
    counting = Faulty(0, lambda _name: None, names)
    with counting.at_work():
        assert publish(root, request).manifest
    return counting.count


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


def many_pages(folder: Path) -> None:
    """Write more pages than are brought to the disk one by one."""
    for number in range(3 * MANY):
        (folder / f"{number}.html").write_text(f"page {number}")


@pytest.mark.parametrize("names", [("fsync",), ("unlink",)])
def test_a_call_that_fails_among_many_at_once_is_not_lost(names: tuple[str, ...], tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    old, request = built(template, write_site=many_pages), request_of("new", write_site=many_pages)
    shutil.copytree(template, tmp_path / "made-new")
    new = built(tmp_path / "made-new", "new", write_site=many_pages)
    for at in range(1, 3 * MANY):
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
sys.path.insert(0, {root!r})
from generator.publish import publish, recover, verify
from tests.publish.faulty import CALLS, Faulty
from tests.publish.sample import complete, contents, request_of, two_builds, workspace

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
