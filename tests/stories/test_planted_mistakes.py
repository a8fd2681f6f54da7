"""One mistake at a time in the sample: one finding, at its line, with a hint; harmless edits stay without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from generator.diagnostic import Diagnostic, Severity
from generator.load import records
from generator.load.clauses import read_clause
from generator.pipeline import read_files
from tests.samples import HOME, ROOT
from tests.stories.together import Planted, Together

AGREEMENT = "agreements/aurelia-northbay/agreement.yaml"
CONTACTS = "agreements/aurelia-northbay/contacts.yaml"
AGREEMENT_VALUES = "agreements/aurelia-northbay/values.yaml"
CORE = "clauses/core/"
OPEN_DATE = 'effective: "? date of the last signature, expected in January 2027; Head of External Quality"'
EXPECTED = ("library-moved", "suspect-link")
"""What any edit of a library brings with it, and rightly: agreement and links were reviewed with another one."""


MISTAKES = (
    Planted(
        "missing-signatory",
        AGREEMENT,
        "giver-qualified-person, acceptor-head-of-quality, acceptor-qualified-person]",
        "giver-qualified-person]",
    ),
    Planted("missing-signatory", AGREEMENT, "acceptor-head-of-quality, acceptor-q", "acceptor-q"),
    Planted(
        "unsigned-work",
        AGREEMENT,
        "acceptor-head-of-quality, acceptor-qualified-person]",
        "acceptor-head-of-quality]",
    ),
    Planted(
        "unknown-contact", AGREEMENT, "acceptor-head-of-quality, acceptor-q", "acceptor-head-of-qualty, acceptor-q"
    ),
    Planted("unknown-role", AGREEMENT, "owner: client-qa-manager", "owner: client-qa-manger"),
    Planted(
        "unknown-role",
        CONTACTS,
        "acceptor-qualified-person, role: qualified-person",
        "acceptor-qualified-person, role: qualified-persn",
    ),
    Planted("unknown-place", AGREEMENT, "calendar: ie-dublin", "calendar: ie-dubln"),
    Planted("unknown-place", AGREEMENT, "country: DE", "country: DX"),
    Planted("version-disagrees", AGREEMENT, '{version: "1.0", on', '{version: "0.9", on'),
    Planted("dates-disagree", AGREEMENT, OPEN_DATE, "effective: 2026-11-15", "Ruth Muster"),
    Planted("unknown-value", AGREEMENT, "  contact-review:", "  contact-reviw:"),
    Planted(
        "out-of-range",
        AGREEMENT,
        "{is: 3 months, reason: Both sites rotate their duty officers each quarter, by",
        "{is: 30 months, by",
    ),
    Planted("unknown-position", AGREEMENT, "position: fallback", "position: fallbak"),
    Planted("unknown-layer", AGREEMENT, "regions/us,", "regions/usa,"),
    Planted("unknown-template", AGREEMENT, "template: counsel", "template: counsell"),
    Planted("unknown-field", AGREEMENT, "confidentiality:", "confidentialty:"),
    Planted("wrong-value", AGREEMENT, "draft: 1", "draft: one"),
    Planted("wrong-value", AGREEMENT, "on: 2026-11-20", "on: 20.11.2026"),
    Planted("wrong-side", CONTACTS, "party: acceptor, site: northbay-2", "party: acceptor, site: aurelia-dublin"),
    Planted("wrong-side", CONTACTS, "deputy: acceptor-deviation-help", "deputy: giver-deviation-help"),
    Planted("same-person", CONTACTS, "deputy: giver-data-steward}", "deputy: giver-it-manager}"),
    Planted("same-person", CONTACTS, "Una Specimen", "Orla Sample"),
    Planted("unknown-contact", CONTACTS, "deputy: giver-data-steward", "deputy: giver-data-stewrd"),
    Planted("unknown-role", CONTACTS, "role: auditor", "role: auditr"),
    Planted("no-deputy", CONTACTS, ", deputy: giver-regulatory-cmc}", "}", "giver-technical-lead"),
    Planted("no-deputy", CONTACTS, ", deputy: acceptor-head-of-quality}", "}", "acceptor-qc-manager"),
    Planted("unreachable-contact", CONTACTS, 'phone: "+353 20 910 0103", ', "", "giver-external-quality-manager"),
    Planted("unreachable-contact", CONTACTS, 'phone: "+49 40 66969 199", ', "", "acceptor-emergency"),
    Planted("unstaffed-role", CONTACTS, "role: qc-manager", "role: change-control-coordinator", "Persons"),
    Planted("unstaffed-role", CONTACTS, "role: pharmacovigilance", "role: auditor", "Persons"),
    Planted(
        "ladder-not-rising",
        CORE + "escalations.yaml",
        'by: 4 hours}\n    - {level: "3"',
        'by: 48 hours}\n    - {level: "3"',
        "by: 24 hours",
    ),
    Planted("ladder-not-rising", CORE + "escalations.yaml", "by: 60 business days", "by: 6 business days"),
    Planted(
        "ladder-not-rising",
        CORE + "escalations.yaml",
        "by: 30 business days}\n  covers",
        "by: 20 business days}\n  covers",
    ),
    Planted(
        "ladder-start",
        CORE + "escalations.yaml",
        'starts-at: "2"\n  also: [pharmacovigilance]',
        'starts-at: "1"\n  also: [pharmacovigilance]',
    ),
    Planted(
        "wrong-level",
        CORE + "roles.yaml",
        "title: Joint Steering Committee, side: joint, level: 3",
        "title: Joint Steering Committee, side: joint, level: 4",
    ),
    Planted("unknown-row", CORE + "escalations.yaml", "trigger: supply-disruption", "trigger: supply-disrupton"),
    Planted("unknown-role", CORE + "escalations.yaml", "also: [data-steward]", "also: [data-stewrd]"),
    Planted("scorecard-sum", CORE + "scorecard.yaml", 'weight: "15"\n  note: KPI-06', 'weight: "10"\n  note: KPI-06'),
    Planted("scorecard-list", CORE + "scorecard.yaml", "note: KPI-17", "note: KPI-17, KPI-71"),
    Planted("half-threshold", CORE + "indicators.yaml", "  red: Below 95\n  group: change\n", "  group: change\n"),
    Planted(
        "weak-class",
        CORE + "changes.yaml",
        "Primary container and closure, commercial: TD",
        "Primary container and closure, commercial: DR",
    ),
    Planted(
        "weak-class",
        CORE + "changes.yaml",
        "Shelf life or storage statement, commercial: TD, clinical: TD",
        "Shelf life or storage statement, commercial: TD, clinical: DC",
    ),
    Planted(
        "idle-notice",
        CORE + "changes.yaml",
        "commercial: DR, clinical: DR, notice: 5 business days",
        "commercial: DC, clinical: DC, notice: 5 business days",
    ),
    Planted("unknown-row", CORE + "changes.yaml", 'group: facility, type: "New', 'group: facilty, type: "New'),
    Planted(
        "unaccountable-row",
        CORE + "responsibilities.yaml",
        "giver: R/A, acceptor: C, clause: term-review",
        "giver: R/A, acceptor: A, clause: term-review",
    ),
    Planted("broken-reference", CORE + "responsibilities.yaml", "clause: term-review", "clause: term-reviw"),
    Planted("unknown-row", CORE + "triggers.yaml", "effect: restricted", "effect: restrictd"),
    Planted("unknown-row", CORE + "triggers.yaml", "escalates: ES-10", "escalates: ES-99"),
    Planted("unknown-row", CORE + "indicators.yaml", "group: data-quality", "group: data-qualty"),
    Planted("unknown-role", CORE + "stakeholders.yaml", "role: legal-counsel", "role: legal-councel"),
    Planted("unfilled-blank", CORE + "stakeholders.yaml", "{{ batch-package }}", "{{ batch-pakage }}"),
    Planted("undefined-term", CORE + "stakeholders.yaml", "Per [Batch]", "Per [Bach]"),
    Planted(
        "unknown-scope",
        AGREEMENT,
        "services: [manufacturing, packaging, testing, s",
        "services: [manufacturing, packging, testing, s",
    ),
    Planted("unknown-scope", AGREEMENT, "services: [manufacturing, material", "services: [manufactering, material"),
    Planted("unknown-scope", AGREEMENT, "dosage-forms: [sterile]", "dosage-forms: [steril]"),
    Planted("unknown-scope", AGREEMENT, "regions: [EU, US]", "regions: [EU, USA]"),
    Planted("unknown-scope", AGREEMENT, "risk: {tier: 1", "risk: {tier: 11"),
    Planted("wrong-value", AGREEMENT, "stage: commercial", "stage: comercial"),
    Planted("wrong-value", AGREEMENT, "precedence: quality-agreement-first", "precedence: quality-agreement"),
    Planted(
        "unknown-scope",
        CORE + "mat/mat-sampling.md",
        "services: [manufacturing, packaging]",
        "services: [manufacturing, packging]",
    ),
    Planted("missing-layer", AGREEMENT, "regions/eu, regions/us,", "regions/eu,", "scope: {stage"),
    Planted("unfit-layer", AGREEMENT, "profiles/drug-product, c", "profiles/drug-product, profiles/cro, c"),
    Planted("product-without-site", AGREEMENT, "sites: [northbay-1, northbay-2]", "sites: []"),
    Planted(
        "site-without-service",
        AGREEMENT,
        "services: [manufacturing, material and in-process testing, material and in-process storage, "
        "confirmation of partial steps], calendar",
        "services: [], calendar",
    ),
    Planted(
        "service-without-site",
        AGREEMENT,
        "storage, retained samples, confirmation of partial steps], calendar",
        "storage, confirmation of partial steps], calendar",
        "scope: {stage",
    ),
    Planted("outside-scope", AGREEMENT, "markets: [EU, US]", "markets: [EU, US, JP]"),
    Planted("unknown-place", AGREEMENT, "sites: [northbay-1, northbay-2]", "sites: [northbay-1, northbay-3]"),
    Planted(
        "repeated-entry",
        AGREEMENT,
        "giver-qualified-person, acceptor-head-of-quality, ",
        "giver-qualified-person, giver-qualified-person, acceptor-head-of-quality, ",
    ),
    Planted(
        "beyond-legal-limit",
        AGREEMENT,
        "  contact-review: {is: 3 months",
        "  apqr-period: {is: 18 months",
    ),
    Planted(
        "beyond-legal-limit",
        CORE + "values.yaml",
        "after certification, default: 5 years",
        "after certification, default: 4 years",
    ),
    Planted(
        "out-of-range",
        CORE + "values.yaml",
        "Audit report, default: 30 calendar days",
        "Audit report, default: 60 calendar days",
    ),
    Planted(
        "wrong-value",
        CORE + "values.yaml",
        "Audit report, default: 30 calendar days",
        "Audit report, default: 30 calender days",
    ),
    Planted(
        "unused-value", AGREEMENT_VALUES, "", "- {id: hall-3-audit, title: First audit of Hall 3, default: 6 months}\n"
    ),
    Planted("unused-value", AGREEMENT, "  contact-review: {is: 3 months", "  trial-sample-retention: {is: 2 years"),
    Planted("unknown-id", AGREEMENT, "  aud-shared-report:", "  aud-shared-reprt:"),
    Planted("unknown-requirement", CORE + "dev/dev-notification.md", "R-DEV-08, ", "R-DEV-80, "),
    Planted(
        "undefined-term",
        CORE + "dev/dev-notification.md",
        "of each [Critical Deviation] within",
        "of each [Critical Devation] within",
    ),
    Planted(
        "unfilled-blank",
        CORE + "dev/dev-notification.md",
        "{{ major-deviation-notice }}",
        "{{ major-deviation-notce }}",
    ),
    Planted("broken-reference", CORE + "dev/dev-notification.md", "@form-deviation-notice", "@form-deviation-notce"),
    Planted("misplaced-duty", CORE + "dev/dev-notification.md", "dev-phone, sentence: 4", "dev-phone, sentence: 14"),
    Planted(
        "typed-limit", CORE + "dev/dev-notification.md", "within {{ major-deviation-notice }}", "within 2 business days"
    ),
    Planted(
        "clause-grammar",
        CORE + "dev/dev-notification.md",
        "{{ major-deviation-notice }}",
        "{{ major-deviation-notice }",
    ),
    Planted("weak-duty", CORE + "dev/dev-notification.md", "shall make both notices", "will make both notices"),
    Planted("empty-word", CORE + "dev/dev-notification.md", "shall note the time", "shall promptly note the time"),
    Planted("unknown-role", CORE + "dev/dev-notification.md", "approver: head-of-quality", "approver: head-of-qualty"),
    Planted("unknown-topic", CORE + "dev/dev-notification.md", "topic: DEV", "topic: DEVS"),
    Planted(
        "capitalised-word",
        CORE + "dev/dev-notification.md",
        "shall note the time of the call",
        "shall note the Time of the call",
    ),
    Planted("placeholder-word", AGREEMENT, "what: First version", "what: TBD"),
    Planted("yaml-fault", CONTACTS, "party: giver, name: Orla Sample", "party: giver name: Orla Sample"),
    Planted("duplicate-key", AGREEMENT, "draft: 1", "draft: 1\ndraft: 2", "draft: 2"),
    Planted("same-id", CONTACTS, "id: acceptor-qc-manager", "id: acceptor-emergency"),
    Planted("missing-field", AGREEMENT, "every: 2 years, ", "", "review:"),
    Planted("unquoted-text", AGREEMENT, "is: 45 calendar days", "is: 4,5 calendar days"),
    Planted("unquoted-text", AGREEMENT, "sites: [northbay-1, northbay-2]", "sites: [“northbay-1”, northbay-2]"),
    Planted("unquoted-text", AGREEMENT, 'version: "1.0"', "version: ‘1.0’"),
    Planted("wrong-value", AGREEMENT, "next: 2028-11-01", "next: 31.02.2027"),
    Planted("wrong-value", AGREEMENT, "is: 45 calendar days", "is: 24 hrs"),
    Planted("wrong-value", AGREEMENT, "  aud-for-cause:", "  aud–for–cause:"),
    Planted("dates-disagree", AGREEMENT, "next: 2028-11-01", "next: 2025-11-01"),
    Planted("same-id", AGREEMENT, "id: northbay-2, party", "id: northbay-1, party"),
    Planted("same-id", AGREEMENT, "id: veltrazine-20", "id: veltrazine-10"),
    Planted("unknown-row", AGREEMENT, "  supply-agreement: {title", "  suply-agreement: {title"),
    Planted("unknown-row", CORE + "urgent.yaml", "duties: [dev-contain", "duties: [dev-contian"),
    Planted("unknown-row", CORE + "roles.yaml", "signs-for: RM-073", "signs-for: RM-0730"),
    Planted("unknown-role", CORE + "meetings.yaml", "members: [client-qa-manager", "members: [client-qa-manger"),
    Planted("unknown-row", AGREEMENT_VALUES, "starts: effective-date", "starts: effectiv-date"),
    Planted(
        "unfilled-blank",
        CORE + "dev/dev-notification.md",
        "{{ critical-deviation-notice }} after",
        "{ critical-deviation-notice } after",
    ),
    Planted(
        "moved-place",
        CORE + "dev/dev-notification.md",
        "\nThe [Contract Acceptor] shall notify the [Contract Giver] of each [Critical Deviation] within",
        "\nThe [Contract Acceptor] shall keep a log.\n"
        "The [Contract Acceptor] shall notify the [Contract Giver] of each [Critical Deviation] within",
        "dev-notice-critical",
    ),
    Planted(
        "other-actor",
        CORE + "insp/insp-notice.md",
        "The [Contract Acceptor] shall notify the [Contract Giver] of an announced",
        "The [Contract Giver] shall notify the [Contract Acceptor] of an announced",
        "insp-announced",
    ),
    Planted(
        "unknown-role",
        CONTACTS,
        "id: giver-head-of-quality, role: head-of-quality",
        "id: giver-head-of-quality, role: head-of-qualty",
    ),
    Planted("party-roles", AGREEMENT, "- role: acceptor", "- role: giver"),
    Planted("notice-disagrees", CORE + "changes.yaml", "notice: 5 business days, ", "", "CM-61"),
    Planted("class-disagrees", CORE + "changes.yaml", 'exchange", commercial: TD', 'exchange", commercial: DR'),
    Planted(
        "deadline-disagrees",
        CORE + "stakeholders.yaml",
        "in writing within {{ supply-disruption-notice }}",
        "in writing within {{ licence-notice }}",
    ),
    Planted(
        "deadline-disagrees",
        CORE + "stakeholders.yaml",
        "Within {{ critical-deviation-notice }} after",
        "Within {{ out-of-trend-notice }} after",
    ),
    Planted("deadline-disagrees", CORE + "escalations.yaml", "trigger: platform-outage", "trigger: supply-disruption"),
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
    (AGREEMENT, "services: [packaging, testing, stab", "services: [packaging, testing, manufacturing, stab"),
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


def faults(files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Return what is found in *files* above open points."""
    found = read_files(files).found
    return [one for one in found if one.severity is not Severity.NOTE and one.code not in EXPECTED]


def test_the_sample_itself_has_none() -> None:
    assert faults(sample()) == []


TOGETHER = Together((*MISTAKES, *(Planted("", *one) for one in HARMLESS)), sample, faults)


@pytest.mark.parametrize("one", TOGETHER.edits, ids=lambda one: one.label)
def test_a_planted_mistake_is_found_once_at_its_line_with_a_hint_and_a_harmless_edit_is_not(one: Planted) -> None:
    assert TOGETHER.amiss(one) == []


@cache
def small() -> dict[str, bytes]:
    """Return the files of the small workspace of the cases, with its Word template."""
    base = ROOT / "tests" / "cases" / "check" / "base"
    files = {path.relative_to(base).as_posix(): path.read_bytes() for path in base.rglob("*") if path.is_file()}
    template = ("clauses/templates/counsel.docx", "clauses/templates/reviewed/templates/counsel.txt")
    return {**files, **{path: (ROOT / path).read_bytes() for path in template}}


def test_what_is_not_found_and_what_is_found_unasked_is_told_of_the_edit_that_brought_it() -> None:
    record = "agreements/sample/agreement.yaml"
    well, unseen, unasked = (
        Planted("unknown-place", record, "country: DE", "country: DX"),
        Planted("unknown-place", record, "Aurelia Example Ltd", "Aurelia (Example) Ltd"),
        Planted("", record, "calendar: de-hamburg", "calendar: de-hamborg"),
    )
    answers = Together((well, unseen, unasked), small, faults)
    assert answers.amiss(well) == []
    assert answers.amiss(unseen) == ["nothing"]
    assert "unknown-place" in answers.amiss(unasked)[0]
