"""The library beside the source: which clause says the same word for word, which says something alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from math import log
from typing import NamedTuple, assert_never

from generator.foreign.limits import PATTERN, figures
from generator.foreign.outline import Words, all_words, shown
from generator.foreign.texts import COMPUTED, TYPED
from generator.model.clause import FALLBACK, STANDARD, WALK_AWAY
from generator.model.draft import Chosen, Draft
from generator.model.rows import MAIN
from generator.prose import (
    Blank,
    Definition,
    Items,
    OpenPoint,
    Paragraph,
    Placement,
    Prose,
    Reference,
    Sentence,
    Text,
    Use,
)

VALUE, REFERENCE = "\u27e6value\u27e7", "\u27e6reference\u27e7"
"""Places that may differ in words and still say the same: a value, a number of a clause."""
CLOSE, NEAR = 0.6, 0.5
"""From which share of common words on a clause is taken for another wording, and a passage is shown beside one."""
SHORTEST = 8
MOST = 6
"""How many texts of the library are compared word by word."""
QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | {"’": "'", "‘": "'", "\u00a0": " ", "\u2011": "-"})
PIECE = re.compile(rf"{COMPUTED.pattern}|{TYPED.pattern}|({PATTERN})|(\w+(?:['-]\w+)*|[^\w\s])", re.IGNORECASE)


class Token(NamedTuple):
    """A word, a sign, or a place; *said* is what stands in the place."""

    word: str
    said: str = ""


Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A text of the library: a clause at one of its positions, paragraph by paragraph."""

    id: str
    position: str
    chosen: Chosen
    paragraphs: tuple[Tokens, ...]

    @property
    def tokens(self) -> Tokens:
        """All its words."""
        return tuple(token for one in self.paragraphs for token in one)


@dataclass(slots=True)
class Library:
    """The texts of the library, found by their rare words; *exact* are those that may stand in the document itself."""

    known: list[Known]
    postings: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[str, float] = field(default_factory=dict)
    exact: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))

    def candidates(self, words: Sequence[str]) -> list[int]:
        """Return the texts that share most of the rare words, best first."""
        scores: Counter[int] = Counter()
        for word in set(words):
            for at in self.postings.get(word, ()):
                scores[at] += self.weights[word]  # type: ignore[assignment]  # a sum of weights
        best = sorted(scores, key=lambda at: (-scores[at] / (1 + log(1 + len(self.known[at].tokens))), at))
        return best[:MOST]


def library_of(draft: Draft) -> Library:
    """Return the texts that the library has for an agreement of this scope."""
    names = {
        form: f"\u27e6{shown_.term.role}\u27e7"
        for shown_ in draft.terms.values()
        if shown_.term.role
        for form in shown_.words
    }
    library = Library([])
    for chosen in draft.clauses:
        for position in (STANDARD, FALLBACK, WALK_AWAY):
            text = chosen.source.prose.get(position)
            if text and not any(isinstance(block, Placement) for block in text):
                library.known.append(Known(chosen.id, position, chosen, tuple(paragraphs(text, names))))
    here = {chapter.id for chapter in draft.chapters if chapter.document == MAIN}
    for at, one in enumerate(library.known):
        if one.chosen.source.clause.topic in here:
            library.exact[spelled(one.tokens)].append(at)
        for word in set(words_in(one.tokens)):
            library.postings[word].append(at)
    count = len(library.known) or 1
    library.weights = {word: log(1 + count / len(places)) for word, places in library.postings.items()}
    return library


def paragraphs(text: Prose, names: Mapping[str, str]) -> Iterator[Tokens]:
    """Yield the words of each paragraph of the library, with the items it leads in."""
    made: list[Token] = []
    for block in text:
        if isinstance(block, Paragraph):
            if made:
                yield tuple(made)
            made = [token for one in block.sentences for token in sentence(one, names)]
        elif isinstance(block, Items):
            made += in_items(block, names)
    if made:
        yield tuple(made)


def in_items(items: Items, names: Mapping[str, str]) -> Iterator[Token]:
    """Yield the words of a list."""
    for item in items.items:
        yield from (token for one in item.sentences for token in sentence(one, names))
        yield from in_items(item.inner, names) if item.inner else ()


def sentence(line: Sentence, names: Mapping[str, str]) -> Iterator[Token]:
    """Yield the words of a sentence of the library."""
    for node in line:
        match node:
            case Text(text=words):
                yield from tokens_of(words, {})
            case Use(form=form):
                yield from [Token(names[form])] if form in names else tokens_of(form, {})
            case Blank(value=value):
                yield Token(VALUE, value)
            case Reference(target=target):
                yield Token(REFERENCE, target)
            case OpenPoint(words=words) | Definition(words=words):
                yield from tokens_of(words, {})
            case _:
                assert_never(node)


def tokens_of(text: str, names: Mapping[str, str]) -> Tokens:
    """Return the words of a source: names of parties, limits and references as places."""
    plain = text.translate(QUOTES)
    for name, place in sorted(names.items(), key=lambda one: -len(one[0])):
        plain = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", place, plain)
    made: list[Token] = []
    for piece in re.split(r"(\u27e6\w+\u27e7)", plain):
        made += [Token(piece)] if piece.startswith("\u27e6") else [token_of(one) for one in PIECE.finditer(piece)]
    return tuple(made)


def token_of(found: re.Match[str]) -> Token:
    """Return what one piece of a text is."""
    whole = found[0]
    if found[found.re.groups]:
        return Token(whole)
    if (said := figures(whole)) or re.fullmatch(PATTERN, whole, re.IGNORECASE):
        return Token(VALUE, said or whole)
    return Token(REFERENCE, shown(whole))


def source_tokens(words: Words, names: Mapping[str, str]) -> Tokens:
    """Return the words of a paragraph of the source with the items under it."""
    return tuple(token for one in all_words([words]) for token in tokens_of(one.text, names))


def spelled(tokens: Tokens) -> tuple[str, ...]:
    """Return what must be equal for two texts to say the same word for word; capitals do not count."""
    return tuple(one.word.casefold() for one in tokens if one.word not in ('"', "'"))


def words_in(tokens: Tokens) -> list[str]:
    """Return the words alone, in small letters."""
    return [one.word.casefold() for one in tokens if one.word[:1].isalnum() or one.word[:1] == "\u27e6"]


class Likeness(NamedTuple):
    """The text of the library that is most alike, and how much, from 0 to 1."""

    known: int
    ratio: float


def likest(library: Library, tokens: Tokens, least: float) -> Likeness | None:
    """Return the text of the library that is most alike, if any is."""
    words = words_in(tokens)
    if len(words) < SHORTEST:
        return None
    found: list[Likeness] = []
    for at in library.candidates(words):
        matcher = SequenceMatcher(None, words_in(library.known[at].tokens), words, autojunk=False)
        if matcher.quick_ratio() >= least and (ratio := matcher.ratio()) >= least:
            found.append(Likeness(at, ratio))
    return max(found, key=lambda one: (one.ratio, -one.known), default=None)


def difference(old: Tokens, new: Tokens) -> tuple[tuple[str, str], ...]:
    """Return two texts as pieces: kept, only in the library (-), only in the source (+)."""
    a, b = [said(one) for one in old], [said(one) for one in new]
    made: list[tuple[str, str]] = []
    for tag, first, last, begin, end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            made.append(("", together(a[first:last])))
            continue
        made += [("-", together(a[first:last]))] if last > first else []
        made += [("+", together(b[begin:end]))] if end > begin else []
    return tuple(made)


def said(token: Token) -> str:
    """Return a token as a person reads it."""
    if token.word in (VALUE, REFERENCE):
        return token.said
    return token.word.strip("\u27e6\u27e7")


def together(words: Sequence[str]) -> str:
    """Return words as running text."""
    return re.sub(r" ([.,;:)])", r"\1", " ".join(words)).replace("( ", "(")
