"""The clock of the law: who must report to an authority hears of the event while there is time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Document
from generator.model.authored import NOWHERE
from generator.model.draft import Draft, Filled
from generator.model.lengths import surely_shorter
from generator.model.regulation import MARKETS
from generator.model.rows import LegalClock
from generator.model.values import Quantity

SLOWER_THAN_LAW = kind(
    "slower-than-law",
    "A time limit is as long as the one that the law gives the other party for its own report, or longer.",
    matters="The party that answers to the authority would hear of the event when its own time is already over.",
    cure="Choose a limit that leaves the other party time, or correct `feeds` in values.yaml. A reason does not "
    "settle it.",
)


def limits_without_time_to_report(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report values that leave no time for a report by law, each once; a rule not yet confirmed in its text warns."""
    for filled in draft.values.values():
        value = filled.value
        if isinstance(value, Quantity):
            late = [one for one in filled.row.feeds if in_scope(draft, one) and not surely_shorter(value, one.within)]
            yield from (too_slow(draft, filled, value, one) for one in late[:1])


def in_scope(draft: Draft, clock: LegalClock) -> bool:
    """Tell whether the rule of *clock* counts in the markets of the agreement."""
    rule = draft.catalogue.regulations.get(clock.rule)
    return rule is None or rule.region not in MARKETS or rule.region in draft.agreement.scope.regions


def too_slow(draft: Draft, filled: Filled, value: Quantity, clock: LegalClock) -> Diagnostic:
    """Return the finding about *value*, which uses up the time of *clock*."""
    rule = draft.catalogue.regulations.get(clock.rule)
    unsure = rule is not None and rule.verification == "E"
    seen: list[tuple[Span, str]] = [(filled.row.place("feeds"), "the report that waits for it")]
    if rule and rule.span is not NOWHERE:
        seen.append((rule.span, rule.locator + (" (not yet confirmed in the text)" if unsure else "")))
    standard = f"; the standard is {filled.standard}" if filled.chosen else ""
    return SLOWER_THAN_LAW.at(
        filled.span,
        f"{filled.row.title}: {value} leaves no time for the report that {clock.rule} wants within {clock.within}",
        hint=f"less than {clock.within}{standard}",
        seen=tuple(seen),
        severity=Severity.WARNING if unsure else Severity.ERROR,
    )
