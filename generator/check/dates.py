"""Dates of the agreement: they follow one another, and the history ends with the version at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Document
from generator.model.agreement import Agreement, Approval, Revision
from generator.model.draft import Draft
from generator.model.lengths import span_of
from generator.model.values import print_date

DATES_DISAGREE = kind(
    "dates-disagree",
    "Two dates of the agreement contradict each other.",
    matters="An inspector reads the dates first; an agreement in force before it was agreed is a finding of its own.",
    cure="Correct one of the two dates; year first: 2027-01-04.",
)
VERSION_DISAGREES = kind(
    "version-disagrees",
    "The revision history does not end with the version of the agreement, or its versions do not rise.",
    matters="The cover and the history would name different versions of one document.",
    cure="Add a line to `revisions` for the version on the cover, or correct the version.",
)
REVIEW_DUE = kind(
    "review-due",
    "The next review of the agreement is due on the day that was asked about.",
    matters="An agreement past its review is one of the first things that an audit asks for.",
    cure="Hold the review, then set `next` under `review` to the date of the one after.",
    severity=Severity.WARNING,
)

EARLIER_APPROVAL = kind(
    "earlier-approval",
    "A review and approval before signature is older than the version before this one.",
    matters="The control page would say that this version was reviewed, and nobody has read it; so would an amendment.",
    cure="Under `approvals`, write who reviewed this version and when, or take the line out until they have.",
    severity=Severity.WARNING,
)

Dated = tuple[date, Span, str]


def contradicting_dates(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report dates in an impossible order."""
    agreement = draft.agreement
    yield from agreed_too_late(agreement)
    yield from next_review(agreement)
    yield from revisions_out_of_order(agreement.revisions)


def revisions_out_of_order(revisions: Iterable[Revision]) -> Iterator[Diagnostic]:
    """Report lines of a history that are dated before the one above them."""
    for earlier, later in pairwise(revisions):
        if isinstance(earlier.on, date) and isinstance(later.on, date) and later.on < earlier.on:
            yield DATES_DISAGREE.at(
                later.place("on"),
                f"version {later.version} is of {said(later.on)}, before version {earlier.version} "
                f"of {said(earlier.on)}",
                hint="the oldest revision stands first; correct one of the dates",
                seen=((earlier.place("on"), f"version {earlier.version}"),),
            )


def agreed_too_late(agreement: Agreement) -> Iterator[Diagnostic]:
    """Report what was agreed after the effective date: at its own date, or at the effective date when it is several."""
    effective = agreement.effective
    if not isinstance(effective, date):
        return
    late = agreed_after(agreement, effective)
    if len(late) == 1:
        day, span, what = late[0]
        yield disagree(span, f"{what} on {said(day)}, after the effective date {said(effective)}", agreement)
    elif late:
        yield DATES_DISAGREE.at(
            agreement.place("effective"),
            f"the effective date {said(effective)} is before {len(late)} dates at which something was agreed",
            hint=f"effective: {max(day for day, _, _ in late)}, or a later day",
            seen=tuple((span, f"{what} on {said(day)}") for day, span, what in late),
        )


def earlier_approvals(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report reviews that are not of this version: they are no later than the version before it."""
    yield from approved_before(draft.agreement.revisions, draft.agreement.approvals)


def approved_before(revisions: Sequence[Revision], approvals: Iterable[Approval]) -> Iterator[Diagnostic]:
    """Report approvals that are no later than the version before the last of *revisions*."""
    if len(revisions) < 2:
        return
    before, last = revisions[-2:]
    for one in approvals:
        if isinstance(one.on, date) and isinstance(before.on, date) and one.on <= before.on:
            yield EARLIER_APPROVAL.at(
                one.place("on"),
                f"{one.role} agreed on {said(one.on)}; version {before.version} is of {said(before.on)}, so this is no"
                f" review of version {last.version}",
                hint=f"write who reviewed version {last.version}, or take the line out until they have",
                seen=((before.place("on"), f"version {before.version}"),),
            )


def said(day: date) -> str:
    """Return *day* as a message names it."""
    return print_date(day).replace("\u00a0", " ")


def disagree(span: Span, message: str, agreement: Agreement) -> Diagnostic:
    """Return the finding about a date that does not fit the effective date."""
    return DATES_DISAGREE.at(
        span,
        message,
        hint="correct this date, or `effective`",
        seen=((agreement.place("effective"), "effective date"),),
    )


def agreed_after(agreement: Agreement, day: date) -> list[Dated]:
    """Return what was decided after *day*."""
    return [one for one in agreed(agreement) if one[0] > day]


def agreed(agreement: Agreement) -> Iterator[Dated]:
    """Yield what was decided before the agreement could take effect: reviews, positions, values."""
    for approval in agreement.approvals:
        if isinstance(approval.on, date):
            yield approval.on, approval.place("on"), f"{approval.role} agreed"
    for id_, choice in agreement.choices.items():
        if isinstance(choice.on, date):
            yield choice.on, choice.place("on"), f"the position of {id_} was agreed"
    for id_, value in agreement.values.items():
        if isinstance(value.on, date):
            yield value.on, value.place("on"), f"the value {id_} was agreed"


UNTIL_EFFECT = timedelta(days=366)
"""How long after its last revision an agreement takes effect at the latest, while that day is open."""


def next_review(agreement: Agreement) -> Iterator[Diagnostic]:
    """Report a next review before the effective date, or later after it than the interval allows; while that date is
    open, beside the last revision.
    """
    effective, review = agreement.effective, agreement.review
    if not isinstance(review.next, date):
        return
    if not isinstance(effective, date):
        yield from beside_the_last_revision(agreement, review.next)
        return
    if review.next <= effective:
        what = f"the next review on {said(review.next)} is not after the effective date {said(effective)}"
        yield disagree(review.place("next"), what, agreement)
    elif len(agreed_after(agreement, effective)) > 1:
        return  # the effective date is reported, and what is counted from it follows
    elif len(agreement.revisions) == 1 and (review.next - effective).days * 24 > span_of(review.every)[1]:
        what = f"the next review on {said(review.next)} is later than {review.every} after {said(effective)}"
        yield disagree(review.place("next"), what, agreement)


def beside_the_last_revision(agreement: Agreement, due: date) -> Iterator[Diagnostic]:
    """Report a next review that cannot be meant, while the effective date is open: no later than the last revision, or
    later than the interval allows though the agreement took effect a year after it.
    """
    review = agreement.review
    written = max((one.on for one in agreement.revisions if isinstance(one.on, date)), default=None)
    if written is None:
        return
    what = ""
    if due <= written:
        what = f"is not after the last revision of {said(written)}"
    elif (due - written - UNTIL_EFFECT).days * 24 > span_of(review.every)[1]:
        what = f"is over a year and {review.every} after {said(written)}"
    if what:
        message = f"the next review on {said(due)} {what}"
        yield DATES_DISAGREE.at(review.place("next"), message, hint="correct this date, or that of the revision")


def contradicting_versions(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report a history that ends with another version, or whose versions do not rise."""
    agreement = draft.agreement
    last = agreement.revisions[-1]
    if last.version != agreement.version:
        yield VERSION_DISAGREES.at(
            last.place("version"),
            f"the last revision is {last.version}; the agreement is version {agreement.version}",
            hint=f'add a line for version "{agreement.version}", or correct one of the two',
            seen=((agreement.place("version"), "version"),),
        )
        return
    yield from versions_that_do_not_rise(agreement.revisions)


def versions_that_do_not_rise(revisions: Iterable[Revision]) -> Iterator[Diagnostic]:
    """Report lines of a history whose version is no higher than that of the one above them."""
    for earlier, later in pairwise(revisions):
        if numbers(later.version) and numbers(earlier.version) and numbers(later.version) <= numbers(earlier.version):
            yield VERSION_DISAGREES.at(
                later.place("version"),
                f"version {later.version} follows version {earlier.version}",
                hint="the oldest revision stands first, and each has a higher version",
                seen=((earlier.place("version"), "before it"),),
            )


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of ``1.10``; nothing when it is no such version."""
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


def review_due(agreement: Agreement, on: date) -> Iterator[Diagnostic]:
    """Report a next review that is due on the day *on*; the only check that knows a day, and it is told which."""
    review = agreement.review
    for field, due in (("next", review.next), *(("documents", due) for due in review.documents.values())):
        if isinstance(due, date) and due <= on:
            yield REVIEW_DUE.at(
                review.place(field),
                f"the review was due on {said(due)}" if due < on else f"the review is due on {said(due)}",
                hint="hold the review, then write the date of the next one",
            )
