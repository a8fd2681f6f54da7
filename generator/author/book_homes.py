"""Which sheet of a workbook that came back holds the rows of which matrix, however it is called now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model.book import BookSheet

Rows = Sequence[Sequence[str]]
Wanted = tuple[BookSheet, str, frozenset[str]]
"""A sheet that was exported, the name that its tab had, the ids of its rows."""
Home = tuple[str, int]
"""Name of a sheet, and its row of headings, from 0."""
HIGHEST, ENOUGH = 10, 0.6
"""Headings stand in one of so many first rows, and so many of them are there."""


def homes_of(wanted: Mapping[str, Wanted], sheets: Mapping[str, Rows]) -> dict[str, Home]:
    """Return where the rows of each matrix stand; no sheet holds those of two.

    Args:
        wanted: By matrix.
        sheets: Rows of texts by the name of the sheet.
    """
    likely = sorted(
        (
            (score, kind, home)
            for kind, (sheet, name, ids) in wanted.items()
            for score, home in candidates(sheet, name, ids, sheets)
        ),
        key=lambda one: -one[0],
    )
    found: dict[str, Home] = {}
    taken: set[str] = set()
    for _, kind, (name, at) in likely:
        if kind not in found and name not in taken:
            found[kind] = (name, at)
            taken.add(name)
    return found


def candidates(
    sheet: BookSheet, exported: str, ids: frozenset[str], sheets: Mapping[str, Rows]
) -> Iterator[tuple[float, Home]]:
    """Yield the sheets that may hold the rows of a matrix, each with how likely that is: by headings, ids and name.

    A sheet of another name that holds none of the ids is another one, though its headings are the same.
    """
    titles = {column.title for column in sheet.columns}
    for name, rows in sheets.items():
        for at, row in enumerate(rows[:HIGHEST]):
            heads = [text.strip() for text in row]
            share = len(titles.intersection(heads)) / len(titles)
            if "Id" not in heads or share <= ENOUGH:
                continue
            place = heads.index("Id")
            known = ids.intersection(row[place].strip() for row in rows[at + 1 :] if place < len(row))
            if known or not ids or name == exported:
                yield share + (len(known) / len(ids) if ids else 0.0) + 0.01 * (name == exported), (name, at)
