"""A page before a document, no part of the text: it ends in a section of its own, by a mark that readers know."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document.changes import FrontPage
from generator.document.marks import SUMMARY
from generator.render.word.pen import Pen
from generator.render.word.text import direction, run


def front_page(pen: Pen, page: FrontPage | None) -> str:
    """Return the page, or nothing where there is none."""
    if page is None:
        return ""
    groups = "".join(_group(pen, page, *group) for group in page.groups)
    mark = pen.bookmark(SUMMARY, "")
    end = f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{pen.shell.sheet.upright}</w:pPr>{mark}</w:p>'
    return f"{_line('PageTitle', page.title)}{_line('TableKey', page.note)}{groups}{end}"


def _group(pen: Pen, page: FrontPage, title: str, rows: Sequence[Sequence[str]]) -> str:
    widths = [pen.shell.sheet.upright_width * share // sum(page.shares) for share in page.shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(widths, page.heads, "CellHead", "<w:tblHeader/>")
    body = "".join(_row(widths, row, "Cell", "") for row in rows)
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="AgreementTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )
    heading = _line("PartHeading", title) if title else ""
    return f"{heading}{table}{_line('TableEnd', '')}"


def _row(widths: Sequence[int], cells: Sequence[str], style: str, head: str) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_line(style, words)}</w:tc>'
        for width, words in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{inner}</w:tr>"


def _line(style: str, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{direction(words)}</w:pPr>{run(words)}</w:p>'
