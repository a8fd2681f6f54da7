"""The laws of what people write, on files drawn by number: what is accepted is carried whole, what is not is placed.

``--full`` draws 100,000 of them: 30,000 clause files of one to four texts, and 70,000 rows; each time the share of
accepted ones is asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from generator.author.format import format_file
from generator.author.layout import rows_text
from generator.diagnostic import Diagnostic, Severity, Span
from generator.load.clauses import read_clause
from generator.model.clause import GUIDANCE
from generator.model.kinds import ROWS
from generator.model.rows import Row
from generator.prose import Block, parse, write
from generator.read.front_matter import split
from generator.read.shape import read_record
from generator.read.yaml import MarkedMap, read_yaml, replace_value
from tests.fuzz.typed import clause_file, row
from tests.prose.spelled import solid, spelled_block, unescaped

CLAUSE, ROW = "clauses/core/dev/dev-x.md", "x.yaml"


def drawn(count: int) -> Iterator[Random]:
    """Yield a source of chance for each number, the same in every run."""
    return (Random(f"typed-{number}") for number in range(count))  # noqa: S311 - examples, no secret


def share(law: Callable[[Random], bool], count: int) -> float:
    """Hold *count* drawn files to *law* and return the share of those that were accepted."""
    accepted = 0
    for number, chance in enumerate(drawn(count)):
        try:
            accepted += law(chance)
        except AssertionError as broken:
            raise AssertionError(f"file {number} breaks a law: {broken}") from broken
    return accepted / count


def placed(found: list[Diagnostic], path: str) -> bool:
    """Tell whether each fault says what is wrong and where."""
    return all(fault.message and fault.span.path == path for fault in found)


def test_clause_files_are_carried_whole_or_refused_at_their_place(full: bool) -> None:
    assert 0.75 < share(clause_holds, 30_000 if full else 200) < 0.98


def test_rows_are_carried_whole_or_refused_at_their_place(full: bool) -> None:
    assert 0.8 < share(row_holds, 70_000 if full else 200) < 0.98


def clause_holds(chance: Random) -> bool:
    """Hold one clause file to the laws; tell whether it was accepted."""
    data = clause_file(chance).encode()
    clause, found = read_clause(CLAUSE, data, "core")
    if clause is None:
        assert any(fault.severity is Severity.ERROR for fault in found), data
        assert placed(found, CLAUSE), data
        return False
    parts, _ = split(CLAUSE, data)
    assert parts
    for section in parts.sections:
        if section.name != GUIDANCE:
            text_holds(section.text)
    form = format_file(CLAUSE, data)
    assert isinstance(form, bytes), data
    assert format_file(CLAUSE, form) == form, data
    again, _ = read_clause(CLAUSE, form, "core")
    assert again, data
    assert (again.prose, again.fingerprint, again.clause) == (clause.prose, clause.fingerprint, clause.clause), data
    return True


def text_holds(text: str) -> None:
    """Hold an accepted text to the three laws of running text."""
    tree, slips = parse(text)
    assert not slips, text
    canonical = write(tree)
    assert parse(canonical) == (tree, ()), text
    assert write(parse(canonical)[0]) == canonical, text
    assert said(tree) == solid(unescaped(text)), text


def said(tree: tuple[Block, ...]) -> str:
    """Return every character of *tree* that is not blank."""
    return solid("".join(map(spelled_block, tree)))


def row_holds(chance: Random) -> bool:
    """Hold one row to the laws; tell whether it was accepted."""
    table, fields, text = row(chance)
    model = ROWS[table]
    nodes, found = read_yaml(ROW, text)
    written = nodes[0] if isinstance(nodes, list) else nodes
    record, faults = read_record(model, written, Span(ROW))
    if record is None or found or faults or not isinstance(written, MarkedMap):
        assert found or faults, text
        assert placed([*found, *faults], ROW), text
        return False
    assert list(written) == list(fields), text
    plain: Any = [written]
    other, _ = read_yaml(ROW, rows_text(plain))
    assert isinstance(other, list)
    assert other == nodes, text
    again, _ = read_record(model, other[0], Span(ROW))
    assert again, text
    assert again.model_dump() == record.model_dump(), text
    form = format_file(ROW, text.encode())
    assert isinstance(form, bytes), text
    assert format_file(ROW, form) == form, text
    assert read_yaml(ROW, form)[0] == nodes, text
    one_field_changes(model, text, written)
    return True


def one_field_changes(model: type[Row], text: str, written: MarkedMap) -> None:
    """Change one field of a row in its file: the rest of the file stays as it is."""
    made = replace_value(ROW, text, (0, "id"), 'a "new: id" # here')
    assert isinstance(made, str), (model, text)
    span = written.spans["id"]
    assert (made[: span.start], made[len(made) - len(text) + span.end :]) == (text[: span.start], text[span.end :])
    again, _ = read_yaml(ROW, made)
    assert again == [{**written, "id": 'a "new: id" # here'}], text
