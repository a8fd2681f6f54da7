"""Tables and matrices: caption and key above, head row repeated, rows never split, note below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from generator.document.blocks import Align, Cell, Change, Column, Deleted, Inserted, Printed, Row, Table, Tone
from generator.document.marks import label_mark
from generator.document.printed import caption, has_head, head_lines
from generator.document.walk import plain
from generator.prose import Text
from generator.render.word.fields import sequence
from generator.render.word.pen import Pen
from generator.render.word.runs import filled, runs
from generator.render.word.text import direction, escape, run

WHOLE = 12
"""A matrix of up to so many rows stays on one page with its caption; tables of the control page may run on."""

SHORT = 3_000
"""... if it has no more letters than that: more would leave half a page empty before it."""

TOGETHER = 3
"""Rows at the end of a longer table that stay together: none of them stands alone on a page, under the head again."""

END = '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'
"""Two tables without a paragraph between them would merge, and no page may end in a table."""
LAST_END = END.replace("/></w:pPr>", '/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>')
"""The same, as low as can be, where nothing follows: it must not stand on a page of its own."""

_KEEP = "<w:keepNext/>"
_FIRST = '<w:tcMar><w:left w:w="0" w:type="dxa"/></w:tcMar>'
_STYLES = {Align.LEFT: "Cell", Align.CENTRE: "CellCentre", Align.RIGHT: "CellRight"}
_HEAD_STYLES = {Align.LEFT: "CellHead", Align.CENTRE: "CellHeadCentre", Align.RIGHT: "CellHeadRight"}
_FACES = {Tone.PLAIN: "", Tone.STRONG: "CellStrong", Tone.FIRM: "CellFirm", Tone.QUIET: "CellQuiet"}
_LETTER = 98
"""Mean width of a letter in a cell, in twentieths of a point."""
_CAPITAL, _SMALL, _WIDE, _NARROW = 118, 95, 150, 55
"""Width of a capital, of another letter, and of those below, in a word that stands in a cell."""
_WIDE_LETTERS, _NARROW_LETTERS = frozenset("mwMW%@"), frozenset("fijlrtI.,;:'|()[]/-!\u00a0")
_PADDING = 190
MOST_LINES, MOST_ON_ITS_SIDE, ON_ITS_SIDE = 34, 26, 11_000
"""Lines that a table kept whole may have, on a page that stands and on one that lies; more leave no room for what
stands above it. A page lies where its text is wider than that, in twentieths of a point.
"""
LONG = 34
"""Letters of a word that a column is still widened for."""
_WIDEST_WORD = LONG * _CAPITAL + _PADDING
"""A column of that width holds every such word."""


def table(pen: Pen, block: Table, *, apart: bool = True) -> str:
    """Return *block* with all that stands above and below it; one that does not stand *apart*, but below a figure, may
    run on: kept whole, the two seldom go on one page, and would leave much of one empty.
    """
    widths = column_widths(block, pen.width)
    keep = _KEEP if apart and block.matrix and _is_small(block, widths) else ""
    head = _head_row(pen, block, widths) if has_head(block) else ""
    last = _KEEP if block.note else ""  # a note alone on a page would be anybody's
    keeps = [*_keeps(block, keep)[:-1], last]
    forms = {kept: _forms(pen, block, widths, kept) for kept in {*keeps}}
    rows = [_row(pen, row, forms[kept]) for row, kept in zip(block.rows, keeps, strict=False)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    above = _caption(pen, block) + _line(pen, block, block.key, "TableKey", 0)
    below = ending(pen, block.note, _line(pen, block, block.note, "TableNote", filled(block.key)))
    if not block.rows and not head:
        return above + below
    return f"{above}<w:tbl>{_properties(pen, block)}<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>{below}"


def _keeps(block: Table, keep: str) -> list[str]:
    """Return how each row holds to the next: as all of them do, and the last few together where the table runs on."""
    count = len(block.rows)
    return [keep if at < count - TOGETHER or count <= TOGETHER else _KEEP for at in range(count)]


def _is_small(block: Table, widths: Sequence[int]) -> bool:
    """Tell whether a table goes on one page."""
    if len(block.rows) > WHOLE:
        return False
    most = MOST_ON_ITS_SIDE if sum(widths) > ON_ITS_SIDE else MOST_LINES
    holds = [max(1, (width - _PADDING) // _LETTER) for width in widths]
    rows = [[[len(plain(one)) for one in cell.paragraphs] for cell in row.cells] for row in block.rows]
    if sum([letters for row in rows for cell in row for letters in cell]) > SHORT:
        return False
    return sum([_lines(row, holds) for row in rows]) <= most


def _lines(row: Sequence[Sequence[int]], holds: Sequence[int]) -> int:
    """Return about how many lines the highest cell of a row has.

    Args:
        row: How many letters each paragraph of its cells has.
        holds: How many of them a line of each column holds.
    """
    heights = [sum([max(1, ceil(one / most)) for one in cell]) for cell, most in zip(row, holds, strict=False)]
    return max(heights, default=0)


def column_widths(block: Table, width: int) -> list[int]:
    """Return the widths of the columns, *width* in all; those that do not wrap get what their longest entry needs,
    the others what their longest word needs, as long as the rest keeps enough.
    """
    total = sum(column.share for column in block.columns) or 1.0
    shares = [column.share * width / total for column in block.columns]
    whole = [0 if column.wraps else _needed(block, at) for at, column in enumerate(block.columns)]
    words = [
        need or (0 if share > _WIDEST_WORD else _longest_word(block, at))
        for at, (need, share) in enumerate(zip(whole, shares, strict=True))
    ]
    marked = [max(need, _longest_pair(block, at)) for at, need in enumerate(words)]
    tries = (_fitted(shares, least) for least in (marked, words, whole))
    widths = next(filter(None, tries), None) or [*map(round, shares)]
    widths[-1] += width - sum(widths)
    return widths


def _fitted(shares: Sequence[float], least: Sequence[float]) -> list[int]:
    """Return *shares*, none under what it needs at *least*; nothing if the others would lose too much by it."""
    width, fixed = sum(shares), [0.0] * len(shares)
    made = list(shares)
    while short := [at for at, (need, has) in enumerate(zip(least, made, strict=True)) if need > has and not fixed[at]]:
        for at in short:
            fixed[at] = least[at]
        spare, loose = width - sum(fixed), sum(one for one, need in zip(shares, fixed, strict=True) if not need)
        if spare < (loose or 1.0) / 3:
            return []
        # What the others give for it may leave one of them too narrow in its turn.
        made = [need or share * spare / loose for share, need in zip(shares, fixed, strict=True)]
    return [round(one) for one in made]


def _longest_word(block: Table, at: int) -> float:
    """Return the width of the longest word of the column *at*, with all that no space divides: a limit, an address."""
    words = set(_unbroken("\n".join(_entries(block, at))))
    return max([_width(word) for word in words if len(word) <= LONG], default=0) + _PADDING


def _unbroken(text: str) -> list[str]:
    """Return the stretches of *text* inside which no line of a cell may end."""
    for sign in "-/":
        text = text.replace(sign, f"{sign} ")
    return text.replace("\n", " ").replace("\t", " ").split(" ")


def _entries(block: Table, at: int) -> list[str]:
    """Return the paragraphs of the column *at*."""
    return [plain(one) for row in block.rows if row.cells for one in row.cells[at].paragraphs]


def _longest_pair(block: Table, at: int) -> float:
    """Return the width of the longest pair of an older and a newer word in the column *at*, which no space divides: a
    limit and the one that took its place; 0 without one.
    """
    lines = (one for row in block.rows if row.cells for one in row.cells[at].paragraphs if len(one) > 1)
    pairs = ((gone, came) for line in lines for gone, came in pairwise(line) if isinstance(gone, Deleted))
    words = (word for gone, came in pairs for word in _unbroken(plain(gone.inlines) + plain((came,))))
    return max((_width(word) + _PADDING for word in words if len(word) <= 2 * LONG), default=0)


@lru_cache(maxsize=50_000)
def _width(word: str) -> int:
    """Return the width of *word*; documents use the same ones again and again."""
    return sum(map(_letter_width, word))


@cache
def _letter_width(letter: str) -> int:
    if letter in _WIDE_LETTERS:
        return _WIDE
    if letter in _NARROW_LETTERS:
        return _NARROW
    return _CAPITAL if letter.isupper() else _SMALL


def _needed(block: Table, at: int) -> float:
    """Return the width of the longest entry of the column *at*, or 0 if it is long enough to wrap after all."""
    longest = max(map(len, _entries(block, at)), default=0)
    return longest * _LETTER + _PADDING if longest <= 24 else 0


def _properties(pen: Pen, block: Table) -> str:
    style = "AgreementMatrix" if pen.wide else "AgreementTable"
    first = int(has_head(block))
    title = (
        f'<w:tblCaption w:val="{escape(block.caption or block.describes)}"/>'
        if block.caption or block.describes
        else ""
    )
    words = f'<w:tblDescription w:val="{escape(block.describes)}"/>' if block.describes else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{pen.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{0x0420 if first else 0x0400:04X}" w:firstRow="{first}" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{title}{words}</w:tblPr>'
    )


def _caption(pen: Pen, block: Table) -> str:
    text = caption(block)
    if not text:
        return ""
    label = block.number.label
    rest = text.removeprefix(label)
    inner = run(rest)
    if block.retitled:
        inner = run(rest.removesuffix(block.caption)) + runs(pen, block.retitled, block.path)
    if label:
        pen.captions += not pen.gone
        inner = pen.bookmark(label_mark(block.path), sequence(label, pen.captions, live=not pen.gone)) + inner
    return f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>{pen.marked(block.path, text, inner)}</w:p>'


def _line(pen: Pen, block: Table, inlines: tuple[Printed, ...], style: str, nth: int) -> str:
    """Return the key above or the note below as a paragraph."""
    if not inlines:
        return ""
    line = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs(pen, inlines, block.path, nth=nth)}</w:p>'
    return whole_line(pen, inlines, line)


def whole_line(pen: Pen, inlines: tuple[Printed, ...], line: str) -> str:
    """Return *line*, of *inlines*, with its end marked if it came or went as a whole."""
    change = whole(inlines)
    return pen.tracking.ending(line, change) if change else line


def ending(pen: Pen, inlines: tuple[Printed, ...], line: str) -> str:
    """Return the *line* below a table, or the empty one where there is none; in a redline one may take the other's
    place.
    """
    change = whole(inlines)
    if change is Change.DELETED:
        return line + pen.tracking.lines(END, Change.INSERTED)
    return pen.tracking.lines(END, Change.DELETED) + line if change else line or END


def whole(inlines: tuple[Printed, ...]) -> Change | None:
    """Return what befell a line as a whole, if it came or went."""
    match inlines:
        case (Inserted(whole=True),):
            return Change.INSERTED
        case (Deleted(whole=True),):
            return Change.DELETED
        case _:
            return None


def _head_row(pen: Pen, block: Table, widths: list[int]) -> str:
    cells = "".join(
        _head_cell(pen, column, width, _FIRST if at == 0 and pen.shell.flush else "")
        for at, (column, width) in enumerate(zip(block.columns, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head_cell(pen: Pen, column: Column, width: int, margin: str) -> str:
    style = f'<w:pPr><w:pStyle w:val="{_HEAD_STYLES[column.align]}"/></w:pPr>'
    shown = column.restated or [(Text(line),) for line in head_lines(column)]
    lines = "".join(f"<w:p>{style}{runs(pen, line, '')}</w:p>" for line in shown)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margin}<w:vAlign w:val="bottom"/></w:tcPr>{lines}</w:tc>'


def _row(pen: Pen, row: Row, forms: Sequence[_Form]) -> str:
    if row.change is None:
        return _written(pen, row, forms)
    with pen.within(row.change):
        return pen.tracking.lines(_written(pen, row, forms), row.change)


def _written(pen: Pen, row: Row, forms: Sequence[_Form]) -> str:
    if row.group or row.retitled:
        inner = _group(pen, row, len(forms))
    else:
        first, *others = zip(forms, row.cells, strict=True)
        inner = _cell(pen, *first, row) + "".join([_cell(pen, form, cell) for form, cell in others])
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inner}</w:tr>"


def _group(pen: Pen, row: Row, columns: int) -> str:
    """Return the one cell of a group row, which stays with the row after it."""
    shown = runs(pen, row.retitled, row.path) if row.retitled else run(row.group)
    title = pen.marked(row.path, row.group, shown)
    margin = _FIRST if pen.shell.flush else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{pen.width}" w:type="dxa"/><w:gridSpan w:val="{columns}"/>{margin}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="CellGroup"/></w:pPr>{title}</w:p></w:tc>'
    )


class _Form(NamedTuple):
    """What the cells of a column share: how one begins, by its tone, and how each of its lines does."""

    starts: Mapping[Tone, str]
    line: str


def _forms(pen: Pen, block: Table, widths: Sequence[int], keep: str) -> list[_Form]:
    """Return the form of each column for rows that *keep* with the next one."""
    margins = [_FIRST if pen.shell.flush else "", *[""] * len(widths)]
    shades = {tone: _shade(pen, tone) for tone in Tone}
    return [
        _form(column, width, margin, shades, keep)
        for column, width, margin in zip(block.columns, widths, margins, strict=False)
    ]


def _form(column: Column, width: int, margin: str, shades: Mapping[Tone, str], keep: str) -> _Form:
    before = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
    after = f"{'' if column.wraps else '<w:noWrap/>'}{margin}</w:tcPr>"
    starts = {tone: f"{before}{shade}{after}" for tone, shade in shades.items()}
    return _Form(starts, f'<w:p><w:pPr><w:pStyle w:val="{_STYLES[column.align]}"/>{keep}')


def _shade(pen: Pen, tone: Tone) -> str:
    """Return the fill of a cell of that tone."""
    fill = {Tone.STRONG: pen.shell.strong, Tone.FIRM: pen.shell.firm}.get(tone, "")
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def _cell(pen: Pen, form: _Form, cell: Cell, row: Row | None = None) -> str:
    """Return a cell; *row* is given for the first one, which carries the bookmark of its row."""
    start, face = form.starts[cell.tone], _FACES[cell.tone]
    match cell.paragraphs:
        case ((Text(text=text),),) if row is None and text.isascii():  # most cells of a matrix
            return f"{start}{form.line}</w:pPr>{run(text, face)}</w:p></w:tc>"
        case () | (_,):
            (line,) = cell.paragraphs or ((),)
            text, inner = plain(line), runs(pen, line, cell.path, face)
            inner = pen.marked(row.path, text, inner) if row else inner
            return f"{start}{form.line}{direction(text)}</w:pPr>{inner}</w:p></w:tc>"
        case _:
            return f"{start}{''.join(_several(pen, form, cell, row))}</w:tc>"


def _several(pen: Pen, form: _Form, cell: Cell, row: Row | None) -> Iterator[str]:
    """Yield the lines of a cell that has more than one."""
    marked, nth = _first_that_stays(cell) if row else None, 0
    for line, change in zip(cell.paragraphs, line_ends(cell), strict=True):
        text, inner = plain(line), runs(pen, line, cell.path, _FACES[cell.tone], nth)
        if row and line is marked:
            inner, row = pen.marked(row.path, text, inner), None
        nth += filled(line)
        xml = f"{form.line}{direction(text)}</w:pPr>{inner}</w:p>"
        yield pen.tracking.ending(xml, change) if change else xml


def _first_that_stays(cell: Cell) -> tuple[Printed, ...] | None:
    """Return the first line of *cell* that neither came nor went as a whole; the first, where all did."""
    return next((one for one in cell.paragraphs if not whole(one)), cell.paragraphs[0] if cell.paragraphs else None)


def line_ends(cell: Cell) -> list[Change | None]:
    """Return what befell the end of each line of *cell*.

    The last line of a cell has no end that could come or go: there, the end of the line before it did.
    """
    ends = [whole(paragraph) for paragraph in cell.paragraphs] or [None]
    last, first = ends[-1], len(ends)
    if last is None:
        return ends
    while first and ends[first - 1] is last:
        first -= 1
    return [*ends[: max(first - 1, 0)], *[last] * (len(ends) - max(first, 1)), None]
