"""The register of obligations says who does what, within which time, with which evidence, by which clause."""

from __future__ import annotations

from generator.compose import compose, obligation_register, obligations
from generator.document.blocks import Document
from generator.document.walk import cell_inlines, row_words, tables
from generator.prose import Reference
from tests.compose.small import CORE, Texts, clause, draft_of, shown


def register(*more: Texts) -> Document:
    draft = draft_of(*more)
    documents = compose(draft)
    return obligation_register(draft, documents, obligations(draft, documents))


def lines(document: Document) -> list[list[str]]:
    return [[shown(" | ".join(row_words(row))) for row in table.rows] for table in tables(document)]


def test_duties_with_a_limit_come_first_each_with_its_evidence_and_clause() -> None:
    text = "Each [Party] shall read @notice.\nThe [Contract Acceptor] shall tell all within {{ notice }}."
    duties = "[{id: tell, sentence: 2, does: notify, evidence: event-record}]"
    assert lines(register(clause("notice", text, duties=duties))) == [
        [
            (
                "Contract Acceptor | The Contract Acceptor shall tell all within 1_Business_Day. | 1_Business_Day"
                " | from discovery | Event record | 1.1"
            )
        ],
        ["Each Party | Each Party shall read clause_1.1. | – | – | – | 1.1"],
    ]


def test_the_clause_of_another_document_says_which_and_leads_there() -> None:
    (table,) = tables(register(clause("talk", "Each [Party] shall talk.", topic="CP-LAYERS")))
    (place,) = cell_inlines(table.rows[0].cells[-1])
    assert isinstance(place, Reference)
    assert (place.path, shown(place.words)) == ("talk", "CP_1.1")


def test_no_two_rows_share_a_path() -> None:
    duties = "[{id: tell, sentence: 1, does: tell}]"
    texts = [clause(name, "Each [Party] shall tell.", duties=duties) for name in ("one", "two")]
    paths = [row.path for table in tables(register(*texts)) for row in table.rows]
    assert paths == ["obligations/tell", "obligations/tell-2"]


def test_nobody_signs_it_and_an_agreement_without_duties_says_so() -> None:
    document = register()
    assert (document.facts.number, document.facts.status) == ("QA-1-OB", "Internal, never for signature")
    assert (document.signatures, document.chapters) == (None, ())


def test_a_limit_whose_value_names_no_event_is_still_one_and_an_interval_is_none() -> None:
    text = "Each [Party] shall tell within {{ call }} after the talk.\nEach [Party] shall ask every {{ call }}."
    timed, rest = lines(register(clause("talk", text)))
    assert timed == ["Each Party | Each Party shall tell within 24_hours after the talk. | 24_hours | – | – | 1.1"]
    assert rest == ["Each Party | Each Party shall ask every 24_hours. | – | every 24_hours | – | 1.1"]


def test_evidence_keeps_the_capitals_of_a_term() -> None:
    term = {"clauses/core/terms.yaml": CORE["terms"] + '- {id: capa, term: CAPA, definition: "an action."}\n'}
    duties = "[{id: tell, sentence: 1, does: tell, evidence: capa-record}]"
    made = register(term, clause("one", "Each [Party] shall tell of each [CAPA].", duties=duties))
    assert lines(made) == [["Each Party | Each Party shall tell of each CAPA. | – | – | CAPA record | 1.1"]]


def test_a_sentence_that_leads_to_items_stands_with_them() -> None:
    items = "- the list;\n  - old;\n  - new; and\n- the [Agreement]."
    text = f"All is well.\nEach [Party] shall keep:\n\n{items}\n\nEach [Party] shall rest."
    (table,) = lines(register(clause("one", text)))
    assert [row.split(" | ")[1] for row in table] == [
        "Each Party shall keep: the list; old; new; and the Agreement.",
        "Each Party shall rest.",
    ]
