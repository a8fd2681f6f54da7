"""An edit while `agreements serve` runs, by the clock: from the saved file until the browser is told to look again.

    python bench/serve.py                # each kind of edit of a copy of this workspace, made and taken back twice
    python bench/serve.py --times 5
    python bench/serve.py --browser      # also until Chromium paints the page that it has open, anew

Prints seconds by the clock, and of CPU of the server, for each edit. Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO, Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LARGEST = "agreements/marwick-tolden-fennlab"
PORT = 8765
SHOWN, SETTLED = "Reloading browsers", 8
"""What the server says when an edit can be seen; seconds until files and search have followed."""
PAINTED = (
    "Math.round(performance.timeOrigin + (performance.getEntriesByType('paint')[0] || {startTime: 1e9}).startTime)"
)
"""When the page on view was first painted, in milliseconds since 1970."""


class Edit(NamedTuple):
    """What is written for what in a file, and the page on which it shows."""

    name: str
    path: str
    old: str
    new: str
    page: str


EDITS = (
    Edit("handwritten page", "site/pages/help/name-contacts.md", "has written", "wrote", "help/name-contacts.html"),
    Edit(
        "value", f"{LARGEST}/values.yaml", "10 business days", "11 business days", f"{LARGEST}/quality-agreement.html"
    ),
    Edit("contact", f"{LARGEST}/contacts.yaml", "+31 10 000 0101", "+31 10 000 0188", f"{LARGEST}/index.html"),
    Edit("clause", f"{LARGEST}/clauses/labc-sample-sets.md", "complete", "entire", f"{LARGEST}/quality-agreement.html"),
    Edit("core library", "clauses/core/values.yaml", "title: ", "title: A ", "clauses/index.html"),
)


class Served:
    """A server in a process of its own, and what it says, line by line."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "generator", "serve", "--port", str(PORT)]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        self.said: Queue[str] = Queue()
        Thread(target=self.listen, args=[self.process.stdout], daemon=True).start()

    def listen(self, lines: IO[str] | None) -> None:
        """Keep what the server says."""
        for line in lines or ():
            self.said.put(line)

    def wait_for(self, words: str, seconds: float = 120) -> float:
        """Return when the server said *words*."""
        end = time.time() + seconds
        while time.time() < end:
            try:
                if words in self.said.get(timeout=1):
                    return time.time()
            except Empty:
                pass
        raise SystemExit(f"the server did not say {words}")

    def cpu(self) -> float:
        """Return the seconds of CPU so far; Linux alone tells it of another process."""
        facts = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Make each edit and take it back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--browser", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory() as made, browser(asked.browser) as page:
        for name in ("agreements", "clauses", "site"):
            shutil.copytree(ROOT / name, Path(made, name))
        shutil.copy(ROOT / "mkdocs.yml", made)
        served = Served(Path(made))
        try:
            served.wait_for("Serving on")
            time.sleep(SETTLED)
            for one in EDITS:
                measure(served, Path(made), one, asked.times, page)
        finally:
            served.process.send_signal(signal.SIGINT)
            served.process.wait(20)


def measure(served: Served, folder: Path, one: Edit, times: int, page: Any) -> None:
    """Make *one* edit and take it back so many *times*, and print how long each took to show."""
    if page:
        page.goto(f"http://127.0.0.1:{PORT}/{one.page}")
        time.sleep(2)
    figures = []
    for old, new in ((one.old, one.new), (one.new, one.old)) * times:
        file = folder / one.path
        text = file.read_text(encoding="utf-8")
        if old not in text:
            raise SystemExit(f"{one.path} no longer says {old}")
        before = served.cpu()
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        began = time.time()
        took, spent = served.wait_for(SHOWN) - began, served.cpu() - before
        painted = f", painted {painted_after(page, began) - began:.2f}" if page else ""
        time.sleep(SETTLED)
        figures.append(f"{took:.2f} ({spent:.2f} CPU{painted})")
        while not served.said.empty():  # the files and the search
            served.said.get()
    print(f"{one.name:<16} {'  '.join(figures)}", flush=True)


def painted_after(page: Any, began: float) -> float:
    """Return when *page*, loaded anew since *began*, was first painted; it is loaded once more for files and search."""
    from playwright.sync_api import Error

    while time.time() < began + 30:
        try:
            painted = page.evaluate(PAINTED) / 1000
        except Error:  # between two pages
            continue
        if began < painted < began + 30:
            return float(painted)
        time.sleep(0.02)
    raise SystemExit("the page was not loaded anew")


@contextmanager
def browser(wanted: bool) -> Iterator[Any]:
    """Yield a page of Chromium, if one is *wanted*."""
    if not wanted:
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield chromium.new_page()
        chromium.close()


if __name__ == "__main__":
    main()
