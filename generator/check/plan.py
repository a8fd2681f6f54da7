"""The plan and the annexes beside the agreement: what both of them say is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from generator.check.matters import tier_of
from generator.check.passages import Passage, finder, passages
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.draft import Draft
from generator.model.lengths import compared, span_of
from generator.model.matrices import Fallback, Grade, Meeting, Platform, Tier
from generator.model.rows import MAIN, Role
from generator.model.values import Quantity, Unit, print_date
from generator.prose import Blank, parse_line

INTERVAL_DISAGREES = kind(
    "interval-disagrees",
    "Two places give different intervals for the same meeting or review.",
    matters="People would come together in another rhythm than the agreement promises, and an audit would find it.",
    cure="Correct one of the two; the other place is shown.",
)
BELOW_THE_FLOOR = kind(
    "platform-below-floor",
    "A platform is promised for a smaller share of the month than the text demands of every platform.",
    matters="The list of platforms would allow an outage that the chapter on technology forbids.",
    cure="Raise `availability` of the platform, or lower the value for all.",
)
BROKEN_ORDER = kind(
    "contingency-order",
    "Two channels of the contingency plan stand on the same step, or one stands behind a later one.",
    matters="In an outage nobody has time to find out which channel comes next.",
    cure="Number the steps upwards, in the order in which they are tried.",
)
CLOSED_AT_NIGHT = kind(
    "closed-at-night",
    "The contact that is called first does not answer at all hours.",
    matters="Limits in hours run at night; the number that the plan promises would ring in an empty office.",
    cure="Write `hours: at all hours`, or name a contact that answers then.",
)
COUNT_DISAGREES = kind(
    "count-disagrees",
    "A text counts something, and the table has another number of rows.",
    matters="A reader who finds six where seven are announced looks for the one that is missing.",
    cure="Correct the number in the text, or the table.",
    severity=Severity.WARNING,
)
UNEVEN_STEPS = kind(
    "uneven-steps",
    "The steps of a scale do not go in one direction: grades by score, or audit intervals by tier.",
    matters="A better result would earn a worse grade, or a smaller risk a closer watch.",
    cure="Correct the step that goes the other way.",
)

EVERY = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "half-yearly": "half-year",
    "yearly": "year",
    "annual": "year",
}
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
AVAILABILITY = "platform-availability"
"""Value of the core library that the plan states a second time."""
REVIEWS = {
    "agreement-review": (MAIN, "the agreement"),
    "communication-plan-review": ("communication-plan", "the Communication Plan"),
    "data-annex-review": ("data-governance-annex", "the Data-Governance Annex"),
}
"""Values of the core library that a cover states a second time, with the id of its document and what to call it."""
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
COUNTED = {"[Communication Layers]": "layers", "measures of data quality": "quality-rules"}
"""Words behind a number, and the table whose rows they count."""
COUNT = re.compile(rf"\b({'|'.join(NUMBERS)}) ({'|'.join(re.escape(words) for words in COUNTED)})", re.IGNORECASE)
DUE_EACH = re.compile(r"(\[[^\[\]]+\]) for each calendar (month|quarter|half-year|year)")
"""A report, as a term, and the period for which it is made."""
RHYTHM = re.compile(rf"({'|'.join(EVERY)}) ([^,;.]+)", re.IGNORECASE)
FIND_RHYTHM, FIND_DUE_EACH, FIND_COUNT = finder(RHYTHM), finder(DUE_EACH), finder(COUNT)


def disagreeing_intervals(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report meetings whose title, table row, text and value differ, and a review that the cover gives otherwise."""
    for row in draft.typed("meetings", Meeting):
        apart = [*meeting_beside_value(draft, row.record), *meeting_beside_title(row.record)]
        yield from apart[:1]
    yield from meetings_in_texts(draft, documents)
    yield from reports_beside_meetings(draft, documents)
    yield from reviews_beside_values(draft)
    yield from late_reviews(draft)


def reviews_beside_values(draft: Draft) -> Iterator[Diagnostic]:
    """Report an interval of review that a cover gives otherwise than its text; one with a day of its own gives none."""
    review = draft.agreement.review
    printed = [
        (draft.values.get(id_), what, id_) for id_, (home, what) in REVIEWS.items() if home not in review.documents
    ]
    apart = [
        (filled, what, id_)
        for filled, what, id_ in printed
        if filled and isinstance(filled.value, Quantity) and compared(review.every, filled.value) in (-1, 1)
    ]
    for filled, what, id_ in apart[:1]:
        yield INTERVAL_DISAGREES.at(
            review.place("every"),
            f"{what} is reviewed every {review.every}, and its text says every {filled.value}",
            hint=f"every: {filled.value}, or set the value {id_}",
            seen=tuple((other.span, other.row.title) for other, _, _ in apart),
        )


def late_reviews(draft: Draft) -> Iterator[Diagnostic]:
    """Report a day on which a document of its own rhythm is reviewed later than its interval allows."""
    effective, documents = draft.agreement.effective, draft.agreement.review.documents
    if not isinstance(effective, date) or len(draft.agreement.revisions) != 1:
        return
    for id_, (home, what) in REVIEWS.items():
        day, filled = documents.get(home), draft.values.get(id_)
        value = filled.value if filled else None
        if not (isinstance(day, date) and filled and isinstance(value, Quantity)):
            continue
        if (day - effective).days * 24 > span_of(value)[1]:
            yield INTERVAL_DISAGREES.at(
                draft.agreement.review.place_of("documents", home),
                f"{what} is reviewed on {print_date(day)}, and its text says every {value}",
                hint=f"a day within {value} after the effective date, or set the value {id_}",
                seen=((filled.span, filled.row.title),),
            )


def meeting_beside_value(draft: Draft, meeting: Meeting) -> Iterator[Diagnostic]:
    """Report a meeting that is rarer than the value that it keeps says; more often breaks no promise."""
    filled = draft.values.get(meeting.keeps or "")
    value = filled.value if filled else None
    if filled and isinstance(value, Quantity) and meeting.every in MONTHS:
        held = Quantity(type(value.number)(MONTHS[meeting.every]), Unit.MONTHS)
        if compared(held, value) == 1:
            chosen = filled.chosen is not None
            yield INTERVAL_DISAGREES.at(
                filled.span if chosen else meeting.place("every"),
                f'"{meeting.title}" is held each {meeting.every}, and the agreement says every {value}',
                hint=f"hold it every {value}, or set the value {filled.row.id} to {held}",
                seen=((meeting.place("every"), meeting.title) if chosen else (filled.span, filled.row.title),),
            )


def meeting_beside_title(meeting: Meeting) -> Iterator[Diagnostic]:
    """Report a meeting whose title names another rhythm than its row."""
    word = meeting.title.partition(" ")[0].lower()
    if EVERY.get(word, meeting.every) != meeting.every and meeting.every in EVERY.values():
        yield INTERVAL_DISAGREES.at(
            meeting.place("every"),
            f'"{meeting.title}" is held each {meeting.every}',
            hint=f"every: {EVERY[word]}, or correct the title",
            seen=((meeting.place("title"), "title"),),
        )


def meetings_in_texts(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report texts that name a meeting with another rhythm than its row."""
    named = {name_of(row.record): row.record for row in draft.typed("meetings", Meeting) if name_of(row.record)}
    for passage in passages(draft, documents):
        for found in FIND_RHYTHM(passage.text):
            meeting = next((one for name, one in named.items() if found[2].lower().startswith(name)), None)
            if meeting and meeting.every in EVERY.values() and EVERY[found[1].lower()] != meeting.every:
                yield INTERVAL_DISAGREES.at(
                    passage.place(found.start(1), found.end(1)),
                    f'"{found[0].strip()}" is held each {meeting.every}',
                    hint=f"write {adverb(meeting.every)}, or correct the row of the meeting",
                    seen=((meeting.place("every"), meeting.title),),
                )


def reports_beside_meetings(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report a text by which a report comes more rarely than the meeting that reads it."""
    meetings = [row.record for row in draft.typed("meetings", Meeting) if row.record.every in MONTHS]
    for passage in passages(draft, documents):
        for found in FIND_DUE_EACH(passage.text):
            readers = [one for one in meetings if found[1] in one.input and MONTHS[one.every] < MONTHS[found[2]]]
            for meeting in readers[:1]:
                yield INTERVAL_DISAGREES.at(
                    passage.place(found.start(2), found.end(2)),
                    f'the {found[1][1:-1]} is made for each {found[2]}, and "{meeting.title}" reads it each '
                    f"{meeting.every}",
                    hint=f"write {meeting.every}, or take the report out of the input of the meeting",
                    seen=((meeting.place("input"), meeting.title),),
                )


def name_of(meeting: Meeting) -> str:
    """Return what a text calls *meeting* behind its rhythm: "operational review"."""
    word, _, rest = meeting.title.partition(" ")
    told = word.lower() in EVERY and meeting_beside_title(meeting)
    return rest.partition(" and ")[0].lower() if told and not next(told, None) else ""


def adverb(every: str) -> str:
    """Return the word for an interval."""
    return next(word for word, interval in EVERY.items() if interval == every)


def platforms_below_the_floor(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report platforms that are promised for less than the text demands of each."""
    floor = draft.values.get(AVAILABILITY)
    for row in draft.typed("platforms", Platform) if floor else ():
        share = row.record.availability
        if floor and share and isinstance(floor.value, Quantity) and compared(share, floor.value) == -1:
            yield BELOW_THE_FLOOR.at(
                row.record.place("availability"),
                f"{row.record.name} is promised for {share} of a month, and the text demands {floor.value}",
                hint=f"availability: {floor.value}",
                seen=((floor.span, floor.row.title),),
            )


def broken_contingency(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report the first step of the contingency plan that is taken twice or stands behind a later one."""
    steps = draft.typed("contingency", Fallback)
    for before, after in pairwise(steps):
        if after.record.order <= before.record.order:
            yield BROKEN_ORDER.at(
                after.record.place("order"),
                f"{after.record.title} is step {after.record.order}, behind step {before.record.order}",
                hint=f"order: {before.record.order + 1}",
                seen=((before.record.place("order"), before.record.title),),
            )
            return


def closed_at_night(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report contacts of the role that is called first whose hours are not all hours."""
    first = {row.record.id: row.record for row in draft.typed("roles", Role) if row.record.first_call}
    for contact in draft.contacts:
        said = contact.hours.lower()
        if contact.role in first and said and not ("all hours" in said or "24" in said or said.startswith("?")):
            yield CLOSED_AT_NIGHT.at(
                contact.place("hours"),
                f"{contact.id} is called first and answers {contact.hours}",
                hint="hours: at all hours",
                seen=((first[contact.role].place("first-call"), first[contact.role].title),),
            )


def disagreeing_counts(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report numbers in texts that differ from the rows of the table they count."""
    for passage in passages(draft, documents):
        for found in FIND_COUNT(passage.text):
            yield from miscounted(draft, passage, found)


def miscounted(draft: Draft, passage: Passage, found: re.Match[str]) -> Iterator[Diagnostic]:
    """Report the number in *found* when the table has another number of rows."""
    table = next(name for words, name in COUNTED.items() if words.lower() == found[2].lower())
    rows = draft.rows[table]
    if rows and len(rows) != NUMBERS[found[1].lower()]:
        yield COUNT_DISAGREES.at(
            passage.place(found.start(1), found.end(1)),
            f'"{found[0].replace("[", "").replace("]", "")}", and the table has {len(rows)}',
            hint=f"correct the number, or the rows of {table}.yaml",
            seen=((rows[-1].span, "last row of the table"),),
        )


def uneven_steps(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report grades whose scores, and tiers whose audit intervals, do not go in one direction."""
    grades = sorted((row.record for row in draft.typed("grades", Grade)), key=lambda one: one.id)
    for better, worse in pairwise(grades):
        if worse.from_ >= better.from_:
            yield UNEVEN_STEPS.at(
                worse.place("from"),
                f"grade {worse.id} begins at {worse.from_}, and grade {better.id} at {better.from_}",
                hint=f"less than {better.from_}",
                seen=((better.place("from"), f"grade {better.id}"),),
            )
            break
    yield from uneven_tiers(draft)


def uneven_tiers(draft: Draft) -> Iterator[Diagnostic]:
    """Report the first tier whose audit interval goes against the direction of the others; equal steps fit."""
    steps = [(row.record, interval(draft, row.record)) for row in draft.typed("tiers", Tier)]
    known = [(tier, value) for tier, value in steps if value]
    signs = [compared(one, other) for (_, one), (_, other) in pairwise(known)]
    downwards = sum(1 for sign in signs if sign == 1) > sum(1 for sign in signs if sign == -1)
    for number, sign in enumerate(signs):
        if sign == (-1 if downwards else 1):
            (below, first), (above, second) = known[number], known[number + 1]
            yield UNEVEN_STEPS.at(
                above.place("audit-interval"),
                f"tier {above.label} is audited every {second}, and tier {below.label} every {first}",
                hint="let the interval go one way from tier to tier",
                seen=((below.place("audit-interval"), f"tier {below.label}"),),
            )
            return


def interval(draft: Draft, tier: Tier) -> Quantity | None:
    """Return the audit interval of *tier*: the first blank of its cell; one of another tier is reported as such."""
    for inline in parse_line(tier.audit_interval)[0]:
        filled = draft.values.get(inline.value) if isinstance(inline, Blank) else None
        if filled and isinstance(filled.value, Quantity):
            return None if tier_of(filled.row.title) not in ("", tier.label) else filled.value
    return None
