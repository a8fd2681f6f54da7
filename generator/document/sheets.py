"""The sheets of a workbook: each matrix that the documents print, with the document and the annex it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.document.annexes import control_path
from generator.document.blocks import Clause, Document, Facts, Paragraph, Section, Table
from generator.document.reports import URGENT_EVENTS, URGENT_GLANCE, URGENT_PEOPLE
from generator.document.walk import plain, tables

TABS = {
    URGENT_GLANCE: "Urgent at a glance",
    URGENT_EVENTS: "Urgent step by step",
    URGENT_PEOPLE: "Urgent, whom to call",
}
"""Titles of tables whose description is longer than a tab is wide."""


class Sheet(NamedTuple):
    """A sheet: its title and table, and where they come from.

    Attributes:
        title: Of its tab.
        table: What it holds.
        facts: Of the document that prints it; absent: those of the workbook.
        annex: Of an annex with versions of its own: "Annex 7: Version 1.1, effective 1 March 2027".
    """

    title: str
    table: Table
    facts: Facts | None = None
    annex: str = ""


def sheets_of(documents: Mapping[str, Document]) -> list[Sheet]:
    """Return the sheets of a workbook: each matrix, in printed order."""
    return [sheet for document in documents.values() for sheet in matrices(document)]


def matrices(document: Document) -> Iterator[Sheet]:
    """Yield the tables of *document* that have an id of their own, each with the title of its sheet."""
    own = {id_: annex_line(one) for one in document.annexes if one.version for id_ in places_in(one)}
    for table in tables(document):
        if table.matrix:
            title = table.caption or TABS.get(table.matrix) or table.describes.partition(".")[0]
            yield Sheet(title, table, document.facts, own.get(table.path, ""))


def places_in(annex: Section) -> Iterator[str]:
    """Yield the path of each block of an *annex*, a table among them, also of those inside clauses."""
    for block in annex.blocks:
        yield block.path
        if isinstance(block, Clause):
            yield from (one.path for one in block.blocks)


def annex_line(annex: Section) -> str:
    """Return number and version of an *annex* that has versions of its own, as the line under its title says it."""
    path = control_path(annex.path)
    lines = (plain(one.inlines) for one in annex.blocks if isinstance(one, Paragraph) and one.path == path)
    return f"{annex.number.label}: {next(lines, f'Version {annex.version}').rstrip('.')}"
