"""Options of an agreement: what it has and how it prints, each chosen by a line of agreement.yaml."""

from __future__ import annotations

import pytest

from generator.compose import compose, obligations
from generator.document.blocks import Paragraph
from generator.document.walk import plain
from generator.render.plain import document_to_plain
from tests.compose.small import AGREEMENT, Texts, agreement, body, clause, documents_of, draft_of, rows

THIRD = '  - {role: third, entities: [{name: Westlab Example AS, registration: "3", address: 3 Street, country: DE}]}\n'
LAB = (
    "- {id: lab, term: Laboratory, role: third, definition: the party that tests.}\n"
    "- {id: quality-unit, term: Quality Unit, forms: [Quality Units], definition: who decides on quality.}"
)


def three(**more: str) -> Texts:
    """Return an agreement with a third party, the laboratory."""
    third = THIRD.replace("role: third,", f"role: third, {''.join(f'{name}: {what}, ' for name, what in more.items())}")
    return {**agreement(parties=AGREEMENT["parties"] + third), **rows("terms", LAB)}


def named(name: str, **more: str) -> Texts:
    """Return an agreement whose giver prints as *name*."""
    fields = "".join(f", {field}: {what}" for field, what in more.items())
    return agreement(parties=AGREEMENT["parties"].replace("role: giver", f"role: giver, printed-as: {name}{fields}"))


def test_three_parties_have_three_columns_three_numbers_and_three_names() -> None:
    row = "- {id: RM-1, topic: DEV, activity: Test., giver: I, acceptor: C, third: R/A}"
    own = "- {id: RM-2, topic: DEV, activity: Train., each-own: true}"
    place = clause("duties", ":: matrix responsibilities")
    more = (three(), rows("responsibilities", f"{row}\n{own}"), place)
    document = documents_of(*more)["quality-agreement"]
    assert [party.role for party in document.parties] == ["Contract Giver", "Contract Acceptor", "Laboratory"]
    assert document.facts.short_parties == "Aurelia Example Ltd, Northbay Example GmbH and Westlab Example AS"
    assert body(*more)[-2:] == ["RM-1 | Test. | – | I | C | R/A", "RM-2 | Train. | – | R/A | R/A | R/A"]


def test_a_subsidiary_document_names_all_three() -> None:
    (line,) = documents_of(three())["communication-plan"].opening
    assert isinstance(line, Paragraph)
    assert "between the Contract Giver, the Contract Acceptor and the Laboratory" in plain(line.inlines)


def test_of_three_parties_both_are_all_and_either_is_any() -> None:
    text = clause("notice", "Both [Quality Units] and either [Party] meet, both here.")
    assert body(three(), text)[-1] == "All Quality Units and any Party meet, both here."
    units = rows("terms", LAB.splitlines()[1])
    assert body(units, text)[-1] == "Both Quality Units and either Party meet, both here."


def test_a_chapter_that_binds_the_laboratory_too_gives_it_the_duties_of_the_acceptor() -> None:
    texts = (
        clause(
            "notice", "The [Contract Acceptor] shall tell the [Contract Giver].\nThe [Contract Giver] shall answer."
        ),
        clause("visit", "The [Contract Acceptor] shall open the hall.", topic="AUD"),
        clause("sample", "The [Contract Acceptor] shall send samples to the [Laboratory]."),
    )
    draft = draft_of(three(**{"bound-by": "[DEV]"}), *texts)
    assert [(one.id, one.party, one.actor) for one in obligations(draft, compose(draft))] == [
        ("notice/1", "acceptor", "Contract Acceptor"),
        ("notice/1/third", "third", "Laboratory"),
        ("notice/2", "giver", "Contract Giver"),
        ("sample/1", "acceptor", "Contract Acceptor"),
        ("visit/1", "acceptor", "Contract Acceptor"),
    ]


def test_the_table_of_further_parties_names_their_chapters() -> None:
    more = (three(**{"bound-by": "[DEV]"}), clause("bound", ":: matrix further-parties"))
    assert body(*more)[-1] == "Laboratory | clause_1, Deviations"


def test_the_chapters_of_a_further_party_stand_in_the_order_of_their_numbers() -> None:
    visit = clause("visit", "The [Contract Acceptor] shall open the hall.", topic="AUD")
    table = clause("bound", ":: matrix further-parties")
    said = [body(three(**{"bound-by": listed}), visit, table)[-1] for listed in ("[DEV, AUD]", "[AUD, DEV]")]
    assert said[0] == said[1]


def test_the_matrix_says_what_a_dash_means_for_a_party_bound_by_chapters() -> None:
    row = "- {id: RM-001, topic: DEV, activity: Tell., giver: I, acceptor: R/A, clause: notice}"
    heads = rows("matrices", "- {id: responsibilities, title: Responsibilities, key: A dash marks no part.}")
    matrix = clause("parts", ":: matrix responsibilities")
    bound = clause("scope-further-parties", ":: matrix further-parties", applies="{has: [third-party]}")
    texts = (rows("responsibilities", row), heads, clause("notice", "Tell."), matrix, bound)
    printed = printed_agreement(three(**{"bound-by": "[DEV]"}), *texts)
    assert (
        "A dash marks no part. In the column of the Laboratory a dash stands for the part of the Contract Acceptor, "
        "for its own work, in the chapters that clause 1.3 lists." in printed
    )
    assert "In the column" not in printed_agreement(three(), *texts)


def printed_agreement(*texts: Texts) -> str:
    return document_to_plain(documents_of(*texts)["quality-agreement"]).replace("\u00a0", " ")


@pytest.mark.parametrize(("parties", "stands"), [({}, False), (three(), True)])
def test_a_clause_for_three_parties_stands_only_where_there_are_three(parties: Texts, stands: bool) -> None:
    text = clause("more", "There are more of us.", applies="{has: [third-party]}")
    assert ("There are more of us." in body(parties, text, clause("notice", "Tell."))) is stands


def test_a_short_name_takes_no_article() -> None:
    text = clause("notice", "The [Contract Giver] asks, and the [Contract Acceptor] tells the [Contract Giver] all.")
    assert (
        body(named("Aurelia", article="no"), text)[-1] == "Aurelia asks, and the Contract Acceptor tells Aurelia all."
    )


def test_a_short_name_takes_no_article_where_the_parties_are_named() -> None:
    texts = named("Aurelia", article="no")
    printed = document_to_plain(documents_of(texts)["quality-agreement"])
    assert "(Aurelia)" in printed
    assert "the Aurelia" not in printed


def test_the_name_that_prints_may_be_written_in_a_clause() -> None:
    assert body(named("Sponsor"), clause("notice", "The [Sponsor] is told."))[-1] == "The Sponsor is told."


@pytest.mark.parametrize(
    ("capitals", "line"),
    [
        ("none", "The Sponsor is told of each Deviation within 1_Business_Day."),
        ("parties", "The SPONSOR is told of each Deviation within 1_Business_Day."),
        ("terms", "The SPONSOR is told of each DEVIATION within 1_BUSINESS_DAY."),
    ],
)
def test_names_of_parties_or_all_terms_print_in_capitals(capitals: str, line: str) -> None:
    text = clause("notice", "The [Contract Giver] is told of each [Deviation] within {{ notice }}.")
    fields = named("Sponsor")["agreements/sample/agreement.yaml"] + f"print: {{capitals: {capitals}}}\n"
    assert body({"agreements/sample/agreement.yaml": fields}, text)[-1] == line


def test_several_of_a_thing_that_prints_under_another_name_are_in_capitals_to_the_last_letter() -> None:
    term = "- {id: lot, term: Lot, forms: [Lots], prints: Deliverable, definition: a thing.}"
    text = clause("notice", "The [Contract Acceptor] tells of [Lots].")
    assert body(agreement(print="{capitals: terms}"), rows("terms", term), text)[-1].endswith("tells of DELIVERABLES.")


def test_the_definition_prints_in_capitals_too() -> None:
    fields = agreement(print="{capitals: terms}")
    lines = body(fields, clause("terms", ":: matrix definitions", topic="DEF"), clause("notice", "A [Deviation]."))
    assert lines[4] == "DEVIATION means a departure from what was agreed."


# How it prints


def printing(form: str) -> Texts:
    """Return an agreement that prints as *form* says."""
    return agreement(print=f"{{{form}}}")


MATRIX = clause("duties", ":: matrix responsibilities")
DUTIES = rows(
    "responsibilities",
    "- {id: RM-1, topic: DEV, activity: Test., giver: I, acceptor: R/A, right: The giver may watch., note: By day.}\n"
    "- {id: RM-2, topic: DEV, activity: Train., each-own: true}\n"
    "- {id: RM-3, topic: DEV, activity: Approve., giver: A, acceptor: R, only-when: the hall is new.}",
)


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (
            "raci",
            [
                "RM-1 | Test. | Right: The giver may watch. | By day. | – | I | R/A",
                "RM-2 | Train. | – | R/A | R/A",
                "RM-3 | Approve. | Only when the hall is new. | – | A | R",
            ],
        ),
        (
            "marks",
            [
                "RM-1 | Test. | Right: The giver may watch. | By day. | – | i | X",
                "RM-2 | Train. | – | X | X",
                "RM-3 | Approve. | Only when the hall is new. | – | (X) | x",
            ],
        ),
        (
            "sentences",
            [
                "RM-1 | – | Be told. | Test. | Right: The giver may watch. | By day.",
                "RM-2 | – | Train. | Train.",
                "RM-3 | – | Have the last word. | Approve. | Only when the hall is new. | Not alone.",
            ],
        ),
    ],
)
def test_one_record_of_responsibilities_prints_in_three_forms(form: str, lines: list[str]) -> None:
    phrases = rows(
        "phrases",
        "- {id: part-informed, text: Be told.}\n- {id: part-accountable, text: Have the last word.}\n"
        "- {id: part-not-accountable, text: Not alone.}",
    )
    assert body(printing(f"responsibilities: {form}"), DUTIES, MATRIX, phrases)[-3:] == lines


def test_definitions_print_as_a_table() -> None:
    place = clause("terms", ":: matrix definitions", topic="DEF")
    lines = body(printing("definitions: table"), place, clause("notice", "A [Deviation]."))
    assert "Table 1 Definitions" in lines
    assert "Deviation | a departure from what was agreed." in lines


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("list", "Deviation has the meaning that the Supply Agreement_SA-1 gives it."),
        ("table", "Deviation | As in the Supply Agreement_SA-1."),
    ],
)
def test_a_term_of_another_agreement_points_there_and_brings_none_of_its_words(form: str, line: str) -> None:
    fields = agreement(
        print=f"{{definitions: {form}}}",
        related="{supply-agreement: {title: Supply Agreement, number: SA-1}}",
        imports="{supply-agreement: [deviation]}",
    )
    phrases = rows(
        "phrases",
        '- {id: definition-imported, text: "has the meaning that the {{ agreement }} gives it."}\n'
        '- {id: definition-as-in, text: "As in the {{ agreement }}."}',
    )
    more = rows(
        "terms", '- {id: deviation, term: Deviation, definition: "a fault in a [Plan]."}\n', "agreements/sample"
    )
    plan = rows("terms", "- {id: plan, term: Plan, definition: what is planned.}")
    place = clause("terms", ":: matrix definitions", topic="DEF")
    lines = body(fields, phrases, plan, more, place, clause("notice", "A [Deviation]."))
    assert line in lines
    assert not [one for one in lines if one.startswith("Plan")]


def test_services_print_as_a_checklist_with_a_column_a_site() -> None:
    sites = (
        "[{id: hall, party: acceptor, name: Hall, services: [testing]}, "
        "{id: yard, party: acceptor, name: Yard, services: [manufacturing, testing]}, "
        "{id: office, party: giver, name: Office, services: []}]"
    )
    fields = agreement(print="{services: checklist}", sites=sites)
    assert body(fields, clause("where", ":: matrix sites"))[-7:] == [
        "Table 1 Sites",
        "Hall | Contract Acceptor | – | –",
        "Yard | Contract Acceptor | – | –",
        "Office | Contract Giver | – | –",
        "Table 2 Services",
        "Manufacturing | – | X",
        "Testing | X | X",
    ]


def test_kinds_of_a_service_stand_in_the_checklist_in_its_place() -> None:
    sites = (
        "[{id: hall, party: acceptor, name: Hall, services: [chemical testing]}, "
        "{id: yard, party: acceptor, name: Yard, services: [manufacturing, microbial testing]}]"
    )
    scope = "{stage: commercial, services: [manufacturing, testing], regions: [EU]}"
    kinds = "".join(
        f"- {{id: {one}, of: services, word: {one} testing, meaning: one kind of it}}\n"
        for one in ("chemical", "microbial")
    )
    fields = agreement(print="{services: checklist}", scope=scope, sites=sites)
    assert body(fields, rows("scopes", kinds), clause("where", ":: matrix sites"))[-4:] == [
        "Table 2 Services",
        "Manufacturing | – | X",
        "Chemical testing | X | –",
        "Microbial testing | – | X",
    ]


@pytest.mark.parametrize(
    ("days", "printed"), [("Mon, Tue, Wed, Thu, Fri", "Mon to Fri"), ("Sun, Mon, Tue, Wed", "Sun, Mon, Tue, Wed")]
)
def test_a_site_prints_by_which_days_hours_and_zone_it_counts(days: str, printed: str) -> None:
    calendars = {
        "clauses/calendars.yaml": "- {id: quay, title: The Quay, zone: Europe/Dublin, "
        f"working-days: [{days}], working-hours: 08:00 to 17:00}}\n"
    }
    fields = agreement(sites="[{id: hall, party: acceptor, name: Hall, services: [testing], calendar: quay}]")
    line = body(calendars, fields, clause("where", ":: matrix sites"))[-1]
    assert line.endswith(f"The Quay: {printed}, 08:00 to 17:00, Europe/Dublin")


TEXT = "One.\n\nTwo:\n(a) first;\n  (i) inner.\n(b) second, see @notice(a)."


@pytest.mark.parametrize(
    ("scheme", "labels"),
    [
        ("lettered", ["1. Deviations", "1.1 Notice", "(a) One.", "(b) Two:", "(i) first;", "(A) inner."]),
        ("decimal", ["1 Deviations", "1.1 Notice", "1.1.1 One.", "1.1.2 Two:", "(a) first;", "(i) inner."]),
        ("decimal-zero", ["1.0 Deviations", "1.1 Notice", "1.1.1 One.", "1.1.2 Two:", "(a) first;", "(i) inner."]),
    ],
)
def test_numbers_are_lettered_or_decimal(scheme: str, labels: list[str]) -> None:
    assert body(printing(f"numbering: {scheme}"), clause("notice", TEXT))[: len(labels)] == labels


@pytest.mark.parametrize(("scheme", "number"), [("lettered", "1.1(b)(i)"), ("decimal-zero", "1.1.2(a)")])
def test_a_reference_prints_the_number_of_its_scheme(scheme: str, number: str) -> None:
    assert body(printing(f"numbering: {scheme}"), clause("notice", TEXT))[-1].endswith(f"see clause_{number}.")


def test_in_decimal_numbers_a_lone_paragraph_has_one_too() -> None:
    assert body(printing("numbering: decimal"), clause("notice", "Tell."))[-1] == "1.1.1 Tell."


# Who takes part


TWO = (
    "[{name: Aurelia Example Ltd, short: Aurelia, registration: '1', address: Quay, country: IE}, "
    "{name: Aurelia Example BV, short: Aurelia BV, registration: '4', address: Kade, country: DE}]"
)


def test_several_entities_of_a_side_stand_in_its_paragraph_and_each_has_its_signature() -> None:
    parties = (
        AGREEMENT["parties"].partition("entities: ")[0] + f"entities: {TWO}}}\n" + AGREEMENT["parties"].split("\n")[2]
    )
    contacts = (
        "- {id: one, role: head-of-quality, party: giver, name: Ann, entity: Aurelia}\n"
        "- {id: two, role: head-of-quality, party: giver, name: Bea, entity: Aurelia Example BV}\n"
    )
    document = documents_of(
        agreement(parties=parties, signatories="[one, two]"),
        {"agreements/sample/contacts.yaml": contacts},
        rows("phrases", '- {id: party-together, text: "{{ name }} (together, the {{ role }})"}'),
        {"clauses/core/documents.yaml": "- {id: quality-agreement, title: QA, called: this, signing: Signed.}\n"},
    )["quality-agreement"]
    first = document.opening[1]
    assert isinstance(first, Paragraph)
    assert plain(first.inlines) == (
        "Aurelia Example Ltd of Ireland, and Aurelia Example BV (together, the Contract Giver); and"
    )
    assert document.signatures
    assert [one.entity for one in document.signatures.signatures] == ["Aurelia Example Ltd", "Aurelia Example BV"]


def test_affiliates_stand_behind_the_party_that_acts_for_them() -> None:
    one = "{name: Aurelia Example BV, registration: '4', address: Kade, country: DE}"
    other = "{name: Aurelia Example AG, registration: '5', address: Gasse, country: DE}"
    phrases = rows(
        "phrases",
        '- {id: party-affiliate, text: ", acting also for its affiliate"}\n'
        '- {id: party-affiliates, text: ", acting also for its affiliates"}',
    )
    ends = {
        one: "its affiliate Aurelia Example BV of Germany; and",
        f"{one}, {other}": "its affiliates Aurelia Example BV of Germany, and Aurelia Example AG of Germany; and",
    }
    for several, end in ends.items():
        parties = AGREEMENT["parties"].replace("role: giver, ", f"role: giver, affiliates: [{several}], ")
        first = documents_of(agreement(parties=parties), phrases)["quality-agreement"].opening[1]
        assert isinstance(first, Paragraph)
        assert plain(first.inlines).endswith(f"(the Contract Giver), acting also for {end}")


# What stands beside it


def test_a_chain_of_contracts_shows_its_levels() -> None:
    related = (
        "{lab: {title: Laboratory Contract, number: L-3, between: Northbay and Westlab, under: supply}, "
        "supply: {title: Supply Agreement, under: master}, master: {title: Master Agreement, date: 2026-01-05}, "
        "other: {title: Something Else}}"
    )
    assert body(agreement(related=related), clause("chain", ":: matrix contract-chain"))[-3:] == [
        "1 | Master Agreement | – | 5_January_2026 | the parties to this agreement",
        "2 | Supply Agreement | – | – | the parties to this agreement",
        "3 | Laboratory Contract | L-3 | – | Northbay and Westlab",
    ]


def test_precedence_by_subject_prints_who_prevails_on_what() -> None:
    fields = agreement(
        precedence="by-subject",
        related="{supply-agreement: {title: Supply Agreement}}",
        subjects="[{id: a, subject: 'Each [Deviation]', first: quality-agreement}, "
        "{id: b, subject: Price, first: supply-agreement}]",
    )
    assert body(fields, clause("order", ":: matrix precedence"))[-2:] == [
        "Each Deviation | this Agreement",
        "Price | the Supply Agreement",
    ]


def test_vendors_stand_by_who_chooses_them() -> None:
    vendors = (
        "[{id: v1, supplies: Vials, name: Glas Example, chosen-by: acceptor}, "
        "{id: v2, supplies: Substance, name: Sub Example, chosen-by: giver, qualified-by: acceptor, status: approved}]"
    )
    assert body(agreement(vendors=vendors), clause("vendors", ":: matrix vendors"))[-4:] == [
        "Chosen by the Contract Giver",
        "Substance | Sub Example | – | Contract Acceptor | approved",
        "Chosen by the Contract Acceptor",
        "Vials | Glas Example | – | Contract Acceptor | –",
    ]


def test_an_agreement_that_is_replaced_is_named_in_a_clause() -> None:
    fields = agreement(related="{replaces: {title: Quality Agreement, number: QA-0, date: 2020-01-05}}")
    text = clause("gone", "It replaces the {{ replaced-agreement }}.", applies="{has: [replaced-agreement]}")
    value = rows("values", "- {id: replaced-agreement, title: Replaced, kind: words, default: no earlier agreement}")
    assert body(fields, text, value)[-1] == "It replaces the Quality Agreement_QA-0 of 5_January_2020."
    assert "It replaces" not in " ".join(body(text, value, clause("notice", "Tell.")))


@pytest.mark.parametrize("open_", ['number: "? number, by May"', 'number: QA-0, date: "? number, by May"'])
def test_what_is_open_of_an_agreement_that_is_replaced_is_open_in_the_clause(open_: str) -> None:
    fields = agreement(related=f"{{replaces: {{title: Quality Agreement, {open_}}}}}")
    text = clause("gone", "It replaces the {{ replaced-agreement }}.", applies="{has: [replaced-agreement]}")
    value = rows("values", "- {id: replaced-agreement, title: Replaced, kind: words, default: no earlier agreement}")
    assert body(fields, text, value)[-1] == "It replaces the [● Replaced: number, by May]."


def test_attachments_are_listed_with_the_beginning_of_their_hash() -> None:
    listed = f"[{{id: map, title: Site map, number: M-1, version: '2', file: map.pdf, hash: {'ab' * 32}}}]"
    text = clause("files", ":: matrix attachments")
    assert body(agreement(attachments=listed), text)[-1] == "Site map | M-1 | 2 | map.pdf | abababababababab"
