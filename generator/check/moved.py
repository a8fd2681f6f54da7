"""Duties and references that name a place, where other words stand by now than those that were meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostic import Diagnostic, Severity, Span, kind, shortened
from generator.model.library import Layer, Workspace
from generator.model.places import PLACES, Named, meant_in, moved_to, named_in

MOVED_PLACE = kind(
    "moved-place",
    "A duty or reference names a place in a text, and the words that it meant stand elsewhere.",
    matters="The register would show another sentence, or a printed reference would lead to another paragraph.",
    cure="Run `agreements fmt`, which carries the number to the words that were meant; or write the number by hand.",
)


def moved_places(workspace: Workspace) -> Iterator[Diagnostic]:
    """Report what names a place whose words have moved since `agreements fmt` kept them."""
    layers = workspace.every_layer
    for layer in layers:
        yield from moved_in(layer, layers)


def moved_in(layer: Layer, layers: list[Layer]) -> Iterator[Diagnostic]:
    """Report what *layer* names by a place whose words have moved; one finding a file, with all its places."""
    files: dict[str, dict[Span, Diagnostic]] = {}
    meant = meant_in(layer, layers)
    for one in named_in(layer, layers) if meant else ():
        kept = meant.get(one.key)
        place = moved_to(one, kept) if kept is not None else None
        if kept is not None and place is not None:
            files.setdefault(one.span.path, {}).setdefault(one.span, moved(layer, one, kept, place))
    twice = {*doubled(layer)} if files else ()
    for path, found in files.items():
        if path in twice:  # which of the two was meant, nobody knows; that there are two, is told
            continue
        first, *more = sorted(found.values(), key=lambda one: (one.severity is not Severity.ERROR, one.span.start))
        yield replace(first, seen=tuple((one.span, one.hint) for one in more))


def doubled(layer: Layer) -> Iterator[str]:
    """Yield the files of clauses in which two duties of the standard text have one id."""
    for clause in layer.clauses.values():
        ids = [duty.id for duty in clause.clause.duties]
        if len(set(ids)) < len(ids):
            yield clause.span.path


def moved(layer: Layer, one: Named, kept: str, place: str) -> Diagnostic:
    """Return the finding about one place."""
    meant = shortened(f'{one.what} meant "{short(kept)}"')
    home = layer.name if layer.name.startswith("agreements/") else f"clauses/{layer.name}"
    if place:
        message = f'{meant}, which is now {place}; {one.at} is now "{short(str(one.words))}"'
        return MOVED_PLACE.at(
            one.span, message, hint=f"write {place} in place of {one.at}; agreements fmt does it in every file"
        )
    several = [other for other, words in one.choices.items() if words == kept]
    gone = f"which stands at {' and '.join(several)} now" if several else "which no longer stands there or elsewhere"
    message = f'{meant}, {gone}; {one.at} is now "{short(str(one.words))}"'
    hint = (
        f'correct the number; if it is right, delete the line "{one.key}" from {home}/{PLACES} and run agreements fmt'
    )
    return MOVED_PLACE.at(one.span, message, hint=hint, severity=Severity.WARNING)


def short(words: str) -> str:
    """Return the beginning of *words*."""
    return words if len(words) <= 80 else f"{words[:77].rstrip()}..."
