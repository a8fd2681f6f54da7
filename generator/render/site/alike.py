"""Agreements that say the same: the words stand once, and every agreement that says them is named beside them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from generator.render.site.agreement import count
from generator.render.site.html import Html, escaped
from generator.render.site.model import Which

One = TypeVar("One")
MANY = 8
"""Agreements beyond which a list stands in two columns, where there is room."""


def alike(several: Iterable[One], words: Callable[[One], Hashable]) -> list[list[One]]:
    """Return *several* by the *words* that each says, the fewest first: who differs is seen first."""
    groups: dict[Hashable, list[One]] = {}
    for one in several:
        groups.setdefault(words(one), []).append(one)
    return sorted(groups.values(), key=len)


def named(lines: Sequence[str], say: str = "say the same") -> Html:
    """Return a list of agreements, each of *lines* as markup; of several how many *say* what. The filter of a table
    looks at each agreement of such a list by itself.
    """
    told = f'<p class="small soft">{count(len(lines), "agreement")} {escaped(say)}</p>' if len(lines) > 1 else ""
    kind = "those many" if len(lines) > MANY else "those"
    return Html(f'{told}<ul class="{kind}">{"".join([f"<li>{line}</li>" for line in lines])}</ul>')


def name(agreement: Which, there: str) -> str:
    """Return number and title of an agreement as markup, the number as the way *there*."""
    return f'<a href="{escaped(there)}" class="whole">{escaped(agreement.number)}</a> {escaped(agreement.title)}'
