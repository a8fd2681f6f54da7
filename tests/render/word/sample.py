# ruff: noqa: E501 - a sentence of an agreement reads best on one line
"""A small agreement with every construct that a Word file must carry; all parties, persons and numbers are invented."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.document.blocks import (
    NO_NUMBER,
    Align,
    Block,
    Cell,
    Clause,
    Column,
    CoverParty,
    Document,
    Drawing,
    Facts,
    Figure,
    Heading,
    Item,
    Lead,
    Number,
    Paragraph,
    Piece,
    Row,
    Section,
    Shows,
    Signature,
    SignatureBlock,
    Table,
    Tone,
)
from generator.prose import Blank, Definition, Inline, OpenPoint, Reference, Text, Use

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SIGN = re.compile(r"(\*\*[^*]+\*\*|\[[^\]]+\]|\{[^}]+\}|@[^ ]+@|\?\?[^?]+\?\?)")


def say(text: str) -> tuple[Inline, ...]:
    """Return inlines: ``**Bold**`` a definition, ``[Term]`` a use, ``{1 day}`` a filled blank, ``{}`` an empty one, ``@path|words|number@``, ``??open??``."""
    return tuple(_inline(piece) for piece in _SIGN.split(text) if piece)


def _inline(piece: str) -> Inline:
    if piece.startswith("**"):
        return Definition(piece.strip("*"), "term")
    if piece.startswith("["):
        return Use(piece[1:-1], 0, "term", piece[1:-1])
    if piece.startswith("{"):
        return Blank("critical-phone-notice", 0, piece[1:-1].replace("empty", ""))
    if piece.startswith("??"):
        return OpenPoint(piece.strip("?"))
    if piece.startswith("@"):
        path, words, number = piece.strip("@").split("|")
        return Reference(path, 0, path, words.replace("_", "\u00a0"), number)
    return Text(piece)


def clause(path: str, number: str, title: str, *lines: str | tuple[str, ...], table: Table | None = None) -> Clause:
    """Return a clause; each line is a paragraph, a tuple is a lead-in with its items. One paragraph prints unlettered."""
    single = len(lines) == 1
    blocks: list[Block] = []
    for nth, line in enumerate(lines):
        lead, *items = (line,) if isinstance(line, str) else line
        own = NO_NUMBER if single else Number(3, f"({LETTERS[nth]})", f"{number}({LETTERS[nth]})")
        above = number if single else own.full
        at = f"{path}.{nth + 1}"
        blocks.append(Paragraph(at, say(lead), own, listed(at, above, items, 3 if single else 4)))
    return Clause(path, Number(2, number, number), title, (*blocks, *((table,) if table else ())))


def listed(path: str, above: str, items: list[str], level: int) -> tuple[Item, ...]:
    """Return items at *level*; a line that begins with ``>`` goes one level deeper, below the one before."""
    found: list[Item] = []
    for line in items:
        if line.startswith(">"):
            last = found[-1]
            inner = (*last.items, *listed(last.path, last.number.full, [line[1:]], level + 1))
            found[-1] = replace(last, items=tuple(_renumbered(inner, last, level + 1)))
        else:
            nth = len(found)
            label = f"({sign(nth, level)})"
            found.append(Item(f"{path}({LETTERS[nth]})", Number(level, label, above + label), say(line)))
    return tuple(found)


def _renumbered(items: tuple[Item, ...], above: Item, level: int) -> list[Item]:
    labels = [f"({sign(nth, level)})" for nth in range(len(items))]
    return [
        replace(item, path=f"{above.path}({nth})", number=Number(level, label, above.number.full + label))
        for nth, (item, label) in enumerate(zip(items, labels, strict=True))
    ]


def sign(nth: int, level: int) -> str:
    """Return the sign of the *nth* item (from 0) of a level."""
    return {3: LETTERS[nth], 4: ROMAN[nth % 10], 5: LETTERS[nth].upper()}[level]


def column(title: str, share: float, rank: str = "", align: Align = Align.LEFT, *, wraps: bool = True) -> Column:
    """Return a column."""
    return Column(title.lower() or "empty", title, share, rank, align, wraps)


def rows(path: str, *lines: str) -> tuple[Row, ...]:
    """Return rows; cells are parted by ``¦``; a line that begins with ``#`` is a group; ``*`` strong, ``+`` firm, ``~`` quiet."""
    return tuple(_row(f"{path}/{nth}", line) for nth, line in enumerate(lines, 1))


def _row(path: str, line: str) -> Row:
    if line.startswith("#"):
        return Row(path, group=line[1:])
    tones = {"*": Tone.STRONG, "+": Tone.FIRM, "~": Tone.QUIET}
    cells = []
    for nth, text in enumerate(line.split("¦")):
        tone = tones.get(text[:1], Tone.PLAIN)
        words = text[1:] if tone is not Tone.PLAIN else text
        cells.append(Cell(f"{path}.{nth}", tuple(say(part) for part in words.split("//")), tone))
    return Row(path, tuple(cells))


def facts(**changed: str) -> Facts:
    """Return the facts of the sample."""
    known = Facts(
        agreement="beispiel-exemple",
        document="quality-agreement",
        title="Quality Agreement",
        subject="for the commercial manufacture, packaging and testing of Examplinib 50 mg/ml solution for injection",
        number="QA-09001",
        version="1.2",
        draft="3",
        status="Draft 3, not for signature",
        dated="Draft 3 of 20 November 2026",
        effective="",
        review="20 November 2028",
        confidentiality="Confidential",
        short_parties="Exemple R&D and Beispiel Sterile",
        language="en-GB",
        master="SA-0099",
    )
    return replace(known, **changed)


def matrix() -> Table:
    """Return a responsibility matrix with groups, tones, ranks and references."""
    return Table(
        path="matrix/responsibilities",
        matrix="responsibilities",
        caption="Responsibility matrix",
        columns=(
            column("No.", 1.05, wraps=False),
            column("Activity", 7.7),
            column("Clause", 1.1, wraps=False),
            column("Contract Giver", 1.7, "Exemple", Align.CENTRE),
            column("Contract Acceptor", 1.7, "Beispiel", Align.CENTRE),
            column("Qualified Person", 1.7, "Musterstadt", Align.CENTRE),
        ),
        rows=rows(
            "rm",
            "#Regulatory compliance",
            "~RM-001¦Hold and maintain the marketing authorisation and decide dossier content¦@scope||1.1@¦*R/A¦C¦~I",
            "~RM-003¦Supply the dossier extracts the Site must comply with, and updates before they take effect¦@scope||1.1@¦*R/A¦C¦~I",
            "~RM-006¦Provide Site data and documents for filings and questions of authorities¦@dev-notice||3.1@¦*A¦+R¦~–",
            "#Deviations and investigations",
            "~RM-075¦Detect, record, contain and quarantine; classify first¦@dev-notice.1||3.1(a)@¦~I¦*R/A¦~I",
            "~RM-076¦Notify by class with the form in @annex-forms|Annex_|3@¦@dev-notice.3(d)||3.1(c)(iv)@¦~I¦*R/A¦~I",
            "~RM-080¦Review adequacy; approve the investigation before closure, within {5 Business Days}¦@dev-investigation||3.2@¦*R/A¦+R¦C",
        ),
        number=Number(0, "Table 2", "2"),
        key=say(
            "**A** answers for the outcome and has the last word.  **R** does the work.  **C** is consulted before.  **I** is informed.  A dash means no part."
        ),
        note=say("Numbers of the catalogue are permanent."),
        describes="Who does what: one row for each activity, one column for each role.",
    )


def ladder() -> Table:
    """Return a small table inside a clause."""
    return Table(
        path="matrix/escalations",
        matrix="escalations",
        caption="Escalation steps",
        columns=(
            column("What happened", 2.4),
            column("Quality managers", 1, "Level 1"),
            column("Heads of Quality", 1, "Level 2"),
            column("Joint Steering Committee", 1.2, "Level 3"),
        ),
        rows=rows(
            "es",
            "[Critical Deviation]; sterility or mix-up signal¦in parallel¦*Start: 24 h¦3 BD",
            "Possible defect or recall of distributed [Product]¦in parallel¦*Start: 4 h¦24 h",
            "Data-integrity breach or suspected falsification¦in parallel¦*Start: 24 h¦5 BD",
        ),
        number=Number(0, "Table 1", "1"),
        note=say(
            "Start marks the level at which the issue begins. BD: Business Days. h: hours, counted at all hours of all days."
        ),
        describes="One row for each trigger, one column for each level.",
    )


def control() -> tuple[Block, ...]:
    """Return the control page."""
    known = Table(
        path="control/facts",
        matrix="",
        caption="",
        columns=(column("", 1), column("", 2.1)),
        rows=rows(
            "control/facts",
            "Document number¦QA-09001",
            "Version and status¦1.2, draft 3, not for signature",
            "Effective date¦??effective date, Legal, by January??",
            "Next review¦20 November 2028 (every 2 years)",
            "Contract Giver¦Exemple R&D SA; owner: Head of External Quality",
            "Contract Acceptor¦Beispiel Sterile GmbH; owner: Client Quality Manager",
            "Supply Agreement¦SA-0099 of 1 May 2026",
        ),
        describes="Facts of this document.",
    )
    history = Table(
        path="control/revisions",
        matrix="",
        caption="",
        columns=(
            column("Version", 0.8, wraps=False),
            column("Date", 1.1, wraps=False),
            column("Author", 1.2),
            column("What changed, and why", 3.6),
            column("Clauses", 1.2),
        ),
        rows=rows(
            "control/revisions",
            "1.2¦20 Nov 2026¦A. Muster¦Notice of critical deviations shortened after the recall exercise.¦3.1, Annex 2",
            "1.0¦1 Feb 2025¦A. Muster¦First issue.¦All",
        ),
    )
    return known, Heading("control/history", "Revision history"), history


def opening() -> tuple[Block, ...]:
    """Return parties and background."""
    return (
        Heading("opening/parties", "This Agreement is made between"),
        Paragraph(
            "opening/giver",
            say(
                "**Exemple R&D SA**, a company registered in France under number 000\u00a0001, whose registered office is at 1 rue de l’Exemple, Évry (the **Contract Giver**); and"
            ),
            Number(1, "(1)", "1"),
            lead=Lead.PARTY,
        ),
        Paragraph(
            "opening/acceptor",
            say(
                '**Beispiel Sterile GmbH**, a company registered in Germany under number HRB\u00a0000002, whose registered office is at Beispielweg 2, Musterstadt, "Halle <5>" (the **Contract Acceptor**).'
            ),
            Number(1, "(2)", "2"),
            lead=Lead.PARTY,
        ),
        Heading("opening/background", "Background"),
        Paragraph(
            "opening/a",
            say("The [Contract Giver] holds the marketing authorisation for the [Product]."),
            Number(1, "(A)", "A"),
            lead=Lead.RECITAL,
        ),
        Paragraph(
            "opening/b",
            say(
                "The [Contract Acceptor] manufactures, packages and tests the [Product] at the [Sites] under the [Supply Agreement]."
            ),
            Number(1, "(B)", "B"),
            lead=Lead.RECITAL,
        ),
        Heading("opening/terms", "Agreed terms"),
    )


def definition(path: str, text: str, *items: str) -> Paragraph:
    """Return a definition; its items count for themselves."""
    return Paragraph(path, say(text), NO_NUMBER, listed(path, "", list(items), 3), Lead.DEFINITION)


def chapters() -> tuple[Section, ...]:
    """Return the chapters."""
    removed = Paragraph("scope-removed.1", say("Intentionally left blank."), lead=Lead.REMOVED)
    definitions = Clause(
        "definitions",
        Number(2, "2.1", "2.1"),
        "Definitions",
        (
            Paragraph("definitions.1", say("In this Agreement:")),
            definition(
                "def/business-day",
                "**Business Day** means a day that is not a Saturday, a Sunday or a public holiday at the place of the [Party] that has to act.",
            ),
            definition(
                "def/critical",
                "**Critical Deviation** means a [Deviation] that:",
                "is likely to affect patient safety; or",
                "suggests falsified data.",
                ">in a record of the [Batch]; or",
                ">in an audit trail.",
            ),
            definition(
                "def/deviation",
                "**Deviation** means a departure from an approved instruction, an established standard or a filed requirement.",
            ),
            definition(
                "def/unit",
                "**Quality Unit** means the function of each [Party] that:",
                "is independent of production; and",
                "is named in @annex-matrix|Annex_|1@.",
            ),
        ),
    )
    return (
        Section(
            "ch/scope",
            Number(1, "1.", "1"),
            "Purpose and scope",
            (
                clause(
                    "scope",
                    "1.1",
                    "Scope",
                    "This Agreement applies to the [Products], [Sites] and [Services] listed in @annex-matrix|Annex_|1@.",
                ),
                Clause("scope-removed", Number(2, "1.2", "1.2"), "Affiliates", (removed,)),
            ),
        ),
        Section(
            "ch/definitions",
            Number(1, "2.", "2"),
            "Definitions and interpretation",
            (
                definitions,
                clause(
                    "interpretation",
                    "2.2",
                    "Interpretation",
                    "Including means including without limitation.",
                    "A reference to a law is to that law as amended.",
                    "A period stated in hours runs at all hours of all days; a [Business Day] is counted under @interpretation.3|clause_|2.2(c)@.",
                ),
            ),
        ),
        Section(
            "ch/deviations",
            Number(1, "3.", "3"),
            "Deviations and investigations",
            (
                clause(
                    "dev-notice",
                    "3.1",
                    "Notification of deviations",
                    "The [Contract Acceptor] shall notify the [Contract Giver] of each [Critical Deviation] within {24\u00a0hours} after [Discovery], using the form in @annex-forms|Annex_|3@.",
                    "Where distributed [Product] may be affected, the [Contract Acceptor] shall also telephone the contact named in @matrix/contacts|Annex_|7@ within {empty} after [Discovery].",
                    (
                        "The first notice shall state at least:",
                        "the [Batch], [Site] and process step concerned;",
                        "what was found, by whom and when;",
                        "the immediate action taken and the status of the material; and",
                        "whether any of the material has left the [Site], including:",
                        ">the quantity and the receiver; and",
                        ">the date of dispatch.",
                    ),
                    "The [Contract Acceptor] shall not delay a notification because the investigation is incomplete; @matrix/escalations|Table_|1@ applies.",
                ),
                clause(
                    "dev-investigation",
                    "3.2",
                    "Investigation",
                    "The [Contract Acceptor] shall close each investigation within {30\u00a0Calendar\u00a0Days} after [Discovery], unless the [Contract Giver] has agreed an extension under @dev-extension|clause_|3.3@.",
                    "The [Contract Giver] shall review each investigation within {5\u00a0Business\u00a0Days} after receipt of the notice in @dev-notice.3(d)|clause_|3.1(c)(iv)@.",
                    table=ladder(),
                ),
                clause(
                    "dev-extension",
                    "3.3",
                    "Extension",
                    (
                        "The [Contract Acceptor] may ask for an extension before the due date, stating:",
                        "the reason; and",
                        "a new date, ??how often, both Quality Units, before signature??.",
                        ">first;",
                        ">second; and",
                    ),
                ),
                clause(
                    "dev-open",
                    "3.4",
                    "Open reporting",
                    "Dr. רות כהן and Dr Zoë Łukaszewicz sign under @ch/scope|clause_|1@; see @matrix/responsibilities|Table_|2@, @dev-notice.3(d)(1)|clause_|3.1(c)(iv)(B)@ and @dev-extension.1|clause_|3.3@.",
                ),
            ),
        ),
    )


def annexes() -> tuple[Section, ...]:
    """Return the annexes, one on its side."""
    fields = Table(
        "matrix/form",
        "form-deviation-notice",
        "Deviation notice",
        (column("Field", 1), column("Entry", 2)),
        rows("form", "Batch and Site¦–", "What was found, by whom and when¦–"),
        Number(0, "Table 3", "3"),
    )
    use = Paragraph(
        "forms.1",
        say("The form is used as follows:"),
        NO_NUMBER,
        listed(
            "forms.1",
            "",
            [
                "complete each field;",
                "send the form by the eQMS:",
                ">without waiting for the investigation; and",
                ">to both [Quality Units].",
            ],
            3,
        ),
    )
    dashes = Paragraph(
        "forms.2",
        say("It never holds:"),
        NO_NUMBER,
        (
            Item("forms.2(a)", NO_NUMBER, say("names of patients; or")),
            Item("forms.2(b)", NO_NUMBER, say("prices.")),
        ),
    )
    again = Paragraph(
        "forms.3",
        say("The receiver:"),
        NO_NUMBER,
        listed("forms.3", "", ["acknowledges it; and", "opens a record."], 3),
    )
    return (
        Section(
            "annex-matrix",
            Number(1, "Annex 1", "1"),
            "Responsibility matrix",
            (
                Clause(
                    "resp",
                    NO_NUMBER,
                    "How to read the matrix",
                    (
                        Paragraph(
                            "resp.1",
                            say(
                                "Each row is one activity, each column one role; a letter says what part the role has in it, and an activity without a letter stays with the [Contract Giver]."
                            ),
                            items=listed("resp.1", "", ["one row may name two roles;", "no row is empty."], 3),
                        ),
                        Paragraph("resp.2", say("The activities are allocated as follows:")),
                        matrix(),
                    ),
                ),
            ),
            annex=True,
            landscape=True,
        ),
        Section(
            "annex-steps",
            Number(1, "Annex 2", "2"),
            "Products and Sites",
            (
                Clause(
                    "sites",
                    NO_NUMBER,
                    "Sites",
                    (
                        Paragraph(
                            "sites.1",
                            say("The [Sites] are listed in the order of the process, from drug product to release."),
                        ),
                        ladders(),
                    ),
                ),
            ),
            annex=True,
        ),
        Section(
            "annex-forms",
            Number(1, "Annex 3", "3"),
            "Standard forms",
            (Clause("forms", NO_NUMBER, "Deviation notice", (use, dashes, again, fields)),),
            annex=True,
        ),
    )


def ladders() -> Figure:
    """Return a figure of two ladders."""
    late = Drawing(
        "ES-1 <Sterility> lost & found",
        'Level 1: in parallel; Level 2, "Heads of Quality": Start: 24 h.',
        (Piece("Level 2", ("24 h",), Tone.STRONG), Piece("Level 1", ("in parallel",), Tone.QUIET)),
    )
    short = Drawing("ES-2 Outage", "Level 2: 4 h.", (Piece("Level 2", ("4 h",)), Piece("Level 1", (), Tone.QUIET)))
    return Figure("figure:ladders", Shows.LADDERS, "Ladders", (late, short), number=Number(0, "Figure 1", "1"))


def signing() -> SignatureBlock:
    """Return the signature page."""
    return SignatureBlock(
        "signatures",
        "Signatures",
        say(
            "The Quality Unit of each [Party] signs. This Agreement takes effect on the date of the last signature, unless @scope|clause_|1.1@ states a later date."
        ),
        (
            Signature(
                "sign/1",
                "Exemple R&D SA",
                "Contract Giver",
                "Ruth Muster",
                "Head of Quality",
                "Approval for the Quality Unit",
            ),
            Signature(
                "sign/2",
                "Beispiel Sterile GmbH",
                "Contract Acceptor",
                "",
                "Site Head of Quality",
                "Approval for the Quality Unit",
            ),
            Signature(
                "sign/3", "Exemple R&D SA", "Contract Giver", "", "Company signatory", "Signature for the company"
            ),
        ),
        say("This page signs version 1.2 of QA-09001 and Annexes 1 to 3."),
    )


def sample(**changed: str) -> Document:
    """Return the agreement; *changed* are facts."""
    return Document(
        facts=facts(**changed),
        parties=(
            CoverParty("(1)", ("Exemple R&D SA", "Exemple Distribution SAS"), "Contract Giver"),
            CoverParty("(2)", ("Beispiel Sterile GmbH",), "Contract Acceptor"),
        ),
        control=control(),
        opening=opening(),
        chapters=chapters(),
        signatures=signing(),
        annexes=annexes(),
        elsewhere=(("4", "Communication Plan (QA-09001-CP)"), ("5", "Data-Governance Annex (QA-09001-DG)")),
        inputs="0" * 64,
    )
