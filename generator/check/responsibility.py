"""The responsibility matrix: somebody does it, and exactly one party answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostic import Diagnostic, kind
from generator.document.blocks import Document
from generator.model.draft import Draft, Merged
from generator.model.matrices import Responsibility

UNACCOUNTABLE_ROW = kind(
    "unaccountable-row",
    "A responsibility has no accountable party, or two, or nobody who does the work.",
    matters="What two answer for nobody answers for; an inspector asks for one name.",
    cure="Give one party A or R/A and one R; where each answers for its own part, write each-own: true and no codes.",
)


def unaccountable_rows(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report rows without exactly one accountable party or without anyone responsible."""
    for row in draft.typed("responsibilities", Responsibility):
        fault = fault_of(row)
        if fault:
            yield UNACCOUNTABLE_ROW.at(
                row.record.place("giver"), f"{row.record.id} {fault}", hint="one party A or R/A; or each-own: true"
            )


def fault_of(row: Merged[Responsibility]) -> str:
    """Return what is wrong with the codes of *row*, or nothing."""
    codes = row.record.written.values()
    accountable = sum(code.accountable for code in codes)
    if row.record.each_own:
        return "says each-own and gives codes besides" if codes else ""
    if accountable != 1:
        return f"has {accountable or 'no'} accountable part{'y' if accountable < 2 else 'ies'}"
    return "" if any(code.responsible for code in codes) else "has nobody who does the work"
