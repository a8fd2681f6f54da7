"""Fill the blanks: what each value is in this agreement, and whether it is what is usual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.model.agreement import Agreement
from generator.model.draft import Filled, Merged
from generator.model.lengths import span_of
from generator.model.rows import Row, ValueRow
from generator.model.values import ByTier, LongestOf, Quantity, Undecided, Value, Words, parse_open

OUT_OF_RANGE = kind(
    "out-of-range",
    "A value lies outside what is usual, and nobody says why.",
    matters="An unusual time limit that nobody defended is found by the first auditor.",
    cure="Give the value a reason: `{is: .., reason: .., by: .., on: ..}`, or choose one inside the range.",
)
UNORDERED_VALUE = kind(
    "unordered-value",
    "A value has a unit in which the usual range has no bound, so that the two cannot be compared.",
    matters="We do not guess how many hours a Business Day has at your site.",
    cure="Use a unit of the range, or give the value a reason.",
    severity=Severity.WARNING,
)
UNKNOWN_VALUE = kind(
    "unknown-value",
    "The agreement sets a value that no values.yaml has.",
    matters="The setting would do nothing: the text would print the standard.",
    cure="Correct the id, or add the value to a library.",
)
NO_TIER = kind(
    "value-without-tier",
    "A value depends on the supplier risk tier and has no entry for the tier of this agreement.",
    matters="The blank that it fills would stay empty.",
    cure="Add the tier to the value, or set the value in the agreement.",
)


def fill(agreement: Agreement, rows: Mapping[str, Merged[Row]]) -> tuple[dict[str, Filled], list[Diagnostic]]:
    """Return every value of *agreement* by id, and what is wrong with the settings."""
    filled: dict[str, Filled] = {}
    found = [*unknown_values(agreement, rows)]
    for id_, merged in rows.items():
        assert isinstance(merged.record, ValueRow)  # noqa: S101 - the kind "values" holds nothing else
        value, faults = fill_one(agreement, merged, merged.record)
        found += faults
        filled[id_] = value
    return filled, found


def unknown_values(agreement: Agreement, rows: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Report settings of values that do not exist."""
    for id_, chosen in agreement.values.items():
        if id_ not in rows:
            span = chosen.span if chosen.span.path else agreement.place("values")
            yield UNKNOWN_VALUE.at(span, f'there is no value "{id_}"', hint=nearest(id_, rows))


def fill_one(agreement: Agreement, merged: Merged[Row], row: ValueRow) -> tuple[Filled, list[Diagnostic]]:
    """Return one value, and what is wrong with it."""
    chosen = agreement.values.get(row.id)
    place = merged.record.place("default")
    standard, found = settle(row.default, agreement, place)
    if chosen is None:
        fact = agreement_fact(row.id, agreement)
        return Filled(row, fact or standard, place, merged.layers.get("default", merged.layer), None, standard), found
    span = chosen.span if chosen.span.path else agreement.place("values")
    value, more = settle(chosen.is_, agreement, span)
    more += range_faults(row, value, bool(chosen.reason), span)
    return Filled(row, value, span, "agreement", chosen, standard), more


def agreement_fact(id_: str, agreement: Agreement) -> Words | Undecided | None:
    """Return a value that agreement.yaml states elsewhere: the supplier risk tier stands under ``risk``."""
    if id_ != "supplier-risk-tier":
        return None
    tier = agreement.risk.tier
    return parse_open(tier) if tier.startswith("?") else Words(tier)


def settle(value: Value, agreement: Agreement, span: Span) -> tuple[Quantity | Words | Undecided, list[Diagnostic]]:
    """Return what *value* comes to in *agreement*: of several the longest, by tier the one of its tier."""
    match value:
        case LongestOf(quantities=several):
            return max(several, key=lambda one: span_of(one)[1]), []
        case ByTier(quantities=tiers):
            if agreement.risk.tier.startswith("?"):
                return Undecided("depends on the supplier risk tier, which is open"), []
            wanted = "tier-" + agreement.risk.tier.replace(".", "-")
            for tier, quantity in tiers:
                if tier == wanted:
                    return quantity, []
            return Undecided(f"value for {wanted}"), [
                NO_TIER.at(span, f"no entry for {wanted}", hint=f"tiers: {', '.join(tier for tier, _ in tiers)}")
            ]
    return value, []


def range_faults(row: ValueRow, value: Quantity | Words | Undecided, reasoned: bool, span: Span) -> list[Diagnostic]:
    """Return the finding about a *value* outside the usual range of *row*; a reason settles it."""
    if not isinstance(value, Quantity) or not row.range or reasoned:
        return []
    bounds = [bound for bound in row.range if bound.low.unit is value.unit]
    usual = " or ".join(str(bound) for bound in row.range)
    if any(bound.holds(value) for bound in bounds):
        return []
    if bounds:
        return [
            OUT_OF_RANGE.at(
                span,
                f"{row.title}: {value} lies outside the usual {usual}",
                hint="add a reason, or choose a value inside the range",
            )
        ]
    return [
        UNORDERED_VALUE.at(
            span,
            f"{row.title}: {value} cannot be compared with the usual {usual}",
            hint="add a reason, or use a unit of the range",
        )
    ]
