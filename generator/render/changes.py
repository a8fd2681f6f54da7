"""The change summary beside a redline: JSON for programs, one page of HTML for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from html import escape
from itertools import groupby

from generator.document.changes import Entry

SCHEMA = 1
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1a1a1a}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #bbb}"
    "th{font-weight:600}del{color:#8a1c1c}ins{color:#0b5a2b}h3{margin-bottom:0}"
)

Changes = Mapping[str, Sequence[Entry]]
"""The entries of each document, by its title."""


def changes_to_json(subject: str, against: str, changes: Changes) -> bytes:
    """Return the changes as canonical JSON: by document, in printed order."""
    documents = [{"title": title, "changes": [asdict(one) for one in several]} for title, several in changes.items()]
    record = {"schema": SCHEMA, "subject": subject, "against": against, "documents": documents}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def changes_to_html(subject: str, against: str, changes: Changes) -> bytes:
    """Return the changes as a page that needs nothing else: no script, no font, no network."""
    inner = "".join(_document(title, several) for title, several in changes.items())
    head = f"{subject}: what has changed against {against}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(head)}</title><style>{STYLE}</style></head>"
        f"<body><h1>{escape(head)}</h1>{inner}</body></html>\n"
    ).encode()


def _document(title: str, several: Sequence[Entry]) -> str:
    groups = "".join(_group(group, entries) for group, entries in groupby(several, lambda one: one.group))
    return f"<h2>{escape(title)}</h2>{groups or '<p>Nothing has changed.</p>'}"


def _group(group: str, entries: Iterable[Entry]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Where", "What", "Before", "Now"))
    rows = "".join(map(_row, entries))
    return f"<h3>{escape(group)}</h3><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(entry: Entry) -> str:
    why = f"<br><small>{escape(entry.why)}</small>" if entry.why else ""
    before = f"<del>{escape(entry.before)}</del>" if entry.before else ""
    after = f"<ins>{escape(entry.after)}</ins>" if entry.after else ""
    cells = (escape(entry.where), escape(entry.kind()) + why, before, after)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
