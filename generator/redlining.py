"""The sentence of a redline: two drafts, their documents, one document with the changes, a Word file, its proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.compare import Entry, compare, summary
from generator.diagnostic import Diagnostic, Span, kind
from generator.document.blocks import Document
from generator.model.agreement import ChosenValue, parse_chosen
from generator.model.library import AgreementSource
from generator.pipeline import Reading, Result, has_errors, line

UNPROVEN = kind(
    "unproven-redline",
    "Accepting or rejecting all changes of a redline would not give the text that it should.",
    matters="Whoever accepts the changes would sign another text than the one that was agreed.",
    cure="This is our fault: nothing was written; report the agreement and what it was compared with.",
)
COMPUTED = frozenset({"TOC1", "TOC2", "ContentsHeading"})
"""Styles of lines that Word makes from others: the contents."""


@dataclass(frozen=True, slots=True)
class Redline:
    """The redline of one document.

    Attributes:
        title: Of the document.
        name: Of the file.
        data: The Word file, proven.
        changes: What it shows.
    """

    title: str
    name: str
    data: bytes
    changes: tuple[Entry, ...]


def standard_of(source: AgreementSource) -> AgreementSource:
    """Return an agreement without anything that departs from its libraries: values, positions, omissions, wording."""
    agreement = source.agreement.model_copy(update={"values": {}, "choices": {}, "omit": {}})
    return replace(source, agreement=agreement, layer=replace(source.layer, rows={}, clauses={}))


def with_values(source: AgreementSource, values: Mapping[str, str]) -> AgreementSource:
    """Return an agreement that has other *values*; why and by whom stays as it was written.

    Raises:
        ValueError: If one is written in a way that no file may have.
    """
    chosen = source.agreement.values
    others = {id_: other_value(chosen.get(id_), text) for id_, text in values.items()}
    agreement = source.agreement.model_copy(update={"values": {**chosen, **others}})
    return replace(source, agreement=agreement)


def other_value(was: ChosenValue | None, text: str) -> ChosenValue:
    """Return *text* as a value that an agreement chooses in place of what it *was*."""
    parsed = ChosenValue.model_validate(parse_chosen(text))
    return was.model_copy(update={"is_": parsed.is_}) if was else parsed


def redlines(
    reading: Reading, older: Result, newer: Result, *, against: str, author: str, date: str
) -> tuple[list[Redline], list[Diagnostic]]:
    """Return the redline of each document that both agreements have, and what keeps them from being made.

    Args:
        reading: The workspace.
        older: What the changes start from.
        newer: What they lead to; its template is used.
        against: What the older one is, for the name of the file and its header.
        author: Whose changes Word shows.
        date: Their day, ``2026-11-20``; empty when unknown.
    """
    faults = [one for result in (older, newer) for one in result.found if has_errors([one])]
    if faults or newer.draft is None:
        return [], faults
    template = reading.workspace.templates[newer.draft.agreement.template]
    made: list[Redline] = []
    for id_, document in newer.documents.items():
        if id_ in older.documents:
            old = older.documents[id_]
            one, found = redline(old, document, template, against=against, author=author, date=date)
            made.append(one)
            faults += found
    return made, faults


def redline(
    old: Document, new: Document, template: bytes, *, against: str, author: str, date: str
) -> tuple[Redline, list[Diagnostic]]:
    """Return the redline of one document, and how its proof failed."""
    from generator.publish import safe_name
    from generator.render.word import Tracking, render_word

    compared = compare(old, new)
    shown = replace(compared, facts=replace(compared.facts, status=f"Redline against {against}"))
    data = render_word(shown, template, tracking=Tracking(author, f"{date}T00:00:00Z" if date else ""))
    name = safe_name(f"{new.facts.file_stem} redline against {against}", ".docx")
    faults = proof(name, data, render_word(old, template), render_word(new, template))
    return Redline(new.facts.title, name, data, tuple(summary(compared))), faults


def proof(name: str, data: bytes, old: bytes, new: bytes) -> list[Diagnostic]:
    """Return how the redline *data* fails: accepted it must be *new*, rejected *old*, by a reader of its own."""
    from generator.read.revisions import accepted, rejected, structure

    roots = [main_part(name, one) for one in (data, old, new)]
    if any(root is None for root in roots):
        return [UNPROVEN.at(Span(name), "the file cannot be read back")]
    marked, before, after = roots
    settled = (("rejecting", rejected(marked), before), ("accepting", accepted(marked), after))
    return [
        UNPROVEN.at(Span(name), f"{what} all changes does not give the {'older' if wanted is before else 'newer'} text")
        for what, made, wanted in settled
        if structure(made, COMPUTED) != structure(wanted, COMPUTED)
    ]


def main_part(name: str, data: bytes) -> object | None:
    """Return the root of the main part of a Word file; None if it cannot be read."""
    from generator.read.package import open_package
    from generator.read.word import DOCUMENT, parse_part

    parts, faults = open_package(name, data)
    return None if faults else parse_part(parts, DOCUMENT)


def compared_results(
    reading: Reading, id_: str, against: str, values: Mapping[str, str]
) -> tuple[Result, Result, str] | None:
    """Return the older and the newer side, and what to call the older one; None when *id_* cannot be read.

    Args:
        reading: The workspace.
        id_: The agreement.
        against: ``standard`` or the id of another agreement; not used where *values* are given.
        values: Other values by id: the agreement as it is, against the agreement with them.
    """
    source, now = reading.workspace.agreements.get(id_), reading.result(id_)
    if source is None or now is None:
        return None
    if values:
        return now, line(reading.workspace, with_values(source, values), ()), "the present draft"
    if against == "standard":
        return line(reading.workspace, standard_of(source), ()), now, "the library standard"
    other = reading.result(against)
    if other is None or other.draft is None:
        return None
    return other, now, other.draft.agreement.number


def lines_of(made: list[Redline]) -> Iterator[str]:
    """Yield what the redlines show, for a terminal."""
    for one in made:
        yield f"{one.title}: {len(one.changes)} change{'' if len(one.changes) == 1 else 's'}"
        yield from (f"  {entry.line()}" for entry in one.changes)
