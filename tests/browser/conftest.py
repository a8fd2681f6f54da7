"""The site of this repository, built once, and a browser that may talk to this machine only."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Route, sync_playwright

from generator.building import site_for
from generator.document.changes import TEXT
from generator.document.changes import Entry as Change
from generator.files import Files
from generator.mkdocs_plugin import write_site
from generator.render.site.model import AgreementPage, Frozen, Redlined, SiteModel

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
KINDS = {
    "overview": "index.html",
    "agreement": "agreements/aurelia-northbay/index.html",
    "document": "agreements/aurelia-northbay/communication-plan.html",
    "large document": "agreements/aurelia-northbay/quality-agreement.html",
    "versions": "agreements/aurelia-northbay/versions.html",
    "changes": "agreements/aurelia-northbay/changes/1.0--working-draft.html",
    "register": "agreements/aurelia-northbay/obligation-register.html",
    "urgent": "urgent.html",
    "urgent page": "agreements/aurelia-northbay/urgent.html",
    "departures": "agreements/aurelia-northbay/departures.html",
    "roles": "agreements/aurelia-northbay/roles.html",
    "compare": "compare/index.html",
    "compared": "compare/value/critical-deviation-notice.html",
    "side by side": "compare/two.html",
    "clause side by side": "compare/clause.html",
    "regulation": "regulation/index.html",
    "rule": "regulation/R-DEV-10.html",
    "calendar": "calendar/index.html",
    "clauses": "clauses/index.html",
    "clause": "clauses/core/dev-notification.html",
    "help": "help/index.html",
    "reference": "reference/commands.html",
}


@dataclass
class Seen:
    """What a page did: requests that wanted to leave this machine, and complaints of the browser."""

    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hear(self, said: ConsoleMessage) -> None:
        """Note an error or warning of the console."""
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def fail(self, error: Error) -> None:
        """Note a script that broke."""
        self.complaints.append(str(error))

    def refuse(self, dialog: Dialog) -> None:
        """Note and close a dialog; no page of ours opens one."""
        self.complaints.append(dialog.message)
        dialog.dismiss()


@dataclass
class Opened:
    """A page and what it did."""

    page: Page
    seen: Seen


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def made() -> tuple[SiteModel, Files]:
    """Return the site of this repository as a model, with its downloads."""
    return site_for(ROOT)


@pytest.fixture(scope="session")
def site(made: tuple[SiteModel, Files], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site; one agreement of it has versions."""
    folder = tmp_path_factory.mktemp("site")
    model, files = made
    agreements = tuple(with_versions(one) if one.id == "aurelia-northbay" else one for one in model.agreements)
    write_site(ROOT / "mkdocs.yml", folder, replace(model, agreements=agreements), files)
    return folder


def with_versions(agreement: AgreementPage) -> AgreementPage:
    """Return *agreement* with a sent draft, an approved version that follows it, and what changed since."""
    steps = (("sent", "20 October 2026", "Niamh Sample", "First draft"),)
    documents = (("quality-agreement", "Quality Agreement", "QA-00123", "1.0"),)
    draft = Frozen("1.0-draft-1", "Draft 1 of version 1.0", True, None, steps, documents)
    agreed = (*steps, ("approved", "2 November 2026", "Niamh Sample", "Both have signed"))
    version = Frozen("1.0", "Version 1.0", False, date(2026, 11, 9), agreed, documents, ("1.0-draft-1",))
    change = Change("23.4 Notification", "changed", "within 1 Business Day", "within 4 hours", TEXT)
    redline = Redlined("1.0", "working-draft", (("Quality Agreement", (change,)), ("Communication Plan", ())))
    return replace(agreement, frozen=(draft, version), redlines=(redline,))


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Keep the requests to itself."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Yield where the site is served on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield the browser of this machine."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as programs:
        opened = programs.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Yield a function that opens an address in a fresh browser; options are those of a browser context."""
    pages: list[Opened] = []

    def opening(url: str, **options: Any) -> Opened:
        pages.append(opened(browser, url, **options))
        return pages[-1]

    yield opening
    for one in pages:
        one.page.context.close()


def opened(browser: Browser, url: str, **options: Any) -> Opened:
    """Return the page at an address, in a context of its own."""
    context = browser.new_context(**options)
    page, seen = context.new_page(), Seen()
    context.route("**/*", partial(only_here, seen=seen))
    page.on("console", seen.hear)
    page.on("pageerror", seen.fail)
    page.on("dialog", seen.refuse)
    page.goto(url)
    return Opened(page, seen)


def only_here(route: Route, seen: Seen) -> None:
    """Let a request of this machine pass, note and stop every other."""
    if route.request.url.startswith(("file:", "data:", "http://127.0.0.1:")):
        route.continue_()
    else:
        seen.foreign.append(route.request.url)
        route.abort()


@pytest.fixture(scope="module", params=KINDS.values(), ids=list(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    """Return the path of a page, one of each kind in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def from_disk(browser: Browser, site: Path, kind: str) -> Iterator[Opened]:
    """Yield a page of that kind, opened from a disk once for all tests that only look at it."""
    shown = opened(browser, (site / kind).as_uri(), color_scheme="light")
    yield shown
    shown.page.context.close()
