"""Where references may lead inside a document, and what Word itself would print for each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.document.blocks import NO_NUMBER, Block, Clause, Document, Figure, Item, Lead, Paragraph, Table
from generator.document.marks import block_mark, label_mark

_CAPTION = "\\h"
"""Switch of a reference to the label in a caption."""


class Target(NamedTuple):
    """What a reference may lead to.

    Attributes:
        place: Path of the block there, or of the table whose caption shows it.
        shows: What Word itself would print for it: ``22.3(a)``, ``Annex 3``, ``Table 4``; empty without number.
        switches: Of the field that makes Word do so.
    """

    place: str
    shows: str
    switches: str

    @property
    def mark(self) -> str:
        """The bookmark there; made when a reference asks, since most places are never referred to."""
        return label_mark(self.place) if self.switches == _CAPTION else block_mark(self.place)


def targets(document: Document) -> dict[str, Target]:
    """Return every place of *document* that a reference may lead to, by path."""
    found: dict[str, Target] = {}
    for section in document.chapters:
        found[section.path] = _outline(section.path, section.number.full)
        found |= dict(_block_targets(section.blocks, found[section.path]))
    for section in document.annexes:
        found[section.path] = Target(section.path, section.number.label.replace("\u00a0", " "), "\\r \\h")
        found |= dict(_block_targets(section.blocks, _place(section.path)))
    found |= dict(_block_targets((*document.control, *document.opening), None))
    return found


def _outline(path: str, shows: str) -> Target:
    return Target(path, shows, "\\w \\h")


def _place(path: str) -> Target:
    return Target(path, "", "")


def _block_targets(blocks: Iterable[Block], above: Target | None) -> Iterator[tuple[str, Target]]:
    """Yield the targets among *blocks*; *above* is where a block without a line of its own leads."""
    for block in blocks:
        match block:
            case Clause():
                own = _clause_target(block, above)
                yield block.path, own
                yield from _block_targets(block.blocks, own)
            case Paragraph():
                own = _paragraph_target(block, above)
                yield block.path, own
                yield from _item_targets(block.items, counted=outlined(block, above))
            case Table() | Figure():
                yield block.path, _table_target(block)
            case _:
                yield block.path, _place(block.path)


def _clause_target(clause: Clause, above: Target | None) -> Target:
    if clause.number.level:
        return _outline(clause.path, clause.number.full)
    return above if above and not clause.title else _place(clause.path)


def _paragraph_target(paragraph: Paragraph, above: Target | None) -> Target:
    """Return where a paragraph is; one without number that prints alone goes by the number of its clause."""
    if outlined(paragraph, above) and paragraph.number.level:
        return _outline(paragraph.path, paragraph.number.full)
    return above if above and above.shows and paragraph.lead is Lead.BODY else _place(paragraph.path)


def outlined(paragraph: Paragraph, above: Target | None) -> bool:
    """Tell whether the items of *paragraph* take part in the outline of clauses."""
    return paragraph.lead is Lead.BODY and above is not None and above.switches == "\\w \\h"


def _item_targets(items: Iterable[Item], *, counted: bool) -> Iterator[tuple[str, Target]]:
    for item in items:
        numbered = counted and item.number.label
        yield item.path, _outline(item.path, item.number.full) if numbered else _place(item.path)
        yield from _item_targets(item.items, counted=counted)


def _table_target(table: Table | Figure) -> Target:
    """Return where a table or figure is: the number in its caption, or the caption."""
    if table.number == NO_NUMBER or not table.caption:
        return _place(table.path)
    return Target(table.path, table.number.label.replace("\u00a0", " "), _CAPTION)
