"""Identity marks: the bookmark names that carry path ids into a Word file; one module for writer and reader."""

from __future__ import annotations

from generator.files import short_digest

BLOCK = "_qa"
VALUE = "_qv"
LABEL = "_qn"


def block_mark(path: str) -> str:
    """Return the bookmark name of a paragraph, item or row: ``_qa`` and 16 hex of its path id (19 characters)."""
    return BLOCK + short_digest(path)


def value_mark(path: str, nth: int) -> str:
    """Return the bookmark name of the *nth* filled blank (from 1) inside the block *path*."""
    return VALUE + short_digest(f"{path}#{nth}")


def label_mark(path: str) -> str:
    """Return the bookmark name of the label in the caption of a table, ``Table 4``, which references show."""
    return LABEL + short_digest(path)
