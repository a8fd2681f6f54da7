"""Tables that must agree with themselves and with each other: scorecard, indicators, change types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.draft import Draft, Merged
from generator.model.matrices import ChangeType, Indicator, ScorecardGroup
from generator.model.values import ChangeClass

SCORECARD_SUM = kind(
    "scorecard-sum",
    "The weights of the scorecard do not add up to 100.",
    matters="Grades are cut at points of 100; with another sum a supplier gets a grade that nobody agreed to.",
    cure="Correct the weights in scorecard.yaml so that they add up to 100.",
)
SCORECARD_LIST = kind(
    "scorecard-list",
    "The note of a scorecard group lists other indicators than those that belong to the group.",
    matters="The scorecard and the list of indicators would contradict each other in the same annex.",
    cure="Correct the list in the note, or `group` of the indicator.",
    severity=Severity.WARNING,
)
HALF_THRESHOLD = kind(
    "half-threshold",
    "An indicator has some of its three thresholds and not the others, or thresholds and no group of the scorecard.",
    matters="Nobody could tell when it is red, or nothing would follow when it is.",
    cure="Give it green, amber and red and a `group` of scorecard.yaml; or none of them, when it is only shown.",
)
WEAK_CLASS = kind(
    "weak-class",
    "A change type has a weaker class than its own row allows: weaker for clinical than for commercial, or not Tell "
    "and Do although a filing is due.",
    matters="A filed detail would change before the holder of the authorisation has agreed.",
    cure="Raise the class (TD before DR before DC), or correct the filing if none is due.",
)
IDLE_NOTICE = kind(
    "idle-notice",
    "A change type that is only recorded has a time of notice.",
    matters="The row promises a notice that its class does not give.",
    cure="Take the notice out, or raise the class to DR or TD.",
)

STRENGTH = {ChangeClass.TELL_AND_DO: 2, ChangeClass.DO_AND_REPORT: 1, ChangeClass.DO_AND_RECORD: 0}
NUMBERED = re.compile(r"\bKPI-[0-9]+[A-Za-z]?\b")
FILED_FIRST = re.compile(r"\b(PAS|CBE-30|CBE-0|IB|II|IA_IN)\b")
"""Filings that come before the change or at once with it."""


def scorecard_sum(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report weights that do not add up to 100, at the group that a layer above the core changed if there is one."""
    groups = draft.typed("scorecard", ScorecardGroup)
    total = sum(group.record.weight for group in groups)
    if groups and total != 100:
        changed = [group for group in groups if group.layers.get("weight", "core") != "core"]
        place = (changed or [*groups])[-1].record.place("weight")
        weights = " + ".join(str(group.record.weight) for group in groups)
        yield SCORECARD_SUM.at(place, f"the weights add up to {total}: {weights}", hint=off_by(int(total)))


def off_by(total: int) -> str:
    """Return what to add or take away."""
    return f"take {total - 100} away from the weights" if total > 100 else f"add {100 - total} to the weights"


def scorecard_lists(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report indicators that the note of their group leaves out, and notes that list one of another group."""
    indicators = {row.record.id: row.record for row in draft.typed("indicators", Indicator)}
    lists = {row.record.id: row for row in draft.typed("scorecard", ScorecardGroup)}
    reported: set[str] = set()
    for indicator in indicators.values():
        group = lists.get(indicator.group or "")
        if group and listed(group) and indicator.id not in listed(group):
            reported.add(indicator.id)
            yield SCORECARD_LIST.at(
                indicator.place("group"),
                f"{indicator.id} belongs to {group.record.title}, whose note does not list it",
                hint=f"add {indicator.id} to the note, or correct the group",
                seen=((group.record.place("note"), "note"),),
            )
    for group in lists.values():
        for id_ in listed(group):
            known = indicators.get(id_)
            if id_ not in reported and not nowhere(known, lists) and (known is None or known.group != group.record.id):
                why = f"belongs to {known.group or 'no group'}" if known else "is not in this agreement"
                yield SCORECARD_LIST.at(
                    group.record.place("note"),
                    f"the note of {group.record.title} lists {id_}, which {why}",
                    hint=f"take {id_} out of the note",
                )


def nowhere(indicator: Indicator | None, groups: Mapping[str, object]) -> bool:
    """Tell whether *indicator* names a group that does not exist, which is reported where it stands."""
    return indicator is not None and indicator.group is not None and indicator.group not in groups


def listed(group: Merged[ScorecardGroup]) -> list[str]:
    """Return the indicators that the note of *group* lists."""
    return NUMBERED.findall(group.record.note)


def half_thresholds(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report indicators with some thresholds, and those whose thresholds lead nowhere."""
    for row in draft.typed("indicators", Indicator):
        indicator = row.record
        colours = {"green": indicator.green, "amber": indicator.amber, "red": indicator.red}
        missing = [colour for colour, text in colours.items() if not text]
        if missing and len(missing) < len(colours):
            message = f"{indicator.id} does not say when it is {' or '.join(missing)}"
            yield HALF_THRESHOLD.at(indicator.span, message, hint=f"{missing[0]}: the condition")
        elif not missing and not indicator.group:
            message = f"{indicator.id} has thresholds and belongs to no group of the scorecard"
            yield HALF_THRESHOLD.at(indicator.span, message, hint="group: an id of scorecard.yaml")


def weak_classes(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report change types whose class is weaker than their row allows, or whose notice their class does not give."""
    for row in draft.typed("changes", ChangeType):
        change = row.record
        filing = next((f for f in ("us", "eu") if FILED_FIRST.search(getattr(change, f))), "")
        if filing and change.commercial is not ChangeClass.TELL_AND_DO:
            filed = getattr(change, filing)
            yield WEAK_CLASS.at(
                change.place("commercial"),
                f'{change.id} is {change.commercial}, and its usual filing is "{filed}"',
                hint="commercial: TD",
                seen=((change.place(filing), "filing"),),
            )
        elif STRENGTH[change.clinical] < STRENGTH[change.commercial]:
            yield WEAK_CLASS.at(
                change.place("clinical"),
                f"{change.id} is {change.clinical} for clinical and {change.commercial} for commercial products",
                hint=f"clinical: {change.commercial}",
            )
        elif change.notice and {change.commercial, change.clinical} == {ChangeClass.DO_AND_RECORD}:
            yield IDLE_NOTICE.at(
                change.place("notice"),
                f"{change.id} is only recorded and gives a notice of {change.notice}",
                hint="take the notice out, or write DR",
            )
