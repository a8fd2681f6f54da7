"""Chapters, clauses, paragraphs, items and captions carry the numbers that a reader expects."""

from __future__ import annotations

from tests.compose.small import body, clause, rows

DUTY = "- {id: RM-1, topic: DEV, activity: Tell., giver: I, acceptor: R/A, clause: notice}"
FORM = "- {id: form-notice, title: Notice, use: To tell., fields: [{id: what, label: What happened}]}"


def test_a_single_paragraph_stands_unlettered_and_its_items_begin_at_a() -> None:
    assert body(clause("notice", "Tell of:\n(a) time;\n(b) place:\n  (i) hall;\n  (ii) line.")) == [
        "1. Deviations",
        "1.1 Notice",
        "Tell of:",
        "(a) time;",
        "(b) place:",
        "(i) hall;",
        "(ii) line.",
    ]


def test_several_paragraphs_are_lettered_and_their_items_are_roman() -> None:
    assert body(clause("notice", "Tell.\n\nSay:\n(a) when;\n(b) where:\n  (i) hall.\n\nWrite.")) == [
        "1. Deviations",
        "1.1 Notice",
        "(a) Tell.",
        "(b) Say:",
        "(i) when;",
        "(ii) where:",
        "(A) hall.",
        "(c) Write.",
    ]


def test_sentences_of_one_paragraph_print_as_one() -> None:
    assert body(clause("notice", "Tell.\nSay.\nWrite."))[2:] == ["Tell. Say. Write."]


def test_after_the_twenty_sixth_paragraph_letters_double() -> None:
    labels = [line.split()[0] for line in body(clause("notice", "\n\n".join(["Tell."] * 54)))[2:]]
    assert (labels[0], labels[25], labels[26], labels[27], labels[53]) == ("(a)", "(z)", "(aa)", "(bb)", "(bbb)")


def test_more_than_26_items_go_on_with_aa() -> None:
    items = "\n".join(f"({count}) word;" for count in range(1, 29))
    assert body(clause("notice", f"Say:\n{items}"))[-3:] == ["(z) word;", "(aa) word;", "(bb) word;"]


def test_the_fortieth_item_under_a_lettered_paragraph_is_roman() -> None:
    items = "\n".join(f"({count}) word;" for count in range(1, 41))
    assert body(clause("notice", f"Tell.\n\nSay:\n{items}"))[-1] == "(xl) word;"


def test_items_behind_a_dash_have_no_label() -> None:
    assert body(clause("notice", "Tell of:\n- time;\n- place."))[2:] == ["Tell of:", "- time;", "- place."]


def test_clauses_follow_their_order_and_chapters_without_clauses_take_no_number() -> None:
    assert body(
        clause("late", "Wait.", order="20"), clause("early", "Go.", order="10"), clause("audit", "Look.", topic="AUD")
    ) == ["1. Deviations", "1.1 Early", "Go.", "1.2 Late", "Wait.", "2. Audits", "2.1 Audit", "Look."]


def test_an_annex_has_no_clause_numbers_and_its_items_no_paragraph_letters() -> None:
    assert body(clause("duties", "One:\n(a) this.\n\nTwo.", topic="AX-DUTIES")) == [
        "Annex 1 Responsibilities",
        "One:",
        "(a) this.",
        "Two.",
    ]


def test_the_titles_of_clauses_stand_in_an_annex_that_has_several() -> None:
    first, second = clause("one", "Tell.", topic="AX-DUTIES"), clause("two", "Say.", topic="AX-DUTIES")
    assert body(first, second) == ["Annex 1 Responsibilities", "One", "Tell.", "Two", "Say."]


def test_the_lone_table_of_an_annex_has_no_caption() -> None:
    assert body(rows("responsibilities", DUTY), clause("duties", ":: matrix responsibilities", topic="AX-DUTIES")) == [
        "Annex 1 Responsibilities",
        "Deviations",
        "RM-1 | Tell. | [reference to notice] | I | R/A",
    ]


def test_captions_are_numbered_in_printed_order_through_chapters_and_annexes() -> None:
    printed = body(
        clause("products", ":: matrix products", topic="AX-DUTIES"),
        clause("sites", ":: matrix sites", topic="AX-DUTIES"),
        clause("notice", ":: matrix contacts"),
    )
    assert [line for line in printed if line.startswith("Table")] == [
        "Table 1 Contacts",
        "Table 2 Products",
        "Table 3 Sites",
    ]


def test_forms_have_no_caption_beside_each_other_in_an_annex() -> None:
    second = FORM.replace("form-notice", "form-answer").replace("Notice", "Answer")
    assert body(
        rows("forms", f"{FORM}\n{second}"),
        clause("notice-form", ":: matrix form-notice", topic="AX-FORMS"),
        clause("answer-form", ":: matrix form-answer", topic="AX-FORMS"),
    ) == ["Annex 1 Forms", "Answer-form", "What happened | ", "Notice-form", "What happened | "]


def test_each_document_counts_for_itself() -> None:
    several = [clause("notice", "Tell."), clause("stack", "Talk.", topic="CP-LAYERS")]
    assert body(*several, document="communication-plan") == ["1. Layers", "1.1 Stack", "Talk."]


def test_items_deeper_than_the_numbers_of_the_style_have_dashes() -> None:
    deep = "One:\n\n(a) a:\n  (i) b:\n    (1) c; and\n    (2) d; and\n  (ii) e."
    assert body(clause("letter", deep))[2:] == ["One:", "(a) a:", "(i) b:", "(A) c; and", "(B) d; and", "(ii) e."]
    beside = body(clause("letter", f"{deep}\n\nTwo."))[2:]
    assert beside == ["(a) One:", "(i) a:", "(A) b:", "- c; and", "- d; and", "(B) e.", "(b) Two."]
