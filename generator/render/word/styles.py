"""A house style as Word styles and true multilevel numbering.

Legal changes a style in Word, never a paragraph: the body that is put into the template names these styles by id.
"""

from __future__ import annotations

from generator.render.word.counsel import counsel
from generator.render.word.house import (
    BLANK_FILL,
    HEADER,
    NAMESPACES,
    Colours,
    House,
    Level,
    NumberedList,
    Style,
    cell_margins,
    pt,
    tab,
    table_style,
)

BLACK = "000000"
NEEDED_STYLES = frozenset(
    {style.id for style in counsel().styles}
    - {"CommentText", "FootnoteText", "Header", "HeaderRight", "Footer", "FooterRight", "Title", "Subtitle"}
    - {"CoverDated", "CoverRule", "CoverLabel", "CoverFact"}
) | {
    *(
        "DefinedTerm",
        "OpenPoint",
        "CellStrong",
        "CellFirm",
        "CellQuiet",
        "Hyperlink",
        "CommentText",
        "CommentReference",
    ),
    *("AgreementTable", "AgreementMatrix", "PlainTable"),
}
"""Ids that the body names; those that only the template itself uses are its own affair."""


def character_styles(house: House) -> tuple[tuple[str, str, str], ...]:
    """Return id, name and face of every character style."""
    colours = house.colours
    bold = "<w:b/><w:bCs/>"
    accent = f'{bold}<w:color w:val="{colours.accent}"/>' if colours.accent != BLACK else bold
    return (
        ("DefinedTerm", "Defined term", bold),
        ("OpenPoint", "Open point", f"{bold}{_fill(BLANK_FILL)}"),
        ("CellStrong", "Cell strong", f"{accent}{_fill(colours.strong)}"),
        ("CellFirm", "Cell firm", f"{accent}{_fill(colours.firm)}"),
        ("CellQuiet", "Cell quiet", f'<w:color w:val="{colours.grey}"/>'),
        ("StatusWord", "Status word", accent),
        ("Hyperlink", "Hyperlink", ""),
        ("CommentReference", "annotation reference", '<w:sz w:val="16"/><w:szCs w:val="16"/>'),
        ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    )


def _fill(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""


_TABLES = {"AgreementTable": "Agreement table", "AgreementMatrix": "Agreement matrix", "PlainTable": "Plain table"}
OWN_STYLES = {
    **{style.id: ("paragraph", style.name) for style in counsel().styles},
    **{id_: ("character", name) for id_, name, _ in character_styles(counsel())},
    **{id_: ("table", name) for id_, name in _TABLES.items()},
}
"""Type and name of each of our styles, by its id."""


# Writing them as WordprocessingML


def _face(face: str, size: float, colours: Colours) -> str:
    """Return run properties in the order of the schema."""
    words = face.split()
    colour = colours.grey if "grey" in words else colours.accent if "accent" in words else ""
    spaced = next((word.partition(":")[2] for word in words if word.startswith("spaced")), "")
    return "".join(
        (
            "<w:b/><w:bCs/>" if "b" in words else "",
            "<w:i/><w:iCs/>" if "i" in words else "",
            "<w:caps/>" if "caps" in words else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            f'<w:spacing w:val="{pt(float(spaced))}"/>' if spaced else "",
            f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>',
        )
    )


def _numbered(house: House) -> dict[str, str]:
    """Return the numbering property of each style that has a number."""
    return {
        level.style: f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{levels.id}"/></w:numPr>'
        for levels in house.lists
        for at, level in enumerate(levels.levels)
    }


def _style(style: Style, numbered: dict[str, str], colours: Colours) -> str:
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
        f"<w:pPr>{shape}</w:pPr><w:rPr>{_face(style.face, style.size, colours)}</w:rPr></w:style>"
    )


def _character_style(id_: str, name: str, face: str) -> str:
    custom = "" if name[0].islower() or name == "Hyperlink" else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="1"/><w:qFormat/><w:rPr>{face}</w:rPr></w:style>'
    )


def _tables(house: House) -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{cell_margins(0, 5.4)}</w:tblPr></w:style>"
        + house.tables
        + table_style("PlainTable", "Plain table", "", cell_margins(0, 0))
    )


def styles_part(house: House) -> bytes:
    """Return the part ``word/styles.xml``."""
    numbered, font, colours, language = _numbered(house), house.font.name, house.colours, house.language
    ink = f'<w:color w:val="{colours.ink}"/>' if colours.ink else ""
    size, line, after = house.body
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{ink}<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="he-IL"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:suppressAutoHyphens/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl/><w:spacing w:after="{pt(after)}" w:line="{pt(line)}" w:lineRule="atLeast"/></w:pPr>'
        "</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
    body = "".join(_style(style, numbered, colours) for style in house.styles)
    faces = "".join(_character_style(*style) for style in character_styles(house))
    return f"{HEADER}<w:styles {NAMESPACES}>{defaults}{normal}{body}{faces}{_tables(house)}</w:styles>".encode()


def _level(at: int, level: Level) -> str:
    """Return one level of a list; numbers of headings are as bold as their titles, since they take the style's face."""
    plain = f'<w:rPr><w:rFonts w:hint="default"/>{level.face}</w:rPr>'
    tabs = f"<w:tabs>{tab(level.text_at)}</w:tabs>"
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


def numbering_part(house: House) -> bytes:
    """Return the part ``word/numbering.xml``: each list linked with its styles, and they with it."""
    lists = "".join(_list(levels) for levels in house.lists)
    numbers = "".join(
        f'<w:num w:numId="{levels.id}"><w:abstractNumId w:val="{levels.id}"/></w:num>' for levels in house.lists
    )
    return f"{HEADER}<w:numbering {NAMESPACES}>{lists}{numbers}</w:numbering>".encode()
