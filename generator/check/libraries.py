"""Records of all layers together: what no clause, row or agreement of the whole workspace uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from generator.check.borrowed import BORROWED_VALUE
from generator.check.duties import OTHER_CLOCK
from generator.check.passages import clause_passages
from generator.check.wording import stands_typed
from generator.check.written import written
from generator.diagnostic import Diagnostic, Severity, Span, closest, kind, nearest
from generator.document.blocks import Document
from generator.kept import kept_with
from generator.model.clause import GUIDANCE
from generator.model.draft import Draft
from generator.model.kinds import ROWS, kind_of
from generator.model.library import Layer, RowSource, Workspace
from generator.model.values import parse_quantity
from generator.prose import Blank

UNUSED_VALUE = kind(
    "unused-value",
    "No text of any layer leaves a blank for a value, or an agreement sets a value that it does not print.",
    matters="Somebody agreed to a limit that stands in no document, and believes that it holds.",
    cure="Write {{ its id }} where the limit belongs, or delete the value or the setting.",
    severity=Severity.WARNING,
)

UNKNOWN_BASE = kind(
    "unknown-base",
    "A clause or row says which revision it amends, and no library has one of that id.",
    matters="It would print beside the one that it was meant to replace, or nowhere.",
    cure="Correct the id; or take `amends` out, if this is a clause or row of its own.",
)

TELL_WHERE = (BORROWED_VALUE.code, OTHER_CLOCK.code)
"""Findings at a blank that show the value which belongs there."""
BLANK = re.compile(r"(?<!\\)\{\{\s*([^{}?\s]+)\s*\}\}")
SLIPPED_BLANK = re.compile(r"(?:[<{\[] ?(?=[a-z0-9-]{1,80} ?[>}\]])|(?<!\w)@)([a-z0-9]+(?:-[a-z0-9]+)*)")
"""The id of a value behind a sign that makes no blank; each is reported where it stands."""


def unused_values(workspace: Workspace) -> Iterator[Diagnostic]:
    """Report values for which no clause, at any position, and no row of any layer leaves a blank.

    A value whose id a misspelt blank means, or one in the wrong brackets, is used, and so is one whose length is typed
    in place of the blank: each is reported where it stands.
    """
    layers = workspace.every_layer
    ids = {row.id for layer in layers for row in rows_of(layer, "values")}
    blanks = blanks_of(workspace, layers)
    used = blanks | {closest(one, ids) for one in blanks - ids}
    used |= {id_ for layer in layers for id_ in blanks_in(layer)[1]}
    for home, row in ((layer, row) for layer in layers for row in rows_of(layer, "values")):
        if row.id not in used and "title" in row.fields and "omit" not in row.fields and not is_typed(row, home):
            message = f'no clause or row leaves a blank for the value "{row.id}"'
            hint = f"write {{{{ {row.id} }}}} where it belongs, or delete the value"
            yield UNUSED_VALUE.at(row.span, message, hint=hint)


def overlays_over_nothing(workspace: Workspace) -> Iterator[Diagnostic]:
    """Report clauses and rows that amend what no library has; a row that is not whole is reported for what it lacks."""
    layers = workspace.every_layer
    clauses = {id_ for layer in workspace.layers.values() for id_ in layer.clauses}
    for layer in layers:
        for id_, clause in layer.clauses.items():
            if clause.clause.amends and not has_base(layer, id_, clauses, workspace, ""):
                yield over_nothing("clause", id_, clause.clause.place("amends"), clauses)
    for name, model in ROWS.items():
        needed = {info.alias or field for field, info in model.model_fields.items() if info.is_required()}
        ids = {row.id for layer in workspace.layers.values() for row in rows_of(layer, kind_of(name))}
        for layer, row in ((one, row) for one in layers for row in rows_of(one, kind_of(name))):
            whole = "amends" in row.fields and needed <= row.fields.keys()
            if whole and not has_base(layer, row.id, ids, workspace, kind_of(name)):
                yield over_nothing("row", row.id, row.span, ids)


def has_base(layer: Layer, id_: str, ids: Collection[str], workspace: Workspace, name: str) -> bool:
    """Tell whether a library below *layer* has the clause *id_*, or the row of the kind *name*."""
    below = (one for one in workspace.layers.values() if one.rank < layer.rank)
    return id_ in ids and any(id_ in (one.rows.get(name, {}) if name else one.clauses) for one in below)


def over_nothing(what: str, id_: str, span: Span, ids: Collection[str]) -> Diagnostic:
    """Return the finding about an overlay that has nothing below it."""
    near = nearest(id_, [one for one in ids if one != id_])
    rest = f"take `amends` out if this {what} is new"
    message = f'no library has a {what} "{id_}", which this one amends'
    return UNKNOWN_BASE.at(span, message, hint=f"{near} Or {rest}" if near else rest)


def is_typed(row: RowSource, layer: Layer) -> bool:
    """Tell whether a text of *layer* types the standard of the value *row* in place of a blank."""
    try:
        length = parse_quantity(str(row.fields.get("default", "")))
    except ValueError:
        return False
    texts = (text for clause in layer.clauses.values() for text in clause.raw.values())
    return stands_typed(texts, length, str(row.fields["title"]))


def without_misplaced(found: Sequence[Diagnostic], others: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return *found* without the unused values that one of *others* has already told where to write."""
    told = {place for one in others if one.code in TELL_WHERE for place, _ in one.seen}
    return [one for one in found if not (one.code == UNUSED_VALUE.code and one.span in told)]


def rows_of(layer: Layer, name: str) -> Iterable[RowSource]:
    """Return the rows of the kind *name* that *layer* writes."""
    return layer.rows.get(name, {}).values()


def blanks_of(workspace: Workspace, layers: Iterable[Layer]) -> frozenset[str]:
    """Return the ids in all blanks of clauses, rows and recitals."""
    recitals = [text for source in workspace.agreements.values() for text in source.agreement.recitals]
    asked = {id_ for text in recitals for id_ in BLANK.findall(text)}
    return frozenset(asked.union(*(blanks_in(layer)[0] for layer in layers)))


@kept_with
def blanks_in(layer: Layer) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids in all blanks of a layer, and those behind a sign that makes no blank."""
    texts = [*texts_of(layer)]
    blanks, slipped = ({id_ for text in texts for id_ in sign.findall(text)} for sign in (BLANK, SLIPPED_BLANK))
    return frozenset(blanks), frozenset(slipped)


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
        if id_ in draft.values and id_ not in used and not typed_here(draft, id_):
            place = setting.span if setting.span.path else draft.agreement.place_of("values", id_)
            yield UNUSED_VALUE.at(
                place,
                f'the agreement sets "{id_}", and none of its clauses and rows prints it',
                hint="delete the setting, or bring in the clause that leaves a blank for it",
            )


def typed_here(draft: Draft, id_: str) -> bool:
    """Tell whether a clause of the agreement types what the value *id_* says in place of its blank."""
    filled = draft.values[id_]
    return stands_typed((one.text for one in clause_passages(draft)), filled.value, filled.row.title)
