"""An internal report as a page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from generator.document.blocks import Cell, Deleted, Document, Inserted, Paragraph, Printed, Table
from generator.document.walk import plain, words
from generator.render.changes import STYLE


def report_to_html(document: Document) -> bytes:
    """Return a report with its parts and their tables; what went is struck out, what came is underlined."""
    head = f"{document.facts.title} {document.facts.number}"
    lead = "".join(f"<p>{line(one.inlines)}</p>" for one in document.opening if isinstance(one, Paragraph))
    parts = "".join(
        f"<h2>{escape(section.title)}</h2>{''.join(table(one) for one in section.blocks if isinstance(one, Table))}"
        for section in document.chapters
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(head)}</title><style>{STYLE}</style></head>"
        f"<body><h1>{escape(head)}</h1><p>{escape(document.facts.status)}</p>{lead}{parts}</body></html>\n"
    ).encode()


def table(one: Table) -> str:
    """Return a table."""
    head = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in one.columns)
    rows = "".join(f"<tr>{''.join(map(cell, row.cells))}</tr>" for row in one.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def cell(one: Cell) -> str:
    """Return a cell, its lines below one another."""
    return f"<td>{'<br>'.join(map(line, one.paragraphs))}</td>"


def line(inlines: Iterable[Printed]) -> str:
    """Return a line with what went and what came marked."""
    return "".join(map(inline, inlines))


def inline(one: Printed) -> str:
    """Return one inline."""
    match one:
        case Deleted():
            return f"<del>{escape(plain(one.inlines))}</del>"
        case Inserted():
            return f"<ins>{escape(plain(one.inlines))}</ins>"
        case _:
            return escape(words(one))
