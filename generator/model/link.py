"""Links between what an agreement says and the rule it answers: what a person has confirmed, by both fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.files import short_digest

CLAUSES = "clauses"
LINKS = "reviewed/links.txt"
"""Where a layer keeps what was confirmed of its links; `agreements library confirm` alone writes it."""


class Standing(StrEnum):
    """Whether somebody has confirmed that words answer a rule, as both stand now."""

    CONFIRMED = "confirmed"
    SUSPECT = "suspect"
    NEW = "not confirmed"


@dataclass(frozen=True, slots=True)
class Link:
    """What one layer says in a clause or row, and a rule that it answers; each with its fingerprint.

    Attributes:
        source: Kind and id: ``clauses/dev-notification``, ``responsibilities/RM-076``.
    """

    source: str
    rule: str
    source_print: str
    rule_print: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A link that a person has read from both ends: who, and on which day."""

    link: Link
    on: str
    by: str


@dataclass(frozen=True, slots=True)
class LinkState:
    """How a link stands in an agreement; *doubt* says what has changed since it was confirmed."""

    standing: Standing = Standing.NEW
    doubt: str = ""


def links_to_text(confirmed: Iterable[Confirmed]) -> str:
    """Return *confirmed* as lines in the order of their sources, each with a seal of its own."""
    return "".join(sorted({f"{line_of(one)}\n" for one in confirmed}))


def line_of(one: Confirmed) -> str:
    """Return the line of one link: source, rule, both fingerprints, day, seal, name."""
    link = one.link
    facts = (link.source, link.rule, link.source_print, link.rule_print, one.on)
    return " ".join((*facts, short_digest(repr((*facts, one.by))), one.by))


def links_from_text(text: str) -> tuple[Confirmed, ...]:
    """Return what the lines of *text* confirm; a line that was edited confirms nothing."""
    found: list[Confirmed] = []
    for line in text.splitlines():
        source, rule, source_print, rule_print, on, _, by = (*line.split(" ", 6), *[""] * 7)[:7]
        one = Confirmed(Link(source, rule, source_print, rule_print), on, by)
        found += [one] if line_of(one) == line else []
    return tuple(found)


NEVER = "nobody has confirmed it"


def link_state(links: Sequence[Link], known: Sequence[Confirmed], *, kept: bool) -> LinkState:
    """Return how one clause or row answers one rule.

    Args:
        links: What each layer that speaks in it adds; each must be confirmed.
        known: What was ever confirmed of that clause or row and that rule.
        kept: Whether its layers keep what is confirmed; else a link that nobody has confirmed is only new.
    """
    sound = {one.link for one in known}
    open_ = [link for link in links if link not in sound]
    if not open_:
        return LinkState(Standing.CONFIRMED)
    return LinkState(Standing.SUSPECT, doubt(open_[0], known)) if known or kept else LinkState()


def doubt(link: Link, known: Sequence[Confirmed]) -> str:
    """Return what has changed since *link* was confirmed."""
    if not known:
        return NEVER
    same_words = [one for one in known if one.link.source_print == link.source_print]
    same_rule = [one for one in known if one.link.rule_print == link.rule_print]
    last = max(same_words or same_rule or known, key=lambda one: one.on)
    what = "the rule has" if same_words else "the wording has" if same_rule else "the wording and the rule have"
    return f"{what} changed since {last.by} confirmed it on {last.on}"
