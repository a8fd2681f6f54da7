"""Layers over one another: a higher rank speaks over a lower one, by id; two of one rank must not differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.kept import kept_with
from generator.model.clause import ClauseSource
from generator.model.draft import Merged
from generator.model.fingerprint import PASSIVE, row_fingerprint
from generator.model.kinds import MODELS, ROWS, kind_of
from generator.model.lengths import longer
from generator.model.library import Layer, Rank, RowSource
from generator.model.rows import Row
from generator.read.yaml import MarkedMap

UNDECIDED_OVERLAY = kind(
    "undecided-overlay",
    "Two libraries of one rank say different things about the same clause or field.",
    matters="Which of the two prints would depend on the order in which they are named.",
    cure="Decide in a layer of a higher rank: the company's library, or the agreement.",
)
STALE_OVERLAY = kind(
    "stale-overlay",
    "The text or row that an overlay was written against has changed since.",
    matters="The overlay hides the change: what the library now says never reaches this agreement.",
    cure="Read both with `agreements adopt ID --dry-run`, mend the overlay if need be, then run `agreements adopt ID`.",
    severity=Severity.WARNING,
)
INCOMPLETE_ROW = kind(
    "incomplete-row",
    "An overlay row changes a row that no lower layer has.",
    matters="A row without its base lacks the fields that the document prints.",
    cure="Correct the id, or write all fields of the new row.",
)


@dataclass(slots=True)
class Stack:
    """A row while layers are laid over it: by field, what was written, where, by which layer, at which rank.

    Attributes:
        top: Rank of the layer that spoke last.
        base: Fingerprint of the row before the first layer of that rank spoke; empty where that layer made the row.
        alone: The row itself, as long as no other layer has spoken of it.
    """

    id: str
    kind: str
    fields: dict[str, Any]
    spans: dict[str, Span]
    keys: dict[str, Span]
    layers: dict[str, str]
    ranks: dict[str, Rank]
    span: Span
    layer: str
    top: Rank
    base: str = ""
    below: MarkedMap | None = None
    alone: RowSource | None = None


def stack_rows(layers: Sequence[Layer]) -> tuple[dict[str, dict[str, Merged[Row]]], dict[str, str], list[Diagnostic]]:
    """Lay the rows of *layers*, lowest rank first, over one another.

    Returns the merged rows by kind and id, the reasons of those left out by id, and the faults.
    """
    merged: dict[str, dict[str, Merged[Row]]] = {}
    left_out: dict[str, str] = {}
    found: list[Diagnostic] = []
    for name, model in ROWS.items():
        stacks, faults = lay(layers, kind_of(name))
        found += faults
        merged[kind_of(name)] = {}
        for stack in stacks.values():
            if "omit" in stack.fields:
                left_out[stack.id] = str(stack.fields["omit"])
                continue
            row = merged_alone(stack.alone) if stack.alone else merge(stack, model)
            if isinstance(row, Merged):
                merged[kind_of(name)][stack.id] = row
            else:
                base = written_over(stack, stacks.values())
                others = [one for one in stacks if one != stack.id]
                near = f'did you mean "{base}"?' if base else nearest(stack.id, others)
                found.append(replace(row, hint=f"{near} A new row has all its fields" if near else row.hint))
    return merged, left_out, found


def written_over(stack: Stack, others: Iterable[Stack]) -> str:
    """Return the id of the row that *stack* amends by its fingerprint, under an id that no row has; empty for none."""
    amends = stack.fields.get("amends")
    return next((one.id for one in others if amends and row_fingerprint(one.fields) == amends), "")


def lay(layers: Sequence[Layer], name: str) -> tuple[dict[str, Stack], list[Diagnostic]]:
    """Lay the rows of the kind *name* over one another."""
    stacks: dict[str, Stack] = {}
    found: list[Diagnostic] = []
    ties: dict[tuple[str, str], tuple[Rank, Diagnostic]] = {}
    for layer in layers:
        for row in layer.rows.get(name, {}).values():
            if row.id not in stacks:
                stacks[row.id] = first(row, layer.name, layer.rank)
            else:
                found += stale_row(stacks[row.id], row, layer.rank)
                lay_row(stacks[row.id], row, layer, ties)
    return stacks, found + [fault for _, fault in ties.values()]


def first(row: RowSource, layer: str, rank: Rank) -> Stack:
    """Return the stack that *row* begins."""
    fields = dict(row.fields)
    spans, keys = places(row)
    return Stack(
        row.id,
        row.kind,
        fields,
        spans,
        keys,
        dict.fromkeys(fields, layer),
        dict.fromkeys(fields, rank),
        row.span,
        layer,
        rank,
        alone=row,
    )


def places(row: RowSource) -> tuple[dict[str, Span], dict[str, Span]]:
    """Return the places of the values and keys of *row*."""
    assert isinstance(row.fields, MarkedMap)  # noqa: S101 - the loader hands over nothing else
    return dict(row.fields.spans), dict(row.fields.key_spans)


def lay_row(stack: Stack, row: RowSource, layer: Layer, ties: dict[tuple[str, str], tuple[Rank, Diagnostic]]) -> None:
    """Lay the fields of *row* over *stack*; remember a tie until a higher rank decides it."""
    spans, keys = places(row)
    stack.alone = None
    if layer.rank is Rank.AGREEMENT:
        stack.below = as_map(stack)
    for name, spoken in row.fields.items():
        if name == "id":
            continue
        tie, written = (stack.id, name), spoken
        if stack.ranks.get(name) is layer.rank and name not in PASSIVE and stack.fields[name] != written:
            combined = combine(stack, name, written)
            if combined is None:
                ties[tie] = (layer.rank, tied(stack, name, row, spans[name]))
            written = written if combined is None else combined
        elif tie in ties and ties[tie][0] < layer.rank:
            del ties[tie]
        stack.fields[name], stack.spans[name], stack.keys[name] = written, spans[name], keys[name]
        stack.layers[name], stack.ranks[name], stack.layer = layer.name, layer.rank, layer.name


def combine(stack: Stack, name: str, written: Any) -> Any:
    """Return which of two defaults of one rank holds when the row says ``combine: shortest|longest``; None when it
    does not say.
    """
    rule = stack.fields.get("combine")
    if name != "default" or rule not in ("shortest", "longest"):
        return None
    return longer(stack.fields[name], written, longest=rule == "longest")


def tied(stack: Stack, name: str, row: RowSource, span: Span) -> Diagnostic:
    """Return the fault of two layers of one rank that differ."""
    message = f'"{stack.id}": {row.layer} and {stack.layers[name]} say different things about "{name}"'
    return UNDECIDED_OVERLAY.at(
        span,
        message,
        hint=decide(stack.id),
        seen=((stack.spans[name], stack.layers[name]),),
    )


def decide(id_: str) -> str:
    """Return what to do where two layers of one rank differ."""
    return (
        "say once what holds, in the company's library or in the agreement: "
        f"agreements amend {id_} --in companies/NAME, or --in agreements/ID"
    )


def as_map(stack: Stack) -> MarkedMap:
    """Return the map that *stack* amounts to now, with the places of its fields."""
    return MarkedMap(stack.fields, span=stack.span, spans=stack.spans, key_spans=stack.keys)


@kept_with
def merged_alone(row: RowSource) -> Merged[Row] | Diagnostic:
    """Return what a row amounts to of which one layer speaks; most rows are such, and agreements share them."""
    return merge(first(row, row.layer, Rank.CORE), MODELS[row.kind])


def merge(stack: Stack, model: type[Row]) -> Merged[Row] | Diagnostic:
    """Return the row that *stack* amounts to, or why it is none."""
    try:
        record = model.model_validate(as_map(stack))
    except ValueError as trouble:
        missing = ", ".join(
            str(error["loc"][-1]) for error in getattr(trouble, "errors", list)() if error["type"] == "missing"
        )
        return INCOMPLETE_ROW.at(
            stack.span,
            f'"{stack.id}" lacks {missing or "a sound value"}',
            hint="is the id right? an overlay changes a row of a lower layer",
        )
    standard = model.model_validate(stack.below) if stack.below is not None else None
    return Merged(record, stack.layer, stack.span, dict(stack.layers), row_fingerprint(stack.fields), standard)


def stale_row(stack: Stack, row: RowSource, rank: Rank) -> Iterator[Diagnostic]:
    """Report an overlay row whose base has moved, or that does not say which base it was written against.

    Two layers of one *rank* are each written against what lies below that rank: neither is stale for the other.
    """
    now = row_fingerprint(stack.fields)
    if stack.top is not rank:
        stack.top, stack.base = rank, now
    amends = str(row.fields.get("amends", ""))
    called, own = stack.fields.get("title"), row.fields.get("title")
    if "omit" not in row.fields and not amends and called and own and called != own:
        yield STALE_OVERLAY.at(
            row.span,
            f'the id "{row.id}" is taken: in {stack.layer} it is "{called}"',
            hint=f"give this row an id of its own; or, if it is to take the place of that one: agreements adopt "
            f"{row.kind}/{row.id}",
            seen=((stack.span, f"as {stack.layer} has it now"),),
        )
    elif "omit" not in row.fields and (not amends or amends not in (now, stack.base)):
        yield stale(f"{row.kind}/{row.id}", amends, row.span, stack.span, stack.layer)


def stale(name: str, amends: str, span: Span, base: Span, layer: str) -> Diagnostic:
    """Return the finding about an overlay over another revision than it names; a row has its kind in *name*."""
    id_ = name.split("/", 1)[-1]
    message = (
        f'"{id_}" in {layer} has changed since this overlay was written'
        if amends
        else f'this overlay does not say which revision of "{id_}" it was written against'
    )
    return STALE_OVERLAY.at(
        span,
        message,
        hint=f"read both: agreements adopt {name} --dry-run; then confirm: agreements adopt {name}",
        seen=((base, f"as {layer} has it now"),),
    )


def stack_clauses(
    layers: Iterable[Layer],
) -> tuple[dict[str, tuple[ClauseSource, ClauseSource | None]], dict[str, str], list[Diagnostic]]:
    """Lay the clauses of *layers*, lowest rank first, over one another.

    Returns by id the clause on top and, under an agreement's own wording, the library's; the reasons of those left
    out; the faults.
    """
    top: dict[str, tuple[ClauseSource, ClauseSource | None]] = {}
    ranks: dict[str, Rank] = {}
    ties: dict[str, tuple[Rank, Diagnostic]] = {}
    bases: dict[str, str] = {}  # by id, the fingerprint below the rank that spoke last
    left_out: dict[str, str] = {}
    found: list[Diagnostic] = []
    for layer in layers:
        for id_, clause in layer.clauses.items():
            below = top[id_][0] if id_ in top else None
            if below is not None:
                if ranks[id_] is not layer.rank:
                    bases[id_] = below.fingerprint
                found += stale_clause(clause, below, bases.get(id_, ""))
                settle(ties, ranks, layer, clause, below)
            left_out.pop(id_, None)  # a library of a lower rank left it out; this layer speaks over it
            top[id_], ranks[id_] = (clause, below if layer.rank is Rank.AGREEMENT else None), layer.rank
        left_out |= layer.card.omit if layer.card else {}
    return top, left_out, found + [fault for _, fault in ties.values()]


def settle(
    ties: dict[str, tuple[Rank, Diagnostic]],
    ranks: Mapping[str, Rank],
    layer: Layer,
    clause: ClauseSource,
    below: ClauseSource,
) -> None:
    """Note a tie between two layers of one rank, or lift one that a higher rank decides."""
    id_ = clause.clause.id
    if ranks[id_] is layer.rank:
        message = f'"{id_}": {layer.name} and {below.layer} both replace this clause'
        seen = ((below.span, below.layer),)
        ties[id_] = (layer.rank, UNDECIDED_OVERLAY.at(clause.span, message, hint=decide(id_), seen=seen))
    elif id_ in ties and ties[id_][0] < layer.rank:
        del ties[id_]


def stale_clause(clause: ClauseSource, below: ClauseSource, base: str) -> Iterator[Diagnostic]:
    """Report an overlay clause whose base has moved, or that does not say which base it was written against.

    *base* is the fingerprint below the rank of the overlay; two layers of one rank are both written against it.
    """
    if not clause.clause.amends or clause.clause.amends not in (below.fingerprint, base):
        yield stale(clause.clause.id, clause.clause.amends, clause.span, below.span, below.layer)
