"""Clauses and chapters that a returned file brings, written as the agreement's own, each in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import prose
from generator.author.bases import layers_by_name
from generator.author.clause_lines import duty_lost, said_anew
from generator.author.desk import Desk, Target, Written, by_hand, entry, own_text, wording
from generator.author.layout import field_lines
from generator.author.newcomers import reason_of, with_row
from generator.author.restructure import Line, cited_among, flat, kind_of_depth, new_sentences, shifted, tree
from generator.author.splice import set_field
from generator.diagnostic import Diagnostic
from generator.model.draft import Chosen
from generator.model.proposal import Proposal
from generator.model.rows import Chapter

TITLE = "title"
"""Stands among the depths of the lines of a new chapter for the title of a clause."""
UNCLEAR = "where it belongs, or how its lines belong together, cannot be told"
SENT = "numbers of chapters that were sent stay, so a new one stands at the end; refuse the place, or bring it there"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A clause that comes: its title and lines, and where it stands.

    Attributes:
        topic: Its chapter.
        order: Its place inside the chapter.
        behind: The clause that it stands behind, where the order does not say so.
    """

    title: str
    lines: tuple[Line, ...]
    topic: str
    order: int
    behind: str = ""


def clause_in(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the files of a clause that came, behind the clause that it stood behind; of a chapter, of all its own."""
    title, *words = wording(one).split("\n")
    levels = one.levels.split()
    if len(levels) != len(words) or not one.after:
        return by_hand(one, UNCLEAR)
    if TITLE in levels:
        return chapter_in(desk, one, target)
    lines = tuple(line_of(said, int(level), target) for said, level in zip(words, levels, strict=True))
    above = desk.chosen(one.after.partition(".")[0])
    if above is None:
        return first_in_chapter(desk, one, title, lines)
    cut = cut_off(desk, one, above, target) if one.also else ((), {})
    if isinstance(cut, Diagnostic):
        return cut
    if not target.ends and not one.also:
        return by_hand(one, UNCLEAR)
    tail, files = cut
    clause = above.source.clause
    behind = target.behind or above.id
    stays = desk.draft.base or target.behind or not has_room(desk, above)
    made = with_clause(
        Desk(desk.workspace, desk.draft, {**desk.files, **files}),
        one,
        Newcomer(title, (*lines, *tail), clause.topic, clause.order + 1, behind if stays else ""),
    )
    return made if isinstance(made, Diagnostic) else {**files, **made}


def line_of(words: str, level: int, target: Target) -> Line:
    """Return a line of a clause that came."""
    return Line("", level, kind_of_depth(level), new_sentences(words, target.terms))


def first_in_chapter(desk: Desk, one: Proposal, title: str, lines: tuple[Line, ...]) -> Written:
    """Return the file of a clause that stands before all others of its chapter."""
    orders = [chosen.source.clause.order for chosen in desk.draft.clauses if chosen.source.clause.topic == one.after]
    if not orders or one.also:
        return by_hand(one, UNCLEAR)
    if desk.draft.base or min(orders) < 1:
        why = "numbers that were sent stay, so" if desk.draft.base else "the first clause leaves no room, so"
        return by_hand(one, f"{why} nothing can come before the first clause; offer to put it behind another")
    return with_clause(desk, one, Newcomer(title, lines, one.after, min(orders) - 1))


def with_clause(desk: Desk, one: Proposal, new: Newcomer) -> Written:
    """Return the file of a clause that comes, and agreement.yaml where that says behind which one it stands."""
    text = tree(new.lines) if new.lines else "it is a title without a text"
    if isinstance(text, str):
        return by_hand(one, text)
    id_ = new_clause_id(desk, new.topic, new.title)
    facts = {"id": id_, "topic": new.topic, "title": new.title, "order": str(new.order), "reason": reason_of(one)}
    head = "\n".join(line for fact in facts.items() for line in field_lines(*fact))
    try:
        made = {f"{desk.home}/clauses/{id_}.md": f"---\n{head}\n---\n{prose.write(text)}\n".encode()}
    except ValueError as trouble:
        return by_hand(one, str(trouble))
    kept = entry(desk, "after", id_, new.behind) if new.behind else {}
    return kept if isinstance(kept, Diagnostic) else {**made, **kept}


def has_room(desk: Desk, above: Chosen) -> bool:
    """Tell whether a clause of the next order stands right behind another one."""
    clause = above.source.clause
    orders = [one.source.clause.order for one in desk.draft.clauses if one.source.clause.topic == clause.topic]
    return not any(order in (clause.order, clause.order + 1) for order in orders if order != clause.order) and (
        orders.count(clause.order) == 1 and above.id not in desk.draft.agreement.after.values()
    )


def new_clause_id(desk: Desk, topic: str, title: str) -> str:
    """Return an id that no clause has: topic and first words of the title."""
    stem = "-".join([topic.lower(), *re.findall(r"[a-z0-9]+", title.lower())[:5]])
    taken = {id_ for layer in layers_by_name(desk.workspace).values() for id_ in layer.clauses}
    taken |= {path.rpartition("/")[2].removesuffix(".md") for path in desk.files if path.startswith(f"{desk.home}/")}
    return next(id_ for id_ in (stem, *(f"{stem}-{count}" for count in range(2, 10_000))) if id_ not in taken)


# A clause that is cut in two


def cut_off(
    desk: Desk, one: Proposal, above: Chosen, target: Target
) -> tuple[tuple[Line, ...], dict[str, bytes]] | Diagnostic:
    """Return the lines of a clause that stand below the new title, and the files of the clause without them."""
    own = own_text(desk, one, above.id)
    if isinstance(own, Diagnostic):
        return own
    lines, paths = flat(above.id, own.tree), one.also.split()
    at = len(lines) - len(paths)
    if at < 1 or [line.path for line in lines[at:]] != paths:
        return by_hand(one, "the lines that stand below it now cannot be found again in the clause file")
    kept, tail = lines[:at], lines[at:]
    left = tree(kept)
    if isinstance(left, str):
        return by_hand(one, left)
    where = cited_among(shifted(above.id, lines, kept, left), target.cited)
    why = f"references lead to lines that would get another number: {where}" if where else ""
    why = why or duty_lost(own, tail)
    made = by_hand(one, why) if why else said_anew(one, own, left, kept)
    return made if isinstance(made, Diagnostic) else (tuple(tail), made)


# A chapter


def chapter_in(desk: Desk, one: Proposal, target: Target) -> Written:
    """Return the files of a chapter that came, with its clauses, behind the chapter that it stood behind."""
    above = desk.chosen(one.after.partition(".")[0])
    levels = one.levels.split()
    if above is None or levels[0] != TITLE or one.also or not ends_chapter(desk, above) or not target.ends:
        return by_hand(one, "the chapter would begin in the middle of another, or with a text that no title heads")
    home = next(chapter for chapter in desk.draft.chapters if chapter.id == above.source.clause.topic)
    later = list(chapters_behind(desk, home))
    if later and desk.draft.base:
        return by_hand(one, SENT)
    title, *words = wording(one).split("\n")
    id_ = chapter_id(desk, title)
    row = {"id": id_, "title": title, "document": home.document}
    made = with_row(desk, "chapters", row)
    for new in clauses_of(words, levels, id_, target):
        if isinstance(made, Diagnostic):
            return made
        clause = with_clause(Desk(desk.workspace, desk.draft, {**desk.files, **made}), one, new)
        made = clause if isinstance(clause, Diagnostic) else {**made, **clause}
    if isinstance(made, Diagnostic) or not later:
        return made
    before = [chapter.id for chapter in desk.draft.chapters]
    path = f"{desk.home}/agreement.yaml"
    order = [*before[: before.index(home.id) + 1], id_]
    changed = set_field(path, desk.files[path].decode(), (), "chapters", value=order, after="risk")
    return changed if isinstance(changed, Diagnostic) else {**made, path: changed.encode()}


def clauses_of(words: Sequence[str], levels: Sequence[str], topic: str, target: Target) -> Iterator[Newcomer]:
    """Yield the clauses of a chapter that came."""
    heads = [at for at, level in enumerate(levels) if level == TITLE]
    for count, (at, end) in enumerate(zip(heads, [*heads[1:], len(levels)], strict=True), 1):
        inner = zip(words[at + 1 : end], levels[at + 1 : end], strict=True)
        yield Newcomer(words[at], tuple(line_of(said, int(level), target) for said, level in inner), topic, 10 * count)


def ends_chapter(desk: Desk, clause: Chosen) -> bool:
    """Tell whether a clause is the last one that its chapter prints."""
    several = [one for one in desk.draft.clauses if one.source.clause.topic == clause.source.clause.topic]
    return several[-1].id == clause.id or bool(desk.draft.agreement.after)


def chapters_behind(desk: Desk, home: Chapter) -> Iterator[Chapter]:
    """Yield the chapters of the same document that print behind one."""
    filled = {one.source.clause.topic for one in desk.draft.clauses}
    alike = [one for one in desk.draft.chapters if (one.document, one.kind) == (home.document, home.kind)]
    yield from (one for one in alike[alike.index(home) + 1 :] if one.id in filled)


def chapter_id(desk: Desk, title: str) -> str:
    """Return an id that no chapter has: the first words of its title."""
    stem = "-".join(re.findall(r"[a-z0-9]+", title.lower())[:4]) or "chapter"
    taken = {one.id for one in desk.draft.chapters} | {one.id for one in desk.draft.clauses}
    return next(id_ for id_ in (stem, *(f"{stem}-{count}" for count in range(2, 1_000))) if id_ not in taken)
