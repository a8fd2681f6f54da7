"""Words, as everything here counts and compares them."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’\u2011-][^\W_]+)*")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
EMPTY_BOX = "\u25a1"
"""Stands for a sign that is lost."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def words_of(text: str) -> list[str]:
    """Return the words of *text*: letters and figures, each run one word."""
    return _WORD.findall(text)


def clean(text: str) -> str:
    """Return *text* in one line, in normal form, without signs that nobody sees; no letter or figure goes."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).replace("\ufffd", EMPTY_BOX)
    seen = "".join(sign for sign in _CONTROL.sub(" ", seen) if not _is_lost(sign))
    return " ".join(seen.split())


def _is_lost(sign: str) -> bool:
    """Tell whether *sign* stands for what no text can hold."""
    code = ord(sign)
    return 0xFDD0 <= code <= 0xFDEF or 0xFFF9 <= code <= 0xFFFC or code & 0xFFFE == 0xFFFE or 0xD800 <= code < 0xE000
