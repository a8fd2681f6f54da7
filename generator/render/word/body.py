"""What stands at the markers of a template: document blocks as WordprocessingML, one small function for each construct.

Nothing here states a size, a font or a space: those are styles of the template, named by id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import NamedTuple, assert_never

from generator.document.blocks import (
    Block,
    Change,
    Clause,
    CoverParty,
    Document,
    Figure,
    Heading,
    Item,
    Lead,
    Listing,
    Number,
    Paragraph,
    Printed,
    Section,
    Table,
)
from generator.document.marks import block_mark
from generator.document.printed import (
    ANNEXES_HEADING,
    Entry,
    annex_entries,
    chapter_entries,
    party_lines,
)
from generator.document.walk import plain
from generator.prose import Text
from generator.render.word.fields import END, begin, field, link
from generator.render.word.figures import figure
from generator.render.word.numbering import BY_STYLE, Own, numbered, ordinal
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
        "COVER-PARTIES": cover_parties(pen, document),
        "CONTROL": _blocks(pen, document.control, inset=False),
        "CONTENTS": "" if document.facts.short else contents(pen, document, pages),
        "PARTIES": opening,
        "BODY": chapters,
        "SIGNATURES": signatures(pen, document.signatures),
        "ANNEXES": _annexes(pen, document.annexes),
    }


def report_text(pen: Pen, document: Document) -> str:
    """Return the text of an internal report below its title and what it reports on."""
    told = {one.name: one.words for one in document.restated}
    title, number, parties, version, status = (
        told.get(name, (Text(document.facts.printed(name)),))
        for name in ("title", "number", "short_parties", "version", "status")
    )
    dot = Text(" · ")
    about = (*number, dot, *parties, dot, Text("version "), *version, dot, *status)
    head = paragraph("PageTitle", runs(pen, title, "")) + paragraph("BodyText", runs(pen, about, ""))
    chapters = "".join(_chapter(pen, section) for section in document.chapters)
    return head + _blocks(pen, document.opening, inset=False) + chapters


def _on_new_page(xml: str) -> str:
    """Return *xml* with its first paragraph at the top of a page."""
    head, closing, rest = xml.partition("</w:pPr>")
    style, mark, properties = head.partition('"/>')
    return f"{style}{mark}{_early(properties)}{closing}{rest}" if closing else xml


_TRACKED = re.compile("(<w:rPr>|<w:pPrChange )")


def _early(properties: str) -> str:
    """Return *properties* with a page break and no space above, each in its place of the schema."""
    kept = _KEEP if properties.startswith(_KEEP) else ""
    own, *tracked = _TRACKED.split(properties.removeprefix(kept), maxsplit=1)
    return f'{kept}<w:pageBreakBefore/>{own}<w:spacing w:before="0"/>{"".join(tracked)}'


# Cover and contents


def cover_parties(pen: Pen, document: Document) -> str:
    """Return the parties on the cover."""
    return "".join(pen.tracking.lines(_cover_party(pen, party), party.change) for party in document.parties)


def _cover_party(pen: Pen, party: CoverParty) -> str:
    styles = ["CoverNumber", *["CoverParty"] * len(party.names), "CoverRole"]
    lines = party.restated or [(Text(text),) for text in party_lines(party)]
    printed = [(style, plain(line), line) for style, line in zip(styles, lines, strict=True)]
    return "".join(paragraph(style, runs(pen, line, ""), direction(text)) for style, text, line in printed if text)


MOST_ENTRIES = 44
"""Lines of the contents that a page of any paper holds at the pitch of their styles; more stand closer."""
_WIDEST, _CLOSEST = 244, 200
"""Pitch of lines that stand closer, in twentieths of a point: no wider than in the styles, no closer than they read."""
_TITLES_OF_CONTENTS = 1440
"""Height of the title of the contents and of the heading of the annexes, likewise."""
_TO_THE_MARGIN = '<w:ind w:right="0"/>'
"""No indent on the right, where LibreOffice 7.4 would hide the page numbers."""


def contents(pen: Pen, document: Document, pages: Mapping[str, int]) -> str:
    """Return the contents: chapters as a field that Word can renew, annexes as lines that it would not find."""
    sections = {one.path: one for one in (*document.chapters, *document.annexes)}
    files = {plain(one.title): one for one in document.relisted}
    chapters = [_entry(pen, one, sections[one.path], "TOC1", pages) for one in chapter_entries(document)]
    annexes = [
        _entry(pen, one, sections[one.path], "TOC2", pages) if one.path else _file(pen, one, files.get(one.title))
        for one in annex_entries(document)
    ]
    heading = _annexes_heading(pen, {one.change for one in annexes})
    switches = "" if pages else " \\n"
    field_ = _whole_field(f'TOC \\o "1-1" \\h \\z{switches}', chapters)
    properties = _close(pen, len(chapters) + len(annexes)) + (_TO_THE_MARGIN if pages else "")
    return "".join(_paragraphs(pen, lines, properties) for lines in (field_, heading, annexes))


def _close(pen: Pen, lines: int) -> str:
    """Return the pitch at which so many *lines* of the contents and their titles fill one page; nothing if that of
    the styles does.
    """
    if lines <= MOST_ENTRIES:
        return ""
    room = (pen.shell.sheet.upright_height - _TITLES_OF_CONTENTS) // lines
    return f'<w:spacing w:line="{max(_CLOSEST, min(_WIDEST, room))}" w:lineRule="exact"/>'


class Listed(NamedTuple):
    """A line of the contents: its style, its runs, and whether the whole line came or went."""

    style: str
    inner: str
    change: Change | None = None


def _whole_field(instruction: str, lines: list[Listed]) -> list[Listed]:
    """Return *lines* as paragraphs of one field that begins in the first and ends in the last."""
    if not lines:
        return []
    first, *rest = lines
    lines = [first._replace(inner=begin(instruction) + first.inner), *rest]
    return [*lines[:-1], lines[-1]._replace(inner=lines[-1].inner + END)]


def _paragraphs(pen: Pen, lines: list[Listed], properties: str) -> str:
    """Return *lines*, which look alike, as paragraphs; the field around them all neither comes nor goes."""
    made = [paragraph(line.style, line.inner, properties) for line in lines]
    ends = zip(made, _ends([line.change for line in lines]), strict=True)
    return "".join(pen.tracking.ending(xml, change) if change else xml for xml, change in ends)


def _ends(changes: list[Change | None]) -> list[Change | None]:
    """Return which ends of lines come or go: of lines after the last that stays, each takes the end before it, since
    LibreOffice gives what follows them their style where their own ends go.
    """
    if None not in changes:
        return changes
    stays = len(changes) - 1 - changes[::-1].index(None)
    return [*changes[:stays], *changes[stays + 1 :], None]


def _annexes_heading(pen: Pen, changes: set[Change | None]) -> list[Listed]:
    """Return the heading of the lines for annexes; it comes or goes with all of them."""
    if not changes:
        return []
    (change,) = changes if len(changes) == 1 else [None]
    words = run(ANNEXES_HEADING)
    return [Listed("ContentsHeading", pen.tracking.words(words, change) if change else words, change)]


def _entry(pen: Pen, entry: Entry, section: Section, style: str, pages: Mapping[str, int]) -> Listed:
    """Return a line of the contents that leads to its section, with its page if known."""
    inner = _numbered(pen, entry, *(((), ()) if section.change else (section.retitled, section.reversioned)))
    mark = block_mark(entry.path)
    if entry.path in pages:
        inner += run("\t") + field(f"PAGEREF {mark} \\h", run(str(pages[entry.path])))
    words = link(mark, inner)
    return Listed(style, pen.tracking.words(words, section.change) if section.change else words, section.change)


def _file(pen: Pen, entry: Entry, found: Listing | None) -> Listed:
    """Return the line of a file of its own, which leads nowhere; *found* is what a comparison says of it."""
    inner = _numbered(pen, entry, found.title if found else ())
    change = found.change if found else None
    return Listed("TOC2", pen.tracking.words(inner, change) if change else inner, change)


def _numbered(pen: Pen, entry: Entry, title: tuple[Printed, ...], version: tuple[Printed, ...] = ()) -> str:
    """Return the number of a line, its title and its version, with their changes if they have any."""
    lead = f"{entry.label}\t"
    if not title and not version:
        return run(lead + entry.title + entry.version)
    shown = (*(title or (Text(entry.title),)), *(version or ((Text(entry.version),) if entry.version else ())))
    return run(lead) + runs(pen, shown, "")


# Chapters and annexes


def _chapter(pen: Pen, section: Section) -> str:
    with pen.within(section.change):
        xml = _title(pen, "Heading1", section) + _blocks(pen, section.blocks, inset=True)
    return pen.tracking.lines(xml, section.change)


def _annexes(pen: Pen, annexes: Iterable[Section]) -> str:
    """Return the annexes; a section of the file ends wherever the page turns on its side or back."""
    parts: list[str] = []
    for section in annexes:
        parts.append(_turns(pen, section))
        with pen.within(section.change):
            xml = _title(pen, "AnnexTitle", section) + _blocks(pen, section.blocks, inset=False)
        parts.append(pen.tracking.lines(xml, section.change))
    return "".join(parts)


def _turns(pen: Pen, section: Section) -> str:
    """Turn the page for *section* where it lies otherwise than the one before it; return what ends that one.

    The older and the newer text turn at other places where an annex came or went.
    """
    before, after = pen.sides
    was = before if section.change in {Change.INSERTED, Change.MOVED} else section.landscape
    now = after if section.change is Change.DELETED else section.landscape
    pen.lay(was, now, section.landscape)
    if (before, after) == (not was, not now) and before == after:
        return _section_end(pen, after, None)
    gone = _section_end(pen, before, Change.DELETED) if was != before else ""
    return gone + (_section_end(pen, after, Change.INSERTED) if now != after else "")


def _section_end(pen: Pen, wide: bool, change: Change | None) -> str:
    sheet = _later(pen, pen.shell.sheet.lying if wide else pen.shell.sheet.upright)
    pen.turned = True
    return paragraph("SectionEnd", "", pen.tracking.section_end(sheet, change) if change else sheet)


_FIRST_PAGE = re.compile(r"<w:titlePg\b[^>]*/>")


def _later(pen: Pen, sheet: str) -> str:
    """Return the properties of pages; where the page has turned before, without a first page of their own: the
    letterhead of a template stands on the first page of the file, and not again wherever a wide annex begins or ends.
    """
    return _FIRST_PAGE.sub("", sheet) if pen.turned else sheet


def last_sheet(pen: Pen) -> str:
    """Return the properties of the last pages; a redline says how they lay before, where that differs."""
    sheets = tuple(_later(pen, one) for one in (pen.shell.sheet.upright, pen.shell.sheet.lying))
    before, after = pen.sides
    return sheets[after] if before == after else pen.tracking.was_sheet(sheets[after], sheets[before])


def _title(pen: Pen, style: str, section: Section) -> str:
    own = pen.follow(pen.annexes if section.annex else pen.outline, section.path, section.number)
    return paragraph(style, _titled(pen, section), own.now + _was(pen, style, own))


def _was(pen: Pen, style: str, own: Own, before: str = "") -> str:
    """Return how the properties of a paragraph read before, if its style or its numbering was another."""
    if own.now == own.was and (not before or before == style):
        return ""
    return pen.tracking.was_line(f'<w:pStyle w:val="{before or style}"/>{own.was}')


def _titled(pen: Pen, block: Section | Clause | Heading) -> str:
    """Return a title inside its bookmark."""
    words: tuple[Printed, ...] = block.retitled
    if not words and not isinstance(block, Heading) and block.removed:
        return pen.marked(block.path, block.title, quiet(run(block.title)))
    return pen.marked(block.path, block.title, runs(pen, words, block.path) if words else run(block.title))


def quiet(xml: str) -> str:
    """Return the runs of a title that says only that nothing stands there, in italics."""
    return xml.replace("<w:r><w:t ", '<w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t ')


def _blocks(pen: Pen, blocks: tuple[Block, ...], *, inset: bool) -> str:
    """Return blocks one after the other; *inset* when they stand at the text edge of clauses, not at the margin."""
    made: list[str] = []
    before: Block | None = None
    for block, after in zip_longest(blocks, blocks[1:]):
        made.append(_block(pen, block, before, inset, keep=isinstance(after, Table | Figure)))
        before = block
    return "".join(made)


def _block(pen: Pen, block: Block, before: Block | None, inset: bool, *, keep: bool) -> str:
    """Return a block; *keep* when it leads in a table or figure, from which it must not part."""
    if block.change is None:
        return _written(pen, block, before, inset, keep=keep)
    with pen.within(block.change):
        return pen.tracking.lines(_written(pen, block, before, inset, keep=keep), block.change)


def _written(pen: Pen, block: Block, before: Block | None, inset: bool, *, keep: bool) -> str:
    match block:
        case Clause():
            return _clause(pen, block, inset)
        case Paragraph():
            return _paragraph(pen, block, inset, keep)
        case Heading():
            return paragraph("PartHeading", _titled(pen, block))
        case Table():
            return table(pen, block, apart=not isinstance(before, Figure))
        case Figure():
            return figure(pen, block)
        case _:
            assert_never(block)


def _clause(pen: Pen, clause: Clause, inset: bool) -> str:
    """Return a clause: its title, numbered in a chapter and plain in an annex, then its blocks."""
    style = "Heading2" if clause.number.level else "AnnexHeading"
    own = pen.follow(pen.outline, clause.path, clause.number) if clause.number.level else BY_STYLE
    shown = clause.title or clause.retitled or clause.number.level
    title = paragraph(style, _titled(pen, clause), own.now + _was(pen, style, own)) if shown else ""
    return title + _blocks(pen, clause.blocks, inset=inset)


# Paragraphs and lists


def _paragraph(pen: Pen, block: Paragraph, inset: bool, keep: bool) -> str:
    """Return a paragraph and the items it leads in; a lead-in stays with its first two items, or with its table."""
    outlined = inset and block.lead is Lead.BODY
    style = _paragraph_style(block, block.number, inset)
    counted = outlined and any(one and one.level in _OUTLINE for one in (block.number, block.was))
    own = pen.follow(pen.outline, block.path, block.number) if counted else BY_STYLE
    was = _paragraph_style(block, block.was, inset) if block.was else ""
    line = _line(pen, block, style, own, keep=keep or bool(block.items), was=was)
    return line + _items(pen, block.items, outlined=outlined, inset=style != "BodyText")


def _paragraph_style(block: Paragraph, number: Number, inset: bool) -> str:
    """Return the style of a paragraph that has *number*."""
    style = _OUTLINE.get(number.level, "") if inset and block.lead is Lead.BODY else ""
    return style or ("BodyText" if block.lead is Lead.BODY and not inset else _LEADS[block.lead])


def _line(pen: Pen, block: Paragraph | Item, style: str, own: Own, *, keep: bool, was: str = "") -> str:
    """Return a line; *was* is its style in the older text, where it had another."""
    text = plain(block.inlines)
    properties = f"{_KEEP if keep else ''}{own.now}{direction(text)}{_measure(pen)}{_was(pen, style, own, was)}"
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
    kept = {0, len(items) - 2} if len(items) > 1 else ()
    return "".join([_item(pen, item, own, inset, depth, keep=at in kept) for at, item in enumerate(items)])


def _item(pen: Pen, item: Item, own: int, inset: bool, depth: int, *, keep: bool) -> str:
    """Return an item with the items inside it."""
    if item.change is None:
        return _written_item(pen, item, own, inset, depth, keep=keep)
    with pen.within(item.change):
        return pen.tracking.lines(_written_item(pen, item, own, inset, depth, keep=keep), item.change)


def _written_item(pen: Pen, item: Item, own: int, inset: bool, depth: int, *, keep: bool) -> str:
    style = _item_style(item, item.number, own, inset, depth)
    was = _item_style(item, item.was, own, inset, depth) if item.was else ""
    line = _line(pen, item, style, _item_number(pen, item, own), keep=keep or bool(item.items), was=was)
    return line + _list(pen, item.items, own, inset, depth + 1) if item.items else line


def _item_style(item: Item, number: Number, own: int, inset: bool, depth: int) -> str:
    """Return the style of an item that has *number*."""
    if not item.number.label:
        return f"Dash{min(depth + inset + 1, 4)}"
    if not own:
        return _OUTLINE.get(number.level, "Clause5")
    return f"{'Inset' if inset else 'Flush'}{_list_level(number) + 1}"


def _item_number(pen: Pen, item: Item, own: int) -> Own:
    """Return the numbering of an item where that of its style would count on."""
    if not own:
        return pen.follow(pen.outline, item.path, item.number)
    if not item.number.label:
        return BY_STYLE
    now = numbered(_list_level(item.number), own)
    return Own(now, now)


def _list_level(number: Number) -> int:
    return min(max(number.level - _FIRST_LIST_LEVEL, 0), _DEEPEST)
