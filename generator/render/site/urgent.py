"""The urgent page of an agreement, and the way to it: what has happened, how soon, a number to call; then the steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from generator.document.blocks import Cell, Document, Facts, Paragraph, Row, Table
from generator.document.marks import anchor
from generator.document.reports import URGENT, URGENT_EVENTS
from generator.document.walk import plain, tables
from generator.prose import Definition
from generator.render.site.document import Places, addresses, document_path, home_path, record_facts
from generator.render.site.html import NOTHING, Html, joined, link, some, tag
from generator.render.site.model import AgreementPage, Call, SiteModel
from generator.render.site.page import Entry, Page, band, crumbs, head, record, relative, state
from generator.render.site.tables import table_to_html
from generator.render.site.text import Where, numbers_whole, text_to_html

PATH = "urgent.html"
QUESTION = "What has happened?"
GLANCE = "urgent/glance"
FEW, MANY = 2, 3
"""Parties beyond which the page is set closer on paper, and closer still, so that all people stay on one sheet."""


def urgent_page(agreement: AgreementPage, document: Document, known: Places) -> Page:
    """Return the urgent page of one agreement, whose text is written when it is asked for."""
    path = document_path(agreement.id, URGENT.id)
    html = partial(urgent_html, agreement, document, known)
    return Page(path, f"Urgent, {agreement.number}", "urgent", html, tuple(entries(agreement, document, path)))


def urgent_html(agreement: AgreementPage, document: Document, known: Places) -> Html:
    """Return what happened at a glance, then the steps and the people; on paper one sheet."""
    path = document_path(agreement.id, URGENT.id)
    where = addresses(agreement, document, known)
    lead = next((plain(block.inlines) for block in document.opening if isinstance(block, Paragraph)), "")
    parts = [
        crumbs(path, ("index.html", "Agreements"), (home_path(agreement.id), agreement.number), here="Urgent"),
        head(QUESTION, numbers_whole(lead)),
        *not_final(agreement, document.facts),
        some("ul", *(glance(row) for row in events_of(document)), class_="urgent"),
        *steps(document, where),
        record(record_facts(document.facts), of=document.inputs),
    ]
    parties = len(document.parties)
    many = " many most" if parties > MANY else " many" if parties > FEW else ""
    return tag("div", *parts, class_=f"urgent-page{many}")


def events_of(document: Document) -> Iterator[Row]:
    """Yield what may have happened, a row each."""
    return (row for table in tables(document) if table.matrix == URGENT_EVENTS for row in table.rows)


def not_final(agreement: AgreementPage, facts: Facts) -> Iterator[Html]:
    """Yield what a reader at night must know of the page itself: that it is of an earlier build, or of a draft."""
    if agreement.carried:
        yield band(state("bad", "Not built"), " ", agreement.carried, kind="bad")
    if facts.draft:
        yield band(tag("b", f"Draft {facts.draft}, not in force."), " Nobody has signed it.")


def glance(row: Row) -> Html:
    """Return an event at a glance: what, how soon, the numbers to call."""
    event, do, call, _ = row.cells
    title, *signs = (plain(text) for text in event.paragraphs)
    limit, start = first_limit(do)
    what = tag(
        "div", tag("h2", link(f"#{anchor(row.path)}", title)), *(tag("p", sign, class_="soft") for sign in signs)
    )
    soon = tag("div", some("p", limit, class_="limit"), some("p", start, class_="soft"))
    return tag("li", what, soon, tag("div", *call_buttons(call), class_="calls"))


COUNTED = re.compile(" (?=(?:from|before) )")
"""Where a limit ends and its clock begins."""


def first_limit(cell: Cell) -> tuple[str, str]:
    """Return the limit of the first step that has one, and how it is counted."""
    for text in cell.paragraphs:
        if text and isinstance(text[0], Definition):
            limit, *start = COUNTED.split(text[0].words, maxsplit=1)
            return limit, "".join(start)
    return "", ""


def call_buttons(cell: Cell) -> Iterator[Html]:
    """Yield a button for each number to call first with whose it is, and a line for each to call then."""
    for text in cell.paragraphs:
        phone = next((one.words for one in text if isinstance(one, Definition)), "")
        before, _, whose = plain(text).partition(phone) if phone else (plain(text), "", "")
        number = dialled(phone)
        if not number or before:
            yield tag("p", before, link(f"tel:{number}", phone) if number else phone, whose, class_="small soft")
        else:
            yield tag("p", link(f"tel:{number}", f"Call {phone}", class_="call-button"))
            yield some("p", whose.strip(), class_="small soft")


def dialled(phone: str) -> str:
    """Return the number as a telephone dials it; empty when it is none, as an open point."""
    return "".join(sign for sign in phone if sign in "+0123456789") if phone[:1] in tuple("+0123456789(") else ""


def steps(document: Document, where: Where) -> Iterator[Html]:
    """Yield the chapters with their tables, what to do first; what stands at the top at a glance is left out."""
    chapters = [one for one in document.chapters if one.path != GLANCE]
    for chapter in sorted(chapters, key=lambda one: one.title != QUESTION):
        inside = [
            table_to_html(block, where)
            if isinstance(block, Table)
            else tag("p", text_to_html(block.inlines, where), class_="urgent-note")
            for block in chapter.blocks
            if isinstance(block, Table | Paragraph)
        ]
        title = "Step by step" if chapter.title == QUESTION else chapter.title
        kind = chapter.path.replace("/", "-")
        yield tag("section", tag("h2", title), *inside, id=anchor(chapter.path), class_=kind)


def entries(agreement: AgreementPage, document: Document, path: str) -> Iterator[Entry]:
    """Yield the page and each event for the search."""
    home = f"{agreement.number} {agreement.title}"
    numbers = [f"{one.label} {one.phone} {one.hours}" for one in agreement.calls]
    about = f"{agreement.parties}. Night, emergency, telephone number, who answers: {'; '.join(numbers)}"
    yield Entry(path, "Urgent: whom to call now", "Urgent", home, about)
    for row in events_of(document):
        words = [plain(text) for cell in row.cells for text in cell.paragraphs]
        yield Entry(f"{path}#{anchor(row.path)}", words[0], "Urgent", home, " ".join(words[1:]))


def urgent_index(site: SiteModel) -> Page:
    """Return the way from the top bar to the urgent page of each agreement, with the numbers to call at once."""
    rows = [row(one) for one in sorted(site.agreements, key=lambda one: (one.title.casefold(), one.id))]
    columns = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in ("Agreement", "No.", "Call now"))))
    table = tag(
        "table",
        columns,
        tag("tbody", *rows),
        class_="grid urgent-list",
        data_filter="urgent",
        data_noun="agreement",
        data_words="Partner, product or site",
    )
    lead = "Choose the agreement. Nobody needs to sign in, and the page prints on one sheet."
    html = joined([head("Urgent", lead), table if rows else NOTHING, record((), of=str(len(rows)))])
    return Page(PATH, "Urgent", "urgent", html, (Entry(PATH, "Urgent", "Urgent", "", lead),))


def row(agreement: AgreementPage) -> Html:
    """Return one agreement with the numbers to call."""
    known = {document.facts.document for document in agreement.documents}
    there = document_path(agreement.id, URGENT.id) if URGENT.id in known else home_path(agreement.id)
    name = joined([link(relative(PATH, there), agreement.title), tag("span", agreement.parties, class_="under-name")])
    calls = joined([number(one) for one in agreement.calls]) or Html("–")
    cells = (("Agreement", name), ("No.", agreement.number), ("Call now", calls))
    also = " ".join((*agreement.products, *agreement.sites))
    return tag("tr", *(tag("td", words, data_label=label) for label, words in cells), data_also=also or None)


def number(one: Call) -> Html:
    """Return one number, whose it is, when it answers."""
    label = ", ".join(part for part in (one.label, one.hours) if part)
    phone = link(f"tel:{dialled(one.phone)}", one.phone) if dialled(one.phone) else tag("span", one.phone or "–")
    return tag("p", phone, " ", tag("span", label, class_="small soft"))
