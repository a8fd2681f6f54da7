"""Numbers before a paragraph, typed or automatic, and numbers of clauses that a text refers to."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.foreign.words import words_of
from generator.prose.parse import roman_number


class Mark(NamedTuple):
    """A number: as written, of which kind, and how deep it stands when its figures say so (1 for a chapter).

    Attributes:
        kind: ``chapter``, ``annex``, ``number``, ``letter``, ``roman``, ``figure`` or ``bullet``; empty for none.
        key: The number alone, as references write it: ``4.2``, ``(b)``.
    """

    written: str
    kind: str
    depth: int = 0
    key: str = ""


NO_MARK = Mark("", "")
CHAPTER_WORDS = r"Article|Section|Clause|Chapter|Part|Artikel|Abschnitt|Kapitel|Ziffer|Article|§"
ANNEX_WORDS = r"Annex|Appendix|Exhibit|Schedule|Attachment|Anlage|Anhang|Annexe|Allegato|Anexo|Bijlage"
_CHAPTER = re.compile(rf"({CHAPTER_WORDS})\s*([0-9]{{1,3}}|[IVXLC]{{1,6}})\b[.:)]?\s*[-–—]?\s*", re.IGNORECASE)
_ANNEX = re.compile(
    rf"({ANNEX_WORDS})\s*(?:No\.?\s*)?([0-9]{{1,3}}|[A-Z]|[IVXLC]{{1,6}})?\b[.:)]?\s*[-–—:]?\s*", re.IGNORECASE
)
_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3}){1,5}\.?|[0-9]{1,3}[.])(?=\s|[A-Z\u00c0-\u00de(\"“„])\s*")
_BARE = re.compile(r"([0-9]{1,2})\s+(?=[A-Z\u00c0-\u00de])")
"""A number without any sign behind it; only a bold line is a title with such a number."""
_TABBED = re.compile(r"([0-9]{1,3})(?:\t\s*| {2,})")
_LETTER = re.compile(r"\(?([a-zA-Z])[).](?=\s)\s*|\(([a-zA-Z])\)\s*")
_ROMAN = re.compile(r"\(?([ivxlc]{1,7}|[IVXLC]{2,7})[).](?=\s)\s*|\(([ivxlc]{1,7})\)\s*")
_FIGURE = re.compile(r"\(([0-9]{1,2})\)\s*|([0-9]{1,2})\)\s+")
_BULLET = re.compile(r"[-–—•·▪◦●○■□*\u2022\u25cf\uf0b7]\s+")


def typed_mark(text: str, *, heavy: bool = False) -> tuple[Mark, str]:
    """Return the number that stands typed before *text*, and the words behind it; *heavy* for a bold line."""
    for pattern, make in (
        (_ANNEX, _annex),
        (_CHAPTER, _chapter),
        (_NUMBER, _decimal),
        (_TABBED, _decimal),
        (_ROMAN, _roman),
        (_LETTER, _letter),
        (_FIGURE, _figure),
        *([(_BARE, _decimal)] if heavy else []),
    ):
        found = pattern.match(text)
        if found and (mark := make(found)) is not NO_MARK and _stands(mark, text[found.end() :]):
            return mark, text[found.end() :]
    found = _BULLET.match(text)
    return (Mark(found[0], "bullet"), text[found.end() :]) if found else (NO_MARK, text)


def _stands(mark: Mark, rest: str) -> bool:
    """Tell whether a number may stand before *rest*: "Section 4 applies ..." and "Annex 2 lists ..." are sentences."""
    if mark.kind in ("chapter", "annex"):
        return len(words_of(rest)) <= 14 and not re.match(r"(?:of|to|and|shall|is|are|applies|lists|states)\b", rest)
    return bool(rest.strip())


def printed_mark(label: str, level: int, bullet: bool) -> Mark:
    """Return the mark of an automatic number that stands on *level* (from 0) of its list."""
    if bullet:
        return Mark("", "bullet")
    if not label:
        return NO_MARK
    mark, rest = typed_mark(f"{label}\tWords")
    if mark.kind and rest.strip() == "Words":
        return mark._replace(written=label)
    plain = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,3})*)\.?", label)
    return _of_number(label, plain[1]) if plain else Mark(label, "number", level + 1, label.strip(" .:"))


def _annex(found: re.Match[str]) -> Mark:
    if not found[2] and not found[0].strip().isupper():
        return NO_MARK
    return Mark(found[0], "annex", 1, f"{found[1].title()} {found[2] or ''}".strip())


def _chapter(found: re.Match[str]) -> Mark:
    number = found[2]
    figures = number if number.isdecimal() else str(roman_number(number.lower()) or number)
    return Mark(found[0], "chapter", 1, figures)


def _decimal(found: re.Match[str]) -> Mark:
    return _of_number(found[0], found[1])


def _of_number(written: str, number: str) -> Mark:
    """Return the mark of ``4``, ``4.2.``; ``4.0`` is a chapter."""
    key = number.rstrip(".")
    key = key[:-2] if re.fullmatch(r"[0-9]+\.0", key) else key
    return Mark(written, "number", key.count(".") + 1, key)


def _roman(found: re.Match[str]) -> Mark:
    sign = found[1] or found[2]
    if not roman_number(sign.lower()):
        return NO_MARK
    return Mark(found[0], "roman", 0, f"({sign.lower()})")


def _letter(found: re.Match[str]) -> Mark:
    sign = found[1] or found[2]
    return Mark(found[0], "letter", 0, f"({sign.lower()})")


def _figure(found: re.Match[str]) -> Mark:
    return Mark(found[0], "figure", 0, f"({found[1] or found[2]})")


def is_next(mark: Mark, kind: str, count: int) -> bool:
    """Tell whether *mark* is the item behind the *count*-th of a list of *kind*; (i) may be a letter or a figure."""
    sign = mark.key.strip("()")
    if kind == "letter" and len(sign) == 1:
        return ord(sign) - ord("a") == count
    if kind == "roman":
        return roman_number(sign) == count + 1
    return kind == "figure" and sign == str(count + 1)
