"""One comparison while it is made: what was sent, what came back, which is which; and how a proposal is put."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeAlias

from generator.document.marks import BLOCK
from generator.model.proposal import Proposal, What
from generator.read.paragraphs import LEAD
from generator.read.returned import Returned
from generator.read.text import writable
from generator.read.units import Hand, ReadLine, Unit
from generator.review.align import Aligned, align
from generator.review.forms import Form, form_changed, levels_of_styles, same_forms, steps_in
from generator.review.places import Kind, Place


def depth(numbering: str) -> str:
    """Return how deep a line stands in a list, the list left away."""
    return f"1{numbering[numbering.index('/') :]}" if "/" in numbering and not numbering.startswith("0/") else numbering


COMPUTED = re.compile(r"(TOC|Contents|Inhalts|toc )", re.IGNORECASE)
"""Styles of lines that Word makes from others."""

Positions: TypeAlias = Callable[..., Mapping[str, str]]
"""The other texts of a clause by position, as they would print here; given words, only those that these may be."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent.

    Attributes:
        read: The file that was sent, by the same reader.
        places: By bookmark.
        positions: See Positions.
        approvers: Roles that may agree to a position, by clause and position.
        used: Where each value prints, by id: places as a person finds them.
        exact: Whether what came back was made from just this; else numbers of references tell nothing.
    """

    read: Returned
    places: Mapping[str, Place]
    positions: Positions
    approvers: Mapping[tuple[str, str], str]
    used: Mapping[str, tuple[str, ...]]
    exact: bool = True


@dataclass
class Comparison:
    """One comparison while it is made."""

    sent: Sent
    back: Returned
    now: Aligned
    untracked: frozenset[int]
    loose: list[tuple[int, int]] = field(default_factory=list)
    """Units whose references came back as plain words, with how many."""
    stale: list[int] = field(default_factory=list)
    """Units with references of other numbers than those of a draft from which the file was not made."""
    meanings: dict[tuple[Form, Form], str] = field(default_factory=dict)
    """What each pair of forms means that was asked for: many lines share few forms."""

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """What each reference shows, by the bookmark that it leads to."""
        return numbers_of(self.sent.read)

    @cached_property
    def titles(self) -> frozenset[str]:
        """What a line of the contents may say: what one said when it was sent, and each short line of the text."""
        sent = (unit for unit in self.sent.read.now if is_computed(unit))
        back = (unit for unit in self.back.now if not self.is_listed(unit))
        return frozenset(
            said for unit in (*sent, *back) if len(unit.text) < LONGEST_TITLE for said in listed(unit.text)
        )

    @cached_property
    def places(self) -> Mapping[int, Place]:
        """What stands at the units that were sent and have a mark."""
        known = self.sent.places
        marked = ((at, mark) for at, unit in enumerate(self.sent.read.now) for mark in reversed(unit.marks))
        return {at: known[mark] for at, mark in marked if mark in known and mark.startswith(BLOCK)}

    @cached_property
    def chapter_titles(self) -> frozenset[str]:
        """The titles of all chapters."""
        return frozenset(one.title for one in self.sent.places.values() if one.kind is Kind.CHAPTER)

    @cached_property
    def above(self) -> list[int | None]:
        """Which unit that was sent stands nearest above each one that came back."""
        found: list[int | None] = []
        last = None
        for at in range(len(self.back.now)):
            found.append(last)
            if at in self.now.partner and at not in self.now.moved:
                last = self.now.partner[at]
        return found

    @cached_property
    def clauses_by_path(self) -> Mapping[str, str]:
        """The clause of each place, by its path."""
        return {place.path: place.clause for place in reversed([*self.sent.places.values()])}

    @cached_property
    def clause_lines(self) -> Mapping[str, list[str]]:
        """The lines that stand in each clause now, its title apart; what came belongs to the clause that it came in."""
        found: dict[str, list[str]] = {}
        clause = ""
        for new, unit in enumerate(self.back.now):
            place = self.places.get(self.now.partner.get(new, -1))
            clause = clause if place is None else place.clause
            if place is None or place.kind is not Kind.CLAUSE:
                found.setdefault(clause, []).append(unit.text)
        return found

    @cached_property
    def contents(self) -> frozenset[int]:
        """Which units that were sent are lines of the contents."""
        units = enumerate(self.sent.read.now)
        return frozenset([at for at, unit in units for line in unit.lines if is_of_contents(line.style)])

    @cached_property
    def formed(self) -> frozenset[int]:
        """Which units that came back have tracked changes of form."""
        return frozenset([at for at, unit in enumerate(self.back.now) for line in unit.lines if line.formats])

    @cached_property
    def unseen(self) -> frozenset[int]:
        """Which units that came back hold words that are hidden or struck out."""
        units = enumerate(self.back.now)
        return frozenset([at for at, unit in units for line in unit.lines if line.hidden or line.struck])

    @cached_property
    def mostly(self) -> Mapping[str, list[int]]:
        """Which lines that came back are hidden or struck out, by that word, where most of them are."""
        found = {name: [at for at in sorted(self.unseen) if is_unseen(self.back.now[at], name)] for name in UNSEEN}
        return {name: several for name, several in found.items() if 2 * len(several) > len(self.back.now) > MANY}

    @cached_property
    def same_lines(self) -> bool:
        """Whether no line came, went or moved: every number must be as it was sent."""
        return not self.now.moved and len(self.now.partner) == len(self.back.now) == len(self.sent.read.now)

    @cached_property
    def forms(self) -> Mapping[Form, tuple[Form, int]]:
        """Which form of a line of the file that came back is which of the one that was sent, and how many have it."""
        pairs = ((self.sent.read.now[old], self.back.now[new]) for new, old in self.now.partner.items())
        return same_forms(self.forms_of(a, b) for a, b in pairs if not a.is_row)

    def meant(self, sent: Unit, back: Unit) -> str:
        """Return what the form of a line that came back means beside that of the sent one; see ``form_changed``."""
        pair = self.forms_of(sent, back)
        if pair not in self.meanings:
            self.meanings[pair] = form_changed(*pair, self.forms, self.levels)
        return self.meanings[pair]

    def forms_of(self, sent: Unit, back: Unit) -> tuple[Form, Form]:
        """Return the forms of a line as it was sent and as it came back."""
        was, now = sent.lines[0], back.lines[0]
        if was.numbering and self.has_own_ids:
            return (was.style, depth(was.numbering)), (now.style, depth(now.numbering))
        return (was.style, was.numbering), (now.style, now.numbering)

    @cached_property
    def has_own_ids(self) -> bool:
        """Whether the program that saved the file gave styles other ids; it does so with lists too."""
        sent, back = ({unit.lines[0].style for unit in read.now} for read in (self.sent.read, self.back))
        return bool(sent - back)

    @cached_property
    def styles(self) -> Mapping[str, str]:
        """Which style of the file that came back is which of the one that was sent."""
        return {old: form[0] for (old, _), (form, _) in self.forms.items()}

    @cached_property
    def own_styles(self) -> Mapping[str, str]:
        """The style as it was sent, by that of the file that came back: a Word of another language renames them."""
        by_count = sorted(self.forms.items(), key=lambda pair: pair[1][1])
        return {form[0]: old for (old, _), (form, _) in by_count}

    def style(self, unit: Unit) -> str:
        """Return the style of a unit that came back, as it was called when sent."""
        style = unit.lines[0].style if unit.lines else ""
        return self.own_styles.get(style, style)

    def is_listed(self, unit: Unit) -> bool:
        """Tell whether a unit that came back is a line of the contents."""
        return is_computed(unit) or is_of_contents(self.style(unit))

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """How deep each style that was sent stands: 1 for a chapter, 2 for a clause."""
        return levels_of_styles(self.sent.read.now, self.own_numbers)

    @cached_property
    def own_numbers(self) -> Mapping[int, str]:
        """The number of each unit that was sent and has one of its own: the only paragraph of a clause has none."""
        titles = {place.path: place.number for place in self.places.values() if place.kind is Kind.CLAUSE}
        return {
            at: place.number
            for at, place in self.places.items()
            if place.kind in (Kind.CHAPTER, Kind.CLAUSE) or (place.clause and place.number != titles.get(place.clause))
        }

    @cached_property
    def labels(self) -> Mapping[tuple[int, ...], str]:
        """The number that was sent at each place in the order of numbers."""
        steps = steps_in(self.sent.read.now, self.levels)
        return {steps[at]: number for at, number in self.own_numbers.items() if steps[at]}

    def place(self, old: int) -> Place | None:
        """Return what stands at a unit that was sent."""
        return self.places.get(old)

    def shown(self, lines: Iterable[ReadLine]) -> str:
        """Return the words of lines that came back, references with the numbers that they had when sent."""
        return "\n".join(
            LEAD.sub(lambda sign: self.numbers.get(sign[1], sign[0]), line.key) if self.knows(line) else line.text
            for line in lines
        )

    def knows(self, line: ReadLine) -> bool:
        """Tell whether the number of every reference of a line is known."""
        return all(target in self.numbers for target in LEAD.findall(line.key))

    def where(self, old: int) -> tuple[str, str]:
        """Return how a person finds a unit that was sent, and its path: its own, or that of the one above it."""
        for at in range(old, -1, -1):
            place = self.place(at)
            if place:
                return (place.where, place.path) if at == old else (f"after {place.where}", "")
        return "cover", ""


def compared(sent: Sent, back: Returned) -> Comparison:
    """Return *back* beside what was sent."""
    now = align(sent.read.now, back.now)
    return Comparison(sent, back, now, untracked_units(sent, back, now))


UNSEEN = {
    "hidden": "these words are hidden on the page, or show as other signs",
    "struck": "these words are struck out by hand, which is no change that Word can accept or reject",
}
"""Ways of words not to stand there, by the name of what is read of them."""
MANY = 50
"""A file of so few lines has each of them listed."""


def is_unseen(unit: Unit, name: str) -> bool:
    """Tell whether words of a unit are hidden or struck out."""
    return any(getattr(line, name) for line in unit.lines)


LONGEST_TITLE = 300
OWN_VERSION = re.compile(r", version (\d+(?:\.\d+)*)")
LABEL = re.compile(r"\A\W*(?:(?:Annex|Appendix|Chapter|Table)\W+)?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivx]+)?\W+", re.IGNORECASE)


def listed(text: str) -> set[str]:
    """Return the letters of a line of the contents, with its label and without; figures are computed, but for those
    of the version of an annex.
    """
    version = "".join(OWN_VERSION.findall(text))
    letters = {"".join(filter(str.isalpha, part)).casefold() for part in (text, LABEL.sub("", text, count=1))} - {""}
    return {f"{part}{version}" for part in letters}


def numbers_of(read: Returned) -> dict[str, str]:
    """Return what each reference shows, by the bookmark that it leads to."""
    found: dict[str, str] = {}
    for line in (line for unit in read.now for line in unit.lines if "\ue000" in line.key):
        targets = LEAD.findall(line.key)
        shown = between(LEAD.sub("\ue000", line.key).split("\ue000"), line.text)
        found |= dict(zip(targets, shown, strict=True)) if shown is not None else {}
    return found


def between(pieces: Sequence[str], text: str) -> list[str] | None:
    """Return what stands in *text* between *pieces*, of which there are two or more; None where they are not it all."""
    first, *inner, last = pieces
    found: list[str] = []
    at, end = len(first), len(text) - len(last)
    for piece in inner:
        start = text.find(piece, at, end)
        if start < 0:
            return None
        found.append(text[at:start])
        at = start + len(piece)
    whole = text.startswith(first) and text.endswith(last) and at <= end
    return [*found, text[at:end]] if whole else None


def untracked_units(sent: Sent, back: Returned, now: Aligned) -> frozenset[int]:
    """Return which units that were sent differ in the file that came back even when all its changes are rejected."""
    aligned = now if back.before is back.now else align(sent.read.now, back.before)
    same = {old for new, old in aligned.partner.items() if back.before[new].key == sent.read.now[old].key} - {
        aligned.partner[new] for new in aligned.moved
    }
    return frozenset(range(len(sent.read.now))) - same


def is_computed(unit: Unit) -> bool:
    """Tell whether a unit is a line of the contents."""
    return any(is_of_contents(line.style) for line in unit.lines)


@lru_cache(maxsize=1024)
def is_of_contents(style: str) -> bool:
    """Tell whether a style is one of lines that Word makes from others; there are few styles and many lines."""
    return bool(COMPUTED.match(style))


def nearest_above(review: Comparison, new: int) -> int | None:
    """Return the unit that was sent and stands nearest above one that came."""
    return review.above[new]


DRAWN = "a figure is drawn from its table each time: change the table, and the figure follows"
WHAT = {
    Kind.CHAPTER: What.TITLE,
    Kind.CLAUSE: What.TITLE,
    Kind.HEADING: What.TITLE,
    Kind.CAPTION: What.TITLE,
    Kind.FIGURE: What.UNPLACED,
    Kind.GROUP: What.TITLE,
    Kind.TEXT: What.WORDING,
    Kind.RECITAL: What.WORDING,
    Kind.DEFINITION: What.DEFINITION,
    Kind.PARTY: What.PARTY,
    Kind.SIGNATURE: What.PARTY,
    Kind.ROW: What.CELL,
}


# Proposals


def made(  # noqa: PLR0917 - old words, new words, and where the new ones stand
    review: Comparison,
    old_at: int,
    what: What,
    old: str = "",
    new: str = "",
    new_at: int | None = None,
    note: str = "",
    hands: tuple[Hand, ...] = (),
) -> Proposal:
    """Return a proposal about a unit that was sent."""
    where, path = review.where(old_at)
    unit = review.back.now[new_at] if new_at is not None else None
    hands = hands or (unit.hands if unit else hands_of_gone(review, old_at))
    place = review.place(old_at)
    if place and place.kind is Kind.FIGURE and what is What.LINE_OUT:
        what = What.UNPLACED
    if place and place.kind is Kind.FIGURE and what is What.UNPLACED:
        note = note or DRAWN
    untracked = old_at in review.untracked and what is not What.FORM
    mixed = untracked and bool(hands) and what not in {What.CELL, What.VALUE}
    shown = () if untracked and not mixed else hands
    one = proposal(what, where, path, old=old, new=new, hands=shown, note=note, tracked=not untracked)
    return one.model_copy(update={"tracked": "in part"}) if mixed else one


def hands_of_gone(review: Comparison, old: int) -> tuple[Hand, ...]:
    """Return who took a unit out: whose changes touch the words that rejecting would bring back."""
    key = review.sent.read.now[old].key
    return next((unit.hands for unit in review.back.before if unit.key == key and unit.hands), ())


def proposal(
    what: What,
    where: str,
    path: str,
    *,
    old: str = "",
    new: str = "",
    unit: Unit | None = None,
    back: Returned | None = None,
    hands: tuple[Hand, ...] = (),
    note: str = "",
    tracked: bool = True,
) -> Proposal:
    """Return a proposal; *unit* is given for what came."""
    if unit is not None and back is not None:
        hands, tracked = unit.hands, unit.key not in back.keys_before
    facts = {
        "id": "new",
        "what": what,
        "where": where,
        "path": path,
        "old": old,
        "new": new,
        "by": ", ".join(dict.fromkeys(hand.author for hand in hands if hand.author)),
        "on": max((hand.date for hand in hands), default=""),
        "tracked": "yes" if tracked else "no",
        "note": note,
    }
    said = {name: writable(words) for name, words in facts.items() if words}
    lines = {name: words if name in ("old", "new") else " ".join(words.split()) for name, words in said.items()}
    return Proposal.model_validate(lines)
