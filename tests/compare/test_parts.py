"""Parts of a document that came, went or changed as a whole: each redline is proven, and its list says what is so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.compare import Trade, compare, story, summary
from generator.document.blocks import Block, Document, Figure, Paragraph, Section, Table
from generator.document.walk import blocks, plain
from tests.compare.test_cover import made, marked, signed
from tests.compare.test_redline import documents
from tests.render.word.sample import clause


def with_blocks(document: Document, change: Callable[[Block], Block]) -> Document:
    """Return *document* with each block of its clauses and annexes changed."""

    def section(one: Section) -> Section:
        return replace(one, blocks=tuple(map(block, one.blocks)))

    def block(one: Block) -> Block:
        inner = getattr(one, "blocks", None)
        return change(one if inner is None else replace(one, blocks=tuple(map(block, inner))))  # type: ignore[arg-type]

    return replace(
        document,
        chapters=tuple(map(section, document.chapters)),
        annexes=tuple(map(section, document.annexes)),
    )


def told(old: Document, new: Document) -> list[tuple[str, str, str, str]]:
    """Return what the list of changes says."""
    return [(one.where, one.what, one.before, one.after) for one in summary(compare(old, new))]


def test_places_to_sign_that_came_or_went_as_a_whole_are_marked_whole() -> None:
    new = signed(("a", "Ann"), ("b", "Bob"))
    old = replace(new, signatures=None)
    assert {change for change, _, _ in marked(made(old, new))} == {"ins"}
    assert {change for change, _, _ in marked(made(new, old))} == {"del"}
    assert told(old, new) == [("Signatures", "added", "", "")]
    assert told(new, old) == [("Signatures", "removed", "", "")]


def test_an_item_that_came_or_went_leaves_the_others_alone() -> None:
    old = documents()["quality-agreement"]
    done: list[str] = []

    def shorter(one: Block) -> Block:
        if isinstance(one, Paragraph) and len(one.items) > 2 and not done:
            done.append(plain(one.items[-1].inlines))
            return replace(one, items=one.items[:-1])
        return one

    new = with_blocks(old, shorter)
    assert done
    assert {(change, words) for change, _, words in marked(made(old, new))} == {("del", done[0])}
    assert {(change, words) for change, _, words in marked(made(new, old))} == {("ins", done[0])}


def other(there: Table | Figure, made_: Table | Figure) -> Callable[[Block], Block]:
    """Return what puts one block in the place of another."""
    return lambda one: made_ if one.path == there.path else one


def test_a_note_below_a_table_that_came_or_went_is_proven() -> None:
    old = documents()["quality-agreement"]
    there = next(one for one in blocks(old) if isinstance(one, Table) and one.note)
    new = with_blocks(old, other(there, replace(there, note=())))
    assert ("del", plain(there.note)) in {(change, words) for change, _, words in marked(made(old, new))}
    assert ("ins", plain(there.note)) in {(change, words) for change, _, words in marked(made(new, old))}


def test_another_caption_of_a_table_is_marked_in_its_line() -> None:
    old = documents()["quality-agreement"]
    there = next(one for one in blocks(old) if isinstance(one, Table) and one.caption)
    new = with_blocks(old, other(there, replace(there, caption=f"{there.caption} anew")))
    assert [(change, words) for change, _, words in marked(made(old, new))] == [("ins", " anew")]


def test_a_figure_with_another_caption_is_drawn_anew_and_proven() -> None:
    old = documents()["communication-plan"]
    there = next(one for one in blocks(old) if isinstance(one, Figure))
    new = with_blocks(old, other(there, replace(there, caption="Another one")))
    assert ("ins", ": Another one") in {(change, words) for change, _, words in marked(made(old, new))}
    assert [(what, after) for _, what, _, after in told(old, new)] == [("drawn anew", "Figure 1: Another one")]


def test_documents_without_a_reference_are_told() -> None:
    plan = documents()["communication-plan"]
    bare = replace(plan, control=(), opening=(), annexes=(), signatures=None)
    old, new = (
        replace(bare, chapters=(replace(plan.chapters[0], blocks=(clause("a", "1.1", "First", words),)),))
        for words in ("Tell.", "Call.")
    )
    assert [(one.before, one.after) for one in story(old, new, Trade())] == [("Tell", "Call")]
