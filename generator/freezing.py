"""The sentence of a frozen version: an agreement as it is now, its documents and files, a record that keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from generator.author.templates import UNAPPROVED_TEMPLATE
from generator.compare import reasons_of
from generator.compose import compose, printed_values
from generator.copying import NOT_READY, ToPdf, final, unready, unsettled
from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Document
from generator.document.walk import clauses, sections
from generator.files import digest
from generator.making import excel_files, json_files, proofs, tree_path, word_files, word_path
from generator.model.agreement import Agreement
from generator.model.draft import Draft, Issue
from generator.model.library import AgreementSource, Workspace
from generator.model.version import (
    MOVES,
    RECORD,
    Kept,
    Part,
    Status,
    Step,
    Version,
    draft_name,
    is_draft,
    version_to_json,
)
from generator.pipeline import Reading, Result, has_errors, homes
from generator.review.rounds import waiting

CANNOT_FREEZE = kind(
    "cannot-freeze",
    "A version cannot be frozen under this name, or cannot get this status.",
    matters="Who sent, approved or retired what would no longer follow from the records.",
    cure="Follow the order: a draft is sent; a version is sent or approved, then retired.",
)
Files = dict[str, bytes]


def freeze(
    reading: Reading, id_: str, name: str, step: Step, to_pdf: ToPdf = lambda _: None
) -> tuple[Files, list[Diagnostic]]:
    """Return the files that freeze the version *name* of an agreement, or move the status of one that is frozen.

    Args:
        reading: The workspace.
        id_: The agreement; it is known.
        name: ``1.0``, or ``1.0-draft-3`` for a draft.
        step: The status, who gives it, when, and why.
        to_pdf: Makes the PDF of a version that is no draft, if this machine can.
    """
    source, result = reading.workspace.agreements.get(id_), reading.result(id_)
    if source is None or result is None:
        return {}, list(result.found if result else ())
    kept = next((one for one in source.versions if one.name == name), None)
    if kept is not None:
        return move(source, kept, step, reading.files)
    return store(reading, source, result, (name, step), to_pdf)


def place(source: AgreementSource, name: str, file: str = RECORD) -> str:
    """Return the path of a *file* of the version *name*."""
    return f"agreements/{source.agreement.id}/versions/{name}/{file}"


def move(
    source: AgreementSource, kept: Version, step: Step, files: Mapping[str, bytes]
) -> tuple[Files, list[Diagnostic]]:
    """Return the record of a frozen version after one more step; its files stay as they are."""
    path = place(source, kept.name)
    found = [CANNOT_FREEZE.at(Span(path), words) for words in move_faults(kept, step)]
    if step.status is Status.APPROVED:
        found += [NOT_READY.at(Span(path), words) for words in kept.unsettled]
        found += [NOT_READY.at(Span(path), words) for words in waiting(files, source.agreement.id)]
    return ({} if found else {path: version_to_json(kept.moved(step))}), found


def move_faults(kept: Version, step: Step) -> Iterator[str]:
    """Yield why the version cannot take *step*."""
    if step.status not in MOVES[kept.status]:
        yield f'version "{kept.name}" is {kept.status} since {kept.steps[-1].on}; it cannot become {step.status}'
    elif step.status is Status.APPROVED and is_draft(kept.name):
        yield f'"{kept.name}" is a draft; only a version that is no draft can be approved'
    if step.on < kept.steps[-1].on:
        yield f"{step.on} is before {kept.steps[-1].on}, when it became {kept.status}"


def store(
    reading: Reading, source: AgreementSource, result: Result, named: tuple[str, Step], to_pdf: ToPdf
) -> tuple[Files, list[Diagnostic]]:
    """Return the files of a new frozen version, by its name and first step, or why there can be none."""
    name, step = named
    faults = [one for one in result.found if has_errors([one]) or one.code == UNAPPROVED_TEMPLATE.code]
    if faults or result.draft is None:
        return {}, faults
    path = place(source, name)
    found = [CANNOT_FREEZE.at(Span(path), words) for words in store_faults(source, name, step)]
    if not found and not is_draft(name):
        found = list(unready(result.draft, result.found, reading.files))
    if found:
        return {}, found
    issued = issue(result, name, step)
    made, found = proven(reading.workspace, issued, sent=is_draft(name))
    if not found and not is_draft(name):
        made |= signed_files(reading.workspace, issued, to_pdf)
    version = replace(record(reading, source, issued, made), name=name, steps=(step,))
    files = {place(source, name, inside): data for inside, data in made.items()}
    return ({} if found else {**files, path: version_to_json(version)}), found


def store_faults(source: AgreementSource, name: str, step: Step) -> Iterator[str]:
    """Yield why no version of this name can be frozen now."""
    agreement = source.agreement
    names = names_of(agreement)
    if name not in names:
        now = f"version {agreement.version}, draft {agreement.draft}"
        yield f'the working draft is {now}: freeze "{names[0]}" or "{names[1]}"'
    elif step.status not in MOVES[None]:
        yield f'there is no frozen version "{name}" that could become {step.status}'
    elif is_draft(name) and step.status is not Status.SENT:
        yield f'"{name}" is a draft; a draft is sent, and approved is the version "{agreement.version}"'
    elif any(one.name == agreement.version for one in source.versions):
        yield f'version "{agreement.version}" is frozen already; raise `version` in agreement.yaml'
    last = max((one.frozen.on for one in source.versions), default="")
    if step.on < last:
        yield f"{step.on} is before {last}, when the version before it was frozen"


def names_of(agreement: Agreement) -> tuple[str, str]:
    """Return the names under which the working draft may be frozen: as a draft, and as a version."""
    return draft_name(agreement.version, agreement.draft), agreement.version


def issue(result: Result, name: str, step: Step) -> Result:
    """Return *result* as it is printed when it leaves the house: a draft as it is, else without any mark of a draft."""
    if is_draft(name) or result.draft is None:
        return result
    draft = replace(result.draft, issue=Issue(step.status, date.fromisoformat(step.on)))
    return replace(result, draft=draft, documents=compose(draft))


def proven(workspace: Workspace, result: Result, *, sent: bool) -> tuple[Files, list[Diagnostic]]:
    """Return the files of a version by their path below its folder, and what one of them has lost.

    In the Word files of a draft that is *sent*, changes are recorded.
    """
    agreed = replace(result, bare=True)
    made = {**word_files(workspace, agreed, recording=sent), **excel_files(agreed), **json_files(agreed)}
    prove = proofs([result])
    found = [fault for path, data in made.items() for fault in prove(path, data)]
    return {below(path): data for path, data in made.items()}, found


def signed_files(workspace: Workspace, result: Result, to_pdf: ToPdf) -> Files:
    """Return the Word files of a version that is no draft, with pages in their contents and a PDF of each, as far as
    this machine can make them.
    """
    assert result.draft is not None  # noqa: S101 - a sound result has a draft
    template = workspace.templates[result.draft.agreement.template]
    made: Files = {}
    for document in result.agreed.values():
        made |= final(document, template, to_pdf)[0]
    return {f"{'pdf' if name.endswith('.pdf') else 'word'}/{name}": data for name, data in made.items()}


def below(path: str) -> str:
    """Return where a file of a build stands in a version: ``word/sample/x.docx`` as ``word/x.docx``."""
    kind_, _, rest = path.partition("/")
    return f"{kind_}/{rest.partition('/')[2]}"


def record(reading: Reading, source: AgreementSource, result: Result, made: Mapping[str, bytes]) -> Version:
    """Return what a new version says of an agreement whose files are *made*; name and status are for the caller."""
    draft, workspace = result.draft, reading.workspace
    assert draft is not None  # noqa: S101 - a sound result has a draft
    return Version(
        name="",
        steps=(),
        documents={id_: kept_document(draft, result, document) for id_, document in result.agreed.items()},
        values={id_: (draft.values[id_].row.title, words) for id_, words in printed_values(draft).items()},
        libraries=libraries(workspace, draft),
        sources={path: hash_ for path, hash_ in workspace.hashes.items() if is_source(path, source)},
        files={path: digest(data) for path, data in sorted(made.items())},
        reasons=reasons_of(draft),
        unsettled=tuple(unsettled(draft, result.found, reading.files)),
        inputs=draft.inputs,
        replaces=draft.agreement.amendment.replaces if draft.agreement.amendment else (),
        amends=draft.agreement.amendment.amends if draft.agreement.amendment else "",
    )


def kept_document(draft: Draft, result: Result, document: Document) -> Kept:
    """Return what the record says of one document."""
    facts, effective = document.facts, draft.agreement.effective
    return Kept(
        title=facts.title,
        number=facts.number,
        version=facts.version,
        draft=facts.draft,
        tree=below(tree_path(result, document)),
        word=below(word_path(result, document)),
        effective=effective.isoformat() if isinstance(effective, date) else "",
        parts=tuple(parts(draft.agreement, document)),
    )


def parts(agreement: Agreement, document: Document) -> Iterator[Part]:
    """Yield the chapters and annexes of *document* with their clauses: what later versions keep the numbers of."""
    for section in sections(document):
        inside = {one.path for one in section.blocks}
        titles = tuple((one.path, one.title) for one in clauses(document) if one.path in inside)
        own = agreement.annexes.get(section.path) if section.annex and not section.removed else None
        line = (own.version, own.effective.isoformat() if isinstance(own.effective, date) else "") if own else ()
        yield Part(section.path, section.title, section.annex, titles, *line)


def libraries(workspace: Workspace, draft: Draft) -> dict[str, str]:
    """Return the version of each library, and under ``all`` the hash over everything they say."""
    cards = {name: workspace.layers[name].card for name in ("core", *draft.agreement.layers)}
    return {**{name: card.version if card else "" for name, card in cards.items()}, "all": draft.library[1]}


def is_source(path: str, source: AgreementSource) -> bool:
    """Tell whether an agreement is made from the file *path*."""
    inside = path.startswith((*homes(source), "clauses/templates/")) or path.count("/") == 1
    return inside and "/versions/" not in path
