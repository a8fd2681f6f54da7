"""Across agreements: each value and each activity in all of them, and two agreements side by side."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from generator.document.blocks import Document, Paragraph
from generator.document.marks import anchor
from generator.document.walk import clauses, lines_in, plain, tables
from generator.kept import kept_with
from generator.render.site.agreement import count
from generator.render.site.alike import alike, name, named
from generator.render.site.document import clause_path, document_path, home_path
from generator.render.site.html import NOTHING, Html, escaped, joined, link, row, tag
from generator.render.site.model import AgreementPage, LibraryClause, SiteModel, Which
from generator.render.site.page import Entry, Page, crumbs, head, record, relative, state

INDEX = "compare/index.html"
SIDES = "compare/two.html"
CLAUSE = "compare/clause.html"
ACTIVITIES = "responsibilities"
ABOUT = ("id", "activity", "clause")
"""Columns of the responsibility matrix that say what is to be done; each other one says the part of a party in it."""
ANSWER = ("What it says", "Remark", "Agreements")
"""The columns of the page of a value or an activity."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one agreement says of a thing: its words, the place where it prints, a remark."""

    agreement: Which
    words: str
    document: str = ""
    path: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A value or an activity of several agreements: its kind and id, its title, the standard, who says what."""

    kind: str
    id: str
    title: str
    standard: str
    said: tuple[Said, ...]

    @property
    def path(self) -> str:
        """Where its page is."""
        return f"compare/{self.kind}/{self.id}.html"

    @property
    def differs(self) -> bool:
        """Whether the agreements say different things."""
        return len({one.words for one in self.said}) > 1


def compare_pages(site: SiteModel) -> Iterator[Page]:
    """Yield the index, the pages that put agreements side by side, and a page for each value and activity."""
    things = [*values(site), *activities(site)]
    yield index_page(site, things)
    yield sides_page(site)
    yield clause_page(site)
    yield from map(thing_page, things)


def values(site: SiteModel) -> list[Thing]:
    """Return every value of the agreements, by title."""
    said: dict[str, list[Said]] = {}
    facts: dict[str, tuple[str, str]] = {}
    for agreement in site.agreements:
        for one in agreement.values:
            facts.setdefault(one.id, (one.title, one.standard))
            remark = "" if one.words == one.standard or not one.standard else "differs from standard"
            said.setdefault(one.id, []).append(Said(agreement.which, one.words, one.document, one.path, remark))
    found = [Thing("value", id_, *facts[id_], tuple(several)) for id_, several in said.items()]
    return sorted(found, key=lambda thing: (thing.title.casefold(), thing.id))


def activities(site: SiteModel) -> list[Thing]:
    """Return every row of the responsibility matrices, by id."""
    said: dict[str, list[Said]] = {}
    titles: dict[str, str] = {}
    for agreement in site.agreements:
        for id_, title, one in activities_of(agreement):
            titles.setdefault(id_, title)
            said.setdefault(id_, []).append(one)
    return [Thing("activity", id_, titles[id_], "", tuple(several)) for id_, several in sorted(said.items())]


@kept_with
def activities_of(agreement: AgreementPage) -> tuple[tuple[str, str, Said], ...]:
    """Return what an agreement says of each activity: its id, its title, who has which part."""
    return tuple(
        (id_, title, Said(agreement.which, words, document.facts.document, path))
        for document in agreement.documents
        for id_, title, words, path in activity_rows(document)
    )


def activity_rows(document: Document) -> Iterator[tuple[str, str, str, str]]:
    """Yield id, activity, who has which part, and path of each row of the responsibility matrix.

    A company may lay the matrix out without the column of activities; then each party's cell says what it does.
    """
    for table in tables(document):
        if table.matrix == ACTIVITIES:
            heads = [column.id for column in table.columns]
            for row in table.rows:
                if not row.group:
                    said = [plain(cell.paragraphs[0]) if cell.paragraphs else "" for cell in row.cells]
                    cells = dict(zip(heads, said, strict=False))
                    parts = {party: words for party, words in cells.items() if party not in ABOUT}
                    told = parts_told(parts)
                    activity = cells.get("activity") or next((words for words in parts.values() if words != "–"), "")
                    yield row.path.rpartition("/")[2], activity, told, row.path


def parts_told(parts: Mapping[str, str]) -> str:
    """Return which party has which part: a letter behind each, or, where the matrix is written as sentences, its words
    behind a colon.
    """
    mark, gap = (": ", "; ") if any(" " in words for words in parts.values()) else (" ", ", ")
    return gap.join(f"{party.capitalize()}{mark}{words.rstrip('.')}" for party, words in parts.items())


def index_page(site: SiteModel, things: Sequence[Thing]) -> Page:
    """Return every value and activity, those that differ first."""
    names = ("What", "Kind", "Most often", "Differs")
    heads = [tag("th", one, scope="col", data_choose="" if one in ("Kind", "Differs") else None) for one in names]
    order = sorted(things, key=lambda thing: not thing.differs)
    table = tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *(index_row(thing, names) for thing in order)),
        class_="grid",
        data_filter="things",
        data_noun="entry",
        data_words="Words",
    )
    differing = sum(1 for thing in things if thing.differs)
    lead = f"{count(len(site.agreements), 'agreement')}: {differing} of {len(things)} values and activities differ."
    two = tag("li", link(relative(INDEX, SIDES), "Put two agreements side by side"))
    clause = tag("li", link(relative(INDEX, CLAUSE), "Put one clause of all agreements side by side"))
    ways = tag("ul", two, clause, class_="plain way-on")
    html = joined([head("Compare", lead), ways, table if things else NOTHING, record((), of=lead)])
    return Page(INDEX, "Compare", "compare", html, (Entry(INDEX, "Compare agreements", "Compare", "", lead),))


def index_row(thing: Thing, names: Sequence[str]) -> Html:
    """Return one value or activity with what most agreements say."""
    common, times = Counter(one.words for one in thing.said).most_common(1)[0]
    others = len(thing.said) - times
    mark = state("watch", f"{others} otherwise") if others else state("ok", "Same")
    title = f"{thing.id} {thing.title}" if thing.kind == "activity" else thing.title
    words = (link(relative(INDEX, thing.path), title), thing.kind.capitalize(), common or "–", mark)
    return row(words, names)


def thing_page(thing: Thing) -> Page:
    """Return the page of one value or activity."""
    title = thing_title(thing)
    about = "; ".join(f"{one.agreement.number} {one.words}" for one in thing.said[:4])
    entry = Entry(thing.path, title, "Compare", "all agreements", about, (thing.id,))
    return Page(thing.path, f"{title}, compared", "compare", partial(thing_html, thing), (entry,))


def thing_title(thing: Thing) -> str:
    """Return what a value or activity is called; an activity by its id first."""
    return f"{thing.id}: {thing.title}" if thing.kind == "activity" else thing.title


def thing_html(thing: Thing) -> Html:
    """Return what the agreements say of one value or activity, those that say the same together."""
    answers = alike(thing.said, lambda one: (one.words, one.remark))
    common = most_common(thing)
    rows = [answer_row(several, thing.path, common) for several in answers]
    heads = [tag("th", one, scope="col", data_choose="" if one == ANSWER[0] else None) for one in ANSWER]
    table = tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        class_="grid answers-alike",
        data_filter="said",
        data_noun="agreement",
    )
    standard = f"Standard: {thing.standard}. " if thing.standard else ""
    parts = [crumbs(thing.path, (INDEX, "Compare"), here=thing.id), head(thing_title(thing), standard + spread(thing))]
    return joined([*parts, table, record((), of=thing.id + "".join(one.words for one in thing.said))])


def most_common(thing: Thing) -> str:
    """Return what most agreements say; of several that as many say, what is said first."""
    return Counter(one.words for one in thing.said).most_common(1)[0][0]


def spread(thing: Thing) -> str:
    """Return in a sentence how many agreements say what most say, and how many do not."""
    common, all_ = most_common(thing), len(thing.said)
    most = sum(1 for one in thing.said if one.words == common)
    if all_ == 1:
        return "In 1 agreement."
    if most == all_:
        return f"{all_} agreements, and all say the same."
    others = all_ - most
    first = "says otherwise and stands first" if others == 1 else "say otherwise and stand first"
    return f"{most} of {all_} agreements say {common or 'nothing'}; {others} {first}."


def answer_row(several: Sequence[Said], path: str, common: str) -> Html:
    """Return what *several* agreements say alike; what is not what most say is bold."""
    words, remark = several[0].words or "–", several[0].remark
    differs = several[0].words != common
    cells = (
        tag("b", words) if differs else words,
        ", ".join(part for part in ("differs" if differs else "", remark) if part) or "–",
        named([said_by(one, path) for one in several]),
    )
    return row(cells, ANSWER)


def said_by(one: Said, path: str) -> str:
    """Return who says it, as markup, with the way to the place that does."""
    there = (
        f"{document_path(one.agreement.id, one.document)}#{anchor(one.path)}"
        if one.document
        else home_path(one.agreement.id)
    )
    parties = escaped(one.agreement.parties)
    return f'{name(one.agreement, relative(path, there))}<span class="under-name">{parties}</span>'


def sides_page(site: SiteModel) -> Page:
    """Return the page on which the script puts two agreements side by side, from the scripts of ``shard``."""
    lead = "Choose two agreements. What reads the same is counted; of all else every word that differs is marked."
    listed = [
        tag("li", link(relative(SIDES, home_path(one.id)), one.number), f" {one.title}", data_agreement=one.id)
        for one in sorted(site.agreements, key=lambda one: one.number)
    ]
    parts = [
        crumbs(SIDES, (INDEX, "Compare"), here="Side by side"),
        head("Two agreements side by side", lead),
        tag("div", id="sides"),
        tag("ul", *listed, class_="plain agreements-to-compare"),
        record((), of=lead),
    ]
    entry = Entry(SIDES, "Two agreements side by side", "Compare", "", lead)
    return Page(SIDES, "Side by side", "compare", joined(parts), (entry,))


def clause_page(site: SiteModel) -> Page:
    """Return the page on which the script puts one clause of all agreements side by side.

    Without the script, and before a clause is chosen, it lists the clauses that several agreements print.
    """
    lead = "What each agreement prints for the same clause, held against the first; every word that differs is marked."
    shared: dict[str, LibraryClause] = {}
    for clause in site.clauses:
        if len(clause.used_in) > 1:
            shared.setdefault(clause.id, clause)
    groups = [
        tag(
            "section",
            tag("h2", chapter),
            tag("ul", *(listed_clause(one, len(site.agreements)) for one in several), class_="plain"),
        )
        for chapter, several in groupby(shared.values(), key=lambda clause: clause.chapter)
    ]
    agreements = [
        tag("li", link(relative(CLAUSE, home_path(one.id)), one.number), f" {one.title}", data_agreement=one.id)
        for one in sorted(site.agreements, key=lambda one: one.number)
    ]
    parts = [
        crumbs(CLAUSE, (INDEX, "Compare"), here="One clause"),
        head("One clause side by side", lead),
        tag("div", id="clause-sides"),
        tag("div", *groups, class_="clauses-to-compare"),
        tag("section", tag("h2", "Agreements"), tag("ul", *agreements, class_="plain"), class_="agreements-to-compare"),
        record((), of=lead),
    ]
    entry = Entry(CLAUSE, "One clause side by side", "Compare", "", f"Compare a clause across all agreements. {lead}")
    return Page(CLAUSE, "One clause side by side", "compare", joined(parts), (entry,))


def listed_clause(clause: LibraryClause, all_: int) -> Html:
    """Return one clause of the list, and how many of all agreements print it, unless each of them does."""
    way = link(relative(CLAUSE, clause_path(clause)), clause.title)
    times = len(clause.used_in)
    few = tag("span", f" {times} of {all_}", class_="small soft whole") if times < all_ else NOTHING
    return tag("li", way, few, data_clause=clause.id)


def shard_path(agreement: AgreementPage) -> str:
    """Return where the script is that holds the clauses, values and activities of an agreement."""
    return f"compare/data/{agreement.id}.js"


def shard(agreement: AgreementPage) -> bytes:
    """Return the script that holds what is compared of one agreement."""
    record_: Mapping[str, Any] = {
        "number": agreement.number,
        "title": agreement.title,
        "clauses": [
            entry for document in agreement.documents if not document.facts.internal for entry in texts(document)
        ],
        "values": [[one.id, one.title, one.words] for one in agreement.values],
        "activities": [
            [id_, f"{id_} {title}", words]
            for document in agreement.documents
            for id_, title, words, _ in activity_rows(document)
        ],
    }
    written = json.dumps([agreement.id, record_], ensure_ascii=False, separators=(",", ":"))
    return f"SIDES.take({written[1:-1]});\n".encode()


def texts(document: Document) -> Iterator[list[str]]:
    """Yield path, number with title, address and words of each clause with words of its own."""
    page = f"{document.facts.document}.html"
    for clause in clauses(document):
        lines = [line for block in clause.blocks if isinstance(block, Paragraph) for line in lines_of(block)]
        if lines:
            yield [
                clause.path,
                f"{clause.number.full} {clause.title}".strip(),
                f"{page}#{anchor(clause.path)}",
                "\n".join(lines),
            ]


def lines_of(block: Paragraph) -> list[str]:
    """Return the lines of a paragraph and its items; labels shift from one agreement to the next and are left out."""
    return [plain(text) for text in lines_in(block)]


__all__ = ["CLAUSE", "compare_pages", "shard", "shard_path"]
