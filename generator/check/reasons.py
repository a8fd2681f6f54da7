"""Why an agreement departs from its libraries: each row and clause that it changes says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.draft import Draft, Merged
from generator.model.fingerprint import PASSIVE
from generator.model.rows import Row

NO_REASON = kind(
    "no-reason",
    "An agreement changes a row or clause of a library and does not say why.",
    matters="The departures report has a blank where the next reader looks for the reason: nobody can tell a decision"
    " from a slip.",
    cure="Write `reason:` into the row, or at the head of the clause.",
    severity=Severity.WARNING,
)

OWN = "agreements/"


def unexplained_overlays(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report each row and clause of the agreement that lies over one of a library without a reason."""
    for kind_, rows in draft.rows.items():
        for row in rows:
            changed = own_fields(row)
            if changed and not row.record.reason and not is_another(row):
                what = f'{row.record.id} of {kind_} differs from the library in "{changed[0]}", and no reason is given'
                yield NO_REASON.at(row.record.place(changed[0]), what, hint="write reason: .. into the row")
    for chosen in draft.clauses:
        clause = chosen.source.clause
        if chosen.standard and chosen.source.layer.startswith(OWN) and not clause.reason:
            what = f'"{clause.id}" replaces the text of the library, and no reason is given'
            yield NO_REASON.at(clause.place("id"), what, hint="write reason: .. at the head of the clause")


def is_another(row: Merged[Row]) -> bool:
    """Tell whether the agreement's own row is called otherwise than the library's and amends none: it took its id."""
    own = [name for name in ("title", "amends") if row.layers.get(name, "").startswith(OWN)]
    return own == ["title"] and "title" in own_fields(row)


def own_fields(row: Merged[Row]) -> list[str]:
    """Return the fields in which the agreement's own layer departs from the libraries."""
    if row.standard is None:
        return []
    own = [name for name, layer in row.layers.items() if layer.startswith(OWN) and name not in PASSIVE]
    return [name for name in own if field_of(row.record, name) != field_of(row.standard, name)]


def field_of(record: Row, name: str) -> object:
    """Return the field that files call *name*."""
    return next(getattr(record, key) for key, info in type(record).model_fields.items() if (info.alias or key) == name)
