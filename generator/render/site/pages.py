"""Every page of the site that is made from data, in the order of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from generator.document.reports import URGENT
from generator.render.site.agreement import agreement_page
from generator.render.site.calendar import calendar_page, calendars
from generator.render.site.compare import compare_pages, shard, shard_path
from generator.render.site.document import Around, Places, document_page
from generator.render.site.html import Html
from generator.render.site.library import library_pages
from generator.render.site.model import SiteModel
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


class Written:
    """What pages were written as, for a site that is made again and again: one whose agreement, and what is led to from
    it, are still the same things is not written again.
    """

    def __init__(self) -> None:
        self._around: Around | None = None
        self._last: dict[str, tuple[partial[Html], Html]] = {}

    def pages(self, model: SiteModel) -> Iterator[Page]:
        """Yield the pages of ``every_page``; pages that are gone are forgotten."""
        around = around_of(model)
        if self._around and self._around.leads_as(around):
            around = self._around
        self._around = around
        before, self._last = self._last, {}
        for page in every_page(model, around):
            yield replace(page, made=partial(self._html, page.path, page.made, before.get(page.path)))

    def _html(self, path: str, made: Html | Callable[[], Html], last: tuple[partial[Html], Html] | None) -> Html:
        if not isinstance(made, partial):
            return made if isinstance(made, Html) else made()
        html = last[1] if last and same(last[0], made) else made()
        self._last[path] = (made, html)
        return html


def same(one: partial[Html], other: partial[Html]) -> bool:
    """Tell whether two pages are written by the same function from the very same things; none of them ever changes."""
    both = zip(one.args, other.args, strict=False)
    return one.func is other.func and len(one.args) == len(other.args) and all(a is b for a, b in both)


def around_of(model: SiteModel) -> Around:
    """Return what stands around the documents of *model*."""
    library = {(clause.id, clause.layer): clause for clause in model.clauses}
    return Around(library, frozenset(rule.id for rule in model.rules), Places())


def every_page(model: SiteModel, around: Around | None = None) -> Iterator[Page]:
    """Yield the pages in order; library, night page and coverage are for the own side alone."""
    around = around or around_of(model)
    yield overview_page(model)
    for agreement in model.agreements:
        yield agreement_page(agreement, around.places)
        for document in agreement.documents:
            urgent = document.facts.document == URGENT.id
            yield (
                urgent_page(agreement, document, around.places)
                if urgent
                else document_page(agreement, document, around)
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
