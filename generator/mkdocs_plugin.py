"""The site's door: hands rendered pages, downloads and the search to mkdocs; the only module that knows mkdocs.

Only the public interface of mkdocs 1.6 is used, so that properdocs builds the same ``mkdocs.yml``. Handwritten pages go
through mkdocs as usual; ours come as ready HTML and stand outside the navigation.
"""

from __future__ import annotations

import gc
import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Dir, Optional
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.files import Files as SiteFiles
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import write_file

from generator.files import Files
from generator.packages import unfit
from generator.read.yaml import read_yaml
from generator.render.site.page import Entry
from generator.render.site.page import Page as OurPage
from generator.render.site.search import help_entries, names_of, search_scripts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.utils.templates import TemplateContext

    from generator.render.site.model import SiteModel
    from generator.render.site.pages import Written
    from generator.renewing import Renewal

NAME = "quality-agreements"
DOWNLOADS = "files/"
"""Where the files of the build stand in the site."""
WATCHED = ("agreements", "clauses")
DATED = ("sitemap.xml", "sitemap.xml.gz")
"""What mkdocs writes with the date of the build; a site inside a company needs none."""
RUNS_CODE = {"hooks", "INHERIT"}
OUR_PLUGINS = {NAME, "search"}
OUR_EXTENSIONS = {
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "meta", "nl2br"),
    *("sane_lists", "smarty", "tables", "toc"),
}
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
ANCHOR = re.compile(r'\sid="([^"]+)"')

Site: TypeAlias = "tuple[SiteModel, Files]"

log = get_plugin_logger(NAME)


class SiteFault(MkDocsException):
    """The site could not be written; the message says why, in a sentence, and the command line shows it."""


class Anchors(set[str]):
    """The places of a page, which is written to know them; most pages are never asked."""

    def __init__(self, ours: OurPage) -> None:
        super().__init__()
        self.ours = ours

    def __contains__(self, name: object) -> bool:
        """Tell whether the page has a place *name*."""
        if not len(self):
            self.update(ANCHOR.findall(self.ours.html))
        return set.__contains__(self, name)


class ReadyPage(Page):
    """A page whose HTML is made by us: it goes round Python-Markdown.

    mkdocs would hold the texts of all pages at once, so each is written only when its page is built, unless another
    plugin wants to see it before.
    """

    def __init__(self, ours: OurPage, file: File, config: MkDocsConfig) -> None:
        self.text: str | None = None
        self.early = False
        super().__init__(ours.title, file, config)
        self.ours: OurPage | None = ours
        self.section = ours.section

    @property
    def content(self) -> str | None:
        """The HTML: empty as long as mkdocs only takes pages in, None once the page is written."""
        if self.text is None and self.ours and not self.early:
            self.text = self.ours.html
        return "" if self.early else self.text

    @content.setter
    def content(self, value: str | None) -> None:
        if self.early:
            self.early = False
            return
        self.text = value
        if value is None:
            self.ours = None

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - mkdocs asks for it
        """Give mkdocs the title, and the section that the top bar marks."""
        self.markdown = ""
        self.meta = {"title": self.title, "section": self.section}

    def render(self, config: MkDocsConfig, files: SiteFiles) -> None:  # noqa: ARG002 - the same
        """Hand over the anchors that handwritten pages may lead to."""
        self.toc = TableOfContents([])
        self.present_anchor_ids = Anchors(self.ours) if self.ours else set()
        self.links_to_anchors = {}
        self.early = len(config.plugins.events["page_content"]) == 1  # ours


class AgreementsConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs leaves a hook of the class untyped
    """What ``mkdocs.yml`` may say about us: where ``agreements/`` and ``clauses/`` are; beside it, if unsaid."""

    workspace = Optional(Dir(exists=True))


class AgreementsPlugin(BasePlugin[AgreementsConfig]):  # type: ignore[no-untyped-call]  # the same
    """Adds the pages of the agreements and of the library, the files to download, and the search.

    Attributes:
        given: The site, when `agreements build` has made it already; else it is read from the workspace at each build.
    """

    given: Site | None = None
    serving = False
    renewal: Renewal | None = None
    written: Written | None = None
    model: SiteModel
    entries: list[Entry]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Refuse unsafe packages, and remember whether pages are served.

        Having this event keeps the plugin from one rebuild to the next.
        """
        if sentences := [*unfit()]:
            raise SiteFault("\n".join(sentences))
        self.serving = command == "serve"
        gc.set_threshold(50_000, 20, 100)  # as our own commands do

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the sources of the agreements; tell the theme for whom the site is."""
        root = self.root(config)
        config.theme["audience"] = self.given[0].audience if self.given else ""
        config.watch.extend(str(root / name) for name in WATCHED if (root / name).is_dir())
        return config

    def on_files(self, files: SiteFiles, *, config: MkDocsConfig) -> SiteFiles:
        """Add our pages and the downloads; take out what lies behind a link."""
        from generator.render.site.pages import Written, every_page

        model, downloads = self.given or self.site(self.root(config))
        self.model, self.entries = model, []
        for file in [file for file in files if behind_link(file)]:
            log.warning("%s is a link or lies behind one; links are not followed and not published", file.src_uri)
            files.remove(file)
        self.written = self.written or (Written() if self.serving else None)
        for page in self.written.pages(model) if self.written else every_page(model):
            add(files, page_file(page, config))
            self.entries += page.entries
        for path, data in sorted(downloads.items()):
            add(files, File.generated(config, DOWNLOADS + path, content=data, inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: SiteFiles) -> str:  # noqa: ARG002
        """Note what the search finds of a handwritten page."""
        if not isinstance(page, ReadyPage):
            self.entries += help_entries(page.file.dest_uri, str(page.title), html)
        return html

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """Tell the theme which entry of the top bar the page belongs to."""
        return context | {"section": page.meta.get("section", "help")}  # type: ignore[return-value]

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Let go of the texts of a written page; a served one may run the script with which mkdocs reloads it."""
        page.content = None
        return POLICY.sub("", output, count=1) if self.serving else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search, and what is compared; remove what carries a date."""
        from generator.render.site.pages import side_files

        for name in DATED:
            Path(config.site_dir, name).unlink(missing_ok=True)
        for path, data in chain(side_files(self.model), search_scripts(self.entries, names_of(self.model))):
            write_file(data, str(Path(config.site_dir, path)))
        del self.model, self.entries

    def site(self, root: Path) -> Site:
        """Return the site of the workspace *root*, as it is now; while pages are served, what an edit cannot have
        changed is not made again.
        """
        from generator.renewing import Renewal

        if not self.serving:
            return read_site(root)
        self.renewal = self.renewal or Renewal()
        return self.renewal(root)

    def root(self, config: MkDocsConfig) -> Path:
        """Return the workspace: what the option says, else the folder of ``mkdocs.yml``."""
        return Path(self.config.workspace or Path(config.config_file_path).resolve().parent)


def read_site(root: Path) -> Site:
    """Return the site of the workspace *root*, as it is now."""
    from generator.building import site_for

    return site_for(root)


def page_file(page: OurPage, config: MkDocsConfig) -> File:
    """Return *page* as a virtual file that mkdocs takes for Markdown, already holding its page."""
    source = page.path.removesuffix(".html") + ".md"
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = page.path
    file.page = ReadyPage(page, file, config)
    return file


def add(files: SiteFiles, file: File) -> None:
    """Add a file of ours; a handwritten one in its place is left out, with a warning."""
    for path in {file.src_uri, file.src_uri.replace("index.md", "README.md")}:
        other = files.get_file_from_path(path)
        if other is not None:
            log.warning("%s is left out: the site has a page of its own in this place", other.src_uri)
            files.remove(other)
    files.append(file)


def behind_link(file: File) -> bool:
    """Tell whether a file of a folder is a symbolic link, or lies in a folder that is one."""
    if file.src_dir is None or file.abs_src_path is None:
        return False
    path, top = Path(file.abs_src_path), Path(file.src_dir)
    return any(step.is_symlink() for step in (path, *takewhile(lambda step: step != top, path.parents)))


# Called by the command line


def write_site(config_file: Path, folder: Path, model: SiteModel, downloads: Files) -> None:
    """Write the site into *folder*, which is emptied first.

    Args:
        config_file: The workspace's ``mkdocs.yml``; where it is missing, the standard one is used.
        folder: Where the site goes.
        model: Its agreements and clauses.
        downloads: The files it offers, by path below ``build/``.

    Raises:
        SiteFault: If the configuration would run code, mkdocs refuses it, or finds fault with a page.
    """
    from mkdocs.commands.build import build

    with heard() as warnings, configuration(config_file) as used:
        refuse_code(used)
        try:
            config = load_config(str(used), site_dir=str(folder), strict=True)
            plugin_of(config).given = (model, downloads)
            build(config)
        except SiteFault:
            raise
        except MkDocsException as fault:
            raise SiteFault(sentence(fault, warnings)) from fault


def serve_site(root: Path, port: int) -> None:
    """Show the site of the workspace *root* on this machine only, and renew it whenever a file changes.

    Raises:
        SiteFault: If the configuration would run code, or mkdocs refuses it.
    """
    from mkdocs.commands.serve import serve

    with listening(logging.StreamHandler(), logging.INFO), configuration(root / "mkdocs.yml") as used:
        refuse_code(used)
        try:
            serve(str(used), dev_addr=f"127.0.0.1:{port}", watch_theme=True)
        except MkDocsException as fault:
            raise SiteFault(f"the site cannot be shown: {fault}") from fault


def refuse_code(config_file: Path) -> None:
    """Read the configuration through our own door, before mkdocs does, which runs what its tags and hooks name.

    Raises:
        SiteFault: If it holds more than text, lists and maps, runs code, or takes pages from outside its folder.
    """
    node, found = read_yaml(config_file.name, config_file.read_bytes())
    if found or not isinstance(node, dict):
        raise SiteFault(found[0].head() if found else f"{config_file.name} is no map of settings")
    for setting, why in code_in(node):
        advice = "take it out; a plain `mkdocs build`, which you start yourself, still follows it"
        raise SiteFault(f"{config_file.name}: {setting} {why}: {advice}")
    pages = config_file.parent.joinpath(str(node.get("docs_dir", "docs"))).resolve()
    if config_file.parent.resolve() not in pages.parents:
        raise SiteFault(f"{config_file.name}: docs_dir leads outside the folder of {config_file.name}")


def code_in(settings: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield each of *settings* that would run code of the workspace or of another package, and why it is refused."""
    for name in RUNS_CODE & settings.keys():
        yield f'"{name}"', "runs or reads what `agreements` does not know"
    theme = settings.get("theme")
    if isinstance(theme, dict) and "custom_dir" in theme:
        yield '"custom_dir"', "brings templates, and a template is code"
    for name in sorted(names_in(settings.get("plugins")) - OUR_PLUGINS):
        yield f'the plug-in "{name}"', "is not one of ours"
    extensions = {name.removeprefix("markdown.extensions.") for name in names_in(settings.get("markdown_extensions"))}
    for name in sorted(extensions - OUR_EXTENSIONS):
        yield f'the extension "{name}"', "is none of those that come with Markdown and read no files"


def names_in(several: object) -> set[str]:
    """Return the names in a list of names, of maps with a name as key, or in a map by name."""
    parts = several if isinstance(several, list) else [several] if isinstance(several, dict) else []
    return {str(name) for one in parts for name in (one if isinstance(one, dict) else [one])}


def plugin_of(config: MkDocsConfig) -> AgreementsPlugin:
    """Return our plugin.

    Raises:
        SiteFault: If ``mkdocs.yml`` does not name it.
    """
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, AgreementsPlugin):
        raise SiteFault(f'mkdocs.yml does not name the plugin "{NAME}"; add it below "plugins:"')
    return plugin


@contextmanager
def configuration(config_file: Path) -> Iterator[Path]:
    """Yield *config_file*, or where it is missing a standard one that lives as long as it is used."""
    if config_file.is_file():
        yield config_file
        return
    with TemporaryDirectory() as made:
        path = Path(made, "mkdocs.yml")
        path.write_text(json.dumps(standard(config_file.parent.resolve(), Path(made))), encoding="utf-8")
        yield path


def standard(root: Path, spare: Path) -> dict[str, Any]:
    """Return the configuration of a workspace without one; *spare* is an empty folder, for one without pages."""
    own, none = root / "site" / "pages", spare / "pages"
    none.mkdir()
    return {
        "site_name": "Quality Agreements",
        "docs_dir": str(own if own.is_dir() else none),
        "site_dir": str(root / "build.site"),
        "theme": NAME,
        "use_directory_urls": False,
        "plugins": [{NAME: {"workspace": str(root)}}],
    }


@contextmanager
def heard() -> Iterator[list[str]]:
    """Yield a list that gathers what mkdocs warns of; nothing is printed."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    with listening(handler, logging.WARNING):
        yield messages


@contextmanager
def listening(handler: logging.Handler, level: int) -> Iterator[None]:
    """Give what mkdocs logs to *handler* and to nobody else, for as long as it is used."""
    logger = logging.getLogger("mkdocs")
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


def sentence(fault: MkDocsException, warnings: list[str]) -> str:
    """Return why the site was not written: what mkdocs warned of, else what it says itself."""
    reasons = warnings or [str(fault)]
    more = f" (and {len(reasons) - 3} more)" if len(reasons) > 3 else ""
    return f"the site was not written: {'; '.join(reasons[:3])}{more}"
