"""The plug-in: hands rendered pages, downloads and the search to mkdocs.

Only the public interface of mkdocs 1.6 is used, so that properdocs builds the same ``mkdocs.yml``. Handwritten pages go
through mkdocs as usual; ours come as ready HTML and stand outside the navigation.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import chain, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.config.base import Config
from mkdocs.config.config_options import Dir, Optional
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.files import Files as SiteFiles
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import write_file

from generator.files import Files
from generator.mkdocs_plugin.standing import Standing
from generator.mkdocs_plugin.watching import hear_at_once
from generator.packages import unfit
from generator.render.site.page import Entry
from generator.render.site.page import Page as OurPage
from generator.render.site.search import help_entries, names_of, search_scripts

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.utils.templates import TemplateContext

    from generator.render.site.model import SiteModel
    from generator.render.site.pages import Written
    from generator.renewing import Renewal

NAME = "quality-agreements"
DOWNLOADS = "files/"
"""Where the files of the build stand in the site."""
QUIET = 2.0
"""Seconds after an edit has shown until its files and the search are made: a browser that has been told to look again
waits while a build runs, and so does the next edit."""
WAITED_FOR, UNWATCHED = 300_000, 50_000
"""New things until rubbish is looked for: more than a build makes for which somebody waits; else as our commands do."""
SETTLED = 0.05
"""Seconds without another change until a build begins; half of what mkdocs waits, which hears of changes later."""
WATCHED = ("agreements", "clauses")
DATED = ("sitemap.xml", "sitemap.xml.gz")
"""What mkdocs writes with the date of the build; a site inside a company needs none."""
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

    def goes_by(self, ours: OurPage) -> bool:
        """Tell whether *ours* has the title and the section of this page."""
        return self.title == ours.title and self.section == ours.section

    def begin(self, ours: OurPage) -> None:
        """Become the page of *ours*, which goes by the same names; mkdocs gives it its place in the navigation anew."""
        self.ours, self.text, self.early = ours, None, False
        self.parent = self.previous_page = self.next_page = None

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


class Templates(BytecodeCache):
    """Templates as they were compiled, for as long as the process lives: mkdocs begins each build without any."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept of the same text."""
        checksum, code = self.kept.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self.kept[bucket.key] = (bucket.checksum, bucket.code)


class AgreementsConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs leaves a hook of the class untyped
    """What ``mkdocs.yml`` may say about us: where ``agreements/`` and ``clauses/`` are; beside it, if unsaid."""

    workspace = Optional(Dir(exists=True))


class AgreementsPlugin(BasePlugin[AgreementsConfig]):  # type: ignore[no-untyped-call]  # the same
    """Adds the pages of the agreements and of the library, the files to download, and the search.

    Attributes:
        given: The site, when `agreements build` has made it already; else it is read from the workspace at each build.
        standing: What stands of the last site, when pages are served over it.
        soon: Whether this build shows the pages before files and search are made, which the next one then does.
        owing: Whether the last build left them to be made.
        due: Whether it is time to make them.
        later: Says when it is time: soon after nobody has edited anything.
        look_first: Refuses settings that would run code; called before each renewal of what `agreements serve` shows.
        nudge: A watched folder of our own; a file in it starts the build that makes what is owed.
    """

    given: Site | None = None
    serving = False
    standing: Standing | None = None
    soon = False
    owing = False
    due = False
    later: Timer | None = None
    templates: Templates
    look_first: ClassVar[Callable[[], None] | None] = None
    nudge: TemporaryDirectory[str] | None = None
    renewal: Renewal | None = None
    written: Written | None = None
    model: SiteModel
    entries: list[Entry]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Refuse unsafe packages, and remember whether pages are served, and whether over what stands already.

        Having this event keeps the plugin from one rebuild to the next.
        """
        if sentences := [*unfit()]:
            raise SiteFault("\n".join(sentences))
        self.given = None
        self.serving = command == "serve"
        self.standing = Standing() if self.serving and dirty else None
        self.templates = Templates()
        gc.set_threshold(WAITED_FOR if self.standing else UNWATCHED, 20, 100)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the sources of the agreements; tell the theme for whom the site is."""
        root = self.root(config)
        config.theme["audience"] = self.given[0].audience if self.given else ""
        config.watch.extend(str(root / name) for name in WATCHED if (root / name).is_dir())
        return config

    def on_files(self, files: SiteFiles, *, config: MkDocsConfig) -> SiteFiles:
        """Add our pages and the downloads; take out what lies behind a link."""
        from generator.render.site.pages import Written, every_page

        if self.later:
            self.later.cancel()
        self.soon = bool(self.standing and self.standing.search is not None and not self.due)
        self.owing = self.due = False
        model, downloads = self.given or self.site(self.root(config))
        self.model, self.entries = model, []
        for file in [file for file in files if behind_link(file)]:
            log.warning("%s is a link or lies behind one; links are not followed and not published", file.src_uri)
            files.remove(file)
        self.written = self.written or (Written() if self.serving else None)
        for page in self.written.pages(model) if self.written else every_page(model):
            add(files, self.page_file(page, config))
            self.entries += page.entries
        for path, data in sorted(downloads.items()):
            add(files, File.generated(config, DOWNLOADS + path, content=data, inclusion=InclusionLevel.NOT_IN_NAV))
        alone = set(config.plugins) == {NAME}
        return self.standing.taken(files, config, made_from, whole=not alone) if self.standing else files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: SiteFiles) -> Environment:  # noqa: ARG002
        """Look at the titles of all handwritten pages, which are known by now and stand beside many pages; keep the
        templates of a served site ready.
        """
        if self.standing:
            env.bytecode_cache = self.templates
            pages = [file.page for file in files.documentation_pages() if file.page]
            self.standing.titled({one.url: str(one.title) for one in pages if not isinstance(one, ReadyPage)})
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: SiteFiles) -> str:  # noqa: ARG002
        """Note what the search finds of a handwritten page."""
        if isinstance(page, ReadyPage):
            return html
        entries = list(help_entries(page.file.dest_uri, str(page.title), html))
        if self.standing:
            self.standing.found(page.file, entries)
        else:
            self.entries += entries
        return html

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """Tell the theme which entry of the top bar the page belongs to."""
        return context | {"section": page.meta.get("section", "help")}  # type: ignore[return-value]

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Let go of the texts of a written page; a served one may run the script with which mkdocs reloads it."""
        if self.standing is None:
            page.content = None
        return POLICY.sub("", output, count=1) if self.serving else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search, and what is compared; remove what carries a date."""
        from generator.render.site.pages import side_files

        for name in DATED:
            Path(config.site_dir, name).unlink(missing_ok=True)
        if self.standing:
            first = self.standing.search is None
            self.put_beside(self.standing, config.site_dir)
            if first:  # what is kept from now on is not looked through again for rubbish while somebody waits
                gc.unfreeze()  # of a site before one that broke off
                gc.collect()
                gc.freeze()
        else:
            for path, data in chain(side_files(self.model), search_scripts(self.entries, names_of(self.model))):
                write_file(data, str(Path(config.site_dir, path)))
        del self.model, self.entries

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        """Watch a folder of our own, in which a build that leaves something to be made says so; hear of edits at once;
        let no renewal begin before the settings are looked at.
        """
        if look_first := AgreementsPlugin.look_first:
            server.builder = partial(allowed, look_first, server.builder)
        server.build_delay = SETTLED
        hear_at_once(server, [config.docs_dir, config.config_file_path, *config.theme.dirs])
        if self.standing:
            self.nudge = TemporaryDirectory(prefix="agreements-")
            server.watch(self.nudge.name)
        return server

    def on_shutdown(self) -> None:
        """Remove our folder, and begin anew: mkdocs keeps a plugin for as long as the process runs."""
        if self.later:
            self.later.cancel()
        if self.nudge:
            self.nudge.cleanup()
        for kept in ("standing", "serving", "soon", "owing", "due", "later", "nudge", "renewal", "written"):
            vars(self).pop(kept, None)

    def on_build_error(self, **_: object) -> None:
        """Rely on nothing that a build which broke off may not have written."""
        self.owing = self.due = False
        if self.standing:
            self.standing.forget()

    def put_beside(self, standing: Standing, folder: str) -> None:
        """Write what is compared, and the search unless this build is in haste; start another one if it is owed."""
        found = [*self.entries, *standing.handwritten()], names_of(self.model)
        moved = found != standing.search
        self.owing = bool(self.renewal and self.renewal.owing) or (self.soon and moved)
        search = dict(search_scripts(*found)) if moved and not self.soon else None
        standing.put(folder, dict(self.written.beside(self.model)) if self.written else {}, search)
        standing.search = standing.search if search is None else found
        self.due = self.owing and not self.nudge
        if self.nudge:
            self.later = Timer(QUIET, self.be_quiet, [Path(self.nudge.name, "owed")])
            self.later.daemon = True
            self.later.start()

    def be_quiet(self, nudge: Path) -> None:
        """Do what nobody waits for: look for rubbish, and start the build that makes what is owed."""
        gc.collect(0)
        if self.owing:
            self.due = True
            with suppress(OSError):  # the server has ended meanwhile
                nudge.write_text(str(time.time_ns()), encoding="utf-8")

    def page_file(self, page: OurPage, config: MkDocsConfig) -> File:
        """Return the file of *page*; of a served site the one of the last build, if the page goes by the same names and
        no other plug-in may have changed it.
        """
        alone = set(config.plugins) == {NAME}
        known = self.standing.page_of(source_of(page)) if self.standing and alone else None
        if not (isinstance(known, ReadyPage) and known.goes_by(page)):
            return page_file(page, config)
        known.begin(page)
        return known.file

    def site(self, root: Path) -> Site:
        """Return the site of the workspace *root*, as it is now; while pages are served, what an edit cannot have
        changed is not made again.
        """
        from generator.renewing import Renewal

        if not self.serving:
            return read_site(root)
        self.renewal = self.renewal or Renewal()
        return self.renewal(root, soon=self.soon)

    def root(self, config: MkDocsConfig) -> Path:
        """Return the workspace: what the option says, else the folder of ``mkdocs.yml``."""
        return Path(self.config.workspace or Path(config.config_file_path).resolve().parent)


def read_site(root: Path) -> Site:
    """Return the site of the workspace *root*, as it is now."""
    from generator.building import site_for

    return site_for(root)


def page_file(page: OurPage, config: MkDocsConfig) -> File:
    """Return *page* as a virtual file that mkdocs takes for Markdown, already holding its page."""
    file = File.generated(config, source_of(page), content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = page.path
    file.page = ReadyPage(page, file, config)
    return file


def source_of(page: OurPage) -> str:
    """Return what mkdocs takes for the source of *page*."""
    return page.path.removesuffix(".html") + ".md"


def made_from(file: File) -> object:
    """Return what *file* is made from: a page of ours from its text, a handwritten one from its source, any other from
    what stands on the disk.
    """
    page = file.page
    if isinstance(page, ReadyPage) and page.ours:
        return page.ours.title, page.ours.section, page.ours.html
    try:
        if file.is_documentation_page() or file.abs_src_path is None:
            return file.content_bytes
        facts = Path(file.abs_src_path).stat()
    except OSError:  # gone between the list and the look; mkdocs says so
        return object()
    return file.abs_src_path, facts.st_mtime_ns, facts.st_size


def allowed(look_first: Callable[[], None], build: Callable[[], None]) -> None:
    """Build, unless *look_first* refuses.

    Raises:
        Abort: With the reason, which mkdocs prints; what was shown stays until it is mended.
    """
    try:
        look_first()
    except (SiteFault, OSError) as fault:
        raise Abort(f"the site is not renewed: {fault}") from fault
    build()


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
