"""The signature page: two places to sign side by side, kept on one page, with room for a pen or an electronic stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.blocks import Change, Printed, Signature, SignatureBlock
from generator.document.printed import SIGNED_FOR, signature_fields, signature_pairs
from generator.document.walk import plain
from generator.prose import Text
from generator.render.word.house import mm
from generator.render.word.pen import Pen
from generator.render.word.runs import runs
from generator.render.word.tables import ending, whole_line
from generator.render.word.text import direction, run

_GAP = mm(8)
_LABEL = mm(19)
_TALL, _ROW = mm(17), mm(9.5)
_LOW, _CLOSE = mm(10), mm(6.5)
_ROOMY = 4
"""So many places to sign have all the room that they want; more of them stand closer, so that six fit a page."""
_STYLED = re.compile(r"(<w:pPr><w:pStyle [^>]*/>)(?!<w:keepNext/>)")
_INK, _HAIR = "000000", "7F7F7F"


def signatures(pen: Pen, block: SignatureBlock | None) -> str:
    """Return the page, or nothing for a document that nobody signs."""
    if block is None:
        return ""
    with pen.within(block.change):
        xml = _page(pen, block)
    return pen.tracking.lines(xml, block.change)


def _page(pen: Pen, block: SignatureBlock) -> str:
    words = runs(pen, block.retitled, block.path) if block.retitled else run(block.title)
    title = _paragraph("PageTitle", pen.marked(block.path, block.title, words))
    above = _words(pen, block, block.above, "BodyText", "<w:keepNext/>")
    below = ending(pen, block.below, _words(pen, block, block.below, "SignNote", ""))
    return f"{title}{above}{_table(pen, block)}{below}"


def _words(pen: Pen, block: SignatureBlock, inlines: tuple[Printed, ...], style: str, keep: str) -> str:
    if not inlines:
        return ""
    line = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{runs(pen, inlines, block.path)}</w:p>'
    return whole_line(pen, inlines, line)


def _table(pen: Pen, block: SignatureBlock) -> str:
    if not block.signatures:
        return ""
    value = (pen.width - _GAP) // 2 - _LABEL
    widths = (_LABEL, value, pen.width - 2 * (_LABEL + value), _LABEL, value)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    among = sum(one.change is not Change.DELETED for one in block.signatures)
    pairs = [_pair(pen, left, right, widths, among) for left, right in signature_pairs(block.signatures)]
    if block.below:  # which stands alone on no page
        pairs[-1] = _with_next(pairs[-1])
    rows = "".join(pairs)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PlainTable"/><w:tblW w:w="{pen.width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0400" w:firstRow="0" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="Places to sign"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _pair(pen: Pen, left: Signature, right: Signature | None, widths: tuple[int, ...], among: int) -> str:
    """Return the rows of two places to sign, *among* so many; both came or went together."""
    with pen.within(left.change):
        return pen.tracking.lines(_pair_rows(pen, left, right, widths, among), left.change)


def _pair_rows(pen: Pen, left: Signature, right: Signature | None, widths: tuple[int, ...], among: int) -> str:
    tall, close = (_TALL, _ROW) if among <= _ROOMY else (_LOW, _CLOSE)
    pair = [signature for signature in (left, right) if signature]
    rows = [_row(pair, [_heading(pen, signature, widths[0] + widths[1]) for signature in pair], widths, 0)]
    for lines in zip(*(_fields(signature) for signature in pair), strict=True):
        signing = lines[0][0] == "Signature"
        cells = [_line(pen, label, value, widths, signing) for label, value in lines]
        rows.append(_row(pair, cells, widths, tall if signing else close))
    return "".join([*map(_with_next, rows[:-1]), rows[-1]])


def _with_next(row: str) -> str:
    """Return a row that stays on the page of what is after it: no place to sign breaks over a page."""
    return _STYLED.sub(r"\1<w:keepNext/>", row)


def _row(pair: list[Signature], cells: list[str], widths: tuple[int, ...], height: int) -> str:
    """Return a row of two halves with the gap between them; *height* is the least, 0 for none."""
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    gap = _cell(widths[2], _paragraph("SignLabel", ""))
    empty = (
        _cell(widths[3] + widths[4], _paragraph("SignLabel", ""), '<w:gridSpan w:val="2"/>') if len(pair) == 1 else ""
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>{gap.join(cells)}{gap + empty if empty else ''}</w:tr>"


def _heading(pen: Pen, signature: Signature, width: int) -> str:
    """Return for whom, and in which role, the place is."""
    entity = runs(pen, _told(signature, "entity"), "")
    if not pen.gone:  # the place may stand among those that take over, under the same mark
        entity = pen.marked(signature.path, signature.entity, entity)
    lines = (
        _paragraph("SignFor", run(SIGNED_FOR)),
        _paragraph("SignEntity", entity, direction(signature.entity)),
        _paragraph("SignRole", runs(pen, _told(signature, "role"), "")),
    )
    return _cell(width, "".join(lines), '<w:gridSpan w:val="2"/>')


def _told(signature: Signature, name: str) -> tuple[Printed, ...]:
    """Return the words of a field, with their changes if it changed."""
    return next((one.words for one in signature.restated if one.name == name), (Text(getattr(signature, name, "")),))


def _fields(signature: Signature) -> Iterator[tuple[str, tuple[Printed, ...]]]:
    """Yield the lines of a place to sign."""
    return ((label, _told(signature, label.lower())) for label, _ in signature_fields(signature))


def _line(pen: Pen, label: str, value: tuple[Printed, ...], widths: tuple[int, ...], signing: bool) -> str:
    rule = (
        f'<w:tcBorders><w:bottom w:val="single" w:sz="{6 if signing else 2}" w:space="0"'
        f' w:color="{_INK if signing else _HAIR}"/></w:tcBorders>'
    )
    bottom = '<w:vAlign w:val="bottom"/>'
    named = _cell(widths[0], _paragraph("SignLabel", run(label)), bottom)
    shown = _paragraph("SignValue", runs(pen, value, ""), direction(plain(value)))
    return named + _cell(widths[1], shown, rule + bottom)


def _cell(width: int, inner: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def _paragraph(style: str, inner: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'
