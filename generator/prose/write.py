"""The canonical text of a tree: what ``fmt`` leaves in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from generator.prose.inline import LABEL, may_refer, parse_line
from generator.prose.nodes import (
    Blank,
    Block,
    Definition,
    Inline,
    Item,
    Items,
    OpenPoint,
    Paragraph,
    Placement,
    Prose,
    Reference,
    Sentence,
    Text,
    Use,
    merged,
)
from generator.prose.parse import MARK, STEP, parse

SIGN = re.compile(r"[\\\[\]@]|\{(?=\{)|\}(?=\})|\*(?=\*)")
"""What a reader would take for a sign; of a pair, escaping the first is enough."""

BEFORE_TEXT = re.compile(rf"-|{LABEL}")


def write(prose: Prose, read_from: str | None = None) -> str:
    """Return the canonical text of *prose*, without a line end behind it; read again to see that it says the same.

    Args:
        prose: The text.
        read_from: What *prose* was parsed from, if known: a text in canonical form need not be read a second time.

    Raises:
        ValueError: If the grammar cannot say what the tree holds, such as a reference straight after a letter.
    """
    written = "\n\n".join(write_block(block) for block in prose)
    if written != read_from and parse(written) != (tuple(bare_block(block) for block in prose), ()):
        raise ValueError("the clause grammar cannot say this text")
    return written


def write_line(sentence: Sentence) -> str:
    """Return the canonical text of *sentence* for a field of one line.

    Raises:
        ValueError: If the grammar cannot say what the sentence holds.
    """
    written = in_line(sentence)
    if parse_line(written) != (bare(sentence), ()):
        raise ValueError("the clause grammar cannot say this sentence")
    return written


def write_block(block: Block) -> str:
    """Return the lines of *block*."""
    match block:
        case Paragraph(sentences=sentences):
            return "\n".join(on_line(sentence) for sentence in sentences)
        case Items():
            return "\n".join(item_lines(block, ""))
        case Placement(matrix=matrix):
            return f":: matrix {matrix}"
        case _:
            assert_never(block)


def item_lines(items: Items, indent: str) -> Iterator[str]:
    """Yield the lines of a list whose labels stand behind *indent*."""
    inside = indent + " " * STEP
    for item in items.items:
        sign = item.label if item.label == "-" else f"({item.label})"
        first, *more = [on_line(sentence) for sentence in item.sentences] or [""]
        yield f"{indent}{sign} {first}"
        yield from (inside + line for line in more)
        yield from item_lines(item.inner, inside) if item.inner else ()


def on_line(sentence: Sentence) -> str:
    """Return *sentence* as a line of its own, its beginning escaped where it would open a block."""
    line = in_line(sentence)
    return f"\\{line}" if line.startswith(("#", "::")) or MARK.match(line) else line


def in_line(sentence: Sentence) -> str:
    """Return the signs and words of *sentence*."""
    nodes = merged(sentence)
    return "".join(
        write_inline(node, nodes[at - 1] if at else None, nodes[at + 1 : at + 2]) for at, node in enumerate(nodes)
    )


def write_inline(node: Inline, before: Inline | None, after: Sentence) -> str:
    """Return *node* as an author writes it between its neighbours."""
    match node:
        case Text(text=text):
            return write_text(text, before, after)
        case Use(form=form):
            return f"[{form}]"
        case Blank(value=value):
            return f"{{{{ {value} }}}}"
        case OpenPoint(words=words):
            return f"{{{{? {words} }}}}"
        case Reference(target=target):
            return f"@{target}"
        case Definition():
            raise ValueError("a definition is printed, never written in a clause: terms.yaml holds it")
        case _:
            assert_never(node)


def write_text(text: str, before: Inline | None, after: Sentence) -> str:
    """Return literal words, escaped where a sign would be read."""
    next_sign = "{" if after and isinstance(after[0], Blank | OpenPoint) else " "
    escaped = SIGN.sub(lambda sign: escape(sign, first=before is None), text + next_sign)[:-1]
    return f"\\{escaped}" if isinstance(before, Reference) and BEFORE_TEXT.match(text) else escaped


def escape(sign: re.Match[str], *, first: bool) -> str:
    """Return *sign* with its backslash; ``@`` needs one only where a reference may stand."""
    at = sign.start()
    stands_free = may_refer(sign.string[at - 1]) if at else first
    return sign[0] if sign[0] == "@" and not stands_free else f"\\{sign[0]}"


def bare(sentence: Sentence) -> Sentence:
    """Return *sentence* as its author wrote it: without what composing filled in."""
    return merged(bare_inline(node) for node in sentence)


def bare_inline(node: Inline) -> Inline:
    """Return *node* without what composing filled in."""
    match node:
        case Use(form=form):
            return Use(form)
        case Reference(target=target):
            return Reference(target)
        case Blank(value=value):
            return Blank(value)
        case Text() | OpenPoint() | Definition():
            return node
        case _:
            assert_never(node)


def bare_block(block: Block) -> Block:
    """Return *block* as its author wrote it."""
    match block:
        case Paragraph(sentences=sentences):
            return Paragraph(tuple(bare(sentence) for sentence in sentences))
        case Items(kind=kind, items=items):
            return Items(kind, tuple(bare_item(item) for item in items))
        case Placement():
            return block
        case _:
            assert_never(block)


def bare_item(item: Item) -> Item:
    """Return *item* as its author wrote it."""
    inner = item.inner and Items(item.inner.kind, tuple(bare_item(one) for one in item.inner.items))
    return replace(item, sentences=tuple(bare(sentence) for sentence in item.sentences), inner=inner)
