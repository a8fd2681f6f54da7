"""Lists and maps that know where they and their parts stand in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from generator.diagnostic import Span
from generator.read.text import Source


class MarkedMap(dict[str, object]):
    """A map that knows its place.

    Attributes:
        span: Where it stands.
        spans: Where each value stands, by its key.
        key_spans: Where each key stands.
        comments: Comments behind a value without quotation marks, by its key; in prose, a sentence cut short.
        source: The text that it was read from; None when it was put together from several.
    """

    __slots__ = ("comments", "key_spans", "source", "span", "spans")

    def __init__(
        self,
        fields: Mapping[str, object] | None = None,
        *,
        span: Span,
        spans: Mapping[str, Span] | None = None,
        key_spans: Mapping[str, Span] | None = None,
        source: Source | None = None,
    ) -> None:
        super().__init__(fields or {})
        self.span = span
        self.spans: dict[str, Span] = dict(spans or {})
        self.key_spans: dict[str, Span] = dict(key_spans or {})
        self.comments: dict[str, Span] = {}
        self.source = source


class MarkedList(list[object]):
    """A list that knows its place, and those of its entries; attributes as in ``MarkedMap``, by index."""

    __slots__ = ("comments", "source", "span", "spans")

    def __init__(
        self, entries: Iterable[object] = (), *, span: Span, spans: Iterable[Span] = (), source: Source | None = None
    ) -> None:
        super().__init__(entries)
        self.span = span
        self.spans: list[Span] = list(spans)
        self.comments: dict[int, Span] = {}
        self.source = source


Node: TypeAlias = MarkedMap | MarkedList
