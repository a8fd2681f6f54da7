"""Words of a source as clause text: every word stays; references, terms and lists become what the grammar has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.foreign.outline import ENDED, FIELD, SHOWN, Grid, Piece, Words, shown
from generator.prose import Inline, Item, Items, OpenPoint, Paragraph, Placement, Reference, Sentence, Text, Use
from generator.prose.nodes import merged
from generator.prose.parse import LETTERS, label
from generator.prose.stand_in import STAND_IN

NAMED = (
    r"(?:(?:Sub-?)?[Ss]ections?|[Cc]lauses?|[Aa]rticles?|[Pp]aragraphs?|[Cc]hapters?|Abschnitt|Ziffer|Artikel|Kapitel|§|"
    r"[Aa]nnex|[Aa]ppendix|[Ee]xhibit|[Ss]chedule|[Aa]ttachment|Anlage|Anhang)"
)
ANNEX_NAMES = ("annex", "appendix", "exhibit", "schedule", "attachment", "anlage", "anhang")
TYPED = re.compile(
    rf"\b({NAMED})[\s\u00a0]*([0-9]{{1,3}}(?:\.[0-9]{{1,3}})*|[A-Z]\b)((?:\s?\([a-z0-9]{{1,4}}\))*)|§\s*([0-9]{{1,3}})"
)
COMPUTED = re.compile(f"(?:({NAMED})[\\s\u00a0]*)?{FIELD}([^{SHOWN}]*){SHOWN}([^{ENDED}]*){ENDED}")
ELSEWHERE = re.compile(
    r"\A\s*(?:,\s*)?(?:of|to|in|des|der)\s+(?!this\b|the present\b|dieses\b|dieser\b)(?:the\s+|that\s+)?(?=\S)",
    re.IGNORECASE,
)
LAW = re.compile(
    r"(?:directive|regulation|commission|council|act|code|cfr|eu |gmp|guideline|ich|supply|master|commercial|services|"
    r"verordnung|richtlinie|gesetz|amg|21)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.;:?!])\s+(?=[\"“„(\[A-Z0-9\u00c0-\u00de])")
KINDS = ("a", "i", "1", "-")


@dataclass(slots=True)
class Notes:
    """What was made of references while texts were written.

    Attributes:
        linked: Words of references that now follow their target, with the target, by place in the file.
        unlinked: References that stay typed, with the reason.
    """

    linked: list[tuple[int, str, str]] = field(default_factory=list)
    unlinked: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """What texts may refer to.

    Attributes:
        targets: By number of the source (``4.2(b)``) what an author writes behind ``@``.
        marks: By bookmark, the same.
        forms: Forms of defined terms, the longest first.
        names: By form of a name that stands for a party, how clauses write it.
    """

    targets: Mapping[str, str]
    marks: Mapping[str, str]
    forms: tuple[str, ...] = ()


def blocks(
    pieces: Sequence[Piece], context: Context, notes: Notes, tables: Mapping[int, Sequence[str]]
) -> Iterator[Paragraph | Items | Placement]:
    """Yield the blocks of a clause."""
    for piece in pieces:
        yield from (Placement(id_) for id_ in tables.get(piece.at, ()))
        if isinstance(piece, Grid) or piece.at in tables:
            continue
        yield Paragraph(sentences(piece, context, notes))
        if piece.items:
            yield listed(piece.items, context, notes, 0)


def listed(items: Sequence[Words], context: Context, notes: Notes, depth: int) -> Items:
    """Return a list; its labels are of the kind that its level has here."""
    kind = list_kind(items, depth)
    made = []
    for count, one in enumerate(items, 1):
        inner = listed(one.items, context, notes, depth + 1) if one.items else None
        made.append(Item(label(kind, count), sentences(one, context, notes), inner))
    return Items(kind, tuple(made))


def list_kind(items: Sequence[Words], depth: int) -> str:
    """Return how a list is counted: as its level is, a long one in figures; bullets stay bullets."""
    if all(one.bullet for one in items):
        return "-"
    kind = KINDS[min(depth, len(KINDS) - 1)]
    return "1" if kind == "a" and len(items) > LETTERS else kind


def sentences(words: Words, context: Context, notes: Notes) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph or item."""
    return tuple(merged(one) for one in split(inlines(words, context, notes)))


def split(line: Sequence[Inline]) -> Iterator[list[Inline]]:
    """Yield the sentences of a line; a sentence ends inside plain words only."""
    now: list[Inline] = []
    for one in line:
        if not isinstance(one, Text):
            now.append(one)
            continue
        first, *rest = SENTENCE.split(one.text)
        now.append(Text(first))
        for text in rest:
            yield [one for one in stripped(now) if one != Text("")]
            now = [Text(text)]
    yield [one for one in stripped(now) if one != Text("")]


def stripped(line: Sequence[Inline]) -> list[Inline]:
    """Return a sentence without blanks at its ends."""
    made = list(line)
    if made and isinstance(first := made[0], Text):
        made[0] = Text(first.text.lstrip())
    if made and isinstance(last := made[-1], Text):
        made[-1] = Text(last.text.rstrip())
    return made


def inlines(words: Words, context: Context, notes: Notes) -> list[Inline]:
    """Return the words of a paragraph with its references and terms."""
    made: list[Inline] = []
    for one in referred(words, context, notes):
        for part in opened(one.text) if isinstance(one, Text) else [one]:
            made += used(part.text, context.forms) if isinstance(part, Text) else [part]
    return made


def opened(text: str) -> Iterator[Text | OpenPoint]:
    """Yield *text* with each word that stands in for something as an open point."""
    at = 0
    for found in STAND_IN.finditer(text):
        if not re.search(r"[{}]", found[0]):
            yield Text(text[at : found.start()])
            yield OpenPoint(f'"{found[0].strip()}" in the source')
            at = found.end()
    yield Text(text[at:])


def referred(words: Words, context: Context, notes: Notes) -> Iterator[Inline]:
    """Yield the words of a paragraph with its references."""
    text, at = words.text, 0
    for found in sorted([*COMPUTED.finditer(text), *TYPED.finditer(text)], key=lambda one: (one.start(), -one.end())):
        if found.start() < at:
            continue
        target = target_of(found, text, context)
        said = shown(found[0])
        if target and may_stand(text[: found.start()]):
            yield Text(shown(text[at : found.start()]))
            yield Reference(target)
            notes.linked.append((words.at, said, target))
            at = found.end()
        elif FIELD in found[0] or found[1]:
            notes.unlinked.append(
                (words.at, said, "leads to nothing here that we found" if not target else "stands inside a word")
            )
    yield Text(shown(text[at:]))


def may_stand(before: str) -> bool:
    """Tell whether a reference may stand behind *before*."""
    return not before or before[-1].isspace() or before[-1] in "(\"'“‘„‚«‹"


def target_of(found: re.Match[str], text: str, context: Context) -> str:
    """Return what a reference leads to; nothing when it leads out of the document or to nothing we know."""
    behind = text[found.end() : found.end() + 60]
    if leads_out(behind) or re.match(r"[\w(]|\.[0-9]|\s?(?:[-–]|and|to|und|bis)\s?[0-9]", behind):
        return ""
    if FIELD in found[0]:
        return context.marks.get(found[2], "") or context.targets.get(found[3].strip(" .()"), "")
    name, number, items = (found[1] or "").lower(), found[2] or found[4], (found[3] or "").replace(" ", "")
    if name in ANNEX_NAMES or (number.isalpha() and name):
        return context.targets.get(f"{name.title()} {number}", "")
    return context.targets.get(number + items, "")


def leads_out(behind: str) -> bool:
    """Tell whether words behind a number say that it is one of another document."""
    found = ELSEWHERE.match(behind)
    return bool(found and LAW.match(behind[found.end() :]))


@lru_cache(maxsize=8)
def form_pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return the expression that finds any of *forms* as a whole word."""
    if not forms:
        return None
    longest = sorted(forms, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")


def used(text: str, forms: tuple[str, ...]) -> Iterable[Inline]:
    """Yield *text* with each defined term marked."""
    pattern, at = form_pattern(forms), 0
    for found in pattern.finditer(text) if pattern else ():
        yield Text(text[at : found.start()])
        yield Use(found[0])
        at = found.end()
    yield Text(text[at:])
