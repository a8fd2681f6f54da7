"""Which document goes first: what the agreement says of itself, what its text says, and what the plan says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check.passages import Passage, lines
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.choices import Precedence
from generator.model.draft import Draft
from generator.model.rows import DocumentRow

PRECEDENCE_DISAGREES = kind(
    "precedence-disagrees",
    "The order of precedence contradicts itself: agreement.yaml and the text, or two sentences, let another document "
    "prevail.",
    matters="Where two documents differ, each side would hold up the sentence that suits it.",
    cure="Choose the position of the clause that says the same as `precedence`, or correct one of the sentences.",
    severity=Severity.WARNING,
)

RANK = re.compile(
    r"\[(?P<over>[^\[\]]+)\] prevails? over (?:the body of )?(?:the |this )?\[(?P<under>[^\[\]]+)\](?P<scope>[^.;]*)"
)
ALSO = re.compile(
    r"\A\W*(?:The |This )?\[(?P<over>[^\[\]]+)\](?:[^.;\[\]]|\[[^\[\]]*\]){1,200}?"
    r" and prevails over (?:the body of )?(?:the |this )?\[(?P<under>[^\[\]]+)\](?P<scope>[^.;]*)"
)
"""A sentence that says something else of a document first."""
OWN = re.compile(r"\b(?:It|This document) prevails over (?:the |this )?\[(?P<under>[^\[\]]+)\](?P<scope>[^.;]*)")
CONFLICT = re.compile(
    r"conflicts? with (?:the |this )?\[(?P<under>[^\[\]]+)\],? (?:the |this )?\[(?P<over>[^\[\]]+)\] prevails"
    r"(?P<scope>[^.;,]*)"
)
BELOW = re.compile(
    r"(?P<first>\[[^\[\]]+\](?: and the \[[^\[\]]+\])?)(?P<said>[^.;]{0,300}?)"
    r" ranks? below (?:the |this |its )?(?P<over>\[[^\[\]]+\]|body)"
)
NAME = re.compile(r"\[([^\[\]]+)\]")
AGREEMENT, SUPPLY = "Agreement", "Supply Agreement"
FIRST = {Precedence.QUALITY_AGREEMENT: AGREEMENT, Precedence.SUPPLY_AGREEMENT: SUPPLY}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence that lets one document prevail over another, on all matters or on those that *scope* names."""

    over: str
    under: str
    scope: str
    passage: Passage
    start: int
    end: int


def contradicting_precedence(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report sentences that rank two documents both ways, and a choice of the agreement that its text does not keep."""
    names = document_names(draft)
    ranked = [one for chapter, passage in printed_lines(draft) for one in ranks(passage, names.get(chapter, ""))]
    for number, later in enumerate(ranked):
        earlier = next((one for one in ranked[:number] if turned(one, later)), None)
        if earlier:
            yield PRECEDENCE_DISAGREES.at(
                later.passage.place(later.start, later.end),
                f"the {later.over} prevails over the {later.under} here, and the other way round elsewhere",
                hint="correct one of the two sentences",
                seen=((earlier.passage.place(earlier.start, earlier.end), "the other sentence"),),
            )
    yield from against_the_choice(draft, ranked)


def against_the_choice(draft: Draft, ranked: list[Ranked]) -> Iterator[Diagnostic]:
    """Report `precedence` where the text lets the other agreement prevail on quality."""
    pairs = {AGREEMENT: SUPPLY, SUPPLY: AGREEMENT}
    on_quality = [one for one in ranked if pairs.get(one.over) == one.under and "quality" in one.scope]
    first = FIRST.get(draft.agreement.precedence)  # none where precedence goes by subject
    if first and on_quality and all(one.over != first for one in on_quality):
        one = on_quality[0]
        home = one.passage.source[0].clause.id if one.passage.source else ""
        yield PRECEDENCE_DISAGREES.at(
            draft.agreement.place("precedence"),
            f"precedence is {draft.agreement.precedence}, and the text lets the {one.over} prevail on quality",
            hint=f"choose another position of {home} under choices, or correct precedence",
            seen=((one.passage.place(one.start, one.end), "the sentence"),),
        )


def printed_lines(draft: Draft) -> Iterator[tuple[str, Passage]]:
    """Yield the lines of the clauses that are in, at the position that prints, each behind the id of its chapter."""
    for chosen in draft.clauses:
        for passage in lines(chosen.source, chosen.position):
            yield chosen.source.clause.topic, passage


def document_names(draft: Draft) -> dict[str, str]:
    """Return by chapter what its document is called, as a term."""
    called = {one.record.id: NAME.findall(one.record.called) for one in draft.typed("documents", DocumentRow)}
    return {chapter.id: name for chapter in draft.chapters for name in called.get(chapter.document, ())[:1]}


def ranks(passage: Passage, own: str) -> Iterator[Ranked]:
    """Yield which documents *passage* lets prevail over which; *own* is the one it stands in."""
    if "prevail" not in passage.text and " rank" not in passage.text:
        return  # each of the sentences below has one of these words, and most texts have none
    for found in (*RANK.finditer(passage.text), *ALSO.finditer(passage.text), *CONFLICT.finditer(passage.text)):
        yield Ranked(found["over"], found["under"], found["scope"], passage, *found.span())
    for found in OWN.finditer(passage.text) if own else ():
        yield Ranked(own, found["under"], found["scope"], passage, *found.span())
    for found in BELOW.finditer(passage.text):
        over = NAME.findall(found["said"] if found["over"] == "body" else found["over"])
        for under in NAME.findall(found["first"]):
            yield from (Ranked(one, under, "", passage, *found.span()) for one in over[-1:])


def turned(one: Ranked, other: Ranked) -> bool:
    """Tell whether two sentences rank the same documents both ways on the same matters."""
    same = one.scope == other.scope or not one.scope.strip() or not other.scope.strip()
    return (one.over, one.under) == (other.under, other.over) and same
