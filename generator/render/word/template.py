"""Make the shipped templates: ordinary .docx files that legal restyles in Word, with tags for facts and markers."""

from __future__ import annotations

from generator.render.word.package import pack, write_package
from generator.render.word.styles import (
    A4,
    FONT,
    GREY,
    HEADER,
    LETTER,
    NAMESPACES,
    TWIN,
    Paper,
    mm,
    numbering_part,
    styles_part,
)
from generator.render.word.theme import theme_part

MARKERS = ("COVER-PARTIES", "CONTROL", "CONTENTS", "PARTIES", "BODY", "SIGNATURES", "ANNEXES")
LANGUAGE = "en-GB"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORD_PARTS = ("styles", "numbering", "settings", "fontTable")
_PAGES = (("rId11", "header", "header1"), ("rId12", "footer", "footer1"), ("rId13", "footer", "footer2"))


def shipped_templates() -> dict[str, bytes]:
    """Return the templates of the house style ``counsel`` by file name."""
    return {f"{paper.name}.docx": make_template(paper) for paper in (A4, LETTER)}


def make_template(paper: Paper) -> bytes:
    """Return the template for *paper*."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(),
        "word/_rels/document.xml.rels": _relationships(
            *((f"rId{n}", f"{_OFFICE}/{part}", f"{part}.xml") for n, part in enumerate(_WORD_PARTS, 1)),
            *((id_, f"{_OFFICE}/{kind}", f"{part}.xml") for id_, kind, part in _PAGES),
            ("rId5", f"{_OFFICE}/theme", "theme/theme1.xml"),
        ),
        "word/document.xml": _document(paper),
        "word/styles.xml": styles_part(paper, LANGUAGE),
        "word/numbering.xml": numbering_part(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/theme/theme1.xml": theme_part(),
        "word/header1.xml": _header(),
        "word/footer1.xml": _footer(),
        "word/footer2.xml": _cover_footer(),
    }
    return write_package({name: pack(part) for name, part in parts.items()})


def _content_types() -> bytes:
    kinds = (
        ("/word/document.xml", f"{_MAIN}.document.main+xml"),
        *((f"/word/{part}.xml", f"{_MAIN}.{part}+xml") for part in _WORD_PARTS),
        *((f"/word/{part}.xml", f"{_MAIN}.{kind}+xml") for _, kind, part in _PAGES),
        ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds)
    return (
        f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relationships(*links: tuple[str, str, str]) -> bytes:
    inner = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in links)
    return f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'.encode()


def _app() -> bytes:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    application = "<Application>Microsoft Office Word</Application>"
    return f'{HEADER}<Properties xmlns="{namespace}">{application}</Properties>'.encode()


def _core() -> bytes:
    """Return empty core properties; they are written anew for each document."""
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title></dc:title></cp:coreProperties>"
    ).encode()


def _settings() -> bytes:
    """Return settings of current Word: compatibility mode 15, no hyphenation, no update of fields on opening."""
    switches = (
        *("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents"),
        *("differentiateMultirowTableHeaders", "useWord2013TrackBottomHyphenation"),
    )
    uri = "http://schemas.microsoft.com/office/word"
    settings = (("compatibilityMode", 15), *((name, 0 if name.startswith("useWord") else 1) for name in switches))
    compat = "".join(f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in settings)
    return (
        f'{HEADER}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="{LANGUAGE}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def _fonts() -> bytes:
    return (
        f'{HEADER}<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="{TWIN}"/>'
        '<w:panose1 w:val="02040503050406030204"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/>'
        "</w:font></w:fonts>"
    ).encode()


# The pages


def _paragraph(style: str, *runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def _run(text: str, style: str = "") -> str:
    face = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{face}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(instruction: str) -> str:
    """Return a field whose shown value Word fills in when it lays out the page."""
    kinds = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = kinds
    return (
        f'{begin}<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{separate}{_run("1")}{end}'
    )


def _marker(name: str) -> str:
    return _paragraph("BodyText", _run(f"@@{name}@@"))


def _document(paper: Paper) -> bytes:
    cover = (
        _paragraph("CoverDated", _run("{{ dated }}")),
        _marker("COVER-PARTIES"),
        _paragraph("CoverRule"),
        _paragraph("Title", _run("{{ title }}")),
        _paragraph("Subtitle", _run("{{ subject }}")),
        _paragraph("CoverRule"),
        _paragraph("SectionEnd", properties=_sheet(paper, '<w:footerReference w:type="default" r:id="rId13"/>')),
    )
    control = (_paragraph("PageTitle", _run("Document control")), _marker("CONTROL"))
    contents = (_paragraph("PageTitle", _run("Contents")), _marker("CONTENTS"))
    rest = (_marker(name) for name in MARKERS[3:])
    running = '<w:headerReference w:type="default" r:id="rId11"/><w:footerReference w:type="default" r:id="rId12"/>'
    body = "".join((*cover, *control, *contents, *rest, _sheet(paper, running)))
    return f"{HEADER}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()


def _sheet(paper: Paper, running: str) -> str:
    top, bottom, left, right = (mm(margin) for margin in paper.margins)
    return (
        f'<w:sectPr>{running}<w:type w:val="nextPage"/><w:pgSz w:w="{mm(paper.width)}" w:h="{mm(paper.height)}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="{mm(paper.header)}" w:footer="{mm(paper.footer)}" w:gutter="0"/></w:sectPr>'
    )


def _band(cells: tuple[str, ...], shares: tuple[int, ...], rule: str = "") -> str:
    """Return a table as wide as the text, on upright and lying pages; *shares* are fiftieths of a per cent."""
    grid = "".join(f'<w:gridCol w:w="{round(share * 8617 / 5000)}"/>' for share in shares)
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="pct"/></w:tcPr>{cell}</w:tc>'
        for cell, share in zip(cells, shares, strict=True)
    )
    borders = f"<w:tblBorders>{rule}</w:tblBorders>" if rule else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PlainTable"/><w:tblW w:w="5000" w:type="pct"/>{borders}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{inner}</w:tr></w:tbl>'
    )


_DOT = " \u00a0·\u00a0 "
_AIR = '<w:spacing w:after="80"/>'


def _header() -> bytes:
    left = _paragraph("Header", _run("{{ title }} {{ number }}"), properties=_AIR)
    right = _paragraph(
        *("HeaderRight", _run(f"Version {{{{ version }}}}{_DOT}"), _run("{{ status }}", "StatusWord")), properties=_AIR
    )
    rule = f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{GREY}"/>'
    band = _band((left, right), (2500, 2500), rule)
    return f"{HEADER}<w:hdr {NAMESPACES}>{band}{_paragraph('SectionEnd')}</w:hdr>".encode()


def _footer() -> bytes:
    left = _paragraph("Footer", _run(f"{{{{ confidentiality }}}}{_DOT}{{{{ short_parties }}}}"))
    right = _paragraph("FooterRight", _run("Page "), _field("PAGE"), _run(" of "), _field("NUMPAGES"))
    return (
        f"{HEADER}<w:ftr {NAMESPACES}>{_band((left, right), (3800, 1200))}{_paragraph('SectionEnd')}</w:ftr>".encode()
    )


def _cover_footer() -> bytes:
    facts = (("Number", "number"), ("Version", "version"), ("Status", "status"), ("Supply Agreement", "master"))
    cells = tuple(
        _paragraph("CoverLabel", _run(label)) + _paragraph("CoverFact", _run(f"{{{{ {fact} }}}}"))
        for label, fact in facts
    )
    rule = '<w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    band = _band(cells, (1050, 750, 1900, 1300), rule)
    return f"{HEADER}<w:ftr {NAMESPACES}>{band}{_paragraph('SectionEnd')}</w:ftr>".encode()
