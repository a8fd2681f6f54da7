"""What every page has: its place, its entries for the search, and the furniture that all kinds share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from generator.files import short_digest
from generator.render.site.html import NOTHING, Html, escaped, joined, some, tag

SECTIONS = {
    "agreements": "index.html",
    "clauses": "clauses/index.html",
    "compare": "compare/index.html",
    "regulation": "regulation/index.html",
    "urgent": "urgent.html",
}
MARKS = {
    "ok": "M6.5 0a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5.6 9.6 2.9 6.9l1.1-1.1 1.6 1.6 3.5-3.6 1.1 1.1z",
    "watch": "M6.5.6 13 12.4H0zM5.8 4.6v4h1.4v-4zm0 4.9v1.4h1.4V9.5z",
    "bad": "M3.8 0h5.4L13 3.8v5.4L9.2 13H3.8L0 9.2V3.8zm.8 3.5L3.5 4.6l1.9 1.9-1.9 1.9 1.1 1.1 1.9-1.9 1.9 1.9 1.1-1.1"
    "-1.9-1.9 1.9-1.9-1.1-1.1-1.9 1.9z",
}
"""Shapes of 13 pixels: a disc with a check, a triangle with an exclamation mark, an octagon with a cross."""
RING = Html(
    '<circle cx="6.5" cy="6.5" r="5.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2.6 1.72"/>'
)
"""A dashed ring: not in force."""


PLAIN = re.compile(r"[A-Za-z0-9_./~-]*").fullmatch
"""Tells whether an address needs no sign written out."""


class Entry(NamedTuple):
    """Something the search finds: where it is, what it is called, of what kind, inside what, its words, its ids."""

    href: str
    title: str
    kind: str
    home: str
    text: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    Attributes:
        path: Below the site: ``agreements/demo/index.html``.
        section: Which entry of the top bar it belongs to, a key of SECTIONS.
        made: What stands between bar and footer, or what writes it; a long page is written when it is asked for, so
            that a site of thousands is never held whole.
        entries: What the search knows of it.
    """

    path: str
    title: str
    section: str
    made: Html | Callable[[], Html]
    entries: tuple[Entry, ...] = ()

    @property
    def html(self) -> Html:
        """What stands between bar and footer."""
        return self.made if isinstance(self.made, Html) else self.made()


def relative(page: str, target: str) -> str:
    """Return the address of *target*, with an anchor or without, as a link on *page* writes it; a disk will do."""
    place, _, at = target.partition("#")
    way = "" if place == page and at else address(page, place)
    return f"{way}#{at}" if at else way


def address(page: str, file: str) -> str:
    """Return the address of *file*, whose name may hold any sign, as a link on *page* writes it."""
    top = page.find("/") + 1
    return near(page, file) if top and file.startswith(page[:top]) else "../" * page.count("/") + quoted(file)


@lru_cache(maxsize=4096)  # the same few files are led to from every page
def quoted(file: str) -> str:
    """Return *file* as an address writes it."""
    return file if PLAIN(file) else quote(file)


@lru_cache(maxsize=4096)
def near(page: str, file: str) -> str:
    """Return the address of *file*, which shares a folder with *page*."""
    steps, here = file.split("/"), page.split("/")[:-1]
    same = next((n for n, (step, other) in enumerate(zip(steps[:-1], here, strict=False)) if step != other), None)
    shared = min(len(steps) - 1, len(here)) if same is None else same
    return "../" * (len(here) - shared) + quoted("/".join(steps[shared:]))


def crumbs(page: str, *above: tuple[str, str], here: str) -> Html:
    """Return the way from the front page to this one; each step is (address, words)."""
    steps = "".join([f'<a href="{escaped(relative(page, target))}">{escaped(name)}</a> / ' for target, name in above])
    last = f'<span aria-current="page">{escaped(here)}</span>'
    return Html(f'<nav class="crumbs" aria-label="You are here">{steps}{last}</nav>')


def head(title: str, lead: str = "") -> Html:
    """Return the heading of a page with the line under it."""
    return joined([tag("h1", title), some("p", lead, class_="lead")])


@lru_cache(maxsize=1024)  # a few words, said in each row of many tables
def state(kind: str, word: str) -> Html:
    """Return a state: shape, colour and word; *kind* is ok, watch, bad or idle."""
    shape = tag("path", fill_rule="evenodd", fill="currentColor", d=MARKS[kind]) if kind in MARKS else RING
    drawing = tag("svg", shape, viewBox="0 0 13 13", width="13", height="13", aria_hidden="true")
    return tag("span", drawing, word, class_=f"state {kind if kind in MARKS else 'idle'}")


def band(*inside: str, kind: str = "watch") -> Html:
    """Return a band that says first what a reader must know of the page."""
    return tag("p", *inside, class_=f"band {kind}")


def record(facts: tuple[tuple[str, str], ...], *, of: str) -> Html:
    """Return the last lines of a page: what it is a copy of; *facts* are labels and words, empty ones are left out.

    Args:
        facts: Number, version, dates.
        of: The content hash, or the content, which is then hashed.
    """
    mark = of[:16] if len(of) == 64 else short_digest(of)
    known = [(label, value) for label, value in (*facts, ("Content", mark)) if value]
    pairs = "".join([f"<div><dt>{escaped(label)}</dt><dd>{escaped(value)}</dd></div>" for label, value in known])
    line = " · ".join([value if label == "Number" else f"{label} {value}" for label, value in known])
    return Html(
        f'<div class="record"><dl>{pairs}</dl><p>Uncontrolled when printed</p></div>'
        f'<p class="on-paper" aria-hidden="true">{escaped(line)} · Uncontrolled when printed</p>'
    )


def size_words(size: int) -> str:
    """Return a size as people read it: ``48 kB``."""
    return f"{max(1, round(size / 1000))} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def vanish(text: str) -> Html:
    """Return words for those who listen to the page, not shown."""
    return tag("span", text, class_="unseen") if text else NOTHING
