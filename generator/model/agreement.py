"""The agreement itself: who, what, where, which positions and values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from generator.diagnostic import Span
from generator.model.authored import Authored, Listed, Some, is_marked
from generator.model.choices import (
    Capitals,
    ListOrTable,
    Matrices,
    Numbering,
    Part,
    PartyRole,
    Precedence,
    Readers,
    Services,
    choice,
)
from generator.model.clause import PrecedenceOf, ReadersOf, StageOf
from generator.model.party import Party, Product, Site, Vendor
from generator.model.rows import Written
from generator.model.values import (
    Count,
    Day,
    Id,
    Language,
    Line,
    Ordinal,
    Period,
    Plain,
    Reason,
    Undecided,
    VersionName,
    as_map,
    parse_date,
    parse_folder,
    parse_open,
    parse_text,
)


def parse_day_or_open(written: Any) -> date | Undecided:
    """Return a date, or the open point of a text that begins with ``?``."""
    text = parse_text(written)
    return parse_open(text) if text.startswith("?") else parse_date(text)


DayOrOpen = Annotated[date | Undecided, BeforeValidator(parse_day_or_open)]


class Scope(Authored):
    """What decides which clauses and rows are in."""

    stage: StageOf = Field(description="commercial or clinical")
    services: Some[Plain] = Field(description="words of scopes.yaml: manufacturing, packaging, testing, ...")
    regions: Some[Plain] = Field(description="markets: EU, US, or a country by its two letters")
    dosage_forms: Listed[Plain] = Field(default=(), description="words of scopes.yaml: sterile, oral solid, ...")
    phases: Listed[Plain] = Field(default=(), description="words of scopes.yaml: transfer, phase 1, ...; absent: none")


class Risk(Authored):
    """The supplier risk tier and why."""

    tier: Plain = Field(description="label of tiers.yaml: 1, 2, 2.5, 3")
    reason: Reason = Field(description="why this tier")


class Print(Authored):
    """How the documents print what they say; the record is the same for each choice."""

    capitals: Annotated[Capitals, BeforeValidator(choice(Capitals))] = Field(
        default=Capitals.NONE,
        description="none; parties, for the names of the parties in capitals; or all defined terms",
    )
    responsibilities: Annotated[Matrices, BeforeValidator(choice(Matrices))] = Field(
        default=Matrices.LETTERS, description="raci, marks, or sentences: how the responsibility matrix prints"
    )
    definitions: Annotated[ListOrTable, BeforeValidator(choice(ListOrTable))] = Field(
        default=ListOrTable.LIST, description="list or table: how definitions print"
    )
    services: Annotated[Services, BeforeValidator(choice(Services))] = Field(
        default=Services.WORDS, description="words or checklist: how the services of the sites print"
    )
    numbering: Annotated[Numbering, BeforeValidator(choice(Numbering))] = Field(
        default=Numbering.LETTERED,
        description="lettered 1. 1.1 (a), decimal 1 1.1 1.1.1, or decimal-zero 1.0 1.1 1.1.1",
    )


class Related(Authored):
    """Another document that this agreement stands beside or replaces."""

    title: Plain = Field(description="its title")
    number: Plain = Field(default="", description="its number")
    date: DayOrOpen | None = Field(default=None, description="its date")
    between: Plain = Field(default="", description="its parties, where they are others than those of this agreement")
    under: Id | None = Field(
        default=None, description="the entry of related that it stands under, in a chain of contracts"
    )


class Subject(Authored):
    """A subject on which one of two agreements goes first."""

    id: Id = Field(description="permanent id")
    subject: Line = Field(description="the matters concerned")
    first: Id = Field(description="quality-agreement, or the entry of related that goes first")


class Choice(Authored):
    """A position other than the standard one, with who agreed to it and why."""

    position: Plain = Field(description="fallback or walk-away")
    reason: Reason = Field(description="why")
    by: Plain = Field(description="role or name of who agreed")
    on: DayOrOpen = Field(description="when")


class Waived(Authored):
    """Why a rule or requirement does not apply to this agreement, and who says so."""

    reason: Reason = Field(description="why")
    by: Plain = Field(description="role or name of who decided")
    on: DayOrOpen = Field(description="when")


class ChosenValue(Authored):
    """A value that departs from the standard, with who agreed to it and why."""

    is_: Written = Field(alias="is", description="the value")
    reason: Reason = Field(default="", description="why")
    by: Plain = Field(default="", description="role or name of who agreed")
    on: DayOrOpen | None = Field(default=None, description="when")


def parse_chosen(written: Any) -> Any:
    """Return a value written short (``change-notice: 3 business days``) as the map it stands for."""
    if isinstance(written, dict) and "is" in written:
        return written
    return {"is": written}


class Short(dict[str, Any]):
    """A value written short, as the map it stands for, with the place of its line."""

    def __init__(self, written: Any, key: Span, value: Span) -> None:
        super().__init__({"is": written})
        self.span = Span(key.path, key.line, key.column, key.start, value.end)
        self.spans, self.key_spans = {"is": value}, {"is": key}


def as_values(written: Any) -> Any:
    """Return a map of ids to values; one that is written short keeps its place."""
    several = as_map(written)
    if not is_marked(written):
        return several
    return {
        id_: value
        if isinstance(value, dict) and "is" in value
        else Short(value, written.key_spans[id_], written.spans[id_])
        for id_, value in several.items()
    }


class Accepted(Authored):
    """A warning that somebody has read and lets stand, with who did and why."""

    code: Plain = Field(description="code of the finding: unused-term")
    at: Plain = Field(description="id, term or file that the finding names")
    reason: Reason = Field(description="why it may stand")
    by: Plain = Field(description="role or name of who accepts it")
    on: Day = Field(description="when")


class Review(Authored):
    """How often the agreement is reviewed, and the next time."""

    every: Period = Field(description="interval")
    next: DayOrOpen = Field(description="the day of the next review, year-month-day")
    documents: Annotated[dict[str, DayOrOpen], BeforeValidator(as_map)] = Field(
        default_factory=dict, description="next review of a document that has one of its own, by its id"
    )

    def next_of(self, document: str) -> date | Undecided:
        """Return the next review of *document*: its own, else that of the agreement."""
        return self.documents.get(document, self.next)


class Revision(Authored):
    """A line of the revision history."""

    version: Plain = Field(description="version")
    on: DayOrOpen = Field(description="date")
    by: Plain = Field(description="author")
    what: Plain = Field(description="what changed, and why")
    clauses: Plain = Field(default="All", description="clauses concerned")


class Reviewed(Authored):
    """The library that the agreement was last reviewed with; written by adopt."""

    library: Plain = Field(description="its version")
    hash: Plain = Field(description="16 hex of its content")


class Approval(Authored):
    """A review before signature."""

    role: Plain = Field(description="role and side")
    name: Plain = Field(default="", description="who reviewed")
    decision: Plain = Field(default="", description="Agreed, or what remains")
    on: DayOrOpen | None = Field(default=None, description="when")


class Attachment(Authored):
    """An annex that others supply: listed, not rendered."""

    id: Id = Field(description="permanent id")
    title: Plain = Field(description="its title")
    number: Plain = Field(default="", description="its number")
    version: Plain = Field(default="", description="its version")
    file: Plain = Field(default="", description="name below attachments/")
    hash: Plain = Field(default="", description="SHA-256 of the file")


class DocumentLine(Authored):
    """A document of the agreement that counts its versions by itself."""

    version: VersionName = Field(description="version of this document, as text: 1.2")
    draft: Ordinal = Field(description="number of the draft of this version")
    revisions: Some[Revision] = Field(description="revision history of this document")


class AnnexLine(Authored):
    """An annex that the parties replaced by itself, and that counts its versions since."""

    version: VersionName = Field(description="version of this annex, as text: 1.2")
    effective: DayOrOpen = Field(description="effective date of this version of the annex")
    revisions: Some[Revision] = Field(description="revision history of this annex")
    approvals: Listed[Approval] = Field(default=(), description="who approved this version of the annex")


class Amendment(Authored):
    """What a version replaces of one that was approved, in a short document of its own."""

    number: Count | None = Field(
        default=None,
        description="number of the amendment: 2; absent: one annex with versions of its own is issued by itself",
    )
    amends: Plain = Field(description="name of the frozen version that it changes: 1.0")
    replaces: Some[Id] = Field(description="ids of the chapters and annexes that it replaces as a whole")
    reason: Reason = Field(description="why, in a sentence that prints")

    @property
    def alone(self) -> bool:
        """Whether an annex is issued by itself, under its own version, and nothing is amended."""
        return self.number is None


class Origin(Authored):
    """The Word file of others from which the wording came, and what of the libraries stands in it word for word."""

    file: Plain = Field(description="name of the file")
    hash: Plain = Field(description="SHA-256 of it")
    takes: Listed[Id] = Field(
        default=(),
        description="ids of clauses and rows of the libraries that print; all others are out, as if under omit",
    )


class Agreement(Authored):
    """An agreement folder's agreement.yaml."""

    id: Annotated[Id, AfterValidator(parse_folder)] = Field(description="name of the folder")
    number: Plain = Field(description="document number, as printed")
    title: Plain = Field(description="what it is about; the site lists it under this title")
    subject: Plain = Field(
        default="", description="line on the cover under the title: for the commercial manufacture of ..."
    )
    version: VersionName = Field(description="version, as text: 1.0")
    draft: Ordinal = Field(description="number of the draft of this version")
    language: Language = Field(default="en", description="tag of the language, which is English: en, en-GB or en-US")
    layers: Listed[Plain] = Field(
        default=(), description="libraries above core: regions/eu, profiles/drug-product, companies/aurelia"
    )
    reviewed: Reviewed | None = Field(default=None, description="written by adopt")
    template: Plain = Field(
        default="counsel", description="counsel, counsel-letter, corporate, or a path below clauses/companies/"
    )
    confidentiality: Plain = Field(default="Confidential", description="word in the footer")
    parties: Some[Party] = Field(description="the sides, giver first")
    signatories: Listed[Id] = Field(description="ids of contacts.yaml")
    origin: Origin | None = Field(
        default=None,
        description="for an imported agreement: where its wording came from; `agreements import` writes it",
    )
    approvals: Listed[Approval] = Field(default=(), description="reviews before signature")
    scope: Scope = Field(description="stage, services, regions, dosage forms")
    sites: Listed[Site] = Field(description="sites and their services")
    products: Listed[Product] = Field(description="products and their sites")
    risk: Risk = Field(description="supplier risk tier")
    related: Annotated[dict[str, Related], BeforeValidator(as_map)] = Field(
        default_factory=dict, description="supply-agreement, replaces, ..."
    )
    imports: Annotated[dict[str, Listed[Id]], BeforeValidator(as_map)] = Field(
        default_factory=dict,
        description="terms that another agreement defines: an entry of related, then ids of terms.yaml",
    )
    subjects: Listed[Subject] = Field(
        default=(), description="for precedence by-subject: which agreement goes first on which matters"
    )
    vendors: Listed[Vendor] = Field(default=(), description="vendors of materials and services, by who chooses them")
    recitals: Listed[Line] = Field(default=(), description="sentences of the background")
    values: Annotated[dict[str, Annotated[ChosenValue, BeforeValidator(parse_chosen)]], BeforeValidator(as_values)] = (
        Field(default_factory=dict, description="values that differ from the standard, by id")
    )
    choices: Annotated[dict[str, Choice], BeforeValidator(as_map)] = Field(
        default_factory=dict, description="positions other than the standard, by clause id"
    )
    omit: Annotated[dict[str, Reason], BeforeValidator(as_map)] = Field(
        default_factory=dict,
        description="clauses, rows, and whole chapters, annexes and documents left out, by id, each with its reason",
    )
    after: Annotated[dict[str, Id], BeforeValidator(as_map)] = Field(
        default_factory=dict,
        description="behind which clause of its chapter a clause stands, or behind which row of its table a row, by id;"
        " absent: as the libraries have it, and what came after a version was sent at the end",
    )
    chapters: Listed[Id] = Field(
        default=(),
        description="chapters and annexes in printed order, by id; those not named follow as the libraries have them",
    )
    seen_by: Annotated[dict[str, ReadersOf], BeforeValidator(as_map)] = Field(
        default_factory=dict,
        description="documents, chapters, annexes, clauses, tables, rows, values and people that not every reader may"
        " see, by id: parties, inspector or everybody; absent: as the libraries say, else everybody",
    )
    people_seen_by: ReadersOf = Field(
        default=Readers.PARTIES,
        description="who may see the people of contacts.yaml that say nothing of it themselves",
    )
    documents: Annotated[dict[str, DocumentLine], BeforeValidator(as_map)] = Field(
        default_factory=dict,
        description="documents that count their versions by themselves, by id; absent: as the agreement",
    )
    annexes: Annotated[dict[str, AnnexLine], BeforeValidator(as_map)] = Field(
        default_factory=dict,
        description="annexes that count their versions by themselves, by id; absent: as the document they stand in",
    )
    amendment: Amendment | None = Field(
        default=None, description="what this version replaces of an approved one; absent: it stands for itself"
    )
    accept: Listed[Accepted] = Field(default=(), description="warnings that may stand, each with its reason")
    not_applicable: Annotated[dict[str, Waived], BeforeValidator(as_map)] = Field(
        default_factory=dict, description="rules and requirements that do not apply, by id, each with reason and name"
    )
    precedence: PrecedenceOf = Field(
        default=Precedence.QUALITY_AGREEMENT,
        description="quality-agreement-first, supply-agreement-first or by-subject",
    )
    print_: Print = Field(default=Print(), description="how the documents print what they say")
    effective: DayOrOpen = Field(description="effective date")
    review: Review = Field(description="interval and next review")
    revisions: Some[Revision] = Field(description="revision history")
    attachments: Listed[Attachment] = Field(default=(), description="annexes that others supply")

    def line_of(self, document: str) -> DocumentLine:
        """Return version, draft and history of a document: its own, else those of the agreement."""
        own = self.documents.get(document)
        return own or DocumentLine.model_construct(version=self.version, draft=self.draft, revisions=self.revisions)

    def version_of(self, document: str, annex: str) -> str:
        """Return the version of an *annex* of a document: its own, else that of the document."""
        own = self.annexes.get(annex)
        return own.version if own else self.line_of(document).version


REPLACED = "replaces"
"""The entry of ``related`` for the agreement that this one takes the place of."""


def parts_of(agreement: Agreement) -> Iterator[Part]:
    """Yield what *agreement* has that others do not."""
    if any(party.role in (PartyRole.THIRD, PartyRole.FOURTH) for party in agreement.parties):
        yield Part.THIRD_PARTY
    has = {
        Part.AFFILIATES: any(party.affiliates for party in agreement.parties),
        Part.REPLACED: REPLACED in agreement.related,
        Part.CHAIN: any(one.under for one in agreement.related.values()),
        Part.IMPORTS: agreement.imports,
        Part.VENDORS: agreement.vendors,
        Part.ATTACHMENTS: agreement.attachments,
    }
    yield from (part for part, there in has.items() if there)


def is_kind_of(service: str, wider: str) -> bool:
    """Return whether *service* is *wider* or a kind of it, as "microbial testing" is of "testing"."""
    return service == wider or service.endswith(f" {wider}")


def scope_facts(agreement: Agreement) -> dict[str, set[str]]:
    """Return what *agreement* has, by the names of the conditions that ask for it (`Conditions`)."""
    scope = agreement.scope
    return {
        "stage": {scope.stage},
        "services": {*scope.services, *(service for site in agreement.sites for service in site.services)},
        "regions": set(scope.regions),
        "dosage_forms": set(scope.dosage_forms),
        "phases": set(scope.phases),
        "precedence": {agreement.precedence},
        "tiers": {agreement.risk.tier},
        "has": set(map(str, parts_of(agreement))),
    }
