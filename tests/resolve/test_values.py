"""Each blank takes what the agreement says, else what its row says."""

from __future__ import annotations

import pytest

from generator.model.lengths import compared
from generator.model.values import parse_quantity
from tests.compose.small import Texts, agreement, resolved, rows

BY_TIER = rows("values", "- {id: audit, title: Audit, default: {by: {tier-1: 1 year, tier-2-5: 3 years}}}")


def tier(label: str) -> Texts:
    return agreement(risk=f'{{tier: "{label}", reason: Sterile}}')


def value(id_: str, *more: Texts) -> tuple[str, list[str]]:
    """Return a value as text, and the codes of what was found."""
    draft, found = resolved(*more)
    filled = draft.values[id_].value
    return str(getattr(filled, "words", filled)), [one.code for one in found]


@pytest.mark.parametrize(
    ("several", "longest"),
    [
        ("[1 business day, 24 hours]", "1 business day"),
        ("[30 calendar days, 1 month]", "1 month"),
        ("[2 weeks, 15 days]", "15 days"),
        ("[1 year]", "1 year"),
    ],
)
def test_of_several_the_longest_counts(several: str, longest: str) -> None:
    row = rows("values", f"- {{id: reply, title: Reply, default: {{longest of: {several}}}}}")
    assert value("reply", row) == (longest, [])


def test_a_value_by_tier_is_that_of_the_agreements_tier() -> None:
    assert value("audit", BY_TIER, tier("1")) == ("1 year", [])
    assert value("audit", BY_TIER, tier("2.5")) == ("3 years", [])


def test_a_value_by_tier_is_open_while_the_tier_is() -> None:
    assert value("audit", BY_TIER, tier("? tier")) == ("depends on the supplier risk tier, which is open", [])


def test_a_tier_without_entry_is_reported() -> None:
    assert value("audit", BY_TIER, tier("3")) == ("value for tier-3", ["value-without-tier"])


def test_the_supplier_risk_tier_is_a_fact_of_the_agreement() -> None:
    row = rows("values", "- {id: supplier-risk-tier, title: Tier, default: none, kind: words}")
    assert value("supplier-risk-tier", row, tier("2.5")) == ("2.5", [])
    assert value("supplier-risk-tier", row, tier("? Quality decides")) == ("Quality decides", [])


@pytest.mark.parametrize(
    ("setting", "codes"),
    [
        ("2 business days", []),
        ("9 business days", ["out-of-range"]),
        ("{is: 9 business days, reason: far away, by: Quality, on: 2026-11-20}", []),
        ("24 hours", ["unordered-value"]),
        ("{is: 24 hours, reason: no weekend, by: Quality, on: 2026-11-20}", []),
        ('"? how long"', []),
    ],
)
def test_a_setting_outside_the_usual_range_needs_a_reason(setting: str, codes: list[str]) -> None:
    assert value("notice", agreement(values=f"{{notice: {setting}}}"))[1] == codes


def test_what_the_value_would_be_without_the_agreement_is_kept() -> None:
    filled = resolved(agreement(values="{notice: 2 business days}"))[0].values["notice"]
    assert (str(filled.value), str(filled.standard), filled.layer) == ("2 business days", "1 business day", "agreement")


def test_a_setting_of_no_value_is_reported() -> None:
    _, found = resolved(agreement(values="{notise: 2 business days}"))
    assert [(one.code, one.hint) for one in found] == [("unknown-value", 'did you mean "notice"?')]


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("1 year", "12 months", 0),
        ("2 weeks", "15 days", -1),
        ("7 calendar days", "1 week", 0),
        ("25 hours", "1 day", 1),
        ("1 business day", "24 hours", None),
        ("6 business days", "24 hours", 1),
        ("31 days", "1 month", None),
        ("3 batches", "3 samples", None),
        ("3 batches", "2 batches", 1),
    ],
)
def test_lengths_are_ordered_by_their_span_of_hours_or_not_at_all(one: str, other: str, order: int | None) -> None:
    assert compared(parse_quantity(one), parse_quantity(other)) == order
    assert compared(parse_quantity(other), parse_quantity(one)) == (None if order is None else -order)
