"""Every file that a sound agreement becomes, and the proof of each: Word, Excel, JSON, frozen versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Document
from generator.document.sheets import Sheet, sheets_of
from generator.model.library import Workspace
from generator.pipeline import Reading, Result

LOST_TEXT = kind(
    "lost-text",
    "A text of the document tree is not in the file that was made from it, or not in its place.",
    matters="What is printed would not be what was agreed.",
    cure="This is our fault: nothing was published; report the agreement and the text.",
)


def word_files(workspace: Workspace, result: Result, *, recording: bool = False) -> dict[str, bytes]:
    """Return the Word documents of *result* by their path below ``build/``; *recording* for copies that are sent."""
    from generator.render.word import Recording, render_word

    assert result.draft is not None  # noqa: S101 - a sound result has a draft
    template = workspace.templates[result.draft.agreement.template]
    how = Recording.ON if recording else Recording.OFF
    return {
        word_path(result, document): render_word(document, template, recording=how)
        for document in (*result.made.values(), *result.forms)
    }


def made_files(workspace: Workspace, result: Result) -> dict[str, bytes]:
    """Return every file of a sound agreement by its path below ``build/``: Word, Excel, JSON."""
    return {**word_files(workspace, result), **excel_files(result), **json_files(result)}


def excel_files(result: Result) -> dict[str, bytes]:
    """Return the workbooks of *result*: one sheet for each matrix that its documents print, and one a register."""
    from generator.render.excel import render_excel

    facts = next(iter(result.documents.values())).facts
    return {path: render_excel(facts, sheets) for path, sheets in workbooks(result).items() if sheets}


def workbooks(result: Result) -> dict[str, list[Sheet]]:
    """Return the sheets of each workbook by its path below ``build/``: matrices to edit, registers to read."""
    return {
        excel_path(result, "Matrices"): sheets_of(result.documents),
        excel_path(result, "Registers"): sheets_of(result.reports),
    }


def excel_path(result: Result, kind_: str) -> str:
    """Return where a workbook of *result* goes, below ``build/``."""
    from generator.publish import safe_name

    facts = next(iter(result.documents.values())).facts
    return f"excel/{safe_name(result.id)}/{safe_name(facts.named(kind_), '.xlsx')}"


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
        for document in (*result.made.values(), *result.forms):
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


def prove_excel(sheets: list[Sheet], path: str, data: bytes) -> list[Diagnostic]:
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


def word_path(result: Result, document: Document) -> str:
    """Return where the Word file of *document* goes, below ``build/``."""
    from generator.publish import safe_name

    return f"word/{safe_name(result.id)}/{safe_name(document.facts.file_stem, '.docx')}"


def tree_path(result: Result, document: Document) -> str:
    """Return where the tree of *document* goes, below ``build/``."""
    from generator.publish import safe_name

    return f"json/{safe_name(result.id)}/{document.facts.document}.json"
