"""Coverage stays true only while both ends of a link stay as they were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.responsibility import fault_of
from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Document
from generator.model.authored import Authored
from generator.model.draft import Draft, Merged
from generator.model.link import Standing
from generator.model.matrices import Responsibility
from generator.model.rows import Row

SUSPECT_LINK = kind(
    "suspect-link",
    "A clause or row answers a rule, and one of the two has changed since a person confirmed it.",
    matters="Coverage would be counted by words that nobody has read against the rule as it stands.",
    cure="Read both with `agreements library confirm ID`; when the words answer the rule, run it again with `--by` "
    "and `--on`, else mend the words or take the rule out of `covers`.",
    severity=Severity.WARNING,
)


def suspect_links(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report each clause and row with links that somebody has to confirm."""
    places: dict[tuple[str, str], tuple[Authored, Span]] = {
        (row.record.id, row.fingerprint): (row.record, worded(row))
        for several in draft.rows.values()
        for row in several
    }
    places |= {
        (one.id, one.source.fingerprint): (one.source.clause, one.source.clause.place("covers"))
        for one in draft.clauses
    }
    doubts: dict[tuple[str, str, str], list[str]] = {}
    for (id_, print_, rule), state in draft.links.items():
        if state.standing is Standing.SUSPECT:
            doubts.setdefault((id_, print_, state.doubt), []).append(rule)
    for (id_, print_, doubt), rules in doubts.items():
        record, place = places[id_, print_]
        if isinstance(record, Responsibility) and fault_of(record):
            continue  # it changes again when that is mended
        yield SUSPECT_LINK.at(
            place,
            f'"{id_}" answers {", ".join(rules)}: {doubt}',
            hint=f"read both ends: agreements library confirm {id_}",
        )


def worded(row: Merged[Row]) -> Span:
    """Return the place of what a row answers or, where a higher layer says something else in it, of what that says."""
    said = [name for name, layer in row.layers.items() if layer == row.layer and name not in ("id", "amends", "reason")]
    covers = row.layers.get("covers", row.layer)
    return row.record.place("covers" if covers == row.layer or not said else said[0])
