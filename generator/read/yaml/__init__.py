"""The YAML door: text, lists and maps only, each with its place; everything else YAML can do is refused.

Scalars stay the text that was written: ``1.10``, ``NO``, ``22:30`` are what they look
like. The type of a field reads them.
"""

from __future__ import annotations

from generator.read.yaml.edit import replace_value, splice, write_scalar
from generator.read.yaml.nodes import MarkedList, MarkedMap, Node
from generator.read.yaml.place import place
from generator.read.yaml.read import read_yaml

__all__ = ["MarkedList", "MarkedMap", "Node", "place", "read_yaml", "replace_value", "splice", "write_scalar"]
