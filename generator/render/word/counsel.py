"""The house style ``counsel``: sober, black on white, lettered clauses; on A4, and on Letter paper."""

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

HAIRLINE = "BFBFBF"
A4 = Paper("counsel", 210, 297)
LETTER = Paper("counsel-letter", 215.9, 279.4)

NUMBER_COLUMN = mm(12.5)
EDGES = (0, NUMBER_COLUMN, mm(22), mm(31.5), mm(41))
"""Where numbers and texts begin: the number of a level hangs at one edge, its text stands at the next."""

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
ANNEXES = NumberedList(7, "Annexes", (Level("AnnexTitle", "decimal", "Annex %1", 0, mm(24.5)),))
LISTS = (OUTLINE, INSET, FLUSH, DASHES, PARTIES, RECITALS, ANNEXES)


_COVER_RULE = f"<w:pBdr>{rule('top', 1)}</w:pBdr>"


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
    tabs = tab(EDGES[1]) + tab(paper.text_width, "right", "dot")
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


def _table_styles_written() -> str:
    rules = f"<w:tblBorders>{rule('top', 1)}{rule('bottom', 1)}{rule('insideH', 0.25, HAIRLINE)}</w:tblBorders>"
    line = f"<w:tcBorders>{rule('bottom', 0.5)}</w:tcBorders>"
    head = f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>{line}</w:tcPr></w:tblStylePr>'
    return table_style("AgreementTable", "Agreement table", rules, cell_margins(2.5, 4.5), head) + table_style(
        "AgreementMatrix", "Agreement matrix", rules, cell_margins(2.1, 4), head
    )


def counsel(paper: Paper = A4) -> House:
    """Return the house style on *paper*."""
    return House(
        name=paper.name,
        paper=paper,
        language="en-GB",
        font=Font("Cambria", "Caladea", "02040503050406030204", "roman"),
        colours=Colours(ink="", grey="595959", accent="000000", strong="E4E4E4", firm="", head=""),
        body=(11, 15, 6),
        lists=LISTS,
        styles=paragraph_styles(paper),
        tables=_table_styles_written(),
        cover="centred",
        strip=(
            (("Number", "number"), ("Version", "version"), ("Status", "status"), ("Supply Agreement", "master")),
            (1050, 750, 1900, 1300),
        ),
        strip_rules=rule("top", 0.5),
        hairline="595959",
    )
