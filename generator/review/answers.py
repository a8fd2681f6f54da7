"""What we answer: comments of theirs with our replies, and what we refuse or offer instead, for the next redline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.document.comments import Comment
from generator.document.walk import plain
from generator.model.proposal import Decision, Proposal, What
from generator.review.places import Place


def answers(several: Iterable[Proposal], before: Mapping[str, Place], now: Mapping[str, Place]) -> list[Comment]:
    """Return the comments of a redline that answers proposals.

    Args:
        several: The proposals of a round.
        before: The places of what was sent, by path.
        now: Those of what is sent next.
    """
    return [comment for one in several for comment in answer(one, place_now(one, before, now))]


def answer(one: Proposal, path: str) -> Iterator[Comment]:
    """Yield their comment with our reply; of another proposal, why it is not in the text as they wrote it."""
    if one.what is What.COMMENT:
        yield Comment(path, one.by, one.new, one.on[:10], id=one.id)
        if one.decision is not Decision.OPEN:
            yield Comment(path, one.decided_by, reply(one), one.decided_on, answers=one.id)
    elif one.decision in (Decision.REJECT, Decision.COUNTER):
        yield Comment(path, one.decided_by, refusal(one), one.decided_on)


def reply(one: Proposal) -> str:
    """Return what we reply to a comment: our words, else our reason, else that we agree or do not."""
    return one.counter or one.reason or ("Agreed." if one.decision is Decision.ACCEPT else "Not agreed.")


def refusal(one: Proposal) -> str:
    """Return why a proposal is not in the text as it was made."""
    theirs = f'You proposed: "{one.new}"' if one.new else f'You proposed to take out: "{one.old}"'
    ours = "We offer the words of this draft instead." if one.decision is Decision.COUNTER else "We do not agree."
    return "\n".join(filter(None, [ours, one.reason, theirs]))


def place_now(one: Proposal, before: Mapping[str, Place], now: Mapping[str, Place]) -> str:
    """Return where the place of a proposal stands now: the line of its clause with the same words, else its path."""
    path = one.path if one.path in before else one.path.rpartition("/")[0]
    place = before.get(path)
    if place is None or not place.inlines or (path in now and plain(now[path].inlines) == plain(place.inlines)):
        return path
    same = (known.path for known in now.values() if known.clause == place.clause and known.inlines)
    words = plain(place.inlines)
    return next((known for known in same if plain(now[known].inlines) == words), path)
