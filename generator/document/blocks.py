"""The document tree: what a signatory reads. It knows no format; every renderer walks it.

Every block, row and cell has a *path*: an id that is permanent within a frozen version, and the anchor in Word, site
and JSON.
``change`` stays ``None`` until a comparison fills it, and so do ``retitled`` (the title as running text with its
changes), ``restated`` (the same for plain fields) and ``was``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from generator.diagnostic import Span
from generator.prose import Inline


class Change(StrEnum):
    """What a comparison says of a node."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Inserted:
    """Words that a comparison found in the newer text only.

    Attributes:
        whole: Whether the line itself is new, so that its end goes with the words.
    """

    inlines: tuple[Inline, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """Words that a comparison found in the older text only.

    Attributes:
        whole: Whether the line itself is gone, so that its end goes with the words.
    """

    inlines: tuple[Inline, ...]
    whole: bool = False


Printed: TypeAlias = Inline | Inserted | Deleted
"""What a line of a document is made of; comparisons apart, what authors write."""


@dataclass(frozen=True, slots=True)
class Restated:
    """A plain field whose words a comparison found changed: its name, and its words as running text."""

    name: str
    words: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A line of the contents for a file of its own, as a comparison found it: label, title, whether the line came or
    went.
    """

    label: str
    title: tuple[Printed, ...]
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block comes from: file and place, the layer that spoke last, the clause, the position chosen, its
    fingerprint.
    """

    span: Span
    layer: str = ""
    clause: str = ""
    position: str = "standard"
    fingerprint: str = ""
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number.

    Attributes:
        level: Level of the outline style, from 1 (chapter); 0 for none.
        label: What stands in the number column: ``22.``, ``22.1``, ``(a)``, ``(i)``, ``Annex 3``.
        full: What a reference prints: ``22``, ``22.1(a)(i)``, ``3``.
    """

    level: int = 0
    label: str = ""
    full: str = ""


NO_NUMBER = Number()


class Lead(StrEnum):
    """What a paragraph is to the page; each has a style of its own in Word and a class on the site."""

    BODY = "body"
    DEFINITION = "definition"
    PARTY = "party"
    RECITAL = "recital"
    KEY = "key"
    NOTE = "note"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Item:
    """One item; its *number* is of the level its style has, or without label for a dash list."""

    path: str
    number: Number
    inlines: tuple[Printed, ...]
    items: tuple[Item, ...] = ()
    change: Change | None = None
    was: Number | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, numbered or not, with the items that it leads in; *was* is its number in the older text, where its
    level is another now.
    """

    path: str
    inlines: tuple[Printed, ...]
    number: Number = NO_NUMBER
    items: tuple[Item, ...] = ()
    lead: Lead = Lead.BODY
    change: Change | None = None
    was: Number | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """An unnumbered heading inside a part: "Background", "Revision history"."""

    path: str
    title: str
    change: Change | None = None
    retitled: tuple[Printed, ...] = ()


class Tone(StrEnum):
    """How strong a cell speaks; never by colour alone."""

    PLAIN = "plain"
    STRONG = "strong"
    FIRM = "firm"
    QUIET = "quiet"


class Align(StrEnum):
    """How the cells of a column stand: text left, codes centred, figures right."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its id, its heading (*rank* prints above *title* in two-line heads), its share of the width.

    Attributes:
        restated: The lines of the heading with their changes, all of them, if any changed.
    """

    id: str
    title: str
    share: float
    rank: str = ""
    align: Align = Align.LEFT
    wraps: bool = True
    restated: tuple[tuple[Printed, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: running text in one or more paragraphs."""

    path: str
    paragraphs: tuple[tuple[Printed, ...], ...]
    tone: Tone = Tone.PLAIN
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row has one cell a column; a group row has a title instead of cells and spans the table."""

    path: str
    cells: tuple[Cell, ...] = ()
    group: str = ""
    source: Source | None = field(default=None, compare=False)
    change: Change | None = None
    retitled: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table or matrix.

    Attributes:
        path: Its anchor; ``matrix`` is the id that ``:: matrix`` names (empty for tables of the front matter).
        caption: Title after its number; an empty caption prints no caption line.
        number: Of the caption: label ``Table 4``, full ``4``; NO_NUMBER when it has none.
        key: Paragraphs above the table that explain its letters.
        note: Paragraphs below it.
        describes: Alternative text for readers who cannot see it.
    """

    path: str
    matrix: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    number: Number = NO_NUMBER
    key: tuple[Printed, ...] = ()
    note: tuple[Printed, ...] = ()
    describes: str = ""
    change: Change | None = None
    retitled: tuple[Printed, ...] = ()


class Shows(StrEnum):
    """What a figure shows; each is drawn in a way of its own."""

    LADDERS = "ladders"
    LAYERS = "layers"
    CHANGES = "changes"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a drawing, a lane, a layer, a way or a document: its name, and the lines beside it or below."""

    name: str
    lines: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing: its title, the same in words for readers who cannot see it, and its pieces, the first on top."""

    title: str
    says: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Drawings of what a table says, under one caption; where and how large each piece is drawn, a renderer decides.

    Attributes:
        path: Its anchor.
        of: Path of the table that it is drawn from; empty for the set of documents.
        drawings: None are left of a figure whose table is not part of a copy.
    """

    path: str
    shows: Shows
    caption: str
    drawings: tuple[Drawing, ...]
    of: str = ""
    number: Number = NO_NUMBER
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: number, title and its blocks; *margin* holds what the site shows beside it and Word does not.

    One that was *removed* since a version was sent keeps its number, and says in its title that it is blank.
    """

    path: str
    number: Number
    title: str
    blocks: tuple[Block, ...]
    source: Source = field(default=Source(Span("")), compare=False)
    margin: Margin | None = field(default=None, compare=False)
    change: Change | None = None
    retitled: tuple[Printed, ...] = ()
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Margin:
    """Notes beside a clause: the "in short" line, responsibility rows, ladders and indicators that belong to it
    (ids).
    """

    in_short: str = ""
    rows: tuple[str, ...] = ()
    ladders: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or an annex: number, title, clauses; an annex begins a page and may lie on its side.

    One that was *removed* since a version was sent keeps its number, and says in its title that it is blank. An annex
    that the parties replaced by itself has a *version* of its own, ``1.2``; any other has that of its document. Where
    a comparison found another one, *reversioned* is what the contents print of it, with its changes.
    """

    path: str
    number: Number
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False
    landscape: bool = False
    change: Change | None = None
    retitled: tuple[Printed, ...] = ()
    removed: bool = False
    version: str = ""
    reversioned: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """One place to sign: for whom, in which role, by whom, what the signature means; empty fields are left to the
    pen.
    """

    path: str
    entity: str
    role: str
    name: str
    title: str
    meaning: str
    change: Change | None = None
    restated: tuple[Restated, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """The signature page: words above, one place for each signatory, words below."""

    path: str
    title: str
    above: tuple[Printed, ...]
    signatures: tuple[Signature, ...]
    below: tuple[Printed, ...]
    change: Change | None = None
    retitled: tuple[Printed, ...] = ()


Block: TypeAlias = Clause | Paragraph | Heading | Table | Figure


@dataclass(frozen=True, slots=True)
class CoverParty:
    """A party on the cover: number ``(1)``, legal names, role as printed.

    Attributes:
        restated: Its lines with their changes, all of them, if any changed.
    """

    number: str
    names: tuple[str, ...]
    role: str
    change: Change | None = None
    restated: tuple[tuple[Printed, ...], ...] = ()


INTERNAL = "Internal, never for signature"
FORM = "Standard form"
"""The status of a report: it stands beside an agreement, and nobody signs it or sends it."""
AMENDMENT = "amendment"
"""Id of the short document that brings a version about; of an annex issued by itself, it goes on with a hyphen and
the id of the annex, so that two of them are compared only if they are one annex.
"""


UNKNOWN = "–"
"""What prints for a fact that is not known."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What cover, header, footer, properties and file name need. All plain text, dates as printed; empty when not
    known.

    Attributes:
        agreement: Id of the agreement.
        document: Id of the document: ``quality-agreement``.
        title: ``Quality Agreement``.
        subject: What it covers: "for the sterile fill and finish of ...".
        number: ``QA-00123``, for subsidiary documents ``QA-00123-CP``.
        version: ``1.0``.
        draft: ``3``; empty for a version that is no draft.
        status: Word in the header: "Draft 3, not for signature", "Approved".
        dated: Line above the parties on the cover: "Draft 3 of 20 November 2026" or "Draft 3".
        effective: Effective date as printed.
        review: Next review as printed.
        confidentiality: "Confidential".
        short_parties: "Aurelia Example and Northbay Example".
        language: BCP 47 tag for Word: ``en-GB``.
        master: Number of the supply agreement.
        numbering: ``lettered``, ``decimal`` or ``decimal-zero``: how chapters, clauses and paragraphs are numbered.
    """

    agreement: str
    document: str
    title: str
    subject: str
    number: str
    version: str
    draft: str
    status: str
    dated: str
    effective: str
    review: str
    confidentiality: str
    short_parties: str
    language: str
    master: str = ""
    numbering: str = "lettered"

    def printed(self, name: str) -> str:
        """Return what a template prints for the field *name*; a dash where it is not known."""
        return getattr(self, name) or UNKNOWN

    @property
    def internal(self) -> bool:
        """Whether it is a report for the own team, not a document of the parties."""
        return self.status == INTERNAL

    @property
    def brief(self) -> bool:
        """Whether it is read or filled in at once: a report or a form has no cover, no contents and no signatures."""
        return self.internal or self.status == FORM

    @property
    def short(self) -> bool:
        """Whether it has no page of contents, since a sentence at its beginning says what it holds."""
        return self.brief or self.document == AMENDMENT or self.document.startswith(f"{AMENDMENT}-")

    @property
    def file_stem(self) -> str:
        """The name that a person looks for: ``QA-00123 Quality Agreement v1.2 draft 3``."""
        return self.named(self.title)

    def named(self, title: str) -> str:
        """Return the name of a file with another *title* that belongs to the same version."""
        draft = f" draft {self.draft}" if self.draft else ""
        return f"{self.number} {title} v{self.version}{draft}"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in printed order: cover, control page, contents, parties, chapters, signatures, annexes.

    Attributes:
        facts: See Facts.
        parties: On the cover.
        control: Tables and headings of the control page.
        opening: Parties and background before the chapters; empty for subsidiary documents.
        chapters: Sections with ``annex`` false.
        signatures: None for a document that is approved, not signed.
        annexes: Sections with ``annex`` true.
        elsewhere: Annexes that are files of their own, for the contents: (label, title).
        inputs: SHA-256 over everything the tree was made from, 64 hex.
        restated: The facts that a comparison found changed.
        relisted: The lines for files of their own, older and newer, where a comparison found that they differ.
        older: The numbers that places had in the older text of a comparison, by path, where they were others.
        counted: How the older text of a comparison counts, as ``numbering`` of its facts says.
    """

    facts: Facts
    parties: tuple[CoverParty, ...]
    control: tuple[Block, ...]
    opening: tuple[Block, ...]
    chapters: tuple[Section, ...]
    signatures: SignatureBlock | None
    annexes: tuple[Section, ...]
    elsewhere: tuple[tuple[str, str], ...] = ()
    inputs: str = field(default="", compare=False)
    restated: tuple[Restated, ...] = ()
    relisted: tuple[Listing, ...] = ()
    older: tuple[tuple[str, Number], ...] = ()
    counted: str = ""
