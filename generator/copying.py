"""The sentence of a copy: a document as it leaves the house, to be read, to be drafted on, or to be signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from generator.compose import compose, settled_at
from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Document
from generator.document.changes import open_points_page
from generator.document.comments import Comment
from generator.document.walk import clauses, sections
from generator.files import Files
from generator.model.choices import Verification
from generator.model.clause import GUIDANCE
from generator.model.draft import Chosen, Draft, Issue
from generator.model.regulation import UNCONFIRMED
from generator.model.version import Status
from generator.pipeline import Reading, Result, has_errors
from generator.review.rounds import waiting

if TYPE_CHECKING:
    from generator.render.word import Recording

NOT_READY = kind(
    "not-ready",
    "Something in the agreement keeps it from being issued as a version.",
    matters="Whoever signs would sign an open point, a walk-away position, what is still negotiated, or for nobody.",
    cure="Settle what the message names; proposals are decided, then written with review apply. Or send the text as a"
    " draft, which may be open.",
)
UNSETTLED = frozenset({"open-point", "placeholder-word", "unapproved-template"})
"""Findings that no issued version may have."""
NO_OFFICE = (
    "LibreOffice was not found on this machine: the contents have no page numbers, and there is no PDF. "
    "Open the file in Word, select the contents, press F9, and save it as PDF."
)
NO_PAGES = "The headings of the PDF are not those of the document: the contents have no page numbers."

ToPdf = Callable[[bytes], bytes | None]


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies by file name, what kept them from being made, and what a person should know."""

    files: dict[str, bytes]
    found: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()


def unsettled(draft: Draft, found: Iterable[Diagnostic], files: Files) -> Iterator[str]:
    """Yield what keeps an agreement from being issued, in words; *files* hold its rounds of review."""
    for one in unready(draft, found, files):
        yield f"{one.span.path}: {one.message}" if one.span.line else one.message


def unready(draft: Draft, found: Iterable[Diagnostic], files: Files) -> Iterator[Diagnostic]:
    """Yield what keeps an agreement from being issued, each where it is settled."""
    agreement = Span(f"agreements/{draft.agreement.id}/agreement.yaml")
    yield from (NOT_READY.at(agreement, words) for words in waiting(files, draft.agreement.id))
    yield from (NOT_READY.at(one.span, one.message) for one in found if one.code in UNSETTLED)
    for chosen in draft.clauses:
        if chosen.position == "walk-away":
            yield NOT_READY.at(agreement, f'the clause "{chosen.id}" stands at its walk-away position')


def copies(reading: Reading, result: Result, what: str, *, enforce: bool, on: date | None, to_pdf: ToPdf) -> Copies:
    """Return the copies of an agreement.

    Args:
        reading: The workspace.
        result: The agreement.
        what: ``clean``, ``drafting`` or ``execution``.
        enforce: Whether Word insists on recording changes; not for a copy to be signed.
        on: Day of a copy to be signed, for its cover.
        to_pdf: Makes a PDF file, or returns None.
    """
    faults = tuple(one for one in result.found if has_errors([one]))
    if faults or result.draft is None:
        return Copies({}, faults)
    template = reading.workspace.templates[result.draft.agreement.template]
    if what == "execution":
        return execution(reading, result, on, to_pdf)
    made = drafting if what == "drafting" else clean
    return Copies(dict(made(document, result, template, enforce) for document in result.agreed.values()))


def clean(document: Document, result: Result, template: bytes, enforce: bool) -> tuple[str, bytes]:  # noqa: ARG001 - as the other
    """Return a copy to be sent: Word records what is changed in it."""
    from generator.render.word import render_word

    return file_name(document, ""), render_word(document, template, recording=recording(enforce))


def drafting(document: Document, result: Result, template: bytes, enforce: bool) -> tuple[str, bytes]:
    """Return a copy to work on: guidance beside the clauses, open points on the first page."""
    from generator.render.word import render_word

    assert result.draft is not None  # noqa: S101 - it has documents
    front = open_points_page([*open_points(result)])
    notes = guidance(result.draft, document)
    return file_name(document, " drafting"), render_word(
        document, template, comments=notes, front=front, recording=recording(enforce)
    )


def recording(enforce: bool) -> Recording:
    """Return whether Word insists on recording."""
    from generator.render.word import Recording

    return Recording.ENFORCED if enforce else Recording.ON


def file_name(document: Document, more: str) -> str:
    """Return the name of a copy."""
    from generator.publish import safe_name

    return safe_name(f"{document.facts.file_stem}{more}", ".docx")


def open_points(result: Result) -> Iterator[tuple[str, str]]:
    """Yield what is open, with the place where it is settled."""
    for one in result.found:
        if one.code in UNSETTLED:
            yield one.message.removeprefix("open: "), f"{settled_at(one.span, result.documents)}\n({one.span.path})"


def guidance(draft: Draft, document: Document) -> list[Comment]:
    """Return what the library tells the drafter, beside each clause of *document*."""
    texts = {one.id: " ".join(told(draft, one)) for one in draft.clauses}
    return [
        Comment(clause.path, "Drafting note", f"Drafting note. {texts[clause.path]}")
        for clause in clauses(document)
        if texts.get(clause.path)
    ]


def told(draft: Draft, chosen: Chosen) -> Iterator[str]:
    """Yield the guidance of a clause, and the places in the law it answers that nobody has read yet."""
    yield from filter(None, [chosen.source.texts.get(GUIDANCE, "").strip()])
    rules = (draft.catalogue.regulations.get(id_) for id_ in chosen.source.covers(chosen.position))
    unread = [rule.locator for rule in rules if rule and rule.verification == Verification.EXPECTED]
    if unread:
        yield f"{UNCONFIRMED}: {'; '.join(unread)}."


# To be signed


def execution(reading: Reading, result: Result, on: date | None, to_pdf: ToPdf) -> Copies:
    """Return copies to be signed, with pages in the contents and a PDF beside each; none while something is open."""
    draft = result.draft
    assert draft is not None  # noqa: S101 - it has documents
    template = reading.workspace.templates[draft.agreement.template]
    found = tuple(unready(draft, result.found, reading.files))
    if found:
        return Copies({}, found)
    files: dict[str, bytes] = {}
    notes: list[str] = []
    issued = replace(draft, issue=Issue(Status.SENT, on))
    for document in replace(result, draft=issued, documents=compose(issued)).agreed.values():
        made, said = final(document, template, to_pdf)
        files |= made
        notes += said
    return Copies(files, (), tuple(dict.fromkeys(notes)))


def final(document: Document, template: bytes, to_pdf: ToPdf) -> tuple[dict[str, bytes], list[str]]:
    """Return the Word file of a document that is no draft, with its PDF, and what could not be done."""
    from generator.read.pdf import pages_of
    from generator.render.word import render_word

    name = file_name(document, "")
    plain = render_word(document, template)
    first = to_pdf(plain)
    if first is None:
        return {name: plain}, [NO_OFFICE]
    headings = [(one.path, one.title) for one in sections(document)]
    pages = pages_of(headings, first)
    if not pages:
        return {name: plain, pdf_name(name): first}, [NO_PAGES]
    data = render_word(document, template, pages)
    return {name: data, pdf_name(name): to_pdf(data) or first}, []


def pdf_name(name: str) -> str:
    """Return the name of the PDF beside a Word file."""
    return f"{name.removesuffix('.docx')}.pdf"
