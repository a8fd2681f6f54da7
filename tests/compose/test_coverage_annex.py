"""The coverage annex shows each requirement beside the words that print, and says that nobody signs it."""

from __future__ import annotations

from dataclasses import replace

from generator.compose import compose, coverage, coverage_annex
from generator.document.blocks import Document
from generator.document.registers import Coverage, Met, Place
from generator.document.walk import plain, row_words, tables
from tests.compose.small import Texts, agreement, clause, draft_of, rows
from tests.compose.test_coverage import NEEDS, RULES


def annex(*more: Texts) -> Document:
    draft = draft_of(NEEDS, *more)
    documents = compose(draft)
    return coverage_annex(documents, coverage(draft, documents))


def lines(document: Document) -> list[str]:
    return [" | ".join(row_words(row)) for table in tables(document) for row in table.rows]


def test_each_requirement_stands_beside_its_printed_words() -> None:
    waived = agreement(**{"not-applicable": "{R-2: {reason: no lists, by: Quality, on: 2026-11-20}}"})
    assert lines(annex(waived, clause("notice", "Tell all.", covers="[R-1]"))) == [
        "R-1 | Tell. | Covered | Quality Agreement 1.1, Notice: Tell all.",
        "R-2 | List. | Not applicable | No lists (Quality, 2026-11-20)",
        "R-3 | Forget. | Gap | Nothing that prints answers it.",
    ]


def test_rules_stand_in_chapters_by_how_they_bind() -> None:
    assert [section.title for section in annex(RULES).chapters] == ["Founding requirements", "Law"]


def test_nobody_signs_it_and_every_page_says_so() -> None:
    document = annex()
    assert document.signatures is None
    assert (document.facts.status, document.facts.number) == ("Internal, never for signature", "QA-1-CV")


def test_it_counts_first() -> None:
    (lead,) = annex(clause("notice", "Tell all.", covers="[R-1]")).opening
    assert plain(lead.inlines) == (  # type: ignore[union-attr]
        "3 requirements and rules. "
        "Covered: 1, only by a negotiated text: 0, not applicable: 0, out of scope: 0, gap: 2."
    )


def test_many_places_are_named_and_none_is_lost() -> None:
    texts = [clause(f"notice-{count}", "Tell " + "all " * 80, covers="[R-1]", order=str(count)) for count in range(5)]
    first = lines(annex(*texts))[0]
    assert first.endswith("Also Quality Agreement 1.3, 1.4, 1.5")
    assert "\u2026" not in first  # a founding requirement is judged by its words: they print whole


def test_a_row_without_a_number_is_named_by_its_table_and_never_by_its_id() -> None:
    texts = [clause(f"notice-{count}", "Tell.", covers="[R-1]", order=str(count)) for count in range(2)]
    own = "- {id: own-list, title: Conditions, columns: [Kind, Store], rows: [[A, cold], [B, dry]], covers: [R-1]}"
    tables_ = rows("tables", own, layer="agreements/sample")
    printed = lines(annex(*texts, tables_, clause("store", "As follows.\n\n:: matrix own-list", order="3")))[0]
    assert printed.endswith("Also Quality Agreement Conditions")


def test_a_rule_shows_where_its_words_begin() -> None:
    text = clause("notice", "Tell " + "all " * 80, covers="[L-1]")
    (law,) = [line for line in lines(annex(RULES, text)) if line.startswith("L-1")]
    assert law.endswith("all \u2026")


def test_a_text_of_a_fallback_is_marked() -> None:
    documents = compose(draft_of(NEEDS))
    place = Place("quality-agreement", "notice", "1.1", "Notice", "Tell.", "fallback")
    entry = Coverage("R-1", "requirement", "Tell.", "founding requirement", Met.POSITION, (place,))
    assert lines(coverage_annex(documents, [entry])) == [
        "R-1 | Tell. | Only by a negotiated text | Quality Agreement 1.1, Notice (fallback): Tell."
    ]


def test_a_rule_whose_place_nobody_has_read_says_so() -> None:
    unread = {
        "clauses/regulations.yaml": RULES["clauses/regulations.yaml"].replace("verification: V", "verification: E", 1)
    }
    first, second, _ = lines(annex(RULES, unread))[-3:]
    assert first.startswith("L-1 | Write it. | Locator still to be confirmed in the text. | ")
    assert "confirmed" not in second


def test_the_rows_of_one_table_stand_together_behind_its_number() -> None:
    documents = compose(draft_of(NEEDS))
    head = Place("quality-agreement", "tiers", "Table 1", "Risk tiers", "Risk tiers")
    tiers = [replace(head, path=f"tiers/{at}", number="", words=f"{at} | Risk") for at in range(1, 9)]
    row = replace(head, path="duties/RM-1", number="RM-1", title="", words="RM-1 | Assign.")
    places = (head, *tiers, row, tiers[0])
    entry = Coverage("R-1", "requirement", "Tell.", "founding requirement", Met.COVERED, places)
    risks = "; ".join(f"{at} | Risk" for at in range(1, 7))
    table = f"Quality Agreement Table 1, Risk tiers: {risks}; and 2 more"
    assert lines(coverage_annex(documents, [entry])) == [
        f"R-1 | Tell. | Covered | {table} | Quality Agreement RM-1: RM-1 | Assign. | Also Quality Agreement Risk tiers"
    ]
