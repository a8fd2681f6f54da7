"""Printed words back into the prose that prints them: what did not change keeps its terms, blanks and references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from generator import prose
from generator.document.blocks import Printed
from generator.document.walk import words
from generator.prose import Inline, Sentence, Text, Use
from generator.prose.nodes import merged

PIECE = re.compile(r"\w+|\s+|[^\w\s]")
SENTENCE_END = re.compile(r"(?<=[a-z)][.;:]) (?=[A-Z])")
STEP = re.compile(r"\(([A-Za-z0-9]+)\)|-(\d+)")
ALIKE = 0.6
"""Which share of the shorter of two sentences both must have, for one to be what the other became."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph: where its words begin and end in the printed line, and what makes them."""

    start: int
    end: int
    inline: Inline


def stretches(sentences: Sequence[Sentence], printed: Sequence[Printed]) -> tuple[list[Stretch], list[int]] | None:
    """Return the pieces of *sentences* by their place in the printed line, and where one sentence ends.

    Returns:
        None when the two do not belong together.
    """
    shown = iter(words(one) for one in printed if not isinstance(one, Text))
    line = "".join(map(words, printed))
    at, found, breaks = 0, [], []
    for count, sentence in enumerate(sentences):
        if count:
            breaks.append(at)
            at += 1
        for inline in sentence:
            text = inline.text if isinstance(inline, Text) else next(shown, None)
            if text is None or line[at : at + len(text)].split() != text.split():
                return None
            found.append(Stretch(at, at + len(text), inline))
            at += len(text)
    return (found, breaks) if at == len(line) and next(shown, None) is None else None


def rewritten(
    sentences: Sequence[Sentence], printed: Sequence[Printed], new: str, terms: Mapping[str, str]
) -> tuple[Sentence, ...] | None:
    """Return the sentences that print *new*, as near to *sentences* as can be; None when that cannot be done.

    Args:
        sentences: As the author wrote them.
        printed: The same, as the document prints them in one line.
        new: What the line shall print.
        terms: What each term prints, to the form that an author writes.
    """
    line = relined(sentences, printed, new, terms)
    return None if line is None else tuple(in_sentences(*line))


def relined(
    sentences: Sequence[Sentence], printed: Sequence[Printed], new: str, terms: Mapping[str, str]
) -> tuple[list[tuple[int, Inline]], list[int]] | None:
    """Return the inlines of a line that prints *new*, each with its place, and where sentences of before end in it."""
    pieces = stretches(sentences, printed)
    if pieces is None or "\n" in new:
        return None
    old = "".join(map(words, printed))
    same = list(equal_parts(old, new))
    kept = [moved for one in pieces[0] if (moved := carried(one, same)) and not isinstance(one.inline, Text)]
    ends = ((one, place_of(one, same)) for one in pieces[1])
    return list(filled(new, kept, terms)), [to for at, to in ends if to is not None and new[to - 1] == old[at - 1]]


def homes_of(
    sentences: Sequence[Sentence], printed: Sequence[Printed], parts: Sequence[str], terms: Mapping[str, str]
) -> list[int | None]:
    """Return for each of *sentences* which sentence of the new lines *parts*, counted through from 0, says it now.

    Returns:
        None for a sentence that went, or of which nobody can tell what became of it.
    """
    pieces = stretches(sentences, printed)
    before = cut_at("".join(map(words, printed)), pieces[1] if pieces else ())
    lines = [(part, relined(sentences, printed, part, terms)) for part in parts]
    after = [one for part, line in lines for one in cut_at(part, cuts_of(*line) if line else ())]
    found: list[int | None] = [None] * len(before)
    for how, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal" or b - a == d - c:
            found[a:b] = range(c, d)
        else:
            found[a:b] = [likest(one, after, range(c, d)) for one in before[a:b]]
    return found


def cut_at(line: str, cuts: Iterable[int]) -> list[str]:
    """Return the sentences of a line; each cut is the blank between two."""
    ends = [*cuts, len(line)]
    return [line[start:end] for start, end in zip([0, *(one + 1 for one in ends)], ends, strict=False)]


def likest(one: str, others: Sequence[str], at: range) -> int | None:
    """Return the sentence among *at* that is most like *one*, or the one that says the same elsewhere."""
    shared = {count: sum(size for _, _, size in equal_parts(one, others[count])) for count in at}
    best = max(shared, key=lambda count: shared[count], default=None)
    if best is not None and shared[best] >= ALIKE * min(len(one), len(others[best])):
        return best
    return others.index(one) if others.count(one) == 1 else None


def equal_parts(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Yield what both lines share: start in the old one, start in the new one, length in characters."""
    before, after = PIECE.findall(old), PIECE.findall(new)
    starts, others = offsets(before), offsets(after)
    for a, b, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        if size:
            yield starts[a], others[b], starts[a + size] - starts[a]


def offsets(pieces: Iterable[str]) -> list[int]:
    """Return where each piece begins, and where the last one ends."""
    found = [0]
    for piece in pieces:
        found.append(found[-1] + len(piece))
    return found


def carried(one: Stretch, same: Iterable[tuple[int, int, int]]) -> Stretch | None:
    """Return a stretch at its new place, if all its words are still there."""
    for old, new, size in same:
        if old <= one.start and one.end <= old + size and one.start < one.end:
            return replace(one, start=one.start - old + new, end=one.end - old + new)
    return None


def place_of(at: int, same: Iterable[tuple[int, int, int]]) -> int | None:
    """Return where the character *at* stands now."""
    return next((at - old + new for old, new, size in same if old <= at < old + size), None)


def filled(new: str, kept: Sequence[Stretch], terms: Mapping[str, str]) -> Iterator[tuple[int, Inline]]:
    """Yield the inlines of the new line, each with its place: those kept, and between them words."""
    at = 0
    for one in sorted(kept, key=lambda one: one.start):
        yield from literal(new, at, one.start, terms)
        yield one.start, one.inline
        at = one.end
    yield from literal(new, at, len(new), terms)


def literal(new: str, start: int, end: int, terms: Mapping[str, str]) -> Iterator[tuple[int, Inline]]:
    """Yield words, and the terms that they name."""
    at = start
    for found in term_pattern(terms).finditer(new, start, end) if terms else ():
        if found.start() > at:
            yield at, Text(new[at : found.start()])
        yield found.start(), Use(terms[found[0]])
        at = found.end()
    if at < end:
        yield at, Text(new[at:end])


def term_pattern(terms: Mapping[str, str]) -> re.Pattern[str]:
    """Return what finds the terms, the longest first; only those that begin with a capital letter stand out."""
    known = sorted((one for one in terms if one[:1].isupper()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)") if known else re.compile(r"(?!)")


def in_sentences(line: Sequence[tuple[int, Inline]], ends: Iterable[int]) -> Iterator[Sentence]:
    """Yield the line cut at *ends* (each the blank between two sentences), and after each sentence that came."""
    cuts = cuts_of(line, ends)
    now: list[Inline] = []
    for start, inline in line:
        if not isinstance(inline, Text):
            now.append(inline)
            continue
        at = 0
        for cut in (one - start for one in cuts if start <= one < start + len(inline.text)):
            now.append(Text(inline.text[at:cut]))
            yield merged(now)
            now, at = [], cut + 1
        now.append(Text(inline.text[at:]))
    yield merged(now)


def cuts_of(line: Sequence[tuple[int, Inline]], ends: Iterable[int]) -> list[int]:
    """Return each blank between two sentences of a line: those at *ends*, and those after a sentence that came."""
    texts = [(start, one.text) for start, one in line if isinstance(one, Text)]
    cuts = {cut for cut in ends if any(start <= cut < start + len(text) for start, text in texts)}
    cuts |= {start + found.start() for start, text in texts for found in SENTENCE_END.finditer(text)}
    return sorted(cuts)


# The tree of a clause


def steps_of(path: str) -> tuple[int, tuple[str, ...]]:
    """Return which paragraph a path id names, from 1, and the labels of the items that lead to its place."""
    _, _, rest = path.partition(".")
    number = re.match(r"\d+", rest)
    labels = tuple(one[1] or f"-{one[2]}" for one in STEP.finditer(rest))
    return (int(number[0]) if number else 0), labels


def sentences_at(text: prose.Prose, path: str) -> tuple[Sentence, ...] | None:
    """Return the sentences at a path id; None when nothing stands there."""
    paragraph, labels = steps_of(path)
    blocks = with_lists(text)
    if not 0 < paragraph <= len(blocks):
        return None
    block, inner = blocks[paragraph - 1]
    if not labels:
        return block.sentences
    item = item_at(inner, labels)
    return item.sentences if item else None


def with_lists(text: prose.Prose) -> list[tuple[prose.Paragraph, prose.Items | None]]:
    """Return each paragraph with the list behind it."""
    found = []
    for at, block in enumerate(text):
        if isinstance(block, prose.Paragraph):
            after = text[at + 1] if at + 1 < len(text) else None
            found.append((block, after if isinstance(after, prose.Items) else None))
    return found


def item_at(items: prose.Items | None, labels: tuple[str, ...]) -> prose.Item | None:
    """Return the item that *labels* lead to."""
    for count, item in enumerate(items.items if items else (), 1):
        if labels[0] in (item.label, f"-{count}" if item.label == "-" else item.label):
            return item if len(labels) == 1 else item_at(item.inner, labels[1:])
    return None


def with_sentences(text: prose.Prose, path: str, made: tuple[Sentence, ...]) -> prose.Prose:
    """Return the tree with the sentences at a path id replaced; the place is known to exist."""
    paragraph, labels = steps_of(path)
    target = with_lists(text)[paragraph - 1]
    return tuple(
        replace(block, sentences=made)
        if block is target[0] and not labels
        else with_item(block, labels, made)
        if block is target[1] and labels and isinstance(block, prose.Items)
        else block
        for block in text
    )


def with_item(items: prose.Items, labels: tuple[str, ...], made: tuple[Sentence, ...]) -> prose.Items:
    """Return a list with the sentences of one item replaced."""
    wanted = item_at(items, labels[:1])
    return replace(
        items,
        items=tuple(
            item
            if item is not wanted
            else replace(item, sentences=made)
            if len(labels) == 1
            else replace(item, inner=with_item(item.inner, labels[1:], made) if item.inner else None)
            for item in items.items
        ),
    )
