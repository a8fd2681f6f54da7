"""A page before a document, no part of the text: it ends in a section of its own, by a mark that readers know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.document.changes import FrontPage
from generator.document.marks import SUMMARY
from generator.render.word.pen import Pen
from generator.render.word.text import direction, run

_SECTION = re.compile(r"<w:sectPr\b(?:(?!</w:sectPr>).)*</w:sectPr>", re.DOTALL)
_FOOTER = re.compile(r'<w:footerReference [^>]*w:type="default"[^>]*/>')
_LATE = re.compile(r"<w:(?:textDirection|bidi|rtlGutter|docGrid|printerSettings|sectPrChange)\b")
"""What stands behind the mark of a first page in the schema."""


def front_page(pen: Pen, page: FrontPage | None) -> str:
    """Return the page, or nothing where there is none."""
    if page is None:
        return ""
    groups = "".join(_group(pen, page, *group) for group in page.groups)
    groups = groups.removesuffix(_line("TableEnd", ""))  # on a full page it took an empty one
    mark = pen.bookmark(SUMMARY, "")
    end = f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{pen.shell.sheet.upright}</w:pPr>{mark}</w:p>'
    return f"{_line('PageTitle', page.title)}{_line('TableKey', page.note)}{groups}{end}"


def before_the_cover(pen: Pen, page: FrontPage | None, whole: str) -> str:
    """Return the *whole* main part with the page before it.

    A section without a header takes on the one of the section before it, so the cover now says that its first page
    has its own: none.
    """
    if page is None:
        return whole
    section = _SECTION.search(whole)
    if section and "headerReference" not in section[0] and "titlePg" not in section[0]:
        own = "".join(one.replace('"default"', '"first"') for one in _FOOTER.findall(section[0]))
        made = section[0].replace(">", f">{own}", 1)
        late = _LATE.search(made)
        at = late.start() if late else len(made) - len("</w:sectPr>")
        whole = whole.replace(section[0], f"{made[:at]}<w:titlePg/>{made[at:]}", 1)
    return whole.replace("<w:body>", f"<w:body>{front_page(pen, page)}", 1)


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
