"""Edits of a workbook as people make them, and what they must propose: cells, rows, columns, sheets, margins."""

from __future__ import annotations

import io
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from unicodedata import normalize

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from generator.diagnostic import Diagnostic
from generator.model.book import Book
from generator.model.kinds import kind_of
from generator.model.proposal import Round

BLANKS = " \t\r\n\u00a0"
DAY, SERIAL = date(2026, 11, 26), "46352"
TYPED: tuple[tuple[Any, str], ...] = (
    *(
        (one, one)
        for one in ("another text", "R&D <b>", "אבג", "1.10", "26.11.2026", "2026-11-26", "5\u2011day notice")
    ),
    *((one, one) for one in ("=1+1 is no sum", "-5 % less", "'quoted'", "TRUE", "null", "~", "? open", "x" * 3_000)),
    *((one, one) for one in ("first line\nsecond line", "#REF!", "{{ 7*7 }}", "]]>", "\U0001f44d", "2 weaks")),
    ("_x005F_x0041_", "_x0041_"),
    (" in the middle\u00a0", "in the middle"),
    (normalize("NFD", "café"), "café"),
    (17, "17"),
    (0.25, "0.25"),
    (True, "TRUE"),
)
"""What is typed into a cell, and how it reads."""
ALIKE: tuple[Callable[[str], str], ...] = (
    lambda text: f"{text}  ",
    lambda text: f"\u00a0{text}\n",
    lambda text: normalize("NFD", text),
    lambda text: text,
)
"""Ways to write a cell again so that it says the same."""

Said = tuple[str, str, str, str]
"""A proposal: what, path, old words, new words."""


@dataclass
class Tab:
    """A sheet while it is edited, and what it says to who reads it.

    Attributes:
        kind: Which matrix it shows.
        title: Its name now.
        columns: Fields by their order as exported, each with its heading and whether it is free.
        was: The cells as exported, by id and field; *now* as they are.
        keys: What stands in the cell of the id, by the id that was exported.
        new: The cells of rows that came.
        struck: Cells whose words are struck out, by id and field.
        shown: Cells that show a number in another form; *numbers* are those that hold one.
        notes: Comments, by id; *further* are words in columns of theirs.
        lost: Fields whose heading is another one.
    """

    kind: str
    title: str
    columns: dict[str, tuple[str, bool]]
    was: dict[str, dict[str, str]]
    now: dict[str, dict[str, str]]
    keys: dict[str, str]
    new: list[dict[str, str]] = field(default_factory=list)
    struck: set[tuple[str, str]] = field(default_factory=set)
    shown: set[tuple[str, str]] = field(default_factory=set)
    numbers: set[tuple[str, str]] = field(default_factory=set)
    notes: list[tuple[str, str]] = field(default_factory=list)
    further: list[tuple[str, str]] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def sheet(self, book: Any) -> Any:
        """Return the sheet in the workbook."""
        return book[self.title]

    def head(self, book: Any) -> int:
        """Return the number of the row of headings."""
        rows = self.sheet(book).iter_rows(max_row=10)
        return next(at for at, row in enumerate(rows, 1) if "Id" in {one.value for one in row})

    def cell(self, book: Any, id_: str, name: str) -> Any:
        """Return the cell of a row that was exported, wherever it stands now."""
        sheet, head = self.sheet(book), self.head(book)
        column = {one.value: one.column for one in sheet[head]}
        rows = range(head + 1, sheet.max_row + 1)
        row = next(at for at in rows if sheet.cell(at, column["Id"]).value == self.keys[id_])
        return sheet.cell(row, column[self.columns[name][0]])

    def said(self) -> Iterator[Said]:
        """Yield what the sheet proposes."""
        kind = kind_of(self.kind)
        times = Counter(self.keys[id_] for id_ in self.now)
        for id_, fields in self.was.items():
            if id_ not in self.now or self.keys[id_] != id_:
                if id_ not in times:
                    yield "row out", f"{kind}/{id_}", "\n".join(f"{k}: {v}" for k, v in fields.items() if v), ""
                continue
            for name, old in fields.items() if times[id_] == 1 else ():
                new = self.now[id_][name]
                if new != old.strip(BLANKS) and name not in self.lost:
                    what = "cell" if self.columns[name][1] else "cannot place"
                    yield what, f"{kind}/{id_}/{name}", old.strip(BLANKS), new
        for row in self.new:
            words = "\n".join(
                f"{name}: {row[name]}" for name in self.columns if row.get(name) and name not in self.lost
            )
            if words:
                yield "row in", f"{kind}/", "", words
        yield from self.beside(kind)

    def beside(self, kind: str) -> Iterator[Said]:
        """Yield what stands beside the cells, and in columns whose heading is another one."""
        for id_, name in [*sorted(self.struck), *sorted(self.shown & self.numbers)]:
            text = self.now.get(id_, {}).get(name, "")
            if text:
                yield "cannot place", f"{kind}/{self.keys[id_]}", text, ""
        yield from (("cannot place", "", "", text) for id_, text in self.further if id_ in self.now)
        yield from (("comment", f"{kind}/{self.keys[id_]}", "", text) for id_, text in self.notes if id_ in self.now)
        for name in self.lost:
            texts = [
                f"{self.columns[name][0]} of theirs",
                *(row.get(name, "") for row in (*self.now.values(), *self.new)),
            ]
            yield from (("cannot place", "", "", text) for text in texts if text)


@dataclass
class Edited:
    """A workbook while it is edited: its sheets, what else must be told, and the codes of what must be found."""

    book: Any
    tabs: list[Tab]
    loose: list[Said] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    edits: int = 0

    def said(self) -> Counter[Said]:
        """Return all that must be proposed."""
        return Counter([*self.loose, *(one for tab in self.tabs for one in tab.said())])


def opened(data: bytes, book: Book) -> Edited:
    """Return an exported workbook, to be edited."""
    tabs = []
    for sheet in book.sheets:
        columns = {one.id: (one.title, one.free) for one in sheet.columns}
        was = {row[0]: dict(zip(columns, row, strict=True)) for row in sheet.rows}
        now = {id_: {name: text.strip(BLANKS) for name, text in row.items()} for id_, row in was.items()}
        tabs.append(Tab(sheet.kind, sheet.title, columns, was, now, {id_: id_ for id_ in was}))
    return Edited(load_workbook(io.BytesIO(data)), tabs)


def saved(made: Edited) -> bytes:
    """Return the workbook as it is saved."""
    stream = io.BytesIO()
    made.book.save(stream)
    return stream.getvalue()


class Place(NamedTuple):
    """A cell to edit: its sheet, the id of its row, its field, and the cell itself."""

    tab: Tab
    id: str
    name: str
    cell: Any


def drawn(rng: random.Random, made: Edited, *, free: bool = True) -> Place | None:
    """Return a cell of a row that was exported; None when the sheet that was drawn has none left."""
    tab = rng.choice(made.tabs)
    times = Counter(tab.keys[id_] for id_ in tab.now)
    ids = [id_ for id_ in tab.now if tab.keys[id_] == id_ and times[id_] == 1]
    names = [name for name, (_, is_free) in tab.columns.items() if is_free is free and name not in {"id", *tab.lost}]
    if not ids or not names:
        return None
    id_, name = rng.choice(ids), rng.choice(names)
    return Place(tab, id_, name, tab.cell(made.book, id_, name))


def put(cell: Any, value: Any) -> None:
    """Write *value* into a cell; a text as a text, whatever it looks like."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def typed(rng: random.Random, made: Edited, *, free: bool = True) -> bool:
    """Type something else into a cell."""
    place = drawn(rng, made, free=free)
    if place is None:
        return False
    value, text = rng.choice(TYPED)
    put(place.cell, value)
    place.tab.now[place.id][place.name] = text
    here = {(place.id, place.name)}
    place.tab.numbers = place.tab.numbers - here if isinstance(value, str | bool) else place.tab.numbers | here
    return True


def typed_over_grey(rng: random.Random, made: Edited) -> bool:
    """Type into a cell that is shown only."""
    return typed(rng, made, free=False)


def emptied(rng: random.Random, made: Edited) -> bool:
    """Take the words out of a cell."""
    place = drawn(rng, made)
    if place is None:
        return False
    place.cell.value = None
    place.tab.now[place.id][place.name] = ""
    return True


def again(rng: random.Random, made: Edited) -> bool:
    """Write a cell so that it says what it said."""
    place = drawn(rng, made)
    text = place.tab.now[place.id][place.name] if place else ""
    if place is None or not text or not isinstance(place.cell.value, str) or place.cell.value.startswith("_x005F_"):
        return False
    put(place.cell, rng.choice(ALIKE)(text))
    return True


def formatted(rng: random.Random, made: Edited) -> bool:
    """Write a day or a share of a hundred as programs do: a number that shows otherwise."""
    place = drawn(rng, made)
    if place is None:
        return False
    value, text, shown = rng.choice(((DAY, SERIAL, "yyyy-mm-dd"), (0.5, "0.5", "0%")))
    place.cell.value, place.cell.number_format = value, shown
    place.tab.now[place.id][place.name] = text
    place.tab.shown.add((place.id, place.name))
    place.tab.numbers.add((place.id, place.name))
    return True


def struck(rng: random.Random, made: Edited) -> bool:
    """Strike the words of a cell out."""
    place = drawn(rng, made)
    if place is None:
        return False
    place.cell.font = Font(strike=True)
    place.tab.struck.add((place.id, place.name))
    return True


def commented(rng: random.Random, made: Edited) -> bool:
    """Put a comment at a cell that has none."""
    place = drawn(rng, made)
    if place is None or place.cell.comment is not None:
        return False
    words = f"Is this so? {rng.randrange(10**6)}"
    place.cell.comment = Comment(words, "Kim Example")
    place.tab.notes.append((place.id, words))
    return True


def row_out(rng: random.Random, made: Edited) -> bool:
    """Take a row out of its sheet."""
    place = drawn(rng, made)
    if place is None:
        return False
    place.tab.sheet(made.book).delete_rows(place.cell.row)
    del place.tab.now[place.id]
    return True


def row_in(rng: random.Random, made: Edited) -> bool:
    """Write a row below the last one, or between others."""
    place = drawn(rng, made)
    if place is None:
        return False
    tab, sheet, row = place.tab, place.tab.sheet(made.book), {}
    at = place.cell.row + 1
    sheet.insert_rows(at)
    heads = {one.value: one.column for one in sheet[tab.head(made.book)]}
    for name, (title, is_free) in tab.columns.items():
        if is_free and title in heads and (rng.random() < 0.7 or name == place.name):
            value, row[name] = rng.choice(TYPED)
            put(sheet.cell(at, heads[title]), value)
    tab.new.append(row)
    return True


def rows_swapped(rng: random.Random, made: Edited) -> bool:
    """Let two rows change places, as sorting does."""
    place = drawn(rng, made)
    other = rng.choice(list(place.tab.now)) if place else ""
    if place is None or other == place.id:
        return False
    sheet, far = place.tab.sheet(made.book), place.tab.cell(made.book, other, "id").row
    swap([(sheet.cell(place.cell.row, at), sheet.cell(far, at)) for at in range(1, sheet.max_column + 1)])
    return True


def columns_swapped(rng: random.Random, made: Edited) -> bool:
    """Let two columns change places."""
    tab = rng.choice(made.tabs)
    sheet, head = tab.sheet(made.book), tab.head(made.book)
    one, other = rng.sample(range(1, len(tab.columns) + 1), 2)
    swap([(sheet.cell(at, one), sheet.cell(at, other)) for at in range(head, sheet.max_row + 1)])
    return True


def swap(pairs: list[tuple[Any, Any]]) -> None:
    """Let cells change what they hold, with their looks and comments."""
    for one, other in pairs:
        first, second = ((cell.value, cell.data_type, copy(cell._style), copy(cell.comment)) for cell in (one, other))
        for cell, (value, kind, style, comment) in ((one, second), (other, first)):
            cell.comment = None
            cell.value, cell._style = value, style
            cell.data_type = kind
            cell.comment = comment and Comment(comment.text, comment.author)


def id_misspelt(rng: random.Random, made: Edited) -> bool:
    """Write another id, or that of another row."""
    place = drawn(rng, made)
    if place is None:
        return False
    ids = [id_ for id_ in place.tab.now if id_ != place.id and place.tab.keys[id_] == id_]
    new = rng.choice([f"{place.id}-x{rng.randrange(10**4)}", *ids[:1]])
    put(place.tab.cell(made.book, place.id, "id"), new)
    place.tab.keys[place.id] = new
    return True


def tab_renamed(rng: random.Random, made: Edited) -> bool:
    """Give a sheet another name and place, and put a line above its headings."""
    tab = rng.choice(made.tabs)
    sheet = tab.sheet(made.book)
    if tab.head(made.book) > 5:
        return False
    sheet.title = tab.title = f"Theirs {made.edits}"
    made.book.move_sheet(sheet, rng.choice((-2, -1, 1)))
    sheet.insert_rows(1, rng.choice((1, 2)))
    return True


def tab_out(rng: random.Random, made: Edited) -> bool:
    """Take a sheet away."""
    tab = rng.choice(made.tabs)
    if len(made.tabs) < 8:
        return False
    made.book.remove(tab.sheet(made.book))
    made.tabs.remove(tab)
    made.codes["sheet-not-found"] += 1
    return True


def tab_in(rng: random.Random, made: Edited) -> bool:
    """Put a sheet of theirs in."""
    words = f"Who pays? {rng.randrange(10**6)}"
    made.book.create_sheet(f"Open {made.edits}")["B2"] = words
    made.loose.append(("cannot place", "", "", words))
    return True


def heading_changed(rng: random.Random, made: Edited) -> bool:
    """Write another heading over a column of a sheet with few rows."""
    tab = rng.choice([one for one in made.tabs if len(one.was) < 20])
    names = [name for name, (_, is_free) in tab.columns.items() if is_free]
    if tab.lost or len(tab.columns) < 4 or not names:
        return False
    name = rng.choice(names)
    title = tab.columns[name][0]
    (head,) = [one for one in tab.sheet(made.book)[tab.head(made.book)] if one.value == title]
    head.value = f"{title} of theirs"
    tab.lost.add(name)
    return True


def column_in(rng: random.Random, made: Edited) -> bool:
    """Write into a column of theirs."""
    place = drawn(rng, made)
    if place is None:
        return False
    sheet = place.tab.sheet(made.book)
    words = f"not before May {rng.randrange(10**6)}"
    sheet.cell(place.cell.row, sheet.max_column + 1).value = words
    place.tab.further.append((place.id, words))
    return True


def merged(rng: random.Random, made: Edited) -> None:
    """Merge a cell with the one below it, whose words go; the last edit of a workbook, as nothing is written after."""
    place = drawn(rng, made)
    if place is None:
        return
    sheet, below = place.tab.sheet(made.book), place.cell.row + 1
    heads = {one.value: one.column for one in sheet[place.tab.head(made.book)]}
    key = sheet.cell(below, heads["Id"]).value
    id_ = next((one for one in place.tab.now if key and place.tab.keys[one] == key), "")
    if id_:
        sheet.merge_cells(
            start_row=place.cell.row, end_row=below, start_column=place.cell.column, end_column=place.cell.column
        )
        place.tab.now[id_][place.name] = ""
        made.codes["merged-cells"] += 1
        made.edits += 1


def computed(rng: random.Random, made: Edited) -> list[str]:
    """Write formulas and an error into cells; return where, as findings say it. Nothing of such a workbook is taken."""
    where = []
    for value in ("=1+1", "=SUM(A1:A3)", "#REF!"):
        place = drawn(rng, made)
        if place is not None:
            place.cell.value = value
            where.append(f"{place.tab.title}!{place.cell.coordinate}")
            made.edits += 1
    return where


EDITS: tuple[tuple[Callable[[random.Random, Edited], bool], int], ...] = (
    (typed, 60),
    (typed_over_grey, 4),
    (emptied, 12),
    (again, 10),
    (formatted, 5),
    (struck, 6),
    (commented, 6),
    (row_out, 6),
    (row_in, 8),
    (rows_swapped, 6),
    (columns_swapped, 1),
    (id_misspelt, 3),
    (tab_renamed, 2),
    (tab_out, 1),
    (tab_in, 1),
    (heading_changed, 1),
    (column_in, 3),
)
"""Ways to edit a workbook, and how often each is drawn."""


def edit(rng: random.Random, made: Edited) -> None:
    """Make one edit."""
    ways, weights = zip(*EDITS, strict=True)
    (way,) = rng.choices(ways, weights)
    made.edits += way(rng, made)


def told_otherwise(
    rng: random.Random, made: Edited, read: Callable[[bytes], tuple[Round | None, list[Diagnostic]]]
) -> tuple[list[str], float]:
    """Edit a workbook, and return what *read* tells otherwise than it was done, and the CPU seconds of reading."""
    for _ in range(rng.randrange(10, 60)):
        edit(rng, made)
    how = rng.random()
    formulas = computed(rng, made) if how < 0.04 else []
    if 0.04 < how < 0.2:
        merged(rng, made)
    data = saved(made)
    start = time.process_time()
    told, found = read(data)
    seconds = time.process_time() - start
    if formulas:
        told_at = {one.span.path.partition(":")[2] for one in found if one.code == "formula-in-cell"}
        return ([f"taken in spite of {formulas}, or told {told_at}"] if told or told_at != {*formulas} else []), seconds
    return [*differences(made, told, found), *misplaced(made, told)], seconds


def differences(made: Edited, told: Round | None, found: list[Diagnostic]) -> Iterator[str]:
    """Yield what must be proposed and is not, what is proposed and must not, and findings too many or few."""
    said = Counter((str(one.what), one.path, one.old, one.new) for one in (told.proposals if told else ()))
    wanted = made.said() - told_as_odd(made, found)
    codes = Counter(one.code for one in found if one.code not in {"cell-not-understood", "odd-row-id"})
    due = made.codes + Counter({"column-not-found": sum(len(tab.lost) for tab in made.tabs)})
    odd = {one.message.split('"')[1] for one in found if one.code == "odd-row-id"}
    strange = {tab.keys[id_] for tab in made.tabs for id_ in tab.now if tab.keys[id_] != id_}
    yield from (f"missed {one}" for one in wanted - said)
    yield from (f"too many {one}" for one in said - wanted)
    yield from (f"finding {one}" for one in [*(codes - due), *(due - codes), *(odd ^ strange)])


def told_as_odd(made: Edited, found: list[Diagnostic]) -> Counter[Said]:
    """Return the numbers in another form whose cell is named by a finding, so that nothing else need tell them."""
    named = {one.span.path.rpartition(":")[2] for one in found if one.code == "cell-not-understood"}
    told: Counter[Said] = Counter()
    for tab in made.tabs:
        for id_, name in tab.shown & tab.numbers if named else ():
            text = tab.now.get(id_, {}).get(name, "")
            if text and name not in tab.lost and named & {f"{tab.title}!{tab.cell(made.book, id_, name).coordinate}"}:
                told["cannot place", f"{kind_of(tab.kind)}/{tab.keys[id_]}", text, ""] += 1
    return told


def misplaced(made: Edited, told: Round | None) -> Iterator[str]:
    """Yield the proposals whose address is not that of a cell with their words."""
    read = {(type(value), value): text for value, text in TYPED}
    for one in told.proposals if told else ():
        name, _, address = one.where.rpartition("(")[2].rstrip(")").rpartition("!")
        if one.what == "cell" and one.new and one.new != SERIAL:
            value = made.book[name][address].value
            if one.new not in {read.get((type(value), value)), normalize("NFC", str(value)).strip(BLANKS)}:
                yield f"misplaced {one.where}: {value!r}"
