"""What lies below an overlay: the clause or row of lower layers that it speaks over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostic import Diagnostic, Span, kind, nearest
from generator.model.agreement import scope_facts
from generator.model.clause import ClauseSource
from generator.model.fingerprint import row_fingerprint
from generator.model.kinds import ROWS, kind_of
from generator.model.lengths import longer
from generator.model.library import AgreementSource, Layer, Rank, RowSource, Workspace, heard

NO_BASE = kind(
    "no-such-base",
    "A clause or row to lay something over does not exist, or not below that layer.",
    matters="An overlay without a base is a new clause or row, and nobody would be told when the library moves.",
    cure="Correct the id, or name a layer that lies above it.",
)
SEVERAL_BASES = kind(
    "several-bases",
    "What lies below an overlay is not the same in all agreements that use it, or an id has several meanings.",
    matters="One fingerprint cannot stand for two texts.",
    cure="Lay the text over each base apart, in the agreements; or say which kind is meant, as in terms/discovery.",
)

CLAUSE = "clauses"
AGREEMENTS = "agreements/"


@dataclass(frozen=True, slots=True)
class Base:
    """What an overlay lies over, when all layers below have spoken.

    Attributes:
        kind: ``clauses``, or the kind of a row.
        layer: The highest layer that speaks.
        clause: The clause; None for a row.
        fields: The fields of the row, as written.
    """

    kind: str
    id: str
    layer: str
    span: Span
    fingerprint: str
    clause: ClauseSource | None = None
    fields: dict[str, Any] = field(default_factory=dict)


Overlay = tuple[str, ClauseSource | RowSource]
"""The kind of an overlay, and itself."""


def layers_by_name(workspace: Workspace) -> dict[str, Layer]:
    """Return every layer, those of agreements too."""
    return {**workspace.layers, **{source.layer.name: source.layer for source in workspace.agreements.values()}}


def stack_of(workspace: Workspace, source: AgreementSource) -> list[Layer]:
    """Return the layers of an agreement, lowest rank first, its own last."""
    names = [name for name in ("core", *source.agreement.layers) if name in workspace.layers]
    layers = sorted((workspace.layers[name] for name in names), key=lambda layer: layer.rank)
    return [*heard(layers, scope_facts(source.agreement)), source.layer]


def stacks_with(workspace: Workspace, layer: Layer) -> list[list[Layer]]:
    """Return, for each agreement that uses *layer*, the layers below it; core alone when none uses it."""
    stacks = [stack_of(workspace, source) for source in workspace.agreements.values()]
    below = [stack[: stack.index(layer)] for stack in stacks if layer in stack]
    return below or [[workspace.layers["core"]] if "core" in workspace.layers and layer.rank is not Rank.CORE else []]


def kinds_with(layer: Layer, id_: str) -> Iterator[Overlay]:
    """Yield what *layer* has under the id *id_*, which may begin with a kind: ``terms/discovery``."""
    wanted, name = kind_and_id(id_)
    if name in layer.clauses and wanted in ("", CLAUSE):
        yield CLAUSE, layer.clauses[name]
    for kind_, rows in layer.rows.items():
        if name in rows and wanted in ("", kind_):
            yield kind_, rows[name]


def kind_and_id(id_: str) -> tuple[str, str]:
    """Return the kind before the slash, empty when there is none, and the id; codes may have slashes of their own."""
    first, slash, rest = id_.partition("/")
    return (first, rest) if slash and first in (CLAUSE, *map(kind_of, ROWS)) else ("", id_)


def bases_of(workspace: Workspace, layer: Layer, kind_: str, id_: str) -> dict[str, Base]:
    """Return what may lie below *id_* in *layer*, by fingerprint: one, unless agreements differ in their libraries."""
    found = [base_in(stack, kind_, id_) for stack in stacks_with(workspace, layer)]
    return {base.fingerprint: base for base in found if base is not None}


def base_in(stack: list[Layer], kind_: str, id_: str) -> Base | None:
    """Return what the layers of *stack* say of *id_*, the highest last."""
    if kind_ != CLAUSE:
        return row_in(stack, kind_, id_)
    clauses = [layer.clauses[id_] for layer in stack if id_ in layer.clauses]
    if not clauses:
        return None
    top = clauses[-1]
    return Base(kind_, id_, top.layer, top.span, top.fingerprint, top)


def row_in(stack: list[Layer], kind_: str, id_: str) -> Base | None:
    """Return the row that the layers of *stack* amount to; a layer names only the fields that it changes."""
    fields: dict[str, Any] = {}
    ranks: dict[str, Rank] = {}
    rows: list[RowSource] = []
    for layer in stack:
        row = layer.rows.get(kind_, {}).get(id_)
        if row is None:
            continue
        tied = ranks.get("default") is layer.rank
        more = {name: value for name, value in row.fields.items() if name != "id" or not rows}
        fields = {**fields, **more, **(combined(fields, more) if tied else {})}
        ranks |= dict.fromkeys(more, layer.rank)
        rows.append(row)
    return Base(kind_, id_, rows[-1].layer, rows[0].span, row_fingerprint(fields), None, fields) if rows else None


def combined(fields: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Return the default that holds where two layers of one rank set it and the row says ``combine``."""
    rule = fields.get("combine")
    if "default" not in more or rule not in ("shortest", "longest"):
        return {}
    return {"default": longer(fields["default"], more["default"], longest=rule == "longest") or more["default"]}


def unknown_base(workspace: Workspace, id_: str, layer: str) -> Diagnostic:
    """Return that nothing named *id_* lies below *layer*, with where it stands, if anywhere."""
    layers = layers_by_name(workspace)
    homes = [name for name, one in layers.items() if any(kinds_with(one, id_))]
    if homes:
        message = f'"{id_}" stands in {", ".join(homes)}; none of these lies below {layer}'
        return NO_BASE.at(Span(layer), message, hint="name a layer above it; agreement.yaml lists the layers in use")
    wanted, name = kind_and_id(id_)
    known = {
        one
        for layer_ in layers.values()
        for kind_, several in ((CLAUSE, layer_.clauses), *layer_.rows.items())
        for one in several
        if wanted in ("", kind_)
    }
    return NO_BASE.at(
        Span(layer), f'there is no clause or row "{id_}"', hint=nearest(name, known) or few(wanted, known)
    )


def few(kind_: str, known: Collection[str]) -> str:
    """Return the hint that lists the ids of a kind that somebody named, where they are few."""
    return f"{kind_} has {', '.join(sorted(known))}" if kind_ and 0 < len(known) <= MOST_LISTED else ""


MOST_LISTED = 12
"""So many ids are listed in a hint."""
