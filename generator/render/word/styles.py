"""The house style ``counsel`` as Word styles and true multilevel numbering, every value from one place.

Legal changes a style in Word, never a paragraph: the body that is put into the template names these styles by id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "Cambria"
TWIN = "Caladea"
GREY = "595959"
HAIRLINE = "BFBFBF"
STRONG_FILL = "E4E4E4"
BLANK_FILL = "FFF0C2"


def mm(length: float) -> int:
    """Return *length* in millimetres as twentieths of a point."""
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    """Return *length* in points as twentieths of a point."""
    return round(length * 20)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet and its margins (top, bottom, left, right) in millimetres; *wide_margins* are for a sheet on its side."""

    name: str
    width: float
    height: float
    margins: tuple[float, float, float, float] = (30, 27, 30, 28)
    wide_margins: tuple[float, float, float, float] = (26, 20, 20, 20)
    header: float = 14
    footer: float = 13

    @property
    def text_width(self) -> int:
        """Width of the text of an upright sheet, in twentieths of a point."""
        return mm(self.width) - mm(self.margins[2]) - mm(self.margins[3])


A4 = Paper("counsel", 210, 297)
LETTER = Paper("counsel-letter", 215.9, 279.4)

NUMBER_COLUMN = mm(12.5)
EDGES = (0, NUMBER_COLUMN, mm(22), mm(31.5), mm(41))
"""Where numbers and texts begin: the number of a level hangs at one edge, its text stands at the next."""


class Level(NamedTuple):
    """One level of a list: its style, kind of number, pattern, and the edges of number and text."""

    style: str
    format: str
    pattern: str
    number_at: int
    text_at: int


class NumberedList(NamedTuple):
    """A list: its ids in the numbering part, a name, its levels; *single* when each level stands alone."""

    id: int
    name: str
    levels: tuple[Level, ...]


OUTLINE = NumberedList(
    1,
    "Outline",
    (
        Level("Heading1", "decimal", "%1.", 0, EDGES[1]),
        Level("Heading2", "decimal", "%1.%2", 0, EDGES[1]),
        Level("Clause3", "lowerLetter", "(%3)", EDGES[1], EDGES[2]),
        Level("Clause4", "lowerRoman", "(%4)", EDGES[2], EDGES[3]),
        Level("Clause5", "upperLetter", "(%5)", EDGES[3], EDGES[4]),
    ),
)
INSET = NumberedList(
    2,
    "ListInset",
    (
        Level("Inset1", "lowerLetter", "(%1)", EDGES[1], EDGES[2]),
        Level("Inset2", "lowerRoman", "(%2)", EDGES[2], EDGES[3]),
        Level("Inset3", "upperLetter", "(%3)", EDGES[3], EDGES[4]),
    ),
)
FLUSH = NumberedList(
    3,
    "ListFlush",
    (
        Level("Flush1", "lowerLetter", "(%1)", 0, EDGES[1]),
        Level("Flush2", "lowerRoman", "(%2)", EDGES[1], EDGES[2]),
        Level("Flush3", "upperLetter", "(%3)", EDGES[2], EDGES[3]),
    ),
)
DASHES = NumberedList(
    4,
    "ListDash",
    tuple(Level(f"Dash{n + 1}", "bullet", "–", EDGES[n], EDGES[n + 1]) for n in range(4)),
)
PARTIES = NumberedList(5, "Parties", (Level("Party", "decimal", "(%1)", 0, EDGES[1]),))
RECITALS = NumberedList(6, "Recitals", (Level("Recital", "upperLetter", "(%1)", 0, EDGES[1]),))
ANNEXES = NumberedList(7, "Annexes", (Level("AnnexTitle", "decimal", "Annex\u00a0%1", 0, mm(24.5)),))
LISTS = (OUTLINE, INSET, FLUSH, DASHES, PARTIES, RECITALS, ANNEXES)


class Style(NamedTuple):
    """A paragraph style; sizes and spaces in points, indents in twentieths.

    Attributes:
        id: What the body names.
        name: What Word shows; built-in names are lower case.
        size: Of the letters.
        line: Least height of a line.
        before: Space above.
        after: Space below.
        face: Properties of the letters: ``b``, ``i``, ``caps``, ``grey``, or ``spaced`` with its points.
        flags: Properties of the paragraph: ``keepNext``, ``keepLines``, ``pageBreakBefore``.
        based_on: Id of the style it inherits from.
        left: Indent.
        more: Further paragraph properties that stand after the spacing.
        outline: Level in the navigation pane, from 0; None for text.
        rules: Borders or shading of the paragraph.
        next: Style of the paragraph that follows when a person types on.
    """

    id: str
    name: str
    size: float = 11
    line: float = 15
    before: float = 0
    after: float = 6
    face: str = ""
    flags: str = ""
    based_on: str = "Normal"
    left: int = 0
    more: str = ""
    outline: int | None = None
    rules: str = ""
    next: str = ""


def _tab(at: int, kind: str = "left", leader: str = "") -> str:
    lead = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{kind}"{lead} w:pos="{at}"/>'


def _rule(side: str, points: float, colour: str = "000000", space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{space}" w:color="{colour}"/>'


CENTRED = '<w:jc w:val="center"/>'
RIGHT = '<w:jc w:val="right"/>'
_COVER_RULE = f"<w:pBdr>{_rule('top', 1)}</w:pBdr>"


def paragraph_styles(paper: Paper) -> tuple[Style, ...]:
    """Return every paragraph style of the house style on *paper*."""
    return (
        *_outline_styles(),
        *_list_styles(),
        *_page_styles(),
        *_table_styles(),
        *_contents_styles(paper),
        *_cover_styles(),
        *_signature_styles(),
        *_review_styles(),
    )


def _outline_styles() -> tuple[Style, ...]:
    chapter = "b caps spaced:0.5"
    return (
        Style("Heading1", "heading 1", 10.5, 15, 20, 6, chapter, "keepNext keepLines", outline=0, next="Heading2"),
        Style("Heading2", "heading 2", 11, 15, 10, 4, "b", "keepNext keepLines", outline=1, next="Clause3"),
        Style("Clause3", "Clause level 3"),
        Style("Clause4", "Clause level 4", after=4),
        Style("Clause5", "Clause level 5", after=4),
        Style("ClauseText", "Clause text", left=NUMBER_COLUMN),
        Style("Definition", "Definition", after=5, left=NUMBER_COLUMN),
        Style("Removed", "Removed clause", face="i", left=NUMBER_COLUMN),
        Style("Party", "Party"),
        Style("Recital", "Recital"),
        Style("BodyText", "Body Text"),
    )


def _list_styles() -> tuple[Style, ...]:
    named = ((INSET, "List inset"), (FLUSH, "List flush"), (DASHES, "List dash"))
    return tuple(
        Style(level.style, f"{name} {nth}", after=4)
        for levels, name in named
        for nth, level in enumerate(levels.levels, 1)
    )


def _page_styles() -> tuple[Style, ...]:
    part = "b caps spaced:0.5"
    return (
        Style("PartHeading", "Part heading", 10.5, 15, 18, 6, part, "keepNext keepLines", next="BodyText"),
        Style("PageTitle", "Page title", 18, 24, 0, 12, "", "keepNext keepLines pageBreakBefore", next="BodyText"),
        Style(
            *("AnnexTitle", "Annex title", 16, 22, 0, 5, "", "keepNext keepLines pageBreakBefore"),
            outline=0,
            next="BodyText",
        ),
        Style("AnnexHeading", "Annex heading", 11, 15, 10, 4, "b", "keepNext keepLines", outline=1, next="BodyText"),
        Style("SectionEnd", "Section end", 1, 1, 0, 0, more='<w:spacing w:line="20" w:lineRule="exact"/>'),
        Style("TableEnd", "Table end", 1, 1, 0, 0, more='<w:spacing w:line="180" w:lineRule="exact"/>'),
    )


def _table_styles() -> tuple[Style, ...]:
    return (
        Style("Caption", "caption", 9.5, 12, 12, 4, "b", "keepNext keepLines"),
        Style("TableKey", "Table key", 8.5, 12, 0, 5, "grey", "keepNext keepLines"),
        Style("TableNote", "Table note", 8.5, 12, 4, 8, "grey"),
        Style("Cell", "Cell", 9, 12, 0, 0),
        Style("CellCentre", "Cell centred", 9, 12, 0, 0, based_on="Cell", more=CENTRED),
        Style("CellRight", "Cell right", 9, 12, 0, 0, based_on="Cell", more=RIGHT),
        Style("CellHead", "Cell head", 9, 12, 0, 0, "b", "keepNext", based_on="Cell"),
        Style("CellHeadCentre", "Cell head centred", 9, 12, 0, 0, "b", "keepNext", based_on="CellHead", more=CENTRED),
        Style("CellHeadRight", "Cell head right", 9, 12, 0, 0, "b", "keepNext", based_on="CellHead", more=RIGHT),
        Style("CellGroup", "Cell group", 9, 12, 4, 0, "b", "keepNext", based_on="Cell"),
    )


def _contents_styles(paper: Paper) -> tuple[Style, ...]:
    tabs = _tab(EDGES[1]) + _tab(paper.text_width, "right", "dot")
    entry = f'<w:ind w:left="{EDGES[1]}" w:right="567" w:hanging="{EDGES[1]}"/>'
    return (
        Style("TOC1", "toc 1", 10, 12.2, 0, 0, rules=f"<w:tabs>{tabs}</w:tabs>", more=entry),
        Style("TOC2", "toc 2", 10, 12.2, 0, 0, rules=f"<w:tabs>{tabs}</w:tabs>", more=entry),
        Style("ContentsHeading", "Contents heading", 10, 12.2, 9, 3, "b caps spaced:0.5", "keepNext"),
        Style("Header", "header", 8.5, 11, 0, 0, "grey"),
        Style("HeaderRight", "Header right", 8.5, 11, 0, 0, "grey", based_on="Header", more=RIGHT),
        Style("Footer", "footer", 8.5, 11, 0, 0, "grey"),
        Style("FooterRight", "Footer right", 8.5, 11, 0, 0, "grey", based_on="Footer", more=RIGHT),
    )


def _cover_styles() -> tuple[Style, ...]:
    rule = f'<w:ind w:left="{mm(30)}" w:right="{mm(30)}"/>'
    return (
        Style("CoverDated", "Cover dated", 10, 14, 14, 64, "caps spaced:1.2", more=CENTRED),
        Style("CoverNumber", "Cover party number", 10.5, 15, 12, 2, "", "keepNext", more=CENTRED),
        Style("CoverParty", "Cover party", 15, 20, 0, 2, "", "keepNext", more=CENTRED),
        Style("CoverRole", "Cover party role", 10.5, 15, 2, 12, "i", more=CENTRED),
        Style("CoverRule", "Cover rule", 4, 5, 30, 16, rules=_COVER_RULE, more=rule),
        Style("Title", "Title", 28, 36, 0, 8, more=CENTRED),
        Style("Subtitle", "Subtitle", 12, 17, 0, 0, more=f'<w:ind w:left="{mm(22)}" w:right="{mm(22)}"/>{CENTRED}'),
        Style("CoverLabel", "Cover strip label", 8.5, 11, 4, 0, "grey", more=CENTRED),
        Style("CoverFact", "Cover strip fact", 10, 13, 0, 0, more=CENTRED),
    )


def _signature_styles() -> tuple[Style, ...]:
    return (
        Style("SignFor", "Sign for", 9.5, 13, 20, 0, "grey", "keepNext"),
        Style("SignNote", "Sign note", 8.5, 12, 20, 0, "grey"),
        Style("SignEntity", "Sign entity", 11, 15, 0, 0, "b", "keepNext"),
        Style("SignRole", "Sign role", 9.5, 13, 0, 0, "", "keepNext"),
        Style("SignLabel", "Sign label", 9, 12, 0, 0, "grey", "keepNext"),
        Style("SignValue", "Sign value", 9, 12, 0, 0, "", "keepNext"),
    )


def _review_styles() -> tuple[Style, ...]:
    return (
        Style("CommentText", "annotation text", 10, 13, 0, 0),
        Style("FootnoteText", "footnote text", 9, 12, 0, 2),
    )


CHARACTER_STYLES = (
    ("DefinedTerm", "Defined term", "<w:b/><w:bCs/>"),
    ("OpenPoint", "Open point", f'<w:b/><w:bCs/><w:shd w:val="clear" w:color="auto" w:fill="{BLANK_FILL}"/>'),
    ("CellStrong", "Cell strong", f'<w:b/><w:bCs/><w:shd w:val="clear" w:color="auto" w:fill="{STRONG_FILL}"/>'),
    ("CellFirm", "Cell firm", "<w:b/><w:bCs/>"),
    ("CellQuiet", "Cell quiet", f'<w:color w:val="{GREY}"/>'),
    ("StatusWord", "Status word", "<w:b/><w:bCs/>"),
    ("Hyperlink", "Hyperlink", ""),
    ("CommentReference", "annotation reference", '<w:sz w:val="16"/><w:szCs w:val="16"/>'),
    ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
)

NEEDED_STYLES = frozenset(
    {style.id for style in paragraph_styles(A4)}
    - {"CommentText", "FootnoteText", "Header", "HeaderRight", "Footer", "FooterRight", "Title", "Subtitle"}
    - {"CoverDated", "CoverRule", "CoverLabel", "CoverFact", "TOC2"}
) | {"DefinedTerm", "OpenPoint", "CellStrong", "CellFirm", "CellQuiet", "Hyperlink"}
"""Ids that the body names; those that only the template itself uses are its own affair."""


# Writing them as WordprocessingML


def _face(face: str, size: float) -> str:
    """Return run properties in the order of the schema."""
    words = face.split()
    spaced = next((word.partition(":")[2] for word in words if word.startswith("spaced")), "")
    return "".join(
        (
            "<w:b/><w:bCs/>" if "b" in words else "",
            "<w:i/><w:iCs/>" if "i" in words else "",
            "<w:caps/>" if "caps" in words else "",
            f'<w:color w:val="{GREY}"/>' if "grey" in words else "",
            f'<w:spacing w:val="{pt(float(spaced))}"/>' if spaced else "",
            f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>',
        )
    )


def _numbered() -> dict[str, str]:
    """Return the numbering property of each style that has a number."""
    return {
        level.style: f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{levels.id}"/></w:numPr>'
        for levels in LISTS
        for at, level in enumerate(levels.levels)
    }


def _style(style: Style, numbered: dict[str, str]) -> str:
    flags = "".join(f"<w:{flag}/>" for flag in style.flags.split())
    around = f'w:before="{pt(style.before)}" w:after="{pt(style.after)}"'
    spacing = f'<w:spacing {around} w:line="{pt(style.line)}" w:lineRule="atLeast"/>'
    if style.more.startswith("<w:spacing"):
        spacing = style.more.replace("<w:spacing", '<w:spacing w:before="0" w:after="0"')
    more = "" if style.more.startswith("<w:spacing") else style.more
    indent = f'<w:ind w:left="{style.left}"/>' if style.left else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    shape = f"{flags}{numbered.get(style.id, '')}{style.rules}{spacing}{indent}{more}{outline}"
    custom = "" if style.name[0].islower() or style.id in {"Title", "Subtitle", "BodyText"} else ' w:customStyle="1"'
    follows = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{follows}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{shape}</w:pPr><w:rPr>{_face(style.face, style.size)}</w:rPr></w:style>"
    )


def _character_style(id_: str, name: str, face: str) -> str:
    custom = "" if name[0].islower() or name == "Hyperlink" else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="1"/><w:qFormat/><w:rPr>{face}</w:rPr></w:style>'
    )


def _margins(top_bottom: float, left_right: float) -> str:
    sides = (("top", top_bottom), ("left", left_right), ("bottom", top_bottom), ("right", left_right))
    return (
        "<w:tblCellMar>"
        + "".join(f'<w:{side} w:w="{pt(size)}" w:type="dxa"/>' for side, size in sides)
        + "</w:tblCellMar>"
    )


def _table_style(id_: str, name: str, borders: str, margins: str, head: str = "") -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="1"/><w:qFormat/><w:tblPr>{borders}{margins}</w:tblPr>{head}</w:style>'
    )


def _tables() -> str:
    rules = f"<w:tblBorders>{_rule('top', 1)}{_rule('bottom', 1)}{_rule('insideH', 0.25, HAIRLINE)}</w:tblBorders>"
    line = f"<w:tcBorders>{_rule('bottom', 0.5)}</w:tcBorders>"
    head = f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>{line}</w:tcPr></w:tblStylePr>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_margins(0, 5.4)}</w:tblPr></w:style>"
        + _table_style("AgreementTable", "Agreement table", rules, _margins(2.5, 4.5), head)
        + _table_style("AgreementMatrix", "Agreement matrix", rules, _margins(2.1, 4), head)
        + _table_style("PlainTable", "Plain table", "", _margins(0, 0))
    )


def styles_part(paper: Paper, language: str) -> bytes:
    """Return the part ``word/styles.xml``."""
    numbered = _numbered()
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="he-IL"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:suppressAutoHyphens/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl/><w:spacing w:after="120" w:line="300" w:lineRule="atLeast"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
    body = "".join(_style(style, numbered) for style in paragraph_styles(paper))
    faces = "".join(_character_style(*style) for style in CHARACTER_STYLES)
    return f"{HEADER}<w:styles {NAMESPACES}>{defaults}{normal}{body}{faces}{_tables()}</w:styles>".encode()


def _level(at: int, level: Level) -> str:
    """Return one level of a list; numbers of headings are as bold as their titles, since they take the style's face."""
    plain = '<w:rPr><w:rFonts w:hint="default"/></w:rPr>'
    tabs = f"<w:tabs>{_tab(level.text_at)}</w:tabs>"
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/><w:pStyle w:val="{level.style}"/>'
        f'<w:suff w:val="tab"/><w:lvlText w:val="{level.pattern}"/><w:lvlJc w:val="left"/><w:pPr>{tabs}'
        f'<w:ind w:left="{level.text_at}" w:hanging="{level.text_at - level.number_at}"/></w:pPr>{plain}</w:lvl>'
    )


def _list(levels: NumberedList) -> str:
    kind = "multilevel" if len(levels.levels) > 1 else "singleLevel"
    inner = "".join(_level(at, level) for at, level in enumerate(levels.levels))
    return (
        f'<w:abstractNum w:abstractNumId="{levels.id}"><w:nsid w:val="51A0{levels.id:04X}"/>'
        f'<w:multiLevelType w:val="{kind}"/><w:tmpl w:val="51B0{levels.id:04X}"/>'
        f'<w:name w:val="{levels.name}"/>{inner}</w:abstractNum>'
    )


def numbering_part() -> bytes:
    """Return the part ``word/numbering.xml``: each list linked with its styles, and they with it."""
    lists = "".join(_list(levels) for levels in LISTS)
    numbers = "".join(
        f'<w:num w:numId="{levels.id}"><w:abstractNumId w:val="{levels.id}"/></w:num>' for levels in LISTS
    )
    return f"{HEADER}<w:numbering {NAMESPACES}>{lists}{numbers}</w:numbering>".encode()
