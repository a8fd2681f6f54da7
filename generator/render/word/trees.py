"""Parts of a Word file as trees, read by a parser that fetches nothing and resolves no entity."""

from __future__ import annotations

from typing import Any

from lxml import etree


def parse(part: bytes) -> Any:
    """Return the root of a part that is known to be XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(part, parser)


def tree(part: bytes) -> Any | None:
    """Return the root of a part; None for one that is no XML."""
    try:
        return parse(part)
    except (etree.XMLSyntaxError, ValueError):
        return None


def written(root: Any) -> bytes:
    """Return a tree as a part."""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
