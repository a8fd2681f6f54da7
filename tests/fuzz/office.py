"""A small Word file that holds at least one of everything our readers look for, to be damaged."""

from __future__ import annotations

import zipfile
from io import BytesIO

SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{home}"'
    for prefix, home in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "w14": "microsoft.com/office/word/2010/wordml",
        "w15": "microsoft.com/office/word/2012/wordml",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "m": "openxmlformats.org/officeDocument/2006/math",
    }.items()
)
HAND = 'w:id="9" w:author="Counsel" w:date="2026-11-20T10:00:00Z"'


def words(text: str, face: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{face}</w:rPr>' if face else ''}<w:t>{text}</w:t></w:r>"


def line(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def field(instruction: str, shown: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inside = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{sign.format('separate')}{words(shown)}"
    return f"{sign.format('begin')}{inside}{sign.format('end')}"


NUMBERED = '<w:pStyle w:val="Clause"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
INSERTED, DELETED = f"<w:ins {HAND}>", f"<w:del {HAND}>"
GONE = "<w:r><w:delText>two</w:delText></w:r></w:del>"


def row(change: str = "", span: str = "") -> str:
    properties = f"<w:trPr>{change}</w:trPr>" if change else ""
    return f"<w:tr>{properties}<w:tc><w:tcPr>{span}</w:tcPr>{line(words('cell'))}</w:tc></w:tr>"


BODY = "".join(
    (
        line(f'<w:bookmarkStart w:id="1" w:name="c-1"/>{words("One")}<w:bookmarkEnd w:id="1"/>', NUMBERED),
        line(f"{words('Within ')}{DELETED}{GONE}{INSERTED}{words('three')}</w:ins>{words(' days.')}"),
        line(words("ends here"), f"<w:rPr>{INSERTED}</w:ins></w:rPr><w:pPrChange {HAND}><w:pPr/></w:pPrChange>"),
        line(words("hidden", "<w:vanish/><w:strike/>") + words("white", '<w:color w:val="FFFFFF"/>')),
        line(words("see ") + field("REF c-1", "1") + field("INCLUDETEXT x", "y")),
        line('<w:commentRangeStart w:id="0"/>' + words("asked") + '<w:r><w:commentReference w:id="0"/></w:r>'),
        line(f"<w:moveFrom {HAND}>{words('moved')}</w:moveFrom><w:moveTo {HAND}>{words('moved')}</w:moveTo>"),
        line('<w:r><w:tab/><w:br/><w:noBreakHyphen/><w:sym w:char="F0B7"/><w:footnoteReference w:id="2"/></w:r>'),
        line(f'<w:hyperlink w:anchor="c-1">{words("link")}</w:hyperlink>', "<w:tabs><w:tab/></w:tabs>"),
        f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{row()}{row(INSERTED + '</w:ins>')}",
        row(DELETED + "</w:del>", '<w:gridSpan w:val="2"/><w:vMerge/>') + "</w:tbl>",
        line("<w:r><w:pict><w:txbxContent>" + line(words("boxed")) + "</w:txbxContent></w:pict></w:r>"),
        line('<w:r><w:drawing><wp:docPr descr="a seal"/></w:drawing></w:r><m:oMath><m:t>x</m:t></m:oMath>'),
        f"<w:sdt><w:sdtContent>{line(words('in a frame'))}</w:sdtContent></w:sdt>",
        f'<w:sectPr><w:pgSz w:w="1" w:h="2"/><w:sectPrChange {HAND}><w:sectPr/></w:sectPrChange></w:sectPr>',
    )
)
LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl>'
PARTS = {
    "document": f"<w:document {SPACES}><w:body>{BODY}</w:body></w:document>",
    "styles": f'<w:styles {SPACES}><w:style w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Clause"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>',
    "numbering": f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="1">{LEVEL}</w:abstractNum>'
    f'<w:num w:numId="1"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>{LEVEL}'
    "</w:lvlOverride></w:num></w:numbering>",
    "comments": f'<w:comments {SPACES}><w:comment w:id="0" w:author="A"><w:p w14:paraId="1"><w:r><w:t>Why?</w:t></w:r>'
    "</w:p></w:comment></w:comments>",
    "commentsExtended": f'<w15:commentsEx {SPACES}><w15:commentEx w15:paraId="1" w15:done="1"/></w15:commentsEx>',
    "footnotes": f'<w:footnotes {SPACES}><w:footnote w:id="2">{line(words("below"))}</w:footnote></w:footnotes>',
    "header1": f"<w:hdr {SPACES}>{line(INSERTED + words('above') + '</w:ins>')}</w:hdr>",
}


def word_file(**parts: str) -> bytes:
    """Return the small Word file; *parts* take the place of its own."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name, text in (PARTS | parts).items():
            package.writestr(f"word/{name}.xml", text)
    return made.getvalue()


def with_body(body: str, **parts: str) -> bytes:
    """Return a Word file whose main text is *body*."""
    return word_file(document=f"<w:document {SPACES}><w:body>{body}</w:body></w:document>", **parts)
