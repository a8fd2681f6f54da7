"""Identity marks: the names that carry path ids into a Word file and a web page; one module for writer and reader."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256

BLOCK = "_qa"
VALUE = "_qv"
LABEL = "_qn"
SUMMARY = "_qsummary"
"""Ends the pages that stand before a redline and are no part of its text."""
MARKS_NAMESPACE = "urn:quality-agreements:marks"
"""Names the list of marks of a Word file, a part of its own."""


@lru_cache(maxsize=100_000)  # agreements share most of their paths
def block_mark(path: str) -> str:
    """Return the bookmark name of a paragraph, item or row: ``_qa`` and 16 hex of its path id (19 characters)."""
    return BLOCK + sha256(path.encode()).hexdigest()[:16]


def value_mark(path: str, nth: int) -> str:
    """Return the bookmark name of the *nth* filled blank (from 1) inside the block *path*."""
    return VALUE + sha256(f"{path}#{nth}".encode()).hexdigest()[:16]


def label_mark(path: str) -> str:
    """Return the bookmark name of the label in the caption of a table, ``Table 4``, which references show."""
    return LABEL + sha256(path.encode()).hexdigest()[:16]


def comment_mark(author: str, words: str) -> str:
    """Return by what a comment of ours is known again, however a program broke its lines."""
    return sha256(f"{author}|{''.join(words.split())}".encode()).hexdigest()[:12]


_UNSAFE = re.compile(r"[^A-Za-z0-9.:/_-]")


@lru_cache(maxsize=100_000)
def anchor(path: str) -> str:
    """Return the name of the place *path* in a web page: ``dev-notification.2(a)`` is at ``#dev-notification.2_a_``.

    A bracket becomes ``_``, since programs that make links of addresses leave a closing one out; any other sign that
    an address cannot hold becomes ``~`` and its number. Different path ids have different names.
    """
    return _UNSAFE.sub(_safe_sign, path)


def _safe_sign(sign: re.Match[str]) -> str:
    return "_" if sign.group() in "()" else f"~{ord(sign.group()):x}~"
