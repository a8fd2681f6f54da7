"""Signs that format text in other programs: in ours they are letters, and print as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.check.passages import Passage, passages
from generator.check.wording import SIGNS, covered
from generator.diagnostic import Diagnostic, Severity, kind
from generator.document.blocks import Document
from generator.model.draft import Draft

MARKUP_IN_TEXT = kind(
    "markup-in-text",
    "A text has signs that make a list, a table or bold letters in another program; here they print as they stand.",
    matters="The signed copy would show asterisks or bars, and a list typed by hand is numbered by nobody.",
    cure="Write lists as `(a)`, `(i)`, `(1)` or `-`, tables as rows placed with `:: matrix`; a clause has no bold "
    "or italic words. Where the signs are meant, `accept` the finding with a reason.",
    severity=Severity.WARNING,
)


class Sign(NamedTuple):
    """What formats text elsewhere: its name in the message, how it looks, and what to write here."""

    name: str
    looks: re.Pattern[str]
    hint: str


TAG = re.compile(r"</?(?:b|i|u|em|strong|br|p|span|div|sup|sub|font|tr|td)\s{0,3}/?>", re.IGNORECASE)
ITEM = "write the items as (a), (i), (1) or -, each on a line of its own, two blanks further in for each level"
PLAIN = "take the signs out: a clause has no bold, italic or coloured words"
ELSEWHERE = (
    Sign("a row of a table", re.compile(r"\A\s*\|.*\|\s*\Z"), "keep a table as rows, and place it with :: matrix ID"),
    Sign("a number typed for a list", re.compile(r"\A\s*\d{1,2}[.)](?=\s)"), ITEM),
    Sign("a letter typed for a list", re.compile(r"\A\s*[a-z]\)(?=\s)"), ITEM),
    Sign("a bullet", re.compile(r"\A\s*[•●▪◦*+–](?=\s)"), "write - for an item without a number"),
    Sign(
        "a line across the page, or the head of another clause",
        re.compile(r"\A\s*(?:-{3,}|={3,}|_{3,}|~{3,})\s*\Z"),
        "take the line out; a clause of its own goes into a file of its own",
    ),
    Sign("bold letters", re.compile(r"(?<!_)__[^_\n]{1,200}__(?!_)"), PLAIN),
    Sign("italic letters", re.compile(r"(?<![\w*])\*[A-Za-z][^*\n]{0,80}\*(?![\w*])"), PLAIN),
    Sign("code", re.compile(r"`[^`\n]{1,80}`"), "take the back quotes out"),
    Sign("a tag", TAG, PLAIN),
)


def foreign_markup(draft: Draft, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Report each kind of foreign sign once in a section of a clause, or in a field of a row."""
    told: set[tuple[str, str]] = set()
    for passage in passages(draft, documents):
        home = f"{passage.source[0].clause.id}/{passage.source[1]}" if passage.source else str(passage.field)
        for sign, found in signs_in(passage.text):
            if (home, sign.name) not in told:
                told.add((home, sign.name))
                yield at_sign(passage, sign, found)


@lru_cache(maxsize=8_192)
def signs_in(written: str) -> tuple[tuple[Sign, re.Match[str]], ...]:
    """Return the foreign signs in a text, each kind once; agreements share most of their texts."""
    text = SIGNS.sub(covered, written)
    return tuple((sign, found) for sign in ELSEWHERE if (found := sign.looks.search(text)))


def at_sign(passage: Passage, sign: Sign, found: re.Match[str]) -> Diagnostic:
    """Return the finding about the signs *found*."""
    start, covered_words = found.end() - len(found[0].lstrip()), found[0].strip()
    words = passage.text[start : start + len(covered_words)]
    return MARKUP_IN_TEXT.at(
        passage.place(start, start + len(words)), f'"{words[:40]}" looks like {sign.name}', hint=sign.hint
    )
