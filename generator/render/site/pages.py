"""Every page of the site that is made from data, in the order of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from generator.document.blocks import Document
from generator.document.reports import URGENT
from generator.render.site.agreement import agreement_page
from generator.render.site.calendar import calendar_page, calendars
from generator.render.site.compare import compare_pages, shard, shard_path
from generator.render.site.document import Around, Places, document_page
from generator.render.site.html import Html
from generator.render.site.library import library_pages
from generator.render.site.model import AgreementPage, SiteModel
from generator.render.site.overview import overview_page
from generator.render.site.page import Entry, Page
from generator.render.site.regulation import regulation_pages
from generator.render.site.roles import role_pages
from generator.render.site.urgent import urgent_index, urgent_page
from generator.render.site.versions import version_pages

__all__ = ["Entry", "Page", "pages", "side_files"]


def pages(model: SiteModel) -> tuple[Page, ...]:
    """Return the list of agreements, each agreement and its documents, and the clause library."""
    return tuple(every_page(model))


Known = Mapping[tuple[object, ...], tuple[tuple[object, ...], Page]]
"""Pages by what made them, with the things they were made from."""
Make = Callable[..., Page]


def made(make: Callable[..., Page], *args: object) -> Page:
    """Return the page that *make* returns."""
    return make(*args)


class Written:
    """What pages were written as, for a site that is made again and again: one whose agreement, and what is led to from
    it, are still the same things is not written again.
    """

    def __init__(self) -> None:
        self._around: Around | None = None
        self._last: dict[str, tuple[partial[Html], Html]] = {}
        self._pages: dict[tuple[object, ...], tuple[tuple[object, ...], Page]] = {}
        self._beside: dict[str, tuple[AgreementPage, bytes]] = {}

    def pages(self, model: SiteModel) -> Iterator[Page]:
        """Yield the pages of ``every_page``; pages that are gone are forgotten."""
        around = around_of(model)
        if self._around and self._around.leads_as(around):
            around = self._around
        self._around = around
        before, self._last = self._last, {}
        pages, self._pages = self._pages, {}
        for page in every_page(model, around, partial(self._once, pages)):
            yield replace(page, made=partial(self._html, page.path, page.made, before.get(page.path)))

    def _once(self, before: Known, make: Callable[..., Page], *args: object) -> Page:
        """Return the page that *make* returned before for the very same things, else make it."""
        key = (make, *map(id, args))
        known = before.get(key) or (args, make(*args))  # with what it was made from, so that no id is given again
        self._pages[key] = known
        return known[1]

    def beside(self, model: SiteModel) -> Iterator[tuple[str, bytes]]:
        """Yield the files of ``side_files``."""
        before, self._beside = self._beside, {}
        for one in model.agreements:
            last = before.get(one.id)
            self._beside[one.id] = last if last and last[0] is one else (one, shard(one))
            yield shard_path(one), self._beside[one.id][1]
        yield from calendars(model).items()

    def _html(self, path: str, made: Html | Callable[[], Html], last: tuple[partial[Html], Html] | None) -> Html:
        if not isinstance(made, partial):
            return made if isinstance(made, Html) else made()
        html = last[1] if last and same(last[0], made) else made()
        self._last[path] = (made, html)
        return html


def same(one: partial[Html], other: partial[Html]) -> bool:
    """Tell whether two pages are written by the same function from the same things; none of them ever changes. Of an
    agreement, and of what stands around it, only the very same will do: to compare all it says takes too long.
    """
    both = list(zip(one.args, other.args, strict=False))
    if one.func is not other.func or len(one.args) != len(other.args):
        return False
    return all(a is b or not (isinstance(a, AgreementPage | Document | Around) or a != b) for a, b in both)


def around_of(model: SiteModel) -> Around:
    """Return what stands around the documents of *model*."""
    library = {(clause.id, clause.layer): clause for clause in model.clauses}
    return Around(library, frozenset(rule.id for rule in model.rules), Places())


def every_page(model: SiteModel, around: Around | None = None, make: Make = made) -> Iterator[Page]:
    """Yield the pages in order; library, night page and coverage are for the own side alone.

    Args:
        model: The site.
        around: What stands around its documents.
        make: Calls what returns a page of an agreement, unless it knows the page already.
    """
    around = around or around_of(model)
    yield overview_page(model)
    for agreement in model.agreements:
        yield make(agreement_page, agreement, around.places)
        for document in agreement.documents:
            urgent = document.facts.document == URGENT.id
            yield (
                make(urgent_page, agreement, document, around.places)
                if urgent
                else make(document_page, agreement, document, around)
            )
        yield from version_pages(agreement)
    if not model.audience:
        yield from library_pages(model)
        yield urgent_index(model)
    yield from compare_pages(model)
    yield from () if model.audience else regulation_pages(model)
    yield from role_pages(model)
    yield calendar_page(model)


def side_files(model: SiteModel) -> Iterator[tuple[str, bytes]]:
    """Yield what stands beside the pages, each with its path below the site: what is compared, and calendar files."""
    for one in model.agreements:
        yield shard_path(one), shard(one)
    yield from calendars(model).items()
