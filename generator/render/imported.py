"""The report of an import: what became of every passage of the source, for a person and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from html import escape

from generator.model.imported import FATES, Fate, ImportReport, Passage

STYLE = """
body{font:16px/1.5 "Segoe UI",Arial,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1d2733}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d5dbe2}
th{border-bottom:2px solid #64748b}td.n{white-space:nowrap}
ins{background:#dff3e3;text-decoration:none}del{background:#fbe3e0}
.left td{background:#fff8e6}.q{color:#52606d}
""".strip()
SHARE = "{} of {} passages"


def report_json(report: ImportReport) -> bytes:
    """Return the report for programs."""
    return (json.dumps(asdict(report), indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def report_html(report: ImportReport) -> bytes:
    """Return the report as a page that stands alone."""
    parts = [
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Import of {escape(report.file)}</title>",
        f"<style>{STYLE}</style></head><body><h1>Import of {escape(report.file)}</h1>",
        f"<p>Into agreements/{escape(report.agreement)}. SHA-256 of the file: <code>{report.hash}</code>.</p>",
        *summary(report),
        *left(report),
        *guesses(report),
        *close(report),
        *table(
            "Time limits in the text",
            ("Place", "Words of the source", "Value of the library", "Its standard"),
            report.limits,
        ),
        *table(
            "References", ("Paragraph", "Words of the source", "Leads to", "Why it stays as typed"), report.references
        ),
        *table("Numbers", ("In the source", "In the draft"), report.numbers),
        *added(report),
        *everything(report),
        "</body></html>\n",
    ]
    return "".join(parts).encode()


def summary(report: ImportReport) -> Iterator[str]:
    """Yield how many passages met which fate."""
    count = Counter(one.fate for one in report.passages)
    rows = [(str(fate), str(count[fate]), meaning) for fate, meaning in FATES.items()]
    yield from table("In short", ("Fate", "Passages", "What it means"), rows)


def left(report: ImportReport) -> Iterator[str]:
    """Yield what is left for a person."""
    rows = [(where(one), one.text, one.note) for one in report.passages if one.fate is Fate.LEFT]
    yield from table("Left for a person", ("Place", "Words of the source", "Why"), rows)


def guesses(report: ImportReport) -> Iterator[str]:
    """Yield what was assumed."""
    rows = [(one.subject, one.taken, one.why, str(one.at or "")) for one in report.guesses]
    yield from table("Guesses to confirm", ("Subject", "Taken for", "Why", "Paragraph"), rows)


def close(report: ImportReport) -> Iterator[str]:
    """Yield the passages that say something like the library, word by word."""
    found = [one for one in report.passages if one.near and one.pieces]
    if found:
        yield "<h2>Close to the library</h2>"
        yield "<p>Struck words stand only in the library, marked words only in the source.</p>"
        yield "<table><tr><th>Place</th><th>Library</th><th>Alike</th><th>Words</th></tr>"
        for one in found:
            yield f"<tr><td class=n>{escape(where(one))}</td><td>{escape(one.near)}</td><td>{one.alike} %</td>"
            yield f"<td>{difference(one.pieces)}</td></tr>"
        yield "</table>"


def difference(pieces: Sequence[tuple[str, str]]) -> str:
    """Return two texts as one, marked where they differ."""
    tags = {"-": "del", "+": "ins"}
    return " ".join(
        f"<{tags[sign]}>{escape(text)}</{tags[sign]}>" if sign in tags else escape(text) for sign, text in pieces
    )


def added(report: ImportReport) -> Iterator[str]:
    """Yield what the draft prints and the source does not say."""
    if report.added:
        yield "<h2>Words that the source does not have</h2><ul>"
        yield from (f"<li>{escape(one)}</li>" for one in report.added)
        yield "</ul>"


def everything(report: ImportReport) -> Iterator[str]:
    """Yield every passage in the order of the file."""
    rows = [
        (where(one), one.text, str(one.fate), " ".join(filter(None, [one.where, one.note]))) for one in report.passages
    ]
    yield from table("Every passage", ("Place", "Words of the source", "Fate", "Where, and what to know"), rows)


def where(passage: Passage) -> str:
    """Return where a reader finds a passage."""
    return ", ".join(filter(None, [passage.place, f"paragraph {passage.at}" if passage.at else ""]))


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table below its title; nothing without rows."""
    several = list(rows)
    if several:
        yield f"<h2>{escape(title)}</h2><table><tr>{''.join(f'<th>{escape(one)}</th>' for one in heads)}</tr>"
        for row in several:
            cells = "".join(f"<td>{escape(one).replace(chr(10), '<br>')}</td>" for one in row)
            yield f"<tr>{cells}</tr>"
        yield "</table>"
