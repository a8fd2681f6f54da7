"""The changes of the main text, in its order: what is gone, what came, what says something else now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.proposal import Proposal, What
from generator.read.units import Unit
from generator.review.align import own_marks
from generator.review.cells import cells, changed_values, value_proposals
from generator.review.comparison import (
    OWN_VERSION,
    UNSEEN,
    WHAT,
    Comparison,
    is_computed,
    listed,
    made,
    nearest_above,
    proposal,
)
from generator.review.levels import anchored, placed, taken_along
from generator.review.places import Kind, Place
from generator.review.references import came_loose, loose, typed_references
from generator.review.titles import chapter_title, group_title

TYPED_NUMBER = re.compile(r"\A(?:Annex\s)?[(]?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)]*[\t \u00a0]+")


def changes(review: Comparison) -> Iterator[Proposal]:
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
    yield from of_references(review)
    yield from of_unseen(review)


def of_references(review: Comparison) -> Iterator[Proposal]:
    """Yield what is told once of all references: those that are plain words now, or show numbers of an older file."""
    count = sum(several for _, several in review.loose)
    said = "1 reference" if count == 1 else f"{count} references, here and below,"
    notes: list[tuple[int, str]] = []
    if count:
        notes.append((review.loose[0][0], f"{said} came back as plain words; in the agreement they go on {LEADING}"))
    if review.stale:
        said = f"{len(review.stale)} numbers of references, here and below, are not those of the draft of today"
        notes.append((review.stale[0], f"{said}, which was not sent; the references go on {LEADING}"))
    for at, note in notes:
        yield made(review, at, What.FORM, note=note).model_copy(update={"tracked": "no"})


LEADING = "leading where they led"


# What is gone


def grouped_gone(review: Comparison) -> Iterator[tuple[int, Proposal]]:
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
        yield at, made(review, at, What.ROW_OUT if unit.is_row else What.LINE_OUT, old=unit.text)


def members(review: Comparison, title: int, clause: str) -> Iterator[int]:
    """Yield the units that belong to the clause whose title stands at *title*."""
    for at in range(title + 1, len(review.sent.read.now)):
        place = review.place(at)
        if place is not None and place.kind in (Kind.CLAUSE, Kind.CHAPTER, Kind.HEADING):
            return
        if place is None or place.clause == clause or place.kind in (Kind.ROW, Kind.GROUP, Kind.CAPTION, Kind.FIGURE):
            yield at


def joined_to(review: Comparison, at: int) -> bool:
    """Tell whether the unit at *at* runs on in the one before it, which says so itself."""
    return at > 0 and any(
        review.now.partner.get(new) == at - 1 and runs_on(review.sent.read.now[at - 1], review.sent.read.now[at], unit)
        for new, unit in enumerate(review.back.now)
        if review.now.partner.get(new) == at - 1
    )


def runs_on(first: Unit, second: Unit, whole: Unit) -> bool:
    """Tell whether *whole* is *first* with *second* behind it."""
    if first.is_row or second.is_row or not second.key.strip():
        return False
    squeezed = "".join(whole.key.split())
    return squeezed == "".join(first.key.split()) + "".join(second.key.split())


# What came


def came(review: Comparison, new: int, unit: Unit, skip: set[int]) -> Iterator[Proposal]:
    """Yield a unit that was not sent; under a title all that came with it is one clause."""
    if review.is_listed(unit):
        yield from in_contents(review, unit)
        return
    if not unit.text.strip():
        return
    above = nearest_above(review, new)
    where, path = review.where(above) if above is not None else ("at the beginning", "")
    where = where if where.startswith("after ") else f"after {where}"
    if review.style(unit) in TITLES:
        inner = run_of_new(review, new, whole=review.style(unit) == "Heading1")
        skip.update(inner)
        text = "\n".join(review.back.now[at].text for at in [new, *inner])
        one = placed(review, new, proposal(What.CLAUSE_IN, where, path, new=text, unit=unit, back=review.back), inner)
        cut = taken_along(review, (new, *inner)[-1])
        yield one.model_copy(update={"also": " ".join(cut), "note": CUT if cut else one.note})
        return
    what = What.ROW_IN if unit.is_row else What.LINE_IN
    if split_from(review, new) or emptied_heading(review, new):
        return
    one = proposal(what, where, path, new=unit.text, unit=unit, back=review.back)
    yield placed(review, new, one) if what is What.LINE_IN else one


TITLES = {"Heading1", "Heading2"}
CHANGED = "changed"
"""Stands for the depth of a line whose level, title or number was changed by its form alone."""
CUT = "the lines below it stood in the clause above, which it cuts in two"


def run_of_new(review: Comparison, new: int, *, whole: bool) -> tuple[int, ...]:
    """Return the units that came right behind the title at *new*, up to the next one; *whole*: of a whole chapter."""
    run = []
    for at in range(new + 1, len(review.back.now)):
        style = review.style(review.back.now[at])
        if at in review.now.partner or style == "Heading1" or (style in TITLES and not whole):
            break
        run.append(at)
    return tuple(run)


def emptied_heading(review: Comparison, new: int) -> bool:
    """Tell whether the unit at *new* is the words over rows that have all gone: the draft of today prints none there.

    Of a file that was made from just what it is compared with, no words went so: there they are a row that came.
    """
    below = review.back.now[new + 1] if new + 1 < len(review.back.now) else None
    if review.sent.exact or not heads_rows(review.back.now[new]) or (below and below.is_row and not heads_rows(below)):
        return False
    return review.back.now[new].text in review.chapter_titles


def heads_rows(unit: Unit) -> bool:
    """Tell whether a row has the form of the words over rows: one cell of one line."""
    return unit.is_row and len(unit.lines) == 1


def split_from(review: Comparison, new: int) -> bool:
    """Tell whether the unit at *new* is a part of the one before or behind it, which says so itself."""
    return any(halves(review, at) is not None for at in (new - 1, new + 1) if at in review.now.partner)


def halves(review: Comparison, new: int) -> tuple[Unit, Unit] | None:
    """Return the two units that the line which stands at *new* now was cut into; None when it was not.

    LibreOffice leaves the mark of a line with its second half, Word with its first.
    """
    back, was = review.back.now, review.sent.read.now[review.now.partner[new]]
    for first, second in ((new, new + 1), (new - 1, new)):
        came = second if first == new else first
        there = first >= 0 and second < len(back) and came not in review.now.partner
        if there and runs_on(back[first], back[second], was):
            return back[first], back[second]
    return None


# What changed


def changed(review: Comparison, old: int, new: int) -> Iterator[Proposal]:
    """Yield what a unit that came back proposes."""
    was, unit, place = review.sent.read.now[old], review.back.now[new], review.place(old)
    if old in review.contents:
        yield from in_contents(review, unit) if unit.text != was.text else ()
        return
    if new in review.now.moved and unit.text.strip() and not with_its_title(review, new):
        what = What.ROW_MOVED if unit.is_row else What.LINE_MOVED
        if place and place.kind is Kind.CLAUSE:
            what = What.CLAUSE_MOVED
        above = nearest_above(review, new)
        note = f"now stands after {review.where(above)[0].removeprefix('after ')}" if above is not None else ""
        one = made(review, old, what, old=was.text, new=unit.text, new_at=new, note=note)
        yield placed(review, new, one) if what is What.LINE_MOVED else anchored(review, new, one)
    meant = meaning_of_form(review, old, new)
    if was.key != unit.key and came_loose(was, unit):
        review.loose.append((old, loose(was, unit)))
    elif was.key != unit.key:
        yield from rewritten(review, old, new, place)
    elif new in review.formed and not unit.hands and not meant:
        yield made(review, old, What.FORM, new=unit.text, new_at=new, hands=unit.formats)
    if meant:
        one = made(review, old, What.FORM, new=unit.text, new_at=new, note=meant, hands=unit.formats)
        yield one.model_copy(update={"levels": CHANGED, "tracked": "yes" if unit.formats else "no"})
    if was.text != unit.text:
        yield from typed_references(review, old, new)
    if new in review.unseen:
        yield from hidden(review, old, new)


def meaning_of_form(review: Comparison, old: int, new: int) -> str:
    """Return what another style or numbering of a line means: a level, a title, a number; empty for looks alone."""
    was, unit, place = review.sent.read.now[old], review.back.now[new], review.place(old)
    if was.is_row or place is None or not unit.text.strip() or new in review.now.moved:
        return ""
    return review.meant(was, unit)


def with_its_title(review: Comparison, new: int) -> bool:
    """Tell whether a line moved only because its clause did: it stands behind the same line as when it was sent."""
    at = new
    while at in review.now.moved:
        old, place = review.now.partner[at], review.place(review.now.partner[at])
        if place is None or place.kind is Kind.CHAPTER:
            return False
        if place.kind is Kind.CLAUSE:
            return at != new
        at, above = at - 1, old - 1
        if review.now.partner.get(at) != above:
            return False
    return False


def in_contents(review: Comparison, unit: Unit) -> Iterator[Proposal]:
    """Yield a line of the contents that no title of the text explains: somebody typed it there."""
    if not unit.text.strip() or listed(unit.text) & review.titles:
        return
    where, note = "contents", "typed into the contents, which Word makes anew from the titles"
    if OWN_VERSION.search(unit.text):
        note = "the contents name the version of an annex; it stands below annexes: in agreement.yaml"
    yield proposal(What.UNPLACED, where, "", new=unit.text, unit=unit, back=review.back, note=note)


def hidden(review: Comparison, old: int, new: int) -> Iterator[Proposal]:
    """Yield words that do not show on the page, where none were sent; those of most lines are told once of all."""
    unit, was = review.back.now[new].lines, review.sent.read.now[old].lines
    for name, note in UNSEEN.items():
        words, before = ("".join(getattr(line, name) for line in lines) for lines in (unit, was))
        if words and words != before and name not in review.mostly:
            yield made(review, old, What.UNPLACED, new=words, new_at=new, note=note)


def of_unseen(review: Comparison) -> Iterator[Proposal]:
    """Yield what holds for most lines of the file: their words are hidden, or struck out by hand."""
    for name, several in review.mostly.items():
        said = f"{len(several)} of {len(review.back.now)} lines, the first of them: {review.back.now[several[0]].text}"
        note = f"{UNSEEN[name].replace('these words', 'the words of most lines')}; {ASK}"
        yield proposal(What.UNPLACED, "the whole text", "", new=said, tracked=False, note=note)


ASK = "a style or a default of the file does it; ask how that came about, and for the file again"


def rewritten(review: Comparison, old: int, new: int, place: Place | None) -> Iterator[Proposal]:
    """Yield the proposals of a unit whose words changed."""
    was, unit = review.sent.read.now[old], review.back.now[new]
    cut = halves(review, new)
    if place is None:
        what = What.PARTY if old < first_marked(review) else What.UNPLACED
        yield made(review, old, what, was.text, unit.text, new)
    elif place.kind is Kind.GROUP and len(was.cells) == len(unit.cells) == 1:
        yield group_title(review, old, new, place)
    elif unit.is_row or place.kind is Kind.ROW:
        yield from cells(review, old, new, place)
    elif old + 1 in review.now.gone and runs_on(was, review.sent.read.now[old + 1], unit):
        both = f"{was.text}\n{review.sent.read.now[old + 1].text}"
        yield made(review, old, What.MERGED, both, unit.text, new)
    elif cut is not None:
        yield made(review, old, What.SPLIT, was.text, f"{cut[0].text}\n{cut[1].text}", new)
    elif was.key == TYPED_NUMBER.sub("", unit.key, count=1):
        yield made(review, old, What.FORM, was.text, unit.text, new, note="the number was typed by hand")
    elif values := changed_values(was.lines[0], unit.lines[0], dict(place.values)):
        yield from value_proposals(review, old, new, values)
    elif place.kind is Kind.CHAPTER:
        yield chapter_title(review, old, new, place)
    else:
        yield made(review, old, WHAT[place.kind], was.text, review.shown(unit.lines), new)


def first_marked(review: Comparison) -> int:
    """Return the first unit that has a mark: what stands before it is the cover."""
    return next((at for at, unit in enumerate(review.sent.read.now) if own_marks(unit)), 0)
