"""References and placements: each leads to something that prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from generator.check.own_lines import printed_annexes
from generator.check.written import written
from generator.diagnostic import Diagnostic, Span, closest, kind, nearest
from generator.document.blocks import Document, Figure, Section
from generator.document.figures import DOCUMENT_SET, NAMES, PLACED
from generator.document.walk import blocks, clauses, inlines, sections, tables
from generator.model.draft import Chosen, Draft
from generator.model.matrices import Responsibility
from generator.prose import Placement, Reference

BROKEN_REFERENCE = kind(
    "broken-reference",
    "A reference leads to a clause, item, annex, form or figure that is not in this agreement.",
    matters="The printed document would refer to nothing.",
    cure="Correct the id, or bring the clause in; a clause may be out by its conditions or by the agreement's `omit`.",
)
UNKNOWN_MATRIX = kind(
    "unknown-matrix",
    "A text places a table that does not exist, or a figure that has nothing to draw there.",
    matters="Where the text announces a table, nothing would print.",
    cure="Correct the id after `:: matrix`; the reference page of clauses lists the tables.",
)
SAME_TABLE = kind(
    "same-table",
    "Two texts of an agreement place the same table.",
    matters="It would print twice; a reference, a redline and a returned copy could not tell one from the other.",
    cure="Keep one of the two, and refer to the table from the other: @ and its id.",
)
UNKNOWN_TOPIC = kind(
    "unknown-topic",
    "A clause belongs to a chapter that no chapters.yaml has.",
    matters="The clause would be in no document.",
    cure="Correct the topic, or add the chapter to chapters.yaml.",
)
ANNEX = re.compile(r"(?:annex|appendix|schedule|exhibit)-?([A-Za-z0-9-]*)", re.IGNORECASE)
"""An annex as people call it, where its id belongs."""


def broken_references(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report every reference whose target does not print; a clause without a chapter is reported itself."""
    broken = {
        node.target
        for document in documents.values()
        for _, node in inlines(document)
        if isinstance(node, Reference) and not node.path
    }
    homeless = {chosen.id for chosen in draft.clauses if not has_chapter(chosen, documents)}
    broken -= {target for target in broken if clause_of(target) in homeless}
    known = [path for document in documents.values() for path in paths(document)]
    annexes = printed_annexes(documents)
    for inline, span in written(draft, documents):
        if isinstance(inline, Reference) and inline.target in broken:
            meant = annex_hint(inline.target, annexes) or hint(draft, inline.target, known)
            yield BROKEN_REFERENCE.at(span, f'"@{inline.target}" leads to nothing in this agreement', hint=meant)
    for row in draft.typed("responsibilities", Responsibility):
        if row.record.clause in broken:
            message = f'{row.record.id} names the clause "{row.record.clause}", which is not in this agreement'
            yield BROKEN_REFERENCE.at(
                row.record.place("clause"), message, hint=hint(draft, str(row.record.clause), known)
            )


def annex_hint(target: str, annexes: Mapping[str, Section]) -> str:
    """Return which annex is meant by a *target* that names one by the word and not by its id: by what it prints as, by
    the letters of its id, or one of those that there are.
    """
    said = ANNEX.fullmatch(target)
    if said is None:
        return ""
    printed = [id_ for id_, one in annexes.items() if one.number.full == said[1].upper()]
    near = printed[0] if printed else closest(f"AX-{said[1].upper()}", annexes)
    if near:
        return f'did you mean "{near}", {annexes[near].number.label}?'
    return f"write the id of an annex: {', '.join(annexes)}" if annexes else "no annex prints; name a clause"


def clause_of(target: str) -> str:
    """Return the id of the clause that a reference names, without its paragraph or item."""
    return target.partition(".")[0].partition("(")[0]


def has_chapter(chosen: Chosen, documents: Mapping[str, Document]) -> bool:
    """Tell whether the chapter of a clause prints in one of *documents*."""
    return any(
        section.path == chosen.source.clause.topic for document in documents.values() for section in sections(document)
    )


def hint(draft: Draft, target: str, known: list[str]) -> str:
    """Return why *target* may be missing, or what may have been meant."""
    id_ = clause_of(target)
    if id_ in draft.left_out:
        return f'"{id_}" is left out: {draft.left_out[id_]}'
    if id_ in {chapter.id for chapter in draft.chapters}:
        return f'no clause of "{id_}" is in, so it does not print; bring one in, or take the reference away'
    if target in PLACED:
        return figure_hint(target)
    return f"write {{{{ {target} }}}}" if target in draft.values else nearest(target, [*known, *PLACED])


def figure_hint(name: str) -> str:
    """Return where the figure *name* comes from."""
    if name == DOCUMENT_SET:
        return 'it prints where there is more than one document, once a clause places it: ":: matrix document-set"'
    return f'it prints once in a document that has its table: ":: matrix {name.removeprefix("figure-")}"'


def paths(document: Document) -> Iterator[str]:
    """Yield the path of every section and of every block but figures, which have names of their own."""
    yield from (section.path for section in sections(document))
    yield from (block.path for block in blocks(document) if not isinstance(block, Figure))


def unknown_matrices(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report every ``:: matrix`` that places nothing."""
    printed = {table.matrix for document in documents.values() for table in tables(document)}
    printed |= {"definitions", *PLACED}
    drawn = {(path, name) for document in documents.values() for path, name in figures(document)}
    for chosen in draft.clauses:
        wanted = {name for name in PLACED if (chosen.id, name) in drawn}
        for block in chosen.prose:
            if not isinstance(block, Placement):
                continue
            span = chosen.source.place(chosen.position, block.at)
            if block.matrix not in printed:
                message = f'there is no table "{block.matrix}"'
                yield UNKNOWN_MATRIX.at(span, message, hint=nearest(block.matrix, printed))
            elif block.matrix in wanted:
                wanted.remove(block.matrix)
            elif block.matrix in PLACED and has_chapter(chosen, documents) and not one_document(block.matrix, drawn):
                message = f'the figure "{block.matrix}" does not print here'
                yield UNKNOWN_MATRIX.at(span, message, hint=figure_hint(block.matrix))


def repeated_tables(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report every table that a text places and that stands already, in the same clause or another one."""
    first: dict[str, Span] = {}
    for chosen in draft.clauses:
        for block in chosen.prose if has_chapter(chosen, documents) else ():
            if isinstance(block, Placement) and block.matrix not in PLACED:
                span = chosen.source.place(chosen.position, block.at)
                seen = first.setdefault(block.matrix, span)
                if seen is not span:
                    message = f'the table "{block.matrix}" stands in this agreement already'
                    yield SAME_TABLE.at(span, message, seen=((seen, "first"),))


def one_document(name: str, drawn: AbstractSet[tuple[str, str]]) -> bool:
    """Tell whether *name* is the set of documents of an agreement that has only one, where nothing needs to print."""
    return name == DOCUMENT_SET and not any(other == name for _, other in drawn)


def figures(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the figures that stand in clauses, each by the clause and its name."""
    for clause in clauses(document):
        yield from ((clause.path, NAMES[block.shows]) for block in clause.blocks if isinstance(block, Figure))


def unknown_topics(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report every clause whose chapter prints in no document."""
    printed = {section.path for document in documents.values() for section in sections(document)}
    known = [chapter.id for chapter in draft.chapters]
    for chosen in draft.clauses:
        facts = chosen.source.clause
        if facts.topic not in printed:
            yield UNKNOWN_TOPIC.at(
                facts.place("topic"), f'there is no chapter "{facts.topic}"', hint=nearest(facts.topic, known)
            )
