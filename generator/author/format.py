"""Texts in canonical form: what a file says stays, how it is written becomes the same everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.diagnostic import Diagnostic, Span, kind
from generator.model.clause import GUIDANCE
from generator.prose import parse, write
from generator.read.front_matter import Section, split
from generator.read.shape import GRAMMAR
from generator.read.text import decode
from generator.read.yaml import MarkedList, MarkedMap, Node, read_yaml

FORM = kind(
    "no-canonical-form",
    "A file cannot be brought into canonical form without changing what it says.",
    matters="A tool that tidies up must never change a text.",
    cure="Mend what the message names, then run `agreements fmt` again.",
)

TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\n|\Z)")


def format_file(path: str, data: bytes) -> bytes | Diagnostic:
    """Return the file in *data* in canonical form, or what stands in the way; other kinds of file stay as they are."""
    if path.endswith(".md"):
        return format_clause(path, data)
    return format_yaml(path, data) if path.endswith(".yaml") else data


def normalised(path: str, data: bytes) -> str | Diagnostic:
    """Return the text in *data* with LF, in normal form C, or why it is none; how it is spelt otherwise stays."""
    text, found = decode(path, data)
    return found[0] if text is None else unicodedata.normalize("NFC", text)


def format_clause(path: str, data: bytes) -> bytes | Diagnostic:
    """Return a clause file with each text as ``write`` leaves it; the facts in front stay as they are."""
    text = normalised(path, data)
    if isinstance(text, Diagnostic):
        return text
    parts, found = split(path, text.encode())
    if parts is None:
        return found[0]
    written: list[str] = []
    for section in parts.sections:
        body = format_section(path, section)
        if isinstance(body, Diagnostic):
            return body
        written += [one for one in (f"## {section.name}\n{body}".rstrip("\n") if section.name else body,) if one]
    made = text[: parts.sections[0].offset].rstrip("\n") + "\n" + "\n\n".join(written) + "\n"
    return made.encode() if says(path, made) == says(path, text) else FORM.at(Span(path, 1, 1), "the text would change")


def format_section(path: str, section: Section) -> str | Diagnostic:
    """Return the canonical text of one section; guidance is free text and loses only blanks at the end of its lines."""
    if section.name == GUIDANCE:
        return TRAILING.sub("", section.text).strip("\n")
    tree, slips = parse(section.text)
    if slips:
        return GRAMMAR.at(section.place(path, slips[0].at), slips[0].message, hint=slips[0].hint)
    try:
        return write(tree)
    except ValueError as trouble:
        return FORM.at(section.span, str(trouble))


def says(path: str, text: str) -> list[tuple[str, object]]:
    """Return what the sections of a clause file say: names and trees, guidance as words; and its facts as written."""
    parts, _ = split(path, text.encode())
    sections = parts.sections if parts else ()
    bodies = [(one.name, one.text.split() if one.name == GUIDANCE else parse(one.text)[0]) for one in sections]
    return [("", parts.front if parts else ""), *bodies]


def format_yaml(path: str, data: bytes) -> bytes | Diagnostic:
    """Return a YAML file with LF, in normal form C, without blanks at the end of lines outside its texts.

    A text behind ``|`` that the file breaks off without a line end would change with one; such a file stays as it is.
    """
    text = normalised(path, data)
    if isinstance(text, Diagnostic):
        return text
    node, found = read_yaml(path, text)
    if node is None:
        return found[0]
    better = (trimmed(text, node).rstrip("\n") + "\n", text.rstrip("\n") + "\n")
    return next((made for made in better if read_yaml(path, made)[0] == node), text).encode()


def trimmed(text: str, node: Node) -> str:
    """Return *text* without the blanks that end its lines, except where they stand inside a text of *node*."""
    inside = [(span.start, span.end) for span in texts(node) if "\n" in span.cut(text)]
    kept: list[str] = []
    at = 0
    for found in TRAILING.finditer(text):
        if not any(start <= found.start() < end for start, end in inside):
            kept.append(text[at : found.start()])
            at = found.end()
    return "".join(kept) + text[at:]


def texts(node: object) -> Iterator[Span]:
    """Yield the places of the texts of *node*."""
    pairs: Iterator[tuple[object, Span]] = iter(())
    if isinstance(node, MarkedMap):
        pairs = ((value, node.spans[name]) for name, value in node.items())
    elif isinstance(node, MarkedList):
        pairs = zip(node, node.spans, strict=True)
    for value, span in pairs:
        if isinstance(value, str):
            yield span
        else:
            yield from texts(value)
