"""A document as plain text: every word and number on a line of its own, in printed order."""

from __future__ import annotations

from dataclasses import replace

from generator.document.blocks import (
    Cell,
    Clause,
    Column,
    CoverParty,
    Document,
    Facts,
    Heading,
    Item,
    Number,
    Paragraph,
    Row,
    Section,
    Signature,
    SignatureBlock,
    Table,
)
from generator.document.printed import printed_texts
from generator.prose import Blank, OpenPoint, Reference, Text, Use
from generator.render.plain import document_to_plain

ITEMS = (
    Item(
        "c.1(a)",
        Number(4, "(a)", "2.1(a)"),
        (Text("by telephone;"),),
        (Item("c.1(a)(i)", Number(5, "(i)", ""), (Text("at night."),)),),
    ),
    Item("c.1-", Number(), (Text("in writing."),)),
)
NOTIFY = Paragraph(
    "c.1",
    (
        *(Text("The "), Use("Contract Acceptor"), Text(" shall tell within "), Blank("notice", words="1 Business Day")),
        *(Text(", see "), Reference("d", path="d", words="clause ", number="2.2"), Text(" "), OpenPoint("who")),
    ),
    Number(3, "(a)", "2.1(a)"),
    ITEMS,
)
TABLE = Table(
    "m",
    "m",
    "Matrix",
    (Column("id", "No.", 1.0), Column("giver", "Contract Giver", 1.0, "Aurelia")),
    (
        Row("m/group:dev", group="Deviations"),
        Row("m/RM-1", (Cell("x", ((Text("RM-1"),),)), Cell("y", ((Text("R/A"),), (Text("at night"),))))),
    ),
    Number(0, "Table 1", "1"),
    key=(Text("R does."),),
    note=(Text("No more."),),
)
DOCUMENT = Document(
    Facts("a", "quality-agreement", "Quality Agreement", "for filling", "QA-1", "1.0", "1", "Draft 1", *[""] * 7),
    (CoverParty("(1)", ("Aurelia Example Ltd",), "Contract Giver"),),
    (Heading("h", "Revision history"),),
    (),
    (Section("dev", Number(1, "2.", "2"), "Deviations", (Clause("c", Number(2, "2.1", "2.1"), "Notice", (NOTIFY,)),)),),
    SignatureBlock(
        "s",
        "Signatures",
        (Text("Signed by:"),),
        (Signature("s1", "Aurelia Example Ltd", "Contract Giver", "A. Name", "", "approved"),),
        (Text("End."),),
    ),
    (Section("ax", Number(1, "Annex 1", "1"), "Matrix", (TABLE,), annex=True),),
    (("Annex 2", "List"),),
)


def test_a_document_reads_as_it_prints() -> None:
    assert (
        document_to_plain(DOCUMENT)
        == """\
QA-1 Quality Agreement
for filling
Draft 1
(1) Aurelia Example Ltd as Contract Giver

Revision history

2. Deviations

2.1 Notice
  (a) The Contract Acceptor shall tell within 1 Business Day, see clause 2.2 [● who]
    (a) by telephone;
      (i) at night.
    - in writing.

Signatures
Signed by:

Aurelia Example Ltd | Contract Giver
  Signature:
  Name: A. Name
  Title:
  Date:
  Meaning: approved

End.

Annex 1 Matrix

Table 1: Matrix
R does.
No. | Aurelia Contract Giver
Deviations
RM-1 | R/A / at night
No more.

Annex 2 List
"""
    )


def test_every_printed_text_stands_in_it() -> None:
    text = " ".join(document_to_plain(DOCUMENT).split())
    order = ("CONTROL", "PARTIES", "BODY", "SIGNATURES", "ANNEXES")
    assert [
        words
        for words in printed_texts(DOCUMENT, order)
        if words not in text and words != "Signed for and on behalf of"
    ] == []


def test_a_document_without_signatures_has_no_page_for_them() -> None:
    assert "Signature" not in document_to_plain(replace(DOCUMENT, signatures=None))
