"""The house style ``corporate``: modern, one accent, decimal numbers, on Letter paper, with a place for a logo."""

from __future__ import annotations

from generator.render.word.house import (
    CENTRED,
    RIGHT,
    Colours,
    Font,
    House,
    Level,
    NumberedList,
    Paper,
    Style,
    cell_margins,
    mm,
    rule,
    tab,
    table_style,
)

LETTER = Paper("corporate", 215.9, 279.4, margins=(29, 25.4, 29, 31), header=12.7, footer=12.7)
COLOURS = Colours(ink="1B242D", grey="55606B", accent="0B4F6C", strong="CFE2EB", firm="EEF4F7", head="E9F0F4")
ROWS, FOOT = "CBD5DC", "8FA3B0"

NUMBER_COLUMN = mm(17.5)
EDGES = (0, NUMBER_COLUMN, mm(25.5), mm(33.5), mm(41.5))
"""Where numbers and texts begin: chapters, clauses and paragraphs share one number column, items step on from it."""
_SMALL = f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{COLOURS.grey}"/><w:sz w:val="17"/><w:szCs w:val="17"/>'
_STEPS = (("lowerLetter", "(%1)"), ("lowerRoman", "(%2)"), ("upperLetter", "(%3)"))

OUTLINE = NumberedList(
    1,
    "Outline",
    (
        Level("Heading1", "decimal", "%1", 0, EDGES[1]),
        Level("Heading2", "decimal", "%1.%2", 0, EDGES[1]),
        Level("Clause3", "decimal", "%1.%2.%3", 0, EDGES[1], _SMALL),
        Level("Clause4", "lowerLetter", "(%4)", EDGES[1], EDGES[2]),
        Level("Clause5", "lowerRoman", "(%5)", EDGES[2], EDGES[3]),
    ),
)


def _steps(id_: int, name: str, style: str, first: int) -> NumberedList:
    """Return a list of letters, figures and capitals that begins at the edge *first*."""
    edges = EDGES[first:]
    levels = (
        Level(f"{style}{at + 1}", kind, pattern, edges[at], edges[at + 1]) for at, (kind, pattern) in enumerate(_STEPS)
    )
    return NumberedList(id_, name, tuple(levels))


_NARROW = (0, mm(8), mm(16), mm(24))
FLUSH = NumberedList(
    3,
    "ListFlush",
    tuple(
        Level(f"Flush{at + 1}", kind, pattern, _NARROW[at], _NARROW[at + 1])
        for at, (kind, pattern) in enumerate(_STEPS)
    ),
)
DASHES = NumberedList(
    4,
    "ListDash",
    (
        Level("Dash1", "bullet", "–", 0, mm(8)),
        Level("Dash2", "bullet", "–", EDGES[1], EDGES[2]),
        Level("Dash3", "bullet", "–", EDGES[2], EDGES[3]),
        Level("Dash4", "bullet", "–", EDGES[3], EDGES[4]),
    ),
)
LISTS = (
    OUTLINE,
    _steps(2, "ListInset", "Inset", 1),
    FLUSH,
    DASHES,
    NumberedList(5, "Parties", (Level("Party", "decimal", "(%1)", 0, EDGES[1]),)),
    NumberedList(6, "Recitals", (Level("Recital", "upperLetter", "(%1)", 0, EDGES[1]),)),
    NumberedList(7, "Annexes", (Level("AnnexTitle", "decimal", "Annex %1", 0, mm(29)),)),
)

_HEADED = "keepNext keepLines"


def _text_styles() -> tuple[Style, ...]:
    return (
        Style("Heading1", "heading 1", 15, 19, 26, 6, "b accent", _HEADED, outline=0, next="Heading2"),
        Style("Heading2", "heading 2", 10.5, 14.5, 12, 3, "b", _HEADED, outline=1, next="Clause3"),
        Style("Clause3", "Clause level 3", 10, 14.5),
        Style("Clause4", "Clause level 4", 10, 14.5, after=4),
        Style("Clause5", "Clause level 5", 10, 14.5, after=4),
        Style("ClauseText", "Clause text", 10, 14.5, left=NUMBER_COLUMN),
        Style("Definition", "Definition", 10, 14.5, after=5, left=NUMBER_COLUMN),
        Style("Removed", "Removed clause", 10, 14.5, face="i", left=NUMBER_COLUMN),
        Style("Party", "Party", 10, 14.5),
        Style("Recital", "Recital", 10, 14.5),
        Style("BodyText", "Body Text", 10, 14.5),
        *(
            Style(level.style, f"{name} {nth}", 10, 14.5, after=4)
            for levels, name in ((LISTS[1], "List inset"), (FLUSH, "List flush"), (DASHES, "List dash"))
            for nth, level in enumerate(levels.levels, 1)
        ),
    )


def _page_styles() -> tuple[Style, ...]:
    paged = f"{_HEADED} pageBreakBefore"
    return (
        Style("PartHeading", "Part heading", 13, 17, 22, 5, "b accent", _HEADED, next="BodyText"),
        Style("PageTitle", "Page title", 20, 28, 0, 12, "b accent", paged, next="BodyText"),
        Style("AnnexTitle", "Annex title", 18, 24, 0, 5, "b accent", paged, outline=0, next="BodyText"),
        Style("AnnexHeading", "Annex heading", 10.5, 14.5, 12, 3, "b", _HEADED, outline=1, next="BodyText"),
        Style("SectionEnd", "Section end", 1, 1, 0, 0, more='<w:spacing w:line="20" w:lineRule="exact"/>'),
        Style("TableEnd", "Table end", 1, 1, 0, 0, more='<w:spacing w:line="180" w:lineRule="exact"/>'),
    )


def _cell_styles() -> tuple[Style, ...]:
    head = "b accent"
    return (
        Style("Caption", "caption", 9, 12, 12, 4, "b", _HEADED),
        Style("TableKey", "Table key", 8, 11.5, 0, 5, "grey", _HEADED),
        Style("TableNote", "Table note", 8, 11.5, 4, 8, "grey"),
        Style("Cell", "Cell", 8.5, 11.5, 0, 0),
        Style("CellCentre", "Cell centred", 8.5, 11.5, 0, 0, based_on="Cell", more=CENTRED),
        Style("CellRight", "Cell right", 8.5, 11.5, 0, 0, based_on="Cell", more=RIGHT),
        Style("CellHead", "Cell head", 8, 11.5, 0, 0, head, "keepNext", based_on="Cell"),
        Style(
            "CellHeadCentre", "Cell head centred", 8, 11.5, 0, 0, head, "keepNext", based_on="CellHead", more=CENTRED
        ),
        Style("CellHeadRight", "Cell head right", 8, 11.5, 0, 0, head, "keepNext", based_on="CellHead", more=RIGHT),
        Style("CellGroup", "Cell group", 8.5, 11.5, 4, 0, "b", "keepNext", based_on="Cell"),
    )


def _contents_styles() -> tuple[Style, ...]:
    tabs = f"<w:tabs>{tab(EDGES[1])}{tab(LETTER.text_width, 'right', 'dot')}</w:tabs>"
    entry = f'<w:ind w:left="{EDGES[1]}" w:right="567" w:hanging="{EDGES[1]}"/>'
    return (
        Style("TOC1", "toc 1", 9, 12.6, 0, 0, rules=tabs, more=entry),
        Style("TOC2", "toc 2", 9, 12.6, 0, 0, rules=tabs, more=entry),
        Style("ContentsHeading", "Contents heading", 13, 17, 9, 3, "b accent", "keepNext"),
        Style("Header", "header", 8, 10.5, 0, 0, "grey"),
        Style("HeaderRight", "Header right", 8, 10.5, 0, 0, "grey", based_on="Header", more=RIGHT),
        Style("Footer", "footer", 8, 10.5, 0, 0, "grey"),
        Style("FooterRight", "Footer right", 8, 10.5, 0, 0, "grey", based_on="Footer", more=RIGHT),
    )


def _cover_styles() -> tuple[Style, ...]:
    bar = f"<w:pBdr>{rule('left', 4.5, COLOURS.accent, 12)}</w:pBdr>"
    beside = f'<w:ind w:left="{mm(6)}"/>'
    return (
        Style("CoverLogo", "Cover logo", 8, 10.5, 0, 0),
        Style("CoverSpace", "Cover space", 1, 1, 0, 0, more='<w:spacing w:line="2400" w:lineRule="exact"/>'),
        Style("CoverDated", "Cover dated", 9, 12, 2, 0, "grey", more=RIGHT),
        Style("CoverNumber", "Cover party number", 9, 12, 40, 2, "b accent", "keepNext keepLines"),
        Style("CoverParty", "Cover party", 11, 15, 0, 2, "b", "keepNext keepLines"),
        Style("CoverRole", "Cover party role", 9, 12, 0, 0, "grey", "keepLines"),
        Style("CoverRule", "Cover rule", 4, 5, 30, 16),
        Style("Title", "Title", 32, 38, 0, 0, "b accent", "keepNext", rules=bar, more=beside),
        Style("Subtitle", "Subtitle", 13, 18, 0, 0, "grey", rules=bar, more=beside),
        Style("CoverLabel", "Cover strip label", 8, 11, 4, 0, "grey"),
        Style("CoverFact", "Cover strip fact", 9, 12, 0, 4, "b"),
    )


def _signature_styles() -> tuple[Style, ...]:
    return (
        Style("SignFor", "Sign for", 9, 12, 20, 0, "grey", "keepNext"),
        Style("SignNote", "Sign note", 8, 11.5, 20, 0, "grey"),
        Style("SignEntity", "Sign entity", 11, 15, 0, 0, "b", "keepNext"),
        Style("SignRole", "Sign role", 9, 12, 0, 0, "accent", "keepNext"),
        Style("SignLabel", "Sign label", 8.5, 11.5, 0, 0, "grey", "keepNext"),
        Style("SignValue", "Sign value", 8.5, 11.5, 0, 0, "", "keepNext"),
        Style("CommentText", "annotation text", 10, 13, 0, 0),
        Style("FootnoteText", "footnote text", 8.5, 11.5, 0, 2),
    )


def _tables() -> str:
    rules = f"<w:tblBorders>{rule('bottom', 0.5, FOOT)}{rule('insideH', 0.5, ROWS)}</w:tblBorders>"
    line = f"<w:tcBorders>{rule('bottom', 1, COLOURS.accent)}</w:tcBorders>"
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{COLOURS.head}"/>'
    head = f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>{line}{fill}</w:tcPr></w:tblStylePr>'
    return table_style("AgreementTable", "Agreement table", rules, cell_margins(2.5, 4.5), head) + table_style(
        "AgreementMatrix", "Agreement matrix", rules, cell_margins(2.1, 4), head
    )


def corporate() -> House:
    """Return the house style."""
    facts = ("number", "version", "status", "effective", "review")
    labels = ("Number", "Version", "Status", "Effective", "Next review")
    return House(
        name=LETTER.name,
        paper=LETTER,
        language="en-US",
        font=Font("Arial", "Liberation Sans", "020B0604020202020204", "swiss"),
        colours=COLOURS,
        body=(10, 14.5, 6),
        lists=LISTS,
        styles=(
            *_text_styles(),
            *_page_styles(),
            *_cell_styles(),
            *_contents_styles(),
            *_cover_styles(),
            *_signature_styles(),
        ),
        tables=_tables(),
        cover="barred",
        strip=(tuple(zip(labels, facts, strict=True)), (900, 600, 1500, 1000, 1000)),
        strip_rules=rule("top", 1.5, COLOURS.accent) + rule("bottom", 0.5, ROWS),
        hairline=ROWS,
    )
