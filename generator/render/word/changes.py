"""The first page of a redline: what has changed, in groups; it ends in a section of its own and is no part of the
text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from generator.document.changes import TEXT, Entry
from generator.document.marks import SUMMARY
from generator.render.word.pen import Pen
from generator.render.word.text import direction, run

TITLE = "What has changed"
NOTE = "This page is no part of the agreement. It lists what the marks in the text show."
_HEADS = ("Where", "Before", "Now")
_SHARES = (0.34, 0.33, 0.33)


def changes_page(pen: Pen, entries: Sequence[Entry]) -> str:
    """Return the page, or nothing without entries."""
    if not entries:
        return ""
    groups = "".join(_group(pen, group, several) for group, several in groupby(entries, lambda one: one.group))
    end = (
        f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{pen.shell.sheet.upright}</w:pPr>{pen.bookmark(SUMMARY, "")}</w:p>'
    )
    return f"{_line('PageTitle', TITLE)}{_line('TableKey', NOTE)}{groups}{end}"


def _group(pen: Pen, group: str, entries: Iterable[Entry]) -> str:
    widths = [round(pen.shell.sheet.upright_width * share) for share in _SHARES]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(widths, _HEADS, "CellHead", "<w:tblHeader/>")
    rows = "".join(_row(widths, _words(entry), "Cell", "") for entry in entries)
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="AgreementTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )
    return f"{_line('PartHeading', group)}{table}{_line('TableEnd', '')}"


def _words(entry: Entry) -> tuple[str, str, str]:
    """Return the cells of an entry."""
    what = "" if entry.group != TEXT or entry.what == "changed" else f" ({entry.what})"
    return entry.where + what + (f"\n{entry.why}" if entry.why else ""), entry.before or "–", entry.after or "–"


def _row(widths: Sequence[int], cells: Sequence[str], style: str, head: str) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_line(style, words)}</w:tc>'
        for width, words in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{inner}</w:tr>"


def _line(style: str, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{direction(words)}</w:pPr>{run(words)}</w:p>'
