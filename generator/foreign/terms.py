"""Definitions in a text: ``"Batch" means ...`` in a paragraph, or a row of a table of terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.foreign.outline import Grid, Outline, Piece, Words, all_words, shown
from generator.foreign.words import clean
from generator.read.foreign import ForeignTable

QUOTED = re.compile(
    r"[\"“”„«‘']([^\"“”„«»’']{2,60})[\"”“»’']\s*(?:\(([^()]{1,20})\)\s*)?"
    r"(means|shall mean|bedeutet|bezeichnet|:|–|-)\s+(?=\S)(.+)",
    re.DOTALL,
)
BARE = re.compile(
    r"([A-Z\u00c0-\u00de][\w /&-]{1,50}?)\s+(?:\(([^()]{1,20})\)\s*)?(means|shall mean)\s+(?=\S)(.+)", re.DOTALL
)
TERM_HEADS = re.compile(r"(?:defined )?(?:terms?|expression|word|begriff|abbreviation|abkürzung)s?", re.IGNORECASE)
MEANING_HEADS = re.compile(r"(?:definition|meaning|explanation|bedeutung|erläuterung|description)s?", re.IGNORECASE)
CHAPTER = re.compile(r"defin|begriff|interpretation|glossar", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A definition: the term, what it means, and where it stands; *row* of a table, from 0, or -1."""

    at: int
    term: str
    definition: str
    abbreviation: str = ""
    row: int = -1


def found_terms(outline: Outline) -> list[FoundTerm]:
    """Return the definitions of a text, in order; of one term the first."""
    found = {one.term.casefold(): one for one in reversed(list(every_definition(outline)))}
    return sorted(found.values(), key=lambda one: (one.at, one.row))


def every_definition(outline: Outline) -> Iterator[FoundTerm]:
    """Yield every definition."""
    for chapter in outline.chapters:
        for part in chapter.parts:
            defining = bool(CHAPTER.search(chapter.title) or CHAPTER.search(part.title))
            for piece in part.pieces:
                if isinstance(piece, Grid):
                    yield from in_table(piece)
                elif one := in_paragraph(piece, defining):
                    yield one


def in_paragraph(words: Words, defining: bool) -> FoundTerm | None:
    """Return the definition that a paragraph is, if it is one; items under it belong to it."""
    text = shown(words.text)
    found = QUOTED.match(text) or (BARE.match(text) if defining else None)
    if found is None or (found[3] in (":", "–", "-") and not defining):
        return None
    inside = [f"{clean(one.written)} {shown(one.text)}".strip() for one in all_words(words.items)]
    return FoundTerm(words.at, clean(found[1]), " ".join([found[4], *inside]), clean(found[2] or ""))


def in_table(grid: Grid) -> Iterator[FoundTerm]:
    """Yield the definitions in a table whose heads say that it holds them."""
    if not is_defining(grid.table):
        return
    for count, row in enumerate(grid.table.rows[1:], 1):
        term, meaning = (clean(cell.text) for cell in row[:2])
        term = term.strip("\"“”„«»'")
        if term and meaning and len(term) <= 60:
            yield FoundTerm(grid.at, term, meaning, "", count)


def is_defining(table: ForeignTable) -> bool:
    """Tell whether a table has a column of terms and one of meanings, and no other."""
    heads = [clean(cell.text) for cell in table.rows[0]] if table.rows else []
    even = all(len(row) == 2 and not any(cell.goes_on for cell in row) for row in table.rows)
    return even and len(heads) == 2 and bool(TERM_HEADS.fullmatch(heads[0]) and MEANING_HEADS.fullmatch(heads[1]))


def forms_in(term: str, texts: Iterable[str]) -> list[str]:
    """Return the other form of *term*, plural or singular, when a text uses it."""
    other = [term + "s", term + "es", term[:-1] + "ies" if term.endswith("y") else term + "s"]
    other += [term[:-1]] if term.endswith("s") and len(term) > 3 else []
    joined = "\n".join(texts)
    return [one for one in dict.fromkeys(other) if re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", joined)]


def texts_beside(outline: Outline, definitions: Sequence[FoundTerm]) -> list[tuple[int, str]]:
    """Return every text of the chapters with its place; a definition is one with what it means alone."""
    places = {one.at for one in definitions if one.row < 0}
    made = [
        (one.at, shown(one.text))
        for piece in every_piece(outline)
        if not isinstance(piece, Grid)
        for one in all_words([piece])
        if one.at not in places
    ]
    made += [(one.at * 1000 + one.row + 1, one.definition) for one in definitions]
    return made


def every_piece(outline: Outline) -> Iterator[Piece]:
    """Yield what stands in chapters."""
    yield from (piece for chapter in outline.chapters for part in chapter.parts for piece in part.pieces)


def is_used(term: FoundTerm, forms: Sequence[str], texts: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a term stands in a text other than its own definition."""
    own = term.at * 1000 + term.row + 1
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, [term.term, *forms]))})(?![\w-])")
    return any(pattern.search(text) for at, text in texts if at != own)
