"""What is named by its place: the sentence of a duty, the paragraph or item of a reference; and which words were meant.

A place shifts when a paragraph, item or sentence is put in before it. ``reviewed/places.txt`` of a layer keeps the
words that were meant, so that a shift is seen, and `agreements fmt` can carry the number along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.diagnostic import Span
from generator.kept import kept_with
from generator.model.clause import STANDARD, ClauseSource
from generator.model.kinds import MODELS
from generator.model.library import Layer
from generator.prose import Items, Paragraph, Prose, Reference, sentences
from generator.prose.write import in_line

PLACES = "reviewed/places.txt"
HEAD = "the words that are meant where one is named by its place; written by agreements fmt"
BY_PLACE = re.compile(
    r"(?<![\w\\])@(?P<clause>[a-z0-9]+(?:-[a-z0-9]+)*)(?P<place>(?:\.[1-9][0-9]*)?(?:\([a-z0-9]+\))*)"
)
ALIKE, ANOTHER = 0.6, 0.8
"""From which likeness on a text is the same one edited, and another text the one that was meant."""

Places = Mapping[str, str]
"""Words by what names them: ``duty CLAUSE POSITION DUTY SENTENCE`` or ``reference TARGET``. The place is part of it: a
number that somebody has changed since is meant as it stands."""


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that is named by its place.

    Attributes:
        key: What the record calls it.
        what: What a person calls it: ``the duty "dev-notice"``.
        at: The place that is named: ``3``, ``.2``, ``(a)(i)``.
        span: Where it is named.
        choices: Words by place, in the text that it is named in.
    """

    key: str
    what: str
    at: str
    span: Span
    choices: Mapping[str, str]

    @property
    def words(self) -> str | None:
        """The words at the place; None when there are none, which others report."""
        return self.choices.get(self.at)


def read_places(text: str) -> dict[str, str]:
    """Return what a file of places keeps; a line that says nothing is passed over."""
    parted = (line.partition(" | ") for line in text.split("\n"))
    return {key: words for key, bar, words in parted if bar}


def written_places(places: Places) -> bytes:
    """Return the file that keeps *places*; empty when nothing is named by its place."""
    lines = sorted(f"{key} | {words}" for key, words in places.items())
    return "\n".join([HEAD, *lines, ""]).encode() if lines else b""


def named_in(layer: Layer, layers: Iterable[Layer]) -> Iterator[Named]:
    """Yield what *layer* names by its place; a reference may lead into any of *layers*."""
    for source in layer.clauses.values():
        yield from duties_in(source)
    texts: dict[str, list[ClauseSource]] = {}
    for one in layers:
        for id_, source in one.clauses.items():
            texts.setdefault(id_, []).append(source)
    for target, place, span in references_in(layer):
        for source in texts.get(target, ()):
            choices = parts_of(source.prose[STANDARD], dotted=place.startswith("."))
            yield Named(f"reference {target}{place}", f'"@{target}{place}"', place, span, choices)


@kept_with
def duties_in(source: ClauseSource) -> tuple[Named, ...]:
    """Return the duties of a clause with the sentences that they may name, in each of its texts."""
    return tuple(named_duties(source))


def named_duties(source: ClauseSource) -> Iterator[Named]:
    """Yield the duties of a clause as ``duties_in`` returns them."""
    for position, text in source.prose.items():
        duties = source.duties(position)
        if duties:
            choices = {str(count): in_line(one) for count, one in enumerate(sentences(text), 1)}
            for duty in duties:
                key = f"duty {source.clause.id} {position} {duty.id} {duty.sentence}"
                yield Named(key, f'the duty "{duty.id}"', str(duty.sentence), duty.place("sentence"), choices)


def meant_in(layer: Layer, layers: Iterable[Layer]) -> dict[str, str]:
    """Return the words that *layer* means where it names a place: those that were kept; and of a duty of which nothing
    is kept yet, in a clause written over another one, those that it named there, where they stand elsewhere now.
    """
    meant = dict(layer.places)
    known = {key.rpartition(" ")[0] for key in meant}
    for source in layer.clauses.values():
        copied = copied_from(source, layers) if source.clause.amends else None
        words = {stem(one): one.words for one in duties_in(copied)} if copied else {}
        for one in duties_in(source) if words else ():
            before = words.get(stem(one))
            if before and stem(one) not in known and moved_to(one, before):
                meant[one.key] = before
    return meant


def copied_from(source: ClauseSource, layers: Iterable[Layer]) -> ClauseSource | None:
    """Return the clause that *source* was written over; None where no layer has it any more."""
    several = (layer.clauses[source.clause.id] for layer in layers if source.clause.id in layer.clauses)
    return next((one for one in several if one.fingerprint == source.clause.amends), None)


def stem(named: Named) -> str:
    """Return the key of a duty without the number of its sentence."""
    return named.key.rpartition(" ")[0]


@kept_with
def references_in(layer: Layer) -> tuple[tuple[str, str, Span], ...]:
    """Return the references of a layer that name a paragraph or item: the clause, the place in it, where it stands."""
    targets = (*targets_of_clauses(layer), *targets_of_rows(layer))
    named = ((BY_PLACE.fullmatch(target), span) for target, span in targets)
    return tuple((found["clause"], found["place"], span) for found, span in named if found and found["place"])


def targets_of_clauses(layer: Layer) -> Iterator[tuple[str, Span]]:
    """Yield every reference in the clauses of a layer, with its sign, and where it stands."""
    for source in layer.clauses.values():
        for position, text in source.prose.items():
            for one in (inline for sentence in sentences(text) for inline in sentence):
                if isinstance(one, Reference):
                    yield f"@{one.target}", source.place(position, one.at)


def targets_of_rows(layer: Layer) -> Iterator[tuple[str, Span]]:
    """Yield every reference in the prose of the rows of a layer, with its sign, and the field it stands in."""
    for kind_, rows in layer.rows.items():
        for row in rows.values():
            for name in MODELS[kind_].prose_fields():
                for found in BY_PLACE.finditer(str(row.fields.get(name, ""))):
                    yield found[0], row.fields.spans[name]  # type: ignore[attr-defined]  # it was read from a file


def parts_of(text: Prose, *, dotted: bool) -> dict[str, str]:
    """Return the words of each paragraph and item of *text* by its place; items of a *dotted* place name the paragraph
    before them too.
    """
    found: dict[str, str] = {}
    count = 0
    for block in text:
        if isinstance(block, Paragraph):
            count += 1
            found[f".{count}"] = " ".join(map(in_line, block.sentences))
        elif isinstance(block, Items):
            for place, words in items_of(block, f".{count}" if dotted else ""):
                found.setdefault(place, words)
    return found


def items_of(items: Items, above: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the words of each item, each before those inside it."""
    for item in items.items:
        place = f"{above}({item.label})"
        yield place, " ".join(map(in_line, item.sentences))
        if item.inner:
            yield from items_of(item.inner, place)


def moved_to(one: Named, kept: str) -> str | None:
    """Return where the words *kept* stand now when that is no longer the place that *one* names.

    None when the place is still right, also when its words were edited; empty when the words are nowhere.
    """
    if one.words is None or kept == one.words:
        return None
    others = {place: words for place, words in one.choices.items() if place != one.at}
    same = [place for place, words in others.items() if words == kept]
    if same:
        return same[0] if len(same) == 1 else ""
    if likeness(kept, one.words) >= ALIKE:
        return None
    best = max(others, key=lambda place: likeness(kept, others[place]), default="")
    return best if best and likeness(kept, others[best]) >= ANOTHER else ""


def likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same, from 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
