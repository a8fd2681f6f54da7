"""One field written into a file of ours: every other byte stays, and the result is read again before it counts."""

from __future__ import annotations

from typing import Any

from generator.author.layout import Plain, on_one_line
from generator.diagnostic import Diagnostic, Span
from generator.read.front_matter import Parts, split
from generator.read.text import decode
from generator.read.yaml import MarkedMap, Node, read_yaml
from generator.read.yaml import splice as spliced
from generator.read.yaml.edit import EDIT

Keys = tuple[str | int, ...]


def editable(path: str, data: bytes) -> str | Diagnostic:
    """Return the text in *data* when it can be written back byte for byte, or why it cannot."""
    text, found = decode(path, data)
    if text is None or found:
        return EDIT.at(found[0].span, found[0].message)
    if text.encode() != data:
        return EDIT.at(
            Span(path, 1, 1), "the file has line ends or a mark that no file of ours has", hint=f"agreements fmt {path}"
        )
    return text


def read_fields(path: str, text: str) -> tuple[Node | None, list[Diagnostic]]:
    """Read a YAML file, or the facts of a clause file; every place counts in the whole text."""
    return front(path, text) if path.endswith(".md") else read_yaml(path, text)


def front(path: str, text: str) -> tuple[Node | None, list[Diagnostic]]:
    """Read the facts of a clause file."""
    parts, found = split(path, text.encode())
    if parts is None:
        return None, found
    node, faults = read_yaml(path, parts.front, line=parts.front_line, start=parts.front_start)
    return node, [*found, *faults]


def set_field(path: str, text: str, keys: Keys, name: str, *, value: Plain, after: str = "") -> str | Diagnostic:
    """Return *text* with the field *name* of the map at *keys* set to *value*, or why that cannot be done.

    Args:
        path: For the places.
        text: A whole file, YAML or a clause file.
        keys: What leads to the map; empty for the outermost.
        name: The field; a new one stands behind *after*, or last.
        value: What it shall say.
        after: The field behind which a new one stands.
    """
    root, found = read_fields(path, text)
    target = at(root, keys)
    if root is None or found or not isinstance(target, MarkedMap) or not target:
        return EDIT.at(
            found[0].span if found else Span(path, 1, 1),
            found[0].message if found else "there is no record to write into",
        )
    made = replaced(text, target, name, value) if name in target else added(text, target, name, value, after)
    if read_fields(path, made) == (with_field(root, keys, name, value), []) and text_behind(path, made) == text_behind(
        path, text
    ):
        return made
    return EDIT.at(
        target.span,
        f'the field "{name}" cannot be written here',
        hint=f"write it by hand: {name}: {on_one_line(value)}",
    )


def at(node: object, keys: Keys) -> object:
    """Return what *keys* lead to in *node*; the keys are known to lead somewhere."""
    for key in keys:
        node = node[key]  # type: ignore[index]  # the kind of key is that of the node
    return node


def replaced(text: str, target: MarkedMap, name: str, value: Plain) -> str:
    """Return *text* with the value of a field replaced."""
    return spliced(text, target.spans[name], on_one_line(value))


def added(text: str, target: MarkedMap, name: str, value: Plain, after: str) -> str:
    """Return *text* with a field added behind *after*, in the manner of the map that it joins."""
    end = target.spans[after if after in target else list(target)[-1]].end
    if text.startswith("{", target.span.start):
        return f"{text[:end]}, {name}: {on_one_line(value)}{text[end:]}"
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    indent = " " * (next(iter(target.key_spans.values())).column - 1)
    return f"{text[:stop]}\n{indent}{name}: {on_one_line(value)}{text[stop:]}"


def with_field(node: object, keys: Keys, name: str, value: Plain) -> Any:
    """Return the data of *node* with the field set."""
    if not keys:
        return {**node, name: value} if isinstance(node, dict) else node
    key, *rest = keys
    if isinstance(node, dict):
        return {
            one: with_field(inner, tuple(rest), name, value) if one == key else inner for one, inner in node.items()
        }
    assert isinstance(node, list)  # noqa: S101 - keys lead through lists and maps only
    return [with_field(inner, tuple(rest), name, value) if count == key else inner for count, inner in enumerate(node)]


def text_behind(path: str, text: str) -> tuple[str, ...]:
    """Return the texts of a clause file; nothing for other files."""
    parts: Parts | None = split(path, text.encode())[0] if path.endswith(".md") else None
    return tuple(section.text for section in parts.sections) if parts else ()
