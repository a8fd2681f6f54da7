"""The longest text of a file: where to shorten what fits nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostic import Span
from generator.read.text import Source, decode
from generator.read.yaml import MarkedList, MarkedMap, read_yaml


def longest_text(files: Mapping[str, bytes], paths: Iterable[str]) -> Span | None:
    """Return where the longest value of the YAML files among *paths*, or line of the others, stands."""
    found = (span for path in sorted({*paths} & {*files}) for span in texts(path, files[path]))
    return max(found, key=lambda span: span.end - span.start, default=None)


def texts(path: str, data: bytes) -> Iterator[Span]:
    """Yield the place of each value of a YAML file, else of each line."""
    if path.endswith(".yaml"):
        yield from values(read_yaml(path, data)[0])
        return
    source = Source(path, decode(path, data)[0] or "")
    yield from (source.span(*line.span()) for line in re.finditer(".+", source.text))


def values(node: object) -> Iterator[Span]:
    """Yield the place of each text below *node*."""
    if isinstance(node, MarkedMap):
        pairs = [(value, node.spans[key]) for key, value in node.items()]
    elif isinstance(node, MarkedList):
        pairs = [*zip(node, node.spans, strict=True)]
    else:
        return
    for value, span in pairs:
        yield from [span] if isinstance(value, str) else values(value)
