"""What decides which clauses are in: a word that no rule knows would leave them out in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostic import Diagnostic, Severity, Span, closest, kind
from generator.model.agreement import Agreement
from generator.model.clause import ClauseSource, Conditions
from generator.model.draft import Merged
from generator.model.library import Workspace
from generator.model.matrices import Tier
from generator.model.rows import Row

UNKNOWN_SCOPE = kind(
    "unknown-scope",
    "A word that decides which clauses are in is known to no library.",
    matters="Clauses that wait for the right word would be missing, and nothing else would tell.",
    cure="Correct the word. A market that no library has rules for keeps its warning: write its rules yourselves.",
)

STAGES = ("commercial", "clinical")
PRECEDENCES = ("quality-agreement-first", "supply-agreement-first")
Records = Iterable[Row | ClauseSource]


def unknown_scope(
    workspace: Workspace,
    agreement: Agreement,
    clauses: Mapping[str, tuple[ClauseSource, ClauseSource | None]],
    rows: Mapping[str, Mapping[str, Merged[Row]]],
) -> Iterator[Diagnostic]:
    """Report what *agreement* says of stage, tier, precedence, markets, services and forms, and no rule knows."""
    scope, kinds = agreement.scope, rows.get("tiers", {})
    tiers = [row.record.label for row in kinds.values() if isinstance(row.record, Tier)]
    yield from needed(scope.place("stage"), "stage", scope.stage, STAGES)
    yield from needed(agreement.place("precedence"), "precedence", agreement.precedence, PRECEDENCES)
    if tiers:
        yield from needed(agreement.risk.place("tier"), "supplier risk tier", agreement.risk.tier, tiers)
    records = [clause for clause, _ in clauses.values()] + [row.record for one in rows.values() for row in one.values()]
    asked = asked_for(records)
    markets = asked["regions"] | {name.partition("/")[2].upper() for name in workspace.layers if "regions/" in name}
    for word in scope.regions:
        if markets and word not in markets:
            yield doubted(scope.place("regions"), f'no library has rules for the market "{word}"', word, markets)
    words = [(scope.place("services"), "service", one, asked["services"]) for one in scope.services]
    words += [(scope.place("dosage-forms"), "dosage form", one, asked["dosage_forms"]) for one in scope.dosage_forms]
    for site in agreement.sites:
        words += [(site.place("services"), "service", one, asked["services"]) for one in site.services]
    for place, what, word, known in words:
        if word not in known and meant(word, known):
            yield doubted(place, f'no clause or row asks for the {what} "{word}"', word, known)


def asked_for(records: Records) -> dict[str, set[str]]:
    """Return the words that the conditions of *records* ask for."""
    asked: dict[str, set[str]] = {"regions": set(), "services": set(), "dosage_forms": set()}
    for record in records:
        facts = record.clause if isinstance(record, ClauseSource) else record
        for conditions in (facts.applies, facts.unless):
            if isinstance(conditions, Conditions):
                for name, words in asked.items():
                    words.update(getattr(conditions, name))
    return asked


def needed(place: Span, what: str, word: str, known: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a fault when *word* is none of *known*; an open point is none."""
    if word and not word.startswith("?") and word not in known:
        yield UNKNOWN_SCOPE.at(place, f'there is no {what} "{word}"', hint=f"there are: {', '.join(known)}")


def doubted(place: Span, message: str, word: str, known: Iterable[str]) -> Diagnostic:
    """Return a warning about *word*, with what may be meant."""
    some = sorted(known)
    guess = meant(word, some)
    hint = f'did you mean "{guess}"?' if guess else f"there are: {', '.join(some)}" if some else ""
    return UNKNOWN_SCOPE.at(place, message, hint=hint, severity=Severity.WARNING)


def meant(word: str, known: Iterable[str]) -> str:
    """Return which of *known* is written nearly as *word*, whatever its capitals."""
    folded = {one.casefold(): one for one in known}
    return folded.get(closest(word.casefold(), folded), "")
