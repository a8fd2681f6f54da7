"""Pages of the site: what authors write is shown as typed, every link leads somewhere, nothing of a tree is lost."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from generator.document.blocks import Document
from generator.document.marks import anchor
from generator.document.printed import printed_texts
from generator.model.library import Catalogue
from generator.model.regulation import Requirement
from generator.render.site.html import Html, joined, tag
from generator.render.site.model import Download, Rule, SiteModel, ValueSaid
from generator.render.site.page import Page, address, relative
from generator.render.site.pages import Written, pages
from generator.render.site.sheets import rules
from tests.render.site.sample import HOSTILE, PARTIES, agreement, agreement_document, plan, site

VOID = {"br", "img", "input", "meta", "link", "hr"}
ELEMENTS = {
    *("a", "aside", "b", "caption", "circle", "code", "dd", "details", "dfn", "div", "dl", "dt", "h1", "h2", "h3"),
    *("h4", "li", "mark", "nav", "ol", "p", "path", "section", "span", "summary", "svg", "table", "tbody", "td", "th"),
    *("thead", "tr", "ul", "figure", "figcaption", "title", "desc", "text", "rect"),
}
AGREEMENT = "agreements/beispiel-exemple/index.html"
DOCUMENT = "agreements/beispiel-exemple/quality-agreement.html"
PLAN = "agreements/beispiel-exemple/communication-plan.html"
CLAUSE = "clauses/core/hostile.html"


class Reader(HTMLParser):
    """Reads a page: elements, attributes, texts in order; notes what is not closed in its place."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [value for _, key, value in self.attributes if key == name]

    @property
    def words(self) -> str:
        """All texts as one."""
        return "".join(self.texts)


@cache
def made() -> dict[str, Page]:
    return {page.path: page for page in pages(site())}


@cache
def read(path: str) -> Reader:
    return Reader(made()[path].html)


EVERY = sorted(page.path for page in pages(site()))


def test_a_site_has_its_pages_in_order() -> None:
    expected = ["index.html", AGREEMENT, DOCUMENT, PLAN, "clauses/index.html", CLAUSE, "clauses/regions/eu/other.html"]
    hubs = ["urgent.html", "compare/index.html", "compare/two.html", "compare/clause.html"]
    hubs += ["regulation/index.html", "roles/index.html"]
    made = [page.path for page in pages(site()) if not page.path.startswith("compare/activity/")]
    assert made == [*expected, *hubs, "calendar/index.html"]


@pytest.mark.parametrize("path", EVERY)
def test_words_never_become_markup(path: str) -> None:
    reader = read(path)
    assert set(reader.elements) <= ELEMENTS
    assert not [name for _, name, _ in reader.attributes if name.startswith("on") or name in ("style", "src")]
    assert not reader.faults
    assert not reader.open


@pytest.mark.parametrize(
    ("path", "several"),
    [
        ("index.html", (HOSTILE[0], PARTIES)),
        (AGREEMENT, HOSTILE),
        (DOCUMENT, HOSTILE),
        ("clauses/index.html", HOSTILE[:2]),
        (CLAUSE, HOSTILE),
    ],
)
def test_hostile_texts_are_shown_as_typed(path: str, several: tuple[str, ...]) -> None:
    words = read(path).words
    assert [text for text in several if text not in words] == []


def test_an_attribute_escapes_even_what_is_markup() -> None:
    assert tag("p", "&", title=Html('<b title="x">')) == '<p title="&lt;b title=&quot;x&quot;&gt;">&amp;</p>'


def test_markup_with_words_added_is_words_again() -> None:
    assert joined([Html("<b>") + "x"]) == "&lt;b&gt;x"


@pytest.mark.parametrize("path", EVERY)
def test_anchors_are_unique(path: str) -> None:
    twice = [name for name, times in Counter(read(path).all("id")).items() if times > 1]
    assert twice == []


@pytest.mark.parametrize("path", EVERY)
def test_every_link_leads_somewhere(path: str) -> None:
    files = {f"files/{one.path}" for one in agreement().downloads}
    for href in read(path).all("href"):
        if href.startswith("tel:"):
            assert href[4:].strip("+").isdigit()
            continue
        place, _, at = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place))) if place else path
        assert target in made() or target in files, href
        assert not at or at in read(target).all("id"), href


def test_a_reference_to_another_document_leads_there() -> None:
    assert "communication-plan.html#plan-clause" in read(DOCUMENT).all("href")
    assert "quality-agreement.html#hostile" in read(PLAN).all("href")


@pytest.mark.parametrize(("path", "document"), [(DOCUMENT, agreement_document()), (PLAN, plan())])
def test_every_text_of_the_tree_stands_on_the_page_in_order(path: str, document: Document) -> None:
    words, at = read(path).words, 0
    for text in printed_texts(document, ("PARTIES", "BODY", "ANNEXES", "CONTROL")):
        found = words.find(text, at)
        assert found >= 0, text
        at = found + len(text)


def test_a_document_that_does_not_open_with_its_parties_names_them() -> None:
    words = read(PLAN).words
    assert [name for party in plan().parties for name in (*party.names, party.role) if name not in words] == []


def test_every_text_of_the_places_to_sign_stands_on_the_page() -> None:
    words = read(DOCUMENT).words
    assert [text for text in printed_texts(agreement_document(), ("SIGNATURES",)) if text not in words] == []


def test_every_place_of_the_tree_has_its_anchor() -> None:
    ids = set(read(DOCUMENT).all("id"))
    assert {anchor(path) for path in ("hostile", "hostile.1", "hostile-matrix", "hostile-matrix/2", "HOSTILE")} <= ids


@pytest.mark.parametrize("path", [AGREEMENT, DOCUMENT, PLAN])
def test_a_page_ends_with_what_it_is_a_copy_of(path: str) -> None:
    last = read(path).words.rpartition("Number")[2]
    number = "QA-09001-CP" if path == PLAN else "QA-09001"
    hash_ = {AGREEMENT: "2", DOCUMENT: "0", PLAN: "1"}[path] * 16
    for fact in (number, "1.2, draft 3", "20 November 2028", hash_, "Uncontrolled when printed"):
        assert fact in last


@pytest.mark.parametrize("path", EVERY)
def test_every_page_says_that_paper_is_uncontrolled_on_the_screen_and_on_each_sheet(path: str) -> None:
    assert read(path).words.count("Uncontrolled when printed") == 2


@pytest.mark.parametrize("path", [AGREEMENT, DOCUMENT, PLAN])
def test_a_draft_says_first_that_it_is_not_in_force(path: str) -> None:
    assert "Draft 3, not in force." in read(path).words[:400]


def test_an_agreement_with_errors_says_so() -> None:
    carried = pages(site(agreement(carried="It has errors now.")))
    assert all("It has errors now." in Reader(page.html).words for page in carried[1:4])
    empty = pages(site(agreement(documents=(), carried="Nothing was ever built.")))
    assert "Nothing was ever built." in Reader(empty[1].html).words


def test_a_site_without_agreements_says_what_to_do() -> None:
    first = pages(type(site())("Quality Agreements", (), ()))[0]
    assert "agreements new" in Reader(first.html).words


def test_only_a_number_can_be_dialled() -> None:
    assert [href for href in read(AGREEMENT).all("href") if href.startswith("tel:")] == ["tel:+0015550100"]


def test_notes_without_words_are_left_out() -> None:
    assert "In short" in read(DOCUMENT).words
    assert "In short" not in read(PLAN).words


def test_a_matrix_has_caption_heads_and_group_rows() -> None:
    reader = read(DOCUMENT)
    assert reader.elements["caption"]
    assert {"col", "row", "colgroup"} <= {value for tag_, key, value in reader.attributes if key == "scope"}
    assert "responsible and accountable" in reader.words


def test_the_search_knows_clauses_rows_and_values() -> None:
    entries = {entry.href: entry for entry in made()[DOCUMENT].entries}
    clause = entries[f"{DOCUMENT}#hostile"]
    assert {"hostile", "9.1", "a-value"} <= set(clause.ids)
    assert HOSTILE[2] in clause.text
    assert f"{DOCUMENT}#hostile-matrix/2" in entries


def test_the_search_tells_a_short_cell_with_the_head_of_its_column() -> None:
    entries = {entry.href: entry for entry in made()[DOCUMENT].entries}
    assert entries[f"{DOCUMENT}#hostile-matrix/2"].text == f"{HOSTILE[3]} Giver: R/A"
    assert entries[f"{DOCUMENT}#hostile-matrix/3"].text == ""


def test_the_search_knows_each_definition_whole_and_who_signs() -> None:
    entries = {entry.href: entry for entry in made()[DOCUMENT].entries}
    term = entries[f"{DOCUMENT}#def/critical"]
    assert (term.title, term.kind) == ("Critical Deviation", "Defined terms")
    assert term.text.startswith("Critical Deviation means a Deviation that: ")
    assert len(term.text) > len("Critical Deviation means a Deviation that: ")
    assert "Exemple R&D SA, Ruth Muster, Head of Quality" in entries[f"{DOCUMENT}#signatures"].text


def test_a_clause_shows_its_values_with_who_set_them_and_the_rules_it_covers_with_their_pages() -> None:
    said = ValueSaid("a-value", "A <limit>", "2 days", "1 day", "quality-agreement", "hostile", "set in this agreement")
    one = replace(site(agreement(values=(said,))), rules=(Rule("R-DEV-10", "Tell.", "law"),))
    html = next(page.html for page in pages(one) if page.path == DOCUMENT)
    link = '<a href="../../compare/value/a-value.html">A &lt;limit&gt;</a>'
    assert f"{link}: <b>2 days</b>, set in this agreement; standard: 1 day." in html
    assert (
        '<a href="../../regulation/R-DEV-10.html" class="whole">R-DEV-10</a>, <span class="whole">A&lt;B</span>' in html
    )


def test_a_library_clause_leads_to_the_pages_of_its_values_and_rules_as_far_as_there_are_any() -> None:
    said = ValueSaid("a-value", "A limit", "2 days", "1 day", "quality-agreement", "hostile", "core")
    one = replace(site(agreement(values=(said,))), rules=(Rule("R-DEV-10", "Tell.", "law"),))
    html = next(page.html for page in pages(one) if page.path == CLAUSE)
    assert '<a href="../../compare/value/a-value.html">a value</a>: ' in html
    assert '<a href="../../regulation/R-DEV-10.html" class="whole">R-DEV-10</a>' in html
    html = next(page.html for page in pages(site(agreement(values=()))) if page.path == CLAUSE)
    assert "<span>a value</span>: " in html
    assert '<span class="whole">R-DEV-10</span>' in html


def test_a_rule_names_the_chapters_where_it_lands_by_their_titles() -> None:
    one = Requirement(id="R-DEV-10", says="Tell.", topics=("DEV", "OOS"))
    (rule,) = rules(Catalogue(requirements={one.id: one}), {"DEV": "Deviations"})
    assert rule.facts == (("Lands in", "Deviations; OOS"),)


def test_a_library_clause_names_annexes_and_tables_by_their_titles() -> None:
    named = {"AX-<1>": "Forms & more", "responsibilities": "Responsibility matrix"}
    html = next(page.html for page in pages(replace(site(), named=named)) if page.path == CLAUSE)
    assert "“Forms &amp; more”" in html
    assert "the table “Responsibility matrix”" in html


def test_the_same_site_gives_the_same_bytes() -> None:
    assert [page.html for page in pages(site())] == [page.html for page in pages(site())]


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("a/b.html", "a/b.html#x", "#x"),
        ("a/b.html", "a/b.html", "b.html"),
        ("a/b.html", "a/c d.html#x", "c%20d.html#x"),
        ("a/b.html", "index.html", "../index.html"),
    ],
)
def test_addresses_are_relative(page: str, target: str, expected: str) -> None:
    assert relative(page, target) == expected


def test_the_address_of_a_file_keeps_every_sign_of_its_name() -> None:
    assert address("a/b.html", "files/a #1 & 50%?.docx") == "../files/a%20%231%20%26%2050%25%3F.docx"


def test_the_first_screen_names_documents_and_matrices_and_counts_the_forms() -> None:
    form = Download("QA-09001 Change notice v1.2 draft 3.docx", "word/b/form.docx", "Word", 20_000, "d" * 64)
    one = replace(agreement(), downloads=(*agreement().downloads, form))
    page = next(
        page.html
        for page in pages(replace(site(), agreements=(one,)))
        if page.path == f"agreements/{one.id}/index.html"
    )
    answer, rest = page.partition('class="answer paper"')[2].split("</section>", 1)
    assert "Matrices" in answer
    assert "form.docx" not in answer
    assert "1 form among them" in answer
    assert "form.docx" in rest


def test_a_page_is_written_again_only_when_what_it_is_made_from_is_another() -> None:
    one, other = agreement(), agreement(id="second", number="QA-2")
    written = Written()

    def shown(model: SiteModel) -> dict[str, str]:
        made: dict[str, str] = {page.path: page.html for page in written.pages(model)}
        assert made == {page.path: page.html for page in pages(model)}
        return made

    first = shown(site(one, other))
    again = shown(site(one, replace(other, title="Renamed")))
    assert again[DOCUMENT] is first[DOCUMENT]
    assert "Renamed" in again["agreements/second/index.html"]
    fewer = replace(site(one, other), clauses=())
    assert "Why it reads so" in again[DOCUMENT]
    assert "Why it reads so" not in shown(fewer)[DOCUMENT]
