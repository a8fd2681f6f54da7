"""References carry the numbers of their targets, terms the words of the agreement, blanks their values."""

from __future__ import annotations

import pytest

from generator.compose.link import row_linked
from generator.document.blocks import Cell, Row
from generator.prose import Text
from tests.compose.small import Texts, agreement, body, clause, rows

TARGETS = (
    clause("audit", "Look at:\n(a) halls;\n(b) lines:\n  (i) one.", topic="AUD"),
    clause("report", "Write.\n\nSay:\n(a) when;\n(b) where.", topic="AUD"),
    clause("tables", ":: matrix products", topic="AUD"),
    clause("duties", "One.\n\n:: matrix sites", topic="AX-DUTIES"),
    clause("forms", ":: matrix form-notice", topic="AX-FORMS"),
    clause("stack", "Talk.\n\nMeet.", topic="CP-LAYERS"),
    rows("forms", "- {id: form-notice, title: Notice, use: To tell., fields: [{id: what, label: What}]}"),
)
NAMES = "\n  - {role: giver, printed-as: Owner, entities: [%s]}\n  - {role: acceptor, printed-as: %s, entities: [%s]}"
ENTITY = '{name: %s, registration: "1", address: 1 Example Quay, country: IE}'


def parties(second: str) -> Texts:
    """Return agreement.yaml whose parties are called Owner and *second*."""
    return agreement(parties=NAMES % (ENTITY % "Aurelia Example Ltd", second, ENTITY % "Northbay Example GmbH"))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("@AUD", "clause_2"),
        ("@audit", "clause_2.1"),
        ("@audit.1", "clause_2.1"),
        ("@audit.1(a)", "clause_2.1(a)"),
        ("@audit(b)", "clause_2.1(b)"),
        ("@audit(b)(i)", "clause_2.1(b)(i)"),
        ("@report.2", "clause_2.2(b)"),
        ("@report.2(b)", "clause_2.2(b)(ii)"),
        ("@report(b)", "clause_2.2(b)(ii)"),
        ("@products", "Table_1"),
        ("@AX-DUTIES", "Annex_1"),
        ("@duties", "Annex_1"),
        ("@sites", "Annex_1"),
        ("@form-notice", "Annex_2"),
        ("@CP-LAYERS", "clause_1 of the Communication Plan"),
        ("@stack.2", "clause_1.1(b) of the Communication Plan"),
        ("@nowhere", "[reference to nowhere]"),
        ("@audit(z)", "[reference to audit(z)]"),
    ],
)
def test_a_reference_prints_the_word_and_number_of_its_target(written: str, printed: str) -> None:
    assert body(*TARGETS, clause("notice", f"See {written}."))[2] == f"See {printed}."


def test_a_reference_to_a_figure_prints_its_number_in_its_document_and_in_others() -> None:
    texts = (
        clause("set", "These.\n\n:: matrix document-set", topic="AUD"),
        clause("seen", "See @document-set.", topic="CP-LAYERS"),
    )
    made = body(*texts, clause("notice", "See @document-set and @figure-layers."))
    assert made[2] == "See Figure_1 and [reference to figure-layers]."
    assert "See Figure_1 of the Agreement." in body(*texts, document="communication-plan")


def test_a_reference_to_a_table_uses_the_word_of_its_caption() -> None:
    words = rows("phrases", "").items()
    called = {path: text.replace("text: Table", "text: Schedule") for path, text in words}
    assert body(called, clause("notice", "See @products.\n\n:: matrix products"))[2:4] == [
        "See Schedule_1.",
        "Schedule 1 Products",
    ]


def test_out_of_another_document_a_clause_is_one_of_the_agreement() -> None:
    printed = body(*TARGETS, clause("meet", "See @audit.", topic="CP-LAYERS"), document="communication-plan")
    assert "See clause_1.1 of the Agreement." in printed


def test_the_short_form_of_an_item_leads_nowhere_when_two_lists_have_it() -> None:
    two = clause("audit", "Look:\n(a) here.\n\nSay:\n(a) there.", topic="AUD")
    assert body(two, clause("notice", "See @audit(a) and @audit.2(a)."))[2] == (
        "See [reference to audit(a)] and clause_2.1(b)(i)."
    )


def test_a_reference_in_the_clause_column_prints_the_bare_number_except_of_an_annex() -> None:
    duties = rows(
        "responsibilities",
        "- {id: RM-1, topic: DEV, activity: Tell., giver: I, acceptor: R, clause: notice}\n"
        "- {id: RM-2, topic: DEV, activity: List., giver: I, acceptor: R, clause: duties}",
    )
    assert body(*TARGETS, duties, clause("notice", ":: matrix responsibilities"))[3:6] == [
        "Deviations",
        "RM-1 | Tell. | 1.1 | I | R",
        "RM-2 | List. | Annex_1 | I | R",
    ]


def test_values_print_with_their_unit_as_the_term_and_a_blank_that_does_not_break() -> None:
    more = rows("values", "- {id: weeks, title: Weeks, default: 3 weeks}\n- {id: share, title: Share, default: 99.5 %}")
    assert body(more, clause("notice", "{{ notice }}, {{ call }}, {{ weeks }}, {{ share }}."))[2] == (
        "1_Business_Day, 24_hours, 3_weeks, 99.5_%."
    )


def test_a_value_of_several_takes_the_plural_of_its_term() -> None:
    chosen = agreement(values="{notice: 3 business days, call: 1 hour}")
    assert body(chosen, clause("notice", "{{ notice }}, {{ call }}."))[2] == "3_Business_Days, 1_hour."


def test_batches_of_a_value_print_as_the_term_that_a_profile_chose() -> None:
    term = rows("terms", "- {id: batch, term: Batch, forms: [Batches], prints: Deliverable, definition: what is made.}")
    more = rows("values", "- {id: lots, title: Lots, default: 5 batches}")
    lines = body(term, more, clause("notice", "{{ lots }}, {{ notice }}."))
    assert "5_Deliverables, 1_Business_Day." in lines


def test_a_value_in_words_prints_them() -> None:
    language = rows("values", "- {id: language, title: Language, default: English, kind: words}")
    assert body(language, clause("notice", "Write in {{ language }}."))[2] == "Write in English."


def test_an_open_value_prints_as_an_open_point_with_its_title() -> None:
    assert body(agreement(values='{call: "? hours, Quality, by May"}'), clause("notice", "In {{ call }}."))[2] == (
        "In [● Call: hours, Quality, by May]."
    )


def test_an_open_point_of_an_author_stays_one() -> None:
    assert body(clause("notice", "In {{? how many hours, Quality }}."))[2] == "In [● how many hours, Quality]."


def test_a_blank_without_value_stays_a_blank() -> None:
    assert body(clause("notice", "In {{ no-such-value }}."))[2] == "In [● no such value]."


def test_the_names_that_the_agreement_gives_its_parties_print_in_clauses_definitions_and_matrices() -> None:
    assert body(
        parties("Contract Facility"),
        rows("responsibilities", "- {id: RM-1, topic: DEV, activity: 'Tell the [Contract Giver].', acceptor: R}"),
        clause("terms", ":: matrix definitions", topic="DEF"),
        clause(
            "notice", "The [Contract Acceptor] tells each [Party].\n\n:: matrix responsibilities\n\n:: matrix sites"
        ),
    ) == [
        "1. Definitions",
        "1.1 Terms",
        "Agreement means this document.",
        "Communication Plan means the plan of that title.",
        "Contract Facility means the party that makes.",
        "Owner means the party that orders.",
        "Party means the Owner or the Contract Facility.",
        "2. Deviations",
        "2.1 Notice",
        "The Contract Facility tells each Party.",
        "Table 1 Responsibilities",
        "Deviations",
        "RM-1 | Tell the Owner. | – | – | R",
        "Table 2 Sites",
        "Hall | Contract Facility | – | testing | –",
    ]


@pytest.mark.parametrize("name", ["נורת'ביי", "R&D <Partner>", "Société Générique"])
def test_the_name_of_a_party_prints_as_it_is_written(name: str) -> None:
    assert body(parties(f'"{name}"'), clause("notice", "The [Contract Acceptor] tells."))[2] == f"The {name} tells."


def test_a_row_with_nothing_to_fill_is_not_made_anew() -> None:
    spare, said = Cell("spare", ((Text("–"),),)), Cell("said", ((Text("Write"), Text(".")),))
    row = Row("row", (spare, said))
    assert row_linked(row, lambda line: line) is row
    filled = row_linked(row, lambda line: (Text("Say"), line[1]) if len(line) > 1 else line)
    assert filled.cells[0] is spare
    assert filled.cells[1].paragraphs == ((Text("Say"), Text(".")),)
