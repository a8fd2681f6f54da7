"""Edit a Word file in LibreOffice as a letter says, and save it as .docx; run by the system's own Python.

python3 office_letter.py PROFILE JOBS.json, where JOBS holds a list of {source, target, recorded, edits}, and an edit is
{text, old, new} for words of the paragraph *text*, {text, insert} for a line behind it, {text, delete: true}, or
{cell, new} for the whole of a cell that holds *cell* in the row that holds *row*.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.office_desktop import opened, running, saved

PARAGRAPH_BREAK = 0


def each(container: Any) -> Any:
    """Yield what a container of LibreOffice holds."""
    found = container.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def edit(document: Any, paragraphs: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Make one edit."""
    if "cell" in wanted:
        edit_cell(document, wanted)
        return
    paragraph = paragraphs[plain(wanted["text"])]
    if "insert" in wanted:
        cursor = document.Text.createTextCursorByRange(paragraph.End)
        document.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        document.Text.insertString(cursor, wanted["insert"], False)
    elif "delete" in wanted:
        cursor = document.Text.createTextCursorByRange(paragraph.Start)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.String = ""
    else:
        replace(document, paragraph, wanted["old"], wanted["new"])


def by_text(document: Any) -> dict[str, Any]:
    """Return the paragraphs outside tables by their words."""
    several = [one for one in each(document.Text) if one.supportsService("com.sun.star.text.Paragraph")]
    return {plain(one.String): one for one in several}


def plain(text: str) -> str:
    """Return *text* with plain blanks: LibreOffice shows the number of a caption with one."""
    return text.replace("\u00a0", " ")


def replace(document: Any, paragraph: Any, old: str, new: str) -> None:
    """Replace the first *old* of a paragraph."""
    search = document.createSearchDescriptor()
    search.SearchString, search.SearchCaseSensitive = old, True
    found = document.findNext(paragraph.Start, search)
    found.String = new


def edit_cell(document: Any, wanted: dict[str, Any]) -> None:
    """Write a cell anew: that of the row in which a cell holds the id of the row."""
    search = document.createSearchDescriptor()
    search.SearchString, search.SearchCaseSensitive, search.SearchWords = wanted["row"], True, True
    found = document.findAll(search)
    for at in range(found.Count):
        place = found.getByIndex(at)
        table, cell = place.TextTable, place.Cell
        if table is None or cell.String != wanted["row"]:
            continue
        row = "".join(sign for sign in cell.CellName if sign.isdigit())
        cells = [table.getCellByName(name) for name in table.CellNames if name.strip("ABCDEFGHIJKLMNOP") == row]
        [one for one in cells if plain(one.String) == plain(wanted["cell"])][-1].setString(wanted["new"])
        return
    raise SystemExit(f"no row {wanted['row']}")


def main(profile: str, jobs: str) -> None:
    """Do every job."""
    with running(profile) as office:
        for job in json.loads(Path(jobs).read_text(encoding="utf-8")):
            document = opened(office, job["source"])
            document.RecordChanges = job["recorded"]
            paragraphs = by_text(document)
            for wanted in job["edits"]:
                try:
                    edit(document, paragraphs, wanted)
                except Exception as trouble:
                    raise SystemExit(f"{wanted}: {trouble!r}") from trouble
            saved(document, job["target"])


if __name__ == "__main__":
    main(*sys.argv[1:])
