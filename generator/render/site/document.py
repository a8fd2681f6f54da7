"""A document as one page: chapters at the left, the words that the parties sign in the middle, notes at the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from typing import assert_never

from generator.document.audience import DEFINITION
from generator.document.blocks import (
    Block,
    Clause,
    Deleted,
    Document,
    Facts,
    Figure,
    Heading,
    Inserted,
    Item,
    Lead,
    Paragraph,
    Row,
    Section,
    Signature,
    SignatureBlock,
    Table,
)
from generator.document.marks import anchor
from generator.document.printed import SIGNED_FOR, party_lines, signature_fields, version_words
from generator.document.reports import COVERAGE, OTHER, TIMED
from generator.document.walk import blocks, items, lines_in, plain, sections
from generator.document.walk import tables as tables_of
from generator.prose import Blank, Definition
from generator.render.site.html import NOTHING, Html, class_named, escaped, inner, joined, link, some, tag
from generator.render.site.model import AgreementPage, Departure, LibraryClause, ValueSaid
from generator.render.site.page import Entry, Page, band, crumbs, head, record, relative, state
from generator.render.site.pictures import figure_to_html
from generator.render.site.tables import PARTS, table_to_html
from generator.render.site.text import Where, numbers_whole, running, text_to_html, text_with_numbers

Library = Mapping[tuple[str, str], LibraryClause]
"""Library clauses by (id, layer)."""


def home_path(agreement: str) -> str:
    """Return where the first page of an agreement is."""
    return f"agreements/{agreement}/index.html"


def document_path(agreement: str, document: str) -> str:
    """Return where the page of a document is."""
    return f"agreements/{agreement}/{document}.html"


def clause_path(clause: LibraryClause) -> str:
    """Return where the page of a library clause is."""
    return f"clauses/{clause.layer}/{clause.id}.html"


def places(document: Document) -> list[str]:
    """Return the path of everything that has a place on the page of *document*."""
    found = [section.path for section in sections(document)]
    for block in blocks(document):
        found.append(block.path)
        if isinstance(block, Paragraph):
            found += [item.path for item in items(block)] if block.items else ()
        elif isinstance(block, Table):
            found += [row.path for row in block.rows]
    return found


Placed = Mapping[str, str]
"""The document of an agreement on whose page each path stands."""


class Places:
    """Where everything stands, for one agreement after the other; only the last is kept, since pages come in order."""

    def __init__(self) -> None:
        self._of: AgreementPage | None = None
        self._own: dict[str, frozenset[str]] = {}
        self._known: dict[str, str] = {}

    def of(self, agreement: AgreementPage) -> tuple[Mapping[str, frozenset[str]], Placed]:
        """Return the places of each document of *agreement*, and on which page each is; of a place in several, the
        last.
        """
        if self._of is not agreement:
            self._of = agreement
            self._own = {one.facts.document: frozenset(places(one)) for one in agreement.documents}
            self._known = {}
            for name, own in self._own.items():
                self._known |= dict.fromkeys(own, name)
        return self._own, self._known


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a document and is linked from it: library clauses, the rules with a page, other documents."""

    library: Library
    rules: frozenset[str]
    places: Places

    def leads_as(self, other: Around) -> bool:
        """Tell whether documents lead to the same pages of clauses and rules as with *other*."""
        return self.library.keys() == other.library.keys() and self.rules == other.rules


def addresses(agreement: AgreementPage, document: Document, places_: Places) -> Where:
    """Return the addresses of all places of *agreement*, as a link on the page of *document* writes them."""
    here = document_path(agreement.id, document.facts.document)
    of_each, known = places_.of(agreement)
    own = of_each[document.facts.document]
    names = [one.facts.document for one in agreement.documents]
    pages = {name: relative(here, document_path(agreement.id, name)) for name in names}

    return _Addresses(own, known, pages).__getitem__


class _Addresses(dict[str, str]):
    """The address of each place that a page leads to; of most it leads to again and again."""

    def __init__(self, own: frozenset[str], known: Placed, pages: Mapping[str, str]) -> None:
        super().__init__()
        self.own, self.known, self.pages = own, known, pages

    def __missing__(self, path: str) -> str:
        """Return the address of the place *path*: on this page, else on another, else empty."""
        there = path in self.own or path in self.known
        page = "" if path in self.own else self.pages[self.known[path]] if there else ""
        self[path] = address = f"{page}#{anchor(path)}" if there else ""
        return address


def document_page(agreement: AgreementPage, document: Document, around: Around) -> Page:
    """Return the page of one document, whose text is written when it is asked for."""
    facts = document.facts
    path = document_path(agreement.id, facts.document)
    html = partial(document_html, agreement, document, around)
    return Page(path, f"{facts.title}, {facts.number}", "agreements", html, tuple(entries(agreement, document)))


def document_html(agreement: AgreementPage, document: Document, around: Around) -> Html:
    """Return what stands on the page of one document."""
    facts = document.facts
    path = document_path(agreement.id, facts.document)
    where = addresses(agreement, document, around.places)
    page = Printed(path, agreement, document, around, where)
    way = crumbs(path, ("index.html", "Agreements"), (home_path(agreement.id), agreement.number), here=facts.title)
    parts = [
        '<div class="doc">',
        contents(document, path, agreement),
        f'<div class="doc-body" data-cite="{escaped(citation(facts))}">',
        way,
        head(facts.title, facts.subject),
        *bands(agreement, facts),
        *page.parts(),
        record(record_facts(facts), of=document.inputs or plain_body(document)),
        "</div></div>",
    ]
    return Html("".join(parts))


def bands(agreement: AgreementPage, facts: Facts) -> Iterator[Html]:
    """Yield what a reader must know first: that the agreement could not be built, that this is a draft."""
    if agreement.carried:
        yield band(state("bad", "Not built"), " ", agreement.carried, kind="bad")
    if agreement.audience:
        words = " What these readers may not see is left out; each place says so."
        yield band(tag("b", f"{agreement.audience}."), words)
    if facts.internal:
        yield band(tag("b", "For your own team."), " Nobody signs this report; do not send it with the agreement.")
    elif facts.draft:
        yield band(tag("b", f"Draft {facts.draft}, not in force."), " It may change, and nobody has signed it.")


def citation(facts: Facts) -> str:
    """Return how a copy of a document is cited: ``QA-00123 Quality Agreement, version 1.0, draft 1``."""
    return f"{facts.number} {facts.title}, version {facts.version}{f', draft {facts.draft}' if facts.draft else ''}"


def record_facts(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return what identifies a copy of a document; a date that is still open is left out."""
    version = f"{facts.version}, draft {facts.draft}" if facts.draft else facts.version
    dated = facts.dated if " of " in facts.dated else ""
    return (
        ("Number", facts.number),
        ("Version", version),
        ("Effective", "" if facts.effective.startswith("[") else facts.effective),
        ("Next review", facts.review),
        ("Record", dated),
    )


def plain_body(document: Document) -> str:
    """Return the words of the body, to tell one copy from another when the inputs are not known."""
    return "\n".join(plain(block.inlines) for block in blocks(document) if isinstance(block, Paragraph))


# The list of chapters


def contents(document: Document, path: str, agreement: AgreementPage) -> Html:
    """Return the list of chapters and annexes; open on a wide screen, folded by the script on a narrow one."""
    lines = [
        entry(section.path, section.number.label.removesuffix("."), section.title)
        for section in sections(document)
        if not section.annex
    ]
    lines += [signatures_entry(document.signatures)] if document.signatures else []
    lines += [entry(one.path, short_label(one), f"{one.title}{version_words(one.version)}") for one in document.annexes]
    others = [
        tag("li", link(relative(path, document_path(agreement.id, other.facts.document)), other.facts.title))
        for other in agreement.documents
        if other.facts.document != document.facts.document
    ]
    lists = [tag("ol", *lines, class_="chapter-list"), some("ul", *others, class_="other-documents")]
    inside = tag(
        "details",
        tag("summary", document.facts.number, " ", tag("span", "Chapters", class_="fold-word")),
        *lists,
        open="",
    )
    return tag("nav", inside, class_="chapters", aria_label="Chapters")


def entry(path: str, label: str, title: str) -> Html:
    """Return a line of the list of chapters."""
    return tag("li", link(f"#{anchor(path)}", tag("span", label, class_="n"), tag("span", title)))


def short_label(section: Section) -> str:
    """Return the label of an annex for a narrow column: ``A3``."""
    return f"A{section.number.full}"


def signatures_entry(block: SignatureBlock) -> Html:
    """Return the line that leads to the signatures."""
    return entry(block.path, "", block.title)


# The words


class Printed:
    """The parts of one document, in printed order, as markup.

    Attributes:
        path: Of the page.
        where: Addresses of places, see ``addresses``.
    """

    def __init__(self, path: str, agreement: AgreementPage, document: Document, around: Around, where: Where) -> None:
        self.path = path
        self.agreement = agreement
        self.document = document
        self.around = around
        self.where = where
        self.rows = {
            row.path.rpartition("/")[2]: (row, table)
            for table in tables_of(document)
            for row in table.rows
            if not row.group
        }
        self.values = ValueLines(path, agreement.values)
        self.ways = Ways(path, around.rules)
        self.departures = {departure.path: departure for departure in agreement.departures if departure.path}

    def parts(self) -> Iterator[str]:
        """Yield the parts as markup: parties, chapters, signatures, annexes, document control."""
        yield some("section", *self.parties(), *self.flow(self.document.opening, "h2"), class_="opening")
        for section in self.document.chapters:
            yield from self.section(section)
        if self.document.signatures:
            yield self.signatures(self.document.signatures)
        for section in self.document.annexes:
            yield from self.section(section)
        yield some(
            "section",
            *([tag("h2", "Document control")] if self.document.control else []),
            *self.flow(self.document.control, "h3"),
        )

    def parties(self) -> Iterator[Html]:
        """Yield the parties of the cover, when the document does not open with them itself."""
        told = any(isinstance(block, Paragraph) and block.lead is Lead.PARTY for block in self.document.opening)
        if told or self.document.facts.internal:
            return
        for party in self.document.parties:
            number, *lines = (line for line in party_lines(party) if line)
            yield Html(labelled("div", tag("p", ", ".join(lines)), number, None, "par party"))

    def section(self, section: Section) -> Iterator[str]:
        """Yield a chapter or an annex, block by block."""
        label = section.number.label.removesuffix(".") if not section.annex else section.number.label
        kind = "chapter annex" if section.annex else "chapter"
        yield f'<section class="{kind}" id="{anchor(section.path)}">'
        yield tag("h2", some("span", label, class_="n"), " ", tag("span", section.title))
        yield from self.flow(section.blocks, "h3")
        yield "</section>"

    def flow(self, several: Iterable[Block], rank: str) -> Iterator[Html]:
        """Yield blocks; text stands in its column, a table takes the whole width."""
        for kind, group in groupby(several, key=lambda block: type(block) in (Clause, Table, Figure)):
            made = [self.block(block, rank) for block in group]
            yield from made if kind else [Html(f'<div class="words">{"".join(made)}</div>')]

    def block(self, block: Block, rank: str) -> Html:
        """Return one block."""
        match block:
            case Clause():
                return self.clause(block, rank)
            case Paragraph():
                return self.paragraph(block)
            case Heading():
                return tag(rank, block.title, id=anchor(block.path))
            case Table():
                return table_to_html(block, self.where)
            case Figure():
                return figure_to_html(block)
            case _:
                assert_never(block)

    def clause(self, clause: Clause, rank: str) -> Html:
        """Return a clause: title, words, tables, and the notes beside it."""
        number, words = clause.number, escaped(clause.title)
        label = f'<span class="n">{escaped(number.label)}</span>' if number.label else ""
        title = f'<{rank} class="clause-title">{label} <span>{words}</span></{rank}>' if words else ""
        notes = "".join(self.notes(clause))
        called = f"{number.full} {clause.title or clause.path}".strip()  # two clauses may share a title
        aside = f'<aside class="notes" aria-label="Notes on {escaped(called)}">{notes}</aside>' if notes else ""
        kind = "clause" if number.full else "clause bare"
        inside = "".join(self.flow(clause.blocks, "h4"))
        return Html(f'<div class="{kind}" id="{anchor(clause.path)}">{title}{inside}{aside}</div>')

    def paragraph(self, paragraph: Paragraph) -> Html:
        """Return a paragraph with its items."""
        inside = f"<p>{self.running(paragraph)}</p>{self.listed(paragraph.items)}"
        return Html(labelled("div", inside, paragraph.number.label, paragraph.path, f"par {paragraph.lead}"))

    def running(self, line: Paragraph | Item) -> str:
        """Return the text of a line as markup; where it names the agreement, the number stays whole."""
        made = running(line.inlines, self.where)
        return text_with_numbers(line.inlines, self.where) if self.agreement.number in made else made

    def listed(self, several: tuple[Item, ...]) -> str:
        """Return items as a list whose labels are written out."""
        made = "".join([self.item(item) for item in several]) if several else ""
        return f'<ol role="list" class="items">{made}</ol>' if made else ""

    def item(self, item: Item) -> str:
        """Return an item with those inside it."""
        inside = f"<p>{self.running(item)}</p>{self.listed(item.items)}"
        return labelled("li", inside, item.number.label or "–", item.path, "item")

    def signatures(self, block: SignatureBlock) -> Html:
        """Return the places to sign."""
        above, below = (some("p", text_with_numbers(text, self.where)) for text in (block.above, block.below))
        places_ = [signature(one) for one in block.signatures]
        inside = [
            tag("h2", block.title),
            tag("div", above, class_="words"),
            tag("div", *places_, class_="signatures"),
            some("div", below, class_="words"),
        ]
        return tag("section", *inside, class_="chapter", id=anchor(block.path))

    # Notes

    def notes(self, clause: Clause) -> Iterator[Html]:
        """Yield the notes of a clause in their fixed order; a note with nothing to say is not there."""
        margin, source = clause.margin, clause.source
        if margin and margin.in_short:
            yield note("In short", tag("p", margin.in_short), class_="note short")
        if departure := self.departures.get(clause.path):
            yield note("Differs from standard", *self.departure(departure))
        if margin and margin.rows:
            yield note("Who does it", *[self.activity(row) for row in margin.rows])
        if margin and margin.ladders:
            yield note("If nobody answers", *[self.leads(row) for row in margin.ladders])
        if margin and margin.indicators:
            yield note("Measured by", *[self.leads(row) for row in margin.indicators])
        yield note("Values", *self.filled(clause))
        if source.clause:
            yield note("Comes from", *self.origin(clause))

    def filled(self, clause: Clause) -> list[Html]:
        """Return the values that a clause prints, each as a line."""
        ids = dict.fromkeys([blank.value for block in clause.blocks for blank in blanks(block)])
        return [self.values[id_] for id_ in ids]

    def departure(self, departure: Departure) -> Iterator[Html]:
        """Yield what differs, with what went and what came; who agreed, when and why."""
        blocks = departure.blocks
        yield tag("p", state("bad", "Walk-away, blocks approval") if blocks else state("watch", "1 reworded"))
        lines = [line for line in departure.marked if any(isinstance(one, Inserted | Deleted) for one in line)]
        if lines:
            yield from (tag("p", text_to_html(line, self.where), class_="change") for line in lines)
        else:
            yield tag("p", f"Standard: {departure.standard}. Here: {departure.here}.")
        agreed = ", ".join(part for part in (departure.by, departure.on) if part)
        parts = (f"Agreed by {agreed}." if agreed else "", departure.reason)
        yield some("p", " ".join(part for part in parts if part))

    def activity(self, id_: str) -> Html:
        """Return a row of the responsibility matrix: its number, and who has which part."""
        row, table = self.rows.get(id_, (None, None))
        address = self.where(row.path if row else f"responsibilities/{id_}")
        said = "; ".join(parts_of(row, table)) if row and table else ""
        return tag("p", link(address, id_) if address else id_, f": {said}" if said else "")

    def leads(self, id_: str) -> Html:
        """Return a link to the row *id_*, with its title."""
        row, _ = self.rows.get(id_, (None, None))
        title = plain(row.cells[1].paragraphs[0]) if row and len(row.cells) > 1 and row.cells[1].paragraphs else ""
        address = self.where(row.path) if row else ""
        return tag("p", link(address, id_) if address else id_, f" {title}" if title else "")

    def origin(self, clause: Clause) -> Iterator[Html]:
        """Yield layer, clause, position and fingerprint; then what the clause covers."""
        source = clause.source
        facts = [
            source.layer,
            source.clause,
            "" if source.position == "standard" else source.position,
            source.fingerprint[:8],
        ]
        known = self.around.library.get((source.clause, source.layer))
        more = f' <a href="{escaped(relative(self.path, clause_path(known)))}">Why it reads so</a>' if known else ""
        yield Html(f"<p>{escaped(', '.join([fact for fact in facts if fact]))}.{more}</p>")
        if source.covers:
            yield Html(f'<p class="covers">Covers {", ".join([self.ways[id_] for id_ in source.covers])}</p>')


class ValueLines(dict[str, Html]):
    """Lines about values by id, as one page writes them; most values are printed by several clauses."""

    def __init__(self, page: str, values: Iterable[ValueSaid]) -> None:
        super().__init__()
        self.page = page
        self.known = {one.id: one for one in values}

    def __missing__(self, id_: str) -> Html:
        """Return what the value is called, its words, who set it, and the standard; nothing if it is not known."""
        self[id_] = line = self.line(self.known[id_]) if id_ in self.known else NOTHING
        return line

    def line(self, one: ValueSaid) -> Html:
        """Return the line about *one*."""
        standard = f"; standard: {one.standard}" if one.standard and one.standard != one.words else ""
        source = f", {one.source}" if one.source else ""
        way = f'<a href="{escaped(relative(self.page, value_path(one.id)))}">{escaped(one.title)}</a>'
        return Html(f"<p>{way}: <b>{numbers_whole(one.words)}</b>{escaped(source + standard)}.</p>")


class Ways(dict[str, str]):
    """Rules by id, each with the way to its page, as one page writes them; most are named again and again."""

    def __init__(self, page: str, known: frozenset[str]) -> None:
        super().__init__()
        self.page, self.known = page, known

    def __missing__(self, id_: str) -> str:
        """Return a rule with the way to its page, if it is *known* to have one; it never breaks."""
        shown = escaped(id_)
        way = f'<a href="{escaped(relative(self.page, rule_path(id_)))}" class="whole">{shown}</a>'
        self[id_] = made = way if id_ in self.known else f'<span class="whole">{shown}</span>'
        return made


def labelled(name: str, inside: str, label: str, path: str | None, class_: str) -> str:
    """Return something with its label in the number column, *inside* and all as markup."""
    shown = f'<span class="label">{escaped(label)}</span>' if label else ""
    hangs = class_named(class_ if label else f"{class_} bare")
    id_ = f' id="{anchor(path)}"' if path else ""
    return f"<{name}{hangs}{id_}>{shown}<div>{inside}</div></{name}>"


@cache  # rules are led to from every clause that answers them
def rule_path(id_: str) -> str:
    """Return where the page of a rule is; an id may hold signs that no file name has."""
    return f"regulation/{''.join(sign if sign.isalnum() or sign in '-.' else '_' for sign in id_)}.html"


def value_path(id_: str) -> str:
    """Return where the page of a value is."""
    return f"compare/value/{id_}.html"


def blanks(block: Block) -> list[Blank]:
    """Return the blanks of a paragraph and its items."""
    if not isinstance(block, Paragraph):
        return []
    return [one for line in lines_in(block) for one in line if isinstance(one, Blank)]


def note(title: str, *inside: Html, class_: str = "note") -> Html:
    """Return a note; nothing when it says nothing."""
    words = inner(inside)
    return Html(f'<div class="{class_}"><p class="note-title">{escaped(title)}</p>{words}</div>') if words else NOTHING


def parts_of(row: Row, table: Table) -> Iterator[str]:
    """Yield who has which part in an activity, a row of *table*: "Contract Giver is informed"."""
    for cell, column in zip(row.cells, table.columns, strict=False):
        code = plain(cell.paragraphs[0]) if cell.paragraphs else ""
        if code in PARTS:
            yield f"{column.title} {PARTS[code]}"


def signature(one: Signature) -> Html:
    """Return a place to sign as it stands on paper."""
    fields = [joined([tag("dt", label), tag("dd", value or Html("&nbsp;"))]) for label, value in signature_fields(one)]
    facts = tag("dl", *(tag("div", field) for field in fields))
    return tag(
        "div",
        tag("p", SIGNED_FOR, class_="soft"),
        tag("p", one.entity, class_="entity"),
        some("p", one.role),
        facts,
        class_="signature",
    )


# What the search knows

DEFINED = "Defined terms"
"""The kind of a definition, wherever it stands: in a paragraph, or in the table of this name."""
SHORT = 30
"""Letters of a cell that stands on the list of hits with the head of its column."""


def entries(agreement: AgreementPage, document: Document) -> Iterator[Entry]:
    """Yield chapters, clauses and rows of *document* for the search."""
    page = document_path(agreement.id, document.facts.document)
    home = f"{agreement.number} {document.facts.title}"
    yield Entry(
        page, document.facts.title, "Document", agreement.number, document.facts.subject, (document.facts.number,)
    )
    if document.facts.document == COVERAGE.id:  # the pages of rules say it
        return
    for section in sections(document):
        yield Entry(f"{page}#{anchor(section.path)}", titled(section), "Chapter", home, "", (section.path,))
        for block in section.blocks:
            if isinstance(block, Clause):
                yield clause_entry(block, section, page, home)
                yield from definition_entries(block, page, home)
            yield from row_entries(block, page, home)
    if document.signatures:
        yield signing_entry(document.signatures, page, home)


def signing_entry(block: SignatureBlock, page: str, home: str) -> Entry:
    """Return the page of signatures: who signs for whom, and with which meaning."""
    several = [", ".join(filter(None, (one.entity, one.name, one.title))) for one in block.signatures]
    return Entry(f"{page}#{anchor(block.path)}", block.title, "Signatures", home, "Signs for " + "; ".join(several))


def titled(part: Section | Clause) -> str:
    """Return number and title."""
    return f"{part.number.label.removesuffix('.')} {part.title}".strip()


def clause_entry(clause: Clause, section: Section, page: str, home: str) -> Entry:
    """Return a clause with all its words and the ids of its values."""
    inner = [block for block in clause.blocks if isinstance(block, Paragraph) and block.lead is not Lead.DEFINITION]
    texts = [text for block in inner for text in lines_in(block)]
    values = [inline.value for text in texts for inline in text if isinstance(inline, Blank)]
    title = titled(clause) or titled(section)
    ids = tuple(dict.fromkeys((clause.path, clause.number.full, *values)))
    return Entry(
        f"{page}#{anchor(clause.path)}",
        title,
        "Clause",
        home,
        " ".join([plain(text) for text in texts]),
        tuple([one for one in ids if one]),
    )


def definition_entries(clause: Clause, page: str, home: str) -> Iterator[Entry]:
    """Yield each term that *clause* defines in a paragraph: the term as title, all words of its definition below."""
    for block in clause.blocks:
        if isinstance(block, Paragraph) and block.lead is Lead.DEFINITION:
            words = " ".join(one.words for one in block.inlines if isinstance(one, Definition))
            texts = " ".join([plain(text) for text in lines_in(block)])
            yield Entry(f"{page}#{anchor(block.path)}", words, DEFINED, home, texts)


def row_entries(block: Block, page: str, home: str) -> Iterator[Entry]:
    """Yield the rows of a table, also of one inside a clause."""
    if isinstance(block, Clause):
        for inner in block.blocks:
            yield from row_entries(inner, page, home)
    if not isinstance(block, Table) or block.matrix == OTHER:  # those duties stand in their clauses
        return
    heads = [" ".join(dict.fromkeys(filter(None, (column.rank, column.title)))) for column in block.columns]
    for row in block.rows:
        if not row.group:
            yield row_entry(row, block, heads, page, home)


def row_entry(row: Row, table: Table, heads: list[str], page: str, home: str) -> Entry:
    """Return one row of *table*, whose columns have these *heads*: its number and its first words as title, its other
    words below.
    """
    said = [[plain(paragraph) for paragraph in cell.paragraphs] for cell in row.cells]
    texts = [text for cell in said for text in cell]
    place, id_ = f"{page}#{anchor(row.path)}", row.path.rpartition("/")[2]
    if table.matrix == TIMED:
        below = [text for text in texts[2:] if text != "–"]
        return Entry(place, texts[1], "Duty", home, " ".join(below), (id_,))
    if row.path.startswith(DEFINITION):
        return Entry(place, texts[0], DEFINED, home, " ".join(texts))
    name = table.caption or table.describes.partition(".")[0]
    return Entry(place, " ".join(texts[:2]), name or "Table", home, "; ".join(told(said, heads)), (id_,))


def told(said: list[list[str]], heads: list[str]) -> Iterator[str]:
    """Yield what is *said* in a row behind its title, cell by cell; a few letters say little without the head of their
    column: "Owner: R/A".
    """
    for nth, (cell, title) in enumerate(zip(said, heads, strict=True)):
        words = " ".join(cell[nth < 2 :])
        if words not in ("", "–"):
            yield f"{title}: {words}" if title and len(words) < SHORT else words


__all__ = ["Library", "clause_path", "document_page", "document_path", "home_path"]
