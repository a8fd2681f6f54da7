"""An agreement as readers outside the parties may see it: masked before it is composed, then cut.

People and hidden values never reach a document; clauses, rows and tables are cut from the trees, so that what stays
keeps its number. Lists beside the documents are made from a draft that has only what still prints.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from generator.compose import compose, obligations
from generator.compose.link import link, row_linked
from generator.diagnostic import Diagnostic
from generator.document.annexes import APPROVALS
from generator.document.audience import NOT_PART, Cut, for_readers, own_id, unseen
from generator.document.blocks import Clause, Table
from generator.document.walk import clauses, inlines, plain, sections, tables
from generator.files import digest
from generator.model.choices import Audience
from generator.model.kinds import ROWS, kind_of
from generator.model.rows import Classified, Role
from generator.model.values import Words
from generator.model.version import Status
from generator.prose import Blank, Text
from generator.resolve.select import UNKNOWN_ID

if TYPE_CHECKING:
    from generator.document.blocks import Block, Cell, Document, Printed, Section
    from generator.document.blocks import Row as PrintedRow
    from generator.document.registers import Obligation
    from generator.model.agreement import Agreement, Approval, Revision
    from generator.model.draft import Draft, Filled, Merged
    from generator.model.party import Contact
    from generator.model.rows import Row
    from generator.model.version import Version
    from generator.pipeline import Result

COPY_FOR = {Audience.INSPECTOR: "Copy for inspectors", Audience.OUTSIDE: "Copy for readers outside the parties"}
HEADER_FOR = {Audience.INSPECTOR: "Copy for inspectors", Audience.OUTSIDE: "Copy for outside readers"}
"""The same in so few words that the header of a page has room for them on one line."""
SIGNATURE = "signature:"
SHORTEST_NAME = 5
"""Letters of a name or number that is no part of other words by chance."""
UNTITLED = NOT_PART.strip("[]")
"""Stands for the title of something hidden where another text names it; brackets would be read as a term."""
NEVER_ROWS = frozenset({"documents", "chapters", "terms", "values", "matrices", "forms", "tables"})
PRINTED = frozenset(kind_of(name) for name, model in ROWS.items() if issubclass(model, Classified)) - NEVER_ROWS
"""Kinds of which each row prints as the row of a table with the path ``kind/id``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An agreement as an audience may see it.

    Attributes:
        draft: Only with what still prints, for lists and registers.
        documents: Without what is hidden; each says for whom it is.
        whole: The documents with all that was cut.
        cuts: What was cut, by document, for the parties alone.
        hidden: Ids of all that was to be cut.
        secrets: Names, numbers and addresses of hidden people, which may stand nowhere.
    """

    audience: Audience
    draft: Draft
    documents: Mapping[str, Document]
    whole: Mapping[str, Document]
    duties: tuple[Obligation, ...]
    cuts: Mapping[str, tuple[Cut, ...]]
    hidden: frozenset[str]
    secrets: frozenset[str]


def shown_to(result: Result, audience: Audience) -> Shown:
    """Return a sound agreement as *audience* may see it."""
    assert result.draft is not None  # noqa: S101 - a sound result has a draft
    hidden = result.draft.hidden_from(audience)
    draft = masked(result.draft, audience)
    composed = compose(draft)
    documents, _ = for_readers(replace(result, draft=draft, documents=composed).agreed, hidden)
    told = {id_: for_audience(one, audience) for id_, one in documents.items()}
    left = only_printed(draft, told, hidden)
    duties = obligations(replace(draft, clauses=left.clauses), composed)
    _, cuts = for_readers(result.agreed, hidden)
    printed = tuple(one for one in duties if one.document in told)
    return Shown(audience, left, told, result.agreed, printed, cuts, hidden, secrets_of(result.draft, hidden))


def version_shown_to(result: Result, version: Version, documents: Mapping[str, Document], audience: Audience) -> Shown:
    """Return a frozen version as *audience* may see it, by what the agreement says today of who may see what.

    Args:
        result: The agreement as it is now.
        version: The version.
        documents: The trees that it keeps; nothing in them can be resolved anew, so people are taken out of the words.
        audience: The readers.
    """
    draft = result.draft
    assert draft is not None  # noqa: S101 - its folder has been read
    hidden = draft.hidden_from(audience)
    seen = {one.id for one in draft.contacts} - hidden
    people = [one for document in documents.values() for one in people_in(document) if one.id not in seen]
    hidden |= {one.id for one in people}
    secrets = secrets_of(draft, hidden) | named(draft, seen, (text for one in people for text in one.said))
    anybody = draft.agreement.people_seen_by.include(audience)
    titles = hidden_titles(draft, documents, hidden)
    nameless_ = {
        id_: without_titles(without_people(one, secrets, seen, anybody=anybody), titles)
        for id_, one in documents.items()
    }
    cut, cuts = for_readers(nameless_, hidden)
    says = "Approved" if version.status is Status.APPROVED else "For signature"
    facts = {id_: replace(one.facts, status=one.facts.status if one.facts.draft else says) for id_, one in cut.items()}
    told = {id_: for_audience(replace(one, facts=facts[id_]), audience) for id_, one in cut.items()}
    return Shown(audience, only_printed(draft, told, hidden), told, documents, (), cuts, hidden, secrets)


def secrets_of(draft: Draft, hidden: frozenset[str]) -> frozenset[str]:
    """Return what may stand nowhere of the people of an agreement."""
    seen = {one.id for one in draft.contacts} - hidden
    said = (text for one in draft.contacts if one.id in hidden for text in (one.name, one.phone, one.email))
    return named(draft, seen, said)


def named(draft: Draft, seen: AbstractSet[str], texts: Iterable[str]) -> frozenset[str]:
    """Return those of *texts* that name or reach somebody: no open point, no title of a role, nobody who is seen."""
    public = {row.record.title for row in draft.typed("roles", Role)}
    public |= {text for one in draft.contacts if one.id in seen for text in (one.name, one.phone, one.email)}
    return frozenset(text for text in texts if len(text) > SHORTEST_NAME and text[0] not in "?[" and text not in public)


def for_audience(document: Document, audience: Audience) -> Document:
    """Return a document that says on each page for whom it is, and nothing of the files that it was made from."""
    return replace(document, facts=replace(document.facts, status=status(document, audience)), inputs="")


def status(document: Document, audience: Audience) -> str:
    """Return the words in the header of a copy; that a draft is not for signature goes without saying in one."""
    said = document.facts.status
    return f"{said.partition(',')[0] if document.facts.draft else said}. {HEADER_FOR[audience]}"


def hides_nothing(
    result: Result, audience: Audience, version: Mapping[str, Document] | None = None
) -> list[Diagnostic]:
    """Return a fault for each id that the agreement hides from *audience* and that stands neither in it nor, if one
    is asked for, in the frozen *version*.
    """
    assert result.draft is not None  # noqa: S101 - a sound result has a draft
    agreement = result.draft.agreement
    wanted = {id_ for id_, readers in agreement.seen_by.items() if not readers.include(audience)}
    wanted -= {contact.id for contact in result.draft.contacts}
    lost = unseen(version or {}, unseen(result.agreed, wanted))
    hint = "take the line out, or write the id that agreements explain NUMBER names"
    said = {id_: f'"{id_}" hides nothing: it stands nowhere in this agreement' for id_ in lost}
    return [UNKNOWN_ID.at(agreement.place_of("seen-by", id_), words, hint=hint) for id_, words in said.items()]


def cuts_to_json(number: str, shown: Shown) -> bytes:
    """Return what was cut from each document, for the parties alone."""
    record = {
        "schema": 1,
        "agreement": number,
        "audience": str(shown.audience),
        "documents": {id_: [asdict(cut) for cut in several] for id_, several in shown.cuts.items()},
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


# A frozen version


class Person(NamedTuple):
    """Somebody in a tree: the id, and name, number and address as printed."""

    id: str
    said: tuple[str, ...]


def people_in(document: Document) -> Iterator[Person]:
    """Yield the people whom a document names in its table of contacts and at its places to sign."""
    for table in tables(document):
        if table.matrix == "contacts":
            at = [nth for nth, column in enumerate(table.columns) if column.id in ("name", "phone", "email")]
            for row in table.rows:
                if not row.group:
                    yield Person(own_id(row.path), tuple(cell_words(row.cells[nth]) for nth in at))
    for one in document.signatures.signatures if document.signatures else ():
        yield Person(one.path.removeprefix(SIGNATURE), (one.name,))


def cell_words(cell: Cell) -> str:
    """Return the words of a cell, with plain blanks."""
    return " ".join(plain(line) for line in cell.paragraphs).replace("\u00a0", " ")


def without_people(document: Document, secrets: AbstractSet[str], seen: AbstractSet[str], *, anybody: bool) -> Document:
    """Return a document in whose words none of *secrets* stands and where only who is *seen* is named to sign; its
    reviews before signature name nobody unless *anybody* may be seen.
    """
    longest = sorted({form for one in secrets for form in (one, one.replace(" ", "\u00a0"))}, key=len, reverse=True)

    def fill(line: tuple[Printed, ...]) -> tuple[Printed, ...]:
        return tuple(replace(one, text=scrubbed(one.text, longest)) if isinstance(one, Text) else one for one in line)

    made = link(document, fill)
    block = made.signatures
    places = tuple(
        one if one.path.removeprefix(SIGNATURE) in seen else replace(one, name=NOT_PART, title="")
        for one in (block.signatures if block else ())
    )
    made = made if anybody else without_reviewers(made)
    return replace(made, signatures=block and replace(block, signatures=places))


def without_reviewers(document: Document) -> Document:
    """Return a document in which no reviewer is named, neither on its control page nor in its annexes."""
    annexes = tuple(replace(one, blocks=tuple(map(unreviewed, one.blocks))) for one in document.annexes)
    return replace(document, control=tuple(map(unreviewed, document.control)), annexes=annexes)


def hidden_titles(draft: Draft, documents: Mapping[str, Document], hidden: frozenset[str]) -> list[str]:
    """Return what hidden rows and chapters are called, now and in *documents*, the longest first."""
    several = {title_of(row) for rows in draft.rows.values() for row in rows if row.record.id in hidden}
    several |= {one.title for one in draft.chapters if one.id in hidden}
    for document in documents.values():
        several |= {one.title for one in sections(document) if one.path in hidden}
        for table in tables(document):
            at = next((nth for nth, column in enumerate(table.columns) if column.id == "title"), None)
            rows = (row for row in table.rows if at is not None and not row.group and own_id(row.path) in hidden)
            several |= {cell_words(row.cells[at]) for row in rows if at is not None}
    return sorted(filter(None, several), key=len, reverse=True)


def without_titles(document: Document, titles: Sequence[str]) -> Document:
    """Return a document in whose tables none of *titles* stands: other rows name hidden ones by them.

    In running text the same words may mean what anybody calls so; they stay.
    """
    if not titles:
        return document
    forms = {form for one in titles for form in (one, one.replace(" ", "\u00a0"))}
    called = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)")

    def fill(line: tuple[Printed, ...]) -> tuple[Printed, ...]:
        return tuple(
            replace(one, text=called.sub(NOT_PART, one.text)) if isinstance(one, Text) else one for one in line
        )

    def row(one: PrintedRow) -> PrintedRow:
        return replace(row_linked(one, fill), group=called.sub(NOT_PART, one.group))

    def block(one: Block) -> Block:
        if isinstance(one, Clause):
            return replace(one, blocks=tuple(map(block, one.blocks)))
        return replace(one, rows=tuple(map(row, one.rows))) if isinstance(one, Table) else one

    def section(one: Section) -> Section:
        return replace(one, blocks=tuple(map(block, one.blocks)))

    return replace(
        document,
        control=tuple(map(block, document.control)),
        chapters=tuple(map(section, document.chapters)),
        annexes=tuple(map(section, document.annexes)),
    )


def scrubbed(text: str, secrets: Iterable[str]) -> str:
    """Return *text* without *secrets*."""
    for one in secrets:
        text = text.replace(one, NOT_PART)
    return text


def unreviewed(block: Block) -> Block:
    """Return a block in which no reviewer is named."""
    if not isinstance(block, Table) or not block.path.startswith(APPROVALS):
        return block
    at = next((nth for nth, column in enumerate(block.columns) if column.id == "name"), len(block.columns))
    hide = ((Text(NOT_PART),),)
    return replace(
        block,
        rows=tuple(
            replace(row, cells=tuple(replace(c, paragraphs=hide) if n == at else c for n, c in enumerate(row.cells)))
            for row in block.rows
        ),
    )


# Before composing


def masked(draft: Draft, audience: Audience) -> Draft:
    """Return *draft* without hidden values and people and the titles of hidden things; words in their place say so."""
    hidden = draft.hidden_from(audience)
    people = {one.name for one in draft.contacts if one.id in hidden}
    nobody = not draft.agreement.people_seen_by.include(audience)
    rows = {name: tuple(untitled(row, hidden) for row in several) for name, several in draft.rows.items()}
    chapters = tuple(one.model_copy(update={"title": UNTITLED}) if one.id in hidden else one for one in draft.chapters)
    return replace(
        draft,
        agreement=without_names(without_lines(draft.agreement, hidden), people, all_of_them=nobody),
        contacts=tuple(nameless(one) if one.id in hidden else one for one in draft.contacts),
        values={id_: unsaid(one) if id_ in hidden else one for id_, one in draft.values.items()},
        chapters=chapters,
        rows=rows,
    )


def without_lines(agreement: Agreement, hidden: frozenset[str]) -> Agreement:
    """Return an agreement that says nothing of the versions of hidden annexes."""
    kept = {id_: line for id_, line in agreement.annexes.items() if id_ not in hidden}
    return agreement.model_copy(update={"annexes": kept})


def nameless(contact: Contact) -> Contact:
    """Return a contact of whom only role and side are known."""
    empty = dict.fromkeys(("phone", "email", "title", "hours"), "")
    return contact.model_copy(update={"name": NOT_PART, **empty})


def unsaid(filled: Filled) -> Filled:
    """Return a value that says that it is not there."""
    return replace(filled, value=Words(NOT_PART), standard=None, chosen=None)


def untitled(row: Merged[Row], hidden: frozenset[str]) -> Merged[Row]:
    """Return a row without its title if it is hidden."""
    if row.record.id not in hidden or not title_of(row):
        return row
    return replace(row, record=row.record.model_copy(update={"title": UNTITLED}))


def title_of(row: Merged[Row]) -> str:
    """Return what a row is called that can be hidden; nothing where it has no title."""
    return getattr(row.record, "title", "") if isinstance(row.record, Classified) else ""


def without_names(agreement: Agreement, people: Iterable[str], *, all_of_them: bool) -> Agreement:
    """Return an agreement whose reviews and revisions do not name *people*; of its reviews, nobody if so asked."""
    names = {name for name in people if not name.startswith("?")}
    secret = {*names, *(one.name for one in all_approvals(agreement))} if all_of_them else names
    lines = {
        id_: line.model_copy(update={"revisions": unsigned(line.revisions, names)})
        for id_, line in agreement.documents.items()
    }
    annexes = {
        id_: line.model_copy(
            update={
                "revisions": unsigned(line.revisions, names),
                "approvals": unapproved(line.approvals, secret),
            }
        )
        for id_, line in agreement.annexes.items()
    }
    return agreement.model_copy(
        update={
            "approvals": unapproved(agreement.approvals, secret),
            "revisions": unsigned(agreement.revisions, names),
            "documents": lines,
            "annexes": annexes,
        }
    )


def all_approvals(agreement: Agreement) -> Iterator[Approval]:
    """Yield the reviews and approvals of an agreement and of its annexes."""
    yield from agreement.approvals
    for line in agreement.annexes.values():
        yield from line.approvals


def unapproved(approvals: Iterable[Approval], names: Iterable[str]) -> tuple[Approval, ...]:
    """Return approvals that do not say that one of *names* gave them."""
    without = {"name": NOT_PART}
    return tuple(one.model_copy(update=without) if one.name and one.name in names else one for one in approvals)


def unsigned(revisions: Iterable[Revision], names: Iterable[str]) -> tuple[Revision, ...]:
    """Return revisions that do not say that one of *names* made them."""
    return tuple(one.model_copy(update={"by": NOT_PART}) if one.by in names else one for one in revisions)


# After cutting


def only_printed(draft: Draft, documents: Mapping[str, Document], hidden: frozenset[str]) -> Draft:
    """Return *draft* with only the clauses, rows, values, products and sites that still print, and people seen."""
    there = {clause.path for one in documents.values() for clause in clauses(one) if not clause.removed}
    rows = {row.path for one in documents.values() for table in tables(one) for row in table.rows}
    agreement = draft.agreement
    places = {
        "products": tuple(one for one in agreement.products if f"products/{one.id}" in rows),
        "sites": tuple(one for one in agreement.sites if f"sites/{one.id}" in rows),
    }
    values = {inline.value for one in documents.values() for _, inline in inlines(one) if isinstance(inline, Blank)}
    return replace(
        draft,
        agreement=agreement.model_copy(update=places),
        contacts=tuple(one for one in draft.contacts if one.id not in hidden),
        clauses=tuple(one for one in draft.clauses if one.id in there),
        values={id_: one for id_, one in draft.values.items() if id_ in values},
        rows={name: tuple(still_there(name, several, rows)) for name, several in draft.rows.items()},
        inputs=digest(repr(sorted(documents.items())).encode()),
    )


def still_there(name: str, several: Iterable[Merged[Row]], paths: set[str]) -> Iterator[Merged[Row]]:
    """Yield the rows of the kind *name* that have one of *paths*; all of a kind that prints no rows of its own."""
    yield from (row for row in several if name not in PRINTED or f"{name}/{row.record.id}" in paths)
