"""The site's door: the same bytes anywhere, both site generators, live pages, and nothing published from outside."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from generator.building import site_for
from generator.files import Files
from generator.mkdocs_plugin import SiteFault, serve_site, write_site
from generator.render.site.html import Html, tag
from generator.render.site.model import SiteModel
from generator.render.site.page import Page
from tests.samples import HOME, ROOT

EMPTY = SiteModel("Quality Agreements", (), ())


SMALL = "agreements/sample"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return the small workspace of the cases, to be edited."""
    home = tmp_path / "workspace"
    shutil.copytree(ROOT / "tests" / "cases" / "check" / "base", home)
    shutil.copytree(ROOT / "clauses" / "templates", home / "clauses" / "templates")
    return with_few_pages(home)


def large(home: Path) -> Path:
    """Return a workspace with all libraries and the sample as its only agreement."""
    for folder in (HOME, "clauses"):
        shutil.copytree(ROOT / folder, home / folder)
    return with_few_pages(home)


def with_few_pages(home: Path) -> Path:
    """Return a workspace after it got our settings and one handwritten page."""
    settings, _, _ = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")  # of pages not here
    (home / "mkdocs.yml").write_text(settings + "\n", encoding="utf-8")
    pages = home / "site" / "pages"
    pages.mkdir(parents=True)
    (pages / "changelog.md").write_text("# What changed\n\n## Unreleased\n\nNothing.\n", encoding="utf-8")
    return home


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file below *folder*."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def built(program: str, workspace: Path, **settings: str) -> dict[str, str]:
    """Return what ``PROGRAM build`` writes for *workspace*, by path."""
    target = workspace.parent / f"{program}-{len(list(workspace.parent.iterdir()))}"
    command = [sys.executable, "-m", program, "build", "--strict", "-q", "-f", str(workspace / "mkdocs.yml")]
    done = subprocess.run(
        [*command, "-d", str(target)], env=os.environ | settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return hashes(target)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what a plain build of that workspace writes, by path."""
    workspace = large(tmp_path_factory.mktemp("plain") / "workspace")
    return built("mkdocs", workspace, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LANG="C")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    """Return the folder of the site that is published, and the files it offers."""
    workspace = large(tmp_path_factory.mktemp("published") / "workspace")
    model, downloads = site_for(workspace)
    write_site(workspace / "mkdocs.yml", workspace.parent / "site", model, downloads)
    return workspace.parent / "site", downloads


def test_the_same_bytes_in_another_folder_zone_and_order(plain: dict[str, str], tmp_path: Path) -> None:
    other = large(tmp_path / "a longer place" / "for the same")
    assert plain == built("mkdocs", other, PYTHONHASHSEED="2", TZ="America/Lima", LANG="C.UTF-8")


def test_a_plain_build_is_the_published_site(plain: dict[str, str], published: tuple[Path, Files]) -> None:
    assert hashes(published[0]) == plain


def test_properdocs_builds_the_same_site(plain: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("properdocs")
    assert built("properdocs", large(tmp_path / "workspace")) == plain


def test_the_site_offers_the_files_of_the_build_and_carries_no_date(published: tuple[Path, Files]) -> None:
    site, downloads = published
    assert {path: (site / "files" / path).read_bytes() for path in downloads} == downloads
    assert not list(site.glob("sitemap*"))


def test_a_workspace_without_configuration_has_a_site(tmp_path: Path) -> None:
    write_site(tmp_path / "mkdocs.yml", tmp_path / "site", EMPTY, {"word/a.docx": b"paper"})
    assert (tmp_path / "site" / "index.html").is_file()
    assert (tmp_path / "site" / "files" / "word" / "a.docx").read_bytes() == b"paper"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_workspace_without_configuration_shows_its_own_pages(tmp_path: Path) -> None:
    (tmp_path / "site" / "pages").mkdir(parents=True)
    (tmp_path / "site" / "pages" / "own.md").write_text("# Our own\n", encoding="utf-8")
    write_site(tmp_path / "mkdocs.yml", tmp_path / "made", EMPTY, {})
    assert (tmp_path / "made" / "own.html").is_file()


def test_a_folder_in_the_place_of_the_configuration_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").mkdir()
    with pytest.raises(SiteFault, match="is no plain file"):
        write_site(tmp_path / "mkdocs.yml", tmp_path / "made", EMPTY, {})


@pytest.mark.parametrize(
    ("configuration", "reason"),
    [
        ("site_name: X\ntheme: quality-agreements\n", 'does not name the plugin "quality-agreements"'),
        ("site_name: X\ntheme: nowhere\nplugins: [quality-agreements]\n", "nowhere"),
        ("theme: quality-agreements\nplugins: [quality-agreements]\n", "site_name"),
        ("site_name: X\nplugins: [quality-agreements: {colour: red}]\ntheme: quality-agreements\n", "colour"),
    ],
)
def test_a_configuration_that_cannot_serve_is_one_sentence(tmp_path: Path, configuration: str, reason: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    with pytest.raises(SiteFault, match=reason):
        write_site(tmp_path / "mkdocs.yml", tmp_path / "site", EMPTY, {})


RUNS_CODE = {
    "tag": "!!python/object/apply:os.system ['touch ran']",
    "environment": "!ENV HOME",
    "anchor": "&a x",
}


@pytest.mark.parametrize("case", RUNS_CODE)
def test_a_tag_in_the_configuration_is_refused_before_mkdocs_sees_it(
    workspace: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    with (workspace / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"copyright: {RUNS_CODE[case]}\n")
    assert "mkdocs.yml:" in faulty(workspace)
    assert not (workspace / "ran").exists()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("theme:", "hooks: [hook.py]\ntheme:", '"hooks" runs'),
        ("theme:", "INHERIT: other.yml\ntheme:", '"INHERIT" runs'),
        (
            "theme: quality-agreements",
            "theme: {name: quality-agreements, custom_dir: own}",
            '"custom_dir" brings templates',
        ),
        ("plugins:", "plugins:\n  - other", 'the plug-in "other" is not one of ours'),
        ("plugins:\n  - quality-agreements", "plugins: {quality-agreements: {}, other: {}}", 'the plug-in "other"'),
        ("  - tables", "  - pymdownx.snippets: {base_path: /}", 'the extension "pymdownx.snippets"'),
        ("docs_dir: site/pages", "docs_dir: ../elsewhere", "docs_dir leads outside"),
        ("docs_dir: site/pages", "docs_dir: /etc", "docs_dir leads outside"),
        ("docs_dir: site/pages", "docs_dir: link", "docs_dir leads outside"),
    ],
)
def test_a_configuration_that_would_run_code_or_read_elsewhere_is_refused(
    workspace: Path, old: str, new: str, words: str
) -> None:
    (workspace / "link").symlink_to(workspace.parent)
    (workspace / "hook.py").write_text(f"open({str(workspace / 'ran')!r}, 'w')\n", encoding="utf-8")
    (workspace / "other.yml").write_text("hooks: [hook.py]\n", encoding="utf-8")
    edit(workspace / "mkdocs.yml", old, new)
    assert words in faulty(workspace)
    assert not (workspace / "ran").exists()


def handwritten(workspace: Path, name: str) -> Path:
    """Return where a handwritten page of *workspace* stands."""
    return workspace / "site" / "pages" / name


def faulty(workspace: Path) -> str:
    """Return why the site of *workspace* cannot be written."""
    with pytest.raises(SiteFault) as fault:
        write_site(workspace / "mkdocs.yml", workspace.parent / "site", EMPTY, {})
    return str(fault.value)


def test_settings_edited_while_pages_are_served_run_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran, settings = tmp_path / "ran", tmp_path / "mkdocs.yml"
    plain = "site_name: Q\ntheme: quality-agreements\ndocs_dir: site/pages\nplugins: [quality-agreements]\n"
    settings.write_text(plain)
    (tmp_path / "site/pages").mkdir(parents=True)
    (tmp_path / "hook.py").write_text(f"open({str(ran)!r}, 'w').close()\n")
    said: list[str] = []

    def edited(server: LiveReloadServer, **_: object) -> None:
        settings.write_text(plain + "hooks: [hook.py]\n")
        with pytest.raises(Abort) as refused:
            server.builder()
        said.append(str(refused.value))
        settings.write_text(plain)
        server.builder()

    monkeypatch.setattr(LiveReloadServer, "serve", edited)
    serve_site(tmp_path, 8000)
    assert "hooks" in said[0]
    assert not ran.exists()


def test_a_site_is_whole_that_is_written_after_one_was_served(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(workspace / "mkdocs.yml", tmp_path / "before", *site_for(workspace))
    monkeypatch.setattr(LiveReloadServer, "serve", lambda server, **_: server.builder())
    serve_site(workspace, 8000)
    write_site(workspace / "mkdocs.yml", tmp_path / "after", *site_for(workspace))
    assert hashes(tmp_path / "before") == hashes(tmp_path / "after")


def test_a_lost_link_of_a_handwritten_page_stops_the_site(workspace: Path) -> None:
    handwritten(workspace, "odd.md").write_text("# Odd\n\n[Gone](gone.md)\n", encoding="utf-8")
    assert "gone.md" in faulty(workspace)


def test_a_handwritten_page_in_the_place_of_ours_stops_the_site(workspace: Path) -> None:
    handwritten(workspace, "index.md").write_text("# Mine\n", encoding="utf-8")
    assert "index.md is left out" in faulty(workspace)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_nothing_behind_a_link_is_published(workspace: Path, what: str) -> None:
    outside = workspace.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("not for you", encoding="utf-8")
    target = outside if what == "folder" else outside / "secret.txt"
    handwritten(workspace, "link" if what == "folder" else "link.txt").symlink_to(target)
    assert "links are not followed" in faulty(workspace)
    assert not [path for path in (workspace.parent / "site").rglob("*") if path.name in ("secret.txt", "link.txt")]


def test_each_page_is_written_once_and_when_it_is_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def made(name: str) -> Html:
        before = tmp_path / "site" / "a.html"
        asked.append(f"{name}, {'after' if before.is_file() else 'before'} a.html is written")
        return tag("h1", name)

    several = [Page(f"{name}.html", name, "agreements", partial(made, name)) for name in "ab"]
    monkeypatch.setattr("generator.render.site.pages.every_page", lambda _: iter(several))
    write_site(tmp_path / "mkdocs.yml", tmp_path / "site", EMPTY, {})
    assert asked == ["a, before a.html is written", "b, after a.html is written"]
    assert "<h1>b</h1>" in (tmp_path / "site" / "b.html").read_text(encoding="utf-8")


def test_a_hook_of_the_user_sees_and_changes_our_pages(workspace: Path) -> None:
    hook = workspace / "hook.py"
    hook.write_text("def on_page_content(html, **_):\n    return html.replace('Notice', 'Announcement')\n")
    settings = workspace / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "hooks: [hook.py]\n", encoding="utf-8")
    target = workspace.parent / "hooked"
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings), "-d", str(target)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    page = (target / SMALL / "quality-agreement.html").read_text(encoding="utf-8")
    assert "Announcement" in page
    assert "Notice" not in page.partition("<main")[2]


def test_a_handwritten_page_may_lead_to_a_place_and_not_to_none(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = Page("a.html", "A", "agreements", partial(tag, "h1", "A", id="here"))
    monkeypatch.setattr("generator.render.site.pages.every_page", lambda _: iter([ours]))
    for place in ("here", "nowhere"):
        handwritten(workspace, f"{place}.md").write_text(f"# Way\n\n[there](a.md#{place})\n", encoding="utf-8")
    fault = faulty(workspace)
    assert "nowhere" in fault
    assert "#here" not in fault


def test_a_page_a_nav_entry_and_a_template_of_the_user_stay_their_own_in_the_next_release_too(workspace: Path) -> None:
    handwritten(workspace, "our-way.md").write_text("# Our way\n\nAsk Ann.\n", encoding="utf-8")
    (workspace / "overrides").mkdir()
    (workspace / "overrides" / "404.html").write_text("<h1>Lost at Aurelia</h1>", encoding="utf-8")
    settings = workspace / "mkdocs.yml"
    told = re.sub(r"(?m)^theme:.*$", "theme: {name: quality-agreements, custom_dir: overrides}", settings.read_text())
    settings.write_text(f"{told}\nnav: [Our house: our-way.md, What changed: changelog.md]\n", encoding="utf-8")
    kept = [path for path in workspace.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in kept}
    target = workspace.parent / "own"
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-f", str(settings), "-d", str(target)]
    program = str(next_release(workspace.parent))
    subprocess.run(command, check=True, cwd=workspace, env=os.environ | {"PYTHONPATH": program})
    page = (target / "our-way.html").read_text(encoding="utf-8")
    assert "Ask Ann." in page
    assert "Our house" in page
    assert "A newer footer" in page
    assert (target / "404.html").read_text(encoding="utf-8") == "<h1>Lost at Aurelia</h1>"
    assert (target / SMALL / "index.html").is_file()
    assert {path: path.read_bytes() for path in kept} == before


def next_release(folder: Path) -> Path:
    """Return a copy of the program in *folder* whose theme has another footer and another page for what is lost."""
    home = folder / "newer"
    shutil.copytree(ROOT / "generator", home / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("site/theme", "clauses"):
        shutil.copytree(ROOT / name, home / name)
    main = home / "site" / "theme" / "main.html"
    main.write_text(main.read_text(encoding="utf-8").replace("</footer>", "<p>A newer footer</p></footer>"), "utf-8")
    (home / "site" / "theme" / "404.html").write_text("<h1>Not here</h1>", encoding="utf-8")
    return home


def test_quiet_means_quiet(workspace: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_site(workspace / "mkdocs.yml", tmp_path / "site", EMPTY, {})
    assert capfd.readouterr() == ("", "")


# Live pages


@pytest.fixture(params=["mkdocs", "agreements"])
def served(workspace: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Yield where a subprocess serves *workspace*."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    commands = {
        "mkdocs": ["-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", "-f", "mkdocs.yml"],
        "agreements": ["-m", "generator", "serve", "--port", str(port)],
    }
    said = workspace.parent / "said.txt"
    with said.open("w") as log:
        command = [sys.executable, *commands[request.param]]
        path = os.environ | {"PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=workspace, stdout=log, stderr=log, env=path)
        try:
            url = f"http://127.0.0.1:{port}/"
            wait_for(lambda: "Aurelia" in get(url), said)
            yield url
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def get(url: str) -> str:
    """Return the page at *url*; nothing while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - an address of this machine
            return str(answer.read(), "utf-8")
    except OSError:
        return ""


def wait_for(true: Callable[[], bool], said: Path, seconds: float = 60) -> None:
    """Wait until *true* holds; fail with what the server said."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, said.read_text()
        time.sleep(0.2)


def edit(path: Path, old: str, new: str) -> None:
    """Replace *old* by *new* in the file *path*."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_served_pages_follow_an_edit_of_a_record_and_of_a_clause(workspace: Path, served: str) -> None:
    said = workspace.parent / "said.txt"
    edit(workspace / SMALL / "agreement.yaml", "title: Filling", "title: Renewed filling")
    wait_for(lambda: "Renewed filling" in get(served), said)
    edit(workspace / "clauses" / "core" / "dev" / "dev-notice.md", "title: Notice", "title: Renewed word")
    document = f"{served}{SMALL}/quality-agreement.html"
    wait_for(lambda: "Renewed word" in get(document), said)
    page = get(document)
    assert "livereload" in page
    assert "Content-Security-Policy" not in page or "'unsafe-inline'" in page
