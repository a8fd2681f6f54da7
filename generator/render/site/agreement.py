"""The first page of an agreement: five answers before any scrolling, then what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.document.blocks import Clause, Document, Paragraph, Row, Table
from generator.document.marks import anchor
from generator.document.registers import OMITTED, VALUE
from generator.document.reports import OBLIGATIONS, OPEN_POINTS, TIMED, URGENT
from generator.document.walk import block_inlines, cell_inlines, clauses, plain, sections, tables
from generator.prose import Blank
from generator.render.site.document import Placed, Places, document_path, home_path, record_facts
from generator.render.site.html import NOTHING, Html, joined, link, some, tag
from generator.render.site.model import AgreementPage, Call, Clock, Departure, Download
from generator.render.site.page import Entry, Page, address, band, crumbs, head, record, relative, size_words, state
from generator.render.site.pictures import set_to_html
from generator.render.site.text import numbers_whole

DASH = "–"
KINDS = ("Word", "Excel")
"""Kinds of files for people, in the order of the page."""


def agreement_page(agreement: AgreementPage, places: Places) -> Page:
    """Return the first page of one agreement."""
    path = home_path(agreement.id)
    review = f"Next review {agreement.review}." if agreement.review else ""
    about = " ".join((agreement.parties, *agreement.products, *agreement.sites, review))
    entry = Entry(path, agreement.title, "Agreement", agreement.number, about, (agreement.id, agreement.number))
    title, found = f"{agreement.title}, {agreement.number}", (entry, *value_entries(agreement))
    return Page(path, title, "agreements", partial(agreement_html, agreement, places), found)


def agreement_html(agreement: AgreementPage, places: Places) -> Html:
    """Return the five answers, then what is in the agreement."""
    path = home_path(agreement.id)
    parts = [
        crumbs(path, ("index.html", "Agreements"), here=agreement.number),
        head(agreement.title, agreement.parties),
        *bands(agreement),
        answers(agreement, path),
        inside(agreement, path),
        ways(agreement, path),
        reports(agreement, path),
        departures(agreement, path, places),
        open_points(agreement),
        files(agreement, path),
        record(facts_of(agreement), of=agreement.inputs or agreement.number),
    ]
    return joined(parts)


def value_entries(agreement: AgreementPage) -> Iterator[Entry]:
    """Yield what the search knows of the values: each at the clause that prints it."""
    home = f"{agreement.number} {agreement.title}"
    chapters = {
        block.path: f"{block.number.full} {block.title}, {section.title}"
        for document in agreement.documents
        for section in sections(document)
        for block in section.blocks
        if isinstance(block, Clause)
    }
    for one in agreement.values:
        place = f"{document_path(agreement.id, one.document)}#{anchor(one.path)}"
        yield Entry(place, f"{one.title}: {one.words}", "Value", home, chapters.get(one.path, ""), (one.id,))


def facts_of(agreement: AgreementPage) -> tuple[tuple[str, str], ...]:
    """Return what identifies the agreement."""
    if agreement.documents:
        return record_facts(agreement.documents[0].facts)
    return (("Number", agreement.number), ("Version", agreement.version))


def is_draft(agreement: AgreementPage) -> bool:
    """Tell whether it is a draft."""
    return agreement.status.startswith("Draft")


def bands(agreement: AgreementPage) -> Iterator[Html]:
    """Yield what must be known first."""
    if agreement.carried or not agreement.documents:
        words = (
            agreement.carried or "This agreement has errors, and it has never been built. There is nothing to show yet."
        )
        yield band(tag("b", "Not built this time."), " ", words, kind="bad")
    if blocking := [one.title for one in agreement.departures if one.blocks]:
        words = " It prints a walk-away position: " + ", ".join(blocking) + "."
        yield band(tag("b", "Not to be approved as it stands."), words, kind="bad")
    if agreement.audience:
        words = " What these readers may not see is left out; each place says so."
        yield band(tag("b", f"{agreement.audience}."), words)
    if is_draft(agreement):
        yield band(tag("b", f"{agreement.status}, not in force."), " It may change, and nobody has signed it.")


# Five answers


def answers(agreement: AgreementPage, path: str) -> Html:
    """Return the five answers; both sides can be called, since the page cannot know who reads."""
    return tag(
        "div",
        answer("Is it in force?", in_force(agreement), "force"),
        answer("Whom do I call now?", calls(agreement), "call"),
        answer("How soon must I tell?", clocks(agreement, path), "soon"),
        answer("When is it reviewed?", joined([review(agreement), still_open(agreement, path)]), "review"),
        answer("Where is the paper?", paper(agreement, path), "paper"),
        class_="answers",
    )


def answer(question: str, inside_: Html, place: str) -> Html:
    """Return one answer under its question."""
    return tag("section", tag("h2", question), inside_, class_=f"answer {place}")


def in_force(agreement: AgreementPage) -> Html:
    """Return status and version."""
    effective = agreement.documents[0].facts.effective if agreement.documents else ""
    since = f" since {effective}" if effective and agreement.state != "idle" else ""
    if effective and agreement.state == "idle" and not is_draft(agreement):
        since = f", effective date {effective}"
    return joined([tag("p", state(agreement.state, agreement.status)), tag("p", f"Version {agreement.version}{since}")])


def calls(agreement: AgreementPage) -> Html:
    """Return the numbers to call, written out."""
    none = missing(agreement, "No number is known yet.")
    return joined([call(one) for one in agreement.calls]) if agreement.calls else none


def missing(agreement: AgreementPage, words: str) -> Html:
    """Return *words* for an answer that is not known; to readers who may not see all, that it is not in their copy."""
    return tag("p", "Not part of this copy." if agreement.audience else words, class_="soft")


def call(one: Call) -> Html:
    """Return one number: whose, who answers, when."""
    label = ", ".join(part for part in (one.label, one.hours) if part)
    number = (
        link(f"tel:{dialled(one.phone)}", one.phone, class_="phone")
        if dialled(one.phone)
        else tag("span", one.phone or "no number yet", class_="no-phone")
    )
    return tag(
        "div",
        tag("p", label, class_="small soft"),
        tag("p", number),
        some("p", one.name, class_="small soft"),
        some("p", one.stands_in and f"If nobody answers: {one.stands_in}", class_="small soft"),
        class_="call-one",
    )


def dialled(phone: str) -> str:
    """Return the number as a telephone dials it; empty when it is none, as an open point."""
    return "".join(sign for sign in phone if sign in "+0123456789") if phone[:1] in tuple("+0123456789(") else ""


def clocks(agreement: AgreementPage, path: str) -> Html:
    """Return the time limits, each with how it is counted."""
    if not agreement.clocks and agreement.carried:
        known = {document.facts.document for document in agreement.documents}
        several = [one for one in (URGENT, OBLIGATIONS) if one.id in known]
        ways_ = [link(relative(path, document_path(agreement.id, one.id)), one.title) for one in several]
        return tag("ul", *(tag("li", one) for one in ways_), class_="plain")
    if not agreement.clocks:
        return missing(agreement, "No time limit is known yet.")
    return tag("dl", *(clock(one, agreement, path) for one in agreement.clocks), class_="clocks")


def clock(one: Clock, agreement: AgreementPage, path: str) -> Html:
    """Return one time limit; a subordinate one is indented under the one before."""
    there = one.document and one.document in {document.facts.document for document in agreement.documents}
    label = (
        link(f"{relative(path, document_path(agreement.id, one.document))}#{anchor(one.path)}", one.label)
        if there
        else one.label
    )
    after = some("span", one.counted, class_="small soft")
    inside_ = joined([tag("dt", label, " ", after), tag("dd", one.words)])
    return tag("div", inside_, class_="under" if one.subordinate else None)


def review(agreement: AgreementPage) -> Html:
    """Return the next review."""
    return tag("p", agreement.review or "not set", class_="big" if agreement.review else "soft")


def still_open(agreement: AgreementPage, path: str) -> Html:
    """Return what is to be done or settled, with the ways to the registers."""
    known = {document.facts.document: document for document in agreement.documents}
    lines = []
    for name in (OBLIGATIONS, OPEN_POINTS):
        if name.id in known:
            timed = [table for table in tables(known[name.id]) if table.matrix in (TIMED, OPEN_POINTS.id)]
            number = sum(map(rows_of, timed))
            words = (
                count(number, "duty with a time limit", "duties with a time limit")
                if name is OBLIGATIONS
                else count(number, "open point")
            )
            lines.append(tag("p", link(relative(path, document_path(agreement.id, name.id)), words)))
    return joined(lines)


MAKING = "The files are being made. They stand here in a moment."
"""Said while pages are served, between an edit and the files made from it."""


def paper(agreement: AgreementPage, path: str) -> Html:
    """Return the documents and matrices; forms and the rest stand further down, so that the answers fit a screen."""
    main = [one for kind in KINDS for one in agreement.downloads if one.kind == kind and not is_report(one, agreement)]
    if not main:
        return tag("p", MAKING if agreement.making else "No files yet.", class_="soft")
    forms = [one for one in main if is_form(one, agreement)]
    return tag(
        "ul",
        *(
            tag(
                "li", file_link(one, path, short_label(one, agreement)), " ", tag("span", one.kind, class_="small soft")
            )
            for one in main
            if one not in forms
        ),
        tag(
            "li",
            link("#files", "All files, with SHA-256"),
            some("span", f", {count(len(forms), 'form')} among them" if forms else "", class_="small soft"),
        ),
        class_="plain",
    )


def is_form(one: Download, agreement: AgreementPage) -> bool:
    """Tell whether a file is a form to be filled in: a Word file that is no document of the agreement."""
    stems = tuple(document.facts.file_stem for document in agreement.documents)
    return bool(stems) and one.kind == KINDS[0] and not one.label.startswith(stems)


def is_report(one: Download, agreement: AgreementPage) -> bool:
    """Tell whether a file is an internal report: it is listed further down."""
    reports = [document.facts.file_stem for document in agreement.documents if document.facts.internal]
    return one.label.startswith((*reports, f"{agreement.number} Registers"))


def short_label(one: Download, agreement: AgreementPage) -> str:
    """Return what a file is called beside the number of its agreement: its document, else what its name says."""
    for document in agreement.documents:
        if one.label.startswith(document.facts.file_stem):
            return document.facts.title
    name = one.label.removeprefix(agreement.number).partition(" v")[0].strip()
    form, _, title = name.partition(" ")
    return (title if form.startswith("-F") and title else name) or one.label


def file_link(one: Download, path: str, label: str) -> Html:
    """Return a link to a file."""
    return link(address(path, f"files/{one.path}"), label)


# What is in it


def inside(agreement: AgreementPage, path: str) -> Html:
    """Return the parts: each document, and below it its matrices."""
    parts = [document for document in agreement.documents if not document.facts.internal]
    rows = [row for document in parts for row in part_rows(agreement, document, path)]
    if not rows:
        return NOTHING
    heads = ("Part", "What it holds", *(() if agreement.audience else ("Differs from standard",)))
    columns = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in heads)))
    table = tag("table", columns, tag("tbody", *rows), class_="grid parts-table")
    drawn = set_to_html(parts)
    return section("In this agreement", some("div", drawn, class_="pictures"), table)


def ways(agreement: AgreementPage, path: str) -> Html:
    """Return the ways to what is shown of an agreement besides its documents."""
    home = home_path(agreement.id).removesuffix("index.html")
    urgent = any(document.facts.document == URGENT.id for document in agreement.documents)
    there = [(f"{home}{URGENT.id}.html", "Urgent: whom to call now")] if urgent else []
    there += [(f"{home}roles.html", "Roles: what each owes and gets")] if agreement.roles else []
    there += [(f"compare/two.html?one={agreement.id}", "Compare with another agreement")] if agreement.values else []
    there += (
        [(f"{home}versions.html", "Versions: what was sent or issued, and what changed")] if agreement.frozen else []
    )
    there += [(f"{home}calendar.ics", "Dates (.ics)")] if agreement.dates else []
    return some("ul", *(tag("li", link(way(path, target), words)) for target, words in there), class_="ways")


def way(path: str, target: str) -> str:
    """Return the address of *target*, which may hold a question, as a link on the page *path* writes it."""
    place, mark, question = target.partition("?")
    return f"{relative(path, place)}{mark}{question}"


def reports(agreement: AgreementPage, path: str) -> Html:
    """Return the reports that stand beside the agreement, each with what it says first."""
    several = [document for document in agreement.documents if document.facts.internal]
    rows = [
        tag(
            "tr",
            tag("td", link(relative(path, document_path(agreement.id, one.facts.document)), one.facts.title)),
            tag("td", numbers_whole(says_first(one))),
        )
        for one in several
    ]
    return section("Reports", tag("table", tag("tbody", *rows), class_="facts reports")) if rows else NOTHING


def says_first(document: Document) -> str:
    """Return the first paragraph of a document."""
    return next((plain(block.inlines) for block in document.opening if isinstance(block, Paragraph)), "")


def section(title: str, *inside_: Html, id_: str | None = None) -> Html:
    """Return a section of the page."""
    return tag("section", tag("h2", title), *inside_, id=id_)


def part_rows(agreement: AgreementPage, document: Document, path: str) -> Iterator[Html]:
    """Yield the row of a document and those of its matrices."""
    there = relative(path, document_path(agreement.id, document.facts.document))
    yield part_row(link(there, document.facts.title), holds(document), differs(agreement, document), "")
    for table in tables(document):
        if table.matrix and rows_of(table) and not table.matrix.startswith("form"):
            name = table.caption or table.describes.partition(".")[0]
            yield part_row(
                link(f"{there}#{anchor(table.path)}", name),
                count(rows_of(table), "row"),
                moved(agreement, table),
                "inner",
            )


def part_row(name: Html, what: str, difference: Html, class_: str) -> Html:
    """Return one row."""
    cells = (
        tag("td", name, data_label="Part"),
        tag("td", what, data_label="What it holds"),
        tag("td", difference, data_label="Differs from standard") if difference else NOTHING,
    )
    return tag("tr", *cells, class_=class_ or None)


def holds(document: Document) -> str:
    """Return what a document holds, counted."""
    parts = [
        count(len(document.chapters), "chapter"),
        count(sum(1 for one in clauses(document) if one.number.full), "clause"),
    ]
    parts += [count(len(document.annexes), "annex", "annexes")] if document.annexes else []
    return ", ".join(parts)


def rows_of(table: Table) -> int:
    """Return how many rows a table has, group rows apart."""
    return sum(1 for row in table.rows if not row.group)


def count(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun: ``1 row``, ``2 rows``."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def differs(agreement: AgreementPage, document: Document) -> Html:
    """Return how many clauses of *document* leave the standard, by their words or by a value; readers who may not see
    all are not told.
    """
    if agreement.audience:
        return NOTHING
    told = {one.path for one in agreement.departures}
    moved = moved_values(agreement)
    number = sum(1 for one in clauses(document) if one.path in told or any(map(moved, clause_inlines(one))))
    return difference(agreement, number, "clause")


def moved(agreement: AgreementPage, table: Table) -> Html:
    """Return how many rows of *table* leave the standard, by their words, by a value or by being left out; readers who
    may not see all are not told.
    """
    if agreement.audience:
        return NOTHING
    told, out = {one.path for one in agreement.departures}, left_out(agreement, table)
    value, rows = moved_values(agreement), [row for row in table.rows if not row.group]
    own = f"tables/{table.matrix}" in told
    number = out + sum(1 for row in rows if own or row.path in told or any(map(value, row_inlines(row))))
    return difference(agreement, number, "row")


def difference(agreement: AgreementPage, number: int, noun: str) -> Html:
    """Return how much leaves the standard; of a build of before it is not known."""
    if agreement.carried:
        return tag("span", "see the departures report", class_="soft")
    words = f"{count(number, noun)} {'differs' if number == 1 else 'differ'}"
    return state("watch", words) if number else state("ok", "As standard")


def moved_values(agreement: AgreementPage) -> Callable[[object], bool]:
    """Return what tells whether an inline prints a value that is not the standard one."""
    ids = {one.id for one in agreement.departures if one.kind == VALUE}
    return lambda inline: isinstance(inline, Blank) and inline.value in ids


def clause_inlines(clause: Clause) -> Iterator[object]:
    """Yield the inlines of a clause; a table in it is told by itself."""
    return (one for block in clause.blocks if not isinstance(block, Table) for _, one in block_inlines(block))


def row_inlines(row: Row) -> Iterator[object]:
    """Yield the inlines of a row."""
    return (one for cell in row.cells for one in cell_inlines(cell))


def left_out(agreement: AgreementPage, table: Table) -> int:
    """Return how many rows that the agreement leaves out belong to *table*, by the letters of their numbers."""
    series = {row.path.rpartition("/")[2].rpartition("-")[0] for row in table.rows if not row.group}
    out = [one.id.rpartition("-")[0] for one in agreement.departures if one.kind == OMITTED and one.id.isupper()]
    return sum(1 for letters in out if letters in series)


def departures(agreement: AgreementPage, path: str, places: Places) -> Html:
    """Return where the agreement leaves the standard, with who agreed and why."""
    if not agreement.departures:
        return NOTHING
    columns = tag(
        "thead",
        tag("tr", *(tag("th", name, scope="col") for name in ("What", "Standard", "Here", "Why, and who agreed"))),
    )
    known = places.of(agreement)[1]
    rows = [departure_row(one, agreement, path, known) for one in agreement.departures]
    return section("Differs from standard", tag("table", columns, tag("tbody", *rows), class_="grid"), id_="departures")


def departure_row(one: Departure, agreement: AgreementPage, path: str, known: Placed) -> Html:
    """Return one departure, with a link to the clause or row, unless it prints nowhere."""
    there = (
        f"{relative(path, document_path(agreement.id, known[one.path]))}#{anchor(one.path)}"
        if one.path in known
        else ""
    )
    agreed = ", ".join(part for part in (one.by, one.on) if part)
    why = joined([some("p", one.reason), some("p", agreed, class_="small soft")]) or DASH
    cells = (
        ("What", link(there, one.title) if there else one.title),
        ("Standard", one.standard or DASH),
        ("Here", tag("b", one.here or DASH)),
        ("Why, and who agreed", why),
    )
    return tag("tr", *(tag("td", words, data_label=label) for label, words in cells))


def open_points(agreement: AgreementPage) -> Html:
    """Return what is still open."""
    if not agreement.open_points:
        return NOTHING
    lead = tag(
        "p",
        f"{count(len(agreement.open_points), 'point')} to settle before the agreement can be approved.",
        class_="soft",
    )
    return section(
        "Open points",
        lead,
        tag("ul", *(tag("li", point) for point in agreement.open_points), class_="open-points"),
        id_="open-points",
    )


def files(agreement: AgreementPage, path: str) -> Html:
    """Return all files with size and SHA-256, so that a copy can be checked."""
    if not agreement.downloads:
        return NOTHING
    columns = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in ("File", "Kind", "Size", "SHA-256"))))
    order = sorted(agreement.downloads, key=lambda one: KINDS.index(one.kind) if one.kind in KINDS else len(KINDS))
    rows = [file_row(one, path) for one in order]
    return section("Files", tag("table", columns, tag("tbody", *rows), class_="grid files"), id_="files")


def file_row(one: Download, path: str) -> Html:
    """Return one file."""
    cells = (
        ("File", file_link(one, path, one.label)),
        ("Kind", one.kind),
        ("Size", size_words(one.size)),
        ("SHA-256", tag("code", one.sha256)),
    )
    return tag("tr", *(tag("td", words, data_label=label) for label, words in cells))
