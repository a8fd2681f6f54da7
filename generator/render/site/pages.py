"""Every page of the site that is made from data, in the order of the site."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.reports import URGENT
from generator.render.site.agreement import agreement_page
from generator.render.site.document import document_page
from generator.render.site.library import library_pages
from generator.render.site.model import SiteModel
from generator.render.site.overview import overview_page
from generator.render.site.page import Entry, Page
from generator.render.site.urgent import urgent_index, urgent_page

__all__ = ["Entry", "Page", "pages"]


def pages(model: SiteModel) -> tuple[Page, ...]:
    """Return the list of agreements, each agreement and its documents, and the clause library."""
    return tuple(every_page(model))


def every_page(model: SiteModel) -> Iterator[Page]:
    """Yield the pages in order."""
    library = {(clause.id, clause.layer): clause for clause in model.clauses}
    yield overview_page(model)
    for agreement in model.agreements:
        yield agreement_page(agreement)
        for document in agreement.documents:
            urgent = document.facts.document == URGENT.id
            yield urgent_page(agreement, document) if urgent else document_page(agreement, document, library)
    yield from library_pages(model)
    yield urgent_index(model)
