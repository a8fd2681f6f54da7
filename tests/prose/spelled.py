"""What a tree says, spelled out again: the second opinion that the laws of running text are held against."""

from __future__ import annotations

import re

from generator.prose import Blank, Block, Inline, Item, Items, OpenPoint, Paragraph, Placement, Reference, Text, Use


def solid(text: str) -> str:
    return re.sub("[ \n]", "", text)


def unescaped(text: str) -> str:
    return re.sub(r"(\{\{\?.*?\}\})|\\(.)", lambda found: found[1] or found[2], text, flags=re.DOTALL)


def spelled(node: Inline) -> str:
    match node:
        case Text(text=words):
            return words
        case Use(form=form):
            return f"[{form}]"
        case Blank(value=value):
            return f"{{{{{value}}}}}"
        case OpenPoint(words=words):
            return f"{{{{?{words}}}}}"
        case Reference(target=target):
            return f"@{target}"
        case _:
            raise AssertionError(node)


def spelled_block(block: Block) -> str:
    match block:
        case Paragraph(sentences=lines):
            return "".join(spelled(node) for line in lines for node in line)
        case Items():
            return "".join(map(spelled_item, block.items))
        case Placement(matrix=matrix):
            return f"::matrix{matrix}"


def spelled_item(item: Item) -> str:
    sign = item.label if item.label == "-" else f"({item.label})"
    return sign + spelled_block(Paragraph(item.sentences)) + (spelled_block(item.inner) if item.inner else "")
