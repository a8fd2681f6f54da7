"""Only the terms that an agreement uses are defined, by the alphabet."""

from __future__ import annotations

from tests.compose.small import agreement, body, clause, rows

DEFINITIONS = clause("terms", ":: matrix definitions", topic="DEF")
ALWAYS = {"Agreement", "Communication Plan"}  # how the documents call each other


def defined(*more: dict[str, str]) -> list[str]:
    """Return the terms defined, in printed order, apart from those that every agreement of the small workspace has."""
    lines = body({path: text for one in (DEFINITIONS, *more) for path, text in one.items()})
    return [term for line in lines if " means " in line and (term := line.split(" means ")[0]) not in ALWAYS]


def terms(text: str) -> dict[str, str]:
    return dict(rows("terms", text))


def test_a_term_that_nothing_uses_is_not_defined() -> None:
    assert defined() == []


def test_a_term_is_defined_once_whatever_the_form_in_which_it_is_used() -> None:
    assert defined(dict(clause("notice", "Tell of [Deviations] and each [Deviation]."))) == ["Deviation"]


def test_a_term_that_only_a_definition_uses_is_defined_too() -> None:
    chain = terms(
        """
- {id: a, term: Alpha, definition: "a [Beta]."}
- {id: b, term: Beta, definition: "a [Deviation]."}
"""
    )
    assert defined(chain, dict(clause("notice", "Tell of [Alpha]."))) == ["Alpha", "Beta", "Deviation"]


def test_terms_that_define_each_other_are_both_defined() -> None:
    ring = terms(
        """
- {id: a, term: Alpha, definition: "a [Beta]."}
- {id: b, term: Beta, definition: "an [Alpha]."}
"""
    )
    assert defined(ring, dict(clause("notice", "Tell of [Beta]."))) == ["Alpha", "Beta"]


def test_definitions_follow_the_alphabet_and_not_the_case() -> None:
    several = terms("- {id: z, term: alpha two, definition: z.}\n- {id: y, term: Alpha Three, definition: y.}")
    assert defined(several, dict(clause("notice", "Tell of [Deviation], [alpha two] and [Alpha Three]."))) == [
        "Alpha Three",
        "alpha two",
        "Deviation",
    ]


def test_the_unit_of_a_value_counts_as_use_of_its_term() -> None:
    assert defined(dict(clause("notice", "Tell in {{ notice }}."))) == ["Business Day"]


def test_a_recital_counts_as_use() -> None:
    assert defined(dict(agreement(recitals='["Each [Deviation] matters."]'))) == ["Deviation"]


def test_a_row_counts_as_use_only_when_its_table_prints() -> None:
    duty = dict(rows("responsibilities", "- {id: RM-1, topic: DEV, activity: 'Tell each [Deviation].', giver: R}"))
    assert defined(duty) == []
    assert defined(duty, dict(clause("duties", ":: matrix responsibilities"))) == ["Deviation"]


def test_the_fallback_that_does_not_print_is_no_use() -> None:
    text = "Tell.\n\n## fallback\nTell of each [Deviation]."
    position = "{fallback: {approver: head-of-quality, when: at night}}"
    assert defined(dict(clause("notice", text, positions=position))) == []


def test_an_abbreviation_stands_behind_its_term() -> None:
    more = terms("- {id: capa, term: Corrective Action, abbreviation: CAPA, definition: what mends.}")
    assert "Corrective Action (CAPA) means what mends." in body(DEFINITIONS, more, clause("notice", "Open a [CAPA]."))
