"""Six agreements of other firms, made with python-docx: each has a shape of its own. Companies and products are
invented, and so is the wording.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

PAST = "2020-01-01T00:00:00Z"


def saved(document: Any) -> bytes:
    """Return the bytes of a file of python-docx."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def element(tag: str, /, **attributes: str) -> Any:
    """Return an element of Word with its attributes."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def said(document: Any, text: str, style: str | None = None, *, bold: bool = False) -> Any:
    """Add a paragraph."""
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(text).bold = bold or None
    return paragraph


def grid(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    """Add a table."""
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return table


def numbered(document: Any, levels: Sequence[tuple[str, str, str]]) -> int:
    """Add a list of several levels (form, pattern, style that follows it) and return its id."""
    numbering = document.part.numbering_part.element
    abstract = element("w:abstractNum", abstractNumId="90")
    abstract.append(element("w:multiLevelType", val="multilevel"))
    for at, (form, pattern, style) in enumerate(levels):
        level = element("w:lvl", ilvl=str(at))
        level.append(element("w:start", val="1"))
        level.append(element("w:numFmt", val=form))
        if style:
            level.append(element("w:pStyle", val=style))
        level.append(element("w:lvlText", val=pattern))
        abstract.append(level)
    numbering.insert(0, abstract)
    number = element("w:num", numId="90")
    number.append(element("w:abstractNumId", val="90"))
    numbering.append(number)
    return 90


def in_list(holder: Any, number: int, level: int) -> None:
    """Put a paragraph or style into a list."""
    properties = holder.get_or_add_pPr()
    place = element("w:numPr")
    place.append(element("w:ilvl", val=str(level)))
    place.append(element("w:numId", val=str(number)))
    properties.append(place)


def bookmarked(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark round the words of a paragraph."""
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, element("w:bookmarkStart", id=str(number), name=name))
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def referring(paragraph: Any, target: str, shown: str) -> None:
    """Add a reference that Word computes."""
    for what, text in (("begin", ""), ("", f" REF {target} \\r \\h "), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if what in ("begin", "separate", "end"):
            run._r.append(element("w:fldChar", fldCharType=what))
        elif what:
            run.text = text
        else:
            instruction = element("w:instrText")
            instruction.text = text
            run._r.append(instruction)


TYPED = """\
1. PURPOSE AND SCOPE
1.1 This Agreement states the quality duties of the Parties for the manufacture and packaging of Corvelin tablets (the "Product").
1.2 It applies to all activities at the plant in Ghent and does not replace the Supply Agreement.
2. DEFINITIONS
2.1 "Batch" means a defined quantity of Product that comes from one process.
2.2 "GMP" means the rules of good manufacturing practice that apply at the plant.
2.3 "Quality Event" means a departure from an approved instruction or an established standard.
3. DEVIATIONS AND INVESTIGATIONS
3.1 The Supplier shall record each Quality Event on the day on which it is found.
3.2 The Supplier shall notify the Customer of each critical Quality Event within two (2) business days after discovery. The notice shall state:
(a) the Batch concerned;
(b) the facts known so far, namely
(i) time and place,
(ii) persons present; and
(c) the measures taken.
3.3 The Supplier shall close each investigation within 30 calendar days. If that is not possible, Section 3.2(c) applies to the interim report.
3.4 Repeated events are discussed in the meeting under Section 5.1.
4. CHANGE CONTROL
4.1 The Supplier shall not make a change that may affect the Product without the written consent of the Customer.
4.2 The Customer shall answer a request within ten (10) business days after receipt.
5. MEETINGS
5.1 The Parties meet each quarter. Article 31 of Directive 2001/83/EC stays unaffected.
5.2 Minutes are kept by the Supplier and sent to the Customer within 5 working days.
"""


def typed_numbers() -> bytes:
    """Numbers typed, no styles at all."""
    document = Document()
    said(document, "QUALITY AGREEMENT")
    said(document, "for the manufacture and packaging of Corvelin tablets")
    said(document, "Document No.: QAA-2291")
    said(
        document,
        "This Quality Agreement is made between Halvorsen Example AS, a company registered in Norway with company number "
        '000 221 900 and its registered office at 4 Eksempelgata, Oslo, Norway (the "Customer") and Wevelgem Example NV, '
        'with its registered office at 77 Voorbeeldlaan, Ghent, Belgium (the "Supplier").',
    )
    said(document, "WHEREAS the Customer holds the marketing authorisation for Corvelin and has no plant of its own;")
    for line in TYPED.splitlines():
        said(document, line)
    said(document, "IN WITNESS WHEREOF the Parties have signed this Agreement.")
    said(
        document, "For the Customer: ____________________ Name: Ingrid Eksempel Title: Head of Quality Date: __________"
    )
    said(document, "For the Supplier: ____________________ Name: Koen Voorbeeld Title: QA Director Date: __________")
    return saved(document)


def styled_headings() -> bytes:
    """Styles of headings with automatic numbers, items in the same list, computed references, header, comment."""
    document = Document()
    number = numbered(
        document,
        [
            ("decimal", "%1.", "Heading1"),
            ("decimal", "%1.%2", "Heading2"),
            ("decimal", "%1.%2.%3", ""),
            ("lowerLetter", "(%4)", ""),
        ],
    )
    for name, level in (("Heading 1", 0), ("Heading 2", 1)):
        in_list(document.styles[name].element, number, level)

    def item(text: str, level: int) -> Any:
        paragraph = said(document, text)
        in_list(paragraph._p, number, level)
        return paragraph

    document.sections[0].header.paragraphs[0].text = "Quality Agreement QA-7715, confidential"
    document.sections[0].footer.paragraphs[0].text = "Lindqvist Example AB and Oberwald Example GmbH"
    said(document, "Quality Agreement", "Title")
    said(document, "between")
    said(
        document,
        'Lindqvist Example AB, with its registered office at 8 Exempelgatan, Uppsala, Sweden (hereinafter "Sponsor")',
    )
    said(document, "and")
    said(
        document,
        'Oberwald Example GmbH, HRB 000771, located at Musterallee 9, Ulm, Germany (hereinafter "Contract Manufacturer")',
    )
    said(document, "Scope", "Heading 1")
    said(document, "Products and services", "Heading 2")
    item("This agreement covers the aseptic filling of Brintamab solution by the Contract Manufacturer.", 2)
    item("The Contract Manufacturer works only at its site in Ulm.", 2)
    said(document, "Relation to the supply contract", "Heading 2")
    item("In matters of quality this agreement goes before the supply contract.", 2)
    said(document, "Deviations", "Heading 1")
    said(document, "Duty to notify", "Heading 2")
    notify = item(
        "The Contract Manufacturer shall notify the Sponsor of each critical deviation within one (1) business day after discovery.",
        2,
    )
    bookmarked(notify, "_Ref770001", 71)
    item("The notice contains:", 2)
    item("the number of the batch,", 3)
    item("the class of the deviation and", 3)
    item("the first measures.", 3)
    said(document, "Investigation", "Heading 2")
    later = item("The report on an event notified under clause ", 2)
    referring(later, "_Ref770001", "2.1.1")
    later.add_run(" names its root cause, or says why none was found.")
    said(document, "Retention of records", "Heading 1")
    said(document, "Batch records", "Heading 2")
    item(
        "Batch records are kept for at least one year after expiry, and five years after certification by the Qualified Person.",
        2,
    )
    document.add_comment(later.runs, "Is this agreed with Uppsala?", author="M. Exempel", initials="ME")
    document.core_properties.title = "QA"
    return saved(document)


X_ROWS = [
    ("No.", "Activity", "Client", "Contractor"),
    ("", "Materials", "", ""),
    ("1", "Buy, receive, quarantine, sample, test and release materials.", "", "X"),
    ("2", "Approve the list of suppliers of starting materials", "X", ""),
    ("", "Production", "", ""),
    ("3", "Keep the cleaning records of the filling line", "", "X"),
    ("4", "Take part in the yearly review of the product", "X", "X"),
    ("5", "Release of each batch to the market", "X", ""),
    ("6", "Archive artwork", "(X)", "X"),
]


def crosses() -> bytes:
    """Chapters of running text and a matrix with a cross for who does it."""
    document = Document()
    said(document, "Technical and Quality Agreement", bold=True)
    grid(document, [["Agreement number", "TQA/88/04"], ["Product", "Serrapine cream 20 mg/g"]])
    said(
        document,
        'between Castellane Example SAS, 3 rue de l\'Exemple, Lyon, France ("Client") and Torvik Example ApS, Eksempelvej 5, Aarhus, Denmark ("Contractor")',
    )
    said(document, "1 General", bold=True)
    said(document, "1.1 The Contractor manufactures the cream in line with the dossier that the Client supplies.")
    said(
        document, "1.2 The Contractor shall keep its licence in force and tell the Client of each change of it at once."
    )
    said(document, "2 Division of responsibilities", bold=True)
    said(document, "The following table shows who carries out each activity. X marks the party that is responsible.")
    grid(document, X_ROWS)
    said(document, "3 Contacts", bold=True)
    said(document, "The following persons are the first contacts:")
    grid(
        document,
        [
            ["Function", "Client", "Contractor"],
            ["Quality", "Aline Exemple, +33 4 0000 0000", "Bo Eksempel, +45 0000 0000"],
            ["Logistics", "Marc Exemple", "Lis Eksempel"],
        ],
    )
    return saved(document)


LETTER_ROWS = [
    ("Activity", "Licence Holder", "Manufacturer", "Testing Laboratory", "Remarks"),
    ("Draw the samples of each batch", "I", "R/A", "I", "By the sampling plan"),
    ("Test finished product by the registered methods", "I", "C", "R/A", ""),
    ("Report a result out of specification", "I", "I", "R/A", "At once by telephone"),
    ("Decide on the use of a batch", "A/R", "C", "C", ""),
    ("Store retention samples", "", "R", "R", "Each for its own samples"),
    (
        "Approve each Master Batch Record, that of packaging included, before first use and after each change.",
        "R/A",
        "R",
        "",
        "",
    ),
    ("Train staff", "S", "R", "", "S: supports"),
]


def three_parties() -> bytes:
    """Three parties and a matrix with R, A, C and I; chapters are called Article."""
    document = Document()
    said(document, "QUALITY ASSURANCE AGREEMENT", bold=True)
    said(document, "This Quality Agreement is entered into by and between:")
    said(
        document,
        '(1) Penrose Example Ltd, with its registered office at 1 Sample Row, Leeds, United Kingdom (the "Licence Holder");',
    )
    said(
        document,
        '(2) Marostica Example S.r.l., with its registered office at Via Esempio 2, Padova, Italy (the "Manufacturer"); and',
    )
    said(
        document,
        '(3) Vysocina Example s.r.o., with its registered office at Vzorova 3, Jihlava, Czechia (the "Testing Laboratory").',
    )
    said(document, "Article 1 - Subject", bold=True)
    said(
        document,
        "The Manufacturer makes Dolanex capsules and the Testing Laboratory tests them for the Licence Holder.",
    )
    said(document, "Article 2 - Results out of specification", bold=True)
    said(
        document,
        "2.1 The Testing Laboratory informs the Licence Holder and the Manufacturer of a confirmed result out of specification within 24 hours.",
    )
    said(document, "2.2 The Manufacturer may not invalidate a result. Article 1 stays unaffected.")
    said(document, "Article 3 - Matrix of responsibilities", bold=True)
    grid(document, LETTER_ROWS)
    said(document, "R = responsible, A = accountable, C = consulted, I = informed")
    return saved(document)


SENTENCE_ROWS = [
    ("Topic", "Principal", "Service Provider"),
    (
        "Complaints",
        "The Principal receives complaints and sends them on within 2 working days.",
        "The Service Provider investigates each complaint and answers within 20 working days.",
    ),
    ("Recall", "The Principal decides on a recall and informs the authorities.", ""),
    (
        "Audits",
        "The Principal may audit the warehouse once in two years with 30 days' notice.",
        "The Service Provider gives access and answers observations within 30 days.",
    ),
    ("Transport", "", "The Service Provider qualifies its carriers and monitors the temperature of each transport."),
]


def sentences() -> bytes:
    """What each party does stands as sentences in a column of its own."""
    document = Document()
    document.add_heading("Quality Agreement for storage and distribution", 0)
    said(
        document,
        'Between Brackwater Example plc, 5 Sample Quay, Bristol, United Kingdom ("Principal") and Duna Example Zrt, Minta utca 6, Győr, Hungary ("Service Provider").',
    )
    document.add_heading("1. Basis", 1)
    said(
        document,
        "The Service Provider stores and distributes the medicines of the Principal by good distribution practice.",
    )
    document.add_heading("2. Duties of the Parties", 1)
    grid(document, SENTENCE_ROWS)
    document.add_heading("3. Term", 1)
    said(document, "This agreement is valid for three years from its signature.", "List Number")
    said(document, "It ends with the supply contract at the latest.", "List Number")
    said(document, "Each party keeps:", None)
    said(document, "its records,", "List Bullet")
    said(document, "the samples it drew.", "List Bullet")
    return saved(document)


def german_names() -> bytes:
    """A table of definitions, annexes, footnotes, and styles with German names and levels of the outline."""
    document = Document()
    for name, level in (("QAV Kapitel", "0"), ("QAV Abschnitt", "1")):
        style = document.styles.add_style(name, 1)
        style.element.get_or_add_pPr().append(element("w:outlineLvl", val=level))
    said(document, "Quality Agreement (Qualitätssicherungsvereinbarung)", bold=True)
    said(document, "Vertragsnummer: QSV-2031-07")
    said(
        document,
        'Steinbrück Example AG, Musterweg 1, Basel, Switzerland ("Auftraggeber") and Achterberg Example GmbH & Co. KG, HRB 000884, Beispielstraße 12, Jena, Germany ("Auftragnehmer")',
    )
    said(document, "Inhaltsverzeichnis")
    said(document, "Definitions\t2")
    said(document, "Release\t3")
    said(document, "Definitions", "QAV Kapitel")
    said(document, "The following terms are used:")
    grid(
        document,
        [
            ["Term", "Definition"],
            ["Charge", "a quantity made in one run, in English Batch"],
            ["Rückstellmuster", "a sample that is kept for a later test"],
            ["Sperrlager", "an area for goods that are not released"],
        ],
    )
    said(document, "Release", "QAV Kapitel")
    said(document, "Certificate", "QAV Abschnitt")
    said(
        document,
        "The Auftragnehmer shall send the certificate of analysis of each Charge with the delivery. Annex 1 names the recipients.",
    )
    said(document, "Samples", "QAV Abschnitt")
    said(document, "The Auftragnehmer shall keep two Rückstellmuster of each Charge for one year after its expiry.")
    said(document, "Goods in the Sperrlager are locked until the Auftraggeber has decided.")
    said(document, "Annex 1: Recipients", "QAV Kapitel")
    said(document, "Certificates go to the quality unit in Basel.")
    said(document, "Annex 2: Price list", "QAV Kapitel")
    return with_footnote(saved(document), "Samples", "Retained under the rules of the country of sale.")


def with_footnote(data: bytes, title: str, words: str) -> bytes:
    """Return a file with a footnote at the end of the paragraph behind *title*."""
    document = Document(io.BytesIO(data))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = (
        f'<w:footnotes {space}><w:footnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    at = next(count for count, one in enumerate(document.paragraphs) if one.text == title)
    run = document.paragraphs[at + 1].add_run()
    run._r.append(element("w:footnoteReference", id="2"))
    return saved(document)


PAPERS: dict[str, Callable[[], bytes]] = {
    "typed-numbers": typed_numbers,
    "styled-headings": styled_headings,
    "crosses": crosses,
    "three-parties": three_parties,
    "sentences": sentences,
    "german-names": german_names,
}


def tracked(data: bytes) -> bytes:
    """Return a file whose third paragraph has a tracked insertion."""
    document = Document(io.BytesIO(data))
    paragraph = document.paragraphs[2]
    run = deepcopy(paragraph.runs[0]._r)
    inserted = element("w:ins", id="900", author="A. Sample", date=PAST)
    inserted.append(run)
    paragraph._p.append(inserted)
    return saved(document)


TWO = 'Alder Example Ltd, 1 Sample Lane, Cork, Ireland ("Contract Giver") and Birch Example Ltd, 2 Sample Lane, Cork, Ireland ("Contract Acceptor")'


def of_the_library(text: str, title: str = "Extension of the due date") -> bytes:
    """One clause under a title of the library, with a text of its own."""
    document = Document()
    said(document, "Quality Agreement")
    said(document, TWO)
    document.add_heading("Deviations", 1)
    document.add_heading(title, 2)
    for paragraph in text.split("\n\n"):
        said(document, paragraph.replace("\n", " "))
    return saved(document)


def under_another_title(*clauses: tuple[str, str]) -> bytes:
    """Clauses of the library, title and text, in a chapter of another title, and one that refers to that chapter."""
    document = Document()
    said(document, "Quality Agreement")
    said(document, TWO)
    document.add_heading("1. Odd events", 1)
    for count, (title, text) in enumerate(clauses, 1):
        document.add_heading(f"1.{count} {title}", 2)
        for paragraph in text.split("\n\n"):
            said(document, paragraph.replace("\n", " "))
    document.add_heading("2. Filing", 1)
    said(document, "2.1 The Supplier files what Section 1 asks for in binders on the shelf.")
    return saved(document)


def odd_corners() -> bytes:
    """Companies on the cover, a table of terms of which one is used, and signatures in a table."""
    document = Document()
    for line in ("Quality Agreement", "Alder Example Ltd", "Birch Example GmbH"):
        said(document, line)
    document.add_heading("1. Definitions", 1)
    grid(document, [("Term", "Meaning"), ("Binder", "a folder on the shelf"), ("Widget", "a thing of no use")])
    document.add_heading("2. Filing", 1)
    said(document, "2.1 The Supplier files each paper in a Binder on the shelf.")
    document.add_heading("Signatures", 1)
    signed = [("For Alder Example Ltd", "For Birch Example GmbH")]
    grid(
        document,
        [*signed, ("Signature: ____", "Signature: ____"), ("Name: Kim Example", "Name: Jo Sample"), ("Date:", "Date:")],
    )
    return saved(document)


BESIDE = """\
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Records</w:t></w:r></w:p>
<w:p><w:commentRangeStart w:id="5"/><w:r><w:t>The Supplier keeps each record.</w:t></w:r><w:commentRangeEnd w:id="5"/>
<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The Supplier informs the Customer </w:t></w:r>
<w:r><w:rPr><w:strike/></w:rPr><w:t>without charge</w:t></w:r><w:r><w:t xml:space="preserve"> of each loss: </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>
</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:t xml:space="preserve"> by mail, filed </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="weekly"/>
<w:listEntry w:val="monthly"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Hint"/></w:pPr><w:r><w:t xml:space="preserve">Hint for drafters. </w:t></w:r>
<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Loss of a record is a deviation.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Binder</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>Blue</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>
<w:p><w:r><w:t>Covered words</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Red</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
"""
PARTS = {
    "footnotes": '<w:footnote w:id="2"><w:p><w:r><w:t>Originals only.</w:t></w:r></w:p></w:footnote>',
    "endnotes": '<w:endnote w:id="3"><w:p><w:r><w:t>Since the year 2019.</w:t></w:r></w:p></w:endnote>',
    "comments": '<w:comment w:id="5" w:author="Kim Example" w:date="2026-03-04T09:00:00Z"><w:p><w:r>'
    "<w:t>Who pays?</w:t></w:r></w:p></w:comment>",
}


def beside_the_text() -> bytes:
    """Everything that stands beside the text, a table of parties that says more, and lines before the first chapter."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Confidential QAA-77"
    said(document, "Quality Agreement, as amended")
    said(document, "Document No.: QAA-77, supersedes version 3")
    grid(
        document,
        [
            ['Halvorsen Example AS, 4 Eksempelgata, Oslo, Norway (the "Customer")', "Contact: desk of Ms Prove"],
            ['Wevelgem Example NV, 77 Voorbeeldlaan, Ghent, Belgium (the "Supplier")', ""],
        ],
    )
    said(document, "Please read with the cover letter.")
    body = document.element.body
    hint = element("w:style", type="paragraph", styleId="Hint")
    hint.append(element("w:name", val="Hint"))
    hint.append(element("w:rPr"))
    hint[-1].append(element("w:vanish"))
    document.styles.element.append(hint)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    made = parse_xml(f"<w:body {space}>{BESIDE}</w:body>")
    for one in list(made):
        body.insert(len(body) - 1, one)
    for name, xml in PARTS.items():
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        part = Part(
            PackURI(f"/word/{name}.xml"), kind, f"<w:{name} {space}>{xml}</w:{name}>".encode(), document.part.package
        )
        document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}")
    return saved(document)
