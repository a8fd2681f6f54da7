"""The smallest workspace that composes, as a mapping of paths to texts; a test lays its own files over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.compose import compose
from generator.diagnostic import Diagnostic, Severity
from generator.document.blocks import Block, Clause, Document, Heading, Item, Paragraph, Section, Table
from generator.document.walk import plain, row_words, sections
from generator.load import load
from generator.model.draft import Draft
from generator.resolve import resolve

Texts = Mapping[str, str]

AGREEMENT = {
    "id": "sample",
    "number": "QA-1",
    "title": "Filling",
    "version": '"1.0"',
    "draft": "1",
    "layers": "[]",
    "parties": """
  - {role: giver, entities: [{name: Aurelia Example Ltd, registration: "1", address: 1 Example Quay, country: IE}]}
  - {role: acceptor, entities: [{name: Northbay Example GmbH, registration: "2", address: 2 Beispielweg, country: DE}]}
""",
    "signatories": "[]",
    "scope": "{stage: commercial, services: [manufacturing], regions: [EU]}",
    "sites": "[{id: hall, party: acceptor, name: Hall, services: [testing]}]",
    "products": "[{id: drug, name: Drug, sites: [hall]}]",
    "risk": '{tier: "1", reason: Sterile}',
    "effective": "2027-01-04",
    "review": "{every: 2 years, next: 2029-01-04}",
    "revisions": '[{version: "1.0", on: 2026-11-20, by: Quality, what: First version}]',
}

CORE = {
    "documents": """
- {id: quality-agreement, title: Quality Agreement, called: "the [Agreement]"}
- {id: communication-plan, title: Communication Plan, suffix: CP, called: "the [Communication Plan]"}
""",
    "phrases": """
- {id: reference-clause, text: clause}
- {id: reference-annex, text: Annex}
- {id: reference-table, text: Table}
- {id: left-blank, text: Intentionally left blank.}
- {id: amendment, text: "It changes {{ master }}, version {{ version }}, of {{ parties }}."}
- {id: amendment-between, text: This Amendment is made between}
- {id: amendment-signing, text: "Signed. It takes effect on {{ effective }}."}
- {id: made-between, text: Made between}
- {id: party, text: "{{ name }} of {{ address }} in {{ country }}, number {{ registration }} (the {{ role }})"}
- {id: party-entity, text: "{{ name }} of {{ country }}"}
- {id: background, text: Background}
- {id: agreed-terms, text: Agreed terms}
- {id: definition-means, text: means}
- {id: signature-below, text: "Version {{ version }} of {{ number }}."}
- {id: subsidiary, text: "Below {{ master }} between {{ parties }}."}
""",
    "chapters": """
- {id: DEF, title: Definitions, document: quality-agreement}
- {id: DEV, title: Deviations, document: quality-agreement}
- {id: AUD, title: Audits, document: quality-agreement}
- {id: AX-DUTIES, title: Responsibilities, document: quality-agreement, kind: annex}
- {id: AX-FORMS, title: Forms, document: quality-agreement, kind: annex}
- {id: CP-LAYERS, title: Layers, document: communication-plan}
""",
    "roles": "- {id: head-of-quality, title: Head of Quality, side: each}\n",
    "countries": "- {id: IE, title: Ireland}\n- {id: DE, title: Germany}\n",
    "events": "- {id: discovery, title: Discovery}\n",
    "scopes": """
- {id: manufacturing, of: services, word: manufacturing, meaning: making a product}
- {id: testing, of: services, word: testing, meaning: testing a product}
- {id: sterile, of: dosage-forms, word: sterile, meaning: sterile products}
- {id: EU, of: regions, word: EU, meaning: the European Union}
- {id: US, of: regions, word: US, meaning: the United States}
""",
    "values": """
- {id: notice, title: Notice, default: 1 business day, range: [1 business day to 3 business days], starts: discovery}
- {id: call, title: Call, default: 24 hours}
""",
    "terms": """
- {id: agreement, term: Agreement, definition: this document.}
- {id: communication-plan, term: Communication Plan, definition: the plan of that title.}
- {id: party, term: Party, forms: [Parties], definition: "the [Contract Giver] or the [Contract Acceptor]."}
- {id: contract-giver, term: Contract Giver, role: giver, definition: the party that orders.}
- {id: contract-acceptor, term: Contract Acceptor, role: acceptor, definition: the party that makes.}
- {id: business-day, term: Business Day, forms: [Business Days], definition: a day on which the site works.}
- {id: deviation, term: Deviation, forms: [Deviations], definition: a departure from what was agreed.}
""",
}


def agreement(**fields: str) -> Texts:
    """Return agreement.yaml with *fields*, written as YAML, in the place of its own."""
    written = {**AGREEMENT, **fields}
    return {"agreements/sample/agreement.yaml": "".join(f"{name}: {text}\n" for name, text in written.items())}


def rows(name: str, text: str, layer: str = "core") -> Texts:
    """Return the file *name* of a layer with more rows."""
    own = CORE.get(name, "") if layer == "core" else ""
    home = layer if layer.startswith("agreements/") else f"clauses/{layer}"
    return {f"{home}/{name}.yaml": f"{own}{text}\n"}


def clause(id_: str, text: str, layer: str = "core", **facts: str) -> Texts:
    """Return a clause file of the chapter DEV, or of the topic that *facts* name."""
    front = {"id": id_, "topic": "DEV", "title": id_.capitalize(), **facts}
    head = "".join(f"{name}: {fact}\n" for name, fact in front.items())
    home = layer if layer.startswith("agreements/") else f"clauses/{layer}"
    return {f"{home}/{front['topic'].lower()}/{id_}.md": f"---\n{head}---\n{text}\n"}


def files(*more: Texts) -> dict[str, bytes]:
    """Return the small workspace with *more* laid over it."""
    texts = {f"clauses/core/{name}.yaml": text for name, text in CORE.items()} | dict(agreement())
    for one in more:
        texts |= one
    return {path: text.encode() for path, text in texts.items()}


def resolved(*more: Texts) -> tuple[Draft, list[Diagnostic]]:
    """Return the draft of the small workspace under *more*, and what was found on the way."""
    workspace, malformed = load(files(*more))
    assert not malformed, [one.head() for one in malformed]
    return resolve(workspace, workspace.agreements["sample"])


def draft_of(*more: Texts) -> Draft:
    """Return the draft of the small workspace under *more*, which has no errors."""
    draft, found = resolved(*more)
    assert not [one for one in found if one.severity is Severity.ERROR]
    return draft


def documents_of(*more: Texts) -> dict[str, Document]:
    """Return the documents of the small workspace under *more*."""
    return compose(draft_of(*more))


def body(*more: Texts, document: str = "quality-agreement") -> list[str]:
    """Return the printed lines of the chapters and annexes, each with its number; blanks that do not break as ``_``."""
    return [line for section in sections(documents_of(*more)[document]) for line in section_lines(section)]


def section_lines(section: Section) -> Iterator[str]:
    """Yield the lines of a chapter or annex."""
    yield shown(section.number.label, section.title)
    for block in section.blocks:
        yield from block_lines(block)


def block_lines(block: Block) -> Iterator[str]:
    """Yield the lines of a block; a row of a table prints its cells with bars between them."""
    match block:
        case Clause(number=number, title=title, blocks=inner):
            yield from filter(None, [shown(number.label, title)])
            for one in inner:
                yield from block_lines(one)
        case Paragraph(number=number, inlines=inlines, items=items):
            yield shown(number.label, plain(inlines))
            yield from item_lines(items)
        case Table(number=number, caption=caption, rows=several):
            yield from filter(None, [shown(number.label, caption)])
            yield from (shown(" | ".join(row_words(row))) for row in several)
        case Heading(title=title):
            yield title


def item_lines(items: tuple[Item, ...]) -> Iterator[str]:
    """Yield the lines of items, those inside an item behind it; an item without number has a dash."""
    for item in items:
        yield shown(item.number.label or "-", plain(item.inlines))
        yield from item_lines(item.items)


def shown(*words: str) -> str:
    """Return *words* as one line, blanks that do not break as ``_``."""
    return " ".join(filter(None, words)).replace("\u00a0", "_")
