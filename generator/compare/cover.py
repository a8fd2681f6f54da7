"""What is plain words in both documents: the facts on the cover, its parties, the places to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from generator.compare.align import by_key, by_likeness
from generator.compare.words import compared, likeness
from generator.document.blocks import Change, CoverParty, Facts, Listing, Printed, Restated, Signature
from generator.document.printed import party_lines, signature_pairs
from generator.prose import Text

SIGNED = ("entity", "role", "name", "title", "meaning")
"""What a place to sign says."""


def line(old: str, new: str) -> tuple[Printed, ...]:
    """Return two lines of plain words as one."""
    return compared((Text(old),) if old else (), (Text(new),) if new else (), {})


def restated(old: Facts, new: Facts) -> Iterator[Restated]:
    """Yield the facts that print otherwise."""
    for name in (one.name for one in fields(Facts)):
        before, after = old.printed(name), new.printed(name)
        if before != after:
            yield Restated(name, line(before, after))


def relisted(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[Listing]:
    """Yield the lines of the contents for files of their own; none where both documents have the same."""
    if old == new:
        return
    for gone, came in by_key(old, new, lambda one: one[1].partition(" (")[0]):  # a title goes on with its number
        if gone is not None and came is not None:
            yield Listing(came[0], line(gone[1], came[1]))
        elif came is not None:
            yield Listing(came[0], (Text(came[1]),), Change.INSERTED)
        elif gone is not None:
            yield Listing(gone[0], (Text(gone[1]),), Change.DELETED)


def parties(old: Sequence[CoverParty], new: Sequence[CoverParty]) -> Iterator[CoverParty]:
    """Yield the parties on the cover."""
    for gone, came in by_likeness(old, new, lambda party: (party.names, party.role), party_likeness):
        if gone is not None and came is not None:
            yield party(gone, came)
        elif came is not None:
            yield replace(came, change=Change.INSERTED)
        elif gone is not None:
            yield replace(gone, change=Change.DELETED)


def party(old: CoverParty, new: CoverParty) -> CoverParty:
    """Return a party that is on both covers."""
    pairs = zip(party_lines(old), party_lines(new), strict=True)
    return new if old == new else replace(new, restated=tuple(line(was, now) for was, now in pairs))


def party_likeness(old: CoverParty, new: CoverParty) -> float:
    """Return how alike two parties are; never if one has more lines on the cover than the other."""
    lines = [[one for one in party_lines(party) if one] for party in (old, new)]
    if len(lines[0]) != len(lines[1]):
        return 0.0
    return likeness((Text(" ".join(old.names)),), (Text(" ".join(new.names)),))


def places_to_sign(old: Sequence[Signature], new: Sequence[Signature]) -> Iterator[Signature]:
    """Yield the places to sign, which stand two by two: of two that are for the same people, what was changed in them;
    of others, the two that went and the two that came.
    """
    before, after = (list(signature_pairs(tuple(one))) for one in (old, new))
    for gone, came in by_key(before, after, lambda pair: tuple(one.path for one in pair if one)):
        if gone is not None and came is not None:
            yield from (place_to_sign(*both) for both in zip(filter(None, gone), filter(None, came), strict=True))
        elif gone is not None:
            yield from (replace(one, change=Change.DELETED) for one in gone if one)
        elif came is not None:
            yield from (replace(one, change=Change.INSERTED) for one in came if one)


def place_to_sign(old: Signature, new: Signature) -> Signature:
    """Return a place to sign that is in both documents."""
    pairs = [(name, getattr(old, name), getattr(new, name)) for name in SIGNED]
    return replace(new, restated=tuple(Restated(name, line(was, now)) for name, was, now in pairs if was != now))
