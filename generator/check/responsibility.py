"""The responsibility matrix: somebody does it, one of several leads, and exactly one party answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostic import Diagnostic, Kind, kind
from generator.document.blocks import Document
from generator.model.draft import Draft
from generator.model.matrices import Responsibility

UNACCOUNTABLE_ROW = kind(
    "unaccountable-row",
    "A responsibility has no accountable party, or two.",
    matters="What two answer for nobody answers for; an inspector asks for one name.",
    cure="Give one party A or R/A; where each answers for its own part, write each-own: true and no codes.",
)
NO_LEAD = kind(
    "no-lead",
    "Several parties do the work of a row, and none of them has the lead.",
    matters="Each waits for the other to begin; afterwards each says that it was the other's turn.",
    cure="Give the party that leads the work R/A, and the one that helps R.",
)
IDLE_ROW = kind(
    "idle-row",
    "Nobody does the work of a row.",
    matters="A party answers for an activity that no party has taken on.",
    cure="Give a party R, or R/A where it also answers for the outcome.",
)


def unaccountable_rows(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report rows without exactly one accountable party, without a lead among several, or without anyone who works."""
    for row in draft.typed("responsibilities", Responsibility):
        fault = fault_of(row.record)
        if fault:
            what, words, hint = fault
            yield what.at(row.record.place("giver"), f"{row.record.id} {words}", hint=hint)


def fault_of(record: Responsibility) -> tuple[Kind, str, str] | None:
    """Return what is wrong with the codes of *record*: the kind, what to say, what to do."""
    codes = record.written.values()
    accountable = sum(code.accountable for code in codes)
    workers = [code for code in codes if code.responsible]
    if record.each_own:
        twice = UNACCOUNTABLE_ROW, "says each-own and gives codes besides", "one party A or R/A; or each-own: true"
        return twice if codes else None
    if not workers:
        return IDLE_ROW, "has nobody who does the work", "give one party R or R/A"
    if len(workers) > 1 and not any(code.accountable for code in workers):
        return NO_LEAD, f"is done by {len(workers)} parties, and none of them leads", "give the party that leads R/A"
    if accountable != 1:
        words = f"has {accountable or 'no'} accountable part{'y' if accountable < 2 else 'ies'}{said(record)}"
        return UNACCOUNTABLE_ROW, words, fewer(record) if accountable else nobody(record)
    return None


def said(record: Responsibility) -> str:
    """Return the codes of a row in words: ``: giver R/A, acceptor R/A``; nothing for a row without one."""
    codes = ", ".join(f"{role} {code}" for role, code in record.written.items())
    return f": {codes}" if codes else ""


def nobody(record: Responsibility) -> str:
    """Return what to do where nobody answers for a row."""
    several = " or ".join(f"{role}: R/A" for role, code in record.written.items() if code.responsible)
    return f"write {several} if who does the work answers for it too, else A for who does; or each-own: true"


def fewer(record: Responsibility) -> str:
    """Return what to do where several answer for a row."""
    several = " or ".join(str(role) for role, code in record.written.items() if code.accountable)
    return f"leave A to one of {several}, and give the other R, C or I; or each-own: true"
