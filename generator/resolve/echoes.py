"""What merely follows from a broken or missing file: said once, at its cause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.files import Files
from generator.model.draft import Draft
from generator.model.library import Workspace
from generator.resolve.select import NEEDED

MISSING_FILE = kind(
    "missing-file",
    "A file on which texts and tables stand is not there, or has no rows.",
    matters="Every clause that counts on it would print wrongly; you would get hundreds of findings for one cause.",
    cure="Bring the file back from an earlier version, or copy the libraries anew: agreements library vendor",
)


MISSPELT = 5
"""Up to so many ids that lead nowhere are misspelt; more of them mean that the file is gone."""


def missing_files(draft: Draft, workspace: Workspace) -> Iterator[Diagnostic]:
    """Report the files that an agreement cannot do without and that hold nothing."""
    core = workspace.layers.get("core")
    lacking = [f"clauses/core/{name}.yaml" for name in sorted(NEEDED) if core and not core.rows.get(name)]
    lacking += [f"clauses/{name}.yaml" for name in missing_catalogue(draft)]
    if draft.agreement.signatories and not draft.contacts:
        lacking.append(f"agreements/{draft.agreement.id}/contacts.yaml")
    for path in lacking:
        yield MISSING_FILE.at(Span(path), "is not there, or has no rows", hint="bring it back from an earlier version")


def missing_catalogue(draft: Draft) -> Iterator[str]:
    """Yield the names of the files of the catalogue that the agreement names entries of and that hold nothing."""
    catalogue = draft.catalogue
    covers = {id_ for chosen in draft.clauses for id_ in chosen.source.clause.covers}
    unmet = covers - {*catalogue.requirements, *catalogue.regulations}
    for name, held in (("requirements", catalogue.requirements), ("regulations", catalogue.regulations)):
        if not held and len(unmet) > MISSPELT:
            yield name
    if not catalogue.calendars and any(site.calendar for site in draft.agreement.sites):
        yield "calendars"


def without_echoes(
    found: Iterable[Diagnostic], malformed: Iterable[Diagnostic], files: Files | None = None
) -> list[Diagnostic]:
    """Return *found* without what only follows from files that could not be read or are missing.

    Args:
        found: What was found when the layers were laid over one another.
        malformed: Errors of files and records that were left out while reading.
        files: What was read, by path: an id that a broken file does not even name does not follow from it.
    """
    several = list(found)
    broken = {one.span.path for one in malformed if one.severity is Severity.ERROR}
    texts = {path: data for path, data in (files or {}).items() if path in broken}
    nameless = any(one.code == "unknown-layer" for one in several)
    causes = sorted(broken | {one.span.path for one in several if one.code == MISSING_FILE.code})
    return [
        one
        for one in several
        if not (
            follows(one, causes, texts, unknown_layer=nameless)
            or (one.code == MISSING_FILE.code and one.span.path in broken)
        )
    ]


def follows(one: Diagnostic, causes: Sequence[str], files: Files, *, unknown_layer: bool = False) -> bool:
    """Tell whether *one* only follows from the files *causes*, which were left out in whole or in part, or from a
    library that is not there under its name.
    """
    libraries = [path for path in causes if path.startswith("clauses/")]
    quoted = {*re.findall(r'"([^"]*)"', one.message)}
    match one.code:
        case "library-moved":
            return bool(libraries) or unknown_layer
        case "unknown-value":
            return any(names(path, quoted, files) for path in libraries if stem(path) == "values")
        case "incomplete-row":
            return any(names(path, quoted, files) for path in libraries if stem(path) == stem(one.span.path))
        case "unknown-id" | "unknown-position":
            return bool({stem(path) for path in libraries} & quoted)
        case _:
            return False


def names(path: str, ids: Collection[str], files: Files) -> bool:
    """Tell whether the file *path* names one of *ids*; one that is gone may have done so."""
    text = files[path].decode("utf-8", "replace") if path in files else ""
    return not text.strip() or any(re.search(rf"(?<![\w-]){re.escape(id_)}(?![\w-])", text) for id_ in ids)


def stem(path: str) -> str:
    """Return the name of a file without its ending: the kind of its rows, or the id of its clause."""
    return path.rpartition("/")[2].rpartition(".")[0]
