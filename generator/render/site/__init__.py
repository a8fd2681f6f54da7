"""The site: pure functions from the model of the site to pages and to the scripts of its search."""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.site.agreement import agreement_page
from generator.render.site.document import document_page
from generator.render.site.library import library_pages
from generator.render.site.model import SiteModel
from generator.render.site.overview import overview_page
from generator.render.site.page import Entry, Page
from generator.render.site.search import search_files

__all__ = ["Entry", "Page", "SiteModel", "render_site", "search_files"]


def render_site(site: SiteModel) -> Iterator[Page]:
    """Yield every page made from data: the list of agreements, each agreement and its documents, the clause library."""
    library = {(clause.id, clause.layer): clause for clause in site.clauses}
    yield overview_page(site)
    for agreement in site.agreements:
        yield agreement_page(agreement)
        yield from (document_page(agreement, document, library) for document in agreement.documents)
    yield from library_pages(site)
