"""Clause files: facts in front, text behind."""

from __future__ import annotations

from functools import lru_cache

from generator.diagnostic import Diagnostic, Severity, Span, kind, nearest
from generator.model.clause import GUIDANCE, SECTIONS, STANDARD, Clause, ClauseSource
from generator.model.fingerprint import clause_fingerprint
from generator.prose import Prose, parse, write
from generator.read.front_matter import Section, split
from generator.read.shape import GRAMMAR, read_record
from generator.read.yaml import read_yaml

CLAUSE_NAME = kind(
    "clause-name",
    "The id in a clause file is not the name of the file.",
    matters="References lead to ids; two names for one clause send a reader to the wrong text.",
    cure="Give the file the name of the id, or correct the id.",
)
CLAUSE_TEXT = kind(
    "clause-text",
    "A clause has no text, a section that we do not know, or a section twice.",
    matters="Text below an unknown heading would be in no document.",
    cure="Write the standard text first, then `## fallback`, `## walk-away` or `## guidance`, each at most once.",
)


@lru_cache(maxsize=16_384)  # some commands, and `agreements serve`, read the same libraries again and again
def read_clause(path: str, data: bytes, layer: str) -> tuple[ClauseSource | None, list[Diagnostic]]:
    """Return the clause in the file *path*, or what is wrong with it."""
    parts, found = split(path, data)
    if parts is None:
        return None, found
    node, faults = read_yaml(path, parts.front, line=parts.front_line, start=parts.front_start)
    clause, shape = (None, []) if node is None else read_record(Clause, node, Span(path, 1, 1))
    texts, prose, raw, starts, more = read_sections(path, parts.sections)
    found = [*found, *faults, *shape, *more, *(name_faults(path, clause) if clause else ())]
    if clause is None or STANDARD not in prose or any(one.severity is Severity.ERROR for one in found):
        return None, found
    return ClauseSource(clause, layer, path, texts, prose, raw, starts, clause_fingerprint(clause, texts)), found


Sections = tuple[dict[str, str], dict[str, Prose], dict[str, str], dict[str, Span], list[Diagnostic]]


def read_sections(path: str, sections: tuple[Section, ...]) -> Sections:
    """Return canonical texts, trees, raw texts and places of the *sections* of a clause file by name, and their
    faults.
    """
    texts: dict[str, str] = {}
    raw: dict[str, str] = {}
    prose: dict[str, Prose] = {}
    starts: dict[str, Span] = {}
    found: list[Diagnostic] = []
    for section in sections:
        name = section.name or STANDARD
        faults = section_faults(name, section, texts)
        found += faults
        if faults or name == GUIDANCE:
            texts.setdefault(name, section.text.strip("\n"))
            continue
        prose[name], slips = parse(section.text)
        found += [GRAMMAR.at(section.place(path, slip.at), slip.message, hint=slip.hint) for slip in slips]
        texts[name] = write(prose[name], section.text.strip("\n")) if not slips else ""
        raw[name], starts[name] = section.text, section.place(path, 0)
    return texts, prose, raw, starts, found


def section_faults(name: str, section: Section, seen: dict[str, str]) -> list[Diagnostic]:
    """Return what is wrong with a section as a whole."""
    if name != STANDARD and name not in SECTIONS:
        return [
            CLAUSE_TEXT.at(
                section.span,
                f'"## {name}" is no section of a clause',
                hint=nearest(name, SECTIONS) or f"sections: {', '.join(SECTIONS)}",
            )
        ]
    if name in seen:
        hint = "keep one of the two, and delete the other with its heading"
        return [CLAUSE_TEXT.at(section.span, f'the section "{name}" stands here a second time', hint=hint)]
    if not section.text.strip():
        hint = "write the text below it, or delete the heading" if name != STANDARD else "write the text below the ---"
        return [CLAUSE_TEXT.at(section.span, f"the {name} text is empty", hint=hint)]
    return []


def name_faults(path: str, clause: Clause) -> list[Diagnostic]:
    """Return a fault when the file *path* is not named after its clause."""
    name = path.rpartition("/")[2].removesuffix(".md")
    if name == clause.id:
        return []
    return [CLAUSE_NAME.at(clause.place("id"), f'the id is "{clause.id}" and the file is named "{name}.md"')]
