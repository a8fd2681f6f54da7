"""What an edited workbook says beside the cells that were exported: comments, struck-out texts, columns and sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.author.book_place import Comparison, letter, proposal
from generator.model.book import EXPORT, FRONT, HELP, READ_ME
from generator.model.kinds import kind_of
from generator.model.proposal import Proposal, What
from generator.read.sheet_margins import Margin
from generator.read.text import writable
from generator.read.word import whole_number


def beside(
    sheets: Mapping[str, Sequence[Sequence[str]]],
    homes: Mapping[str, Comparison],
    margins: Sequence[Margin],
    ours: frozenset[tuple[str, str, str]],
) -> Iterator[Proposal]:
    """Yield what no cell that was exported says: comments, texts that are struck out, columns and sheets of theirs.

    Args:
        sheets: Rows of texts by the name of the sheet.
        homes: The sheets that were exported, by the name that they have now.
        margins: What stands beside the texts.
        ours: Comments that we wrote ourselves: sheet, address, text.
    """
    for name, one in homes.items():
        yield from lines_above(one, sheets[name])
        yield from further_columns(one, sheets[name])
    for name, rows in sheets.items():
        if name not in homes and name.casefold() != EXPORT and (words := further_words(name, rows)):
            yield proposal(What.UNPLACED, f"sheet {name} ({name}!A1)", "", "", words, "this sheet was not exported")
    heads = {column.note for one in homes.values() for column in one.sheet.columns}
    for margin in margins:
        if margin.sheet.casefold() != EXPORT and margin.text not in heads and tuple(margin[:3]) not in ours:
            yield margin_proposal(margin, sheets, homes.get(margin.sheet))


def lines_above(one: Comparison, rows: Sequence[Sequence[str]]) -> Iterator[Proposal]:
    """Yield the cells that stand above the headings."""
    for number, row in enumerate(rows[: one.head], 1):
        for at, text in enumerate(row):
            if text.strip():
                where = f"{one.sheet.title} ({one.name}!{letter(at)}{number})"
                yield proposal(What.UNPLACED, where, "", "", text, "it stands above the headings")


def further_columns(one: Comparison, rows: Sequence[Sequence[str]]) -> Iterator[Proposal]:
    """Yield the cells that stand in a column that was not exported."""
    head = [text.strip() for text in rows[one.head]]
    known = {column.title for column in one.sheet.columns}
    ids = {text: at for at, text in enumerate(head)}
    for number, row in enumerate(rows[one.head :], one.head + 1):
        for at, text in enumerate(row):
            title = head[at] if at < len(head) else ""
            if text.strip() and (title not in known or ids[title] != at):
                place = f"{one.sheet.title} {cell_at(row, ids['Id'])}: {title or 'no heading'}"
                where = f"{place} ({one.name}!{letter(at)}{number})"
                yield proposal(What.UNPLACED, where, "", "", text, "this column was not exported")


def cell_at(row: Sequence[str], at: int) -> str:
    """Return a cell of a row; nothing behind its end."""
    return row[at].strip() if at < len(row) else ""


def further_words(name: str, rows: Sequence[Sequence[str]]) -> str:
    """Return the words of a sheet of theirs; of one that only explains, those that we did not write."""
    if name == FRONT:
        return ""
    known = set(HELP) if name == READ_ME else set()
    lines = [" | ".join(text for text in row if text.strip()) for row in (rows[1:] if known else rows)]
    return "\n".join(line for line in lines if line and line not in known)


def margin_proposal(margin: Margin, sheets: Mapping[str, Sequence[Sequence[str]]], one: Comparison | None) -> Proposal:
    """Return what stands beside a cell: a comment, or the question what striking its text out means."""
    rows = sheets.get(margin.sheet, ())
    column, number = split_address(margin.address)
    row = rows[number - 1] if 0 < number <= len(rows) else ()
    head = [text.strip() for text in rows[one.head]] if one else []
    id_ = cell_at(row, head.index("Id")) if one and number > one.head + 1 and "Id" in head else ""
    title = head[column] if column < len(head) else ""
    where = f"{f'{one.sheet.title} {id_}: {title}' if one else 'sheet'} ({margin.sheet}!{margin.address})"
    path = f"{kind_of(one.sheet.kind)}/{id_}" if one and id_ else ""
    if not margin.address:
        where = f"{one.sheet.title if one else 'sheet'} ({margin.sheet}!)"
    if not margin.text:
        return proposal(What.UNPLACED, where, path, cell_at(row, column), "", margin.note)
    said = proposal(What.COMMENT, where, path, "", margin.text, margin.note)
    return said.model_copy(update={"by": writable(" ".join(margin.author.split()))})


def split_address(address: str) -> tuple[int, int]:
    """Return the column of a cell, from 0, and the number of its row; 0 where it is no address."""
    letters = address.rstrip("0123456789")
    column = 0
    for sign in letters:
        column = column * 26 + ord(sign) - ord("A") + 1
    digits = address[len(letters) :]
    return max(column - 1, 0), whole_number(digits) or 0


def hidden_notes(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the comments that we wrote into a copy ourselves: sheet, address, text."""
    for row in rows:
        if row[:1] == ["note"] and len(row) > 3:
            yield row[1], row[2], row[3]


def same_text(rows: Sequence[Sequence[str]], address: str, text: str) -> bool:
    """Tell whether a cell still says what it said when the copy was made."""
    column, number = split_address(address)
    row = rows[number - 1] if 0 < number <= len(rows) else ()
    return cell_at(row, column) == text.strip()
