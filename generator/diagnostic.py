"""What is wrong, where, and what to do: an author's mistake is a value, not an exception."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class Severity(StrEnum):
    """How much a fault weighs: an error stops the agreement that has it; the others travel with the build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file that a person can open.

    Attributes:
        path: Path inside the workspace, ``/`` between the parts.
        line: Counts from 1; 0 when the file as a whole is meant.
        column: Counts characters from 1.
        start: Index of the first character in the text of the file (after a byte-order mark).
        end: Index after the last character.
    """

    path: str
    line: int = 0
    column: int = 0
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    def cut(self, source: str) -> str:
        """Return the text of *source* that this span covers."""
        return source[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: its stable code and what a page about it says.

    Attributes:
        code: Slug, permanent: ``undefined-term``.
        severity: What it weighs unless a check says otherwise.
        means: What has been found, one sentence.
        matters: Why it matters to whoever signs.
        cure: What to do, one or two sentences.
    """

    code: str
    severity: Severity
    means: str
    matters: str
    cure: str

    def at(
        self,
        span: Span,
        message: str,
        *,
        hint: str = "",
        seen: tuple[tuple[Span, str], ...] = (),
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Return a fault of this kind at *span*; *seen* lists other places worth a look, each with a word.

        Without a *hint* of its own it says what cures its kind, so that each message alone tells what to do.
        """
        return Diagnostic(self.code, severity or self.severity, span, shortened(message), hint or self.cure, seen)


LONGEST_MESSAGE = 600


def shortened(message: str) -> str:
    """Return *message* with its middle left out when it quotes more than anybody reads."""
    left_out = len(message) - LONGEST_MESSAGE
    return message if left_out <= 0 else f"{message[:400]} … {left_out:,} characters … {message[-200:]}"


KINDS: dict[str, Kind] = {}
"""Every kind of fault by its code; ``agreements explain`` and the reference pages are made from it."""


def kind(code: str, means: str, *, matters: str, cure: str, severity: Severity = Severity.ERROR) -> Kind:
    """Register and return a kind of fault.

    Raises:
        ValueError: If *code* is taken; no author can cause this.
    """
    if code in KINDS:
        raise ValueError(f"two kinds of fault share the code {code}")
    KINDS[code] = Kind(code, severity, means, matters, cure)
    return KINDS[code]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault at one place; *agreement* names the agreement that has it, empty when it concerns a library or all."""

    code: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    seen: tuple[tuple[Span, str], ...] = ()
    agreement: str = field(default="", compare=False)

    def head(self) -> str:
        """Return the one line that editors and continuous integration turn into a link."""
        return f"{self.span}: {self.severity}[{self.code}] {self.message}"


def order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return *diagnostics* by file, line and column, each fault once, whichever agreement met it first.

    Agreements call a party or a role by words of their own: a fault at one place that one edit mends is told in those
    of the first.
    """
    several, first = list(diagnostics), dict[tuple[Span, str, str], str]()
    for one in several:
        first.setdefault((one.span, one.code, one.hint), one.agreement)
    kept = [d for d in several if not d.hint or first[d.span, d.code, d.hint] == d.agreement]
    unique = {(d.span, d.code, d.message): d for d in reversed(kept)}
    return sorted(unique.values(), key=lambda d: (d.span.path, d.span.line, d.span.column, d.code, d.message))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean "..."?`` for the closest of *known*, or an empty string when nothing is close."""
    close = closest(word, known)
    return f'did you mean "{close}"?' if close else ""


def closest(word: str, known: Iterable[str]) -> str:
    """Return the closest of *known* to *word*, or an empty string when nothing is close."""
    return spellings(frozenset(known)).closest(word)


def is_misspelt(word: str, known: Iterable[str]) -> bool:
    """Tell whether *word* is so like one of *known* that it is misspelt, and does not name what is simply gone."""
    return difflib.SequenceMatcher(None, word, closest(word, known)).ratio() >= ALIKE


ALIKE = 0.8


MOST_COMPARED = 24
"""Names held against one word letter by letter: those that share the most with it. A file may have thousands of words
that are misspelt, and thousands of names that they may be.
"""
MOST_COUNTED = 2_000
"""Names counted for one word, the rarest of what they share first."""
MOST_ANSWERS = 1_024


class Spellings:
    """Names among which the closest to a word is looked for, in a time that hardly grows with their number."""

    def __init__(self, known: Iterable[str]) -> None:
        self.names = sorted(known)
        self.shared: dict[str, list[int]] = {}
        self.answers: dict[str, str] = {}
        for at, name in enumerate(self.names):
            for part in parts_of(name):
                self.shared.setdefault(part, []).append(at)

    def closest(self, word: str) -> str:
        """Return the closest name to *word*; empty when nothing is close. One mistake often stands in many rows."""
        if word not in self.answers:
            if len(self.answers) >= MOST_ANSWERS:
                self.answers.clear()
            alike = difflib.get_close_matches(word, self.compared(word), n=1, cutoff=0.6)
            self.answers[word] = next(iter(alike), "")
        return self.answers[word]

    def compared(self, word: str) -> list[str]:
        """Return the names, in their order, that share the most with *word* for their length."""
        if len(self.names) <= MOST_COMPARED:
            return self.names
        counted, left = Counter[int](), MOST_COUNTED
        for places in sorted((self.shared.get(part, []) for part in sorted(parts_of(word))), key=len):
            counted.update(places[:left])
            left -= len(places[:left])
        best = sorted(counted, key=lambda at: (-counted[at] / (len(word) + len(self.names[at]) + 4), at))
        return [self.names[at] for at in sorted(best[:MOST_COMPARED])]


def parts_of(word: str) -> set[str]:
    """Return what two spellings of one name share: letters side by side, the ends, and all letters in any order."""
    return {word[at : at + 2] for at in range(len(word) - 1)} | {f"^{word[:1]}", f"{word[-1:]}$", "".join(sorted(word))}


spellings = lru_cache(maxsize=16)(Spellings)
