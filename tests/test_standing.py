"""A served site after edits is, byte for byte, the one served afresh; what no edit has touched is left as it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.files import Files as SiteFiles

from generator.mkdocs_plugin import AgreementsPlugin
from generator.mkdocs_plugin.plugin import NAME, ReadyPage
from generator.mkdocs_plugin.standing import Standing
from generator.render.site.html import Html
from generator.render.site.page import Page
from tests.samples import HOME, ROOT, SAMPLE

OTHER = "corran-analitica"
SERVED = "http://127.0.0.1:8000/"
SETTINGS = """site_name: Served
docs_dir: site/pages
theme: quality-agreements
use_directory_urls: false
plugins: [quality-agreements]
nav: [{Help: [help/index.md, Second: help/second.md]}]
not_in_nav: /more/*.md
"""
PAGES = {
    "help/index.md": "# First\n\n[The second](second.md#here), [an agreement](../agreements/{SAMPLE}/index.md).\n",
    "help/second.md": "# The second\n\n## Here\n\nWords.\n",
    "more/third.md": "# Third\n\n![A picture](picture.svg)\n",
    "more/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}


class Server:
    """What ``agreements serve`` does without its socket: a site built over what stands, in one folder.

    mkdocs keeps one plug-in for as long as a process lives; each server puts its own state into it.
    """

    def __init__(self, workspace: Path, folder: Path) -> None:
        self.workspace, self.folder = workspace, folder
        plugin = self.config().plugins[NAME]
        assert isinstance(plugin, AgreementsPlugin)
        self.plugin = plugin
        self.others = dict(vars(plugin))
        vars(plugin).clear()
        vars(plugin).update(config=self.others["config"], config_scheme=self.others.get("config_scheme", ()))
        self.config().plugins.on_startup(command="serve", dirty=True)
        self.state = dict(vars(plugin))
        vars(plugin).update(self.others)

    def config(self) -> MkDocsConfig:
        """Return the settings, read now."""
        return load_config(str(self.workspace / "mkdocs.yml"), site_dir=str(self.folder), site_url=SERVED)

    def build(self) -> None:
        """Build once, as after a change of a file."""
        config = self.config()
        vars(self.plugin).clear()
        vars(self.plugin).update(self.state)
        try:
            build(config, serve_url=SERVED, dirty=True)
        finally:
            self.state = dict(vars(self.plugin))
            vars(self.plugin).clear()
            vars(self.plugin).update(self.others)

    @property
    def owing(self) -> bool:
        """Whether the last build left something to be made."""
        return bool(self.state["owing"])

    def settle(self) -> dict[str, bytes]:
        """Build until nothing is owed; return every file."""
        self.build()
        if self.owing:
            self.build()
        assert not self.owing
        return bytes_below(self.folder)


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below *folder*."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two agreements with a few handwritten pages; the tests of this file go on from one another's edits."""
    home = tmp_path_factory.mktemp("served") / "workspace"
    for folder in (HOME, f"agreements/{OTHER}", "clauses"):
        shutil.copytree(ROOT / folder, home / folder)
    (home / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for name, text in PAGES.items():
        path = home / "site" / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{SAMPLE}", SAMPLE), encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def server(workspace: Path) -> Server:
    """Return the server of *workspace*, which has built once."""
    server = Server(workspace, workspace.parent / "site")
    server.settle()
    return server


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return an edit that writes *new* for *old*."""

    def edit(workspace: Path) -> None:
        text = (workspace / path).read_text(encoding="utf-8")
        assert old in text
        (workspace / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def gone(path: str) -> Callable[[Path], None]:
    """Return an edit that deletes a file or folder."""

    def edit(workspace: Path) -> None:
        top = workspace / path
        shutil.rmtree(top) if top.is_dir() else top.unlink()

    return edit


def written(path: str, data: bytes) -> Callable[[Path], None]:
    """Return an edit that writes a whole file."""

    def edit(workspace: Path) -> None:
        (workspace / path).write_bytes(data)

    return edit


def several(*edits: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return an edit of several files at once."""

    def edit(workspace: Path) -> None:
        for one in edits:
            one(workspace)

    return edit


HANDWRITTEN = "site/pages"
EDITS = {
    "agreement and pages": [
        replaced(f"{HOME}/values.yaml", "default: 6 months", "default: 5 months"),
        replaced(f"{HOME}/contacts.yaml", "name: ", "name: Renewed "),
        several(
            replaced(f"{HANDWRITTEN}/help/second.md", "Words.", "Other words."),
            replaced(f"{HANDWRITTEN}/more/third.md", "# Third", "# Third, renewed"),
            written(f"{HANDWRITTEN}/more/picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' id='other'/>"),
        ),
    ],
    "clause and a title beside all pages": [
        replaced("clauses/core/dev/dev-notification.md", "title: Notification", "title: Renewed word"),
        replaced(f"{HANDWRITTEN}/help/index.md", "# First", "# The first of all"),
    ],
    "after a build that broke off, with a page and an agreement less": [
        written(f"{HANDWRITTEN}/broken.md", b"# \xff\xfe is no text\n"),
        several(gone(f"{HANDWRITTEN}/broken.md"), gone(f"{HANDWRITTEN}/more/third.md"), gone(f"agreements/{OTHER}")),
    ],
}


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS.keys())
def test_what_stands_after_edits_is_what_is_served_afresh(
    workspace: Path, server: Server, edits: list[Callable[[Path], None]], tmp_path: Path
) -> None:
    for edit in edits:
        edit(workspace)
        with suppress(ValueError):  # of the page that is no text
            server.settle()
    assert bytes_below(server.folder) == Server(workspace, tmp_path / "site").settle()


def test_an_edit_shows_before_the_files_are_made_and_touches_no_other_page(workspace: Path, server: Server) -> None:
    home, other = server.folder / HOME / "index.html", server.folder / "clauses" / "core" / "dev-notification.html"
    replaced(f"{HOME}/values.yaml", "default: 5 months", "default: 4 months")(workspace)
    before = other.stat().st_mtime_ns
    server.build()
    assert "4 months" in (server.folder / HOME / "quality-agreement.html").read_text(encoding="utf-8")
    assert "The files are being made." in home.read_text(encoding="utf-8")
    assert server.owing
    server.build()
    assert "The files are being made." not in home.read_text(encoding="utf-8")
    assert other.stat().st_mtime_ns == before


def test_edits_one_after_another_show_each_at_once_and_their_files_come_when_it_is_quiet(
    workspace: Path, server: Server, tmp_path: Path
) -> None:
    text = server.folder / HOME / "quality-agreement.html"
    for old, new in (("4 months", "3 months"), ("3 months", "5 months")):
        replaced(f"{HOME}/values.yaml", f"default: {old}", f"default: {new}")(workspace)
        server.state["due"] = False  # as the server says it until nobody has edited anything for a while
        server.build()
        assert new in text.read_text(encoding="utf-8")
        assert server.owing
    assert server.settle() == Server(workspace, tmp_path / "site").settle()


def test_a_handwritten_page_in_the_place_that_one_of_ours_had_is_shown(server: Server, workspace: Path) -> None:
    config, standing = server.config(), Standing()
    ours = File("help/index.md", None, config.site_dir, use_directory_urls=False)
    by_hand = File("help/index.md", str(workspace / HANDWRITTEN), config.site_dir, use_directory_urls=False)
    for file in (ours, by_hand, ours):
        assert [*standing.taken(SiteFiles([file]), config, id, whole=False)] == [file]


def test_a_page_that_stays_has_the_place_in_the_navigation_that_it_is_given_anew(server: Server) -> None:
    config, ours = server.config(), Page("a.html", "A", "agreements", Html("old"))
    page = ReadyPage(ours, File("a.md", None, config.site_dir, use_directory_urls=False), config)
    page.previous_page = page.next_page = page
    page.begin(replace(ours, made=Html("new")))
    places: list[object] = [page.previous_page, page.next_page, page.parent]
    assert places == [None] * 3
    assert page.content == "new"


@pytest.mark.parametrize("others", [(), ("another",)])
def test_a_page_that_another_plugin_may_have_changed_has_a_new_file(
    server: Server, monkeypatch: pytest.MonkeyPatch, others: tuple[str, ...]
) -> None:
    config, ours = server.config(), Page("a.html", "A", "agreements", Html("old"))
    before = File("a.md", None, config.site_dir, use_directory_urls=False)
    before.page = ReadyPage(ours, before, config)
    standing = Standing()
    standing.taken(SiteFiles([before]), config, id, whole=False)
    plugin = AgreementsPlugin()
    plugin.standing = standing
    monkeypatch.setattr(config.plugins, "_current_plugin", NAME, raising=False)
    for name in others:
        dict.__setitem__(config.plugins, name, plugin)
    try:
        assert (plugin.page_file(ours, config) is before) is not bool(others)
    finally:
        for name in others:
            dict.__delitem__(config.plugins, name)


@pytest.mark.parametrize("owing", [False, True])
def test_files_and_search_are_asked_for_when_it_is_quiet_and_only_if_they_are_owed(
    tmp_path: Path, *, owing: bool
) -> None:
    plugin, nudge = AgreementsPlugin(), tmp_path / "owed"
    plugin.owing = owing
    plugin.be_quiet(nudge)
    assert (plugin.due, nudge.exists()) == (owing, owing)
