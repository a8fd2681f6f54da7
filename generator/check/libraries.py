"""Records of all layers together: what no clause, row or agreement of the whole workspace uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.check.written import written
from generator.diagnostic import Diagnostic, Severity, closest, kind
from generator.document.blocks import Document
from generator.model.clause import GUIDANCE
from generator.model.draft import Draft
from generator.model.library import Layer, RowSource, Workspace
from generator.prose import Blank

UNUSED_VALUE = kind(
    "unused-value",
    "No text of any layer leaves a blank for a value, or an agreement sets a value that it does not print.",
    matters="Somebody agreed to a limit that stands in no document, and believes that it holds.",
    cure="Write {{ its id }} where the limit belongs, or delete the value or the setting.",
    severity=Severity.WARNING,
)

BLANK = re.compile(r"(?<!\\)\{\{\s*([^{}?\s]+)\s*\}\}")
SLIPPED_BLANK = re.compile(r"(?:[<{\[] ?(?=[a-z0-9-]{1,80} ?[>}\]])|(?<!\w)@)([a-z0-9]+(?:-[a-z0-9]+)*)")
"""The id of a value behind a sign that makes no blank; each is reported where it stands."""


def unused_values(workspace: Workspace) -> Iterator[Diagnostic]:
    """Report values for which no clause, at any position, and no row of any layer leaves a blank.

    A value whose id a misspelt blank means, or one in the wrong brackets, is used: the blank is reported where it
    stands.
    """
    layers = [*workspace.layers.values(), *(source.layer for source in workspace.agreements.values())]
    values = [row for layer in layers for row in rows_of(layer, "values")]
    ids = {row.id for row in values}
    blanks = blanks_of(workspace, layers)
    used = blanks | {closest(one, ids) for one in blanks - ids}
    used |= {id_ for layer in layers for text in texts_of(layer) for id_ in SLIPPED_BLANK.findall(text)}
    for row in values:
        if row.id not in used and "title" in row.fields and "omit" not in row.fields:
            message = f'no clause or row leaves a blank for the value "{row.id}"'
            hint = f"write {{{{ {row.id} }}}} where it belongs, or delete the value"
            yield UNUSED_VALUE.at(row.span, message, hint=hint)


def rows_of(layer: Layer, name: str) -> Iterable[RowSource]:
    """Return the rows of the kind *name* that *layer* writes."""
    return layer.rows.get(name, {}).values()


def blanks_of(workspace: Workspace, layers: Iterable[Layer]) -> frozenset[str]:
    """Return the ids in all blanks of clauses, rows and recitals."""
    recitals = [text for source in workspace.agreements.values() for text in source.agreement.recitals]
    texts = [*recitals, *(text for layer in layers for text in texts_of(layer))]
    return frozenset(id_ for text in texts for id_ in BLANK.findall(text))


def texts_of(layer: Layer) -> Iterator[str]:
    """Yield the texts of clauses, guidance apart, and all words of rows."""
    for clause in layer.clauses.values():
        yield from (text for section, text in clause.raw.items() if section != GUIDANCE)
    for rows in layer.rows.values():
        for row in rows.values():
            yield from words_in(row.fields)


def words_in(written_value: object) -> Iterator[str]:
    """Yield every text in a field, list or map as it was written."""
    if isinstance(written_value, str):
        yield written_value
    elif isinstance(written_value, Mapping):
        for one in written_value.values():
            yield from words_in(one)
    elif isinstance(written_value, list):
        for one in written_value:
            yield from words_in(one)


def idle_settings(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report values that the agreement sets and none of its texts prints."""
    used = {inline.value for inline, _ in written(draft, documents) if isinstance(inline, Blank)}
    for id_, setting in draft.agreement.values.items():
        if id_ in draft.values and id_ not in used:
            place = setting.span if setting.span.path else draft.agreement.place("values")
            yield UNUSED_VALUE.at(
                place,
                f'the agreement sets "{id_}", and none of its clauses and rows prints it',
                hint="delete the setting, or bring in the clause that leaves a blank for it",
            )
