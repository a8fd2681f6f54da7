"""The clause library: an index by chapter and a page for each clause, with the blanks still blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import assert_never
from urllib.parse import quote

from generator.document.figures import CAPTIONS, PLACED
from generator.document.marks import anchor
from generator.kept import kept_with
from generator.prose import (
    Blank,
    Definition,
    Inline,
    Item,
    Items,
    OpenPoint,
    Paragraph,
    Placement,
    Prose,
    Reference,
    Sentence,
    Text,
    Use,
)
from generator.render.site.agreement import count
from generator.render.site.compare import CLAUSE
from generator.render.site.document import clause_path, document_path, home_path, note, rule_path, value_path
from generator.render.site.html import NOTHING, Html, escaped, joined, link, some, tag
from generator.render.site.model import LibraryClause, SiteModel
from generator.render.site.model import Use as ClauseUse
from generator.render.site.page import Entry, Page, crumbs, head, record, relative
from generator.render.site.text import unbroken

INDEX = "clauses/index.html"
COLUMNS = ("Clause", "Id", "Layer", "Positions", "Used in")
POSITIONS = {"standard": "Standard", "fallback": "Fallback", "walk-away": "Walk-away"}
Titles = Mapping[str, tuple[str, str]]
"""Page and title of each clause that a text may name, by id."""
_PART = re.compile(r"[.(].*")


def library_pages(site: SiteModel) -> Iterator[Page]:
    """Yield the index and the page of each clause."""
    titles = {clause.id: (clause_path(clause), clause.title) for clause in reversed(site.clauses)}
    values = {one.id for agreement in site.agreements for one in agreement.values}
    there = frozenset([*map(value_path, values), *(rule_path(rule.id) for rule in site.rules)])
    yield index_page(site.clauses)
    yield from (clause_page(clause, titles, site.named, there) for clause in site.clauses)


def index_page(clauses: tuple[LibraryClause, ...]) -> Page:
    """Return all clauses by chapter."""
    columns = [tag("th", name, scope="col", data_choose="" if name == "Layer" else None) for name in COLUMNS]
    rows = [row for _, group in groupby(clauses, key=lambda clause: clause.topic) for row in chapter_rows(list(group))]
    table = tag(
        "table",
        tag("thead", tag("tr", *columns)),
        tag("tbody", *rows),
        class_="grid",
        data_filter="clauses",
        data_noun="clause",
    )
    counted = count(len(clauses), "clause")
    lead = f"{counted} that agreements are made of. An agreement may replace one; then its own page says so."
    mark = "".join(clause.fingerprint for clause in clauses)
    shown = table if clauses else NOTHING
    return Page(INDEX, "Clauses", "clauses", joined([head("Clauses", lead), shown, record((), of=mark)]))


def chapter_rows(clauses: list[LibraryClause]) -> Iterator[Html]:
    """Yield a group row with the chapter, then its clauses."""
    yield tag("tr", tag("th", clauses[0].chapter, colspan=str(len(COLUMNS)), scope="colgroup"), class_="group")
    yield from (index_row(clause) for clause in clauses)


def index_row(clause: LibraryClause) -> Html:
    """Return one clause."""
    positions = ", ".join(name for name, _ in clause.texts if name != "standard")
    used = count(len(clause.used_in), "agreement") if clause.used_in else "none"
    words = (
        link(relative(INDEX, clause_path(clause)), clause.title),
        tag("code", clause.id, class_="whole"),
        clause.layer,
        positions or "–",
        used,
    )
    return tag("tr", *(tag("td", one, data_label=label) for label, one in zip(COLUMNS, words, strict=True)))


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Writes the text of a library clause: blanks with what the standard puts there, references by title."""

    path: str
    values: Mapping[str, str]
    titles: Titles
    named: Mapping[str, str]

    def text(self, prose: Prose) -> Iterator[Html]:
        """Yield the blocks of a text."""
        for block in prose:
            match block:
                case Paragraph(sentences=sentences):
                    yield Html(f'<div class="par bare"><div><p>{self.running(sentences)}</p></div></div>')
                case Items():
                    yield self.listed(block)
                case Placement(matrix=matrix):
                    yield tag("p", self.placed(matrix), class_="placed")
                case _:
                    assert_never(block)

    def placed(self, name: str) -> str:
        """Return the sentence in the place of a table or figure."""
        return f"Here stands the {'figure' if name in PLACED else 'table'} “{self.called(name)}”."

    def called(self, name: str) -> str:
        """Return the caption of a table or figure."""
        return CAPTIONS[PLACED[name]] if name in PLACED else self.named.get(name, name)

    def listed(self, items: Items) -> Html:
        """Return a list."""
        return tag("ol", *(self.item(item) for item in items.items), role="list", class_="items")

    def item(self, item: Item) -> Html:
        """Return an item under the author's label."""
        label = "–" if item.label == "-" else f"({item.label})"
        below = self.listed(item.inner) if item.inner else ""
        inside = f"<div><p>{self.running(item.sentences)}</p>{below}</div>"
        return Html(f'<li class="item"><span class="label">{escaped(label)}</span>{inside}</li>')

    def running(self, sentences: Iterable[Sentence]) -> str:
        """Return sentences as one run of text."""
        return " ".join(["".join([self.inline(inline) for inline in sentence]) for sentence in sentences])

    def inline(self, inline: Inline) -> str:
        """Return one piece of text as markup."""
        match inline:
            case Text(text=text):
                return escaped(text)
            case Use(form=form):
                return f'<span class="term">{escaped(form)}</span>'
            case Definition(words=words):
                return tag("dfn", words)
            case Blank(value=value):
                words = unbroken(self.values.get(value, "")) or value.replace("-", " ")
                return f'<span class="value" title="{escaped(value)}">{escaped(words)}</span>'
            case Reference(target=target):
                return self.reference(target)
            case OpenPoint(words=words):
                return tag("mark", f"[● {words}]", class_="open")
            case _:
                assert_never(inline)

    def reference(self, target: str) -> str:
        """Return a reference by the title of what it leads to, as markup."""
        path, title = self.titles.get(target) or self.titles.get(_PART.sub("", target)) or ("", "")
        return (
            link(relative(self.path, path), f"“{title}”")
            if path
            else escaped(f"“{self.called(target)}”")
            if target in self.named or target in PLACED
            else tag("span", target, class_="term")
        )


def clause_page(clause: LibraryClause, titles: Titles, named: Mapping[str, str], there: frozenset[str]) -> Page:
    """Return the page of one clause; *there* are the pages of values and rules."""
    path = clause_path(clause)
    html = partial(clause_html, clause, titles, named, there)
    return Page(path, f"{clause.title}, clause {clause.id}", "clauses", html, (entry(clause, path),))


def clause_html(clause: LibraryClause, titles: Titles, named: Mapping[str, str], there: frozenset[str]) -> Html:
    """Return what stands on the page of one clause."""
    path = clause_path(clause)
    writer = Unfilled(path, dict(clause.values), titles, named)
    texts = [position(name, prose, clause, writer) for name, prose in clause.texts]
    way = crumbs(path, (INDEX, "Clauses"), here=clause.id)
    notes = tag("aside", *notes_of(clause, path, there), class_="notes", aria_label="Notes")
    body = tag("div", tag("div", *texts, guidance(clause)), notes, class_="library-clause")
    last = record((("Clause", clause.id), ("Layer", clause.layer)), of=clause.fingerprint)
    return joined([way, head(clause.title, clause.chapter), body, last])


def position(name: str, prose: Prose, clause: LibraryClause, writer: Unfilled) -> Html:
    """Return one text of the clause; a fallback says who may agree to it, and when."""
    title = tag("h2", POSITIONS.get(name, name.capitalize()), id=name)
    approvals = [
        f"To be offered when: {when.rstrip('.')}. May agree: {approver.replace('-', ' ')}."
        for at, approver, when in clause.approvals
        if at == name
    ]
    return tag(
        "section",
        title,
        *(tag("p", words, class_="small soft") for words in approvals),
        tag("div", *writer.text(prose), class_="words"),
    )


def guidance(clause: LibraryClause) -> Html:
    """Return what the drafter should know, as it is written."""
    if not clause.guidance.strip():
        return NOTHING
    texts = [" ".join(part.split()) for part in clause.guidance.split("\n\n")]
    return tag(
        "section", tag("h2", "For the drafter", id="guidance"), *(some("p", text) for text in texts), class_="guidance"
    )


def notes_of(clause: LibraryClause, path: str, there: frozenset[str]) -> Iterator[Html]:
    """Yield where the clause is from, what it leaves blank, what it covers, who uses it."""
    several = len(clause.used_in) > 1
    way = f"{relative(path, CLAUSE)}?clause={quote(clause.id)}"
    beside = [tag("p", link(way, "Their texts side by side"))] if several else []
    yield note("Comes from", tag("p", f"{clause.layer}, {clause.id}, {clause.fingerprint[:8]}."))
    yield note(
        "Values",
        *(
            tag(
                "p",
                led(path, value_path(value), value.replace("-", " "), there),
                ": ",
                tag("b", words or "no standard"),
            )
            for value, words in clause.values
        ),
    )
    covers = [led(path, rule_path(id_), id_, there, class_="whole") for id_ in clause.covers]
    yield note("Covers", some("p", joined(covers, ", "), class_="covers"))
    yield note("Used in", *([use(one, path) for one in clause.used_in] or [tag("p", "No agreement uses it.")]), *beside)


def led(path: str, target: str, words: str, there: frozenset[str], class_: str | None = None) -> Html:
    """Return *words*, with the way to the page *target* if it is among those that are *there*."""
    return link(relative(path, target), words, class_=class_) if target in there else tag("span", words, class_=class_)


def use(one: ClauseUse, path: str) -> Html:
    """Return an agreement that uses the clause, with a link to the place where it prints."""
    there = (
        f"{document_path(one.agreement, one.document)}#{anchor(one.path)}" if one.document else home_path(one.agreement)
    )
    other = f", {one.position}" if one.position != "standard" else ""
    way = f'<a href="{escaped(relative(path, there))}">{escaped(one.number)}</a>'
    return Html(f"<p>{way} {escaped(one.title + other)}</p>")


def entry(clause: LibraryClause, path: str) -> Entry:
    """Return what the search knows of the clause."""
    return Entry(
        path,
        clause.title,
        "Library clause",
        clause.layer,
        words_of(clause),
        (clause.id, *(value for value, _ in clause.values), *clause.covers),
    )


@kept_with
def words_of(clause: LibraryClause) -> str:
    """Return the words of all texts of a clause."""
    return " ".join(plain(prose) for _, prose in clause.texts)


def plain(prose: Prose) -> str:
    """Return the words of a text, blanks by their ids."""
    return " ".join(word for block in prose for word in block_words(block))


def block_words(block: Paragraph | Items | Placement) -> Iterator[str]:
    """Yield the words of a block."""
    if isinstance(block, Paragraph):
        yield from (inline_words(inline) for sentence in block.sentences for inline in sentence)
    if isinstance(block, Items):
        for item in block.items:
            yield from (inline_words(inline) for sentence in item.sentences for inline in sentence)
            yield from block_words(item.inner) if item.inner else ()


def inline_words(inline: Inline) -> str:
    """Return the words of one piece of text."""
    match inline:
        case Text(text=words) | Use(form=words) | Definition(words=words) | OpenPoint(words=words) | Blank(value=words):
            return words.strip()
        case Reference(target=target):
            return target
        case _:
            assert_never(inline)
