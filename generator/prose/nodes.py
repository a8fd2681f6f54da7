"""The nodes of running text, in authored clauses and in composed documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Literal words."""

    text: str


@dataclass(frozen=True, slots=True)
class Use:
    """A defined term in the form that the author wrote; *term* is its id and *words* what prints, once composed."""

    form: str
    at: int = field(default=0, compare=False)
    term: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term at the place that defines it, printed bold; *term* is its id."""

    words: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    r"""A reference to a clause, paragraph, item, chapter, annex, table or form.

    Attributes:
        target: As written after the ``@``: ``dev-notification``, ``dev-notification.2``, ``dev-notification(a)(i)``.
        at: Index of the sign in the text it was parsed from.
        path: The path id it leads to, once composed; empty while the target is unknown.
        words: What prints before the number, with its blank: ``clause\u00a0``; or all of it when there is no number.
        number: The printed number of the target: ``22.3(a)``, ``3``.
        bare: Whether the number of a clause prints without its word, in a column whose head says "Clause".
    """

    target: str
    at: int = field(default=0, compare=False)
    path: str = ""
    words: str = ""
    number: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for a value; *words* is the printed value once it is filled, empty while it is not."""

    value: str
    at: int = field(default=0, compare=False)
    words: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something still to be settled: what, who, by when. Shown in drafts, forbidden from *approved* on."""

    words: str
    at: int = field(default=0, compare=False)


Inline: TypeAlias = Text | Use | Definition | Reference | Blank | OpenPoint
Sentence: TypeAlias = tuple[Inline, ...]
"""One line of an author's text. Two neighbouring Text nodes never stand side by side."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that print as one paragraph."""

    sentences: tuple[Sentence, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the author's label (``a``, ``ii``, ``3``, or ``-``), its sentences, and the list inside it."""

    label: str
    sentences: tuple[Sentence, ...]
    inner: Items | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list after its lead-in; *kind* is ``a``, ``i``, ``1`` or ``-``."""

    kind: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """``:: matrix ID`` alone on a line: the table *matrix* stands here."""

    matrix: str
    at: int = field(default=0, compare=False)


Block: TypeAlias = Paragraph | Items | Placement
Prose: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault of grammar: what is wrong at index *at* of the text, and a cure to offer."""

    at: int
    message: str
    hint: str = ""


def merged(inlines: Iterable[Inline]) -> Sentence:
    """Return *inlines* as a sentence: neighbouring texts joined, empty ones gone."""
    joined: list[Inline] = []
    words: list[Text] = []
    for node in inlines:
        if isinstance(node, Text):
            if node.text:
                words.append(node)
            continue
        joined += one_text(words)
        joined.append(node)
        words = []
    return (*joined, *one_text(words))


def one_text(words: list[Text]) -> list[Text]:
    """Return *words* as one text, unless there are none."""
    return words if len(words) < 2 else [Text("".join(word.text for word in words))]
