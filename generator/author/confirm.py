"""Links between words and rules confirmed: somebody has read both ends as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.author.bases import kind_and_id, layers_by_name, stacks_with
from generator.author.libraries import in_rank, words_of
from generator.author.reviewed import home_of
from generator.diagnostic import Diagnostic, Span, kind, nearest
from generator.files import Files
from generator.model.clause import ClauseSource
from generator.model.fingerprint import row_fingerprint, rule_prints
from generator.model.library import Layer, RowSource, Workspace
from generator.model.link import CLAUSES, LINKS, Confirmed, Link, LinkState, Standing, link_state, links_to_text

NO_LINK = kind(
    "no-such-link",
    "Nothing of that name answers a rule.",
    matters="There is nothing to confirm.",
    cure="Name a clause or row that has `covers`, a rule of regulations.yaml or requirements.yaml, or a layer.",
)
READ_ONLY = kind(
    "shipped-link",
    "The link stands in a library that comes with the product, which the workspace does not hold.",
    matters="A confirmation written there would be lost, or would cut the workspace off from the product's library.",
    cure="Copy the libraries with `agreements library vendor`, then confirm; or write them into a layer of yours.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A link with the layer and words at one end of it, and how it stands."""

    link: Link
    layer: Layer
    entry: ClauseSource | RowSource
    state: LinkState


def confirm(
    workspace: Workspace, own: Files, names: Sequence[str], by: str, on: str
) -> tuple[dict[str, bytes], str] | Diagnostic:
    """Return the files in which the links that *names* name are confirmed, and what to show; no files without *by*.

    Args:
        workspace: Everything that was read.
        own: The files that lie in the workspace itself.
        names: Ids of clauses, rows, rules and layers; none for everything.
        by: Name of who has read both ends.
        on: The day.
    """
    answers, layers = [*all_answers(workspace)], layers_by_name(workspace)
    for name in names:
        if name not in layers and not any(names_link(name, one) for one in answers):
            hint = nearest(name, {*layers, *known(answers)})
            return NO_LINK.at(Span(name), f'"{name}" answers no rule and is none', hint=hint)
    asked = [one for one in answers if not names or any(names_link(name, one) for name in names)]
    chosen = [one for one in asked if one.state.standing is not Standing.CONFIRMED]
    if not by:
        return {}, "\n".join(shown(workspace, chosen, whole=bool(names)))
    homes = {one.layer.name: home_of(one.layer.name) for one in chosen}
    closed = [name for name, home in homes.items() if not any(path.startswith(f"{home}/") for path in own)]
    if closed:
        return READ_ONLY.at(Span(homes[closed[0]]), f"{closed[0]} is not in this workspace: it comes with the product")
    made = {f"{homes[name]}/{LINKS}": kept(name, answers, chosen, by, on) for name in homes}
    lines = [f"confirmed: {one.link.source} answers {one.link.rule}" for one in chosen]
    return made, "\n".join(lines or ["Nothing is left to confirm."])


def all_answers(workspace: Workspace) -> Iterator[Answer]:
    """Yield every link of every layer, lowest rank first."""
    prints = rule_prints(workspace.catalogue)
    layers = in_rank(layers_by_name(workspace))
    known: dict[tuple[str, str], list[tuple[Layer, Confirmed]]] = {}
    for home, one in ((layer, one) for layer in layers for one in layer.links):
        known.setdefault((one.link.source, one.link.rule), []).append((home, one))
    for layer in layers:
        stacks = stacks_with(workspace, layer)
        below = [one for one in layers if stacks and all(one in stack for stack in stacks)]
        for link, entry in links_in(layer, layers, prints):
            confirmed = [
                one
                for home, one in known.get((link.source, link.rule), [])
                if home is layer or home in below  # no other one stands in every agreement with this
            ]
            yield Answer(link, layer, entry, link_state([link], confirmed, kept=bool(layer.links)))


def links_in(
    layer: Layer, layers: Iterable[Layer], prints: Mapping[str, str]
) -> Iterator[tuple[Link, ClauseSource | RowSource]]:
    """Yield what *layer* says in clauses and rows, with each rule that it answers."""
    for clause in layer.clauses.values():
        for rule in clause.all_covers:
            if rule in prints:
                yield Link(f"{CLAUSES}/{clause.clause.id}", rule, clause.fingerprint, prints[rule]), clause
    lower = [one for one in layers if one.rank < layer.rank]
    for kind_, rows in layer.rows.items():
        for id_, row in rows.items():
            for rule in row_covers(row, [one.rows.get(kind_, {}).get(id_) for one in lower]):
                if rule in prints:
                    yield Link(f"{kind_}/{id_}", rule, row_fingerprint(row.fields), prints[rule]), row


def row_covers(row: RowSource, below: Iterable[RowSource | None]) -> list[str]:
    """Return the rules that a row answers: those it names, else those that any layer below it names."""
    if "omit" in row.fields:
        return []
    said = [row] if "covers" in row.fields else [one for one in below if one is not None]
    return [str(rule) for one in said for rule in one.fields.get("covers", ())]


def names_link(name: str, one: Answer) -> bool:
    """Tell whether *name* is the clause, row, rule or layer of a link."""
    kind_, id_ = kind_and_id(name)
    source_kind, source_id = kind_and_id(one.link.source)
    return name in (one.link.rule, one.layer.name) or (id_ == source_id and kind_ in ("", source_kind))


def known(answers: Iterable[Answer]) -> set[str]:
    """Return every clause, row and rule that a person may name."""
    return {name for one in answers for name in (one.link.source.partition("/")[2], one.link.rule)}


def kept(name: str, answers: Sequence[Answer], chosen: Sequence[Answer], by: str, on: str) -> bytes:
    """Return what the layer *name* now keeps: the *chosen* as confirmed, and of the others what was."""
    here = {(one.link.source, one.link.rule): one for one in answers if one.layer.name == name}
    fresh = {(one.link.source, one.link.rule): Confirmed(one.link, on, by) for one in chosen if one.layer.name == name}
    layer = next(one.layer for one in here.values())
    old = [one for one in layer.links if (key := (one.link.source, one.link.rule)) in here and key not in fresh]
    return links_to_text([*old, *fresh.values()]).encode()


def shown(workspace: Workspace, chosen: Sequence[Answer], *, whole: bool) -> Iterator[str]:
    """Yield both ends of each link that is open, words once for all rules; without *whole* only a line for each."""
    rules = workspace.catalogue.rules
    sources = {(one.layer.name, one.link.source): one for one in chosen}
    for (layer, source), first in sources.items():
        links = [one for one in chosen if (one.layer.name, one.link.source) == (layer, source)]
        yield f"{source} in {layer} ({first.entry.span})"
        yield from (f"  {line}".rstrip() for line in (words_of(first.entry) if whole else ()))
        for one in links:
            asks = f" asks: {rules[one.link.rule].says}" if whole else ""
            yield f"  {one.link.rule}{asks} ({one.state.doubt or 'not confirmed yet'})"
    if not chosen:
        yield "Nothing is left to confirm."
    elif whole:
        yield "When the words answer the rules, run it again with --by NAME --on DATE."
