"""What commands tell of a workspace beside its findings: its state, and what a change would print otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostic import Diagnostic, Severity
from generator.document.blocks import Document, Facts
from generator.files import Files
from generator.pipeline import Reading, Result

if TYPE_CHECKING:
    from generator.document.manifest import Manifest


REGISTERS = ("obligations", "coverage", "departures-register")


def last_documents(files: Files) -> dict[str, Document]:
    """Return the trees among the *files* of the last good build of an agreement, the agreement itself first; none when
    it never had one.
    """
    from generator.render.tree import document_from_json

    trees = {path: data for path, data in files.items() if path.startswith("json/")}
    named = {path.rpartition("/")[2].removesuffix(".json"): data for path, data in trees.items()}
    several = {id_: document_from_json(data) for id_, data in named.items() if id_ not in REGISTERS}
    return dict(sorted(several.items(), key=lambda one: in_order(one[1].facts)))


def in_order(facts: Facts) -> tuple[bool, int, str]:
    """Return where a document stands among those of an agreement: the agreement first, reports last."""
    return facts.internal, len(facts.number), facts.number


def library_cards(reading: Reading) -> dict[str, tuple[str, str]]:
    """Return version and hash of the libraries of each agreement, for ``adopt``."""
    return {one.id: one.draft.library for one in reading.results if one.draft}


def printed(reading: Reading, id_: str) -> list[str]:
    """Return what each agreement prints of the clause or row *id_*; the kind in ``terms/discovery`` is passed over."""
    from generator.render.preview import prints

    wanted = id_.partition("/")[2] or id_
    return under_agreements((one.id, prints(wanted, one.documents)) for one in reading.results)


def moved_words(reading: Reading, id_: str) -> list[str]:
    """Return what the agreement *id_* prints of each clause and row that came or changed since it was reviewed."""
    from generator.author import moved_names
    from generator.render.preview import prints

    one = reading.result(id_)
    if one is None:
        return []
    names = moved_names(reading.workspace, reading.files, id_)
    return [line for name in names for line in prints(name.partition("/")[2], one.documents)]


def newly_found(reading: Reading, after: Reading) -> list[Diagnostic]:
    """Return the warnings and errors of *after* that *reading* does not have, wherever in a file they stand."""
    before = {(one.code, one.span.path, one.message) for one in reading.found}
    weighty = [one for one in after.found if one.severity is not Severity.NOTE]
    return [one for one in weighty if (one.code, one.span.path, one.message) not in before]


def preview(reading: Reading, after: Reading) -> list[str]:
    """Return what each agreement prints otherwise in *after*, the workspace with the files of a command."""
    from generator.render.preview import differences

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
