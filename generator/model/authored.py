"""The base of every record that people write: it keeps the places of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Protocol, Self, TypeGuard, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from generator.diagnostic import Span
from generator.model.values import Running, as_list, as_some

Kept = TypeVar("Kept")
Listed = Annotated[tuple[Kept, ...], BeforeValidator(as_list)]
"""A list in YAML, a tuple in the frozen record."""
Some = Annotated[tuple[Kept, ...], BeforeValidator(as_some)]
"""A list with at least one entry."""


class MarkedEntries(Protocol):
    """What a reader hands over for a list: the places of its entries."""

    spans: Sequence[Span]

    def __iter__(self) -> Iterator[object]:
        """Go through the entries."""


class Marked(Protocol):
    """What a reader hands over: a map that knows its own place and those of its values and keys."""

    span: Span
    spans: Mapping[str, Span]
    key_spans: Mapping[str, Span]

    def items(self) -> Iterable[tuple[str, object]]:
        """Return the fields by name."""


def is_marked(written: object) -> TypeGuard[Marked]:
    """Tell whether a reader handed *written* over; asked of each record, where ``isinstance`` would take long."""
    return hasattr(written, "span") and hasattr(written, "key_spans")


def is_list(written: object) -> TypeGuard[MarkedEntries]:
    """Tell whether *written* is a list whose entries know their places."""
    return isinstance(written, list) and hasattr(written, "spans")


def entries_of(written: object) -> tuple[Sequence[object], Sequence[Span]] | None:
    """Return the entries of a list, or the ids of a map, each with its place; None for what has none."""
    if is_list(written):
        return tuple(written), written.spans
    if isinstance(written, dict) and is_marked(written):
        return tuple(written.key_spans), tuple(written.key_spans.values())
    return None


NOWHERE = Span("")


class Authored(BaseModel):
    """A record of a file: frozen, strict, no unknown field, with the span that the reader put on the mapping."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        arbitrary_types_allowed=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    )

    _span: Span = PrivateAttr(default_factory=lambda: NOWHERE)  # a plain default would be copied for each record
    _spans: Mapping[str, Span] = PrivateAttr(default_factory=dict)
    _entries: Mapping[str, tuple[Sequence[object], Sequence[Span]]] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def keep_places(cls, written: Any, build: ModelWrapValidatorHandler[Self]) -> Self:
        """Build the record, then remember where it and its fields were written."""
        record = build(dict(written) if isinstance(written, dict) else written)
        if is_marked(written):
            record._span, record._spans = written.span, written.spans
            record._entries = {name: stand for name, one in written.items() if (stand := entries_of(one))}
        return record

    @property
    def span(self) -> Span:
        """Where the record stands."""
        return self._span

    def place(self, field: str) -> Span:
        """Return where *field* (its name in the file) stands; the record's own place when it was not written."""
        private = self.__pydantic_private__ or {}  # asked for each word that is checked, and `_spans` would take long
        own: Span = private["_span"]
        spans: Mapping[str, Span] = private["_spans"]
        return spans.get(field, own)

    def place_of(self, field: str, entry: str, again: int = 0) -> Span:
        """Return where the text *entry* stands in the list *field*, the time after *again* others, or as an id of the
        map *field*; the place of the list, of the map, or of a single text, when it does not stand there by itself.
        """
        texts, spans = self._entries.get(field, ((), ()))
        found = [span for text, span in zip(texts, spans, strict=True) if isinstance(text, str) and text == entry]
        return found[again] if len(found) > again else self.place(field)

    @classmethod
    def prose_fields(cls) -> tuple[str, ...]:
        """Return the names, as in the file, of the fields that follow the clause grammar."""
        return running_fields(cls)


@cache
def running_fields(kind: type[Authored]) -> tuple[str, ...]:
    """Return the names, as in the file, of the fields of *kind* that follow the clause grammar."""
    return tuple(
        info.alias or name
        for name, info in kind.model_fields.items()
        if any(isinstance(mark, Running) for mark in info.metadata)
    )
