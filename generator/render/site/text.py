"""Running text: terms, values, references and open points, each with its own mark."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import assert_never

from generator.document.blocks import Deleted, Inserted, Printed
from generator.document.walk import words as printed
from generator.prose import Blank, Definition, OpenPoint, Reference, Text, Use
from generator.render.site.html import Html, escaped, tag

Where = Callable[[str], str]
"""Gives the address of the place with a path id; empty when it is nowhere on the site."""


NUMBER = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]+)*-\d+(?:-[A-Z]+)*\b")
WHOLE = r'<span class="whole">\g<0></span>'


def text_to_html(text: tuple[Printed, ...], where: Where) -> Html:
    """Return a run of text."""
    return Html(running(text, where))


def unbroken(words: str) -> str:
    """Return words that stay on one line: a number with its unit, a telephone number."""
    return words.replace(" ", "\u00a0")


def numbers_whole(text: str) -> Html:
    """Return *text* as markup in which no number of an agreement, ``QA-00417-CP``, breaks at a hyphen."""
    return Html(NUMBER.sub(WHOLE, escaped(text)) if "-" in text else escaped(text))


def text_with_numbers(text: tuple[Printed, ...], where: Where) -> Html:
    """Return a run of text that names an agreement, whose number stays whole."""
    parts = [numbers_whole(one.text) if type(one) is Text else inline_to_html(one, where) for one in text]
    return Html("".join(parts))


def running(text: tuple[Printed, ...], where: Where) -> str:
    """Return a run of text as markup, for what joins it to other markup."""
    if len(text) == 1:  # most texts of a table
        (inline,) = text
        return escaped(inline.text) if type(inline) is Text else inline_to_html(inline, where)
    return "".join(
        [
            escaped(inline.text)
            if type(inline) is Text
            else term(inline, where)
            if type(inline) is Use
            else inline_to_html(inline, where)
            for inline in text
        ]
    )


def inline_to_html(inline: Printed, where: Where) -> str:
    """Return one piece of text as markup; what prints is what ``document.walk.words`` says, so that Word and the site
    agree.
    """
    match inline:
        case Text(text=text):
            return escaped(text)
        case Use():
            return term(inline, where)
        case Definition():
            return tag("dfn", inline.words)
        case Reference():
            address, said = where(inline.path) if inline.path else "", escaped(printed(inline))
            return f'<a href="{escaped(address)}">{said}</a>' if address else said
        case Blank():
            return f'<span class="{"value" if inline.words else "open"}">{numbers_whole(printed(inline))}</span>'
        case OpenPoint():
            return tag("mark", printed(inline), class_="open")
        case Inserted():
            return tag("ins", text_to_html(inline.inlines, where))
        case Deleted():
            return tag("del", text_to_html(inline.inlines, where))
        case _:
            assert_never(inline)


def term(use: Use, where: Where) -> str:
    """Return a defined term, leading to its definition when the page has one."""
    return term_at(where(f"definition:{use.term}") if use.term else "", printed(use))


@lru_cache(maxsize=4096)  # a text of some length names the same few terms again and again
def term_at(address: str, words: str) -> str:
    """Return a defined term, leading to *address* if there is one."""
    named = escaped(words)
    return f'<a href="{escaped(address)}" class="term">{named}</a>' if address else f'<span class="term">{named}</span>'
