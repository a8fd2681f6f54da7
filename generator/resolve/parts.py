"""Whole chapters, annexes and documents that an agreement leaves out, with all of the libraries that stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.agreement import Agreement
from generator.model.clause import ClauseSource
from generator.model.draft import Merged
from generator.model.library import Layer
from generator.model.matrices import Responsibility
from generator.model.rows import MAIN, Chapter, Row

Rows = Mapping[str, Mapping[str, Merged[Row]]]
"""Rows by kind and id."""
Clauses = Mapping[str, tuple[ClauseSource, ClauseSource | None]]
"""Clauses by id, each with the text of the libraries below it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What is left out as a whole, with the reason: documents, chapters and annexes, and what stood in them."""

    documents: Mapping[str, str]
    chapters: Mapping[str, str]
    inside: Mapping[str, str]

    def leave(self, rows: Rows) -> dict[str, dict[str, Merged[Row]]]:
        """Return *rows* without the documents and chapters that are gone."""
        out = {"documents": self.documents, "chapters": self.chapters}
        return {
            name: {id_: row for id_, row in kinds.items() if id_ not in out.get(name, ())}
            for name, kinds in rows.items()
        }

    def widen(self, agreement: Agreement) -> Agreement:
        """Return *agreement* as if it named each clause and row that is gone with its chapter."""
        return agreement.model_copy(update={"omit": {**self.inside, **agreement.omit}})


def gone(agreement: Agreement, rows: Rows, clauses: Clauses, left_out: Mapping[str, str], own: Layer) -> Gone:
    """Return what the agreement leaves out as a whole.

    Args:
        agreement: Its ``omit`` may name chapters, annexes and documents beside clauses and rows.
        rows: All layers stacked.
        clauses: All layers stacked.
        left_out: Ids of rows that a row of a layer leaves out, with the reason; a document may be among them.
        own: What the agreement itself writes; it stays, and so does the chapter that it stands in.
    """
    documents = {id_: agreement.omit[id_] for id_ in rows["documents"] if id_ in agreement.omit and id_ != MAIN}
    without = {**{id_: why for id_, why in left_out.items() if id_ not in rows["documents"]}, **documents}
    reasons = ((row.id, agreement.omit.get(row.id) or without.get(row.document, "")) for row in chapter_rows(rows))
    chapters = {id_: str(why) for id_, why in reasons if why}
    kept = own.clauses.keys() | own.rows.get("responsibilities", {}).keys()
    inside = {id_: chapters[topic] for id_, topic in placed(rows, clauses) if topic in chapters and id_ not in kept}
    used = {source.clause.topic for source in own.clauses.values()}
    return Gone(documents, {id_: why for id_, why in chapters.items() if id_ not in used}, inside)


def chapter_rows(rows: Rows) -> Iterator[Chapter]:
    """Yield the chapters and annexes of all documents."""
    yield from (row.record for row in rows["chapters"].values() if isinstance(row.record, Chapter))


def placed(rows: Rows, clauses: Clauses) -> Iterator[tuple[str, str]]:
    """Yield each clause, and each row of the responsibility matrix, with the chapter that it stands in."""
    yield from ((id_, source.clause.topic) for id_, (source, _) in clauses.items())
    several = ((id_, row.record) for id_, row in rows["responsibilities"].items())
    yield from ((id_, record.topic) for id_, record in several if isinstance(record, Responsibility))
