"""A site written, or shown and renewed, as the commands ask for it."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.files import Files
from generator.mkdocs_plugin.plugin import NAME, AgreementsPlugin, SiteFault
from generator.read.yaml import read_yaml

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.render.site.model import SiteModel

RUNS_CODE = {"hooks", "INHERIT"}
OUR_PLUGINS = {NAME, "search"}
OUR_EXTENSIONS = {
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "meta", "nl2br"),
    *("sane_lists", "smarty", "tables", "toc"),
}
OVER = "A 'dirty' build is being performed"
"""How mkdocs begins its warning that what stands stays."""


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
        try:
            config = load_config(str(used), site_dir=str(folder), strict=True)
            plugin_of(config).given = (model, downloads)
            build(config)
        except SiteFault:
            raise
        except MkDocsException as fault:
            raise SiteFault(sentence(fault, warnings)) from fault


def serve_site(root: Path, port: int) -> None:
    """Show the site of the workspace *root* on this machine only, and renew it whenever a file changes; over what
    stands, since we know what an edit has touched, which mkdocs does not and therefore warns of. An edit of the
    configuration is looked at before mkdocs reads it, too.

    Raises:
        SiteFault: If the configuration would run code, or mkdocs refuses it.
    """
    from mkdocs.commands.serve import serve

    said = logging.StreamHandler()
    said.addFilter(lambda record: not record.getMessage().startswith(OVER))
    with listening(said, logging.INFO), configuration(root / "mkdocs.yml") as used:
        try:
            AgreementsPlugin.look_first = partial(refuse_code, used) if used.parent == root else None
            serve(str(used), build_type="dirty", dev_addr=f"127.0.0.1:{port}", watch_theme=True)
        except MkDocsException as fault:
            raise SiteFault(f"the site cannot be shown: {fault}") from fault
        except OSError as trouble:
            advice = f"another program may use port {port}: give another one with --port"
            raise SiteFault(f"the site cannot be shown: {trouble.strerror or trouble}; {advice}") from trouble
        finally:
            AgreementsPlugin.look_first = None


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
    """Yield *config_file*, or where it is missing a standard one that lives as long as it is used.

    Raises:
        SiteFault: If it is no file, or would run code.
    """
    if os.path.lexists(config_file):
        if not config_file.is_file():
            raise SiteFault(f"{config_file.name} is no plain file; put the file itself there, or take it away")
        refuse_code(config_file)
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
