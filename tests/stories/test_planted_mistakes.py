"""One mistake at a time in the sample: one finding, at its line, with a hint; harmless edits stay without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from generator.diagnostic import Diagnostic, Severity
from generator.load import records
from generator.load.clauses import read_clause
from generator.pipeline import read_files
from tests.samples import HOME, ROOT

AGREEMENT = "agreements/aurelia-northbay/agreement.yaml"
CONTACTS = "agreements/aurelia-northbay/contacts.yaml"
AGREEMENT_VALUES = "agreements/aurelia-northbay/values.yaml"
CORE = "clauses/core/"
OPEN_DATE = 'effective: "? date of the last signature, expected in January 2027; Head of External Quality"'
EXPECTED = ("library-moved", "suspect-link")
"""What any edit of a library brings with it, and rightly: agreement and links were reviewed with another one."""


class Mistake(NamedTuple):
    """One edit and what is found: *old* becomes *new* in *path*; *at* is the words on the line of the finding."""

    code: str
    path: str
    old: str
    new: str
    at: str = ""


MISTAKES = (
    Mistake(
        "missing-signatory",
        AGREEMENT,
        "giver-qualified-person, acceptor-head-of-quality, acceptor-qualified-person]",
        "giver-qualified-person]",
    ),
    Mistake("missing-signatory", AGREEMENT, "acceptor-head-of-quality, acceptor-q", "acceptor-q"),
    Mistake(
        "unsigned-work",
        AGREEMENT,
        "acceptor-head-of-quality, acceptor-qualified-person]",
        "acceptor-head-of-quality]",
    ),
    Mistake(
        "unknown-contact", AGREEMENT, "acceptor-head-of-quality, acceptor-q", "acceptor-head-of-qualty, acceptor-q"
    ),
    Mistake("unknown-role", AGREEMENT, "owner: client-qa-manager", "owner: client-qa-manger"),
    Mistake(
        "unknown-role",
        CONTACTS,
        "acceptor-qualified-person, role: qualified-person",
        "acceptor-qualified-person, role: qualified-persn",
    ),
    Mistake("unknown-place", AGREEMENT, "calendar: ie-dublin", "calendar: ie-dubln"),
    Mistake("unknown-place", AGREEMENT, "country: DE", "country: DX"),
    Mistake("version-disagrees", AGREEMENT, '{version: "1.0", on', '{version: "0.9", on'),
    Mistake("dates-disagree", AGREEMENT, OPEN_DATE, "effective: 2026-11-15", "Ruth Muster"),
    Mistake("unknown-value", AGREEMENT, "  contact-review:", "  contact-reviw:"),
    Mistake(
        "out-of-range",
        AGREEMENT,
        "{is: 3 months, reason: Both sites rotate their duty officers each quarter, by",
        "{is: 30 months, by",
    ),
    Mistake("unknown-position", AGREEMENT, "position: fallback", "position: fallbak"),
    Mistake("unknown-layer", AGREEMENT, "regions/us,", "regions/usa,"),
    Mistake("unknown-template", AGREEMENT, "template: counsel", "template: counsell"),
    Mistake("unknown-field", AGREEMENT, "confidentiality:", "confidentialty:"),
    Mistake("wrong-value", AGREEMENT, "draft: 1", "draft: one"),
    Mistake("wrong-value", AGREEMENT, "on: 2026-11-20", "on: 20.11.2026"),
    Mistake("wrong-side", CONTACTS, "party: acceptor, site: northbay-2", "party: acceptor, site: aurelia-dublin"),
    Mistake("wrong-side", CONTACTS, "deputy: acceptor-deviation-help", "deputy: giver-deviation-help"),
    Mistake("same-person", CONTACTS, "deputy: giver-data-steward}", "deputy: giver-it-manager}"),
    Mistake("same-person", CONTACTS, "Una Specimen", "Orla Sample"),
    Mistake("unknown-contact", CONTACTS, "deputy: giver-data-steward", "deputy: giver-data-stewrd"),
    Mistake("unknown-role", CONTACTS, "role: auditor", "role: auditr"),
    Mistake("no-deputy", CONTACTS, ", deputy: giver-regulatory-cmc}", "}", "giver-technical-lead"),
    Mistake("no-deputy", CONTACTS, ", deputy: acceptor-head-of-quality}", "}", "acceptor-qc-manager"),
    Mistake("unreachable-contact", CONTACTS, 'phone: "+353 20 910 0103", ', "", "giver-external-quality-manager"),
    Mistake("unreachable-contact", CONTACTS, 'phone: "+49 40 66969 199", ', "", "acceptor-emergency"),
    Mistake("unstaffed-role", CONTACTS, "role: qc-manager", "role: change-control-coordinator", "Persons"),
    Mistake("unstaffed-role", CONTACTS, "role: pharmacovigilance", "role: auditor", "Persons"),
    Mistake(
        "ladder-not-rising",
        CORE + "escalations.yaml",
        'by: 4 hours}\n    - {level: "3"',
        'by: 48 hours}\n    - {level: "3"',
        "by: 24 hours",
    ),
    Mistake("ladder-not-rising", CORE + "escalations.yaml", "by: 60 business days", "by: 6 business days"),
    Mistake(
        "ladder-not-rising",
        CORE + "escalations.yaml",
        "by: 30 business days}\n  covers",
        "by: 20 business days}\n  covers",
    ),
    Mistake(
        "ladder-start",
        CORE + "escalations.yaml",
        'starts-at: "2"\n  also: [pharmacovigilance]',
        'starts-at: "1"\n  also: [pharmacovigilance]',
    ),
    Mistake(
        "wrong-level",
        CORE + "roles.yaml",
        "title: Joint Steering Committee, side: joint, level: 3",
        "title: Joint Steering Committee, side: joint, level: 4",
    ),
    Mistake("unknown-row", CORE + "escalations.yaml", "trigger: supply-disruption", "trigger: supply-disrupton"),
    Mistake("unknown-role", CORE + "escalations.yaml", "also: [data-steward]", "also: [data-stewrd]"),
    Mistake("scorecard-sum", CORE + "scorecard.yaml", 'weight: "15"\n  note: KPI-06', 'weight: "10"\n  note: KPI-06'),
    Mistake("scorecard-list", CORE + "scorecard.yaml", "note: KPI-17", "note: KPI-17, KPI-71"),
    Mistake("half-threshold", CORE + "indicators.yaml", "  red: Below 95\n  group: change\n", "  group: change\n"),
    Mistake(
        "weak-class",
        CORE + "changes.yaml",
        "Primary container and closure, commercial: TD",
        "Primary container and closure, commercial: DR",
    ),
    Mistake(
        "weak-class",
        CORE + "changes.yaml",
        "Shelf life or storage statement, commercial: TD, clinical: TD",
        "Shelf life or storage statement, commercial: TD, clinical: DC",
    ),
    Mistake(
        "idle-notice",
        CORE + "changes.yaml",
        "commercial: DR, clinical: DR, notice: 5 business days",
        "commercial: DC, clinical: DC, notice: 5 business days",
    ),
    Mistake("unknown-row", CORE + "changes.yaml", 'group: facility, type: "New', 'group: facilty, type: "New'),
    Mistake(
        "unaccountable-row",
        CORE + "responsibilities.yaml",
        "giver: R/A, acceptor: C, clause: term-review",
        "giver: R/A, acceptor: A, clause: term-review",
    ),
    Mistake("broken-reference", CORE + "responsibilities.yaml", "clause: term-review", "clause: term-reviw"),
    Mistake("unknown-row", CORE + "triggers.yaml", "effect: restricted", "effect: restrictd"),
    Mistake("unknown-row", CORE + "triggers.yaml", "escalates: ES-10", "escalates: ES-99"),
    Mistake("unknown-row", CORE + "indicators.yaml", "group: data-quality", "group: data-qualty"),
    Mistake("unknown-role", CORE + "stakeholders.yaml", "role: legal-counsel", "role: legal-councel"),
    Mistake("unfilled-blank", CORE + "stakeholders.yaml", "{{ batch-package }}", "{{ batch-pakage }}"),
    Mistake("undefined-term", CORE + "stakeholders.yaml", "Per [Batch]", "Per [Bach]"),
    Mistake(
        "unknown-scope",
        AGREEMENT,
        "services: [manufacturing, packaging, testing], r",
        "services: [manufacturing, packging, testing], r",
    ),
    Mistake("unknown-scope", AGREEMENT, "services: [manufacturing], calendar", "services: [manufactering], calendar"),
    Mistake("unknown-scope", AGREEMENT, "dosage-forms: [sterile]", "dosage-forms: [steril]"),
    Mistake("unknown-scope", AGREEMENT, "regions: [EU, US]", "regions: [EU, USA]"),
    Mistake("unknown-scope", AGREEMENT, "risk: {tier: 1", "risk: {tier: 11"),
    Mistake("wrong-value", AGREEMENT, "stage: commercial", "stage: comercial"),
    Mistake("wrong-value", AGREEMENT, "precedence: quality-agreement-first", "precedence: quality-agreement"),
    Mistake(
        "unknown-scope",
        CORE + "mat/mat-sampling.md",
        "services: [manufacturing, packaging]",
        "services: [manufacturing, packging]",
    ),
    Mistake("missing-layer", AGREEMENT, "regions/eu, regions/us,", "regions/eu,", "scope: {stage"),
    Mistake("unfit-layer", AGREEMENT, "profiles/drug-product, c", "profiles/drug-product, profiles/cro, c"),
    Mistake("product-without-site", AGREEMENT, "sites: [northbay-1, northbay-2]", "sites: []"),
    Mistake("site-without-service", AGREEMENT, "services: [manufacturing], calendar", "services: [], calendar"),
    Mistake(
        "service-without-site",
        AGREEMENT,
        "services: [packaging, testing], calendar",
        "services: [packaging], calendar",
        "scope: {stage",
    ),
    Mistake("outside-scope", AGREEMENT, "markets: [EU, US]", "markets: [EU, US, JP]"),
    Mistake("unknown-place", AGREEMENT, "sites: [northbay-1, northbay-2]", "sites: [northbay-1, northbay-3]"),
    Mistake(
        "repeated-entry",
        AGREEMENT,
        "giver-qualified-person, acceptor-head-of-quality, ",
        "giver-qualified-person, giver-qualified-person, acceptor-head-of-quality, ",
    ),
    Mistake(
        "beyond-legal-limit",
        AGREEMENT,
        "  contact-review: {is: 3 months",
        "  apqr-period: {is: 18 months",
    ),
    Mistake(
        "beyond-legal-limit",
        CORE + "values.yaml",
        "after certification, default: 5 years",
        "after certification, default: 4 years",
    ),
    Mistake(
        "out-of-range",
        CORE + "values.yaml",
        "Audit report, default: 30 calendar days",
        "Audit report, default: 60 calendar days",
    ),
    Mistake(
        "wrong-value",
        CORE + "values.yaml",
        "Audit report, default: 30 calendar days",
        "Audit report, default: 30 calender days",
    ),
    Mistake(
        "unused-value", AGREEMENT_VALUES, "", "- {id: hall-3-audit, title: First audit of Hall 3, default: 6 months}\n"
    ),
    Mistake("unused-value", AGREEMENT, "  contact-review: {is: 3 months", "  trial-sample-retention: {is: 2 years"),
    Mistake("unknown-id", AGREEMENT, "  aud-shared-report:", "  aud-shared-reprt:"),
    Mistake("unknown-requirement", CORE + "dev/dev-notification.md", "R-DEV-08, ", "R-DEV-80, "),
    Mistake(
        "undefined-term",
        CORE + "dev/dev-notification.md",
        "of each [Critical Deviation] within",
        "of each [Critical Devation] within",
    ),
    Mistake(
        "unfilled-blank",
        CORE + "dev/dev-notification.md",
        "{{ major-deviation-notice }}",
        "{{ major-deviation-notce }}",
    ),
    Mistake("broken-reference", CORE + "dev/dev-notification.md", "@form-deviation-notice", "@form-deviation-notce"),
    Mistake("misplaced-duty", CORE + "dev/dev-notification.md", "dev-phone, sentence: 4", "dev-phone, sentence: 14"),
    Mistake(
        "typed-limit", CORE + "dev/dev-notification.md", "within {{ major-deviation-notice }}", "within 2 business days"
    ),
    Mistake(
        "clause-grammar",
        CORE + "dev/dev-notification.md",
        "{{ major-deviation-notice }}",
        "{{ major-deviation-notice }",
    ),
    Mistake("weak-duty", CORE + "dev/dev-notification.md", "shall make both notices", "will make both notices"),
    Mistake("empty-word", CORE + "dev/dev-notification.md", "shall note the time", "shall promptly note the time"),
    Mistake("unknown-role", CORE + "dev/dev-notification.md", "approver: head-of-quality", "approver: head-of-qualty"),
    Mistake("unknown-topic", CORE + "dev/dev-notification.md", "topic: DEV", "topic: DEVS"),
    Mistake(
        "capitalised-word",
        CORE + "dev/dev-notification.md",
        "shall note the time of the call",
        "shall note the Time of the call",
    ),
    Mistake("placeholder-word", AGREEMENT, "what: First version", "what: TBD"),
    Mistake("yaml-fault", CONTACTS, "party: giver, name: Orla Sample", "party: giver name: Orla Sample"),
    Mistake("duplicate-key", AGREEMENT, "draft: 1", "draft: 1\ndraft: 2", "draft: 2"),
    Mistake("same-id", CONTACTS, "id: acceptor-qc-manager", "id: acceptor-emergency"),
    Mistake("missing-field", AGREEMENT, "every: 2 years, ", "", "review:"),
    Mistake("unquoted-text", AGREEMENT, "is: 45 calendar days", "is: 4,5 calendar days"),
    Mistake("unquoted-text", AGREEMENT, "sites: [northbay-1, northbay-2]", "sites: [“northbay-1”, northbay-2]"),
    Mistake("unquoted-text", AGREEMENT, 'version: "1.0"', "version: ‘1.0’"),
    Mistake("wrong-value", AGREEMENT, "next: 2028-11-01", "next: 31.02.2027"),
    Mistake("wrong-value", AGREEMENT, "is: 45 calendar days", "is: 24 hrs"),
    Mistake("wrong-value", AGREEMENT, "  aud-for-cause:", "  aud–for–cause:"),
    Mistake("dates-disagree", AGREEMENT, "next: 2028-11-01", "next: 2025-11-01"),
    Mistake("same-id", AGREEMENT, "id: northbay-2, party", "id: northbay-1, party"),
    Mistake("same-id", AGREEMENT, "id: veltrazine-20", "id: veltrazine-10"),
    Mistake("unknown-row", AGREEMENT, "  supply-agreement: {title", "  suply-agreement: {title"),
    Mistake("unknown-row", CORE + "urgent.yaml", "duties: [dev-contain", "duties: [dev-contian"),
    Mistake("unknown-row", CORE + "roles.yaml", "signs-for: RM-073", "signs-for: RM-0730"),
    Mistake("unknown-role", CORE + "meetings.yaml", "members: [client-qa-manager", "members: [client-qa-manger"),
    Mistake("unknown-row", AGREEMENT_VALUES, "starts: effective-date", "starts: effectiv-date"),
    Mistake(
        "unfilled-blank",
        CORE + "dev/dev-notification.md",
        "{{ critical-deviation-notice }} after",
        "{ critical-deviation-notice } after",
    ),
    Mistake(
        "moved-place",
        CORE + "dev/dev-notification.md",
        "\nThe [Contract Acceptor] shall notify the [Contract Giver] of each [Critical Deviation] within",
        "\nThe [Contract Acceptor] shall keep a log.\n"
        "The [Contract Acceptor] shall notify the [Contract Giver] of each [Critical Deviation] within",
        "dev-notice-critical",
    ),
    Mistake(
        "other-actor",
        CORE + "insp/insp-notice.md",
        "The [Contract Acceptor] shall notify the [Contract Giver] of an announced",
        "The [Contract Giver] shall notify the [Contract Acceptor] of an announced",
        "insp-announced",
    ),
    Mistake(
        "unknown-role",
        CONTACTS,
        "id: giver-head-of-quality, role: head-of-quality",
        "id: giver-head-of-quality, role: head-of-qualty",
    ),
    Mistake("party-roles", AGREEMENT, "- role: acceptor", "- role: giver"),
    Mistake("notice-disagrees", CORE + "changes.yaml", "notice: 5 business days, ", "", "CM-61"),
    Mistake("class-disagrees", CORE + "changes.yaml", 'exchange", commercial: TD', 'exchange", commercial: DR'),
    Mistake(
        "deadline-disagrees",
        CORE + "stakeholders.yaml",
        "in writing within {{ supply-disruption-notice }}",
        "in writing within {{ licence-notice }}",
    ),
    Mistake(
        "deadline-disagrees",
        CORE + "stakeholders.yaml",
        "Within {{ critical-deviation-notice }} after",
        "Within {{ out-of-trend-notice }} after",
    ),
    Mistake("deadline-disagrees", CORE + "escalations.yaml", "trigger: platform-outage", "trigger: supply-disruption"),
)

HARMLESS = (
    (AGREEMENT, "draft: 1", "draft: 2"),
    (AGREEMENT, "contact-review: {is: 3 months", "contact-review: {is: 6 months"),
    (AGREEMENT, "presentation: 2 ml glass vial, carton of 5", "presentation: 2 ml glass vial, carton of 10"),
    (AGREEMENT, "confidentiality: Confidential", "confidentiality: Strictly confidential"),
    (AGREEMENT, "template: counsel", "template: counsel-letter"),
    (AGREEMENT, "next: 2028-11-01", "next: 2028-10-01"),
    (AGREEMENT, OPEN_DATE, "effective: 2027-01-11"),
    (AGREEMENT, "giver-qualified-person, acceptor-head-of-quality", "acceptor-head-of-quality, giver-qualified-person"),
    (
        AGREEMENT,
        "name: Ruth Muster, decision: Agreed, on: 2026-11-16",
        "name: Ruth Muster, decision: Agreed, on: 2026-11-17",
    ),
    (AGREEMENT, "what: First version", "what: First issue"),
    (CONTACTS, "Una Specimen", "Una O'Specimen"),
    (CONTACTS, "title: Commercial Director, ", ""),
    (CONTACTS, "deputy: acceptor-head-of-quality}", "deputy: acceptor-production-manager-2}"),
    (
        CONTACTS,
        "hours: working hours, deputy: giver-technical-lead",
        "hours: at all hours, deputy: giver-technical-lead",
    ),
    (CONTACTS, 'name: Quality Duty Officer, phone: "+49', 'name: Night Desk, phone: "+49'),
    (AGREEMENT, "markets: [EU, US]", "markets: [EU]"),
    (AGREEMENT, "services: [packaging, testing], calendar", "services: [packaging, testing, manufacturing], calendar"),
    (AGREEMENT, 'version: "1.0"\n    status: commercial', 'version: "1.1"\n    status: in transfer'),
    (AGREEMENT, "contact-review: {is: 3 months", "record-retention-expiry: {is: 24 months"),
    (AGREEMENT, "is: 45 calendar days", "is: 60 calendar days"),
    (AGREEMENT, "Aurelia Example Ltd, short", "Aurelia (Example) & Sons Ltd, short"),
    (CORE + "values.yaml", "Audit report, default: 30 calendar days", "Audit report, default: 25 calendar days"),
    (CORE + "dev/dev-notification.md", "The call exists because", "The call is there because"),
    (CORE + "dev/dev-notification.md", "More than one business day", "More than 1 business day"),
    (CORE + "dev/dev-notification.md", "shall note the time of the call", "shall note the hour of the call"),
    (
        CORE + "escalations.yaml",
        '{level: "4", roles: [executive-sponsor], by: 5 business days}',
        '{level: "4", roles: [executive-sponsor], by: 6 business days}',
    ),
)


@pytest.fixture(autouse=True, scope="module")
def read_once() -> Iterator[None]:
    """Read each file once: all cases share all files but one, and reading is a function of path and bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "read_clause", copied(cache(read_clause)))
        patch.setattr(records, "listed", copied(cache(records.listed)))
        yield


def copied(read: Callable[..., tuple[Any, list[Diagnostic]]]) -> Callable[..., tuple[Any, list[Diagnostic]]]:
    """Return *read* with a list of findings that the caller may add to."""

    def once(*file: Any) -> tuple[Any, list[Diagnostic]]:
        node, found = read(*file)
        return node, [*found]

    return once


@cache
def sample() -> dict[str, bytes]:
    """Return the files of the sample and of the libraries."""
    homes = (ROOT / HOME, ROOT / "clauses")
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for home in homes
        for path in home.rglob("*")
        if path.is_file()
    }


def edited(path: str, old: str, new: str) -> tuple[str, list[Diagnostic]]:
    """Return the text of *path* with its first *old* as *new*, and what is then found above open points."""
    before = sample()[path].decode()
    assert old in before, f"{path} no longer says {old}"
    after = before.replace(old, new, 1)
    found = read_files({**sample(), path: after.encode()}).found
    return after, [one for one in found if one.severity is not Severity.NOTE and one.code not in EXPECTED]


def test_the_sample_itself_has_none() -> None:
    assert edited(AGREEMENT, "draft: 1", "draft: 1")[1] == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: f"{one.code}: {one.old[:40]} -> {one.new[:40]}")
def test_a_planted_mistake_is_found_once_at_its_line_with_a_hint(mistake: Mistake) -> None:
    text, found = edited(mistake.path, mistake.old, mistake.new)
    assert [one.code for one in found] == [mistake.code], [one.head() for one in found]
    assert found[0].span.path == mistake.path
    assert found[0].hint
    if mistake.at:
        assert mistake.at in text.splitlines()[found[0].span.line - 1]
    elif mistake.new and "\n" not in mistake.new:
        assert mistake.new in text.splitlines()[found[0].span.line - 1]


@pytest.mark.parametrize(("path", "old", "new"), HARMLESS)
def test_a_harmless_edit_stays_without_a_finding(path: str, old: str, new: str) -> None:
    assert [one.head() for one in edited(path, old, new)[1]] == []
