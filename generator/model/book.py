"""A workbook to edit: one sheet a matrix, one row a record, one column a field, each cell as the file has it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.files import short_digest

EXPORT = "export"
"""Name of the hidden sheet that holds what was exported."""
READ_ME, FRONT = "Read me", "What was read"
"""Names of the sheets that explain: of a workbook to edit, and of the copy that shows how it was read."""
HELP = (
    "Change what is white. Grey cells are shown only; ids never change.",
    "A new row: write below the last one and leave its id blank. A row that you delete is asked for before it goes.",
    "A yellow cell must be filled before the row counts.",
    "Several entries of one cell stand on lines of their own (Alt+Enter).",
    "Send the file back, then: agreements workbook import FILE. Each changed cell becomes a proposal to decide.",
    "You may move sheets and columns, rename sheets, and add title rows above the headings. Keep the headings.",
)
"""What the first sheet of a workbook to edit says."""


UNSEALED = ("1", "2")
"""Formats of the hidden sheet in which nothing shows whether it names the agreement that it was exported from."""


def seal_of(agreement: str, inputs: str) -> str:
    """Return what shows that a hidden sheet still names the agreement, and the state of it, that was exported."""
    return short_digest(f"{agreement} {inputs}")


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column.

    Attributes:
        id: Name of the field.
        title: Its heading.
        about: What it holds, for the note on the heading.
        choices: All that it takes; empty when that is no short list.
        free: Whether a person may write into it.
        needed: Whether a row cannot do without it.
        width: In characters, at the least.
    """

    id: str
    title: str
    about: str = ""
    choices: tuple[str, ...] = ()
    free: bool = True
    needed: bool = False
    width: int = 0

    @property
    def note(self) -> str:
        """What the comment on its heading says; empty where there is none."""
        return self.about + (" One of: " + ", ".join(self.choices) if self.choices else "") if self.about else ""


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet.

    Attributes:
        kind: The file of rows that it shows: ``responsibilities``, ``values``, ``contacts``.
        title: Of its tab.
        columns: The first is the id, which nobody changes.
        rows: The texts of each row, by column.
        lists: Cells with a list of their own: id of the row, of the column, and what to choose from.
    """

    kind: str
    title: str
    columns: tuple[BookColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    lists: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    def cells(self) -> dict[tuple[str, str], str]:
        """Return the text of each cell by the id of its row and its field."""
        return {(row[0], column.id): text for row in self.rows for column, text in zip(self.columns, row, strict=True)}


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook of one agreement.

    Attributes:
        agreement: Its id.
        name: ``QA-00123 Working matrices v1.0 draft 3``.
        inputs: Hash of the data that it shows.
        sheets: See BookSheet.
        about: What its first sheet says; empty: how matrices are edited.
    """

    agreement: str
    name: str
    inputs: str
    sheets: tuple[BookSheet, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookNote:
    """A word about a place of a workbook that came back.

    Attributes:
        sheet: Name of the sheet; empty for the whole file.
        address: Of the cell; empty for the whole sheet.
        text: What is proposed, or what is wrong.
        wrong: Whether it is a finding; else a proposal.
    """

    sheet: str
    address: str
    text: str
    wrong: bool
