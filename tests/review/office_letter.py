"""Edit a Word file in LibreOffice as a letter says, and save it as .docx; run by the system's own Python.

python3 office_letter.py PROFILE JOBS.json, where JOBS holds a list of {source, target, recorded, edits}, and an edit is
{text, old, new} for words of the paragraph *text*, {text, insert} for a line behind it, {text, delete: true},
{text, split} for a new paragraph at the words *split*, {text, join: true} for the next paragraph drawn into it,
{text, behind} for a line moved behind another one, {text, like} for the style of another one, {text, clause: [title,
words], likes} for a clause behind it, {text, comment} and {text, note} for a comment and a footnote, {row, take: true}
and {row, add: [cell, ...]} for a row that goes or comes, or {row, cell, new} for the whole of a cell.
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
    if "row" in wanted:
        edit_row(document, wanted)
        return
    paragraph = paragraphs[plain(wanted["text"])]
    if "insert" in wanted:
        put_behind(document, paragraph, wanted["insert"])
    elif "delete" in wanted:
        take(document, paragraph)
    elif "comment" in wanted or "note" in wanted:
        put_note(document, paragraph, wanted)
    elif "old" in wanted:
        first(document, paragraph, wanted["old"]).String = wanted["new"]
    else:
        arrange(document, paragraphs, wanted)


def arrange(document: Any, paragraphs: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Cut, join or move a paragraph, give it another style, or put a clause behind it."""
    paragraph = paragraphs[plain(wanted["text"])]
    if "split" in wanted:
        found = first(document, paragraph, wanted["split"])
        document.Text.insertControlCharacter(found.Start, PARAGRAPH_BREAK, False)
    elif "join" in wanted:
        cursor = document.Text.createTextCursorByRange(paragraph.End)
        cursor.goRight(1, True)
        cursor.String = " "
    elif "behind" in wanted:
        put_behind(document, paragraphs[plain(wanted["behind"])], paragraph.String)
        take(document, paragraph)
    elif "like" in wanted:
        paragraph.ParaStyleName = paragraphs[plain(wanted["like"])].ParaStyleName
    else:
        styles = [paragraphs[plain(one)].ParaStyleName for one in wanted["likes"]]
        for words, style in zip(wanted["clause"], styles, strict=True):
            put_behind(document, paragraph, words).ParaStyleName = style


def put_behind(document: Any, paragraph: Any, words: str) -> Any:
    """Put a paragraph behind another one; return a cursor in it. What is put next stands behind it: LibreOffice takes
    the second half of a paragraph that is cut for the one that was there.
    """
    cursor = document.Text.createTextCursorByRange(paragraph.End)
    document.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    document.Text.insertString(cursor, words, False)
    return cursor


def take(document: Any, paragraph: Any) -> None:
    """Take a paragraph out, its end with it."""
    cursor = document.Text.createTextCursorByRange(paragraph.Start)
    cursor.gotoEndOfParagraph(True)
    cursor.goRight(1, True)
    cursor.String = ""


def put_note(document: Any, paragraph: Any, wanted: dict[str, Any]) -> None:
    """Put a comment at the beginning of a paragraph, or a footnote at its end."""
    if "comment" in wanted:
        made = document.createInstance("com.sun.star.text.textfield.Annotation")
        made.Author, made.Content = "Kim Example", wanted["comment"]
        document.Text.insertTextContent(paragraph.Start, made, False)
        return
    made = document.createInstance("com.sun.star.text.Footnote")
    document.Text.insertTextContent(paragraph.End, made, False)
    made.String = wanted["note"]


def by_text(document: Any) -> dict[str, Any]:
    """Return the paragraphs outside tables by their words."""
    several = [one for one in each(document.Text) if one.supportsService("com.sun.star.text.Paragraph")]
    return {plain(one.String): one for one in several}


def plain(text: str) -> str:
    """Return *text* with plain blanks: LibreOffice shows the number of a caption with one."""
    return text.replace("\u00a0", " ")


def first(document: Any, paragraph: Any, words: str) -> Any:
    """Return the first *words* of a paragraph."""
    search = document.createSearchDescriptor()
    search.SearchString, search.SearchCaseSensitive = words, True
    return document.findNext(paragraph.Start, search)


def edit_row(document: Any, wanted: dict[str, Any]) -> None:
    """Write a cell anew, or take or put a row: that in which a cell holds the id of the row."""
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
        if "take" in wanted:
            table.Rows.removeByIndex(int(row) - 1, 1)
        elif "add" in wanted:
            table.Rows.insertByIndex(int(row), 1)
            for count, words in enumerate(wanted["add"]):
                table.getCellByName(f"{'ABCDEFGHIJKLMNOP'[count]}{int(row) + 1}").setString(words)
        else:
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
