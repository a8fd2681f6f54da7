"""Writing back: one value is replaced, the rest of the file stays, and the result is read again before it counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.diagnostic import Diagnostic, Span, kind
from generator.read.text import FORBIDDEN
from generator.read.yaml.nodes import MarkedList, MarkedMap, Node
from generator.read.yaml.read import read_yaml

Keys = tuple[str | int, ...]

EDIT = kind(
    "unsafe-edit",
    "A change could not be written into a file without touching something else.",
    matters="A tool that writes into your files must never change more than you decided.",
    cure="Make this change by hand; the message names the place.",
)

PLAIN = re.compile(r"""[^\W_](?:[\w .;()/%+'"&=<>!?$^~|@*°–—‘’“”…≤≥×-]|(?<=\w):(?=\w))*(?<! )""")
OTHERWISE = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|[-+.\d][-+.\d_:e]*|0[xob][0-9a-f_]+)")
"""Words that other readers of YAML take for something else than text; whole numbers and dates may stand."""

HARMLESS = re.compile(r"0|[1-9][0-9]{0,17}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def splice(source: str, span: Span, new: str) -> str:
    """Return *source* with *new* in the place of *span*."""
    return source[: span.start] + new + source[span.end :]


def write_scalar(text: str) -> str:
    """Return *text* as a YAML value of one line that reads as the same text anywhere: bare, or between quotation marks.

    Raises:
        ValueError: If *text* breaks the text rule, which no quotation mark can cure.
    """
    if FORBIDDEN.search(text) or not unicodedata.is_normalized("NFC", text):
        raise ValueError("this text holds a character that no file may hold")
    if PLAIN.fullmatch(text) and (HARMLESS.fullmatch(text) or not OTHERWISE.fullmatch(text)):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def replace_value(path: str, source: str, keys: Keys, new_text: str) -> str | Diagnostic:
    """Return *source* with the text at *keys* replaced by *new_text*, or why that cannot be done.

    Args:
        path: Path inside the workspace, for the places.
        source: Text of a YAML file, or of the facts of a clause file.
        keys: Names and indexes that lead to a text.
        new_text: What the field shall say.
    """
    root, found = read_yaml(path, source)
    if root is None or found:
        return EDIT.at(found[0].span, f"the file has a fault already: {found[0].message}")
    span = place_of(root, keys)
    if span is None:
        return EDIT.at(root.span, f"{' > '.join(map(str, keys))} leads to no text")
    wanted = replaced(root, keys, new_text)
    for new in candidates(source, span, new_text):
        written = splice(source, span, new)
        if read_yaml(path, written) == (wanted, []):
            return written
    return EDIT.at(span, "the new text cannot stand here")


def place_of(root: Node, keys: Keys) -> Span | None:
    """Return where the text at *keys* stands, or None when they lead to no text."""
    node: object = root
    span = root.span
    for key in keys:
        step = entry(node, key)
        if step is None:
            return None
        node, span = step
    return span if isinstance(node, str) else None


def entry(node: object, key: str | int) -> tuple[object, Span] | None:
    """Return the value at *key* of a list or map, with its place."""
    match node, key:
        case MarkedMap(), str() if key in node:
            return node[key], node.spans[key]
        case MarkedList(), int() if 0 <= key < len(node):
            return node[key], node.spans[key]
    return None


def replaced(node: Any, keys: Keys, new_text: str) -> Any:
    """Return a copy of the data of *node* with the text at *keys*, which lead there, replaced."""
    if not keys:
        return new_text
    copy = node.copy()
    copy[keys[0]] = replaced(node[keys[0]], keys[1:], new_text)
    return copy


def candidates(source: str, span: Span, text: str) -> Iterator[str]:
    """Yield ways to write *text* in the place of *span*, the best first."""
    try:
        new = write_scalar(text)
    except ValueError:
        return
    old = span.cut(source)
    if old.startswith("|") and "\n" in text:
        yield block(old, text)
    yield new if source[: span.start].endswith((" ", "[", "{", "\n")) else f" {new}"


def block(old: str, text: str) -> str:
    """Return *text* behind ``|``, indented like the text *old* that stood there."""
    lines = old.split("\n")[1:]
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line), 2) * " "
    body = "\n".join(indent + line if line else "" for line in text.removesuffix("\n").split("\n"))
    return f"{'|' if text.endswith(chr(10)) else '|-'}\n{body}"
