"""What stands beside the main text: comments in the margin, words in text boxes, headers, footers and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from generator.model.proposal import Proposal, What
from generator.read.returned import LONGEST_SAID, Comment, Returned
from generator.read.units import Unit
from generator.review.comparison import DRAWN, Comparison, made, nearest_above, proposal
from generator.review.places import Kind


def comments(review: Comparison) -> Iterator[Proposal]:
    """Yield the comments that were not sent, each at its place, in threads."""
    known = {(one.hand, one.text) for one in review.sent.read.comments}
    homes = {id_: new for new, unit in enumerate(review.back.now) for line in unit.lines for id_ in line.comments}
    others = {one.id: one for one in review.back.comments}
    for one in review.back.comments:
        if (one.hand, one.text) not in known:
            yield comment_proposal(review, one, homes.get(one.id), others.get(one.answers))


def comment_proposal(review: Comparison, one: Comment, new: int | None, above: Comment | None) -> Proposal:
    """Return the proposal that holds a comment; *above* is the one that it answers."""
    old = None if new is None else review.now.partner.get(new, nearest_above(review, new))
    where, path = review.where(old) if old is not None else ("no place in the text", "")
    notes = [
        f'on "{one.about}"' if one.about else "",
        f'answers {above.hand.author or "a comment"}: "{shorten(above.text, LONGEST_SAID, placeholder=" …")}"'
        if above
        else "",
        "settled" if one.done else "",
    ]
    return proposal(What.COMMENT, where, path, new=one.text, hands=(one.hand,), note=", ".join(filter(None, notes)))


def things(review: Comparison) -> Iterator[Proposal]:
    """Yield the pictures, drawings and equations that came or went; no file of ours can hold any but its figures."""
    sent, back = things_in(review.sent.read.now), things_in(review.back.now)
    for new, unit in enumerate(review.back.now):
        old = review.now.partner.get(new)
        before, now = () if old is None else sent.get(old, ()), back.get(new, ())
        if now != before:
            at = nearest_above(review, new) if old is None else old
            where, path = review.where(at) if at is not None else ("at the beginning", "")
            yield proposal(
                What.UNPLACED,
                where,
                path,
                old="\n".join(before),
                new="\n".join(now),
                hands=unit.hands,
                note=what_to_do(review, old),
            )
    stayed = set(review.now.partner.values())
    for at in (at for at in sent if at not in stayed):
        yield made(review, at, What.UNPLACED, old="\n".join(sent[at]), note=what_to_do(review, at))


def things_in(units: Sequence[Unit]) -> dict[int, tuple[str, ...]]:
    """Return the pictures, drawings and equations of each unit that has any."""
    several = [at for at, unit in enumerate(units) for line in unit.lines if line.things]
    return {at: units[at].things for at in several}


def what_to_do(review: Comparison, old: int | None) -> str:
    """Return what to do about a picture that is not as it was sent; below the caption of a figure stand its own."""
    above = (review.place(at) for at in range(-1 if old is None else old, -1, -1))
    place = next(filter(None, above), None)
    return DRAWN if place and place.kind is Kind.FIGURE else NO_TEXT


NO_TEXT = "a picture, drawing or equation is no text: say in words what it shows, or attach it as an annex"


def strays(sent: Returned, back: Returned) -> Iterator[Proposal]:
    """Yield words outside the main text that were not sent, and those sent that are gone, each once."""
    before, after = dict.fromkeys(sent.strays), dict.fromkeys(back.strays)
    for where, text in (one for one in after if one not in before):
        yield proposal(What.UNPLACED, where, "", new=text, tracked=False, note=f"stands in a {where}")
    for where, text in (one for one in before if one not in after):
        yield proposal(What.UNPLACED, where, "", old=text, tracked=False, note=f"is gone from a {where}")
