"""An overlay or agreement confirmed: it has been read against the libraries as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.author.bases import (
    AGREEMENTS,
    CLAUSE,
    NO_BASE,
    SEVERAL_BASES,
    Base,
    bases_of,
    kind_and_id,
    kinds_with,
    layers_by_name,
    stack_of,
)
from generator.author.reviewed import base_words, kept_base, kept_libraries, library_changes, old_words
from generator.author.splice import Keys, editable, set_field
from generator.author.templates import approve
from generator.diagnostic import Diagnostic, Span, nearest
from generator.document.difference import side_by_side, word_difference
from generator.files import Files
from generator.model.clause import ClauseSource
from generator.model.library import RowSource, Workspace
from generator.read.yaml import MarkedList, read_yaml
from generator.read.yaml.edit import EDIT

Adopted = tuple[dict[str, bytes], str]
"""The files that change, and what was adopted, as text for a person to read."""


def adopt(workspace: Workspace, files: Files, id_: str, cards: Mapping[str, tuple[str, str]]) -> Adopted | Diagnostic:
    """Return the files in which *id_* is confirmed, with what it was confirmed against, or why it cannot be done.

    For an agreement that is its ``reviewed``; for a clause or row, ``amends`` in every overlay of it; for a Word
    template, its approval.

    Args:
        workspace: Everything that was read.
        files: The same as files, by path.
        id_: Id of an agreement, clause or row, or name of a Word template; ``terms/discovery`` where two kinds share
            an id.
        cards: Version and hash of the libraries of each agreement, by its id.
    """
    name = id_.removeprefix(AGREEMENTS)
    if name in workspace.agreements and name in cards:
        return adopt_agreement(workspace, files, name, cards[name])
    template = id_.removeprefix("clauses/").removesuffix(".docx").removeprefix("templates/")
    if template in workspace.templates:
        return approve(workspace, files, template)
    return adopt_overlays(workspace, files, id_)


def adopt_agreement(workspace: Workspace, files: Files, id_: str, card: tuple[str, str]) -> Adopted | Diagnostic:
    """Return agreement.yaml with the libraries that it has now been reviewed with."""
    path = f"agreements/{id_}/agreement.yaml"
    text = editable(path, files[path])
    if isinstance(text, Diagnostic):
        return text
    reviewed = workspace.agreements[id_].agreement.reviewed
    made = set_field(path, text, (), "reviewed", value={"library": card[0], "hash": card[1]}, after="layers")
    if isinstance(made, Diagnostic):
        return made
    before = f"library {reviewed.library} ({reviewed.hash})" if reviewed else "nothing recorded"
    shown = [f"{id_}: reviewed with library {card[0]} ({card[1]}); before: {before}"]
    libraries = stack_of(workspace, workspace.agreements[id_])[:-1]
    if reviewed and reviewed.hash != card[1]:
        shown += [f"  {line}" for line in library_changes(files, id_, libraries, reviewed.hash)]
    return {path: made.encode(), **kept_libraries(id_, libraries, card[1])}, "\n".join(shown)


def moved_names(workspace: Workspace, files: Files, id_: str) -> list[str]:
    """Return what came or changed since the agreement *id_* was reviewed: clauses and rows, as ``terms/discovery``."""
    source = workspace.agreements[id_]
    reviewed = source.agreement.reviewed
    if reviewed is None:
        return []
    lines = library_changes(files, id_, stack_of(workspace, source)[:-1], reviewed.hash)
    return [name for line in lines for sign, _, name in [line.partition(": ")] if sign in {"new", "changed"}]


def adopt_overlays(workspace: Workspace, files: Files, id_: str) -> Adopted | Diagnostic:
    """Return every overlay of *id_* with the fingerprint of what now lies below it."""
    made: dict[str, bytes] = {}
    shown: list[str] = []
    _, name = kind_and_id(id_)
    for layer in layers_by_name(workspace).values():
        for kind_, overlay in kinds_with(layer, id_):
            bases = bases_of(workspace, layer, kind_, name)
            if len(bases) > 1:
                return several(overlay, layer.name, name, bases)
            for base in bases.values():
                written = renew(files, overlay, base)
                if isinstance(written, Diagnostic):
                    return written
                made |= written
                made |= kept_base(layer.name, base)
                shown.append(report(files, overlay, layer.name, base))
    if shown:
        return made, "\n\n".join(shown)
    message = f'nothing lies over "{id_}": only an overlay can be adopted'
    here = [overlay for layer in layers_by_name(workspace).values() for _, overlay in kinds_with(layer, id_)]
    return NO_BASE.at(here[0].span, message) if here else unknown_name(workspace, id_)


def unknown_name(workspace: Workspace, id_: str) -> Diagnostic:
    """Return that nothing that could be adopted is called *id_*."""
    layers = layers_by_name(workspace).values()
    rows = {one for layer in layers for several in layer.rows.values() for one in several}
    clauses = {one for layer in layers for one in layer.clauses}
    known = {*clauses, *rows, *workspace.agreements, *workspace.templates}
    message = f'there is no agreement, clause, row or Word template "{id_}"'
    near = nearest(id_.rpartition("/")[2], known) or nearest(id_, known)
    return NO_BASE.at(Span(id_), message, hint=near or "agreements status lists agreements, library show the rest")


def several(overlay: ClauseSource | RowSource, layer: str, id_: str, bases: Mapping[str, Base]) -> Diagnostic:
    """Return the fault of an overlay that lies over different texts in different agreements."""
    seen = tuple((base.span, base.layer) for base in bases.values())
    return SEVERAL_BASES.at(overlay.span, f'agreements that use {layer} have different texts below "{id_}"', seen=seen)


def renew(files: Files, overlay: ClauseSource | RowSource, base: Base) -> dict[str, bytes] | Diagnostic:
    """Return the file of *overlay* with the fingerprint of *base*."""
    path = overlay.span.path
    text = editable(path, files[path])
    keys = where(overlay, text) if isinstance(text, str) else ()
    if isinstance(text, Diagnostic) or keys is None:
        return text if isinstance(text, Diagnostic) else EDIT.at(overlay.span, "the row is not where it was read")
    after = "" if base.kind == CLAUSE else "id"
    made = set_field(path, text, keys, "amends", value=base.fingerprint, after=after)
    if isinstance(made, Diagnostic):
        return made
    return {path: made.encode()} if made != text else {}


def where(overlay: ClauseSource | RowSource, text: str) -> Keys | None:
    """Return what leads to the fields of *overlay* in its file; None when they are not where they were read."""
    if isinstance(overlay, ClauseSource):
        return ()
    rows, _ = read_yaml(overlay.span.path, text)
    spans = rows.spans if isinstance(rows, MarkedList) else []
    return next(((count,) for count, span in enumerate(spans) if span.start == overlay.span.start), None)


def report(files: Files, overlay: ClauseSource | RowSource, layer: str, base: Base) -> str:
    """Return what *overlay* was written against, what lies below it now, and the overlay's own words."""
    old, now = amends_of(overlay), base_words(base)
    own = base_words(Base(base.kind, base.id, layer, overlay.span, "", *as_base(overlay)))
    lines = [f"{base.id} in {layer}: {moved(files, layer, base, old)}"]
    before = old_words(files, layer, base, old)
    if before is None or old == base.fingerprint:
        lines += [f"{base.layer} now says ({base.fingerprint}):", *indented(now)]
    else:
        lines += side_by_side(before, now, (f"{base.layer} when it was written ({old})", f"now ({base.fingerprint})"))
        lines += ["word by word, [-gone-] and {+new+}:", *indented(word_difference(before, now))]
    return "\n".join([*lines, f"{layer} says, and goes on saying:", *indented(own)])


def moved(files: Files, layer: str, base: Base, old: str) -> str:
    """Return whether what lies below an overlay has moved since it named *old*."""
    if old == base.fingerprint:
        return f"unchanged since it was written ({old})"
    if not old:
        return "did not say what it was written against"
    kept = old_words(files, layer, base, old) is not None
    more = "below, both texts" if kept else "whose text is not kept here; compare with your version history"
    return f"was written against {old}, {more}"


def indented(text: str) -> list[str]:
    """Return the lines of *text*, two steps in."""
    return [f"  {line}".rstrip() for line in text.split("\n")]


def as_base(overlay: ClauseSource | RowSource) -> tuple[ClauseSource | None, dict[str, Any]]:
    """Return the clause of *overlay*, or the fields that it writes."""
    return (overlay, {}) if isinstance(overlay, ClauseSource) else (None, dict(overlay.fields))


def amends_of(overlay: ClauseSource | RowSource) -> str:
    """Return the fingerprint that *overlay* names."""
    return overlay.clause.amends if isinstance(overlay, ClauseSource) else str(overlay.fields.get("amends", ""))
