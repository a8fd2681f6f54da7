"""Clauses and rows that stand elsewhere now: the agreement says behind which other one each of them stands."""

from __future__ import annotations

from generator.author.amend import amend
from generator.author.desk import Desk, Target, Written, by_hand, entry, overlay, own_field, own_row
from generator.author.splice import set_field
from generator.diagnostic import Diagnostic
from generator.model.kinds import ROWS, kind_of
from generator.model.proposal import Proposal

HEADED = {"responsibilities": "topic", "changes": "group"}
"""Tables with headings between their rows, and the field that puts a row below one of them."""
FIRST = "it would be the first there, and what moves stands behind another one; put the others behind it in after:"
KEPT = (
    "its number was sent and stays, so clauses of one chapter change places no more; refuse it, or leave the clause"
    " out and write it anew behind the other"
)


def row_moved(desk: Desk, one: Proposal) -> Written:
    """Return the files in which a row stands behind another one of its table, below the same heading as that."""
    table, _, id_ = one.path.partition("/")
    home, _, above = one.after.partition("/")
    beside = record(desk, table, above)
    moved = record(desk, table, id_)
    if home != table or moved is None:
        return by_hand(one, "behind which row of its table it stands now cannot be told")
    if beside is None:
        return by_hand(one, FIRST)
    made = entry(desk, "after", id_, above)
    field = HEADED.get(table, "")
    if isinstance(made, Diagnostic) or not field or getattr(beside, field) == getattr(moved, field):
        return made
    files = {**desk.files, **made}
    if own_row(desk, table, id_) is not None:
        said = own_field(Desk(desk.workspace, desk.draft, files), table, id_, field, str(getattr(beside, field)))
    else:
        facts = {field: str(getattr(beside, field)), "reason": one.reason or f"Agreed in review: {one.id}"}
        said = amend(desk.workspace, files, f"{table}/{id_}", desk.home, facts)
    return said if isinstance(said, Diagnostic) else {**made, **said}


def record(desk: Desk, table: str, id_: str) -> object | None:
    """Return a row of a table whose rows are records; None when there is none."""
    known = {kind_of(name) for name in ROWS}
    rows = desk.draft.rows.get(table, ()) if table in known else ()
    return next((row.record for row in rows if row.record.id == id_), None)


def clause_moved(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the files in which a clause stands behind another one, in the chapter of that."""
    moved, above = desk.chosen(one.path), desk.chosen(one.after.partition(".")[0])
    if moved is None or above is None:
        return by_hand(one, FIRST if moved else "")
    if not target.ends:
        return by_hand(one, f"it would cut the clause {above.source.clause.title} in two")
    made = entry(desk, "after", moved.id, above.id)
    topic = above.source.clause.topic
    if isinstance(made, Diagnostic) or moved.source.clause.topic == topic:
        return by_hand(one, KEPT) if desk.draft.base else made
    file = overlay(Desk(desk.workspace, desk.draft, {**desk.files, **made}), one, moved.id)
    if isinstance(file, Diagnostic):
        return file
    path, text, new = file
    changed = set_field(path, text, (), "topic", value=topic)
    return changed if isinstance(changed, Diagnostic) else {**made, **new, path: changed.encode()}
