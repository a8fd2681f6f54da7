"""Sites and products, as a workbook has them, written into agreement.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from generator.author.desk import Desk, Written, by_hand, outcome
from generator.author.layout import Plain, on_one_line
from generator.author.new import named_apart
from generator.author.newcomers import cells_of
from generator.author.splice import editable, set_field
from generator.diagnostic import Diagnostic
from generator.model.authored import Authored
from generator.model.fields import Several, fields_of
from generator.model.party import Product, Site
from generator.model.proposal import Proposal, What
from generator.read.yaml import MarkedList, read_yaml

LISTS: Mapping[str, type[Authored]] = {"sites": Site, "products": Product}


def listed_change(desk: Desk, one: Proposal, table: str, id_: str, name: str) -> Written:
    """Return agreement.yaml with a changed or new site or product, or why it is for a person to do."""
    match one.what:
        case What.CELL:
            return list_cell(desk, one, table, id_, name)
        case What.ROW_IN:
            return list_row(desk, one, table)
        case _:
            return by_hand(one, f"take it out of {table} in {desk.home}/agreement.yaml")


def list_cell(desk: Desk, one: Proposal, table: str, id_: str, name: str) -> Written:
    """Return agreement.yaml with one field of a site or a product as the cell has it."""
    path = f"{desk.home}/agreement.yaml"
    text = editable(path, desk.files[path])
    if isinstance(text, Diagnostic):
        return text
    if not outcome(one):
        return by_hand(one, f"an empty cell takes a field away; take {name} of {id_} out of {table} in {path}")
    rows = rows_in(path, text, table)
    at = next((at for at, row in enumerate(rows) if isinstance(row, dict) and row.get("id") == id_), None)
    if at is None:
        return by_hand(one, f'there is no "{id_}" among the {table} of {path}')
    made = set_field(path, text, (table, at), name, value=as_field(table, name, outcome(one).split("\n")))
    return made if isinstance(made, Diagnostic) else {path: made.encode()}


def list_row(desk: Desk, one: Proposal, table: str) -> Written:
    """Return agreement.yaml with one more site or product, under an id made from its name."""
    path = f"{desk.home}/agreement.yaml"
    text = editable(path, desk.files[path])
    if isinstance(text, Diagnostic):
        return text
    cells = cells_of(outcome(one), [fact.name for fact in fields_of(LISTS[table])])
    rows = rows_in(path, text, table)
    if "name" not in cells:
        return by_hand(one, f"it has no name; write it below {table} in {path}")
    there = [(str(row.get("id")), "") for row in rows if isinstance(row, dict)]
    id_ = named_apart(table.removesuffix("s"), [*there, (None, " ".join(cells["name"]))])[-1]
    row = {"id": id_, **{name: as_field(table, name, lines) for name, lines in cells.items() if name != "id"}}
    made = with_entry(text, rows, row)
    root, faults = read_yaml(path, text)
    grown = {**root, table: [*rows, row]} if isinstance(root, dict) else None
    if made is None or faults or read_yaml(path, made) != (grown, []):
        return by_hand(one, f"write below {table} in {path}: {on_one_line(row)}")
    return {path: made.encode()}


def rows_in(path: str, text: str, table: str) -> MarkedList | list[object]:
    """Return the sites or the products as they stand in the file."""
    root = read_yaml(path, text)[0]
    rows = root.get(table) if isinstance(root, dict) else None
    return rows if isinstance(rows, MarkedList) else []


def with_entry(text: str, rows: MarkedList | list[object], row: Mapping[str, Plain]) -> str | None:
    """Return *text* with one more entry below the last of a list that has each on lines of its own; else None."""
    if not isinstance(rows, MarkedList) or not rows:
        return None
    start, end = rows.spans[0].start, rows.spans[-1].end
    lead = text[text.rfind("\n", 0, start) + 1 : start]
    if lead.strip() != "-":
        return None
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return f"{text[:stop]}\n{lead[: lead.index('-')]}- {on_one_line(row)}{text[stop:]}"


def as_field(table: str, name: str, lines: list[str]) -> str | list[str]:
    """Return the lines of a cell as the field takes them."""
    fact = next(fact for fact in fields_of(LISTS[table]) if fact.name == name)
    return [line.strip() for line in lines if line.strip()] if isinstance(fact.shape, Several) else "\n".join(lines)
