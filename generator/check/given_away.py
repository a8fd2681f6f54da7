"""Sentences that give away what an agreement has to keep: its form, its approvals, duties by law, and who decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.check.passages import Passage, passages
from generator.check.wording import MOST_KEPT
from generator.diagnostic import Diagnostic, Kind, Severity, kind
from generator.document.blocks import Document
from generator.model.clause import WALK_AWAY
from generator.model.draft import Draft
from generator.model.rows import Role

NOTICE_REPLACED = kind(
    "formal-notice-replaced",
    "A text lets something else stand for a Formal Notice, or lets a plan, a notice or minutes amend the agreement.",
    matters="A message in a tool would end or change the agreement, and the signed text would no longer be the whole "
    "of it.",
    cure="Say that the communication neither replaces a [Formal Notice] nor amends the [Agreement].",
)
SILENCE_APPROVES = kind(
    "silence-approves",
    "A text takes silence for an approval.",
    matters="A change or a conclusion would stand because somebody was ill; the law wants a decision, and its record.",
    cure="Say that the absence of a decision is no approval, and which ladder an undecided matter climbs.",
    severity=Severity.WARNING,
)
LEGAL_DUTY_MOVED = kind(
    "legal-duty-moved",
    "A text moves a duty that the law gives to one party to the other.",
    matters="A contract moves work and no responsibility by law; an inspector would read the sentence as a holder who "
    "does not know its duties.",
    cure="Say who does the work, and that the duty by law stays where it is.",
    severity=Severity.WARNING,
)
COMMERCIAL_TERM = kind(
    "commercial-term",
    "A text speaks of payment, damages or liability.",
    matters="A quality agreement is shown to authorities; what it says of money is at odds with the supply agreement "
    "sooner or later.",
    cure="Move the sentence to the supply agreement.",
    severity=Severity.WARNING,
)
PRODUCTION_DECIDES = kind(
    "production-decides",
    "Production, or another function that is not independent of it, approves or releases what the quality unit must.",
    matters="Who makes a batch may not also release it or approve the change that it needs: the law keeps the two "
    "apart.",
    cure="Let the [Quality Unit] approve; production may propose, carry out and be consulted.",
)

FORMAL = r"(?:an? |the |each |any |every )?(?:separate )?\[Formal Notices?\]"
NEGATED = re.compile(r"\b(?:not|never|no|neither|nor|cannot|nothing)\b[^;:.]*\Z", re.IGNORECASE)
BEFORE = 200
"""Characters before the words found in which a *not* turns them round."""
SILENCE = re.compile(
    r"\b(?:absence|silence|no (?:answer|reply|decision|objection|response)|(?:un)(?:answered|decided)"
    r"|without (?:an? )?(?:answer|reply|decision|objection|response)|do(?:es)? not (?:answer|reply|respond|object"
    r"|decide)"
    r"|fails? to|(?:limit|deadline|time|period|day)s?(?: \w+){0,4} (?:passes|has passed|expires?|ends|runs out"
    r"|lapses))\b",
    re.IGNORECASE,
)
PRODUCTION = (
    r"\b(?:production(?! (?:record|step|area|process|line|lot)s?\b)|heads? of (?:production|manufacturing|operations)"
    r"|(?:plant|production|manufacturing|operations|supply chain|commercial|project|site) (?:manager|lead|director"
    r"|staff"
    r"|department|team|function|management)s?|operations|the supply chain)\b"
)
KEPT_APART = (
    r"(?:\[(?:Tell and Do |Do and Report |Do and Record |Emergency |Platform )?Changes?\]"
    r"|\[(?:Minor |Major |Critical |Affected )?(?:Deviation|Batche?)s?\]|\[(?:CAPA|Disposition|Release Package)s?\]"
    r"|\[Out-of-(?:Specification|Trend) Results?\]|\[(?:Specification|Master Batch Record)s?\]"
    r"|\b(?:changes?|deviations?|batch(?:es)?|investigations?|(?:master )?(?:batch|packaging) records?|rework"
    r"|reprocessing"
    r"|specifications?|test results?)\b)"
)
DECIDES = r"(?:approves?|releases?|certif(?:y|ies)|rejects?|signs? off|dispositions?|decides? on|authoris(?:e|es))"


@dataclass(frozen=True, slots=True)
class Giving:
    """Words that give something away: how they are found, what to say of them, and what excuses them."""

    kind: Kind
    looks_for: re.Pattern[str]
    message: str
    hint: str
    needs: Callable[[str], object] = lambda _: True


GIVINGS = (
    Giving(
        NOTICE_REPLACED,
        re.compile(
            rf"(?:\b(?:replaces?|counts? as|serves? as|stands? for|takes? the place of|ha(?:s|ve) the effect of"
            rf"|substitutes?(?: for)?|suffices? (?:as|for)|instead of|in place of) {FORMAL}"
            r"|\[(?:Communication Plan|Data-Governance Annex|Quality Notice)s?\] (?:may |shall |also )*"
            r"amends? (?:the|this)"
            r" \[Agreement\])",
            re.IGNORECASE,
        ),
        '"{}" puts something else in the place of the form that the agreement demands',
        "write that it neither replaces a [Formal Notice] nor amends the [Agreement]",
    ),
    Giving(
        SILENCE_APPROVES,
        re.compile(
            r"\b(?:(?:counts? as|(?:is|are) (?:deemed|taken|treated|regarded|considered)(?: as| to be)?)(?: to be"
            r"| an?)?"
            r" (?:approv\w+|accept\w+|agreed|agreement|consent\w*)|(?:is|means|amounts to|implies) (?:an? )?"
            r"(?:approval|consent|acceptance))\b",
            re.IGNORECASE,
        ),
        '"{}" takes silence for an approval',
        "write that the absence of a decision is not an approval",
        SILENCE.search,
    ),
    Giving(
        LEGAL_DUTY_MOVED,
        re.compile(
            r"\b(?:takes? (?:over|on)|assumes?|accepts?|bears?|transfers?|delegates?|hands? over|passes? on"
            r"|releases?|relieves?|discharges?)\b[^.;:]{0,80}?\b(?:legal|statutory|regulatory) (?:\w+ )?"
            r"(?:responsibilit\w+|dut(?:y|ies)|obligations?|accountabilit\w+)",
            re.IGNORECASE,
        ),
        '"{}" would move a duty that the law gives to one party',
        "say who does the work; a duty by law stays with the party to which the law gives it",
    ),
    Giving(
        COMMERCIAL_TERM,
        re.compile(
            r"\b(?:shall (?:pay|indemnify|compensate|reimburse|refund|hold harmless)\b"
            r"(?: (?:for|the|each|all) \w+| \w+)?"
            r"|(?:is|are|shall be) liable\b|(?:liquidated )?damages\b|contractual penalt(?:y|ies)|invoices?\b)",
            re.IGNORECASE,
        ),
        '"{}" belongs to the supply agreement',
        "take it out here; the supply agreement has the commercial terms",
    ),
    Giving(
        PRODUCTION_DECIDES,
        re.compile(
            rf"{PRODUCTION}(?: (?:of|at) the \[[^\[\]]+\])? (?:(?:may|shall|can|alone|also) )*{DECIDES}"
            rf" (?:an? |the |each |all |any |every )?(?:\w+ )?{KEPT_APART}"
            rf"|{KEPT_APART}[^.;]{{0,60}}? (?:is|are|be) "
            rf"(?:approved|released|certified|rejected|signed off|decided|closed) by (?:the )?{PRODUCTION}",
            re.IGNORECASE,
        ),
        '"{}" lets production decide',
        "let the [Quality Unit] of the party decide; production may propose and carry out",
    ),
)


def given_away(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report sentences that replace formal notices, approve by silence, move duties by law, speak of money, or let
    production decide; and roles of production that count as the quality unit.
    """
    for passage in passages(draft, documents):
        if passage.source is None or passage.source[1] != WALK_AWAY:
            yield from givings(passage)
    for row in draft.typed("roles", Role):
        if row.record.quality_unit and re.search(PRODUCTION, row.record.title, re.IGNORECASE):
            yield PRODUCTION_DECIDES.at(
                row.record.place("quality-unit"),
                f"{row.record.title} counts as the quality unit",
                hint="take quality-unit out here, and give it to a role that is independent of production",
            )


def givings(passage: Passage) -> Iterator[Diagnostic]:
    """Report what one sentence gives away."""
    for one, start, end in given_in(passage.text):
        words = passage.text[start:end].replace("[", "").replace("]", "")
        yield one.kind.at(passage.place(start, end), one.message.format(words), hint=one.hint)


@lru_cache(maxsize=MOST_KEPT)
def given_in(text: str) -> tuple[tuple[Giving, int, int], ...]:
    """Return what a text gives away, with the places of the words; agreements share most of their texts."""
    several = ((one, one.looks_for.search(text)) for one in GIVINGS)
    return tuple(
        (one, *found.span())
        for one, found in several
        if found and one.needs(text) and not denied(text[max(0, found.start() - BEFORE) : found.start()])
    )


def denied(before: str) -> bool:
    """Tell whether the words *before* turn what follows round; "no answer" is silence and denies nothing."""
    return NEGATED.search(SILENCE.sub("", before)) is not None
