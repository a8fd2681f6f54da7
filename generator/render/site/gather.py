"""From drafts and trees to what the site shows; every word comes from a record or a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.document.blocks import Document
from generator.document.reports import URGENT, URGENT_FIRST, URGENT_PEOPLE
from generator.document.walk import clauses, plain, tables
from generator.model.clause import GUIDANCE, STANDARD, ClauseSource
from generator.model.clock import counted
from generator.model.draft import Draft, Filled
from generator.model.library import Workspace
from generator.model.rows import Chapter, Event, Role
from generator.model.values import Quantity, Undecided, Words
from generator.model.version import Version
from generator.prose import Blank, Inline, Sentence
from generator.render.site.model import AgreementPage, Call, Clock, Download, LibraryClause, ValueSaid
from generator.render.site.model import Use as ClauseUse
from generator.render.site.text import unbroken
from generator.render.site.versions import STATES

QUALITY = "emergency-contact"
"""The role whose number is that of a party's quality at all hours."""
Documents = Mapping[str, Document]
Drafts = Sequence[tuple[Draft, Documents]]


def agreement_page(
    draft: Draft,
    documents: Documents,
    downloads: Sequence[Download],
    open_points: Iterable[str],
    carried: str = "",
) -> AgreementPage:
    """Return what the site shows of one agreement.

    Args:
        draft: Resolved.
        documents: Its trees by id; those of its last good build when it has errors now.
        downloads: Its files.
        open_points: What is still open, in words.
        carried: Words for the band when the trees are not those of today.
    """
    agreement = draft.agreement
    facts = next((document.facts for document in documents.values()), None)
    clocks = tuple(clocks_of(draft, documents))
    return AgreementPage(
        id=agreement.id,
        number=agreement.number,
        title=agreement.title,
        parties=partners([party.entities[0].name for party in agreement.parties]),
        companies=tuple(party.entities[0].name for party in agreement.parties),
        version=agreement.version,
        status=f"Draft {agreement.draft}",
        state="idle",
        tier=agreement.risk.tier,
        review=facts.review if facts else "",
        notice=clocks[0].words if clocks else "",
        products=tuple(product.name for product in agreement.products),
        sites=tuple(site.name for site in agreement.sites),
        documents=tuple(documents.values()),
        clocks=clocks,
        calls=tuple(calls_of(draft)),
        downloads=tuple(downloads),
        open_points=tuple(open_points),
        carried=carried,
        inputs=draft.inputs,
    )


def partners(names: Sequence[str]) -> str:
    """Return the parties as one line: ``A with B``, ``A with B, C and D``."""
    first, *others = names
    *most, last = others or [""]
    return f"{first} with {', '.join(most)}{' and ' if most else ''}{last}" if others else first


def carried_page(
    id_: str, documents: Documents, downloads: Sequence[Download], carried: str, title: str = ""
) -> AgreementPage | None:
    """Return what the site shows of an agreement that is not made now: its last good build; None without one. What that
    build cannot tell is not said.

    Args:
        id_: The agreement.
        documents: Its trees by id, the agreement itself first.
        downloads: Its files.
        carried: Words for the band.
        title: What it is called, where its own files can be read.
    """
    facts = next((document.facts for document in documents.values()), None)
    if facts is None:
        return None
    companies = tuple(party.names[0] for document in list(documents.values())[:1] for party in document.parties)
    return AgreementPage(
        id=id_,
        number=facts.number,
        title=title or facts.subject,
        parties=partners(companies),
        companies=companies,
        version=facts.version,
        status=f"Draft {facts.draft}",
        state="idle",
        tier="",
        review=facts.review,
        notice="",
        products=(),
        sites=(),
        documents=tuple(documents.values()),
        clocks=(),
        calls=tuple(calls_kept(documents)),
        downloads=tuple(downloads),
        carried=carried,
    )


def calls_kept(documents: Documents) -> Iterator[Call]:
    """Yield the numbers to call now as the urgent page among *documents* has them: those who answer first."""
    urgent = [documents[URGENT.id]] if URGENT.id in documents else []
    people = (row for one in urgent for table in tables(one) if table.matrix == URGENT_PEOPLE for row in table.rows)
    for row in people:
        cells = {cell.path.rpartition("/")[2]: " ".join(map(plain, cell.paragraphs)) for cell in row.cells}
        if cells.get("level") == URGENT_FIRST:
            known = {name: "" if words == "–" or words.startswith("[") else words for name, words in cells.items()}
            stands_in = known.get("deputy", "")
            yield Call(known["role"], known["name"], known["phone"], known["hours"], stands_in)


def version_page(
    id_: str, version: Version, documents: Documents, downloads: Sequence[Download], clocks: Iterable[str]
) -> AgreementPage:
    """Return what the site shows of a frozen version, by its record and its trees alone; *clocks* are the values of
    the first screen, in their order.
    """
    first = next(iter(documents.values()))
    page = carried_page(id_, documents, downloads, "")
    assert page is not None  # noqa: S101 - a version has a document
    said = {one.id: one for one in values_kept(version, documents)}
    first_screen = [said[one] for one in clocks if one in said]
    status = f"Draft {first.facts.draft}" if first.facts.draft else STATES[version.status]
    return replace(
        page,
        status=status,
        notice=first_screen[0].words if first_screen else "",
        clocks=tuple(Clock(one.title, one.words, "", one.document, one.path) for one in first_screen),
        values=tuple(said.values()),
        inputs=version.inputs,
    )


def values_kept(version: Version, documents: Documents) -> Iterator[ValueSaid]:
    """Yield the values of a frozen version that *documents* still print, each with the first place that prints it."""
    for id_, (title, words) in version.values.items():
        document, path = where_used(id_, documents)
        if document:
            yield ValueSaid(id_, title, words, "", document, path)


def clocks_of(draft: Draft, documents: Documents) -> Iterator[Clock]:
    """Yield the time limits of the first screen that *documents* print, in the order that values.yaml gives them."""
    shown = first_clocks(draft)
    events = {row.record.id: row.record.title for row in draft.typed("events", Event)}
    for filled in shown:
        document, path = where_used(filled.row.id, documents)
        if not document:
            continue
        start = counted(events.get(filled.row.starts or "", ""), ahead=filled.row.ahead)
        yield Clock(filled.row.title, value_words(draft, filled), start, document, path, filled.row.under is not None)


def first_clocks(draft: Draft) -> list[Filled]:
    """Return the values of the first screen, in their order."""
    several = (filled for filled in draft.values.values() if filled.row.clock is not None)
    return sorted(several, key=lambda filled: filled.row.clock or 0)


def where_used(value: str, documents: Documents) -> tuple[str, str]:
    """Return document and path of the first clause that prints *value*; empty when none does."""
    for id_, document in documents.items():
        for clause in clauses(document):
            for block in clause.blocks:
                if any(isinstance(one, Blank) and one.value == value for one in getattr(block, "inlines", ())):
                    return id_, clause.path
    return "", ""


def value_words(draft: Draft, filled: Filled) -> str:
    """Return a value as lists show it: a unit that is a term with capitals, as in the text."""
    return written_value(draft, filled.value)


def written_value(draft: Draft, value: Quantity | Words | Undecided | None) -> str:
    """Return a value in words; an open point says so."""
    match value:
        case Quantity():
            words = str(value)
            number, _, unit = words.partition(" ")
            return f"{number} {unit.title()}" if unit.title() in draft.forms else words
        case Words(words=words):
            return words
        case Undecided(words=words):
            return f"open: {words}"
        case _:
            return ""


def calls_of(draft: Draft) -> Iterator[Call]:
    """Yield the numbers to call now: the contacts in roles marked ``first-call``, each with who stands in."""
    known = {contact.id: contact for contact in draft.contacts}
    short = {party.role: party.entities[0].short or party.entities[0].name for party in draft.agreement.parties}
    titles = {row.record.id: row.record.title for row in draft.typed("roles", Role)}
    for contact in draft.called_first():
        deputy = known.get(contact.deputy or "")
        stands_in = deputy.answers_at(unbroken) if deputy else ""
        whose = "quality" if contact.role == QUALITY else titles.get(contact.role, "")
        yield Call(
            f"{short.get(contact.party, '')} {whose}", contact.known_name, contact.known_phone, contact.hours, stands_in
        )


def library_clauses(workspace: Workspace, drafts: Drafts) -> tuple[LibraryClause, ...]:
    """Return the clauses of all libraries by chapter and order, with the agreements that use each."""
    chapters = {row.record.id: row.record for draft, _ in drafts for row in draft.typed("chapters", Chapter)}
    order = list(chapters)
    uses = uses_of(drafts)
    sources = [source for layer in workspace.layers.values() for source in layer.clauses.values()]
    sources.sort(
        key=lambda one: (
            order.index(one.clause.topic) if one.clause.topic in order else len(order),
            one.clause.order,
            one.clause.id,
            one.layer,
        )
    )
    return tuple(library_clause(source, chapters, drafts, uses) for source in sources)


def names_of(drafts: Drafts) -> dict[str, str]:
    """Return the titles of chapters, annexes, tables, forms and documents, by id: what a clause may name."""
    kinds = ("documents", "matrices", "chapters")
    rows = (row.record for draft, _ in drafts for name in kinds for row in draft.rows[name])
    return {record.id: str(getattr(record, "title", "")) for record in rows}


def uses_of(drafts: Drafts) -> Mapping[tuple[str, str], tuple[ClauseUse, ...]]:
    """Return who uses each clause, by (clause id, layer that speaks)."""
    found: dict[tuple[str, str], list[ClauseUse]] = {}
    for draft, documents in drafts:
        printed = {clause.path: id_ for id_, document in documents.items() for clause in clauses(document)}
        for chosen in draft.clauses:
            agreement = draft.agreement
            use = ClauseUse(
                agreement.id, agreement.number, agreement.title, printed.get(chosen.id, ""), chosen.id, chosen.position
            )
            found.setdefault((chosen.id, chosen.source.layer), []).append(use)
    return {key: tuple(several) for key, several in found.items()}


def library_clause(
    source: ClauseSource,
    chapters: Mapping[str, Chapter],
    drafts: Drafts,
    uses: Mapping[tuple[str, str], tuple[ClauseUse, ...]],
) -> LibraryClause:
    """Return one clause of a library."""
    facts = source.clause
    table = facts.positions
    approvals = [
        (name, position)
        for name in ("fallback", "walk-away")
        if table and (position := getattr(table, name.replace("-", "_")))
    ]
    chapter = chapters.get(facts.topic)
    return LibraryClause(
        id=facts.id,
        topic=facts.topic,
        chapter=chapter.title if chapter else facts.topic,
        title=facts.title,
        layer=source.layer,
        fingerprint=source.fingerprint,
        texts=tuple((name, prose) for name, prose in source.prose.items()),
        approvals=tuple((name, position.approver, position.when) for name, position in approvals),
        guidance=source.texts.get(GUIDANCE, ""),
        covers=facts.covers,
        values=tuple(blanks_of(source, drafts)),
        used_in=uses.get((facts.id, source.layer), ()),
    )


def blanks_of(source: ClauseSource, drafts: Drafts) -> Iterator[tuple[str, str]]:
    """Yield the values that the standard text leaves blank: id and standard in words."""
    values = drafts[0][0].values if drafts else {}
    seen: set[str] = set()
    for block in source.prose[STANDARD]:
        for inline in inlines_of(getattr(block, "sentences", ())):
            if isinstance(inline, Blank) and inline.value not in seen:
                seen.add(inline.value)
                filled = values.get(inline.value)
                yield inline.value, written_value(drafts[0][0], filled.standard) if filled else ""


def inlines_of(sentences: Iterable[Sentence]) -> Iterator[Inline]:
    """Yield the inlines of several sentences."""
    return (inline for sentence in sentences for inline in sentence)
