"""Where a character of a value stands in its file, whatever the style of the value."""

from __future__ import annotations

import re

from generator.diagnostic import Span
from generator.read.text import Source
from generator.read.yaml.nodes import MarkedList, MarkedMap


def place(container: object, key: str | int, index: int = 0) -> Span:
    """Return where the character *index* of the text at *key* of *container* stands in its file.

    Where the file does not tell, as for a folded line end or a map made from several files, it is the nearest place.
    """
    if not isinstance(container, MarkedMap | MarkedList):
        raise TypeError("only what read_yaml has read knows its places")
    span: Span = container.spans[key]  # type: ignore[index]  # the kind of index is that of the node
    text, source = container[key], container.source  # type: ignore[index]
    if source is None or not isinstance(text, str) or not text:
        return span
    return source.span(*located(source, span, text, index))


def located(source: Source, span: Span, text: str, index: int) -> tuple[int, int]:
    """Return start and end in *source* of the character *index* of *text*, which is written at *span*.

    Characters that are not blank come in one order in text and file, whatever the style: the n-th is the n-th.
    """
    head, raw, first = text[:index], source.cut(span), span.start - source.start
    solid = len(head) - head.count(" ") - head.count("\n")
    if text[index : index + 1].strip(" \n") or not solid:
        start, end = nth_solid(raw, solid)
    else:
        start = min(nth_solid(raw, solid - 1)[1] + len(head) - len(head.rstrip(" \n")), len(raw))
        end = start + 1
    return first + start, first + end


RUNS = {
    '"': re.compile(r"[^ \n\\]+|\\(?:x..|u.{4}|U.{8}|\n *|[^\n])"),
    "'": re.compile(r"[^ \n']+|''"),
    "": re.compile(r"[^ \n]+"),
}
ESCAPED_BLANKS = ("\\n", "\\ ", "\\\n")


def nth_solid(raw: str, number: int) -> tuple[int, int]:
    """Return start and end of the *number*-th character, from 0, that is not blank, in a value as it is *raw*."""
    style = raw[0] if raw[0] in "\"'" else ""
    begin = len(style) if raw[0] not in "|>" else raw.find("\n")
    for run in RUNS[style].finditer(raw, begin, len(raw) - len(style)):
        escape = bool(style) and run[0].startswith(("\\", "''"))
        length = int(not run[0].startswith(ESCAPED_BLANKS)) if escape else run.end() - run.start()
        if number < length:
            return run.span() if escape else (run.start() + number, run.start() + number + 1)
        number -= length
    return len(raw), len(raw)
