"""Words that decide what is in: scopes of agreements and conditions of clauses and rows name only what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostic import Diagnostic, Span, kind, nearest
from generator.kept import kept_with
from generator.model.agreement import Agreement
from generator.model.authored import Authored, is_marked
from generator.model.choices import ScopeField
from generator.model.clause import Conditions
from generator.model.library import Layer, LibraryCard, RowSource, Workspace

UNKNOWN_SCOPE = kind(
    "unknown-scope",
    "A scope or a condition names a service, market, dosage form, phase or tier that no library knows.",
    matters="A word that nothing matches leaves clauses and rows out, and nobody misses them on the page.",
    cure="Correct the word. A new service, dosage form or phase is a row of scopes.yaml, a market a library below "
    "clauses/regions/ or a country of countries.yaml, a tier a row of tiers.yaml.",
)

WHAT = {"services": "service", "regions": "market", "dosage-forms": "dosage form", "phases": "phase", "tiers": "tier"}
"""How messages call an entry of each field."""
HOMES = {**dict.fromkeys(WHAT, "scopes.yaml"), "tiers": "tiers.yaml"}
"""Where a new entry of each field goes."""

Known = Mapping[str, frozenset[str]]
Named = tuple[Span, str, str]
"""Where a word stands, the field that takes it, the word."""


def known_words(workspace: Workspace) -> Known:
    """Return what scopes and conditions may name, by field; a field of which nothing is known has no entry."""
    words: dict[str, set[str]] = {field: set() for field in WHAT}
    for layer in workspace.every_layer:
        for row in layer.rows.get("scopes", {}).values():
            words.get(str(row.fields.get("of")), set()).add(str(row.fields.get("word")))
        words["tiers"] |= {str(row.fields["label"]) for row in rows_of(layer, "tiers") if "label" in row.fields}
    if words[ScopeField.SERVICES]:
        words[ScopeField.REGIONS] |= markets(workspace)
    return {field: frozenset(several) for field, several in words.items() if several}


def rows_of(layer: Layer, name: str) -> Iterable[RowSource]:
    """Return the rows of the kind *name* that *layer* writes."""
    return layer.rows.get(name, {}).values()


def markets(workspace: Workspace) -> set[str]:
    """Return the markets that a library stands for, and the countries."""
    regions = {name.partition("/")[2].upper() for name in workspace.layers if name.startswith("regions/")}
    return regions | {row.id for layer in workspace.layers.values() for row in rows_of(layer, "countries")}


def unknown_scopes(agreement: Agreement, known: Known) -> Iterator[Diagnostic]:
    """Report words of the scope, sites, products and tier of *agreement* that no library knows."""
    scope, tier = agreement.scope, agreement.risk.tier
    for site in agreement.sites:
        yield from unknown(((site.place_of("services", word), "services", word) for word in site.services), known)
    for product in agreement.products:
        yield from unknown(((product.place_of("markets", word), "regions", word) for word in product.markets), known)
    yield from unknown(words_in(scope), known)
    if not tier.startswith("?"):
        yield from unknown([(agreement.risk.place("tier"), "tiers", tier)], known)


def words_in(record: Authored) -> Iterator[Named]:
    """Yield the words of a scope or of conditions, with their places."""
    for field in WHAT:
        words: tuple[str, ...] = getattr(record, field.replace("-", "_"), ())
        yield from ((record.place_of(field, word), field, word) for word in words)


def unknown(named: Iterable[Named], known: Known) -> Iterator[Diagnostic]:
    """Yield a fault for each word that is not *known*."""
    for span, field, word in named:
        if field in known and word not in known[field] and not word.startswith("?"):
            yield UNKNOWN_SCOPE.at(span, f'no library knows the {WHAT[field]} "{word}"', hint=meant(word, field, known))


def meant(word: str, field: str, known: Known) -> str:
    """Return what may have been meant, else what there is and where a new word goes."""
    same = [one for one in known[field] if one.casefold() == word.casefold()]
    some = ", ".join(sorted(one for one in known[field] if field != "regions" or len(one) == 2)[:12])
    return (
        f'did you mean "{same[0]}"?'
        if same
        else nearest(word, known[field]) or f"there are: {some}; a new one is a row of {HOMES[field]}"
    )


def unknown_conditions(workspace: Workspace) -> Iterator[Diagnostic]:
    """Report words that no library knows in the conditions of clauses and rows of every layer, and their tiers."""
    known = known_words(workspace)
    for layer in workspace.every_layer:
        yield from unknown(words_of_layer(layer), known)


@kept_with
def words_of_layer(layer: Layer) -> tuple[Named, ...]:
    """Return the words in the conditions of the card, the clauses and the rows of a layer."""
    found = [*words_of_card(layer.card)] if layer.card else []
    for clause in layer.clauses.values():
        for conditions in (clause.clause.applies, clause.clause.unless):
            found += words_in(conditions) if conditions else ()
    return (*found, *(named for rows in layer.rows.values() for row in rows.values() for named in words_of(row)))


def words_of_card(card: LibraryCard) -> Iterator[Named]:
    """Yield the words of the scopes that a library fits and gives way to."""
    for conditions in (card.fits, card.gives_way and card.gives_way.to):
        yield from words_in(conditions) if conditions else ()


def words_of(row: RowSource) -> Iterator[Named]:
    """Yield the words of the conditions of *row* and the tiers it names; the loader has seen to their shape."""
    for field in ("applies", "unless"):
        if field in row.fields:
            yield from words_in(Conditions.model_validate(row.fields[field]))
    spans = row.fields.spans if is_marked(row.fields) else {}
    for tier in row.fields.get("tiers", ()) if row.kind == "triggers" else ():
        yield spans.get("tiers", row.span), "tiers", str(tier)
    yield from by_tier(row.fields.get("default")) if row.kind == "values" else ()


def by_tier(default: object) -> Iterator[Named]:
    """Yield the tiers for which a *default* has an entry, by their labels."""
    entries = default.get("by") if isinstance(default, dict) else None
    if is_marked(entries) and isinstance(entries, dict):
        for key in entries:
            yield entries.key_spans[key], "tiers", str(key).removeprefix("tier-").replace("-", ".")
