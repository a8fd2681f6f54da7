"""What stands at the markers of a template: document blocks as WordprocessingML, one small function for each construct.

Nothing here states a size, a font or a space: those are styles of the template, named by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import assert_never

from generator.document.blocks import Block, Clause, Document, Heading, Item, Lead, Paragraph, Section, Table
from generator.document.marks import block_mark
from generator.document.printed import (
    ANNEXES_HEADING,
    Entry,
    annex_entries,
    chapter_entries,
    party_lines,
)
from generator.document.walk import plain
from generator.render.word.fields import END, begin, field, link
from generator.render.word.numbering import numbered, ordinal
from generator.render.word.pen import Pen
from generator.render.word.runs import runs
from generator.render.word.signatures import signatures
from generator.render.word.tables import table
from generator.render.word.text import direction, run

_OUTLINE = {1: "Heading1", 2: "Heading2", 3: "Clause3", 4: "Clause4", 5: "Clause5"}
_LEADS = {
    Lead.BODY: "ClauseText",
    Lead.DEFINITION: "Definition",
    Lead.PARTY: "Party",
    Lead.RECITAL: "Recital",
    Lead.KEY: "TableKey",
    Lead.NOTE: "TableNote",
    Lead.REMOVED: "Removed",
}
_KEEP = "<w:keepNext/>"
_FIRST_LIST_LEVEL = 3
_DEEPEST = 2


def paragraph(style: str, inner: str, properties: str = "") -> str:
    """Return a paragraph in a style; *properties* stand in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def document_parts(pen: Pen, document: Document, pages: Mapping[str, int]) -> dict[str, str]:
    """Return what stands at each marker.

    Args:
        pen: A fresh one.
        document: The tree.
        pages: Page of each section by path, for the contents of a final copy; empty for none.
    """
    opening = _blocks(pen, document.opening, inset=False)
    chapters = "".join(_chapter(pen, section) for section in document.chapters)
    if opening:
        opening = _on_new_page(opening)
    else:
        chapters = _on_new_page(chapters)
    return {
        "COVER-PARTIES": cover_parties(document),
        "CONTROL": _blocks(pen, document.control, inset=False),
        "CONTENTS": contents(document, pages),
        "PARTIES": opening,
        "BODY": chapters,
        "SIGNATURES": signatures(pen, document.signatures),
        "ANNEXES": _annexes(pen, document.annexes),
    }


def _on_new_page(xml: str) -> str:
    """Return *xml* with its first paragraph at the top of a page."""
    head, closing, rest = xml.partition("</w:pPr>")
    style, mark, properties = head.partition('"/>')
    return f"{style}{mark}{_early(properties)}{closing}{rest}" if closing else xml


def _early(properties: str) -> str:
    """Return *properties* with a page break and no space above, each in its place of the schema."""
    kept = _KEEP if properties.startswith(_KEEP) else ""
    return f'{kept}<w:pageBreakBefore/>{properties.removeprefix(kept)}<w:spacing w:before="0"/>'


# Cover and contents


def cover_parties(document: Document) -> str:
    """Return the parties on the cover."""
    lines: list[str] = []
    for party in document.parties:
        texts = list(party_lines(party))
        styles = ["CoverNumber", *["CoverParty"] * len(party.names), "CoverRole"]
        lines += (
            paragraph(style, run(text), direction(text)) for style, text in zip(styles, texts, strict=True) if text
        )
    return "".join(lines)


def contents(document: Document, pages: Mapping[str, int]) -> str:
    """Return the contents: chapters as a field that Word can renew, annexes as lines that it would not find."""
    chapters = [_entry(entry, "TOC1", pages) for entry in chapter_entries(document)]
    annexes = [_entry(entry, "TOC2", pages) for entry in annex_entries(document)]
    heading = [("ContentsHeading", run(ANNEXES_HEADING))] if annexes else []
    switches = "" if pages else " \\n"
    return _whole_field(f'TOC \\o "1-1" \\h \\z{switches}', chapters) + _paragraphs([*heading, *annexes])


def _whole_field(instruction: str, lines: list[tuple[str, str]]) -> str:
    """Return *lines* as paragraphs of one field that begins in the first and ends in the last."""
    if not lines:
        return ""
    (first, head), *rest = lines
    lines = [(first, begin(instruction) + head), *rest]
    last, tail = lines[-1]
    return _paragraphs([*lines[:-1], (last, tail + END)])


def _paragraphs(lines: list[tuple[str, str]]) -> str:
    return "".join(paragraph(style, inner) for style, inner in lines)


def _entry(entry: Entry, style: str, pages: Mapping[str, int]) -> tuple[str, str]:
    """Return a line of the contents that leads to its section, with its page if known; one elsewhere leads nowhere."""
    inner = run(f"{entry.label}\t{entry.title}")
    if not entry.path:
        return style, inner
    mark = block_mark(entry.path)
    if entry.path in pages:
        inner += run("\t") + field(f"PAGEREF {mark} \\h", run(str(pages[entry.path])))
    return style, link(mark, inner)


# Chapters and annexes


def _chapter(pen: Pen, section: Section) -> str:
    return _title(pen, "Heading1", section) + _blocks(pen, section.blocks, inset=True)


def _annexes(pen: Pen, annexes: Iterable[Section]) -> str:
    """Return the annexes; a section of the file ends wherever the page turns on its side or back."""
    parts: list[str] = []
    for section in annexes:
        if section.landscape != pen.wide:
            parts.append(_section_end(pen))
            _turn(pen)
        parts.append(_title(pen, "AnnexTitle", section) + _blocks(pen, section.blocks, inset=False))
    return "".join(parts)


def _section_end(pen: Pen) -> str:
    sheet = pen.shell.sheet
    return paragraph("SectionEnd", "", sheet.lying if pen.wide else sheet.upright)


def _turn(pen: Pen) -> None:
    sheet = pen.shell.sheet
    pen.wide = not pen.wide
    pen.width = sheet.lying_width if pen.wide else sheet.upright_width


def _title(pen: Pen, style: str, section: Section) -> str:
    own = (pen.annexes if section.annex else pen.outline).follow(section.number)
    return paragraph(style, pen.marked(section.path, section.title, run(section.title)), own)


def _blocks(pen: Pen, blocks: tuple[Block, ...], *, inset: bool) -> str:
    """Return blocks one after the other; *inset* when they stand at the text edge of clauses, not at the margin."""
    followed = zip_longest(blocks, blocks[1:])
    return "".join(_block(pen, block, inset, keep=isinstance(after, Table)) for block, after in followed)


def _block(pen: Pen, block: Block, inset: bool, *, keep: bool) -> str:
    """Return a block; *keep* when it leads in a table, from which it must not part."""
    match block:
        case Clause():
            return _clause(pen, block, inset)
        case Paragraph():
            return _paragraph(pen, block, inset, keep)
        case Heading():
            return paragraph("PartHeading", pen.marked(block.path, block.title, run(block.title)))
        case Table():
            return table(pen, block)
        case _:
            assert_never(block)


def _clause(pen: Pen, clause: Clause, inset: bool) -> str:
    """Return a clause: its title, numbered in a chapter and plain in an annex, then its blocks."""
    style = "Heading2" if clause.number.level else "AnnexHeading"
    own = pen.outline.follow(clause.number) if clause.number.level else ""
    shown = clause.title or clause.number.level
    title = paragraph(style, pen.marked(clause.path, clause.title, run(clause.title)), own) if shown else ""
    return title + _blocks(pen, clause.blocks, inset=inset)


# Paragraphs and lists


def _paragraph(pen: Pen, block: Paragraph, inset: bool, keep: bool) -> str:
    """Return a paragraph and the items it leads in; a lead-in stays with its first two items, or with its table."""
    style = _OUTLINE.get(block.number.level, "") if inset and block.lead is Lead.BODY else ""
    own = pen.outline.follow(block.number) if style else ""
    style = style or ("BodyText" if block.lead is Lead.BODY and not inset else _LEADS[block.lead])
    line = _line(pen, block, style, own, keep=keep or bool(block.items))
    outlined = inset and block.lead is Lead.BODY
    return line + _items(pen, block.items, outlined=outlined, inset=style != "BodyText")


def _line(pen: Pen, block: Paragraph | Item, style: str, own: str, *, keep: bool) -> str:
    text = plain(block.inlines)
    properties = f"{_KEEP if keep else ''}{own}{direction(text)}{_measure(pen)}"
    return paragraph(style, pen.marked(block.path, text, runs(pen, block.inlines, block.path)), properties)


def _measure(pen: Pen) -> str:
    """Return the indent that keeps a line on a lying page as long as on an upright one: at most 90 characters."""
    spare = pen.width - pen.shell.sheet.upright_width
    return f'<w:ind w:right="{spare}"/>' if pen.wide and spare > 0 else ""


def _items(pen: Pen, items: tuple[Item, ...], *, outlined: bool, inset: bool) -> str:
    """Return the items under a paragraph, counted by the outline or by a list of their own."""
    if not items:
        return ""
    own = 0
    if not outlined and any(item.number.label for item in items):
        first = items[0].number
        style = "Inset1" if inset else "Flush1"
        starts = {max(first.level - _FIRST_LIST_LEVEL, 0): ordinal(first.label, first.level) or 1}
        own = pen.lists.own(pen.shell.lists[style], starts)
    return _list(pen, items, own, inset, depth=0)


def _list(pen: Pen, items: tuple[Item, ...], own: int, inset: bool, depth: int) -> str:
    """Return a list: the first and the last but one item stay with the next, so that none stands alone on a page."""
    parts: list[str] = []
    for at, item in enumerate(items):
        style, number = _item_style(pen, item, own, inset, depth)
        keep = bool(item.items) or (len(items) > 1 and at in {0, len(items) - 2})
        parts.append(_line(pen, item, style, number, keep=keep))
        if item.items:
            parts.append(_list(pen, item.items, own, inset, depth + 1))
    return "".join(parts)


def _item_style(pen: Pen, item: Item, own: int, inset: bool, depth: int) -> tuple[str, str]:
    """Return the style of an item, and its own numbering where the style's would count on."""
    if not item.number.label:
        return f"Dash{min(depth + inset + 1, 4)}", ""
    if not own:
        return _OUTLINE.get(item.number.level, "Clause5"), pen.outline.follow(item.number)
    level = min(max(item.number.level - _FIRST_LIST_LEVEL, 0), _DEEPEST)
    return f"{'Inset' if inset else 'Flush'}{level + 1}", numbered(level, own)
