"""Tables print their rows in the order of the chapters, and the columns that the agreement needs."""

from __future__ import annotations

import pytest

from generator.document.walk import plain, tables
from tests.compose.small import agreement, body, clause, documents_of, rows

CHANGES = rows(
    "changes",
    "- {id: CM-2, group: site, type: A hall., commercial: DC, clinical: DR, notice: 5 business days, us: AR, eu: IA}\n"
    "- {id: CM-1, group: product, type: A dose., commercial: DR, clinical: TD, us: PAS, eu: none}",
)
GROUPS = rows("change-groups", "- {id: product, title: Product}\n- {id: site, title: Site}")


@pytest.mark.parametrize(
    ("stage", "classes", "filings"),
    [("commercial", ("DR", "DC"), (" | PAS | –", " | AR | IA")), ("clinical", ("TD", "DR"), ("", ""))],
)
def test_each_change_type_prints_the_class_of_the_stage(
    stage: str, classes: tuple[str, str], filings: tuple[str, str]
) -> None:
    scope = agreement(scope=f"{{stage: {stage}, services: [manufacturing], regions: [EU, US]}}")
    assert body(scope, CHANGES, GROUPS, clause("changes", ":: matrix changes"))[3:] == [
        "Product",
        f"CM-1 | A dose. | {classes[0]} | –{filings[0]}",
        "Site",
        f"CM-2 | A hall. | {classes[1]} | 5_BD{filings[1]}",
    ]


def test_only_the_filings_of_the_markets_in_scope_print_with_their_key() -> None:
    scope = agreement(scope="{stage: commercial, services: [manufacturing], regions: [EU]}")
    keys = rows("phrases", "- {id: filings-us, text: PAS is asked first.}\n- {id: filings-eu, text: IA is told.}")
    document = documents_of(scope, CHANGES, GROUPS, keys, clause("changes", ":: matrix changes"))["quality-agreement"]
    (shown,) = [table for table in tables(document) if table.matrix == "changes"]
    assert [column.title for column in shown.columns] == ["No.", "Change type", "Class", "Notice", "EU filing"]
    assert plain(shown.note) == "IA is told."


def test_a_market_in_which_no_change_is_filed_has_no_column_and_no_key() -> None:
    scope = agreement(scope="{stage: commercial, services: [manufacturing], regions: [EU, US]}")
    unfiled = rows(
        "changes",
        "- {id: CM-1, group: product, type: A patch., commercial: DR, clinical: TD, us: none, eu: none}\n"
        "- {id: CM-2, group: site, type: A move., commercial: TD, clinical: TD, us: none, eu: IA}",
    )
    keys = rows("phrases", "- {id: filings-us, text: PAS is asked first.}\n- {id: filings-eu, text: IA is told.}")
    document = documents_of(scope, unfiled, GROUPS, keys, clause("changes", ":: matrix changes"))["quality-agreement"]
    (shown,) = [table for table in tables(document) if table.matrix == "changes"]
    assert [column.title for column in shown.columns] == ["No.", "Change type", "Class", "Notice", "EU filing"]
    assert plain(shown.note) == "IA is told."


def test_responsibilities_stand_by_chapter_whatever_the_order_of_their_file() -> None:
    duties = rows(
        "responsibilities",
        "- {id: RM-3, topic: AUD, activity: Look., giver: R/A, acceptor: C}\n"
        "- {id: RM-1, topic: DEV, activity: Tell., each-own: true, note: At once.}\n"
        "- {id: RM-4, topic: AUD, activity: Read.}",
    )
    assert body(duties, clause("duties", ":: matrix responsibilities"))[3:] == [
        "Deviations",
        "RM-1 | Tell. | At once. | – | R/A | R/A",
        "Audits",
        "RM-3 | Look. | – | R/A | C",
        "RM-4 | Read. | – | – | –",
    ]


def test_a_ladder_names_its_start_its_deadlines_and_what_runs_in_parallel() -> None:
    roles = rows("roles", "- {id: sponsor, title: Sponsor, side: each, level: 3}")
    ladders = rows(
        "escalations",
        "- {id: ES-1, title: A stop., trigger: discovery, starts-at: 2, also: [sponsor], levels: ["
        "{level: 1, roles: [head-of-quality], in-parallel: true}, {level: 2, roles: [head-of-quality], by: 24 hours},"
        "{level: 3, roles: [sponsor], by: 3 business days}]}",
    )
    assert body(roles, ladders, clause("ladders", ":: matrix escalations"))[3:] == [
        "ES-1 | A stop. | At once also: Sponsor | in parallel | Start: 24_h | 3_BD | –"
    ]


def test_contacts_stand_giver_first_with_the_name_of_their_deputy() -> None:
    people = {
        "agreements/sample/contacts.yaml": (
            "- {id: ours, role: head-of-quality, party: acceptor, name: Mads Sample, deputy: second}\n"
            "- {id: second, role: head-of-quality, party: acceptor, name: '? deputy', title: Deputy}\n"
            "- {id: theirs, role: head-of-quality, party: giver, name: Orla Sample, phone: +353 1 000}\n"
        )
    }
    assert body(people, clause("people", ":: matrix contacts"))[3:] == [
        "Contract Giver",
        "Head of Quality | Orla Sample | +353_1_000 | – | – | –",
        "Contract Acceptor",
        "Head of Quality | Mads Sample | – | – | – | [● deputy]",
        "Head of Quality | Deputy | [● deputy] | – | – | – | –",
    ]


def test_a_form_says_which_of_its_fields_may_stay_empty() -> None:
    form = "- {id: form-notice, title: Notice, use: To tell., fields: [{id: what, label: What, hint: in a word}, %s]}"
    forms = rows("forms", form % "{id: lot, label: Lot, required: 'false'}")
    assert body(forms, clause("forms", ":: matrix form-notice"))[3:] == ["What | in a word", "Lot (if known) | "]


def test_the_words_round_a_table_come_from_matrices() -> None:
    head = rows("matrices", "- {id: sites, title: Our sites, key: 'Where a [Deviation] is.', note: 'In {{ call }}.'}")
    (document, _) = documents_of(head, clause("sites", ":: matrix sites")).values()
    table = next(one for one in tables(document) if one.matrix == "sites")
    assert (table.caption, len(table.key), len(table.note)) == ("Our sites", 3, 3)
    assert table.describes == "Our sites. Columns: Site, Party, Address, Services, Calendar."


def test_a_table_that_nobody_knows_places_nothing() -> None:
    assert body(clause("nothing", "See below.\n\n:: matrix nothing")) == ["1. Deviations", "1.1 Nothing", "See below."]


def test_a_table_of_the_agreement_prints_its_words_as_they_stand() -> None:
    own = rows(
        "tables",
        "- {id: phones, title: Whom to call, columns: [Who, Number], "
        "rows: [[By day], [Desk, '0000 [1]'], [Guard, '']]}",
    )
    printed = body(own, clause("calls", "Call these numbers:\n\n:: matrix phones"))
    assert printed[-4:] == ["Table 1 Whom to call", "By day", "Desk | 0000 [1]", "Guard | –"]


def test_who_owns_a_code_is_a_party_each_party_or_both_together() -> None:
    kinds = ("giver", "each", "joint")
    owned = "\n".join(f"- {{id: md-{one}, entity: Code, owner: {one}, rule: A list.}}" for one in kinds)
    texts = (rows("data-governance/master-data", owned), clause("codes", ":: matrix master-data"))
    (shown,) = [table for table in tables(documents_of(*texts)["quality-agreement"]) if table.matrix == "master-data"]
    assert [plain(row.cells[1].paragraphs[0]) for row in shown.rows] == ["Contract Giver", "Each Party", "Joint"]


def test_an_object_on_which_nobody_has_a_right_has_no_column_and_a_phrase_names_the_others() -> None:
    cells = "master-data: R, batch-record: R A, results: R, quality-events: R, changes: R, indicators: R, audit-log: R"
    role = f"- {{id: pm-1, role: Quality, side: giver, {cells}, stability: none, integration: none}}"
    named = rows("phrases", "- {id: object-batch-record, text: Trial file}")
    texts = (rows("data-governance/permissions", role), named, clause("permissions", ":: matrix permissions"))
    (shown,) = [table for table in tables(documents_of(*texts)["quality-agreement"]) if table.matrix == "permissions"]
    heads = ["Role", "Side", "Master data", "Trial file", "Results", "Quality events", "Changes", "Indicators"]
    assert [column.title for column in shown.columns] == [*heads, "Audit log"]


@pytest.mark.parametrize(("topic", "stands"), [("STAB", True), ("DEV", False)])
def test_stability_has_a_column_of_permissions_only_where_its_chapter_stands(topic: str, stands: bool) -> None:
    cells = "master-data: R, batch-record: R, results: R, quality-events: R, changes: R, indicators: R, audit-log: R"
    role = f"- {{id: pm-1, role: Quality, side: giver, {cells}, stability: R, integration: none}}"
    chapters = rows("chapters", "- {id: STAB, title: Stability, document: quality-agreement}\n")
    pulls = clause("pulls", "The [Contract Acceptor] pulls samples.", topic=topic)
    texts = (rows("data-governance/permissions", role), chapters, pulls, clause("who", ":: matrix permissions"))
    (shown,) = [table for table in tables(documents_of(*texts)["quality-agreement"]) if table.matrix == "permissions"]
    assert ("Stability" in [column.title for column in shown.columns]) is stands
