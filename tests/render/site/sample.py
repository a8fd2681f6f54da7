"""A made-up site: the agreement that strains Word, texts that try to be markup, a subsidiary plan, a small library."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostic import Span
from generator.document.blocks import (
    NO_NUMBER,
    Align,
    Clause,
    Document,
    Margin,
    Number,
    Paragraph,
    Section,
    Source,
    Table,
)
from generator.prose import Blank, Inline, Item, Items, OpenPoint, Placement, Reference, Text, Use
from generator.prose import Paragraph as Sentences
from generator.render.site.model import AgreementPage, Call, Clock, Departure, Download, LibraryClause, SiteModel
from generator.render.site.model import Use as ClauseUse
from tests.render.word.sample import clause, column, facts, rows, sample, say

HOSTILE = (
    '<script>alert("1")</script>',
    "</p></main><img src=x onerror='alert(2)'>",
    "R&D &amp; Co. <b>bold</b> \"quoted\" 'single' `tick` {{ value }} {% raw %} ]]> <!--",
    "javascript:alert(3)",
)
PARTIES = "Exemple R&D SA <i>with</i> Beispiel Sterile GmbH"
SOURCE = Source(Span("clauses/core/dev/hostile.md"), "core", "hostile", "fallback", "7f3c91ab" * 8, ("R-DEV-10", "A<B"))


def hostile_clause() -> Clause:
    """Return a clause whose every text tries to be markup, with a matrix inside and all notes beside it."""
    texts: tuple[tuple[Inline, ...], ...] = (
        (Text(HOSTILE[0]), Use(HOSTILE[1], 0, "term", HOSTILE[1]), Blank("a-value", 0, HOSTILE[2])),
        (OpenPoint(HOSTILE[3]), Reference("plan-clause", 0, "plan-clause", "clause\u00a0", "1.1"), Text(HOSTILE[2])),
    )
    blocks = [Paragraph(f"hostile.{nth}", text) for nth, text in enumerate(texts, 1)]
    margin = Margin(HOSTILE[2], rows=("1", "RM-<404>"), ladders=("ES-<1>",), indicators=("KPI-<2>",))
    return Clause("hostile", Number(2, "9.1", "9.1"), HOSTILE[1], (*blocks, hostile_table()), SOURCE, margin)


def hostile_table() -> Table:
    """Return a matrix of responsibilities whose heads, groups and cells try to be markup."""
    return Table(
        path="hostile-matrix",
        matrix="responsibilities",
        caption=HOSTILE[0],
        columns=(column("No.", 1), column(HOSTILE[1], 3), column("Giver", 1, HOSTILE[3], Align.CENTRE)),
        rows=rows("hostile-matrix", f"#{HOSTILE[1]}", f"RM-001¦{HOSTILE[0]}¦R/A", "RM-002¦plain¦–"),
        number=Number(0, "Table 9", "9"),
        key=(Text(HOSTILE[0]),),
        note=(Text(HOSTILE[1]),),
        describes=HOSTILE[2],
    )


def agreement_document() -> Document:
    """Return the sample agreement with the hostile chapter at its end."""
    document = sample()
    chapter = Section("HOSTILE", Number(1, "9.", "9"), HOSTILE[0], (hostile_clause(),))
    return replace(document, chapters=(*document.chapters, chapter))


def plan() -> Document:
    """Return a communication plan that refers to a clause of the agreement."""
    own = clause("plan-clause", "1.1", "Who is told", "See @hostile|clause_|9.1@ of the agreement.")
    loose = Paragraph("plan-intro", say("An intro without a number."), NO_NUMBER)
    return Document(
        facts=facts(document="communication-plan", title="Communication Plan", number="QA-09001-CP"),
        parties=sample().parties,
        control=(),
        opening=(),
        chapters=(Section("CP-PURPOSE", Number(1, "1.", "1"), "Purpose", (loose, own)),),
        signatures=None,
        annexes=(),
        inputs="1" * 64,
    )


def agreement(**changed: object) -> AgreementPage:
    """Return what the site shows of the agreement; *changed* are fields of it."""
    page = AgreementPage(
        id="beispiel-exemple",
        number="QA-09001",
        title=f"Examplinib {HOSTILE[0]}",
        parties=PARTIES,
        version="1.2",
        status="Draft 3",
        state="idle",
        tier="2.5",
        review="20 November 2028",
        notice="24 hours",
        products=(HOSTILE[2],),
        sites=("Musterstadt",),
        documents=(agreement_document(), plan()),
        clocks=(
            Clock(HOSTILE[0], "24 hours", "from discovery", "quality-agreement", "hostile"),
            Clock("by phone", HOSTILE[1], "from discovery", "quality-agreement", "hostile", subordinate=True),
        ),
        calls=(
            Call("Exemple quality", HOSTILE[1], "+00 1 555 0100", "at all hours"),
            Call(HOSTILE[2], "Nobody yet", HOSTILE[3]),
        ),
        downloads=(
            Download("QA-09001 Quality Agreement v1.2 draft 3.docx", "word/b/a #1 & 2?.docx", "Word", 48_213, "a" * 64),
            Download("QA-09001 Matrices v1.2.xlsx", "excel/b/m.xlsx", "Excel", 1_900_000, "b" * 64),
            Download("tree.json", "json/b/tree.json", "JSON", 300, "c" * 64),
        ),
        departures=(
            Departure(HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[3], "A. <Muster>", "16 November 2026", "hostile"),
            Departure("RM-001 (responsibilities)", "giver: R", "giver: R/A"),
        ),
        open_points=HOSTILE,
        inputs="2" * 64,
    )
    return replace(page, **changed)  # type: ignore[arg-type]


def library() -> tuple[LibraryClause, ...]:
    """Return two clauses of the library, the first with every kind of block and position."""
    items = Items("a", (Item("a", ((Text(HOSTILE[0]),),), Items("-", (Item("-", ((Text("inner"),),)),))),))
    sentence = (
        *(Use(HOSTILE[1]), Text(" shall tell within "), Blank("a-value"), Text(" under ")),
        *(Reference("other"), Text(" and "), Reference("AX-<1>"), OpenPoint(HOSTILE[3])),
    )
    texts = (
        ("standard", (Sentences((sentence, (Text(HOSTILE[2]),))), items, Placement("responsibilities"))),
        ("fallback", (Sentences(((Blank("b-value"),),)),)),
    )
    first = LibraryClause(
        id="hostile",
        topic="DEV",
        chapter=HOSTILE[0],
        title=HOSTILE[1],
        layer="core",
        fingerprint="7f3c91ab" * 8,
        texts=texts,
        approvals=(("fallback", "head-of-quality", HOSTILE[1]),),
        guidance=f"{HOSTILE[0]}\n\n{HOSTILE[1]}",
        covers=("R-DEV-10",),
        values=(("a-value", HOSTILE[2]), ("b-value", "")),
        used_in=(ClauseUse("beispiel-exemple", "QA-09001", HOSTILE[0], "quality-agreement", "hostile", "fallback"),),
    )
    plain = (("standard", (Sentences(((Text("Nothing else."),),)),)),)
    return first, LibraryClause("other", "DEV", HOSTILE[0], "Another clause", "regions/eu", "8" * 64, plain)


def site(*agreements: AgreementPage) -> SiteModel:
    """Return the site, of the sample agreement unless others are named."""
    return SiteModel("Quality Agreements", agreements or (agreement(),), library())
