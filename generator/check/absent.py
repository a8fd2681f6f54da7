"""Documents that an agreement leaves out, and texts that still speak of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.written import written
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.document.walk import tables
from generator.model.draft import Draft
from generator.prose import Use

ABSENT_DOCUMENT = kind(
    "absent-document",
    "A text speaks of a document that the agreement leaves out.",
    matters="The parties sign a reference to a plan or annex that does not exist.",
    cure="Leave the clause out or give it other words: `agreements amend CLAUSE --in agreements/ID`. Where the document"
    " exists elsewhere, say so in its definition, in terms.yaml of the agreement, and accept the finding.",
    severity=Severity.WARNING,
)


def absent_documents(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report each clause and each row that names a document which is left out, once."""
    gone = {id_ for id_ in draft.terms.keys() & draft.documents_out if id_ not in documents}
    seen: set[tuple[str, str, int]] = set()
    idle = unprinted(draft, documents) if gone else frozenset()
    for inline, span in written(draft, documents) if gone else ():
        id_ = draft.forms.get(inline.form, "") if isinstance(inline, Use) else ""
        place = (id_, span.path, 0 if span.path.endswith(".md") else span.line)
        if id_ in gone and place not in seen and stem(span.path) not in idle:
            seen.add(place)
            message = f"this speaks of the {draft.terms[id_].term.term}, which is left out: {draft.left_out[id_]}"
            yield ABSENT_DOCUMENT.at(span, message, hint=hint(span.path))


def unprinted(draft: Draft, documents: Mapping[str, Document]) -> frozenset[str]:
    """Return the kinds of rows whose table went with a chapter: nobody reads what they say."""
    printed = {table.matrix for document in documents.values() for table in tables(document)}
    return frozenset(row.record.id for row in draft.rows["matrices"]) & draft.rows.keys() - printed


def stem(path: str) -> str:
    """Return the name of a file without its ending: ``meetings``."""
    return path.rpartition("/")[2].rpartition(".")[0]


def hint(path: str) -> str:
    """Return what to do about the text in the file *path*: leave a clause out or write it anew, or change a row."""
    name = stem(path)
    return f"leave {name} out, or: agreements amend {name} --in agreements/ID" if path.endswith(".md") else ""
