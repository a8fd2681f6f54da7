"""The outline of a PDF file that LibreOffice made: each heading with its page; nothing else is read, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_OBJECT = re.compile(rb"(\d+)\s+0\s+R")
_HEADING = re.compile(rb"/Title<(FEFF[0-9A-F]*)>\s*/Dest\[(\d+) 0 R", re.DOTALL)


def outline(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield each heading of the outline with its page, counted from 1, in the order of the outline."""
    kids = _KIDS.findall(data)
    pages = [int(number) for number in _OBJECT.findall(kids[0])] if len(kids) == 1 else []
    for title, page in _HEADING.findall(data):
        if int(page) in pages:
            yield bytes.fromhex(title.decode())[2:].decode("utf-16-be", "replace"), pages.index(int(page)) + 1


def pages_of(headings: Sequence[tuple[str, str]], data: bytes) -> dict[str, int]:
    """Return the page of each of *headings* by path; nothing if one of them is not in the outline, or out of order.

    Args:
        headings: Path and title of each section, in printed order.
        data: The PDF file.
    """
    found: dict[str, int] = {}
    waiting = list(headings)
    for words, page in outline(data):
        if waiting and _plain(words).endswith(_plain(waiting[0][1])):
            found[waiting.pop(0)[0]] = page
    return {} if waiting else found


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
