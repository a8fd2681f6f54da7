"""What a house style is made of: paper, faces and colours, styles and lists; every value has one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
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


class Level(NamedTuple):
    """One level of a list: its style, kind of number, pattern, where number and text begin; *face* is of the number."""

    style: str
    format: str
    pattern: str
    number_at: int
    text_at: int
    face: str = ""


class NumberedList(NamedTuple):
    """A list: its ids in the numbering part, a name, its levels; *single* when each level stands alone."""

    id: int
    name: str
    levels: tuple[Level, ...]


class Style(NamedTuple):
    """A paragraph style; sizes and spaces in points, indents in twentieths.

    Attributes:
        id: What the body names.
        name: What Word shows; built-in names are lower case.
        size: Of the letters.
        line: Least height of a line.
        before: Space above.
        after: Space below.
        face: Properties of the letters: ``b``, ``i``, ``caps``, ``grey``, ``accent``, or ``spaced`` with its points.
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


def tab(at: int, kind: str = "left", leader: str = "") -> str:
    """Return a tab stop."""
    lead = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{kind}"{lead} w:pos="{at}"/>'


def rule(side: str, points: float, colour: str = "000000", space: int = 0) -> str:
    """Return a rule along one side."""
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{space}" w:color="{colour}"/>'


def cell_margins(top_bottom: float, left_right: float) -> str:
    """Return the room that a table style leaves around the words of a cell, in points."""
    sides = (("top", top_bottom), ("left", left_right), ("bottom", top_bottom), ("right", left_right))
    return (
        "<w:tblCellMar>"
        + "".join(f'<w:{side} w:w="{pt(size)}" w:type="dxa"/>' for side, size in sides)
        + "</w:tblCellMar>"
    )


def table_style(id_: str, name: str, borders: str, margins: str, head: str = "") -> str:
    """Return a table style."""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="1"/><w:qFormat/><w:tblPr>{borders}{margins}</w:tblPr>{head}</w:style>'
    )


CENTRED = '<w:jc w:val="center"/>'
RIGHT = '<w:jc w:val="right"/>'


class Font(NamedTuple):
    """A face that every reader has, its free twin of the same widths, and what Word needs to know of it."""

    name: str
    twin: str
    panose: str
    family: str


class Colours(NamedTuple):
    """Colours of a house style; an empty *ink* leaves the text black, and an empty *firm* fill leaves a cell white."""

    ink: str
    grey: str
    accent: str
    strong: str
    firm: str
    head: str


@dataclass(frozen=True, slots=True)
class House:
    """A house style: what a shipped template is made from.

    Attributes:
        name: Of the template, without ``.docx``.
        paper: Its sheet.
        language: Of the template itself; each document states its own.
        font: Its one face.
        colours: Of letters and fills.
        body: Size, line and space after of plain text, in points.
        lists: Its numbered lists.
        styles: Its paragraph styles.
        tables: Its table styles, written out.
        cover: How its cover is laid out.
        strip: Facts at the foot of the cover, label and tag, and their shares of its width.
        strip_rules: Rules above and below them.
        hairline: Colour of the rule under the header.
    """

    name: str
    paper: Paper
    language: str
    font: Font
    colours: Colours
    body: tuple[float, float, float]
    lists: tuple[NumberedList, ...]
    styles: tuple[Style, ...]
    tables: str
    cover: Literal["centred", "barred"]
    strip: tuple[tuple[tuple[str, str], ...], tuple[int, ...]]
    strip_rules: str
    hairline: str
