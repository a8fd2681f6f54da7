"""Indicators: each colour follows from the one beside it, and what is red has a consequence, a source and an owner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.matters import words_of
from generator.check.plan import meeting_beside_title
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.authored import Authored
from generator.model.choices import Side
from generator.model.draft import Draft
from generator.model.governance import QualityRule
from generator.model.matrices import Escalation, Grade, Indicator, Meeting, Trigger
from generator.model.rows import Role

NO_CONSEQUENCE = kind(
    "indicator-without-trigger",
    "An indicator has thresholds, and no trigger rule and no ladder follows when it is red.",
    matters="A red figure that nobody must act on is worse than none: it shows that the parties knew.",
    cure="Name the indicator in a rule of triggers.yaml, keep a rule on the scorecard it counts in, or show it without "
    "thresholds.",
    severity=Severity.WARNING,
)
NO_SOURCE = kind(
    "indicator-without-source",
    "An indicator has thresholds, and its source says nothing.",
    matters="Two systems give two figures; without a named source each party believes its own.",
    cure="Name the system of record from which the figure is taken.",
    severity=Severity.WARNING,
)
WRONG_OWNER = kind(
    "wrong-owner",
    "An indicator is delivered by a role of a party that it is not computed for, or by a joint body.",
    matters="The figures of one party would wait for data of the other, or for a body that meets twice a year.",
    cure="Name an owner on a side that `for` names, or correct `for`. Where another side alone has the data, say so:"
    " `data-of: giver`.",
    severity=Severity.WARNING,
)
IDLE_TRIGGER = kind(
    "idle-trigger",
    "A trigger rule waits for an indicator that is not there or is never red, or for a grade that nobody gives.",
    matters="The rule would never fire, and everybody would believe that it stands guard.",
    cure="Correct the number or the grade in the rule, or give the indicator its thresholds.",
)
OTHER_INDICATOR = kind(
    "other-indicator",
    "A trigger rule says in words which indicator it waits for, and gives the number of another.",
    matters="The rule would fire on the wrong figure, and the one that it names would be red without consequence.",
    cure="Correct the number, or the words before it.",
)
THRESHOLDS_DISAGREE = kind(
    "thresholds-disagree",
    "The thresholds of an indicator or of a measure of data quality leave a gap, overlap or stand in the wrong order.",
    matters="One result would be amber and red at once, or have no colour.",
    cure="Let amber end where red begins, and green before amber.",
)
MEETING_TOO_RARE = kind(
    "meeting-too-rare",
    "The meeting that looks at the indicators is held less often than they are judged.",
    matters="A month that is red would be discussed when it is too late to mend it.",
    cure="Hold the meeting at least as often as the shortest period of the indicators, or judge them less often.",
    severity=Severity.WARNING,
)

NUMBERS = re.compile(r"\bKPI-(\d+)(?: to KPI-(\d+))?")
CALLED = re.compile(r"(?P<words>[A-Za-z][A-Za-z ]{7,80}) \((?P<id>KPI-\d+)\)")
"""What a rule calls an indicator before it gives its number in brackets."""
FITS_BETTER = 2
"""How many more words of a name a rule says before it means that indicator."""
GRADES = re.compile(r"\b[Gg]rade ([A-Z])\b")
UNIT = r"(?:minute|hour|working|business|calendar|day|week|month|year)"
BOUND = re.compile(
    rf"\b(at least|at most|below|above|more than|less than) (\d+(?:\.\d+)?)(?![\d.]| \d| \[?{UNIT})", re.IGNORECASE
)
"""A threshold; a length of time that is typed instead of a blank is reported as such."""
EMPTY = re.compile(r"\A(?:none|unknown|n\.?/?a\.?|tb[acd]|[-–.]+)\Z", re.IGNORECASE)
RISING, FALLING, BEYOND = ("at least", "more than", "above"), ("below", "less than"), ("above", "more than")
DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "half-year": 183, "year": 366}


def indicators_without_consequence(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report indicators with thresholds that no rule follows, where there are rules, or without a source or owner."""
    named = {id_ for row in draft.typed("triggers", Trigger) for id_ in indicators_in(row.record.when)}
    texts = [row.record.when for row in draft.typed("triggers", Trigger)]
    texts += [row.record.title for row in draft.typed("escalations", Escalation)]
    whole = any("[Key Performance Indicator]" in text for text in texts)
    graded = any("[Scorecard]" in text or GRADES.search(text) for text in texts)
    ruled = bool(draft.rows["triggers"])
    for row in draft.typed("indicators", Indicator):
        one = row.record
        complete = ruled and one.green and one.amber and one.red and one.group
        if complete and not (one.id in named or whole or graded):
            message = f"{one.id} can be red, and no trigger rule follows"
            yield NO_CONSEQUENCE.at(one.place("red"), message, hint=f"name {one.id} in a rule of triggers.yaml")
        if one.red and EMPTY.match(one.source):
            yield NO_SOURCE.at(one.place("source"), f'{one.id} names "{one.source}" as its source', hint="the system")
        yield from wrong_owner(draft, one)


def indicators_in(text: str) -> Iterator[str]:
    """Yield the ids of the indicators that *text* names, those between the two ends of a range included."""
    for first, last in NUMBERS.findall(text):
        yield from (f"KPI-{number:02}" for number in range(int(first), int(last or first) + 1))


def wrong_owner(draft: Draft, one: Indicator) -> Iterator[Diagnostic]:
    """Report the owner of an indicator when no side that it is computed for, or that has its data, has that role."""
    role = next((row.record for row in draft.typed("roles", Role) if row.record.id == one.owner), None)
    if role and one.for_ and role.side is not Side.EACH and role.side not in (*one.for_, one.data_of):
        sides = " and ".join(one.for_)
        yield WRONG_OWNER.at(
            one.place("owner"),
            f"{one.id} is computed for the {sides}, and {role.title} is {side_of(role)}",
            hint=f"name a role of the {sides}, or correct `for`",
            seen=((role.place("side"), role.title),),
        )


def side_of(role: Role) -> str:
    """Return where *role* belongs."""
    return "a joint body" if role.side is Side.JOINT else f"a role of the {role.side}"


def idle_triggers(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report rules that wait for indicators that cannot be red, and for grades that nobody gives.

    An indicator with a green and no red lacks a threshold, which is reported where it stands.
    """
    red = {one.record.id for one in draft.typed("indicators", Indicator) if one.record.red or one.record.green}
    grades = {row.record.id for row in draft.typed("grades", Grade)}
    for row in draft.typed("triggers", Trigger):
        idle = [id_ for id_ in indicators_in(row.record.when) if id_ not in red] if red else []
        idle += [f"grade {one}" for one in GRADES.findall(row.record.when) if grades and one not in grades]
        if idle:
            yield IDLE_TRIGGER.at(
                row.record.place("when"),
                f"{row.record.id} waits for {', '.join(dict.fromkeys(idle))}, which nothing ever meets",
                hint="name an indicator with thresholds, and a grade of grades.yaml",
            )


def other_indicators(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report rules that give the number of an indicator and the name of another."""
    titles = {row.record.id: row.record.title for row in draft.typed("indicators", Indicator)}
    for row in draft.typed("triggers", Trigger):
        for found in CALLED.finditer(row.record.when):
            said = words_of(found["words"])
            fits = {id_: len(said & words_of(title)) for id_, title in titles.items()}
            best = max(fits, key=lambda id_: fits[id_], default="")
            if found["id"] in fits and fits[best] - fits[found["id"]] >= FITS_BETTER:
                yield OTHER_INDICATOR.at(
                    row.record.place("when"),
                    f'{row.record.id} calls {found["id"]} "{found["words"].strip()}"; that is {best}, {titles[best]}',
                    hint=f"write {best}",
                )


def disagreeing_thresholds(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report thresholds with a gap, an overlap or the wrong order."""
    for indicator in draft.typed("indicators", Indicator):
        one = indicator.record
        yield from disagree(one, {"green": one.green, "amber": one.amber, "red": one.red})
    for rule in draft.typed("quality-rules", QualityRule):
        yield from disagree(rule.record, {"green": rule.record.green, "red": rule.record.red})


def disagree(record: Authored, colours: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report the first two thresholds of *record* that do not fit each other."""
    bounds = {
        colour: [(word.lower(), float(number)) for word, number in BOUND.findall(text)]
        for colour, text in colours.items()
    }
    for better, worse in (("green", "amber"), ("amber", "red"), ("green", "red")):
        for one, other in zip(bounds.get(better, ()), bounds.get(worse, ()), strict=False):
            if not fits(one, other, meets=(better, worse) == ("amber", "red")):
                yield THRESHOLDS_DISAGREE.at(
                    record.place(worse),
                    f'{getattr(record, "id", "")}: {better} is "{said(one)}" and {worse} "{said(other)}"',
                    hint=f"let {worse} begin where {better} ends",
                    seen=((record.place(better), better),),
                )
                return


def fits(better: tuple[str, float], worse: tuple[str, float], *, meets: bool) -> bool:
    """Tell whether two bounds fit: the worse one lies on the worse side, and where it must, begins at the other."""
    rising = better[0] in RISING
    gap = better[1] - worse[1] if rising else worse[1] - better[1]
    if worse[0] in FALLING if rising else worse[0] in BEYOND:
        return gap == 0 if meets else gap >= 0
    return not meets and (worse[0] in RISING) is rising and gap > 0


def said(bound: tuple[str, float]) -> str:
    """Return a bound as it was written."""
    return f"{bound[0]} {bound[1]:g}"


def rare_meetings(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report the most frequent meeting on the scorecard when it is rarer than the indicators are judged."""
    periods = {
        row.record.period: row.record for row in draft.typed("indicators", Indicator) if row.record.period in DAYS
    }
    about = [
        row.record
        for row in draft.typed("meetings", Meeting)
        if re.search(r"\[(?:Scorecards?|Key Performance Indicators?)\]", f"{row.record.input} {row.record.record}")
        and row.record.every in DAYS
    ]
    if not periods or not about:
        return
    shortest = min(periods, key=lambda name: DAYS[name])
    often = min(about, key=lambda one: DAYS[one.every])
    named_so = next(meeting_beside_title(often), None)
    if DAYS[often.every] > DAYS[shortest] and named_so is None:
        yield MEETING_TOO_RARE.at(
            often.place("every"),
            f'"{often.title}" is held each {often.every}, and {periods[shortest].id} is judged each {shortest}',
            hint=f"every: {shortest}",
            seen=((periods[shortest].place("period"), periods[shortest].id),),
        )
