"""Lines that came, went, moved, were joined or cut, written into the agreement's own text of a clause."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from generator import prose
from generator.author.desk import wording
from generator.author.rewrite import homes_of, in_sentences, literal, rewritten
from generator.document.blocks import Printed
from generator.model.proposal import Proposal, What
from generator.prose import Items, Paragraph, Placement, Sentence, Text
from generator.prose.parse import LETTERS, label

KINDS = "ai1"
NOTHING: Mapping[str, Line] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a clause, flat: how deep it stands, in which kind of list, and which sentences it held.

    Attributes:
        was: The sentences of the text as it was, from 1, each with the sentence of this line, from 0, that says it now;
            None when nobody can tell. A line that came says none of them.
        table: A table that stands here instead of words.
    """

    path: str
    depth: int
    kind: str
    sentences: tuple[Sentence, ...]
    was: tuple[tuple[int, int | None], ...] = ()
    table: Placement | None = None


@dataclass(slots=True)
class Arranged:
    """The lines of a clause while they are arranged anew: those that go, and those that stand behind each now."""

    lines: list[Line]
    gone: set[int] = field(default_factory=set)
    behind: dict[int, list[Line]] = field(default_factory=dict)
    others: Mapping[str, Line] = field(default_factory=dict)

    def at(self, path: str) -> int | None:
        """Return the place of a line; None when it is not there."""
        return next((at for at, line in enumerate(self.lines) if line.path == path and line.table is None), None)

    def result(self) -> list[Line]:
        """Return the lines in their new order."""
        kept = [[] if at in self.gone else [line] for at, line in enumerate(self.lines)]
        several = [self.behind.get(-1, []), *(own + self.behind.get(at, []) for at, own in enumerate(kept))]
        return [line for one in several for line in one]


def flat(clause: str, text: prose.Prose) -> list[Line]:
    """Return the lines of a clause in printed order."""
    found: list[Line] = []
    number, sentence = 0, 1
    for block in text:
        if isinstance(block, Paragraph):
            number += 1
            found.append(line_of(f"{clause}.{number}", 0, "", block.sentences, sentence))
        elif isinstance(block, Items):
            found += flat_items(f"{clause}.{number}", block, 1, sentence)
        else:
            found.append(Line(f"{clause}:{block.matrix}", 0, "", (), (), block))
        sentence = 1 + sum(len(one.sentences) for one in found)
    return found


def line_of(path: str, depth: int, kind: str, sentences: tuple[Sentence, ...], first: int) -> Line:
    """Return a line whose sentences are counted from *first*."""
    return Line(path, depth, kind, sentences, tuple((first + at, at) for at in range(len(sentences))))


def flat_items(above: str, items: Items, depth: int, first: int) -> Iterator[Line]:
    """Yield the items of a list, each before those inside it."""
    for count, item in enumerate(items.items, 1):
        path = f"{above}-{count}" if item.label == "-" else f"{above}({item.label})"
        yield line_of(path, depth, items.kind, item.sentences, first)
        first += len(item.sentences)
        inner = list(flat_items(path, item.inner, depth + 1, first)) if item.inner else []
        yield from inner
        first += sum(len(one.sentences) for one in inner)


TOO_DEEP = "a line would stand too deep for the one above it"
TOO_MANY = f"a list would have more than {LETTERS} items, and letters end with (z)"


def tree(lines: Sequence[Line]) -> prose.Prose | str:
    """Return the text of *lines*, or why they are none: one stands too deep, or a list is too long."""
    blocks: list[prose.nodes.Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        end = next((to for to in range(at + 1, len(lines)) if lines[to].depth == 0), len(lines))
        if line.depth or (line.table and end > at + 1):
            return TOO_DEEP
        blocks.append(line.table or Paragraph(line.sentences))
        inner = nested(lines[at + 1 : end], 1)
        if isinstance(inner, str):
            return inner
        blocks += [inner] if inner.items else []
        at = end
    return tuple(blocks)


def nested(lines: Sequence[Line], depth: int) -> Items | str:
    """Return the list that *lines* are, or why they are none."""
    heads = [at for at, line in enumerate(lines) if line.depth == depth]
    if lines and heads[:1] != [0]:
        return TOO_DEEP
    kind = lines[0].kind if lines else "a"
    made = []
    for count, (start, end) in enumerate(pairwise([*heads, len(lines)]), 1):
        inner = nested(lines[start + 1 : end], depth + 1)
        sign = label(kind, count)
        if isinstance(inner, str) or not sign:
            return inner if isinstance(inner, str) else TOO_MANY
        made.append(prose.Item(sign, lines[start].sentences, inner if inner.items else None))
    return Items(kind, tuple(made))


# Arranging


def arranged(
    lines: list[Line],
    ones: Iterable[Proposal],
    printed: Mapping[str, tuple[Printed, ...]],
    terms: Mapping[str, str],
    others: Mapping[str, Line] = NOTHING,
) -> list[Line] | str:
    """Return *lines* as the proposals want them, or why that cannot be done.

    Args:
        lines: Of one clause, as the author wrote them.
        ones: What was agreed about their order, in the order of the document.
        printed: What each line is made of, by path.
        terms: What each term prints, to the form that an author writes.
        others: The lines of other clauses, some of which move into this one, by path.
    """
    made = Arranged(list(lines), others=others)
    for one in ones:
        at = made.at(one.path)
        if one.what is not What.LINE_IN and at is None and one.path not in others:
            return "the line cannot be found again in the clause file"
        trouble = arrange(made, one, -1 if at is None else at, printed, terms)
        if trouble:
            return trouble
    for at in made.gone:
        after = made.lines[at + 1] if at + 1 < len(lines) else None
        if after and after.depth > lines[at].depth and at + 1 not in made.gone and not made.behind.get(at):
            return "items would be left without the line that leads them in"
    return made.result() or "nothing of the clause would be left; leave the clause out instead"


def arrange(
    made: Arranged, one: Proposal, at: int, printed: Mapping[str, tuple[Printed, ...]], terms: Mapping[str, str]
) -> str:
    """Take one proposal into the arrangement; return why it cannot be, else nothing."""
    match one.what:
        case What.LINE_OUT:
            made.gone.add(at)
        case What.LINE_IN:
            return behind(made, one, Line("", 0, "", new_sentences(wording(one), terms)))
        case What.LINE_MOVED:
            line = made.lines[at] if at >= 0 else replace(made.others[one.path], was=())
            made.gone |= {at} if at >= 0 else set()
            return "" if goes_elsewhere(one) and at >= 0 else behind(made, one, line)
        case What.MERGED:
            return merge(made, one, at, printed, terms)
        case _:
            return cut(made, one, at, printed, terms)
    return ""


def goes_elsewhere(one: Proposal) -> bool:
    """Tell whether a line stands in another clause now."""
    clauses = [path.partition(".")[0] for path in (one.path, one.after)]
    return one.what is What.LINE_MOVED and bool(one.after) and clauses[0] != clauses[1]


def behind(made: Arranged, one: Proposal, line: Line) -> str:
    """Put a line behind the one that the proposal names."""
    target = made.at(one.after)
    at = -1 if target is None and "." not in one.after else target
    if at is None or not one.levels.isdigit():
        return "how deep it stands in the clause cannot be told"
    depth = int(one.levels)
    made.behind.setdefault(at, []).append(replace(line, depth=depth, kind=kind_at(made, at, depth)))
    return ""


def kind_at(made: Arranged, at: int, depth: int) -> str:
    """Return the kind of list that lines of one depth have near a place."""
    if not depth:
        return ""
    near = [*reversed(made.lines[: at + 1]), *made.lines[at + 1 :]]
    return next((line.kind for line in near if line.depth == depth), kind_of_depth(depth))


def kind_of_depth(depth: int) -> str:
    """Return the kind of list that is usual at a depth: letters, then Roman figures, then figures."""
    return KINDS[min(depth, len(KINDS)) - 1] if depth else ""


def merge(
    made: Arranged, one: Proposal, at: int, printed: Mapping[str, tuple[Printed, ...]], terms: Mapping[str, str]
) -> str:
    """Make a line and the one behind it one."""
    if at + 1 >= len(made.lines) or made.lines[at + 1].table:
        return "the second line cannot be found again in the clause file"
    first, second = made.lines[at], made.lines[at + 1]
    both = (*printed.get(first.path, ()), Text(" "), *printed.get(second.path, ()))
    lines = (*first.sentences, *second.sentences)
    new = rewritten(lines, both, wording(one), terms)
    if new is None:
        return "the words cannot be told apart in the clause file"
    homes = homes_of(lines, both, (wording(one),), terms)
    ahead = len(first.sentences)
    were = (*first.was, *((number, None if home is None else home + ahead) for number, home in second.was))
    made.lines[at] = replace(first, sentences=new, was=moved_on(were, homes))
    made.gone.add(at + 1)
    return ""


def cut(
    made: Arranged, one: Proposal, at: int, printed: Mapping[str, tuple[Printed, ...]], terms: Mapping[str, str]
) -> str:
    """Make one line two."""
    line = made.lines[at]
    parts = wording(one).split("\n")
    new = [rewritten(line.sentences, printed.get(line.path, ()), part, terms) for part in parts]
    if len(parts) != 2 or new[0] is None or new[1] is None:
        return "the words cannot be told apart in the clause file"
    size = len(new[0])
    was = moved_on(line.was, homes_of(line.sentences, printed.get(line.path, ()), parts, terms))
    first = tuple((number, home) for number, home in was if home is None or home < size)
    second = tuple((number, home - size) for number, home in was if home is not None and home >= size)
    made.lines[at] = replace(line, sentences=new[0], was=first)
    made.behind.setdefault(at, []).insert(0, replace(line, path="", sentences=new[1], was=second))
    return ""


def moved_on(was: Iterable[tuple[int, int | None]], homes: Sequence[int | None]) -> tuple[tuple[int, int | None], ...]:
    """Return which sentences of the text as it was a line says, after its sentences have found their *homes*."""
    return tuple((number, None if at is None else homes[at]) for number, at in was)


def reworded_line(
    lines: Sequence[Line], path: str, printed: Sequence[Printed], new: str, terms: Mapping[str, str]
) -> list[Line] | None:
    """Return *lines* with one of them said anew; None when it cannot be found again."""
    at = Arranged(list(lines)).at(path)
    made = None if at is None else rewritten(lines[at].sentences, printed, new, terms)
    if at is None or made is None:
        return None
    was = moved_on(lines[at].was, homes_of(lines[at].sentences, printed, (new,), terms))
    return [*lines[:at], replace(lines[at], sentences=made, was=was), *lines[at + 1 :]]


def new_sentences(words: str, terms: Mapping[str, str]) -> tuple[Sentence, ...]:
    """Return the sentences of a line that came."""
    return tuple(in_sentences(list(literal(words, 0, len(words), terms)), ()))


# What hangs on the order


def shifted(clause: str, before: Iterable[Line], after: Sequence[Line], made: prose.Prose) -> dict[str, str]:
    """Return the new path id of each line that has another one now; empty for one that is gone."""
    paths = [line.path for line in flat(clause, made)]
    now = {line.path: path for line, path in zip(after, paths, strict=True) if line.path}
    return {line.path: now.get(line.path, "") for line in before if now.get(line.path, "") != line.path}


def renumbered(duties: Sequence[Mapping[str, str]], after: Sequence[Line]) -> list[dict[str, str]] | str:
    """Return the duties of a clause, each at the sentence that says it now, or why that cannot be told.

    The duties of lines that went are gone.
    """
    places: dict[str, str] = {}
    start = 1
    for line in after:
        places |= {str(number): "" if at is None else str(start + at) for number, at in line.was}
        start += len(line.sentences)
    made = [{**one, "sentence": places[one["sentence"]]} for one in duties if one["sentence"] in places]
    lost = next((one for one in made if not one["sentence"]), None)
    if lost is not None:
        return (
            f'none of the new sentences can be told to be that of the duty "{lost["id"]}"; write them by hand, and '
            "give the duty its new sentence or take it out of the clause file"
        )
    twin = next((pair for pair in combinations(made, 2) if pair[0]["sentence"] == pair[1]["sentence"]), None)
    return f'the duties "{twin[0]["id"]}" and "{twin[1]["id"]}" would share one sentence' if twin else made


def cited_among(paths: Collection[str], cited: Mapping[str, str]) -> str:
    """Return where a reference leads to one of *paths*; empty when none does."""
    return ", ".join(sorted({where for target, where in cited.items() if target in paths}))
