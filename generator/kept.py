"""Answers that are kept while what they were asked of is the very same thing; nothing that is asked of ever changes."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
Things = ParamSpec("Things")


def last_kept(function: Callable[Things, Answer]) -> Callable[Things, Answer]:
    """Return *function* with its last answer kept, for what is asked of the very same things again and again."""
    last: list[tuple[tuple[int, ...], object, Answer]] = []

    @wraps(function)
    def ask(*things: Things.args, **named: Things.kwargs) -> Answer:
        asked = tuple(map(id, (*things, *named.values())))
        if not (last and last[0][0] == asked):
            last[:] = [(asked, (things, named), function(*things, **named))]  # held, so that no id is given again
        return last[0][2]

    return ask


def kept_with(function: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """Return *function* with each answer kept for as long as the thing that it was asked of is there.

    The answer must not hold the thing itself, which would then never go.
    """
    kept: dict[int, Answer] = {}

    @wraps(function)
    def ask(asked: Asked) -> Answer:
        key = id(asked)
        if key not in kept:
            kept[key] = function(asked)
            weakref.finalize(asked, kept.pop, key, None).atexit = False
        return kept[key]

    return ask
