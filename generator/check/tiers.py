"""The supplier risk tier of an agreement beside the work that it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.plan import interval
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.draft import Draft, Merged
from generator.model.lengths import span_of
from generator.model.matrices import Tier

TIER_TOO_LOW = kind(
    "tier-too-low",
    "The supplier risk tier is one for work that does not touch a product, and the services do.",
    matters="Audits would come years too late, and the scale in the text would put the same work two steps higher.",
    cure="Give the tier that the scale names for this work; a lighter watch belongs to the monitoring level.",
    severity=Severity.WARNING,
)

TOUCHING = frozenset(
    {"manufacturing", "packaging", "testing", "storage", "distribution", "trials", "sterilisation", "certification"}
)
"""Services at which a product, its data or a participant may be harmed."""


def low_tiers(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report a tier below the two highest for work on a product, and below the highest for sterile manufacture."""
    scope, risk = draft.agreement.scope, draft.agreement.risk
    scale = by_risk(draft)
    label = str(risk.tier)
    works = [one for one in scope.services if one in TOUCHING]
    if label not in scale or not works:
        return
    sterile = "sterile" in scope.dosage_forms and "manufacturing" in works
    highest = scale[: 1 if sterile else 2]
    if label not in highest:
        what = f"sterile {works[0]}" if sterile else " and ".join(works)
        yield TIER_TOO_LOW.at(
            risk.place("tier"),
            f"tier {label} is for work of less risk than {what}",
            hint=f"tier: {highest[-1]}",
            seen=tuple((row.record.place("meaning"), f"tier {row.record.label}") for row in tiers(draft, highest[-1])),
        )


def tiers(draft: Draft, label: str) -> Iterator[Merged[Tier]]:
    """Yield the rows of the tier *label*."""
    yield from (row for row in draft.typed("tiers", Tier) if row.record.label == label)


def by_risk(draft: Draft) -> list[str]:
    """Return the labels of the tiers from the highest risk down: the one with the shortest audit interval is first."""
    rows = [row.record for row in draft.typed("tiers", Tier)]
    lengths = [span_of(value)[0] for row in rows if (value := interval(draft, row))]
    labels = [row.label for row in rows]
    return labels if len(lengths) < 2 or lengths[0] <= lengths[-1] else labels[::-1]
