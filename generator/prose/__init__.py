"""Running text: the nodes that both models share, the parser of the clause grammar and its writer.

An authored text is a tuple of blocks. A composed document uses the same inline nodes, with their ``words`` filled in.
The grammar is closed; see the decision record on the prose grammar. Laws: ``parse(write(tree)) == tree``;
``write(parse(text)) == text`` for canonical text; every character of an accepted text that is not blank is in the
tree, in order.
"""

from __future__ import annotations

from generator.prose.inline import parse_line
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
    Slip,
    Text,
    Use,
)
from generator.prose.parse import parse
from generator.prose.walk import listed_behind, sentences
from generator.prose.write import write, write_line

__all__ = [
    "Blank",
    "Block",
    "Definition",
    "Inline",
    "Item",
    "Items",
    "OpenPoint",
    "Paragraph",
    "Placement",
    "Prose",
    "Reference",
    "Sentence",
    "Slip",
    "Text",
    "Use",
    "listed_behind",
    "parse",
    "parse_line",
    "sentences",
    "write",
    "write_line",
]
