"""One agreement out of its layers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostic import Diagnostic, Severity, kind, nearest
from generator.files import digest, short_digest
from generator.model.agreement import Agreement, scope_facts
from generator.model.clause import ClauseSource
from generator.model.draft import Draft, Merged
from generator.model.library import AgreementSource, Layer, Rank, Workspace, heard
from generator.model.rows import Chapter, Row
from generator.model.version import base_of, is_draft
from generator.resolve.fit import misfits
from generator.resolve.links import link_states
from generator.resolve.overlay import stack_clauses, stack_rows
from generator.resolve.parts import gone
from generator.resolve.readers import readers, unknown_readers
from generator.resolve.scopes import known_words, unknown_scopes
from generator.resolve.select import (
    NEEDED,
    omitted_titles,
    rows_in_scope,
    select_clauses,
    select_rows,
    unknown_chapters,
    unknown_documents,
    unknown_ids,
    unknown_omissions,
)
from generator.resolve.terms import show_terms
from generator.resolve.values import fill

UNKNOWN_LAYER = kind(
    "unknown-layer",
    "An agreement, or a library that gives way beside it, names a library that does not exist.",
    matters="Clauses that an agreement counts on would be missing, or the words of a narrower library would stay.",
    cure="Correct the name; libraries stand below clauses/: regions/eu, profiles/drug-product, companies/<name>.",
)
LIBRARY_MOVED = kind(
    "library-moved",
    "The libraries have changed since this agreement was last reviewed with them.",
    matters="Clauses print another text than the one that was read.",
    cure="Read what changed with `agreements adopt AGREEMENT --dry-run`, then run it without `--dry-run`.",
    severity=Severity.WARNING,
)


def resolve(workspace: Workspace, source: AgreementSource) -> tuple[Draft, list[Diagnostic]]:
    """Return the draft of an agreement: each clause once with its provenance, each blank filled or still open; and
    the faults.
    """
    layers, found = layers_of(workspace, source)
    agreement = taking(source.agreement, layers)
    stacked, rows_out, row_faults = stack_rows(layers)
    clauses, clauses_out, clause_faults = stack_clauses(layers)
    parts = gone(agreement, stacked, clauses, rows_out, source.layer)
    wide = parts.widen(agreement)
    rows = parts.leave({name: rows_in_scope(kinds, agreement) for name, kinds in stacked.items()})
    chapters = in_order(agreement, rows["chapters"])
    topics = {chapter.id: place for place, chapter in enumerate(chapters)}
    chosen, choice_faults = select_clauses(clauses, clauses_out, topics, wide)
    values, value_faults = fill(agreement, rows["values"], workspace.catalogue.regulations)
    terms, forms, term_faults = show_terms(agreement, rows["terms"])
    card = library_card(layers, rows)
    selected = {name: select_rows(name, kinds, wide) for name, kinds in rows.items()}
    left_out = {**rows_out, **clauses_out, **parts.chapters, **wide.omit}
    draft = Draft(
        agreement=agreement,
        contacts=source.contacts,
        chapters=chapters,
        clauses=chosen,
        rows=selected,
        values=values,
        terms=terms,
        forms=forms,
        catalogue=workspace.catalogue,
        attachments=attachments_of(workspace, agreement),
        left_out=left_out,
        documents_out=frozenset(id_ for layer in layers for id_ in layer.rows.get("documents", ()) if id_ in left_out),
        left_titles=omitted_titles(agreement, clauses, stacked),
        library=card,
        inputs=inputs_hash(workspace, source, layers),
        base=base_of(source.versions, agreement.version),
        amended=amended(source),
        seen_by=readers(layers, agreement, source.contacts),
        links=link_states(layers, workspace.catalogue, chosen, selected),
    )
    found += row_faults + clause_faults + choice_faults + value_faults + term_faults
    found += [*unknown_ids(agreement, clauses, stacked), *unknown_omissions(layers, all_clauses(workspace))]
    found += unknown_readers(layers, workspace.layers.values())
    found += [*unknown_documents(agreement, stacked), *unknown_chapters(agreement, stacked)]
    misspelt = [*unknown_scopes(agreement, known_words(workspace))]
    found += misspelt or misfits(workspace, agreement)
    return draft, [*found, *moved_library(agreement, card)]


NOT_TAKEN = "The imported agreement does not have it"


def taking(agreement: Agreement, layers: Iterable[Layer]) -> Agreement:
    """Return an imported agreement with all left out that it does not take from the libraries."""
    if agreement.origin is None:
        return agreement
    libraries = [layer for layer in layers if layer.rank is not Rank.AGREEMENT]
    own = {id_ for layer in layers if layer.rank is Rank.AGREEMENT for id_ in ids_of(layer)}
    out = {id_ for layer in libraries for id_ in ids_of(layer)} - own - set(agreement.origin.takes)
    return agreement.model_copy(update={"omit": {**dict.fromkeys(sorted(out), NOT_TAKEN), **agreement.omit}})


def ids_of(layer: Layer) -> Iterator[str]:
    """Yield the ids of the clauses and printed rows of a layer."""
    yield from layer.clauses
    yield from (id_ for name, rows in layer.rows.items() if name not in NEEDED for id_ in rows)


def in_order(agreement: Agreement, rows: Mapping[str, Merged[Row]]) -> tuple[Chapter, ...]:
    """Return the chapters: first those that the agreement puts in order, then the others as the libraries have them."""
    named = [rows[id_] for id_ in dict.fromkeys(agreement.chapters) if id_ in rows]
    others = [row for id_, row in rows.items() if id_ not in agreement.chapters]
    return tuple(row.record for row in (*named, *others) if isinstance(row.record, Chapter))


def attachments_of(workspace: Workspace, agreement: Agreement) -> dict[str, str]:
    """Return the SHA-256 of each file that stands in the folder of attachments, by its name there."""
    folder = f"agreements/{agreement.id}/attachments/"
    return {path.removeprefix(folder): hash_ for path, hash_ in workspace.hashes.items() if path.startswith(folder)}


def all_clauses(workspace: Workspace) -> dict[str, ClauseSource]:
    """Return the clauses of all libraries, whether an agreement uses them or not."""
    return {id_: clause for layer in workspace.layers.values() for id_, clause in layer.clauses.items()}


def layers_of(workspace: Workspace, source: AgreementSource) -> tuple[list[Layer], list[Diagnostic]]:
    """Return the layers of an agreement, lowest rank first, and a fault for each that does not exist."""
    names = dict.fromkeys(("core", *source.agreement.layers))
    layers = [workspace.layers[name] for name in names if name in workspace.layers]
    missing = [name for name in names if name not in workspace.layers]
    found = [
        UNKNOWN_LAYER.at(
            source.agreement.place_of("layers", name),
            f'there is no library "{name}"',
            hint=meant_layer(name, workspace),
        )
        for name in missing
    ]
    spoken = heard(sorted(layers, key=lambda layer: layer.rank), scope_facts(source.agreement))
    return [*spoken, source.layer], found


def meant_layer(name: str, workspace: Workspace) -> str:
    """Return the hint about a library that does not exist: one of that name in its folder, or the nearest."""
    inside = next((known for known in workspace.layers if known.rpartition("/")[2] == name), "")
    return f'did you mean "{inside}"?' if inside else nearest(name, workspace.layers)


def library_card(layers: Iterable[Layer], rows: Mapping[str, Mapping[str, Merged[Row]]]) -> tuple[str, str]:
    """Return the version of core and the hash over all libraries of the agreement: every clause and row below its
    own layer.
    """
    libraries = [layer for layer in layers if layer.rank is not Rank.AGREEMENT]
    version = next((layer.card.version for layer in libraries if layer.card), "")
    prints = [
        (layer.name, id_, clause.fingerprint) for layer in libraries for id_, clause in sorted(layer.clauses.items())
    ]
    fields = [
        (layer.name, name, id_, sorted(row.fields.items()))
        for layer in libraries
        for name in sorted(rows)
        for id_, row in layer.rows.get(name, {}).items()
    ]
    return version, short_digest(repr((prints, fields)))


def moved_library(agreement: Agreement, card: tuple[str, str]) -> Iterator[Diagnostic]:
    """Report libraries that have changed since the agreement was last reviewed with them."""
    reviewed = agreement.reviewed
    if reviewed and (reviewed.library, reviewed.hash) != card:
        message = f"last reviewed with library {reviewed.library} ({reviewed.hash}); it is now {card[0]} ({card[1]})"
        yield LIBRARY_MOVED.at(agreement.place("reviewed"), message, hint=moved_hint(agreement.id))


def moved_hint(id_: str) -> str:
    """Return what to do when the libraries of an agreement have moved."""
    return f"read what changed: agreements adopt {id_} --dry-run; then confirm: agreements adopt {id_}"


def inputs_hash(workspace: Workspace, source: AgreementSource, layers: Iterable[Layer]) -> str:
    """Return the SHA-256 over every file that the agreement is made from, by path; what it keeps of before is none."""
    homes = [
        f"agreements/{source.agreement.id}/",
        *(f"clauses/{layer.name}/" for layer in layers if layer.rank is not Rank.AGREEMENT),
        "clauses/templates/",
    ]
    kept = tuple(f"agreements/{source.agreement.id}/{folder}/" for folder in ("versions", "reviews"))
    used = [
        (path, hash_)
        for path, hash_ in workspace.hashes.items()
        if path.count("/") == 1 or (path.startswith(tuple(homes)) and not path.startswith(kept))
    ]
    return digest(repr(sorted(used)).encode())


def amended(source: AgreementSource) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what each version that an amendment brought about replaced, by document and version, that at hand among
    them; under no document, the versions of the agreement.
    """
    frozen = {one.name: one.replaces for one in source.versions if one.replaces}
    record = source.agreement.amendment
    own = {id_: amended_line(source, id_, line.version) for id_, line in source.agreement.documents.items()}
    return {"": {**frozen, **({source.agreement.version: record.replaces} if record else {})}, **own}


def amended_line(source: AgreementSource, document: str, version: str) -> dict[str, tuple[str, ...]]:
    """Return what each version of a *document* with a line of its own replaced: the version of the agreement that was
    the first to hold it says so; *version* is the one at hand.
    """
    first: dict[str, tuple[str, ...]] = {}
    for one in source.versions:
        if document in one.documents and not is_draft(one.name):
            first.setdefault(one.documents[document].version, one.replaces)
    record = source.agreement.amendment
    first.setdefault(version, record.replaces if record else ())
    return {name: replaces for name, replaces in first.items() if replaces}
