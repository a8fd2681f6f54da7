"""The sentence: files, load, resolve, compose, check. Which verb follows which; no rule of the domain lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.check import accept, check, check_libraries, gravest, without_misplaced
from generator.check.coverage import coverage_gaps
from generator.check.dates import review_due
from generator.check.own_lines import lines_since
from generator.check.versions import amendment_faults, facts_as_before, taken_numbers, touched_versions
from generator.compare import compare
from generator.compose import (
    amendments,
    compose,
    coverage,
    coverage_annex,
    departures,
    departures_report,
    form_documents,
    obligation_register,
    obligations,
    open_points,
    urgent_page,
    wordings,
)
from generator.data import shipped_clauses
from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest, order
from generator.document.blocks import Document
from generator.document.registers import Coverage, Departure, Obligation
from generator.files import Files
from generator.load import Homes, load
from generator.load.disk import read_workspace
from generator.model.draft import Draft
from generator.model.library import AgreementSource, Workspace
from generator.model.version import Version, draft_name, last_issued
from generator.overlong import may_be_overlong, overlong_cells, overlong_registers
from generator.resolve import missing_files, resolve, standing_faults, without_echoes

UNKNOWN_TEMPLATE = kind(
    "unknown-template",
    "The agreement asks for a Word template that does not exist.",
    matters="There would be no document.",
    cure="Write counsel, counsel-letter or corporate, or the path of your own template below clauses/, without .docx.",
)
NO_AGREEMENT = kind(
    "no-such-agreement",
    "There is no agreement of that name.",
    matters="Nothing was done.",
    cure="Agreements are the folders below agreements/; `agreements status` lists them.",
)
NO_WORKSPACE = kind(
    "no-workspace",
    "There is no workspace here or in any folder above.",
    matters="Nothing was read, so nothing can be said about it.",
    cure="Go into the folder that holds agreements/ and clauses/, or make one with: agreements init FOLDER",
)


@dataclass(frozen=True)
class Result:
    """An agreement after the line: its draft and documents as far as they came, and everything found in it.

    Attributes:
        id: Name of its folder.
        draft: None when its own files could not be read.
        documents: Empty when it has errors.
        bare: Whether the internal reports are left out, as from a version that leaves the house.
    """

    id: str
    draft: Draft | None
    documents: Mapping[str, Document] = field(default_factory=dict)
    obligations: tuple[Obligation, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    bare: bool = False

    @property
    def sound(self) -> bool:
        """Whether it may be published."""
        return bool(self.documents) and not has_errors(self.found)

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """Where the agreement leaves the standard."""
        if self.draft is None or not self.documents:
            return ()
        pair = wordings(self.draft, self.documents)
        return departures(self.draft, self.documents, compare(*pair) if pair else None)

    @cached_property
    def reports(self) -> Mapping[str, Document]:
        """The internal reports that stand beside the documents; nobody signs them."""
        if self.draft is None or not self.documents or self.bare:
            return {}
        made = [
            urgent_page(self.draft, self.documents, self.obligations),
            obligation_register(self.draft, self.documents, self.obligations),
            departures_report(self.documents, self.departures),
            open_points(self.documents, self.found, self.departures),
        ]
        made += [coverage_annex(self.documents, self.coverage)] if self.coverage else []
        return {one.facts.document: one for one in made}

    @cached_property
    def forms(self) -> tuple[Document, ...]:
        """The standard forms, each to be filled in by itself; a version that leaves the house has them as an annex."""
        if self.draft is None or not self.documents or self.bare:
            return ()
        return form_documents(self.draft, self.documents, self.obligations)

    @cached_property
    def agreed(self) -> Mapping[str, Document]:
        """The documents that are agreed, the amendment among them, if the version is brought about by one."""
        return {**self.documents, **(amendments(self.draft, self.documents) if self.draft else {})}

    @property
    def made(self) -> Mapping[str, Document]:
        """The documents that are agreed, and behind them the internal reports."""
        return {**self.agreed, **self.reports}


@dataclass(frozen=True, slots=True)
class Reading:
    """A workspace read and every agreement taken down the line.

    Attributes:
        files: What was read, by path.
        found: Everything found, in order, each fault once.
    """

    files: Files
    workspace: Workspace
    results: tuple[Result, ...]
    found: tuple[Diagnostic, ...]

    def result(self, id_: str) -> Result | None:
        """Return the agreement *id_*."""
        return next((one for one in self.results if one.id == id_), None)


def placed(root: Path, changed: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that change so that what names a sentence, paragraph or item by its place goes on naming the
    same words, and the records of those words; nothing while a file of the workspace has an error.

    Args:
        root: The workspace.
        changed: Files of it that are about to be written.
    """
    from generator.author import carried, kept_places, unclear
    from generator.load.disk import read_tree

    own = {**read_tree(root, "clauses")[0], **read_tree(root, "agreements")[0], **changed}
    files = {**read_workspace(root, shipped_clauses())[0], **changed}
    workspace, found = load(files)
    if has_errors(found):
        return {}
    moved = carried(workspace, own)
    kept = kept_places(load({**files, **moved})[0], {**own, **moved}, unclear(workspace))
    made = {**moved, **kept}
    return {path: data for path, data in made.items() if own.get(path) != data}


def unknown_agreements(reading: Reading, ids: Iterable[str]) -> list[Diagnostic]:
    """Return a fault for each of *ids* that names no agreement."""
    known = [one.id for one in reading.results]
    return [
        NO_AGREEMENT.at(Span(f"agreements/{id_}"), f'there is no agreement "{id_}"', hint=nearest(id_, known))
        for id_ in ids
        if id_ not in known
    ]


def no_workspace() -> Diagnostic:
    """Return the fault of a folder in which, or above which, no agreements are kept."""
    return NO_WORKSPACE.at(
        Span("."),
        "there is no workspace here: neither this folder nor one above it holds agreements/ or clauses/",
        hint="go into your workspace, or make one with: agreements init FOLDER",
    )


def reviews_due(reading: Reading, ids: Iterable[str], on: date) -> list[Diagnostic]:
    """Return the agreements among *ids* (all when there are none) whose review is due on the day *on*."""
    wanted = frozenset(ids)
    drafts = [one.draft for one in reading.results if one.draft and (not wanted or one.id in wanted)]
    return [replace(due, agreement=draft.agreement.id) for draft in drafts for due in review_due(draft.agreement, on)]


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Tell whether one of *found* is an error."""
    return any(one.severity is Severity.ERROR for one in found)


def read(root: Path, only: str = "") -> Reading:
    """Return everything that the workspace at *root* says, and everything that is wrong with it.

    Args:
        root: The workspace.
        only: The one agreement to take down the line; all of them when empty.
    """
    return read_files(*read_workspace(root, shipped_clauses()), only)


Line = Callable[[Workspace, AgreementSource, Iterable[Diagnostic], Iterable[Diagnostic], Files], Result]


def read_files(
    files: Files,
    unreadable: Iterable[Diagnostic] = (),
    only: str = "",
    along: Line | None = None,
    before: Homes | None = None,
) -> Reading:
    """Return what *files* say; *unreadable* tells of files that should be among them, *only* of one agreement.

    Args:
        files: The workspace, by path.
        unreadable: Files that should be among them.
        only: The one agreement to take down the line; all of them when empty.
        along: Takes an agreement down the line; ``line``, unless somebody knows a shorter way to the same end.
        before: What was read at an earlier time; it is used and kept up.
    """
    unreadable = [*unreadable]
    workspace, malformed = load(files, [one.span.path for one in unreadable], before)
    early = [owned(one) for one in (*unreadable, *malformed)]
    standing = [owned(one) for one in (*standing_faults(workspace), *whole(workspace, early))]
    asked = [source for id_, source in workspace.agreements.items() if only in ("", id_)]
    results = [(along or line)(workspace, source, early, standing, files) for source in asked]
    told = [one for result in results for one in result.found]
    results = [replace(one, found=tuple(without_misplaced(one.found, told))) for one in results]
    standing = without_misplaced(standing, told)
    broken = [Result(id_, None, found=tuple(one for one in early if one.agreement == id_)) for id_ in workspace.broken]
    shared = [one for one in (*early, *standing) if one.agreement not in workspace.agreements]
    found = [*shared, *(one for result in results for one in result.found)]
    return Reading(files, workspace, tuple(sorted((*results, *broken), key=lambda one: one.id)), tuple(order(found)))


def whole(workspace: Workspace, early: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what is wrong with all layers together; nothing while one of them lacks what could not be read."""
    return [] if has_errors(early) else check_libraries(workspace)


def owned(fault: Diagnostic) -> Diagnostic:
    """Return *fault* as one of the agreement in whose folder it stands, if it stands in one."""
    top, *inside = fault.span.path.split("/")
    return replace(fault, agreement=inside[0]) if top == "agreements" and len(inside) > 1 else fault


def line(
    workspace: Workspace,
    source: AgreementSource,
    early: Iterable[Diagnostic],
    standing: Iterable[Diagnostic] = (),
    files: Files | None = None,
) -> Result:
    """Take one agreement from its layers to its documents; it leaves the line after a stage in which it has errors.

    Args:
        workspace: All layers.
        source: The agreement's own folder.
        early: What was found while reading, in any file; only what the agreement is made from counts.
        standing: What was found in records of any layer that could be read; again only what it is made from counts.
        files: What was read, by path; it tells what a broken file would have held.
    """
    id_ = source.agreement.id
    draft, found = resolve(workspace, source)
    malformed = [one for one in early if concerns(one, source)]
    found = without_echoes([*found, *missing_files(draft, workspace)], malformed, files)
    found += [*template_faults(workspace, source, files or {}), *malformed]
    found += [one for one in standing if concerns(one, source) and one not in found]
    found += touched_versions(id_, source.versions, workspace.hashes)
    if has_errors(found):
        return Result(id_, draft, found=stamped(id_, accept(source.agreement, found, whole=False)))
    documents = compose(draft)
    covered = coverage(draft, documents)
    found += [*check(draft, documents), *overlong_cells(id_, documents, files or {})]
    found += taken_numbers(draft, documents, same_numbers(source, files or {}))
    amends, amended = amended_version(source), amended_documents(source, files or {})
    found += [*amendment_faults(draft, documents, amends, amended), *facts_as_before(draft, amends, amended)]
    issued = last_issued(source.versions)
    found += lines_since(draft, documents, issued, stored_documents(source, issued, files or {}) if issued else {})
    found += coverage_gaps(draft, covered, found)
    found = gravest(accept(source.agreement, found, whole=True))
    result = Result(id_, draft, documents, obligations(draft, documents), covered, stamped(id_, found))
    if not may_be_overlong(draft, files or {}):
        return result
    registers = stamped(id_, overlong_registers(id_, result.reports, documents, files or {}))
    return replace(result, found=(*result.found, *registers))


def amended_version(source: AgreementSource) -> Version | None:
    """Return the frozen version that an agreement amends; None when there is none."""
    record = source.agreement.amendment
    return next((one for one in source.versions if record and one.name == record.amends), None)


def amended_documents(source: AgreementSource, files: Files) -> dict[str, Document] | None:
    """Return the documents of the frozen version that an agreement amends; None when there is none."""
    version = amended_version(source)
    return stored_documents(source, version, files) if version else None


def stored_documents(source: AgreementSource, version: Version, files: Files) -> dict[str, Document]:
    """Return the documents of a frozen version, as far as their trees are among *files*."""
    from generator.render.tree import document_from_json

    home = f"agreements/{source.agreement.id}/versions/{version.name}/"
    trees = {id_: files.get(home + kept.tree) for id_, kept in version.documents.items()}
    return {id_: document_from_json(data) for id_, data in trees.items() if data is not None}


def same_numbers(source: AgreementSource, files: Files) -> dict[str, dict[str, Document]]:
    """Return the documents of the frozen version that has the number of the working draft, by its name."""
    agreement = source.agreement
    names = (draft_name(agreement.version, agreement.draft), agreement.version)
    found = [one for one in source.versions if one.name in names and files]
    return {one.name: stored_documents(source, one, files) for one in found[-1:]}


def stamped(id_: str, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return *found* as faults of the agreement *id_*."""
    return tuple(replace(one, agreement=id_) for one in found)


def concerns(fault: Diagnostic, source: AgreementSource) -> bool:
    """Tell whether *fault* stands in a file that the agreement is made from."""
    return fault.span.path.startswith(homes(source)) or fault.span.path.count("/") == 1


def homes(source: AgreementSource) -> tuple[str, ...]:
    """Return the folders whose files an agreement is made from."""
    layers = (f"clauses/{layer}/" for layer in ("core", *source.agreement.layers))
    return (f"agreements/{source.agreement.id}/", *layers)


def template_faults(workspace: Workspace, source: AgreementSource, files: Files) -> list[Diagnostic]:
    """Return the faults of the agreement's Word template; that nobody has approved it only when it has no other."""
    from generator.author.templates import template_path, unapproved
    from generator.render.word import compile_template

    name, place = source.agreement.template, source.agreement.place("template")
    if name not in workspace.templates:
        return [
            UNKNOWN_TEMPLATE.at(place, f'there is no Word template "{name}"', hint=nearest(name, workspace.templates))
        ]
    path = template_path(workspace, name)
    _, found = compile_template(path, workspace.templates[name])
    return list(found) or [*(unapproved(files, path, name, place) if path in files else ())]
