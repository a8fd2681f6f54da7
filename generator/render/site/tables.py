"""Tables and matrices: real tables, rules across only; the script adds a filter to the long ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from generator.document.blocks import Align, Cell, Column, Printed, Row, Table, Tone
from generator.document.marks import anchor
from generator.document.printed import caption, has_head, head_lines
from generator.document.walk import plain
from generator.prose import Text
from generator.render.site.html import NOTHING, Html, begin, class_named, escaped, joined, some, tag
from generator.render.site.page import vanish
from generator.render.site.text import Where, running, text_to_html

PARTS = {
    "A": "answers",
    "R": "does the work",
    "C": "is consulted",
    "I": "is informed",
    "R/A": "does the work and answers",
}
PLAIN, QUIET = Tone.PLAIN, Tone.QUIET
"""How nearly all cells speak; a member of an enumeration is slow to name."""
SHORT = 18
"""Letters up to which a strong cell stays on one line: "Start: 24 h"."""
MANY = 8
"""Columns beyond which a table may be wider than its place on any screen."""
NOUNS = {
    "responsibilities": "activity",
    "changes": "type of change",
    "escalations": "trigger",
    "indicators": "indicator",
    "stakeholders": "stakeholder",
    "meetings": "meeting",
    "contacts": "contact",
    "triggers": "trigger",
    "obligations-timed": "duty",
    "obligations-other": "duty",
}
"""What a row of a matrix is; of any other it is a row."""
GROUPS = {"changes": "Group", "contacts": "Party", "permissions": "Group"}
"""What the groups of a matrix are; in any other they are chapters."""
CHOSEN = {
    "obligations-timed": ("who", "within", "when"),
    "obligations-other": ("who",),
}
"""Columns by whose words the rows of a matrix are chosen."""
SHARED = ("departures", "obligations", "open-points", "urgent")
"""How the names of tables begin whose columns keep their shares of the width."""
WHOLE = ("form", "urgent")
"""How the names of tables begin that are read as a whole."""
FILTER_FROM = 9
"""Rows from which a table gets a filter; a shorter one is seen at once."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the cells of a column share: classes, label for a narrow screen, whether it names the row or holds parts;
    *about* is what both come to in a plain cell, *quiet* in a quiet one. Most cells of a column say what others above
    them say: *plainly* and *quietly* hold each as it was written, by its words.
    """

    names: str
    label: str
    about: str
    quiet: str
    first: bool
    parts: bool
    plainly: dict[str, str] = field(default_factory=dict)
    quietly: dict[str, str] = field(default_factory=dict)


def table_to_html(table: Table, where: Where) -> Html:
    """Return a table with its caption and key above and its note below; a wide one scrolls by itself."""
    name = caption(table)
    label = name or table.describes.partition(".")[0]
    above = [some("p", name, class_="caption"), some("p", text_to_html(table.key, where), class_="key")]
    heads = [head_cell(column, table) for column in table.columns] if has_head(table) else []
    frames = [column_frame(column, table) for column in table.columns]
    many = " many" if len(table.columns) > MANY else ""
    about = {
        "class_": table_class(table),
        "aria_label": None if name else label or None,
        "data_filter": filter_name(table),
        "data_noun": NOUNS.get(table.matrix),
        "data_groups": GROUPS.get(table.matrix),
    }
    parts = [
        f'<div class="table" id="{anchor(table.path)}">',
        f'<div class="scroll{many}" data-label="{escaped(label or "Table")}">',
        begin("table", about),
        some("caption", *above),
        shares(table),
        tag("thead", tag("tr", *heads)) if heads else NOTHING,
        "<tbody>",
        *[row_to_html(row, frames, where) for row in table.rows],
        "</tbody></table></div>",
        some("p", text_to_html(table.note, where), class_="note-below"),
        "</div>",
    ]
    return Html("".join(parts))


def shares(table: Table) -> Html:
    """Return the widths of the columns of a table that keeps them."""
    whole = sum(column.share for column in table.columns)
    if not table.matrix.startswith(SHARED):
        return NOTHING
    return tag("colgroup", *(Html(f'<col width="{round(100 * column.share / whole)}%">') for column in table.columns))


def table_class(table: Table) -> str:
    """Return how a table is drawn: facts in two columns, or a matrix."""
    shared = " shared" if table.matrix.startswith(SHARED) else ""
    return f"grid{shared}" if has_head(table) else "facts"


def filter_name(table: Table) -> str | None:
    """Return the name of a table that gets a filter; a form and the urgent page do not."""
    rows = sum(1 for row in table.rows if not row.group)
    long = rows >= FILTER_FROM and has_head(table) and not table.matrix.startswith(WHOLE)
    return table.matrix or table.path if long else None


def head_cell(column: Column, table: Table) -> Html:
    """Return the heading of a column, the rank above the title."""
    lines = [line for line in head_lines(column) if line]
    if not lines:
        return tag("td")
    inside = [tag("span", lines[0], class_="rank"), " ", lines[1]] if len(lines) > 1 else lines
    chosen = "" if column.id in CHOSEN.get(table.matrix, ()) else None
    return tag("th", *inside, scope="col", class_=column_class(column) or None, data_choose=chosen)


def column_class(column: Column) -> str:
    """Return how the cells of a column stand."""
    stands = {Align.LEFT: "", Align.CENTRE: "centre", Align.RIGHT: "right"}[column.align]
    return " ".join(name for name in (stands, "" if column.wraps else "whole") if name)


def column_frame(column: Column, table: Table) -> Frame:
    """Return what all cells of a column have in common."""
    label = escaped(row_label(column, table))
    first = column is table.columns[0]
    names, shown = column_class(column), f' data-label="{label}"' if label else ""
    about, quiet = (f"{class_named(classes or None)}{shown}" for classes in (names, tone_class(names, Tone.QUIET)))
    return Frame(names, shown, about, quiet, first, is_part(column, table))


def row_to_html(row: Row, frames: Sequence[Frame], where: Where) -> str:
    """Return a row as markup; a group row spans the table."""
    if row.group:
        inside = tag("th", row.group, colspan=str(len(frames)), scope="colgroup")
        return tag("tr", inside, class_="group", id=anchor(row.path))
    cells = "".join([cell_to_html(cell, frame, where) for cell, frame in zip(row.cells, frames, strict=False)])
    return f'<tr id="{anchor(row.path)}">{cells}</tr>'


def cell_to_html(cell: Cell, frame: Frame, where: Where) -> str:
    """Return a cell; on a narrow screen its column's heading stands before it."""
    tone, paragraphs = cell.tone, cell.paragraphs
    if len(paragraphs) == 1 and len(paragraphs[0]) == 1 and type(said := paragraphs[0][0]) is Text:  # most cells
        words = said.text
        known = frame.plainly if tone is PLAIN else frame.quietly if tone is QUIET else {}
        if words not in known:
            about = frame.about if tone is PLAIN else frame.quiet if tone is QUIET else loud(cell, frame)
            inside: str = chips(words) if frame.parts and words in PARTS else escaped(words)
            known[words] = in_cell(inside, about, head=frame.first and bool(words))
        return known[words]
    about = frame.about if tone is PLAIN else frame.quiet if tone is QUIET else loud(cell, frame)
    words = first_words(cell) if frame.first else ""
    return in_cell(lines_to_html(paragraphs, where), about, head=bool(words))


def in_cell(inside: str, about: str, *, head: bool) -> str:
    """Return a cell with *inside* and *about* as markup; the *head* of a row is marked as that."""
    return f'<th scope="row"{about}>{inside}</th>' if head else f"<td{about}>{inside}</td>"


def lines_to_html(lines: tuple[tuple[Printed, ...], ...], where: Where) -> str:
    """Return the text of a cell; several *lines* stand below one another."""
    return running(lines[0], where) if len(lines) == 1 else "".join([f"<p>{running(one, where)}</p>" for one in lines])


def loud(cell: Cell, frame: Frame) -> str:
    """Return class and label of a cell that speaks strongly or firmly."""
    names = tone_class(frame.names, cell.tone, short=len(first_words(cell)) <= SHORT)
    return f"{class_named(names)}{frame.label}"


@cache
def tone_class(names: str, tone: Tone, *, short: bool = False) -> str:
    """Return *names* and how a cell is drawn that does not speak plainly; a *short* one may stay on one line."""
    whole = "whole" if short and tone in (Tone.STRONG, Tone.FIRM) else ""
    return " ".join(dict.fromkeys(name for name in (*names.split(), str(tone), whole) if name))


def row_label(column: Column, table: Table) -> str:
    """Return what stands before a cell on a narrow screen: the heading, of a party only its short name."""
    if is_part(column, table) and column.rank:
        return column.rank
    return " ".join(line for line in head_lines(column) if line)


def is_part(column: Column, table: Table) -> bool:
    """Tell whether *column* holds the parts of a party in activities."""
    return table.matrix == "responsibilities" and column.align is Align.CENTRE


def first_words(cell: Cell) -> str:
    """Return the first paragraph of a cell as plain text."""
    return plain(cell.paragraphs[0]) if cell.paragraphs else ""


@cache
def chips(code: str) -> Html:
    """Return a part in an activity: its letters, and its meaning for those who listen."""
    letters = [tag("b", letter, class_=f"part-{letter.lower()}") for letter in code.split("/")]
    meaning = "responsible and accountable" if code == "R/A" else PARTS[code]
    shown = joined(letters, Html('<span class="unseen">/</span>'))
    return joined([tag("span", shown, class_="parts"), vanish(f" {meaning}")])
