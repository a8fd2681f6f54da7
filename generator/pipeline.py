"""The sentence: files, load, resolve, compose, check, render, publish. Which verb follows which; no rule of the domain lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.check import check
from generator.compose import compose, coverage, obligations
from generator.data import shipped_clauses
from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest, order
from generator.document.blocks import Document
from generator.document.registers import Coverage, Obligation
from generator.files import Files
from generator.load import load
from generator.load.disk import read_workspace
from generator.model.draft import Draft
from generator.model.library import AgreementSource, Workspace
from generator.resolve import resolve

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


@dataclass(frozen=True, slots=True)
class Result:
    """An agreement after the line: its draft and documents as far as they came, and everything found in it.

    Attributes:
        id: Name of its folder.
        draft: None when its own files could not be read.
        documents: Empty when it has errors.
    """

    id: str
    draft: Draft | None
    documents: Mapping[str, Document] = field(default_factory=dict)
    obligations: tuple[Obligation, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it may be published."""
        return bool(self.documents) and not has_errors(self.found)


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


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Tell whether one of *found* is an error."""
    return any(one.severity is Severity.ERROR for one in found)


def read(root: Path) -> Reading:
    """Return everything that the workspace at *root* says, and everything that is wrong with it."""
    files, unreadable = read_workspace(root, shipped_clauses())
    workspace, malformed = load(files)
    results = tuple(line(workspace, source, malformed) for _, source in sorted(workspace.agreements.items()))
    broken = tuple(Result(id_, None) for id_ in sorted(workspace.broken))
    found = [*unreadable, *malformed, *(one for result in results for one in result.found)]
    return Reading(files, workspace, tuple(sorted((*results, *broken), key=lambda one: one.id)), tuple(order(found)))


def line(workspace: Workspace, source: AgreementSource, malformed: Iterable[Diagnostic]) -> Result:
    """Take one agreement from its layers to its documents; it leaves the line after a stage in which it has errors."""
    id_ = source.agreement.id
    draft, found = resolve(workspace, source)
    found += template_faults(workspace, source)
    inherited = [one for one in malformed if concerns(one, source)]
    if has_errors([*found, *inherited]):
        return Result(id_, draft, found=stamped(id_, found))
    documents = compose(draft)
    found += check(draft, documents)
    return Result(id_, draft, documents, obligations(draft, documents), coverage(draft, documents), stamped(id_, found))


def stamped(id_: str, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return *found* as faults of the agreement *id_*."""
    return tuple(replace(one, agreement=id_) for one in found)


def concerns(fault: Diagnostic, source: AgreementSource) -> bool:
    """Tell whether *fault* stands in a file that the agreement is made from."""
    homes = [f"agreements/{source.agreement.id}/", *(f"clauses/{layer}/" for layer in ("core", *source.agreement.layers))]
    return fault.span.path.startswith(tuple(homes)) or fault.span.path.count("/") == 1


def template_faults(workspace: Workspace, source: AgreementSource) -> list[Diagnostic]:
    """Return the faults of the agreement's Word template."""
    from generator.render.word import compile_template

    name, place = source.agreement.template, source.agreement.place("template")
    if name not in workspace.templates:
        return [UNKNOWN_TEMPLATE.at(place, f'there is no Word template "{name}"', hint=nearest(name, workspace.templates))]
    _, found = compile_template(f"clauses/{name}.docx", workspace.templates[name])
    return list(found)


def word_files(workspace: Workspace, result: Result) -> dict[str, bytes]:
    """Return the Word documents of *result* by their path below ``build/``."""
    from generator.publish import safe_name
    from generator.render.word import render_word

    assert result.draft is not None  # noqa: S101 - a sound result has a draft
    template = workspace.templates[result.draft.agreement.template]
    return {
        f"word/{safe_name(result.id)}/{safe_name(document.facts.file_stem, '.docx')}": render_word(document, template)
        for document in result.documents.values()
    }


Announce = Callable[[str], None]
NOWHERE = Span("")
