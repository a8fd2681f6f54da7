"""The proof that each place that was written prints the words that were decided, told from the printed words alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from generator.document.blocks import Printed
from generator.document.walk import words
from generator.model.proposal import Decision, Proposal, What
from generator.model.values import parse_quantity
from generator.prose import Blank, Reference
from generator.review.places import Kind, Place, clause_at

Places = Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Shown:
    """What printed words may show of what is not theirs: numbers are computed, values and names are shared.

    Attributes:
        numbers: What a reference showed when the words were decided, by the path that it leads to.
        values: What each value that was decided on showed then, by its id.
        names: What the parties are called now, by what they were called.
    """

    numbers: Mapping[str, Collection[str]] = field(default_factory=dict)
    values: Mapping[str, Collection[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def matches(self, line: tuple[Printed, ...], decided: str) -> bool:
        """Tell whether a line prints the words that were decided; one blank is as good as another."""
        pattern = "".join(map(self.pattern, line))
        pattern = re.sub(r"(?:\\s\+)+", r"\\s+", pattern)
        return any(re.fullmatch(rf"\s*{pattern}\s*", one.strip()) for one in (decided, with_names(decided, self.names)))

    def pattern(self, inline: Printed) -> str:
        """Return what finds the words of an inline as it prints, or as it printed when the words were decided."""
        said = {words(inline)}
        if isinstance(inline, Reference) and inline.path in self.numbers:
            said = {f"{inline.words}{number}" for number in self.numbers[inline.path]}
        elif isinstance(inline, Blank):
            said |= {one for id_ in self.values for one in self.values[id_] if is_of(inline, id_)}
        several = [spaced(one) for one in sorted(said, key=len, reverse=True)]
        return several[0] if len(several) == 1 else f"(?:{'|'.join(several)})"


AS_PRINTED = Shown()


def spaced(text: str) -> str:
    """Return what finds *text* with blanks of any kind."""
    return r"\s+".join(map(re.escape, re.split(r"\s+", text)))


def is_of(blank: Blank, value: str) -> bool:
    """Tell whether a blank prints a value, or its twin that stands at one place alone."""
    return blank.value == value or blank.value.startswith(f"{value}-")


def decided(one: Proposal) -> str:
    """Return the words that were decided: theirs, or those of the counter-proposal."""
    return one.counter if one.decision is Decision.COUNTER else one.new


def shown_before(before: Places, done: Collection[Proposal], names: Mapping[str, str]) -> Shown:
    """Return what references and values showed when the proposals were decided.

    Args:
        before: What was printed then.
        done: The proposals that are written.
        names: What the parties are called now, by what they were called.
    """
    numbers: dict[str, set[str]] = {}
    values: dict[str, set[str]] = {one.value: set() for one in done if one.what is What.VALUE}
    for inline in (inline for place in before.values() for line in lines_of(place) for inline in line):
        if isinstance(inline, Reference) and inline.path:
            numbers.setdefault(inline.path, set()).add(inline.number)
        elif isinstance(inline, Blank) and inline.value in values:
            values[inline.value].add(words(inline))
    return Shown(numbers, values, names)


def lines_of(place: Place) -> list[tuple[Printed, ...]]:
    """Return the lines of a place: its own, or those of its cells."""
    cells = () if place.row is None else place.row.cells
    return [line for line in (place.inlines, *(line for cell in cells for line in cell.paragraphs)) if line]


def misprinted(
    after: Places, done: Collection[Proposal], shown: Shown, arranged: Collection[str]
) -> Iterator[tuple[Proposal, str]]:
    """Yield the proposals whose place prints something else than was decided, each with what it prints.

    Args:
        after: What prints with all of them written.
        done: The proposals that are written.
        shown: See ``shown_before``.
        arranged: The clauses whose lines are proved one by one; see ``misplaced``.
    """
    by_path = {place.path: place for place in after.values() if place.kind is not Kind.SIGNATURE}
    for one in done:
        if one.what is What.TITLE:
            title = by_path[one.path].title if one.path in by_path else ""
            if not same(title, decided(one)):
                yield one, title
        elif one.what is What.VALUE:
            yield from ((one, said) for said in values_of(by_path, one) if not same_value(said, decided(one)))
        elif one.what is What.PARTY and one.path not in by_path:
            said = with_names(one.old, shown.names)
            if not any(same(said, wanted) for wanted in (decided(one), with_names(decided(one), shown.names))):
                yield one, said
        elif one.what in WORDED and clause_at(one.path) not in arranged:
            lines = lines_at(by_path, one.path)
            wanted = decided(one).split("\n")
            if len(lines) != len(wanted) or not all(map(shown.matches, lines, wanted)):
                yield one, "\n".join("".join(map(words, line)) for line in lines)


WORDED = (What.WORDING, What.DEFINITION, What.CELL, What.PARTY)


def lines_at(places: Places, path: str) -> list[tuple[Printed, ...]]:
    """Return the lines of a line or a cell; none when it is not there."""
    if path in places:
        return [places[path].inlines]
    row, _, column = path.rpartition("/")
    place = places.get(row)
    if place is None or place.row is None or column not in place.columns:
        return []
    return list(place.row.cells[place.columns.index(column)].paragraphs)


def values_of(places: Places, one: Proposal) -> Iterator[str]:
    """Yield what a value that was decided on shows: at the places named when it changes there alone, else at all."""
    for place in places.values():
        here = any(place.path == path or path.startswith(f"{place.path}/") for path in one.places)
        if one.only_here and not here:
            continue
        for inline in (inline for line in lines_of(place) for inline in line):
            if isinstance(inline, Blank) and (is_of(inline, one.value) if one.only_here else inline.value == one.value):
                yield words(inline)


def same_value(said: str, wanted: str) -> bool:
    """Tell whether printed words are the value that was decided, written long or short."""
    try:
        return parse_quantity(plainly(said).lower()) == parse_quantity(plainly(wanted).lower())
    except ValueError:
        return same(said, wanted)


def same(said: str, wanted: str) -> bool:
    """Tell whether two texts have the same words; one blank is as good as another."""
    return plainly(said) == plainly(wanted)


def plainly(text: str) -> str:
    """Return *text* with single plain blanks."""
    return " ".join(text.split())


def with_names(text: str, names: Mapping[str, str]) -> str:
    """Return *text* with the facts of parties as they are now."""
    made = text.replace("\u00a0", " ") if names else text
    for old in sorted(names, key=len, reverse=True):
        made = made.replace(old, names[old])
    return made
