"""Documents and annexes that count their versions by themselves: each is there, and its history ends with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.check.dates import (
    DATES_DISAGREE,
    VERSION_DISAGREES,
    approved_before,
    numbers,
    revisions_out_of_order,
    said,
    versions_that_do_not_rise,
)
from generator.check.versions import VERSION_TAKEN
from generator.diagnostic import Diagnostic, Span, kind, nearest
from generator.document.annexes import approvals_path, control_path
from generator.document.blocks import Block, Document, Section
from generator.document.walk import sections
from generator.model.agreement import Agreement, AnnexLine, DocumentLine
from generator.model.draft import Draft
from generator.model.version import Version

UNKNOWN_DOCUMENT = kind(
    "unknown-document",
    "The agreement gives versions to a document that there is not.",
    matters="The document that was meant would carry the version of the agreement.",
    cure="Correct the id below `documents:`; documents.yaml of the library lists them.",
)
UNKNOWN_ANNEX = kind(
    "unknown-annex",
    "The agreement gives a version to an annex that it does not print.",
    matters="The annex that was meant would carry the version of its document.",
    cure="Correct the id below `annexes:`; chapters.yaml of the library lists them. Take the line of an annex that is "
    "left out away.",
)


def own_lines(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report documents and annexes with a line of versions of their own that do not exist, or whose line contradicts
    itself.
    """
    agreement, annexes = draft.agreement, printed_annexes(documents)
    for id_, own in agreement.documents.items():
        if id_ not in documents:
            hint = "an annex has its line below annexes:" if id_ in annexes else nearest(id_, documents)
            yield UNKNOWN_DOCUMENT.at(agreement.place_of("documents", id_), f'there is no document "{id_}"', hint=hint)
        else:
            yield from history_faults(id_, own)
    for id_, line in agreement.annexes.items():
        if id_ not in annexes:
            hint = "a document has its line below documents:" if id_ in documents else nearest(id_, annexes)
            yield UNKNOWN_ANNEX.at(agreement.place("annexes"), f'there is no annex "{id_}"', hint=hint)
        else:
            yield from history_faults(id_, line)
            yield from annex_dates(id_, line)
            yield from before_its_amendment(agreement, id_, line)


def printed_annexes(documents: Mapping[str, Document]) -> dict[str, Section]:
    """Return the annexes that print, of any document, by id."""
    return {one.path: one for document in documents.values() for one in document.annexes if not one.removed}


def history_faults(id_: str, own: DocumentLine | AnnexLine) -> Iterator[Diagnostic]:
    """Report a history that ends with another version, whose versions do not rise, or whose dates go back."""
    last = own.revisions[-1]
    if last.version != own.version:
        what = f"the last revision of {id_} is {last.version}; it is version {own.version}"
        hint = f'add a line for version "{own.version}", or correct one of the two'
        yield VERSION_DISAGREES.at(last.place("version"), what, hint=hint, seen=((own.place("version"), "version"),))
        return
    yield from versions_that_do_not_rise(own.revisions)
    yield from revisions_out_of_order(own.revisions)


def annex_dates(id_: str, own: AnnexLine) -> Iterator[Diagnostic]:
    """Report approvals of an annex that are older than its version before, or later than its effective date."""
    yield from approved_before(own.revisions, own.approvals)
    for one in own.approvals:
        if isinstance(one.on, date) and isinstance(own.effective, date) and one.on > own.effective:
            yield DATES_DISAGREE.at(
                one.place("on"),
                f"{one.role} approved {id_} on {said(one.on)}, after its effective date {said(own.effective)}",
                hint="correct this date, or `effective` of the annex",
                seen=((own.place("effective"), "effective date"),),
            )


def before_its_amendment(agreement: Agreement, id_: str, own: AnnexLine) -> Iterator[Diagnostic]:
    """Report an annex that takes effect before the amendment that replaces it, or issued by itself on another day than
    the version of the agreement that holds it.
    """
    record, effective = agreement.amendment, agreement.effective
    if record is None or id_ not in record.replaces:
        return
    if record.alone:
        yield from effective_apart(agreement, id_, own)
        return
    if isinstance(own.effective, date) and isinstance(effective, date) and own.effective < effective:
        what = f"{id_} takes effect on {said(own.effective)}, before Amendment No. {record.number} that replaces it"
        yield DATES_DISAGREE.at(
            own.place("effective"),
            what,
            hint="correct this date, or `effective` of the agreement",
            seen=((agreement.place("effective"), f"the amendment takes effect on {said(effective)}"),),
        )


def effective_apart(agreement: Agreement, id_: str, own: AnnexLine) -> Iterator[Diagnostic]:
    """Report an annex issued by itself that takes effect on another day than the version of the agreement with it."""
    effective = agreement.effective
    if isinstance(own.effective, date) and isinstance(effective, date) and own.effective != effective:
        yield DATES_DISAGREE.at(
            own.place("effective"),
            f"{id_} takes effect on {said(own.effective)}, version {agreement.version} of the agreement with it on "
            f"{said(effective)}",
            hint="write one day in both places",
            seen=((agreement.place("effective"), f"version {agreement.version} takes effect"),),
        )


# Against what was frozen


def lines_since(
    draft: Draft, documents: Mapping[str, Document], version: Version | None, kept: Mapping[str, Document]
) -> Iterator[Diagnostic]:
    """Report documents and annexes whose version is lower than in the last issued version, or whose text is another
    under the same number.

    Args:
        draft: The agreement.
        documents: As they are now.
        version: The last version that was issued; None without one.
        kept: Its documents.
    """
    if version is None:
        return
    agreement = draft.agreement
    for id_, document in documents.items():
        if id_ not in version.documents:
            continue
        before, now = version.documents[id_].version, document.facts.version
        if numbers(now) < numbers(before):
            yield fell(line_place(agreement, "documents", id_), id_, now, (version.name, before))
        there = {one.path for one in document.annexes if not one.removed}
        for part in version.documents[id_].parts:
            was, is_ = part.version or before, agreement.version_of(id_, part.id)
            if part.id in there and numbers(is_) < numbers(was) and (part.version or part.id in agreement.annexes):
                yield fell(line_place(agreement, "annexes", part.id), part.id, is_, (version.name, was))
        yield from other_texts(agreement, document, version, kept.get(id_))


def other_texts(
    agreement: Agreement, document: Document, version: Version, kept: Document | None
) -> Iterator[Diagnostic]:
    """Report an annex with a version of its own, or a document with one, whose text is another under that version."""
    id_, old = document.facts.document, {one.path: one for one in sections(kept)} if kept else {}
    issued = version.documents[id_]
    for one in document.annexes if kept else ():
        was = old[one.path].version or issued.version if one.path in old else ""
        if one.version and one.version == was and wording(one) != wording(old[one.path]):
            yield taken(agreement.annexes[one.path], one, was, version.name)
    own = agreement.documents.get(id_)
    if own and kept and own.version == issued.version and agreement.version != issued.version:
        changed = [one for one in sections(document) if not one.version and wording(one) != wording(old.get(one.path))]
        yield from (taken(own, one, own.version, version.name) for one in changed[:1])


def wording(section: Section | None) -> tuple[str, tuple[Block, ...]] | None:
    """Return title and text of a chapter or annex, without the line that names its version."""
    if section is None:
        return None
    return section.title, tuple(one for one in section.blocks if not is_control(section.path, one))


def is_control(annex: str, block: Block) -> bool:
    """Tell whether *block* names the version of an *annex*, or who approved it."""
    return block.path in (control_path(annex), approvals_path(annex))


def taken(own: AnnexLine | DocumentLine, changed: Section, version: str, name: str) -> Diagnostic:
    """Return the finding about a text that is another under the number of one that was issued."""
    what = f'{changed.number.label} {changed.title} is another text than in "{name}", and both are version {version}'
    return VERSION_TAKEN.at(own.place("version"), what, hint="raise this version, and add a line to its revisions")


def fell(place: Span, id_: str, now: str, before: tuple[str, str]) -> Diagnostic:
    """Return the finding about a version that is lower than that of a frozen version: its name, and what it was."""
    name, was = before
    return VERSION_DISAGREES.at(
        place, f'{id_} is version {now}; it was version {was} in "{name}"', hint="a version only rises"
    )


def line_place(agreement: Agreement, field: str, id_: str) -> Span:
    """Return where a version stands: of the line that *id_* has below *field*, else of the agreement."""
    own: DocumentLine | AnnexLine | None = getattr(agreement, field).get(id_)
    return (own or agreement).place("version")
