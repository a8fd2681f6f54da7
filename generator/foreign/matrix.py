"""A matrix of responsibilities, known by the columns of the parties: crosses, letters, or sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.foreign.parties import FoundParty, role_of
from generator.foreign.words import clean, words_of
from generator.read.foreign import ForeignTable

CROSSES = frozenset({"x", "xx", "✓", "✔", "☒", "☑", "•", "●", "yes", "ja", "✗", "✘"})
NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "no", "☐", "nein", "n.a."})
LETTERS = re.compile(r"[RACI](?:\s*[/,+&]?\s*[RACI])?")
NUMBER_HEADS = re.compile(r"(?:no|nr|item|pos|#|lfd\.?\s*nr|ref)\.?", re.IGNORECASE)
ACTIVITY_HEADS = re.compile(
    r"activit|responsib|task|tätigkeit|aufgabe|duty|duties|topic|subject|requirement|thema", re.IGNORECASE
)
REMARK_HEADS = re.compile(r"remark|comment|note|reference|bemerkung|anmerkung", re.IGNORECASE)
SHARE = 0.6
"""What part of the cells must read as crosses, as letters or as sentences."""
SENTENCE = 4


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: its place in the table, what is done, the code of each side, and why it cannot be a row of ours, if so.

    Attributes:
        guess: What was assumed about its codes.
        group: The head of the group above it.
    """

    at: int
    activity: str
    codes: Mapping[str, str]
    each_own: bool = False
    note: str = ""
    group: str = ""
    guess: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class FoundMatrix:
    """A matrix: how it marks, and its rows."""

    kind: str
    rows: tuple[MatrixRow, ...]
    heads: tuple[str, ...] = ()


@dataclass(slots=True)
class Columns:
    """What each column is."""

    parties: dict[int, str]
    activity: int = -1
    notes: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


def found_matrix(table: ForeignTable, parties: Sequence[FoundParty]) -> FoundMatrix | None:
    """Return the matrix that a table is, if its heads name two parties and its cells are codes or sentences."""
    grid = [[clean(cell.text) for cell in row if not cell.goes_on] for row in table.rows]
    if len(grid) < 2 or any(cell.goes_on for row in table.rows for cell in row):
        return None
    columns = columns_of(grid[0], parties)
    if len(columns.parties) < 2 or len(set(columns.parties.values())) < len(columns.parties):
        return None
    body = [(count, row) for count, row in enumerate(grid[1:], 1) if any(row)]
    full = [row for _, row in body if len(row) == len(grid[0])]
    kind = kind_of(full, columns)
    if not kind or (columns.activity < 0 and kind != "sentences"):
        return None
    rows = tuple(rows_of(body, columns, kind, grid[0]))
    return FoundMatrix(kind, rows, tuple(grid[0])) if any(not row.fault for row in rows) else None


def columns_of(heads: Sequence[str], parties: Sequence[FoundParty]) -> Columns:
    """Return what the heads say of each column."""
    made = Columns({})
    for at, head in enumerate(heads):
        side = side_of(head, parties)
        if side:
            made.parties[at] = side
        elif REMARK_HEADS.search(head) and made.activity >= 0:
            made.notes.append(at)
        elif made.activity < 0 and (ACTIVITY_HEADS.search(head) or not NUMBER_HEADS.fullmatch(head)):
            made.activity = at
        else:
            made.others.append(at)
    return made


def side_of(head: str, parties: Sequence[FoundParty]) -> str:
    """Return the side that the head of a column names."""
    plain = head.casefold()
    for one in parties:
        names = [name.casefold() for name in (one.word, one.name) if name]
        if plain and (plain in names or any(name in plain and len(plain) <= len(name) + 12 for name in names)):
            return one.side
    sides = {one.side for one in parties}
    return side if (side := role_of(head)) in sides else ""


def kind_of(rows: Sequence[Sequence[str]], columns: Columns) -> str:
    """Return how a table marks who does what; nothing when it does not."""
    cells = [row[at] for row in rows for at in columns.parties]
    filled = [one for one in cells if one.casefold() not in NOTHING]
    if not filled:
        return ""
    share = len(filled) * SHARE
    if sum(one.casefold() in CROSSES for one in filled) >= share:
        return "marks"
    if sum(bool(LETTERS.fullmatch(one)) for one in filled) >= share:
        return "raci"
    return "sentences" if sum(len(words_of(one)) >= SENTENCE for one in filled) >= share else ""


def rows_of(
    body: Sequence[tuple[int, Sequence[str]]], columns: Columns, kind: str, heads: Sequence[str]
) -> Iterator[MatrixRow]:
    """Yield the rows; a head of a group goes to the rows below it."""
    group = ""
    for at, row in body:
        head = group_head(row, columns, len(heads))
        if head:
            group = head
        elif len(row) != len(heads):
            yield MatrixRow(at, " ".join(row), {}, group=group, fault="its cells do not fit the columns")
        elif kind == "sentences":
            yield from sentence_rows(at, row, columns, group)
        else:
            yield coded(at, row, columns, group, kind)


def group_head(row: Sequence[str], columns: Columns, width: int) -> str:
    """Return the words of a row that only heads those below it."""
    filled = [text for text in row if text]
    if len(row) < width and len(filled) == 1:
        return filled[0]
    alone = len(filled) == 1 and columns.activity >= 0 and bool(row[columns.activity])
    return filled[0] if alone and len(words_of(filled[0])) <= 8 else ""


def sentence_rows(at: int, row: Sequence[str], columns: Columns, group: str) -> Iterator[MatrixRow]:
    """Yield a row for each sentence: who has it in its column does it."""
    topic = row[columns.activity] if columns.activity >= 0 else ""
    for column, side in columns.parties.items():
        if row[column] and row[column].casefold() not in NOTHING:
            rest = " ".join(row[one] for one in columns.notes if row[one])
            yield MatrixRow(at, row[column], {side: "R/A"}, note=rest, group=topic or group)


def coded(at: int, row: Sequence[str], columns: Columns, group: str, kind: str) -> MatrixRow:
    """Return a row with the code of each side."""
    activity = row[columns.activity]
    note = " ".join(row[one] for one in columns.notes if row[one])
    cells = {side: row[column] for column, side in columns.parties.items()}
    codes, own, guess, fault = crossed(cells) if kind == "marks" else lettered(cells)
    fault = fault or ("" if activity else "it names no activity")
    return MatrixRow(at, activity, codes, own, note, group, guess, fault)


Codes = tuple[dict[str, str], bool, str, str]
"""Codes by side, whether each answers for its own part, what was guessed, what is wrong."""


def crossed(cells: Mapping[str, str]) -> Codes:
    """Return the codes of crosses: who has the only one does the work and answers for it."""
    strange = [text for text in cells.values() if text.casefold() not in CROSSES | NOTHING]
    if strange:
        return {}, False, "", f'"{strange[0]}" is neither a cross nor empty'
    marked = [side for side, text in cells.items() if text.casefold() in CROSSES]
    if not marked:
        return {}, False, "", "no party is marked"
    if len(marked) == 1:
        return {marked[0]: "R/A"}, False, "", ""
    if len(marked) == len(cells):
        return {}, True, "all parties are marked: each is taken to answer for its own part", ""
    return {}, False, "", "several parties are marked, and not all; which of them answers is not said"


def lettered(cells: Mapping[str, str]) -> Codes:
    """Return the codes of letters; one party must answer for the row."""
    codes: dict[str, str] = {}
    for side, text in cells.items():
        if text.casefold() in NOTHING:
            continue
        if not LETTERS.fullmatch(text):
            return {}, False, "", f'"{text}" is none of R, A, C and I'
        signs = set(text) & set("RACI")
        if len(signs) > 1 and signs != {"R", "A"}:
            return {}, False, "", f'"{text}" is more than one part'
        codes[side] = "R/A" if signs == {"R", "A"} else signs.pop()
    working = [side for side, code in codes.items() if "R" in code]
    answering = [side for side, code in codes.items() if "A" in code]
    if len(answering) == 1 and working and (len(working) == 1 or answering[0] in working):
        return codes, False, "", ""
    if len(working) == 1 and not answering:
        return {**codes, working[0]: "R/A"}, False, "no party has A: who does the work is taken to answer for it", ""
    if len(answering) == 1 and not working:
        return {**codes, answering[0]: "R/A"}, False, "no party has R: who answers is taken to do the work", ""
    return (
        {},
        False,
        "",
        f"{len(working)} parties do the work and {len(answering)} answer for it; one must answer and lead",
    )
