"""The sentence of an import: a Word file that others wrote, its structure, the library, a folder and a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.author import Answers, imported_files, name_faults, new_agreement
from generator.compose.link import targets_of
from generator.diagnostic import Diagnostic, Severity
from generator.files import Files, digest
from generator.foreign.facts import facts_of
from generator.foreign.make import made_of
from generator.foreign.outline import outline_of
from generator.foreign.parties import parties_of
from generator.foreign.plan import Paper
from generator.load import load
from generator.model.draft import Draft
from generator.model.imported import FATES, Fate, ImportReport
from generator.model.library import Workspace
from generator.pipeline import Reading, Result, line
from generator.read.foreign import read_foreign
from generator.render.imported import report_html, report_json
from generator.resolve import resolve

HOME = "reviews/import"
BESIDE = (
    "footnote",
    "endnote",
    "comment",
    "header",
    "footer",
    "text box",
    "hidden text",
    "picture",
    "embedded document",
)
"""Places beside the text of a file, as a report names them."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An import: the files to be written, what became of the source, and what the checks say of the draft."""

    files: Files
    report: ImportReport
    result: Result | None

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What the checks say of the draft; warnings wait for the next `check`."""
        return tuple(one for one in self.result.found if one.severity is Severity.ERROR) if self.result else ()


def import_agreement(
    reading: Reading, id_: str, name: str, data: bytes, *, layers: Sequence[str] = (), changes: str = ""
) -> Imported | list[Diagnostic]:
    """Return the folder of the agreement *id_* made from a Word file that others wrote, or why there can be none.

    Args:
        reading: The workspace.
        id_: Name of the new folder.
        name: Name of the file.
        data: The file.
        layers: Libraries to compare with; core always is one.
        changes: ``accepted`` or ``rejected``, where the file tracks changes.
    """
    taken = list(name_faults(id_, reading.workspace))
    foreign, faults = read_foreign(name, data, changes)
    if foreign is None or taken:
        return [*taken, *faults]
    outline = outline_of(foreign)
    parties = parties_of(outline, countries(reading.workspace))
    facts = facts_of(foreign, outline, parties, id_)
    answers = Answers.model_validate({**facts.answers, "layers": list(layers)})
    draft = provisional(reading, id_, answers)
    if not isinstance(draft, Draft):
        return draft
    plan, report = made_of(Paper(name, digest(data), id_, foreign, outline, tuple(parties), facts), draft)
    files = imported_files(id_, answers, plan, reading.workspace)
    result = drawn(reading, id_, files)
    report = replace(report, numbers=tuple(printed_numbers(report, result)))
    kept = {
        f"agreements/{id_}/{HOME}/source.docx": data,
        f"agreements/{id_}/{HOME}/import-report.json": report_json(report),
        f"agreements/{id_}/{HOME}/import-report.html": report_html(report),
    }
    return Imported({**files, **kept}, report, result)


def printed_numbers(report: ImportReport, result: Result | None) -> Iterator[tuple[str, str]]:
    """Yield each number of the source beside the one that the draft prints; nothing where it has none."""
    documents = result.documents.values() if result else ()
    here = {path: one.number for document in documents for path, one in targets_of(document, "Annex", "clause")}
    for number, target in report.numbers:
        yield number, here.get(target, "")


def drawn(reading: Reading, id_: str, files: Files) -> Result | None:
    """Return the new agreement taken down the line with the libraries as they were read."""
    own, early = load(files)
    source = own.agreements.get(id_)
    if source is None:
        return Result(id_, None, found=tuple(early))
    hashes = {**reading.workspace.hashes, **own.hashes}
    return line(replace(reading.workspace, hashes=hashes), source, early, (), files)


def countries(workspace: Workspace) -> Mapping[str, str]:
    """Return the two letters of each country by its name."""
    rows = workspace.layers["core"].rows.get("countries", {}) if "core" in workspace.layers else {}
    return {str(row.fields.get("title", "")): row.id for row in rows.values()}


def provisional(reading: Reading, id_: str, answers: Answers) -> Draft | list[Diagnostic]:
    """Return the draft that the library alone would give, with which the source is compared."""
    base = new_agreement(id_, answers, reading.workspace)
    if isinstance(base, list):
        return base
    own, found = load(base)
    source = own.agreements.get(id_)
    return resolve(reading.workspace, source)[0] if source else found


def lines_of_import(made: Imported, *, dry_run: bool) -> Iterator[str]:
    """Yield what a person should know at once, and what to do next."""
    report = made.report
    count = Counter(one.fate for one in report.passages)
    yield f"{report.file}: {len(report.passages)} passages" + (" (nothing was written)" if dry_run else "")
    yield from (f"  {count[fate]:4} {fate}: {meaning}" for fate, meaning in FATES.items() if count[fate])
    kinds = Counter(one.place for one in report.passages if one.fate is Fate.LEFT and one.place in BESIDE)
    if kinds:
        yield "       of those left, beside the text: " + ", ".join(
            f"{kinds[one]} {one}" for one in BESIDE if kinds[one]
        )
    yield f"  {len(report.guesses):4} guesses to confirm"
    if not dry_run:
        home = f"agreements/{report.agreement}"
        yield f"Next: read {home}/{HOME}/import-report.html, then: agreements build {report.agreement}"
