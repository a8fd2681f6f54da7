"""The build as a whole: the files of every agreement, and the site over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.blocks import Document
from generator.files import Files, digest
from generator.making import all_files, proofs
from generator.model.draft import Draft
from generator.model.values import print_date
from generator.model.version import Version
from generator.pipeline import Reading, Result, read
from generator.telling import built_inputs, last_documents
from generator.timeline import frozen, redlines

if TYPE_CHECKING:
    from generator.publish import Outcome
    from generator.render.site.model import AgreementPage, SiteModel


FOLDERS = ("word", "excel", "json", "versions")

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
    return joined(reading, [told_of(root, reading, one, made) for one in reading.results])


@dataclass(frozen=True, slots=True)
class Told:
    """What the site tells of one agreement: its page, if it has one, the documents on it, its files."""

    page: AgreementPage | None
    draft: Draft | None
    documents: Mapping[str, Document]
    files: Files


def told_of(root: Path, reading: Reading, one: Result, made: Files, *, making: bool = False) -> Told:
    """Return what the site tells of one agreement, whose files are among those *made*, else those of its last build;
    *making* when the files are still to come, and those made are all there is yet.
    """
    fresh, files = (True, made) if making else own_files(root, one, made)
    carried = "" if fresh else carried_words(root, one)
    documents = last_documents(files) if carried else one.made
    source = reading.workspace.agreements.get(one.id)
    page = page_of(one, documents, files, carried, source.versions if source else ())
    if page is not None and source is not None:
        told = one.documents if one.sound else {}
        kept, pairs = frozen(source.versions), redlines(source, reading.files, told)
        page = replace(page, frozen=tuple(kept), redlines=tuple(pairs), making=making)
    return Told(page, one.draft, documents, files)


def joined(reading: Reading, several: Iterable[Told]) -> tuple[SiteModel, Files]:
    """Return the site of *several* agreements over the libraries, and all its downloads."""
    from generator.render.site.gather import library_clauses, names_of
    from generator.render.site.model import SiteModel
    from generator.render.site.sheets import rules

    told = list(several)
    drafts = [(one.draft, one.documents) for one in told if one.draft]
    pages = tuple(one.page for one in told if one.page is not None)
    downloads = {path: data for one in told for path, data in one.files.items()}
    named = names_of(drafts)
    known = tuple(rules(reading.workspace.catalogue, named))
    clauses = library_clauses(reading.workspace, drafts)
    return SiteModel("Quality Agreements", pages, clauses, known, named), downloads


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
        title = one.draft.agreement.title if one.draft else ""
        return carried_page(one.id, documents, downloads, carried, title)
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
