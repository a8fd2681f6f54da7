"""References and placements: each leads to something that prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.written import written
from generator.diagnostic import Diagnostic, kind, nearest
from generator.document.blocks import Document
from generator.document.figures import DOCUMENT_SET
from generator.document.walk import blocks, inlines, sections, tables
from generator.model.draft import Chosen, Draft
from generator.model.matrices import Responsibility
from generator.prose import Placement, Reference

BROKEN_REFERENCE = kind(
    "broken-reference",
    "A reference leads to a clause, item, annex or form that is not in this agreement.",
    matters="The printed document would refer to nothing.",
    cure="Correct the id, or bring the clause in; a clause may be out by its conditions or by the agreement's `omit`.",
)
UNKNOWN_MATRIX = kind(
    "unknown-matrix",
    "A text places a table that does not exist.",
    matters="Where the text announces a table, nothing would print.",
    cure="Correct the id after `:: matrix`; the reference page of clauses lists the tables.",
)
UNKNOWN_TOPIC = kind(
    "unknown-topic",
    "A clause belongs to a chapter that no chapters.yaml has.",
    matters="The clause would be in no document.",
    cure="Correct the topic, or add the chapter to chapters.yaml.",
)


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
    for inline, span in written(draft, documents):
        if isinstance(inline, Reference) and inline.target in broken:
            yield BROKEN_REFERENCE.at(
                span, f'"@{inline.target}" leads to nothing in this agreement', hint=hint(draft, inline.target, known)
            )
    for row in draft.typed("responsibilities", Responsibility):
        if row.record.clause in broken:
            message = f'{row.record.id} names the clause "{row.record.clause}", which is not in this agreement'
            yield BROKEN_REFERENCE.at(
                row.record.place("clause"), message, hint=hint(draft, str(row.record.clause), known)
            )


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
    return f"write {{{{ {target} }}}}" if target in draft.values else nearest(target, known)


def paths(document: Document) -> Iterator[str]:
    """Yield the path of every section and block."""
    yield from (section.path for section in sections(document))
    yield from (block.path for block in blocks(document))


def unknown_matrices(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report every ``:: matrix`` that places nothing."""
    printed = {table.matrix for document in documents.values() for table in tables(document)}
    printed |= {"definitions", DOCUMENT_SET}
    for chosen in draft.clauses:
        for block in chosen.prose:
            if isinstance(block, Placement) and block.matrix not in printed:
                span = chosen.source.place(chosen.position, block.at)
                yield UNKNOWN_MATRIX.at(
                    span, f'there is no table "{block.matrix}"', hint=nearest(block.matrix, printed)
                )


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
