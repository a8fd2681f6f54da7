"""How the links between words and rules stand: confirmed, or suspect because one end has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model.clause import ClauseSource
from generator.model.draft import Chosen, Merged
from generator.model.fingerprint import row_fingerprint, rule_prints
from generator.model.library import Catalogue, Layer
from generator.model.link import CLAUSES, Confirmed, Link, LinkState, link_state
from generator.model.rows import Row


def link_states(
    layers: Sequence[Layer],
    catalogue: Catalogue,
    clauses: Iterable[Chosen],
    rows: Mapping[str, Iterable[Merged[Row]]],
) -> dict[tuple[str, str, str], LinkState]:
    """Return how each link of *clauses* and *rows* to the *catalogue* stands, by id, fingerprint and rule."""
    confirmed: dict[tuple[str, str], list[Confirmed]] = {}
    for one in (one for layer in layers for one in layer.links):
        confirmed.setdefault((one.link.source, one.link.rule), []).append(one)
    keeping = {layer.name for layer in layers if layer.links}
    prints = rule_prints(catalogue)
    found: dict[tuple[str, str, str], LinkState] = {}
    for chosen in clauses:
        rules = [id_ for id_ in chosen.source.all_covers if id_ in prints]
        ends = {rule: clause_link(chosen.source, rule, prints[rule]) for rule in rules}
        for rule, link in ends.items():
            known, kept = confirmed.get((link.source, rule), []), chosen.source.layer in keeping
            found[chosen.id, chosen.source.fingerprint, rule] = link_state([link], known, kept=kept)
    for kind, several in rows.items():
        for row in several:
            for rule in (id_ for id_ in row.record.covers if id_ in prints):
                links = [*row_links(layers, kind, row, rule, prints[rule])]
                known, kept = (
                    confirmed.get((f"{kind}/{row.record.id}", rule), []),
                    bool(keeping & {*row.layers.values()}),
                )
                found[row.record.id, row.fingerprint, rule] = link_state(links, known, kept=kept)
    return found


def clause_link(source: ClauseSource, rule: str, print_: str) -> Link:
    """Return the link of a clause to a rule; a clause that lies over another speaks for itself."""
    return Link(f"{CLAUSES}/{source.clause.id}", rule, source.fingerprint, print_)


def row_links(layers: Sequence[Layer], kind: str, row: Merged[Row], rule: str, print_: str) -> Iterator[Link]:
    """Yield the link of a row to a rule for each layer that speaks in it, from the one that names the rule upward."""
    names = [layer.name for layer in layers]
    home = row.layers.get("covers", row.layer)
    for layer in layers[names.index(home) :] if home in names else []:
        said = layer.rows.get(kind, {}).get(row.record.id)
        if said is not None:
            yield Link(f"{kind}/{row.record.id}", rule, row_fingerprint(said.fields), print_)
