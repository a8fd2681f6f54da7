"""Who may see what: the classification of libraries, and above them that of the agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.diagnostic import Diagnostic, nearest
from generator.model.agreement import Agreement
from generator.model.choices import Readers, fewer
from generator.model.library import Layer, Rank
from generator.model.party import Contact
from generator.resolve.select import UNKNOWN_ID

SEEN_BY = "seen-by"


def readers(layers: Sequence[Layer], agreement: Agreement, contacts: Iterable[Contact]) -> dict[str, Readers]:
    """Return who may see what not everybody may see, by id.

    A higher rank speaks over a lower one; of two layers of one rank the one that lets fewer see it holds, since it is
    safe. The agreement has the last word.

    Args:
        layers: Lowest rank first.
        agreement: Its ``seen-by`` names anything by id, people too.
        contacts: People, whom nobody outside the parties sees unless the agreement or their own entry says so.
    """
    found = {one.id: one.seen_by or agreement.people_seen_by for one in contacts}
    for rank in Rank:
        found |= together(said(layer) for layer in layers if layer.rank is rank)
    found |= agreement.seen_by
    return {id_: who for id_, who in found.items() if who is not Readers.EVERYBODY}


def together(several: Iterable[Mapping[str, Readers]]) -> dict[str, Readers]:
    """Return what layers of one rank say together."""
    found: dict[str, Readers] = {}
    for one in several:
        found |= {id_: fewer(who, found.get(id_, who)) for id_, who in one.items()}
    return found


def said(layer: Layer) -> dict[str, Readers]:
    """Return what one layer says: its card, its clauses, its rows; an id that stands twice, the narrower."""
    card = layer.card.seen_by if layer.card else {}
    clauses = {id_: one.clause.seen_by for id_, one in layer.clauses.items() if one.clause.seen_by}
    rows = [
        {id_: Readers(str(row.fields[SEEN_BY]))}
        for kind in layer.rows.values()
        for id_, row in kind.items()
        if SEEN_BY in row.fields
    ]
    return together([card, clauses, *rows])


def unknown_readers(layers: Iterable[Layer], known: Iterable[Layer]) -> Iterator[Diagnostic]:
    """Report ids that the card of a library classifies and that no library has: a slip would let something through."""
    ids = {id_ for layer in known for id_ in (*layer.clauses, *(one for rows in layer.rows.values() for one in rows))}
    for card in (layer.card for layer in layers if layer.card):
        for id_ in sorted(card.seen_by.keys() - ids):
            words = f'there is no clause or row "{id_}" in any library'
            yield UNKNOWN_ID.at(card.place_of(SEEN_BY, id_), words, hint=nearest(id_, ids))
