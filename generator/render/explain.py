"""Answers to "what is this": layer, condition, where it was set, who spoke, what it covers, who else uses it, where it
prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, assert_never

from generator.diagnostic import Span
from generator.document.blocks import Clause, Document, Item, Paragraph, Table
from generator.document.marks import anchor
from generator.document.walk import blocks, clauses, items, plain, row_words, sections
from generator.model.agreement import scope_facts
from generator.model.authored import Authored
from generator.model.choices import Readers
from generator.model.clause import ClauseSource
from generator.model.clock import counted
from generator.model.draft import Chosen, Draft, Merged
from generator.model.library import Catalogue, Layer, Workspace, heard
from generator.model.rows import Event, Row
from generator.model.values import Quantity, Undecided, Words

Documents = Mapping[str, Document]
Drafts = Sequence[tuple[Draft, Documents]]
Fact = tuple[str, str]
"""What is told, in a word, and what is so."""


SEEN_BY = {Readers.PARTIES: "the parties alone", Readers.INSPECTOR: "the parties and an inspector"}


class Answer(NamedTuple):
    """What one agreement, or the catalogue, knows of a thing."""

    agreement: str
    facts: tuple[Fact, ...]


class Place(NamedTuple):
    """A place of a document: its path, its printed number as people say it, what it is, its words, its clause."""

    path: str
    numbers: tuple[str, ...]
    what: str
    words: str
    clause: str


def explain(what: str, workspace: Workspace, drafts: Drafts) -> list[Answer]:
    """Return what is known of an id, a printed number, a path id or an address of the site; empty when nothing is.

    An address that names an agreement is answered for that one; which others have the same is its last fact.
    """
    answers = [Answer("", tuple(catalogue_facts(name_of(what), workspace.catalogue, drafts)))]
    for draft, documents in drafts:
        others = [one for one in drafts if one[0] is not draft]
        answers.append(Answer(draft.agreement.id, tuple(facts_of(what, workspace, (draft, documents), others))))
    known = [answer for answer in answers if answer.facts]
    asked = next((one for one in known if one.agreement and one.agreement in what.partition("#")[0].split("/")), None)
    if asked is None:
        return known
    also = ", ".join(one.agreement for one in known if one.agreement and one is not asked)
    return [Answer(asked.agreement, (*asked.facts, *([("also in", also)] if also else [])))]


def answers_text(answers: Iterable[Answer]) -> str:
    """Return *answers* as lines for a terminal."""
    blocks = ["".join(f"  {about}: {says}\n" for about, says in answer.facts) for answer in answers]
    heads = [f"{answer.agreement or 'catalogue'}:\n" for answer in answers]
    return "".join(head + block for head, block in zip(heads, blocks, strict=True))


def answers_record(what: str, answers: Iterable[Answer]) -> dict[str, Any]:
    """Return *answers* as data."""
    several = [
        {"agreement": answer.agreement, "facts": [{"about": about, "says": says} for about, says in answer.facts]}
        for answer in answers
    ]
    return {"schema": 1, "what": what, "answers": several}


def names(workspace: Workspace, drafts: Drafts) -> set[str]:
    """Return every id that can be explained."""
    rows = {row.record.id for draft, _ in drafts for several in draft.rows.values() for row in several}
    written = {id_ for layer in workspace.layers.values() for id_ in layer.clauses}
    terms = {id_ for draft, _ in drafts for id_ in draft.terms}
    return rows | written | terms | {*workspace.catalogue.requirements, *workspace.catalogue.regulations}


def name_of(what: str) -> str:
    """Return the id in an address of the site; anything else as it is."""
    page, _, mark = what.partition("#")
    return mark or page.rpartition("/")[2].removesuffix(".html")


def facts_of(what: str, workspace: Workspace, one: tuple[Draft, Documents], others: Drafts) -> Iterator[Fact]:
    """Yield what one agreement knows."""
    draft, documents = one
    id_ = name_of(what)
    found = [(document, place) for document in documents.values() for place in meant(what, document)]
    for document, place in found:
        yield "printed", f"{document.facts.title} {place.numbers[0] or place.path} is the {place.what}"
        if place.words:
            yield "words", place.words[:240]
    for known in dict.fromkeys([id_, *(place.clause for _, place in found if place.clause)]):
        yield from clause_facts(known, workspace, one, others)
        if known in draft.seen_by:
            yield "seen by", SEEN_BY[draft.seen_by[known]]
    yield from value_facts(id_, draft, others)
    yield from term_facts(id_, draft)
    yield from row_facts(id_, draft, others)
    if id_ in draft.left_out:
        yield "left out", f"{id_} is left out: {draft.left_out[id_]}"


# Places of documents


def meant(what: str, document: Document) -> Iterator[Place]:
    """Yield the places of *document* that *what* means: by printed number, path id, or address of the site."""
    page, _, mark = what.rpartition("#")
    if page and not page.endswith(f"{document.facts.document}.html"):
        return
    said = as_said(what)
    for place in places(document):
        numbered = said in [as_said(number) for number in place.numbers if number]
        named = what in (place.path, place.path.rpartition("/")[2])
        if numbered or named or (page and anchor(place.path) == mark):
            yield place


def as_said(number: str) -> str:
    """Return a printed number without what people add or leave out: ``Clause 9.3 (b)`` and ``9.3(b)`` are one."""
    bare = re.sub(r"^(clause|section|chapter)\s+", "", number.strip().casefold())
    return re.sub(r"\s+", "", bare).rstrip(".")


def places(document: Document) -> Iterator[Place]:
    """Yield every place of *document* that has a path."""
    for section in sections(document):
        what = f"{'annex' if section.annex else 'chapter'} {section.path}: {section.title}"
        yield Place(section.path, (section.number.label or section.number.full,), what, "", "")
        for block in section.blocks:
            if isinstance(block, Clause):
                yield from clause_places(block)
    for block in document.opening:
        if isinstance(block, Paragraph):
            yield from paragraph_places(block, "")
    for block in blocks(document):
        if isinstance(block, Table):
            yield from table_places(block)


def clause_places(clause: Clause) -> Iterator[Place]:
    """Yield a clause, its paragraphs and their items."""
    what = f"clause {clause.path}: {clause.title} ({clause.source.span})"
    yield Place(clause.path, (clause.number.full,), what, "", clause.path)
    for block in clause.blocks:
        if isinstance(block, Paragraph):
            yield from paragraph_places(block, clause.path)


def paragraph_places(paragraph: Paragraph, clause: str) -> Iterator[Place]:
    """Yield a paragraph and its items."""
    of = f" of {clause}" if clause else ""
    yield Place(
        paragraph.path, (paragraph.number.full,), f"paragraph {paragraph.path}", plain(paragraph.inlines), clause
    )
    for item in items(paragraph):
        yield item_place(item, of, clause)


def item_place(item: Item, of: str, clause: str) -> Place:
    """Return the place of one item."""
    return Place(item.path, (item.number.full,), f"item {item.path}{of}", plain(item.inlines), clause)


def table_places(table: Table) -> Iterator[Place]:
    """Yield a table and its rows."""
    yield Place(table.path, (table.number.label,), f"table {table.path}: {table.caption or table.describes}", "", "")
    for row in table.rows:
        yield Place(row.path, ("",), f"row {row.path} of {table.path}", " | ".join(row_words(row)), "")


# Clauses


def clause_facts(id_: str, workspace: Workspace, one: tuple[Draft, Documents], others: Drafts) -> Iterator[Fact]:
    """Yield what is known of a clause, also of one that is not in."""
    draft, documents = one
    chosen = in_draft(id_, draft)
    spoke = [layer.clauses[id_] for layer in layers_of(draft, workspace) if id_ in layer.clauses]
    if chosen is not None:
        yield from chosen_facts(chosen, documents)
    elif spoke and id_ not in draft.left_out:
        yield "clause", f"{spoke[-1].clause.title} (not in this agreement)"
        yield "out because", f"it is in only if {conditions(spoke[-1])}"
    yield from (("layer that spoke", f"{source.layer} ({source.span})") for source in spoke)
    for other, _ in others:
        theirs = in_draft(id_, other)
        if theirs is not None and spoke:
            yield "also in", f"{other.agreement.id}: {theirs.position}, from {theirs.source.layer}"


def in_draft(id_: str, draft: Draft) -> Chosen | None:
    """Return the clause *id_* of *draft*, if it is in."""
    return next((chosen for chosen in draft.clauses if chosen.id == id_), None)


def layers_of(draft: Draft, workspace: Workspace) -> Iterator[Layer]:
    """Yield the layers of an agreement, lowest rank first, its own last."""
    wanted = [workspace.layers[name] for name in ("core", *draft.agreement.layers) if name in workspace.layers]
    yield from heard(sorted(wanted, key=lambda layer: layer.rank), scope_facts(draft.agreement))
    yield workspace.agreements[draft.agreement.id].layer


def chosen_facts(chosen: Chosen, documents: Documents) -> Iterator[Fact]:
    """Yield number, layer, position, condition and cover of one clause."""
    facts = chosen.source.clause
    yield "clause", f"{facts.title} ({printed_at(chosen.id, documents) or 'not printed'})"
    yield "layer", f"{chosen.source.layer}, {chosen.source.path}, fingerprint {chosen.source.fingerprint}"
    why = f": {chosen.choice.reason}, agreed by {chosen.choice.by}" if chosen.choice else ""
    yield "position", f"{chosen.position}{why}"
    yield "in because", conditions(chosen.source)
    if facts.covers:
        yield "covers", ", ".join(facts.covers)


def printed_at(id_: str, documents: Documents) -> str:
    """Return where a clause is printed: title of the document and number."""
    found = [
        f"{document.facts.title} {clause.number.full}"
        for document in documents.values()
        for clause in clauses(document)
        if clause.path == id_
    ]
    return ", ".join(found)


def conditions(source: ClauseSource) -> str:
    """Return the condition that lets a clause in."""
    facts = source.clause
    needs = [*condition_words(facts.applies), *(f"not ({words})" for words in condition_words(facts.unless))]
    return "; ".join(needs) or "it is always in"


def condition_words(written: object) -> Iterator[str]:
    """Yield each part of a condition in words."""
    several: dict[str, tuple[str, ...]] = written.model_dump() if hasattr(written, "model_dump") else {}
    yield from (f"{name.replace('_', ' ')} is any of {', '.join(words)}" for name, words in several.items() if words)


# Values, terms, rows


def value_facts(id_: str, draft: Draft, others: Drafts) -> Iterator[Fact]:
    """Yield what is known of a value."""
    filled = draft.values.get(id_)
    if filled is None:
        return
    yield "value", f"{filled.row.title}: {value_words(filled.value)}"
    yield "set in", f"{filled.span} ({filled.layer}); standard: {value_words(filled.standard or filled.value)}"
    if filled.chosen and filled.chosen.reason:
        yield "reason", f"{filled.chosen.reason}, agreed by {filled.chosen.by or 'nobody named'}"
    if filled.row.range:
        yield "usual", " or ".join(map(str, filled.row.range))
    if filled.row.starts:
        titles = {row.record.id: row.record.title for row in draft.typed("events", Event)}
        yield "counted", counted(titles.get(filled.row.starts, filled.row.starts), ahead=filled.row.ahead)
    if filled.row.covers:
        yield "covers", ", ".join(filled.row.covers)
    yield "used in", ", ".join(users(f"{{{{ {id_} }}}}", draft)) or "no clause of this agreement"
    for other, _ in others:
        if id_ in other.values:
            yield "also in", f"{other.agreement.id}: {value_words(other.values[id_].value)}"


def value_words(value: Quantity | Words | Undecided) -> str:
    """Return a value as people write it."""
    match value:
        case Quantity():
            return str(value)
        case Words(words=words):
            return words
        case Undecided(words=words):
            return f"open: {words}"
        case _:
            assert_never(value)


def users(written: str, draft: Draft) -> list[str]:
    """Return the clauses whose text has *written* in it."""
    return [chosen.id for chosen in draft.clauses if written in chosen.source.texts.get(chosen.position, "")]


def term_facts(id_: str, draft: Draft) -> Iterator[Fact]:
    """Yield what is known of a term, by its id or by one of its forms."""
    shown = draft.terms.get(draft.forms.get(id_, id_))
    if shown is None:
        return
    yield "term", f"{shown.title}: {shown.term.definition}"
    yield "set in", f"{shown.span} ({shown.layer})"
    used = sorted({user for form in shown.words for user in users(f"[{form}]", draft)})
    yield "used in", ", ".join(used) or "no clause of this agreement"


def row_facts(id_: str, draft: Draft, others: Drafts) -> Iterator[Fact]:
    """Yield what is known of a row of any matrix, and which rows name it."""
    for name, rows in draft.rows.items():
        for row in rows:
            if row.record.id == id_ and name not in ("values", "terms"):
                yield from merged_facts(name, row)
                yield from (("named by", words) for words in naming(id_, draft))
                yield from (("also in", words) for words in same_row(name, row, others))


def merged_facts(name: str, row: Merged[Row]) -> Iterator[Fact]:
    """Yield layer and fields of one row."""
    yield f"row of {name}", f"{row.span}, fingerprint {row.fingerprint}"
    for field, layer in row.layers.items():
        if field not in ("id", "amends"):
            yield field, f"{field_words(getattr(row.record, field.replace('-', '_'), ''))} ({layer})"


def field_words(written: object) -> str:
    """Return what a field says, a list with commas, a record inside it between braces, as files have it."""
    if isinstance(written, tuple):
        return ", ".join(map(field_words, written))
    if isinstance(written, Authored):
        fields = {info.alias or name: getattr(written, name) for name, info in type(written).model_fields.items()}
        said = (f"{name}: {inner_words(one)}" for name, one in fields.items() if one not in (None, "", (), False))
        return f"{{{', '.join(said)}}}"
    return str(written).lower() if isinstance(written, bool) else str(written)


def inner_words(written: object) -> str:
    """Return what a field of a record inside a row says: a list between brackets."""
    return f"[{field_words(written)}]" if isinstance(written, tuple) else field_words(written)


def naming(id_: str, draft: Draft) -> Iterator[str]:
    """Yield the rows and contacts that name the row *id_*."""
    for name, rows in draft.rows.items():
        named = [row.record.id for row in rows if row.record.id != id_ and mentions(row.record.model_dump(), id_)]
        if named:
            yield f"{name}: {', '.join(named)}"
    people = [contact.id for contact in draft.contacts if contact.role == id_]
    if people:
        yield f"contacts: {', '.join(people)}"


def mentions(written: object, id_: str) -> bool:
    """Tell whether *id_* stands, alone, anywhere in a record."""
    if isinstance(written, dict):
        return any(mentions(one, id_) for one in written.values())
    if isinstance(written, list | tuple):
        return any(mentions(one, id_) for one in written)
    return written == id_


def same_row(name: str, row: Merged[Row], others: Drafts) -> Iterator[str]:
    """Yield the other agreements that have *row*, and whether theirs says the same."""
    for other, _ in others:
        for theirs in other.rows[name]:
            if theirs.record.id == row.record.id:
                same = "the same" if theirs.fingerprint == row.fingerprint else f"other words, from {theirs.layer}"
                yield f"{other.agreement.id}: {same}"


# The catalogue


def catalogue_facts(id_: str, catalogue: Catalogue, drafts: Drafts) -> Iterator[Fact]:
    """Yield what is known of a requirement or a regulation, and who covers it."""
    if id_ in catalogue.requirements:
        one = catalogue.requirements[id_]
        yield "requirement", one.says
        yield "set in", place_words(one.span)
    elif id_ in catalogue.regulations:
        rule = catalogue.regulations[id_]
        yield "regulation", f"{rule.says} ({rule.locator}; {rule.edition}; {rule.binding})"
        yield "verification", rule.verification
        yield "set in", place_words(rule.span)
    else:
        return
    for draft, documents in drafts:
        yield f"covered in {draft.agreement.id}", "; ".join(covering(id_, draft, documents)) or "by nothing"


def place_words(span: Span) -> str:
    """Return a place in words."""
    return str(span) or "an unknown place"


def covering(id_: str, draft: Draft, documents: Documents) -> Iterator[str]:
    """Yield the clauses and rows of *draft* that say they cover *id_*."""
    for chosen in draft.clauses:
        if id_ in chosen.source.clause.covers:
            yield f"{chosen.id} ({printed_at(chosen.id, documents) or 'not printed'})"
    for name, rows in draft.rows.items():
        yield from (f"{row.record.id} of {name}" for row in rows if id_ in row.record.covers)
