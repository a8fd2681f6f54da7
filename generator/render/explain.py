"""Answers to "what is this id": layer, where it stands, where each value was set, which requirement it covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.document.blocks import Document
from generator.document.walk import clauses
from generator.model.draft import Chosen, Draft, Filled, Merged
from generator.model.rows import Row
from generator.model.values import Quantity, Words

Documents = Mapping[str, Document]


def explain_id(id_: str, draft: Draft, documents: Documents) -> str:
    """Return what the agreement knows of a clause, value, term, row or printed number; empty when it knows nothing."""
    lines = [
        *numbers(id_, documents),
        *clause_lines(id_, draft, documents),
        *value_lines(id_, draft),
        *row_lines(id_, draft),
    ]
    if id_ in draft.left_out:
        lines.append(f"{id_} is left out: {draft.left_out[id_]}")
    return "".join(f"  {line}\n" for line in lines)


def numbers(id_: str, documents: Documents) -> Iterator[str]:
    """Yield what stands under a printed number: ``9.3``."""
    for document in documents.values():
        for clause in clauses(document):
            if clause.number.full == id_:
                yield f"{document.facts.title} {id_} is the clause {clause.path}: {clause.title} ({clause.source.span})"


def clause_lines(id_: str, draft: Draft, documents: Documents) -> Iterator[str]:
    """Yield what is known of a clause."""
    for chosen in draft.clauses:
        if chosen.id == id_:
            yield from chosen_lines(chosen, documents)


def chosen_lines(chosen: Chosen, documents: Documents) -> Iterator[str]:
    """Yield number, layer, position, condition and cover of one clause."""
    facts = chosen.source.clause
    places = [
        f"{document.facts.title} {clause.number.full}"
        for document in documents.values()
        for clause in clauses(document)
        if clause.path == chosen.id
    ]
    yield f"clause: {facts.title} ({', '.join(places) or 'not printed'})"
    yield f"layer: {chosen.source.layer}, {chosen.source.path}, fingerprint {chosen.source.fingerprint}"
    why = f": {chosen.choice.reason}, agreed by {chosen.choice.by}" if chosen.choice else ""
    yield f"position: {chosen.position}{why}"
    yield f"in because: {conditions(facts.applies)}"
    if facts.covers:
        yield f"covers: {', '.join(facts.covers)}"


def conditions(applies: object) -> str:
    """Return the condition that let a clause in."""
    written: dict[str, tuple[str, ...]] = getattr(applies, "model_dump", dict)()
    return (
        "; ".join(f"{name} is any of {', '.join(several)}" for name, several in written.items() if several)
        or "it is always in"
    )


def value_lines(id_: str, draft: Draft) -> Iterator[str]:
    """Yield what is known of a value."""
    filled = draft.values.get(id_)
    if filled is None:
        return
    yield f"value: {filled.row.title}: {value_words(filled.value)}"
    yield f"set in: {filled.span} ({filled.layer}); standard: {value_words(filled.standard)}"
    if filled.row.range:
        yield f"usual: {' or '.join(map(str, filled.row.range))}"
    if filled.row.starts:
        yield f"clock starts: {filled.row.starts}"
    yield f"used in: {', '.join(users(id_, draft)) or 'no clause of this agreement'}"


def value_words(value: Filled | object) -> str:
    """Return a value as people write it."""
    match value:
        case Quantity():
            return str(value)
        case Words(words=words):
            return words
        case _:
            return f"open: {getattr(value, 'words', '')}"


def users(id_: str, draft: Draft) -> Iterable[str]:
    """Return the clauses whose text leaves a blank for the value."""
    return [chosen.id for chosen in draft.clauses if f"{{{{ {id_} }}}}" in chosen.source.texts.get(chosen.position, "")]


def row_lines(id_: str, draft: Draft) -> Iterator[str]:
    """Yield what is known of a row of any matrix."""
    for name, rows in draft.rows.items():
        for row in rows:
            if row.record.id == id_ and name != "values":
                yield from merged_lines(name, row)


def merged_lines(name: str, row: Merged[Row]) -> Iterator[str]:
    """Yield layer and fields of one row."""
    yield f"row of {name}: {row.span}, fingerprint {row.fingerprint}"
    for field, layer in row.layers.items():
        if field not in ("id", "amends"):
            yield f"{field}: {getattr(row.record, field.replace('-', '_'), '')} ({layer})"
