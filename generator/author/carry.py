"""Numbers of sentences, paragraphs and items carried along when the words that they meant have moved; and kept anew."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.author.reviewed import home_of
from generator.diagnostic import Span
from generator.files import Files
from generator.model.library import Layer, Workspace
from generator.model.places import PLACES, Named, meant_in, moved_to, named_in, written_places
from generator.read.text import decode

Edit = tuple[Span, str, str]
"""Where a number stands, what stands there now, and what it becomes."""


def carried(workspace: Workspace, files: Files) -> dict[str, bytes]:
    """Return the files in which numbers are carried to the words that they meant; those that nobody can tell stay.

    Args:
        workspace: What *files* say, without an error.
        files: The files that may be written.
    """
    layers = by_rank(workspace)
    edits: dict[str, list[Edit]] = defaultdict(list)
    for layer in layers:
        meant = meant_in(layer, layers)
        for span, old, new in edits_of(named_in(layer, layers) if meant else (), meant):
            edits[span.path].append((span, old, new))
    return {path: edited(files[path], several) for path, several in edits.items() if path in files}


def by_rank(workspace: Workspace) -> list[Layer]:
    """Return the libraries and the layers of agreements, lowest rank first."""
    return sorted(workspace.every_layer, key=lambda layer: layer.rank)


def edits_of(several: Iterable[Named], kept: Mapping[str, str]) -> Iterator[Edit]:
    """Yield what becomes of each place that is named; texts that disagree about one leave it as it is."""
    wanted: dict[tuple[Span, str], set[str]] = defaultdict(set)
    for one in several:
        if one.words is not None:
            place = moved_to(one, kept[one.key]) if one.key in kept else None
            wanted[one.span, one.at].add(one.at if place is None else place)
    for (span, old), places in wanted.items():
        new = places.pop() if len(places) == 1 else ""
        if new not in ("", old):
            yield span, old, new


def edited(data: bytes, edits: list[Edit]) -> bytes:
    """Return the file in *data* with each number replaced; the rest stays byte for byte."""
    text, _ = decode("", data)
    assert text is not None  # noqa: S101 - it has been read
    for span, old, new in sorted(edits, key=lambda one: one[0].start, reverse=True):
        end = text.find("\n", span.end)
        head, tail = text[: span.start], text[span.start : len(text) if end < 0 else end]
        text = head + re.sub(rf"{re.escape(old)}(?![\w(])", new, tail, count=1) + text[len(head) + len(tail) :]
    return text.encode()


def unclear(workspace: Workspace) -> dict[str, dict[str, str]]:
    """Return by layer and key the words that were meant where nobody can tell what has become of their place."""
    layers = by_rank(workspace)
    return {layer.name: unclear_in(layer, layers) for layer in layers if layer.places}


def unclear_in(layer: Layer, layers: list[Layer]) -> dict[str, str]:
    """Return the words that were meant in *layer* and are nowhere, in several places, or in different ones in different
    texts.
    """
    several = [one for one in named_in(layer, layers) if one.key in layer.places]
    moving = {(span, old) for span, old, _ in edits_of(several, layer.places)}
    lost = [one for one in several if moved_to(one, layer.places[one.key]) is not None]
    return {one.key: layer.places[one.key] for one in lost if (one.span, one.at) not in moving}


def kept_places(workspace: Workspace, files: Files, unclear: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """Return the record of each layer that stands in *files*, with the words that its places name now; what is
    *unclear* keeps the words that were meant.
    """
    layers = by_rank(workspace)
    made: dict[str, bytes] = {}
    for layer in layers:
        home = home_of(layer.name)
        if any(path.startswith(f"{home}/") for path in files):
            words = {one.key: one.words for one in reversed([*named_in(layer, layers)]) if one.words is not None}
            record = written_places({**words, **unclear.get(layer.name, {})})
            path = f"{home}/{PLACES}"
            made |= {path: record} if record or path in files else {}
    return made
