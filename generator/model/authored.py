"""The base of every record that people write: it keeps the places of its fields."""

from __future__ import annotations

from collections.abc import Mapping
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


class Marked(Protocol):
    """What a reader hands over: a map that knows its own place and those of its values and keys."""

    span: Span
    spans: Mapping[str, Span]
    key_spans: Mapping[str, Span]


def is_marked(written: object) -> TypeGuard[Marked]:
    """Tell whether a reader handed *written* over; asked of each record, where ``isinstance`` would take long."""
    return hasattr(written, "span") and hasattr(written, "key_spans")


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

    @model_validator(mode="wrap")
    @classmethod
    def keep_places(cls, written: Any, build: ModelWrapValidatorHandler[Self]) -> Self:
        """Build the record, then remember where it and its fields were written."""
        record = build(dict(written) if isinstance(written, dict) else written)
        if is_marked(written):
            record._span, record._spans = written.span, written.spans
        return record

    @property
    def span(self) -> Span:
        """Where the record stands."""
        return self._span

    def place(self, field: str) -> Span:
        """Return where *field* (its name in the file) stands; the record's own place when it was not written."""
        return self._spans.get(field, self._span)

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
