"""What stands of a served site: a file that an edit has not touched is neither made nor written again.

mkdocs asks each file whether it is modified when it builds over what stands already, and passes by those that are not.
It asks for times; here what a page is made from is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File
from mkdocs.structure.files import Files as SiteFiles
from mkdocs.utils import write_file

from generator.render.site.page import Entry

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

MadeFrom = Callable[[File], object]


@dataclass(slots=True)
class Stood:
    """A file of the last site, what it was made from, and what the search finds of it, if it is a handwritten page."""

    file: File
    made_from: object
    entries: list[Entry] = field(default_factory=list)


class Standing:
    """What stands of the last site.

    Attributes:
        fresh: The files that are to be written now, by the name of their source.
        search: What the search was last written from; None before that.
    """

    def __init__(self) -> None:
        self.fresh: set[str] = set()
        self.search: object = None
        self._last: dict[str, Stood] = {}
        self._around: object = None
        self._titles: Mapping[str, str] = {}
        self._beside: dict[str, bytes] = {}
        self._there: set[str] = set()

    def forget(self) -> None:
        """Take nothing for standing any more, since a build has broken off."""
        self.search, self._last, self._beside, self._around = None, {}, {}, None

    def page_of(self, source: str) -> Page | None:
        """Return the page that the last site made from what is called *source*."""
        stood = self._last.get(source)
        return stood.file.page if stood else None

    def taken(self, files: SiteFiles, config: MkDocsConfig, made_from: MadeFrom, *, whole: bool) -> SiteFiles:
        """Return *files*, those that stand being the very ones of the last site.

        Args:
            files: Those of the site as it is now.
            config: It, the theme and the names of all files are what every page is made from.
            made_from: Returns what else a file is made from.
            whole: Whether all is to be made again.
        """
        around = (Path(config.config_file_path).read_bytes(), stamps(config.theme.dirs), {one.src_uri for one in files})
        before = {} if whole or around != self._around else self._last
        self._around, self._last, self.fresh = around, {}, set()
        return SiteFiles([self._stood(file, before.get(file.src_uri), made_from(file)) for file in files])

    def _stood(self, file: File, before: Stood | None, now: object) -> File:
        kept = before is not None and before.made_from == now
        if before is not None and is_same_source(before.file, file) and file.is_documentation_page():
            file = before.file if kept else renewed(before.file, file)  # others know it, and ask it for its page
        if not kept:
            self.fresh.add(file.src_uri)
        self._last[file.src_uri] = Stood(file, now, before.entries if before and kept else [])
        file.is_modified = partial(self.fresh.__contains__, file.src_uri)  # type: ignore[method-assign]
        return file

    def found(self, file: File, entries: Iterable[Entry]) -> None:
        """Note what the search finds of a handwritten page, which is read now."""
        self._last[file.src_uri].entries = list(entries)

    def handwritten(self) -> list[Entry]:
        """Return what the search finds of all handwritten pages."""
        return [entry for one in self._last.values() for entry in one.entries]

    def titled(self, titles: Mapping[str, str]) -> None:
        """Write every page again when one of *titles*, which stand beside all pages, is another than before."""
        if titles != self._titles:
            self.fresh.update(self._last)
        self._titles = titles

    def put(self, folder: str, beside: Mapping[str, bytes], search: Mapping[str, bytes] | None) -> None:
        """Write into *folder* what stands beside the pages, if it is another than before, and remove what the last site
        had and this one has not.

        Args:
            folder: The site.
            beside: Files by path.
            search: The files of the search; None while those of before stand.
        """
        kept = {path: data for path, data in self._beside.items() if path.startswith("search/")}
        now = {**beside, **(kept if search is None else search)}
        for path, data in now.items():
            if self._beside.get(path) != data:
                write_file(data, str(Path(folder, path)))
        there = {one.file.dest_uri for one in self._last.values()} | set(now)
        for path in self._there - there:
            Path(folder, path).unlink(missing_ok=True)
        self._beside, self._there = now, there


def is_same_source(old: File, new: File) -> bool:
    """Tell whether two pages of one name are both ours, or both one file by hand."""
    return old.abs_src_path == new.abs_src_path


def renewed(old: File, new: File) -> File:
    """Return *old* with the page of *new*."""
    old.page = new.page
    if new.page is not None:
        new.page.file = old
    return old


def stamps(folders: Iterable[str]) -> set[tuple[str, int, int]]:
    """Return name, time and size of every file below *folders*."""
    found = [(path, path.stat()) for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    return {(str(path), facts.st_mtime_ns, facts.st_size) for path, facts in found}
