"""What a redline means, in the trade's words: limits by their title, who leads, whose duties, which numbers moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher

from generator.compare.align import by_likeness
from generator.compare.blocks import GONE, compare
from generator.compare.summary import CODE_OF, summary
from generator.document.blocks import Clause, Document, Facts, Row, Table
from generator.document.changes import COVER, DUTIES, NUMBERS, PEOPLE, POSITIONS, TEXT, VALUES, Entry
from generator.document.registers import Obligation
from generator.document.walk import clauses, inlines, plain, sections, tables
from generator.model.values import print_date
from generator.model.version import Reason
from generator.prose import Blank, Reference

FACTS = {
    "title": "Title",
    "subject": "Subject",
    "number": "Number",
    "version": "Version",
    "draft": "Draft",
    "status": "Status",
    "dated": "Dated",
    "effective": "Effective date",
    "review": "Next review",
    "confidentiality": "Confidentiality",
    "short_parties": "Parties",
    "language": "Language",
    "master": "Supply agreement",
}
CODES = {"A": "Lead", "R": "Work"}
"""What the letters of the responsibility matrix are called where they move from one party to another."""


@dataclass(frozen=True, slots=True)
class Trade:
    """What the records know beside the two documents.

    Attributes:
        titles: Of values, by id.
        reasons: Why something differs, by the id of the value, clause or row.
        before: Duties of the older text, *after* those of the newer.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    before: tuple[Obligation, ...] = ()
    after: tuple[Obligation, ...] = ()


def story(old: Document, new: Document, trade: Trade, compared: Document | None = None) -> list[Entry]:
    """Return everything in which *new* differs from *old*, in groups, each in printed order."""
    shown = compared or compare(old, new)
    return [
        *cover(old.facts, new.facts),
        *annex_versions(old, new),
        *values(old, new, trade),
        *positions(old, new, trade),
        *moves(old, new),
        *duties(old, new, trade, shown),
        *(replace(one, group=TEXT) for one in summary(shown, reasons_in_a_line(trade))),
        *numbers(old, new),
    ]


def cover(old: Facts, new: Facts) -> Iterator[Entry]:
    """Yield what cover, header and footer print otherwise."""
    for name, title in FACTS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Entry(title, "changed", before, after, COVER)


def annex_versions(old: Document, new: Document) -> Iterator[Entry]:
    """Yield the annexes in both documents that have another version, unless they only follow their document."""
    before = {one.path: one.version for one in old.annexes}
    for one in new.annexes:
        if one.path in before and not one.removed and before[one.path] != one.version:
            was, now = before[one.path] or old.facts.version, one.version or new.facts.version
            where = f"{one.number.label} {one.title}, version".replace("\u00a0", " ")
            yield Entry(where, "changed", was, now, COVER)


# Values and positions


def values(old: Document, new: Document, trade: Trade) -> Iterator[Entry]:
    """Yield the values that both documents print, with other words."""
    before, after = printed(old), printed(new)
    for id_, words in after.items():
        if before.get(id_, words) != words:
            title = trade.titles.get(id_, id_)
            yield Entry(title, "changed", before[id_], words, VALUES, because(trade.reasons.get(id_)))


def printed(document: Document) -> dict[str, str]:
    """Return the words of each value that *document* prints, by id."""
    return {one.value: one.words for _, one in inlines(document) if isinstance(one, Blank) and one.words}


def positions(old: Document, new: Document, trade: Trade) -> Iterator[Entry]:
    """Yield the clauses that stand at another position."""
    before = {clause.path: clause.source.position for clause in clauses(old)}
    for clause in clauses(new):
        was, now = before.get(clause.path, ""), clause.source.position
        if was and was != now:
            yield Entry(named(clause), "changed", was, now, POSITIONS, because(trade.reasons.get(clause.path)))


def named(clause: Clause) -> str:
    """Return number and title of a clause."""
    return f"{clause.number.full} {clause.title}".strip()


def because(reason: Reason | None) -> str:
    """Return a reason in one line: who, when, why."""
    if reason is None:
        return ""
    day = print_date(date.fromisoformat(reason.on)).replace("\u00a0", " ") if reason.on else ""
    who = ", ".join(filter(None, [reason.by, day]))
    return f"{who}: {reason.words}" if who else reason.words


def reasons_in_a_line(trade: Trade) -> dict[str, str]:
    """Return each reason as it is printed, by the id of what it explains."""
    return {id_: because(reason) for id_, reason in trade.reasons.items()}


# Who does it


def moves(old: Document, new: Document) -> Iterator[Entry]:
    """Yield each letter of the responsibility matrix that moves from one party to another."""
    before = {row.path: (table, row) for table in matrices(old) for row in table.rows}
    for table in matrices(new):
        for row in table.rows:
            if row.path in before and not row.group:
                yield from moved_codes(holders(*before[row.path]), holders(table, row), activity_of(table, row))


def matrices(document: Document) -> Iterator[Table]:
    """Yield the responsibility matrix."""
    return (table for table in tables(document) if table.matrix == "responsibilities")


Holders = Mapping[str, tuple[str, ...]]
"""The parties that have each letter."""


def holders(table: Table, row: Row) -> dict[str, tuple[str, ...]]:
    """Return which parties have each letter in *row*, as the heads of their columns say."""
    cells = [
        (column, " ".join(map(plain, cell.paragraphs))) for column, cell in zip(table.columns, row.cells, strict=False)
    ]
    held = [(column.title, CODE_OF.get(words, words).split("/")) for column, words in cells]
    return {code: tuple(title for title, codes in held if code in codes) for code in CODES}


def enumerated(words: Sequence[str]) -> str:
    """Return *words* as a sentence lists them: ``one``, ``one and two``, ``one, two and three``."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def moved_codes(before: Holders, after: Holders, activity: str) -> Iterator[Entry]:
    """Yield what moved between two states of the row of an *activity*; what moved together is told together."""
    moves: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for code, title in CODES.items():
        if before[code] != after[code]:
            moves.setdefault((before[code], after[code]), []).append(title)
    for (was, now), titles in moves.items():
        what = "changed" if {*was} & {*now} else "moves"
        held, holds = enumerated(was) or "nobody", enumerated(now) or "nobody"
        yield Entry(f"{enumerated(titles).capitalize()} for {activity}", what, held, holds, PEOPLE)


def activity_of(table: Table, row: Row) -> str:
    """Return the number of a row of the matrix, and what is done there: ``RM-084 (Keep the records)``."""
    id_ = row.path.rpartition("/")[2]
    cells = zip(table.columns, row.cells, strict=False)
    done = next((" ".join(map(plain, cell.paragraphs)) for column, cell in cells if column.id == "activity"), "")
    return f"{id_} ({done.strip().removesuffix('.')})" if done.strip() else id_


def duties(old: Document, new: Document, trade: Trade, shown: Document) -> Iterator[Entry]:
    """Yield the duties that came, went or changed, with the party that has them, in printed order.

    A duty is known again by its words; a reference in it counts by where it leads, not by its number.
    """
    before, after = (by_clause(several, new.facts.document) for several in (trade.before, trade.after))
    was, now = targets(old), targets(new)
    places = {clause.path: clause.number.full for clause in clauses(new)}
    order = dict.fromkeys(clause.path.removesuffix(GONE) for clause in clauses(shown))
    for path in dict.fromkeys([*(one for one in order if one in before or one in after), *after, *before]):
        pairs = by_likeness(before.get(path, []), after.get(path, []), said, alike)
        for gone, came in pairs:
            if gone is None and came is not None:
                yield Entry(f"{came.actor}, {came.number}", "new duty", "", came.sentence, DUTIES)
            elif came is None and gone is not None:
                yield Entry(f"{gone.actor}, {places.get(path, gone.number)}", "duty dropped", gone.sentence, "", DUTIES)
            elif gone and came and (gone.actor, was(gone.sentence)) != (came.actor, now(came.sentence)):
                yield Entry(f"{came.actor}, {came.number}", "duty changed", gone.sentence, came.sentence, DUTIES)


def targets(document: Document) -> Callable[[str], str]:
    """Return what puts the place that it leads to for each number of a reference of *document* in a sentence."""
    paths = {
        blank(one.words + one.number): f"<{one.path or one.target}>"
        for _, one in inlines(document)
        if isinstance(one, Reference)
    }
    if not paths:
        return blank
    longest = "|".join(map(re.escape, sorted(paths, key=len, reverse=True)))
    numbers = re.compile(rf"(?<!\w)(?:{longest})(?![\w(])(?!\.\d)")
    return lambda sentence: numbers.sub(lambda found: paths[found[0]], blank(sentence))


def blank(words: str) -> str:
    """Return *words* with plain blanks."""
    return words.replace("\u00a0", " ")


def by_clause(several: Iterable[Obligation], document: str) -> dict[str, list[Obligation]]:
    """Return the duties of *document* by the clause that they stand in."""
    made: dict[str, list[Obligation]] = {}
    for one in several:
        if one.document == document:
            made.setdefault(one.path, []).append(one)
    return made


def said(duty: Obligation) -> tuple[str, str]:
    """Return by what a duty is known again: who has it, and its words."""
    return duty.actor, duty.sentence


def alike(old: Obligation, new: Obligation) -> float:
    """Return how alike two duties are; those of two parties never are."""
    if old.actor != new.actor:
        return 0.0
    return SequenceMatcher(None, old.sentence.split(), new.sentence.split(), autojunk=False).ratio()


# Numbers


def numbers(old: Document, new: Document) -> Iterator[Entry]:
    """Yield the chapters, annexes and clauses that have another number; clauses that only follow their chapter are
    told with it.
    """
    before = dict(numbered(old))
    shifted: set[tuple[str, str]] = set()
    for path, (number, title) in numbered(new):
        was = before.get(path, (number, ""))[0]
        (above, own), (upper, same) = was.rpartition(".")[::2], number.rpartition(".")[::2]
        if was == number or ((above, upper) in shifted and own == same):
            continue
        shifted.add((was.removesuffix(".0"), number.removesuffix(".0")))
        yield Entry(title, "renumbered", was, number, NUMBERS)


def numbered(document: Document) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield number and title of each chapter, annex and clause that has a number, by path."""
    for section in sections(document):
        label = section.number.label if section.annex else section.number.full
        yield section.path, (label.replace("\u00a0", " "), section.title)
        for block in section.blocks:
            if isinstance(block, Clause) and block.number.full:
                yield block.path, (block.number.full, block.title)
    for label, title in document.elsewhere:
        yield f"elsewhere/{title.partition(' (')[0]}", (label, title)
