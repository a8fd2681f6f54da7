"""A document as a Word file: a compiled corporate template with the tree at its markers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from generator.document.blocks import Document
from generator.document.changes import FrontPage
from generator.document.comments import Comment
from generator.render.word.body import document_parts, last_sheet, report_text
from generator.render.word.carried import DOCUMENT
from generator.render.word.comments import comment_parts
from generator.render.word.figures import picture_parts
from generator.render.word.front import before_the_cover, front_page
from generator.render.word.package import Packed, pack, write_package
from generator.render.word.pen import Pen
from generator.render.word.properties import core_part, custom_part, marks_part, store_part, store_relationships_part
from generator.render.word.restated import facts_or_places, restated_facts
from generator.render.word.schemes import outlined
from generator.render.word.settings import SETTINGS, Recording, recording_part
from generator.render.word.shell import NUMBERING, STYLES, Shell, compile_template, tags
from generator.render.word.tables import END, LAST_END
from generator.render.word.tracking import Tracking

__all__ = ["Recording", "Tracking", "compile_template", "render_word"]

_RUNNING_PART = re.compile(r'<w:(header|footer)Reference [^>]*r:id="([^"]+)"/>')
_LAST_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*</w:p>\s*$", re.DOTALL)
SIDE_BY_SIDE = 2
"""Parties of a cover that stand in columns; LibreOffice sends what follows more of them to a page of its own."""
_COLUMNS = re.compile(r'<w:cols w:num="2"[^>]*/>')
_NO_PAGES: Mapping[str, int] = MappingProxyType({})
_STORE = {
    "customXml/itemProps1.xml": pack(store_part()),
    "customXml/_rels/item1.xml.rels": pack(store_relationships_part()),
}


def render_word(
    document: Document,
    template: bytes,
    pages: Mapping[str, int] = _NO_PAGES,
    *,
    tracking: Tracking | None = None,
    comments: Sequence[Comment] = (),
    front: FrontPage | None = None,
    recording: Recording = Recording.OFF,
    label: str = "",
) -> bytes:
    """Return *document* as a .docx file; the same tree and template give the same bytes.

    Args:
        document: The tree.
        template: A template in which ``compile_template`` finds no error.
        pages: Page of each section by path, for the contents of a final copy.
        tracking: Whose changes a redline shows; a document without changes needs none.
        front: A page before the text that is no part of it.
        recording: Whether Word records what is changed in the file.
        label: What header and footer say in place of the status: of a redline, what it is one of.
        comments: What stands beside its text; one whose place does not print stands beside the first that does.

    Raises:
        ValueError: If the template has errors; whoever loads it has reported them.
    """
    shell, faults = compile_template("template", template)
    if shell is None:
        raise ValueError("; ".join(fault.message for fault in faults))
    pen = Pen(document, shell, tracking, comments)
    main = _report_part(pen, document, front) if document.facts.brief else _main_part(pen, document, pages, front)
    shown = labelled(document, label)
    made = {DOCUMENT: pack(main.encode())}
    if pen.margin.lost:
        again = tracking and Tracking(tracking.author, tracking.date)
        aside = pen.margin.settled()
        return render_word(
            *(document, template, pages), tracking=again, comments=aside, front=front, recording=recording, label=label
        )
    made |= _properties(pen, shown, tracking, comments) | _running(shell, shown)
    made |= comment_parts(comments, shell.static) | recording_part(shell.static[SETTINGS], recording)
    made |= picture_parts(pen.pictures, {**shell.static, **made})
    return write_package({**shell.static, **_STORE, **made})


def _main_part(pen: Pen, document: Document, pages: Mapping[str, int], front: FrontPage | None) -> str:
    """Return ``word/document.xml``: the pieces of the template with the parts of the document between them."""
    facts = facts_or_places(document)
    shell = pen.shell
    parts = document_parts(pen, document, pages)
    shown = fitted(document, shell, [restated_facts(pen, piece.render(facts), document) for piece in shell.pieces])
    between = [text for marker, piece in zip(shell.order, shown, strict=False) for text in (piece, parts[marker])]
    whole = "".join((*between, shown[-1], last_sheet(pen), "</w:body></w:document>"))
    return before_the_cover(pen, front, whole)


def fitted(document: Document, shell: Shell, pieces: Sequence[str]) -> list[str]:
    """Return the *pieces* of a template as a document needs them: without the title of contents that it has not, its
    cover without columns for more parties than stand side by side.
    """
    shown = [*pieces]
    if document.facts.short:
        contents = shell.order.index("CONTENTS")
        shown[contents] = without_title(shown[contents])
    if len(document.parties) > SIDE_BY_SIDE:
        behind = shell.order.index("COVER-PARTIES") + 1
        shown[behind] = _COLUMNS.sub("", shown[behind], count=1)
    return shown


def without_title(piece: str) -> str:
    """Return what stands before the contents in a template without their title: its last paragraph, unless that ends a
    section of the file.
    """
    last = _LAST_PARAGRAPH.search(piece)
    return piece[: last.start()] if last and "<w:sectPr" not in last[0] else piece


def labelled(document: Document, label: str) -> Document:
    """Return *document* with *label* as its status, if there is one."""
    return replace(document, facts=replace(document.facts, status=label)) if label else document


def _report_part(pen: Pen, document: Document, front: FrontPage | None) -> str:
    """Return ``word/document.xml`` of a report or form: its title, then its text; a report lies on its side."""
    shell = pen.shell
    head = shell.pieces[0].render(tags(document.facts)).partition("<w:body>")[0]
    wide = document.facts.internal
    pen.lay(was=wide, now=wide, wide=wide)
    sheet = kept_running(last_sheet(pen), "".join(piece.render(tags(document.facts)) for piece in shell.pieces))
    text = report_text(pen, document)
    text = text.removesuffix(END) + LAST_END if text.endswith(END) else text
    return f"{head}<w:body>{front_page(pen, front)}{text}{sheet}</w:body></w:document>"


def kept_running(sheet: str, template: str) -> str:
    """Return the properties *sheet* with a header and footer of the cover too, as those of a first page that looks
    like the others: they show nowhere, and no part of the file is left that nothing leads to.
    """
    taken = {found[2] for found in _RUNNING_PART.finditer(sheet)}
    others = {found[1]: found[2] for found in _RUNNING_PART.finditer(template) if found[2] not in taken}
    if "titlePg" in sheet:
        return sheet
    free = [kind for kind in others if f'<w:{kind}Reference w:type="first"' not in sheet]
    first = [f'<w:{kind}Reference w:type="first" r:id="{others[kind]}"/>' for kind in free]
    return sheet.replace("<w:sectPr>", f"<w:sectPr>{''.join(first)}", 1)


def _properties(
    pen: Pen, document: Document, tracking: Tracking | None, comments: Sequence[Comment]
) -> dict[str, Packed]:
    """Return the parts that say what the file is, and those that numbers and language change."""
    shell = pen.shell
    base = outlined(shell.numbering, shell.lists["Heading1"], document.facts.numbering)
    numbering = "".join((base, *pen.lists.made, "</w:numbering>"))
    return {
        STYLES: shell.language(document.facts.language),
        NUMBERING: pack(numbering.encode()),
        "docProps/core.xml": pack(core_part(document)),
        "docProps/custom.xml": pack(custom_part(document, shell.fingerprint, tracking, comments)),
        "customXml/item1.xml": pack(marks_part(pen.marks)),
    }


def _running(shell: Shell, document: Document) -> dict[str, Packed]:
    facts = tags(document.facts)
    return {name: pack(part.render(facts).encode()) for name, part in shell.running.items()}
