"""A comment beside a place of a document: why it changed, or what its drafter should know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment.

    Attributes:
        path: Of the clause, paragraph, item or row that it stands beside.
        author: Who says it.
        words: What it says; a line break begins a paragraph.
        on: The day, ``2026-11-20``; empty when unknown.
        id: By which an answer names it; empty when there is none.
        answers: The id of the comment that it answers.
    """

    path: str
    author: str
    words: str
    on: str = ""
    id: str = ""
    answers: str = ""
