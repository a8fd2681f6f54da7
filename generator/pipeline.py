"""The sentence: files, load, resolve, compose, check, render, publish. Which verb follows which; no rule of the
domain lives here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check import accept, check, check_libraries
from generator.check.coverage import coverage_gaps
from generator.check.dates import review_due
from generator.check.versions import amendment_faults, taken_numbers, touched_versions
from generator.compare import compare
from generator.compose import (
    amendments,
    compose,
    coverage,
    coverage_annex,
    departures,
    departures_report,
    obligation_register,
    obligations,
    open_points,
    urgent_page,
    wordings,
)
from generator.data import shipped_clauses
from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest, order
from generator.document.blocks import Document, Table
from generator.document.registers import Coverage, Departure, Obligation
from generator.document.walk import tables
from generator.files import Files, digest
from generator.load import load
from generator.load.disk import read_workspace
from generator.model.draft import Draft
from generator.model.library import AgreementSource, Workspace
from generator.model.values import print_date
from generator.model.version import Version, draft_name
from generator.resolve import missing_files, resolve, standing_faults, without_echoes

if TYPE_CHECKING:
    from generator.document.manifest import Manifest
    from generator.publish import Outcome
    from generator.render.site.model import AgreementPage, SiteModel

UNKNOWN_TEMPLATE = kind(
    "unknown-template",
    "The agreement asks for a Word template that does not exist.",
    matters="There would be no document.",
    cure="Write counsel or counsel-letter, or the path of your own template below clauses/, without .docx.",
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
LOST_TEXT = kind(
    "lost-text",
    "A text of the document tree is not in the file that was made from it, or not in its place.",
    matters="What is printed would not be what was agreed.",
    cure="This is our fault: nothing was published; report the agreement and the text.",
)


REGISTERS = ("obligations", "coverage", "departures-register")
"""Names of JSON files of an agreement that hold no tree."""
FOLDERS = ("word", "excel", "json", "versions")
"""Of a build: in each, an agreement has a folder of its own."""


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


def read_files(files: Files, unreadable: Iterable[Diagnostic] = (), only: str = "") -> Reading:
    """Return what *files* say; *unreadable* tells of files that should be among them, *only* of one agreement."""
    workspace, malformed = load(files)
    early = [owned(one) for one in (*unreadable, *malformed)]
    standing = [owned(one) for one in (*standing_faults(workspace), *whole(workspace, early))]
    asked = [source for id_, source in workspace.agreements.items() if only in ("", id_)]
    results = [line(workspace, source, early, standing, files) for source in asked]
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
    found += [*template_faults(workspace, source), *malformed]
    found += [one for one in standing if concerns(one, source) and one not in found]
    found += touched_versions(id_, source.versions, workspace.hashes)
    if has_errors(found):
        return Result(id_, draft, found=stamped(id_, accept(source.agreement, found, whole=False)))
    documents = compose(draft)
    covered = coverage(draft, documents)
    found += [*check(draft, documents), *overlong_cells(id_, documents)]
    found += taken_numbers(draft, documents, same_numbers(source, files or {}))
    found += amendment_faults(draft, documents, amended_documents(source, files or {}))
    found += coverage_gaps(draft, covered, found)
    found = accept(source.agreement, found, whole=True)
    return Result(id_, draft, documents, obligations(draft, documents), covered, stamped(id_, found))


def amended_documents(source: AgreementSource, files: Files) -> dict[str, Document] | None:
    """Return the documents of the frozen version that an agreement amends; None when there is none."""
    record = source.agreement.amendment
    version = next((one for one in source.versions if record and one.name == record.amends), None)
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


def template_faults(workspace: Workspace, source: AgreementSource) -> list[Diagnostic]:
    """Return the faults of the agreement's Word template."""
    from generator.render.word import compile_template

    name, place = source.agreement.template, source.agreement.place("template")
    if name not in workspace.templates:
        return [
            UNKNOWN_TEMPLATE.at(place, f'there is no Word template "{name}"', hint=nearest(name, workspace.templates))
        ]
    _, found = compile_template(template_path(workspace, name), workspace.templates[name])
    return list(found)


def template_path(workspace: Workspace, name: str) -> str:
    """Return where the Word template *name* stands: those of the house need no folder in their name."""
    inside = f"clauses/{name}.docx"
    return inside if inside in workspace.hashes else f"clauses/templates/{name}.docx"


def word_files(workspace: Workspace, result: Result, *, recording: bool = False) -> dict[str, bytes]:
    """Return the Word documents of *result* by their path below ``build/``; *recording* for copies that are sent."""
    from generator.render.word import Recording, render_word

    assert result.draft is not None  # noqa: S101 - a sound result has a draft
    template = workspace.templates[result.draft.agreement.template]
    how = Recording.ON if recording else Recording.OFF
    return {
        word_path(result, document): render_word(document, template, recording=how) for document in result.made.values()
    }


def made_files(workspace: Workspace, result: Result) -> dict[str, bytes]:
    """Return every file of a sound agreement by its path below ``build/``: Word, Excel, JSON."""
    return {**word_files(workspace, result), **excel_files(result), **json_files(result)}


def excel_files(result: Result) -> dict[str, bytes]:
    """Return the workbooks of *result*: one sheet for each matrix that its documents print, and one a register."""
    from generator.render.excel import render_excel

    facts = next(iter(result.documents.values())).facts
    return {path: render_excel(facts, sheets) for path, sheets in workbooks(result).items() if sheets}


def workbooks(result: Result) -> dict[str, list[tuple[str, Table]]]:
    """Return the sheets of each workbook by its path below ``build/``: matrices to edit, registers to read."""
    return {
        excel_path(result, "Matrices"): sheets_of(result.documents),
        excel_path(result, "Registers"): sheets_of(result.reports),
    }


def excel_path(result: Result, kind_: str) -> str:
    """Return where a workbook of *result* goes, below ``build/``."""
    from generator.publish import safe_name

    facts = next(iter(result.documents.values())).facts
    name = f"{facts.number} {kind_} v{facts.version} draft {facts.draft}"
    return f"excel/{safe_name(result.id)}/{safe_name(name, '.xlsx')}"


def sheets_of(documents: Mapping[str, Document]) -> list[tuple[str, Table]]:
    """Return the sheets of a workbook: title and table of each matrix, in printed order."""
    return [(title, table) for document in documents.values() for title, table in matrices(document)]


def overlong_cells(id_: str, documents: Mapping[str, Document]) -> list[Diagnostic]:
    """Return a fault for each text that no cell of a workbook can hold."""
    from generator.render.excel import workbook_faults

    facts = next(iter(documents.values())).facts if documents else None
    return workbook_faults(f"agreements/{id_}/agreement.yaml", sheets_of(documents), facts)


def json_files(result: Result) -> dict[str, bytes]:
    """Return the trees and registers of *result*."""
    from generator.publish import safe_name
    from generator.render.registers import coverage_to_json, departures_to_json, obligations_to_json
    from generator.render.tree import document_to_json

    home = f"json/{safe_name(result.id)}"
    trees = {tree_path(result, document): document_to_json(document) for document in result.made.values()}
    registers = {
        f"{home}/obligations.json": obligations_to_json(result.obligations),
        f"{home}/coverage.json": coverage_to_json(result.coverage),
        f"{home}/departures-register.json": departures_to_json(result.departures),
    }
    return trees | registers


def all_files(reading: Reading, result: Result) -> dict[str, bytes]:
    """Return every file of a sound agreement by its path below ``build/``: those made now, and its frozen versions as
    they were stored.
    """
    return {**made_files(reading.workspace, result), **frozen_files(reading, result.id)}


def frozen_files(reading: Reading, id_: str) -> dict[str, bytes]:
    """Return the Word and Excel files of the frozen versions of an agreement, by their path below ``build/``."""
    from generator.publish import safe_name

    source = reading.workspace.agreements.get(id_)
    stored = [(one.name, path) for one in (source.versions if source else ()) for path in one.files]
    return {
        f"versions/{safe_name(id_)}/{safe_name(name)}/{path.rpartition('/')[2]}": reading.files[
            f"agreements/{id_}/versions/{name}/{path}"
        ]
        for name, path in stored
        if not path.startswith("json/")
    }


Proof = Callable[[str, bytes], list[Diagnostic]]


def proofs(results: Iterable[Result]) -> Proof:
    """Return what reads each made file back, by an independent reader, and reports what it lost."""
    by_path: dict[str, Callable[[str, bytes], list[Diagnostic]]] = {}
    for result in results:
        by_path |= {path: partial(prove_excel, sheets) for path, sheets in workbooks(result).items()}
        for document in result.made.values():
            by_path[word_path(result, document)] = partial(prove_word, document)
            by_path[tree_path(result, document)] = partial(prove_tree, document)
    return lambda path, data: by_path[path](path, data) if path in by_path else []


def prove_word(document: Document, path: str, data: bytes) -> list[Diagnostic]:
    """Return which texts of *document* are not in the Word file, in their order."""
    from generator.document.printed import missing_texts, printed_texts
    from generator.read.word import read_texts

    paragraphs, found = read_texts(path, data)
    lost = missing_texts(printed_texts(document), [one.text for one in paragraphs])[:5]
    return [*found, *(lost_text(path, f'the text "{text[:80]}" is not where it belongs') for text in lost)]


def prove_excel(sheets: list[tuple[str, Table]], path: str, data: bytes) -> list[Diagnostic]:
    """Return how the workbook differs from the tables it was made from."""
    from generator.render.excel import workbook_differences

    return workbook_differences(path, data, sheets)


def prove_tree(document: Document, path: str, data: bytes) -> list[Diagnostic]:
    """Return a fault when the tree read back is another than the one that was written."""
    from generator.render.tree import document_from_json

    return [] if document_from_json(data) == document else [lost_text(path, "the tree reads back as another one")]


def lost_text(path: str, message: str) -> Diagnostic:
    """Return the fault of a made file that lost something."""
    return LOST_TEXT.at(Span(f"build/{path}"), message)


WriteSite = Callable[[Path, Path, "SiteModel", Files], None]


def publish_build(root: Path, reading: Reading, only: frozenset[str], write_site: WriteSite) -> Outcome:
    """Make the build of the workspace *root*: all sound agreements, or those of *only*; the others are carried over."""
    from generator.publish import Request, publish

    sound = [one for one in reading.results if one.sound]
    rendered = [one for one in sound if not only or one.id in only]
    made = {path: data for one in rendered for path, data in all_files(reading, one).items()}
    model, downloads = site_model(root, reading, made)
    request = Request(
        made=made,
        owners=owners(reading.results),
        inputs={one.id: one.draft.inputs for one in reading.results if one.draft},
        sources=reading.workspace.hashes,
        keep=frozenset(one.id for one in reading.results if not one.sound),
        untouched=frozenset(one.id for one in sound) - frozenset(one.id for one in rendered),
        write_site=lambda folder: write_site(root / "mkdocs.yml", folder, model, downloads),
        prove=proofs(rendered),
    )
    return publish(root, request)


def word_path(result: Result, document: Document) -> str:
    """Return where the Word file of *document* goes, below ``build/``."""
    from generator.publish import safe_name

    return f"word/{safe_name(result.id)}/{safe_name(document.facts.file_stem, '.docx')}"


def tree_path(result: Result, document: Document) -> str:
    """Return where the tree of *document* goes, below ``build/``."""
    from generator.publish import safe_name

    return f"json/{safe_name(result.id)}/{document.facts.document}.json"


def matrices(document: Document) -> Iterator[tuple[str, Table]]:
    """Yield the tables of *document* that have an id of their own, each with the title of its sheet."""
    for table in tables(document):
        if table.matrix:
            yield table.caption or table.describes.partition(".")[0], table


def owners(results: Iterable[Result]) -> dict[str, str]:
    """Return which agreement owns which folder of the build."""
    from generator.publish import safe_name

    return {f"{kind_}/{safe_name(one.id)}": one.id for one in results for kind_ in FOLDERS}


def site_for(root: Path) -> tuple[SiteModel, Files]:
    """Return the site of the workspace *root* and the files it offers, for a plain ``mkdocs build`` or ``serve``."""
    reading = read(root)
    made = {path: data for one in reading.results if one.sound for path, data in all_files(reading, one).items()}
    return site_model(root, reading, made)


def site_model(root: Path, reading: Reading, made: Files) -> tuple[SiteModel, Files]:
    """Return the site and its downloads; an agreement with errors shows its last good build."""
    from generator.render.site.gather import library_clauses
    from generator.render.site.model import SiteModel
    from generator.render.site.sheets import rules

    pages: list[AgreementPage] = []
    downloads: dict[str, bytes] = {}
    drafts: list[tuple[Draft, Mapping[str, Document]]] = []
    for one in reading.results:
        fresh, files = own_files(root, one, made)
        carried = "" if fresh else carried_words(root, one)
        documents = last_documents(files) if carried else one.made
        downloads |= files
        source = reading.workspace.agreements.get(one.id)
        page = page_of(one, documents, files, carried, source.versions if source else ())
        pages += [page] if page is not None else []
        drafts += [(one.draft, documents)] if one.draft else []
    known = tuple(rules(reading.workspace.catalogue))
    return SiteModel("Quality Agreements", tuple(pages), library_clauses(reading.workspace, drafts), known), downloads


def kind_words(path: str, versions: Iterable[Version]) -> str:
    """Return what a file of the build is called: Word, Excel or JSON; one of a frozen version says what became of
    it.
    """
    kinds = {"word": "Word", "excel": "Excel", "json": "JSON"}
    top, _, name, *_ = path.split("/")
    if top in kinds:
        return kinds[top]
    step = next((one.steps[-1] for one in versions if one.name == name), None)
    kind_ = "PDF" if path.endswith(".pdf") else kinds["excel" if path.endswith(".xlsx") else "word"]
    return f"{kind_}, {step.status} {print_date(date.fromisoformat(step.on))}" if step else f"{kind_}, frozen"


def page_of(
    one: Result, documents: Mapping[str, Document], files: Files, carried: str, versions: tuple[Version, ...] = ()
) -> AgreementPage | None:
    """Return the page of one agreement; None when it was never built and cannot be now.

    Where *carried* says that the files are of an earlier build, nothing stands beside them that was written since.
    """
    from generator.render.site.gather import agreement_page, carried_page
    from generator.render.site.model import Download
    from generator.render.site.sheets import dates, recurring, role_sheets, values_said

    downloads = [
        Download(path.rpartition("/")[2], path, kind_words(path, versions), len(data), digest(data))
        for path, data in sorted(files.items())
    ]
    listed = ("open-point", "accepted-finding")
    points = [found.message.removeprefix("open: ") for found in one.found if found.code in listed]
    if one.draft is None or (carried and documents):
        return carried_page(one.id, documents, downloads, carried)
    page = agreement_page(one.draft, documents, downloads, points, carried)
    return replace(
        page,
        departures=one.departures,
        values=values_said(one.draft, one.documents),
        coverage=one.coverage,
        roles=role_sheets(one.draft, one.documents, one.obligations),
        dates=dates(one.draft),
        recurring=recurring(one.draft, one.documents),
    )


def carried_words(root: Path, one: Result) -> str:
    """Return what the page of an agreement that was not made now says of that; nothing when the last build is as it
    would be.
    """
    from generator.publish import read_manifest

    if not one.sound:
        return "This agreement has errors now. What you see is its last good build."
    built = built_inputs(read_manifest(root)[0], one.id)
    if one.draft and built == one.draft.inputs:
        return ""
    if built:
        return "This agreement has changed since. What you see is its last build."
    return "This agreement has not been built yet."


def own_files(root: Path, one: Result, made: Files) -> tuple[bool, Files]:
    """Return whether one agreement was made now, and its files: those made now, else those of the last build."""
    from generator.publish import read_outputs, safe_name

    folders = tuple(f"{kind_}/{safe_name(one.id)}/" for kind_ in FOLDERS)
    now = {path: data for path, data in made.items() if path.startswith(folders)}
    return bool(now), now or read_outputs(root, one.id)


def last_documents(files: Files) -> dict[str, Document]:
    """Return the trees among the *files* of the last good build of an agreement; none when it never had one."""
    from generator.render.tree import document_from_json

    trees = {path: data for path, data in files.items() if path.startswith("json/")}
    named = {path.rpartition("/")[2].removesuffix(".json"): data for path, data in trees.items()}
    return {id_: document_from_json(data) for id_, data in named.items() if id_ not in REGISTERS}


def library_cards(reading: Reading) -> dict[str, tuple[str, str]]:
    """Return version and hash of the libraries of each agreement, for ``adopt``."""
    return {one.id: one.draft.library for one in reading.results if one.draft}


def printed(reading: Reading, id_: str) -> list[str]:
    """Return what each agreement prints of the clause or row *id_*; the kind in ``terms/discovery`` is passed over."""
    from generator.render.preview import prints

    wanted = id_.partition("/")[2] or id_
    return under_agreements((one.id, prints(wanted, one.documents)) for one in reading.results)


def preview(reading: Reading, made: Files) -> list[str]:
    """Return what each agreement would print otherwise if the files in *made* were written."""
    from generator.render.preview import differences

    after = read_files({**reading.files, **made})
    new = {one.id: one.documents for one in after.results}
    return under_agreements((one.id, differences(one.documents, new.get(one.id, {}))) for one in reading.results)


def since_last_build(root: Path, reading: Reading, id_: str) -> list[str]:
    """Return what the agreement *id_* prints otherwise than its last build; nothing when it was never built."""
    from generator.publish import read_outputs
    from generator.render.preview import differences

    one = reading.result(id_)
    built = last_documents(read_outputs(root, id_))
    agreed = {name: document for name, document in built.items() if one and name in one.documents}
    return under_agreements([(id_, differences(agreed, one.documents))]) if one and agreed else []


def under_agreements(lines: Iterable[tuple[str, Iterable[str]]]) -> list[str]:
    """Return *lines* of each agreement below its id; an agreement without lines is passed over."""
    found = [(id_, [*several]) for id_, several in lines]
    return [line for id_, several in found if several for line in (f"{id_}:", *(f"  {one}" for one in several))]


def status_rows(root: Path, reading: Reading) -> list[dict[str, str]]:
    """Return one row an agreement: id, number, version, findings, state of its build."""
    from generator.publish import read_manifest
    from generator.render.findings import summary

    manifest, _ = read_manifest(root)
    return [
        {**status_row(one, built_inputs(manifest, one.id), summary(one.found)), "frozen": frozen_words(reading, one.id)}
        for one in reading.results
    ]


def frozen_words(reading: Reading, id_: str) -> str:
    """Return the frozen versions of an agreement, the newest first: ``1.0 approved 2026-12-01, ...``."""
    source = reading.workspace.agreements.get(id_)
    versions = reversed(source.versions) if source else ()
    return ", ".join(f"{one.name} {one.status} {one.steps[-1].on}" for one in versions)


def built_inputs(manifest: Manifest | None, id_: str) -> str:
    """Return the input hash of the build of an agreement; empty when it has none."""
    outputs = manifest.of(id_) if manifest else ()
    return outputs[0].inputs if outputs else ""


def status_row(one: Result, built: str, findings: str) -> dict[str, str]:
    """Return the row of one agreement."""
    agreement = one.draft.agreement if one.draft else None
    version = f"{agreement.version}, draft {agreement.draft}" if agreement else "unreadable"
    now = one.draft.inputs if one.draft else ""
    state = "not built" if not built else "up to date" if built == now else "changed since the last build"
    return {
        "id": one.id,
        "number": agreement.number if agreement else "",
        "version": version,
        "findings": findings,
        "build": state,
    }
