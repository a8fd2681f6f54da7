"""Coverage as proof: what binds the agreement is met by printed words, or somebody says why it need not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.check.links import UNKNOWN_REQUIREMENT
from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.registers import Coverage, Met
from generator.model.authored import NOWHERE
from generator.model.draft import Draft

COVERAGE_GAP = kind(
    "coverage-gap",
    "A founding requirement, a law or a binding guideline that concerns the agreement is met by nothing that prints.",
    matters="An inspector who looks for it would find nothing, and no reason why.",
    cure="Bring in the clause or row that meets it and name the requirement under its `covers`; or write it under "
    "`not-applicable` in agreement.yaml with a reason, a name and a date.",
)

BINDING = frozenset({"founding requirement", "law", "binding guideline"})
"""What may not stay a gap; guidance and industry practice are shown in the coverage annex only."""


def coverage_gaps(draft: Draft, coverage: Iterable[Coverage], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what binds and is met nowhere, at the place where somebody could say that it need not be.

    Args:
        draft: The agreement.
        coverage: What becomes of each requirement in it.
        found: What else is wrong; a misspelt number is reported where it stands, and not as a gap besides.
    """
    if draft.agreement.origin:
        return [*open_gaps(draft, coverage)]
    misspelt = " ".join(one.hint for one in found if one.code == UNKNOWN_REQUIREMENT.code)
    return [*gaps(draft, (one for one in coverage if f'"{one.id}"' not in misspelt))]


def open_gaps(draft: Draft, coverage: Iterable[Coverage]) -> Iterator[Diagnostic]:
    """Yield one warning for an imported agreement: nobody has said yet which requirement its wording meets."""
    several = [one.id for one in coverage if one.met is Met.GAP and one.binding in BINDING]
    if several:
        yield COVERAGE_GAP.at(
            draft.agreement.place("origin"),
            f"{len(several)} requirements are met by nothing that says so, the first of them {several[0]}",
            hint="name under covers of each clause what it meets; the coverage annex lists what is left",
            severity=Severity.WARNING,
        )


def gaps(draft: Draft, coverage: Iterable[Coverage]) -> Iterator[Diagnostic]:
    """Yield a fault for each gap in a row that binds."""
    for one in coverage:
        if one.met is Met.GAP and one.binding in BINDING:
            yield COVERAGE_GAP.at(
                draft.agreement.place("not-applicable"),
                f"nothing that prints meets {one.id}: {one.says}",
                hint=f"bring in what meets it, or write not-applicable: {{{one.id}: {{reason: .., by: .., on: ..}}}}",
                seen=catalogue_row(draft, one.id),
            )


def catalogue_row(draft: Draft, id_: str) -> tuple[tuple[Span, str], ...]:
    """Return where the catalogue says it."""
    row = draft.catalogue.regulations.get(id_) or draft.catalogue.requirements.get(id_)
    return ((row.span, "the catalogue"),) if row and row.span is not NOWHERE else ()
