"""Fill the blanks: what each value is in this agreement, and whether it is what is usual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, assert_never

from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.kept import last_kept
from generator.model.agreement import REPLACED, Agreement, ChosenValue, Related
from generator.model.choices import ValueKind
from generator.model.draft import Filled, Merged
from generator.model.lengths import HOURS, compared, span_of
from generator.model.library import Layer, Workspace
from generator.model.regulation import MARKETS, Regulation
from generator.model.rows import Legal, Row, ValueRow
from generator.model.values import (
    PLURALS,
    Bound,
    ByTier,
    LongestOf,
    Quantity,
    Undecided,
    Value,
    Words,
    parse_open,
    print_date,
)
from generator.resolve.overlay import lay, merge

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
BEYOND_LEGAL_LIMIT = kind(
    "beyond-legal-limit",
    "A value is longer or shorter than a law allows that binds in the markets of the agreement.",
    matters="Parties cannot agree to what the law forbids; an inspector would cite both.",
    cure="Write a value inside the limit; its source is an entry of regulations.yaml. A reason does not help here.",
)
UNKNOWN_VALUE = kind(
    "unknown-value",
    "The agreement sets a value that no values.yaml has.",
    matters="The setting would do nothing: the text would print the standard.",
    cure="Correct the id, or add the value to a library.",
)
WORDS_FOR_NUMBER = kind(
    "words-for-number",
    "A value that is a number with its unit is given in words.",
    matters="The words would print where everybody expects a time or an amount, and no range, law or clock is held to "
    "them.",
    cure="Write a number with its unit. A value that is meant to be text says so in values.yaml: `kind: words`.",
)
WRONG_UNIT = kind(
    "wrong-unit",
    "A value is no quantity of the kind that its standard is: a share or a count in the place of a time.",
    matters='The sentence round its blank would print "within 45 %".',
    cure="Write the number with a unit of the standard.",
)
NO_TIER = kind(
    "value-without-tier",
    "A value depends on the supplier risk tier and has no entry for the tier of this agreement.",
    matters="The blank that it fills would stay empty.",
    cure="Add the tier to the value, or set the value in the agreement.",
)


Settled = Quantity | Words | Undecided
"""What a value comes to in one agreement."""
Law = Mapping[str, Regulation]
"""The catalogue of regulations, by id."""


def fill(agreement: Agreement, rows: Mapping[str, Merged[Row]], law: Law) -> tuple[dict[str, Filled], list[Diagnostic]]:
    """Return every value of *agreement* by id, and what is wrong with the settings."""
    filled: dict[str, Filled] = {}
    found = [*unknown_values(agreement, rows)]
    for id_, merged in rows.items():
        assert isinstance(merged.record, ValueRow)  # noqa: S101 - the kind "values" holds nothing else
        value, faults = fill_one(agreement, merged, merged.record, law)
        found += faults
        filled[id_] = value
    return filled, found


def unknown_values(agreement: Agreement, rows: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Report settings of values that do not exist."""
    for id_, chosen in agreement.values.items():
        if id_ not in rows:
            span = chosen.span if chosen.span.path else agreement.place_of("values", id_)
            known = {info.alias or name for name, info in ChosenValue.model_fields.items()}
            inside = "between braces: value-id: {is: .., reason: .., by: .., on: ..}" if id_ in known else ""
            yield UNKNOWN_VALUE.at(span, f'there is no value "{id_}"', hint=inside or nearest(id_, rows))


def fill_one(agreement: Agreement, merged: Merged[Row], row: ValueRow, law: Law) -> tuple[Filled, list[Diagnostic]]:
    """Return one value, and what is wrong with it; a standard is held to its range and the law as a choice is."""
    chosen = agreement.values.get(row.id)
    place = merged.record.place("default")
    standard, found = settle(row.default, agreement, place)
    if chosen is None:
        fact = agreement_fact(row.id, agreement)
        found += judged(row, standard, place, agreement, law, reasoned=bool(row.reason))
        return Filled(row, fact or standard, place, merged.layers.get("default", merged.layer), None, standard), found
    span = chosen.span if chosen.span.path else agreement.place_of("values", row.id)
    value, more = settle(chosen.is_, agreement, span)
    more += [*of_other_kind(row, value, standard, span)] or judged(
        row, value, span, agreement, law, reasoned=bool(chosen.reason)
    )
    return Filled(row, value, span, "agreement", chosen, standard), more


def agreement_fact(id_: str, agreement: Agreement) -> Words | Undecided | None:
    """Return a value that agreement.yaml states elsewhere: the supplier risk tier stands under ``risk``, the agreement
    that this one takes the place of under ``related``.
    """
    if id_ == "replaced-agreement" and REPLACED in agreement.related:
        return named(agreement.related[REPLACED])
    if id_ != "supplier-risk-tier":
        return None
    tier = agreement.risk.tier
    return parse_open(tier) if tier.startswith("?") else Words(tier)


def named(related: Related) -> Words | Undecided:
    """Return a related agreement by title, number and date, or what is open about it."""
    if related.number.startswith("?"):
        return parse_open(related.number)
    if isinstance(related.date, Undecided):
        return related.date
    day = f" of {print_date(related.date)}" if related.date else ""
    return Words("\u00a0".join(filter(None, [related.title, related.number])) + day)


def settle(value: Value, agreement: Agreement, span: Span) -> tuple[Settled, list[Diagnostic]]:
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
                NO_TIER.at(
                    span,
                    f"no entry for {wanted}",
                    hint=f"write {wanted}: ..; it has {', '.join(tier for tier, _ in tiers)}",
                )
            ]
    return value, []


def of_other_kind(row: ValueRow, value: Settled, standard: Settled, span: Span) -> Iterator[Diagnostic]:
    """Yield the finding about a *value* that is no time where its *standard* and range are times, or the other way
    round; no reason makes it one.
    """
    if isinstance(value, Quantity) and isinstance(standard, Quantity):
        units = (standard.unit, *(bound.low.unit for bound in row.range))
        if value.unit not in units and not (value.unit in HOURS and {*units} & HOURS.keys()):
            message = f"{row.title}: {value} is no quantity of the kind that the standard has, {standard}"
            hint = f"write the number with its unit, in {PLURALS[standard.unit]}"
            yield WRONG_UNIT.at(span, message, hint=hint, seen=((row.place("default"), "standard"),))


def range_faults(row: ValueRow, value: Settled, reasoned: bool, span: Span) -> list[Diagnostic]:
    """Return the finding about a *value* outside the usual range of *row*; a reason settles it."""
    if not isinstance(value, Quantity) or not row.range or reasoned:
        return []
    usual = " or ".join(str(bound) for bound in row.range)
    seen = ((row.place("range"), "usual range"),)
    match in_range(value, row.range):
        case True:
            return []
        case False:
            message = f"{row.title}: {value} lies outside the usual {usual}"
            hint = "add a reason, or choose a value inside the range"
            return [OUT_OF_RANGE.at(span, message, hint=hint, seen=seen)]
    message = f"{row.title}: {value} cannot be compared with the usual {usual}"
    return [UNORDERED_VALUE.at(span, message, hint="add a reason, or use a unit of the range", seen=seen)]


def in_range(value: Quantity, bounds: Iterable[Bound]) -> bool | None:
    """Tell whether *value* lies in one of *bounds*: those of its own unit if there are any; None when that is not
    certain.
    """
    several = [bound for bound in bounds if bound.low.unit is value.unit] or [*bounds]
    answers = [inside(value, bound) for bound in several]
    return True if True in answers else None if None in answers else False


def inside(value: Quantity, bound: Bound) -> bool | None:
    """Tell whether *value* lies in *bound*; None when that is not certain."""
    low, high = compared(value, bound.low), compared(value, bound.high)
    if low == -1 or high == 1:
        return False
    return None if low is None or high is None else True


def judged(
    row: ValueRow, value: Settled, span: Span, agreement: Agreement, law: Law, *, reasoned: bool
) -> list[Diagnostic]:
    """Return the finding about a *value* in words where a number belongs, else beyond what the law allows in the
    markets of *agreement*, else outside what is usual.
    """
    if isinstance(value, Words) and row.kind is not ValueKind.WORDS:
        return [in_words(row, value, span)]
    bound = row.legal is not None and in_force(row.legal, agreement.scope.regions, law)
    beyond_law = [*beyond(row, row.legal, value, span)] if bound and row.legal and isinstance(value, Quantity) else []
    return beyond_law or range_faults(row, value, reasoned, span)


def in_words(row: ValueRow, value: Words, span: Span) -> Diagnostic:
    """Return the finding about *value*, which is text where *row* has a number."""
    usual = next(map(str, quantities(row.default)), "")
    return WORDS_FOR_NUMBER.at(
        span,
        f'{row.title}: "{value.words}" is no number with a unit',
        hint=f"the standard is {usual}" if usual else "a number with its unit; or kind: words in values.yaml",
        seen=((row.span, "the value"),),
    )


def in_force(legal: Legal, regions: Iterable[str], law: Law) -> bool:
    """Tell whether one of the sources of *legal* binds in *regions*; one of no single market binds everywhere."""
    foreign = MARKETS - {*regions}
    return not all(id_ in law and law[id_].region in foreign for id_ in legal.source)


def beyond(row: ValueRow, legal: Legal, value: Quantity, span: Span) -> Iterator[Diagnostic]:
    """Yield the findings about a *value* beyond *legal*, or not comparable with it."""
    for limit, word, wrong in ((legal.at_most, "at most", 1), (legal.at_least, "at least", -1)):
        order = compared(value, limit) if limit else 0
        allowed = f"{word} {limit} ({', '.join(legal.source)})"
        seen = ((row.place("legal"), "legal limit"),)
        if order == wrong:
            message = f"{row.title}: {value} is beyond what the law allows, {allowed}"
            yield BEYOND_LEGAL_LIMIT.at(span, message, hint=f"write {word} {limit}; no reason lifts it", seen=seen)
        elif order is None and limit:
            message = f"{row.title}: {value} cannot be compared with the legal limit, {allowed}"
            yield UNORDERED_VALUE.at(span, message, hint=f"write it in {PLURALS[limit.unit]}", seen=seen)


def standing_values(workspace: Workspace) -> Iterable[Diagnostic]:
    """Report standards of any library outside their own range or beyond the law, whether an agreement uses them or
    not.
    """
    return standards_of(*workspace.layers.values())


@last_kept
def standards_of(*layers: Layer) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the standards of all libraries."""
    return tuple(faults_of_standards(layers))


def faults_of_standards(layers: Sequence[Layer]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the standards of each of *layers*, laid over the core."""
    core = [layer for layer in layers if layer.name == "core"]
    for layer in layers:
        stacks, _ = lay(list({id(one): one for one in (*core, layer)}.values()), "values")
        for id_ in layer.rows.get("values", {}):
            merged = merge(stacks[id_], ValueRow)
            if isinstance(merged, Merged) and isinstance(merged.record, ValueRow):
                yield from standard_faults(merged.record)


def standard_faults(row: ValueRow) -> Iterator[Diagnostic]:
    """Yield what is wrong with the standard of *row*, for any tier and market."""
    place = row.place("default")
    for quantity in quantities(row.default):
        beyond_law = [*beyond(row, row.legal, quantity, place)] if row.legal else []
        yield from beyond_law or range_faults(row, quantity, bool(row.reason), place)
    if isinstance(row.default, Words) and row.kind is not ValueKind.WORDS:
        yield in_words(row, row.default, place)


def quantities(value: Value) -> tuple[Quantity, ...]:
    """Return every quantity that *value* may come to."""
    match value:
        case Quantity():
            return (value,)
        case LongestOf(quantities=several):
            return several
        case ByTier(quantities=tiers):
            return tuple(quantity for _, quantity in tiers)
        case Words() | Undecided():
            return ()
        case _:
            assert_never(value)
