"""Clauses to numbered sections: chapters, clauses, paragraphs, items, and the tables that they place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from generator import prose
from generator.compose.annex_lines import annex_control
from generator.compose.numbering import (
    ITEM,
    PARAGRAPH,
    annex_number,
    chapter_number,
    clause_number,
    inner_number,
    table_number,
)
from generator.compose.phrases import phrase_text
from generator.document.blocks import NO_NUMBER, Block, Clause, Item, Margin, Number, Paragraph, Section, Source, Table
from generator.document.figures import PLACED
from generator.kept import last_kept
from generator.model.choices import Numbering
from generator.model.draft import Chosen, Draft
from generator.model.order import in_order
from generator.model.rows import Chapter
from generator.model.version import Part
from generator.prose import Inline, Sentence, Text

MOVED_AWAY = "~"
"""Ends the path of a number that stays behind when its clause goes to another chapter."""

Place = Callable[[str], tuple[Block, ...]]
"""What ``:: matrix ID`` puts in its place: blocks without number; nothing for an id that no table has."""


@dataclass(slots=True)
class Builder:
    """Builds the sections of one document; counts its tables."""

    draft: Draft
    place: Place
    annex_word: str
    table_word: str
    tables: int = 0
    several: frozenset[str] = field(default_factory=frozenset)

    def sections(self, document: str, kind: str) -> tuple[Section, ...]:
        """Return the chapters or annexes of *document* that have clauses, numbered; what a frozen version numbers
        keeps its number.
        """
        chapters = [chapter for chapter in self.draft.chapters if (chapter.document, chapter.kind) == (document, kind)]
        filled = {chapter.id: (chapter, clauses) for chapter in chapters if (clauses := self.clauses_of(chapter))}
        sent = {part.id: part for part in self.draft.base.get(document, ()) if part.annex is (kind == "annex")}
        return tuple(
            self.section(*filled[id_], count, sent.get(id_)) if id_ in filled else self.removed(id_, kind, count)
            for count, id_ in enumerate(in_order(sent, filled, {}), 1)
        )

    def removed(self, id_: str, kind: str, count: int) -> Section:
        """Return a chapter or annex that was removed since a version was sent."""
        annex = kind == "annex"
        number = (
            annex_number(count, self.annex_word)
            if annex
            else chapter_number(count, self.draft.agreement.print_.numbering)
        )
        return Section(id_, number, self.blank, (), annex=annex, removed=True)

    @property
    def blank(self) -> str:
        """The words in place of what was removed."""
        return phrase_text(self.draft, "left-blank")

    def clauses_of(self, chapter: Chapter) -> list[Chosen]:
        """Return the clauses of *chapter*, in order."""
        return clauses_by_chapter(self.draft).get(chapter.id, [])

    def section(self, chapter: Chapter, clauses: list[Chosen], count: int, sent: Part | None) -> Section:
        """Return one chapter or annex; *sent* is what the last frozen version numbers in it."""
        if chapter.kind == "annex":
            return self.annex(chapter, clauses, annex_number(count, self.annex_word))
        number = chapter_number(count, self.draft.agreement.print_.numbering)
        here = {one.id: one for one in clauses}
        order = in_order(dict(sent.clauses) if sent else {}, here, self.draft.agreement.after)
        numbered = [
            self.clause(here[id_], clause_number(number, place), here[id_].source.clause.title)
            if id_ in here
            else self.left_blank(id_, clause_number(number, place))
            for place, id_ in enumerate(order, 1)
        ]
        return Section(chapter.id, number, chapter.title, tuple(numbered))

    def left_blank(self, id_: str, number: Number) -> Clause:
        """Return a clause that was removed since a version was sent, or stands in another chapter now."""
        elsewhere = any(one.id == id_ for one in self.draft.clauses)
        return Clause(f"{id_}{MOVED_AWAY}" if elsewhere else id_, number, self.blank, (), removed=True)

    def annex(self, chapter: Chapter, clauses: list[Chosen], number: Number) -> Section:
        """Return an annex: clauses without numbers; their titles stand when there are several."""
        placed = [block.matrix for one in clauses for block in one.prose if isinstance(block, prose.Placement)]
        forms = {row.record.id for row in self.draft.rows["forms"]}
        placed = [matrix for matrix in placed if matrix not in PLACED]
        self.several = frozenset(placed) - forms if len(placed) > 1 else frozenset()
        blocks = [self.clause(one, NO_NUMBER, one.source.clause.title if len(clauses) > 1 else "") for one in clauses]
        own = self.draft.agreement.annexes.get(chapter.id)
        return Section(
            chapter.id,
            number,
            chapter.title,
            (*annex_control(self.draft, chapter.id), *blocks),
            annex=True,
            landscape=chapter.landscape,
            version=own.version if own else "",
        )

    def clause(self, chosen: Chosen, number: Number, title: str) -> Clause:
        """Return one clause."""
        blocks = tuple(self.blocks(chosen, number))
        return Clause(chosen.id, number, title, blocks, source_of(chosen), self.margin(chosen))

    def margin(self, chosen: Chosen) -> Margin:
        """Return what the site shows beside the clause."""
        return Margin(chosen.source.clause.in_short, tuple(work_by_clause(self.draft).get(chosen.id, ())))

    def blocks(self, chosen: Chosen, number: Number) -> Iterator[Block]:
        """Yield the blocks of a clause; a single paragraph stands unlettered and its items take its level, except in
        decimal numbers, where each paragraph has one.
        """
        paragraphs = [block for block in chosen.prose if isinstance(block, prose.Paragraph)]
        scheme = self.draft.agreement.print_.numbering if number.full else Numbering.LETTERED
        lettered = bool(number.full) and (len(paragraphs) > 1 or scheme is not Numbering.LETTERED)
        count = 0
        for block, inner in with_items(chosen.prose):
            match block:
                case prose.Paragraph():
                    count += 1
                    own = inner_number(number, PARAGRAPH, count, scheme) if lettered else NO_NUMBER
                    path = f"{chosen.id}.{count}"
                    yield Paragraph(
                        path,
                        running(block.sentences),
                        own,
                        items(path, inner, own if lettered else number, ITEM if lettered else PARAGRAPH, scheme),
                    )
                case prose.Placement():
                    yield from self.placed(block.matrix, bool(number.full))
                case _:
                    assert_never(block)

    def placed(self, matrix: str, in_chapter: bool) -> Iterator[Block]:
        """Yield what the table *matrix* is made of; in a chapter, or beside others in an annex, it has a caption
        with a number.
        """
        for block in self.place(matrix):
            if isinstance(block, Table) and block.caption and (in_chapter or matrix in self.several):
                self.tables += 1
                yield renumbered(block, table_number(self.tables, self.table_word))
            elif isinstance(block, Table):
                yield renumbered(block, NO_NUMBER)
            else:
                yield block


def renumbered(table: Table, number: Number) -> Table:
    """Return *table* under *number*; without number it has no caption line."""
    caption = table.caption if number.full else ""
    return Table(
        table.path, table.matrix, caption, table.columns, table.rows, number, table.key, table.note, table.describes
    )


def with_items(text: prose.Prose) -> Iterator[tuple[prose.Paragraph | prose.Placement, prose.Items | None]]:
    """Yield each paragraph with the list that it leads in, and each placement."""
    for place, block in enumerate(text):
        if isinstance(block, prose.Items):
            continue
        after = text[place + 1] if place + 1 < len(text) else None
        yield block, after if isinstance(after, prose.Items) and isinstance(block, prose.Paragraph) else None


def items(
    path: str, text: prose.Items | None, above: Number, level: int, scheme: Numbering = Numbering.LETTERED
) -> tuple[Item, ...]:
    """Return the items of a list under the number *above*; a dash list has no numbers."""
    if text is None:
        return ()
    made = []
    for count, item in enumerate(text.items, 1):
        label = f"-{count}" if text.kind == "-" else f"({item.label})"
        number = NO_NUMBER if text.kind == "-" else inner_number(above, level, count, scheme)
        inner = items(path + label, item.inner, number, level + 1, scheme)
        made.append(Item(path + label, number, running(item.sentences), inner))
    return tuple(made)


def running(sentences: tuple[Sentence, ...]) -> tuple[Inline, ...]:
    """Return sentences as one run of text, a blank between them."""
    joined: list[Inline] = []
    for sentence in sentences:
        joined += [Text(" "), *sentence] if joined else sentence
    return merged(joined)


def merged(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Return *inlines* with neighbouring texts made one."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and out and isinstance(last := out[-1], Text):
            out[-1] = Text(last.text + inline.text)
        else:
            out.append(inline)
    return tuple(out)


def source_of(chosen: Chosen) -> Source:
    """Return where a clause comes from."""
    facts, covers = chosen.source.clause, chosen.source.covers(chosen.position)
    span = chosen.source.starts.get(chosen.position, chosen.source.span)
    return Source(span, chosen.source.layer, facts.id, chosen.position, chosen.source.fingerprint, covers)


@last_kept
def clauses_by_chapter(draft: Draft) -> dict[str, list[Chosen]]:
    """Return the clauses of each chapter, in order."""
    found: dict[str, list[Chosen]] = {}
    for clause in draft.clauses:
        found.setdefault(clause.source.clause.topic, []).append(clause)
    return found


@last_kept
def work_by_clause(draft: Draft) -> dict[str, list[str]]:
    """Return by clause the ids of the responsibility rows that name it."""
    found: dict[str, list[str]] = {}
    for row in draft.rows.get("responsibilities", ()):
        found.setdefault(getattr(row.record, "clause", None) or "", []).append(row.record.id)
    return found
