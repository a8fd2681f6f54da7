"""Two files, the one that was sent and the one that came back, as typed proposals; nothing is applied here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.files import short_digest
from generator.model.proposal import Proposal, What
from generator.model.values import parse_quantity
from generator.read.returned import LEAD, Comment, Hand, ReadLine, Returned, Unit
from generator.review.align import Aligned, align, own_marks
from generator.review.places import Kind, Place

COMPUTED = re.compile(r"(TOC|Contents|Inhalts|toc )", re.IGNORECASE)
"""Styles of lines that Word makes from others."""
TYPED_NUMBER = re.compile(r"\A(?:Annex\s)?[(]?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)]*[\t \u00a0]+")

Positions: TypeAlias = Callable[[str], Mapping[str, str]]
"""The other texts of a clause by position, as they would print in this agreement."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent.

    Attributes:
        read: The file that was sent, by the same reader.
        places: By bookmark.
        positions: See Positions.
        approvers: Roles that may agree to a position, by clause and position.
        used: Where each value prints, by id: places as a person finds them.
    """

    read: Returned
    places: Mapping[str, Place]
    positions: Positions
    approvers: Mapping[tuple[str, str], str]
    used: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class _Review:
    """One comparison while it is made."""

    sent: Sent
    back: Returned
    now: Aligned
    untracked: frozenset[int]
    numbers: Mapping[str, str]

    def place(self, old: int) -> Place | None:
        """Return what stands at a unit that was sent."""
        marks = own_marks(self.sent.read.now[old])
        return next((self.sent.places[mark] for mark in marks if mark in self.sent.places), None)

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


def proposals(sent: Sent, back: Returned) -> list[Proposal]:
    """Return what *back* proposes, in the order of the document."""
    now = align(sent.read.now, back.now)
    review = _Review(sent, back, now, untracked_units(sent, back), numbers_of(sent.read))
    found = with_positions(review, merged_values(changes(review)))
    return numbered([*found, *comments(review), *strays(sent.read, back)])


def numbers_of(read: Returned) -> dict[str, str]:
    """Return what each reference shows, by the bookmark that it leads to."""
    found: dict[str, str] = {}
    for line in (line for unit in read.now for line in unit.lines if "\ue000" in line.key):
        targets = LEAD.findall(line.key)
        pieces = "(.*?)".join(map(re.escape, LEAD.sub("\ue000", line.key).split("\ue000")))
        shown = re.fullmatch(pieces, line.text, re.DOTALL)
        if shown:
            found |= dict(zip(targets, shown.groups(), strict=True))
    return found


def untracked_units(sent: Sent, back: Returned) -> frozenset[int]:
    """Return which units that were sent differ in the file that came back even when all its changes are rejected."""
    aligned = align(sent.read.now, back.before)
    same = {old for new, old in aligned.partner.items() if back.before[new].key == sent.read.now[old].key} - {
        aligned.partner[new] for new in aligned.moved
    }
    return frozenset(range(len(sent.read.now))) - same


def changes(review: _Review) -> Iterator[Proposal]:
    """Yield the changes of the main text, in its order; what is gone stands where it stood."""
    gone = list(grouped_gone(review))
    skip: set[int] = set()
    for new, unit in enumerate(review.back.now):
        old = review.now.partner.get(new)
        if old is None:
            if new not in skip:
                yield from came(review, new, unit, skip)
            continue
        while gone and gone[0][0] < old and new not in review.now.moved:
            yield gone.pop(0)[1]
        yield from changed(review, old, new)
    yield from (one for _, one in gone)


# What is gone


def grouped_gone(review: _Review) -> Iterator[tuple[int, Proposal]]:
    """Yield what did not come back, each with its index: a clause that is gone as a whole is one proposal."""
    lost = set(review.now.gone)
    taken: set[int] = set()
    for at in review.now.gone:
        unit, place = review.sent.read.now[at], review.place(at)
        if at in taken or not unit.text.strip() or is_computed(unit):
            continue
        if place and place.kind is Kind.CLAUSE and place.number:
            inner = list(members(review, at, place.path))
            if all(one in lost or not review.sent.read.now[one].text.strip() for one in inner):
                taken.update(inner)
                texts = "\n".join(review.sent.read.now[one].text for one in [at, *inner])
                yield at, made(review, at, What.CLAUSE_OUT, old=texts)
                continue
        if joined_to(review, at):
            continue
        yield at, made(review, at, What.ROW_OUT if unit.table >= 0 else What.LINE_OUT, old=unit.text)


def members(review: _Review, title: int, clause: str) -> Iterator[int]:
    """Yield the units that belong to the clause whose title stands at *title*."""
    for at in range(title + 1, len(review.sent.read.now)):
        place = review.place(at)
        if place is not None and place.kind in (Kind.CLAUSE, Kind.CHAPTER, Kind.HEADING):
            return
        if place is None or place.clause == clause or place.kind in (Kind.ROW, Kind.GROUP, Kind.CAPTION):
            yield at


def joined_to(review: _Review, at: int) -> bool:
    """Tell whether the unit at *at* runs on in the one before it, which says so itself."""
    return at > 0 and any(
        review.now.partner.get(new) == at - 1 and runs_on(review.sent.read.now[at - 1], review.sent.read.now[at], unit)
        for new, unit in enumerate(review.back.now)
        if review.now.partner.get(new) == at - 1
    )


def runs_on(first: Unit, second: Unit, whole: Unit) -> bool:
    """Tell whether *whole* is *first* with *second* behind it."""
    if first.table >= 0 or second.table >= 0 or not second.key.strip():
        return False
    squeezed = "".join(whole.key.split())
    return squeezed == "".join(first.key.split()) + "".join(second.key.split())


def is_computed(unit: Unit) -> bool:
    """Tell whether a unit is a line of the contents."""
    return any(COMPUTED.match(line.style) for line in unit.lines)


# What came


def came(review: _Review, new: int, unit: Unit, skip: set[int]) -> Iterator[Proposal]:
    """Yield a unit that was not sent; under a title all that came with it is one clause."""
    if not unit.text.strip() or is_computed(unit):
        return
    above = nearest_above(review, new)
    where, path = review.where(above) if above is not None else ("at the beginning", "")
    where = where if where.startswith("after ") else f"after {where}"
    if any(line.style in ("Heading2", "Heading1") for line in unit.lines):
        inner = run_of_new(review, new)
        skip.update(inner)
        text = "\n".join(review.back.now[at].text for at in [new, *inner])
        yield proposal(What.CLAUSE_IN, where, path, new=text, unit=unit, back=review.back)
        return
    what = What.ROW_IN if unit.table >= 0 else What.LINE_IN
    if split_from(review, new):
        return
    yield proposal(what, where, path, new=unit.text, unit=unit, back=review.back)


def run_of_new(review: _Review, new: int) -> list[int]:
    """Return the units that came right behind the one at *new*, up to the next title."""
    run = []
    for at in range(new + 1, len(review.back.now)):
        title = any(line.style in ("Heading1", "Heading2") for line in review.back.now[at].lines)
        if at in review.now.partner or title:
            break
        run.append(at)
    return run


def nearest_above(review: _Review, new: int) -> int | None:
    """Return the unit that was sent and stands nearest above one that came."""
    return next(
        (
            review.now.partner[at]
            for at in range(new - 1, -1, -1)
            if at in review.now.partner and at not in review.now.moved
        ),
        None,
    )


def split_from(review: _Review, new: int) -> bool:
    """Tell whether the unit at *new* is the rest of the one before it, which says so itself."""
    old = review.now.partner.get(new - 1)
    return old is not None and runs_on(review.back.now[new - 1], review.back.now[new], review.sent.read.now[old])


# What changed


def changed(review: _Review, old: int, new: int) -> Iterator[Proposal]:
    """Yield what a unit that came back proposes."""
    was, unit, place = review.sent.read.now[old], review.back.now[new], review.place(old)
    if is_computed(was):
        return
    if new in review.now.moved and unit.text.strip():
        what = What.ROW_MOVED if unit.table >= 0 else What.LINE_MOVED
        if place and place.kind is Kind.CLAUSE:
            what = What.CLAUSE_MOVED
        above = nearest_above(review, new)
        note = f"now stands after {review.where(above)[0].removeprefix('after ')}" if above is not None else ""
        yield made(review, old, what, old=was.text, new=unit.text, new_at=new, note=note)
    if was.key != unit.key:
        yield from rewritten(review, old, new, place)
    elif formed(unit) and not unit.hands:
        hands = formed(unit)
        yield made(review, old, What.FORM, new=unit.text, new_at=new, hands=hands)
    yield from hidden(review, old, new)


def formed(unit: Unit) -> tuple[Hand, ...]:
    """Return whose tracked changes of form touch a unit."""
    return tuple(hand for line in unit.lines for hand in line.formats)


def hidden(review: _Review, old: int, new: int) -> Iterator[Proposal]:
    """Yield words that do not show on the page, where none were sent."""
    words = "".join(line.hidden for line in review.back.now[new].lines)
    if words and words != "".join(line.hidden for line in review.sent.read.now[old].lines):
        yield made(review, old, What.UNPLACED, new=words, new_at=new, note="these words are hidden on the page")


def rewritten(review: _Review, old: int, new: int, place: Place | None) -> Iterator[Proposal]:
    """Yield the proposals of a unit whose words changed."""
    was, unit = review.sent.read.now[old], review.back.now[new]
    after = review.back.now[new + 1] if new + 1 < len(review.back.now) else None
    if place is None:
        what = What.PARTY if old < first_marked(review) else What.UNPLACED
        yield made(review, old, what, was.text, unit.text, new)
    elif unit.table >= 0 or place.kind is Kind.ROW:
        yield from cells(review, old, new, place)
    elif old + 1 in review.now.gone and runs_on(was, review.sent.read.now[old + 1], unit):
        both = f"{was.text}\n{review.sent.read.now[old + 1].text}"
        yield made(review, old, What.MERGED, both, unit.text, new)
    elif after is not None and new + 1 not in review.now.partner and runs_on(unit, after, was):
        yield made(review, old, What.SPLIT, was.text, f"{unit.text}\n{after.text}", new)
    elif was.key == TYPED_NUMBER.sub("", unit.key, count=1):
        yield made(review, old, What.FORM, was.text, unit.text, new, note="the number was typed by hand")
    elif values := changed_values(was.lines[0], unit.lines[0], dict(place.values)):
        yield from value_proposals(review, old, new, values)
    else:
        yield made(review, old, WHAT[place.kind], was.text, review.shown(unit.lines), new)


WHAT = {
    Kind.CHAPTER: What.TITLE,
    Kind.CLAUSE: What.TITLE,
    Kind.HEADING: What.TITLE,
    Kind.CAPTION: What.TITLE,
    Kind.GROUP: What.TITLE,
    Kind.TEXT: What.WORDING,
    Kind.RECITAL: What.WORDING,
    Kind.DEFINITION: What.DEFINITION,
    Kind.PARTY: What.PARTY,
    Kind.SIGNATURE: What.PARTY,
    Kind.ROW: What.CELL,
}


def first_marked(review: _Review) -> int:
    """Return the first unit that has a mark: what stands before it is the cover."""
    return next((at for at, unit in enumerate(review.sent.read.now) if own_marks(unit)), 0)


def cells(review: _Review, old: int, new: int, place: Place) -> Iterator[Proposal]:
    """Yield the cells of a row that changed; a row with another number of cells is one proposal."""
    was, unit = review.sent.read.now[old], review.back.now[new]
    if len(was.cells) != len(unit.cells):
        note = "cells were joined, split, added or removed"
        yield made(review, old, What.UNPLACED, was.text, unit.text, new, note=note)
        return
    for at, (before, after) in enumerate(zip(was.cells, unit.cells, strict=True)):
        if keys(before) == keys(after):
            continue
        column = place.columns[at] if at < len(place.columns) else str(at + 1)
        one_line = len(before) == len(after) == 1
        values = changed_values(before[0], after[0], dict(place.values)) if one_line else {}
        if values:
            yield from value_proposals(review, old, new, values)
            continue
        what = What.CELL if place.kind is Kind.ROW else WHAT[place.kind]
        made_ = made(review, old, what, texts(before), review.shown(after), new)
        yield made_.model_copy(update={"where": f"{made_.where}: {column}", "path": f"{place.path}/{column}"})


def keys(lines: Iterable[ReadLine]) -> list[str]:
    """Return what lines are compared by."""
    return [line.key for line in lines]


def texts(lines: Iterable[ReadLine]) -> str:
    """Return the words of lines."""
    return "\n".join(line.text for line in lines)


def changed_values(was: ReadLine, now: ReadLine, names: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the values that changed, by id, each as old and new words, if nothing else of the line did."""
    spans = sorted((start, end, names[name]) for name, start, end in was.spans if name in names)
    if not spans:
        return {}
    pattern, at = "", 0
    for start, end, _ in spans:
        pattern += re.escape(was.key[at:start]) + "(.+?)"
        at = end
    found = re.fullmatch(pattern + re.escape(was.key[at:]), now.key, re.DOTALL)
    if found is None:
        return {}
    pairs = zip(spans, found.groups(), strict=True)
    changed = [(id_, was.key[start:end], words) for (start, end, id_), words in pairs if words != was.key[start:end]]
    return (
        {id_: (before, after) for id_, before, after in changed}
        if len({one[0] for one in changed}) == len(changed)
        else {}
    )


def value_proposals(review: _Review, old: int, new: int, values: Mapping[str, tuple[str, str]]) -> Iterator[Proposal]:
    """Yield a proposal for each value; one that no value can be is a change of wording."""
    for id_, (before, after) in values.items():
        written = as_quantity(after)
        note = "" if written else "this is no number with a unit that we know"
        others = [one for one in review.sent.used.get(id_, ()) if one != review.where(old)[0]]
        if others:
            note = "; ".join(filter(None, [note, f"also prints in {', '.join(others[:8])}"]))
        one = made(review, old, What.VALUE if written else What.WORDING, before, written or after, new, note=note)
        yield one.model_copy(update={"value": id_})


def as_quantity(words: str) -> str:
    """Return *words* as a value is written in YAML; empty when they are none."""
    try:
        return str(parse_quantity(" ".join(words.replace("\u00a0", " ").split()).lower()))
    except ValueError:
        return ""


# Proposals


def made(  # noqa: PLR0917 - old words, new words, and where the new ones stand
    review: _Review,
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
    untracked = old_at in review.untracked and what is not What.FORM
    return proposal(
        what, where, path, old=old, new=new, hands=() if untracked else hands, note=note, tracked=not untracked
    )


def hands_of_gone(review: _Review, old: int) -> tuple[Hand, ...]:
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
        hands, tracked = unit.hands, unit.key not in {one.key for one in back.before}
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
    return Proposal.model_validate({name: words for name, words in facts.items() if words})


def numbered(found: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals with ids made from what they say; two alike are told apart by their order."""
    seen: Counter[str] = Counter()
    made_: list[Proposal] = []
    for one in found:
        stem = short_digest(f"{one.what}|{one.where}|{one.path}|{one.value}|{one.old}|{one.new}")[:8]
        seen[stem] += 1
        made_.append(one.model_copy(update={"id": stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"}))
    return made_


def merged_values(found: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals with one question for each value that changed alike in several places."""
    kept: list[Proposal] = []
    asked: dict[tuple[str, str], int] = {}
    for one in found:
        at = asked.get((one.value, one.new)) if one.what is What.VALUE else None
        if at is not None:
            note = f"{kept[at].note}; changed in {one.where} too".lstrip("; ")
            kept[at] = kept[at].model_copy(update={"note": note})
            continue
        if one.what is What.VALUE:
            asked[one.value, one.new] = len(kept)
        kept.append(one)
    return kept


def with_positions(review: _Review, found: list[Proposal]) -> list[Proposal]:
    """Return *found* with the changes of a clause that amount to a position of the library as one proposal."""
    taken = {clause for one in found if (clause := clause_of(review, one)) and one.what in IN_CLAUSE}
    known = {clause: name for clause in taken if (name := known_position(review, clause))}
    made_: list[Proposal] = []
    named: set[str] = set()
    for one in found:
        clause = clause_of(review, one) if one.what in IN_CLAUSE else ""
        if clause not in known:
            made_.append(one)
        elif clause not in named:
            named.add(clause)
            made_.append(position_proposal(review, clause, known[clause], one))
    return made_


IN_CLAUSE = (What.WORDING, What.LINE_IN, What.LINE_OUT, What.MERGED, What.SPLIT, What.VALUE)


def clause_of(review: _Review, one: Proposal) -> str:
    """Return the clause in whose text a proposal stands."""
    return next((place.clause for place in review.sent.places.values() if place.path == one.path), "")


def known_position(review: _Review, clause: str) -> str:
    """Return the position whose text a clause has now; empty when it is none."""
    wanted = squeezed("".join(clause_lines(review, clause)))
    return next((name for name, text in review.sent.positions(clause).items() if squeezed(text) == wanted), "")


def clause_lines(review: _Review, clause: str) -> Iterator[str]:
    """Yield the lines that stand in a clause now, its title apart."""
    inside = False
    for new, unit in enumerate(review.back.now):
        old = review.now.partner.get(new)
        place = review.place(old) if old is not None else None
        if place is not None:
            inside = place.clause == clause and place.kind is not Kind.CLAUSE
            if place.path == clause and place.kind is Kind.CLAUSE:
                inside = True
                continue
        if inside:
            yield unit.text


def position_proposal(review: _Review, clause: str, name: str, first: Proposal) -> Proposal:
    """Return the proposal to take a position of the library."""
    title = next(place for place in review.sent.places.values() if place.path == clause)
    return first.model_copy(
        update={
            "what": What.POSITION,
            "where": title.where,
            "path": clause,
            "value": "",
            "position": name,
            "old": "\n".join(old_lines(review, clause)),
            "new": "\n".join(clause_lines(review, clause)),
            "approver": review.sent.approvers.get((clause, name), ""),
            "note": "",
        }
    )


def old_lines(review: _Review, clause: str) -> Iterator[str]:
    """Yield the lines of a clause that were sent."""
    for old, unit in enumerate(review.sent.read.now):
        place = review.place(old)
        if place is not None and place.clause == clause and place.kind is not Kind.CLAUSE:
            yield unit.text


def squeezed(text: str) -> str:
    """Return *text* without what may differ between a library and a page: blanks."""
    return "".join(text.replace("\u00a0", " ").split())


# Beside the main text


def comments(review: _Review) -> Iterator[Proposal]:
    """Yield the comments that were not sent, each at its place, in threads."""
    known = {(one.hand, one.text) for one in review.sent.read.comments}
    homes = {id_: new for new, unit in enumerate(review.back.now) for line in unit.lines for id_ in line.comments}
    for one in review.back.comments:
        if (one.hand, one.text) not in known:
            yield comment_proposal(review, one, homes.get(one.id))


def comment_proposal(review: _Review, one: Comment, new: int | None) -> Proposal:
    """Return the proposal that holds a comment."""
    old = None if new is None else review.now.partner.get(new, nearest_above(review, new))
    where, path = review.where(old) if old is not None else ("no place in the text", "")
    notes = [f"answers comment {one.answers}" if one.answers else "", "settled" if one.done else ""]
    return proposal(What.COMMENT, where, path, new=one.text, hands=(one.hand,), note=", ".join(filter(None, notes)))


def strays(sent: Returned, back: Returned) -> Iterator[Proposal]:
    """Yield words outside the main text that were not sent, and those sent that are gone, each once."""
    before, after = dict.fromkeys(sent.strays), dict.fromkeys(back.strays)
    for where, text in (one for one in after if one not in before):
        yield proposal(What.UNPLACED, where, "", new=text, tracked=False, note=f"stands in a {where}")
    for where, text in (one for one in before if one not in after):
        yield proposal(What.UNPLACED, where, "", old=text, tracked=False, note=f"is gone from a {where}")
