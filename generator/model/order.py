"""Order of things that have ids: what was sent keeps its place, and ``after:`` says behind which another one stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def in_order(sent: Collection[str], here: Collection[str], after: Mapping[str, str]) -> list[str]:
    """Return ids in the order of what was *sent*, those that went among them; what came stands at the end.

    Args:
        sent: Ids in the order of the last frozen version; empty while drafts renumber freely.
        here: Ids in the order of the libraries.
        after: Behind which other id one stands, by id.
    """
    order = [*sent, *(id_ for id_ in here if id_ not in sent and after.get(id_) not in here)]
    waiting = [id_ for id_ in here if id_ not in order]
    while waiting:
        id_ = next((one for one in waiting if after[one] in order), waiting[0])
        order.insert(place_behind(order, after, after[id_]), id_)
        waiting.remove(id_)
    return order


def place_behind(order: list[str], after: Mapping[str, str], id_: str) -> int:
    """Return the place behind *id_* and behind what already stands there for the same reason."""
    at = order.index(id_) + 1 if id_ in order else len(order)
    while at < len(order) and after.get(order[at]) == id_:
        at += 1
    return at
