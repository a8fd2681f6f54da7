"""The three laws of running text, on random trees and random texts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.prose import (
    Blank,
    Block,
    Inline,
    Item,
    Items,
    OpenPoint,
    Paragraph,
    Placement,
    Prose,
    Reference,
    Sentence,
    Text,
    Use,
    parse,
    parse_line,
    write,
    write_line,
)
from generator.prose.inline import MOST_SLIPS, may_refer
from generator.prose.nodes import merged
from generator.prose.parse import label
from tests.prose.spelled import solid, spelled, spelled_block, unescaped

SIGNS = "[]{}@*\\(-:#"
words = st.text(st.sampled_from(f"ab I1.,;)’é\u00a0א{SIGNS}"), min_size=1, max_size=12)
ids = st.from_regex(r"[a-z]{1,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
terms = st.from_regex(r"[A-Z][a-z]{1,4}( [A-Z][a-zé&]{1,4}){0,2}", fullmatch=True)
targets = st.from_regex(r"[a-z]{2,3}(-[a-z]{2,3}){0,2}(\.[1-9]){0,1}(\([a-h]\)){0,2}", fullmatch=True)
points = st.from_regex(r"[a-z\\@,\[\]]{1,5}( [a-z*#}]{1,3}){0,2}", fullmatch=True).filter(lambda text: "}}" not in text)
inlines: st.SearchStrategy[Inline] = st.one_of(
    words.map(Text), words.map(Text), terms.map(Use), ids.map(Blank), targets.map(Reference), points.map(OpenPoint)
)


def sayable(nodes: list[Inline]) -> Sentence:
    """Return *nodes* as a sentence that an author can write: no blank at its ends, references set apart."""
    apart: list[Inline] = []
    for node in nodes:
        before = apart[-1] if apart else None
        if isinstance(node, Reference) and before is not None and not ends_free(before):
            apart.append(Text(" "))
        if isinstance(before, Reference) and isinstance(node, Text):
            apart.append(Text(", "))
        apart.append(node)
    return trimmed(merged(apart))


def ends_free(node: Inline) -> bool:
    return isinstance(node, Text) and may_refer(node.text[-1])


def trimmed(sentence: Sentence) -> Sentence:
    nodes = list(sentence)
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        end = nodes[at] if nodes else None
        if isinstance(end, Text):
            nodes[at] = Text(strip(end.text, " "))
    return merged(nodes) or (Text("x"),)


sentences = st.lists(inlines, min_size=1, max_size=4).map(sayable)
paragraphs = st.lists(sentences, min_size=1, max_size=2).map(lambda lines: Paragraph(tuple(lines)))
placements: st.SearchStrategy[Block] = st.builds(Placement, ids)


@st.composite
def lists_of_items(draw: Callable[..., object], levels: int = 3) -> Items:
    kind = draw(st.sampled_from("ai1-"))
    assert isinstance(kind, str)
    items = []
    for number in range(1, draw(st.integers(1, 3)) + 1):  # type: ignore[operator]  # draw is typed loosely
        lines = tuple(draw(st.lists(sentences, min_size=1, max_size=2)))  # type: ignore[var-annotated,arg-type]
        inner = draw(lists_of_items(levels - 1)) if levels > 0 and draw(st.integers(0, 3)) == 0 else None
        items.append(Item(label(kind, number), lines, inner))  # type: ignore[arg-type]
    return Items(kind, tuple(items))


groups = st.one_of(
    st.tuples(paragraphs), st.tuples(paragraphs), st.tuples(placements), st.tuples(paragraphs, lists_of_items())
)
trees: st.SearchStrategy[Prose] = st.lists(groups, min_size=1, max_size=3).map(
    lambda parts: tuple(block for part in parts for block in part)
)


@st.composite
def texts(draw: Callable[..., object]) -> str:
    """A text as people type it: mostly sound, blanks at will, needless escapes, a stray sign now and then."""
    written = write(draw(trees))  # type: ignore[arg-type]
    for find, put in draw(st.lists(st.sampled_from(HABITS), max_size=3)):  # type: ignore[attr-defined]
        written = re.sub(find, put, written, count=draw(st.integers(1, 3)), flags=re.MULTILINE)  # type: ignore[call-overload]
    return written


HABITS = (
    (r"$", "  "),
    (r"\n\n", "\n\n\n"),
    (r":\n\n\(", ":\n("),
    (r"\{\{ (\w+) \}\}", r"{{\1}}"),
    (r"\[(\w+)\]", r"[ \1 ]"),
    (r"(?<=[a-z]): ", r"\\: "),
    (r"(?<=a)-", r"\\-"),
    (r"^", "\n"),
    (r"^:: matrix", "::matrix"),
    (r"^::", ":: "),
    (r"\) ", ")   "),
    (r"\[", ""),
)
noise = st.text(st.sampled_from(f"a1i. \n{SIGNS}"), max_size=40)


@given(trees)
def test_what_is_written_reads_as_the_same_tree(tree: Prose) -> None:
    assert parse(write(tree)) == (tree, ())


@given(sentences)
def test_a_line_that_is_written_reads_as_the_same_sentence(sentence: Sentence) -> None:
    assert parse_line(write_line(sentence)) == (sentence, ())


@given(st.one_of(texts(), noise))
def test_canonical_text_is_stable_and_says_the_same(text: str) -> None:
    tree, slips = parse(text)
    assume(not slips)
    canonical = write(tree)
    assert parse(canonical) == (tree, ())
    assert write(parse(canonical)[0]) == canonical


@given(st.one_of(texts(), noise))
def test_every_character_that_is_not_blank_is_in_the_tree(text: str) -> None:
    tree, slips = parse(text)
    assume(not slips)
    assert solid("".join(spelled_block(block) for block in tree)) == solid(unescaped(text))


@given(st.one_of(sentences.map(write_line), noise))
def test_a_line_keeps_its_characters_too(text: str) -> None:
    sentence, slips = parse_line(text)
    assume(not slips)
    assert solid("".join(map(spelled, sentence))) == solid(unescaped(text))
    assert parse_line(write_line(sentence)) == (sentence, ())


@given(st.one_of(noise, st.text(max_size=60)))
def test_any_text_gives_a_tree_or_says_where_it_slips(text: str) -> None:
    for _, slips in (parse(text), parse_line(text)):
        assert len(slips) <= MOST_SLIPS
        assert all(0 <= slip.at <= len(text) and slip.message and slip.hint for slip in slips)


def test_most_of_the_texts_drawn_here_are_accepted() -> None:
    accepted: list[bool] = []

    @settings(max_examples=200)
    @given(texts())
    def count(text: str) -> None:
        accepted.append(not parse(text)[1])

    count()
    assert sum(accepted) >= 0.8 * len(accepted)


@pytest.mark.parametrize("kind", "ai1-")
def test_labels_count_up(kind: str) -> None:
    lines = "\n".join(f"({label(kind, number)}) x" if kind != "-" else "- x" for number in range(1, 27))
    tree, slips = parse(f"These:\n{lines}")
    assert not slips
    assert isinstance(tree[1], Items)
    assert len(tree[1].items) == 26
