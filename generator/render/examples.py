"""Examples of findings, cut from the cases: a file with a mistake, and the message that it gives.

The cases are what the tests run, so an example never says anything that is not so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from generator.files import Files

BLOCK = re.compile(r"^```(\w+) ?(more )?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^## ", re.MULTILINE)


class Part(NamedTuple):
    """A file of an example: its language, its path, its text, and whether the text is added at the end of the file."""

    language: str
    path: str
    text: str
    more: bool


class Example(NamedTuple):
    """One example: what happens in a sentence, the files with the mistake, and what is said of them."""

    sentence: str
    parts: tuple[Part, ...]
    said: str


def examples(files: Files) -> Mapping[str, Example]:
    """Return by code the first example of each finding.

    Args:
        files: The case files, by a path whose name is the code.
    """
    found: dict[str, Example] = {}
    for path, data in sorted(files.items()):
        code = path.rpartition("/")[2].removesuffix(".md")
        for one in several(data.decode()):
            if f"[{code}]" in one.said:
                found.setdefault(code, one)
    return found


def several(text: str) -> Iterator[Example]:
    """Yield the examples of one case file; a heading inside a block belongs to the block."""
    fenced = [range(*block.span()) for block in BLOCK.finditer(text)]
    starts = [found.end() for found in HEADING.finditer(text) if not any(found.start() in block for block in fenced)]
    for start, end in pairwise([*starts, len(text)]):
        above, _, below = text[start:end].partition("\n.\n")
        shown = BLOCK.search(below)
        parts = tuple(Part(name, path, inside, bool(more)) for name, more, path, inside in BLOCK.findall(above))
        yield Example(above.partition("\n")[0], parts, shown[4] if shown else "")


def example_blocks(one: Example) -> Iterator[str]:
    """Yield an example as blocks of Markdown."""
    yield f"{one.sentence}."
    for part in one.parts:
        yield f"{'At the end of' if part.more else 'In'} `{part.path}`:"
        yield fence(part.language, part.text)
    yield "What `agreements check` says:"
    yield fence("text", one.said)


def fence(language: str, text: str) -> str:
    """Return *text* as a block of code, between more backticks than it has itself."""
    marks = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * max(3, marks + 1)
    return f"{ticks}{language}\n{text.rstrip()}\n{ticks}"


def example_text(one: Example) -> Iterator[str]:
    """Yield an example as lines for a terminal."""
    yield f"Example: {one.sentence}."
    for part in one.parts:
        yield f"  {'At the end of' if part.more else 'In'} {part.path}:"
        yield from (f"    {line}".rstrip() for line in part.text.splitlines())
    yield "  What agreements check says:"
    yield from (f"    {line}".rstrip() for line in one.said.splitlines())
