"""Every page of the site that is made from data, in the order of the site."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.reports import URGENT
from generator.render.site.agreement import agreement_page
from generator.render.site.calendar import calendar_page, calendars
from generator.render.site.compare import compare_pages, shard, shard_path
from generator.render.site.document import Around, Places, document_page
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


def every_page(model: SiteModel) -> Iterator[Page]:
    """Yield the pages in order; library, night page and coverage are for the own side alone."""
    library = {(clause.id, clause.layer): clause for clause in model.clauses}
    around = Around(library, frozenset(rule.id for rule in model.rules), Places())
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
