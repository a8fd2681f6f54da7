"""Changes of a clause that amount to a position of the library: one proposal, to take that position."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.proposal import Proposal, What
from generator.review.comparison import Comparison
from generator.review.places import Kind


def with_positions(review: Comparison, found: list[Proposal]) -> list[Proposal]:
    """Return *found* with the changes of a clause that amount to a position of the library as one proposal."""
    taken = {clause for one in found if (clause := clause_of(review, one)) and one.what in IN_CLAUSE}
    known = {clause: name for clause in taken if (name := known_position(review, clause))}
    made_: list[Proposal] = []
    named: set[str] = set()
    for one in found:
        clause = clause_of(review, one) if one.what in IN_CLAUSE else ""
        if clause not in known:
            made_.append(one)
        elif clause not in named:
            named.add(clause)
            made_.append(position_proposal(review, clause, known[clause], one))
    return made_


IN_CLAUSE = (What.WORDING, What.LINE_IN, What.LINE_OUT, What.MERGED, What.SPLIT, What.VALUE)


def clause_of(review: Comparison, one: Proposal) -> str:
    """Return the clause in whose text a proposal stands."""
    return review.clauses_by_path.get(one.path, "")


def known_position(review: Comparison, clause: str) -> str:
    """Return the position whose text a clause has now; empty when it is none."""
    words = "".join(review.clause_lines.get(clause, ()))
    wanted = squeezed(words)
    return next((name for name, text in review.sent.positions(clause, words).items() if squeezed(text) == wanted), "")


def position_proposal(review: Comparison, clause: str, name: str, first: Proposal) -> Proposal:
    """Return the proposal to take a position of the library."""
    title = next(place for place in review.sent.places.values() if place.path == clause)
    return first.model_copy(
        update={
            "what": What.POSITION,
            "where": title.where,
            "path": clause,
            "value": "",
            "position": name,
            "old": "\n".join(old_lines(review, clause)),
            "new": "\n".join(review.clause_lines.get(clause, ())),
            "approver": review.sent.approvers.get((clause, name), ""),
            "note": "",
        }
    )


def old_lines(review: Comparison, clause: str) -> Iterator[str]:
    """Yield the lines of a clause that were sent."""
    for old, unit in enumerate(review.sent.read.now):
        place = review.place(old)
        if place is not None and place.clause == clause and place.kind is not Kind.CLAUSE:
            yield unit.text


def squeezed(text: str) -> str:
    """Return *text* without what may differ between a library and a page: blanks."""
    return "".join(text.replace("\u00a0", " ").split())
