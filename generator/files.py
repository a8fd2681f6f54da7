"""Files: a mapping from workspace path to bytes; what every verb is handed instead of a disk."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import TypeAlias

Files: TypeAlias = Mapping[str, bytes]
"""Paths are relative, with ``/`` between the parts, in any order; who writes sorts them."""

SHORT_HASH = 16

DEVICES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9]|LPT[0-9])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
"""Names that Windows takes for a device, whatever their ending."""


def blind(path: str) -> str:
    """Return *path* as a disk sees it that knows neither capitals nor compositions."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def digest(data: bytes) -> str:
    """Return the SHA-256 of *data* as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def short_digest(text: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of *text* in UTF-8."""
    return digest(text.encode())[:SHORT_HASH]
