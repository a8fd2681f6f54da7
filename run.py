#!/usr/bin/env python3
"""The door of this repository: with nothing but Python and pip, build everything or test it.

    python3 run.py build              make every document, workbook and the site
    python3 run.py test [--full] ...  run the checks and the tests; what follows goes to pytest
    python3 run.py agreements ...     any command of the product

The first run makes ``.venv`` and fetches the packages of ``requirements.lock`` into ``.wheels``; later ones do not.
Standard library only, and nothing that Python 3.8 cannot parse: an older Python shall say what it lacks, not break.
"""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Callable, Dict, List, NamedTuple, Sequence, Tuple

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
WINDOWS = os.name == "nt"
RESULTS = (("Word", "build/word"), ("Excel", "build/excel"), ("Site", "build/site/index.html"))
DISK_FULL = "The disk is full: free about 600 MB for .venv and .wheels, then start again."
SIGNS_OF_A_FULL_DISK = ("no space left on device", "not enough space on the disk", "disk quota exceeded")
SETUP_FAILED = 3
USAGE = 2
INTERRUPTED = 130


class Refusal(Exception):
    """Something that the person at the keyboard can mend, as one sentence."""


class Home(NamedTuple):
    """The folders of one checkout that setup makes and reads."""

    root: Path

    @property
    def venv(self) -> Path:
        """The environment; complete only when both stamps stand in it."""
        return self.root / ".venv"

    @property
    def wheels(self) -> Path:
        """The locked packages; the folder appears whole or not at all."""
        return self.root / ".wheels"

    @property
    def lock(self) -> Path:
        """Every package with its version and hashes."""
        return self.root / "requirements.lock"

    def program(self, name: str) -> Path:
        """Return the path of a program of the environment, on Windows or elsewhere."""
        return self.venv / ("Scripts/" + name + ".exe" if WINDOWS else "bin/" + name)


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Do what *arguments* ask and return the exit code; 3 when the environment cannot be set up."""
    try:
        refuse_old_python(sys.version_info[:2])
        command, rest = chosen(arguments)
        set_up(Home(root))
        return command(Home(root), rest)
    except Refusal as refusal:
        say(str(refusal))
    except OSError as error:
        say(DISK_FULL if error.errno == errno.ENOSPC else f"The setup could not be finished: {error}")
    except KeyboardInterrupt:
        say("Interrupted; the same command starts again where that is safe.")
        return INTERRUPTED
    return SETUP_FAILED


def chosen(arguments: Sequence[str]) -> Tuple[Callable[[Home, List[str]], int], List[str]]:
    """Return the command that *arguments* name and what is left for it; ends the program after a question for help."""
    commands: Dict[str, Callable[[Home, List[str]], int]] = {"build": build, "test": test, "agreements": agreements}
    if arguments and arguments[0] in commands:
        return commands[arguments[0]], list(arguments[1:])
    print((__doc__ or "").strip(), file=sys.stderr)
    raise SystemExit(0 if arguments and arguments[0] in ("-h", "--help", "help") else USAGE)


# Commands


def build(home: Home, arguments: List[str]) -> int:
    """Make every output of the workspace and say where it is."""
    code = call(home, [home.program("agreements"), "build", *arguments])
    for name, where in RESULTS:
        if (home.root / where).exists():
            print(f"{name:<6} {home.root / where}")
    return code


def agreements(home: Home, arguments: List[str]) -> int:
    """Run a command of the product in the folder where the caller stands."""
    return subprocess.call([str(home.program("agreements")), *arguments])


def test(home: Home, arguments: List[str]) -> int:
    """Run the linter, the type checker and the tests; the last line counts, a failed checker as one failure."""
    python = home.program("python")
    checkers = [[python, "-m", "ruff", "check"], [python, "-m", "mypy"]]
    failed_checkers = sum(call(home, checker) != 0 for checker in checkers)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        cores = ["-n", "auto", "--dist", "loadfile"]  # one file, one core: what a file prepares is prepared once
        code = call(home, [python, "-m", "pytest", *cores, "--junitxml", report, *arguments])
        passed, failed, skipped = counts(report)
    failed += failed_checkers + (1 if code and not failed else 0)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return code or (1 if failed_checkers else 0)


def counts(report: Path) -> Tuple[int, int, int]:
    """Return how many tests passed, failed and were skipped by pytest's *report*; all 0 when there is none."""
    if not report.exists():
        return 0, 0, 0
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314  # pytest wrote it just now
    totals = [[int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")] for suite in suites]
    tests, failures, errors, skipped = (sum(column) for column in zip(*totals))  # noqa: B905  # Python 3.8 has no strict
    return tests - failures - errors - skipped, failures + errors, skipped


def call(home: Home, command: Sequence[object]) -> int:
    """Run *command* in the checkout, wherever the caller stands, and return its exit code."""
    sys.stdout.flush()
    return subprocess.call([str(part) for part in command], cwd=str(home.root))


# Setup


class Step(NamedTuple):
    """One part of the setup: done when its stamp in the environment holds *fingerprint*."""

    name: str
    fingerprint: str
    work: Callable[[Home], None]


def set_up(home: Home) -> None:
    """Make or renew the environment where it is missing, unfinished or older than the lock or the project.

    A stamp is written after its step, so an interrupted step is done again, and so are the steps after it.
    """
    steps = [
        Step("packages", fingerprint(home.lock.read_bytes(), sys.version.encode(), bytes(home.venv)), install_packages),
        Step("project", fingerprint((home.root / "pyproject.toml").read_bytes()), install_project),
    ]
    pending = [step for step in steps if not is_done(home, step)]
    for step in steps[steps.index(pending[0]) :] if pending else []:
        if stamp(home, step).exists():
            stamp(home, step).unlink()
        step.work(home)
        stamp(home, step).write_text(step.fingerprint, encoding="ascii")


def fingerprint(*parts: bytes) -> str:
    """Return one hash over *parts*: all that a step depends on, the place too, since an environment cannot move."""
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def stamp(home: Home, step: Step) -> Path:
    """Return the file that says *step* is done."""
    return home.venv / f"{step.name}.stamp"


def is_done(home: Home, step: Step) -> bool:
    """Tell whether *step* was finished for the present lock, project and Python."""
    mark = stamp(home, step)
    return home.program("python").exists() and mark.exists() and mark.read_bytes() == step.fingerprint.encode()


def install_packages(home: Home) -> None:
    """Make the environment anew and install the locked packages, fetching them if they are not here yet."""
    refuse_without_venv()
    say("Making .venv ...")
    make_environment(home)
    fetched = fingerprint(home.lock.read_bytes(), sys.version.encode())
    mark = home.wheels / "complete.stamp"
    if not mark.exists() or mark.read_bytes() != fetched.encode():
        say("Fetching the packages of requirements.lock, once ...")
        fetch(home, fetched)
    say("Installing them ...")
    locked = ["--require-hashes", "--no-deps", "-r", str(home.lock)]
    pip(home, "install", ["--no-index", "--find-links", str(home.wheels), *locked], "could not be installed")


def make_environment(home: Home) -> None:
    """Make ``.venv`` from nothing."""
    remove(home.venv)
    made = run([sys.executable, "-m", "venv", str(home.venv)])
    if made.returncode:
        refuse_full_disk(made.stdout)
        raise Refusal(f".venv could not be made: {last_line(made.stdout)}")


def fetch(home: Home, fetched: str) -> None:
    """Fetch the locked wheels into a new folder beside the old one, then put it in the old one's place.

    The lock is whole, so pip resolves nothing: left to resolve, pip 23 takes ``coverage[toml]``, which a package asks
    for, as something other than the locked ``coverage``, reaches for its newest release, and fails for want of a hash.
    """
    fresh = home.root / ".wheels.new"
    remove(fresh)
    known = ["--find-links", str(home.wheels)] if home.wheels.exists() else []
    locked = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(home.lock)]
    pip(home, "download", ["-d", str(fresh), *known, *locked], "could not be fetched (no network, or a proxy?)")
    (fresh / "complete.stamp").write_text(fetched, encoding="ascii")
    remove(home.wheels)
    fresh.rename(home.wheels)


def install_project(home: Home) -> None:
    """Install this checkout, editable, from what is already here."""
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "-e", str(home.root)]
    pip(home, "install", offline, "could not be installed")


def pip(home: Home, command: str, arguments: List[str], trouble: str) -> None:
    """Run pip of the environment; what goes wrong becomes one sentence that ends in pip's last line."""
    done = run([str(home.program("python")), "-m", "pip", command, "--disable-pip-version-check", *arguments])
    if done.returncode:
        refuse_full_disk(done.stdout)
        raise Refusal(f"The packages {trouble}: {last_line(done.stdout)}")


def run(command: List[str]) -> "subprocess.CompletedProcess[str]":
    """Run *command* quietly; standard error is kept with its output."""
    return subprocess.run(
        command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    )


def remove(folder: Path) -> None:
    """Remove *folder* if it is there."""
    if folder.exists():
        shutil.rmtree(str(folder))


# What is refused


def refuse_old_python(version: Tuple[int, ...]) -> None:
    """Raise Refusal for a Python that the product does not run on."""
    if version < OLDEST:
        needed, found = (".".join(map(str, numbers)) for numbers in (OLDEST, version))
        raise Refusal(f"Python {needed} or newer is needed, and this is {found}: start run.py with a newer one.")


def refuse_without_venv() -> None:
    """Raise Refusal where the parts of the standard library that make environments were left out, as on Debian."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        number = ".".join(map(str, sys.version_info[:2]))
        sentence = f"This Python has no venv module: install it (Debian, Ubuntu: apt install python{number}-venv)."
        raise Refusal(sentence) from None


def refuse_full_disk(output: str) -> None:
    """Raise Refusal if *output* of a program says that the disk is full."""
    if any(sign in output.lower() for sign in SIGNS_OF_A_FULL_DISK):
        raise Refusal(DISK_FULL)


def last_line(output: str) -> str:
    """Return the last line of *output* that says something; an advice to upgrade pip does not."""
    lines = [line.strip() for line in output.splitlines()]
    told = [line for line in lines if line and not line.startswith("[notice]")]
    return told[-1] if told else "no reason given"


def say(sentence: str) -> None:
    """Tell the person at the keyboard; results alone go to standard output."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
