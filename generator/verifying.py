"""The sentence of a check of one file: is it one that we made, and if not, which parts and which clauses differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from generator.diagnostic import Diagnostic, Severity, Span, kind
from generator.document.blocks import Clause, Document, Paragraph, Row, Table
from generator.document.difference import word_difference
from generator.document.marks import BLOCK, block_mark
from generator.document.walk import blocks, items, row_words, sections
from generator.files import digest
from generator.model.version import Kept, Version
from generator.pipeline import Reading
from generator.publish import part_hashes
from generator.read.word import ReadParagraph, read_texts
from generator.telling import last_documents

ALTERED_COPY = kind(
    "altered-copy",
    "A file is not as it was made: a text in it was changed, removed or added, or another part of it was.",
    matters="What is signed or followed would not be what was sent.",
    cure="Compare the place with the file that was kept; take a wanted change over into the working draft.",
)
UNKNOWN_COPY = kind(
    "unknown-copy",
    "A file is none that was built or frozen in this workspace.",
    matters="Nothing can be said of what was changed in it since it was made.",
    cure="Run the command in the workspace that the file comes from, or build it there again.",
)
REPACKED_COPY = kind(
    "repacked-copy",
    "A file was packed again: its bytes differ, each of its parts is as it was made.",
    matters="No text has changed; mail gateways and archives do this.",
    cure="Nothing has to be done.",
    severity=Severity.WARNING,
)
_PROPERTY = re.compile(r'name="(\w+)"><vt:lpwstr>([^<]*)<')
_LONGEST = 120
_CUSTOM = "docProps/custom.xml"


@dataclass(frozen=True, slots=True)
class Original:
    """A file that we made.

    Attributes:
        title: What it is: ``version 1.0-draft-1, sent 2026-11-20``, ``the last build``.
        path: Where it stands.
        sha256: Of its bytes.
        data: Its bytes; empty when they are not at hand.
        tree: Its document; None for a workbook or a PDF file.
    """

    title: str
    path: str
    sha256: str
    data: bytes = b""
    tree: Document | None = field(default=None, compare=False)


def frozen_originals(reading: Reading) -> Iterator[Original]:
    """Yield the files of every frozen version."""
    for id_, source in reading.workspace.agreements.items():
        for version in source.versions:
            yield from version_originals(reading, id_, version)


def version_originals(reading: Reading, id_: str, version: Version) -> Iterator[Original]:
    """Yield the files of one frozen version."""
    home = f"agreements/{id_}/versions/{version.name}/"
    step = version.steps[-1]
    title = f"version {version.name} of {id_}, {step.status} {step.on}"
    trees = {kept.word: kept for kept in version.documents.values()}
    for path, sha256 in version.files.items():
        if not path.startswith("json/"):
            tree = kept_tree(reading, home, trees.get(path))
            yield Original(title, home + path, sha256, reading.files.get(home + path, b""), tree)


def kept_tree(reading: Reading, home: str, kept: Kept | None) -> Document | None:
    """Return the tree of a document of a frozen version, if it can be read."""
    from generator.render.tree import NotATree, document_from_json

    try:
        return document_from_json(reading.files.get(home + kept.tree, b"")) if kept else None
    except NotATree:
        return None


def built_originals(root: Path, reading: Reading) -> Iterator[Original]:
    """Yield the files of the last build."""
    from generator.publish import read_outputs

    for id_ in reading.workspace.agreements:
        files = read_outputs(root, id_)
        trees = {one.facts.file_stem: one for one in last_documents(files).values()}
        for path, data in files.items():
            name = path.rpartition("/")[2].rpartition(".")[0]
            yield Original(f"the last build of {id_}", f"build/{path}", digest(data), data, trees.get(name))


def verify_file(path: str, data: bytes, originals: Sequence[Original]) -> tuple[str, list[Diagnostic]]:
    """Return what the file is, when it is untouched, or how it differs from what it was made as.

    Args:
        path: Of the file, for the findings.
        data: The file.
        originals: Every file of ours, frozen ones first.
    """
    same = next((one for one in originals if one.sha256 == digest(data)), None)
    if same:
        return f"{path}: untouched, {same.title}", []
    original = original_of(path, data, originals)
    if original is None:
        return "", [without_original(path, originals)]
    return "", [*differences(path, data, original)]


def without_original(path: str, originals: Iterable[Original]) -> Diagnostic:
    """Return what can be said of a file that is not as we made any, and with nothing at hand to compare it with."""
    name = Path(path).name
    named = next((one for one in originals if not one.data and Path(one.path).name == name), None)
    if named is None:
        return UNKNOWN_COPY.at(Span(path), "is none of the files that were built or frozen here")
    words = "is not as it was made, and what was made is not at hand to say where it differs"
    return ALTERED_COPY.at(Span(path), words, seen=((Span(named.path), named.title),))


def original_of(path: str, data: bytes, originals: Iterable[Original]) -> Original | None:
    """Return what a Word file says that it was made as; of several, the one that has its name too."""
    mine, name = identity(path, data), Path(path).name
    several = [one for one in originals if one.data and mine and identity(one.path, one.data) == mine]
    return next((one for one in several if Path(one.path).name == name), next(iter(several), None))


def identity(path: str, data: bytes) -> dict[str, str]:
    """Return what a Word file says of itself; nothing for a file that is none of ours."""
    from generator.read.package import open_package

    parts, faults = open_package(path, data) if path.endswith(".docx") else ({}, [])
    found = dict(_PROPERTY.findall(parts.get(_CUSTOM, b"").decode(errors="replace"))) if not faults else {}
    return {name: found[name] for name in ("Agreement", "Document", "Version", "Draft") if name in found}


def differences(path: str, data: bytes, original: Original) -> Iterator[Diagnostic]:
    """Yield the clauses that differ, then the parts."""
    seen = ((Span(original.path), original.title),)
    parts, kept = part_hashes(path, data), part_hashes(original.path, original.data)
    names = sorted(name for name in {*parts, *kept} if parts.get(name) != kept.get(name))
    if not names:
        yield REPACKED_COPY.at(Span(path), "was packed again; each part is as it was made", seen=seen)
        return
    for words in changed_texts(path, data, original):
        yield ALTERED_COPY.at(Span(path), words, seen=seen)
    yield ALTERED_COPY.at(Span(path), f"other parts than were made: {', '.join(names)}", seen=seen)


def changed_texts(path: str, data: bytes, original: Original) -> Iterator[str]:
    """Yield each text that was changed, removed or added, with the clause or row that it stands in."""
    was, faults = read_texts(original.path, original.data)
    now, others = read_texts(path, data)
    if faults or others:
        return
    names = named_marks(original.tree) if original.tree else {}
    before, after = [one.text for one in was], [one.text for one in now]
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            where = place(was, a if a < b else a - 1, names)
            gone, came = (" / ".join(filter(None, texts)) for texts in (before[a:b], after[c:d]))
            yield f"{where}: {changed(gone, came)}"


def changed(gone: str, came: str) -> str:
    """Return what happened to a text."""
    if gone and came:
        return f"was changed: {around(word_difference(gone, came))}"
    return f'"{around(gone)}" is gone' if gone else f'"{around(came)}" was added' if came else "an empty line"


def around(words: str) -> str:
    """Return *words* cut where they are long, so that the first change is seen."""
    signs = [at for at in (words.find("[-"), words.find("{+")) if at >= 0]
    start = max(min(signs, default=0) - _LONGEST // 4, 0)
    cut = words[start : start + _LONGEST]
    return ("…" if start else "") + cut + ("…" if start + _LONGEST < len(words) else "")


def place(paragraphs: Sequence[ReadParagraph], at: int, names: Mapping[str, str]) -> str:
    """Return the clause or row in which the paragraph *at* stands: by its own mark, or the last one before it."""
    for paragraph in reversed(paragraphs[: at + 1]):
        for mark in paragraph.bookmarks:
            if mark.startswith(BLOCK) and mark in names:
                return names[mark]
    return "before the first clause"


def named_marks(document: Document) -> dict[str, str]:
    """Return the clause, row or chapter of each mark of a document."""
    called = {one.path: f"{one.number.label} {one.title}".strip() for one in sections(document)}
    homes = {block.path: called[one.path] for one in sections(document) for block in one.blocks}
    made = {block_mark(path): name for path, name in called.items()}
    for block in blocks(document):
        match block:
            case Clause():
                name = f"{block.number.full} {block.title}".strip() or block.path
                made |= {block_mark(path): name for path in (block.path, *inner_paths(block))}
            case Table():
                made |= {block_mark(row.path): row_name(block, row, homes) for row in block.rows}
            case _:
                made.setdefault(block_mark(block.path), homes.get(block.path, block.path.partition("/")[0]))
    return made


def row_name(table: Table, row: Row, homes: Mapping[str, str]) -> str:
    """Return how a person finds a *row*: by its id; where the program counts the rows, by its first words and what
    holds its table.
    """
    if table.matrix or not row.cells:
        return row.path.rpartition("/")[2]
    return f"{homes.get(table.path, 'Document control')}, {next(iter(row_words(row)))}"


def inner_paths(clause: Clause) -> Iterator[str]:
    """Yield the paths of paragraphs and items of *clause*."""
    for block in clause.blocks:
        if isinstance(block, Paragraph):
            yield from (block.path, *(item.path for item in items(block)))
