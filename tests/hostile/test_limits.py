"""The nastiest files, each in a process that may take 10 seconds of one core and 512 MB: refused or carried, in time.

Nothing but the answer of the whole command counts here: no traceback, nothing written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="only Unix limits what a process may take")

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "cases" / "check" / "base"
SECONDS, BYTES = 10, 512 * 2**20
CLAUSE = "clauses/core/dev/dev-odd.md"
FRONT = "---\nid: dev-odd\ntopic: DEV\ntitle: Odd\n---\n"


def clause(text: str) -> bytes:
    """Return a clause file with *text*."""
    return f"{FRONT}{text}\n".encode()


def limited() -> None:
    """Limit this process, in the child before it becomes the command."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


def bomb() -> bytes:
    """Return a Word template of 200 kB whose styles expand to 150 MB."""
    made = BytesIO()
    with zipfile.ZipFile(ROOT / "clauses/templates/counsel.docx") as good, zipfile.ZipFile(made, "w") as bad:
        for name in good.namelist():
            data = b" " * 150_000_000 if name == "word/styles.xml" else good.read(name)
            bad.writestr(name, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
FILES: dict[str, dict[str, Callable[[], bytes]]] = {
    "every-file-at-once": {
        "agreements/sample/contacts.yaml": ALIASES.encode,
        "clauses/core/values.yaml": lambda: b"[" * 20_000,
        "clauses/core/terms.yaml": lambda: b"a: " + b"x " * 2_500_000,
        "clauses/core/roles.yaml": lambda: b"{" * 5_000_000,
        "clauses/core/events.yaml": lambda: b"- {id: a, title: b}\n" * 60_000,
        "clauses/calendars.yaml": lambda: b"".join(b"k%d: x\n" % n for n in range(100_000)),
        CLAUSE: lambda: clause("[" * 5_000_000),
        "clauses/core/dev/dev-more.md": lambda: clause("{{ a " * 1_000_000),
        "clauses/core/dev/dev-yet.md": lambda: b"---\n" * 1_500_000,
    },
    "template-bomb": {"clauses/templates/counsel.docx": bomb},
    "word-of-4-mb": {CLAUSE: lambda: clause("The site " + "é" * 2_000_000 + " [shall")},
    "100,000-paragraphs": {CLAUSE: lambda: clause("Text.\n\n" * 100_000 + "[shall\n")},
    "5-mb-of-terms": {CLAUSE: lambda: clause("The [Deviation] " * 300_000 + "[shall\n")},
    "20,000-lines": {CLAUSE: lambda: clause("Text.\n\n" * 9_990 + "[shall\n")},
    "quadratic-bait": {CLAUSE: lambda: clause("within the twenty- must shall be reviewed " * 20_000 + "[x")},
}


def built(folder: Path, files: dict[str, bytes]) -> subprocess.CompletedProcess[str]:
    """Build the small workspace with *files* in it, in a limited process."""
    shutil.copytree(BASE, folder / "w")
    (folder / "w" / "clauses" / "templates").mkdir()
    shutil.copy(ROOT / "clauses/templates/counsel.docx", folder / "w" / "clauses" / "templates")
    for path, data in files.items():
        (folder / "w" / path).write_bytes(data)
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", "--fail-on", "warning"],
        cwd=folder / "w",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
    )


@pytest.mark.parametrize("case", FILES)
def test_a_nasty_file_ends_in_time_with_a_finding_and_nothing_written(tmp_path: Path, case: str) -> None:
    done = built(tmp_path, {path: data() for path, data in FILES[case].items()})
    assert done.returncode == 1, (done.returncode, done.stderr[-2_000:])
    assert "Traceback" not in done.stderr
    assert not [path for path in FILES[case] if f"{path}:" not in done.stderr]
    assert not list(tmp_path.glob("w/build/word/*/*"))
    assert len(done.stderr) < 10_000_000


SOUND = {
    "word-of-a-million-letters": "The site " + "x" * 1_000_000 + " ends.\n",
    "4,000-paragraphs": "The site is open.\n\n" * 4_000,
    "quadratic-bait": "The site is within the twenty- will also be reviewed insert " * 3_000 + "now.\n",
}


@pytest.mark.parametrize("case", SOUND)
def test_a_giant_that_is_sound_is_built_in_time(tmp_path: Path, case: str) -> None:
    """48, 49."""
    done = built(tmp_path, {CLAUSE: clause(SOUND[case])})
    assert done.returncode in (0, 1), (done.returncode, done.stderr[-2_000:])
    assert "Traceback" not in done.stderr
    assert list(tmp_path.glob("w/build/word/*/*")) or "placeholder-word" in done.stderr
