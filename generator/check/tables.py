"""Tables that must agree with themselves and with each other: scorecard, indicators, change types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.duties import binds
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.choices import ChangeClass
from generator.model.draft import Draft, Merged
from generator.model.matrices import ChangeType, Indicator, ScorecardGroup
from generator.prose import Prose, Use, sentences

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
    "and Do although a filing is due or the row speaks of an established condition.",
    matters="A filed detail would change before the holder of the authorisation has agreed.",
    cure="Raise the class (TD before DR before DC), or correct the filing if none is due.",
)
IDLE_NOTICE = kind(
    "idle-notice",
    "A change type that is only recorded has a time of notice.",
    matters="The row promises a notice that its class does not give.",
    cure="Take the notice out, or raise the class to DR or TD.",
)

CLASS_WITHOUT_ROUTE = kind(
    "class-without-route",
    "A change type has no route: its filing says nothing, or no clause says what happens with changes of its class.",
    matters="The change would be classed and then go to nobody.",
    cure="Write the usual filing or none; keep the clause that says who submits, reports or records this class.",
)

CLASSES = {
    ChangeClass.TELL_AND_DO: "tell-and-do-change",
    ChangeClass.DO_AND_REPORT: "do-and-report-change",
    ChangeClass.DO_AND_RECORD: "do-and-record-change",
}
"""The term that names a change of each class in a sentence."""
STRENGTH = {ChangeClass.TELL_AND_DO: 2, ChangeClass.DO_AND_REPORT: 1, ChangeClass.DO_AND_RECORD: 0}
NUMBERED = re.compile(r"\bKPI-[0-9]+[A-Za-z]?\b")
FILED = re.compile(r"\b(PAS|CBE-30|CBE-0|AR|IA|IB|II|IA_IN|transfer|extension)\b", re.IGNORECASE)
"""Filings of the two regions: a row with one is Tell and Do, whatever the filing."""
NO_ROUTE = re.compile(r"(?:none|case by case|per content|per activity)\b")
"""What stands in place of a filing."""
BOUND_BY_DOSSIER = re.compile(
    r"(?<!not an )(?<!no )\[Established Conditions?\]"
    r"|\b(?:outside|beyond|above) (?:the|what is) (?:filed|registered|validated)"
    r"|\b(?:scope|terms) of (?:a|the|its) (?:licence|\[Marketing Authorisation\])",
    re.IGNORECASE,
)
"""Words of a row about something that needs the consent of the holder: the first question of the decision rule."""


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
        cause = binding_field(change)
        weak = next((name for name in ("commercial", "clinical") if cause and not asks_first(change, name)), "")
        if cause and weak:
            why = (
                f'its usual filing is "{getattr(change, cause)}"' if cause != "type" else "its row needs consent first"
            )
            yield WEAK_CLASS.at(
                change.place(weak),
                f"{change.id} is {getattr(change, weak)}, and {why}",
                hint=f"{weak}: TD",
                seen=((change.place(cause), "filing" if cause != "type" else "change type"),),
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


def asks_first(change: ChangeType, name: str) -> bool:
    """Tell whether the class in the field *name* is Tell and Do."""
    return getattr(change, name) is ChangeClass.TELL_AND_DO


def binding_field(change: ChangeType) -> str:
    """Return the field that calls for Tell and Do: a filing, or words about what the dossier binds; else nothing."""
    filing = next((f for f in ("us", "eu") if FILED.search(getattr(change, f))), "")
    return filing or ("type" if BOUND_BY_DOSSIER.search(change.type) else "")


def classes_without_route(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report filings that say nothing, and classes that rows have and no clause tells what to do with."""
    changes = draft.typed("changes", ChangeType)
    for row in changes:
        for field in ("us", "eu"):
            text = getattr(row.record, field)
            if not (FILED.search(text) or NO_ROUTE.match(text)):
                yield CLASS_WITHOUT_ROUTE.at(
                    row.record.place(field),
                    f'{row.record.id} has "{text}" as its filing, which is no route',
                    hint=f"{field}: the usual filing, none, or case by case",
                )
    routed = {draft.forms.get(use.form, "") for chosen in draft.clauses for use in duties_on(chosen.prose)}
    for class_, term in CLASSES.items():
        used = [row.record for row in changes if class_ in (row.record.commercial, row.record.clinical)]
        if used and term in draft.terms and term not in routed:
            yield CLASS_WITHOUT_ROUTE.at(
                used[0].place("commercial"),
                f"{counted(len(used))} {class_}, and no duty of a clause says what to do with a "
                f"{draft.terms[term].term.term}",
                hint="bring in the clause that says who submits, reports or records changes of this class",
            )


def counted(number: int) -> str:
    """Return how many change types there are, with the verb."""
    return "1 change type is" if number == 1 else f"{number} change types are"


def duties_on(text: Prose) -> Iterator[Use]:
    """Yield the terms that stand in sentences with *shall*."""
    for sentence in sentences(text):
        if binds(sentence):
            yield from (one for one in sentence if isinstance(one, Use))
