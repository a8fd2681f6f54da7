"""Rows of records to printed tables: what a column is, how wide, how strong a cell speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.compose.text import Running, plain_line, prose_line
from generator.document.blocks import Align, Cell, Column, Row, Source, Table, Tone
from generator.model.choices import Side
from generator.model.draft import Draft, Merged
from generator.model.kinds import MODELS
from generator.model.party import Party
from generator.model.rows import Matrix
from generator.model.rows import Row as Record
from generator.model.values import Quantity
from generator.prose import Reference, Text

DASH = "–"


@dataclass(frozen=True, slots=True)
class Field:
    """A column made of one field: its share of the width, how it stands, how it reads."""

    name: str
    share: float
    align: Align = Align.LEFT
    wraps: bool = True
    read: Callable[[Draft, Any], Running] | None = None
    tone: Tone = Tone.PLAIN
    title: str = ""


def words(_: Draft, text: Any) -> Running:
    """Read a plain field."""
    return plain_line(str(text)) if text not in ("", None, "none") else ()


def running(_: Draft, text: Any) -> Running:
    """Read a prose field."""
    return prose_line(text) if text else ()


def role(draft: Draft, id_: Any) -> Running:
    """Read the id of a role as its title."""
    titles = {row.record.id: getattr(row.record, "title", "") for row in draft.rows["roles"]}
    return (Text(str(titles.get(id_, id_))),) if id_ else ()


def roles(draft: Draft, ids: Any) -> Running:
    """Read a list of roles."""
    return (
        (Text(", ".join(text.text for id_ in ids for text in role(draft, id_) if isinstance(text, Text))),)
        if ids
        else ()
    )


def numbers(_: Draft, several: Any) -> Running:
    """Read a list of numbers or labels: ``1, 3``."""
    return (Text(", ".join(str(one) for one in several)),) if several else ()


def short(_: Draft, quantity: Any) -> Running:
    """Read a quantity as matrices print it: ``24 h``, ``5 BD``."""
    return (Text(quantity.short),) if isinstance(quantity, Quantity) else ()


def side(draft: Draft, which: Any) -> Running:
    """Read a side as the agreement calls the party."""
    if which is Side.EACH:
        return (Text(each_party(draft)),)
    if which is Side.JOINT:
        return (Text("Joint"),)
    return () if which is Side.NONE else (Text(party_word(draft, str(which))),)


def each_party(draft: Draft) -> str:
    """Return how a table calls every party: ``Each Party``."""
    return f"Each {draft.terms['party'].title}" if "party" in draft.terms else "Each"


def owner(draft: Draft, text: Any) -> Running:
    """Read an owner: a side as the agreement calls the party, anything else as it stands."""
    return side(draft, Side(text)) or words(draft, text) if text in tuple(Side) else words(draft, text)


def party_word(draft: Draft, role_: str) -> str:
    """Return how the agreement prints a party's role."""
    return next((term.title for term in draft.terms.values() if term.term.role == role_), role_)


def party_named(draft: Draft, party: Party) -> str:
    """Return the name of a party behind its article; a bare name has none."""
    return f"{'the ' if party.article else ''}{party_word(draft, str(party.role))}"


def clause_ref(_: Draft | None, id_: Any) -> Running:
    """Read the id of a clause as a reference."""
    return (Reference(id_, bare=True),) if id_ else ()


def title_of(name: str) -> Callable[[Draft, Any], Running]:
    """Return a reader of ids of the kind *name* as their titles."""

    def read(draft: Draft, id_: Any) -> Running:
        titles = {row.record.id: getattr(row.record, "title", "") for row in draft.rows[name]}
        return (Text(str(titles.get(id_, id_))),) if id_ else ()

    return read


def heading(draft: Draft, name: str) -> Matrix:
    """Return the words round the table *name*; none when no matrices.yaml names it."""
    for row in draft.rows["matrices"]:
        if row.record.id == name and isinstance(row.record, Matrix):
            return row.record
    return Matrix.model_validate({"id": name, "title": name.replace("-", " ").capitalize()})


def table(draft: Draft, name: str, columns: Sequence[Column], rows: Iterable[Row], words: str = "") -> Table:
    """Return the table *name* with the words that matrices.yaml puts round it, under its name or under *words*."""
    head = heading(draft, words or name)
    titles = ", ".join(column.title for column in columns if column.title)
    describes = f"{head.title}. Columns: {titles}."
    return Table(
        name,
        name,
        head.title,
        tuple(columns),
        tuple(rows),
        key=running(draft, head.key),
        note=running(draft, head.note),
        describes=describes,
    )


def cell(path: str, text: Running | list[Running], tone: Tone = Tone.PLAIN) -> Cell:
    """Return a cell of one text, or of several paragraphs; an empty one prints a dash, since a blank may be a fault."""
    several = text if isinstance(text, list) else [text]
    if not any(several):
        return Cell(path, ((Text(DASH),),), Tone.QUIET)
    return Cell(path, tuple(one for one in several if one), tone)


def row_source(merged: Merged[Record]) -> Source:
    """Return where a row comes from."""
    return Source(merged.span, merged.layer, merged.record.id, "standard", merged.fingerprint, merged.record.covers)


def simple(draft: Draft, name: str, fields: Sequence[Field], records: Iterable[Merged[Record]] | None = None) -> Table:
    """Return a table with one row a record and one column a field; the fields' own titles head the columns."""
    chosen = list(draft.rows[name] if records is None else records)
    model = type(chosen[0].record) if chosen else MODELS.get(name, Record)
    columns = [
        Column(one.name, one.title or field_title(model, one.name), one.share, "", one.align, one.wraps)
        for one in fields
    ]
    return table(draft, name, columns, (simple_row(draft, name, fields, merged) for merged in chosen))


def simple_row(draft: Draft, name: str, fields: Sequence[Field], merged: Merged[Record]) -> Row:
    """Return the row of one record."""
    path = f"{name}/{merged.record.id}"
    cells = [
        cell(
            f"{path}/{one.name}",
            (one.read or reader_of(merged.record, one.name))(draft, getattr(merged.record, one.name)),
            one.tone,
        )
        for one in fields
    ]
    return Row(path, tuple(cells), source=row_source(merged))


def reader_of(record: Record, name: str) -> Callable[[Draft, Any], Running]:
    """Return how a field reads when its column does not say: prose as prose, the rest as plain words."""
    if name == "id":
        return lambda _, text: (Text(text),)
    alias = type(record).model_fields[name].alias or name
    return running if alias in type(record).prose_fields() else words


def field_title(model: type[Record], name: str) -> str:
    """Return the heading of a field's column."""
    if name == "id":
        return "No."
    return model.model_fields[name].title or name.replace("_", " ").capitalize()


def grouped(rows: Iterable[tuple[str, str, Row]]) -> Iterable[Row]:
    """Yield rows with a group row before the first of each group; entries are (group id, group title, row)."""
    last = None
    for id_, title, row in rows:
        if id_ != last:
            yield Row(f"{row.path.partition('/')[0]}/group:{id_}", group=title)
            last = id_
        yield row


def titles(draft: Draft, name: str) -> Mapping[str, str]:
    """Return the titles of the rows of the kind *name* by id."""
    return {row.record.id: str(getattr(row.record, "title", row.record.id)) for row in draft.rows[name]}
