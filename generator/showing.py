"""The build for readers outside the parties: documents, workbooks, data and a site of what they may see, proved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.audiences import COPY_FOR, Shown, cuts_to_json, hides_nothing, shown_to, version_shown_to
from generator.diagnostic import Diagnostic
from generator.document.blocks import Document
from generator.document.sheets import sheets_of
from generator.files import Files, digest
from generator.leaks import leaks
from generator.making import Proof, prove_excel, prove_tree, prove_word
from generator.model.choices import Audience
from generator.model.version import Version
from generator.pipeline import Reading, Result, has_errors, stored_documents

if TYPE_CHECKING:
    from generator.building import WriteSite
    from generator.publish import Outcome
    from generator.render.site.model import AgreementPage, Download, SiteModel

Kept = tuple[Version, Mapping[str, Document]]
"""The record of a frozen version, and its trees by id."""
KINDS = {"word": "Word", "excel": "Excel", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Showing:
    """What came of a build for readers outside: what was published, and for us alone, what was cut, by file name."""

    outcome: Outcome
    records: Files


def publish_for(
    folder: Path, reading: Reading, ids: Iterable[str], audience: Audience, write_site: WriteSite, *, version: str = ""
) -> Showing:
    """Publish in *folder* what *audience* may see of the sound agreements among *ids*, or of all: as they are now, or
    as they were frozen as *version*.

    Nothing of an earlier build is carried over, and no page is taken from the workspace: what could not be cut is not
    there. Nothing is published if a text that was cut can still be found in any file.
    """
    from generator.publish import Outcome, Request, publish

    wanted = frozenset(ids)
    sound = [one for one in reading.results if one.sound and (not wanted or one.id in wanted)]
    frozen = {one.id: kept for one in sound if (kept := frozen_as(reading, one, version))}
    if lost := [fault for one in sound for fault in hides_nothing(one, audience, trees_of(frozen.get(one.id)))]:
        return Showing(Outcome(None, tuple(lost)), {})
    several = [
        (one, version_shown_to(one, *frozen[one.id], audience) if one.id in frozen else shown_to(one, audience))
        for one in sound
    ]
    files = {one.id: files_for(reading, one, shown) for one, shown in several}
    made = {path: data for own in files.values() for path, data in own.items()}
    pages = [
        version_page_for(one, frozen[one.id][0], shown, files[one.id])
        if one.id in frozen
        else page_for(shown, files[one.id])
        for one, shown in several
    ]
    model = site_for(audience, pages)
    request = Request(
        made=made,
        owners={f"{kind_}/{safe(one)}": one.id for one in sound for kind_ in KINDS},
        inputs={one.id: shown.draft.inputs for one, shown in several},
        sources={},
        write_site=lambda target: write_site(folder / "mkdocs.yml", target, model, made),
        prove=proof(several),
    )
    records = {record_name(one, audience): cuts_to_json(number(one), shown) for one, shown in several}
    outcome = publish(folder, request)
    once = {one.message: one for one in reversed(outcome.found)}
    return Showing(replace(outcome, found=tuple(one for one in outcome.found if once[one.message] is one)), records)


def frozen_as(reading: Reading, one: Result, version: str) -> Kept | None:
    """Return the record and the trees of a frozen *version* of an agreement; None where it has none of that name."""
    source = reading.workspace.agreements[one.id]
    found = next((kept for kept in source.versions if kept.name == version), None)
    return (found, stored_documents(source, found, reading.files)) if found else None


def trees_of(kept: Kept | None) -> Mapping[str, Document]:
    """Return the trees of a frozen version; none of none."""
    return kept[1] if kept else {}


def safe(one: Result) -> str:
    """Return the name of an agreement's folders."""
    from generator.publish import safe_name

    return safe_name(one.id)


def number(one: Result) -> str:
    """Return the number of an agreement."""
    return one.draft.agreement.number if one.draft else one.id


def record_name(one: Result, audience: Audience) -> str:
    """Return the name of the file that says what was cut."""
    return f"internal/{one.id} cut for {audience}.json"


# Files


def files_for(reading: Reading, one: Result, shown: Shown) -> dict[str, bytes]:
    """Return the Word, Excel and JSON files of an agreement as its readers may see it, by path below ``build/``."""
    from generator.render.excel import render_excel
    from generator.render.tree import document_to_json
    from generator.render.word import render_word

    template = reading.workspace.templates[shown.draft.agreement.template]
    word = {word_path(one, shown, document): render_word(document, template) for document in shown.documents.values()}
    trees = {tree_path(one, document): document_to_json(document) for document in shown.documents.values()}
    sheets = sheets_of(shown.documents)
    facts = next((document.facts for document in shown.documents.values()), None)
    excel = {excel_path(one, shown): render_excel(facts, sheets)} if sheets and facts else {}
    return {**word, **excel, **trees}


def word_path(one: Result, shown: Shown, document: Document) -> str:
    """Return where the Word file of a document goes; its name says for whom it is."""
    from generator.publish import safe_name

    return f"word/{safe(one)}/{safe_name(f'{document.facts.file_stem} for {shown.audience}', '.docx')}"


def excel_path(one: Result, shown: Shown) -> str:
    """Return where the workbook of the matrices goes; its name says for whom it is."""
    from generator.publish import safe_name

    name = next((document.facts.named("Matrices") for document in shown.documents.values()), "Matrices")
    return f"excel/{safe(one)}/{safe_name(f'{name} for {shown.audience}', '.xlsx')}"


def tree_path(one: Result, document: Document) -> str:
    """Return where the tree of a document goes."""
    return f"json/{safe(one)}/{document.facts.document}.json"


def proof(several: Sequence[tuple[Result, Shown]]) -> Proof:
    """Return what reads each file back and reports what it lost, and what it should not hold."""
    by_path: dict[str, Proof] = {}
    for one, shown in several:
        sheets = sheets_of(shown.documents)
        by_path[excel_path(one, shown)] = partial(prove_excel, sheets)
        for document in shown.documents.values():
            by_path[word_path(one, shown, document)] = partial(prove_word, document)
            by_path[tree_path(one, document)] = partial(prove_tree, document)
    held = leaks(several)
    nothing: Proof = lambda _path, _data: []  # noqa: E731 - typed
    return lambda path, data: [*by_path.get(path, nothing)(path, data), *held(path, data)]


# The site


def site_for(audience: Audience, pages: Sequence[AgreementPage]) -> SiteModel:
    """Return the site: agreements alone, no library, no rules and no pages of the workspace."""
    from generator.render.site.model import SiteModel

    return SiteModel("Quality Agreements", tuple(pages), (), audience=COPY_FOR[audience])


def page_for(shown: Shown, files: Files) -> AgreementPage:
    """Return what the site shows of an agreement; who set a value, and the standard behind it, is for the parties."""
    from generator.render.site.gather import agreement_page
    from generator.render.site.sheets import dates, recurring, role_sheets, values_said

    page = agreement_page(shown.draft, shown.documents, downloads_of(files), ())
    said = values_said(shown.draft, shown.documents)
    return replace(
        page,
        audience=COPY_FOR[shown.audience],
        values=tuple(replace(one, standard="", source="") for one in said),
        roles=role_sheets(shown.draft, shown.documents, shown.duties),
        dates=dates(shown.draft),
        recurring=recurring(shown.draft, shown.documents),
    )


def downloads_of(files: Files) -> list[Download]:
    """Return the files of an agreement as the site offers them."""
    from generator.render.site.model import Download

    return [
        Download(path.rpartition("/")[2], path, KINDS[path.partition("/")[0]], len(data), digest(data))
        for path, data in sorted(files.items())
    ]


def version_page_for(one: Result, version: Version, shown: Shown, files: Files) -> AgreementPage:
    """Return what the site shows of a frozen version: what its trees and its record say, and nothing of today.

    Whom to call, roles and meetings are known of the present text alone; they are left out.
    """
    from generator.render.site.gather import first_clocks, version_page

    clocks = [filled.row.id for filled in first_clocks(shown.draft)]
    page = version_page(one.id, version, shown.documents, downloads_of(files), clocks)
    return replace(page, audience=COPY_FOR[shown.audience])


# Copies


def audience_copies(
    reading: Reading, result: Result, audience: Audience, version: str = ""
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return copies for readers who may not see all and, for us alone, the record of what was cut, by file name; and
    what kept them from being made.

    Of a frozen version these are its workbook and its data too: what is published for these readers shows the present.

    Args:
        reading: The workspace.
        result: The agreement.
        audience: The readers.
        version: Name of a frozen version; empty for the text as it is now.
    """
    faults = tuple(one for one in result.found if has_errors([one]))
    if faults or result.draft is None:
        return {}, faults
    agreement = result.draft.agreement
    frozen = frozen_as(reading, result, version)
    if lost := hides_nothing(result, audience, trees_of(frozen)):
        return {}, tuple(lost)
    shown = version_shown_to(result, *frozen, audience) if frozen else shown_to(result, audience)
    made = files_for(reading, result, shown)
    prove = proof([(result, shown)])
    wanted = {path: data for path, data in made.items() if frozen or path.startswith("word/")}
    found = [one for path, data in wanted.items() for one in prove(path, data)]
    if found:
        return {}, tuple({one.message: one for one in reversed(found)}.values())
    files = {f"{audience}/{inside(path)}": data for path, data in wanted.items()}
    return {**files, f"internal/cut for {audience}.json": cuts_to_json(agreement.number, shown)}, ()


def inside(path: str) -> str:
    """Return where a file of a build stands among copies: data in a folder of its own."""
    kind_, _, rest = path.partition("/")
    name = rest.rpartition("/")[2]
    return f"json/{name}" if kind_ == "json" else name
