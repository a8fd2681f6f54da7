"""The words of a document in printed order, and whether a reader found them again."""

from __future__ import annotations

from dataclasses import replace

from generator.document.printed import annex_entries, missing_texts, printed_texts
from tests.render.word.sample import sample


def test_words_come_in_printed_order() -> None:
    texts = list(printed_texts(sample()))
    order = [
        "(1)",
        "Document number",
        "1.\tPurpose and scope",
        "Background",
        "In this Agreement:",
        "Signatures",
        "RM-001",
    ]
    assert [texts.index(text) for text in order] == sorted(texts.index(text) for text in order)


def test_a_template_may_order_the_parts_otherwise() -> None:
    texts = list(printed_texts(sample(), ("ANNEXES", "SIGNATURES")))
    assert texts[0] == "Responsibility matrix"
    assert texts.index("Signatures") > texts.index("RM-001")


def test_annexes_elsewhere_stand_in_the_contents_by_number() -> None:
    moved = replace(sample(), elsewhere=(("Annex 2", "Plan"), ("10", "Last")))
    entries = [(entry.label, entry.title) for entry in annex_entries(moved) if not entry.path]
    assert entries == [("2", "Plan"), ("10", "Last")]
    assert [entry.label for entry in annex_entries(moved)] == ["1", "2", "2", "3", "10"]


def test_a_text_that_is_missing_or_out_of_order_is_named() -> None:
    assert missing_texts(["a", "b", "c"], ["a", "x", "b", "c"]) == []
    assert missing_texts(["a", "b", "c"], ["a", "c", "b"]) == ["c"]
    assert missing_texts(["a", "b", "c"], ["a", "c"]) == ["b"]
    assert missing_texts(["a", "b", "d"], ["x"]) == ["a", "b", "d"]
    assert missing_texts(["a", "a"], ["a"]) == ["a"]
