"""Make the shipped templates: ordinary .docx files that legal restyles in Word, with tags for facts and markers."""

from __future__ import annotations

from generator.render.word.corporate import corporate
from generator.render.word.counsel import A4, LETTER, counsel
from generator.render.word.house import HEADER, NAMESPACES, House, mm, rule
from generator.render.word.package import pack, write_package
from generator.render.word.styles import numbering_part, styles_part
from generator.render.word.theme import theme_part

MARKERS = ("COVER-PARTIES", "CONTROL", "CONTENTS", "PARTIES", "BODY", "SIGNATURES", "ANNEXES")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORD_PARTS = ("styles", "numbering", "settings", "fontTable")
_PAGES = (("rId11", "header", "header1"), ("rId12", "footer", "footer1"), ("rId13", "footer", "footer2"))


def houses() -> tuple[House, ...]:
    """Return the house styles that are shipped."""
    return counsel(A4), counsel(LETTER), corporate()


def shipped_templates() -> dict[str, bytes]:
    """Return the templates of the house styles by file name."""
    return {f"{house.name}.docx": make_template(house) for house in houses()}


def make_template(house: House) -> bytes:
    """Return the template of *house*."""
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
        "word/document.xml": _document(house),
        "word/styles.xml": styles_part(house),
        "word/numbering.xml": numbering_part(house),
        "word/settings.xml": settings_part(house.language),
        "word/fontTable.xml": _fonts(house),
        "word/theme/theme1.xml": theme_part(house.font.name),
        "word/header1.xml": _header(house),
        "word/footer1.xml": _footer(),
        "word/footer2.xml": _cover_footer(house),
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


def settings_part(language: str) -> bytes:
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
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="{language}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def _fonts(house: House) -> bytes:
    font = house.font
    return (
        f'{HEADER}<w:fonts {NAMESPACES}><w:font w:name="{font.name}"><w:altName w:val="{font.twin}"/>'
        f'<w:panose1 w:val="{font.panose}"/><w:charset w:val="00"/><w:family w:val="{font.family}"/>'
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


def page_title(title: str) -> str:
    """Return the paragraph of a title that begins a page."""
    return _paragraph("PageTitle", _run(title))


def cover_lines() -> tuple[str, ...]:
    """Return title, subject and date as the paragraphs of a cover."""
    lines = (("Title", "title"), ("Subtitle", "subject"), ("CoverDated", "dated"))
    return tuple(_paragraph(style, _run(f"{{{{ {fact} }}}}")) for style, fact in lines)


def running_parts(house: House) -> dict[str, bytes]:
    """Return header and footer of running pages."""
    return {"header": _header(house), "footer": _footer()}


def marker(name: str) -> str:
    """Return the paragraph of a marker."""
    return _paragraph("BodyText", _run(f"@@{name}@@"))


_COVER_FOOTER = '<w:footerReference w:type="default" r:id="rId13"/>'
_RUNNING = '<w:headerReference w:type="default" r:id="rId11"/><w:footerReference w:type="default" r:id="rId12"/>'


def _document(house: House) -> bytes:
    cover = _centred_cover(house) if house.cover == "centred" else _barred_cover(house)
    control = (page_title("Document control"), marker("CONTROL"))
    contents = (page_title("Contents"), marker("CONTENTS"))
    rest = (marker(name) for name in MARKERS[3:])
    body = "".join((*cover, *control, *contents, *rest, sheet(house, _RUNNING)))
    return f"{HEADER}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()


def _centred_cover(house: House) -> tuple[str, ...]:
    """Return a cover with the parties in the middle and the title between two rules."""
    return (
        _paragraph("CoverDated", _run("{{ dated }}")),
        marker("COVER-PARTIES"),
        _paragraph("CoverRule"),
        _paragraph("Title", _run("{{ title }}")),
        _paragraph("Subtitle", _run("{{ subject }}")),
        _paragraph("CoverRule"),
        _paragraph("SectionEnd", properties=sheet(house, _COVER_FOOTER)),
    )


def _barred_cover(house: House) -> tuple[str, ...]:
    """Return a cover with a place for a logo, the title at a bar, and the parties side by side.

    The parties stand in two columns, which Word fills evenly only before a section that goes on below on the same page.
    """
    logo = _paragraph("CoverLogo", properties="")
    right = _paragraph("CoverDated", _run("{{ confidentiality }}"))
    return (
        _band((logo, right), (1540, 3460), height=16),
        _paragraph("CoverSpace"),
        _paragraph("Title", _run("{{ title }}")),
        _paragraph("Subtitle", _run("{{ subject }}")),
        _paragraph("Subtitle", _run("{{ dated }}")),
        _paragraph("SectionEnd", properties=sheet(house, _COVER_FOOTER)),
        marker("COVER-PARTIES"),
        _paragraph("SectionEnd", properties=sheet(house, _COVER_FOOTER, columns=2)),
        _paragraph("SectionEnd", properties=sheet(house, _COVER_FOOTER, columns=1)),
    )


def sheet(house: House, running: str, columns: int = 0) -> str:
    """Return the properties of a section: on a new page, or, with a number of *columns*, on the same."""
    paper = house.paper
    top, bottom, left, right = (mm(margin) for margin in paper.margins)
    start = "continuous" if columns else "nextPage"
    beside = f'<w:cols w:num="{columns}" w:space="{mm(8)}"/>' if columns > 1 else ""
    return (
        f'<w:sectPr>{running}<w:type w:val="{start}"/><w:pgSz w:w="{mm(paper.width)}" w:h="{mm(paper.height)}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="{mm(paper.header)}" w:footer="{mm(paper.footer)}" w:gutter="0"/>{beside}</w:sectPr>'
    )


def _band(cells: tuple[str, ...], shares: tuple[int, ...], edges: str = "", height: float = 0) -> str:
    """Return a table as wide as the text, on upright and lying pages; *shares* are fiftieths of a per cent."""
    grid = "".join(f'<w:gridCol w:w="{round(share * 8617 / 5000)}"/>' for share in shares)
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="pct"/></w:tcPr>{cell}</w:tc>'
        for cell, share in zip(cells, shares, strict=True)
    )
    borders = f"<w:tblBorders>{edges}</w:tblBorders>" if edges else ""
    tall = f'<w:trPr><w:trHeight w:val="{mm(height)}" w:hRule="atLeast"/></w:trPr>' if height else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PlainTable"/><w:tblW w:w="5000" w:type="pct"/>{borders}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{tall}{inner}</w:tr></w:tbl>'
    )


_DOT = " \u00a0·\u00a0 "
_AIR = '<w:spacing w:after="80"/>'


def _header(house: House) -> bytes:
    left = _paragraph("Header", _run("{{ title }} {{ number }}"), properties=_AIR)
    right = _paragraph(
        *("HeaderRight", _run(f"Version {{{{ version }}}}{_DOT}"), _run("{{ status }}", "StatusWord")), properties=_AIR
    )
    band = _band((left, right), (1750, 3250), rule("bottom", 0.5, house.hairline))
    return f"{HEADER}<w:hdr {NAMESPACES}>{band}{_paragraph('SectionEnd')}</w:hdr>".encode()


def _footer() -> bytes:
    left = _paragraph("Footer", _run(f"{{{{ confidentiality }}}}{_DOT}{{{{ short_parties }}}}"))
    right = _paragraph("FooterRight", _run("Page "), _field("PAGE"), _run(" of "), _field("NUMPAGES"))
    return (
        f"{HEADER}<w:ftr {NAMESPACES}>{_band((left, right), (3800, 1200))}{_paragraph('SectionEnd')}</w:ftr>".encode()
    )


def _cover_footer(house: House) -> bytes:
    facts, shares = house.strip
    cells = tuple(
        _paragraph("CoverLabel", _run(label)) + _paragraph("CoverFact", _run(f"{{{{ {fact} }}}}"))
        for label, fact in facts
    )
    band = _band(cells, shares, house.strip_rules)
    return f"{HEADER}<w:ftr {NAMESPACES}>{band}{_paragraph('SectionEnd')}</w:ftr>".encode()
