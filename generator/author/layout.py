"""New YAML as a person would write it: short maps on one line, a comment above each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.read.yaml import write_scalar

Plain: TypeAlias = "str | Sequence[Plain] | Mapping[str, Plain]"
"""What a file of ours holds: text, lists, maps; never a number, since the type of a field reads the text."""

WIDEST = 120
NO_COMMENTS: Mapping[str, str] = {}


def yaml_text(data: Mapping[str, Plain], comments: Mapping[str, str] = NO_COMMENTS) -> str:
    """Return the text of a file with the fields of *data*, each below its comment; read again, it gives *data*."""
    lines: list[str] = []
    for name, value in data.items():
        if name in comments:
            lines += ["", *(f"# {line}" for line in comments[name].split("\n"))]
        lines += field_lines(name, value)
    return "\n".join(lines).lstrip("\n") + "\n"


def rows_text(rows: Sequence[Mapping[str, Plain]], comment: str = "") -> str:
    """Return the text of a file of *rows*, one a line."""
    head = [f"# {line}" for line in comment.split("\n")] if comment else []
    return "\n".join([*head, *(f"- {on_one_line(row)}" for row in rows)]) + "\n"


def on_one_line(value: Plain) -> str:
    """Return *value* between braces or brackets, or as text."""
    match value:
        case str():
            return write_scalar(value)
        case Mapping():
            return "{" + ", ".join(f"{name}: {on_one_line(inner)}" for name, inner in value.items()) + "}"
    return "[" + ", ".join(on_one_line(inner) for inner in value) + "]"


def field_lines(name: str, value: Plain) -> Iterator[str]:
    """Yield the lines of one field."""
    short = f"{name}: {on_one_line(value)}"
    if isinstance(value, str) or not value or (len(short) <= WIDEST and not nested(value)):
        yield short
        return
    yield f"{name}:"
    if isinstance(value, Mapping):
        yield from (f"  {line}" for inner in value.items() for line in field_lines(*inner))
        return
    for entry in value:
        yield from entry_lines(entry)


def entry_lines(entry: Plain) -> Iterator[str]:
    """Yield the lines of an entry of a list."""
    short = on_one_line(entry)
    if not isinstance(entry, Mapping) or (len(short) <= WIDEST and not any(map(nested, entry.values()))):
        yield f"  - {short}"
        return
    lines = [line for inner in entry.items() for line in field_lines(*inner)]
    yield from (f"  {'- ' if not count else '  '}{line}" for count, line in enumerate(lines))


def nested(value: Plain) -> bool:
    """Tell whether *value* holds maps in a list, which read better on lines of their own."""
    if isinstance(value, str):
        return False
    inner = list(value.values()) if isinstance(value, Mapping) else list(value)
    return not isinstance(value, Mapping) and any(isinstance(one, Mapping) for one in inner)
