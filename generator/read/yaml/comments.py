"""Comments, and ends of texts that YAML takes for comments: ``title: Lot # 5`` says "Lot" to every reader of YAML.

A comment has a blank on both sides of its #, and two before it behind a text without quotation marks; all else beside a
value is refused. On a line of its own it is one, unless it stands below a text, deeper, with its # glued to a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import yaml

from generator.diagnostic import Diagnostic, kind
from generator.read.text import Source

CUT_TEXT = kind(
    "cut-text",
    "A number sign cuts off a text that has no quotation marks.",
    matters="YAML reads what stands behind it as a comment: it would be missing from every document.",
    cure="Put the whole text between quotation marks. For a comment, write two blanks before the # and one behind it, "
    "or put it on a line of its own, with a blank behind the #.",
)

COMMENT = re.compile(r"#[^\n]*")
LONGEST_QUOTE = 80
HONEST = re.compile(r"(?<!#)#+(?: |\Z)")
MARGIN = re.compile(r" *(?:- +)*")
RULE = "a comment has two blanks before its # and one behind it"
"""What a hint says of the one rule."""


def is_honest(text: str, at: int, end: int, blanks: int = 2) -> bool:
    """Tell whether the comment from *at* to *end* of *text*, on the line of a value, can be nothing else."""
    return text[at - blanks : at].isspace() and HONEST.match(text, at, end) is not None


def cut_texts(source: Source, last: yaml.Event, event: yaml.Event, *, valued: bool) -> Iterator[Diagnostic]:
    """Yield what is lost between *last* and *event*, its successor: the first comment that may be the end of a text.

    Args:
        source: Where both stand.
        last: A key, a value, or the beginning or end of a list or map.
        event: What follows it; a text behind ``|`` may have a comment beside its sign.
        valued: Whether *event* is a value, no key.
    """
    start, stop = end_of(last), start_of(event)
    if isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">"):
        stop = source.text.find("\n", stop)
    if source.text.find("#", start, stop) < 0:
        return
    bare, after = isinstance(last, yaml.ScalarEvent) and not last.style, start
    for found in COMMENT.finditer(source.text, start, stop):
        at, end = found.span()
        bare = bare and not source.text[after:at].strip(" \n,")
        after = end
        if is_lost(source.text, last, at, end, bare=bare, due=valued and isinstance(event, yaml.ScalarEvent)):
            words = found[0].rstrip(" ")
            text = source.text[start_of(last) : at] + words if bare else ""
            message = f'"{words}" would be lost: YAML takes it for a comment'
            yield CUT_TEXT.at(source.span(at, at + len(words)), message, hint=f"{quoted(text)}; {RULE}")
            return


def is_lost(text: str, last: yaml.Event, at: int, end: int, *, bare: bool, due: bool) -> bool:
    """Tell whether the comment from *at* to *end* may be words of a text: of the *bare* one before it, or one *due*."""
    line = text.rfind("\n", 0, at) + 1
    if text[line:at].strip(" "):
        return not is_honest(text, at, end, 2 if bare or (due and line <= end_of(last)) else 1)
    return bare and at - line > margin(text, start_of(last)) and HONEST.match(text, at, end) is None


def margin(text: str, at: int) -> int:
    """Return the column in which the field or entry of the line of *at* begins, from 0."""
    line = text.rfind("\n", 0, at) + 1
    return cast("re.Match[str]", MARGIN.match(text, line)).end() - line


def quoted(text: str) -> str:
    """Return the advice to write *text*, what its author may have meant, between quotation marks."""
    if not text or len(text) > LONGEST_QUOTE or '"' in text or "\\" in text:
        return "put the whole text between quotation marks"
    return f'write "{" ".join(text.split())}"'


def start_of(event: yaml.Event) -> int:
    """Return the index at which *event* begins."""
    return cast("yaml.Mark", event.start_mark).index


def end_of(event: yaml.Event) -> int:
    """Return the index at which *event* ends."""
    return cast("yaml.Mark", event.end_mark).index
